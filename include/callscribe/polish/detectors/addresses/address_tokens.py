"""What the words of a turn are to an address: numbers, names, kinds of streets, units, towns, and what is between."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from callscribe.polish.detectors.addresses.address_words import (
    DIRECTIONS,
    LANDMARK_PREPOSITIONS,
    NAMING_ADJECTIVES,
    NUMBER_NOUNS,
    STREETS,
    TAIL_STOPS,
    UNITS,
    WEAK_STREETS,
)
from callscribe.polish.detectors.addresses.states import state_ends
from callscribe.polish.detectors.addresses.streets import HESITATIONS, ORDINALS, is_number, number_at
from callscribe.polish.detectors.addresses.towns import EVERYDAY_TOWNS, long_town, patterned_town
from callscribe.polish.detectors.numbers.asides import ASIDES
from callscribe.polish.detectors.ordinary_words import SMALL_WORDS, is_ordinary_word
from callscribe.polish.detectors.phrases import by_first_word, phrase_at
from callscribe.polish.detectors.voices import ends_turn, same_voice

if TYPE_CHECKING:
    from collections.abc import Sequence

    from callscribe.polish.detectors.numbers.number_words import Reading
    from callscribe.transcript.words import Word

LONGEST_NUMBER: Final = 6
"""Digits of a house's number, or a unit's."""

TALKING: Final = frozenset("it go you all".split())
"""Words of "got it", "go ahead" and "thank you" that other talk has too."""

PARTS: Final = frozenset("NOLUDKSTW")
"""Kinds of tokens that an address is made of beyond doubt, where it is known that one is told."""

CORRECTING: Final = frozenset("no not sorry wait actually rather oops scratch correction mean".split())

_FILLING: Final = HESITATIONS | {"comma", "dash", "hyphen", "number"}
_COUNTED: Final = NUMBER_NOUNS - ORDINALS - NAMING_ADJECTIVES - SMALL_WORDS | {"of", "more", "less", "other"}
_TOPICS: Final = (
    frozenset(
        "i'm i is was are has zip zipcode postcode postal phone telephone email name call order account born "
        "birth years "
        "thanks thank page room gate error expiration expires expiry cvv sip chip code my your his her their mobile "
        "mobile's number's name's cell landline lovely brilliant cheers super fab noted gotcha fantastic "
        "wonderful".split()
    )
    | LANDMARK_PREPOSITIONS
    | {"with"}
)
"""With these something else begins: what stands behind them is no part of the address."""

_TAILS: Final = frozenset(
    "and so is that's it's its my i i'm please thanks thank can could did do would you let got if zip postcode postal "
    "phone email no sorry wait".split()
)
"""With these goes on who has told all of an address."""

_TAKING_BACK: Final = ("let me start over", "scratch that")

_BEFORE_ONE: Final = frozenset("it's its is that's at um uh er number and be was".split())
"""Before "one" and "for" they leave no doubt that a number begins."""

_ASIDES: Final = by_first_word(
    (phrase, "A" if CORRECTING.isdisjoint(phrase.split()) and phrase not in _TAKING_BACK else "B")
    for phrase in ASIDES
    if phrase not in ("i think", "i believe", "you know", "then", "and then")
)

_KINDS: Final = (
    ("D", frozenset(word for word in DIRECTIONS if len(word) > 2) - {"upper", "lower"}),
    ("k", WEAK_STREETS),
    ("P", _FILLING),
    ("X", _TOPICS),
)

_ARTICLES: Final = frozenset("el la los las le les rue rua via".split())
"""Words that names of streets begin with where Spanish, French, Portuguese or Italian is spoken."""

_BEFORE_CODED: Final = frozenset("number no house door flat plot".split())
"""Before what is written like a date they make it a house's number: "door number 12-4-88"."""

_HEARD_FOR_LETTERS: Final = frozenset("be bee see sea dee".split())


@dataclass(frozen=True, slots=True)
class Token:
    """One word of a turn, or a few that are one state or town.

    Attributes:
        first: Index of its first word.
        last: Index of its last word, inclusive.
        kind: N a number, O an ordinal, L a letter after a number, U a unit, D a direction, K a kind of street, k one
            that is an everyday word, S a state, T a town, W a rare word, C an everyday word, F a small one, E one with
            which other talk begins, X one with which another subject begins, P a hesitation, A an aside ("hang on"), B
            one that takes back what was said ("no wait").
    """

    first: int
    last: int
    kind: str


def tokens_of(words: Sequence[Word], readings: Sequence[Reading], first: int, stop: int) -> list[Token]:
    """Tell what the words of one turn are to an address.

    Args:
        words: In the order of the conversation.
        readings: One for each word.
        first: Index of the first word.
        stop: Index after the last.
    """
    tokens: list[Token] = []
    index = first
    while index < stop:
        last, kind = _token_at(words, readings, index, stop)
        tokens.append(Token(index, last, kind))
        index = last + 1
    return tokens


def is_closed(words: Sequence[Word], readings: Sequence[Reading], last: int) -> bool:
    """Whether nothing of what was told comes after a word: its turn or sentence ends, or other talk begins."""
    if ends_turn(words, last) or words[last].word.endswith((".", ",", "?", "!")):
        return True
    return readings[last + 1].text in _TAILS or readings[last + 1].shape == "P"


