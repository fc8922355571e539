"""Calls written down in one line, and what is found in them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from callscribe.polish.redaction import find_entities
from callscribe.transcript.words import Word

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from callscribe.polish.entities import EntitySpan

PAUSE_S = 2.0


def call(text: str) -> list[Word]:
    """The words of a call: "A:" and "C:" begin a turn of the agent and of the customer, "..." is a long pause."""
    words: list[Word] = []
    channel, at_s = 1, 0.0
    for token in text.split():
        if token in ("A:", "C:"):
            channel = int(token == "C:")
        elif token == "...":
            at_s += PAUSE_S
        else:
            words.append(Word(token, at_s, at_s + 0.3, channel=channel))
            at_s += 0.4
    return words


def texts(words: Sequence[Word], spans: Iterable[EntitySpan]) -> list[str]:
    """What the words of each span say."""
    return [" ".join(word.word for word in words[span.first_word : span.last_word + 1]) for span in spans]


def by_kind(words: Sequence[Word], spans: Sequence[EntitySpan]) -> dict[str, list[str]]:
    """What the words of each span say, by its kind."""
    found: dict[str, list[str]] = {}
    for span, said in zip(spans, texts(words, spans), strict=True):
        found.setdefault(span.entity_type, []).append(said)
    return found


def hidden(text: str, language: str = "en") -> dict[str, list[str]]:
    """What redaction finds in a text, by kind."""
    words = call(text)
    return by_kind(words, find_entities(words, language=language))


def shown(text: str, language: str = "en") -> str:
    """The text with a star for every word that redaction hides."""
    words = call(text)
    spans = find_entities(words, language=language)
    covered = {index for span in spans for index in range(span.first_word, span.last_word + 1)}
    return " ".join("*" if index in covered else word.word for index, word in enumerate(words))
