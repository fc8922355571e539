"""How loud a channel was and where somebody spoke: what later steps can still ask when the audio is gone."""

from __future__ import annotations

import base64
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from callscribe.audio.listening import LEVEL_FRAME
from callscribe.audio.pcm import SAMPLE_RATE_HZ
from callscribe.audio.voice import SILENT_DB, VOICE_FRAME

if TYPE_CHECKING:
    from numpy.typing import NDArray

_VOICES = 3  # voice frames in a frame: as many as two bits count
FRAME_S: Final = _VOICES * VOICE_FRAME / SAMPLE_RATE_HZ
"""Of one byte: 90 ms, so that no voice frame is split. Words are some 300 ms long."""

_LEVELS = _VOICES * VOICE_FRAME // LEVEL_FRAME
_QUIETEST_DB: Final = 63  # what six bits hold; below -60 dBFS nobody is heard
_SILENCE: Final = 255  # quieter than any level that is heard

NOISE_PERCENTILE: Final = 25
"""Of the levels where nobody speaks: low enough that breaths and words which the detector missed do not raise it, and
no lower, since a gate or comfort noise leaves some frames of true silence on most lines."""

ABOVE_NOISE_DB: Final = 6.0
"""Sound stands out from noise by this. Frames of steady noise lie within 1 dB of each other, and the loudest frame of a
word 3 dB above the word's mean (median in the sample calls), so that a word has to be 3 dB louder than the noise."""

_LEAST_NOISE_S = 1.0


@dataclass(frozen=True)
class ChannelActivity:
    """One channel of a recording, in a byte for each 90 ms: 40 kB an hour in memory, 53 kB in a document.

    Attributes:
        channel: 0-based channel of the recording; of a mix, its first.
        frames: Base64, since documents are JSON. Of each byte the upper six bits are the mean power in dB below full
            scale, 63 for everything quieter; the lower two count the 30 ms with detected speech.
    """

    channel: int
    frames: str

    def speech_s(self, start_s: float, end_s: float) -> float:
        """Seconds of detected speech in a stretch of the recording; WebRTC's detector goes on 0.1 s after the last."""
        return _between(self._speech_until, start_s, end_s)

    def sound_s(self, start_s: float, end_s: float) -> float:
        """Seconds with detected speech, or with sound that stands out from the channel's noise.

        For whoever must not take a detector's word that nobody spoke: soft and short words are missed.
        """
        return _between(self._sound_until, start_s, end_s)

    def level_dbfs(self, start_s: float, end_s: float) -> float | None:
        """Mean power of a stretch; None where it is quieter than can be told (-62 dBFS), or outside of the recording.

        The mean, not the loudest frame: bleed is another channel's signal made weaker, so that over the same stretch
        the two means differ by that and no more (where both stand out from the noise), however sloppy the word times
        are that the stretch was taken from; a click on one of the lines would be its loudest frame.
        """
        start_s, end_s = max(start_s, 0.0), min(end_s, (len(self._energy_until) - 1) * FRAME_S)
        energy = _between(self._energy_until, start_s, end_s)
        if end_s <= start_s or energy <= (end_s - start_s) * 10 ** (-_QUIETEST_DB / 10):
            return None
        return float(10 * np.log10(energy / (end_s - start_s)))

    @cached_property
    def noise_dbfs(self) -> float | None:
        """Level of the line while nobody speaks; None where that is silence, or where somebody speaks all the time."""
        idle = self._below_full_scale[self._voices == 0]
        if len(idle) * FRAME_S < _LEAST_NOISE_S:
            return None
        below_db = float(np.percentile(idle, 100 - NOISE_PERCENTILE))
        return None if below_db >= _QUIETEST_DB else -below_db

    @property
    def _voices(self) -> NDArray[np.uint8]:
        return self._bytes & np.uint8(3)

    @property
    def _below_full_scale(self) -> NDArray[np.uint8]:
        return self._bytes >> np.uint8(2)

    @property
    def _bytes(self) -> NDArray[np.uint8]:
        return np.frombuffer(base64.b64decode(self.frames), np.uint8)

    @cached_property
    def _speech_until(self) -> NDArray[np.float64]:
        return _summed(self._voices * (FRAME_S / _VOICES))

    @cached_property
    def _sound_until(self) -> NDArray[np.float64]:
        noise_dbfs = -np.inf if self.noise_dbfs is None else self.noise_dbfs
        loud = -self._below_full_scale.astype(np.float64) >= max(noise_dbfs + ABOVE_NOISE_DB, -SILENT_DB)
        return _summed(np.where(loud, FRAME_S, self._voices * (FRAME_S / _VOICES)))

    @cached_property
    def _energy_until(self) -> NDArray[np.float64]:
        below = self._below_full_scale
        return _summed(np.where(below < _QUIETEST_DB, 10.0 ** (below / -10.0), 0.0) * FRAME_S)


def activity_of(channel: int, levels: NDArray[np.uint8], speech: NDArray[np.bool_]) -> ChannelActivity:
    """Keep what was heard of a channel.

    Args:
        channel: Its number in the recording.
        levels: One per `LEVEL_FRAME`, in dB below full scale, as in `callscribe.audio.listening.Heard`.
        speech: One per `VOICE_FRAME`.
    """
    frames = max(-(-len(levels) // _LEVELS), -(-len(speech) // _VOICES))
    # what a last frame lacks is silence
    padded = np.full(frames * _LEVELS, _SILENCE, np.uint8)
    padded[: len(levels)] = levels
    spoken = np.zeros(frames * _VOICES, np.bool_)
    spoken[: len(speech)] = speech
    power_of = 10.0 ** (np.arange(_SILENCE + 1, dtype=np.float32) / -10.0)
    # one after the other, since hours of levels as floats are megabytes
    power = np.zeros(frames, np.float32)
    for first in range(_LEVELS):
        power += power_of[padded[first::_LEVELS]]
    below = np.minimum(np.rint(-10 * np.log10(power / _LEVELS)), _QUIETEST_DB).astype(np.uint8)
    voices = spoken.reshape(-1, _VOICES).sum(axis=1, dtype=np.uint8)
    packed: NDArray[np.uint8] = below << 2 | voices
    return ChannelActivity(channel, base64.b64encode(packed.tobytes()).decode("ascii"))


def _summed(frames: NDArray[np.floating[Any]]) -> NDArray[np.float64]:
    return np.concatenate([[0.0], np.cumsum(frames)])


def _between(until: NDArray[np.float64], start_s: float, end_s: float) -> float:
    """What a running sum by frames gains in a stretch; of a frame that lies partly in it, that part."""
    return max(_until(until, end_s) - _until(until, start_s), 0.0)


def _until(until: NDArray[np.float64], at_s: float) -> float:
    place = min(max(at_s / FRAME_S, 0.0), len(until) - 1.0)
    frame = min(int(place), len(until) - 2)
    if frame < 0:
        return 0.0
    return float(until[frame] + (until[frame + 1] - until[frame]) * (place - frame))
