"""The word list: what everything after transcription works on, and the only source of every text."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Word:
    """One spoken word with its place in the recording.

    Attributes:
        word: As recognised, punctuation included; never redacted here (rendering does that).
        start_s: Seconds from the recording's first sample.
        end_s: Seconds from the recording's first sample; not before start_s.
        confidence: 0 to 1, or None where the engine gives none.
        channel: 0-based channel of the recording that the word was heard on.
        speaker: A label that is unique within the call, or None where unknown.
        filler: Hesitation ("um"), left out of the clean view.
        entity_type: Kind of personal data that the word is part of ("CARD_NUMBER"), or None.
        redaction: Number of the redacted span within the call, or None.
        corrected: True where a polish step replaced what was recognised.
    """

    word: str
    start_s: float
    end_s: float
    confidence: float | None = None
    channel: int = 0
    speaker: str | None = None
    filler: bool = False
    entity_type: str | None = None
    redaction: int | None = None
    corrected: bool = False
