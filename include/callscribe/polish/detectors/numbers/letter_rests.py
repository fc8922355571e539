"""The letters of a number of which the digits were found: before it, after it, alone in a turn, or read back."""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING, Final

from callscribe.polish.detectors.numbers.ibans import IBAN_LENGTHS, SHORTEST_IBAN
from callscribe.polish.detectors.numbers.number_run import (
    ASIDE_WORDS,
    LONGEST_GAP,
    MOST_STRANGE,
    NEXT_CLAUSE,
    TAKEN_BACK,
)
from callscribe.polish.detectors.spelled_characters import (
    ACRONYMS,
    LETTER_NAMES,
    LONGEST_CAPITALS,
    explanation_end,
    letter_of,
)
from callscribe.polish.detectors.voices import ends_turn
from callscribe.polish.entities import EntitySpan

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence, Set

    from callscribe.polish.detectors.numbers.number_words import Reading
    from callscribe.transcript.words import Word

LETTERED: Final = frozenset(("NATIONAL_ID", "IBAN"))
"""Numbers that may have letters."""

LONGEST_EXPLANATION: Final = 4
"""Words from one letter to the next, one of which may be misheard: "g like use b", "c as well in h"."""

WRITTEN: Final = frozenset(("NATIONAL_ID", "IBAN", "BANK_ACCOUNT", "LONG_NUMBER"))
"""What may begin with capitals that are written together: "WT 23 38"."""

MOST_TOLD: Final = 12
"""Codes, or groups of one, that are remembered for what is read back: those of the longest IBAN and its correction."""

READ_BACK_REACH: Final = 60
"""Words after a number in which letters of it are taken for reading it back."""

AFTER_LETTER: Final = (NEXT_CLAUSE | TAKEN_BACK) - {"so", "can", "could", "will", "i", "over", "rather"}
"""What no article stands before: "a" is a letter in "nine zero a is that right"."""

_ARTICLES: Final = frozenset("ai")
_HEARD: Final = frozenset(("eye", "aye", "tea"))


def find_letter_rests(
    words: Sequence[Word], readings: Sequence[Reading], spans: Sequence[EntitySpan], taken: Set[int], named: Set[int]
) -> list[EntitySpan]:
    """Find letters that belong to numbers.

    Args:
        words: In the order of the conversation.
        readings: One for each word.
        spans: What was found in them.
        taken: Indices of words that are hidden already.
        named: Indices of words that announce something.

    Returns:
        None overlapping a closed word; two may overlap each other.
    """
    closed = taken | named
    found: list[EntitySpan] = []
    told: deque[str] = deque(maxlen=MOST_TOLD)
    for span in sorted(spans, key=lambda span: span.first_word):
        found += _before(words, readings, span, closed, named)
        found += _after(words, readings, span, closed)
        if span.entity_type in LETTERED:
            written = (word.word for word in words[span.first_word : span.last_word + 1] if not word.word.isalpha())
            told += ["".join(filter(str.isalnum, word)).upper() for word in written]
            found += _read_back(words, span, told, closed)
    return found


def _before(
    words: Sequence[Word], readings: Sequence[Reading], span: EntitySpan, closed: Set[int], named: Set[int]
) -> Iterator[EntitySpan]:
    """Letters before the digits, with what explains them: "a t as in tom three six"."""
    first = span.first_word
    anchor = first
    country = _country(words, readings, anchor)
    if country < anchor and closed.isdisjoint(range(country, anchor)) and _has_digits(readings, span):
        anchor = country
    elif not (_is_lettered(words, readings, anchor) or span.entity_type == "IBAN" or _is_explained(readings, anchor)):
        if span.entity_type in WRITTEN:
            yield from _capitals_before(words, readings, span, closed)
        return
    index = anchor - 1
    while index >= 0 and anchor - index <= LONGEST_EXPLANATION and index not in named and not ends_turn(words, index):
        if index not in closed and _begins_letter(words, readings, index, anchor):
            anchor = index
        index -= 1
    for index in range(anchor, first):
        if index not in closed:
            yield EntitySpan(span.entity_type, index, index, "first_letters", min(span.score, 0.5))


def _begins_letter(words: Sequence[Word], readings: Sequence[Reading], index: int, anchor: int) -> bool:
    """Whether a word is a letter before the one at `anchor`; "a" and "i" are, beside one or with an explanation."""
    text = readings[index].text
    if len(text) == 1 and text.isalpha() and _is_explained(readings, index + LONGEST_EXPLANATION, index):
        return True
    if readings[index].shape == "L" and text not in _ARTICLES:
        return True
    beside = anchor - index == 1
    return beside and (text in _ARTICLES or text in LETTER_NAMES or text in _HEARD or _is_capitals(words, index))


def _is_explained(readings: Sequence[Reading], anchor: int, only: int = -1) -> bool:
    """Whether a letter and a word for it end before `anchor`: "m for nancy", misheard or not."""
    for index in [only] if only >= 0 else range(max(0, anchor - LONGEST_EXPLANATION), anchor - 2):
        following = [reading.text for reading in readings[index + 1 : index + 3]]
        if len(readings[index].text) == 1 and (following[:1] in (["for"], ["like"]) or following == ["as", "in"]):
            return not readings[index].text.isdigit()
    return False


