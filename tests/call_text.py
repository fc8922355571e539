"""Calls written down in one line, and what redaction hides in them."""

from __future__ import annotations

from callscribe.polish.redaction import find_entities
from callscribe.transcript.words import Word


def call(text: str) -> list[Word]:
    """The words of a call; "A:" and "C:" begin a turn of the agent and of the customer."""
    words: list[Word] = []
    channel = 1
    for token in text.split():
        if token in ("A:", "C:"):
            channel = int(token == "C:")
        else:
            words.append(Word(token, len(words) * 0.4, len(words) * 0.4 + 0.3, channel=channel))
    return words


def hidden(text: str, language: str = "en") -> dict[str, list[str]]:
    """What is found in a text, by kind."""
    words = call(text)
    found: dict[str, list[str]] = {}
    for span in find_entities(words, language=language):
        said = " ".join(word.word for word in words[span.first_word : span.last_word + 1])
        found.setdefault(span.entity_type, []).append(said)
    return found


def shown(text: str) -> str:
    """The text with a star for every hidden word."""
    words = call(text)
    covered = {index for span in find_entities(words) for index in range(span.first_word, span.last_word + 1)}
    return " ".join("*" if index in covered else word.word for index, word in enumerate(words))
