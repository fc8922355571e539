"""What plates and document numbers look like: how many letters and digits, and which were given one by one."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from callscribe.polish.detectors.spelling_alphabet import LINKS
from callscribe.polish.detectors.voices import same_voice

if TYPE_CHECKING:
    from collections.abc import Sequence

    from callscribe.polish.detectors.numbers.spoken_numbers import Reading
    from callscribe.polish.detectors.spelling_alphabet import Spelling
    from callscribe.transcript.words import Word

NEARBY: Final = frozenset(
    "car cars vehicle vehicles van truck parked parking drive driving drove tow towed toll registered motorbike "
    "motorcycle lorry dmv dvla plates insured insurance honda toyota ford bmw audi nissan chevy".split()
)
"""Talk of vehicles: what is written like a plate is one."""

NEARBY_REACH: Final = 30
"""Words around something written like a plate in which talk of vehicles counts."""

UNANNOUNCED: Final = range(6, 11)
"""Characters of a spelling that is hidden without a cue: the lengths of nearly all plates."""

LEAST_OF_EACH: Final = 3
"""Letters, and digits, of a longer spelling that is hidden without a cue."""

LEAST_ALONE: Final = 0.8
"""Share of its characters that are given one by one (estimate)."""

MAX_CHANGES: Final = 3
"""Changes from letters to digits and back in a plate ("KA 01 AB 1234" has the most)."""

_YEAR: Final = re.compile(r"(?<!\d)(19[5-9]|20[0-3])\d(?!\d)")
"""Of a car (estimate)."""

_TIME: Final = re.compile(r"\d\??[AP]\??M")


def is_identifier(kind: str, group: Sequence[Spelling], readings: Sequence[Reading]) -> bool:
    """Whether what answers a cue has enough characters that were given one by one."""
    text = "".join(spelling.text for spelling in group)
    sure = "".join(spelling.sure for spelling in group)
    digits = sum(map(str.isdigit, text))
    letters = sum(map(str.isalpha, sure))
    alone = sum(said_alone(spelling, readings) for spelling in group)
    if kind == "DOCUMENT_ID":
        return (letters >= 1 and digits >= 3 and len(text) >= 5) or (digits >= 5 and alone >= 4)
    return (letters >= 1 and digits >= 1 and len(text) >= 4) or letters >= 4 or (digits >= 4 and alone >= 4)


def is_plate(spelling: Spelling, words: Sequence[Word], readings: Sequence[Reading]) -> bool:
    """Whether a spelling without a cue has the form of a plate."""
    text, sure = spelling.text, spelling.sure
    digits, letters = sum(map(str.isdigit, sure)), sum(map(str.isalpha, sure))
    if len(text) not in UNANNOUNCED or digits < 2 or letters < 2 or _TIME.search(text):
        return False
    shapes = [character.isdigit() for character in text if character != "?"]
    if sum(one != other for one, other in pairwise(shapes)) > MAX_CHANGES or "?" in text:
        return False
    if tells_year(spelling, readings) or tells_hundreds(spelling, readings):
        return False  # "a 2021 Golf GT", "a BMW three twenty d"
    if sum(readings[character.first].shape == "L" for character in spelling.characters) >= 2:
        return True
    around = readings[max(0, spelling.first - NEARBY_REACH) : spelling.last + NEARBY_REACH]
    return any(reading.text.removesuffix("'s") in NEARBY for reading in around)


def tells_year(spelling: Spelling, readings: Sequence[Reading]) -> bool:
    """Whether the digits of a spelling are a year as years are said: "twenty twenty one", "2019"."""
    if not _YEAR.search(spelling.text):
        return False
    said = [readings[character.first] for character in spelling.characters if character.text.isdigit()]
    return all(reading.shape in ("T", "Y", "V", "N") for reading in said[:2])


def tells_hundreds(spelling: Spelling, readings: Sequence[Reading]) -> bool:
    """Whether the digits of a spelling are said as hundreds are: "three twenty", "two fifty five"."""
    shapes = [readings[character.first].shape for character in spelling.characters if character.text.isdigit()]
    return len(shapes) == 2 and shapes[0] == "U" and shapes[1] in ("Y", "V")


def is_long(spelling: Spelling, readings: Sequence[Reading]) -> bool:
    """Whether so many letters and digits were said one by one that they identify something."""
    digits, letters = sum(map(str.isdigit, spelling.sure)), sum(map(str.isalpha, spelling.sure))
    if len(spelling.characters) <= UNANNOUNCED.stop or min(digits, letters) < LEAST_OF_EACH:
        return False
    return said_alone(spelling, readings) >= LEAST_ALONE * len(spelling.text)  # "one ninety four, l d l one oh eight"


def said_alone(spelling: Spelling, readings: Sequence[Reading]) -> int:
    """Characters that were given one by one, or written together as no quantity is."""
    if not any(map(str.isalpha, spelling.sure)) and any(
        readings[index].shape == "H" for index in range(spelling.first, spelling.last + 1)
    ):
        return 0
    return sum(
        len(character.text)
        for character in spelling.characters
        if character.sure
        and (
            readings[character.first].shape in ("U", "R", "L", "O")
            or len(character.text) >= 3
            or not character.text.isdigit()
        )
    )


def ends_phrase(spelling: Spelling, words: Sequence[Word], readings: Sequence[Reading]) -> bool:
    """Whether nothing is counted by what was said: "forty one", not "forty one rooms"."""
    after = spelling.last + 1
    if after >= len(words) or words[spelling.last].word.endswith((".", ",", "?", "!")):
        return True
    if not same_voice(words, after, spelling.last):
        return True
    return readings[after].shape == "P" or readings[after].text in LINKS


def says_again(spelling: Spelling, text: str) -> bool:
    """Whether a spelling repeats the beginning or the end of what was given, misheard characters apart."""
    said = spelling.sure
    if len(said) < 3 or len(said) == 3:
        return len(said) == 3 and said in text
    if said[1:] in text or said[:-1] in text or (len(said) > 4 and (said[:4] in text or said[-4:] in text)):
        return True
    # One character of it may be another: "h u nine eight nine" for "k h u one eight nine".
    for start in range(len(text) - len(said) + 1):
        if sum(one != other for one, other in zip(said, text[start:], strict=False)) <= len(said) // 4:
            return True
    threes = [said[at : at + 3] for at in range(len(said) - 2)]
    return 2 * sum(three in text for three in threes) >= max(len(threes), 4)
