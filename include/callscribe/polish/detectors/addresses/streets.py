"""What an address is made of: a street's name with its number before it and unit, town and state after it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from callscribe.polish.detectors.addresses.address_words import (
    DIRECTIONS,
    NUMBER_NOUNS,
    SMALL_UNITS,
    STATE_CODES,
    STREETS,
    TAIL_STOPS,
    UNITS,
    WEAK_STREETS,
)
from callscribe.polish.detectors.addresses.states import state_ends
from callscribe.polish.detectors.names.given_names import GIVEN_NAMES
from callscribe.polish.detectors.ordinary_words import SMALL_WORDS, is_ordinary_word
from callscribe.polish.detectors.spelling_alphabet import AFTER_OH
from callscribe.polish.detectors.voices import ends_turn, same_voice, voice_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from callscribe.polish.detectors.numbers.number_words import Reading
    from callscribe.transcript.words import Word

LONGEST_STREET: Final = 4
"""Words of a street's name: "martin luther king junior boulevard"."""

LONGEST_NUMBER: Final = 8
"""Words of a house's number, said digit by digit, with its "one hundred and"."""

LONGEST_TAIL: Final = 14
"""Words after a street's kind that may belong to the address: unit, town, state and postal code."""

MAX_PAUSE_S: Final = 3.0
"""A longer pause ends an address (estimate: people look up what they read out)."""

HESITATIONS: Final = frozenset("um uh uhm umm er erm ah hmm".split())

_ALONE: Final = "UTYVN"
"""Shapes of words that are numbers by themselves; "hundred" and "oh" are numbers only beside one."""

_STREET_LINKS: Final = frozenset("of the saint st la las los del de el upon on".split())

ORDINALS: Final = frozenset(
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth "
    "sixteenth seventeenth eighteenth nineteenth twentieth thirtieth fortieth fiftieth sixtieth".split()
)

MAX_TOWN: Final = 3
"""Words of a town's name: "Salt Lake City"."""

_LINKS: Final = HESITATIONS | {"comma", "in", "number"}
_ON_AND_ON: Final = frozenset("and then hang on let me see".split())


_NO_SLIPS: Final = frozenset(
    "and or my your is was i i'm we it it's that's you they he she at to from near phone email name zip not no".split()
)
"""Before another address or another subject; none of them is a misheard part of this one."""

_COUNTED_BY: Final = frozenset("is was are costs cost for in on and or at price prices rate fee of has had to".split())
"""After "unit" and "flat" they belong to no address: "the flat rate 20"."""

_CORRECTING: Final = frozenset("oops sorry no wait actually mean i i'm that's it's rather".split())


def street_name(words: Sequence[Word], readings: Sequence[Reading], kind: int) -> list[int]:
    """Indices of the words of the street's name before its kind, ascending; empty where there is none."""
    name: list[int] = []
    index = kind - 1
    while index >= 0 and len(name) < LONGEST_STREET and together(words, index, kind):
        reading = readings[index]
        if reading.text in HESITATIONS:
            index -= 1
            continue
        if is_number(readings, index) and not (reading.text in ORDINALS or _is_ordinal(reading)):
            break
        if reading.text in SMALL_WORDS and reading.text not in ORDINALS and reading.text not in _STREET_LINKS:
            break
        if words[index].word.endswith((".", "?", "!")) and len(words[index].word) > 3:
            break
        if reading.shape == "P" and reading.text not in ("great",):
            break
        name.append(index)
        index -= 1
    while name and readings[name[-1]].text in _STREET_LINKS - {"saint", "st"}:
        name.pop()
    name.reverse()
    if not name and index >= 0 and is_number(readings, index) and index and is_number(readings, index - 1):
        return [index] if readings[kind].text in STREETS else []  # "five twenty forty second street", misheard
    return [] if all(readings[k].text in ("way", "lane", "one") for k in name) else name


