"""Where a secret that was told is spelled: "capital m, a p l e, seven, exclamation mark"."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from callscribe.polish.detectors.secrets.password_words import SYMBOLS
from callscribe.polish.detectors.spelled_characters import CASES, read_character
from callscribe.polish.detectors.spelling_alphabet import HESITATIONS, SEPARATORS
from callscribe.polish.detectors.voices import same_voice

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from callscribe.polish.detectors.numbers.spoken_numbers import Reading
    from callscribe.transcript.words import Word

SPELLED_REACH: Final = 60
"""Words after a secret in which it is spelled (estimate)."""

LEAST_SPELLED: Final = 2
"""Characters that are a part of the secret and nothing else."""

_BETWEEN: Final = HESITATIONS | SEPARATORS | frozenset(("and", "then", "a", "an"))


def spelled_again(
    words: Sequence[Word], readings: Sequence[Reading], secrets: Sequence[Sequence[int]]
) -> Iterator[list[int]]:
    """Find the characters of secrets, said one by one after them.

    Args:
        words: In the order of the conversation, all parties together.
        readings: One for each word.
        secrets: Indices of the words of each.

    Yields:
        Indices of the words that say some characters of one secret.
    """
    for secret in secrets:
        text = _text(words, readings, secret)
        if text.isdecimal():
            continue  # numbers are found again as numbers
        text = text.replace("0", "o")
        index = secret[-1] + 1
        stop = min(index + SPELLED_REACH, len(words))
        while index < stop:
            last, spelled = _spelled_from(words, readings, index)
            lettered = any(map(str.isalpha, spelled.replace("o", "")))
            if lettered and len(spelled) >= LEAST_SPELLED and spelled in text:
                yield list(range(index, last + 1))
            index = max(index, last) + 1


def _text(words: Sequence[Word], readings: Sequence[Reading], secret: Sequence[int]) -> str:
    """The letters and digits of a secret, in lower case."""
    tokens = [readings[at].digits if readings[at].shape else readings[at].text for at in secret]
    return "".join(filter(str.isalnum, "".join(tokens))).casefold()


def _spelled_from(words: Sequence[Word], readings: Sequence[Reading], start: int) -> tuple[int, str]:
    """The last of the words from one on that spell something, and what they spell, "o" for a zero, which is said so."""
    spelled = ""
    last = index = start
    while index < len(words) and same_voice(words, start, index):
        token = readings[index].text
        if token in CASES and index + 1 < len(words) and readings[index + 1].text not in CASES:
            index += 1
            continue
        character = read_character(words, readings, index)
        if character is not None and (character.sure or len(token) == 1) and len(character.text) <= 2:
            spelled += character.text.casefold().replace("0", "o")
            last, index = character.last, character.last + 1
        elif not spelled:
            break
        elif token in SYMBOLS:
            last, index = index, index + 1
        elif token in _BETWEEN:
            index += 1
        else:
            break
    return last, spelled
