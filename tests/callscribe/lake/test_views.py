from __future__ import annotations

from datetime import date
from typing import Any

import pyarrow as pa
import pytest

from callscribe.lake.rows import as_table
from callscribe.lake.tables import CALL_TABLES, CALLS, TABLES, UTTERANCES, WORDS, Table
from callscribe.lake.views import open_views
from callscribe.lake.writer import write_rows
from callscribe.storage import LocalStorage

DAY = date(2026, 11, 2)
CHILDREN = [table for table in CALL_TABLES if table is not CALLS]


def put(house: Any, table: Table, call_id: str, revision: str) -> None:
    row = {"call_id": call_id, "revision": revision}
    write_rows(house.lake, table, as_table([row], table), DAY, 1, [call_id])


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_a_table_without_files_is_an_empty_view_with_its_columns_and_the_partition(house: Any, table: Table) -> None:
    with open_views(house.lake) as views:
        found = views.execute(f"SELECT * FROM {table.name}")
        assert [column[0] for column in found.description or []] == [*table.schema.names, "dt"]
        assert found.fetchall() == []


def test_a_full_view_has_the_columns_of_an_empty_one(house: Any) -> None:
    put(house, CALLS, "c-1", "r")
    assert list(house.rows("calls")[0]) == [*CALLS.schema.names, "dt"]


@pytest.mark.parametrize("table", CHILDREN, ids=lambda table: table.name)
def test_a_call_that_is_not_committed_is_not_seen(house: Any, table: Table) -> None:
    put(house, CALLS, "c-1", "r")
    put(house, table, "c-2", "r")
    assert house.rows(table.name) == []


def test_rows_are_not_seen_before_the_first_call_is_committed(house: Any) -> None:
    put(house, WORDS, "c-1", "r")
    assert house.rows("words") == []


def test_rows_of_a_revision_that_is_not_committed_are_not_seen(house: Any) -> None:
    put(house, CALLS, "c-1", "old")
    put(house, WORDS, "c-1", "new")
    assert house.rows("words") == []


def test_rows_of_a_committed_call_are_seen(house: Any) -> None:
    put(house, WORDS, "c-1", "r")
    put(house, CALLS, "c-1", "r")
    assert [row["call_id"] for row in house.rows("words")] == ["c-1"]


def test_the_partition_is_a_column(house: Any) -> None:
    put(house, CALLS, "c-1", "r")
    assert [row["dt"] for row in house.rows("calls")] == [DAY]


def test_days_are_one_view(house: Any) -> None:
    for day in (DAY, date(2026, 11, 3)):
        write_rows(house.lake, CALLS, as_table([{"call_id": f"c-{day}"}], CALLS), day, 1, [f"c-{day}"])
    assert len(house.rows("calls")) == 2


def test_an_older_file_that_lacks_a_column_is_seen(house: Any) -> None:
    older = Table(UTTERANCES.name, UTTERANCES.schema.remove(UTTERANCES.schema.get_field_index("sentiment")))
    put(house, CALLS, "c-1", "r")
    put(house, CALLS, "c-2", "r")
    write_rows(house.lake, older, as_table([{"call_id": "c-1", "revision": "r"}], older), DAY, 1, ["c-1"])
    row = {"call_id": "c-2", "revision": "r", "sentiment": 0.5}
    write_rows(house.lake, UTTERANCES, as_table([row], UTTERANCES), date(2026, 11, 3), 1, ["c-2"])
    assert [row["sentiment"] for row in house.rows("utterances", "call_id")] == [None, 0.5]


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_a_column_that_no_file_has_yet_is_null(house: Any, table: Table) -> None:
    owner = {"call_id": "c-1", "revision": "r", table.owner: "c-1"}
    kept = [field for field in table.schema if field.name in owner or field.name == table.position]
    older = Table(table.name, pa.schema(kept, metadata=table.schema.metadata), table.owner, table.position)
    put(house, CALLS, "c-1", "r")
    write_rows(house.lake, older, as_table([owner], older), DAY, 1, ["c-1"])
    (row,) = house.rows(table.name)
    assert list(row) == [*table.schema.names, "dt"]
    assert (row["dt"], {row[name] for name in table.schema.names if name not in older.schema.names}) == (DAY, {None})


def test_a_quote_in_the_lakes_path_is_no_hindrance(house: Any) -> None:
    house.lake = LocalStorage(house.lake.root.with_name("it's a lake"))
    put(house, CALLS, "c-1", "r")
    assert len(house.rows("calls")) == 1


@pytest.mark.parametrize("name", ["lake [old]", "lake*", "lake?"])
def test_a_wildcard_in_the_lakes_path_is_no_hindrance(house: Any, name: str) -> None:
    house.lake = LocalStorage(house.lake.root.with_name(name))
    put(house, CALLS, "c-1", "r")
    assert len(house.rows("calls")) == 1
