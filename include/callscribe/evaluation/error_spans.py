"""Where a transcript is worst: stretches in which errors stand close together."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from callscribe.metrics.word_errors import Stretch

MAX_GAP_WORDS: Final = 2
"""Hits between two errors that do not part them: in a stretch gone wrong, "the" and "to" are often right by chance."""

MAX_SPAN_WORDS: Final = 30
"""Longest span, in words: ten seconds of speech at three words a second, which a person can listen to at once. Without
it, a call of which half is wrong would be a single span."""


@dataclass(frozen=True, slots=True)
class ErrorSpan:
    """A stretch of an alignment that begins and ends with an error, as ranges of token indices."""

    errors: int
    said: range
    heard: range


def error_spans(alignment: Sequence[Stretch]) -> list[ErrorSpan]:
    """Cut out the errors of a call: those with at most MAX_GAP_WORDS hits between are one span, up to MAX_SPAN_WORDS.

    Args:
        alignment: Of the whole call.

    Returns:
        Spans in order; every error is in exactly one.
    """
    spans: list[ErrorSpan] = []
    for said, heard in _errors(alignment):
        if spans:
            last = spans[-1]
            gap = min(said.start - last.said.stop, heard.start - last.heard.stop)
            both = range(last.said.start, said.stop), range(last.heard.start, heard.stop)
            if gap <= MAX_GAP_WORDS and max(map(len, both)) <= MAX_SPAN_WORDS:
                spans[-1] = ErrorSpan(last.errors + 1, *both)
                continue
        spans.append(ErrorSpan(1, said, heard))
    return spans


def by_errors(spans: Iterable[ErrorSpan]) -> list[ErrorSpan]:
    """Most errors first; of equals the shorter, then the earlier."""
    return sorted(spans, key=lambda span: (-span.errors, len(span.said) + len(span.heard), span.said.start))


def _errors(alignment: Sequence[Stretch]) -> Iterator[tuple[range, range]]:
    """Each error by itself: a token on each side, or on one."""
    for stretch in alignment:
        if stretch.kind != "equal":
            for place in range(max(len(stretch.said), len(stretch.heard))):
                yield stretch.said[place : place + 1], stretch.heard[place : place + 1]
