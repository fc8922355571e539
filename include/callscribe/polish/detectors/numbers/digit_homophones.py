"""Digits that were written as the words they sound like, told by the digits around them: "oh ate six for won too".

One such word between digits may be one by `number_pieces`. Where a recogniser has a whole number as words, they are
read as digits here, before anything is looked for.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from callscribe.polish.detectors.numbers.number_run import CONNECTORS, OPENERS
from callscribe.polish.detectors.voices import ends_turn

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from callscribe.polish.detectors.numbers.number_words import Reading
    from callscribe.transcript.words import Word

WEAK: Final = frozenset("for to too".split())
"""What is a digit less often than a word."""

LEAST: Final = 4
"""Digits in a row, certain or not, of which some may be words like WEAK; one less where nothing else is said."""

SURE: Final = 5
"""Words after one unlike WEAK that make it a digit though something else stands before it: "so long, ate nine six"."""

LEADS: Final = OPENERS | CONNECTORS
"""What stands before a number that is told."""

_STRETCH: Final = re.compile("[UORL]*M[UORLM]*H?")
"""Words, by their shapes, that may be told one by one, at least one of them a homophone of a digit."""


def hear_digits(words: Sequence[Word], readings: list[Reading]) -> list[Reading]:
    """Read homophones of digits as digits where digits are told one by one.

    Args:
        words: In the order of the conversation.
        readings: One for each word.

    Returns:
        The same, where homophones among digits are digits.
    """
    shapes = "".join([reading.shape or "." for reading in readings])
    if "M" not in shapes:
        return readings
    heard = readings
    for found in _STRETCH.finditer(shapes):
        for first, last in _sentences(words, found.start(), found.end()):
            for index in _digits(words, readings, first, last):
                if heard is readings:
                    heard = list(readings)
                heard[index] = replace(readings[index], shape="U")
    return heard


def _sentences(words: Sequence[Word], start: int, end: int) -> Iterator[tuple[int, int]]:
    """First and last word of each part that one party says in one sentence."""
    first = start
    for index in range(start, end):
        if index + 1 == end or ends_turn(words, index) or words[index].word.endswith((".", "?", "!")):
            yield first, index
            first = index + 1


def _digits(words: Sequence[Word], readings: Sequence[Reading], first: int, last: int) -> list[int]:
    """The homophones between two words that are digits."""
    if readings[last].shape == "H":
        # "Too hundred": a homophone before it is always a digit.
        return [last - 1] if last > first and readings[last - 1].shape == "M" else []
    before = readings[first - 1] if first else None
    opens = before is None or ends_turn(words, first - 1) or before.shape == "P" or before.text in LEADS
    opens = opens or words[first - 1].word.endswith((",", ".", ":", ";", "-", "?", "!"))
    if readings[first].text in WEAK and first < last and readings[first + 1].shape == "L":
        first += 1  # "transfer it to G B 29"
    ends = ends_turn(words, last) or words[last].word.endswith((".", "?", "!"))
    if not opens:
        # "I paid for one", "back to two": the first of them belongs to what stands before.
        while first <= last and readings[first].shape == "M" and (readings[first].text in WEAK or last - first < SURE):
            first += 1
    if not ends and not words[last].word.endswith(","):
        while last >= first and readings[last].shape == "M" and readings[last].text in WEAK:
            last -= 1
    size = last - first + 1
    told = range(first, last + 1)
    doubtful = [index for index in told if readings[index].text in WEAK and not _is_backed(readings, index, told)]
    sure = sum(readings[index].shape in "UOR" for index in told)
    letters = sum(readings[index].shape == "L" for index in told)
    least = LEAST - (opens and ends)
    if size < least or 3 * len(doubtful) > size or (not sure and not (opens and ends)) or (letters and not opens):
        return []
    return [index for index in told if readings[index].shape == "M"]


def _is_backed(readings: Sequence[Reading], index: int, told: range) -> bool:
    """Whether another homophone or an "oh" stands beside a word, where no sentence has both: "for for", "too oh"."""
    return any(beside in told and readings[beside].shape in "MOR" for beside in (index - 1, index + 1))
