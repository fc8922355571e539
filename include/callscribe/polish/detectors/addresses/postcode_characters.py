"""The letters and digits that one turn says where a postal code is expected, over asides, corrections and slips."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from callscribe.polish.detectors.addresses.address_words import NAMING_ADJECTIVES, NUMBER_NOUNS
from callscribe.polish.detectors.numbers.asides import ASIDES
from callscribe.polish.detectors.numbers.number_cues import LABELS, MONTHS, UNITS
from callscribe.polish.detectors.ordinary_words import SMALL_WORDS, is_ordinary_word
from callscribe.polish.detectors.phrases import by_first_word, phrase_at
from callscribe.polish.detectors.spelled_characters import (
    AMBIGUOUS,
    CASES,
    LETTER_NAMES,
    LONGEST_UNSPEAKABLE,
    MISHEARD_DIGITS,
    Character,
    read_character,
)
from callscribe.polish.detectors.spelling_alphabet import AFTER_OH, HESITATIONS, SEPARATORS
from callscribe.polish.detectors.voices import same_voice

if TYPE_CHECKING:
    from collections.abc import Sequence

    from callscribe.polish.detectors.numbers.number_words import Reading
    from callscribe.transcript.words import Word

LONGEST_SLIP: Final = 2
"""Misheard or made-up words between two characters of a code."""

LONGEST_CORRECTION: Final = 6
"""Words of "no wait let me start over"."""

ENOUGH: Final = 3
"""Characters after which a word that is counted elsewhere is a slip: "four four four seven eight day"."""

MOST_OHS: Final = 2
"""Words in a row that may be zeros or not: "one oh oh two six"."""

SHORTEST_PLAIN: Final = 3
"""Letters of a word that can be no area of a British code: "ec one v"."""

MAX_PAUSE_S: Final = 8.0
"""Characters further apart are two codes, as in `spelling_alphabet`."""

OTHER_NUMBERS: Final = LABELS | frozenset(
    "reference ticket order claim cost costs total delayed charged paid owe pay error invoice case model at between "
    "around until till before after pounds dollars".split()
)
"""Words before a number that is no postal code."""

_COUNTED: Final = (
    UNITS | (NUMBER_NOUNS - NAMING_ADJECTIVES - SMALL_WORDS) | {"of", "percent", "rooms", "boxes", "pills", "kilowatt"}
) - {"no", "yes", "okay", "please", "thank", "thanks", "um", "uh", "wait"}
UK: Final = re.compile(r"[A-Z]{1,2}[0-9][A-Z0-9]?[0-9][A-Z]{2}")
CANADA: Final = re.compile(r"[A-Z][0-9][A-Z][0-9][A-Z][0-9]")
ZIP_DIGITS: Final = 5

_BEFORE_NOUNS: Final = frozenset("the this that which each".split())
"""Before "one" they make it no number: "that's the one"."""

_VOWELS: Final = frozenset("aeiouy")
_ENDING: Final = frozenset("thanks thank perfect correct".split())
_LETTER_SOUNDS: Final = frozenset("are see you why be eye tea or".split())
_CORRECTING: Final = frozenset("no not sorry wait mean actually correction oops rather scratch know".split())
_FILLING: Final = HESITATIONS | SEPARATORS | {"plus", "and", "then", "than", "space"}
BEFORE_FIRST: Final = frozenset(
    "it's its is that's was be um uh er so okay yes yeah sure code zip and i've got down here thing ma'am sir course "
    "go see ready".split()
)
"""Words right before a code's first character."""
_ASIDES: Final = by_first_word((phrase, "aside") for phrase in ASIDES)
_PARTING: Final = frozenset("so thanks thank i'm we're phone email card name order".split())
_TELLING: Final = (
    _ASIDES.keys() | _CORRECTING | _PARTING | MONTHS | _FILLING | AMBIGUOUS.keys() | LETTER_NAMES.keys()
    | MISHEARD_DIGITS.keys() | CASES
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Said:
    """Some words that say characters of a code, or that stand between those that do.

    Attributes:
        first: Index of the first word.
        last: Index of the last word, inclusive.
        text: The characters, capital letters and digits; empty for an aside, "?" for a slip.
        takes_back: What was said before is corrected.
    """

    first: int
    last: int
    text: str
    takes_back: bool = False


@dataclass(frozen=True, slots=True)
class Group:
    """Characters that one voice says without anything but asides and slips between.

    Attributes:
        parts: In order; the first and the last say characters.
    """

    parts: tuple[Said, ...]

    @property
    def first(self) -> int:
        """Index of the first word."""
        return self.parts[0].first

    @property
    def last(self) -> int:
        """Index of the last word, inclusive."""
        return self.parts[-1].last

    @property
    def text(self) -> str:
        """All characters, of what was taken back too."""
        return "".join(part.text for part in self.parts if part.text != "?")

    @property
    def words(self) -> list[int]:
        """Indices of the words to hide: asides are shown, and what takes something back up to the next character."""
        shown = False
        indices: list[int] = []
        for part in self.parts:
            shown = part.takes_back or (shown and part.text in ("", "?"))
            if part.text and not shown:
                indices += range(part.first, part.last + 1)
        return indices

    def takes(self) -> list[str]:
        """The characters as they were said first, and again after each correction."""
        texts = [""]
        for part in self.parts:
            if part.takes_back:
                texts.append("")
            elif part.text != "?":
                texts[-1] += part.text
        return [text for text in texts if text]

    def slips(self) -> int:
        """How many of its words say no character where one was said."""
        return sum(part.text == "?" for part in self.parts)

    def first_whole(self) -> Group:
        """Its beginning, if that is a whole code and a slip follows; else all of it."""
        for at, part in enumerate(self.parts):
            if part.text == "?" and is_whole("".join(each.text for each in self.parts[:at])):
                return Group(self.parts[:at])
        return self

    def after(self, index: int) -> Group | None:
        """What is said of it behind a word."""
        parts = [part for part in self.parts if part.first > index]
        while parts and parts[0].text in ("", "?"):
            parts.pop(0)
        return Group(tuple(parts)) if parts else None


def groups_of(words: Sequence[Word], readings: Sequence[Reading], first: int, stop: int) -> list[Group]:
    """The groups of characters in one turn.

    Args:
        words: In the order of the conversation.
        readings: One for each word.
        first: Index of the turn's first word.
        stop: Index after its last.
    """
    groups: list[Group] = []
    parts: list[Said] = []
    pending: list[Said] = []
    before = 0
    index = first
    while index < stop:
        if not parts and _is_plain(words[index].word, readings[index]):
            index += 1
            continue
        said = _said_at(words, readings, index, stop, before=before, begun=bool(parts) and not pending)
        if said is not None and said.text == "?" and parts and not pending and _completes(readings[index], parts):
            said = Said(index, index, AMBIGUOUS[readings[index].text])
        if said is None or (parts and words[index].start_s - words[index - 1].end_s > MAX_PAUSE_S):
            groups += [Group(tuple(parts))] if parts else []
            parts, pending, before = [], [], 0
            index += 1
            continue
        if said.text and said.text != "?":
            if parts and not _joined(words, parts, pending):
                groups.append(Group(tuple(parts)))
                parts, pending, before = [], [], 0
            before += len(said.text)
            parts += [*pending, said] if parts else [said]
            pending = []
        elif parts:
            pending.append(said)
        index = said.last + 1
    return [*groups, Group(tuple(parts))] if parts else groups


def _completes(reading: Reading, parts: Sequence[Said]) -> bool:
    """Whether a word is the letter that was missing from a code: "four s a"."""
    if reading.text not in AMBIGUOUS or reading.text in ("and", "the", "in", "he", "we", "or", "as", "yes"):
        return False
    take = Group(tuple(parts)).takes()[-1]
    return not take.isdigit() and is_whole(take + AMBIGUOUS[reading.text])


def _said_at(
    words: Sequence[Word], readings: Sequence[Reading], index: int, stop: int, *, before: int, begun: bool
) -> Said | None:
    """What the words at an index say; None for what parts one number from another."""
    reading = readings[index]
    if _is_plain(words[index].word, reading):
        return Said(index, index, "?")
    aside = phrase_at(readings, index, _ASIDES) if reading.text in _ASIDES else None
    if aside is not None and index + len(aside[0]) <= stop:
        back = not _CORRECTING.isdisjoint(aside[0]) or "over" in aside[0]
        return Said(index, index + len(aside[0]) - 1, "", back)
    if reading.text in _CORRECTING:
        return Said(index, index, "", takes_back=True)
    if _parts_numbers(reading):
        return None
    if reading.text == "as" and index + 2 < stop and readings[index + 1].text == "in":
        # "Nine two as in robert": the letter was lost, or not heard as one.
        return Said(index, index + 2, readings[index + 2].text[:1].upper() if begun else "?")
    if reading.text in _FILLING or (reading.shape == "P" and reading.text not in AMBIGUOUS):
        return Said(index, index, "")
    if reading.shape == "H":
        return _hundred(readings, index, stop, begun=begun)
    if _is_noun(words, readings, index, stop):
        return Said(index, index, "?")
    return _character_at(words, readings, index, stop, before=before, begun=begun)


def _hundred(readings: Sequence[Reading], index: int, stop: int, *, begun: bool) -> Said:
    """What "hundred" says: zeros, unless a number goes on with it."""
    following = readings[index + 1] if index + 1 < stop else None
    joined = following is not None and (following.text == "and" or following.shape in ("U", "T", "Y", "V", "N"))
    return Said(index, index, "" if joined else readings[index].digits) if begun else Said(index, index, "?")


def _character_at(
    words: Sequence[Word], readings: Sequence[Reading], index: int, stop: int, *, before: int, begun: bool
) -> Said | None:
    """The character that the words at an index say, or a slip; None for a number that counts something."""
    reading = readings[index]
    character = read_character(words, readings, index)
    if character is None or character.last >= stop:
        # "Ec one v"
        area = len(reading.text) == 2 and reading.text.isalpha() and not is_ordinary_word(reading.text)
        return Said(index, index, reading.text.upper() if area and not begun else "?")
    if not character.sure and not _is_believed(words, readings, character, stop, begun=begun):
        return Said(index, index, "" if reading.shape == "P" else "?")
    beyond = character.last + 1
    counted = beyond < stop and readings[beyond].text in _COUNTED and not readings[beyond].shape
    counted = counted and character.text.isdigit() and reading.shape != "O"
    if counted and not _goes_on(words, readings, beyond, stop, before + len(character.text)):
        return None
    return Said(index, character.last, character.text)


def _is_noun(words: Sequence[Word], readings: Sequence[Reading], index: int, stop: int) -> bool:
    """Whether "one" is no digit: "that's the one"."""
    counts = readings[index].text == "one" and index > 0 and readings[index - 1].text in _BEFORE_NOUNS
    return counts and not _leads(words, readings, index + 1, stop)


def _goes_on(words: Sequence[Word], readings: Sequence[Reading], noun: int, stop: int, before: int) -> bool:
    """Whether a code goes on behind a word that is counted elsewhere: "four four seven eight day sorry"."""
    if noun + 1 >= stop or not same_voice(words, noun, noun + 1):
        return False
    letter = readings[noun + 1].shape == "L"
    leads = _leads(words, readings, noun + 1, stop) or readings[noun + 1].text in _CORRECTING
    return letter or (leads and before >= ENOUGH)


def _is_plain(word: str, reading: Reading) -> bool:
    """Whether a word says nothing here, without a closer look: neither characters nor what stands between them."""
    text = reading.text
    if reading.shape or len(text) < SHORTEST_PLAIN or text in _TELLING or not word.islower():
        return False
    return len(text) > LONGEST_UNSPEAKABLE or not _VOWELS.isdisjoint(text)


def _parts_numbers(reading: Reading) -> bool:
    month = reading.text in MONTHS and reading.text != "november"
    return month or reading.text in _PARTING or reading.shape in ("Q", "D")


def _is_believed(
    words: Sequence[Word], readings: Sequence[Reading], character: Character, stop: int, *, begun: bool
) -> bool:
    """Whether a word that may say a character does, by what stands around it."""
    index, last = character.first, character.last
    text = readings[index].text
    leads = _leads(words, readings, last + 1, stop)
    ends = last + 1 >= stop or words[last].word.endswith((".", ",")) or readings[last + 1].text in _ENDING
    if readings[index].shape == "O":
        return leads or (begun and (ends or readings[last + 1].text not in AFTER_OH))
    if text in ("a", "i", "u"):
        return begun and (leads or ends)
    if text in ("november", "x-ray") or len(text) == 1:
        return begun or leads
    if text in LETTER_NAMES:
        return leads or (begun and ends)
    before = readings[index - 1].text if index else ""
    if readings[index].shape == "M":
        opens = text not in ("for", "to", "too") or before in BEFORE_FIRST
        return (begun and (leads or ends)) or (leads and opens)
    if last > index or readings[index].shape in ("R", "Y"):
        return True
    if text in AMBIGUOUS and not begun:
        opens = before in BEFORE_FIRST or not index or not same_voice(words, index - 1, index)
        return opens and text in _LETTER_SOUNDS and leads and _leads(words, readings, last + 2, stop)
    if text in AMBIGUOUS:
        return (leads or ends) and text not in ("and", "the", "in", "yes", "okay", "as")
    return begun and leads


def _leads(words: Sequence[Word], readings: Sequence[Reading], index: int, stop: int) -> bool:
    """Whether a character that is sure stands at an index, or behind one that is not."""
    beyond = min(index + MOST_OHS, stop)
    while index < beyond and readings[index].shape in ("O", "M"):
        index += 1
    return index < stop and _is_sure(words, readings, index)


def _is_sure(words: Sequence[Word], readings: Sequence[Reading], index: int) -> bool:
    character = read_character(words, readings, index)
    return character is not None and (character.sure or readings[index].text in ("november", "x-ray"))


def _joined(words: Sequence[Word], parts: Sequence[Said], pending: Sequence[Said]) -> bool:
    """Whether characters go on with a group after some other words."""
    back = next((at for at, each in enumerate(pending) if each.takes_back), None)
    slips = sum(each.text == "?" for each in pending)
    ended = any(words[each.last].word.endswith((".", "?", "!")) for each in (parts[-1], *pending[:back]))
    if back is not None and back <= (0 if ended else 1):
        return sum(each.last - each.first + 1 for each in pending) <= LONGEST_CORRECTION
    if ended and (pending or len(words[parts[-1].last].word) > 2):
        return False
    return not slips or (slips <= LONGEST_SLIP and not any(map(is_whole, Group(tuple(parts)).takes())))


def is_whole(text: str) -> bool:
    """Whether characters are a ZIP code, or a British or Canadian code."""
    if text.isdigit():
        return len(text) in (ZIP_DIGITS, ZIP_DIGITS + 4)
    if text.startswith("0"):
        text = "O" + text[1:]  # "o x one five"
    return bool(UK.fullmatch(text) or CANADA.fullmatch(text))
