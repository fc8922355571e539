"""Words that a detector has found, how sure it is of them, and the spans that they make."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from callscribe.polish.detectors.voices import same_voice
from callscribe.polish.entities import EntitySpan

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from callscribe.polish.detectors.numbers.number_words import Reading
    from callscribe.transcript.words import Word

Hits: TypeAlias = dict[int, tuple[float, str]]
"""By a word's index: the highest score that a rule gave it, and the rule's name."""


def hide(hits: Hits, indices: Iterable[int], score: float, detector: str) -> None:
    """Note that words must be hidden; of several rules the surest counts."""
    for index in indices:
        hits[index] = max(hits.get(index, (0.0, "")), (score, detector))


def spans_of(
    hits: Hits,
    words: Sequence[Word],
    readings: Sequence[Reading],
    entity_type: str,
    through: Collection[str] = (),
) -> Iterator[EntitySpan]:
    """The words as spans: those of one voice that touch, or have one of the words `through` between."""
    run: list[int] = []
    for index in sorted(hits):
        if run and not _joined(words, readings, run[-1], index, through):
            yield _span(hits, run, entity_type)
            run = []
        run.append(index)
    if run:
        yield _span(hits, run, entity_type)


def _joined(
    words: Sequence[Word], readings: Sequence[Reading], last: int, index: int, through: Collection[str]
) -> bool:
    if index > last + 1 and (index > last + 2 or readings[last + 1].text not in through):
        return False
    return all(same_voice(words, last, other) for other in range(last + 1, index + 1))


def _span(hits: Hits, run: Sequence[int], entity_type: str) -> EntitySpan:
    score, detector = max(hits[index] for index in run)
    return EntitySpan(entity_type, run[0], run[-1], detector, score)
