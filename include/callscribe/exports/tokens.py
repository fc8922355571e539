"""What is written down of an utterance: its words as they can stand on a line, each redacted span as one."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, replace
from itertools import groupby
from typing import TYPE_CHECKING, Final

from callscribe.transcript.render import UNNAMED

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from callscribe.exports.call import ExportedUtterance, ExportedWord
    from callscribe.transcript.render import View

Party = tuple[int, str | None, str | None]
"""Channel, speaker label and role: who speaks."""

DIRECTION_MARKS: Final = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff")
"""Embeddings, overrides and isolates of Unicode's bidirectional algorithm (UAX #9), which turn round what follows on
the line, and the byte order mark. Right-to-left text needs none of them."""

_PLACEHOLDER: Final = re.compile(r"(\[[A-Z_]+\])([.,?!;:…]*)")


@dataclass(frozen=True, slots=True)
class Token:
    """Text without white space, and when it is said.

    Attributes:
        confidence: Mean of its words where it is a redacted span; None where unknown.
    """

    text: str
    start_s: float
    end_s: float
    confidence: float | None = None


def tokens_of(utterance: ExportedUtterance, view: View) -> tuple[Token, ...]:
    """The tokens of an utterance in order.

    A redacted span is one token, with the punctuation that follows it in the text (the table of words has none). A
    word that holds white space is several tokens, which share its time evenly; one that holds nothing visible is
    none.

    Args:
        utterance: With its words.
        view: "verbatim" has every word as recognised; "clean" leaves out fillers, and has words as people write them.
    """
    shown = [word for word in utterance.words if view == "verbatim" or not word.filler or _is_redacted(word)]
    groups = [
        (redacted, list(group))
        for (redacted, _, _), group in groupby(
            shown, key=lambda word: (_is_redacted(word), word.entity_type, word.redaction_id)
        )
    ]
    text = utterance.verbatim_text if view == "verbatim" else utterance.text
    closings = _closings([_placeholder(group[0]) for redacted, group in groups if redacted], text)
    tokens: list[Token] = []
    for redacted, group in groups:
        if redacted:
            tokens.append(
                Token(
                    _placeholder(group[0]) + next(closings),
                    group[0].start_s,
                    max(word.end_s for word in group),
                    _mean([word.confidence for word in group if word.confidence is not None]),
                )
            )
        else:
            words = _as_written(group) if view == "clean" else group
            tokens += [token for word in words for token in _split(word)]
    return tuple(tokens)


def _as_written(words: Sequence[ExportedWord]) -> list[ExportedWord]:
    """Words as the clean view shows them; one that stands for several lasts until the last of them ends."""
    shown: list[ExportedWord] = []
    for word in words:
        if word.written == "" and shown:
            shown[-1] = replace(shown[-1], end_s=max(shown[-1].end_s, word.end_s))
        else:
            shown.append(word if word.written is None else replace(word, word=word.written))
    return shown


def plain(text: str) -> str:
    """The text as one line: without control characters, and with single spaces."""
    kept = (
        " " if unicodedata.category(character) in ("Cc", "Zl", "Zp") else character
        for character in text
        if character not in DIRECTION_MARKS
    )
    return " ".join("".join(kept).split())


def party_of(utterance: ExportedUtterance) -> Party:
    """Who speaks."""
    return utterance.channel, utterance.speaker, utterance.role


def names_of(utterances: Sequence[ExportedUtterance]) -> dict[Party, str | None]:
    """A name for each party of a call: its role, else its label, with as much more as tells two parties apart.

    None where nothing is known of any party, because then there is nobody to tell apart.
    """
    parties = list(dict.fromkeys(party_of(utterance) for utterance in utterances))
    if all(speaker is None and role is None for _, speaker, role in parties):
        return dict.fromkeys(parties)
    names: dict[Party, str | None] = {}
    for detail in range(3):
        names = {party: _name(party, detail) for party in parties}
        if len(set(names.values())) == len(parties):
            break
    return names


def _name(party: Party, detail: int) -> str:
    channel, speaker, role = party
    label = plain(speaker or "")
    known = plain(role or "")
    name = known or (f"speaker {label}" if label else "unknown")
    if detail >= 1 and known and label:
        name += f" {label}"
    return f"{name} on channel {channel}" if detail == 2 else name


def _is_redacted(word: ExportedWord) -> bool:
    return word.entity_type is not None or word.redaction_id is not None


def _placeholder(word: ExportedWord) -> str:
    return f"[{word.entity_type or UNNAMED}]"


def _closings(placeholders: Sequence[str], text: str) -> Iterator[str]:
    """The punctuation behind each placeholder in the text; none where text and words disagree."""
    found = _PLACEHOLDER.findall(text)
    agree = [placeholder for placeholder, _ in found] == list(placeholders)
    return iter([closing for _, closing in found] if agree else [""] * len(placeholders))


def _split(word: ExportedWord) -> Iterator[Token]:
    parts = [part for part in plain(word.word).split() if any(unicodedata.category(each) != "Cf" for each in part)]
    share_s = (word.end_s - word.start_s) / max(len(parts), 1)
    for place, part in enumerate(parts):
        ends_s = word.end_s if place == len(parts) - 1 else word.start_s + share_s * (place + 1)
        yield Token(part, word.start_s + share_s * place, ends_s, word.confidence)


def _mean(values: Sequence[float]) -> float | None:
    return sum(values) / len(values) if values else None
