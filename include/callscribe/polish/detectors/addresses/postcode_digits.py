"""The digits of a postal code: said one by one or in groups, over hesitations and a misheard word."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from callscribe.polish.detectors.voices import same_voice

if TYPE_CHECKING:
    from collections.abc import Sequence

    from callscribe.polish.detectors.numbers.number_words import Reading
    from callscribe.transcript.words import Word

LONGEST: Final = 24
"""Words of a nine-digit code at most, with a hesitation after each."""

MAX_PAUSES: Final = 3
"""Listening words and hesitations in a row within a code."""

ZIP_DIGITS: Final = 5

_JOINING: Final = frozenset("plus dash hyphen and then".split())
_SHAPES: Final = frozenset("UTYVNO")


def is_digit(readings: Sequence[Reading], index: int) -> bool:
    """Whether there is a word and it says digits."""
    return index < len(readings) and readings[index].shape in _SHAPES


def digits_from(words: Sequence[Word], readings: Sequence[Reading], start: int) -> tuple[str, list[int]]:
    """Read the digits that one voice says from a word on.

    Args:
        words: In the order of the conversation.
        readings: One for each word.
        start: Index of the first word.

    Returns:
        The digits, and the indices of the words that say them, a misheard one between included; nothing where the
        word says none.
    """
    said: list[int] = []
    heard: list[int] = []
    for index in range(start, min(start + LONGEST, len(words))):
        if not same_voice(words, index, start):
            break
        if _says_digits(readings, index, said):
            said.append(index)
            heard.append(index)
        elif readings[index].shape == "P" or readings[index].text in _JOINING:
            enough = len(_written(readings, said)) > MAX_PAUSES
            ends = readings[index].text == "and" and enough and not _is_then(readings, index + 1)
            if ends or (said and index - said[-1] > MAX_PAUSES):
                break
        elif _is_misheard(readings, index, said, heard):
            heard.append(index)
        else:
            break
    while said and readings[said[-1]].shape == "R":
        said.pop()
    return _written(readings, said), [index for index in heard if said and index <= said[-1]]


def _says_digits(readings: Sequence[Reading], index: int, said: Sequence[int]) -> bool:
    shape = readings[index].shape
    if shape == "O":
        return bool(said) or is_digit(readings, index + 1)  # "oh, sure" says none
    if shape == "R" or shape in _SHAPES:
        return True
    if shape == "M" and said:
        return is_digit(readings, index + 1) or len(_written(readings, said)) == ZIP_DIGITS - 1
    return shape == "H" and bool(said)


def _is_misheard(readings: Sequence[Reading], index: int, said: Sequence[int], heard: Sequence[int]) -> bool:
    """Whether a word stands where a digit was said: the first such, and the code is not complete without it."""
    whole = len(_written(readings, said)) >= ZIP_DIGITS
    return len(said) >= 2 and len(heard) == len(said) and not whole and is_digit(readings, index + 1)


def _is_then(readings: Sequence[Reading], index: int) -> bool:
    return index < len(readings) and readings[index].text == "then"


def _written(readings: Sequence[Reading], said: Sequence[int]) -> str:
    digits: list[str] = []
    for position, index in enumerate(said):
        reading = readings[index]
        before = readings[said[position - 1]].shape if position else ""
        if reading.shape == "R":
            continue
        if before == "Y" and reading.shape in ("U", "M") and reading.digits != "0" and said[position - 1] == index - 1:
            digits[-1] = digits[-1][:-1] + reading.digits
            continue
        text = f"{reading.digits}0" if reading.shape == "Y" else reading.digits
        times = int(readings[said[position - 1]].digits) if before == "R" else 1
        digits.append(text[:1] * times + text[1:])
    return "".join(digits)
