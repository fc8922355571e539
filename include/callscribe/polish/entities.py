"""What redaction finds: a stretch of words that holds one piece of personal data."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

ENTITY_TYPES: Final = (
    "CARD_NUMBER",
    "CARD_CVV",
    "CARD_EXPIRY",
    "BANK_ACCOUNT",
    "IBAN",
    "NATIONAL_ID",
    "PHONE",
    "EMAIL",
    "DATE_OF_BIRTH",
    "ADDRESS",
    "POSTCODE",
    "PERSON",
    "SECRET",
    "VEHICLE",
    "DOCUMENT_ID",
    "NETWORK",
    "LONG_NUMBER",
)


@dataclass(frozen=True, slots=True)
class EntitySpan:
    """Where personal data stands in the word list; the data itself is never held.

    Attributes:
        entity_type: One of ENTITY_TYPES.
        first_word: Index of its first word.
        last_word: Index of its last word, inclusive.
        detector: Which rule found it.
        score: 0 to 1: how sure the rule is of the kind, not of the need to hide it.
    """

    entity_type: str
    first_word: int
    last_word: int
    detector: str
    score: float
