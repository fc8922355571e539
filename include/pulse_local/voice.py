"""What a voice sounds like: its pitch and the shape of its spectrum, measured every 10 ms."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

from pulse_local.audio import SAMPLE_RATE_HZ

if TYPE_CHECKING:
    from numpy.typing import NDArray

HOP_S = 0.01
WINDOW_S = 0.04  # two to three periods of the lowest voice
LOWEST_PITCH_HZ, HIGHEST_PITCH_HZ = 65.0, 400.0  # adult speech
VOICED_CORRELATION = 0.5  # usual for autocorrelation trackers (Boersma 1993 takes 0.45)
VOICED_LEVEL_DB = 25.0  # below the loud frames: quieter frames are room or breath
BANDS = 20
LOWEST_BAND_HZ, HIGHEST_BAND_HZ = 150.0, 3600.0  # what a telephone line carries
BAND_RANGE_DB = 60.0  # what is further below the loudest band is noise of the line or the codec
FRAMES_AT_ONCE = 2000  # bounds memory: about 20 MB
FEMALE_FROM_HZ = 165.0  # between the usual ranges of men (85 to 155 Hz) and women (165 to 255 Hz)

_HOP = round(HOP_S * SAMPLE_RATE_HZ)
_WINDOW = round(WINDOW_S * SAMPLE_RATE_HZ)
_FFT = 2048


@dataclass(frozen=True)
class VoiceFrames:
    """One row per HOP_S.

    Attributes:
        pitch_hz: Fundamental frequency; NaN where the frame is not voiced.
        shape_db: Log energy of BANDS mel bands less their mean, so that loudness does not matter.
    """

    pitch_hz: NDArray[np.float64]
    shape_db: NDArray[np.float64]


def measure_voice(samples: NDArray[np.int16]) -> VoiceFrames:
    """Pitch by autocorrelation, and mel spectrum, of mono samples at 16 kHz."""
    if len(samples) < _WINDOW:
        return VoiceFrames(np.empty(0), np.empty((0, BANDS)))
    frames = sliding_window_view(samples, _WINDOW)[::_HOP]
    level_db = np.concatenate(
        [_level_db(frames[at : at + FRAMES_AT_ONCE]) for at in range(0, len(frames), FRAMES_AT_ONCE)]
    )
    loud_enough = level_db > np.percentile(level_db, 95) - VOICED_LEVEL_DB
    pitch_hz = np.full(len(frames), np.nan)
    shape_db = np.zeros((len(frames), BANDS))
    for at in range(0, len(frames), FRAMES_AT_ONCE):
        here = np.flatnonzero(loud_enough[at : at + FRAMES_AT_ONCE]) + at
        if len(here):
            pitch_hz[here], shape_db[here] = _pitch_and_shape(frames[here])
    return VoiceFrames(pitch_hz, shape_db)


def gender_of(frames: VoiceFrames) -> str | None:
    """`male` or `female` by the median pitch; None where nothing is voiced.

    Contract unknown: how Pulse decides. Pitch is what can be measured without a model, and it is often wrong.
    """
    voiced = frames.pitch_hz[~np.isnan(frames.pitch_hz)]
    if not len(voiced):
        return None
    return "female" if float(np.median(voiced)) >= FEMALE_FROM_HZ else "male"


def _level_db(frames: NDArray[np.int16]) -> NDArray[np.float64]:
    power = np.square(frames.astype(np.float32)).mean(axis=1, dtype=np.float64)
    return np.asarray(10.0 * np.log10(power + 1e-3))


def _pitch_and_shape(frames: NDArray[np.int16]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    windowed = (frames - frames.mean(axis=1, keepdims=True)) * np.hanning(_WINDOW)
    power = np.abs(np.fft.rfft(windowed, _FFT)) ** 2
    correlation = np.fft.irfft(power)[:, :_WINDOW] / _window_correlation()
    correlation /= np.maximum(correlation[:, :1], 1e-9)
    shortest, longest = int(SAMPLE_RATE_HZ / HIGHEST_PITCH_HZ), int(SAMPLE_RATE_HZ / LOWEST_PITCH_HZ)
    candidates = correlation[:, shortest : longest + 1]
    # The first peak that is nearly as high as the highest: later ones are octaves below the voice.
    peaks = np.zeros_like(candidates, dtype=bool)
    peaks[:, 1:-1] = (candidates[:, 1:-1] >= candidates[:, :-2]) & (candidates[:, 1:-1] > candidates[:, 2:])
    best = np.where(peaks, candidates, 0.0).max(axis=1)
    first = np.argmax(peaks & (candidates >= 0.9 * best[:, None]), axis=1)
    pitch_hz = np.where(best >= VOICED_CORRELATION, SAMPLE_RATE_HZ / (first + shortest), np.nan)
    bands_db = 10.0 * np.log10(power @ _mel_bands() + 1.0)
    bands_db = np.maximum(bands_db, bands_db.max(axis=1, keepdims=True) - BAND_RANGE_DB)
    return pitch_hz, bands_db - bands_db.mean(axis=1, keepdims=True)


@lru_cache(maxsize=1)
def _window_correlation() -> NDArray[np.float64]:
    """The window's own autocorrelation, to be divided out (Boersma 1993)."""
    power = np.abs(np.fft.rfft(np.hanning(_WINDOW), _FFT)) ** 2
    correlation = np.fft.irfft(power)[:_WINDOW]
    return np.asarray(np.maximum(correlation / correlation[0], 1e-3))


@lru_cache(maxsize=1)
def _mel_bands() -> NDArray[np.float64]:
    """Triangles, evenly spaced on the mel scale; one column each."""
    low, high = (2595.0 * np.log10(1.0 + hz / 700.0) for hz in (LOWEST_BAND_HZ, HIGHEST_BAND_HZ))
    edges_hz = 700.0 * (10.0 ** (np.linspace(low, high, BANDS + 2) / 2595.0) - 1.0)
    bins_hz = np.fft.rfftfreq(_FFT, 1 / SAMPLE_RATE_HZ)[:, None]
    rising = (bins_hz - edges_hz[:-2]) / (edges_hz[1:-1] - edges_hz[:-2])
    falling = (edges_hz[2:] - bins_hz) / (edges_hz[2:] - edges_hz[1:-1])
    return np.asarray(np.clip(np.minimum(rising, falling), 0.0, None))
