"""The words that addresses are found from: questions for one, kinds of streets, units, boxes and states."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from callscribe.polish.detectors.addresses.address_words import (
    ADDRESS_NOUNS,
    BEFORE_DRESS,
    NO_STREET_ADDRESS,
    NUMBERED_PLACES,
    NUMBERED_STREETS,
    PLACE_ASKERS,
    PLACE_VERBS,
    PLACES,
    STATES,
    STREETS,
    SURE_PLACES,
    TWO_WORD_STATES,
    UNITS,
    WEAK_STREETS,
)
from callscribe.polish.detectors.addresses.states import state_start
from callscribe.polish.detectors.phrases import by_first_word, phrase_at

if TYPE_CHECKING:
    from collections.abc import Sequence

    from callscribe.polish.detectors.numbers.number_words import Reading
    from callscribe.transcript.words import Word


WHERE_REACH: Final = 5
"""Words of "where should we deliver that" in which its verb stands."""

_KINDS: Final = STREETS | WEAK_STREETS

_WHERE: Final = frozenset(("where", "where's", "whereabouts"))

_BOXES: Final = frozenset(("box", "pobox"))

_OPENERS: Final = frozenset(("at", "the"))
"""Before or after a number they may begin an address: "at 2219 meadowlark", "31 the paddocks"."""

_PLACES: Final = by_first_word(
    (phrase, sure) for sure, phrases in ((True, SURE_PLACES), (False, PLACES)) for phrase in phrases
)

_PLACE_SECONDS: Final = {first: {phrase[1] for phrase, _ in phrases} for first, phrases in _PLACES.items()}
"""First word of a phrase -> what stands behind it; most first words are everywhere."""

_MARKED: Final = _KINDS | NUMBERED_STREETS | UNITS | _BOXES | _OPENERS

_ANNOUNCING: Final = ADDRESS_NOUNS | _PLACES.keys() | _WHERE | {"dress"}

_STATES: Final = STATES | {second for _, second in TWO_WORD_STATES}

_STARTS: Final = _MARKED | _ANNOUNCING | _STATES


@dataclass(frozen=True, slots=True)
class AddressCue:
    """Words that announce an address.

    Attributes:
        last: Index of its last word.
        sure: Hardly anything but an address follows: "your address", "where do you live". Not so "i'm at", "send it
            to".
        numbered: A number alone is what was asked for: "house number".
        asks: It is a question, but hardly more than "where is it": the answer is in the next turn, if there is one.
    """

    last: int
    sure: bool
    numbered: bool = False
    asks: bool = False


@dataclass
class AddressMarks:
    """Indices of the words that addresses are found from, ascending; of a state its first and last word."""

    streets: list[int] = field(default_factory=list)
    numbered: list[int] = field(default_factory=list)
    boxes: list[int] = field(default_factory=list)
    units: list[int] = field(default_factory=list)
    openers: list[int] = field(default_factory=list)
    cues: list[int] = field(default_factory=list)
    announced: list[AddressCue] = field(default_factory=list)
    states: list[tuple[int, int]] = field(default_factory=list)

    def cue_before(self, index: int, reach: int) -> int | None:
        """The last cue before a word, at most `reach` words away."""
        position = bisect_left(self.cues, index)
        return self.cues[position - 1] if position and index - self.cues[position - 1] <= reach else None


def address_marks(words: Sequence[Word], readings: Sequence[Reading]) -> AddressMarks:
    """Note the words that addresses are found from.

    Args:
        words: In the order of the conversation.
        readings: One for each word.
    """
    marks = AddressMarks()
    for index in [index for index, reading in enumerate(readings) if reading.text in _STARTS]:
        token = readings[index].text
        if token in _MARKED:
            for kinds, found in (
                (_KINDS, marks.streets),
                (NUMBERED_STREETS, marks.numbered),
                (_BOXES, marks.boxes),
                (UNITS, marks.units),
                (_OPENERS, marks.openers),
            ):
                if token in kinds:
                    found.append(index)
        cue = _cue_at(readings, index) if token in _ANNOUNCING else None
        if cue is not None:
            marks.announced.append(cue)
            if not cue.asks:
                marks.cues.append(index)
        first = state_start(words, readings, index) if token in _STATES else None
        if first is not None:
            marks.states.append((first, index))
    return marks


def _cue_at(readings: Sequence[Reading], index: int) -> AddressCue | None:
    """The words that begin at an index and announce an address, or None."""
    token = readings[index].text
    if token in ADDRESS_NOUNS:
        blocked = index and readings[index - 1].text in NO_STREET_ADDRESS
        numbered = index + 1 < len(readings) and readings[index + 1].text == "number"
        return None if blocked else AddressCue(index, sure=True, numbered=numbered)
    if token == "dress":  # noqa: S105
        heard = index > 1 and readings[index - 1].text == "a" and readings[index - 2].text in BEFORE_DRESS
        return AddressCue(index, sure=True) if heard else None
    if token in _WHERE:
        asked = [reading.text for reading in readings[index + 1 : index + 1 + WHERE_REACH]]
        if not PLACE_VERBS.isdisjoint(asked) and not PLACE_ASKERS.isdisjoint(asked):
            return AddressCue(index, sure=True)
    goes_on = index + 1 < len(readings) and readings[index + 1].text in _PLACE_SECONDS.get(token, ())
    found = phrase_at(readings, index, _PLACES) if goes_on else None
    if found is None:
        return AddressCue(index, sure=False, asks=True) if token in _WHERE else None
    phrase, sure = found
    numbered = phrase[-1] == "number" or (sure and phrase[0] in NUMBERED_PLACES and phrase[1] != "street")
    return AddressCue(index + len(phrase) - 1, sure=sure, numbered=numbered)
