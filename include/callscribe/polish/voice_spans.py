"""Spans that keep to one voice: what the other party says in between is no part of what is hidden."""

from __future__ import annotations

from typing import TYPE_CHECKING

from callscribe.polish.entities import EntitySpan

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from callscribe.transcript.words import Word


def voice_of(words: Sequence[Word], index: int) -> tuple[int, str | None]:
    """Who says a word: its channel and speaker."""
    return words[index].channel, words[index].speaker


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
        if first >= 0 and any(voice_of(words, other) != voice_of(words, last) for other in range(last + 1, index + 1)):
            yield EntitySpan(entity_type, first, last, detector, score)
            first = index
        first = index if first < 0 else first
        last = index
    if first >= 0:
        yield EntitySpan(entity_type, first, last, detector, score)
