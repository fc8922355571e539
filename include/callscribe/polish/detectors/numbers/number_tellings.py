"""The parts of one number, by whomever they are said: what was said of it, and how much of it is missing."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from callscribe.polish.detectors.numbers.number_lengths import whole_length
from callscribe.polish.detectors.numbers.number_pieces import piece_of
from callscribe.polish.detectors.numbers.number_run import TAKEN_BACK, NumberRun, digits_of
from callscribe.polish.detectors.voices import ends_turn, voice_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from callscribe.polish.detectors.numbers.number_cues import Cue
    from callscribe.polish.detectors.numbers.number_words import Reading
    from callscribe.polish.entities import EntitySpan
    from callscribe.transcript.words import Word

MOST_PARTS: Final = 40
"""Parts of one number: twice those of an IBAN that is read back piece by piece. More is a list of numbers."""

MIN_DIGITS: Final = 5
"""Digits of a number of unknown kind that is looked around for more: fewer may be a ticket's."""

REACH: Final = 30
"""Words between two parts of one number, as in `number_answers`."""

TAKEN_BACK_DIGITS: Final = 4
"""Digits that are said again where something is taken back: a group of a card number."""


@dataclass(slots=True)
class Telling:
    """The parts of one number that were found, by whomever they are said.

    Attributes:
        entity_type: What it is.
        cue: The words that announced it, or nothing.
        spans: Of its parts, in order.
        said: The digits and letters of the parts, by the channel and speaker who say them.
        digits: How many they are.
        again: How many of them are said again because they were taken back.
    """

    entity_type: str
    cue: str
    spans: list[EntitySpan]
    said: dict[tuple[int, str | None], str] = field(default_factory=dict)
    digits: dict[tuple[int, str | None], int] = field(default_factory=dict)
    again: int = 0

    def missing(self, voice: tuple[int, str | None]) -> int:
        """How many digits a party has still to say."""
        said = self.said.get(voice, "")
        return whole_length(self.entity_type, self.cue, said) + self.again - self.digits.get(voice, 0)

    def repeats(self, digits: str, before: str) -> bool:
        """Whether digits have been said, at least two of them, or next to those that stand before them now."""
        wanted = digits if len(digits) > 2 else before[-2:] + digits
        return len(wanted) > 1 and any(wanted in said for said in self.said.values())


@dataclass(frozen=True, slots=True)
class Heard:
    """What is looked through.

    Attributes:
        words: In the order of the conversation.
        readings: One for each word.
        taken: Indices of words that are hidden already.
        named: Indices of words that announce something.
    """

    words: Sequence[Word]
    readings: Sequence[Reading]
    taken: set[int]
    named: set[int]

    def is_open(self, index: int) -> bool:
        """Whether a word is there, and neither hidden nor announces anything."""
        return 0 <= index < len(self.words) and index not in self.taken and index not in self.named

    def begins_turn(self, index: int) -> bool:
        """Whether the word before it is another party's."""
        return index == 0 or ends_turn(self.words, index - 1)


def find_tellings(readings: Sequence[Reading], known: Sequence[EntitySpan], cues: Sequence[Cue]) -> list[Telling]:
    """Put together the parts of each number.

    Args:
        readings: One for each word.
        known: Parts of numbers, in any order.
        cues: The announcing phrases found in them, in order.

    Returns:
        In order.
    """
    firsts = [cue.first for cue in cues]
    tellings: list[Telling] = []
    for span in sorted(known, key=lambda span: span.first_word):
        position = bisect_right(firsts, span.first_word)
        cue = cues[position - 1] if position else None
        last = tellings[-1] if tellings else None
        if (
            last is not None
            and last.entity_type == span.entity_type
            and len(last.spans) < MOST_PARTS
            and span.first_word - last.spans[-1].last_word <= REACH
            and (cue is None or cue.first <= last.spans[-1].last_word)
        ):
            last.spans.append(span)
            continue
        near = cue is not None and span.first_word - cue.last <= REACH
        name = " ".join(reading.text for reading in readings[cue.first : cue.last + 1]) if cue and near else ""
        tellings.append(Telling(span.entity_type, name, [span]))
    return [telling for telling in tellings if _is_long(readings, telling)]


def _is_long(readings: Sequence[Reading], telling: Telling) -> bool:
    if telling.entity_type != "LONG_NUMBER":
        return True
    inside = [range(span.first_word, span.last_word + 1) for span in telling.spans]
    return sum(len(readings[index].digits) for part in inside for index in part) >= MIN_DIGITS


def listen(one: Heard, telling: Telling) -> None:
    """Note what each party has said of a number.

    Args:
        one: The words.
        telling: The parts of the number; what is noted in it takes the place of what was.
    """
    telling.said.clear()
    telling.digits.clear()
    around = range(telling.spans[0].first_word, telling.spans[-1].last_word + 1)
    telling.again = TAKEN_BACK_DIGITS * any(one.readings[index].text in TAKEN_BACK for index in around)
    for span in telling.spans:
        voice = voice_of(one.words, span.first_word)
        run = stretch(one, span.first_word, span.last_word)
        telling.said[voice] = telling.said.get(voice, "") + run.text
        telling.digits[voice] = telling.digits.get(voice, 0) + size_of(run)


def size_of(run: NumberRun) -> int:
    """How many digits and letters a number has: "two hundred thirty one" has three.

    Args:
        run: The number.
    """
    return len(run.text) - sum(len(piece.digits) for piece in run.pieces[:-1] if piece.shape == "H")


def stretch(one: Heard, first: int, last: int) -> NumberRun:
    """The digits and letters that some words say.

    Args:
        one: The words.
        first: Index of the first.
        last: Index of the last, inclusive.
    """
    pieces = tuple(
        piece_of(one.readings, index)
        for index in range(first, last + 1)
        if one.readings[index].shape and one.readings[index].shape in "UTYNVRHOML"
    )
    return NumberRun(pieces, digits_of(pieces))
