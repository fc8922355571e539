from __future__ import annotations

from datetime import UTC, date, datetime
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import pytest
from airflow.sdk.exceptions import AirflowFailException

from airflow_pulse import steps
from callscribe.errors import SettingsError
from callscribe.recordings.listing import Interval

if TYPE_CHECKING:
    from pathlib import Path

NIGHT = datetime(2026, 11, 2, 3, tzinfo=UTC)
NEXT_NIGHT = datetime(2026, 11, 3, 3, tzinfo=UTC)


def dag_run(run_type: str, **fields: Any) -> Any:
    return SimpleNamespace(
        **{
            "run_type": run_type,
            "dag_id": "call_transcripts",
            "run_id": f"{run_type}__1",
            "logical_date": NEXT_NIGHT,
            "run_after": NEXT_NIGHT,
            "data_interval_start": NIGHT,
            "data_interval_end": NEXT_NIGHT,
            **fields,
        }
    )


@pytest.mark.parametrize("run_type", ["scheduled", "backfill"])
def test_scheduled_and_backfilled_runs_take_the_calls_of_their_data_interval(run_type: str) -> None:
    interval = steps.interval_of({}, dag_run(run_type))
    assert interval is not None
    assert interval.dates() == (date(2026, 11, 2), date(2026, 11, 3))


@pytest.mark.parametrize("run_type", ["manual", "asset_triggered"])
def test_other_runs_take_everything_that_is_not_settled(run_type: str) -> None:
    assert steps.interval_of({"date": None}, dag_run(run_type)) is None


def test_a_date_given_wins_over_the_data_interval() -> None:
    interval = steps.interval_of({"date": "2026-01-31"}, dag_run("scheduled"))
    assert interval == Interval(datetime(2026, 1, 31, tzinfo=UTC), datetime(2026, 2, 1, tzinfo=UTC))


def test_a_date_that_is_none_is_refused() -> None:
    with pytest.raises(SettingsError, match="YYYY-MM-DD"):
        steps.interval_of({"date": "yesterday"}, dag_run("manual"))


@pytest.mark.parametrize("missing", ["recordings_uri", "lake_uri"])
def test_a_run_without_folders_fails_at_once_and_says_what_to_set(missing: str, tmp_path: Path) -> None:
    params = {"recordings_uri": str(tmp_path), "lake_uri": str(tmp_path / "lake"), "language": "en"}
    params |= {"recordings_glob": "**/*", missing: None}
    with pytest.raises(AirflowFailException, match=f"AIRFLOW_PULSE_{missing.upper()}"):
        steps.discover(params, dag_run("manual"))


def test_a_run_whose_language_is_to_be_told_begins(tmp_path: Path) -> None:
    (tmp_path / "calls").mkdir()
    params = {"recordings_uri": str(tmp_path / "calls"), "lake_uri": str(tmp_path / "lake"), "language": "auto"}
    params |= {"recordings_glob": "**/*", "engine_conn_id": "pulse_default"}
    assert steps.discover(params, dag_run("manual")) == []


@pytest.mark.parametrize("group", ["auto", "klingon"])
def test_a_group_of_languages_that_pulse_does_not_have_fails_at_once(group: str, tmp_path: Path) -> None:
    settings = tmp_path / "settings.toml"
    settings.write_text(f'[engine]\nunknown_language = "{group}"\n')
    params = {"recordings_uri": str(tmp_path), "lake_uri": str(tmp_path / "lake"), "settings": str(settings)}
    with pytest.raises(AirflowFailException, match=f"language is '{group}'"):
        steps.discover(params | {"recordings_glob": "**/*", "language": "auto"}, dag_run("manual"))


def test_a_settings_file_with_a_typing_error_fails_at_once(tmp_path: Path) -> None:
    settings = tmp_path / "settings.toml"
    settings.write_text("[audio]\nchunk_seconds = 30\n")
    params = {"recordings_uri": str(tmp_path), "lake_uri": str(tmp_path / "lake"), "settings": str(settings)}
    with pytest.raises(AirflowFailException, match="unknown chunk_seconds"):
        steps.discover(params | {"recordings_glob": "**/*", "language": "en"}, dag_run("manual"))
