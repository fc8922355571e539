from __future__ import annotations

import dataclasses
import json
from collections import Counter
from datetime import date
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from callscribe.errors import WriteConflict
from callscribe.lake.rows import as_table
from callscribe.lake.tables import CALLS, FAILURES, REDACTIONS, WORDS, Table
from callscribe.lake.writer import (
    MANIFEST_KEY,
    bucket_count,
    partition_key,
    read_partition,
    stored_partitions,
    write_rows,
)
from callscribe.recordings.batches import bucket_of

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Sequence

    from callscribe.storage import LocalStorage, S3Storage, Storage

DAY = date(2026, 11, 2)
OWNERS = ["c-1", "c-2", "c-3", "c-4"]
# what a batch says: for each of its calls, the words it now has
BATCHES = st.lists(
    st.dictionaries(st.sampled_from(OWNERS), st.lists(st.sampled_from("abc"), max_size=3), min_size=1), max_size=6
)


def rows_of(said: dict[str, Sequence[str]]) -> list[dict[str, Any]]:
    return [
        {"call_id": call_id, "revision": "r", "word_id": word_id, "word": word}
        for call_id, words in said.items()
        for word_id, word in enumerate(words)
    ]


def write(lake: Storage, said: dict[str, Sequence[str]], buckets: int = 1, owners: Collection[str] = ()) -> int:
    return write_rows(lake, WORDS, as_table(rows_of(said), WORDS), DAY, buckets, owners or list(said))


def stored(lake: Storage, table: Table = WORDS) -> list[dict[str, Any]]:
    rows = []
    for key, _ in sorted(stored_partitions(lake, table)):
        found = lake.read(key)
        assert found is not None
        rows += read_partition(found.content).to_pylist()
    return rows


def words(lake: Storage) -> Counter[tuple[str, int, str]]:
    return Counter((row["call_id"], row["word_id"], row["word"]) for row in stored(lake))


@given(BATCHES, st.integers(1, 3), st.data())
@settings(max_examples=40, deadline=None)
def test_any_sequence_of_writes_and_repeats_ends_with_each_calls_newest_rows_once(
    temporary_lake: Callable[[], Any], batches: list[dict[str, list[str]]], buckets: int, data: st.DataObject
) -> None:
    newest: dict[str, list[str]] = {}
    with temporary_lake() as lake:
        for batch in batches:
            newest |= batch
            for _ in range(data.draw(st.integers(1, 2))):
                write(lake, batch, buckets)
        assert words(lake) == Counter((row["call_id"], row["word_id"], row["word"]) for row in rows_of(newest))


@given(BATCHES, st.integers(1, 3))
@settings(max_examples=20, deadline=None)
def test_rows_lie_in_the_file_of_their_owners_bucket(
    temporary_lake: Callable[[], Any], batches: list[dict[str, list[str]]], buckets: int
) -> None:
    with temporary_lake() as lake:
        for batch in batches:
            write(lake, batch, buckets)
        for key, day in stored_partitions(lake, WORDS):
            found = lake.read(key)
            buckets_found = {bucket_of(each, buckets) for each in read_partition(found.content)["call_id"].to_pylist()}
            assert all(key == partition_key(WORDS, day, bucket) for bucket in buckets_found)


def test_a_file_is_found_by_its_day_and_bucket() -> None:
    assert partition_key(WORDS, DAY, 7) == "tables/words/dt=2026-11-02/bucket=07.parquet"


def test_rows_are_sorted_by_owner_and_position(lake: LocalStorage) -> None:
    rows = list(reversed(rows_of({"c-1": "abc", "c-2": "ab"})))
    write_rows(lake, WORDS, as_table(rows, WORDS), DAY, 1, OWNERS)
    assert [(row["call_id"], row["word_id"]) for row in stored(lake)] == [
        ("c-1", 0),
        ("c-1", 1),
        ("c-1", 2),
        ("c-2", 0),
        ("c-2", 1),
    ]


def test_rows_of_other_owners_stay(lake: LocalStorage) -> None:
    write(lake, {"c-1": "ab"})
    write(lake, {"c-2": "c"})
    assert words(lake) == {("c-1", 0, "a"): 1, ("c-1", 1, "b"): 1, ("c-2", 0, "c"): 1}


def test_an_owner_without_new_rows_loses_the_old_ones(lake: LocalStorage) -> None:
    write(lake, {"c-1": "ab", "c-2": "c"})
    write(lake, {}, owners=["c-1"])
    assert words(lake) == {("c-2", 0, "c"): 1}


def test_nothing_to_write_makes_no_file(lake: LocalStorage) -> None:
    write(lake, {}, owners=["c-1"])
    assert list(stored_partitions(lake, WORDS)) == []


def test_the_same_rows_are_not_written_again(lake: LocalStorage) -> None:
    write(lake, {"c-1": "ab"})
    before = [entry.version for entry in lake.list("tables/")]
    assert (write(lake, {"c-1": "ab"}), [entry.version for entry in lake.list("tables/")]) == (0, before)


def test_rows_that_differ_in_their_run_alone_are_not_written_again(lake: LocalStorage) -> None:
    row = {"call_id": "c-1", "revision": "r", "run_id": "first"}
    write_rows(lake, CALLS, as_table([row], CALLS), DAY, 1, ["c-1"])
    write_rows(lake, CALLS, as_table([row | {"run_id": "second"}], CALLS), DAY, 1, ["c-1"])
    assert [each["run_id"] for each in stored(lake, CALLS)] == ["first"]


