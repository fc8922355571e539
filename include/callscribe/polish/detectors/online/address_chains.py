"""Groups of digits with "dot", "colon" or "dash" between them, over pauses, misheard signs and other voices."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Final

from callscribe.polish.detectors.numbers.number_cues import UNITS
from callscribe.polish.detectors.online.email_words import DOTS
from callscribe.polish.detectors.ordinary_words import is_ordinary_word
from callscribe.polish.detectors.spelled_characters import (
    AMBIGUOUS,
    CASES,
    LETTER_NAMES,
    SELDOM_ELSE,
    Character,
    read_character,
)
from callscribe.polish.detectors.spelling_alphabet import (
    AFTER_OH,
    COUNTED,
    LINKS,
    MAX_PAUSES,
)
from callscribe.polish.detectors.voices import same_voice, voice_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from callscribe.polish.detectors.numbers.spoken_numbers import Reading
    from callscribe.transcript.words import Word

COLONS: Final = frozenset(("colon", "colons", ":", "collin", "colin", "cologne"))
DASHES: Final = frozenset(("dash", "hyphen", "minus", "-"))

NOT_DOTS: Final = frozenset("and or to by of for versus then plus times percent dollars is at".split())
"""What is never a misheard "dot": it stands between numbers by itself."""

CONNECTORS: Final = LINKS - {"one", "second"}
"""Before a separator: "ten and then dot one hundred", "no wait dot one hundred"."""

CORRECTIONS: Final = frozenset("no know wait sorry scratch that oops i'm i mean hang on".split())
"""Between two attempts at a group: "four nine wait no one nine two dot"."""

MAX_GUESSES: Final = 2
"""Misheard words in one address."""

BEFORE_ONE: Final = frozenset("the which another ip ipv4 ipv6 mac".split())
"""Words after which "one" is no digit: "it's an ipv6 one"."""

CUE_REACH: Final = 15
"""Words between a cue such as "ip address" and its address."""

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

MEASURES: Final = frozenset("percent rate rates apr interest average score scores dose reading readings fixed".split())
"""Words of a list of numbers with decimals."""

MEASURE_REACH: Final = 8
"""Words before its first number in which one of them stands."""

NOT_ADDRESS_REACH: Final = 3

MAX_PAUSE_S: Final = 15.0
"""A longer pause ends an address (estimate)."""


def is_version(readings: Sequence[Reading], index: int) -> bool:
    """Whether what begins at `index` is called a version, or another thing that is numbered with dots."""
    return any(reading.text in NOT_ADDRESSES for reading in readings[max(0, index - NOT_ADDRESS_REACH) : index])


def find_chains(
    words: Sequence[Word],
    readings: Sequence[Reading],
    separators: Sequence[int],
    kind: frozenset[str],
    detector: str,
    cues: set[int],
) -> Iterator[list[int]]:
    """Find groups of digits, or of hexadecimal digits, with the same separator between.

    Args:
        words: In the order of the conversation.
        readings: One for each word.
        separators: Indices of the words that say the separator.
        kind: DOTS, COLONS or DASHES.
        detector: The rule's name, a key of LEAST.
        cues: Indices of the last words of cues.

    Yields:
        Indices of words, ascending.
    """
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
        announced = not cues.isdisjoint(range(said[0] - CUE_REACH, said[0]))
        decimal = kind is DOTS and not announced and _are_decimals(words, readings, said)
        fewer = announced or (digits >= LEAST_DIGITS and readings[separator].text != "point")
        enough = LEAST[detector] - 1 if fewer and kind is not DASHES else LEAST[detector]
        numbered = kind is not DOTS or digits >= LEAST[detector]
        if count >= enough and numbered and not decimal and _is_address(words, readings, said, kind, count):
            floor = said[-1] + 1
            yield said


def _are_decimals(words: Sequence[Word], readings: Sequence[Reading], said: Sequence[int]) -> bool:
    """Whether numbers with "point" stand in a list: "four point one nine, four point two five and three point nine"."""
    signs = [index for index in said if readings[index].text in DOTS]
    if any(readings[index].text not in ("point", ".") for index in signs):
        return False
    if any(reading.text in MEASURES for reading in readings[max(0, said[0] - MEASURE_REACH) : said[-1] + 2]):
        return True
    for before, after in pairwise(signs):
        within = range(before + 1, after)
        ended = [index for index in within[:-1] if words[index].word.endswith((",", ".", ";"))]
        parted = any(
            readings[index + 1].shape not in ("", "P") and same_voice(words, index, index + 1) for index in ended
        )
        joined = any(readings[index].text == "and" and readings[index - 1].shape != "H" for index in within)
        if joined or parted:
            return True
    return False


def _chain_from(
    words: Sequence[Word], readings: Sequence[Reading], separator: int, kind: frozenset[str]
) -> tuple[list[int], int, int]:
    """Words of a chain from its first separator on, how many separators it has, and where to look on."""
    said = [separator]
    count, since, pauses, guesses = 1, 0, 0, MAX_GUESSES
    heard = False
    index = separator + 1
    while index < len(readings) and since <= LONGEST_OCTET and pauses <= MAX_PAUSES:
        if words[index].start_s - words[index - 1].end_s > MAX_PAUSE_S:
            break
        other = not same_voice(words, index, separator)
        whole = count >= WHOLE[kind] and since > 0
        if whole and _is_new(words, readings, index, said[-1], kind):
            break  # "Is that for one adult", "right, two of my friends": no more of the address
        role = "pause" if heard and other else _role(words, readings, index, kind)
        if role is None and other:
            # "Point seventy six - call - point one hundred": what the other party says may be misheard, too.
            role, heard = "pause", True
        elif role is None and guesses:
            role = _misheard_role(words, readings, index, kind, last=said[-1], within=since > 0)
            guesses -= 1
        if role is None:
            break
        if role in ("sign", "part"):
            said.append(index)
        count += role in ("sign", "misheard sign")
        since = 0 if role in ("sign", "misheard sign") else since + (role == "part")
        pauses = pauses + 1 if role == "pause" else 0
        heard = heard and role != "sign"
        index += 1
    while len(said) > 1 and not (_is_certain(readings, said[-1]) and _ends(words, readings, said)):
        said.pop()
    return said, count, index


def _is_new(words: Sequence[Word], readings: Sequence[Reading], index: int, last: int, kind: frozenset[str]) -> bool:
    """Whether what is said after a whole address and after another voice is talk, rather than its last digits."""
    if readings[index].shape == "P" or all(same_voice(words, last, each) for each in range(last + 1, index + 1)):
        return False
    if not same_voice(words, last, index):
        return True
    end = index
    while end < len(words) and same_voice(words, last, end) and _role(words, readings, end, kind) in ("part", "sign"):
        end += 1
    return end < len(words) and same_voice(words, last, end) and readings[end].shape != "P"


def _role(words: Sequence[Word], readings: Sequence[Reading], index: int, kind: frozenset[str]) -> str | None:
    """What a word is in a chain: a "sign", a "part" of a group, a "pause", or nothing."""
    if readings[index].text in kind:
        return "sign"
    if _is_part(words, readings, index, kind):
        return "part"
    return "pause" if readings[index].shape == "P" or readings[index].text in CONNECTORS else None


def _misheard_role(
    words: Sequence[Word], readings: Sequence[Reading], index: int, kind: frozenset[str], *, last: int, within: bool
) -> str | None:
    """What a word stands for in a chain: a "misheard sign" or digit, or nothing."""
    if last < index - 1:
        begins = not same_voice(words, index, index - 1) and _goes_on_after(words, readings, index)
        return "misheard sign" if begins else None
    if not _goes_on(words, readings, index, kind):
        return None
    # "One nine two that one six eight dot one dot one"
    sign = readings[index].text not in NOT_DOTS and within and readings[index + 1].text not in kind
    return "misheard sign" if sign else "misheard"


def _is_talk(reading: Reading) -> bool:
    return reading.shape == "" and is_ordinary_word(reading.text)


def _ends(words: Sequence[Word], readings: Sequence[Reading], said: Sequence[int]) -> bool:
    """Whether the last word is the last of an address, rather than the first of what is said then."""
    last = said[-1]
    reading = readings[last]
    if reading.shape in ("M", "O", "U") or reading.text == "a" or reading.text in SELDOM_ELSE:
        after = readings[last + 1].text if last + 1 < len(readings) and same_voice(words, last, last + 1) else ""
        if reading.text == "a" and after and (after in COUNTED or _is_talk(readings[last + 1])):
            return False  # "okay just a second"
        if reading.text == "one" and after in COUNTED:
            return False
        if reading.shape == "O" and after in AFTER_OH:
            return False
        if reading.shape == "M" or reading.text in SELDOM_ELSE:
            return said[-2] == last - 1
    return True


def _goes_on_after(words: Sequence[Word], readings: Sequence[Reading], index: int) -> bool:
    """Whether a turn goes on with the address after its first word, a misheard separator."""
    after = index + 1
    if after >= len(words) or not same_voice(words, index, after) or readings[index].text in NOT_DOTS:
        return False
    return readings[after].shape in ("U", "T", "V", "N") and readings[index].shape == ""


def _goes_on(words: Sequence[Word], readings: Sequence[Reading], index: int, kind: frozenset[str]) -> bool:
    """Whether the same voice goes on with the address after a misheard word."""
    after = index + 1
    if (
        readings[index].text in UNITS
        or after >= len(words)
        or len({voice_of(words, at) for at in (index - 1, index, after)}) > 1
    ):
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
    if reading.text == "one" and index and readings[index - 1].text in BEFORE_ONE:
        return False
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
