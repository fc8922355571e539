"""Text from words: the only way a transcript becomes text, so that no text ever holds what is redacted."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Final, Literal, get_args

if TYPE_CHECKING:
    from collections.abc import Sequence

    from callscribe.transcript.words import Word

View = Literal["verbatim", "clean"]
"""Verbatim has every word as recognised; clean leaves out fillers and shows words as people write them. Both are
redacted: unredacted text stays in the vault."""

UNNAMED: Final = "REDACTED"
"""Stands for a redacted word whose kind is not known."""

_CLOSING: Final = ".,?!;:…"


def render(words: Sequence[Word], view: View) -> str:
    """Write the words as one line of text.

    Args:
        words: In the order of the conversation.
        view: "verbatim" or "clean".

    Returns:
        The words with a space between; each redacted span as its mask (`[ENTITY_TYPE]` by default), with the
        punctuation that its last word ends with.

    Raises:
        ValueError: There is no such view.
    """
    if view not in get_args(View):
        raise ValueError(f"no view {view!r} (there are: {', '.join(get_args(View))}); unredacted text is in the vault")
    clean = view == "clean"
    shown = [word for word in words if not clean or not word.filler or is_redacted(word)]
    tokens: list[str] = []
    for (redacted, _, _), group in groupby(
        shown, key=lambda word: (is_redacted(word), word.entity_type, word.redaction)
    ):
        span = list(group)
        if redacted:
            token = mask_of(span[0])
            tokens.append(token + _closing(as_written(span[-1]) if clean else span[-1].word) if token else "")
        else:
            tokens += [as_written(word) if clean else word.word for word in span]
    return " ".join(token for token in tokens if token)


def as_written(word: Word) -> str:
    """The word in readable text, redacted or not."""
    return word.word if word.written is None else word.written


def redacted_word(word: Word) -> str:
    """The word as tables may hold it: itself, or `[ENTITY_TYPE]` where it is part of a redacted span."""
    return f"[{word.entity_type or UNNAMED}]" if is_redacted(word) else word.word


def mask_of(word: Word) -> str:
    """What stands for the redacted span that begins with the word."""
    return redacted_word(word) if word.mask is None else word.mask


def is_redacted(word: Word) -> bool:
    """Whether the word may not be shown: either mark alone is enough, so that a step that forgets one leaks nothing."""
    return word.entity_type is not None or word.redaction is not None


def _closing(token: str) -> str:
    return token[len(token.rstrip(_CLOSING)) :]
