"""Street addresses, written and spoken: "fourteen twenty two elm street apartment three b, springfield illinois".

Found from their middle: a kind of street with a name and a number before it, a post-office box, a state with a postal
code after it; or from the words that ask for them, where more is hidden than is sure to be one.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from callscribe.polish.detectors.addresses.address_turns import CUE_REACH, after_cue, read_back
from callscribe.polish.detectors.addresses.address_words import (
    ADDRESS_NOUNS,
    NO_STREET_ADDRESS,
    NUMBER_NOUNS,
    NUMBERED_STREETS,
    PLACE_ASKERS,
    PLACE_CUES,
    PLACE_VERBS,
    STATES,
    STREETS,
    TAIL_STOPS,
    TWO_WORD_STATES,
    UNITS,
    WEAK_STREETS,
)
from callscribe.polish.detectors.addresses.postcodes import find_postcodes
from callscribe.polish.detectors.addresses.streets import (
    ORDINALS,
    address_end,
    corrected_number,
    house_number,
    is_number,
    is_town,
    number_at,
    state_start,
    street_name,
    together,
    unit_before,
    unit_ends,
)
from callscribe.polish.detectors.found_words import Hits, hide, spans_of
from callscribe.polish.detectors.names.given_names import GIVEN_NAMES
from callscribe.polish.detectors.ordinary_words import SMALL_WORDS, is_ordinary_word

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from callscribe.polish.detectors.numbers.number_words import Reading
    from callscribe.polish.entities import EntitySpan
    from callscribe.transcript.words import Word

LONG_REACH: Final = 40
"""Words after a cue in which what has an address's form is one, though its words are everyday ones."""

NEXT_TO: Final = 6
"""Words between a cue and a street without a number: "my address is the old"."""

WHERE_REACH: Final = 5
"""Words of "where should we deliver that" in which its verb stands."""

UNIT_REACH: Final = 16
"""Words between an address and a unit that is given after it."""

_KINDS: Final = STREETS | WEAK_STREETS
_BOXES: Final = frozenset(("box", "pobox"))
_ROOMS: Final = frozenset(("room", "floor", "level", "building", "lot"))
"""Units that more than homes have."""

_POST_OFFICES: Final = frozenset(
    {
        ("p", "o"),
        ("post", "office"),
        ("p", "oh"),
        ("pee", "oh"),
        ("pee", "o"),
        ("po",),
        ("p.o",),
        ("postal",),
        ("mail",),
    }
)
_BEFORE_ADDRESSES: Final = frozenset("to at is on from near it's".split())

_PLACES: Final = {
    first: tuple(phrase for phrase in PLACE_CUES if phrase[0] == first)
    for first in {phrase[0] for phrase in PLACE_CUES}
}

_STARTS: Final = (
    _KINDS | NUMBERED_STREETS | ADDRESS_NOUNS | UNITS | _BOXES
    | _PLACES.keys() | {"where"} | STATES | {second for _, second in TWO_WORD_STATES}
)  # fmt: skip


@dataclass
class _Marks:
    """Indices of the words that addresses are found from, ascending; of a state its first and last word."""

    streets: list[int] = field(default_factory=list)
    numbered: list[int] = field(default_factory=list)
    boxes: list[int] = field(default_factory=list)
    units: list[int] = field(default_factory=list)
    cues: list[int] = field(default_factory=list)
    states: list[tuple[int, int]] = field(default_factory=list)

    def cue_before(self, index: int, reach: int) -> int | None:
        """The last cue before a word, at most `reach` words away."""
        position = bisect_left(self.cues, index)
        return self.cues[position - 1] if position and index - self.cues[position - 1] <= reach else None


