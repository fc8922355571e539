"""The name before the "at" of an e-mail address that is said: where it begins."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from callscribe.polish.detectors.names.given_names import GIVEN_NAMES
from callscribe.polish.detectors.online.email_words import (
    BEFORE_NAME,
    CHARACTER_SHAPES,
    COPULAS,
    DIGIT_SHAPES,
    JOINERS,
    NOT_A_NAME,
    is_character,
    is_letter,
    is_name_like,
)
from callscribe.polish.detectors.ordinary_words import SMALL_WORDS, is_ordinary_word
from callscribe.polish.detectors.spelled_characters import AMBIGUOUS, LETTER_NAMES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from callscribe.polish.detectors.numbers.number_words import Reading
    from callscribe.polish.detectors.online.nearby import Nearby
    from callscribe.transcript.words import Word

BEFORE_INITIAL: Final = BEFORE_NAME | {"to", "under", "be"}

MISHEARD_INITIALS: Final = frozenset(
    ("be", "see", "sea", "are", "you", "why", "eye", "tea", "gee", "jay", "kay", "pea")
)

LONGEST_NAME: Final = 3
"""Plain words taken for the name before "at": "mary ann smith at gmail dot com". Spelled letters, digits and what
joins them have no limit."""

EXPLAINED: Final = (("as", "in"), ("for",), ("like",))
"""Between a letter and a word that begins with it."""

MAX_PAUSES: Final = 4
"""Words of a hesitation before "at", or within a name."""

ASIDES: Final = frozenset("let me see hang on and then so it's what is that's wait it".split())
"""Words, beside pauses, of a hesitation before "at": "jane dot doe, let me see, at"."""

MAX_MISHEARD: Final = 2
"""Ordinary words within a name that stand where a letter, a digit or what joins them was said."""

NEVER_MISHEARD: Final = frozenset("is it's its that's thats address email e-mail number please with or my your".split())
"""What is said between a number and an address: no part of either."""


DEPARTMENTS: Final = frozenset(
    "info sales support contact admin office billing hello accounts service help jobs team enquiries inquiries orders "
    "mail hr careers press reservations bookings".split()
)
"""Everyday words that are names of addresses."""

TURN_OPENERS: Final = (
    BEFORE_NAME
    | COPULAS
    | frozenset(
        "to so see me hang hold on then wait sorry no what just be lowercase case caps still well actually like "
        "sure oh mine mine's e-mail actually".split()
    )
)
"""Words after which a name begins that is announced; none of it."""

MAY_BE_NAMES: Final = frozenset("the and a an my our for in with by go here up back use".split())

TALK: Final = frozenset(
    "can could have has had do did does got get went said told saw call called live one same usual old other "
    "new anyone someone somebody nobody anything something folder desk account number who what where when how not "
    "don't didn't can't that i've i'll you're we're he she this there read give repeat spell".split()
) | ((NOT_A_NAME | BEFORE_NAME) - MAY_BE_NAMES - GIVEN_NAMES)
"""Words that make what stands before "at" a sentence."""

LONGEST_ANNOUNCED: Final = 6
"""Words of a name that is known by what stands before it: "it's the real big mike at gmail dot com"."""


def name_start(readings: Sequence[Reading], at: int, floor: int) -> int:
    """Index of the first word of the name that ends before `at`; `at` itself where there is none.

    Args:
        readings: Of one voice, or of all.
        at: Index of the word after the name.
        floor: The first index that may be looked at.
    """
    plain = misheard = 0
    first = end = _before_pause(readings, at, floor)
    while first > floor:
        part = _part_before(readings, first, end, floor)
        if part < first:
            plain = 0 if readings[first - 1].text in JOINERS else plain
            first = part
        elif first < end and misheard < MAX_MISHEARD and _stands_for_another(readings, first, floor):
            misheard += 1
            first -= 1
        elif plain < LONGEST_NAME and _is_plain_part(readings, first, at, plain):
            plain += 1
            first -= 1
        else:
            break
    return _after_talk(readings, first, floor, plain)


def announced_start(words: Sequence[Word], around: Nearby, at: int) -> int:
    """Index of the first word of a name of everyday words that ends before `at`; `at` where none is announced.

    It begins with the turn that answers, or after "it's", and no word in it makes a sentence of it.

    Args:
        words: In the order of the conversation.
        around: The words of one voice.
        at: Index of the word after the name, among those.
    """
    readings, indices = around.readings, around.indices
    first = at
    while first > 0 and at - first <= LONGEST_ANNOUNCED and indices[first] == indices[first - 1] + 1:
        reading = readings[first - 1]
        ended = words[indices[first - 1]].word.endswith((".", "?", "!"))
        opener = reading.text in TURN_OPENERS or (reading.shape == "P" and reading.text not in JOINERS)
        if ended or opener:
            break
        if reading.text in TALK and not (first == at and reading.text in DEPARTMENTS):
            return at
        first -= 1
    return first if at - first <= LONGEST_ANNOUNCED else at


def _part_before(readings: Sequence[Reading], first: int, end: int, floor: int) -> int:
    """Index of the first word of the joiner, letter or number that ends before `first`; `first` where none does."""
    reading = readings[first - 1]
    if reading.text in JOINERS:
        # A joiner takes the word before it along: "jane dot"; but "the phone is plus three four".
        before = first - 2
        if before > floor and readings[before].shape == "P" and readings[before].text not in JOINERS:
            return max(floor, _over_pause(readings, first - 1, floor) - 1)  # "jane um dot um doe"
        joined = before > floor and readings[before - 1].text in JOINERS  # "paul underscore the underscore plumber"
        talk = before >= floor and _is_talk(readings[before]) and not joined
        alone = talk or (before >= floor and _explained(readings, before, floor))
        return first - 1 if alone else max(floor, first - 2)
    explained = _explained(readings, first - 1, floor, misheard=first < end and _explains(readings, first, end))
    if explained:
        return first - explained
    if reading.shape in CHARACTER_SHAPES or _is_spelled(readings, first, end, floor):
        return first - 1
    if first - 2 < floor:
        return first
    if reading.shape == "M" and readings[first - 2].shape in DIGIT_SHAPES:
        return first - 1  # "two thousand four" heard as "two thousand for"
    if first == end:
        return first
    if _is_initial(readings, first - 1) or _is_counted(readings, first):
        return first - 1
    return _over_pause(readings, first, floor)


def _is_plain_part(readings: Sequence[Reading], first: int, at: int, plain: int) -> bool:
    """Whether the word before `first` may be a plain one of a name, after so many others of it."""
    reading, following = readings[first - 1], readings[first] if first < at else None
    if reading.text in NOT_A_NAME or reading.shape == "P":
        return False
    if following is None:
        return True
    named = is_name_like(reading.text)
    # Plain words before spelled letters or a joined name are talk: "write to j d o e", "that is jane dot doe".
    if plain == 0 and (following.shape == "L" or _is_joined(readings, first, at)):
        return False
    # "So I heard h jansen at": an ordinary word before an initial
    if not named and (is_letter(following) or (plain and reading.text in SMALL_WORDS)):
        return False
    # "To confirm ljohnson8 at": what was written with digits or joined is a whole name.
    return bool(following.shape) or following.text.isalpha() or len(following.text) <= 2


def is_telling_name(readings: Sequence[Reading]) -> bool:
    """Whether a name is built as hardly anything but that of an address is: joined, spelled, or with digits.

    Args:
        readings: Of the name's words.
    """
    letters = sum(map(is_letter, readings))
    digits = any(reading.shape in CHARACTER_SHAPES and reading.shape != "L" for reading in readings)
    joined = any(reading.text in JOINERS for reading in readings[1:-1])
    written = any(not reading.shape and not reading.text.isalpha() and len(reading.text) > 2 for reading in readings)
    named = any(is_name_like(reading.text) for reading in readings)
    return letters > 1 or written or joined or (named and (digits or letters > 0))


def _after_talk(readings: Sequence[Reading], first: int, floor: int, plain: int) -> int:
    """The name's first word without ordinary ones before it: "hold on marcus eight at"."""
    if plain < 2:
        return first
    names = [index for index in range(first, first + plain) if is_name_like(readings[index].text)]
    if not names or names[0] == first:
        talk = readings[first].text not in GIVEN_NAMES and is_ordinary_word(readings[first].text)
        return first + 1 if talk and readings[first + 1].text in GIVEN_NAMES else first
    # "It's happy gilmore at": what follows the copula directly is the name.
    announced = first > floor and readings[first - 1].text in BEFORE_NAME
    return first if announced and readings[names[0]].text not in GIVEN_NAMES else names[0]


