"""Doubtful words in a spelling: which of "see", "are", "for" and "won" are characters, by what stands around them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from callscribe.polish.detectors.spelled_characters import (
    HESITATIONS,
    LETTER_NAMES,
    SELDOM_ELSE,
    SEPARATORS,
    Character,
    read_character,
)
from callscribe.polish.detectors.voices import same_voice, voice_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from callscribe.polish.detectors.numbers.spoken_numbers import Reading
    from callscribe.transcript.words import Word

NEVER_MISHEARD: Final = frozenset(
    "second seconds sec moment minute minutes thing more of thanks thank please number is was address code digit "
    "digits from about under over until between around at than per am pm a.m p.m "
    "expires expiry expiring expired expiration issued valid dated born "
    "serial model part reference claim policy invoice version account routing card pin".split()
)
"""What is said between a number and what comes next: "one second - p four five"."""

_ENDINGS: Final = (".", "?", "!")


def is_believed(
    words: Sequence[Word], readings: Sequence[Reading], before: Sequence[Character], character: Character
) -> bool:
    """Whether a doubtful character is one, by what stands around it."""
    said = readings[character.first].text
    lettered = bool(before) and (
        before[-1].sure
        or len(readings[before[-1].first].text) == 1
        or readings[before[-1].first].text in ("november", "x-ray")
    )
    follows = lettered and _follows_closely(words, readings, before[-1].last, character.first)
    after = character.last + 1
    leads = after < len(words) and same_voice(words, after, character.last)
    leads = leads and _is_sure(words, readings, after)
    if len(said) > 1 and before and leads and readings[before[-1].last].shape == readings[after].shape == "N":
        return False  # "WD-40 in 2024": nobody spells between groups that are written as one
    if (follows and leads) or readings[character.first].shape == "P":
        return follows and leads
    if _is_misheard_run(words, readings, before, character, follows=follows) or (said == "a" and leads):
        return True
    if said in LETTER_NAMES or readings[character.first].shape in ("H", "O") or len(character.text) > 1:
        return follows or leads
    if leads and not before and len(said) == 1:
        # "Alright, I one six eight": two that are sure after it make "I" a letter.
        second = read_character(words, readings, after)
        return second is not None and _is_sure(words, readings, second.last + 1)
    if leads and character.first > 0:
        # "The plate is you four two nine": what follows the copula directly is the answer.
        return follows or readings[character.first - 1].text in ("is", "it's", "its", "number", "plate", "registration")
    if len(before) >= 2:
        return follows or (leads and before[-2].sure)
    return follows and _is_one_of_two(words, readings, character.last + 1)


def _is_one_of_two(words: Sequence[Word], readings: Sequence[Reading], following: int) -> bool:
    """Whether another doubtful letter follows, and a sure one after it: "k are you four"."""
    other = read_character(words, readings, following) if following < len(readings) else None
    return other is not None and _is_sure(words, readings, other.last + 1)


def misheard_from(words: Sequence[Word], readings: Sequence[Reading], before: Sequence[Character], index: int) -> int:
    """How many words from `index` on stand where characters were said: none, one or two, with sure ones around."""
    doubtful = sum(character.text == "?" for character in before)
    certain = sum(character.sure for character in before)
    if not certain or not before[-1].sure or certain < 3 * doubtful or index - before[-1].last > 1:
        return 0
    voice = voice_of(words, index)
    for misheard in (1, 2) if certain >= 2 else (1,):
        if readings[index + misheard - 1].shape in ("Q", "D", "P"):
            return 0
        said = readings[index + misheard - 1].text
        if said in NEVER_MISHEARD or "'" in said or words[index + misheard - 2].word.endswith(_ENDINGS):
            return 0
        following = index + misheard
        if {voice_of(words, index - 1), voice_of(words, min(following, len(words) - 1))} != {voice}:
            return 0
        if _is_sure(words, readings, following):
            after = read_character(words, readings, following)
            twice = after is not None and _is_sure(words, readings, after.last + 1)
            if twice or (misheard == 1 and certain >= 2):
                return misheard
        if following >= len(readings):
            break
    return 0


def _is_misheard_run(
    words: Sequence[Word],
    readings: Sequence[Reading],
    before: Sequence[Character],
    character: Character,
    *,
    follows: bool,
) -> bool:
    """Whether a doubtful digit is one of several in a row, with a sure character or nothing else on each side of them.

    "E h a six won too oh for for" at the end of a turn, "it's won ate k three m p" at its beginning.
    """
    index = character.first
    if readings[index].shape not in ("M", "O"):
        return False
    last = index
    while (
        last + 1 < len(words)
        and readings[last + 1].shape in ("M", "O")
        and same_voice(words, last, last + 1)
        and not words[last].word.endswith(_ENDINGS)
    ):
        last += 1
    stopped = words[last].word.endswith(_ENDINGS)
    ends = stopped or last + 1 == len(words) or not same_voice(words, last, last + 1)
    leads = not ends and _is_sure(words, readings, last + 1)
    if follows or (before and readings[before[-1].last].shape in ("M", "O") and before[-1].last == index - 1):
        return ends or leads
    if not leads or before:
        return False
    if index == 0 or not same_voice(words, index - 1, index):
        return last > index or readings[index].text in SELDOM_ELSE
    return readings[index - 1].text in ("is", "it's", "its", "that's")


def _is_sure(words: Sequence[Word], readings: Sequence[Reading], index: int) -> bool:
    """Whether a character that is sure begins at a word, or after one hesitation there."""
    if index < len(readings) and (readings[index].text in HESITATIONS or readings[index].text in SEPARATORS):
        index += 1
    if index >= len(readings):
        return False
    character = read_character(words, readings, index)
    if character is not None and (readings[index].text in LETTER_NAMES or readings[index].shape == "O"):
        return _is_sure(words, readings, index + 1)
    return character is not None and character.sure


def _follows_closely(words: Sequence[Word], readings: Sequence[Reading], last: int, first: int) -> bool:
    """Whether the same voice goes on, with one hesitation or separator between at most."""
    if not same_voice(words, last, first):
        return False
    between = [readings[index].text for index in range(last + 1, first)]
    return len(between) <= 1 and all(token in HESITATIONS or token in SEPARATORS for token in between)
