"""Numbers that may be shown: quantities, prices, dates, times and years."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from callscribe.polish.detectors.numbers.number_cues import MONTHS, PRICE_WORDS, TIME_WORDS, UNITS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from callscribe.polish.detectors.numbers.number_run import NumberRun, Piece
    from callscribe.polish.detectors.numbers.number_words import Reading

# U, T and Y as in `Reading`; one number below 1000, and one whole number with at least one "hundred" or "thousand".
_BELOW_100: Final = "(?:YU?|[UTVN])"
_BELOW_1000: Final = f"(?:{_BELOW_100}(?:h{_BELOW_100}?)?)"
_CARDINAL: Final = re.compile(f"(?:(?:{_BELOW_1000}k)+{_BELOW_1000}?|{_BELOW_100}h{_BELOW_100}?)+(?:YU?|[TUV])?")
"""A whole number, and the cents: "five hundred fifty four ninety nine"."""

_SCALES: Final = {"hundred": "h", "thousand": "k", "million": "k"}

SPELLED_OUT: Final = 4
"""Digits said one by one that are no quantity, whatever follows."""

BEFORE_DATES: Final = frozenset("on until till since ended by from before after".split())
"""What stands before a date, or before its month."""

AMOUNT_LEADS: Final = frozenset(
    "at about around roughly approximately nearly almost only under over extra for in by another maybe".split()
)
"""What stands before an amount of which nobody says the currency: "at twenty four ninety nine", "about forty"."""

LONGEST_AMOUNT: Final = 5
"""Digits of such an amount, and of one that is counted."""

MOST_COUNTED: Final = 3
"""Digits of a quantity before a noun that is no unit: "nine seasons"."""

NO_PLURALS: Final = frozenset(
    "access address always besides does ends expires goes hers lets looks makes means needs ours perhaps plus says "
    "since sounds thanks theirs this unless wants works yours starts begins reads goodness".split()
)
"""Words in "s" that count nothing after a number."""

COMPARISONS: Final = frozenset("over under than least most only about around roughly nearly almost at".split())
"""Before a short number that is not said digit by digit they make it a quantity, whatever was announced."""

QUESTION_REACH: Final = 12
"""Words between "how much" and the amount."""

LONGEST_ORDINARY: Final = 12
"""Digits of what may be shown without a "hundred" in it: three years."""

_YEAR: Final = re.compile(r"(19|20)\d\d")


def is_ordinary(run: NumberRun, readings: Sequence[Reading], *, strict: bool) -> bool:
    """Whether the number is a quantity, price, date or time that may be shown.

    Args:
        run: The number.
        readings: One for each word.
        strict: A cue says that it is personal: then only what surely is a quantity or a date is ordinary.
    """
    said_alone = run.said_alone
    if "H" not in run.shapes and (
        len(run.digits) > LONGEST_ORDINARY or (said_alone > SPELLED_OUT and "0" not in run.digits)
    ):
        return False  # an "oh" may be one of "nine oh five"
    if _is_cardinal(run, readings) or _is_ratio(run, readings):
        return True
    after = readings[run.last + 1].text if run.last + 1 < len(readings) else ""
    if is_counted(run, readings) or (run.shapes == "YUU" and run.digits == "247"):
        return True  # "open twenty four seven"
    if is_time(run, readings) or is_day_and_year(run, readings):
        return True
    around = {after, *(reading.text for reading in readings[max(0, run.first - 2) : run.first])}
    if around & MONTHS and len(run.digits) <= 8 and said_alone <= 2:
        return True
    if around & PRICE_WORDS and len(run.digits) <= 5 and said_alone <= 2:
        return True
    if run.first and readings[run.first - 1].text in COMPARISONS and len(run.digits) <= 4 and run.said_alone == 0:
        return True  # "for purchases over eighty two fifty"
    if _is_amount(run, readings, strict=strict):
        return True
    asked = [reading.text for reading in readings[max(0, run.first - QUESTION_REACH) : run.first]]
    if "much" in asked and len(run.digits) <= 6 and run.said_alone <= 2 and max(map(_length, run.pieces)) < 6:
        return True  # "how much is on it - it should be seventy two ninety four"
    return not strict and (is_spoken_date(run) or _are_times(run) or _are_years(run))


def _is_cardinal(run: NumberRun, readings: Sequence[Reading]) -> bool:
    """Whether it is a whole number with a "hundred" or a "thousand" in it."""
    if "H" not in run.shapes:
        return False
    shapes = "".join([_SCALES.get(readings[piece.index].text, piece.shape) for piece in run.pieces])
    short = all(len(piece.digits) <= 3 or piece.shape == "H" for piece in run.pieces)
    return short and bool(_CARDINAL.fullmatch(shapes))


def _is_ratio(run: NumberRun, readings: Sequence[Reading]) -> bool:
    """Whether it is one number over another: "148 over 90"."""
    if len(run.digits) > MOST_COUNTED:
        return False
    before = readings[max(0, run.first - 2) : run.first]
    after = readings[run.last + 1 : run.last + 3]
    if not (before and before[-1].text == "over") and not (after and after[0].text == "over"):
        return False
    return any(
        len(beside) == 2 and (beside[0].text, beside[1].text)[over] == "over" and _is_number(beside[1 - over])
        for beside, over in ((before, 1), (after, 0))
    )


def _is_number(reading: Reading) -> bool:
    return bool(reading.shape) and reading.shape in "UTYVNH"


def _is_amount(run: NumberRun, readings: Sequence[Reading], *, strict: bool) -> bool:
    """Whether it is a price or a quantity without its unit: "at twenty four ninety nine", "in ninety nine"."""
    if run.first == 0 or run.said_alone or len(run.digits) > LONGEST_AMOUNT or set(run.shapes) - set("TYVUH"):
        return False
    return readings[run.first - 1].text in (COMPARISONS if strict else AMOUNT_LEADS)


def _length(piece: Piece) -> int:
    return len(piece.digits)


def is_counted(run: NumberRun, readings: Sequence[Reading]) -> bool:
    """Whether a unit follows it: "four hundred dollars", "nine a.m."."""
    following = readings[run.last + 1 : run.last + 3]
    if not following or (len(run.digits) > 5 and "H" not in run.shapes):
        return False
    half_day = len(following) == 2 and following[0].text in ("a", "p") and following[1].text == "m"
    if following[0].text not in UNITS and not half_day:
        return _counts_things(run, following)
    # "Zero two three year" and "4772 year 7691" have a misheard digit: nobody counts years digit by digit.
    misheard = len(following) == 2 and following[1].shape in ("U", "N") and not half_day and len(run.digits) >= 4
    return run.said_alone < SPELLED_OUT and not misheard


def _counts_things(run: NumberRun, following: Sequence[Reading]) -> bool:
    """Whether a noun in the plural follows: "nine seasons", "twelve red roses"."""
    if len(run.digits) > MOST_COUNTED or run.said_alone > 1 or (len(following) == 2 and _is_number(following[1])):
        return False
    noun = following[0].text
    plural = noun.endswith("s") and len(noun) > 4 and noun.isalpha() and not noun.endswith(("ss", "us", "is"))
    return plural and not following[0].shape and noun not in NO_PLURALS


def is_day_and_year(run: NumberRun, readings: Sequence[Reading]) -> bool:
    """Whether it is the day and year of a date whose month was misheard: "on them 23, 2019", "until twelve 2025"."""
    if not 2 <= len(run.pieces) <= 3 or run.pieces[-1].shape != "N" or not _YEAR.fullmatch(run.pieces[-1].digits):
        return False
    day = "".join(piece.digits for piece in run.pieces[-2:-1])
    if not 1 <= int(day if day.isdigit() else 0) <= 31:
        return False
    before = {reading.text for reading in readings[max(0, run.first - 2) : run.first]}
    return bool(before & BEFORE_DATES)


def is_time(run: NumberRun, readings: Sequence[Reading]) -> bool:
    """Whether it is hours and minutes after "at" or the like."""
    return _after_time_word(run, readings) and (_are_times(run) or _is_to_the_minute(run))


def _after_time_word(run: NumberRun, readings: Sequence[Reading]) -> bool:
    """Whether "at", or "between nine and", stands before it."""
    before = [reading.text for reading in readings[max(0, run.first - 3) : run.first]]
    if before and before[-1] in TIME_WORDS:
        return True
    hour = readings[run.first - 2].shape if run.first >= 2 else ""
    return bool(before) and before[-1] in ("and", "or", "to") and bool(hour) and hour in "UTYVQ"


def _values(run: NumberRun) -> list[str]:
    """The numbers as said: "eleven fifteen twenty twenty six" is 11, 15, 20, 26; "oh five" is 05."""
    values: list[str] = []
    before = ""
    for piece in run.pieces:
        if piece.shape in "UM" and before == "Y" and piece.digits != "0":
            values[-1] = values[-1][0] + piece.digits
        elif piece.shape in "UM" and before == "U" and values[-1] == "0":
            values[-1] += piece.digits
        else:
            values.append(f"{piece.digits}0" if piece.shape == "Y" else piece.digits)
        before = piece.shape
    return values


def is_spoken_date(run: NumberRun) -> bool:
    """Whether it is month and day, in either order, and a year, none of them said digit by digit."""
    values = _values(run)
    if len(values) not in (3, 4) or not all(value.isdigit() and len(value) <= 2 for value in values[:2]):
        return False
    smaller, larger = sorted(map(int, values[:2]))
    whole_year = len(values) == 3 or all(len(value) == 2 for value in values[2:])
    return 1 <= smaller <= 12 and larger <= 31 and whole_year and bool(_YEAR.fullmatch("".join(values[2:])))


def _are_times(run: NumberRun) -> bool:
    """Hours and minutes, the minutes by fives as appointments are: "nine thirty eleven forty five"."""
    values = _values(run)
    if len(values) % 2 or not all(value.isdigit() for value in values):
        return False
    hours, minutes = values[::2], values[1::2]
    return all(len(value) <= 2 and 1 <= int(value) <= 12 for value in hours) and all(
        len(value) == 2 and int(value) < 60 and int(value) % 5 == 0 for value in minutes
    )


def _is_to_the_minute(run: NumberRun) -> bool:
    """Whether it is one time: "nine oh three", "eleven oh two", "five twenty three"."""
    values = _values(run)
    if run.shapes == "UUU":
        return run.digits[0] != "0" and run.digits[1] == "0"
    if len(values) != 2 or not all(value.isdigit() and len(value) <= 2 for value in values):
        return False
    hour, minute = values
    return 1 <= int(hour) <= 12 and len(minute) == 2 and int(minute) < 60


def _are_years(run: NumberRun) -> bool:
    values = _values(run)
    if all(len(value) == 2 for value in values) and len(values) % 2 == 0:
        values = [one + other for one, other in zip(values[::2], values[1::2], strict=True)]
    return len(values) <= 3 and all(_YEAR.fullmatch(value) for value in values)
