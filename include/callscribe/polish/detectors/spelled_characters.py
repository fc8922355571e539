"""Single letters and digits, however they are said: "k", "bravo", "b as in boy", "double s", "capital p", "tea".

What stands for a character beyond doubt ("k", "bravo", "four", "b for bravo") is told from what may ("see", "are",
"you", "for"): the latter is believed only next to the former, see `spelling_alphabet`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from callscribe.polish.detectors.voices import same_voice

if TYPE_CHECKING:
    from collections.abc import Sequence

    from callscribe.polish.detectors.numbers.spoken_numbers import Reading
    from callscribe.transcript.words import Word

LETTER_NAMES: Final = {
    "ay": "A", "bee": "B", "cee": "C", "sea": "C", "dee": "D", "ee": "E", "eff": "F", "ef": "F", "gee": "G",
    "aitch": "H", "haitch": "H", "jay": "J", "kay": "K", "el": "L", "ell": "L", "elle": "L", "em": "M", "en": "N",
    "pea": "P", "pee": "P", "queue": "Q", "cue": "Q", "ar": "R", "ess": "S", "tee": "T", "ewe": "U", "vee": "V",
    "ex": "X", "wye": "Y", "zed": "Z", "zee": "Z", "november": "N", "x-ray": "X",
}  # fmt: skip
"""Names of letters that recognisers write out; ordinary words seldom stand beside letters and digits as they do."""

AMBIGUOUS: Final = {
    "a": "A", "eh": "A", "hey": "A", "be": "B", "see": "C", "the": "D", "he": "E", "if": "F", "age": "H", "i": "I",
    "eye": "I", "aye": "I", "okay": "K", "hell": "L", "hem": "M", "him": "M", "an": "N", "end": "N", "in": "N",
    "and": "N", "owe": "O", "are": "R", "our": "R", "or": "R", "as": "S", "yes": "S", "tea": "T", "you": "U",
    "we": "V", "axe": "X", "why": "Y", "said": "Z",
}  # fmt: skip
"""Words that letters are misheard as. They are letters only between letters and digits."""

MISHEARD_DIGITS: Final = {
    "hero": "0", "want": "1", "wan": "1", "free": "3", "three's": "3", "far": "4", "fine": "5", "sick": "6",
    "heaven": "7", "aid": "8", "mine": "9", "nice": "9", "line": "9", "night": "9",
}  # fmt: skip
"""What recognisers hear for a digit, beside the homophones of `spoken_numbers`; believed only among characters."""

SELDOM_ELSE: Final = frozenset("hero heaven sick tree sex ate won fore".split())
"""Those that are seldom anything else after a letter or digit: at the end of an identifier they are part of it."""

SEPARATORS: Final = frozenset("dash hyphen minus space slash dot point stroke colon".split())

HESITATIONS: Final = frozenset("um uh uhm umm er erm hm hmm mm ah comma".split())

CASES: Final = frozenset(("capital", "cap", "uppercase", "lowercase", "upper", "lower", "small", "big", "letter"))
"""Before a letter, they make it one, even "a" and "i"."""

EXPLAINERS: Final = frozenset("as in for like is".split())
"""Between a letter and a word that begins with it: "b as in boy", "m for mother". One of two may be misheard."""

SPELLING_WORDS: Final = frozenset(
    "alpha alfa bravo charlie delta echo foxtrot golf hotel india juliet juliett kilo lima mike november oscar papa "
    "quebec romeo sierra tango uniform victor whiskey whisky xray yankee zulu "
    "adam boy david edward frank george henry ida john king lincoln mary nora ocean paul queen robert sam tom union "
    "william young zebra "
    "apple cat dog igloo jack larry nancy orange peter umbrella xylophone yellow".split()
)
"""Words that letters are explained with: of the ICAO and APCO alphabets, and those that everybody takes."""

ACRONYMS: Final = frozenset(
    "tv pc pm am ok id us uk usa eu it hr vip atm faq sms gps usb dvd cd hd led pin dob mr mrs ms dr st nd rd "
    "th hmm mm "
    "ssn cvv ip url nhs iban vat ceo asap fbi irs dmv dvla wi tsa aa bbc ai dj ac dc".split()
)
"""Written in capitals, or without a vowel, they are words and no part of an identifier."""

LONGEST_CAPITALS: Final = 6
"""Letters in capitals that a recogniser writes as one word of an identifier: a British driving licence has five."""

LONGEST_UNSPEAKABLE: Final = 4
"""Letters without a vowel that it writes as one in lower case."""

_NOT_WRITTEN: Final = re.compile(r"@|://|^\d+-[a-z]*[aeiou][a-z]*$")

_VOWELS: Final = frozenset("aeiouy")


@dataclass(frozen=True, slots=True)
class Character:
    """One character, or a few said together.

    Attributes:
        first: Index of the first word that says it.
        last: Index of the last word that says it, inclusive.
        text: Capital letters and digits; "?" for a misheard word.
        sure: It can hardly mean anything else.
    """

    first: int
    last: int
    text: str
    sure: bool


def read_character(words: Sequence[Word], readings: Sequence[Reading], index: int) -> Character | None:
    """Read the character that begins at a word.

    Args:
        words: In the order of the conversation.
        readings: One for each word.
        index: Where it begins.

    Returns:
        The character, or None where none begins.
    """
    reading = readings[index]
    if reading.text in CASES:
        return _after_case(words, readings, index)
    if reading.shape == "R":
        return _doubled(words, readings, index)
    letter = letter_of(reading)
    if letter or reading.text in ("o", "oh"):
        certain = reading.shape == "L"
        explained = explanation_end(readings, index, letter or "O")
        if explained > index and same_voice(words, index, explained):
            return Character(index, explained, letter or "O", True)
        if letter:
            return Character(index, index, letter, certain)
    explained_by = index + 3 < len(readings) and readings[index + 1].text == "as"
    if explained_by and reading.text.isalpha() and (misheard := _explained_as(words, readings, index)):
        return misheard
    if reading.text in MISHEARD_DIGITS:
        return Character(index, index, MISHEARD_DIGITS[reading.text], False)
    if reading.shape and reading.shape in "UTVNOHMY":
        return _digits(readings, index)
    return written_group(words[index].word, reading, index)


def _explained_as(words: Sequence[Word], readings: Sequence[Reading], index: int) -> Character | None:
    """A letter that was misheard, by the word that explains it: "there as in robert"."""
    last = index + 3
    if last >= len(readings) or readings[index + 1].text != "as" or readings[index + 2].text != "in":
        return None
    word = readings[last].text
    if word not in SPELLING_WORDS or not same_voice(words, index, last):
        return None
    return Character(index, last, word[0].upper(), True)


def letter_of(reading: Reading) -> str:
    """The letter that a word may stand for, or nothing."""
    if reading.shape == "L":
        return reading.digits
    return LETTER_NAMES.get(reading.text) or AMBIGUOUS.get(reading.text, "")


def _after_case(words: Sequence[Word], readings: Sequence[Reading], index: int) -> Character | None:
    step = 2 if index + 1 < len(readings) and readings[index + 1].text in ("case", "letter") else 1
    if index + step >= len(readings) or readings[index + step].text in CASES:
        return None
    character = read_character(words, readings, index + step)
    if character is None or not character.text.isalpha():
        return None
    # "A small one and a big one": these words have a life outside of spelling.
    if readings[index].text in ("small", "big", "letter") and not character.sure and step == 1:
        return None
    first = character.first if readings[index].text == "letter" else index  # "was the first letter y"
    return Character(first, character.last, character.text, True)


def _doubled(words: Sequence[Word], readings: Sequence[Reading], index: int) -> Character | None:
    if index + 1 >= len(readings) or readings[index + 1].shape == "R" or readings[index + 1].text in CASES:
        return None
    if readings[index].text == "double" and readings[index + 1].text in ("u", "you", "yu", "ewe"):
        explained = explanation_end(readings, index + 1, "W")
        return Character(index, explained, "W", True)
    character = read_character(words, readings, index + 1)
    if character is None or readings[index + 1].text == "the":
        return None
    times = int(readings[index].digits)
    return Character(index, character.last, character.text[:1] * times + character.text[1:], True)


def explanation_end(readings: Sequence[Reading], index: int, letter: str) -> int:
    """Index of the last word that explains the letter said at `index` ("b as in boy", "b bravo"), or `index`."""
    following = [reading.text for reading in readings[index + 1 : index + 4]]
    if following[:2] == ["as", "in"] and len(following) > 2 and len(readings[index].text) == 1:
        return index + 3
    for after in (1, 2) if not EXPLAINERS.isdisjoint(following[:2]) else ():
        begins = len(following) > after and len(following[after]) > 1 and following[after].isalpha()
        begins = begins and following[after][0].upper() == letter
        if begins and not EXPLAINERS.isdisjoint(following[:after]) and min(map(len, following[:after])) > 1:
            return index + after + 1
    # "D again dog": the word between was misheard.
    if len(following) > 1 and readings[index].shape == "L" and len(readings[index].text) == 1:
        for after in range(1, len(following)):
            if following[after] in SPELLING_WORDS and following[after][0].upper() == letter:
                plain = all(not reading.shape for reading in readings[index + 1 : index + 1 + after])
                return index + after + 1 if plain else index
    said_again = readings[index + 1 : index + 2]
    if said_again and said_again[0].shape == "L" and len(said_again[0].text) > 1 and len(readings[index].text) == 1:
        return index + (said_again[0].digits == letter)
    return index


def _digits(readings: Sequence[Reading], index: int) -> Character:
    reading = readings[index]
    if reading.shape == "Y":
        units = readings[index + 1] if index + 1 < len(readings) else None
        if units is not None and units.shape == "U" and units.digits != "0":
            return Character(index, index + 1, reading.digits + units.digits, True)
        return Character(index, index, f"{reading.digits}0", True)
    return Character(index, index, reading.digits, reading.shape not in ("M", "H", "O"))


def written_group(word: str, reading: Reading, index: int) -> Character | None:
    """Characters that the recogniser wrote together: "KLM", "AB12CDE", "klm"."""
    if reading.shape in ("Q", "D"):
        return None
    shown, sure = _written_together(word, reading.text)
    return Character(index, index, shown, sure) if shown else None


@lru_cache(maxsize=65536)
def _written_together(word: str, text: str) -> tuple[str, bool]:
    """The characters that a word is, and whether they are sure; none where it is a word.

    Args:
        word: As recognised.
        text: The same in lower case, without punctuation around it.
    """
    shown = "".join(character for character in text if character.isalnum())
    if not shown.isascii() or not 2 <= len(shown) <= 20 or len(text) - len(shown) > 4:
        return "", False
    if any(character.isdigit() for character in shown):
        return ("", False) if _NOT_WRITTEN.search(word.strip(".,?!;:")) else (shown.upper(), True)
    bare = "".join(character for character in word if character.isalnum())
    if shown in ACRONYMS and not bare.isupper():
        return "", False
    capitals = bare.isupper() and len(shown) <= LONGEST_CAPITALS
    if shown.isalpha() and (capitals or (len(shown) <= LONGEST_UNSPEAKABLE and not _VOWELS & set(shown))):
        return shown.upper(), False
    return "", False
