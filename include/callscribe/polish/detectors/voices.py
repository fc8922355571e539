"""Who says which word, and spans of one voice: what another says in between is no part of what is hidden."""

from __future__ import annotations

from typing import TYPE_CHECKING

from callscribe.polish.entities import EntitySpan

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from callscribe.transcript.words import Word


def voice_of(words: Sequence[Word], index: int) -> tuple[int, str | None]:
    """Who says a word: its channel and speaker."""
    return words[index].channel, words[index].speaker


def same_voice(words: Sequence[Word], one: int, other: int) -> bool:
    """Whether two words are said by the same party."""
    first, second = words[one], words[other]
    return first.channel == second.channel and first.speaker == second.speaker


def ends_turn(words: Sequence[Word], index: int) -> bool:
    """Whether another party says the next word, or nobody does."""
    if index + 1 == len(words):
        return True
    one, other = words[index], words[index + 1]
    return one.channel != other.channel or one.speaker != other.speaker


def spans_by_voice(
    words: Sequence[Word], said: Sequence[int], entity_type: str, detector: str, score: float
) -> Iterator[EntitySpan]:
    """One span for each stretch of one voice that says some of the words `said`, with its own words between.

    Args:
        words: In the order of the conversation.
        said: Indices of the words that hold the data, ascending.
        entity_type: As in `EntitySpan`.
        detector: As in `EntitySpan`.
        score: As in `EntitySpan`.
    """
    first = last = -1
    for index in said:
        if first >= 0 and any(not same_voice(words, other, last) for other in range(last + 1, index + 1)):
            yield EntitySpan(entity_type, first, last, detector, score)
            first = index
        first = index if first < 0 else first
        last = index
    if first >= 0:
        yield EntitySpan(entity_type, first, last, detector, score)
