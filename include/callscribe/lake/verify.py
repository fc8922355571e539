"""Whether a lake holds together: readable files, whole calls, and accounts that add up."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pyarrow as pa

from callscribe.lake.tables import CALL_TABLES, CALLS, INTAKE, REDACTIONS, TABLES, UTTERANCES, WORDS, Table
from callscribe.lake.writer import read_partition, stored_partitions

if TYPE_CHECKING:
    from collections.abc import Iterator

    from callscribe.storage import Storage


# tables whose rows a call counts, in columns of the same names
_COUNTED = [UTTERANCES.name, WORDS.name, REDACTIONS.name]


@dataclass(frozen=True)
class Problem:
    """One thing that does not hold, and where."""

    where: str
    message: str


def verify(lake: Storage) -> list[Problem]:
    """Check every file of every table; returns what does not hold, nothing of what was said."""
    problems: list[Problem] = []
    calls: dict[str, list[str]] = defaultdict(list)
    counted: dict[tuple[str, str], dict[str, int]] = {}
    found: Counter[tuple[str, str, str]] = Counter()
    children: dict[str, Counter[tuple[str, str]]] = defaultdict(Counter)
    for table in TABLES:
        for key, rows in _readable(lake, table, problems):
            if table is INTAKE:
                problems += [Problem(key, text) for row in rows.to_pylist() if (text := _unbalanced(row))]
            elif table in CALL_TABLES:
                owners = list(zip(rows["call_id"].to_pylist(), rows["revision"].to_pylist(), strict=True))
                if table is CALLS:
                    for owner, row in zip(owners, rows.select(_COUNTED).to_pylist(), strict=True):
                        counted[owner] = row
                        calls[owner[0]].append(key)
                else:
                    children[key].update(owners)
                    found.update((table.name, *owner) for owner in owners)
    problems += [
        Problem(", ".join(keys), f"call {call_id} has {len(keys)} rows")
        for call_id, keys in sorted(calls.items())
        if len(keys) > 1
    ]
    problems += [
        Problem(key, f"{count} rows of call {call_id} at revision {revision}, which `calls` does not have")
        for key, owners in sorted(children.items())
        for (call_id, revision), count in sorted(owners.items())
        if (call_id, revision) not in counted
    ]
    problems += [
        Problem(", ".join(calls[call_id]), f"call {call_id} has {there} of its {count} rows in `{table}`")
        for (call_id, revision), counts in sorted(counted.items())
        for table, count in counts.items()
        if (there := found[table, call_id, revision]) != count
    ]
    return problems


def _readable(lake: Storage, table: Table, problems: list[Problem]) -> Iterator[tuple[str, pa.Table]]:
    for key, _ in stored_partitions(lake, table):
        stored = lake.read(key)
        if stored is None:
            continue  # removed since it was listed
        try:
            rows = read_partition(stored.content)
        except (pa.ArrowInvalid, OSError) as error:
            problems.append(Problem(key, f"cannot be read as Parquet ({type(error).__name__})"))
            continue
        missing = sorted(set(table.schema.names) - set(rows.column_names))
        if missing:
            problems.append(Problem(key, f"lacks the columns {', '.join(missing)}"))
        else:
            yield key, rows


def _unbalanced(row: dict[str, int]) -> str | None:
    ended = row["transcribed"] + row["failed"] + row["skipped"]
    if ended == row["listed"]:
        return None
    return f"batch {row['batch_id']} of run {row['run_id']}: {row['listed']} listed, {ended} ended"