def house_number(words: Sequence[Word], readings: Sequence[Reading], first: int) -> list[int]:
    """Indices of the words of the number before the word at `first`, over one misheard word; empty without one."""
    number: list[int] = []
    misheard = False
    for index in range(first - 1, max(-1, first - LONGEST_NUMBER - 2), -1):
        if not together(words, index, first):
            break
        if not _is_in_number(readings, index, begun=bool(number)):
            if misheard or not number or not _is_misheard(readings, index):
                break
            misheard = True
        number.append(index)
    while number and not (is_number(readings, number[-1]) or readings[number[-1]].shape == "R"):
        number.pop()
    number.reverse()
    if len(number) > 1 and readings[number[0]].text == "oh":
        number.pop(0)
    timed = any(readings[k].text == "m" and readings[k - 1].text in ("a", "p") for k in number[1:])
    return number if not timed and any(is_number(readings, k) for k in number) else []


def corrected_number(words: Sequence[Word], readings: Sequence[Reading], first: int) -> list[int]:
    """Indices of the number that the one at `first` corrects: "twenty eight oops sorry twenty two peach street"."""
    index = first - 1
    while index >= 0 and first - index <= LONGEST_NUMBER // 2 and together(words, index, first):
        if readings[index].text not in _CORRECTING and readings[index].text not in DIRECTIONS:
            break
        index -= 1
    between = {reading.text for reading in readings[index + 1 : first]}
    if not between & {"sorry", "oops", "no", "wait", "mean", "actually"} or not number_at(readings, index):
        return []
    return house_number(words, readings, index + 1)


def _is_in_number(readings: Sequence[Reading], index: int, *, begun: bool) -> bool:
    """Whether the word may be part of a house's number; `begun` where one stands after it."""
    reading = readings[index]
    if is_number(readings, index) or reading.shape == "R" or reading.text in DIRECTIONS | HESITATIONS:
        return True
    if not number_at(readings, index - 1):
        return False
    if reading.shape == "M" or (begun and reading.text == "a"):
        return True
    if reading.text == "and":
        return begun and readings[index - 1].shape == "H"
    return not begun and (reading.shape == "L" or reading.text == "a") and len(reading.text) == 1  # "12 b high street"


def _is_misheard(readings: Sequence[Reading], index: int) -> bool:
    """Whether the word stands where one of the number's was said: two numbers stand before it."""
    token = readings[index].text
    digits = number_at(readings, index - 1) and number_at(readings, index - 2)
    return digits and not readings[index].shape and token not in NUMBER_NOUNS and token not in ("and", "is", "at")


def unit_before(words: Sequence[Word], readings: Sequence[Reading], first: int) -> int:
    """Where the address begins that has a unit before its number: "flat two 15 high street"."""
    index = first - 1
    passed = 0
    while index >= 0 and passed < 5 and together(words, index, first):
        token = readings[index].text
        if token in UNITS or token in ("number", "no"):
            first = index
        elif not (
            is_number(readings, index) or len(token) == 1 or token in HESITATIONS or token in ("at", "and", "then")
        ):
            break
        index -= 1
        passed += 1
    return first


def address_end(
    words: Sequence[Word], readings: Sequence[Reading], kind: int, *, announced: bool, begins: bool = False
) -> int:
    """Find where an address ends.

    Args:
        words: In the order of the conversation.
        readings: One for each word.
        kind: Index of the word after which direction, unit, town and state may follow: the street's kind.
        announced: A cue says that it is an address: everyday words may be a town.
        begins: The word after `kind` is the first of a turn; the word at `kind` may be another voice's.

    Returns:
        Index of its last word, inclusive; `kind` where nothing follows.
    """
    last = index = kind
    towns = 0
    slipped = False
    speaker = voice_of(words, kind + 1 if begins else kind)
    while index + 1 < len(words) and index - kind < LONGEST_TAIL:
        if _ends_sentence(words[index]) and not (begins and index == kind):
            break
        index += 1
        if voice_of(words, index) != speaker or words[index].start_s - words[index - 1].end_s > MAX_PAUSE_S:
            break
        if readings[index].text in _LINKS or _goes_on(words, readings, index):
            continue
        end = _part_end(words, readings, index, last, begun=last != kind or announced)
        if end is None:
            towns += 1
            if (
                not _may_be_town(words, readings, index, everyday=announced and towns <= MAX_TOWN)
                or towns > MAX_TOWN + 1
            ):
                if slipped or not _is_slip(words, readings, index):
                    break
                slipped = True
                continue
            end = index
        last = index = end
    return last


