"""The rest of a number of which a part was found: misheard at its edge, taken back, told in a last turn, read back.

The other rules of this folder ask whether some words are a number to hide. Here that is known, and the question is
where it ends: what stands near, looks like more of it, and makes it whole or repeats it, is hidden too.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from callscribe.polish.detectors.numbers.letter_rests import find_letter_rests
from callscribe.polish.detectors.numbers.number_answers import closes
from callscribe.polish.detectors.numbers.number_cues import LABELS, PARTING, PRICE_WORDS, UNITS
from callscribe.polish.detectors.numbers.number_echoes import find_echoes
from callscribe.polish.detectors.numbers.number_pieces import counts
from callscribe.polish.detectors.numbers.number_run import (
    ASIDE_WORDS,
    BEFORE_ONE,
    LONGEST_GAP,
    MOST_STRANGE,
    NEXT_CLAUSE,
    OPENERS,
    TAKEN_BACK,
)
from callscribe.polish.detectors.numbers.number_tellings import (
    REACH,
    Heard,
    Telling,
    find_tellings,
    listen,
    size_of,
    stretch,
)
from callscribe.polish.detectors.numbers.ordinary_numbers import is_counted, is_ordinary, is_time
from callscribe.polish.detectors.spelled_characters import SELDOM_ELSE
from callscribe.polish.detectors.spelling_alphabet import AFTER_OH
from callscribe.polish.detectors.voices import ends_turn, same_voice, voice_of
from callscribe.polish.entities import EntitySpan

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from callscribe.polish.detectors.numbers.number_cues import Cue
    from callscribe.polish.detectors.numbers.number_run import NumberRun
    from callscribe.polish.detectors.numbers.number_words import Reading
    from callscribe.transcript.words import Word

KINDS: Final = frozenset(("CARD_NUMBER", "PHONE", "NATIONAL_ID", "BANK_ACCOUNT", "IBAN", "LONG_NUMBER"))
"""What is long enough to be told in pieces."""

MOST_ROUNDS: Final = 3
"""How often a number is looked around: what was found just now may tell what is repeated."""

MOST_TURNS: Final = 3
"""Turns between a part and the next: the other party's "okay", and a "yes" to it."""

TEEN: Final = 2
"""Digits of how many digits a number should have."""

SUBJECTS: Final = frozenset("i you we they he she it that there here what who".split())
"""What begins the next clause if contracted: "eight you've been helpful"."""

_STOPS: Final = PARTING | PRICE_WORDS
_NUMBER: Final = frozenset("UTYNVRH")
_WEAK: Final = frozenset("OM")


@dataclass(frozen=True, slots=True)
class _Gap:
    """What lies between a part of a number, whose last word is `anchor`, and digits that may be the next of it.

    Attributes:
        anchor: Index of the part's last word.
        strange: Words in the turn of the digits that belong to no aside.
        turns: Turns that begin.
        taken_back: Whether a word takes back what was said.
        parted: Whether a word in the turn of the digits leads to another number: "after", "the score was".
    """

    anchor: int
    strange: int
    turns: int
    taken_back: bool
    parted: bool


def find_rests(
    words: Sequence[Word], readings: Sequence[Reading], spans: Sequence[EntitySpan], cues: Sequence[Cue]
) -> list[EntitySpan]:
    """Find what is left of numbers.

    Args:
        words: In the order of the conversation.
        readings: One for each word.
        spans: What was found in them, of any kind and in any order.
        cues: The announcing phrases found in them, in order.

    Returns:
        They overlap none of `spans`.
    """
    known = [span for span in spans if span.entity_type in KINDS]
    if not known:
        return []
    taken = {index for span in spans for index in range(span.first_word, span.last_word + 1)}
    named = {index for cue in cues for index in range(cue.first, cue.last + 1)}
    found = find_letter_rests(words, readings, known, taken, named)
    taken.update(index for span in found for index in range(span.first_word, span.last_word + 1))
    one = Heard(words, readings, taken, named)
    for telling in find_tellings(readings, known, cues):
        for _ in range(MOST_ROUNDS):
            listen(one, telling)
            more = [
                rest for part in telling.spans for rest in (*_before(one, telling, part), *_after(one, telling, part))
            ]
            if not more:
                break
            found += more
            telling.spans = sorted([*telling.spans, *more], key=lambda span: span.first_word)
    return [*found, *find_echoes(one, [*known, *found])]


