"""Call progress tones of several countries, and what sounds a little like them."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from callscribe.audio.tones import TONE_FRAME, call_progress
from voices import voiced

RATE_HZ = 16_000
SECONDS = 12.0
TIME_S = np.arange(round(SECONDS * RATE_HZ)) / RATE_HZ


def sines(*frequencies_hz: float, level: float = 3000) -> Any:
    return level * sum(np.sin(2 * np.pi * hz * TIME_S + hz) for hz in frequencies_hz)


def cadence(*on_off_s: float) -> Any:
    """1 in the first, third ... of the times, 0 in the others, over and over."""
    ends_s = np.cumsum(on_off_s)
    return np.searchsorted(ends_s, TIME_S % ends_s[-1], side="right") % 2 == 0


def noise(level: float) -> Any:
    return np.random.default_rng(0).normal(0, level, len(TIME_S))


def tone_share(sound: Any) -> float:
    thin = np.asarray(sound, np.float32).reshape(-1, 4).mean(axis=1)
    return float(call_progress(thin[: len(thin) // TONE_FRAME * TONE_FRAME]).mean())


# ITU-T E.180 Supplement 2
TONES = {
    "ringback, USA": (sines(440, 480), (2.0, 4.0)),
    "busy, USA": (sines(480, 620), (0.5, 0.5)),
    "dial tone, USA": (sines(350, 440), (1.0,)),
    "ringback, UK": (sines(400, 450), (0.4, 0.2, 0.4, 2.0)),
    "ringback, Germany": (sines(425), (1.0, 4.0)),
    "ringback, France": (sines(440), (1.5, 3.5)),
    "ringback, Japan": (sines(400) * (1 + 0.9 * np.sin(2 * np.pi * 16 * TIME_S)), (1.0, 2.0)),
    "ringback, India": (sines(400) * (1 + 0.9 * np.sin(2 * np.pi * 25 * TIME_S)), (0.4, 0.2, 0.4, 2.0)),
}


@pytest.mark.parametrize("tone", TONES)
def test_a_tone_counts_without_its_pauses(tone: str) -> None:
    sound, on_off_s = TONES[tone]
    sounding = cadence(*on_off_s) if len(on_off_s) > 1 else np.ones_like(TIME_S)
    assert tone_share(sound * sounding) == pytest.approx(sounding.mean(), rel=0.16)


def test_noise_of_the_line_does_not_hide_a_tone() -> None:
    assert tone_share(sines(440, 480) + noise(600)) > 0.95


@pytest.mark.parametrize("seed", range(6))
def test_a_voice_is_no_tone(seed: int) -> None:
    assert tone_share(voiced(SECONDS, seed)) == 0


def test_a_vowel_sung_at_440_hz_has_overtones() -> None:
    open_vowel = sines(440) + 0.5 * sines(880) + 0.3 * sines(1320)
    assert tone_share(open_vowel) == 0


@pytest.mark.parametrize(
    "sound",
    [
        pytest.param(noise(3000), id="noise"),
        pytest.param(sines(770, 1336), id="a key of the telephone"),
        pytest.param(sines(1100), id="fax"),
        pytest.param(sines(50, 100, 150), id="mains hum"),
        pytest.param(sines(620), id="620 Hz alone"),
        pytest.param(sines(440, 480, level=15), id="a tone nobody hears"),
        pytest.param(sines(440) * cadence(0.1, 0.1), id="beeps of 0.1 s"),
        pytest.param(np.zeros_like(TIME_S), id="silence"),
    ],
)
def test_other_sounds_are_no_call_progress_tone(sound: Any) -> None:
    assert tone_share(sound) == 0
