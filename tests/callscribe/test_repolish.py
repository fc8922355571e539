"""Rows made anew from the vault."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from callscribe.cli import main
from callscribe.errors import SettingsError
from callscribe.lake.vault import call_key
from callscribe.repolish import Repolished, repolish
from callscribe.settings import PolishSettings, Settings

SECRET = "my card number is four one one one one one one one one one one one one one one one thank you"
NUMBERED = Settings(polish=PolishSettings(masks={"default": "numbered"}))
FIRST_DAY = date(2026, 11, 1)


class Silent:
    """An engine that must not be asked."""

    name, model = "local", "silent"

    def options(self, language: str) -> dict[str, str]:
        raise AssertionError("asked for options")

    def ask(self, audio: bytes, *, language: str) -> bytes:
        raise AssertionError("asked for a transcript")


def again(house: Any, settings: Settings = NUMBERED, since: date = FIRST_DAY, **more: Any) -> Repolished:
    return repolish(house.lake, settings, since=since, language="en", **more)


def transcribed(house: Any, fake_engine: Any, *names: str, **known: Any) -> None:
    for name in names:
        house.record(f"{name}.wav", call_id=name, **known)
    house.transcribe(fake_engine(SECRET))


def without_lineage(house: Any) -> dict[str, list[dict[str, Any]]]:
    lineage = {"run_id", "dag_id", "processed_at"}
    return {
        table: [{name: value for name, value in row.items() if name not in lineage} for row in house.rows(table)]
        for table in ("calls", "utterances", "words", "redactions", "seams", "speakers")
    }


def test_new_rules_reach_the_rows_of_calls_long_transcribed(house: Any, fake_engine: Any) -> None:
    transcribed(house, fake_engine, "a", "b")
    accounts = again(house)
    assert (accounts.found, accounts.rewritten, accounts.unchanged, accounts.failed) == (2, 2, 0, {})
    assert set(house.texts()) == {"My card number is [CARD_NUMBER_1]. Thank you."}


def test_no_engine_is_asked_and_no_recording_read(
    house: Any, fake_engine: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    transcribed(house, fake_engine, "a")
    (house.source.root / "a.wav").unlink()
    monkeypatch.setattr("callscribe.engines.local.LocalEngine.ask", Silent.ask)
    assert again(house).rewritten == 1


def test_the_rows_are_those_that_a_run_with_the_same_settings_makes(house: Any, fake_engine: Any) -> None:
    transcribed(house, fake_engine, "a", "b")
    again(house)
    repolished = without_lineage(house)
    house.transcribe(fake_engine(SECRET), polish={"masks": {"default": "numbered"}})
    assert without_lineage(house) == repolished


def test_a_second_time_changes_nothing(house: Any, fake_engine: Any) -> None:
    transcribed(house, fake_engine, "a", "b")
    again(house)
    before = house.files("tables/")
    accounts = again(house)
    assert (accounts.rewritten, accounts.unchanged) == (0, 2)
    assert house.files("tables/") == before


def test_one_that_was_stopped_goes_on_where_it_stood(
    house: Any, fake_engine: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    transcribed(house, fake_engine, "a", "b", "c")
    monkeypatch.setattr("callscribe.repolish.TOGETHER", 1)

    def stop(so_far: Repolished) -> None:
        if so_far.rewritten == 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        again(house, progress=stop)
    accounts = again(house)
    assert (accounts.rewritten, accounts.unchanged) == (1, 2)
    assert set(house.texts()) == {"My card number is [CARD_NUMBER_1]. Thank you."}


def test_calls_before_the_day_stay(house: Any, fake_engine: Any) -> None:
    house.record("old.wav", call_id="old", call_date="2024-05-01")
    house.record("new.wav", call_id="new", call_date="2026-11-02")
    house.transcribe(fake_engine(SECRET))
    assert again(house).found == 1
    texts = {row["call_id"]: row["transcript"] for row in house.rows("calls")}
    assert ("[CARD_NUMBER]" in texts["old"], "[CARD_NUMBER_1]" in texts["new"]) == (True, True)


def test_a_call_whose_answers_are_gone_keeps_its_rows_and_is_named(house: Any, fake_engine: Any) -> None:
    transcribed(house, fake_engine, "a", "b")
    house.lake.delete(call_key("a"))
    accounts = again(house)
    assert (accounts.rewritten, list(accounts.failed)) == (1, ["a"])
    assert "transcribe it again" in accounts.failed["a"]
    assert len(house.rows("calls")) == 2


def test_what_went_wrong_is_told_without_what_was_said(
    house: Any, fake_engine: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    transcribed(house, fake_engine, "a")

    def stumble(*_: Any, **__: Any) -> Any:
        raise ValueError("cannot parse 'xylophone'")

    monkeypatch.setattr("callscribe.pipeline.find_entities", stumble)
    assert "xylophone" not in again(house).failed["a"]


def test_another_key_than_the_lake_was_begun_with_is_refused(house: Any, fake_engine: Any) -> None:
    transcribed(house, fake_engine, "a")
    before = house.texts()
    with pytest.raises(SettingsError, match="another redaction key"):
        again(house, NUMBERED, redaction_key=b"another")
    assert house.texts() == before


def test_the_command_tells_its_accounts(
    house: Any, fake_engine: Any, tmp_path: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    transcribed(house, fake_engine, "a", "b")
    settings = tmp_path / "settings.toml"
    settings.write_text('[polish]\nmasks = {default = "numbered"}\n')
    command = ["repolish", "--lake", str(house.lake.root), "--since", "2026-11-01", "--settings", str(settings)]
    assert main(command) == 0
    assert "2 calls since 2026-11-01: 2 rewritten, 0 unchanged, 0 failed." in capsys.readouterr().out
    house.lake.delete(call_key("a"))
    settings.write_text('[polish]\nmasks = {default = "drop"}\n')
    assert main(command) == 1
    assert "a: the vault of" in capsys.readouterr().out
