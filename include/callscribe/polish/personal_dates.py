"""Dates of birth and dates on which a card expires, written or spoken, in any order of day, month and year."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import replace
from functools import lru_cache
from itertools import groupby, pairwise
from typing import TYPE_CHECKING, Final

from rapidfuzz.distance import Levenshtein

from callscribe.polish.entities import EntitySpan
from callscribe.polish.number_answers import changes_voice, closes
from callscribe.polish.number_cues import CORRECTIONS, MONTHS, ORDINALS, UNITS
from callscribe.polish.number_run import OPENERS
from callscribe.polish.number_words import HESITATIONS

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from callscribe.polish.number_cues import Cue
    from callscribe.polish.number_kinds import Verdict
    from callscribe.polish.number_words import Reading
    from callscribe.transcript.words import Word

REACH: Final = 30
"""Words between a cue and its date: "and what is your date of birth please - yes let me think that is ..."."""

CARD_CONTEXT: Final = 60
"""Words around a card number or its cue in which "expires" is about the card, not about a contract."""

SAME_BREATH: Final = 8
"""Words within which a second cue is asked together with the first ("expiry and security code"), answered after it."""

READ_BACK_REACH: Final = 40
"""Words after a date of birth in which a part of it is taken for reading it back."""

AT_ONCE: Final = 15
"""Words after a date of birth in which a date with one part of it reads it back in another form ("5/26", "may
twenty sixth")."""

MOST_RECENT: Final = 4
"""Dates of birth that a part is compared with."""

SHORTEST_MISSPELT: Final = 5
"""Letters of a month or an ordinal that one misheard letter leaves recognisable."""

YEAR_REACH: Final = 12
"""Words between day and month, and the year that is asked for: "and the year please"."""

BIRTH_YEARS: Final = range(1920, 2013)
"""A whole date in such a year is hidden without a cue: people of these years call, and little else that they mention
is that old to the day (estimate)."""

NEAR_CARD: Final = 10
"""Words after "card" in which a month and a year are its expiry date even without a cue."""

EXPIRY_YEARS: Final = range(24, 46)
"""Years, without the century, in which cards expire (estimate: up to twenty years ahead)."""

MONTH_NUMBERS: Final = {
    month: number
    for number, names in enumerate(
        "january jan,february feb,march mar,april apr,may,june jun,july jul,august aug,september sep sept,october oct,"
        "november nov,december dec".split(","),
        start=1,
    )
    for month in names.split()
}

# One character a word: m a month, o an ordinal, n a number, h a hundred or more, d a written date, s what sounds like a digit, p a pause,
# c "of" and the like, a "and", u a unit, dot anything else.
_BY_TEXT: Final = {
    **dict.fromkeys(UNITS, "u"),
    **dict.fromkeys(ORDINALS, "o"),
    **dict.fromkeys(MONTHS, "m"),
    **dict.fromkeys(("of", "the", "in", "year", "day", "month"), "c"),
    "and": "a",
    **dict.fromkeys(CORRECTIONS, "x"),
}
_BY_SHAPE: Final = {**dict.fromkeys("UTYVN", "n"), "H": "h", "D": "d", "P": "p", "M": "s", "O": "z"}
_WITH_CUE: Final = re.compile(r"(?:c(?=p{0,2}n?o))?(?:d|[monh](?:(?:[pcs]{0,5}|(?<=h)a|p?[.su]p?)[monh])*)")
_FOR_CARD: Final = re.compile(r"d|(?:n{1,2}p?[ac]p?)?[mn](?:(?:[pcs]{0,5}|p?\.p?)[mn])*")
_WITHOUT_CUE: Final = re.compile(r"d|(?:c(?=p{0,2}n?o))?[mon](?:(?:[pc]{0,5}|(?<=h)a)[monh])+")
_ZERO: Final = re.compile("z(?=p?[nz])|(?<=n)z")
_YEAR: Final = re.compile(r"(?:19[2-9]\d|20[01]\d)$")


def find_dates(
    words: Sequence[Word], readings: Sequence[Reading], cues: Sequence[Cue], verdicts: Sequence[Verdict]
) -> list[EntitySpan]:
    """Find dates of birth and expiry dates.

    Args:
        words: In the order of the conversation.
        readings: One for each word.
        cues: The announcing phrases found in them, in order.
        verdicts: The numbers that are known to be something else.

    Returns:
        In no order; they may overlap.
    """
    kinds = "".join([_BY_TEXT.get(reading.text) or _kind_of(reading) for reading in readings])
    kinds = _ZERO.sub("n", kinds).replace("z", ".").replace("q", "p")
    kinds = _with_misspelt(readings, kinds, cues)
    births = list(_births(words, readings, kinds, cues, verdicts))
    found = [
        *births,
        *_past_dates(words, readings, kinds),
        *_said_again(words, readings, kinds, births),
        *_expiries(words, readings, kinds, cues, verdicts),
    ]
    return [part for span in found for part in _by_turn(words, kinds, span)]


def _by_turn(words: Sequence[Word], kinds: str, span: EntitySpan) -> Iterator[EntitySpan]:
    """One span for each turn; the other party's listening sounds between are left alone."""
    stretch = range(span.first_word, span.last_word + 1)
    for number, (_, turn) in enumerate(
        groupby(stretch, key=lambda index: (words[index].channel, words[index].speaker))
    ):
        together = [index for index in turn if number == 0 or kinds[index] in "monhd"]
        while together and kinds[together[-1]] not in "monhds":
            together.pop()
        if together:
            yield replace(span, first_word=together[0], last_word=together[-1])


def _with_misspelt(readings: Sequence[Reading], kinds: str, cues: Sequence[Cue]) -> str:
    """Months and ordinals that were misheard by a letter, after a cue for a date."""
    found = list(kinds)
    for cue in cues:
        if cue.kind in ("birth", "expiry", "expires"):
            for index in range(cue.last + 1, min(cue.last + 1 + REACH, len(kinds))):
                if found[index] == "." and len(readings[index].text) >= SHORTEST_MISSPELT:
                    found[index] = _misspelt(readings[index].text)
    return "".join(found)


@lru_cache(maxsize=4096)
def _misspelt(token: str) -> str:
    for names, kind in ((MONTHS, "m"), (ORDINALS, "o")):
        for name in names:
            if len(name) >= SHORTEST_MISSPELT and Levenshtein.distance(token, name, score_cutoff=1) <= 1:
                return kind
    return "."


def _turn_end(words: Sequence[Word], kinds: str, first: int, last: int) -> int:
    """The last part of a date within the turn and the sentence that it begins in."""
    end = first
    for index in range(first + 1, last + 1):
        if (words[index].channel, words[index].speaker) != (words[first].channel, words[first].speaker):
            break
        if words[index - 1].word.endswith((".", "?", "!")) and kinds[index - 1] not in "pc":
            break
        end = index if kinds[index] in "monhd" else end
    return end


def _kind_of(reading: Reading) -> str:
    if reading.shape == "Q":
        return "o" if reading.text[-2:] in ("st", "nd", "rd", "th") else "."
    if reading.shape == "P" and reading.text not in HESITATIONS:
        return "q"
    return _BY_SHAPE.get(reading.shape, ".")


# --- Birth --------------------------------------------------------------------------------------------------------


def _births(
    words: Sequence[Word], readings: Sequence[Reading], kinds: str, cues: Sequence[Cue], verdicts: Sequence[Verdict]
) -> Iterator[EntitySpan]:
    taken = _taken(verdicts, ("CARD_CVV", "CARD_NUMBER", "PHONE", "NATIONAL_ID"))
    for position, cue in enumerate(cues):
        if cue.kind != "birth":
            continue
        stop = min(cue.last + 1 + REACH, len(readings), _next_question(words, cues, position))
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
            stop = min(found[1] + 1 + YEAR_REACH, len(readings), _next_question(words, cues, position))
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


def _next_question(words: Sequence[Word], cues: Sequence[Cue], position: int) -> int:
    """Where another thing is asked for, other than in the same breath: "expiry and security code"."""
    asked = cues[position]
    voice = words[asked.last].channel, words[asked.last].speaker
    for other in cues[position + 1 :]:
        if other.kind == asked.kind:
            continue
        between = range(asked.last + 1, other.first + 1)
        if len(between) > REACH:
            break
        if (
            any((words[index].channel, words[index].speaker) != voice for index in between)
            or len(between) > SAME_BREATH
        ):
            return other.first
    return len(words)


def _first_date(
    words: Sequence[Word], readings: Sequence[Reading], kinds: str, start: int, stop: int, taken: Collection[int]
) -> tuple[int, int] | None:
    for found in _WITH_CUE.finditer(kinds, start, stop):
        first, last = found.start(), found.end() - 1
        # What the pattern cuts at the end of the reach goes on.
        goes_on = _WITH_CUE.match(kinds, first)
        last = max(last, goes_on.end() - 1) if goes_on else last
        turn = _turn_end(words, kinds, first, last)
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
    return len(_digits_of(numbers)) >= (2 if any(kinds[index] == "o" for index in parts) else 3)


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
        last = _turn_end(words, kinds, found.start(), found.end() - 1)
        start = last + 1
        yield found.start(), last


def _year_of(numbers: Sequence[Reading]) -> int:
    """The year that the numbers of a date end with (or a written one begins with), 0 where none does."""
    if numbers and numbers[-1].shape == "D":
        parts = re.split(r"\D", numbers[-1].text)
        return next((int(part) for part in parts if len(part) == 4), 0)
    texts = [number.text for number in numbers]
    if "thousand" in texts:
        after = [number for number in numbers[texts.index("thousand") + 1 :]]
        return 2000 + sum(
            int(number.digits) * (10 if number.shape == "Y" else 1) for number in after if number.digits.isdigit()
        )
    found = _YEAR.search(_digits_of(numbers))
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
        whole_date = (len(parts) >= 2 and bool(set(kinds[first : last + 1]) & set("mo"))) or len(parts) >= 3
        repeats = any(
            set(parts) <= set(date) or (whole_date and first - place <= AT_ONCE and set(parts) & set(date))
            for place, date in near
            if len(parts) >= 2
        )
        if again or repeats:
            yield EntitySpan("DATE_OF_BIRTH", first, last, "read_back", 0.6)


def _parts(readings: Sequence[Reading], kinds: str, first: int, last: int) -> tuple[str, ...]:
    return tuple(readings[index].text for index in range(first, last + 1) if kinds[index] in "mond")


# --- Expiry -------------------------------------------------------------------------------------------------------


def _expiries(
    words: Sequence[Word], readings: Sequence[Reading], kinds: str, cues: Sequence[Cue], verdicts: Sequence[Verdict]
) -> Iterator[EntitySpan]:
    taken = _taken(verdicts, ("CARD_CVV", "CARD_NUMBER", "PHONE"))
    cards = [cue.first for cue in cues if cue.kind in ("card", "cvv", "expiry")]
    cards += [verdict.run.first for verdict in verdicts if verdict.entity_type == "CARD_NUMBER"]
    cards.sort()
    for position, cue in enumerate(cues):
        if cue.kind not in ("expiry", "expires"):
            continue
        nearest = bisect_left(cards, cue.first)
        if not any(abs(cue.first - card) <= CARD_CONTEXT for card in cards[max(0, nearest - 1) : nearest + 1]):
            continue
        stop = min(cue.last + 1 + REACH, len(readings), _next_question(words, cues, position))
        said = ""
        start = cue.last + 1
        while found := _FOR_CARD.search(kinds, start, stop):
            last = found.end() - 1
            turn = _turn_end(words, kinds, found.start(), last)
            if _month_and_year(readings, kinds, found.start(), turn):
                last = turn
            start = last + 1
            month = _month_and_year(readings, kinds, found.start(), last)
            parts = [index for index in range(found.start(), start) if kinds[index] in "mnd"]
            named = "m" in kinds[found.start() : start]
            if (taken.intersection(parts) and not named) or kinds[start : start + 1] in ("u", "o"):
                continue
            corrected = any(reading.text in CORRECTIONS for reading in readings[max(0, parts[0] - 4) : parts[0]])
            if month and (not said or month == said or corrected):
                yield EntitySpan("CARD_EXPIRY", parts[0], parts[-1], "expiry_cue", 0.8)
                said = month
    cards = [cue.last for cue in cues if cue.kind in ("card", "cvv")]
    cards += [verdict.run.last for verdict in verdicts if verdict.entity_type == "CARD_NUMBER"]
    yield from _uncued_expiries(words, readings, kinds, cards, taken)


def _uncued_expiries(
    words: Sequence[Word], readings: Sequence[Reading], kinds: str, cards: Sequence[int], taken: Collection[int]
) -> Iterator[EntitySpan]:
    """Month and year near a card, where "expires" was misheard: close to it, or as an answer."""
    until = -1
    for card in sorted(cards):
        start = max(card + 1, until)
        until = min(card + 1 + CARD_CONTEXT, len(kinds))
        while found := _FOR_CARD.search(kinds, start, until):
            first, last = found.start(), _turn_end(words, kinds, found.start(), found.end() - 1)
            start = last + 1
            texts = [reading.text for reading in readings[first : last + 1]]
            year = _month_and_year(readings, kinds, first, last)[-2:]
            telling = (
                kinds[first] == "d"
                or "slash" in texts
                or (kinds[first] == "m" and {"twenty", f"20{year}"} & set(texts))
            )
            if (
                not year
                or not telling
                or int(year) not in EXPIRY_YEARS
                or any(each in taken for each in range(first, last + 1))
            ):
                continue
            if first - card <= NEAR_CARD or (_opens(words, readings, first) and closes(words, readings, last)):
                yield EntitySpan("CARD_EXPIRY", first, last, "near_card", 0.5)


def _opens(words: Sequence[Word], readings: Sequence[Reading], first: int) -> bool:
    before = first - 1
    return (
        before < 0 or changes_voice(words, before) or readings[before].text in OPENERS or readings[before].shape == "P"
    )


def _month_and_year(readings: Sequence[Reading], kinds: str, first: int, last: int) -> str:
    """Month and the last two digits of the year ("0428"), or nothing where the words say no such date."""
    parts = [readings[index] for index in range(first, last + 1) if kinds[index] in "mnd"]
    named = [MONTH_NUMBERS.get(part.text, 0) for part in parts if not part.digits]
    if parts[0].shape == "D":
        numbers = re.split(r"\D", parts[0].text)
        return f"{int(numbers[0]):02d}{numbers[-1][-2:]}" if len(numbers) == 2 else ""
    digits = _digits_of(parts)
    if named:
        return f"{named[0]:02d}{digits[-2:]}" if len(digits) in (1, 2, 3, 4) else ""
    if len(digits) >= 5 and digits[-4:-2] == "20":
        month, year = digits[:-4], digits[-2:]
    else:
        month, year = digits[:-2], digits[-2:]
    if month == "20" and year[0] in "23":
        return f"00{year}"  # the year alone: the month was misheard
    return f"{int(month):02d}{year}" if 1 <= len(month) <= 3 and int(month) <= 12 else ""


def _digits_of(numbers: Sequence[Reading]) -> str:
    digits = ""
    for position, number in enumerate(numbers):
        units = numbers[position + 1] if position + 1 < len(numbers) else None
        joined = units is not None and units.shape == "U" and units.digits != "0"
        digits += number.digits if number.shape != "Y" or joined else f"{number.digits}0"
    return "".join(filter(str.isdigit, digits))


def _taken(verdicts: Sequence[Verdict], entity_types: Collection[str]) -> set[int]:
    return {piece.index for each in verdicts if each.entity_type in entity_types for piece in each.run.pieces}
