"""Domains of e-mail addresses as they are said: "gmail dot com", "comcast net", "come cast it com"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from callscribe.polish.detectors.online.email_words import (
    DOTS,
    ENDINGS,
    JOINERS,
    PROVIDERS,
    SAID_APART,
    SURE_ENDINGS,
    WORDY_ENDINGS,
    is_name_like,
    sounds_like_provider,
)
from callscribe.polish.detectors.ordinary_words import ORDINARY_WORDS, SMALL_WORDS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from callscribe.polish.detectors.numbers.number_words import Reading

LONGEST_NAME: Final = 3
"""Plain words of a domain's name at most; spelled letters, digits and what joins them have no limit."""

LONGEST: Final = 12
"""Words up to a domain's end, spelled letters counted one by one."""

RARE_ENDINGS: Final = (ENDINGS - SMALL_WORDS - ORDINARY_WORDS) | SURE_ENDINGS
"""Those that are no words of their own."""

COUNTRIES: Final = frozenset(("uk", "nz", "za", "jp"))
"""What follows "co" in a domain."""

NOT_MISHEARD: Final = frozenset(("and", "or", "is", "email", "my"))
"""Between a provider and an ending that belongs to another address."""

LONGEST_MISHEARD_ENDING: Final = 4
"""Words after a provider in which its ending is looked for."""

_WRITTEN: Final = re.compile(r"(?:[a-z0-9\-]+\.)+([a-z]{2,})")


@dataclass(frozen=True, slots=True)
class Domain:
    """Where a domain ends.

    Attributes:
        last: Its last word.
        sure: It can hardly be anything else; else its ending was misheard or not said.
    """

    last: int
    sure: bool


def is_written_domain(token: str) -> bool:
    """Whether a word is a domain as it is written ("example.co.uk")."""
    found = _WRITTEN.fullmatch(token)
    return found is not None and found[1] in ENDINGS


def provider_length(readings: Sequence[Reading], start: int) -> int:
    """How many words from `start` on name a provider of e-mail; 0 where none does."""
    if start >= len(readings):
        return 0
    said = readings[start].text
    apart = said in SAID_APART and _text(readings, start + 1) in SAID_APART[said]
    return 2 if apart else 1 if said in PROVIDERS or sounds_like_provider(said) else 0


def find_domain(readings: Sequence[Reading], start: int) -> Domain | None:
    """The domain that begins at a word, or None.

    Args:
        readings: Of one voice.
        start: Index of the word after "at".
    """
    provider = provider_length(readings, start)
    if provider:
        return Domain(ending_after(readings, start + provider - 1), sure=True)
    if _text(readings, start) in ENDINGS and _text(readings, start + 1) not in DOTS:
        return None  # "at no point", "at us"
    doubtful = None
    plain = 0
    for index in range(start, min(start + LONGEST, len(readings))):
        if readings[index].text == "at" and index > start:
            break  # "email me at jane at gmail dot com": the address begins after the first
        last = _end_at(readings, start, index)
        if last >= 0:
            return Domain(last, sure=True)
        if doubtful is None:
            doubtful = _doubtful_at(readings, index, leading=plain == index - start)
        if readings[index].shape != "L" and readings[index].text not in JOINERS and not readings[index].digits:
            plain += 1
            if plain > LONGEST_NAME:
                break
    return doubtful


def _end_at(readings: Sequence[Reading], start: int, index: int) -> int:
    """Index of the last word of a domain with an ending at a word, or -1."""
    said, following = readings[index].text, _text(readings, index + 1)
    if "." in said and is_written_domain(said):
        return index
    if following == "com":
        return index + 1  # the dot before it was misheard, or not said
    if said not in DOTS or index == start:
        return -1
    if _ending_length(readings, index + 1):
        if said == "point" and following in SMALL_WORDS:
            return -1  # "at one point it was"
        return ending_after(readings, index - 1)
    if said == "dot" and following in WORDY_ENDINGS:
        return index + 1
    # "Dot man net"
    return index + 2 if _text(readings, index + 2) in SURE_ENDINGS and following not in DOTS else -1


def _ending_length(readings: Sequence[Reading], start: int) -> int:
    """How many words from `start` on say an ending: two where it is spelled, "c z"; 0 where none do."""
    said, following = _text(readings, start), _text(readings, start + 1)
    if len(said) == 1 and len(following) == 1 and said + following in ENDINGS:
        return 2
    return int(said in ENDINGS)


def _doubtful_at(readings: Sequence[Reading], index: int, *, leading: bool) -> Domain | None:
    """A domain whose name ends at a word and whose ending was misheard: "example dot the", "taylorfamily the net"."""
    if readings[index].text in DOTS:
        return Domain(index, sure=False) if index and is_name_like(readings[index - 1].text) else None
    if not leading or not is_name_like(readings[index].text):
        return None
    endings = (ahead for ahead in (1, 2) if _text(readings, index + ahead) in SURE_ENDINGS)
    return Domain(index + next(endings, 0), sure=False)


def ending_after(readings: Sequence[Reading], name: int) -> int:
    """Index of the last word of a domain whose name ends at `name`, endings such as "co dot uk" included."""
    last = name
    while _text(readings, last + 1) in DOTS and (length := _ending_length(readings, last + 2)):
        last += 1 + length
    if last > name and readings[last].text in ("co", *COUNTRIES):
        ahead = next((ahead for ahead in (1, 2, 3) if _text(readings, last + ahead) in COUNTRIES), 0)
        return last + ahead  # "co like uk"
    following = [_text(readings, last + ahead) for ahead in range(1, LONGEST_MISHEARD_ENDING + 1)]
    if last > name and following[0] not in DOTS:
        return last
    for ahead in range(LONGEST_MISHEARD_ENDING, 0, -1):
        # "Gmail it com", "comcast net", "icloud need dot com", "yahoo dot co dot look uk"
        between = following[: ahead - 1]
        if following[ahead - 1] in RARE_ENDINGS and (ahead <= 2 or not DOTS.isdisjoint(between)):
            if not NOT_MISHEARD.isdisjoint(between):
                return last
            last += ahead
            return last + 2 if _text(readings, last + 1) in DOTS and _text(readings, last + 2) in ENDINGS else last
    return last + (following[0] in DOTS)


def _text(readings: Sequence[Reading], index: int) -> str:
    return readings[index].text if index < len(readings) else ""
