"""Values of English number words in a row: "nineteen eighty four" is 19 and 84, "two point five million" is one."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, Literal

DIGITS: Final = {
    word: value for value, word in enumerate("zero one two three four five six seven eight nine".split())
} | {"nought": 0}
TEENS: Final = {
    word: value
    for value, word in enumerate(
        "ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split(), start=10
    )
}
TENS: Final = {
    word: value * 10
    for value, word in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), start=2)
} | {"fourty": 40}
SCALES: Final = {"thousand": 1000, "million": 1_000_000, "billion": 1_000_000_000, "trillion": 1_000_000_000_000}
OHS: Final = frozenset(("oh", "o"))
REPEATS: Final = {"double": 2, "triple": 3, "treble": 3}
ORDINALS: Final = {
    word: value
    for value, word in enumerate(
        "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth"
        " fifteenth sixteenth seventeenth eighteenth nineteenth".split(),
        start=1,
    )
} | {f"{word[:-1]}ieth": value for word, value in TENS.items()}
DECADES: Final = {f"{word[:-1]}ies": value for word, value in TENS.items()}
"""The eighties, without "teens"."""

_TELLING: Final = DIGITS.keys() | TEENS.keys() | TENS.keys() | SCALES.keys() | ORDINALS.keys() | {"hundred"}
_LARGE: Final = frozenset(("hundred", *SCALES))
_HUNDREDTHS: Final = {"hundredth": 100, "thousandth": 1000}
_WRITTEN: Final = re.compile(r"\d{1,9}(?:\.\d{1,4})?|\d{1,3}(?:,\d{3})+(?:\.\d{1,2})?")
_AROUND: Final = " \t\"'“”‘’.,?!;:…()[]<>*"

Kind = Literal["digit", "oh", "repeat", "pair", "large", "decimal", "ordinal", "written"]


@dataclass(frozen=True, slots=True)
class Value:
    """One number among others: what no more words can be added to.

    Attributes:
        first: Index of its first token.
        stop: Index of the token behind it.
        value: The number; of a decimal, its whole part.
        text: As people write it: "1,250", "2.5 million", "23rd".
        kind: "digit" is 0 to 9, "pair" 10 to 99, "repeat" is "double five", "written" was recognised in digits.
        vague: "a hundred", "thousand": a word for many as often as a number.
    """

    first: int
    stop: int
    value: int
    text: str
    kind: Kind
    vague: bool = False

    @property
    def is_cardinal(self) -> bool:
        """Whether it can count things."""
        return self.kind not in ("ordinal", "oh", "repeat")


Rule = Literal[
    "money", "date", "time", "cardinal", "ordinal", "percent", "measure", "digits", "year", "decimal"
]  # fmt: skip

SURE: Final = 0.95
LIKELY: Final = 0.8
PERHAPS: Final = 0.6
"""Estimates: a word beside the number says what it is ("percent"); words near it do ("charged"); its own shape does."""


@dataclass(frozen=True, slots=True)
class Form:
    """What tokens are written as.

    Attributes:
        first: Index of the first token.
        stop: Index of the token behind the last one.
        text: What is written for all of them.
        rule: Which kind of number it is.
        score: 0 to 1, how sure that is.
    """

    first: int
    stop: int
    text: str
    rule: Rule
    score: float


@lru_cache(maxsize=65536)
def spoken_parts(word: str) -> tuple[str, ...]:
    """The word in lower case without the punctuation around it; number words that a hyphen joins, one by one."""
    text = word.strip(_AROUND).casefold().replace("’", "'")
    parts = text.split("-")
    if len(parts) > 1 and all(part in _TELLING or part in OHS for part in parts):
        return tuple(parts)
    return (text,)


@lru_cache(maxsize=65536)
def tells_number(word: str) -> bool:
    """Whether the word may be part of a number: without such a word there is none."""
    first = spoken_parts(word)[0]
    return first in _TELLING or first[:1].isdecimal()


@dataclass(frozen=True, slots=True)
class Line:
    """Tokens of one voice without a pause between.

    Attributes:
        texts: As `spoken_parts` gives them.
        parted: Of each token, whether punctuation stands behind it.
    """

    texts: tuple[str, ...]
    parted: tuple[bool, ...]

    def at(self, index: int) -> str:
        """The token, or nothing beyond the ends."""
        return self.texts[index] if 0 <= index < len(self.texts) else ""

    def joined(self, index: int) -> str:
        """The token, or nothing where punctuation parts it from the one before."""
        return "" if 0 < index <= len(self.parted) and self.parted[index - 1] else self.at(index)


def values_from(line: Line, at: int) -> list[Value]:
    """The numbers from a token on that follow one another without a word or punctuation between; empty for none."""
    values: list[Value] = []
    value = read_value(line, at)
    while value is not None:
        values.append(value)
        value = read_value(line, value.stop) if line.joined(value.stop) else None
    return values


def read_value(line: Line, at: int) -> Value | None:
    """The number that begins with a token, or None."""
    text = line.at(at)
    if text in OHS:
        return Value(at, at + 1, 0, "0", "oh")
    if text in REPEATS:
        digit = _digit(line.joined(at + 1))
        return None if digit is None else Value(at, at + 2, digit, str(digit) * REPEATS[text], "repeat")
    if _WRITTEN.fullmatch(text):
        return Value(at, at + 1, int(text.replace(",", "").partition(".")[0]), text, "written")
    start = at + 1 if text in ("a", "an") and line.joined(at + 1) in _LARGE else at
    part = _number(line, start)
    if part is None:
        return None
    if part.ordinal:
        return Value(at, part.stop, part.value, f"{with_commas(part.value)}{_ending(part.value)}", "ordinal")
    vague = line.at(start) in _LARGE and part.stop == start + 1
    if line.joined(part.stop) == "point" and (decimal := _with_point(line, at, part)) is not None:
        return decimal
    kind: Kind = "digit" if part.value < 10 else "pair" if part.value < 100 else "large"
    last = line.at(part.stop - 1)
    round_one = SCALES.get(last, 0) >= 1_000_000 and part.value // SCALES[last] < 1000
    text = f"{part.value // SCALES[last]} {last}" if round_one else with_commas(part.value)
    return Value(at, part.stop, part.value, text, kind, vague)


def with_commas(value: int) -> str:
    """The number with a comma before each three digits from the right (Chicago Manual of Style 9.54)."""
    return f"{value:,}"


@dataclass(frozen=True, slots=True)
class _Part:
    value: int
    stop: int
    ordinal: bool = False


def _number(line: Line, at: int) -> _Part | None:
    """A number in words, as far as they make one: 25, 325, 2500, 2,000,400."""
    total, below = 0, 1000 * max(SCALES.values())
    part = _Part(1, at) if line.at(at) in SCALES else _below_thousand(line, at)
    while part is not None:
        factor = 0 if part.ordinal else _scale(line, part.stop, at)
        if not 0 < factor < below:
            return _Part(total + part.value, part.stop, part.ordinal)
        total, below, stop = total + part.value * factor, factor, part.stop + 1
        after = stop + (line.joined(stop) == "and")
        part = _below_thousand(line, after) if line.joined(after) not in ("", "hundred") else None
        # "two thousand three thousand" is two numbers
        if part is None or not part.value or (not part.ordinal and _scale(line, part.stop, at) >= below):
            return _Part(total, stop)
    return None


def _scale(line: Line, at: int, first: int) -> int:
    return SCALES.get(line.at(at) if at == first else line.joined(at), 0)


def _below_thousand(line: Line, at: int) -> _Part | None:
    """A number below 1,000, or "twenty five hundred"."""
    part = _Part(1, at) if line.at(at) == "hundred" else _below_hundred(line, at)
    if part is None or part.ordinal or not part.value:
        return part
    scale = line.at(at) if part.stop == at else line.joined(part.stop)
    if scale in _HUNDREDTHS:
        return _Part(part.value * _HUNDREDTHS[scale], part.stop + 1, ordinal=True)
    if scale != "hundred":
        return part
    hundreds, stop = part.value * 100, part.stop + 1
    linked = line.joined(stop) == "and"
    rest = _below_hundred(line, stop + linked) if line.joined(stop + linked) else None
    if rest is None or not rest.value or line.joined(rest.stop) == "hundred":
        return _Part(hundreds, stop)
    # "eight hundred five five five": digits of a telephone number follow
    if not linked and rest.value < 10 and _digit(line.joined(rest.stop)) is not None:
        return _Part(hundreds, stop)
    return _Part(hundreds + rest.value, rest.stop, rest.ordinal)


def _below_hundred(line: Line, at: int) -> _Part | None:
    text = line.at(at)
    for table, ordinal in ((DIGITS, False), (TEENS, False), (ORDINALS, True)):
        if text in table:
            return _Part(table[text], at + 1, ordinal)
    if text not in TENS:
        return None
    unit = line.joined(at + 1)
    if DIGITS.get(unit, 0):
        return _Part(TENS[text] + DIGITS[unit], at + 2)
    if ORDINALS.get(unit, 10) < 10:
        return _Part(TENS[text] + ORDINALS[unit], at + 2, ordinal=True)
    return _Part(TENS[text], at + 1)


def _digit(text: str) -> int | None:
    return 0 if text in OHS else DIGITS.get(text)


def _with_point(line: Line, first: int, whole: _Part) -> Value | None:
    """The number with what follows "point", or None where that is no number: "at one point five people left"."""
    if whole.value == 1 and line.at(first - 1) in ("at", "this", "that"):
        return None
    at = whole.stop + 1
    digits = ""
    while (digit := _digit(line.joined(at))) is not None:
        digits += str(digit)
        at += 1
    if not digits and (pair := _below_hundred(line, at)) and line.joined(at) and not pair.ordinal:
        digits, at = str(pair.value), pair.stop
    if not digits:
        return None
    text, scale = f"{with_commas(whole.value)}.{digits}", line.joined(at)
    if scale == "thousand" and len(digits) <= 3:
        value = whole.value * 1000 + int(digits.ljust(3, "0"))
        return Value(first, at + 1, value, with_commas(value), "large")
    if scale in SCALES:
        return Value(first, at + 1, whole.value * SCALES[scale], f"{text} {scale}", "decimal")
    return Value(first, at, whole.value, text, "decimal")


def _ending(value: int) -> str:
    if value % 100 // 10 == 1:
        return "th"
    return {1: "st", 2: "nd", 3: "rd"}.get(value % 10, "th")
