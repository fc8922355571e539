"""What single words say of a date, a character each, so that dates can be found by patterns."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache
from itertools import groupby
from typing import TYPE_CHECKING, Final

from rapidfuzz.distance import Levenshtein

from callscribe.polish.detectors.numbers.number_cues import CORRECTIONS, MONTHS, ORDINALS, UNITS
from callscribe.polish.detectors.numbers.number_words import HESITATIONS, TEENS, TENS

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from callscribe.polish.detectors.numbers.number_cues import Cue
    from callscribe.polish.detectors.numbers.number_run import Verdict
    from callscribe.polish.detectors.numbers.number_words import Reading
    from callscribe.polish.entities import EntitySpan
    from callscribe.transcript.words import Word

REACH: Final = 30
"""Words between a cue and its date: "and what is your date of birth please - yes let me think that is ..."."""

SAME_BREATH: Final = 8
"""Words within which a second cue is asked together with the first ("expiry and security code"), answered after it."""

MONTH_NUMBERS: Final = {
    month: number
    for number, names in enumerate(
        "january jan,february feb,march mar,april apr,may,june jun,july jul,august aug,september sep sept,october oct,"
        "november nov,december dec".split(","),
        start=1,
    )
    for month in names.split()
}

DAY_NUMBERS: Final = {
    ordinal: number
    for number, ordinal in enumerate(
        "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth "
        "fifteenth sixteenth seventeenth eighteenth nineteenth twentieth".split(),
        start=1,
    )
} | {"thirtieth": 30}

CENTURIES: Final = (19, 20)
"""Numbers that begin a year and say little of it: "nineteen seventy one" is "seventy one" too."""

PART_OF_YEAR: Final = frozenset(("end", "beginning", "start", "middle"))
"""What is said for a month: "end of 25"."""

OFTEN_WORDS: Final = frozenset(("for", "to", "too"))
"""What sounds like a digit, and is far more often a word."""

SHORTEST_MISSPELT: Final = 5
"""Letters of a month or an ordinal that one misheard letter leaves recognisable."""

# One character a word: m a month, o an ordinal, n a number, h a hundred or more, d a written date, s what sounds like a
# digit, p a pause, c "of" and the like, a "and", r "double", u a unit, x a correction, dot any other. While they are
# made, z is an "oh" and q a pause longer than a breath.
_BY_TEXT: Final = {
    **dict.fromkeys(UNITS, "u"),
    **dict.fromkeys(ORDINALS, "o"),
    **dict.fromkeys(MONTHS, "m"),
    **dict.fromkeys(("of", "the", "in", "year", "day", "month"), "c"),
    "and": "a",
    **dict.fromkeys(CORRECTIONS, "x"),
}
_BY_SHAPE: Final = {**dict.fromkeys("UTYVN", "n"), "H": "h", "D": "d", "P": "p", "M": "s", "O": "z", "R": "r"}
_NUMBER_WORDS: Final = (*TEENS, *TENS, "hundred", "thousand")
_ZERO: Final = re.compile("z(?=p?[nz])|(?<=n)z")
_NUMERALS: Final = re.compile(r"\d+")


def date_kinds(readings: Sequence[Reading], cues: Sequence[Cue]) -> str:
    """Say what each word is in a date.

    Args:
        readings: One for each word.
        cues: The announcing phrases found in them: after one, months may be misheard by a letter.

    Returns:
        One character for each word.
    """
    kinds = "".join([_BY_TEXT.get(reading.text) or _kind_of(reading) for reading in readings])
    for index in [index for index, kind in enumerate(kinds) if kind == "h"]:
        if readings[index].text != "hundred" and not _is_of_year(readings, kinds, index):
            kinds = f"{kinds[:index]}u{kinds[index + 1 :]}"  # "sixteen thousand"
    for index in [index for index, reading in enumerate(readings) if reading.text == "second"]:
        if index and readings[index - 1].text in ("a", "one", "every", "per"):
            kinds = f"{kinds[: index - 1]}..{kinds[index + 1 :]}"  # "give me a second"
    return _with_misspelt(readings, _ZERO.sub("n", kinds).replace("z", ".").replace("q", "p"), cues)


def _is_of_year(readings: Sequence[Reading], kinds: str, index: int) -> bool:
    """Whether "thousand" says a year of this century: "two thousand and one"."""
    before = readings[index - 1] if index else None
    hundreds = [reading.text for reading in readings[index + 1 : index + 3]]
    return (
        before is not None
        and "hundred" not in hundreds
        and (before.digits == "2" and before.shape in ("U", "M"))
        and ("m" in kinds[max(index - 4, 0) : index] or not (index >= 2 and (readings[index - 2].shape in ("Y", "H"))))
    )


def turn_end(words: Sequence[Word], kinds: str, first: int, last: int) -> int:
    """The last part of a date within the turn and the sentence that it begins in."""
    end = first
    for index in range(first + 1, last + 1):
        if (words[index].channel, words[index].speaker) != (words[first].channel, words[first].speaker):
            break
        if words[index - 1].word.endswith((".", "?", "!")) and kinds[index - 1] not in "pc":
            break
        end = index if kinds[index] in "monhd" else end
    return end


def one_answer_end(words: Sequence[Word], kinds: str, first: int, last: int) -> int:
    """The last part of a date that goes on after the other party's "mm hmm", and not after anything else it says."""
    end = first
    for index in range(first + 1, last + 1):
        if kinds[index] not in "monhd":
            continue
        between = range(end, index)
        other = any(kinds[each] not in "pcmonhd" for each in between)
        if other and any(
            (words[each].channel, words[each].speaker) != (words[each + 1].channel, words[each + 1].speaker)
            for each in between
        ):
            break
        end = index
    return end


