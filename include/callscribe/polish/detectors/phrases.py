"""Phrases, by their first word: the longest that stands at a place, in text that is looked through word by word."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from callscribe.polish.detectors.numbers.number_words import Reading

T = TypeVar("T")

PhraseTable = dict[str, list[tuple[tuple[str, ...], T]]]
"""First word -> the words of each phrase that begins with it, and what it means; the longest first."""


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
    for phrase, meaning in table.get(readings[index].text, ()):
        if len(phrase) == 1 or tuple([reading.text for reading in readings[index : index + len(phrase)]]) == phrase:
            return phrase, meaning
    return None
