from __future__ import annotations

from datetime import date
from typing import Any

from callscribe.errors import FailureReason
from callscribe.lake.failures import write_failures
from callscribe.recordings.recording import Failure

DAY = date(2026, 11, 20)


def failure(uri: str = "file:///calls/a.wav", **known: Any) -> Failure:
    known = {"stage": "prepare", "reason": FailureReason.SILENT, "message": f"{uri}: silent", **known}
    return Failure(recording_uri=uri, call_id="c-1", call_date=date(2026, 11, 2), **known)


def write(house: Any, run_id: str, *failures: Failure, day: date = DAY) -> None:
    write_failures(house.lake, failures or (failure(),), run_id, day, 1)


def only(house: Any) -> dict[str, Any]:
    (row,) = house.rows("failures")
    return dict(row)


def test_a_failure_becomes_a_row(house: Any) -> None:
    write(house, "run-1")
    row = only(house)
    seen = {
        name: row[name] for name in ("recording_uri", "call_id", "call_date", "stage", "outcome", "reason", "run_id")
    }
    assert seen == {
        "recording_uri": "file:///calls/a.wav",
        "call_id": "c-1",
        "call_date": date(2026, 11, 2),
        "stage": "prepare",
        "outcome": "failed",
        "reason": "silent",
        "run_id": "run-1",
    }


def test_the_first_failure_is_the_first_attempt(house: Any) -> None:
    write(house, "run-1")
    assert only(house)["attempts"] == 1


def test_every_run_that_fails_counts_an_attempt(house: Any) -> None:
    for run_id in ("run-1", "run-2", "run-3"):
        write(house, run_id)
    assert only(house)["attempts"] == 3


def test_a_run_that_writes_again_counts_once(house: Any) -> None:
    for run_id in ("run-1", "run-2", "run-2"):
        write(house, run_id)
    assert only(house)["attempts"] == 2


def test_a_run_that_writes_again_changes_no_file(house: Any) -> None:
    write(house, "run-1")
    before = house.files("tables/")
    write(house, "run-1")
    assert house.files("tables/") == before


def test_a_failure_keeps_when_it_was_first_seen(house: Any) -> None:
    write(house, "run-1")
    first = only(house)["first_seen_at"]
    write(house, "run-2")
    assert only(house)["first_seen_at"] == first


def test_a_failure_tells_when_it_was_last_seen(house: Any) -> None:
    write(house, "run-1")
    first = only(house)["last_seen_at"]
    write(house, "run-2")
    assert only(house)["last_seen_at"] > first


def test_a_failure_tells_the_newest_reason(house: Any) -> None:
    write(house, "run-1")
    write(house, "run-2", failure(reason=FailureReason.ENGINE_UNAVAILABLE))
    assert only(house)["reason"] == "engine_unavailable"


def test_failures_of_other_recordings_stay(house: Any) -> None:
    write(house, "run-1", failure("file:///calls/a.wav"))
    write(house, "run-1", failure("file:///calls/b.wav"))
    assert len(house.rows("failures")) == 2


def test_failures_lie_in_the_partition_of_the_runs_day(house: Any) -> None:
    write(house, "run-1")
    assert list(house.files("tables/failures/")) == ["tables/failures/dt=2026-11-20/bucket=00.parquet"]
