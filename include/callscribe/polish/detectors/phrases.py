"""Phrases in text that is looked through word by word: the longest at each place, also with a word misheard."""

from __future__ import annotations

from collections import defaultdict
from functools import lru_cache
from typing import TYPE_CHECKING, Final, TypeVar

from callscribe.polish.function_words import FUNCTION_WORDS
from callscribe.polish.sounds import alike, begin_alike, sound_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from callscribe.polish.detectors.numbers.number_words import Reading

T = TypeVar("T")

PhraseTable = dict[str, list[tuple[tuple[str, ...], T]]]
"""First word -> the words of each phrase that begins with it, and what it means; the longest first."""

MisheardTable = dict[str, list[tuple[int, tuple[str, ...], int, T]]]
"""A word that was heard -> its place in a phrase, the phrase's words, the place of the misheard one, and what the
phrase means; the longest first."""

ALIKE: Final = 0.68
"""How like two words must sound for one to be heard for the other (estimate: "code" and "cold" are)."""

UNSTRESSED: Final = frozenset("a and her his in is it my of on our the their to your".split())
"""Words so weak that anything may be heard for them."""

FREQUENT: Final = FUNCTION_WORDS["en"]
"""Words that are everywhere, and so no sign of a phrase."""


def by_first_word(phrases: Iterable[tuple[str, T]]) -> PhraseTable[T]:
    """A table of phrases.

    Args:
        phrases: Each with what it means; of equally long ones the first is found.
    """
    table: PhraseTable[T] = defaultdict(list)
    for phrase, meaning in phrases:
        words = tuple(phrase.split())
        table[words[0]].append((words, meaning))
    for entries in table.values():
        entries.sort(key=lambda entry: -len(entry[0]))
    return dict(table)


def phrase_at(
    readings: Sequence[Reading], index: int, table: Mapping[str, list[tuple[tuple[str, ...], T]]]
) -> tuple[tuple[str, ...], T] | None:
    """The longest phrase that stands at a word, and what it means; None where none does."""
    following = readings[index + 1].text if index + 1 < len(readings) else None
    for phrase, meaning in table.get(readings[index].text, ()):
        if len(phrase) == 1:
            return phrase, meaning
        # the second word tells most of them apart without reading the rest
        if following != phrase[1]:
            continue
        if len(phrase) == 2 or tuple([reading.text for reading in readings[index : index + len(phrase)]]) == phrase:
            return phrase, meaning
    return None


def with_one_misheard(phrases: Iterable[tuple[str, T]]) -> MisheardTable[T]:
    """A table of phrases of two words and more, each with any one of its words misheard.

    Args:
        phrases: Each with what it means; of equally long ones the first is found.
    """
    table: MisheardTable[T] = defaultdict(list)
    for phrase, meaning in phrases:
        words = tuple(phrase.split())
        for misheard in range(len(words)):
            telling = [place for place, word in enumerate(words) if place != misheard and word not in FREQUENT]
            # One word that was heard and one that was not are no phrase, unless the latter can be told by its sound.
            if len(telling) > (len(words[misheard]) == 1 or words[misheard] in UNSTRESSED):
                anchor = max(telling, key=lambda place: len(words[place]))
                table[words[anchor]].append((anchor, words, misheard, meaning))
    for entries in table.values():
        entries.sort(key=lambda entry: -len(entry[1]))
    return dict(table)


def misheard_phrase_at(
    readings: Sequence[Reading], index: int, table: Mapping[str, list[tuple[int, tuple[str, ...], int, T]]]
) -> tuple[int, tuple[str, ...], T] | None:
    """The longest phrase around a word of which one other word was misheard.

    An unstressed word or a letter may be heard as anything, any other word only as one that sounds like it.

    Args:
        readings: One for each word.
        index: The word; it was heard rightly.
        table: Of `with_one_misheard`.

    Returns:
        Index of the phrase's first word, its words as they should have been heard, and what it means; None where
        there is none.
    """
    for place, phrase, misheard, meaning in table.get(readings[index].text, ()):
        first = index - place
        if first < 0 or first + len(phrase) > len(readings):
            continue
        if all(
            readings[first + other].text == word for other, word in enumerate(phrase) if other not in (place, misheard)
        ) and _may_be_heard(phrase[misheard], readings[first + misheard].text):
            return first, phrase, meaning
    return None


@lru_cache(maxsize=65536)
def _may_be_heard(word: str, heard: str) -> bool:
    if word == heard or not heard.isalpha():
        return False
    if len(word) == 1:
        return len(heard) > 1
    if word in UNSTRESSED:
        return True
    sound, other = sound_of(word), sound_of(heard)
    if not begin_alike(sound, other):
        return False
    return alike(sound, other) >= ALIKE
