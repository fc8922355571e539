"""Personal data in what is not said but written beside a call: recordings' names, call ids, metadata.

There each piece becomes a pseudonym rather than a mask: the same number has the same one in every call of a lake, so
that rows can still be told apart and joined.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final

import phonenumbers

from callscribe.polish.detectors.names.given_names import GIVEN_NAMES
from callscribe.polish.detectors.numbers.ibans import is_iban
from callscribe.polish.detectors.numbers.number_kinds import CARD_DIGITS, is_luhn
from callscribe.polish.masks import token_of, value_of
from callscribe.polish.redaction import find_entities
from callscribe.transcript.words import Word

if TYPE_CHECKING:
    from collections.abc import Iterator

    from callscribe.recordings.recording import CallMetadata, Listed

_EMAIL: Final = re.compile(r"[\w.+\-]+(?:@|%40)[\w\-]+(?:\.[\w\-]+)+")
_SSN: Final = re.compile(r"(?<!\d)(?!000|666|9)\d{3}-(?!00)\d\d-(?!0000)\d{4}(?!\d)")
_CARD: Final = re.compile(
    r"(?<!\d)(?:[3-6]\d{12,18}|[3-6]\d{3}(?:[ _\-]\d{4}){2,3}[ _\-]\d{1,4}|3[47]\d\d[ _\-]\d{6}[ _\-]\d{5})(?!\d)"
)
_IBAN: Final = re.compile(r"(?<![0-9A-Za-z])[A-Za-z]{2}\d{2}(?: ?[0-9A-Za-z]){11,30}(?![0-9A-Za-z])")
# phonenumbers finds "+49 30 123456" itself; in names the plus is often written 00, or left out before ten digits
_DIALLED: Final = re.compile(r"(?<![\d:])(?:\+|00)?\d(?:[ ._\-()]{0,2}\d){8,19}(?!\d)")
_TOKEN: Final = re.compile(r"\[[A-Z_]+:[0-9a-f]{12}\]")
_GROUP: Final = re.compile(r"\+?\d+")
# 20261102093000 and 1762074600 are instants, not telephone numbers
_INSTANT: Final = re.compile(r"(19|20)\d\d(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])\d*|1[4-9]\d{8}(\d{3})?")
_PERSON: Final = re.compile(
    r"(customer|caller|client|contact|patient|member)_?(first|last|full)?_?name|(full|first|last|given|family|sur)_?name"
)
# fields whose values are personal as a whole, whatever they look like
_PERSONAL: Final = re.compile(
    r"dob|date_?of_?birth|birth_?da(y|te)|ssn|social_?security|(account|card|passport)_?(number|no)|iban|^pin$|password"
    r"|address|street|zip|post_?(al_?)?code"
)

TWO_WORD_ROLES: Final = frozenset(("team lead", "second agent", "third party", "call center", "hold music"))

REGIONS: Final = ("US", "GB")
"""Whose national telephone numbers are known without a country's code, as in transcripts."""


def without_personal_data(text: str, key: bytes, *, as_written: bool = False) -> str:
    """A name, a path or an id with pseudonyms for the personal data that is written in it.

    Args:
        text: Anything; digits that may be a sequence number or an instant stay.
        key: Of the pseudonyms.
        as_written: "+14155550132" and "4155550132" have different ones: for what must stay apart, such as names.
    """
    found: list[tuple[int, int, str]] = []
    for first, last, entity_type in _written(text):
        if not any(first < end and start < last for start, end, _ in found):
            found.append((first, last, entity_type))
    for first, last, entity_type in sorted(found, reverse=True):
        text = (
            text[:first]
            + token_of(entity_type, text[first:last] if as_written else _value(entity_type, text[first:last]), key)
            + text[last:]
        )
    return text


def of_metadata(metadata: CallMetadata, key: bytes) -> CallMetadata:
    """The metadata as tables may hold it."""
    return replace(
        metadata,
        call_id=_shown(metadata.call_id, key),
        direction=_shown(metadata.direction, key),
        agent_id=_shown(metadata.agent_id, key),
        customer_id=_shown(metadata.customer_id, key),
        queue=_shown(metadata.queue, key),
        extra={name: _field(name, value, key) for name, value in metadata.extra.items()},
    )


def of_listed(one: Listed, key: bytes) -> Listed:
    """A recording under a name and a call id that logs and tables may hold; the key that it is read by stays."""
    recording = one.recording
    folder, _, name = recording.uri.rpartition("/")
    stem, dot, suffix = name.rpartition(".")
    shown = f"{without_personal_data(f'{folder}/{stem}', key, as_written=True)}{dot}{suffix}"
    given = recording.metadata
    metadata = replace(
        given,
        call_id=None if given.call_id is None else without_personal_data(given.call_id, key, as_written=True),
        channel_roles=tuple(_role(role, key) for role in given.channel_roles),
        speaker_roles={speaker: _role(role, key) for speaker, role in given.speaker_roles.items()},
    )
    failure = one.failure
    if failure is not None:
        message = failure.message.replace(recording.uri, shown).replace(name, shown.rpartition("/")[2])
        message = without_personal_data(message, key, as_written=True)
        failure = replace(failure, recording_uri=shown, call_id=metadata.call_id, message=message)
    return replace(one, recording=replace(recording, uri=shown, metadata=metadata), failure=failure)


