"""What is left of an IP or MAC address once some of it was found: pieces between, corrected ones, what is read back."""

from __future__ import annotations

from bisect import bisect_left
from itertools import groupby, pairwise
from typing import TYPE_CHECKING, Final

from callscribe.polish.detectors.online.email_words import DIGIT_SHAPES
from callscribe.polish.detectors.spelled_characters import LETTER_NAMES
from callscribe.polish.detectors.spelling_alphabet import find_spellings, is_time
from callscribe.polish.detectors.voices import same_voice

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from callscribe.polish.detectors.numbers.number_words import Reading
    from callscribe.transcript.words import Word

HEXADECIMAL: Final = frozenset("ABCDEF")

FIGURES: Final = HEXADECIMAL | frozenset("0123456789O")

SIGNS: Final = frozenset(("dot", "point", "colon", "dash", "hyphen"))

TAKEN_BACK: Final = frozenset("no know sorry wait scratch correction oops actually mean".split())
"""Said between a piece and the same piece once more."""

BETWEEN: Final = TAKEN_BACK | frozenset(
    "um uh er erm hm hmm i i'm that that's over let me see start hang on then and what is it".split()
)

LONGEST_BETWEEN: Final = 5
"""Words of a correction or a hesitation between two pieces."""

LONGEST_GAP: Final = 12
"""Words between two pieces of an address, those of the other party among them."""

LONGEST_MISHEARD: Final = 2
"""Words between two pieces that stand where a sign was said."""

LEAST_ALONE: Final = 2
"""Digits and letters said one by one after them."""

NOT_MISHEARD: Final = frozenset(
    "and or for at to flight number order extension port version room channel about since under over my your".split()
)
"""Words that make what stands beyond them another number."""

READ_BACK_REACH: Final = 60
"""Words after an address in which a part of it, said again, is taken for reading it back."""

LEAST_READ_BACK: Final = 3
"""Characters of such a part."""

LEAST_UNANNOUNCED: Final = 8
"""Hexadecimal digits, letters and figures mixed, that are an address though nothing announces it."""

LENGTH_OF_MAC: Final = 12
"""Hexadecimal digits that are one though letters beyond "f" are said after them: "f as in frank or s as in sam"."""

LEAST_MIXED: Final = 3
"""Letters among them, and figures."""


def find_rest(
    words: Sequence[Word], readings: Sequence[Reading], found: Sequence[Sequence[int]]
) -> Iterator[list[int]]:
    """Find pieces between those that were found, and beside them after or before a correction.

    Args:
        words: In the order of the conversation.
        readings: One for each word.
        found: Indices of the words of each address, or of each part of one.

    Yields:
        Indices of words, ascending.
    """
    said = sorted({index for one in found for index in one})
    for before, after in pairwise(said):
        if 1 < after - before <= LONGEST_GAP:
            between = [index for index in range(before + 1, after) if _is_character(readings, index)]
            if between and not _is_talk_between(readings, before, after):
                yield between
    for one in found:
        for step in (1, -1):
            rest = _beyond(words, readings, one[-1] if step > 0 else one[0], step)
            if rest:
                yield sorted(rest)


def find_read_back(
    words: Sequence[Word], readings: Sequence[Reading], found: Sequence[Sequence[int]], numbered: Collection[str] = ()
) -> Iterator[list[int]]:
    """Find parts of an address that are said again soon after it.

    Args:
        words: In the order of the conversation.
        readings: One for each word.
        found: Indices of the words of each address.
        numbered: Words after which numbers with dots are something else.

    Yields:
        Indices of words, ascending.
    """
    ends = sorted((said[-1], "".join(_text_of(readings[index]) for index in said)) for said in found)
    taken = {index for said in found for index in range(said[0], said[-1] + 1)}
    after = {
        index
        for said in found
        for index in range(said[-1] + 1, min(said[-1] + 1 + READ_BACK_REACH, len(readings)))
        if index not in taken
    }
    for spelling in find_spellings(words, readings, characters_in(readings, sorted(after))):
        called = any(readings[index].text in numbered for index in range(max(0, spelling.first - 3), spelling.first))
        if called or is_time(spelling, readings) or len(spelling.sure) < LEAST_READ_BACK:
            continue
        text = spelling.text.replace("O", "0")
        alone = sum(readings[character.first].shape in ("U", "L", "R") for character in spelling.characters)
        # Those that ended a while before, or begin only now
        since = bisect_left(ends, (spelling.first - READ_BACK_REACH, ""))
        texts = [other for _, other in ends[since : bisect_left(ends, (spelling.last + READ_BACK_REACH, ""))]]
        whole = alone >= LEAST_READ_BACK and any(text in other or text[:-1] in other for other in texts)
        parts = {text[at : at + LEAST_READ_BACK + 1] for at in range(len(text) - LEAST_READ_BACK)}
        shared = any(part in other for part in parts for other in texts)
        if (whole or shared) and not taken.issuperset(spelling.words):
            yield spelling.words


