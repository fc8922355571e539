"""Text from words: the only way a transcript becomes text, so that no text ever holds what is redacted."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Final, Literal, get_args

if TYPE_CHECKING:
    from collections.abc import Sequence

    from callscribe.transcript.words import Word

View = Literal["verbatim", "clean"]
"""Verbatim has every word, clean leaves out hesitations. Both are redacted: unredacted text stays in the vault."""

UNNAMED: Final = "REDACTED"
"""Stands for a redacted word whose kind is not known."""

_CLOSING: Final = ".,?!;:…"


def render(words: Sequence[Word], view: View) -> str:
    """Write the words as one line of text.

    Args:
        words: In the order of the conversation.
        view: "verbatim" or "clean".

    Returns:
        The words with a space between; each redacted span as one `[ENTITY_TYPE]`, with the punctuation that its last
        word ends with.

    Raises:
        ValueError: There is no such view.
    """
    if view not in get_args(View):
        raise ValueError(f"no view {view!r} (there are: {', '.join(get_args(View))}); unredacted text is in the vault")
    shown = [word for word in words if view == "verbatim" or not word.filler or _is_redacted(word)]
    tokens: list[str] = []
    for (redacted, _, _), group in groupby(
        shown, key=lambda word: (_is_redacted(word), word.entity_type, word.redaction)
    ):
        span = list(group)
        if redacted:
            tokens.append(redacted_word(span[-1]) + _closing(span[-1].word))
        else:
            tokens += [word.word for word in span]
    return " ".join(tokens)


def redacted_word(word: Word) -> str:
    """The word as tables may hold it: itself, or `[ENTITY_TYPE]` where it is part of a redacted span."""
    return f"[{word.entity_type or UNNAMED}]" if _is_redacted(word) else word.word


def _is_redacted(word: Word) -> bool:
    # Either mark alone is enough: a step that forgets one of the two must not print the word.
    return word.entity_type is not None or word.redaction is not None


def _closing(token: str) -> str:
    return token[len(token.rstrip(_CLOSING)) :]