# --- After a part -------------------------------------------------------------------------------------------------


def _after(one: Heard, telling: Telling, part: EntitySpan) -> Iterator[EntitySpan]:
    """What follows a part of a number and belongs to it, over asides and the other party's answers."""
    anchor = part.last_word
    index = anchor + 1
    strange, turns, taken_back, over, parted = 0, 0, False, False, False
    while one.is_open(index) and index - anchor <= LONGEST_GAP:
        over = over or one.words[index - 1].word.endswith((".", "?", "!"))
        if one.begins_turn(index):
            strange, turns, over, parted = 0, turns + 1, False, False
        reading = one.readings[index]
        last = _end_of(one, index)
        if last >= index:
            gap = _Gap(anchor, strange, turns, taken_back, parted)
            if turns > MOST_TURNS or not _is_rest(one, telling, gap, index, last):
                return
            yield _claim(one, telling, part, index, last)
            anchor, index = last, last + 1
            strange, turns, taken_back, over, parted = 0, 0, False, False, False
            continue
        if reading.text in PRICE_WORDS or (reading.shape and reading.shape in "QD"):
            return
        parted = parted or reading.text in PARTING or reading.text in LABELS
        taken_back = taken_back or reading.text in TAKEN_BACK
        strange += _is_strange(reading)
        if strange > MOST_STRANGE - (telling.entity_type == "LONG_NUMBER") or (strange and over):
            return
        index += 1


def _end_of(one: Heard, index: int) -> int:
    """Index of the last word of the digits that begin at a word, or less where none do."""
    last = index - 1
    at = index
    if one.readings[index].shape == "R":
        doubled = one.readings[index + 1].shape if one.is_open(index + 1) else ""
        if not doubled or doubled not in "UTYNVO":
            return last
    while one.is_open(at) and at - last <= 2 and (at == index or (last >= index and not one.begins_turn(at))):
        shape = one.readings[at].shape
        if shape and (shape in _NUMBER or (shape in _WEAK and _is_weak_digit(one, index, at))):
            last = at
        elif shape != "P" and one.readings[at].text != "and":
            break
        at += 1
    while last > index and one.readings[last].shape == "R" and not ends_turn(one.words, last):
        last -= 1
    return last


def _is_weak_digit(one: Heard, first: int, index: int) -> bool:
    """Whether "oh" or "for" is a digit where digits are expected: beside one, or all that is said."""
    ends = ends_turn(one.words, index) or one.words[index].word.endswith((".", "?"))
    beside = one.readings[index + 1].shape if index + 1 < len(one.words) and not ends else ""
    following = bool(beside) and (beside in "UTYNVO" or index + 1 in one.taken)
    after = one.readings[index + 1].text if index + 1 < len(one.words) and not ends else ""
    if one.readings[index].shape == "O" and not one.begins_turn(index):
        if index - 1 in one.taken and after not in AFTER_OH:
            return not one.words[index - 1].word.endswith((".", "?", "!"))
        return following or ends or _is_enclosed(one, index)
    last = after in TAKEN_BACK or (index + 1 < len(one.words) and one.readings[index + 1].shape == "P")
    if index - 1 in one.taken and last and not one.begins_turn(index):
        return True
    if one.readings[index].text in SELDOM_ELSE:
        return following or ends or index > first or index - 1 in one.taken or _is_enclosed(one, index)
    if index == first:
        return following or (ends and one.readings[index - 1].shape != "")
    return ends or following


def _is_strange(reading: Reading) -> bool:
    """Whether a word says nothing of a number, and belongs to no aside."""
    return reading.shape not in ("P", "H") and reading.text not in ASIDE_WORDS


