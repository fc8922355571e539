"""IP and MAC addresses read out loud: groups of digits with "dot", "colon" or "dash" between, or none after a cue."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from callscribe.polish.detectors.numbers.number_cues import UNITS
from callscribe.polish.detectors.online.emails import DOTS
from callscribe.polish.detectors.spelled_characters import (
    AMBIGUOUS,
    CASES,
    LETTER_NAMES,
    SELDOM_ELSE,
    Character,
    read_character,
)
from callscribe.polish.detectors.spelling_alphabet import LINKS, MAX_PAUSES, find_spellings, is_time
from callscribe.polish.detectors.voices import same_voice, spans_by_voice, voice_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from callscribe.polish.detectors.numbers.spoken_numbers import Reading
    from callscribe.polish.entities import EntitySpan
    from callscribe.transcript.words import Word

COLONS: Final = frozenset(("colon", "colons", ":", "collin", "colin", "cologne"))
DASHES: Final = frozenset(("dash", "hyphen", "minus", "-"))

NOT_DOTS: Final = frozenset("and or to by of for versus then plus times percent dollars is at".split())
"""What is never a misheard "dot": it stands between numbers by itself."""

CONNECTORS: Final = LINKS - {"one", "second"}
"""Before a separator: "ten and then dot one hundred", "no wait dot one hundred"."""

CORRECTIONS: Final = frozenset("no wait sorry scratch that oops i'm i mean hang on".split())
"""Between two attempts at a group: "four nine wait no one nine two dot"."""

MAX_GUESSES: Final = 2
"""Misheard words in one address."""

CUES: Final = frozenset(
    (("ip",), ("i", "p"), ("ipv4",), ("ipv6",), ("ips",), ("gateway",), ("subnet",), ("dns",),
     ("mac", "address"), ("m", "a", "c"),
     ("mac",), ("hardware", "address"), ("physical", "address"))
)  # fmt: skip
CUE_FIRSTS: Final = frozenset(cue[0] for cue in CUES)
CUE_REACH: Final = 15
"""Words between such a cue and its address."""

HEXADECIMAL_CUES: Final = frozenset(("mac", "m", "hardware", "physical", "ipv6"))
LEAST_AFTER_CUE: Final = 4
LEAST_HEXADECIMAL: Final = 6
"""Characters without separators that are taken for an address after a cue; of a MAC address, half of it."""

LONGEST_OCTET: Final = 6
"""Words of one octet at most: "one hundred and ninety two" has five."""

LEAST: Final = {"ip_spoken": 3, "colons_spoken": 3, "mac_spoken": 4}
"""Separators of an address without a cue: an IPv4 address has three dots, a MAC address five dashes; one fewer, as
one may be misheard."""

WHOLE: Final = {DOTS: 3, COLONS: 5, DASHES: 5}
"""Separators of a whole address; what another voice says after them is no part of it."""

LEAST_DIGITS: Final = 7
"""Digits between dots that make up for a dot that was not heard: version numbers are shorter."""

NOT_ADDRESSES: Final = frozenset("version versions release build firmware section chapter paragraph update".split())
"""Before numbers with dots, they make them something else than an address."""

NOT_ADDRESS_REACH: Final = 3

READ_BACK_REACH: Final = 60
"""Words after an address in which a part of it, said again, is taken for reading it back."""

LEAST_READ_BACK: Final = 3
"""Characters of such a part."""

MAX_PAUSE_S: Final = 15.0
"""A longer pause ends an address (estimate)."""


def is_version(readings: Sequence[Reading], index: int) -> bool:
    """Whether what begins at `index` is called a version, or another thing that is numbered with dots."""
    return any(reading.text in NOT_ADDRESSES for reading in readings[max(0, index - NOT_ADDRESS_REACH) : index])


def find_spoken_addresses(
    words: Sequence[Word],
    readings: Sequence[Reading],
    separators: dict[str, list[int]],
    cues: Sequence[int],
    written: Collection[int],
) -> list[EntitySpan]:
    """Find addresses.

    Args:
        words: In the order of the conversation.
        readings: One for each word.
        separators: Indices of words that say "dot" ("ip_spoken"), "colon" ("colons_spoken") and "dash" ("mac_spoken").
        cues: Indices of words in CUE_FIRSTS.
        written: Indices of words that are addresses as they are written.

    Returns:
        NETWORK spans, each within one voice; they may overlap.
    """
    announced = [(cue, end) for cue in cues if (end := _cue_end(readings, cue)) >= 0]
    found: list[tuple[list[int], str]] = []
    for detector, kind in (("ip_spoken", DOTS), ("colons_spoken", COLONS), ("mac_spoken", DASHES)):
        ends = [end for _, end in announced]
        found += ((said, detector) for said in _chains(words, readings, separators[detector], kind, detector, ends))
    for cue, end in announced:
        known = {*written, *(index for said, _ in found for index in said)}
        known = known if readings[cue].text not in HEXADECIMAL_CUES else set()
        if not any(end < index <= end + CUE_REACH for index in known):
            found += ((said, "ip_cue") for said in _after_cue(words, readings, cue, end))
    if found:
        found += _read_back(words, readings, [said for said, _ in found])
    return [
        span for said, detector in found for span in spans_by_voice(words, said, "NETWORK", detector, _SCORES[detector])
    ]


_SCORES: Final = {"ip_spoken": 0.8, "colons_spoken": 0.8, "mac_spoken": 0.8, "ip_cue": 0.7, "read_back": 0.6}


def _cue_end(readings: Sequence[Reading], index: int) -> int:
    for length in (3, 2, 1):
        if tuple(reading.text for reading in readings[index : index + length]) in CUES:
            return index + length - 1
    return -1


# --- With separators ----------------------------------------------------------------------------------------------


def _chains(
    words: Sequence[Word],
    readings: Sequence[Reading],
    separators: Sequence[int],
    kind: frozenset[str],
    detector: str,
    cues: Sequence[int],
) -> Iterator[list[int]]:
    """Words of groups of digits, or of hexadecimal digits, with the same separator between."""
    floor = 0
    stop = -1
    for separator in separators:
        if separator < stop:
            continue
        said, count, stop = _chain_from(words, readings, separator, kind)
        before = _group_before(words, readings, separator, floor, kind)
        said = before + said
        if kind is DOTS and count >= LEAST[detector] - 1 and _is_dot_before(readings, said[0], floor):
            said = _group_before(words, readings, said[0] - 1, floor, kind) + said
            count += 1
        digits = sum(len(readings[index].digits) for index in said)
        fewer = digits >= LEAST_DIGITS or any(0 < said[0] - cue <= CUE_REACH for cue in cues)
        enough = LEAST[detector] - 1 if fewer and kind is not DASHES else LEAST[detector]
        if count >= enough and _is_address(words, readings, said, kind, count):
            floor = said[-1] + 1
            yield said


def _chain_from(
    words: Sequence[Word], readings: Sequence[Reading], separator: int, kind: frozenset[str]
) -> tuple[list[int], int, int]:
    """Words of a chain from its first separator on, how many separators it has, and where to look on."""
    said = [separator]
    count, since, pauses, guesses = 1, 0, 0, MAX_GUESSES
    index = separator + 1
    while index < len(readings) and since <= LONGEST_OCTET and pauses <= MAX_PAUSES:
        if words[index].start_s - words[index - 1].end_s > MAX_PAUSE_S:
            break
        token = readings[index].text
        echoed = count >= WHOLE[kind] and since and not same_voice(words, index, separator)
        if echoed and readings[index].shape == "M":
            break  # "Is that for one adult": no more of the address
        if token in kind:
            count, since, pauses = count + 1, 0, 0
            said.append(index)
        elif _is_part(words, readings, index, kind):
            since, pauses = since + 1, 0
            said.append(index)
        elif readings[index].shape == "P" or token in CONNECTORS:
            pauses += 1
        elif guesses and said[-1] == index - 1 and _goes_on(words, readings, index, kind):
            # A misheard dot or digit: "one nine two that one six eight dot one dot one".
            guesses -= 1
            if token not in NOT_DOTS and since and readings[index + 1].text not in kind:
                count, since = count + 1, 0
        else:
            break
        index += 1
    while len(said) > 1 and not _is_certain(readings, said[-1]):
        said.pop()
    return said, count, index


def _goes_on(words: Sequence[Word], readings: Sequence[Reading], index: int, kind: frozenset[str]) -> bool:
    """Whether the same voice goes on with the address after a misheard word."""
    after = index + 1
    if after >= len(words) or len({voice_of(words, at) for at in (index - 1, index, after)}) > 1:
        return False
    return readings[after].text in kind or _is_part(words, readings, after, kind)


def _group_before(
    words: Sequence[Word], readings: Sequence[Reading], separator: int, floor: int, kind: frozenset[str]
) -> list[int]:
    """Words of the group that ends before a separator, over pauses and "and then"."""
    said: list[int] = []
    pauses = 0
    index = separator - 1
    while index >= floor and len(said) < LONGEST_OCTET and pauses <= MAX_PAUSES:
        if _is_part(words, readings, index, kind):
            said.insert(0, index)
            pauses = 0
        elif not (readings[index].shape == "P" or readings[index].text in (CORRECTIONS if said else CONNECTORS)) or (
            said and not same_voice(words, index, said[0])
        ):
            break
        else:
            pauses += 1
        index -= 1
    while said and (not _is_certain(readings, said[0]) or _is_interjected(readings, said)):
        said.pop(0)
    return said


def _is_interjected(readings: Sequence[Reading], said: Sequence[int]) -> bool:
    """Whether the first "oh" of a group is none of its zeros: "oh sure one seven two dot"."""
    return readings[said[0]].shape == "O" and len(said) > 1 and said[1] > said[0] + 1


def _is_dot_before(readings: Sequence[Reading], first: int, floor: int) -> bool:
    """Whether a misheard dot stands before the first group: "one nine two that one six eight dot one dot one"."""
    if first - 2 < floor or readings[first - 1].shape or readings[first - 1].text in NOT_DOTS:
        return False
    return readings[first - 2].shape in ("U", "N", "T", "V") and readings[first - 1].text not in NOT_ADDRESSES


def _is_certain(readings: Sequence[Reading], index: int) -> bool:
    """Whether a word at the edge of an address is part of it, rather than of the sentence around."""
    reading = readings[index]
    if reading.shape and reading.shape in "UTYVNORLH":
        return True
    return reading.text in LETTER_NAMES or reading.text in CASES or reading.text in SELDOM_ELSE or reading.text == "a"


def _is_part(words: Sequence[Word], readings: Sequence[Reading], index: int, kind: frozenset[str]) -> bool:
    """Whether a word may be said within a group of an address."""
    reading = readings[index]
    if reading.text == "thousand":
        return kind is not DOTS
    if reading.shape and reading.shape in "UTYVNOMRH":
        return True
    if kind is DOTS:
        return reading.text == "and" and index > 0 and readings[index - 1].shape == "H"
    return reading.text in CASES or _hexadecimal(words, readings, index) is not None


def _hexadecimal(words: Sequence[Word], readings: Sequence[Reading], index: int) -> Character | None:
    character = read_character(words, readings, index)
    if character is None or not set(character.text) <= set("0123456789ABCDEF"):
        return None
    certain = character.sure or readings[index].text in LETTER_NAMES or readings[index].text in AMBIGUOUS
    return character if certain else None


def _is_address(
    words: Sequence[Word], readings: Sequence[Reading], said: Sequence[int], kind: frozenset[str], count: int
) -> bool:
    """Whether groups with separators between are an address, rather than a version, an amount, a time or a phone."""
    after = readings[said[-1] + 1].text if said[-1] + 1 < len(readings) else ""
    if kind is DOTS:
        return not is_version(readings, said[0]) and after not in UNITS
    letters = sum(
        character is not None and character.text.isalpha()
        for character in (_hexadecimal(words, readings, index) for index in said)
    )
    return kind is COLONS or letters >= 1 or (count > LEAST["mac_spoken"] and len(said) - count <= 3 * (count + 1))


# --- Without separators -------------------------------------------------------------------------------------------


def _after_cue(words: Sequence[Word], readings: Sequence[Reading], cue: int, end: int) -> Iterator[list[int]]:
    """Digits after "my IP address is", hexadecimal ones after "the MAC address", and corrections of them."""
    seeds = _digits_in(readings, range(end + 1, min(end + 1 + 2 * CUE_REACH, len(readings))))
    least = LEAST_HEXADECIMAL if readings[cue].text in HEXADECIMAL_CUES else LEAST_AFTER_CUE
    last = -1
    for spelling in find_spellings(words, readings, seeds):
        if is_time(spelling, readings):
            continue
        alone = sum(
            character.sure and readings[character.first].shape in ("U", "L", "O", "R")
            for character in spelling.characters
        )
        near = spelling.first - end <= CUE_REACH and any(map(str.isdigit, spelling.sure))
        follows = last >= 0 and spelling.first - last <= LONGEST_OCTET and alone >= 2
        if (near and len(spelling.sure) >= least and alone >= LEAST_AFTER_CUE) or follows:
            last = spelling.last
            yield spelling.words


def _read_back(
    words: Sequence[Word], readings: Sequence[Reading], found: Sequence[Sequence[int]]
) -> Iterator[tuple[list[int], str]]:
    """Parts of an address that are said again soon after it."""
    texts = ["".join(_text_of(words, readings, index) for index in said) for said in found]
    taken = {index for said in found for index in range(said[0], said[-1] + 1)}
    after = {
        index
        for said in found
        for index in range(said[-1] + 1, min(said[-1] + 1 + READ_BACK_REACH, len(readings)))
        if index not in taken
    }
    for spelling in find_spellings(words, readings, _digits_in(readings, sorted(after))):
        sure = spelling.sure
        if is_version(readings, spelling.first):
            continue
        text = spelling.text
        long = len(sure) >= LEAST_READ_BACK and not taken.intersection(spelling.words)
        alone = sum(readings[character.first].shape in ("U", "L", "R") for character in spelling.characters)
        if long and alone >= LEAST_READ_BACK and any(text in other or text[:-1] in other for other in texts):
            yield spelling.words, "read_back"


def _text_of(words: Sequence[Word], readings: Sequence[Reading], index: int) -> str:
    """The hexadecimal digits that a word says; none for a separator."""
    character = _hexadecimal(words, readings, index)
    return character.text if character is not None else ""


def _digits_in(readings: Sequence[Reading], indices: Sequence[int]) -> list[int]:
    return [index for index in indices if readings[index].shape in ("U", "N", "T", "V", "L")]
