"""Asides of somebody who reads out a number: "four one, hang on, two seven", "let me see", "what is it"."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from callscribe.polish.detectors.numbers.number_cues import MONTHS, ORDINALS
from callscribe.polish.detectors.phrases import by_first_word, phrase_at

if TYPE_CHECKING:
    from collections.abc import Sequence

    from callscribe.polish.detectors.numbers.number_words import Reading

ASIDES: Final = (
    "let me see", "let me look", "let me check", "let me start over", "let me think", "let me find it", "hang on",
    "hang on a second", "hold on", "hold on a second", "just a second", "just a moment", "just a sec",
    "give me a second",
    "bear with me", "what is it", "what was it", "what's it", "where is it", "where was i", "how does it go", "i mean",
    "i think", "i believe", "i'm sorry", "i am sorry", "oops", "oops sorry", "scratch that", "wait", "wait a second",
    "and then", "then", "you know", "no sorry", "no wait", "excuse me", "pardon me",
)  # fmt: skip
"""What is said in the middle of a number, and says nothing of it."""

_BY_FIRST: Final = by_first_word((phrase, "aside") for phrase in ASIDES)
_NUMBER: Final = frozenset("UTYNVRLO")
_OF_DATES: Final = MONTHS | ORDINALS


def hear_asides(readings: list[Reading]) -> list[Reading]:
    """Read asides between digits as pauses.

    Args:
        readings: One for each word.

    Returns:
        The same, where the words of an aside that digits or letters stand before are pauses.
    """
    heard = readings
    floor = 0
    for index in [index for index, reading in enumerate(readings) if reading.text in _BY_FIRST]:
        if index < floor or not _follows_digits(heard, index):
            continue
        aside = phrase_at(readings, index, _BY_FIRST)
        if aside is not None:
            floor = index + len(aside[0])
            if heard is readings:
                heard = list(readings)
            heard[index:floor] = [replace(reading, shape="P", digits="") for reading in readings[index:floor]]
    return heard


def _follows_digits(readings: Sequence[Reading], index: int) -> bool:
    before = index - 1
    while before >= 0 and index - before < 4 and readings[before].shape == "P":
        before -= 1
    return before >= 0 and (readings[before].shape in _NUMBER or readings[before].text in _OF_DATES)
