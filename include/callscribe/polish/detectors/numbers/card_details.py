"""What else stands on a payment card, given in one row after its number: when it expires, and its security code."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING, Final

from callscribe.polish.detectors.voices import same_voice

if TYPE_CHECKING:
    from collections.abc import Sequence

    from callscribe.polish.detectors.numbers.number_cues import Cue
    from callscribe.polish.detectors.numbers.number_words import Reading
    from callscribe.polish.detectors.numbers.open_questions import Turns
    from callscribe.polish.detectors.numbers.short_values import ShortValue
    from callscribe.transcript.words import Word

ROW: Final = 25
"""Words between two things on the card, with what the other party says between."""

MOST_TURNS: Final = 2
"""Turns between them: the other party's "mm hmm"."""

UNKNOWN: Final = {"CARD_EXPIRY": 1, "CARD_CVV": 2}
"""Words before them in their sentence that say something else: "you don't need the 837"."""

OF_CARDS: Final = ("card", "cvv", "expiry", "expires", "secret")
"""Kinds of cues that do not change the subject."""


class CardDetails:
    """The card that is being read out.

    Attributes:
        last: Index of the last word of what is known of it, negative before anything is.
    """

    def __init__(self, words: Sequence[Word], readings: Sequence[Reading], cues: Sequence[Cue], turns: Turns) -> None:
        """Begin a call.

        Args:
            words: In the order of the conversation.
            readings: One for each word.
            cues: The announcing phrases found in them, in order.
            turns: Of the same words.
        """
        self._words = words
        self._readings = readings
        self._others = [cue.first for cue in cues if cue.kind not in OF_CARDS]
        self._turns = turns
        self.last = -1
        self._told: set[str] = set()

    def is_told(self, number: ShortValue) -> None:
        """A card number, or a part of one, has been said."""
        self.last = number.last
        self._told = set()

    def adds(self, entity_type: str, value: ShortValue) -> None:
        """One more thing on the card has been said."""
        if self.last >= 0 and same_voice(self._words, self.last, value.first) and entity_type in UNKNOWN:
            self.last = value.last
            self._told.add(entity_type)

    def is_next(self, entity_type: str, value: ShortValue, *, unknown: int) -> bool:
        """Whether a value follows in the same row.

        Args:
            entity_type: What it may be by its shape.
            value: Nothing that was asked for otherwise.
            unknown: How many words before it in its sentence say something else.
        """
        last = self.last
        if last < 0 or entity_type in self._told or unknown > UNKNOWN[entity_type] or value.first - last > ROW:
            return False
        if not same_voice(self._words, last, value.first):
            return False
        turns = self._turns.number_of(value.first) - self._turns.number_of(last)
        if turns > MOST_TURNS or (turns and entity_type == "CARD_CVV" and "CARD_EXPIRY" not in self._told):
            return False
        return bisect_right(self._others, last) == bisect_left(self._others, value.first)
