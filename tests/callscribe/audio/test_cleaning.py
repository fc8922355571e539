from __future__ import annotations

import tempfile
import wave
from itertools import combinations
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from callscribe.audio.cleaning import CLEANING_STEPS, clean
from callscribe.audio.pcm import SAMPLE_RATE_HZ

FULL_SCALE = 32_768
SPEECH_DBFS = -20.0
SUBSETS = [list(steps) for count in range(5) for steps in combinations(CLEANING_STEPS, count)]
# denoise works in steps of 200 samples and looks 400 ahead, the limiter looks 80 ahead, blocks have 16000
LENGTHS = st.integers(0, 40_000) | st.sampled_from([0, 1, 79, 80, 81, 199, 200, 201, 399, 400, 401, 15_999, 16_001])


def cleaned(samples: Any, *steps: str, speech_level_dbfs: float | None = SPEECH_DBFS) -> Any:
    with tempfile.TemporaryDirectory() as folder:
        stream, target = Path(folder) / "0.s16", Path(folder) / "0.clean.s16"
        stream.write_bytes(samples.astype("<i2").tobytes())
        clean(stream, target, steps, speech_level_dbfs=speech_level_dbfs)
        return np.frombuffer(target.read_bytes(), "<i2")


def level_dbfs(samples: Any) -> float:
    return float(10 * np.log10(np.square(samples / FULL_SCALE).mean() + 1e-12))


def sound(shape: Any, dbfs: float) -> Any:
    """Samples of that shape and mean power."""
    loud = shape * 10 ** (dbfs / 20) * FULL_SCALE / np.sqrt(np.square(shape).mean())
    return np.rint(loud).clip(-FULL_SCALE, FULL_SCALE - 1).astype(np.int16)


def tone(seconds: float, dbfs: float, *, hz: float = 1000.0) -> Any:
    return sound(np.sin(2 * np.pi * hz * np.arange(round(seconds * SAMPLE_RATE_HZ)) / SAMPLE_RATE_HZ), dbfs)


def hiss(seconds: float, dbfs: float, *, seed: int = 0) -> Any:
    return sound(np.random.default_rng(seed).normal(size=round(seconds * SAMPLE_RATE_HZ)), dbfs)


def rumble(seconds: float, dbfs: float, *, seed: int = 0) -> Any:
    """Noise that loses 6 dB an octave above 100 Hz."""
    spectrum = np.fft.rfft(np.random.default_rng(seed).normal(size=round(seconds * SAMPLE_RATE_HZ)))
    hz = np.arange(len(spectrum)) / seconds
    return sound(np.fft.irfft(spectrum / np.maximum(hz, 100.0), n=round(seconds * SAMPLE_RATE_HZ)), dbfs)


def between_pauses(voice: Any) -> tuple[Any, Any, Any]:
    """20 s of a voice that speaks for 2 s in every 4; where it does, and where it has not for 0.6 s."""
    at_s = np.arange(20 * SAMPLE_RATE_HZ) / SAMPLE_RATE_HZ % 4
    return np.where(at_s < 2, np.resize(voice, len(at_s)), 0).astype(np.int16), at_s < 2, at_s > 2.6


@pytest.fixture(scope="session")
def call(sample_calls: Path) -> Any:
    """Two people talk, with pauses between them: 16 kHz, mono."""
    with wave.open(str(sample_calls / "2026-11-02" / "call-0003.wav")) as file:
        return np.frombuffer(file.readframes(20 * SAMPLE_RATE_HZ), "<i2")


@given(LENGTHS, st.sampled_from(SUBSETS), st.sampled_from([None, -60.0, SPEECH_DBFS, -3.0]), st.integers(0, 99))
@settings(deadline=None)
def test_cleaning_keeps_every_sample(length: int, steps: list[str], level: float | None, seed: int) -> None:
    samples = hiss(3.0, -30.0, seed=seed)[:length]
    assert len(cleaned(samples, *steps, speech_level_dbfs=level)) == length