def _role(role: str, key: bytes) -> str:
    """A role is one word and nobody's name ("agent", "supervisor"), or two of those that are known."""
    word = role.strip().casefold().replace("-", " ").replace("_", " ")
    if word in TWO_WORD_ROLES or (word.isalpha() and word not in GIVEN_NAMES) or not word:
        return role
    return token_of("PERSON", word, key)


def names_in(metadata: CallMetadata) -> tuple[str, ...]:
    """The names of people that the metadata gives, for whoever looks for them in what was said."""
    return tuple(value for name, value in metadata.extra.items() if _PERSON.search(name.casefold()))


def _shown(value: str | None, key: bytes) -> str | None:
    return None if value is None else without_personal_data(value, key)


def _field(name: str, value: str, key: bytes) -> str:
    if _PERSON.search(name.casefold()):
        return token_of("PERSON", value.casefold(), key)
    if _PERSONAL.search(name.casefold()):
        return token_of("PERSONAL", value.casefold(), key)
    value = without_personal_data(value, key)
    return _told(value, key) if " " in value.strip() else value


def _told(text: str, key: bytes) -> str:
    """Free text, such as an agent's note, in which people write as they talk."""
    tokens = text.split()
    words = [Word(token, float(index), index + 0.5) for index, token in enumerate(tokens)]
    for span in find_entities(words):
        said = words[span.first_word : span.last_word + 1]
        if any(_TOKEN.search(token) for token in tokens[span.first_word : span.last_word + 1]):
            continue
        tokens[span.first_word : span.last_word + 1] = [
            token_of(span.entity_type, value_of(said), key),
            *[""] * (span.last_word - span.first_word),
        ]
    return " ".join(token for token in tokens if token)


def _written(text: str) -> Iterator[tuple[int, int, str]]:
    """Start, end and kind of each piece, the surest kinds first; they may overlap."""
    for pattern, entity_type, is_one in (
        (_EMAIL, "EMAIL", None),
        (_IBAN, "IBAN", _is_written_iban),
        (_CARD, "CARD_NUMBER", _is_card),
        (_SSN, "NATIONAL_ID", None),
    ):
        for match in pattern.finditer(text):
            if is_one is None or is_one(match[0]):
                yield *match.span(), entity_type
    for match in _DIALLED.finditer(text):
        yield from _telephones(match[0], match.start())


def _is_written_iban(text: str) -> bool:
    return is_iban(text.replace(" ", "").upper())


def _is_card(text: str) -> bool:
    digits = "".join(filter(str.isdigit, text))
    return len(digits) in CARD_DIGITS and is_luhn(digits) and not _INSTANT.fullmatch(digits)


def _telephones(dialled: str, at: int) -> Iterator[tuple[int, int, str]]:
    """The telephone number among groups of digits that begin at a place of the text."""
    groups = [group.span() for group in _GROUP.finditer(dialled)]
    # of "4155550132-2" the last group is not part of the number, of "415 555 0132" it is
    tried = [(first, last) for first in range(len(groups)) for last in range(first, len(groups))]
    if not dialled.startswith("+"):
        tried.sort(key=lambda pair: pair[1] - pair[0])
    for first, last in tried:
        start, end = groups[first][0], groups[last][1]
        if _telephone(dialled[start:end]) is not None:
            yield at + start, at + end, "PHONE"
            return


def _telephone(dialled: str) -> str | None:
    """The number with its country's code, or None where it is no telephone number."""
    digits = "".join(filter(str.isdigit, dialled))
    if _INSTANT.fullmatch(digits):
        return None
    if dialled.startswith("+"):
        return _valid(f"+{digits}", None)
    if digits.startswith("00"):
        return _valid(f"+{digits[2:]}", None)
    national = next((number for region in REGIONS if (number := _valid(digits, region))), None)
    # eleven digits and more without a plus may be a country's code and a number, as telephone systems log them
    return national or (_valid(f"+{digits}", None) if len(digits) >= 11 else None)


def _valid(number: str, region: str | None) -> str | None:
    try:
        parsed = phonenumbers.parse(number, region)
    except phonenumbers.NumberParseException:
        return None
    if not phonenumbers.is_valid_number(parsed):
        return None
    return str(phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.E164))


def _value(entity_type: str, written: str) -> str:
    """Equal for what is the same value written otherwise."""
    if entity_type == "EMAIL":
        return written.casefold()
    return (_telephone(written) if entity_type == "PHONE" else None) or "".join(filter(str.isalnum, written)).upper()
