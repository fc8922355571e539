from __future__ import annotations

import os
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest

from callscribe.errors import FailureReason, SettingsError
from callscribe.recordings.listing import Interval, day, list_recordings, look_up
from callscribe.settings import RecordingSettings
from callscribe.storage import LocalStorage

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from callscribe.recordings.recording import Listed
    from callscribe.storage import S3Storage, Storage

DATED = b'{"call_date": "2026-11-02"}'
ARRIVAL = RecordingSettings(interval_by="arrival")


@pytest.fixture
def calls(tmp_path: Path) -> LocalStorage:
    return LocalStorage(tmp_path)


def put(storage: Storage, *keys: str, sidecar: bytes | None = None) -> None:
    for key in keys:
        storage.write(key, b"sound")
        if sidecar is not None:
            storage.write(f"{key}.json", sidecar)


def found(storage: Storage, pattern: str = "**/*", **more: Any) -> list[str]:
    settings = more.pop("settings", RecordingSettings())
    return [one.recording.key for one in list_recordings(storage, pattern, settings, **more)]


def only(storage: Storage, **settings: Any) -> Listed:
    (one,) = list_recordings(storage, "**/*", RecordingSettings(**settings))
    return one


def arrive(storage: LocalStorage, key: str, at: datetime) -> None:
    os.utime(storage.root / key, (at.timestamp(), at.timestamp()))


def utc(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=UTC)  # type: ignore[arg-type, misc]


def test_recordings_are_found_in_any_folder_and_in_the_order_of_their_paths(calls: LocalStorage) -> None:
    put(calls, "b.wav", "a/2.mp3", "a/1.ogg", "a/b/c.flac")
    assert found(calls) == ["a/1.ogg", "a/2.mp3", "a/b/c.flac", "b.wav"]


def test_only_names_known_for_sound_are_taken(calls: LocalStorage) -> None:
    put(calls, "call.wav", "README.md", "export.csv", "call", "call.wav.bak")
    assert found(calls) == ["call.wav"]


def test_the_case_of_a_suffix_does_not_matter(calls: LocalStorage) -> None:
    put(calls, "call.WAV")
    assert found(calls) == ["call.WAV"]


@pytest.mark.parametrize("pattern", ["**/*", "**/*.*", "**/*.json", "**"])
def test_a_sidecar_is_never_a_recording(calls: LocalStorage, pattern: str) -> None:
    put(calls, "call.wav", sidecar=DATED)
    assert "call.wav.json" not in found(calls, pattern)


def test_hidden_folders_and_files_are_left_out(calls: LocalStorage) -> None:
    put(calls, ".Trash/call.wav", "._call.wav", "a/.cache/call.wav")
    assert found(calls) == []


def test_a_glob_may_name_another_suffix(calls: LocalStorage) -> None:
    put(calls, "call.dat", "call.wav")
    assert found(calls, "**/*.dat") == ["call.dat"]


def test_a_glob_may_name_alternatives(calls: LocalStorage) -> None:
    put(calls, "a.wav", "b.mp3", "c.ogg")
    assert found(calls, "*.{wav,mp3}") == ["a.wav", "b.mp3"]


def test_one_star_stays_in_its_folder(calls: LocalStorage) -> None:
    put(calls, "top.wav", "a/below.wav")
    assert found(calls, "*.wav") == ["top.wav"]


def test_a_glob_may_name_a_folder(calls: LocalStorage) -> None:
    put(calls, "2026-11-02/a.wav", "2026-11-03/b.wav")
    assert found(calls, "2026-11-03/**/*") == ["2026-11-03/b.wav"]


def test_a_bucket_lists_as_a_folder_does(s3_storage: Callable[[str], S3Storage]) -> None:
    storage = s3_storage("calls")
    put(storage, "a/1.wav", "b.mp3", "README.md", sidecar=DATED)
    assert found(storage) == ["a/1.wav", "b.mp3"]


def test_a_recordings_uri_is_the_roots_with_its_path(calls: LocalStorage) -> None:
    put(calls, "a/call 1.wav")
    assert only(calls).recording.uri == f"{calls.uri}/a/call 1.wav"


