"""Sounds whose figures are known beforehand."""

from __future__ import annotations

import tracemalloc
from itertools import pairwise
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from callscribe.audio.listening import LEVEL_FRAME, ChannelFigures, Heard, Listener
from callscribe.audio.voice import VOICE_FRAME
from callscribe.errors import SettingsError
from voices import voiced

RATE_HZ = 16_000
SINE_BELOW_SQUARE_DB = 3.01


def heard(*channels: Any) -> Heard:
    listener = Listener(len(channels))
    listener.hear(np.stack(channels))
    return listener.finish()


def figures(*parts: Any) -> ChannelFigures:
    return heard(np.concatenate(parts).astype(np.int16)).channels[0]


def silence(seconds: float) -> Any:
    return np.zeros(round(seconds * RATE_HZ), np.int16)


def test_levels_are_relative_to_a_square_wave_at_full_scale(sounds: Any) -> None:
    square = np.resize(np.repeat(np.array([-32_768, 32_767], np.int16), 8), RATE_HZ)
    assert figures(square).peak_dbfs == 0
    assert figures(square).level_dbfs == pytest.approx(0, abs=0.001)
    sine = figures(sounds.tone(1.0, 1000, level=3277))
    assert sine.peak_dbfs == pytest.approx(-20, abs=0.01)
    assert sine.level_dbfs == pytest.approx(-20 - SINE_BELOW_SQUARE_DB, abs=0.01)


def test_digital_silence_has_no_level() -> None:
    found = heard(silence(1.0))
    assert found.channels == (
        ChannelFigures(
            peak_dbfs=None,
            level_dbfs=None,
            speech_level_dbfs=None,
            clipped_share=0.0,
            silence_share=1.0,
            speech_share=0.0,
            ringback_share=0.0,
        ),
    )
    assert (found.levels[0] == 120).all()


@pytest.mark.parametrize("top", [32_124, 32_256, 32_767], ids=["mu-law", "a-law", "16 bits"])
@pytest.mark.parametrize("sign", [1, -1])
def test_clipping_is_found_whatever_the_codec_calls_full_scale(top: int, sign: int) -> None:
    sound = np.full(RATE_HZ, 1000, np.int16)
    sound[: RATE_HZ // 10] = sign * top
    assert figures(sound).clipped_share == pytest.approx(0.1)


def test_the_most_negative_sample_is_clipped() -> None:
    assert figures(np.full(RATE_HZ, -32_768, np.int16)).clipped_share == 1


def test_a_loud_voice_that_reaches_no_limit_is_not_clipped() -> None:
    assert figures(voiced(3.0, level=30_000)).clipped_share == 0


def test_what_nobody_can_hear_is_silence(sounds: Any) -> None:
    found = figures(sounds.tone(3.0, 1000), sounds.tone(1.0, 1000, level=30), silence(2.0))
    assert found.silence_share == pytest.approx(0.5)


def test_noise_of_the_line_is_no_silence() -> None:
    noise = np.random.default_rng(0).normal(0, 100, RATE_HZ)
    assert figures(noise).silence_share == 0


def test_the_level_of_speech_leaves_the_pauses_out() -> None:
    voice = voiced(6.0)
    found = figures(voice, silence(18.0))
    assert found.speech_share == pytest.approx(0.25, abs=0.05)
    assert found.level_dbfs is not None
    assert found.speech_level_dbfs == pytest.approx(found.level_dbfs + 6, abs=1.2)


def test_ringback_is_told_from_speech(sounds: Any) -> None:
    found = figures(sounds.tone(4.0, 425), silence(4.0), voiced(4.0))
    assert found.ringback_share == pytest.approx(1 / 3, abs=0.02)
    assert found.speech_share == pytest.approx(1 / 3, abs=0.08)


def test_hold_music_is_not_guessed_at(sounds: Any) -> None:
    chord = sum(sounds.tone(12.0, hz, level=2000) for hz in (262, 330, 392))
    assert figures(chord).hold_music_share is None


def test_levels_and_speech_follow_the_sound_in_time(sounds: Any) -> None:
    found = heard(np.concatenate([silence(1.0), voiced(1.0), sounds.tone(1.0, 1000, level=1036), silence(1.0)]))
    levels, speech = found.levels[0], found.speech[0]
    assert (levels[:100] == 120).all()
    assert (levels[201:299] == round(30 + SINE_BELOW_SQUARE_DB)).all()
    assert (levels[300:] == 120).all()
    assert not speech[:33].any()
    assert speech[34:66].mean() > 0.75


@pytest.mark.parametrize("samples", [1, 159, 160, 161, 479, 480, 481, 3640, 7680, 191_999, 192_000, 192_001])
def test_a_last_frame_that_is_not_full_counts(samples: int) -> None:
    sound = voiced(13.0)[:samples]
    found = heard(sound, sound)
    assert found.samples == samples
    assert {len(levels) for levels in found.levels} == {-(-samples // LEVEL_FRAME)}
    assert {len(speech) for speech in found.speech} == {-(-samples // VOICE_FRAME)}


def test_channels_do_not_get_mixed_up() -> None:
    together = heard(voiced(3.0, 1), silence(3.0), voiced(3.0, 2, level=500))
    for place, alone in enumerate([voiced(3.0, 1), silence(3.0), voiced(3.0, 2, level=500)]):
        assert together.channels[place] == heard(alone).channels[0]


def test_nothing_heard_is_no_error() -> None:
    found = Listener(2).finish()
    assert found.samples == 0
    assert [len(levels) for levels in found.levels] == [0, 0]
    assert found.channels[0] == ChannelFigures(None, None, None, 0.0, 0.0, 0.0, 0.0)


CALL = np.stack(
    [
        np.concatenate([voiced(5.0, 1), silence(4.0), voiced(5.5, 3)]),
        np.concatenate([silence(5.0), voiced(4.5, 2), voiced(5.0, 1, level=600)]),
    ]
)


@settings(deadline=None, max_examples=25)
@given(cuts=st.lists(st.integers(0, CALL.shape[1]), max_size=30))
def test_the_figures_do_not_depend_on_how_the_sound_is_cut(cuts: list[int]) -> None:
    listener = Listener(2)
    for start, end in pairwise([0, *sorted(cuts), CALL.shape[1]]):
        listener.hear(CALL[:, start:end])
    found, whole = listener.finish(), heard(*CALL)
    assert found.channels == whole.channels
    assert (found.samples, found.layout) == (whole.samples, whole.layout)
    assert (found.channel_correlation, found.crosstalk_share) == (whole.channel_correlation, whole.crosstalk_share)
    np.testing.assert_array_equal(found.levels, whole.levels)
    np.testing.assert_array_equal(found.speech, whole.speech)


def test_a_long_recording_takes_no_more_memory_than_its_levels() -> None:
    """1.4 bytes for each 10 ms of a channel, and what a growing array reserves."""
    listener, minute = Listener(2), np.stack([voiced(60.0, 1), voiced(60.0, 2)])
    for _ in range(2):
        listener.hear(minute)
    tracemalloc.start()
    try:
        for _ in range(10):
            listener.hear(minute)
        held, _ = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert held < 2 * 1.4 * 100 * 60 * 12 * 1.5


def test_an_unknown_detector_is_refused_before_anything_is_heard() -> None:
    with pytest.raises(SettingsError, match="'ears'"):
        Listener(1, "ears")
