"""One voice or two."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from callscribe.engines.pocketsphinx import RecognisedWord
from pulse_local.answers import HeardWord
from pulse_local.redaction import redact
from pulse_local.speakers import label_speakers
from pulse_local.voice import gender_of, measure_voice

LOW_HZ, HIGH_HZ = 110.0, 200.0


def spoken(audio: Any, turns: list[tuple[float, float]]) -> tuple[list[RecognisedWord], Any]:
    """Words of 0.4 s in turns of (pitch, pause after it), three words each."""
    words, parts, at_s = [], [], 0.0
    for hz, pause_s in turns:
        for _ in range(3):
            words.append(RecognisedWord("word", round(at_s, 2), round(at_s + 0.4, 2), 0.9))
            parts.append(audio.tone(0.4, hz=hz))
            at_s += 0.4
        parts.append(np.zeros(round(pause_s * 16_000), dtype=np.int16))
        at_s += pause_s
    return words, measure_voice(np.concatenate(parts))


def speakers(audio: Any, turns: list[tuple[float, float]]) -> list[int]:
    words, frames = spoken(audio, turns)
    return [label.speaker for label in label_speakers(words, frames)]


def test_two_voices_are_told_apart_and_counted_in_order_of_appearance(audio: Any) -> None:
    assert speakers(audio, [(HIGH_HZ, 0.5), (LOW_HZ, 0.5), (HIGH_HZ, 0.5)]) == [0] * 3 + [1] * 3 + [0] * 3


def test_a_change_of_voice_is_found_without_a_pause(audio: Any) -> None:
    turns = [(LOW_HZ, 0.5), (LOW_HZ, 0.5), (HIGH_HZ, 0.5), (HIGH_HZ, 0.0), (LOW_HZ, 0.5)]
    assert speakers(audio, turns) == [0] * 6 + [1] * 6 + [0] * 3


def test_one_voice_that_moves_its_pitch_a_little_stays_one(audio: Any) -> None:
    assert set(speakers(audio, [(110.0, 0.5), (120.0, 0.5), (104.0, 0.5), (115.0, 0.5)])) == {0}


@pytest.mark.parametrize("turns", [[], [(LOW_HZ, 0.0)]])
def test_little_or_nothing_said_is_one_speaker(audio: Any, turns: list[tuple[float, float]]) -> None:
    words, frames = spoken(audio, turns) if turns else ([], measure_voice(np.zeros(100, dtype=np.int16)))
    assert [label.speaker for label in label_speakers(words, frames)] == [0] * len(words)


def test_confidence_lies_between_zero_and_one(audio: Any) -> None:
    words, frames = spoken(audio, [(HIGH_HZ, 0.5), (LOW_HZ, 0.5)])
    assert all(0.5 <= label.confidence <= 1.0 for label in label_speakers(words, frames))


@pytest.mark.parametrize("hz", [80.0, 110.0, 150.0, 210.0, 300.0])
def test_pitch_is_measured_within_two_percent(audio: Any, hz: float) -> None:
    pitch_hz = measure_voice(audio.tone(1.0, hz=hz)).pitch_hz
    assert float(np.nanmedian(pitch_hz)) == pytest.approx(hz, rel=0.02)


def test_silence_has_no_gender() -> None:
    assert gender_of(measure_voice(np.zeros(16_000, dtype=np.int16))) is None


def masked(text: str, *, pii: bool = True, pci: bool = True) -> str:
    words = [HeardWord(word, 0.3 * at, 0.3 * at + 0.3, 0.9) for at, word in enumerate(text.split())]
    return " ".join(word.word for word in redact(words, pii=pii, pci=pci))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("call five five five oh one two three please", "call [PHONENUMBER_1] please"),
        ("it is four one one one double two triple three four five six", "it is [ACCOUNTNUMBER_1]"),
        (
            "call 555-0123-99 or 555-0123-99 or 555-0124-99",
            "call [PHONENUMBER_1] or [PHONENUMBER_1] or [PHONENUMBER_2]",
        ),
        ("the security code is one two three", "the security code is [CREDITCARDCVV_1]"),
        ("eighty four dollars and fifty cents", "eighty four dollars and fifty cents"),
        ("oh no double trouble in room one two three", "oh no double trouble in room one two three"),
    ],
)
def test_numbers_become_the_documented_tokens(text: str, expected: str) -> None:
    assert masked(text) == expected


def test_pii_and_pci_are_asked_for_each_on_its_own() -> None:
    text = "five five five oh one two three and four one one one one one one one one one one one"
    assert masked(text, pci=False).startswith("[PHONENUMBER_1] and four one")
    assert masked(text, pii=False).endswith("oh one two three and [ACCOUNTNUMBER_1]")


def test_a_number_does_not_reach_across_speakers() -> None:
    words = [HeardWord("five", 0.3 * at, 0.3 * at + 0.3, 0.9, speaker=at // 4) for at in range(8)]
    assert redact(words, pii=True, pci=True) == words
