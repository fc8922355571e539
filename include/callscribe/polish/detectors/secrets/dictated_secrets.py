"""Passwords that are told by how they are dictated: "with a capital t thunder one hash"."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from callscribe.polish.detectors.secrets.secret_extent import is_character, is_content
from callscribe.polish.detectors.voices import same_voice

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from callscribe.polish.detectors.numbers.spoken_numbers import Reading
    from callscribe.transcript.words import Word

CAPITALS: Final = frozenset("capital capitals uppercase lowercase caps".split())
"""What is said of the letters of a password, before it."""

LEAST_SIGNS: Final = 2
"""Digits and signs after a word of which the capitals were told."""


def dictated_secrets(
    words: Sequence[Word], readings: Sequence[Reading], hidden: Collection[int]
) -> Iterator[list[int]]:
    """Words with their capitals and digits: "capital t thunder one hash", which nobody says of anything else."""
    for index in [index for index, reading in enumerate(readings) if reading.text in CAPITALS]:
        first = word = index + 1
        while word < len(words) and word - index <= 3 and not is_content(readings[word]):
            word += 1
        if word >= len(words) or not is_content(readings[word]) or not same_voice(words, index, word):
            continue
        last = word
        while last + 1 < len(words) and same_voice(words, last + 1, index) and is_character(words, readings, last + 1):
            last += 1
        numbers = any(readings[at].shape and readings[at].digits.isdigit() for at in range(word + 1, last + 1))
        if last - word >= LEAST_SIGNS and numbers and word not in hidden:
            yield list(range(first, last + 1))