@pytest.mark.parametrize("steps", SUBSETS)
def test_cleaning_keeps_clicks_at_their_places(steps: list[str]) -> None:
    places = [500, 16_000, 40_123, 79_950]
    samples = np.zeros(80_000, np.int16)
    samples[places] = 20_000
    heard = np.abs(cleaned(samples, *steps).astype(int))
    assert [place - 300 + int(heard[place - 300 : place + 50].argmax()) for place in places] == places


@pytest.mark.parametrize("steps", SUBSETS)
def test_cleaning_keeps_speech_in_time(steps: list[str], sounds: Any) -> None:
    speech = sounds.speech(3.0, level=9000)
    heard = cleaned(speech, *steps, speech_level_dbfs=level_dbfs(speech)).astype(float)
    assert np.correlate(heard, speech[500:-500].astype(float)).argmax() == 500


@pytest.mark.parametrize("steps", SUBSETS)
def test_digital_silence_stays_silent(steps: list[str]) -> None:
    assert not cleaned(np.zeros(20_000, np.int16), *steps).any()


def test_nothing_asked_changes_nothing() -> None:
    samples = hiss(1.5, -20.0)
    assert np.array_equal(cleaned(samples), samples)


def test_the_order_asked_does_not_count() -> None:
    samples = hiss(1.5, -30.0) + tone(1.5, -20.0, hz=60.0)
    one, other = cleaned(samples, *CLEANING_STEPS), cleaned(samples, *reversed(CLEANING_STEPS))
    assert np.array_equal(one, other)


def test_steps_asked_twice_are_applied_once() -> None:
    samples = tone(1.0, -20.0, hz=60.0)
    assert np.array_equal(cleaned(samples, "highpass", "highpass"), cleaned(samples, "highpass"))


@pytest.mark.parametrize(("hz", "loses_db"), [(50, 24), (60, 17)])
def test_highpass_takes_mains_hum_away(hz: float, loses_db: float) -> None:
    heard = cleaned(tone(3.0, -20.0, hz=hz), "highpass")
    assert level_dbfs(heard[SAMPLE_RATE_HZ:]) < -20.0 - loses_db


def test_highpass_takes_an_offset_away() -> None:
    heard = cleaned(np.full(2 * SAMPLE_RATE_HZ, 3000, np.int16), "highpass")
    assert not heard[SAMPLE_RATE_HZ:].any()


@pytest.mark.parametrize("hz", [150, 300, 1000, 3400, 7000])
def test_highpass_keeps_the_voice(hz: float) -> None:
    heard = cleaned(tone(3.0, -20.0, hz=hz), "highpass")
    assert level_dbfs(heard[SAMPLE_RATE_HZ:]) == pytest.approx(-20.0, abs=0.3)


@pytest.mark.parametrize(("noise", "quieter_db"), [(hiss, 9), (rumble, 6)])
@pytest.mark.parametrize("below_db", [10, 20, 35])
def test_denoise_quietens_pauses_and_keeps_the_voice(noise: Any, quieter_db: float, below_db: float) -> None:
    voice, speaks, pauses = between_pauses(tone(2.0, SPEECH_DBFS))
    noisy = voice + noise(20.0, SPEECH_DBFS - below_db)
    heard = cleaned(noisy, "denoise")
    assert level_dbfs(heard[pauses]) < level_dbfs(noisy[pauses]) - quieter_db
    assert level_dbfs(heard[speaks]) == pytest.approx(SPEECH_DBFS, abs=0.5)


@pytest.mark.parametrize(("noise", "closer_db"), [(hiss, 5), (rumble, 2)])
@pytest.mark.parametrize("below_db", [10, 20])
def test_denoise_brings_speech_closer_to_what_it_was(call: Any, noise: Any, closer_db: float, below_db: float) -> None:
    noisy = call + noise(20.0, level_dbfs(call) - below_db)
    heard = cleaned(noisy, "denoise")
    assert level_dbfs(heard.astype(int) - call) < level_dbfs(noisy.astype(int) - call) - closer_db


