"""Dates of birth, written or spoken, in any order of day, month and year."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from callscribe.polish.detectors.numbers.date_parts import (
    REACH,
    SAME_BREATH,
    by_turn,
    digits_of_date,
    next_question,
    numbers_of_date,
    one_answer_end,
    taken_words,
    turn_end,
)
from callscribe.polish.detectors.numbers.short_values import is_counted, stands_alone
from callscribe.polish.detectors.voices import same_voice
from callscribe.polish.entities import EntitySpan

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from callscribe.polish.detectors.numbers.number_cues import Cue
    from callscribe.polish.detectors.numbers.number_run import Verdict
    from callscribe.polish.detectors.numbers.number_words import Reading
    from callscribe.transcript.words import Word

READ_BACK_REACH: Final = 40
"""Words after a date of birth in which a part of it is taken for reading it back."""

AT_ONCE: Final = 15
"""Words after a date of birth in which a date with one part of it reads it back in another form ("5/26", "may
twenty sixth")."""

FAR: Final = 4
"""Words between a cue and a date that must look like an answer if it names no month: "and when were you born - on"."""

LONG_DATE: Final = 5
"""Digits of a date from which on it looks like one without a month: "five nine eighty three" has four."""

MOST_RECENT: Final = 4
"""Dates of birth that a part is compared with."""

YEAR_REACH: Final = 12
"""Words between day and month, and the year that is asked for: "and the year please"."""

BIRTH_YEARS: Final = range(1920, 2013)
"""A whole date in such a year is hidden without a cue: people of these years call, and little else that they mention
is that old to the day (estimate)."""

YEARS_OF_TWO_DIGITS: Final = range(30, 100)
"""Years without the century that follow a named day and month and are hardly to come: "december second seventy six"."""

UNKNOWN_BEFORE_YEAR: Final = 4
"""Words that say something else between a question for a date of birth and the year alone: "is it nineteen sixty"."""

OF_PEOPLE: Final = frozenset("he's she's i'm they're born mine's hers his she he".split())
"""After one of them a number that may be a date is when somebody was born: "he's six nineteen seventy four"."""

_WITH_CUE: Final = re.compile(r"(?:c(?=p{0,2}n?o))?(?:d|[monh](?:(?:[pcs]{0,5}|(?<=h)a|p?[.su]p?)[monh])*)")
_WITHOUT_CUE: Final = re.compile(r"d|(?:c(?=p{0,2}n?o))?[mon](?:(?:[pc]{0,5}|(?<=h)a)[monh])+")
_CALENDAR: Final = re.compile(
    r"(?:0?[1-9]|1[0-2])(?:0?[1-9]|[12]\d|3[01])(?:(?:19)?[2-9]\d|20[01]\d)"
    r"|(?:0?[1-9]|[12]\d|3[01])(?:0?[1-9]|1[0-2])(?:(?:19)?[2-9]\d|20[01]\d)"
)
_YEAR: Final = re.compile(r"(?:19[2-9]\d|20[01]\d)$")


def find_birth_dates(
    words: Sequence[Word], readings: Sequence[Reading], kinds: str, cues: Sequence[Cue], verdicts: Sequence[Verdict]
) -> list[EntitySpan]:
    """Find dates of birth: asked for, read back, or so long ago that they can hardly be anything else.

    Args:
        words: In the order of the conversation.
        readings: One for each word.
        kinds: What each word is in a date.
        cues: The announcing phrases found in them, in order.
        verdicts: The numbers that are known to be something else.

    Returns:
        In no order; they may overlap.
    """
    births = list(_births(words, readings, kinds, cues, verdicts))
    again = _said_again(words, readings, kinds, births)
    found = [*births, *_past_dates(words, readings, kinds), *again]
    return [part for span in found for part in by_turn(words, kinds, span)]


def _births(
    words: Sequence[Word], readings: Sequence[Reading], kinds: str, cues: Sequence[Cue], verdicts: Sequence[Verdict]
) -> Iterator[EntitySpan]:
    taken = taken_words(verdicts, ("CARD_CVV", "CARD_NUMBER", "PHONE", "NATIONAL_ID"))
    for position, cue in enumerate(cues):
        if cue.kind != "birth":
            continue
        stop = min(cue.last + 1 + REACH, len(readings), next_question(words, cues, position))
        if is_statement(readings, cue):
            stop = _turn_stop(words, cue.last, stop)  # "I was born the year of the crash" asks for nothing
        found = _first_date(words, readings, kinds, cue.last + 1, stop, taken)
        if found is None:
            continue
        found = _from_day(readings, kinds, *found)
        yield EntitySpan("DATE_OF_BIRTH", *found, "birth_cue", 0.85)
        while "x" in kinds[found[1] + 1 : found[1] + 1 + SAME_BREATH]:
            # "Nineteen fifty six - no wait, nineteen fifty four".
            instead = _first_date(
                words, readings, kinds, found[1] + 1, min(found[1] + 1 + SAME_BREATH, len(readings)), taken
            )
            if instead is None:
                break
            found = instead
            yield EntitySpan("DATE_OF_BIRTH", *found, "birth_cue", 0.8)
        yield from _rest(words, readings, kinds, cues, position, found, taken)


def _rest(
    words: Sequence[Word],
    readings: Sequence[Reading],
    kinds: str,
    cues: Sequence[Cue],
    position: int,
    found: tuple[int, int],
    taken: Collection[int],
) -> Iterator[EntitySpan]:
    """What comes later of a date of birth: read back in digits, or the part of it that was wanting."""
    told = numbers_of_date(readings, kinds, *found)
    for again in range(found[1] + 1, min(found[1] + REACH, len(readings))):
        if kinds[again] == "d" and told & numbers_of_date(readings, kinds, again, again):
            yield EntitySpan("DATE_OF_BIRTH", again, again, "read_back", 0.6)
    year_alone = _is_year(readings, kinds, *found)
    if year_alone or not _has_year(readings, kinds, *found):
        stop = min(found[1] + 1 + YEAR_REACH, len(readings), next_question(words, cues, position))
        rest = _first_date(words, readings, kinds, found[1] + 1, stop, taken)
        if rest is not None and (year_alone or _has_year(readings, kinds, *rest)):
            yield EntitySpan("DATE_OF_BIRTH", *rest, "birth_cue", 0.7)


def is_statement(readings: Sequence[Reading], cue: Cue) -> bool:
    """Whether a cue for a date of birth asks for nothing: "I was born the year of the crash"."""
    return cue.first > 0 and readings[cue.first].text == "born" and readings[cue.first - 1].text in ("was", "i'm")


def _turn_stop(words: Sequence[Word], index: int, stop: int) -> int:
    return next((each for each in range(index + 1, stop) if not same_voice(words, index, each)), stop)


def _is_year(readings: Sequence[Reading], kinds: str, first: int, last: int) -> bool:
    """Whether a date is a year that somebody may be born in, and nothing more."""
    if set(kinds[first : last + 1]) & set("mod"):
        return False
    digits = digits_of_date([readings[index] for index in range(first, last + 1) if kinds[index] in "nh"])
    return len(digits) == 4 and int(digits) in BIRTH_YEARS


def _from_day(readings: Sequence[Reading], kinds: str, first: int, last: int) -> tuple[int, int]:
    """A date with the misheard day before "of may"."""
    if kinds[first] == "m" and first >= 2 and readings[first - 1].text == "of":
        first -= 2
        if first and kinds[first] == "." and kinds[first - 1] in "on":
            first -= 1
    return first, last


def _first_date(
    words: Sequence[Word], readings: Sequence[Reading], kinds: str, start: int, stop: int, taken: Collection[int]
) -> tuple[int, int] | None:
    for found in _WITH_CUE.finditer(kinds, start, stop):
        first, last = found.start(), found.end() - 1
        # What the pattern cuts at the end of the reach goes on.
        goes_on = _WITH_CUE.match(kinds, first)
        last = max(last, goes_on.end() - 1) if goes_on else last
        turn = turn_end(words, kinds, first, last)
        if _has_year(readings, kinds, first, turn):
            last = turn  # what follows in the next turn is read back, or about something else
        last = one_answer_end(words, kinds, first, last)
        if any(index in taken for index in range(first, last + 1)):
            continue
        parts = [index for index in range(first, last + 1) if kinds[index] in "monhd"]
        whole = kinds[parts[0]] == "d" or len(readings[parts[0]].digits) > 4 or _is_year(readings, kinds, first, last)
        counted = kinds[last + 1 : last + 2] == "u" and not set(kinds[first : last + 1]) & set("mod")
        short = len(digits_of_date([readings[index] for index in parts])) < LONG_DATE
        far = first - start > FAR and short and not set(kinds[first : last + 1]) & set("md")
        unknown = UNKNOWN_BEFORE_YEAR if _is_year(readings, kinds, first, last) else 1
        if far and not stands_alone(words, readings, first, last, unknown):
            continue  # "we're open twenty four seven"
        if (len(parts) >= 2 or whole) and not (counted and len(parts) <= 3):
            return first, last
    return None


def _has_year(readings: Sequence[Reading], kinds: str, first: int, last: int) -> bool:
    """Whether a date is whole: it has a year beside its day."""
    if kinds[first] == "d":
        return len(re.split(r"\D", readings[first].text)) == 3
    parts = [index for index in range(first, last + 1) if kinds[index] in "monh"]
    # "Twenty eighth": the tens are the day's.
    days = {before for before, index in pairwise(parts) if kinds[index] == "o" and readings[before].shape == "Y"}
    numbers = [readings[index] for index in parts if kinds[index] in "nh" and index not in days]
    return len(digits_of_date(numbers)) >= (2 if any(kinds[index] == "o" for index in parts) else 3)


def _past_dates(words: Sequence[Word], readings: Sequence[Reading], kinds: str) -> Iterator[EntitySpan]:
    """Whole dates, with a day and a named or written month, that only a birth date is likely to be."""
    for first, last in _dates(words, kinds):
        parts = [index for index in range(first, last + 1) if kinds[index] in "monhd"]
        months = [index for index in parts if kinds[index] in "md"]
        if not months:
            if len(parts) >= 3 and _is_of_person(words, readings, kinds, first, last):
                yield EntitySpan("DATE_OF_BIRTH", first, last, "of_person", 0.55)
            continue
        if len(parts) < 3 and kinds[parts[0]] != "d":
            continue
        numbers = [readings[index] for index in parts if kinds[index] in "nhd"]
        if _year_of(numbers) in BIRTH_YEARS or _has_short_year(words, readings, kinds, parts):
            yield EntitySpan("DATE_OF_BIRTH", first, last, "past_date", 0.55)


def _has_short_year(words: Sequence[Word], readings: Sequence[Reading], kinds: str, parts: Sequence[int]) -> bool:
    """Whether two digits of a year follow day and month: "december second seventy six", "july 30, '91"."""
    tail = [readings[index] for index in parts[-2:]]
    length = 2 if tail[0].shape == "Y" and tail[1].shape == "U" else 1
    if kinds[parts[-1]] != "n" or len(parts) < length + 2 or is_counted(words, readings, parts[-1]):
        return False
    year, date = digits_of_date(tail[-length:]), parts[:-length]
    day = [index for index in date if kinds[index] in "on"]
    months = sum(kinds[index] == "m" for index in date)
    whole = tail[-1].shape in ("Y", "V") or length == 2 or (tail[-1].shape == "N" and len(year) == 2)
    return months == 1 and bool(day) and whole and int(year) in YEARS_OF_TWO_DIGITS


def _is_of_person(words: Sequence[Word], readings: Sequence[Reading], kinds: str, first: int, last: int) -> bool:
    """Whether numbers after "he's" or "she's" are a day, a month and a year: "he's six nineteen seventy four"."""
    if not first or readings[first - 1].text not in OF_PEOPLE or not same_voice(words, first - 1, first):
        return False
    return is_calendar_date(readings, kinds, first, last) and not is_counted(words, readings, last)


def is_calendar_date(readings: Sequence[Reading], kinds: str, first: int, last: int) -> bool:
    """Whether numbers are day and month, in either order, and a year that somebody may be born in.

    Args:
        readings: One for each word.
        kinds: What each word is in a date.
        first: Index of the first number.
        last: Index of the last one, inclusive.
    """
    digits = digits_of_date([readings[index] for index in range(first, last + 1) if kinds[index] in "nh"])
    return digits.isdecimal() and _CALENDAR.fullmatch(digits) is not None


def _dates(words: Sequence[Word], kinds: str) -> Iterator[tuple[int, int]]:
    """Everything that may be a date, each within a turn."""
    start = 0
    while found := _WITHOUT_CUE.search(kinds, start):
        last = turn_end(words, kinds, found.start(), found.end() - 1)
        start = last + 1
        yield found.start(), last


def _year_of(numbers: Sequence[Reading]) -> int:
    """The year that the numbers of a date end with (or a written one begins with), 0 where none does."""
    if numbers and numbers[-1].shape == "D":
        parts = re.split(r"\D", numbers[-1].text)
        return next((int(part) for part in parts if len(part) == 4), 0)
    texts = [number.text for number in numbers]
    if "thousand" in texts:
        after = list(numbers[texts.index("thousand") + 1 :])
        return 2000 + sum(
            int(number.digits) * (10 if number.shape == "Y" else 1) for number in after if number.digits.isdigit()
        )
    found = _YEAR.search(digits_of_date(numbers))
    return int(found[0]) if found else 0


def _said_again(
    words: Sequence[Word], readings: Sequence[Reading], kinds: str, births: Sequence[EntitySpan]
) -> Iterator[EntitySpan]:
    """The dates of birth, or parts of them, wherever else they are said: read back by the other party."""
    told = [(birth.last_word, _parts(readings, kinds, birth.first_word, birth.last_word)) for birth in births]
    told = sorted((last, parts) for last, parts in told if len(parts) >= 2)
    if not told:
        return
    whole = {parts for _, parts in told}
    numbers = [numbers_of_date(readings, kinds, birth.first_word, birth.last_word) for birth in births]
    lengths = sorted({len(parts) for parts in whole})
    recent = 0
    for first, last in _dates(words, kinds):
        parts = _parts(readings, kinds, first, last)
        while recent < len(told) and told[recent][0] < first - READ_BACK_REACH:
            recent += 1
        near = [(place, date) for place, date in told[recent : recent + MOST_RECENT] if place < first]
        again = any(parts[start : start + length] in whole for length in lengths for start in range(len(parts)))
        # "May twenty sixth" for "five dash twenty six" shares one part, "six nine nineteen sixty one" two or more.
        shared = 1 if set(kinds[first : last + 1]) & set("mo") else 2
        repeats = any(
            set(parts) <= set(date) or (first - place <= AT_ONCE and len(set(parts) & set(date)) >= shared)
            for place, date in near
            if len(parts) >= 2
        )
        named = "m" in kinds[first : last + 1] and numbers_of_date(readings, kinds, first, last)
        if named and len(named) >= 2 and any(named <= each for each in numbers):
            again = True  # "the second of january" for "two one nineteen seventy seven"
        if again or (repeats and stands_alone(words, readings, first, last)):
            yield EntitySpan("DATE_OF_BIRTH", first, last, "read_back", 0.6)


def _parts(readings: Sequence[Reading], kinds: str, first: int, last: int) -> tuple[str, ...]:
    return tuple([readings[index].text for index in range(first, last + 1) if kinds[index] in "mond"])
