"""What the README tells people to type works."""

from __future__ import annotations

import re
import subprocess
import sys
from dataclasses import fields
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from callscribe.audio.preflight import QUALITY_FLAGS
from callscribe.direct import transcribe_files
from callscribe.engines.pulse import PulseClient
from callscribe.errors import FailureReason
from callscribe.lake.views import open_views
from callscribe.metrics.conversation import Conversation
from callscribe.settings import AudioSettings, Settings, load_settings
from callscribe.storage import LocalStorage
from callscribe.transcript.transcript import TRANSCRIPT_FLAGS
from local_server import running_server
from pulse_local.app import create_app
from pulse_local.recognition import scripted_words

if TYPE_CHECKING:
    import duckdb

ROOT = Path(__file__).resolve().parent.parent
AUDIO = ROOT / "include" / "callscribe" / "audio"
README = (ROOT / "README.md").read_text(encoding="utf-8")


def blocks(language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```", README, re.MULTILINE | re.DOTALL)


@pytest.fixture(scope="module")
def views(tmp_path_factory: pytest.TempPathFactory, sample_calls: Path) -> duckdb.DuckDBPyConnection:
    """The sample calls in a lake."""
    lake = LocalStorage(tmp_path_factory.mktemp("readme"))
    files = sorted(path for path in sample_calls.rglob("*") if path.suffix in {".wav", ".mp3", ".m4a", ".ogg", ".flac"})
    with running_server(create_app(recogniser=scripted_words, rpm=0)) as url:
        engine = PulseClient("sk", base_url=url)
        transcribe_files(files, lake, engine, Settings(), language="en", call_date=None, date_needed=True)
    return open_views(lake)


@pytest.mark.parametrize("query", blocks("sql"), ids=lambda query: str(query).split("\n")[0][:40])
def test_every_question_to_the_tables_has_an_answer(views: duckdb.DuckDBPyConnection, query: str) -> None:
    answer = views.sql(query)
    assert answer.columns
    if "entity_type" not in query and "sorry" not in query:  # pseudo-random words say neither
        assert answer.fetchall()


def test_the_settings_file_is_one(tmp_path: Path) -> None:
    settings = settings_of(blocks("toml")[0], tmp_path)
    assert settings.audio.channel_roles == ("agent", "customer")
    assert settings.recordings.name_pattern is not None
    assert re.search(settings.recordings.name_pattern, "2026-11-02/billing/0412.wav")


def test_the_settings_for_personal_data_and_text_are_some(tmp_path: Path) -> None:
    redaction, own, text = (settings_of(block, tmp_path).polish for block in blocks("toml")[1:4])
    assert ([each.entity_type for each in own.recognisers], own.model) == (["MEMBER_ID"], "spacy:en_core_web_lg")
    assert (redaction.masks["PHONE"], redaction.redacted_audio, redaction.unredacted_text_in) == (
        "hash",
        "beep",
        ("pl",),
    )
    assert ([term.text for term in text.vocabulary], text.enrich) == (["Airtable"], ("sentiment", "topics", "summary"))
    assert [category.name for category in text.categories] == ["cancellation"]


def test_the_audio_settings_are_some(tmp_path: Path) -> None:
    audio = settings_of(blocks("toml")[4], tmp_path).audio
    left_as_they_are = {
        field.name for field in fields(audio) if getattr(audio, field.name) == getattr(AudioSettings(), field.name)
    }
    assert left_as_they_are == {"chunk_s", "overlap_s", "channel_roles", "max_recording_s", "processes"}


def test_every_verdict_of_a_preflight_and_every_flag_is_explained() -> None:
    told = set(re.findall(r"`(\w+)`", README.split("## What recordings it takes")[1].split("## ")[0]))
    raised = set(re.findall(r"FailureReason\.([A-Z_]+)", "".join(map(Path.read_text, AUDIO.glob("*.py")))))
    assert {FailureReason[name].value for name in raised} - {"internal"} <= told
    assert set(QUALITY_FLAGS) <= told


def test_every_flag_of_a_transcript_and_every_figure_of_a_call_is_explained() -> None:
    told = set(re.findall(r"`(\w+)`", README.split("## Who speaks")[1].split("## How good it is")[0]))
    assert set(TRANSCRIPT_FLAGS) <= told
    figures = {field.name for field in fields(Conversation)}
    assert {re.sub("_s$", "_ms", name) for name in figures} <= told


def settings_of(block: str, folder: Path) -> Settings:
    (folder / "settings.toml").write_text(block)
    return load_settings(folder / "settings.toml")


def test_every_make_target_that_is_named_exists() -> None:
    help_text = subprocess.run(["make", "-s", "help"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    named = set(re.findall(r"(?:`|^)make ([a-z]+)\b", README, re.MULTILINE))
    assert {"demo", "test", "up"} <= named
    assert named <= set(re.findall(r"make ([a-z]+)", help_text))


def test_every_option_of_callscribe_that_is_named_exists() -> None:
    for command, options in re.findall(r"^callscribe (\w+) ([^#\n]*)", README, re.MULTILINE):
        told = subprocess.run(
            [sys.executable, "-m", "callscribe.cli", command, "--help"], capture_output=True, text=True, check=True
        ).stdout
        assert all(option in told for option in re.findall(r"--[a-z-]+", options))


def test_every_path_of_the_house_exists() -> None:
    house = README.split("## How it is built")[1].split("```")[1]
    for line in house.splitlines():
        for name in re.findall(r"[\w/]+(?:/|\.py)", line.split("  ")[0] if line[:1].strip() else line):
            places = [ROOT / name, ROOT / "include" / "callscribe" / name]
            assert any(place.exists() for place in places), name