def _ends_sentence(word: Word) -> bool:
    # "St." and "Apt." end none.
    return word.word.endswith(("?", "!")) or (word.word.endswith(".") and len(word.word) > 4)


def _is_slip(words: Sequence[Word], readings: Sequence[Reading], index: int) -> bool:
    """Whether a misheard word stands before what can only be the address's next part: a unit, or a town and state."""
    beyond = index + 1
    if beyond >= len(words) or readings[index].text in _NO_SLIPS or words[index].word.endswith((".", "?", "!")):
        return False
    if not same_voice(words, beyond, index):
        return False
    if readings[beyond].text in UNITS:
        return number_at(readings, beyond + 1)
    return is_town(readings, beyond) and leads_to_state(words, readings, index, MAX_TOWN)


def _part_end(words: Sequence[Word], readings: Sequence[Reading], index: int, last: int, *, begun: bool) -> int | None:
    """Index of the last word of the state, direction, unit or number that begins at `index`; None where none does."""
    token = readings[index].text
    if token in STATE_CODES and token in SMALL_WORDS:
        return None
    state = state_ends(words, readings, index)
    if state is not None:
        return state
    if token in DIRECTIONS or token in STREETS or token in WEAK_STREETS:
        return index
    if token in UNITS:
        return unit_ends(words, readings, index)
    single = len(token) == 1 and token.isalpha()
    if number_at(readings, index) and _counts(readings, index):
        return None
    if (
        not begun
        or not (is_number(readings, index) or single)
        or readings[index].shape not in ("U", "T", "Y", "V", "N", "L", "O")
    ):
        return None
    before = readings[index - 1].text
    if single and not is_number(readings, index - 1) and before not in UNITS:
        return None
    return index if before in UNITS or last == index - 1 or leads_to_state(words, readings, index, 0) else None


def _counts(readings: Sequence[Reading], index: int) -> bool:
    """Whether a number counts something: "one moment", "five pounds"."""
    following = readings[index + 1].text if index + 1 < len(readings) else ""
    return following in NUMBER_NOUNS and following not in SMALL_WORDS and following not in WEAK_STREETS | ORDINALS


def _may_be_town(words: Sequence[Word], readings: Sequence[Reading], index: int, *, everyday: bool) -> bool:
    if not is_town(readings, index):
        return False
    return (
        (everyday and _runs_out(words, readings, index))
        or not is_ordinary_word(readings[index].text)
        or leads_to_state(words, readings, index, MAX_TOWN)
    )


def _runs_out(words: Sequence[Word], readings: Sequence[Reading], index: int) -> bool:
    """Whether no more than a town's words stand between a word and the end of what is said."""
    for last in range(index, min(index + MAX_TOWN, len(words))):
        if ends_turn(words, last) or words[last].word.endswith((".", ",", "?", "!")):
            return True
        if not is_town(readings, last + 1):
            return readings[last + 1].text in TAIL_STOPS
    return False


def _goes_on(words: Sequence[Word], readings: Sequence[Reading], index: int) -> bool:
    """Whether a unit, or a town at the clause's end, stands after "and then", "hang on", "let me see"."""
    if readings[index].text not in _ON_AND_ON:
        return False
    speaker = voice_of(words, index)
    while index < len(words) and readings[index].text in _ON_AND_ON | HESITATIONS and voice_of(words, index) == speaker:
        index += 1
    if index + 1 >= len(words) or voice_of(words, index) != speaker:
        return False
    token = readings[index].text
    if token in UNITS:
        return is_number(readings, index + 1)
    if not is_town(readings, index) or is_ordinary_word(token) or token in GIVEN_NAMES:
        return False
    closed = voice_of(words, index + 1) != speaker or words[index].word.endswith((".", ","))
    return closed or leads_to_state(words, readings, index, 1)


