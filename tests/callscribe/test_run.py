from __future__ import annotations

import dataclasses
import os
from datetime import UTC, date, datetime, timedelta, timezone
from typing import TYPE_CHECKING, Any

import pytest

from callscribe import accounts, batch, documents
from callscribe import run as runs
from callscribe.accounts import Summary, Unreconciled
from callscribe.errors import RateLimitError, SettingsError
from callscribe.lake.verify import verify
from callscribe.recordings.listing import Interval, day
from callscribe.storage import LocalStorage

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def calls(house: Any) -> Any:
    """Three good recordings of two days, and four that cannot be transcribed."""
    house.record("a.wav", call_id="a")
    house.record("b.wav", call_id="b")
    house.record("c.wav", call_id="c", call_date="2026-11-03")
    house.record("again.wav", call_id="a")
    house.record("empty.wav").write_bytes(b"")
    house.record("undated.wav", call_date=None)
    house.record("odd.wav", call_id=["x"])
    return house


def listed(house: Any, interval: Interval | None = None, **settings: Any) -> int:
    return sum(ref.recordings for ref in house.discover(house.start(**settings), interval))


def arrive(path: Path, at: datetime) -> None:
    for each in (path, path.with_name(f"{path.name}.json")):
        os.utime(each, (at.timestamp(), at.timestamp()))


def reconciled(house: Any, run: Any) -> Summary:
    return accounts.reconcile(run.folder, house.lake)


def unfinished(house: Any, fake_engine: Any) -> tuple[Any, Summary]:
    """A run of two batches, of which the second got no further than `prepare`."""
    house.record("a.wav")
    house.record("b.wav", call_date="2026-11-03")
    run = house.start()
    first, second = house.discover(run)
    house.finish(first, fake_engine())
    batch.prepare(second, house.source, house.lake)
    return run, reconciled(house, run)


def test_every_recording_listed_ends_as_one_of_three(calls: Any) -> None:
    summary = calls.transcribe()
    assert (summary.listed, summary.transcribed, summary.failed, summary.skipped) == (7, 3, 3, 1)


def test_a_summary_tells_why_recordings_failed(calls: Any) -> None:
    assert calls.transcribe().reasons == {"bad_metadata": 1, "duplicate": 1, "empty_file": 1, "no_call_date": 1}


def test_accounts_that_add_up_pass(calls: Any) -> None:
    accounts.check_accounts(calls.transcribe())


def test_a_finished_run_leaves_a_lake_that_holds(calls: Any) -> None:
    calls.transcribe()
    assert verify(calls.lake) == []


def test_every_batch_has_its_row_in_intake(calls: Any) -> None:
    calls.transcribe(run_id="run-1")
    rows = [(row["batch_id"], row["listed"], row["transcribed"]) for row in calls.rows("intake", "batch_id")]
    assert rows == [("2026-11-02-b00-000", 4, 2), ("2026-11-03-b00-000", 1, 1), ("undated-b00-000", 2, 0)]


def test_what_was_paid_is_told(house: Any, sounds: Any) -> None:
    house.record("a.wav", sounds.speech(6, seed=1), sounds.speech(6, seed=2))
    summary = house.transcribe()
    assert (summary.requests, summary.billed_s, summary.cost_usd) == (2, 12.0, 0.001)


def test_a_summary_tells_the_days_it_wrote_to(calls: Any) -> None:
    assert calls.transcribe().call_dates == ["2026-11-02", "2026-11-03"]


def test_a_summary_reads_as_a_line(calls: Any) -> None:
    assert str(calls.transcribe()).startswith(
        "7 recordings listed: 3 transcribed (0 from the vault); 3 failed, 1 skipped;"
        " reasons: bad_metadata 1, duplicate 1, empty_file 1, no_call_date 1;"
    )


def test_a_run_of_nothing_adds_up(house: Any) -> None:
    summary = house.transcribe()
    accounts.check_accounts(summary)
    assert summary == Summary()


def test_reconciling_twice_changes_nothing(calls: Any) -> None:
    summary = calls.transcribe(run_id="run-1")
    before = calls.files()
    again = accounts.reconcile(documents.run_folder("calls", "run-1"), calls.lake)
    assert (again, calls.files()) == (summary, before)


def test_reconciling_an_unfinished_run_twice_changes_nothing(house: Any, fake_engine: Any) -> None:
    run, summary = unfinished(house, fake_engine)
    before = house.files()
    assert (reconciled(house, run), house.files()) == (summary, before)


def test_a_batch_that_did_not_finish_is_accounted_for(house: Any, fake_engine: Any) -> None:
    _, summary = unfinished(house, fake_engine)
    assert (summary.listed, summary.transcribed, summary.failed, summary.reasons) == (2, 1, 1, {"internal": 1})


