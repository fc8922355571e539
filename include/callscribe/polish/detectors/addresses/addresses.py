"""Street addresses, written and spoken: "fourteen twenty two elm street apartment three b, springfield illinois".

Found from their middle: a kind of street with a name and a number before it, a post-office box, a state with a postal
code after it; or from the words that ask for them, where more is hidden than is sure to be one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from callscribe.polish.detectors.addresses.address_again import hide_again
from callscribe.polish.detectors.addresses.address_answers import hide_answers
from callscribe.polish.detectors.addresses.address_cues import AddressMarks, address_marks
from callscribe.polish.detectors.addresses.address_tokens import is_closed
from callscribe.polish.detectors.addresses.address_words import (
    ADDRESS_NOUNS,
    NAMING_ADJECTIVES,
    NUMBER_NOUNS,
    ROOMS,
    STATES,
    STREETS,
    TAIL_STOPS,
    UNITS,
)
from callscribe.polish.detectors.addresses.place_names import numbered_name
from callscribe.polish.detectors.addresses.postcode_again import hide_code_again
from callscribe.polish.detectors.addresses.postcode_beside import hide_beside_address
from callscribe.polish.detectors.addresses.postcodes import PAUSES, hide_postcodes
from callscribe.polish.detectors.addresses.streets import (
    ORDINALS,
    address_end,
    corrected_number,
    house_number,
    is_number,
    is_town,
    number_at,
    street_name,
    together,
    unit_before,
    unit_ends,
)
from callscribe.polish.detectors.found_words import Hits, hide, spans_of
from callscribe.polish.detectors.names.given_names import GIVEN_NAMES
from callscribe.polish.detectors.ordinary_words import SMALL_WORDS, is_ordinary_word
from callscribe.polish.detectors.voices import ends_turn, same_voice

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from callscribe.polish.detectors.numbers.number_words import Reading
    from callscribe.polish.entities import EntitySpan
    from callscribe.transcript.words import Word


CUE_REACH: Final = 24
"""Words between a question for the address and a box or unit."""

LONG_REACH: Final = 40
"""Words after a cue in which what has an address's form is one, though its words are everyday ones."""

NEXT_TO: Final = 6
"""Words between a cue and a street without a number: "my address is the old"."""

LEAST_DIGITS: Final = 3
"""Digits of a house's number that needs no kind of street behind its street's name."""

UNIT_REACH: Final = 16
"""Words between an address and a unit that is given after it."""

_PUBLIC: Final = frozenset(
    "store stores branch office location exit entrance station stop shop garage depot campus bridge market one".split()
)
"""After a street with "the" before it they make it a place that everybody goes to."""

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


def find_addresses(words: Sequence[Word], readings: Sequence[Reading]) -> list[EntitySpan]:
    """Find street addresses and postal codes.

    Args:
        words: In the order of the conversation, all parties together: one asks, the other answers.
        readings: One for each word.

    Returns:
        Spans of the types ADDRESS and POSTCODE in order, none overlapping another, each within one voice.
    """
    codes = hide_postcodes(words, readings)
    marks = address_marks(words, readings)
    hits: Hits = {}
    for kind in marks.streets:
        _street(hits, words, readings, kind, marks)
    for kind in marks.numbered:
        _numbered_street(hits, words, readings, kind)
    for opener in marks.openers:
        _named_house(hits, words, readings, opener)
    for box in marks.boxes:
        _box(hits, words, readings, box, marks)
    hide_answers(hits, words, readings, marks.announced)
    _units(hits, words, readings, marks)
    hide_again(hits, words, readings)
    for span in list(spans_of(hits, words, readings, "ADDRESS")):
        code = hide_beside_address(codes, words, readings, span.last_word)
        hide_code_again(codes, words, readings, code)
    postcodes = list(spans_of(codes, words, readings, "POSTCODE", through=PAUSES))
    coded = {span.first_word for span in postcodes}
    for first, last in marks.states:
        _state(hits, words, readings, first, last, coded)
    for index in [index for index in hits if readings[index].text == "in"]:
        del hits[index]
    for span in postcodes:
        for index in range(span.first_word, span.last_word + 1):
            hits.pop(index, None)
    spans = [*postcodes, *spans_of(hits, words, readings, "ADDRESS")]
    return sorted(spans, key=lambda span: span.first_word)


def _street(hits: Hits, words: Sequence[Word], readings: Sequence[Reading], kind: int, marks: AddressMarks) -> None:
    """Hide the address whose kind of street stands at `kind`, if a number and a name stand before it."""
    name = street_name(words, readings, kind)
    if not name or (readings[kind].text == "point" and number_at(readings, kind + 1)):
        return
    if readings[kind].text == "cross" and kind + 1 < len(readings) and readings[kind + 1].text in STREETS:
        return
    if readings[name[-1]].text == "cross" and len(name) > 1 and ends_turn(words, kind):
        return  # "168 hobart - cross street"
    strong = readings[kind].text in STREETS
    announced = marks.cue_before(kind, LONG_REACH) is not None
    number = house_number(words, readings, name[0])
    if number and _is_known_street(readings, number, name, kind):
        return
    if number:
        end = address_end(words, readings, kind, announced=announced)
        announced = announced or any(readings[k].text in UNITS | STATES for k in range(kind + 1, end + 1))
        plain = readings[name[0]].text not in NUMBER_NOUNS and all(readings[k].text != "on" for k in name)
        strong_enough = strong and plain and ends_turn(words, end)
        capital = all(words[k].word[:1].isupper() and words[k].word[1:2].islower() for k in (*name, kind))
        if not (strong_enough or (capital and plain)) and not _is_address(
            words, readings, number, [*name, kind], strong=strong, announced=announced
        ):
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