def test_what_was_stored_comes_back_with_every_type(lake: LocalStorage) -> None:
    row = {"call_id": "c-1", "call_date": DAY, "metadata": [("skill", "gold")], "quality_flags": ["dead_channel"]}
    write_rows(lake, CALLS, as_table([row], CALLS), DAY, 1, ["c-1"])
    write_rows(lake, CALLS, as_table([row | {"call_id": "c-2"}], CALLS), DAY, 1, ["c-2"])  # through read and merge
    (first, second) = stored(lake, CALLS)
    assert {name: first[name] for name in row} == row
    assert second["quality_flags"] == ["dead_channel"]


def test_a_file_carries_the_schema_version(lake: LocalStorage) -> None:
    write(lake, {"c-1": "a"})
    assert pq.read_schema(lake.root / partition_key(WORDS, DAY, 0)).metadata[b"schema_version"] == b"1"


def test_an_older_file_that_lacks_a_column_is_read_and_completed(lake: LocalStorage) -> None:
    older = dataclasses.replace(REDACTIONS, schema=REDACTIONS.schema.remove(REDACTIONS.schema.get_field_index("score")))
    old, new = {"call_id": "c-1", "detector": "old"}, {"call_id": "c-2", "detector": "new", "score": 0.5}
    write_rows(lake, older, as_table([old], older), DAY, 1, ["c-1"])
    write_rows(lake, REDACTIONS, as_table([new], REDACTIONS), DAY, 1, ["c-2"])
    assert [(row["detector"], row["score"]) for row in stored(lake, REDACTIONS)] == [("old", None), ("new", 0.5)]


def test_a_writer_that_loses_a_race_merges_with_the_winners_rows(
    lake: LocalStorage, monkeypatch: pytest.MonkeyPatch
) -> None:
    honest = lake.write_if
    races = iter([True])

    def somebody_is_faster(key: str, content: bytes, version: str | None) -> None:
        if next(races, False):
            write(lake, {"c-2": "theirs"})
        honest(key, content, version)

    monkeypatch.setattr(lake, "write_if", somebody_is_faster)
    write(lake, {"c-1": "mine"})
    assert {row["call_id"] for row in stored(lake)} == {"c-1", "c-2"}


def test_a_writer_gives_up_on_a_file_that_never_stands_still(
    lake: LocalStorage, monkeypatch: pytest.MonkeyPatch
) -> None:
    tries = []

    def always_late(key: str, content: bytes, version: str | None) -> None:
        tries.append(key)
        raise WriteConflict(key)

    monkeypatch.setattr(lake, "write_if", always_late)
    monkeypatch.setattr("time.sleep", lambda _: None)
    with pytest.raises(WriteConflict):
        write(lake, {"c-1": "a"})
    assert len(tries) == 60


def test_processes_that_race_for_one_file_lose_no_row(lake: LocalStorage, in_processes: Callable[..., None]) -> None:
    code = """
        import sys
        from datetime import date
        from pathlib import Path
        from callscribe.lake.rows import as_table
        from callscribe.lake.tables import WORDS
        from callscribe.lake.writer import write_rows
        from callscribe.storage import LocalStorage

        for number in range(8):
            call_id = f"{sys.argv[2]}-{number}"
            rows = as_table([{"call_id": call_id, "word_id": 0, "word": "hello"}], WORDS)
            write_rows(LocalStorage(Path(sys.argv[1])), WORDS, rows, date(2026, 11, 2), 1, [call_id])
    """
    in_processes(code, *[[str(lake.root), name] for name in "abc"])
    assert sorted(row["call_id"] for row in stored(lake)) == [
        f"{name}-{number}" for name in "abc" for number in range(8)
    ]


def test_a_bucket_takes_rows_as_a_folder_does(s3_storage: Callable[[str], S3Storage]) -> None:
    lake = s3_storage("lake")
    for said in ({"c-1": "ab"}, {"c-2": "c"}, {"c-1": "b"}):
        write(lake, said)
    assert words(lake) == {("c-1", 0, "b"): 1, ("c-2", 0, "c"): 1}


def test_owners_may_say_how_old_and_new_rows_become_one(lake: LocalStorage) -> None:
    def keep_both(old: pa.Table, new: pa.Table) -> pa.Table:
        return pa.concat_tables([old, new])

    for reason in ("first", "second"):
        rows = as_table([{"recording_uri": "u", "reason": reason}], FAILURES)
        write_rows(lake, FAILURES, rows, DAY, 1, ["u"], keep_both)
    assert sorted(row["reason"] for row in stored(lake, FAILURES)) == ["first", "second"]


def test_whoever_asks_first_fixes_the_number_of_buckets(lake: LocalStorage) -> None:
    assert [bucket_count(lake, 4), bucket_count(lake, 8)] == [4, 4]


def test_the_manifest_tells_the_number_of_buckets(lake: LocalStorage) -> None:
    bucket_count(lake, 4)
    assert json.loads((lake.root / MANIFEST_KEY).read_text()) == {"schema_version": 1, "buckets": 4}


def test_of_two_who_ask_at_once_both_get_the_winners_number(
    lake: LocalStorage, monkeypatch: pytest.MonkeyPatch
) -> None:
    honest = lake.write_if

    def somebody_is_faster(key: str, content: bytes, version: str | None) -> None:
        monkeypatch.undo()
        bucket_count(lake, 2)
        honest(key, content, version)

    monkeypatch.setattr(lake, "write_if", somebody_is_faster)
    assert bucket_count(lake, 8) == 2
