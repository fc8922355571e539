"""The word list: what everything after transcription works on, and the only source of every text."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Word:
    """One spoken word with its place in the recording.

    Attributes:
        word: As recognised, punctuation included; no step changes it, so that all of them can be undone.
        start_s: Seconds from the recording's first sample.
        end_s: Seconds from the recording's first sample; not before start_s.
        confidence: 0 to 1, or None where the engine gives none.
        channel: 0-based channel of the recording that the word was heard on.
        speaker: A label that is unique within the call, or None where unknown.
        filler: Hesitation, repetition or false start, left out of the clean view.
        entity_type: Kind of personal data that the word is part of ("CARD_NUMBER"), or None.
        redaction: Number of the redacted span within the call, or None.
        corrected: The vocabulary replaced what was recognised: `written` is another word.
        mask: What stands for the redacted span that begins here; empty for nothing at all, None for its kind in
            brackets.
        written: What the clean view shows for the word: with punctuation and capitals, corrected, or as part of a
            number; empty where an earlier word's `written` stands for this one too. None: as recognised.
        rule: What rewrote the word ("money", "vocabulary"); None where only punctuation and capitals were put.
        rule_score: 0 to 1, how sure the rule is; None where it is a matter of form.
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
    mask: str | None = None
    written: str | None = None
    rule: str | None = None
    rule_score: float | None = None
