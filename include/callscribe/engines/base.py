"""What every speech-to-text engine looks like to the rest of the house."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class EngineWord:
    """A word as an engine heard it; seconds from the first sample of what was sent.

    Attributes:
        speaker: The engine's label, good within this answer only; None where it gives none.
    """

    word: str
    start_s: float
    end_s: float
    confidence: float | None = None
    speaker: str | None = None


@dataclass(frozen=True)
class EngineResult:
    """One answer of an engine, in the common form.

    Attributes:
        language: As the engine states it, else None.
        duration_s: Of the audio as the engine measured it, else None.
        request_id: To quote to the vendor's support, where the engine gives one.
    """

    words: tuple[EngineWord, ...]
    language: str | None = None
    duration_s: float | None = None
    request_id: str | None = None


class Engine(Protocol):
    """A speech-to-text system.

    Asking and reading are apart, so that a paid answer is stored before anything looks at it.
    """

    @property
    def name(self) -> str:
        """Goes to the `engine` column and into the vault's keys."""

    @property
    def model(self) -> str:
        """Goes to the `engine_model` column and into the vault's keys."""

    def options(self, language: str) -> Mapping[str, str]:
        """Everything that can change an answer, besides the audio and the model.

        Raises:
            SettingsError: The engine has no such language.
        """

    def ask(self, audio: bytes, *, language: str) -> bytes:
        """Have a FLAC file of 16 kHz mono sound transcribed; returns the raw answer.

        Raises:
            EngineRefused: It would be refused again.
            EngineUnavailable: The engine could not answer, after all retries.
        """

    def read(self, answer: bytes) -> EngineResult:
        """Put a raw answer into the common form.

        Raises:
            UnreadableAnswerError: It is not what the engine's contract says.
        """
