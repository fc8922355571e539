"""E-mail addresses, written ("jane.doe@example.com") and spoken ("jane dot doe at gmail dot com")."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from callscribe.polish.detectors.names.given_names import GIVEN_NAMES
from callscribe.polish.detectors.ordinary_words import is_ordinary_word
from callscribe.polish.entities import EntitySpan

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from callscribe.polish.detectors.numbers.spoken_numbers import Reading
    from callscribe.transcript.words import Word

ENDINGS: Final = frozenset(
    "com org net edu gov mil int info biz io co ai app dev me tv us uk ca au nz ie in de fr es it nl be ch at se no dk "
    "pl pt eu jp za mx br calm".split()
)
"""Ends of domains; "calm" is how recognisers mishear "com"."""

SURE_ENDINGS: Final = frozenset(("com", "net", "org", "edu"))
"""Those that are hardly ever anything else after "dot" and a misheard word."""

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
    "was are am i'm confirm thing course back under use send sent "
    "write contact reach try meet work works working worked believe think guess ready worries problem signed up".split()
)
"""Words before "at" that are no part of an address; where they leave nothing of it, it is a web site's name."""

CUES: Final = frozenset(("email", "e-mail", "emails", "mail", "gmail"))

LONGEST_NAME: Final = 3
"""Plain words taken for the name before "at": "mary ann smith at gmail dot com". Spelled letters, digits and what
joins them have no limit."""

COPULAS: Final = frozenset(("is", "it's", "that's", "was"))

EXPLAINED: Final = (("as", "in"), ("for",), ("like",))
"""Between a letter and a word that begins with it."""

BEFORE_NAME: Final = frozenset("is it's its that's says at email address".split())
"""Words after which an address begins, so that "a" is its first letter."""

MAX_PAUSES: Final = 4
"""Words of a hesitation before "at"."""

CUE_REACH: Final = 30
"""Words after "email" in which a domain is part of an address."""

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
    for index in [index for index, reading in enumerate(readings) if reading.text == "at" or "@" in reading.text]:
        if found and index <= found[-1].last_word:
            continue
        floor = found[-1].last_word + 1 if found else 0
        if "@" in readings[index].text:
            found += _written(readings, index, floor)
        elif english and readings[index].text == "at":
            found += _spoken(readings, index, floor)
    return [*found, *_without_at(readings, found)] if english else found


def _without_at(readings: Sequence[Reading], found: Sequence[EntitySpan]) -> Iterator[EntitySpan]:
    """Addresses whose "at" was misheard: a domain after "email", and the name before it."""
    taken = {index for span in found for index in range(span.first_word, span.last_word + 1)}
    until = -1
    for cue in [index for index, reading in enumerate(readings) if reading.text in CUES]:
        start = max(cue + 1, until)
        until = min(cue + 1 + CUE_REACH, len(readings))
        for index in range(start, until):
            following = readings[index + 1].text if index + 1 < len(readings) else ""
            spoken = readings[index].text in DOTS and following in ENDINGS
            written = "." in readings[index].text and _WRITTEN_DOMAIN.fullmatch(readings[index].text)
            # "Rose at protonmail some com" is found at its "at"; here that is misheard too, or was not said.
            misheard = readings[index].text in PROVIDERS and [r.text for r in readings[index + 2 : index + 3]] == [
                "com"
            ]
            if misheard and taken.isdisjoint(range(index, index + 3)):
                yield EntitySpan(
                    "EMAIL", _name_start(readings, max(start, index), start), index + 2, "email_without_at", 0.4
                )
                break
            if taken.isdisjoint((index, index + 1)) and (spoken or (written and written[1] in ENDINGS)):
                last = index + spoken
                first = _name_start(readings, max(start, index - spoken), start)
                yield EntitySpan("EMAIL", first, last, "email_without_at", 0.4)
                break


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
        said = readings[index].text
        written = _WRITTEN_DOMAIN.fullmatch(said)
        if written and written[1] in ENDINGS:
            return index
        following = readings[index + 1].text if index + 1 < len(readings) else ""
        if said == "at" and index > start:
            break  # "email me at jane at gmail dot com": the address begins after the first
        if following == "com":
            return index + 1  # nothing but a domain ends so; the dot before it was misheard, or not said
        beyond = readings[index + 2].text if index + 2 < len(readings) else ""
        if said in DOTS and beyond in SURE_ENDINGS and following not in DOTS and index > start:
            return index + 2  # "dot man net"
        if said in DOTS and following in ENDINGS and index > start:
            end = index + 1
            # "dot co dot uk": one ending may follow another.
            while end + 2 < len(readings) and readings[end + 1].text in DOTS and readings[end + 2].text in ENDINGS:
                end += 2
            return end
        plain = readings[index].shape != "L" and said not in JOINERS and not readings[index].digits
        if plain and index - start >= LONGEST_NAME:
            break
    return end


