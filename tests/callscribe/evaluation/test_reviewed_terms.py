"""`callscribe learn-terms`: what is learned, and what is never printed."""

from __future__ import annotations

import tomllib
from typing import TYPE_CHECKING, Any

from callscribe.cli import main
from callscribe.evaluation.reviewed_terms import as_settings
from callscribe.polish.term_index import Term, parse_terms

if TYPE_CHECKING:
    from pathlib import Path

    import pytest


def learned(hypothesis: Path, reviewed: Path, capfd: pytest.CaptureFixture[str]) -> tuple[Term, ...]:
    """The terms that a settings file has when what is printed is pasted into it."""
    assert main(["learn-terms", str(hypothesis), str(reviewed)]) == 0
    return parse_terms(tomllib.loads(capfd.readouterr().out).get("polish", {}).get("vocabulary", []))


def folder(path: Path, *texts: str) -> Path:
    path.mkdir()
    for number, text in enumerate(texts):
        (path / f"call-{number}.txt").write_text(text, encoding="utf-8")
    return path


def test_what_was_corrected_in_two_calls_is_printed_as_settings(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    heard = folder(tmp_path / "heard", "we use cooper netties here", "is cooper netties down", "the bil is late")
    said = folder(tmp_path / "said", "We use Kubernetes here.", 'Is "Kubernetes" down?', "the bill is late")
    assert learned(heard, said, capfd) == (Term("Kubernetes", ("cooper netties",)),)


def test_where_nothing_was_corrected_twice_that_is_said(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    heard, said = folder(tmp_path / "heard", "it is cooper netties"), folder(tmp_path / "said", "it is Kubernetes")
    assert main(["learn-terms", str(heard), str(said)]) == 0
    assert capfd.readouterr() == ("", "0 terms learned: what was corrected to the same at least twice.\n")


def test_nothing_is_learned_from_what_the_lake_hides(
    house: Any, fake_engine: Any, sounds: Any, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    for number in (0, 1):
        house.record(f"{number}.wav", sounds.speech(4, seed=number), call_id=f"call-{number}")
    house.transcribe(fake_engine("my name is jain dow and i use cooper netties"))
    said = folder(tmp_path / "said", *["my name is Jane Dough and i use Kubernetes"] * 2)
    assert learned(house.lake.root, said, capfd) == (Term("Kubernetes", ("cooper netties",)),)


def test_sides_without_a_call_in_common_are_refused(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "elsewhere.txt").write_text("hello")
    assert main(["learn-terms", str(folder(tmp_path / "heard", "hello")), str(tmp_path / "other")]) == 2
    assert "have no call in common" in capfd.readouterr().err


def test_what_is_printed_can_be_appended_to_a_file_without_a_last_newline() -> None:
    settings = tomllib.loads(
        "[polish]\nlow_confidence = 0.6" + as_settings([Term("Kubern\x7fetes", ("cooper netties",))])
    )
    assert settings["polish"]["vocabulary"] == [{"text": "Kubern\x7fetes", "sounds_like": ["cooper netties"]}]
