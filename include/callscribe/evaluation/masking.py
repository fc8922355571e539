"""What of a comparison may be printed: nothing that the tables hide, and nothing that would tell it.

The figures are made of the words in the vault, and a reference holds the same card numbers in clear. So where one side
comes from the vault, three things are hidden on both: what the detectors find, what stands against a hidden word, and
what is missing or too much right beside one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from callscribe.polish.redaction import find_entities
from callscribe.transcript.words import Word

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from callscribe.evaluation.compared import ComparedWord
    from callscribe.evaluation.comparison import Comparison, Side

Mask = list[str | None]
"""What is printed in place of each word of a transcript, where it may not be; else None."""

_WORD_S: Final = 0.3
"""The detectors want a time for each word; where there is none, words follow each other at the rate of usual speech."""


def masks_of(comparison: Comparison) -> tuple[Mask, Mask]:
    """What to print in place of words said, and of words recognised.

    Nothing is hidden where both sides are files of the user.
    """
    sides = (comparison.said, comparison.heard)
    if comparison.vault_language is None:
        return [None] * len(sides[0].words), [None] * len(sides[1].words)
    said, heard = (_found(side.words, comparison.vault_language) for side in sides)
    steps = list(_steps(comparison))
    hidden = [_label(said, sides[0], ours) or _label(heard, sides[1], theirs) for ours, theirs in steps]
    for order in (range(1, len(steps)), range(len(steps) - 2, -1, -1)):
        for place in order:
            if hidden[place] is None and None in steps[place]:
                hidden[place] = hidden[place - order.step]
    for label, (ours, theirs) in zip(hidden, steps, strict=True):
        if label is not None:
            _hide(said, sides[0], ours, label)
            _hide(heard, sides[1], theirs, label)
    return said, heard


def shown(words: Sequence[ComparedWord], mask: Mask, first: int, last: int) -> str:
    """The words from `first` to `last`, inclusive, as they may be printed; neighbours hidden alike are one."""
    texts: list[str] = []
    for index in range(first, last + 1):
        label = mask[index]
        if label is None:
            texts.append(words[index].text)
        elif index == first or mask[index - 1] != label:
            texts.append(label)
    return " ".join(texts)


def _found(words: Sequence[ComparedWord], language: str) -> Mask:
    """What the tables hide, and what the detectors find."""
    mask: Mask = [word.hidden for word in words]
    for span in find_entities([_timed(place, word) for place, word in enumerate(words)], language=language):
        for index in range(span.first_word, span.last_word + 1):
            mask[index] = mask[index] or f"[{span.entity_type}]"
    return mask


def _timed(place: int, word: ComparedWord) -> Word:
    start_s = place * _WORD_S if word.start_s is None else word.start_s
    return Word(word.text, start_s, start_s if word.end_s is None else word.end_s, speaker=word.speaker)


def _steps(comparison: Comparison) -> Iterator[tuple[int | None, int | None]]:
    """The alignment token by token; None where a side has none."""
    for stretch in comparison.alignment:
        for place in range(max(len(stretch.said), len(stretch.heard))):
            yield (
                stretch.said[place] if stretch.said else None,
                stretch.heard[place] if stretch.heard else None,
            )


def _label(mask: Mask, side: Side, token: int | None) -> str | None:
    if token is None:
        return None
    words = range(side.tokens[token].first, side.tokens[token].last + 1)
    return next((label for index in words if (label := mask[index]) is not None), None)


def _hide(mask: Mask, side: Side, token: int | None, label: str) -> None:
    if token is not None:
        for index in range(side.tokens[token].first, side.tokens[token].last + 1):
            mask[index] = mask[index] or label