def _is_known_street(readings: Sequence[Reading], number: Sequence[int], name: Sequence[int], kind: int) -> bool:
    """Whether a number is a street's own, and the street a place that everybody goes to: "the 52nd street store"."""
    if not number[0] or readings[number[0] - 1].text != "the":
        return False
    ordinal = all(readings[k].text in ORDINALS for k in name)
    return ordinal or (kind + 1 < len(readings) and readings[kind + 1].text in _PUBLIC)


def _is_address(
    words: Sequence[Word],
    readings: Sequence[Reading],
    number: Sequence[int],
    street: Sequence[int],
    *,
    strong: bool,
    announced: bool,
) -> bool:
    """Whether a number and words that end in a kind of street are an address, rather than a quantity of something."""
    name = street[:-1]
    if readings[name[0]].text in NUMBER_NOUNS - ORDINALS and readings[name[0]].text not in NAMING_ADJECTIVES:
        return strong and announced
    tokens = {readings[k].text for k in name}
    digits = len("".join(readings[k].digits for k in number))
    few = digits < 2 or (len(number) == 1 and readings[number[0]].shape in "UO")
    if few and "on" in tokens:
        return False  # "two bays on museum street"
    if announced:
        return True
    named = any(not is_ordinary_word(token) or token in GIVEN_NAMES | ORDINALS for token in tokens)
    before = readings[number[0] - 1].text if number[0] else ""
    if not strong:
        closed = is_closed(words, readings, street[-1]) and before in _BEFORE_ADDRESSES | {"still", "yes", "you"}
        lettered = len(readings[number[-1]].text) == 1 and readings[number[-1]].text.isalpha()
        lettered = lettered and is_closed(words, readings, street[-1])  # "29 a queens drive"
        return digits > 2 or lettered or (named and (not few or closed))
    return named or not few or before in _BEFORE_ADDRESSES


def _is_numeral(readings: Sequence[Reading], index: int) -> bool:
    return number_at(readings, index) or readings[index].shape == "M"


def _named_house(hits: Hits, words: Sequence[Word], readings: Sequence[Reading], opener: int) -> None:
    """Hide "at 2219 meadowlark" and "31 the paddocks", which nothing but their form announces."""
    if readings[opener].text == "at":
        first = opener + 1
        if not number_at(readings, first):
            return
    else:
        first = opener
        while first and _is_numeral(readings, first - 1) and same_voice(words, first - 1, opener):
            first -= 1
        if not number_at(readings, first) or (first and readings[first - 1].text not in _BEFORE_ADDRESSES | {"number"}):
            return
    said = numbered_name(words, readings, first, sure=False)
    digits = sum(len(readings[k].digits) for k in said)
    numbered = first > 0 and readings[first - 1].text == "number"
    if (
        said
        and (numbered or is_closed(words, readings, said[-1]))
        and (digits >= LEAST_DIGITS or said[-1] > opener > first)
    ):
        end = address_end(words, readings, said[-1], announced=True)
        hide(hits, range(first, end + 1), 0.6, "address_name")


def _is_direct(readings: Sequence[Reading], marks: AddressMarks, first: int) -> bool:
    """Whether a cue stands right before a street without a number: "I live on elm street"."""
    cue = marks.cue_before(first, NEXT_TO)
    if cue is None:
        return False
    between = {readings[k].text for k in range(cue, first)}
    told = readings[cue].text in ADDRESS_NOUNS and between & {"is", "it's", "its", "was"}
    return bool(told) or not between & {"the", "a", "this", "that", "same", "your", "which", "what"}


def _box(hits: Hits, words: Sequence[Word], readings: Sequence[Reading], box: int, marks: AddressMarks) -> None:
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
    if not number and readings[kind].text == "rural":
        number = [kind]
        if readings[kind + 1 : kind + 2] and readings[kind + 1].text not in ("route", "road", "delivery"):
            return
    elif len("".join(readings[k].digits for k in number)) < 2:
        return
    beyond = kind + 1
    while (
        beyond < len(words)
        and beyond < kind + 3
        and readings[beyond].text in ("road", "route", "highway", "delivery", "to")
    ):
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


def _units(hits: Hits, words: Sequence[Word], readings: Sequence[Reading], marks: AddressMarks) -> None:
    """Hide "apartment three b" near an address or the question for one."""
    for unit in marks.units:
        last = unit_ends(words, readings, unit)
        if last == unit or readings[unit].text in ROOMS or _is_price(readings, unit, last):
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
