from __future__ import annotations

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

import pytest

from callscribe.lake import ledger
from callscribe.lake.ledger import Settled
from callscribe.lake.rows import as_table
from callscribe.lake.tables import CALLS
from callscribe.lake.writer import write_rows
from callscribe.recordings.recording import CallMetadata, Recording

if TYPE_CHECKING:
    from callscribe.storage import LocalStorage

DAY = date(2026, 11, 2)
URI = "file:///calls/a.wav"


def recording(fingerprint: str = "1", uri: str = URI) -> Recording:
    return Recording(
        uri=uri,
        key="a.wav",
        size_bytes=1,
        modified_at=datetime(2026, 11, 2, tzinfo=UTC),
        fingerprint=fingerprint,
        metadata=CallMetadata(),
    )


def settle(lake: LocalStorage, outcome: str = "failed", settings_hash: str = "s", fingerprint: str = "1") -> None:
    ledger.record(lake, [Settled(URI, fingerprint, DAY, outcome)], settings_hash)


def settled(lake: LocalStorage, one: Recording | None = None, settings_hash: str = "s") -> dict[str, str]:
    return ledger.settled_outcomes(lake, [one or recording()], settings_hash)


def test_without_a_ledger_nothing_is_settled(lake: LocalStorage) -> None:
    assert settled(lake) == {}


@pytest.mark.parametrize("outcome", ["failed", "skipped"])
def test_what_failed_for_good_is_settled(lake: LocalStorage, outcome: str) -> None:
    settle(lake, outcome)
    assert settled(lake) == {URI: outcome}


def test_a_recording_that_changed_is_open_again(lake: LocalStorage) -> None:
    settle(lake)
    assert settled(lake, recording(fingerprint="2")) == {}


def test_with_other_settings_everything_is_open_again(lake: LocalStorage) -> None:
    settle(lake)
    assert settled(lake, settings_hash="other") == {}


def test_with_another_version_of_the_code_everything_is_open_again(
    lake: LocalStorage, monkeypatch: pytest.MonkeyPatch
) -> None:
    settle(lake)
    monkeypatch.setattr(ledger, "__version__", "99.0")
    assert settled(lake) == {}


def test_a_transcribed_call_is_settled_while_its_day_is_in_the_tables(lake: LocalStorage) -> None:
    settle(lake, "transcribed")
    write_rows(lake, CALLS, as_table([{"call_id": "c-1"}], CALLS), DAY, 1, ["c-1"])
    assert settled(lake) == {URI: "transcribed"}


def test_a_transcribed_call_is_open_again_once_its_day_is_gone_from_the_tables(lake: LocalStorage) -> None:
    settle(lake, "transcribed")
    assert settled(lake) == {}


def test_the_newest_outcome_counts(lake: LocalStorage) -> None:
    settle(lake, "failed")
    settle(lake, "skipped")
    assert settled(lake) == {URI: "skipped"}


def test_recordings_that_were_not_listed_are_left_out(lake: LocalStorage) -> None:
    settle(lake)
    assert settled(lake, recording(uri="file:///calls/b.wav")) == {}


def test_runs_that_note_other_recordings_leave_each_others_notes(lake: LocalStorage) -> None:
    ledger.record(lake, [Settled("file:///calls/b.wav", "1", DAY, "failed")], "s")
    settle(lake)
    both = [recording(), recording(uri="file:///calls/b.wav")]
    assert len(ledger.settled_outcomes(lake, both, "s")) == 2


def test_nothing_to_note_makes_no_file(lake: LocalStorage) -> None:
    ledger.record(lake, [], "s")
    assert list(lake.list()) == []


def test_readers_of_data_lakes_skip_the_ledger(lake: LocalStorage) -> None:
    settle(lake)
    assert [entry.key for entry in lake.list()] == ["tables/_ledger.parquet"]