def _token_at(words: Sequence[Word], readings: Sequence[Reading], index: int, stop: int) -> tuple[int, str]:
    aside = phrase_at(readings, index, _ASIDES) if readings[index].text in _ASIDES else None
    if aside is not None and index + len(aside[0]) <= stop:
        return index + len(aside[0]) - 1, aside[1]
    for last, kind in (
        (long_town(readings, index), "T"),
        (None if readings[index].text in SMALL_WORDS else state_ends(words, readings, index), "S"),
    ):
        if last is not None and last < stop:
            return last, kind
    reading = readings[index]
    if reading.text == "cross" and index + 1 < stop and readings[index + 1].text in ("street", "streets"):
        return index + 1, "X"  # of what else is at the corner
    if reading.shape:
        return index, _kind_of_shape(words, readings, index)
    if reading.text in STREETS:
        return index, "K"
    if reading.text in UNITS:
        numbered = index + 1 < stop and readings[index + 1].text in ("number", "no")
        beyond = index + 1 + numbered
        return index, "U" if beyond < stop and _is_unit_number(readings, beyond) else "C"
    if len(reading.text) == 1 and reading.text.isalpha():
        return index, _kind_of_letter(words, readings, index)
    town = patterned_town(readings, index)
    if town is not None and town < stop and reading.text not in SMALL_WORDS and is_closed(words, readings, town):
        return town, "T"
    return index, _kind_of_word(words, readings, index)


def _kind_of_shape(words: Sequence[Word], readings: Sequence[Reading], index: int) -> str:
    reading = readings[index]
    if reading.shape == "P":
        return "F" if reading.text in TALKING else "P"
    if reading.shape == "L":
        return _kind_of_letter(words, readings, index) if len(reading.text) == 1 else "L"
    if reading.shape == "O":
        return "N" if is_number(readings, index) else "F"
    if reading.shape in ("M", "R"):
        plain = "C" if reading.text == "tree" else "E" if reading.text in TAIL_STOPS else "F"
        return "N" if _is_heard_digit(readings, index) else plain
    if reading.shape == "H" and index + 1 < len(readings) and readings[index + 1].text == "and":
        return "N" if number_at(readings, index - 1) and number_at(readings, index + 2) else "X"
    if reading.shape == "D" and index and readings[index - 1].text in _BEFORE_CODED:
        return "N"
    if not is_number(readings, index):
        return "X"
    if reading.shape == "Q":
        return "O"
    return "X" if _is_other_number(words, readings, index) else "N"


def _is_other_number(words: Sequence[Word], readings: Sequence[Reading], index: int) -> bool:
    """Whether a number is none of a house or a unit: "the nearest one", "one second", "five minutes"."""
    reading = readings[index]
    if len(reading.digits) > LONGEST_NUMBER:
        return "-" not in reading.text  # "4050-262 porto"
    before = number_at(readings, index - 1)
    after = number_at(readings, index + 1)
    if reading.text == "one" and index and not (before or after) and readings[index - 1].text not in UNITS:
        opens = not same_voice(words, index - 1, index) or readings[index - 1].shape == "P"
        if ends_turn(words, index) or not (opens or readings[index - 1].text in _BEFORE_ONE):
            return True
    following = readings[index + 1].text if index + 1 < len(readings) and not ends_turn(words, index) else ""
    if following == "second" and not before:
        return True
    return following in _COUNTED and following not in WEAK_STREETS and not after


def _is_heard_digit(readings: Sequence[Reading], index: int) -> bool:
    """Whether "for" or "to" is a digit, and "double" stands before one."""
    if readings[index].shape == "R":
        return number_at(readings, index + 1)
    before = readings[index - 1].text if index else ""
    if before in UNITS or number_at(readings, index - 1):
        return True
    seldom = readings[index].text not in ("for", "to", "too")
    return number_at(readings, index + 1) and (seldom or before in _BEFORE_ONE)


def _kind_of_letter(words: Sequence[Word], readings: Sequence[Reading], index: int) -> str:
    token = readings[index].text
    before = readings[index - 1] if index else None
    if token == "i":  # noqa: S105
        return "X"
    if before is None or not (number_at(readings, index - 1) or before.text in UNITS):
        return "D" if token in DIRECTIONS and number_at(readings, index - 1) else "F"
    if token == "a":  # noqa: S105
        return "L" if is_closed(words, readings, index) else "F"
    return "L"


def _kind_of_word(words: Sequence[Word], readings: Sequence[Reading], index: int) -> str:
    text = readings[index].text
    if text in ORDINALS:
        moment = text == "second" and index > 0 and readings[index - 1].text in ("a", "one", "just")
        return "X" if moment else "O"
    if text == "point" and number_at(readings, index - 1) and number_at(readings, index + 1):
        return "X"
    for kind, known in _KINDS:
        if text in known:
            return kind
    if text in _HEARD_FOR_LETTERS and number_at(readings, index - 1) and is_closed(words, readings, index):
        return "L"
    if text in _ARTICLES and (number_at(readings, index - 1) or is_rare_word(readings, index + 1)):
        return "W"
    if text in TAIL_STOPS:
        return "E"
    if text in SMALL_WORDS:
        return "F"
    if text in EVERYDAY_TOWNS and (
        is_closed(words, readings, index) or state_ends(words, readings, index + 1) is not None
    ):
        return "T"
    return "W" if is_rare_word(readings, index) else "C"


def is_rare_word(readings: Sequence[Reading], index: int) -> bool:
    """Whether there is a word at the index, and it is hardly anything but a name."""
    if index >= len(readings) or readings[index].shape:
        return False
    text = readings[index].text
    return len(text) > 2 and not is_ordinary_word(text)


def _is_unit_number(readings: Sequence[Reading], index: int) -> bool:
    reading = readings[index]
    return (
        number_at(readings, index)
        or reading.shape in ("M", "R", "L")
        or (len(reading.text) == 1 and reading.text.isalpha() and reading.text not in ("a", "i"))
    )
