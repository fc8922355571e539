"""Reading a lake in tests: its rows, without what may differ from run to run."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from callscribe.lake.tables import TABLES
from callscribe.lake.writer import read_partition, stored_partitions

if TYPE_CHECKING:
    from callscribe.storage import Storage

# these tell when and in which run, not what
RUN_COLUMNS = frozenset({"processed_at", "run_id", "dag_id", "first_seen_at", "last_seen_at"})


def lake_rows(lake: Storage) -> dict[str, list[dict[str, Any]]]:
    """Every row of every table, sorted, less `RUN_COLUMNS`; `intake` has nothing but runs and is left out."""
    return {table.name: _rows(lake, table) for table in TABLES if table.name != "intake"}


def intake_rows(lake: Storage) -> list[dict[str, Any]]:
    """The rows of `intake`, whole."""
    (intake,) = (table for table in TABLES if table.name == "intake")
    return _rows(lake, intake, without=frozenset())


def _rows(lake: Storage, table: Any, without: frozenset[str] = RUN_COLUMNS) -> list[dict[str, Any]]:
    rows = []
    for key, day in stored_partitions(lake, table):
        stored = lake.read(key)
        assert stored is not None
        for row in read_partition(stored.content).to_pylist():
            rows.append({"dt": day, **{name: value for name, value in row.items() if name not in without}})
    return sorted(rows, key=lambda row: [str(value) for value in row.values()])
