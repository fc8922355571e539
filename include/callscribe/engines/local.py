"""Recognition on this machine by PocketSphinx: no account, no network, modest accuracy, English only."""

from __future__ import annotations

import dataclasses
import json
import wave
from io import BytesIO

import numpy as np

from callscribe.engines.base import EngineResult, EngineWord
from callscribe.engines.pocketsphinx import recognise
from callscribe.errors import SettingsError, UnreadableAnswerError


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
        """Transcribe a 16 kHz mono 16-bit WAV file."""
        self.options(language)
        with wave.open(BytesIO(audio)) as file:
            samples = np.frombuffer(file.readframes(file.getnframes()), np.int16)
            rate = file.getframerate()
        words = [dataclasses.asdict(word) for word in recognise(samples, sample_rate_hz=rate)]
        return json.dumps({"words": words, "duration_s": len(samples) / rate}).encode()

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