def test_a_batch_that_did_not_finish_fails_the_run_by_its_name(house: Any, fake_engine: Any) -> None:
    _, summary = unfinished(house, fake_engine)
    with pytest.raises(Unreconciled, match="1 batches did not finish: 2026-11-03-b00-000"):
        accounts.check_accounts(summary)


def test_the_recordings_of_a_batch_that_did_not_finish_are_in_failures(house: Any, fake_engine: Any) -> None:
    unfinished(house, fake_engine)
    assert house.reasons() == {"b.wav": "internal"}


def test_the_recordings_of_a_batch_that_did_not_finish_are_listed_again(house: Any, fake_engine: Any) -> None:
    unfinished(house, fake_engine)
    assert [ref.batch_id for ref in house.discover(house.start())] == ["2026-11-03-b00-000"]


def test_a_recording_that_was_lost_fails_the_run() -> None:
    with pytest.raises(Unreconciled, match=r"3 recordings were listed, but 2 ended \(1 transcribed, 1 failed"):
        accounts.check_accounts(Summary(listed=3, transcribed=1, failed=1))


def test_a_second_run_without_dates_lists_nothing(calls: Any) -> None:
    calls.transcribe()
    assert listed(calls) == 0


def test_a_second_run_tells_how_many_are_settled(calls: Any) -> None:
    calls.transcribe()
    assert calls.transcribe().settled == 7


def test_a_recording_that_came_since_is_listed(calls: Any) -> None:
    calls.transcribe()
    calls.record("new.wav")
    assert listed(calls) == 1


def test_a_recording_that_changed_is_listed_again(calls: Any, sounds: Any) -> None:
    calls.transcribe()
    calls.record("a.wav", sounds.speech(1, seed=99), call_id="a")
    assert listed(calls) == 1


def test_a_sidecar_that_changed_lists_its_recording_again(calls: Any) -> None:
    calls.transcribe()
    calls.note("undated.wav", call_date="2026-11-02")
    assert listed(calls) == 1


def test_other_settings_list_everything_again(calls: Any) -> None:
    calls.transcribe()
    assert listed(calls, polish={"low_confidence": 0.5}) == 7


def test_settings_that_change_no_row_list_nothing_again(calls: Any) -> None:
    calls.transcribe()
    assert listed(calls, recordings={"batch_size": 1}) == 0


def test_a_day_that_was_removed_from_the_tables_is_listed_again(calls: Any) -> None:
    calls.transcribe()
    calls.lake.delete("tables/calls/dt=2026-11-03/bucket=00.parquet")
    assert [ref.batch_id for ref in calls.discover(calls.start())] == ["2026-11-03-b00-000"]


def test_what_the_engine_could_not_serve_is_listed_again(house: Any, fake_engine: Any) -> None:
    def trouble(number: int) -> None:
        if number == 2:
            raise RateLimitError("429")

    for name in "ab":
        house.record(f"{name}.wav")
    run = house.start(engine={"concurrency": 1})
    for ref in house.discover(run):
        house.finish(ref, fake_engine(troubles=trouble))
    reconciled(house, run)
    assert listed(house) == 1


def test_a_run_with_a_date_takes_what_is_settled_too(calls: Any) -> None:
    calls.transcribe()
    assert listed(calls, day(date(2026, 11, 3))) == 1


def test_taking_settled_calls_again_pays_nothing_and_changes_no_row(calls: Any, fake_engine: Any) -> None:
    calls.transcribe()
    before = calls.rows("calls"), calls.rows("words")
    engine = fake_engine()
    summary = calls.transcribe(engine, day(date(2026, 11, 3)))
    assert (engine.asked, summary.from_cache, (calls.rows("calls"), calls.rows("words"))) == ([], 1, before)


def test_an_interval_selects_by_call_date(calls: Any) -> None:
    interval = Interval(datetime(2026, 11, 3, 3, tzinfo=UTC), datetime(2026, 11, 4, 3, tzinfo=UTC))
    assert [ref.call_date for ref in calls.discover(calls.start(), interval)] == ["2026-11-03"]


def test_an_interval_selects_by_arrival_where_settings_say_so(house: Any) -> None:
    for hour in (2, 3, 4):
        arrive(house.record(f"{hour}.wav"), datetime(2026, 11, 20, hour, tzinfo=UTC))
    interval = Interval(datetime(2026, 11, 20, 3, tzinfo=UTC), datetime(2026, 11, 20, 4, tzinfo=UTC))
    assert listed(house, interval, recordings={"interval_by": "arrival"}) == 1


