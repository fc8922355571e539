"""Addresses without a kind of street: a house's name, a town alone, a number with a name behind it.

"The old forge", "pear tree house upper swell", "31 The Paddocks", "nine Lindisfarne", "Ballinrobe". Only where an
address is expected do they differ from other talk; how sure that is says what is taken for one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from callscribe.polish.detectors.addresses.address_tokens import Token, is_closed
from callscribe.polish.detectors.addresses.address_words import DIRECTIONS, HOUSES, LANDMARK_PREPOSITIONS, NUMBER_NOUNS
from callscribe.polish.detectors.names.given_names import GIVEN_NAMES
from callscribe.polish.detectors.ordinary_words import is_ordinary_word
from callscribe.polish.detectors.voices import ends_turn, same_voice

if TYPE_CHECKING:
    from collections.abc import Sequence

    from callscribe.polish.detectors.numbers.number_words import Reading
    from callscribe.transcript.words import Word

LONGEST_OPENING: Final = 7
"""Words with which an answer begins: "sure so it's on the"."""

LONGEST_PLACE: Final = 10
"""Words of a house's name with the village behind it."""

LONGEST_SENTENCE: Final = 60
"""Words of a sentence that are looked back for its beginning."""

MOST_EVERYDAY: Final = 2
"""Everyday words of a name that one rare word makes one."""

_OPENING: Final = frozenset(
    "it's its it is it'll that's that so well at on in to from for the my our i'm i live we're we and then was be "
    "number home called just".split()
)
"""Before a place's name they say nothing of it."""

_LINKING: Final = frozenset("of the on in upon la las los le les del de da do dos das st y".split())
"""Between two words of a place's name."""

_AFTER_PLACES: Final = LANDMARK_PREPOSITIONS | _LINKING | frozenset("but i've just with last since now".split())
_NAME: Final = frozenset("NOLUDKkSTWC")
_COUNTING: Final = frozenset(
    "have has had got get getting want wanted need needed buy bought order ordered see sell add with a the".split()
)
"""Before a number they make it a quantity."""


def place_in(words: Sequence[Word], readings: Sequence[Reading], tokens: Sequence[Token]) -> list[Token]:
    """The name that a turn or sentence begins with, behind the words that open an answer; empty where none does.

    Args:
        words: In the order of the conversation.
        readings: One for each word.
        tokens: Of one turn, or of the rest of one.
    """
    at = 0
    while at < len(tokens) and at < LONGEST_OPENING and _opens(words, readings, tokens[at]):
        at += 1
    place: list[Token] = []
    for token in tokens[at : at + LONGEST_PLACE]:
        linking = readings[token.first].text in _LINKING and place
        if token.kind not in _NAME and not linking and token.kind != "P":
            break
        if place and not same_voice(words, token.first, place[-1].last):
            break
        place.append(token)
        if ends_sentence(words, token.last):
            break
    while place and place[-1].kind not in _NAME:
        place.pop()
    return place


def is_house(readings: Sequence[Reading], place: Sequence[Token]) -> bool:
    """Whether a house's name stands in some words: "the old forge", "rose cottage"."""
    for at, token in enumerate(place):
        if readings[token.first].text not in HOUSES:
            continue
        named = [each for each in place[:at] if each.kind in "WCOTkD"]
        if named or (at + 1 < len(place) and place[at + 1].kind in "WTKC"):
            return True
    return False


def is_rare(readings: Sequence[Reading], place: Sequence[Token]) -> bool:
    """Whether hardly anything but names stands in some words."""
    if all(token.kind == "S" for token in place):
        return False  # "i live in texas"
    everyday = sum(token.kind in "Ck" for token in place)
    rare = sum(token.kind in "WTS" and readings[token.first].text not in GIVEN_NAMES for token in place)
    return rare >= 1 and everyday <= MOST_EVERYDAY and everyday <= rare


def stands_alone(words: Sequence[Word], readings: Sequence[Reading], place: Sequence[Token]) -> bool:
    """Whether nothing else is said of a place: its clause ends with it, or tells where it is."""
    last = place[-1].last
    return is_closed(words, readings, last) or (
        readings[last + 1].shape in ("U", "T", "Y", "V", "N", "H", "M") or readings[last + 1].text in _AFTER_PLACES
    )


def numbered_name(words: Sequence[Word], readings: Sequence[Reading], first: int, *, sure: bool) -> list[int]:
    """Indices of the words of a house's number and of a rare name that begin at a word; empty where none do.

    Args:
        words: In the order of the conversation.
        readings: One for each word.
        first: Index of the number's first word.
        sure: An address is expected.
    """
    index = first
    while (
        index < len(words)
        and same_voice(words, index, first)
        and readings[index].shape in ("U", "T", "Y", "V", "N", "H", "L", "O", "M")
    ):
        index += 1
    if index == first or index >= len(words) or not same_voice(words, index, first):
        return []
    if first and readings[first - 1].text in _COUNTING:
        return []
    begin = index
    while index < len(words) and index - begin <= 1 and readings[index].text in ("the", *DIRECTIONS):
        index += 1
    name = _rare_words(words, readings, index, first)
    if not name or not stands_alone(words, readings, [Token(name[0], name[-1], "W")]):
        return []
    plural = readings[name[-1]].text.endswith("s") and len(name) == 1 and name[0] == begin
    if not sure and (plural or readings[name[0]].text in HOUSES):
        return []
    if not sure and words[name[-1]].word.islower() and _is_cased(words, first):
        return []
    return list(range(first, name[-1] + 1))


def _rare_words(words: Sequence[Word], readings: Sequence[Reading], index: int, first: int) -> list[int]:
    """Indices of the words of a name from `index` on, of the voice that says the word at `first`."""
    name: list[int] = []
    while index < len(words) and len(name) <= MOST_EVERYDAY and same_voice(words, index, first):
        text = readings[index].text
        if readings[index].shape or len(text) < 3 or text in NUMBER_NOUNS:
            break
        if is_ordinary_word(text) and text not in HOUSES:
            break
        name.append(index)
        if words[index].word.endswith((".", ",", "?", "!")):
            break
        index += 1
    return name


def _opens(words: Sequence[Word], readings: Sequence[Reading], token: Token) -> bool:
    if token.kind in "PA":
        return not (ends_turn(words, token.last))
    return opens_answer(readings, token.first) and token.kind not in "NOLU"


def _is_cased(words: Sequence[Word], index: int) -> bool:
    """Whether the sentence that a word stands in begins with a capital: then names have one too."""
    first = max(0, index - LONGEST_SENTENCE)
    while index > first and same_voice(words, index - 1, index) and not ends_sentence(words, index - 1):
        index -= 1
    return words[index].word[:1].isupper()


def opens_answer(readings: Sequence[Reading], index: int) -> bool:
    """Whether a word says nothing of the place before which it stands: "it's", "to my mum's"."""
    text = readings[index].text
    return text in _OPENING or readings[index].shape == "P" or (text.endswith("'s") and is_ordinary_word(text))


def ends_sentence(words: Sequence[Word], index: int) -> bool:
    """Whether a word ends its sentence; "St." and "Apt." end none."""
    word = words[index].word
    return word.endswith(("?", "!")) or (word.endswith(".") and len(word) > 4)


def clause_start(words: Sequence[Word], start: int, index: int) -> int:
    """Index of the first word of the sentence that a word stands in, in the turn that begins at `start`."""
    while index > start and not ends_sentence(words, index - 1):
        index -= 1
    return index
