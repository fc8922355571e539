"""How people write the numbers of English talk: "$49.99", "May 5, 2026", "3:30 PM", "50%", "5 GB", "order 4271".

The words around a number tell what it is; where they do not, words stay words. Whole numbers below ten stay words too
unless a unit, a sign or a larger number stands beside them (Chicago Manual of Style 9.2 to 9.8, AP's rule of ten).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from callscribe.polish.number_amounts import (
    CURRENCIES,
    DETERMINERS,
    has_fraction,
    measure,
    measures,
    money,
    percent,
    price,
)
from callscribe.polish.number_dates import clock, date, meridian, time_of_day, year
from callscribe.polish.number_values import LIKELY, SURE, Form, Line, Value, read_value, values_from

if TYPE_CHECKING:
    from collections.abc import Iterator

Reader = Callable[[Line, Sequence[Value], Form | None], Form | None]
"""Reads what numbers in a row begin with, given what was found before them."""

CODE_WORDS: Final = frozenset(
    "number code order reference ticket case confirmation tracking invoice policy booking extension ext flight room"
    " apartment apt suite flat gate zip postcode error account id serial model part claim member version dial "
    .split()
)  # fmt: skip
"""What a string of digits is the name of."""

LINKS: Final = frozenset("is was it's its that's the my your our number code are it a ends ending in with as".split())
"""Between such a word and the digits: "my order number is the ...". """

THINGS_LASTING: Final = frozenset(
    "delay delays call calls timer clip clips wait waits spot video videos pause pauses ad ads window interval"
    " intervals hold increments timeout limit countdown head break".split()
)
"""After "twenty second", which is no ordinal there."""

BILLS: Final = frozenset(("dollar", "euro", "pound"))
"""Behind a number they say that the one before counts: "two twenty dollar bills"."""

LEAST_DIGITS: Final = 3
"""Digits said one by one that are joined: "nine one one", but not "two three days"."""

LEAST_DIALLED: Final = 7
"""Single digits that make a telephone number of a string with "eight hundred" in it: a local number has as many."""


def find_forms(line: Line) -> list[Form]:
    """Find what is to be written otherwise.

    Args:
        line: Tokens of one voice.

    Returns:
        Forms in order, none overlapping another.
    """
    forms: list[Form] = []
    small: list[Form] = []
    at = 0
    while at < len(line.texts):
        values = values_from(line, at)
        if not values:
            at += 1
            continue
        forms += _forms_of(line, values, forms[-1] if forms else None)
        if len(values) == 1 and _may_be_counted(line, values[0]):
            small.append(Form(at, values[0].stop, str(values[0].value), "cardinal", LIKELY))
        at = max(values[-1].stop, forms[-1].stop if forms else 0)
    return _in_series(line, forms, small)


def _forms_of(line: Line, values: Sequence[Value], before: Form | None) -> Iterator[Form]:
    """What numbers that follow one another are written as; those that nothing explains stay as they are."""
    opens = True  # no unexplained number stands directly before
    place = 0
    while place < len(values):
        readers: tuple[Reader, ...] = ()
        if opens:
            readers = _READERS
        elif line.joined(values[place].stop) in BILLS:
            readers = (money,)
        readings = (read(line, values[place:], before) for read in readers)
        form = next((form for form in readings if form is not None), None)
        opens = form is not None
        place += 1
        if form is not None:
            yield form
            before = form
            while place < len(values) and values[place].first < form.stop:
                place += 1


def _joined_digits(line: Line, values: Sequence[Value], before: Form | None) -> Form | None:
    """Digits said one by one, and codes: "order forty two seventy one"."""
    if [value.value for value in values] == [24, 7] and not _is_code(line, values[0].first):
        return Form(values[0].first, values[-1].stop, "24/7", "digits", LIKELY)
    if measures(line, values[-1].stop) or meridian(line, values[-1].stop)[0]:
        values = values[:-1]
    singles = [value for value in values if value.kind in ("digit", "oh", "repeat")]
    if not values:
        return None
    if _is_code(line, values[0].first):
        values = list(values)
        while line.at(values[-1].stop) and len(singles) == len(values):  # "four, two, seven, one"
            more = read_value(line, values[-1].stop)
            if more is None or more.kind not in ("digit", "oh", "repeat"):
                break
            values.append(more)
            singles.append(more)
        joins = len(values) > 1 or values[0].kind == "repeat"
        score = SURE
    else:
        digits = "".join(value.text for value in singles)
        alone = len(singles) == len(values) and len(digits) >= LEAST_DIGITS and values[0].kind != "oh"
        dialled = len(digits) >= LEAST_DIALLED and len(values) - len(singles) <= 2
        joins = dialled or (alone and not _counts(digits))
        score = LIKELY
    if not joins or any(value.kind in ("decimal", "ordinal") for value in values):
        return None
    text = "".join(value.text.replace(",", "") for value in values)
    if not text.isdecimal() or (len(text) < LEAST_DIGITS and len(singles) < len(values)):
        return None
    return Form(values[0].first, values[-1].stop, text, "digits", score)


def _is_code(line: Line, first: int) -> bool:
    """Whether a word before says that digits name something: "my order number is"."""
    place = first - 1
    while line.at(place) in LINKS and line.at(place) not in CODE_WORDS:
        place -= 1
    return line.at(place) in CODE_WORDS


def _counts(digits: str) -> bool:
    """Whether somebody counts up or down: "one two three"."""
    steps = {int(after) - int(one) for one, after in pairwise(digits)}
    return steps in ({1}, {-1})


def _alone(line: Line, values: Sequence[Value], before: Form | None) -> Form | None:
    """A number that nothing explains and no other follows."""
    value = values[0]
    behind = line.joined(value.stop)
    if len(values) > 1 or value.vague or value.kind in ("digit", "oh", "repeat", "written"):
        return None
    if value.kind == "ordinal":
        return _ordinal(line, value) if value.value >= 10 else None
    if value.kind == "decimal":
        return Form(value.first, value.stop, value.text, "decimal", SURE)
    lead = line.at(value.first - 1)
    clock_face = "past" in (lead, behind) or (lead == "to" and line.at(value.first - 2) == "quarter") or lead == "half"
    out_of = line.texts[max(0, value.first - 3) : value.first] == ("times", "out", "of")
    idiom = clock_face or out_of or behind in ("something", "odd", "ish")
    if idiom or has_fraction(line, value.stop):
        return None
    return Form(value.first, value.stop, value.text, "cardinal", SURE)


def _ordinal(line: Line, value: Value) -> Form | None:
    if line.joined(value.stop) == "of" and line.at(value.first - 1) in ("a", "one"):
        return None  # "a tenth of it"
    if line.at(value.stop - 1) != "second":
        return Form(value.first, value.stop, value.text, "ordinal", SURE)
    lasting = line.joined(value.stop) in THINGS_LASTING or line.at(value.first - 1) in ("a", "every", "another", "an")
    if lasting:  # "a twenty second delay"
        return Form(value.first, value.stop - 1, str(value.value - 2), "cardinal", LIKELY)
    dated = line.at(value.first - 1) in ("the", "my", "his", "her", "our", "their")
    return Form(value.first, value.stop, value.text, "ordinal", LIKELY) if dated else None


_READERS: Final[tuple[Reader, ...]] = (
    date, time_of_day, clock, price, _joined_digits, money, percent, measure, year, _alone,
)  # fmt: skip
"""In the order in which they are asked; the first answer counts."""


# --- Series -------------------------------------------------------------------------------------------------------


def _may_be_counted(line: Line, value: Value) -> bool:
    return value.kind == "digit" and not (value.value == 1 and line.at(value.first - 1) in DETERMINERS)


def _in_series(line: Line, forms: Sequence[Form], small: Sequence[Form]) -> list[Form]:
    """Write small numbers in digits where a larger one stands beside them: "8 or 10", "2, 4, and 16", "$5 or $10"."""
    if not forms:
        return []
    taken = {index for form in forms for index in range(form.first, form.stop)}
    words = {number.first: number for number in small if number.first not in taken}
    series: list[list[Form]] = []
    for number in sorted([*forms, *words.values()], key=lambda form: form.first):
        if series and _linked(line, series[-1][-1], number):
            series[-1].append(number)
        else:
            series.append([number])
    written: list[Form] = []
    for numbers in map(partial(_with_signs, line), series):
        changed = [number for number in numbers if words.get(number.first) is not number]
        written += numbers if any(number.rule in _LIKE_CARDINALS for number in changed) else changed
    return written


def _with_signs(line: Line, numbers: Sequence[Form]) -> list[Form]:
    """The numbers, with its sign those that share a later one's currency."""
    backwards: list[Form] = []
    for number in reversed(numbers):
        after = backwards[-1] if backwards else number
        shares = after.rule == "money" and line.at(after.stop - 1) in CURRENCIES
        if shares and after.first > number.stop and number.rule == "cardinal":
            number = replace(number, text=f"{after.text[0]}{number.text}", rule="money", score=LIKELY)
        backwards.append(number)
    return backwards[::-1]


def _linked(line: Line, one: Form, other: Form) -> bool:
    between = line.texts[one.stop : other.first]
    if len(between) == 1:
        return between[0] in ("to", "or", "and", "through")
    return not between and line.parted[one.stop - 1]


_LIKE_CARDINALS: Final = ("cardinal", "decimal", "percent", "measure", "time")