def _country(words: Sequence[Word], readings: Sequence[Reading], anchor: int) -> int:
    """Index of the first of two words that may be the letters of a country before an IBAN's digits, or `anchor`."""
    if anchor < 2 or ends_turn(words, anchor - 1) or ends_turn(words, anchor - 2):
        return anchor
    letters = letter_of(readings[anchor - 2]) + letter_of(readings[anchor - 1])
    return anchor - 2 if letters in IBAN_LENGTHS else anchor


def _has_digits(readings: Sequence[Reading], span: EntitySpan) -> bool:
    """Whether a span is as long as an IBAN, and no shorter number that "at" and "in" may stand before."""
    said = sum(len(reading.digits) for reading in readings[span.first_word : span.last_word + 1])
    return said >= SHORTEST_IBAN - 2


def _is_lettered(words: Sequence[Word], readings: Sequence[Reading], index: int) -> bool:
    written = any(letter.isalpha() for letter in words[index].word) and any(map(str.isdigit, words[index].word))
    return written or len(readings[index].text) == 1 or readings[index].shape == "L"


def _is_capitals(words: Sequence[Word], index: int) -> bool:
    bare = words[index].word.strip(".,?!")
    if not (2 <= len(bare) <= LONGEST_CAPITALS and bare.isalpha() and bare.isupper()):
        return False
    return bare.casefold() not in ACRONYMS


def _capitals_before(
    words: Sequence[Word], readings: Sequence[Reading], span: EntitySpan, closed: Set[int]
) -> Iterator[EntitySpan]:
    """Capitals that are written together, and what is said between: "XC - okay - 54", "HK and 72 01"."""
    for index in range(span.first_word - 1, max(-1, span.first_word - 1 - LONGEST_GAP), -1):
        if index in closed:
            continue
        if _is_capitals(words, index):
            yield EntitySpan(span.entity_type, index, index, "first_letters", min(span.score, 0.5))
        elif readings[index].shape != "P" and readings[index].text not in ASIDE_WORDS:
            return


def _after(
    words: Sequence[Word], readings: Sequence[Reading], span: EntitySpan, closed: Set[int]
) -> Iterator[EntitySpan]:
    """A letter that follows, after an aside or in a turn of its own."""
    index = span.last_word + 1
    strange = 0
    while index < len(words) and index - span.last_word <= LONGEST_GAP and index not in closed:
        last = _letter_end(words, readings, index)
        if last == index and span.entity_type not in LETTERED:
            return
        alone = index == span.last_word + 1 or last > index or _opens(words, readings, index)
        alone = alone or (readings[index - 1].text == "and" and ends_turn(words, index))  # "eight w and a"
        if last >= index and (alone or readings[index].text not in _ARTICLES):
            yield EntitySpan(span.entity_type, index, last, "last_letter", min(span.score, 0.5))
            return
        if last == index:
            return
        strange += readings[index].shape != "P" and readings[index].text not in ASIDE_WORDS
        if strange >= MOST_STRANGE or readings[index].shape in ("U", "T", "Y", "N", "V", "Q", "D"):
            return
        index += 1


def _opens(words: Sequence[Word], readings: Sequence[Reading], index: int) -> bool:
    """Whether nothing but a "yes" stands before a word in its turn, or an "um" before the last word of it."""
    if index and readings[index - 1].shape == "P" and ends_turn(words, index):
        return True
    while index and not ends_turn(words, index - 1):
        index -= 1
        if readings[index].shape != "P":
            return False
    return True


def _letter_end(words: Sequence[Word], readings: Sequence[Reading], index: int) -> int:
    """Index of the last word that says the letter which begins at a word, or less where none does."""
    text = readings[index].text
    if (len(text) != 1 and readings[index].shape != "L") or readings[index].shape == "P" or not text.isalpha():
        return index - 1  # "just a second" is an aside, all of it
    if index and readings[index - 1].text in ("thank", "thanks"):
        return index - 1
    explained = explanation_end(readings, index, text[0].upper())
    if explained > index or ends_turn(words, index) or words[index].word.endswith((".", "?", "!")):
        return explained
    following = readings[index + 1]
    if text in _ARTICLES:
        after = index + 1
        while not ends_turn(words, after) and readings[after].shape == "P":
            after += 1
        over = ends_turn(words, after) and readings[after].shape == "P"
        return index if over or following.text in AFTER_LETTER else index - 1
    return index if following.shape == "P" or following.text in NEXT_CLAUSE else index - 1


def _read_back(
    words: Sequence[Word], span: EntitySpan, told: Collection[str], closed: Set[int]
) -> Iterator[EntitySpan]:
    """Letters that are written as one and stand in what was told: "GB29 NWBK ..." and "NWBK" again."""
    if not told:
        return
    for index in range(span.last_word + 1, min(span.last_word + READ_BACK_REACH, len(words))):
        if index in closed or not _is_capitals(words, index):
            continue
        letters = words[index].word.strip(".,?!")
        if any(letters in code for code in told):
            yield EntitySpan(span.entity_type, index, index, "read_back", 0.5)
