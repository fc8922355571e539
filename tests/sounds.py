"""Sound for tests: loud enough to be heard, different wherever it should be."""

from __future__ import annotations

import io
import wave

import numpy as np

RATE_HZ = 16_000


def speechlike(seconds: float, seed: int = 0, rate_hz: int = RATE_HZ) -> np.ndarray:
    """Noise that comes and goes four times a second, as syllables do: 16-bit samples."""
    random = np.random.default_rng(seed)
    at = np.arange(round(seconds * rate_hz)) / rate_hz
    return (random.normal(0, 3000, at.size) * (0.3 + 0.7 * np.abs(np.sin(2 * np.pi * 2 * at)))).astype(np.int16)


def wav(*channels: np.ndarray, rate_hz: int = RATE_HZ) -> bytes:
    """A WAV file of one or more channels."""
    buffer = io.BytesIO()
    with wave.open(buffer, "wb") as file:
        file.setnchannels(len(channels))
        file.setsampwidth(2)
        file.setframerate(rate_hz)
        file.writeframes(np.stack(channels, axis=1).tobytes())
    return buffer.getvalue()


def speechlike_wav(seconds: float, seed: int = 0) -> bytes:
    """A mono WAV file."""
    return wav(speechlike(seconds, seed))
