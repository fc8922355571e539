"""Dates, years and times of day as people write them: "May 5, 2026", "5 May", "1984", "3:30 PM"."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from callscribe.polish.detectors.numbers.number_cues import MONTHS, PRICE_WORDS
from callscribe.polish.number_amounts import MAKES_WHOLE, measures, words_before
from callscribe.polish.number_values import DECADES, LIKELY, PERHAPS, SURE, Form, Line, Value, values_from

if TYPE_CHECKING:
    from collections.abc import Sequence

BEFORE_DATES: Final = frozenset(
    "on by until till from to since before after of is was for and or due this next last every starting ending".split()
)
"""They stand before "may fifth" and hardly before the verb."""

SUBJECTS: Final = frozenset("i you we he she they it one that this who which there what".split())
"""Before "may", they make it the verb."""

YEAR_WORDS: Final = frozenset("in since until till year during before after from by born circa of late early".split())

YEARS_SINCE: Final = frozenset("in since until till year during before after".split()) | MONTHS
"""Before "two thousand and six", which is a quantity elsewhere."""

HIGHEST_YEAR_ENDING: Final = 29
"""Beyond "twenty twenty nine", two numbers without a word that dates them are no year ("twenty forty")."""

TIME_WORDS: Final = frozenset("at by until till".split())

NEAR_TIME_WORDS: Final = frozenset(
    "around from between before after about since today tomorrow tonight yesterday monday tuesday wednesday thursday"
    " friday saturday sunday mondays tuesdays wednesdays thursdays fridays saturdays sundays".split()
)
"""They stand before prices and quantities too."""

PRICED_AT: Final = frozenset("priced sells sold sell valued starting starts start".split())

MERIDIANS: Final = {"am": "AM", "a.m": "AM", "pm": "PM", "p.m": "PM"}


def date(line: Line, values: Sequence[Value], before: Form | None) -> Form | None:
    """A date, the month before its day or behind it, with or without its year."""
    return _month_first(line, values) or _day_first(line, values[0])


def _month_first(line: Line, values: Sequence[Value]) -> Form | None:
    day = values[0]
    the = day.kind == "ordinal" and line.at(day.first - 1) == "the" and line.joined(day.first) != ""
    place = day.first - 1 - the
    month = line.at(place)
    if month not in MONTHS or not line.joined(place + 1) or not line.joined(day.first) or line.joined(day.stop) == "be":
        return None
    lead = line.at(place - 1)
    if lead in SUBJECTS and (month == "may" or (month == "march" and day.kind != "ordinal")):
        return None
    dated = lead in BEFORE_DATES
    behind = values[1:] if len(values) > 1 else values_from(line, day.stop)
    year = _year_of(behind)
    if day.kind in ("ordinal", "digit", "pair", "written") and 1 <= day.value <= 31:
        certain = dated or year is not None or (day.kind == "ordinal" and day.value > 2)
        counts = day.kind != "ordinal" and (lead in ("in", "last", "this") or len(values) > 1)
        if year is not None and year[1] == len(behind):
            return Form(place, behind[-1].stop, f"{month.capitalize()} {day.value}, {year[0]}", "date", SURE)
        if not counts and _year_of(values) is None and (certain or month != "may"):
            return Form(place, day.stop, f"{month.capitalize()} {day.value}", "date", SURE if dated else LIKELY)
    year = _year_of(values)
    if year is None or year[1] != len(values):
        return None
    return Form(place, values[-1].stop, f"{month.capitalize()} {year[0]}", "date", LIKELY)


def _day_first(line: Line, day: Value) -> Form | None:
    if day.kind != "ordinal" or not 1 <= day.value <= 31:
        return None
    of = line.joined(day.stop) == "of"
    month = line.joined(day.stop + of)
    stop = day.stop + of + 1
    behind = values_from(line, stop)
    year = _year_of(behind)
    if month not in MONTHS or line.at(stop) == "be" or not (of or year or (day.value > 2 and month != "may")):
        return None
    first = day.first - (line.at(day.first - 1) == "the" and line.joined(day.first) != "")
    text = f"{day.value} {month.capitalize()}"
    if year is not None and year[1] == len(behind):
        return Form(first, behind[-1].stop, f"{text} {year[0]}", "date", SURE)
    return Form(first, stop, text, "date", SURE if of else LIKELY)


def _year_of(values: Sequence[Value]) -> tuple[int, int] | None:
    """The year that the values begin with, and how many of them say it."""
    if not values:
        return None
    century = values[0]
    whole = century.kind == "large" or (century.kind == "written" and len(century.text) == 4)
    if whole and not century.vague and 1900 <= century.value < 2100:
        return century.value, 1
    if len(values) == 1 or century.kind != "pair" or not 16 <= century.value <= 20:
        return None
    if values[1].kind == "pair":
        return century.value * 100 + values[1].value, 2
    if len(values) > 2 and values[1].kind == "oh" and values[2].kind == "digit":
        return century.value * 100 + values[2].value, 3
    return None


def year(line: Line, values: Sequence[Value], before: Form | None) -> Form | None:
    """A year, or a decade: "nineteen eighty four", "the nineteen eighties"."""
    lead = line.at(values[0].first - 1)
    if lead in ("to", "and", "or") and before and (before.rule, before.stop) == ("year", values[0].first - 1):
        lead = "in"
    decade = DECADES.get(line.joined(values[0].stop))
    if decade and values[0].value in (18, 19, 20) and values[0].kind == "pair":
        return Form(values[0].first, values[0].stop + 1, f"{values[0].value}{decade}s", "year", SURE)
    found, used = _year_of(values) or (0, 0)
    stop = values[-1].stop
    behind = line.joined(stop)
    if used != len(values) or values[0].kind == "written" or measures(line, stop) or behind in ("vision", "hindsight"):
        return None
    if used == 1:  # "in two thousand places"
        fits, score = lead in YEARS_SINCE and (found % 1000 != 0 or behind in MAKES_WHOLE), LIKELY
    elif lead in YEAR_WORDS:
        fits, score = True, SURE
    else:
        fits, score = 1900 <= found <= 2000 + HIGHEST_YEAR_ENDING, PERHAPS
    return Form(values[0].first, stop, str(found), "year", score) if fits else None


def _hour_and_minute(values: Sequence[Value]) -> tuple[str, int] | None:
    """The time that the values begin with, as written with a colon, and how many of them say it."""
    if values[0].kind not in ("digit", "pair", "written") or not 1 <= values[0].value <= 12:
        return None
    if len(values) > 1 and values[1].kind in ("pair", "written") and 10 <= values[1].value < 60:
        return f"{values[0].value}:{values[1].value}", 2
    if len(values) > 2 and values[1].kind == "oh" and values[2].kind == "digit":
        return f"{values[0].value}:0{values[2].value}", 3
    return None


def time_of_day(line: Line, values: Sequence[Value], before: Form | None) -> Form | None:
    """A time of which "p m" or "o'clock" says that it is one."""
    hour = values[0]
    if hour.kind not in ("digit", "pair", "written") or not 1 <= hour.value <= 12:
        return None
    minutes = _hour_and_minute(values)
    text, used = minutes or (hour.text, 1)
    stop = values[used - 1].stop
    clock_words = 0 if minutes else _clock_words(line, stop)
    if clock_words:
        text, stop = f"{text}:00", stop + clock_words
    half, length = meridian(line, stop)
    if half:
        return Form(hour.first, stop + length, f"{text} {half}", "time", SURE)
    return Form(hour.first, stop, text, "time", SURE) if clock_words else None


def _clock_words(line: Line, at: int) -> int:
    """How many tokens say "o'clock"."""
    if line.joined(at) in ("o'clock", "oclock"):
        return 1
    return 2 if line.joined(at) == "o" and line.joined(at + 1) == "clock" else 0


def meridian(line: Line, at: int) -> tuple[str, int]:
    """AM or PM, and how many tokens say so; empty and 0 for none."""
    text = line.joined(at)
    if text in MERIDIANS and not (text == "am" and line.joined(at + 1) in ("i", "not")):
        return MERIDIANS[text], 1
    if text in ("a", "p") and line.joined(at + 1) == "m":
        return f"{text.upper()}M", 2
    return "", 0


def clock(line: Line, values: Sequence[Value], before: Form | None) -> Form | None:
    """A time that stands where times do: "at three thirty"."""
    found = _hour_and_minute(values)
    if found is None or found[1] != len(values) or (values[-1].value % 5 and len(values) == 2):
        return None
    place, stop = values[0].first, values[-1].stop
    lead = line.at(place - 1)
    if line.at(place - 2) in PRICED_AT or line.joined(stop) in ("each", "per", "apiece") or measures(line, stop):
        return None
    chained = lead in ("and", "to", "or") and before is not None and (before.rule, before.stop) == ("time", place - 1)
    priced = words_before(line, place, 3) & PRICE_WORDS
    timed = lead in TIME_WORDS or (not priced and (chained or lead in NEAR_TIME_WORDS))
    return Form(place, stop, found[0], "time", LIKELY) if timed else None
