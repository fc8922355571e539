"""The lake on a real object store: the contract of storage, racing writers, and whole runs of the DAG."""

from __future__ import annotations

import multiprocessing
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from airflow_runs import DagRunner
from callscribe.errors import SettingsError, WriteConflict
from callscribe.lake.tables import WORDS
from callscribe.lake.verify import verify
from callscribe.lake.writer import partition_key, read_partition
from callscribe.storage import S3Storage
from integration.racing_writers import WORDS_A_CALL, add_calls
from lakes import lake_rows
from local_airflow import pulse_local, stats

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from integration.ceph import Ceph

pytestmark = pytest.mark.integration

PAGE = 1000  # objects in one answer to ListObjectsV2
CALLS = {f"call-{number:04d}" for number in range(1, 9)}
POISON = {
    "empty.wav": "empty_file",
    "not-audio.wav": "not_audio",
    "truncated.mp3": "corrupt_audio",
    "undated.wav": "no_call_date",
}


@pytest.fixture
def storage(ceph: Ceph, bucket: Callable[[str], str]) -> S3Storage:
    return S3Storage(ceph.client(), bucket("lake"), "team/prod")


def read(storage: S3Storage, key: str) -> tuple[bytes, str]:
    stored = storage.read(key)
    assert stored is not None
    return stored.content, stored.version


def test_what_is_written_is_read(storage: S3Storage) -> None:
    storage.write("a/ü b+c.txt", b"hello")
    assert read(storage, "a/ü b+c.txt")[0] == b"hello"


def test_there_is_nothing_to_read_before_it_is_written(storage: S3Storage) -> None:
    assert storage.read("a") is None


def test_a_local_copy_holds_the_bytes(storage: S3Storage) -> None:
    storage.write("call.wav", b"sound" * 100_000)
    with storage.local_copy("call.wav") as path:
        assert path.read_bytes() == b"sound" * 100_000


def test_what_is_deleted_is_gone(storage: S3Storage) -> None:
    storage.write("a", b"1")
    storage.delete("a")
    storage.delete("a")
    assert storage.read("a") is None


def test_more_objects_than_a_page_are_all_listed_once(storage: S3Storage) -> None:
    wanted = {f"many/{number:05d}" for number in range(PAGE + 50)}
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda key: storage.write(key, b"x"), wanted))
    storage.write("manyother", b"x")
    assert Counter(entry.key for entry in storage.list("many/")) == Counter(wanted)


def test_the_version_that_was_listed_is_the_one_that_was_read(storage: S3Storage) -> None:
    storage.write("a", b"1")
    assert [entry.version for entry in storage.list()] == [read(storage, "a")[1]]


def test_write_if_makes_a_new_object_once(storage: S3Storage) -> None:
    storage.write_if("a", b"mine", None)
    with pytest.raises(WriteConflict):
        storage.write_if("a", b"theirs", None)
    assert read(storage, "a")[0] == b"mine"


# Ceph compares If-Match with the bare tag, although it hands tags out quoted: without our second try, no rewrite
def test_write_if_with_the_version_that_was_read_writes(storage: S3Storage) -> None:
    storage.write("a", b"1")
    for content in (b"2", b"3"):
        storage.write_if("a", content, read(storage, "a")[1])
    assert read(storage, "a")[0] == b"3"


def test_write_if_with_a_stale_version_is_a_conflict_and_changes_nothing(storage: S3Storage) -> None:
    storage.write("a", b"1")
    stale = read(storage, "a")[1]
    storage.write("a", b"theirs")
    with pytest.raises(WriteConflict):
        storage.write_if("a", b"mine", stale)
    assert read(storage, "a")[0] == b"theirs"


def test_write_if_is_a_conflict_where_the_object_was_deleted(storage: S3Storage) -> None:
    storage.write("a", b"1")
    version = read(storage, "a")[1]
    storage.delete("a")
    with pytest.raises(WriteConflict):
        storage.write_if("a", b"mine", version)
    assert storage.read("a") is None


def test_one_of_many_who_make_the_same_object_wins(storage: S3Storage) -> None:
    def make(writer: int) -> bool:
        try:
            storage.write_if("a", str(writer).encode(), None)
        except WriteConflict:
            return False
        return True

    with ThreadPoolExecutor(16) as pool:
        won = list(pool.map(make, range(16)))
    assert won.count(True) == 1
    assert read(storage, "a")[0] == str(won.index(True)).encode()


def test_a_wrong_secret_is_named_as_a_matter_of_settings(ceph: Ceph, bucket: Callable[[str], str]) -> None:
    name = bucket("lake")
    storage = S3Storage(ceph.client(secret_key="not the secret"), name)
    for attempt in (lambda: storage.read("a"), lambda: list(storage.list()), lambda: storage.write("a", b"1")):
        with pytest.raises(SettingsError, match=rf"s3://{name}/a?: S3 refused \(SignatureDoesNotMatch\)"):
            attempt()


