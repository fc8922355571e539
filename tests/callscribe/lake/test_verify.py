from __future__ import annotations

from datetime import date
from typing import Any

import pyarrow.parquet as pq
import pytest

from callscribe.lake.rows import as_table
from callscribe.lake.tables import CALLS, INTAKE, WORDS
from callscribe.lake.verify import verify
from callscribe.lake.writer import partition_key, read_partition, write_rows

DAY, OTHER_DAY = date(2026, 11, 2), date(2026, 11, 3)


@pytest.fixture
def full(house: Any) -> Any:
    """A lake with two calls and a failure."""
    house.record("a.wav", call_id="c-1")
    house.record("b.wav", call_id="c-2")
    house.record("undated.wav", call_date=None)
    house.transcribe()
    return house


def problems(house: Any) -> list[str]:
    return [f"{problem.where}: {problem.message}" for problem in verify(house.lake)]


def rows_of(house: Any, key: str) -> Any:
    return read_partition((house.lake.root / key).read_bytes())


def test_an_empty_lake_holds(house: Any) -> None:
    assert problems(house) == []


def test_a_lake_that_a_run_left_holds(full: Any) -> None:
    assert problems(full) == []


@pytest.mark.parametrize("content", [b"", b"PAR1 not really", b"x" * 100])
def test_a_file_that_is_no_parquet_is_found(full: Any, content: bytes) -> None:
    key = partition_key(WORDS, OTHER_DAY, 0)
    full.lake.write(key, content)
    assert problems(full) == [f"{key}: cannot be read as Parquet (ArrowInvalid)"]


def test_a_file_cut_off_in_the_middle_is_found(full: Any) -> None:
    key = partition_key(INTAKE, date(2026, 11, 20), 0)
    full.lake.write(key, (full.lake.root / key).read_bytes()[:-100])
    assert problems(full) == [f"{key}: cannot be read as Parquet (ArrowInvalid)"]


def test_a_file_that_lacks_columns_is_found(full: Any) -> None:
    key = partition_key(INTAKE, date(2026, 11, 20), 0)
    pq.write_table(rows_of(full, key).drop_columns(["cost_usd", "listed"]), full.lake.root / key)
    assert problems(full) == [f"{key}: lacks the columns cost_usd, listed"]


def test_a_call_that_is_there_twice_is_found(full: Any) -> None:
    rows = rows_of(full, partition_key(CALLS, DAY, 0))
    write_rows(full.lake, CALLS, rows, OTHER_DAY, 1, ["c-1"])
    where = f"{partition_key(CALLS, DAY, 0)}, {partition_key(CALLS, OTHER_DAY, 0)}"
    assert problems(full) == [f"{where}: call c-1 has 2 rows"]


def test_rows_of_a_call_that_was_never_committed_are_found(full: Any) -> None:
    row = {"call_id": "c-9", "revision": "r", "word_id": 0, "word": "hello"}
    write_rows(full.lake, WORDS, as_table([row], WORDS), OTHER_DAY, 1, ["c-9"])
    key = partition_key(WORDS, OTHER_DAY, 0)
    assert problems(full) == [f"{key}: 1 rows of call c-9 at revision r, which `calls` does not have"]


@pytest.mark.parametrize("table", ["words", "utterances"])
def test_a_call_whose_rows_are_gone_is_found(full: Any, table: str) -> None:
    full.lake.delete(f"tables/{table}/dt=2026-11-02/bucket=00.parquet")
    counts = {row["call_id"]: row[table] for row in full.rows("calls")}
    where = partition_key(CALLS, DAY, 0)
    assert problems(full) == [
        f"{where}: call {call_id} has 0 of its {count} rows in `{table}`" for call_id, count in sorted(counts.items())
    ]


def test_a_batch_that_lost_a_recording_is_found(full: Any) -> None:
    row = {"run_id": "run-9", "batch_id": "b", "listed": 3, "transcribed": 1, "failed": 1, "skipped": 0}
    write_rows(full.lake, INTAKE, as_table([row], INTAKE), OTHER_DAY, 1, ["run-9"])
    key = partition_key(INTAKE, OTHER_DAY, 0)
    assert problems(full) == [f"{key}: batch b of run run-9: 3 listed, 2 ended"]


def test_problems_quote_nothing_that_was_said(full: Any, fake_engine: Any) -> None:
    full.lake.delete(partition_key(CALLS, DAY, 0))
    assert not any(word in problem for problem in problems(full) for word in ("hello", "calling", "order"))
