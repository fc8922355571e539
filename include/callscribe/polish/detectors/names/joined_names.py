"""Names that are told together, of which one is known to be one: "andy and tolvi", "tolvi, bex and andy"."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from callscribe.polish.detectors.names.given_names import GIVEN_NAMES
from callscribe.polish.detectors.names.name_extent import ends_clause, looks_like_name, name_from
from callscribe.polish.detectors.names.name_words import bare, is_rare
from callscribe.polish.detectors.names.named_things import names_thing
from callscribe.polish.detectors.names.proper_nouns import PROPER_NOUNS
from callscribe.polish.detectors.voices import same_voice

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from callscribe.polish.detectors.found_words import Hits
    from callscribe.polish.detectors.numbers.number_words import Reading
    from callscribe.transcript.words import Word

_JOINING: Final = frozenset(("and", "or", "&"))
_LEADING: Final = frozenset("with for by to from".split())

PARALLEL_REACH: Final = 5
"""Words between two names that are offered side by side: "with jade or one thirty with" (estimate)."""


def joined_names(words: Sequence[Word], readings: Sequence[Reading], hits: Hits) -> Iterator[list[int]]:
    """Names beside "and" and "or", on whose other side a known name stands.

    Args:
        words: In the order of the conversation.
        readings: One for each word.
        hits: Indices of words that are known to be parts of names.

    Yields:
        Indices of the words of one name.
    """
    pending = sorted(hits)
    for index in pending:
        parallel = _parallel(words, readings, index, hits)
        if parallel:
            yield parallel
        listed = _listed(words, readings, index + 1, hits) if words[index].word.endswith(",") else []
        if listed:
            yield listed
            pending.append(listed[-1])
        after, before = index + 1, index - 1
        if _joins(words, readings, index, after, after + 1, hits):
            yield _after(words, readings, after + 1)
        if _joins(words, readings, index, before, before - 1, hits):
            yield _before(words, readings, before - 1)


def _joins(
    words: Sequence[Word], readings: Sequence[Reading], index: int, between: int, other: int, hits: Hits
) -> bool:
    """Whether "and" stands between a word of a name and another that is not known to be one."""
    if not 0 <= other < len(words) or readings[between].text not in _JOINING:
        return False
    return hits.keys().isdisjoint((between, other)) and same_voice(words, index, other)


def _parallel(words: Sequence[Word], readings: Sequence[Reading], index: int, hits: Hits) -> list[int]:
    """The second name of "with jade or one thirty with tolvi"."""
    leading = readings[index - 1].text if index else ""
    if leading not in _LEADING or index + 2 >= len(words) or readings[index + 1].text not in _JOINING:
        return []
    for place in range(index + 2, min(index + 2 + PARALLEL_REACH, len(words) - 1)):
        if not same_voice(words, index, place + 1):
            return []
        if readings[place].text == leading:
            return _after(words, readings, place + 1) if place + 1 not in hits else []
    return []


def _listed(words: Sequence[Word], readings: Sequence[Reading], index: int, hits: Hits) -> list[int]:
    """The next name of "tolvi, bex and andy": written with a capital, and followed by another or by "and"."""
    index += index < len(words) and readings[index].text in _JOINING
    if index >= len(words) or index in hits or not same_voice(words, index - 1, index):
        return []
    found = _after(words, readings, index) if words[index].word[:1].isupper() else []
    if not found or readings[index - 1].text in _JOINING:
        return found
    beyond = found[-1] + 1
    joined = beyond < len(words) and same_voice(words, beyond, index) and readings[beyond].text in _JOINING
    return found if joined else []


def _after(words: Sequence[Word], readings: Sequence[Reading], index: int) -> list[int]:
    if not looks_like_name(words, readings, index) or bare(readings[index].text) in PROPER_NOUNS:
        return []
    found = name_from(words, readings, index, "plain")
    if not found or names_thing(words, readings, found) or not ends_clause(words, readings, found[-1]):
        return []
    return found


def _before(words: Sequence[Word], readings: Sequence[Reading], index: int) -> list[int]:
    token = bare(readings[index].text)
    if words[index].word.endswith((".", "?", "!")) or not looks_like_name(words, readings, index):
        return []
    if not is_rare(token) or (token not in GIVEN_NAMES and not words[index].word[:1].isupper()):
        return []
    return [index]
