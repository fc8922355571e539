from __future__ import annotations

from typing import Any

import pytest

from callscribe.engines.pulse_options import PulseOptions, options_of
from callscribe.errors import SettingsError
from callscribe.settings import EngineSettings


def test_language_word_timestamps_and_diarize_are_always_asked_for() -> None:
    assert PulseOptions().query() == {
        "model": "pulse",
        "language": "en",
        "word_timestamps": "true",
        "diarize": "true",
    }


def test_every_option_given_becomes_a_query_parameter() -> None:
    options = PulseOptions(
        redact_pii=True,
        redact_pci=True,
        emotion_detection=True,
        gender_detection=True,
        format=False,
        punctuate=True,
        capitalize=False,
        encoding="linear16",
        numerals="auto",
        keywords="pulse",
    )
    assert options.query() == {
        **PulseOptions().query(),
        "redact_pii": "true",
        "redact_pci": "true",
        "emotion_detection": "true",
        "gender_detection": "true",
        "format": "false",
        "punctuate": "true",
        "capitalize": "false",
        "encoding": "linear16",
        "numerals": "auto",
        "keywords": "pulse",
    }


@pytest.mark.parametrize(
    "nonsense",
    [
        {"model": "pulse-max"},
        {"language": "klingon"},
        {"language": "EN"},
        {"model": "pulse-pro", "language": "de"},
        {"model": "pulse-pro", "gender_detection": True},
        {"model": "pulse-pro", "emotion_detection": True},
        {"webhook_url": "https://hooks.example.com"},
        {"model": "pulse-pro", "webhook_url": "hooks.example.com"},
        {"model": "pulse-pro", "webhook_method": "POST"},
        {"model": "pulse-pro", "webhook_extra": "a:b"},
        {"model": "pulse-pro", "webhook_url": "https://hooks.example.com", "webhook_method": "PUT"},
        {"encoding": "wav"},
        {"numerals": "yes"},
        {"redact_pii": "true"},
    ],
)
def test_nonsense_is_refused_before_anything_is_sent(nonsense: dict[str, Any]) -> None:
    with pytest.raises(SettingsError):
        PulseOptions(**nonsense)


def test_options_come_from_the_settings_file() -> None:
    options = options_of(EngineSettings(model="pulse", options={"redact_pii": True}), "hi")
    assert (options.language, options.redact_pii) == ("hi", True)


def test_an_option_that_pulse_does_not_have_is_named() -> None:
    with pytest.raises(SettingsError, match="no option num_speakers"):
        options_of(EngineSettings(options={"num_speakers": "2"}), "en")


def test_a_webhook_in_the_settings_is_refused() -> None:
    settings = EngineSettings(model="pulse-pro", options={"webhook_url": "https://hooks.example.com"})
    with pytest.raises(SettingsError, match="no option webhook_url"):
        options_of(settings, "en")


@pytest.mark.parametrize(
    ("code", "language"), [("en-US", "en"), ("pt_BR", "pt"), ("HI", "hi"), ("multi-eu", "multi-eu")]
)
def test_a_language_with_a_region_is_the_language(code: str, language: str) -> None:
    assert options_of(EngineSettings(), code).language == language
