"""How sure the engine was, over some words."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from callscribe.transcript.words import Word


def mean_confidence(words: Iterable[Word]) -> float | None:
    """Unweighted mean over the words that have a confidence, 0 to 1; None where none has."""
    known = [word.confidence for word in words if word.confidence is not None]
    return sum(known) / len(known) if known else None


def low_confidence_words(words: Iterable[Word], threshold: float) -> int | None:
    """How many words are less certain than the threshold; None where no word has a confidence."""
    known = [word.confidence for word in words if word.confidence is not None]
    return sum(value < threshold for value in known) if known else None
