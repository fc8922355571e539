"""Numbers, dates and things in ordinary talk, said and written: nobody's secret."""

from __future__ import annotations

from typing import TYPE_CHECKING

from redaction_sayings import MONTHS, number_words, ordinal_figure, ordinal_words, said_year

if TYPE_CHECKING:
    import random

DAYS = "monday tuesday wednesday thursday friday saturday sunday".split()
PRODUCTS = (
    ("iphone fifteen pro", "iPhone 15 Pro"),
    ("galaxy s twenty four", "Galaxy S24"),
    ("windows eleven", "Windows 11"),
    ("office three sixty five", "Office 365"),
    ("model x two hundred", "Model X200"),
    ("playstation five", "PlayStation 5"),
    ("boeing seven thirty seven", "Boeing 737"),
    ("wd forty", "WD-40"),
    ("the forty inch tv", "the 40-inch TV"),
    ("the five g plan", "the 5G plan"),
    ("the gold plan", "the Gold plan"),
    ("the premium bundle", "the Premium bundle"),
    ("the x one box", "the X1 box"),
    ("the series nine watch", "the Series 9 watch"),
)


def ordinary(rng: random.Random, slot: str) -> tuple[str, str]:
    """What goes into a slot: as it is said, and as it is written."""
    return SLOTS[slot](rng)


def price(rng: random.Random) -> tuple[str, str]:
    dollars = rng.choice((rng.randint(1, 99), rng.randint(100, 2500)))
    cents = rng.choice((0, 0, 99, 50, rng.randint(1, 98)))
    sign, unit = rng.choice((("$", "dollars"), ("$", "dollars"), ("£", "pounds"), ("€", "euros")))
    figure = f"{sign}{dollars:,}" + (f".{cents:02d}" if cents else "")
    form = rng.randrange(4)
    if not cents:
        return f"{number_words(dollars)} {unit if form else 'bucks'}", figure
    if form == 0:
        return f"{number_words(dollars)} {unit} and {number_words(cents)} cents", figure
    if form == 1:
        return f"{number_words(dollars)} {number_words(cents)}", figure
    if form == 2:
        return f"{number_words(dollars)} point {number_words(cents)} {unit}", figure
    return f"{number_words(dollars)} {unit} {number_words(cents)}", figure


def day(rng: random.Random) -> tuple[str, str]:
    number, month = rng.randint(1, 30), rng.choice(MONTHS)
    form = rng.randrange(5)
    nth, figure = ordinal_words(number), ordinal_figure(number)
    if form == 0:
        return f"{month} {nth}", f"{month.capitalize()} {number}"
    if form == 1:
        return f"the {nth} of {month}", f"the {figure} of {month.capitalize()}"
    if form == 2:
        weekday = rng.choice(DAYS)
        return f"{weekday} the {nth}", f"{weekday.capitalize()} the {figure}"
    if form == 3:
        year = rng.randint(2019, 2027)
        return f"{month} {nth} {said_year(rng, year)}", f"{month.capitalize()} {number}, {year}"
    return f"the {nth}", f"the {figure}"


def clock(rng: random.Random) -> tuple[str, str]:
    hour, minute = rng.randint(1, 12), rng.choice((0, 0, 15, 30, 45, rng.randint(1, 59)))
    half = rng.choice(("a m", "p m", "", ""))
    written = f"{hour}:{minute:02d}" if minute or not half else str(hour)
    written += f" {half.replace(' ', '')}" if half else ""
    said = number_words(hour) + (
        f" {'oh ' if minute < 10 else ''}{number_words(minute)}" if minute else rng.choice(("", " o'clock"))
    )
    return f"{said} {'' if 'clock' in said else half}".strip(), written


def count(rng: random.Random) -> tuple[str, str]:
    number = rng.choices((rng.randint(2, 12), rng.randint(2, 60), rng.randint(60, 500)), (6, 3, 1))[0]
    return number_words(number), str(number)


def short_code(rng: random.Random) -> tuple[str, str]:
    digits = "".join(rng.choices("0123456789", k=rng.choice((2, 3, 4, 4, 5))))
    return " ".join(number_words(int(digit)) for digit in digits), digits


def percent(rng: random.Random) -> tuple[str, str]:
    number = rng.choice((5, 10, 15, 20, 25, 30, 50, 75, 99, 100, rng.randint(1, 99)))
    return f"{number_words(number)} percent", f"{number}%"


def year(rng: random.Random) -> tuple[str, str]:
    number = rng.randint(1985, 2026)
    return said_year(rng, number), str(number)


def product(rng: random.Random) -> tuple[str, str]:
    return rng.choice(PRODUCTS)


def weekday(rng: random.Random) -> tuple[str, str]:
    name = rng.choice(DAYS)
    return name, name.capitalize()


def age(rng: random.Random) -> tuple[str, str]:
    number = rng.randint(3, 92)
    return number_words(number), str(number)


SLOTS = {
    "price": price,
    "day": day,
    "time": clock,
    "n": count,
    "code": short_code,
    "percent": percent,
    "year": year,
    "product": product,
    "weekday": weekday,
    "age": age,
}
