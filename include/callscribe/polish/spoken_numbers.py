"""Numbers read off the word list, however they were said: "four one double five", "forty-one eleven", "4111 one one".

A recogniser writes a card number as sixteen words, as four, or as a mixture, with hesitations, listening sounds and
misheard digits between. Here such a stretch becomes one `NumberRun` with its digits and the words that hold them;
what kind of number it is, is for `number_kinds` to judge.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

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
OHS: Final = frozenset(("oh", "o", "ow"))
"""Zero, but only next to a digit: "oh" opens many a sentence."""

HOMOPHONES: Final = {
    "for": "4", "fore": "4", "to": "2", "too": "2", "ate": "8", "won": "1", "tree": "3", "sex": "6",
    "zeros": "0", "zeroes": "0", "ones": "1", "twos": "2", "threes": "3", "fours": "4", "fives": "5", "sixes": "6",
    "sevens": "7", "eights": "8", "nines": "9",
}  # fmt: skip
"""What recognisers hear for a digit said alone, and "triple nines"; believed only after "double" and the like and
between digits that were said alone."""

OPENERS: Final = frozenset(("is", "it's", "its", "that's", "number", "are"))
"""What a number said digit by digit often follows directly."""

PAUSES: Final = frozenset(
    "um uh uhm umm er erm hm hmm mm mhm mmm huh ah okay ok yes yeah yep yup right got it go ahead sure alright all "
    "perfect great good thank thanks you dash hyphen minus space slash dot point comma stroke".split()
)
"""Hesitations, listening sounds of the other party and spoken separators: they do not end a number."""

LETTERS: Final = frozenset("bcdefghjklmnpqrstuvwxyz")
"""Letters said alone. "A" and "I" are words, "O" is zero."""

NATO: Final = frozenset(
    "alpha alfa bravo charlie delta echo foxtrot golf hotel india juliet juliett kilo lima mike oscar papa "
    "quebec romeo sierra tango uniform victor whiskey whisky xray yankee zulu".split()
)
"""Without "November", which is a month far more often."""

MAX_PAUSES: Final = 6
"""Listening words within one pause of a number: "okay yes got it go ahead" is five."""

MAX_PAUSE_S: Final = 30.0
"""Digits further apart are not read as one number: time enough to fetch the card, measured from word to word."""

MAX_MISHEARD: Final = 2
"""Words in a row that may stand for misheard digits."""

MIN_DIGITS_PER_MISHEARD: Final = 3
"""Digits said alone that each misheard word between them needs, so that "one for sales, two for service" is no
number: a third of misheard digits is twice the error rate of telephone speech."""

MIN_ANNOUNCED_DIGITS: Final = 4
"""Digits around a misheard word that suffice after a cue: the least of a card number that is worth hiding."""

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
        shape: One character: U a digit said alone, T ten to nineteen, Y tens, H hundred and more, V
        "forty-one", N digits
            as written, R "double", O "oh", M a homophone of a digit, L a letter, P a pause, Q a written price, time,
            ordinal or percentage, D a written date, empty for any other word.
        digits: The digits it stands for, how often "double" repeats, the letter, or empty.
    """

    text: str
    shape: str
    digits: str = ""


@dataclass(frozen=True, slots=True)
class Piece:
    """One word's part in a number: its index in the word list, its shape (as in `Reading`) and its digits."""

    index: int
    shape: str
    digits: str


@dataclass(frozen=True, slots=True)
class NumberRun:
    """A stretch of words that says one number.

    Attributes:
        pieces: The words that hold digits or letters, in order; never empty.
        text: Digits and letters, in capitals.
    """

    pieces: tuple[Piece, ...]
    text: str

    @property
    def first(self) -> int:
        """Index of the first word that holds a part of the number."""
        return self.pieces[0].index

    @property
    def last(self) -> int:
        """Index of the last word that holds a part of the number, inclusive."""
        return self.pieces[-1].index

    @property
    def digits(self) -> str:
        """The digits alone."""
        return "".join(character for character in self.text if character.isdigit())

    @property
    def shapes(self) -> str:
        """The pieces' shapes, a character each."""
        return "".join(piece.shape for piece in self.pieces)

    @property
    def said_alone(self) -> int:
        """How many digits were said one by one, rather than as a larger number."""
        return sum(piece.shape == "U" for piece in self.pieces)


