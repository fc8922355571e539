"""E-mail addresses, written ("jane.doe@example.com") and spoken ("jane dot doe at gmail dot com")."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from callscribe.polish.entities import EntitySpan

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from callscribe.polish.spoken_numbers import Reading
    from callscribe.transcript.words import Word

ENDINGS: Final = frozenset(
    "com org net edu gov mil int info biz io co ai app dev me tv us uk ca au nz ie in de fr es it nl be ch at se no dk "
    "pl pt eu jp za mx br calm".split()
)
"""Ends of domains; "calm" is how recognisers mishear "com"."""

PROVIDERS: Final = frozenset(
    "gmail googlemail yahoo hotmail outlook icloud aol protonmail proton live msn comcast verizon att gmx hey zoho "
    "fastmail ymail rocketmail btinternet".split()
)
"""Domains that people name without "dot com"."""

DOTS: Final = frozenset(("dot", "period", "point", "."))
JOINERS: Final = frozenset(
    ("dot", "period", "point", ".", "underscore", "underline", "dash", "hyphen", "minus", "plus", "_", "-")
)

NOT_A_NAME: Final = frozenset(
    "is it its it's that's thats my your his her our their the a an and or so at to on in by from with of "
    "for email e-mail mail address "
    "me us them him you i we they visit shop look looked online website site page web go going find found check order "
    "ordered bought buy here there available see log login sign sir ma'am please yes yeah okay ok no um uh would be "
    "was are am i'm use send sent write contact reach try meet work works working worked".split()
)
"""Words before "at" that are no part of an address; where they leave nothing of it, it is a web site's name."""

CUES: Final = frozenset(("email", "e-mail", "emails", "mail", "gmail"))

LONGEST_NAME: Final = 3
"""Plain words taken for the name before "at": "mary ann smith at gmail dot com". Spelled letters, digits and what
joins them have no limit."""

LONGEST_DOMAIN: Final = 12
"""Words between "at" and the domain's end, spelled letters counted one by one."""

_WRITTEN_DOMAIN: Final = re.compile(r"(?:[a-z0-9\-]+\.)+([a-z]{2,})")


def find_emails(words: Sequence[Word], readings: Sequence[Reading], *, english: bool) -> list[EntitySpan]:
    """Find e-mail addresses.

    Args:
        words: In the order of the conversation.
        readings: One for each word.
        english: Spoken ones are looked for too; else only what is written with an at sign.

    Returns:
        In order; they may touch but not overlap.
    """
    found: list[EntitySpan] = []
    for index, word in enumerate(words):
        if found and index <= found[-1].last_word:
            continue
        floor = found[-1].last_word + 1 if found else 0
        if "@" in word.word:
            found += _written(readings, index, floor)
        elif english and readings[index].text == "at":
            found += _spoken(readings, index, floor)
    return found


def _written(readings: Sequence[Reading], index: int, floor: int) -> Iterator[EntitySpan]:
    """The address around an at sign, of which parts may be spoken ("jane@example dot com")."""
    local, _, domain = readings[index].text.partition("@")
    last = index if "." in domain else _domain_end(readings, index + (0 if domain else 1), -1)
    if any(character.isalnum() for character in local):
        yield EntitySpan("EMAIL", index, max(last, index), "email_written", 0.95 if last >= 0 else 0.7)
    elif last >= 0:
        yield EntitySpan("EMAIL", _name_start(readings, index, floor), last, "email_written", 0.8)


def _spoken(readings: Sequence[Reading], at: int, floor: int) -> Iterator[EntitySpan]:
    """The address around the word "at", if it is one."""
    start = at + 1
    if [reading.text for reading in readings[start : start + 1]] == ["sign"]:
        start += 1
    elif [reading.text for reading in readings[start : start + 2]] == ["the", "rate"]:
        start += 2  # the at sign's name in Indian English
    end = _domain_end(readings, start, -1)
    if end < 0:
        return
    first = _name_start(readings, at, floor)
    if first < at:
        yield EntitySpan("EMAIL", first, end, "email_spoken", 0.9)
    elif any(reading.text in CUES for reading in readings[max(0, at - 8) : at]):
        yield EntitySpan("EMAIL", at, end, "email_spoken", 0.5)


def _domain_end(readings: Sequence[Reading], start: int, otherwise: int) -> int:
    """Index of the last word of the domain that begins at `start`, or `otherwise` where none does."""
    end = otherwise
    if start < len(readings) and readings[start].text in PROVIDERS:
        end = start
    for index in range(start, min(start + LONGEST_DOMAIN, len(readings))):
        token = readings[index].text
        written = _WRITTEN_DOMAIN.fullmatch(token)
        if written and written[1] in ENDINGS:
            return index
        following = readings[index + 1].text if index + 1 < len(readings) else ""
        if token in DOTS and following in ENDINGS and index > start:
            end = index + 1
            # "dot co dot uk": one ending may follow another.
            while end + 2 < len(readings) and readings[end + 1].text in DOTS and readings[end + 2].text in ENDINGS:
                end += 2
            return end
        plain = readings[index].shape != "L" and token not in JOINERS and not readings[index].digits
        if plain and index - start >= LONGEST_NAME:
            break
    return end


def _name_start(readings: Sequence[Reading], at: int, floor: int) -> int:
    """Index of the first word of the name that ends before `at`; `at` itself where there is none."""
    first = at
    plain = 0
    while first > floor:
        reading = readings[first - 1]
        if reading.text in JOINERS:
            # A joiner takes the word before it along: "jane dot".
            first = max(floor, first - 2)
            plain = 0
            continue
        # "A" and "I" are letters where letters are being said: "j a n e".
        spelled = len(reading.text) == 1 and reading.text.isalpha() and first < at and len(readings[first].text) == 1
        if spelled or reading.shape in ("L", "U", "N", "T", "Y", "V", "O", "R"):
            first -= 1
            continue
        if reading.text in NOT_A_NAME or reading.shape == "P" or plain >= LONGEST_NAME:
            break
        # Plain words before spelled letters or a joined name are talk: "write to j d o e", "that is jane dot doe".
        if plain == 0 and first < at and (readings[first].shape == "L" or _is_joined(readings, first, at)):
            break
        plain += 1
        first -= 1
    return first


def _is_joined(readings: Sequence[Reading], first: int, at: int) -> bool:
    return any(reading.text in JOINERS for reading in readings[first:at])