def _name_start(readings: Sequence[Reading], at: int, floor: int) -> int:
    """Index of the first word of the name that ends before `at`; `at` itself where there is none."""
    plain = 0
    first = _before_pause(readings, at, floor)
    while first > floor:
        reading = readings[first - 1]
        if reading.text in JOINERS:
            # A joiner takes the word before it along: "jane dot"; but "the phone is plus three four".
            alone = first - 2 >= floor and readings[first - 2].text in COPULAS
            first = first - 1 if alone else max(floor, first - 2)
            plain = 0
            continue
        explained = _explained(readings, first - 1, floor)
        if explained:
            first -= explained
            continue
        # "A" and "I" are letters where letters are being said: "j a n e".
        spelled = len(reading.text) == 1 and reading.text.isalpha() and first < at and len(readings[first].text) == 1
        if spelled or reading.shape in ("L", "U", "N", "T", "Y", "V", "O", "R", "H"):
            first -= 1
            continue
        if first < at and first - 2 >= floor and _is_initial(readings, first - 1):
            return first - 1
        if first < at and first - 2 >= floor and _is_counted(readings, first):
            first -= 1
            continue
        if reading.text in NOT_A_NAME or reading.shape == "P" or plain >= LONGEST_NAME:
            break
        # Plain words before spelled letters or a joined name are talk: "write to j d o e", "that is jane dot doe".
        if plain == 0 and first < at and (readings[first].shape == "L" or _is_joined(readings, first, at)):
            break
        # "To confirm ljohnson8 at": what was written with digits or joined is a whole name.
        if first < at and not readings[first].text.isalpha() and len(readings[first].text) > 2:
            break
        plain += 1
        first -= 1
    # "Hold on marcus eight at": talk before a given name
    talk = plain > 1 and is_ordinary_word(readings[first].text) and readings[first].text not in GIVEN_NAMES
    return first + 1 if talk and readings[first + 1].text in GIVEN_NAMES else first


def _is_initial(readings: Sequence[Reading], index: int) -> bool:
    """Whether "a" is the first letter of an address: "it's a wright at"."""
    if readings[index].text != "a":
        return False
    return readings[index - 1].text in BEFORE_NAME or not is_ordinary_word(readings[index + 1].text)


def _is_counted(readings: Sequence[Reading], index: int) -> bool:
    """Whether an "and" before a word stands within a number: "two thousand and eight"."""
    if readings[index - 1].text != "and":
        return False
    return readings[index - 2].shape == "H" and readings[index].shape in ("U", "T", "Y", "V", "N")


def _before_pause(readings: Sequence[Reading], at: int, floor: int) -> int:
    """Where the name ends: before `at`, or before an aside ("jane dot doe, let me see, at gmail dot com")."""
    end = at
    while (
        end > floor
        and at - end < MAX_PAUSES
        and readings[end - 1].shape == "P"
        and readings[end - 1].text not in JOINERS
    ):
        end -= 1
    if end == floor or readings[end - 1].shape or _is_joined(readings, max(floor, end - 4), end):
        return end if end > floor else at
    # "K williams um at": a rare word before a hesitation is the name.
    return end if end < at and not is_ordinary_word(readings[end - 1].text) else at


def _explained(readings: Sequence[Reading], last: int, floor: int) -> int:
    """How many words spell one letter, with the word that explains it last ("j as in jack"); 0 where none do."""
    for phrase in EXPLAINED:
        first = last - len(phrase) - 1
        if first < floor or len(readings[first].text) != 1:
            continue
        between = tuple(reading.text for reading in readings[first + 1 : last])
        if between == phrase and readings[last].text[:1] == readings[first].text:
            return len(phrase) + 2
    return 0


def _is_joined(readings: Sequence[Reading], first: int, at: int) -> bool:
    return any(reading.text in JOINERS for reading in readings[first:at])
