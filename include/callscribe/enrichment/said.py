"""What was said in a call, utterance by utterance, as the lake has it: redacted text to tell things from, no words.

Everything that enriches a call takes this, so it works alike on a fresh transcript and on rows that were written long
ago.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

MASK: Final = re.compile(r"\[[A-Z][A-Z0-9_]*(?::[0-9a-f]+)?\]|\*+\w*")
"""What stands for personal data: `[PHONE]`, `[PHONE_1]`, `[PHONE:51e0a8b4ff2c]`, `************1111`."""

_PUNCTUATION: Final = ".,?!;:…—–\"“”„«»'()[]¿¡।"


@dataclass(frozen=True, slots=True)
class SaidUtterance:
    """A stretch of one speaker.

    Attributes:
        role: "agent", "customer" or what else a speaker may be; empty where unknown.
        start_s: Seconds from the recording's first sample.
        end_s: Likewise.
        text: Clean and redacted; empty where it is withheld.
        sentiment: -1 (displeased) to 1 (pleased), or None where unknown.
    """

    role: str
    start_s: float
    end_s: float
    text: str
    sentiment: float | None = None

    @classmethod
    def of_row(cls, row: Mapping[str, Any]) -> SaidUtterance:
        """From a row of the lake's `utterances`."""
        return cls(
            role=row["role"] or "",
            start_s=row["start_ms"] / 1000,
            end_s=row["end_ms"] / 1000,
            text=row["text"] or "",
            sentiment=row["sentiment"],
        )


def tokens_of(text: str) -> list[str]:
    """The words of a redacted text, to compare: without case, punctuation and hyphens; an empty one for each mask."""
    tokens: list[str] = []
    for number, piece in enumerate(MASK.split(unicodedata.normalize("NFC", text))):
        if number:
            tokens.append("")
        plain = (token.strip(_PUNCTUATION) for token in piece.casefold().replace("’", "'").replace("-", " ").split())
        tokens += [token for token in plain if token]
    return tokens
