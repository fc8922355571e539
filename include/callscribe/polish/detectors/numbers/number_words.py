"""What single words say of a number: "four", "forty", "double", "oh", "4111", "forty-one", or a letter, or a pause."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

    from callscribe.transcript.words import Word

DIGITS: Final = {
    "zero": "0", "nought": "0", "naught": "0", "one": "1", "two": "2", "three": "3", "four": "4", "five": "5",
    "six": "6", "seven": "7", "eight": "8", "nine": "9", "niner": "9", "fife": "5",
}  # fmt: skip
TEENS: Final = {
    "ten": "10", "eleven": "11", "twelve": "12", "thirteen": "13", "fourteen": "14", "fifteen": "15", "sixteen": "16",
    "seventeen": "17", "eighteen": "18", "nineteen": "19",
}  # fmt: skip
TENS: Final = {
    "twenty": "2", "thirty": "3", "forty": "4", "fourty": "4", "fifty": "5", "sixty": "6", "seventy": "7",
    "eighty": "8", "ninety": "9",
}  # fmt: skip
SCALES: Final = {"hundred": "00", "thousand": "000", "million": "000000"}
REPEATS: Final = {"double": "2", "triple": "3", "treble": "3", "quadruple": "4"}
OHS: Final = frozenset(("oh", "o", "ow", "owe"))
"""Zero, but only next to a digit: "oh" opens many a sentence."""

HOMOPHONES: Final = {
    "for": "4", "fore": "4", "to": "2", "too": "2", "ate": "8", "won": "1", "tree": "3", "sex": "6",
    "fight": "5", "sicks": "6", "nigh": "9",
    "zeros": "0", "zeroes": "0", "ones": "1", "twos": "2", "threes": "3", "fours": "4", "fives": "5", "sixes": "6",
    "sevens": "7", "eights": "8", "nines": "9",
}  # fmt: skip
"""What recognisers hear for a digit said alone, and "triple nines"; believed only after "double" and the like and
between digits that were said alone."""

HESITATIONS: Final = frozenset("um uh uhm umm er erm ah".split())
"""Sounds within one breath: they may part a digit even from its "double"."""

PAUSES: Final = frozenset(
    "um uh uhm umm er erm hm hmm mm mhm mmm huh ah okay ok yes yeah yep yup right got it go ahead sure alright all "
    "perfect great good correct exactly certainly absolutely thank thanks you dash hyphen minus space "
    "slash dot comma stroke".split()
)
"""Hesitations, listening sounds of the other party and spoken separators: they do not end a number."""

LETTERS: Final = frozenset("bcdefghjklmnpqrstuvwxyz")
"""Letters said alone. "A" and "I" are words, "O" is zero."""

NATO: Final = frozenset(
    "alpha alfa bravo charlie delta echo foxtrot golf hotel india juliet juliett kilo lima mike oscar papa "
    "quebec romeo sierra tango uniform victor whiskey whisky xray yankee zulu".split()
)
"""Without "November", which is a month far more often."""

LEAST_CODE: Final = 4
"""Letters and digits of a code that is written as one word: "covid19" may be one, "b2b" not."""

_TRIM: Final = " \t\"'“”‘’.,?!;:…()[]<>*"
_MONEY: Final = re.compile(r"[$€£₹¥]|^\d{1,3}(,\d{3})+(\.\d+)?$|^\d+\.\d{1,2}$|%$")
_CLOCK: Final = re.compile(r"^\d{1,2}(:\d{2}){1,2}([ap]\.?m\.?)?$|^\d{1,2}[ap]\.?m\.?$")
_ORDINAL: Final = re.compile(r"^\d{1,2}(st|nd|rd|th)$")
_DATE: Final = re.compile(r"^(\d{1,4})([/.\-])(\d{1,2})(?:\2(\d{4}|\d{1,2}))?$")


@dataclass(frozen=True, slots=True)
class Reading:
    """What one word says.

    Attributes:
        text: The word in lower case without the punctuation around it.
        shape: One character: U a digit alone, said or written, T ten to nineteen, Y tens, H hundred and more, V
            "forty-one", N several digits as written, R "double", O "oh", M a homophone of a digit, L a letter, P a
            pause, Q a written price, time, ordinal or percentage, D a written date, empty for any other word.
        digits: The digits it stands for, how often "double" repeats, the letter, letters and few digits that were
            written as one word (then without a shape), or empty.
    """

    text: str
    shape: str
    digits: str = ""


def read_words(words: Sequence[Word], *, english: bool) -> list[Reading]:
    """Read each word by itself.

    Args:
        words: In the order of the conversation.
        english: Number words are read too; else only what is written in digits.
    """
    read = _read_token if english else _read_written
    return list(map(read, [word.word for word in words]))


@lru_cache(maxsize=65536)
def _read_token(word: str) -> Reading:
    written = _read_written(word)
    if written.shape:
        return written
    token = written.text
    for shape, table in (("U", DIGITS), ("T", TEENS), ("Y", TENS), ("H", SCALES), ("M", HOMOPHONES)):
        if token in table:
            return Reading(token, shape, table[token])
    if token in OHS:
        return Reading(token, "O", "0")
    if token in REPEATS:
        return Reading(token, "R", REPEATS[token])
    if token in LETTERS or token in NATO:
        return Reading(token, "L", token[0].upper())
    if token in PAUSES or not token or token in ("-", "—", "–", "uh-huh", "mm-hmm"):
        return Reading(token, "P")
    if "-" in token:
        return _read_hyphenated(token)
    return written


def _read_hyphenated(token: str) -> Reading:
    """Read number words that were written as one: "forty-one", "four-one-one"."""
    parts = [_read_token(part) for part in token.split("-")]
    if not all(part.shape and part.shape in "UTYHO" for part in parts):
        return Reading(token, "")
    shapes = "".join(part.shape for part in parts)
    digits = "".join(
        part.digits if part.shape != "Y" or shapes[index + 1 : index + 2] == "U" else f"{part.digits}0"
        for index, part in enumerate(parts)
    )
    return Reading(token, "V" if shapes == "YU" else "N", digits)


@lru_cache(maxsize=65536)
def _read_written(word: str) -> Reading:
    # "\u00b2" and "\u2460" are digits to Unicode, and no number to Python
    token = (word if word.isascii() else unicodedata.normalize("NFKC", word)).strip(_TRIM).casefold()
    if not any(character.isdecimal() for character in token):
        return Reading(token, "")
    if _MONEY.search(token) or _CLOCK.match(token) or _ORDINAL.match(token):
        return Reading(token, "Q")
    if _is_date(token):
        return Reading(token, "D", "".join(filter(str.isdecimal, token)))
    if "@" in token:
        return Reading(token, "")
    shown = "".join(character for character in token if character.isalnum()).upper()
    # "b2b" and "covid19" are words; a number has as many digits as letters at least.
    enough = 2 * sum(character.isdecimal() for character in shown) >= len(shown)
    if not enough:
        return Reading(token, "", shown if shown.isascii() and len(shown) >= LEAST_CODE else "")
    return Reading(token, "U" if len(shown) == 1 else "N", shown)


def _is_date(token: str) -> bool:
    found = _DATE.match(token)
    if not found:
        return False
    first, separator, second, third = found.groups()
    if third is None:
        return separator == "/" and len(first) <= 2 and 1 <= int(first) <= 12
    day_and_month = (second, third) if len(first) == 4 else (first, second)
    smaller, larger = sorted(map(int, day_and_month))
    return len(first) != 3 and 1 <= smaller <= 12 and larger <= 31