def find_addresses(words: Sequence[Word], readings: Sequence[Reading]) -> list[EntitySpan]:
    """Find street addresses and postal codes.

    Args:
        words: In the order of the conversation, all parties together: one asks, the other answers.
        readings: One for each word.

    Returns:
        Spans of the types ADDRESS and POSTCODE in order, none overlapping another, each within one voice.
    """
    postcodes = find_postcodes(words, readings)
    marks = _marks(words, readings)
    hits: Hits = {}
    for kind in marks.streets:
        _street(hits, words, readings, kind, marks)
    for kind in marks.numbered:
        _numbered_street(hits, words, readings, kind)
    for box in marks.boxes:
        _box(hits, words, readings, box, marks)
    for cue in marks.cues:
        after_cue(hits, words, readings, cue)
    _units(hits, words, readings, marks)
    read_back(hits, words, readings)
    _units(hits, words, readings, marks)  # beside what was read back
    coded = {span.first_word for span in postcodes}
    for first, last in marks.states:
        _state(hits, words, readings, first, last, coded)
    for span in postcodes:
        for index in range(span.first_word, span.last_word + 1):
            hits.pop(index, None)
    spans = [*postcodes, *spans_of(hits, words, readings, "ADDRESS")]
    return sorted(spans, key=lambda span: span.first_word)


def _marks(words: Sequence[Word], readings: Sequence[Reading]) -> _Marks:
    marks = _Marks()
    for index, reading in enumerate(readings):
        token = reading.text
        if token not in _STARTS:
            continue
        for kinds, found in (
            (_KINDS, marks.streets),
            (NUMBERED_STREETS, marks.numbered),
            (_BOXES, marks.boxes),
            (UNITS, marks.units),
        ):
            if token in kinds:
                found.append(index)
        if _is_cue(readings, index):
            marks.cues.append(index)
        first = state_start(words, readings, index)
        if first is not None:
            marks.states.append((first, index))
    return marks


def _is_cue(readings: Sequence[Reading], index: int) -> bool:
    token = readings[index].text
    if token in ADDRESS_NOUNS:
        return index == 0 or readings[index - 1].text not in NO_STREET_ADDRESS
    if token == "where":  # noqa: S105
        asked = [reading.text for reading in readings[index + 1 : index + 1 + WHERE_REACH]]
        return not PLACE_VERBS.isdisjoint(asked) and not PLACE_ASKERS.isdisjoint(asked)
    return any(
        [reading.text for reading in readings[index : index + len(phrase)]] == list(phrase)
        for phrase in _PLACES.get(token, ())
    )


def _street(hits: Hits, words: Sequence[Word], readings: Sequence[Reading], kind: int, marks: _Marks) -> None:
    """Hide the address whose kind of street stands at `kind`, if a number and a name stand before it."""
    name = street_name(words, readings, kind)
    if not name:
        return
    strong = readings[kind].text in STREETS
    announced = marks.cue_before(kind, LONG_REACH) is not None
    number = house_number(words, readings, name[0])
    if number:
        end = address_end(words, readings, kind, announced=announced)
        announced = announced or any(readings[k].text in UNITS | STATES for k in range(kind + 1, end + 1))
        if not _is_address(readings, number, name, strong=strong, announced=announced):
            return
        hide(hits, corrected_number(words, readings, number[0]), 0.7, "address_street")
        first, score = unit_before(words, readings, number[0]), (0.9 if strong else 0.7) + 0.05 * announced
    elif strong and announced and _is_direct(readings, marks, name[0]):
        while any(readings[k].text in ("on", "of") for k in name[:-1]):
            name.pop(0)  # "live on elm street"
        first, score = name[0], 0.6
    else:
        return
    end = address_end(words, readings, kind, announced=announced)
    hide(hits, range(first, end + 1), score, "address_street")


def _is_address(
    readings: Sequence[Reading], number: Sequence[int], name: Sequence[int], *, strong: bool, announced: bool
) -> bool:
    """Whether a number and words before a kind of street are an address, rather than a quantity and what it counts."""
    if readings[name[0]].text in NUMBER_NOUNS - ORDINALS:
        return strong and announced
    if announced:
        return True
    tokens = {readings[k].text for k in name}
    named = any(not is_ordinary_word(token) or token in GIVEN_NAMES | ORDINALS for token in tokens)
    digits = len("".join(readings[k].digits for k in number))
    few = digits < 2 or (len(number) == 1 and readings[number[0]].shape in "UO")
    if not strong:
        return digits > 2 or (named and not few)
    return named or not few or (number[0] > 0 and readings[number[0] - 1].text in _BEFORE_ADDRESSES)