@pytest.mark.parametrize("pause", [1.0, 0.0])
def test_denoise_leaves_speech_without_noise_alone(call: Any, pause: float) -> None:
    loud = np.abs(call) > 300
    spoken = np.convolve(loud, np.ones(1600), mode="same") > 0
    recorded = np.where(spoken, call, call * pause).astype(np.int16)
    heard = cleaned(recorded, "denoise")
    assert level_dbfs(heard.astype(int) - recorded) < level_dbfs(recorded) - 30


def test_denoise_does_not_learn_the_noise_from_muted_stretches() -> None:
    heard_s, muted_s = 10, 20
    noisy = np.concatenate([hiss(heard_s, -40.0), np.zeros(muted_s * SAMPLE_RATE_HZ, np.int16)])
    heard = cleaned(noisy, "denoise")[: heard_s * SAMPLE_RATE_HZ]
    assert level_dbfs(heard) < -49


def test_gate_quietens_pauses_and_keeps_the_voice() -> None:
    voice, speaks, pauses = between_pauses(tone(2.0, SPEECH_DBFS))
    noisy = voice + hiss(20.0, SPEECH_DBFS - 40)
    heard = cleaned(noisy, "gate")
    assert level_dbfs(heard[pauses]) == pytest.approx(level_dbfs(noisy[pauses]) - 20, abs=1)
    assert level_dbfs(heard[speaks]) == pytest.approx(SPEECH_DBFS, abs=0.1)


def test_gate_lets_soft_sounds_pass() -> None:
    soft = hiss(2.0, SPEECH_DBFS - 18)
    assert level_dbfs(cleaned(soft, "gate")) == pytest.approx(level_dbfs(soft), abs=0.5)


def test_gate_goes_by_the_level_of_the_speech() -> None:
    faint, speaks, _ = between_pauses(tone(2.0, -55.0))
    heard = cleaned(faint, "gate", speech_level_dbfs=-55.0)
    assert level_dbfs(heard[speaks]) == pytest.approx(-55.0, abs=0.1)


@pytest.mark.parametrize("spoken_dbfs", [-50.0, -40.0, -26.0, -12.0, -6.0])
def test_normalise_brings_a_voice_to_the_level_of_telephony(spoken_dbfs: float) -> None:
    heard = cleaned(tone(2.0, spoken_dbfs), "normalise", speech_level_dbfs=spoken_dbfs)
    assert level_dbfs(heard) == pytest.approx(-26.0, abs=0.2)


def test_normalise_amplifies_by_30_db_at_most() -> None:
    heard = cleaned(tone(2.0, -70.0), "normalise", speech_level_dbfs=-70.0)
    assert level_dbfs(heard) == pytest.approx(-40.0, abs=0.2)


@given(st.floats(-80, -26), st.integers(0, 99))
@settings(deadline=None, max_examples=25)
def test_normalise_never_clips(spoken_dbfs: float, seed: int) -> None:
    shouts = np.random.default_rng(seed).random(2 * SAMPLE_RATE_HZ) < 0.001
    samples = np.where(shouts, 32_767, hiss(2.0, spoken_dbfs, seed=seed)).astype(np.int16)
    heard = cleaned(samples, "normalise", speech_level_dbfs=spoken_dbfs)
    assert np.abs(heard.astype(int)).max() <= round(10 ** (-1 / 20) * FULL_SCALE)


def test_normalise_holds_a_shout_down_and_the_quiet_voice_after_it_up() -> None:
    samples = np.concatenate([tone(1.0, -6.0), tone(1.0, -40.0)])
    heard = cleaned(samples, "normalise", speech_level_dbfs=-40.0)
    assert level_dbfs(heard[: SAMPLE_RATE_HZ // 2]) == pytest.approx(-4.0, abs=0.2)
    assert level_dbfs(heard[SAMPLE_RATE_HZ * 3 // 2 :]) == pytest.approx(-26.0, abs=0.2)


@pytest.mark.parametrize("steps", [["gate"], ["normalise"], ["gate", "normalise"]])
def test_without_speech_there_is_no_level_to_go_by(steps: list[str]) -> None:
    samples = hiss(1.5, -50.0)
    assert np.array_equal(cleaned(samples, *steps, speech_level_dbfs=None), samples)