def unit_ends(words: Sequence[Word], readings: Sequence[Reading], unit: int) -> int:
    """Index of the last word of a unit: "apartment three b", "apt number 4"."""
    last = unit
    for index in range(unit + 1, min(unit + 6, len(words))):
        if not same_voice(words, index, unit):
            break
        token = readings[index].text
        if token in SMALL_UNITS or token in HESITATIONS:
            continue
        letter = len(token) == 1 and token.isalpha()
        if token in ("a", "i") and not _ends_here(words, readings, index):
            break
        nato = readings[index].shape == "L"
        heard = last > unit and token in ("be", "see", "bee", "sea", "dee") and _ends_here(words, readings, index)
        if not (is_number(readings, index) or letter or nato or heard or token in ORDINALS):
            if index == unit + 1 and _is_slip_in_unit(words, readings, index):
                continue
            break
        last = index
    return last


def _is_slip_in_unit(words: Sequence[Word], readings: Sequence[Reading], index: int) -> bool:
    """Whether one misheard word stands between a unit and its number: "apt back three"."""
    unit, token = readings[index - 1], readings[index].text
    if unit.text not in UNITS or readings[index].shape or token in _COUNTED_BY or not number_at(readings, index + 1):
        return False
    return same_voice(words, index + 1, index - 1)


def is_town(readings: Sequence[Reading], index: int) -> bool:
    """Whether the word may be part of a town's name."""
    reading = readings[index]
    return (
        not reading.shape
        and reading.text not in SMALL_WORDS
        and reading.text not in TAIL_STOPS
        and len(reading.text) > 1
    )


def leads_to_state(words: Sequence[Word], readings: Sequence[Reading], index: int, reach: int) -> bool:
    """Whether a state or the word "zip" follows within some words of a town's name."""
    for beyond in range(index + 1, min(index + 2 + reach, len(words))):
        if readings[beyond].text in ("zip", "postcode") and reach:
            return True
        if state_ends(words, readings, beyond) is not None:
            return True
        if not is_town(readings, beyond):
            return False
    return False


def is_number(readings: Sequence[Reading], index: int) -> bool:
    """Whether the word is a number, or part of one."""
    shape = readings[index].shape
    if not shape:
        return False
    if shape in _ALONE:
        return True
    if shape == "Q":
        return _is_ordinal(readings[index])
    if shape not in ("H", "O"):
        return False
    after = readings[index + 1] if index + 1 < len(readings) else None
    if after is not None and after.shape and after.shape in _ALONE + "O":
        return True
    before = readings[index - 1].shape if index else ""
    return bool(before) and before in _ALONE + "HO" and (after is None or shape == "H" or after.text not in AFTER_OH)


def number_at(readings: Sequence[Reading], index: int) -> bool:
    """Whether there is a word at the index, and it is a number."""
    return 0 <= index < len(readings) and is_number(readings, index)


def _is_ordinal(reading: Reading) -> bool:
    return reading.shape == "Q" and reading.text[:1].isdigit() and reading.text.endswith(("st", "nd", "rd", "th"))


def together(words: Sequence[Word], index: int, other: int) -> bool:
    """Whether one voice said both words and made no long pause after the first."""
    return same_voice(words, index, other) and words[index + 1].start_s - words[index].end_s <= MAX_PAUSE_S


def _ends_here(words: Sequence[Word], readings: Sequence[Reading], index: int) -> bool:
    return index + 1 >= len(words) or not same_voice(words, index + 1, index) or readings[index + 1].text in (
        "and", "thanks", "please"
    )  # fmt: skip
