"""Recognition on this machine by PocketSphinx: no account, no network, modest accuracy, English only."""

from __future__ import annotations

import dataclasses
import json

from callscribe.audio.flac import read_samples
from callscribe.audio.pcm import SAMPLE_RATE_HZ
from callscribe.audio.plan import ChunkLimits
from callscribe.engines.base import EngineResult, EngineWord
from callscribe.engines.pocketsphinx import recognise
from callscribe.errors import SettingsError, UnreadableAnswerError

# PocketSphinx takes any length; a task that is killed loses at most ten minutes' work
LIMITS = ChunkLimits(longest_s=600.0, largest_bytes=100_000_000)


class LocalEngine:
    """PocketSphinx in this process, behind the same protocol as a service."""

    name = "local"
    model = "pocketsphinx-en-us"

    def options(self, language: str) -> dict[str, str]:
        """There are none.

        Raises:
            SettingsError: The language is not English.
        """
        if language.lower().split("-")[0] != "en":
            raise SettingsError(f"The local engine knows English only; the language is {language!r}.")
        return {}

    def ask(self, audio: bytes, *, language: str) -> bytes:
        """Transcribe a 16 kHz mono FLAC file."""
        self.options(language)
        samples = read_samples(audio)
        words = [dataclasses.asdict(word) for word in recognise(samples)]
        return json.dumps({"words": words, "duration_s": len(samples) / SAMPLE_RATE_HZ}).encode()

    def read(self, answer: bytes) -> EngineResult:
        """See `callscribe.engines.base.Engine.read`."""
        return read_answer(answer)


def read_answer(answer: bytes) -> EngineResult:
    """Put an answer of `LocalEngine.ask` into the common form.

    Raises:
        UnreadableAnswerError: It is not one.
    """
    try:
        document = json.loads(answer)
        words = tuple(EngineWord(**word) for word in document["words"])
        return EngineResult(words=words, language="en", duration_s=document["duration_s"])
    except (ValueError, KeyError, TypeError):
        raise UnreadableAnswerError("Not an answer of the local engine.") from None