def find_unannounced(words: Sequence[Word], readings: Sequence[Reading], letters: Sequence[int]) -> Iterator[list[int]]:
    """Find MAC addresses by their digits alone: "nine c colon" may be heard as anything, "nine c d four a f" not.

    Args:
        words: In the order of the conversation.
        readings: One for each word.
        letters: Indices of words that say a letter from "b" to "f".

    Yields:
        Indices of words, ascending.
    """
    seeds = [
        index
        for index in letters
        if any(0 <= other < len(readings) and readings[other].shape in DIGIT_SHAPES for other in (index - 1, index + 1))
    ]
    for spelling in find_spellings(words, readings, seeds):
        heard = [each for each in spelling.characters if each.text != "?"]
        for hexadecimal, group in groupby(heard, key=lambda each: set(each.text) <= FIGURES):
            run = list(group) if hexadecimal else []
            text = "".join(each.text for each in run)
            figures = sum(map(str.isdigit, text.replace("O", "0")))
            mixed = min(figures, len(text) - figures) >= LEAST_MIXED
            least = LEAST_UNANNOUNCED if len(run) == len(heard) else LENGTH_OF_MAC
            if mixed and len(text) >= least:
                yield [index for index in spelling.words if run[0].first <= index <= run[-1].last]


def characters_in(readings: Sequence[Reading], indices: Sequence[int]) -> list[int]:
    """Those of the words that say digits or letters."""
    return [index for index in indices if readings[index].shape in ("U", "N", "T", "V", "L")]


def _is_character(readings: Sequence[Reading], index: int) -> bool:
    reading = readings[index]
    if reading.shape == "L":
        return reading.digits in HEXADECIMAL
    return reading.shape in DIGIT_SHAPES or reading.text in SIGNS or LETTER_NAMES.get(reading.text) in HEXADECIMAL


def _is_talk_between(readings: Sequence[Reading], before: int, after: int) -> bool:
    """Whether more is said between two pieces than a misheard word, a hesitation or the other's listening sounds."""
    talk = [
        index
        for index in range(before + 1, after)
        if not _is_character(readings, index) and readings[index].shape != "P" and readings[index].text not in BETWEEN
    ]
    return len(talk) > 2


def _beyond(words: Sequence[Word], readings: Sequence[Reading], edge: int, step: int) -> list[int]:
    """A piece of the same voice beyond an edge, with a correction or little else between: "f seven no sorry one"."""
    index = edge + step
    between: list[str] = []
    while 0 <= index < len(words) and len(between) < LONGEST_BETWEEN and same_voice(words, edge, index):
        if _is_character(readings, index) and readings[index].text not in SIGNS:
            break
        between.append(readings[index].text)
        index += step
    rest: list[int] = []
    while (
        0 <= index < len(words)
        and same_voice(words, edge, index)
        and (_is_character(readings, index) or readings[index].text == "a" or _counts(readings, index))
    ):
        rest.append(index)
        index += step
    while rest and not _is_character(readings, rest[-1]) and readings[rest[-1]].text != "a":
        rest.pop()
    known = all(text in BETWEEN or text in SIGNS for text in between)
    if not between:
        believed = step < 0 or any(readings[each].shape == "H" for each in rest)
    elif known and not TAKEN_BACK.isdisjoint(between):
        believed = True
    else:
        # "One nine two from one six eight": one misheard word, and digits said one by one
        few = len(between) <= LONGEST_MISHEARD and NOT_MISHEARD.isdisjoint(between)
        alone = sum(readings[each].shape in ("U", "L") or readings[each].text == "a" for each in rest)
        believed = few and alone == len(rest) >= LEAST_ALONE
    return rest if believed else []


def _counts(readings: Sequence[Reading], index: int) -> bool:
    """Whether a word is the "and" within a number: "one hundred and seventy"."""
    return readings[index].text == "and" and index > 0 and readings[index - 1].shape == "H"


def _text_of(reading: Reading) -> str:
    """The hexadecimal digits that a word says."""
    if reading.shape == "Y":
        return reading.digits
    if reading.shape in ("U", "T", "V", "N", "O", "L", "H"):
        return reading.digits.replace("O", "0")
    return "A" if reading.text == "a" else LETTER_NAMES.get(reading.text, "")