@pytest.mark.parametrize("name", ["call.wav.json", "call.json"])
def test_a_sidecar_is_named_after_the_file_with_or_without_its_suffix(calls: LocalStorage, name: str) -> None:
    put(calls, "call.wav")
    calls.write(name, DATED)
    assert only(calls).recording.metadata.call_date == date(2026, 11, 2)


def test_the_longer_sidecar_name_wins(calls: LocalStorage) -> None:
    put(calls, "call.wav", sidecar=DATED)
    calls.write("call.json", b'{"call_date": "2020-01-01"}')
    assert only(calls).recording.metadata.call_date == date(2026, 11, 2)


def test_a_path_tells_the_date_where_a_pattern_says_how(calls: LocalStorage) -> None:
    put(calls, "2026-11-02/call.wav")
    listed = only(calls, name_pattern=r"(?P<call_date>\d{4}-\d\d-\d\d)/")
    assert (listed.recording.metadata.call_date, listed.failure) == (date(2026, 11, 2), None)


def test_a_recording_without_a_date_fails_and_is_told_how_to_get_one(calls: LocalStorage) -> None:
    put(calls, "a/call.wav")
    failure = only(calls).failure
    assert failure is not None
    assert failure.reason is FailureReason.NO_CALL_DATE
    assert "sidecar call.wav.json" in failure.message


def test_a_recording_with_a_broken_sidecar_fails_alone(calls: LocalStorage) -> None:
    put(calls, "bad.wav", sidecar=b"{")
    put(calls, "good.wav", sidecar=DATED)
    failures = [one.failure and one.failure.reason for one in list_recordings(calls, "**/*", RecordingSettings())]
    assert failures == [FailureReason.BAD_METADATA, None]


def test_a_failure_names_its_recording(calls: LocalStorage) -> None:
    put(calls, "bad.wav", sidecar=b"{")
    failure = only(calls).failure
    assert failure is not None
    assert failure.message.startswith(f"{calls.uri}/bad.wav: ")


def test_a_name_that_is_not_utf8_costs_itself_only(calls: LocalStorage) -> None:
    put(calls, "good.wav", sidecar=DATED)
    with open(os.fsencode(calls.root) + b"/caf\xe9.wav", "wb") as file:  # noqa: PTH123
        file.write(b"sound")
    listed = list_recordings(calls, "**/*", RecordingSettings())
    bad = next(one for one in listed if one.recording.key != "good.wav")
    assert bad.failure is not None
    assert "not UTF-8" in bad.failure.message.encode().decode()


def test_the_fingerprint_changes_with_the_recording(calls: LocalStorage) -> None:
    put(calls, "call.wav", sidecar=DATED)
    before = only(calls).recording.fingerprint
    calls.write("call.wav", b"other")
    assert only(calls).recording.fingerprint != before


def test_the_fingerprint_changes_with_the_sidecar(calls: LocalStorage) -> None:
    put(calls, "call.wav", sidecar=DATED)
    before = only(calls).recording.fingerprint
    calls.write("call.wav.json", b'{"call_date": "2026-11-03"}')
    assert only(calls).recording.fingerprint != before


def test_the_fingerprint_stays_while_nothing_changes(calls: LocalStorage) -> None:
    put(calls, "call.wav", sidecar=DATED)
    assert only(calls).recording.fingerprint == only(calls).recording.fingerprint


def test_an_interval_takes_the_calls_held_in_it(calls: LocalStorage) -> None:
    for number in (1, 2, 3):
        put(calls, f"{number}.wav", sidecar=b'{"call_date": "2026-11-0%d"}' % number)
    assert found(calls, interval=Interval(utc(2026, 11, 2), utc(2026, 11, 3))) == ["2.wav"]


def test_the_time_at_which_a_daily_schedule_fires_does_not_matter(calls: LocalStorage) -> None:
    put(calls, "call.wav", sidecar=DATED)
    assert found(calls, interval=Interval(utc(2026, 11, 2, 3), utc(2026, 11, 3, 3))) == ["call.wav"]


def test_days_that_follow_each_other_take_each_call_once(calls: LocalStorage) -> None:
    for number in range(1, 6):
        put(calls, f"{number}.wav", sidecar=b'{"call_date": "2026-11-0%d"}' % number)
    days = [day(date(2026, 11, number)) for number in range(1, 6)]
    assert [found(calls, interval=interval) for interval in days] == [[f"{number}.wav"] for number in range(1, 6)]