def test_batches_are_as_large_as_asked(house: Any) -> None:
    for number in range(5):
        house.record(f"{number}.wav")
    run = house.start(recordings={"batch_size": 2})
    assert [ref.recordings for ref in house.discover(run)] == [2, 2, 1]


def test_a_large_run_makes_larger_batches_rather_than_more(house: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(runs, "BATCHES_AIMED_AT", 3)
    for number in range(10):
        house.record(f"{number}.wav")
    run = house.start(recordings={"batch_size": 1})
    assert [ref.recordings for ref in house.discover(run)] == [4, 4, 2]


def test_discovering_again_forgets_what_the_first_try_found(house: Any) -> None:
    gone = house.record("gone.wav", call_date="2026-11-01")
    house.record("a.wav")
    run = house.start()
    house.discover(run)
    gone.unlink()
    (ref,) = house.discover(run)
    assert [entry.key for entry in house.lake.list(f"{run.folder}/") if "listed" in entry.key] == [
        f"{ref.folder}/listed.json"
    ]


def test_the_lakes_number_of_buckets_wins_over_the_settings(house: Any) -> None:
    house.start(lake={"buckets": 2})
    assert house.start(lake={"buckets": 8}).buckets == 2


def test_more_buckets_hold_the_same_calls(house: Any) -> None:
    for name in "abcdef":
        house.record(f"{name}.wav", call_id=name)
    summary = house.transcribe(lake={"buckets": 3})
    assert (summary.transcribed, [row["call_id"] for row in house.rows("calls", "call_id")]) == (6, list("abcdef"))


def test_a_run_is_the_same_for_every_task_after_discover(house: Any) -> None:
    house.record("a.wav")
    run = house.start(audio={"channel_roles": ("agent", "customer")}, engine={"options": {"redact_pii": True}})
    (ref,) = house.discover(run)
    assert batch.run_of(ref, house.lake) == run


def test_a_reference_holds_no_text_and_no_audio(house: Any) -> None:
    house.record("a.wav", agent_id="kim")
    (ref,) = house.discover(house.start())
    assert {field.name for field in dataclasses.fields(ref)} == {
        "batch_id",
        "folder",
        "run_folder",
        "call_date",
        "recordings",
    }


@pytest.mark.parametrize(
    ("logical", "run_date"),
    [
        (datetime(2026, 11, 20, 3, tzinfo=UTC), date(2026, 11, 20)),
        (datetime(2026, 11, 20, 23, tzinfo=timezone(timedelta(hours=-5))), date(2026, 11, 21)),
    ],
)
def test_a_runs_date_is_the_day_of_its_logical_date_in_utc(logical: datetime, run_date: date) -> None:
    assert runs.run_date_of(logical) == run_date


def test_without_a_logical_date_a_runs_date_is_today_in_utc() -> None:
    before = datetime.now(UTC).date()
    assert before <= runs.run_date_of(None) <= datetime.now(UTC).date()


def test_a_run_of_very_many_days_leaves_the_latest_to_the_next_run(house: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(runs, "MOST_BATCHES", 2)
    for number in (1, 2, 3):
        house.record(f"{number}.wav", call_date=f"2026-11-0{number}")
    assert house.transcribe().call_dates == ["2026-11-01", "2026-11-02"]
    assert house.transcribe().call_dates == ["2026-11-03"]


def test_a_folder_that_is_not_there_fails_the_run(house: Any) -> None:
    run = house.start()
    missing = LocalStorage(house.source.root / "recordnigs")
    with pytest.raises(SettingsError, match="no such folder"):
        runs.discover(run, missing, house.lake, None)


def test_of_two_recordings_with_one_call_id_in_two_batches_the_second_is_skipped(house: Any) -> None:
    for name in ("a.wav", "b.wav"):
        house.record(name, call_id="c-1")
    summary = house.transcribe(recordings={"batch_size": 1})
    assert (summary.transcribed, summary.skipped, summary.reasons) == (1, 1, {"duplicate": 1})


def test_a_lake_among_the_recordings_is_refused(house: Any) -> None:
    run = house.start()
    with pytest.raises(SettingsError, match="lies among the recordings"):
        runs.discover(run, house.source, LocalStorage(house.source.root / "lake"), None)


def test_a_batch_that_did_not_finish_keeps_the_reasons_that_were_known(house: Any) -> None:
    (house.source.root / "empty.wav").write_bytes(b"")
    (house.source.root / "empty.wav.json").write_text('{"call_date": "2026-11-02"}')
    house.record("good.wav", call_date="2026-11-02")
    run = house.start()
    (ref,) = house.discover(run)
    batch.prepare(ref, house.source, house.lake)
    assert accounts.reconcile(run.folder, house.lake).reasons == {"empty_file": 1, "internal": 1}