def _is_talk(reading: Reading) -> bool:
    """Whether a word before a joiner is none of the name: "the phone is plus", "got it dot"."""
    if reading.text in COPULAS or (reading.text in NOT_A_NAME and len(reading.text) > 1) or reading.shape == "P":
        return True
    return (
        reading.text in SMALL_WORDS and len(reading.text) > 1 and not reading.shape and not is_name_like(reading.text)
    )


def _is_spelled(readings: Sequence[Reading], first: int, end: int, floor: int) -> bool:
    """Whether the word before `first` is a letter among letters: "a", "i" and "o" are words elsewhere."""
    reading = readings[first - 1]
    if not (is_letter(reading) or reading.text in LETTER_NAMES):
        return False
    if first < end and (is_letter(readings[first]) or readings[first].text in LETTER_NAMES):
        return True
    if first + 1 < end and readings[first].text in AMBIGUOUS and is_letter(readings[first + 1]):
        return True  # "c a are o l"
    # "R i v e r a at", "w i l l underscore": letters go before it.
    return first - 3 >= floor and all(is_letter(each) for each in readings[first - 3 : first - 1])


def _stands_for_another(readings: Sequence[Reading], first: int, floor: int) -> bool:
    """Whether the word before `first` stands where a character or "dot" was said: "d i also zero two at"."""
    before, reading, after = first - 2, readings[first - 1], readings[first]
    if before < floor or reading.text in NEVER_MISHEARD or reading.shape == "P":
        return False
    if readings[before].shape == "L" or (
        is_letter(readings[before]) and before > floor and is_character(readings[before - 1])
    ):
        return is_character(after) or after.text in JOINERS or reading.text not in NOT_A_NAME
    # "Chase us fitzgerald at": the "underscore" between two names
    named = readings[before].text in GIVEN_NAMES and after.text.isalpha() and is_name_like(after.text)
    return named and reading.text in SMALL_WORDS and len(reading.text) > 1 and reading.text not in ("and", "from")