def test_a_missing_bucket_is_named_as_a_matter_of_settings(ceph: Ceph) -> None:
    storage = S3Storage(ceph.client(), "no-such-bucket")
    for attempt in (lambda: storage.read("a"), lambda: list(storage.list()), lambda: storage.write("a", b"1")):
        with pytest.raises(SettingsError, match=r"no-such-bucket/a?: S3 refused \(NoSuchBucket\)"):
            attempt()


def test_processes_that_write_to_one_partition_lose_no_row(ceph: Ceph, bucket: Callable[[str], str]) -> None:
    writers, rounds, day, name = 4, 25, date(2026, 11, 2), bucket("lake")
    spawn = multiprocessing.get_context("spawn")
    start, conflicts = spawn.Barrier(writers), spawn.Value("i", 0)
    calls = [[f"call-{writer}-{number:02d}" for number in range(rounds)] for writer in range(writers)]
    processes = [
        spawn.Process(target=add_calls, args=(ceph.connect(), name, day, own, start, conflicts), daemon=True)
        for own in calls
    ]
    for process in processes:
        process.start()
    for process in processes:
        process.join()
    assert [process.exitcode for process in processes] == [0] * writers
    assert conflicts.value > 0, "they did not race: this proves nothing"
    rows = read_partition(read(S3Storage(ceph.client(), name), partition_key(WORDS, day, 0))[0])
    held = Counter(rows["call_id"].to_pylist())
    assert held == {call_id: WORDS_A_CALL for own in calls for call_id in own}


@pytest.fixture(scope="module")
def runs(ceph: Ceph, sample_calls: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """Rows and requests after a run, a second, a third that has forgotten the others, and one by named connections."""
    client, counted, logs = ceph.client(), [], []
    for name in ("calls", "lake"):
        client.create_bucket(Bucket=name)
    for path in sample_calls.rglob("*"):
        if path.is_file():
            client.upload_file(str(path), "calls", f"acme/{path.relative_to(sample_calls).as_posix()}")
    connections = {name: ceph.airflow_connection() for name in ("aws_default", "own_ceph")}
    lake, rows = S3Storage(client, "lake", "prod"), []
    with pulse_local("--engine", "scripted") as url:
        home = tmp_path_factory.mktemp("ceph-runs") / "airflow"
        runner = DagRunner(home, url, "s3://calls/acme", "s3://lake/prod", connections)

        def run(**params: str) -> None:
            logs.append(runner.run(**params))
            counted.append(stats(url)["requests"])

        for forget in (False, False, True):
            if forget:
                lake.delete("tables/_ledger.parquet")
            run()
            rows.append(lake_rows(lake))
        named = S3Storage(client, "lake", "named")
        run(recordings_uri="s3://own_ceph@calls/acme", lake_uri="s3://own_ceph@lake/named")
    return {"lake": lake, "rows": rows, "named": named, "requests": counted, "logs": logs}


def without_attempts(rows: dict[str, list[dict[str, Any]]]) -> dict[str, list[dict[str, Any]]]:
    failures = [{name: value for name, value in row.items() if name != "attempts"} for row in rows["failures"]]
    return rows | {"failures": failures}


@pytest.mark.timeout(600)
def test_recordings_in_a_bucket_become_rows_in_a_bucket(runs: dict[str, Any]) -> None:
    first = runs["rows"][0]
    assert {row["call_id"] for row in first["calls"]} == {row["call_id"] for row in first["words"]} == CALLS
    assert {row["recording_uri"].rpartition("/")[2]: row["reason"] for row in first["failures"]} == POISON
    assert verify(runs["lake"]) == []


def test_two_runs_on_ceph_leave_the_same_rows(runs: dict[str, Any]) -> None:
    first, second, _ = runs["rows"]
    assert first == second


def test_a_second_run_on_ceph_sends_no_request(runs: dict[str, Any]) -> None:
    first, second, *_ = runs["requests"]
    assert first == second > 0


def test_a_run_that_forgot_the_others_is_served_by_the_vault(runs: dict[str, Any]) -> None:
    _, second, third, _ = runs["requests"]
    assert third == second
    assert without_attempts(runs["rows"][2]) == without_attempts(runs["rows"][0])
    assert {row["attempts"] for row in runs["rows"][2]["failures"]} == {2}


def test_a_connection_named_in_the_uri_leads_to_the_same_rows(runs: dict[str, Any]) -> None:
    assert lake_rows(runs["named"]) == runs["rows"][0]
    assert verify(runs["named"]) == []


def test_no_row_holds_a_connections_name(runs: dict[str, Any]) -> None:
    assert "own_ceph" not in str(lake_rows(runs["named"]))


def test_the_runs_on_ceph_clear_their_work_away(runs: dict[str, Any]) -> None:
    assert [entry.key for lake in (runs["lake"], runs["named"]) for entry in lake.list("work/")] == []


def test_the_secret_of_the_store_is_in_no_log(ceph: Ceph, runs: dict[str, Any]) -> None:
    assert all("Transcribed" in log or "settled" in log for log in runs["logs"])
    assert [log for log in runs["logs"] if ceph.secret_key in log] == []