def test_an_interval_within_a_day_does_not_say_which_calls_are_meant(calls: LocalStorage) -> None:
    with pytest.raises(SettingsError, match='interval_by = "arrival"'):
        found(calls, interval=Interval(utc(2026, 11, 2, 3), utc(2026, 11, 2, 4)))


def test_by_arrival_an_interval_takes_the_recordings_that_came_in_it(calls: LocalStorage) -> None:
    for hour in (2, 3, 4):
        put(calls, f"{hour}.wav", sidecar=DATED)
        for name in (f"{hour}.wav", f"{hour}.wav.json"):
            arrive(calls, name, utc(2026, 11, 20, hour))
    interval = Interval(utc(2026, 11, 20, 3), utc(2026, 11, 20, 4))
    assert found(calls, interval=interval, settings=ARRIVAL) == ["3.wav"]


def test_by_arrival_a_recording_comes_with_the_later_of_itself_and_its_sidecar(calls: LocalStorage) -> None:
    put(calls, "a.wav", sidecar=DATED)
    arrive(calls, "a.wav", utc(2026, 11, 20, 2))
    arrive(calls, "a.wav.json", utc(2026, 11, 20, 3))
    hours = [Interval(utc(2026, 11, 20, hour), utc(2026, 11, 20, hour + 1)) for hour in (2, 3)]
    assert [found(calls, interval=hour, settings=ARRIVAL) for hour in hours] == [[], ["a.wav"]]


@pytest.mark.parametrize(("latecomers", "wanted"), [(True, ["late.wav"]), (False, [])])
def test_a_scheduled_interval_takes_calls_of_other_days_that_arrived_in_it(
    calls: LocalStorage, latecomers: bool, wanted: list[str]
) -> None:
    put(calls, "late.wav", sidecar=b'{"call_date": "2026-11-02"}')
    for name in ("late.wav", "late.wav.json"):
        arrive(calls, name, utc(2026, 11, 3, 6))
    next_night = Interval(utc(2026, 11, 3, 3), utc(2026, 11, 4, 3), latecomers=latecomers)
    assert found(calls, interval=next_night) == wanted


def test_by_arrival_the_call_date_does_not_matter(calls: LocalStorage) -> None:
    put(calls, "old.wav", sidecar=b'{"call_date": "2001-01-01"}')
    for name in ("old.wav", "old.wav.json"):
        arrive(calls, name, utc(2026, 11, 20))
    assert found(calls, interval=day(date(2026, 11, 20)), settings=ARRIVAL) == ["old.wav"]


def test_a_recording_without_a_date_belongs_to_the_day_it_arrived(calls: LocalStorage) -> None:
    put(calls, "undated.wav")
    arrive(calls, "undated.wav", utc(2026, 11, 20, 12))
    days = [date(2026, 11, 20) + timedelta(days=offset) for offset in (-1, 0, 1)]
    assert [found(calls, interval=day(each)) for each in days] == [[], ["undated.wav"], []]


def test_without_an_interval_everything_is_listed(calls: LocalStorage) -> None:
    put(calls, "dated.wav", sidecar=DATED)
    put(calls, "undated.wav")
    assert found(calls) == ["dated.wav", "undated.wav"]


def test_a_day_is_half_open_in_utc() -> None:
    assert day(date(2026, 11, 2)) == Interval(utc(2026, 11, 2), utc(2026, 11, 3))


def test_a_file_that_a_user_names_needs_no_known_suffix(calls: LocalStorage) -> None:
    put(calls, "export.dat", sidecar=DATED)
    (one,) = look_up(calls, ["export.dat"], RecordingSettings())
    assert one.recording.metadata.call_date == date(2026, 11, 2)


def test_files_are_looked_up_in_the_order_in_which_a_user_names_them(calls: LocalStorage) -> None:
    put(calls, "a.wav", "b.wav")
    assert [one.recording.key for one in look_up(calls, ["b.wav", "a.wav"], RecordingSettings())] == ["b.wav", "a.wav"]


@pytest.mark.parametrize("name", ["absent.wav", "folder"])
def test_looking_up_what_is_no_file_is_a_missing_file(calls: LocalStorage, name: str) -> None:
    put(calls, "folder/call.wav")
    with pytest.raises(FileNotFoundError, match=name):
        look_up(calls, [name], RecordingSettings())
