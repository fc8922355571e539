"""Passwords that are told by how they are written: "Saturn8$" anywhere, "sunshine42" near the word "password"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from callscribe.polish.detectors.secrets.password_words import CREDENTIALS

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from callscribe.polish.detectors.numbers.spoken_numbers import Reading
    from callscribe.transcript.words import Word

WRITTEN_REACH: Final = 40
"""Words after "password" in which "sunshine42" is one (estimate)."""

_SIGNED: Final = re.compile(
    r"(?=.*[a-z])(?=.*[A-Z])(?=.*[0-9])(?=.*[#$%^&*~_!].|.*[#$%^&*~_])[A-Za-z0-9#$%^&*~_!+-]{6,40}"
)
"""Small and capital letters, a digit and a sign; a last "!" alone may be the recogniser's."""

_WORD_AND_DIGITS: Final = re.compile(r"[A-Za-z]?[a-z]{3,}[0-9]{1,6}[!#$%^&*~_@?+-]*")


def written_secrets(words: Sequence[Word], readings: Sequence[Reading], hidden: Collection[int]) -> Iterator[int]:
    """Words that are written as passwords are: of three kinds of characters and a sign, or of two near "password"."""
    last = -1 - WRITTEN_REACH
    for index, reading in enumerate(readings):
        token = reading.text
        if token.isalpha():
            if token in CREDENTIALS:
                last = index
        elif token in CREDENTIALS:
            last = index
        elif index not in hidden and any(map(str.isdigit, token)) and any(map(str.isalpha, token)):
            near = index - last <= WRITTEN_REACH
            if _SIGNED.fullmatch(_shown(words[index])) or (near and is_word_and_digits(words[index])):
                yield index


def is_word_and_digits(word: Word) -> bool:
    """Whether a word is written as passwords of a word and digits are: "sunshine42"."""
    return _WORD_AND_DIGITS.fullmatch(_shown(word)) is not None


def is_written(token: str) -> bool:
    """Whether a word can be nothing but a password: letters and digits in one, as in "Thunder6716"."""
    return any(map(str.isdigit, token)) and any(map(str.isalpha, token))


def _shown(word: Word) -> str:
    return word.word.strip("\"'“”‘’.,?;:()[]")
