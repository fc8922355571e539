from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from callscribe.errors import SettingsError
from callscribe.settings import AudioSettings, EngineSettings, RecordingSettings, Settings, load_settings

if TYPE_CHECKING:
    from pathlib import Path


def written(folder: Path, text: str) -> Path:
    path = folder / "settings.toml"
    path.write_text(text, encoding="utf-8")
    return path


def refusal(folder: Path, text: str) -> str:
    with pytest.raises(SettingsError) as refused:
        load_settings(written(folder, text))
    return str(refused.value)


def hash_of(**sections: Any) -> str:
    settings = Settings()
    for section, values in sections.items():
        settings = dataclasses.replace(settings, **{section: dataclasses.replace(getattr(settings, section), **values)})
    return settings.settings_hash(language="en", engine="pulse")


def test_no_file_means_the_defaults() -> None:
    assert load_settings(None) == Settings()


def test_an_empty_file_means_the_defaults(tmp_path: Path) -> None:
    assert load_settings(written(tmp_path, "")) == Settings()


def test_what_the_file_says_is_taken_and_the_rest_stays(tmp_path: Path) -> None:
    settings = load_settings(written(tmp_path, "[audio]\nchunk_s = 30.5\n[recordings]\nbatch_size = 7\n"))
    assert settings == Settings(audio=AudioSettings(chunk_s=30.5), recordings=RecordingSettings(batch_size=7))


def test_a_whole_number_does_for_seconds(tmp_path: Path) -> None:
    assert load_settings(written(tmp_path, "[audio]\nchunk_s = 30\n")).audio.chunk_s == 30.0


def test_a_list_names_the_channels_roles(tmp_path: Path) -> None:
    settings = load_settings(written(tmp_path, '[audio]\nchannel_roles = ["agent", "customer"]\n'))
    assert settings.audio.channel_roles == ("agent", "customer")


def test_the_engines_options_are_kept_as_they_are(tmp_path: Path) -> None:
    settings = load_settings(written(tmp_path, '[engine.options]\nredact_pii = true\nkeywords = "Acme"\n'))
    assert settings.engine.options == {"redact_pii": True, "keywords": "Acme"}


@pytest.mark.parametrize(
    ("language", "code"),
    [("auto", "multi-asian"), ("AUTO", "multi-asian"), ("en-US", "en-US"), ("multi-eu", "multi-eu")],
)
def test_auto_is_asked_for_as_a_group_of_languages(tmp_path: Path, language: str, code: str) -> None:
    settings = load_settings(written(tmp_path, '[engine]\nunknown_language = "multi-asian"\n'))
    assert settings.engine.language_code(language) == code


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match=r"absent\.toml cannot be read: No such file"):
        load_settings(tmp_path / "absent.toml")


@pytest.mark.parametrize("content", [b"[audio\n", b"[audio]\nchunk_s = \n", b"\xff\xfe"])
def test_what_is_not_toml_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "settings.toml"
    path.write_bytes(content)
    with pytest.raises(SettingsError, match="is not valid TOML"):
        load_settings(path)


def test_an_unknown_section_is_refused_with_those_that_exist(tmp_path: Path) -> None:
    assert "unknown sound. Known: audio, engine, lake, polish, recordings." in refusal(tmp_path, "[sound]\n")


def test_an_unknown_key_is_refused_with_those_that_exist(tmp_path: Path) -> None:
    assert "[audio]: unknown chunk. Known: channel_map, channel_roles, chunk_s" in refusal(
        tmp_path, "[audio]\nchunk = 60\n"
    )


