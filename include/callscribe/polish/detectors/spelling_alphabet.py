"""Letters and digits said one after another, over pauses and misheard words: "k l m - um - four two nine"."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from callscribe.polish.detectors.doubtful_characters import is_believed, misheard_from
from callscribe.polish.detectors.spelled_characters import (
    ACRONYMS,
    AMBIGUOUS,
    CASES,
    HESITATIONS,
    LETTER_NAMES,
    LONGEST_CAPITALS,
    MISHEARD_DIGITS,
    SELDOM_ELSE,
    SEPARATORS,
    Character,
    explanation_end,
    letter_of,
    read_character,
    written_group,
)
from callscribe.polish.detectors.voices import same_voice

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from callscribe.polish.detectors.numbers.spoken_numbers import Reading
    from callscribe.transcript.words import Word

__all__ = [
    "HESITATIONS",
    "LETTER_NAMES",
    "LINKS",
    "MAX_PAUSES",
    "MAX_PAUSE_S",
    "SEPARATORS",
    "Character",
    "Spelling",
    "capitals",
    "find_spellings",
    "is_time",
    "spell_from",
]

NOT_AFTER: Final = frozenset("if did that is it and from for on you thanks thank okay in right so can".split())
"""No verb of "I", and nothing that "a" stands before: they are letters, as in "h l i that is it"."""

AFTER_OH: Final = frozenset("for my i i'm well no really that okay dear good wow great yes yeah right god".split())
"""After "oh" they make it an exclamation, not a zero."""

COUNTED: Final = frozenset("second seconds sec moment minute thing more of adult person day week month".split())
"""After "one" they make it a word: "one moment"."""

DETERMINING: Final = frozenset(
    "the which this that that's no each any another every old new other same right wrong only last first next second "
    "big small little good bad white black red blue green current original previous different main latest".split()
)
"""Before "one" they do so too: "your old one"."""

MAX_PAUSE_S: Final = 8.0
"""Characters further apart are not read as one identifier (estimate): time to turn the document to the light."""

MAX_PAUSES: Final = 6
"""Listening words and hesitations within one pause of an identifier, as in `spoken_numbers`."""

LAST_PAUSE_S: Final = 1.0
"""A pause after a doubtful character that makes it the last one (estimate)."""

LINKS: Final = frozenset(
    "no not sorry wait hang on hold let me see then and next it's its that's is what it scratch that i mean actually "
    "i'm oops rather make the rest last again comma space repeat correct correction one moment second sec look".split()
)
"""Words between two groups of one identifier, corrections among them."""

LONGEST: Final = 48
"""Words of one identifier at most: 17 characters, read out with a word for each letter."""

_ENDINGS: Final = (".", "?", "!")


@dataclass(frozen=True, slots=True)
class Spelling:
    """Characters that follow one another.

    Attributes:
        characters: In order; never empty.
    """

    characters: tuple[Character, ...]

    @property
    def first(self) -> int:
        """Index of the first word."""
        return self.characters[0].first

    @property
    def last(self) -> int:
        """Index of the last word, inclusive."""
        return self.characters[-1].last

    @property
    def text(self) -> str:
        """Capital letters and digits as they would be written down, "?" where a word was misheard."""
        return "".join(character.text for character in self.characters)

    @property
    def words(self) -> list[int]:
        """Indices of the words that say it, pauses left out."""
        return [index for each in self.characters for index in range(each.first, each.last + 1)]

    @property
    def sure(self) -> str:
        """The characters that can hardly mean anything else."""
        return "".join(character.text for character in self.characters if character.sure)


def find_spellings(words: Sequence[Word], readings: Sequence[Reading], seeds: Iterable[int]) -> list[Spelling]:
    """Find the characters around some words.

    Args:
        words: In the order of the conversation, all parties together.
        readings: One for each word.
        seeds: Indices of words that may be part of a spelling, ascending.

    Returns:
        In order, none overlapping another; at least one character of each is sure.
    """
    found: list[Spelling] = []
    floor = 0
    for seed in seeds:
        if seed < floor:
            continue
        start = _start_before(words, readings, seed, floor)
        spelling = spell_from(words, readings, start)
        if spelling is None or spelling.last < seed:
            spelling = spell_from(words, readings, seed)
        if spelling is not None:
            found.append(spelling)
            floor = spelling.last + 1
    return found


def spell_from(words: Sequence[Word], readings: Sequence[Reading], start: int) -> Spelling | None:
    """Read characters from a word on, over pauses, separators and single misheard words."""
    characters: list[Character] = []
    index = start
    pauses = 0
    while index < len(readings) and index - start < LONGEST:
        if characters and _is_over(words, readings, characters[-1], index):
            break
        character = read_character(words, readings, index)
        if character is not None and not character.sure and not is_believed(words, readings, characters, character):
            character = None
        if character is not None:
            if len(character.text) > 1 or (readings[index].shape == "O" and characters and characters[-1].sure):
                character = Character(character.first, character.last, character.text, True)
            characters.append(character)
            index, pauses = character.last + 1, 0
        elif readings[index].shape == "P" or readings[index].text in SEPARATORS:
            pauses += 1
            index += 1
            if pauses > MAX_PAUSES or not characters:
                break
        elif misheard := misheard_from(words, readings, characters, index):
            characters.append(Character(index, index + misheard - 1, "?", False))
            index, pauses = index + misheard, 0
        else:
            break
    _trim(words, readings, characters)
    return Spelling(tuple(characters)) if any(character.sure for character in characters) else None


def is_time(spelling: Spelling, readings: Sequence[Reading]) -> bool:
    """Whether a time is told: "five fifteen p m and one at night"."""
    return any(
        readings[index + 1].text == "m"
        and readings[index].text in ("a", "p")
        and readings[index - 1].shape in ("U", "T", "Y", "V", "N")
        for index in range(max(spelling.first, 1), spelling.last)
    )


def capitals(words: Sequence[Word], readings: Sequence[Reading], index: int) -> Spelling | None:
    """Letters that a recogniser wrote in capitals as one word, alone: "MZY", or None."""
    word = words[index].word.strip(".,?!;:")
    if not (word.isascii() and word.isalpha() and word.isupper() and 2 <= len(word) <= LONGEST_CAPITALS):
        return None
    # In a text that has nothing but capitals they say nothing.
    beside = [words[at].word for at in (index - 1, index + 1) if 0 <= at < len(words)]
    shouted = all(other.isupper() and len(other) > 2 for other in beside)
    if shouted or readings[index].shape or readings[index].text in ACRONYMS:
        return None
    return Spelling((Character(index, index, word, True),))


def _is_over(words: Sequence[Word], readings: Sequence[Reading], last: Character, index: int) -> bool:
    """Whether a pause ends a spelling, or a full stop after which talk begins with a number: "nine out of ten"."""
    if words[index].start_s - words[index - 1].end_s > MAX_PAUSE_S:
        return True
    if index != last.last + 1 or not words[last.last].word.endswith(_ENDINGS):
        return False
    if not same_voice(words, last.last, index) or index + 1 >= len(words):
        return False
    doubtful = readings[index].text in AMBIGUOUS or readings[index].shape == "O"
    if doubtful and len(words[last.last].word) > 2:
        return True
    talks = read_character(words, readings, index + 1) is None and readings[index + 1].shape != "P"
    return talks and same_voice(words, index, index + 1) and not words[index].word.endswith(_ENDINGS)


def _ends_turn(words: Sequence[Word], readings: Sequence[Reading], characters: Sequence[Character]) -> bool:
    """Whether a doubtful last character is the last word of its turn, and thus no beginning of a sentence."""
    last = characters[-1]
    if last.text == "?":
        return False
    token = readings[last.first].text
    if readings[last.first].shape == "P":
        return False
    if token in LETTER_NAMES or token in SELDOM_ELSE or len(last.text) > 1:
        return True
    following = last.last + 1
    if readings[last.first].shape == "O" and len(characters) > 1 and last.first - characters[-2].last == 1:
        return following >= len(words) or readings[following].text not in AFTER_OH
    if following >= len(words) or words[last.last].word.endswith((*_ENDINGS, ",")):
        return True
    if readings[last.first].text in ("a", "i") and readings[following].text in NOT_AFTER:
        return True
    pause_s = words[following].start_s - words[last.last].end_s
    return not same_voice(words, last.last, following) or pause_s > LAST_PAUSE_S


def _trim(words: Sequence[Word], readings: Sequence[Reading], characters: list[Character]) -> None:
    """Take off the end what is rather the beginning of something else."""
    while characters and not characters[-1].sure and not _ends_turn(words, readings, characters):
        characters.pop()
    _drop_afterthought(words, readings, characters)
    while characters and _is_word(readings, characters[-1]):
        characters.pop()


def _drop_afterthought(words: Sequence[Word], readings: Sequence[Reading], characters: list[Character]) -> None:
    """Take "one" off the end of "k l m four two nine thanks one moment"."""
    if len(characters) < 3:
        return
    before, last = characters[-2:]
    heard = [
        index
        for index in range(before.last + 1, last.first)
        if same_voice(words, index, last.first)
        and readings[index].text not in SEPARATORS
        and readings[index].text not in HESITATIONS
    ]
    after = last.last + 1
    talks = (
        last.first > before.last + 1
        and after < len(words)
        and same_voice(words, after, last.last)
        and not words[last.last].word.endswith((*_ENDINGS, ","))
        and readings[after].shape != "P"
        and readings[after].text not in LINKS
        and words[before.last + 1].word not in SEPARATORS
    )
    if (heard or talks) and len(last.text) == 1:
        characters.pop()


def _is_word(readings: Sequence[Reading], character: Character) -> bool:
    """Whether "one" is no digit: "one second", "that's the one"."""
    if readings[character.first].text != "one":
        return False
    after = readings[character.last + 1].text if character.last + 1 < len(readings) else ""
    before = readings[character.first - 1].text if character.first else ""
    return after in COUNTED or before in DETERMINING


def _start_before(words: Sequence[Word], readings: Sequence[Reading], seed: int, floor: int) -> int:
    """Where the characters that end at a seed may begin: reads backwards over all that could be one."""
    first = seed
    for index in range(seed - 1, max(floor, seed - LONGEST // 2) - 1, -1):
        if words[index + 1].start_s - words[index].end_s > MAX_PAUSE_S:
            break
        if _may_begin(words, readings, index, first):
            first = index
        elif first - index > 3 or readings[index].shape in ("Q", "D"):
            break
    # Doubtful ones at the very front are left to `spell_from`, which must begin with a character.
    while first < seed:
        character = read_character(words, readings, first)
        if character is not None and (character.sure or is_believed(words, readings, (), character)):
            break
        first += 1
    return first


def _may_begin(words: Sequence[Word], readings: Sequence[Reading], index: int, first: int) -> bool:
    """Whether the characters that begin at `first` may begin at `index`, one to four words before."""
    reading = readings[index]
    if (reading.shape and reading.shape in "UTYVNRL") or reading.text in CASES or reading.text in LETTER_NAMES:
        return True
    if reading.text in AMBIGUOUS or reading.shape in ("O", "M", "H") or reading.text in MISHEARD_DIGITS:
        explained = explanation_end(readings, index, letter_of(reading) or "O")
        return first == index + 1 or explained >= max(first - 1, index + 1)
    return written_group(words[index].word, reading, index) is not None
