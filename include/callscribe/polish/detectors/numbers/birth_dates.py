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
    taken_words,
    turn_end,
)
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

MOST_RECENT: Final = 4
"""Dates of birth that a part is compared with."""

YEAR_REACH: Final = 12
"""Words between day and month, and the year that is asked for: "and the year please"."""

BIRTH_YEARS: Final = range(1920, 2013)
"""A whole date in such a year is hidden without a cue: people of these years call, and little else that they mention
is that old to the day (estimate)."""

_WITH_CUE: Final = re.compile(r"(?:c(?=p{0,2}n?o))?(?:d|[monh](?:(?:[pcs]{0,5}|(?<=h)a|p?[.su]p?)[monh])*)")
_WITHOUT_CUE: Final = re.compile(r"d|(?:c(?=p{0,2}n?o))?[mon](?:(?:[pc]{0,5}|(?<=h)a)[monh])+")
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
        for again in range(found[1] + 1, min(found[1] + REACH, len(readings))):
            if kinds[again] == "d":
                yield EntitySpan("DATE_OF_BIRTH", again, again, "read_back", 0.6)
        if not _has_year(readings, kinds, *found):
            stop = min(found[1] + 1 + YEAR_REACH, len(readings), next_question(words, cues, position))
            year = _first_date(words, readings, kinds, found[1] + 1, stop, taken)
            if year is not None and _has_year(readings, kinds, *year):
                yield EntitySpan("DATE_OF_BIRTH", *year, "birth_cue", 0.7)


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
        if any(index in taken for index in range(first, last + 1)):
            continue
        parts = [index for index in range(first, last + 1) if kinds[index] in "monhd"]
        whole = kinds[parts[0]] == "d" or len(readings[parts[0]].digits) >= 4
        counted = kinds[last + 1 : last + 2] == "u" and not set(kinds[first : last + 1]) & set("mod")
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
    if "m" not in kinds and "d" not in kinds:
        return
    for first, last in _dates(words, kinds):
        parts = [index for index in range(first, last + 1) if kinds[index] in "monhd"]
        months = [index for index in parts if kinds[index] in "md"]
        if not months or (len(parts) < 3 and kinds[parts[0]] != "d"):
            continue
        if _year_of([readings[index] for index in parts if kinds[index] in "nhd"]) in BIRTH_YEARS:
            yield EntitySpan("DATE_OF_BIRTH", first, last, "past_date", 0.55)


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
        if again or repeats:
            yield EntitySpan("DATE_OF_BIRTH", first, last, "read_back", 0.6)


def _parts(readings: Sequence[Reading], kinds: str, first: int, last: int) -> tuple[str, ...]:
    return tuple(readings[index].text for index in range(first, last + 1) if kinds[index] in "mond")
