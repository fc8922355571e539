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

    # The changes that polish makes to most words, written out: `dataclasses.replace` takes three times as long, which
    # was a sixth of the whole polish.

    def rewritten(self, written: str, rule: str | None, rule_score: float | None) -> Word:
        """The word with what the clean view shows for it."""
        return Word(
            *(self.word, self.start_s, self.end_s, self.confidence, self.channel, self.speaker, self.filler),
            *(self.entity_type, self.redaction, self.corrected, self.mask, written, rule, rule_score),
        )

    def redacted(self, entity_type: str | None, redaction: int | None, mask: str | None = None) -> Word:
        """The word as part of a redacted span, or of none."""
        return Word(
            *(self.word, self.start_s, self.end_s, self.confidence, self.channel, self.speaker, self.filler),
            *(entity_type, redaction, self.corrected, mask, self.written, self.rule, self.rule_score),
        )

    def left_out(self) -> Word:
        """The word as a filler."""
        return Word(
            *(self.word, self.start_s, self.end_s, self.confidence, self.channel, self.speaker, True),
            *(self.entity_type, self.redaction, self.corrected, self.mask, self.written, self.rule, self.rule_score),
        )