def _is_direct(readings: Sequence[Reading], marks: _Marks, first: int) -> bool:
    """Whether a cue stands right before a street without a number: "I live on elm street"."""
    cue = marks.cue_before(first, NEXT_TO)
    if cue is None:
        return False
    between = {readings[k].text for k in range(cue, first)}
    told = readings[cue].text in ADDRESS_NOUNS and between & {"is", "it's", "its", "was"}
    return bool(told) or not between & {"the", "a", "this", "that", "same", "your", "which", "what"}


def _box(hits: Hits, words: Sequence[Word], readings: Sequence[Reading], box: int, marks: _Marks) -> None:
    before = tuple(readings[k].text for k in range(max(0, box - 2), box))
    if before in _POST_OFFICES:
        first = box - 2
    elif before[-1:] in _POST_OFFICES:
        first = box - 1
    elif readings[box].text == "pobox" or marks.cue_before(box, CUE_REACH) is not None:
        first = box
    else:
        return
    last = unit_ends(words, readings, box)
    if last > box:
        hide(hits, range(first, address_end(words, readings, last, announced=False) + 1), 0.9, "address_box")


def _numbered_street(hits: Hits, words: Sequence[Word], readings: Sequence[Reading], kind: int) -> None:
    """Hide "4522 highway 61 north", "twelve oh four county road nine"."""
    number = house_number(words, readings, kind)
    if len("".join(readings[k].digits for k in number)) < 2:
        return
    beyond = kind + 1
    while beyond < len(words) and beyond < kind + 3 and readings[beyond].text in ("road", "route", "highway", "to"):
        beyond += 1
    if beyond < len(words) and number_at(readings, beyond):
        while beyond + 1 < len(words) and number_at(readings, beyond + 1):
            beyond += 1
        last = address_end(words, readings, beyond, announced=False)
        hide(hits, range(number[0], last + 1), 0.85, "address_street")


def _state(
    hits: Hits,
    words: Sequence[Word],
    readings: Sequence[Reading],
    first: int,
    last: int,
    coded: Collection[int],
) -> None:
    """Hide a state that a postal code follows, and the town before it, and the rest where a number began it."""
    if not any(last + gap in coded for gap in (1, 2, 3)):
        return
    start = first
    for index in range(first - 1, max(-1, first - 4), -1):
        if not together(words, index, first) or not is_town(readings, index) or words[index].word.endswith((".", "?")):
            break
        start = index
    for index in range(start - 1, max(-1, start - 9), -1):
        token = readings[index].text
        if not together(words, index, first) or (token in TAIL_STOPS and not readings[index].shape):
            break
        if is_number(readings, index) and not any(readings[k].text in NUMBER_NOUNS for k in range(index + 1, start)):
            start = (house_number(words, readings, index + 1) or [index])[0]
            break
    hide(hits, range(start, last + 1), 0.8, "address_state")


def _units(hits: Hits, words: Sequence[Word], readings: Sequence[Reading], marks: _Marks) -> None:
    """Hide "apartment three b" near an address or the question for one."""
    for unit in marks.units:
        last = unit_ends(words, readings, unit)
        if last == unit or readings[unit].text in _ROOMS or _is_price(readings, unit, last):
            continue
        near = any(k in hits for k in range(max(0, unit - UNIT_REACH), min(unit + UNIT_REACH // 2, len(words))))
        if near or marks.cue_before(unit + 4, CUE_REACH) is not None:
            end = address_end(words, readings, last, announced=False)
            hide(hits, range(unit, end + 1), 0.7, "address_unit")


def _is_price(readings: Sequence[Reading], unit: int, last: int) -> bool:
    """Whether "flat" is said of an amount: "a flat nine hundred dollars"."""
    if unit and readings[unit - 1].text in ("a", "the"):
        return True
    beyond = readings[last + 1 : last + 2]
    counted = any(reading.text in NUMBER_NOUNS - SMALL_WORDS or reading.shape == "H" for reading in beyond)
    return counted or any(readings[k].shape == "H" for k in range(unit, last + 1))
