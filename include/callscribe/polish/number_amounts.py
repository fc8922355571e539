"""Amounts as people write them, where words beside the number tell what it is: "$49.99", "50%", "5 GB"."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from callscribe.polish.detectors.numbers.number_cues import PRICE_WORDS
from callscribe.polish.number_values import LIKELY, SURE, Form, Line, Value, read_value

if TYPE_CHECKING:
    from collections.abc import Sequence

CURRENCIES: Final = {
    "dollar": "$", "dollars": "$", "buck": "$", "bucks": "$", "pound": "£", "pounds": "£", "quid": "£", "euro": "€",
    "euros": "€",
}  # fmt: skip

CENTS: Final = {"cent": "$", "cents": "$", "pence": "£"}

WEIGHT_WORDS: Final = frozenset(
    "weigh weighs weighed weighing weight lose loses losing lost gain gained heavy lift lifts".split()
)
"""Before "pounds" they say that no money is meant."""

BEHIND_WEIGHTS: Final = frozenset(("of", "heavy", "heavier", "lighter", "overweight"))

UNIT_SIGNS: Final = {
    "kilobyte": "KB", "kilobytes": "KB", "megabyte": "MB", "megabytes": "MB", "gigabyte": "GB", "gigabytes": "GB",
    "terabyte": "TB", "terabytes": "TB", "kilohertz": "kHz", "megahertz": "MHz", "gigahertz": "GHz",
    "milligram": "mg", "milligrams": "mg", "kilowatt": "kW", "kilowatts": "kW", "kilobit": "Kb", "kilobits": "Kb",
    "megabit": "Mb", "megabits": "Mb", "gigabit": "Gb", "gigabits": "Gb",
}  # fmt: skip
"""Units that are hardly ever written out."""

UNITS_IN_WORDS: Final = frozenset(
    "kilometer kilometers kilometre kilometres mile miles meter meters metre metres yard yards feet inch inches"
    " centimeters centimetres millimeters millimetres liter liters litre litres gallons ounces grams kilos kilograms"
    " degrees volts watts amps megs gigs".split()
)
"""Units that stay words, with digits before them."""

DETERMINERS: Final = frozenset(
    "this that the which another no any every each last first next old new other only same right wrong".split()
)
"""Before "one", which is no number there."""

SOME: Final = frozenset("few couple several half quarter many some".split())
"""Before "hundred" or "a million" they make it no number."""

PERIODS: Final = frozenset("month year week piece".split())
"""After "nineteen ninety nine a" they make it a price."""

MAKES_WHOLE: Final = frozenset(
    " for and a per each to in on please is was it i total today or but plus not so then which that".split(" ")
)
"""What may follow "five dollars fifty", the empty word at the end among them: anything else may be what is counted."""


def money(line: Line, values: Sequence[Value], before: Form | None) -> Form | None:
    """An amount with its currency behind it."""
    whole = values[0]
    if not whole.is_cardinal or (whole.vague and line.at(whole.first - 1) in SOME):
        return None
    if len(values) > 1 and 10 <= whole.value < 1000 and values[1].kind == "pair" and not whole.text.count("."):
        # "forty nine ninety nine dollars"
        sign = _currency(line, values[1].first, values[1].stop)
        if sign and line.at(values[1].stop).endswith("s"):
            return Form(whole.first, values[1].stop + 1, f"{sign}{whole.text}.{values[1].value}", "money", LIKELY)
    word = line.joined(whole.stop)
    if word in CENTS:
        idiom = whole.value == 1 or line.at(whole.first - 1) in ("my", "your", "his", "her")
        if idiom or not 0 < whole.value < 100 or whole.kind == "decimal":
            return None
        return Form(whole.first, whole.stop + 1, f"{CENTS[word]}0.{whole.value:02}", "money", SURE)
    sign = _currency(line, whole.first, whole.stop)
    if not sign:
        return None
    stop = whole.stop + 1
    cents = _cents(line, stop) if whole.kind != "decimal" and whole.text[-1].isdecimal() else None
    text = f"{sign}{whole.text}"
    if cents is None:
        return Form(whole.first, stop, text, "money", LIKELY if word.startswith("pound") else SURE)
    return Form(whole.first, cents[1], f"{text}.{cents[0]:02}", "money", SURE)


def _currency(line: Line, first: int, stop: int) -> str:
    """The sign of the currency behind a number; empty where there is none, or pounds are a weight."""
    word = line.joined(stop)
    behind = line.joined(stop + 1)
    if word == "pound" and behind not in ("note", "fee", "charge", "coin", "voucher", "fine", "credit", "refund"):
        return ""
    weighs = words_before(line, first, 3) & WEIGHT_WORDS or behind in (
        "of",
        "heavy",
        "heavier",
        "lighter",
        "overweight",
    )
    return "" if word == "pounds" and weighs else CURRENCIES.get(word, "")


def _cents(line: Line, at: int) -> tuple[int, int] | None:
    """The cents that follow the currency, and where they stop."""
    linked = line.joined(at) == "and"
    cents = read_value(line, at + linked) if line.joined(at + linked) else None
    if cents is None or cents.kind not in ("digit", "pair", "written") or not 0 < cents.value < 100:
        return None
    behind = line.joined(cents.stop)
    if behind in CENTS:
        return cents.value, cents.stop + 1
    return (cents.value, cents.stop) if cents.kind == "pair" and not linked and behind in MAKES_WHOLE else None


def price(line: Line, values: Sequence[Value], before: Form | None) -> Form | None:
    """Two numbers after a word that makes them dollars and cents: "charged forty nine ninety nine"."""
    place = values[0].first
    behind = line.joined(values[-1].stop)
    each = behind in ("per", "plus", "each") or (behind == "a" and line.joined(values[-1].stop + 1) in PERIODS)
    priced = words_before(line, place, 3) & PRICE_WORDS or (each and values[0].kind == "pair")
    if not priced or not values[0].is_cardinal or not 0 < values[0].value < 1000:
        return None
    cents = f"{values[1].value}" if len(values) == 2 and values[1].kind == "pair" else ""
    if len(values) == 3 and values[1].kind == "oh" and values[2].kind == "digit":
        cents = f"0{values[2].value}"
    stop = values[-1].stop
    if (
        not cents
        or values[0].kind == "decimal"
        or measures(line, stop)
        or line.joined(stop) in ("am", "pm", "a.m", "p.m")
    ):
        return None
    return Form(place, stop, f"${values[0].text}.{cents}", "money", LIKELY)


def percent(line: Line, values: Sequence[Value], before: Form | None) -> Form | None:
    """A percentage: "three point five per cent"."""
    value = values[0]
    length = _percent_words(line, value.stop)
    if not length or not value.is_cardinal or has_fraction(line, value.stop):
        return None
    if value.text.startswith("0.") or line.at(value.first - 1) != "point":
        return Form(value.first, value.stop + length, f"{value.text}%", "percent", SURE)
    # "point five percent"; "at this point five percent" are five
    if value.kind != "digit" or line.at(value.first - 2) in DETERMINERS | {"a", "my", "your"}:
        return Form(value.first, value.stop + length, f"{value.text}%", "percent", LIKELY)
    return Form(value.first - 1, value.stop + length, f"0.{value.text}%", "percent", LIKELY)


def _percent_words(line: Line, at: int) -> int:
    if line.joined(at) == "percent":
        return 1
    return 2 if line.joined(at) == "per" and line.joined(at + 1) == "cent" else 0


def measure(line: Line, values: Sequence[Value], before: Form | None) -> Form | None:
    """A quantity with its unit behind it; "three sixty degrees" leave out a hundred."""
    value = values[0]
    if len(values) > 1 and value.kind == "digit" and value.value and values[1].kind == "pair":
        hundreds = value.value * 100 + values[1].value
        value = Value(value.first, values[1].stop, hundreds, str(hundreds), "large")
    unit = line.joined(value.stop)
    if not value.is_cardinal or value.vague:
        return None
    if unit in UNIT_SIGNS:
        sign, stop = UNIT_SIGNS[unit], value.stop + 1
        if sign.endswith("b") and line.joined(stop) in ("per", "a") and line.joined(stop + 1) == "second":
            sign, stop = f"{sign}ps", stop + 2
        return Form(value.first, stop, f"{value.text} {sign}", "measure", SURE)
    # "six feet two" is neither two numbers nor "6 feet two"
    counted = unit in UNITS_IN_WORDS and value.value != 1 and read_value(line, value.stop + 1) is None
    return Form(value.first, value.stop, value.text, "measure", SURE) if counted and value.kind != "written" else None


def measures(line: Line, at: int) -> bool:
    """Whether the token makes a quantity of the number before it."""
    word = line.joined(at)
    return (
        word in CURRENCIES
        or word in CENTS
        or word in UNIT_SIGNS
        or word in UNITS_IN_WORDS
        or (_percent_words(line, at) > 0)
    )


def has_fraction(line: Line, at: int) -> bool:
    """Whether "and a half" follows."""
    return line.texts[at : at + 2] == ("and", "a") and line.joined(at + 2) in ("half", "quarter", "third")


def words_before(line: Line, at: int, count: int) -> set[str]:
    """The tokens before one, as many as told."""
    return set(line.texts[max(0, at - count) : at])
