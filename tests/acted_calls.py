"""Calls acted by a voice made of arithmetic, and an engine that knows every word by its sound.

What is said, when and by whom is known to the sample, so a test may compare the tables with the truth however a
recording was cut. The engine finds words in whatever it is sent: it is told neither the channel nor the chunk.
"""

from __future__ import annotations

import json
import zlib
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from callscribe.audio.flac import read_samples
from callscribe.engines.base import EngineWord
from callscribe.engines.local import read_answer
from voices import voiced

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from callscribe.engines.base import EngineResult

RATE_HZ = 16_000
WORD_S = 0.3
SPOKEN_S = 0.28
"""Of a word's 0.3 s the voice sounds so long: more than three words a second, as people talk."""

_SPOKEN = round(SPOKEN_S * RATE_HZ)
_PROBE = 16


class Line(NamedTuple):
    """What a speaker says from a point in time on, without a pause."""

    start_s: float
    speaker: str
    text: str


@dataclass(frozen=True)
class Said:
    """One word in a recording."""

    word: str
    start_s: float
    end_s: float
    speaker: str


@dataclass(frozen=True, eq=False)
class Track:
    """The sound of one channel and what is said in it, by start."""

    samples: Any
    said: tuple[Said, ...]

    @property
    def texts(self) -> list[str]:
        """Its words."""
        return [each.word for each in self.said]


def acted(seconds: float, *lines: Line, level: int = 6000) -> Track:
    """A channel on which the lines are spoken; all else is silence."""
    sound = np.zeros(round(seconds * RATE_HZ))
    said = []
    for line in lines:
        for place, word in enumerate(line.text.split()):
            start_s = line.start_s + place * WORD_S
            first = round(start_s * RATE_HZ)
            voice = voiced(SPOKEN_S, seed=zlib.crc32(f"{line} {place}".encode()), level=level)
            sound[first : first + len(voice)] += voice
            said.append(Said(word, start_s, start_s + SPOKEN_S, line.speaker))
    return Track(np.rint(sound).astype(np.int16), tuple(sorted(said, key=lambda each: each.start_s)))


def overhearing(track: Track, other: Track, gain: float) -> Track:
    """The channel with another one leaking into it, whose words can be heard in it too."""
    samples = np.rint(track.samples + gain * other.samples).astype(np.int16)
    return Track(samples, tuple(sorted((*track.said, *other.said), key=lambda each: each.start_s)))


class Knowing:
    """An engine that hears exactly what is said on some tracks, words cut by a chunk's edge included.

    Args:
        tracks: What there is to hear.
        diarize: Number the speakers of each answer anew, by who speaks first in it, as diarizers do.
        mishear: Changes what is heard of a chunk: the words in its time, and the truth of each. A word without a
            truth may be added, and any left out.
    """

    name = "local"
    model = "knowing"

    def __init__(
        self,
        *tracks: Track,
        diarize: bool = False,
        mishear: Callable[[list[tuple[EngineWord, Said]]], Sequence[tuple[EngineWord, Said | None]]] | None = None,
    ) -> None:
        # a copy of a track holds nothing more to hear
        self._probes = list(dict.fromkeys((each, _probes(track, each)) for track in tracks for each in track.said))
        self._diarize = diarize
        self._mishear = mishear
        self.asked: list[float] = []

    def options(self, language: str) -> dict[str, str]:
        """The language alone."""
        return {"language": language}

    def ask(self, audio: bytes, *, language: str) -> bytes:
        """Every word of which about half is there."""
        samples = read_samples(audio)
        self.asked.append(len(samples) / RATE_HZ)
        chunk = samples.tobytes()
        heard = []
        for said, probes in self._probes:
            span = _find(chunk, probes)
            if span is not None:
                heard.append((EngineWord(said.word, *span, confidence=0.9), said))
        heard.sort(key=lambda each: each[0].start_s)
        answered = self._mishear(heard) if self._mishear else heard
        labels: dict[str, str] = {}
        words = []
        for word, truth in answered:
            speaker = None
            if self._diarize and truth is not None:
                speaker = labels.setdefault(truth.speaker, str(len(labels)))
            words.append(asdict(word) | {"speaker": speaker})
        return json.dumps({"words": words, "duration_s": len(samples) / RATE_HZ}).encode()

    def read(self, answer: bytes) -> EngineResult:
        """See `callscribe.engines.base.Engine.read`."""
        return read_answer(answer)


def _probes(track: Track, said: Said) -> tuple[tuple[int, bytes], ...]:
    """A few samples out of each half of a word, and how far behind its beginning they lie: no other sound has them."""
    first = round(said.start_s * RATE_HZ)
    return tuple(
        (offset, track.samples[first + offset : first + offset + _PROBE].tobytes())
        for offset in (_SPOKEN // 4, _SPOKEN * 3 // 4)
    )


def _find(chunk: bytes, probes: Sequence[tuple[int, bytes]]) -> tuple[float, float] | None:
    """Where a word lies in a chunk, in seconds: cut off by its edge where the chunk does not hold all of it."""
    for offset, probe in probes:
        at = chunk.find(probe)
        if at >= 0:
            start = at // 2 - offset
            return max(start, 0) / RATE_HZ, min(start + _SPOKEN, len(chunk) // 2) / RATE_HZ
    return None
