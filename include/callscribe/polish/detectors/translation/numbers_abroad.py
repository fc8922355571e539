"""Numbers in other languages' words, as they are said in English; read by text2num."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from callscribe.polish.detectors.numbers.number_words import DIGITS, TEENS, TENS
from callscribe.polish.detectors.translation.vocabulary import together
from callscribe.polish.text2num_tokens import Text2NumToken

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from callscribe.polish.detectors.translation.vocabulary import Vocabulary
    from callscribe.transcript.words import Word

READ_BY_TEXT2NUM: Final = frozenset(("de", "es", "fr", "it", "nl", "pt"))
"""In the others number words stand in the table, one by one."""

MAX_PAUSE_S: Final = 0.6
"""A longer pause parts two numbers: "twenty ... four" is 20 and 4 (estimate)."""

LEAST_AMOUNT_DIGITS: Final = 5
MOST_AMOUNT_DIGITS: Final = 9
"""Numbers so long, when they are said as one, are amounts if nothing announces them as anything else."""

_DECIMAL: Final = re.compile(r"\d+[,.]\d+")
_DIGIT_WORD: Final = {
    digit: word for word, digit in DIGITS.items() if word not in ("nought", "naught", "niner", "fife")
}
_TEEN_WORD: Final = {digits: word for word, digits in TEENS.items()}
_TENS_WORD: Final = {digit: word for word, digit in TENS.items() if word != "fourty"}


def numbers_said(
    words: Sequence[Word], tokens: Sequence[str], table: Vocabulary, language: str
) -> Iterator[tuple[int, tuple[int, tuple[str, ...]]]]:
    """Numbers in words, by their first: where they end, and how they are said in English."""
    if language not in READ_BY_TEXT2NUM:
        return
    from text_to_num import find_numbers

    apart = [
        index > 0 and (not together(words, index) or words[index].start_s - words[index - 1].end_s > MAX_PAUSE_S)
        for index in range(len(words))
    ]
    heard = [
        Text2NumToken(token, apart=parted, barred=token in table.marks)
        for token, parted in zip(tokens, apart, strict=True)
    ]
    found = [
        number
        for number in find_numbers(heard, language, threshold=0)
        if not is_written(tokens[number.start])
        and (number.end - number.start > 1 or _may_be_number(tokens[number.start], table))
    ]
    ends = {number.end for number in found if tokens[number.start] not in table.articles}
    starts = {number.start for number in found if tokens[number.start] not in table.articles}
    for number in found:
        alone = number.end - number.start == 1 and tokens[number.start] in table.articles
        if (
            alone
            and number.start not in ends
            and number.end not in starts
            and not _spelled(tokens, number.start, table)
        ):
            continue
        yield number.start, (number.end, _in_words(number.text, ordinal=number.is_ordinal))


def _spelled(tokens: Sequence[str], index: int, table: Vocabulary) -> bool:
    """Whether a word stands before a letter among others, such as of a postcode: "g un r deux l trois"."""
    before, after, beyond = (tokens[at] if 0 <= at < len(tokens) else "" for at in (index - 1, index + 1, index + 2))
    telling = table.letters.keys() - table.words_too
    return after in telling or (after in table.letters and (before in telling or beyond in telling))


def _may_be_number(token: str, table: Vocabulary) -> bool:
    """Whether the table leaves the word to be a number: text2num takes "centavos" for hundredths."""
    return token in table.articles or all(len(phrase) > 1 for phrase, _ in table.phrases.get(token, ()))


def is_written(token: str) -> bool:
    """Whether the token has digits."""
    return any(character.isdecimal() for character in token)


def _in_words(digits: str, *, ordinal: bool) -> tuple[str, ...]:
    """A number as it is said in English, but from a hundred on as it is written as long as it may be a year's."""
    if _DECIMAL.fullmatch(digits):
        return (digits.replace(",", "."),)
    digits = "".join(filter(str.isdecimal, digits))
    if ordinal:
        return (digits + ("th" if digits[-2:-1] == "1" else {"1": "st", "2": "nd", "3": "rd"}.get(digits[-1:], "th")),)
    leading = len(digits) - len(digits.lstrip("0"))
    if leading:  # "zero six" is read as one number
        rest = digits[leading:]
        return (*(["zero"] * leading), *(_in_words(rest, ordinal=False) if rest else ()))
    if len(digits) == 1:
        return (_DIGIT_WORD[digits],)
    if digits in _TEEN_WORD:
        return (_TEEN_WORD[digits],)
    if len(digits) == 2:
        tens = _TENS_WORD[digits[0]]
        return (tens,) if digits[1] == "0" else (tens, _DIGIT_WORD[digits[1]])
    if len(digits) < LEAST_AMOUNT_DIGITS or len(digits) > MOST_AMOUNT_DIGITS:
        return (digits,)
    return tuple(_amount(int(digits)))


def _amount(number: int) -> Iterator[str]:
    """A number from one to less than a thousand million: "one hundred two thousand four"."""
    for unit, name in ((1_000_000, "million"), (1_000, "thousand"), (100, "hundred")):
        if number >= unit:
            yield from _amount(number // unit)
            yield name
            number %= unit
    if number:
        yield from _in_words(str(number), ordinal=False)
