"""Ringback and the other call progress tones, told by their lines in the spectrum."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from callscribe.audio.voice import SILENT_POWER

if TYPE_CHECKING:
    from numpy.typing import NDArray

THIN_RATE_HZ = 4000  # more than twice the highest tone, and room to see that a voice has overtones
TONE_FRAME = 240  # 60 ms at THIN_RATE_HZ: two frames of voice

# ITU-T E.180 Supplement 2: ringback, busy and dial tones lie between 340 and 500 Hz nearly everywhere (USA 440 + 480,
# UK 400 + 450, Europe 425, Japan and India 400 modulated), and each country's tones are one line or two
_TONES_HZ = (340.0, 500.0)
_BUSY_HZ = (480.0, 620.0)  # USA, Canada: both at once
_SECOND = 0.1  # of the stronger one: both leave the exchange at the same level, and no line takes 10 dB from one
_PURE = 0.95  # of the energy; tones through mu-law, MP3 and Opus keep 0.98, vowels lose more to their overtones
_STEADY_DB = 3.0  # from frame to frame: India's tone, modulated at 25 Hz, comes to 2.5; a voice swells
_LEAST_FRAMES = 3  # 180 ms: the shortest in the Supplement is 0.2 s; no vowel holds its level for so long
_LINE_HZ = THIN_RATE_HZ / TONE_FRAME
_WINDOW = np.hanning(TONE_FRAME).astype(np.float32)


def _lines(low_hz: float, high_hz: float) -> NDArray[np.bool_]:
    """Lines of the spectrum that tones between two frequencies fall on; a Hann window spreads each to both sides."""
    lines_hz = np.arange(TONE_FRAME // 2 + 1) * _LINE_HZ
    wanted: NDArray[np.bool_] = (lines_hz > low_hz - 1.5 * _LINE_HZ) & (lines_hz < high_hz + 1.5 * _LINE_HZ)
    return wanted


_TONE_LINES = _lines(*_TONES_HZ)
_BUSY_LINES = tuple(_lines(hz, hz) for hz in _BUSY_HZ)


def call_progress(thin: NDArray[np.float32]) -> NDArray[np.bool_]:
    """Which frames are ringback, busy, dial or another call progress tone.

    A frame is, when 95 % of its energy lies between 340 and 500 Hz, or at 480 and 620 Hz; when its level is within 3 dB
    of its neighbour's; and when at least 180 ms in a row are so. The pauses between the tones are not counted, nor are
    the parts of a frame where a tone begins or ends.

    What this cannot tell: ringback from a busy or dial tone (that is in their rhythm), and either from one note of a
    flute, a whistle, or a child's "ee" or "oo" held in this range. Ringback that is music or an announcement, and a
    tone under somebody's voice or less than 13 dB above noise, are not found.

    Args:
        thin: Samples of one channel at `THIN_RATE_HZ`, in 16-bit units; a whole number of `TONE_FRAME`.
    """
    frames = thin.reshape(-1, TONE_FRAME)
    power = np.einsum("ij,ij->i", frames, frames) / TONE_FRAME
    level_db = 10 * np.log10(np.maximum(power, SILENT_POWER / 100))
    as_before = np.abs(np.diff(level_db)) <= _STEADY_DB
    candidates = power >= SILENT_POWER
    candidates &= np.append(as_before, False) | np.append(False, as_before)
    tone = np.zeros(len(frames), np.bool_)
    tone[candidates] = _pure(frames[candidates])
    return _in_runs(tone)


def _pure(frames: NDArray[np.float32]) -> NDArray[np.bool_]:
    spectrum = np.fft.rfft(frames * _WINDOW)
    energy = spectrum.real**2 + spectrum.imag**2
    tone = energy[:, _TONE_LINES].sum(axis=1)
    busy = np.stack([energy[:, lines].sum(axis=1) for lines in _BUSY_LINES])
    both = np.where(busy.min(axis=0) >= _SECOND * busy.max(axis=0), busy.sum(axis=0), 0.0)
    pure: NDArray[np.bool_] = np.maximum(tone, both) >= _PURE * energy.sum(axis=1)
    return pure


def _in_runs(tone: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """What of it belongs to `_LEAST_FRAMES` in a row."""
    together = np.ones(_LEAST_FRAMES)
    starts = np.convolve(tone, together, "valid") == _LEAST_FRAMES
    run: NDArray[np.bool_] = np.convolve(starts, together) > 0
    return run