def next_question(words: Sequence[Word], cues: Sequence[Cue], position: int) -> int:
    """Where another thing is asked for, other than in the same breath: "expiry and security code"."""
    asked = cues[position]
    voice = words[asked.last].channel, words[asked.last].speaker
    for other in cues[position + 1 : position + 1 + REACH]:
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


def digits_of_date(numbers: Sequence[Reading]) -> str:
    """The digits of a date: "nineteen eighty two" is 1982."""
    digits = ""
    for position, number in enumerate(numbers):
        units = numbers[position + 1] if position + 1 < len(numbers) else None
        joined = units is not None and units.shape in ("U", "M") and units.digits != "0"
        digits += number.digits if number.shape != "Y" or joined else f"{number.digits}0"
    return "".join(filter(str.isdigit, digits))


def numbers_of_date(readings: Sequence[Reading], kinds: str, first: int, last: int) -> frozenset[int]:
    """Day, month and year as numbers, in whatever form they are said: "second of january" and "1/2" have the same.

    Args:
        readings: One for each word.
        kinds: What each word is in a date.
        first: Index of the date's first word.
        last: Index of its last word, inclusive.

    Returns:
        The numbers, of years the last two digits.
    """
    numbers: list[int] = []
    before = ""
    for index in range(first, last + 1):
        if kinds[index] not in "monhds":
            continue
        reading = readings[index]
        said = _numbers_said(reading)
        if before == "Y" and (reading.shape in ("U", "M") or kinds[index] == "o") and said and 0 < said[0] < 10:
            numbers[-1] += said[0]
        elif before == "O" and reading.shape in ("U", "M"):
            numbers[-1] = said[0]
        else:
            numbers += said
        before = reading.shape
    return frozenset(number for number in numbers if number not in CENTURIES) or frozenset(numbers)


def _numbers_said(reading: Reading) -> list[int]:
    if reading.text in MONTH_NUMBERS:
        return [MONTH_NUMBERS[reading.text]]
    if reading.text in DAY_NUMBERS:
        return [DAY_NUMBERS[reading.text]]
    if reading.shape == "H":
        return []
    if reading.shape == "Y":
        return [int(reading.digits) * 10]
    said = [
        int(number) for number in _NUMERALS.findall(reading.text if reading.shape in ("D", "Q") else reading.digits)
    ]
    return [number % 100 if number >= 1900 else number for number in said]


def taken_words(verdicts: Sequence[Verdict], entity_types: Collection[str]) -> set[int]:
    """Words that are known to say something else."""
    return {piece.index for each in verdicts if each.entity_type in entity_types for piece in each.run.pieces}


def by_turn(words: Sequence[Word], kinds: str, span: EntitySpan) -> Iterator[EntitySpan]:
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
                if cue.kind != "birth" and readings[index].text in PART_OF_YEAR:
                    found[index] = "m" if found[index + 1 : index + 2] == ["c"] else found[index]
                elif found[index] == "s":
                    found[index] = _as_digit(readings, found, index, cue.last + 1)
                elif (
                    found[index] == "."
                    and readings[index].text not in ORDINALS
                    and len(readings[index].text) >= SHORTEST_MISSPELT
                ):
                    found[index] = _misspelt(readings[index].text)
    return "".join(found)


def _as_digit(readings: Sequence[Reading], kinds: Sequence[str], index: int, start: int) -> str:
    """A homophone in a date is a number: "born ate twelve ninety six", "ate of the for eighty won"."""
    after = "".join(kinds[index + 1 : index + 3]).replace("p", "")[:1]
    before = kinds[index - 1]
    if readings[index].text not in OFTEN_WORDS:
        return (
            "n"
            if after in ("m", "o", "n", "h", "s")
            or (after == "c" and readings[index + 1].text == "of")
            or before in "monhs"
            else "s"
        )
    led = index == start or (before == "c" and readings[index - 1].text == "the")
    return "n" if led and after in ("m", "n") else "s"


@lru_cache(maxsize=4096)
def _misspelt(token: str) -> str:
    for names, kind in ((MONTHS, "m"), (ORDINALS, "o"), (_NUMBER_WORDS, "n")):
        for name in names:
            if len(name) >= SHORTEST_MISSPELT and Levenshtein.distance(token, name, score_cutoff=1) <= 1:
                return kind
    return "."


def _kind_of(reading: Reading) -> str:
    if reading.shape == "Q":
        return "o" if reading.text[-2:] in ("st", "nd", "rd", "th") else "."
    if reading.shape == "P" and reading.text not in HESITATIONS:
        return "q"
    return _BY_SHAPE.get(reading.shape, ".")