def read_words(words: Sequence[Word], *, english: bool) -> list[Reading]:
    """Read each word by itself.

    Args:
        words: In the order of the conversation.
        english: Number words are read too; else only what is written in digits.
    """
    read = _read_token if english else _read_written
    return [read(word.word) for word in words]


def number_runs(
    words: Sequence[Word],
    readings: Sequence[Reading],
    *,
    barriers: Collection[int] = (),
    announced: Collection[int] = (),
) -> list[NumberRun]:
    """Find the numbers.

    Args:
        words: In the order of the conversation, all parties together: a number may be said over several turns.
        readings: One for each word.
        barriers: Words that no number reaches over by taking them for misheard digits, such as "expires".
        announced: Words within reach of a cue such as "my card number": there, less suffices to reach over a misheard
            digit.

    Returns:
        Numbers of any length in order, none overlapping another.
    """
    return _bridged(list(_clear_runs(words, readings)), words, readings, barriers, announced)


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
    digits = _digits_of([Piece(index, part.shape, part.digits) for index, part in enumerate(parts)])
    shapes = "".join(part.shape for part in parts)
    return Reading(token, "N" if len(digits) > 2 else {"YU": "V"}.get(shapes, "N"), digits)


@lru_cache(maxsize=65536)
def _read_written(word: str) -> Reading:
    token = word.strip(_TRIM).casefold()
    if not any(character.isdigit() for character in token):
        return Reading(token, "")
    if _MONEY.search(token) or _CLOCK.match(token) or _ORDINAL.match(token):
        return Reading(token, "Q")
    if _is_date(token):
        return Reading(token, "D", "".join(filter(str.isdigit, token)))
    if "@" in token:
        return Reading(token, "")
    shown = "".join(character for character in token if character.isalnum()).upper()
    # "b2b" and "covid19" are words; a number has as many digits as letters at least.
    enough = 2 * sum(character.isdigit() for character in shown) >= len(shown)
    return Reading(token, "N", shown) if enough else Reading(token, "")


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


# --- Runs ---------------------------------------------------------------------------------------------------------

_NUMBER: Final = frozenset("UTYNV")


def _clear_runs(words: Sequence[Word], readings: Sequence[Reading]) -> Iterator[NumberRun]:
    """Stretches of number words with nothing but pauses between."""
    index = 0
    floor = 0
    while index < len(readings):
        if not _opens(readings, index):
            index += 1
            continue
        pieces = [*_parts_before(readings, index, floor), _piece(readings, index)]
        while (after := _next_piece(words, readings, pieces[-1])) is not None:
            pieces.append(after)
        if pieces[-1].shape == "R":  # "double", and what follows is too far away
            pieces.pop()
        if not pieces:
            index += 1
            continue
        index = floor = pieces[-1].index + 1
        yield NumberRun(tuple(pieces), _digits_of(pieces))


def _piece(readings: Sequence[Reading], index: int) -> Piece:
    reading = readings[index]
    return Piece(index, "U" if reading.shape == "O" else reading.shape, reading.digits)


def _opens(readings: Sequence[Reading], index: int) -> bool:
    shape = readings[index].shape
    if shape == "R" or shape == "O":
        return index + 1 < len(readings) and readings[index + 1].shape in ("U", "N", "O", "T", "Y", "V", "M")
    return shape in _NUMBER


def _parts_before(readings: Sequence[Reading], index: int, floor: int) -> list[Piece]:
    first = index
    while first > floor and index - first < 4 and readings[first - 1].shape == "L":
        first -= 1
    # "My number is for one one": a homophone that opens a number, after a word that announces one.
    opened = first > floor + 1 and readings[first - 1].shape == "M" and readings[first - 2].text in OPENERS
    return [_piece(readings, part) for part in range(first - opened, index)]