def _is_rest(one: Heard, telling: Telling, gap: _Gap, first: int, last: int) -> bool:
    """Whether digits that follow a part are the next of its number."""
    anchor = gap.anchor
    run = stretch(one, first, last)
    if not run.pieces or _counts(one, first) or _is_another(one, run):
        return False
    if not gap.turns and _is_enclosed(one, last):
        return True
    voice = voice_of(one.words, first)
    before = stretch(one, max(0, anchor - 2), anchor).digits
    size = size_of(run)
    ends = _ends(one, last)
    missing = telling.missing(voice)
    if telling.repeats(run.digits, before):
        at_once = gap.strange < (1 if gap.turns else MOST_STRANGE)
        return ends or size >= 3 or at_once
    if gap.parted:
        # "0207 9460 after 583": what fills the number to its last digit was parted from it by a misheard word.
        return size == missing and size > 1 and ends
    if gap.turns and one.readings[first - 1].text == "that's" and len(run.pieces) == 1 and size == TEEN:
        return closes(one.words, one.readings, last)  # "... eight seven one - that's sixteen I need seventeen"
    if gap.turns:
        return _opens_turn(one, first) and _is_next(one, telling, anchor, run)
    if gap.taken_back and (ends or size >= 2):
        return True
    if first == anchor + 1 and ends and one.readings[first].text in SELDOM_ELSE:
        return True
    # "And we're open twenty four", "he is ten": no digit is said alone.
    wanted = 0 < size <= missing + 1 and missing > 0 and (not gap.strange or run.said_alone > 0 or size > 2)
    return wanted and (ends or size >= 3 or run.said_alone > 1 or (first == anchor + 1 and size <= missing))


def _is_another(one: Heard, run: NumberRun) -> bool:
    """Whether digits are a quantity, a time, or what a thing is called: "room 204", "that's the one"."""
    before = one.readings[run.first - 1].text
    if is_time(run, one.readings) or is_counted(run, one.readings) or before in LABELS or run.text == "247":
        return True
    # "That's the one", "that's the fifteen", "the 3 numbers on the back"
    return len(run.pieces) == 1 and (before in ("the", "a", "an") or (run.text == "1" and before in BEFORE_ONE))


def _is_next(one: Heard, telling: Telling, anchor: int, run: NumberRun) -> bool:
    """Whether digits with which a turn begins go on with a number."""
    size, ends = size_of(run), _ends(one, run.last)
    teller = voice_of(one.words, telling.spans[0].first_word)
    missing = telling.missing(teller)
    if same_voice(one.words, run.first, telling.spans[0].first_word) and 0 < size <= missing:
        # "Seven one two - one two - six, my daughter says": what follows the other party's reading back at once.
        return ends or (not same_voice(one.words, anchor, run.first) and _is_first(one, run.first))
    if missing <= 0 and is_ordinary(run, one.readings, strict=False):
        return False  # "how many - four - and what time - seven thirty"
    return size >= 2 and ends and _is_all(one, run.first, run.last) and _is_all(one, *_turn_of(one, anchor))


def _counts(one: Heard, index: int) -> bool:
    return counts(one.readings, index) and not ends_turn(one.words, index)


def _ends(one: Heard, last: int) -> bool:
    """Whether what is told ends with a word."""
    if ends_turn(one.words, last) or one.words[last].word.endswith((".", "?", "!")) or last + 1 in one.taken:
        return True
    following = one.readings[last + 1]
    subject, _, contracted = following.text.partition("'")
    return following.shape == "P" or following.text in NEXT_CLAUSE or (bool(contracted) and subject in SUBJECTS)


def _opens_turn(one: Heard, first: int) -> bool:
    """Whether nothing that tells something stands before a word in its turn."""
    strange = 0
    while not one.begins_turn(first):
        first -= 1
        strange += one.readings[first].shape != "P" and one.readings[first].text not in (*ASIDE_WORDS, *OPENERS)
    return strange <= 1


def _is_first(one: Heard, first: int) -> bool:
    """Whether nothing but a "yes" stands before a word in its turn."""
    while not one.begins_turn(first):
        first -= 1
        if one.readings[first].shape != "P":
            return False
    return True


def _is_enclosed(one: Heard, last: int) -> bool:
    """Whether more of what was found follows within a few words of the same turn."""
    strange = 0
    for index in range(last + 1, min(last + LONGEST_GAP, len(one.words))):
        if index in one.named or ends_turn(one.words, index - 1):
            return False
        if index in one.taken:
            return True
        strange += _is_strange(one.readings[index])
        if strange > MOST_STRANGE:
            return False
    return False


