"""What stands in a text for personal data: its kind, its number in the call, its last four digits, a keyed hash.

Which kinds are hidden at all is chosen by sets ("pci", "pii", "phi") or by name. Masks are made from the words that a
span hides, and never tell more of them than their kind of mask says.
"""

from __future__ import annotations

import hashlib
import hmac
from typing import TYPE_CHECKING, Final, Literal, get_args

from callscribe.errors import SettingsError
from callscribe.polish.detectors.numbers.spoken_numbers import number_runs, read_words
from callscribe.polish.detectors.translation.in_english import in_english
from callscribe.polish.detectors.translation.vocabulary import LANGUAGES
from callscribe.polish.entities import ENTITY_TYPES

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from callscribe.polish.entities import EntitySpan
    from callscribe.transcript.words import Word

MaskKind = Literal["kind", "numbered", "last_four", "hash", "drop"]

_PAYMENT: Final = ("CARD_NUMBER", "CARD_CVV", "CARD_EXPIRY", "SECRET")

ENTITY_SETS: Final[Mapping[str, frozenset[str]]] = {
    # cardholder data and what authenticates it (PCI DSS 4.0, 3.3 and 3.4); a PIN is found as a secret
    "pci": frozenset((*_PAYMENT, "LONG_NUMBER")),
    # whatever leads to a person, alone or with little else
    "pii": frozenset(ENTITY_TYPES),
    # the identifiers of the HIPAA safe harbour (45 CFR 164.514(b)(2)) that can be said in a call
    "phi": frozenset(ENTITY_TYPES) - frozenset(_PAYMENT[:3]),
}
"""LONG_NUMBER is in all of them: what could not be told apart is hidden."""

DEFAULT_MASK: Final = "default"
"""Key of `masks` for all kinds that it does not name."""

SHOWN_DIGITS: Final = 4
LEAST_HIDDEN_DIGITS: Final = 4
"""The last four are shown only of a number with as many before them: groups of a number that was read out with pauses
are spans of their own, and four digits of four would be all of it."""

LEAST_DIGITS: Final[Mapping[str, int]] = {"CARD_NUMBER": 13}
"""A card read out in two halves is two spans, each of which would show four."""

NOT_IN_PART: Final = frozenset(
    "CARD_CVV CARD_EXPIRY SECRET DATE_OF_BIRTH PERSON EMAIL ADDRESS POSTCODE NETWORK VEHICLE DOCUMENT_ID".split()
)
"""Of these no part is shown: the end of a password helps who guesses, that of a date of birth is the year."""

_TOKEN_DIGITS: Final = 12
"""48 bits: among a million values, one pair in 500 lakes is the same by chance."""


def chosen_types(choice: Sequence[str], own: Collection[str] = ()) -> frozenset[str]:
    """The entity types that some names of sets and types stand for.

    Args:
        choice: "pci", "pii", "phi", or entity types.
        own: Entity types of the user's own recognisers, which are always hidden.

    Raises:
        SettingsError: There is no such set or type.
    """
    chosen = set(own)
    for name in choice:
        if name not in ENTITY_SETS and name not in ENTITY_TYPES and name not in own:
            known = ", ".join((*ENTITY_SETS, *ENTITY_TYPES))
            raise SettingsError(f"polish.redact has {name!r}; it may have any of {known}.")
        chosen |= ENTITY_SETS.get(name, {name})
    return frozenset(chosen)


def check_masks(masks: Mapping[str, str], own: Collection[str] = ()) -> None:
    """Refuse masks that do not exist.

    Raises:
        SettingsError: An entity type or a kind of mask is not known.
    """
    for name, kind in masks.items():
        if name != DEFAULT_MASK and name not in ENTITY_TYPES and name not in own:
            known = ", ".join((DEFAULT_MASK, *ENTITY_TYPES, *own))
            raise SettingsError(f"polish.masks: {name!r} is no entity type. Known: {known}.")
        if kind not in get_args(MaskKind):
            raise SettingsError(f"polish.masks: {name} is {kind!r}; it must be one of {get_args(MaskKind)}.")


def mask(
    words: Sequence[Word], spans: Sequence[EntitySpan], masks: Mapping[str, str], key: bytes, *, language: str = "en"
) -> tuple[Word, ...]:
    """Put what stands for each span on its first word.

    Args:
        words: With their spans marked (`callscribe.polish.redaction.redact`).
        spans: The spans.
        masks: Kind of mask by entity type, and under "default"; "kind" where nothing is said.
        key: Of hashes: equal values have equal hashes wherever the key is the same.
        language: BCP 47 tag of what is spoken.

    Returns:
        The same words.
    """
    masked = list(words)
    numbers: dict[tuple[str, str], int] = {}
    for span in spans:
        kind = masks.get(span.entity_type, masks.get(DEFAULT_MASK, "kind"))
        shown = None
        if kind != "kind":
            value = value_of(words[span.first_word : span.last_word + 1], language=language)
            if kind == "numbered":
                of_its_type = sum(entity_type == span.entity_type for entity_type, _ in numbers)
                number = numbers.setdefault((span.entity_type, value), of_its_type + 1)
                shown = f"[{span.entity_type}_{number}]"
            elif kind == "hash":
                shown = token_of(span.entity_type, value, key)
            else:
                shown = _last_four(span.entity_type, value) if kind == "last_four" else ""
        # where a span is dropped, also its words in the utterance after
        last = span.last_word if kind == "drop" else span.first_word
        for index in range(span.first_word, last + 1):
            word = masked[index]
            if word.mask != shown:
                masked[index] = word.redacted(word.entity_type, word.redaction, shown)
    return tuple(masked)


def token_of(entity_type: str, value: str, key: bytes) -> str:
    """A value's pseudonym: the same under one key, and no way back without it (HMAC-SHA256, RFC 2104)."""
    digest = hmac.new(key, f"{entity_type} {value}".encode(), hashlib.sha256).hexdigest()
    return f"[{entity_type}:{digest[:_TOKEN_DIGITS]}]"


def value_of(words: Sequence[Word], *, language: str = "en") -> str:
    """What words say, however they were said: "double four one two" and "4412" are one value."""
    primary = language.casefold().split("-")[0]
    if primary in LANGUAGES:
        words = in_english(words, primary).words
    written = "".join(run.text for run in number_runs(words, read_words(words, english=True)))
    if sum(character.isdigit() for character in written) >= SHOWN_DIGITS:
        return written
    return " ".join("".join(filter(str.isalnum, word.word.casefold())) for word in words)


def _last_four(entity_type: str, value: str) -> str:
    """A star for every hidden character, and the last four where that is less than the whole."""
    digits = sum(character.isdigit() for character in value)
    if entity_type in NOT_IN_PART or digits < LEAST_DIGITS.get(entity_type, LEAST_HIDDEN_DIGITS + SHOWN_DIGITS):
        return f"[{entity_type}]"
    return "*" * (len(value) - SHOWN_DIGITS) + value[-SHOWN_DIGITS:]