def test_a_section_that_is_a_value_is_refused(tmp_path: Path) -> None:
    assert "audio must be a table, [audio]" in refusal(tmp_path, "audio = 60\n")


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("chunk_s = true", "expected str"),
        ("overlap_s = true", "expected float"),
        ("preprocess = 3", "expected str"),
        ('channel_roles = "agent"', "expected tuple"),
    ],
)
def test_a_value_of_the_wrong_type_is_refused(tmp_path: Path, line: str, expected: str) -> None:
    assert expected in refusal(tmp_path, f"[audio]\n{line}\n")


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("[audio]\nchunk_s = 4.9\n", "audio.chunk_s"),
        ("[audio]\nchunk_s = 601\n", "audio.chunk_s"),
        ("[audio]\nchunk_s = nan\n", "audio.chunk_s"),
        ('[audio]\nchunk_s = "60"\n', "audio.chunk_s"),
        ("[audio]\noverlap_s = -1\n", "audio.overlap_s"),
        ("[audio]\noverlap_s = nan\n", "audio.overlap_s"),
        ("[audio]\nleave_out_silence_s = 0.5\n", "audio.leave_out_silence_s"),
        ("[audio]\nleave_out_silence_s = -1\n", "audio.leave_out_silence_s"),
        ("[audio]\nmax_recording_s = 0\n", "audio.max_recording_s"),
        ("[audio]\nprocesses = 0\n", "audio.processes"),
        ('[audio]\nvoice_detector = "ears"\n', "audio.voice_detector"),
        ('[audio]\nclean = ["bleach"]\n', "audio.clean"),
        ('[audio]\nchannel_map = ["left"]\n', "audio.channel_map"),
        ('[audio]\nchannel_map = ["0+"]\n', "audio.channel_map"),
        ('[audio]\nraw_formats = {raw = "mp5 8000 1"}\n', "audio.raw_formats"),
        ('[audio]\nraw_formats = {raw = "mulaw 8000"}\n', "audio.raw_formats"),
        ('[audio]\nraw_formats = {raw = "gsm 8000 2"}\n', "audio.raw_formats"),
        ('[audio]\nraw_formats = {".raw" = "mulaw 8000 1"}\n', "audio.raw_formats"),
        ("[audio]\noverlap_s = 11\n", "audio.overlap_s"),
        ("[audio]\nchunk_s = 6\noverlap_s = 3.5\n", "audio.overlap_s"),
        ('[recordings]\ninterval_by = "week"\n', "recordings.interval_by"),
        ("[recordings]\nbatch_size = 0\n", "recordings.batch_size"),
        ("[engine]\nconcurrency = 0\n", "engine.concurrency"),
        ("[lake]\nbuckets = 0\n", "lake.buckets"),
    ],
)
def test_a_value_that_cannot_work_is_refused_by_its_name(tmp_path: Path, text: str, name: str) -> None:
    assert refusal(tmp_path, text).startswith(name)


@pytest.mark.parametrize(
    "sections",
    [
        {"audio": {"chunk_s": 30.0}},
        {"audio": {"overlap_s": 1.0}},
        {"audio": {"leave_out_silence_s": 2.0}},
        {"audio": {"channel_map": ("0",)}},
        {"audio": {"raw_formats": {"raw": "alaw 8000 1"}}},
        {"audio": {"voice_detector": "silero"}},
        {"audio": {"clean": ("gate",)}},
        {"audio": {"preprocess": "mine.louder"}},
        {"audio": {"channel_roles": ("agent",)}},
        {"recordings": {"name_pattern": "(?P<call_id>.+)"}},
        {"engine": {"model": "pulse-pro"}},
        {"engine": {"options": {"redact_pii": True}}},
        {"engine": {"price_usd_per_minute": 0.1}},
        {"polish": {"low_confidence": 0.5}},
    ],
)
def test_the_hash_changes_with_what_can_change_a_row(sections: dict[str, Any]) -> None:
    assert hash_of(**sections) != hash_of()


@pytest.mark.parametrize(
    "sections",
    [
        {"recordings": {"batch_size": 1}},
        {"recordings": {"interval_by": "arrival"}},
        {"audio": {"processes": 8}},
        {"engine": {"concurrency": 64}},
        {"lake": {"buckets": 8}},
    ],
)
def test_the_hash_does_not_change_with_how_work_is_shared_out(sections: dict[str, Any]) -> None:
    assert hash_of(**sections) == hash_of()


@pytest.mark.parametrize("other", [{"language": "de", "engine": "pulse"}, {"language": "en", "engine": "local"}])
def test_the_hash_changes_with_the_language_and_the_engine(other: dict[str, str]) -> None:
    assert Settings().settings_hash(**other) != Settings().settings_hash(language="en", engine="pulse")


@given(st.dictionaries(st.text(min_size=1), st.booleans() | st.text(), max_size=4))
def test_the_hash_does_not_depend_on_the_order_of_options(options: dict[str, str | bool]) -> None:
    backwards = dict(reversed(options.items()))
    assert hash_of(engine={"options": options}) == hash_of(engine={"options": backwards})


def test_a_group_of_languages_that_pulse_does_not_have_is_refused() -> None:
    with pytest.raises(SettingsError, match="multi-europe"):
        EngineSettings(unknown_language="multi-europe")