def _turn_of(one: Heard, index: int) -> tuple[int, int]:
    first = last = index
    while not one.begins_turn(first) and index - first < REACH:
        first -= 1
    while not ends_turn(one.words, last) and last - index < REACH:
        last += 1
    return first, last


def _is_all(one: Heard, first: int, last: int) -> bool:
    """Whether a turn has hardly a word beside its digits."""
    while not one.begins_turn(first):
        first -= 1
    plain = [index for index in range(first, last + 1) if not one.readings[index].shape]
    return sum(one.readings[index].text not in ASIDE_WORDS for index in plain) <= 1


def _claim(one: Heard, telling: Telling, part: EntitySpan, first: int, last: int) -> EntitySpan:
    one.taken.update(range(first, last + 1))
    return EntitySpan(telling.entity_type, first, last, "rest_of_number", min(part.score, 0.5))


# --- Before a part ------------------------------------------------------------------------------------------------


def _before(one: Heard, telling: Telling, part: EntitySpan) -> Iterator[EntitySpan]:
    """What stands before the first part of a number in its turn and belongs to it: "four made hundred and forty"."""
    anchor = part.first_word
    index = anchor - 1
    strange, taken_back = 0, False
    while one.is_open(index) and anchor - index <= LONGEST_GAP and not ends_turn(one.words, index):
        first = _start_of(one, index, anchor)
        reading = one.readings[index]
        if first <= index:
            if not _leads(one, telling, (first, index), taken_back, index == anchor - 1):
                return
            yield _claim(one, telling, part, first, index)
            anchor, index = first, first - 1
            strange, taken_back = 0, False
            continue
        if reading.text in _STOPS or reading.text in UNITS or (reading.shape and reading.shape in "QD"):
            return
        taken_back = taken_back or reading.text in TAKEN_BACK
        strange += _is_strange(reading)
        if strange > MOST_STRANGE - (telling.entity_type == "LONG_NUMBER"):
            return
        index -= 1


def _start_of(one: Heard, index: int, anchor: int) -> int:
    """Index of the first word of the digits that end at a word, or more where none do."""
    shape = one.readings[index].shape
    beside = index == anchor - 1 or (index > 0 and one.readings[index - 1].shape == "U")
    if not shape or not (shape in _NUMBER or (shape in _WEAK and beside)) or (shape == "R" and index < anchor - 1):
        return index + 1
    first = at = index
    while one.is_open(at) and first - at <= 2 and (at == index or not ends_turn(one.words, at)):
        shape = one.readings[at].shape
        if shape and (shape in _NUMBER or shape in _WEAK):
            first = at
        elif shape != "P" and one.readings[at].text != "and":
            break
        at -= 1
    while first <= index and one.readings[first].shape in ("H", "M") and not _answers(one, first):
        first += 1
    return first


def _answers(one: Heard, first: int) -> bool:
    """Whether an answer begins with a word."""
    if one.begins_turn(first) or first - 1 in one.named:
        return True
    before = one.readings[first - 1]
    return before.shape == "P" or before.text in OPENERS or before.text in ASIDE_WORDS or before.text == "plus"


def _leads(one: Heard, telling: Telling, place: tuple[int, int], taken_back: bool, beside: bool) -> bool:
    """Whether digits that stand before a part are the first of its number."""
    first, last = place
    previous = one.readings[first - 1].text if first else ""
    run = stretch(one, first, last)
    if not run.pieces or (not beside and _counts(one, last)):
        return False
    if is_counted(run, one.readings) or is_time(run, one.readings) or previous in LABELS:
        return False
    size = size_of(run)
    if one.readings[first].text == "one" and previous in BEFORE_ONE:
        return False
    if previous == "plus":
        return True
    answers = _answers(one, first)
    if taken_back:
        return answers or size >= 2
    if telling.repeats(run.digits, ""):
        return answers or size >= 3
    if beside and answers and one.readings[first].text in SELDOM_ELSE:
        return True
    missing = telling.missing(voice_of(one.words, first))
    return answers and 0 < size <= missing + 1 and missing > 0
