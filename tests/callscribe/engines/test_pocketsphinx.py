"""Recognition on this machine."""

from __future__ import annotations

import json
import sys
import threading
import wave
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from callscribe.engines import pocketsphinx
from callscribe.engines.pocketsphinx import LONGEST_STRETCH_S, PADDING_S, recognise, speech_stretches
from callscribe.errors import SettingsError

SAMPLE_CALLS = Path(__file__).parents[3] / "include" / "sample_calls"
RATE_HZ = 16_000


def silence(seconds: float) -> Any:
    return np.zeros(round(seconds * RATE_HZ), dtype=np.int16)


def noise(seconds: float, level: float = 3000.0) -> Any:
    return np.random.default_rng(3).normal(0, level, round(seconds * RATE_HZ)).astype(np.int16)


@pytest.fixture(scope="module")
def first_turns() -> tuple[Any, list[dict[str, Any]]]:
    """The beginning of a sample call: its samples, and its turns that are wholly in it."""
    with wave.open(str(SAMPLE_CALLS / "2026-11-02" / "call-0003.wav")) as recording:
        assert (recording.getframerate(), recording.getnchannels()) == (RATE_HZ, 1)
        samples = np.frombuffer(recording.readframes(recording.getnframes()), dtype=np.int16)
    turns = json.loads((SAMPLE_CALLS / "references" / "call-0003.json").read_text())["turns"]
    last = max(at for at, turn in enumerate(turns) if turn["end_s"] < 12.0)
    cut_s = (turns[last]["end_s"] + turns[last + 1]["start_s"]) / 2
    return samples[: round(cut_s * RATE_HZ)], turns[: last + 1]


def test_most_words_of_a_sample_call_are_right_and_lie_within_their_turns(first_turns: Any) -> None:
    samples, turns = first_turns
    words = recognise(samples)
    said = " ".join(turn["text"] for turn in turns).split()
    assert len(set(said) & {word.word for word in words}) > 0.7 * len(set(said))
    assert all(0.0 <= word.confidence <= 1.0 and word.start_s < word.end_s for word in words)
    assert words == sorted(words, key=lambda word: word.start_s)
    for word in words:
        middle_s = (word.start_s + word.end_s) / 2
        assert any(turn["start_s"] - 0.3 < middle_s < turn["end_s"] + 0.3 for turn in turns), word
    assert not any("<" in word.word or "(" in word.word or "[" in word.word for word in words)


def test_words_do_not_depend_on_what_was_recognised_before(first_turns: Any) -> None:
    samples = first_turns[0][: 4 * RATE_HZ]
    before = recognise(samples)
    recognise((noise(1.0, 200.0) + first_turns[0][5 * RATE_HZ : 6 * RATE_HZ]).astype(np.int16))
    assert recognise(samples) == before


def test_a_pause_in_front_moves_the_words_by_its_length(first_turns: Any) -> None:
    samples = first_turns[0][: 4 * RATE_HZ]
    shift_s = 7.0
    near, far = recognise(samples), recognise(np.concatenate([silence(shift_s), samples]))
    assert [word.word for word in far] == [word.word for word in near]
    for late, early in zip(far, near, strict=True):
        assert late.start_s == pytest.approx(early.start_s + shift_s, abs=0.25)


def test_threads_do_not_share_a_decoder(first_turns: Any) -> None:
    samples = first_turns[0][: 2 * RATE_HZ]
    alone = recognise(samples)
    answers: list[Any] = []
    threads = [threading.Thread(target=lambda: answers.append(recognise(samples))) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert answers == [alone, alone]


@pytest.mark.parametrize("samples", [silence(0), silence(0.005), silence(3.0), np.ones(16_000, dtype=np.int16)])
def test_silence_has_no_words_and_starts_no_decoder(samples: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pocketsphinx, "_this_threads_decoder", lambda: pytest.fail("a decoder was made"))
    assert recognise(samples) == []


@pytest.mark.parametrize("seconds", [0.07, 0.2])
def test_a_blip_is_too_short_for_a_word_and_no_error(seconds: float) -> None:
    assert len(recognise(np.concatenate([silence(0.01), noise(seconds)]))) <= 1


def test_stretches_hold_all_sound_and_its_edges() -> None:
    samples = np.concatenate([silence(2), noise(1.5), silence(3), noise(2.0), silence(1)])
    first, second = speech_stretches(samples)
    assert first.first / RATE_HZ == pytest.approx(2 - PADDING_S, abs=0.03)
    assert first.last / RATE_HZ == pytest.approx(3.5 + PADDING_S, abs=0.03)
    assert second.first / RATE_HZ == pytest.approx(6.5 - PADDING_S, abs=0.03)
    assert second.last / RATE_HZ == pytest.approx(8.5 + PADDING_S, abs=0.03)


def test_sound_without_a_pause_is_kept_whole_and_cut_at_its_quietest_places() -> None:
    samples = noise(70.0)
    quiet = slice(20 * RATE_HZ, round(20.1 * RATE_HZ))
    samples[quiet] = samples[quiet] // 20
    stretches = speech_stretches(samples)
    assert (stretches[0].first, stretches[-1].last) == (0, len(samples))
    assert all(left.last == right.first for left, right in pairwise(stretches))
    assert max(stretch.last - stretch.first for stretch in stretches) <= LONGEST_STRETCH_S * RATE_HZ
    assert stretches[0].last / RATE_HZ == pytest.approx(20.05, abs=0.06)


def test_a_quiet_voice_beside_a_loud_one_is_not_cut_away() -> None:
    samples = np.concatenate([noise(2, 8000), silence(1), noise(2, 150), silence(1)]) + noise(6, 10)
    last = speech_stretches(samples)[-1]
    assert last.first / RATE_HZ < 3.0
    assert last.last / RATE_HZ > 5.0


@pytest.mark.parametrize(("rate_hz", "shape"), [(8000, (16_000,)), (RATE_HZ, (8000, 2))])
def test_other_rates_and_channels_are_refused(rate_hz: int, shape: tuple[int, ...]) -> None:
    with pytest.raises(ValueError, match="mono samples at 16000 Hz"):
        recognise(np.zeros(shape, dtype=np.int16), sample_rate_hz=rate_hz)


def test_without_pocketsphinx_the_error_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pocketsphinx", None)
    monkeypatch.setattr(pocketsphinx, "_decoders", threading.local())
    with pytest.raises(SettingsError, match=r"pip install 'airflow-pulse\[local\]'"):
        recognise(noise(1.0))
