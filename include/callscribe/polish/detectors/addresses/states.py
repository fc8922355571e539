"""States and provinces in what is said: "ohio", "new south wales", "TX"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from callscribe.polish.detectors.addresses.address_words import STATE_CODES, STATES, TWO_WORD_STATES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from callscribe.polish.detectors.numbers.number_words import Reading
    from callscribe.transcript.words import Word


def state_start(words: Sequence[Word], readings: Sequence[Reading], index: int) -> int | None:
    """Index of the first word of the state that ends at `index`, or None where none does."""
    token = readings[index].text
    if token in STATE_CODES:
        # "In", "or", "me" and "hi" are states only where they are written as such.
        return index if words[index].word.strip(".,").isupper() and token not in ("ok",) else None
    if index and (readings[index - 1].text, token) in TWO_WORD_STATES:
        return index - 1
    return index if token in STATES else None


def state_ends(words: Sequence[Word], readings: Sequence[Reading], index: int) -> int | None:
    """Index of the last word of the state that begins at `index`, or None."""
    if index + 1 < len(words) and (readings[index].text, readings[index + 1].text) in TWO_WORD_STATES:
        return index + 1
    return index if state_start(words, readings, index) == index else None