def _over_pause(readings: Sequence[Reading], first: int, floor: int) -> int:
    """Where the name goes on before a hesitation within it: "jane um dot doe"; `first` where it does not."""
    before = first - 1
    while before > floor and first - before <= MAX_PAUSES and readings[before].shape == "P":
        if readings[before].text in JOINERS:
            break
        before -= 1
    if before == first - 1 or (readings[before].shape == "P" and readings[before].text not in JOINERS):
        return first
    joins = readings[before].text in JOINERS or readings[first].text in JOINERS
    spelled = is_letter(readings[first]) and readings[before].shape == "L"
    named = is_character(readings[before]) or is_name_like(readings[before].text)
    return before + 1 if spelled or (joins and (named or readings[before].text in JOINERS)) else first


def _is_initial(readings: Sequence[Reading], index: int) -> bool:
    """Whether "a" is the first letter of an address: "it's a wright at"."""
    if readings[index].text == "november" and is_name_like(readings[index + 1].text):
        return True
    if readings[index].text in MISHEARD_INITIALS and is_name_like(readings[index + 1].text):
        return readings[index - 1].text in BEFORE_NAME  # "at be reyes at"
    if readings[index].text not in ("a", "i", "o", "oh"):
        return False
    if readings[index].text == "a" and not is_ordinary_word(readings[index + 1].text):
        return True
    # "Here we go i nelson at": no verb
    named = is_name_like(readings[index + 1].text) and not is_ordinary_word(readings[index + 1].text)
    return len(readings[index].text) == 1 and (named or readings[index - 1].text in BEFORE_INITIAL)


def _is_counted(readings: Sequence[Reading], index: int) -> bool:
    """Whether an "and" before a word stands within a number: "two thousand and eight"."""
    if readings[index - 1].text != "and":
        return False
    return readings[index - 2].shape == "H" and readings[index].shape in ("U", "T", "Y", "V", "N")


def _before_pause(readings: Sequence[Reading], at: int, floor: int) -> int:
    """Where the name ends: before `at`, or before an aside ("jane dot doe, let me see, at gmail dot com")."""
    end = at
    while (
        end > floor
        and at - end < MAX_PAUSES
        and (readings[end - 1].shape == "P" or readings[end - 1].text in ASIDES)
        and readings[end - 1].text not in JOINERS
    ):
        end -= 1
    if end == floor or readings[end - 1].shape or _is_joined(readings, max(floor, end - 4), end):
        return end if end > floor else at
    # "K williams um at": a rare word before a hesitation is the name.
    rare = readings[end - 1].text in GIVEN_NAMES or not is_ordinary_word(readings[end - 1].text)
    return end if end < at and rare else at


def _explained(readings: Sequence[Reading], last: int, floor: int, *, misheard: bool = False) -> int:
    """How many words spell one letter, with the word that explains it last ("j as in jack"); 0 where none do.

    The letter itself may be misheard where others are explained after it.
    """
    for phrase in EXPLAINED:
        first = last - len(phrase) - 1
        if first < floor or not (misheard or len(readings[first].text) == 1):
            continue
        between = tuple(reading.text for reading in readings[first + 1 : last])
        if between == phrase and (misheard or readings[last].text[:1] == readings[first].text):
            return len(phrase) + 2
    return 0


def _explains(readings: Sequence[Reading], first: int, end: int) -> bool:
    """Whether the letter at `first` is explained by the words after it."""
    following = tuple(reading.text for reading in readings[first + 1 : min(first + 3, end)])
    return is_letter(readings[first]) and any(following[: len(phrase)] == phrase for phrase in EXPLAINED)


def _is_joined(readings: Sequence[Reading], first: int, at: int) -> bool:
    return any(reading.text in JOINERS for reading in readings[first:at])