def _next_piece(words: Sequence[Word], readings: Sequence[Reading], last: Piece) -> Piece | None:
    """The next word of the number that `last` is part of, or None where the number ends."""
    index = last.index + 1
    pauses = 0
    while index < len(readings) and readings[index].shape == "P" and pauses <= MAX_PAUSES:
        index += 1
        pauses += 1
    if index >= len(readings) or pauses > MAX_PAUSES:
        return None
    if words[index].start_s - words[last.index].end_s > MAX_PAUSE_S:
        return None
    shape = readings[index].shape
    if shape in _NUMBER or (shape == "H" and pauses == 0 and last.shape != "L"):
        return _piece(readings, index)
    if shape == "R":
        return _piece(readings, index) if _opens(readings, index) else None
    if shape == "O":
        # "Seven um oh" may end a number; "okay oh I see" hides an "oh" too many, which is the lesser harm.
        return _piece(readings, index)
    if shape == "M":
        alone = last.shape == "R" or (last.shape in ("U", "M") and _leads_to(readings, index, "U", "OM"))
        return _piece(readings, index) if alone else None
    if shape == "L" and (last.shape == "L" or _leads_to(readings, index, "UNTYV", "LO") or pauses == 0):
        return _piece(readings, index)
    if readings[index].text == "and" and last.shape == "H" and _leads_to(readings, index, "UNTYV", ""):
        return _piece(readings, index + 1)
    return None


def _leads_to(readings: Sequence[Reading], index: int, wanted: str, through: str) -> bool:
    """Whether one of the shapes `wanted` follows, over pauses and over the shapes `through`."""
    for reading in readings[index + 1 : index + 1 + MAX_PAUSES]:
        if reading.shape and reading.shape in wanted:
            return True
        if not reading.shape or reading.shape not in f"P{through}":
            return False
    return False


def _digits_of(pieces: Sequence[Piece]) -> str:
    """The number as it would be written down: "forty one eleven" is 4111, "double five" is 55, "oh" is 0."""
    written: list[str] = []
    repeat = 1
    for position, piece in enumerate(pieces):
        if piece.shape == "R":
            repeat = int(piece.digits)
            continue
        before = pieces[position - 1] if position else None
        digits = piece.digits
        if piece.shape == "Y":
            units = pieces[position + 1] if position + 1 < len(pieces) else None
            joined = (
                units is not None
                and units.shape in ("U", "M")
                and units.digits != "0"
                and units.index == piece.index + 1
            )
            digits = piece.digits if joined else f"{piece.digits}0"
        if before is not None and before.shape == "R":
            digits = digits[:1] * repeat + digits[1:]
        written.append(digits)
    return "".join(written)


def _bridged(
    runs: list[NumberRun],
    words: Sequence[Word],
    readings: Sequence[Reading],
    barriers: Collection[int],
    announced: Collection[int],
) -> list[NumberRun]:
    """Join runs whose gap is a misheard digit or two: "four one one mist one one one one"."""
    while True:
        joined: list[NumberRun] = []
        for run in runs:
            if joined and _is_bridge(joined[-1], run, words, readings, barriers, announced):
                before = joined[-1]
                joined[-1] = NumberRun((*before.pieces, *run.pieces), before.text + run.text)
            else:
                joined.append(run)
        # A lone digit joins its right neighbour only once that has grown, so look again until nothing changes.
        if len(joined) == len(runs):
            return joined
        runs = joined


def _is_bridge(
    left: NumberRun,
    right: NumberRun,
    words: Sequence[Word],
    readings: Sequence[Reading],
    barriers: Collection[int],
    announced: Collection[int],
) -> bool:
    between = range(left.last + 1, right.first)
    misheard = sum(readings[index].shape != "P" for index in between)
    if misheard > MAX_MISHEARD or len(between) > MAX_MISHEARD + MAX_PAUSES:
        return False
    if words[right.first].start_s - words[left.last].end_s > MAX_PAUSE_S:
        return False
    if any(index in barriers or readings[index].shape in ("Q", "D", "H") for index in between):
        return False
    alone = left.said_alone, right.said_alone
    if left.first in announced and max(alone) > 0 and len(left.digits) + len(right.digits) >= MIN_ANNOUNCED_DIGITS:
        return True
    return max(alone) >= MIN_DIGITS_PER_MISHEARD and sum(alone) > MIN_DIGITS_PER_MISHEARD * misheard
