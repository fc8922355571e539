"""How far a transcript is from what was said."""

from __future__ import annotations

import re

import jiwer

_NOT_SPOKEN = re.compile(r"[^\w' ]+")


def word_error_rate(reference: str, hypothesis: str) -> float:
    """Substituted, deleted and inserted words over the reference's words; may exceed 1.

    Compared in lower case without punctuation; numbers and spellings are not unified.

    Raises:
        ValueError: The reference has no word.
    """
    said = normalised(reference)
    if not said:
        raise ValueError("The reference has no word.")
    return float(jiwer.wer(said, normalised(hypothesis)))


def normalised(text: str) -> str:
    """Lower case, without punctuation, single spaces."""
    return " ".join(_NOT_SPOKEN.sub(" ", text.lower()).split())
