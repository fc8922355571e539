"""Short values as they are given in answer: a security code, a month and a year, a date, with the words around them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from callscribe.polish.detectors.numbers.date_parts import digits_of_date
from callscribe.polish.detectors.numbers.number_cues import LABELS, MONTHS, ORDINALS, UNITS
from callscribe.polish.detectors.numbers.number_pieces import counts
from callscribe.polish.detectors.numbers.number_run import DETERMINERS
from callscribe.polish.detectors.voices import ends_turn, same_voice
from callscribe.polish.function_words import FUNCTION_WORDS

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from callscribe.polish.detectors.numbers.number_words import Reading
    from callscribe.transcript.words import Word

LONGEST_LEAD: Final = 14
"""Words between the beginning of a turn and its value: "alright then hold on let me get it okay so it's"."""

OF_AMOUNTS: Final = frozenset(
    "a an at by around about between until till before after past under than to per every each for from since within "
    "roughly approximately nearly almost only just another less more maybe how many much when were with in on "
    "over owe owes".split()
)
"""Directly before a number they make it a time or a quantity."""

RANGES: Final = frozenset("between until till before after by around about from since".split())
"""Before "the" and a number they make it a time."""

OF_SOMETHING: Final = LABELS | frozenset(
    "order ticket case reference error claim part model version windows contract turned press pressed open seat "
    "policy booking invoice item extension unit apartment zip total balance invoice street road amount fee deposit "
    "limit".split()
)
"""Anywhere before a number they say what it is the number of."""

CARRIERS: Final = (FUNCTION_WORDS["en"] - frozenset("how many much when why".split())) | frozenset(
    "absolutely aha believe brilliant certainly check confirm correct correction course definitely double exactly "
    "excellent fantastic find fine great guess haha heard hmm hold hope i'm lovely ma'am madam mm moment noted nope "
    "oops ooh perfect printed problem quick read reads ready reading repeat rush sec second shows showing sir super "
    "treble triple verify wait whoops wonderful written wrote yep yup".split()
)
"""What leads to a value, or follows it, and says nothing else."""

CONFIRMING: Final = frozenset(
    "so that's that confirm confirming got heard have repeat read reading i've it's is was were right correct".split()
)
"""One of them leads to what is read back."""

CLOSING: Final = frozenset(
    "that's that is did can could do does i i've i'll if let may shall thanks please should was what's what how will "
    "would no sorry actually wait it it's".split()
)
"""What follows a value that has been said to its end."""

COUNTED: Final = UNITS | frozenset(
    "dozen digit digits numbers grand apiece instead left total off for in per each point kids children rooms bags "
    "boxes copies tickets guests gigs megs bedrooms stars bars "
    "thirds quarters ones o'clock % more others business working calendar options steps".split()
)
"""After a number they make it a quantity."""

SECOND_VALUE: Final = frozenset("moment second sec minute min sec. thing".split())
"""After "one": a wait."""

MANY: Final = frozenset("them these those us you the my our your his her their which all any each it mine".split())
"""After "two of" they are what is counted."""

AFTER_MAY: Final = frozenset("be i we you have not also need the they it he she take ask get want".split())
"""After "may" they make it a verb."""

# A part of a value; between two of them pauses, separators or a correction.
_PART: Final = "[monhd]"
_STRETCH: Final = re.compile(
    rf"r?{_PART}(?:(?:[pcar]{{0,5}}|p?s[pc]{{0,2}}|[^monhd]{{0,2}}x[^monhd]{{0,2}}){_PART})*|s{{3,4}}"
)


@dataclass(frozen=True, slots=True)
class ShortValue:
    """A stretch of one party's words that may be a short value.

    Attributes:
        first: Index of its first word.
        last: Index of its last word, inclusive.
        parts: Indices of the words that hold digits, months or ordinals.
        kinds: What each of `parts` is, as in `date_kinds`.
        digits: Its digits as written down; months and ordinals have none.
    """

    first: int
    last: int
    parts: tuple[int, ...]
    kinds: str
    digits: str


def short_values(words: Sequence[Word], readings: Sequence[Reading], kinds: str) -> Iterator[ShortValue]:
    """Every stretch of numbers, months and ordinals in one turn and one sentence.

    Args:
        words: In the order of the conversation.
        readings: One for each word.
        kinds: What each word is in a date.
    """
    start = 0
    while found := _STRETCH.search(kinds, start):
        first = found.start()
        start = first + 1
        if kinds[first] == "s":
            start = found.end()
            if _is_sentence(words, first, start - 1):
                yield value_of(readings, kinds, first, start - 1)  # "for too for."
            continue
        if readings[first].shape == "H" and first and kinds[first - 1] == "s":
            first -= 1  # "won hundred"
        elif _is_no_value(readings, first + (kinds[first] == "r")) or _ends_amount(readings, kinds, first):
            continue
        last = _sentence_end(words, readings, kinds, first, found.end() - 1)
        start = max(start, last + 1)  # a sentence may end before what was found
        if _is_last_digit(words, readings, kinds, start):
            last = start
        yield value_of(readings, kinds, first, last)


def value_of(readings: Sequence[Reading], kinds: str, first: int, last: int) -> ShortValue:
    """The value that is said from one word to another.

    Args:
        readings: One for each word.
        kinds: What each word is in a date.
        first: Index of the first word.
        last: Index of the last word, inclusive.
    """
    if first == last:
        alone = readings[first]
        return ShortValue(
            first, last, (first,), kinds[first], f"{alone.digits}0" if alone.shape == "Y" else alone.digits
        )
    said = [index for index in range(first, last + 1) if kinds[index] in "monhdsr"]
    parts = tuple(index for index in said if kinds[index] != "r")
    digits = digits_said([readings[index] for index in said])
    return ShortValue(first, last, parts, "".join(kinds[index] for index in parts), digits)


def digits_said(numbers: Sequence[Reading]) -> str:
    """The digits of a short number as they are written down: "three hundred and fourteen" is 314, "double five" 55.

    Args:
        numbers: The words that hold digits, or name a month or a day, or say "double".
    """
    hundred = next((at for at, number in enumerate(numbers) if number.text == "hundred"), -1)
    if hundred > 0:
        return digits_said(numbers[:hundred]) + digits_said(numbers[hundred + 1 :]).rjust(2, "0")
    double = next((at for at, number in enumerate(numbers) if number.shape == "R"), -1)
    if double >= 0:
        after = digits_said(numbers[double + 1 :])
        return digits_of_date(numbers[:double]) + after[:1] * int(numbers[double].digits) + after[1:]
    return digits_of_date(numbers)


def lead_of(
    words: Sequence[Word], readings: Sequence[Reading], first: int, floor: int, allowed: Collection[str] = ()
) -> tuple[int, int, bool] | None:
    """What leads to a value.

    Args:
        words: In the order of the conversation.
        readings: One for each word.
        first: Index of the value's first word.
        floor: Index of the first word that may belong to the lead.
        allowed: Words of OF_AMOUNTS that may stand before the value.

    Returns:
        Where the sentence, or what follows `floor`, begins, how many of the words from there are no carriers, and
        whether one of them confirms something heard; None where the value is no answer by what stands before it.
    """
    before_it = readings[first - 1].text if first > floor and same_voice(words, first - 1, first) else ""
    if before_it in OF_AMOUNTS and before_it not in allowed:
        return None
    if before_it == "the" and first - 1 > floor and readings[first - 2].text in RANGES:
        return None  # "between the twelfth and the fourteenth"
    unknown, confirming = 0, False
    index = first
    while index > floor and same_voice(words, index - 1, index) and first - index <= LONGEST_LEAD:
        before = index - 1
        if words[before].word.endswith((".", "?", "!")):
            break
        text = readings[before].text
        if text in OF_SOMETHING or (readings[before].shape and readings[before].shape in "QDN"):
            return None
        confirming = confirming or text in CONFIRMING
        unknown += readings[before].shape != "P" and text not in CARRIERS
        index = before
    return None if first - index > LONGEST_LEAD else (index, unknown, confirming)


def stands_alone(words: Sequence[Word], readings: Sequence[Reading], first: int, last: int, unknown: int = 0) -> bool:
    """Whether nothing before or after a value in its sentence says that it is about something else.

    Args:
        words: In the order of the conversation.
        readings: One for each word.
        first: Index of the value's first word.
        last: Index of its last word, inclusive.
        unknown: How many words before it may be no carriers.
    """
    lead = lead_of(words, readings, first, max(first - LONGEST_LEAD - 1, 0), ("in", "on"))
    return lead is not None and lead[1] <= unknown and not is_counted(words, readings, last)


def are_carriers(readings: Sequence[Reading], first: int, stop: int) -> bool:
    """Whether the words from one to before another say nothing: "alright, then."."""
    return stop - first <= LONGEST_LEAD and all(
        reading.shape == "P" or reading.text in CARRIERS for reading in readings[first:stop]
    )


def is_counted(words: Sequence[Word], readings: Sequence[Reading], last: int) -> bool:
    """Whether what follows a value makes it a quantity: "two hundred dollars"."""
    if ends_turn(words, last) or words[last].word.endswith((".", "?", "!", ",")):
        return False
    following = readings[last + 1].text
    half_day = following in ("a", "p") and last + 2 < len(readings) and readings[last + 2].text == "m"
    return following in COUNTED or half_day or readings[last + 1].shape in ("Q", "H")


def closes(words: Sequence[Word], readings: Sequence[Reading], last: int) -> bool:
    """Whether a value ends what is said, or what follows is about it: "that's it", "did you get that"."""
    if ends_turn(words, last) or words[last].word.endswith((".", "?", "!", ",")):
        return True
    return readings[last + 1].text in CLOSING or readings[last + 1].shape == "P"


def _is_no_value(readings: Sequence[Reading], index: int) -> bool:
    """Whether a number word counts or stands for a thing: "one moment", "two of them", "the first one"."""
    if readings[index].shape == "H":
        return True
    if readings[index].shape == "N" and not readings[index].digits.isdecimal():
        return True
    if readings[index].text == "owe":
        return True
    if readings[index].text not in ("one", "first", "second", "may"):
        return _counts(readings, index)
    before = readings[index - 1].text if index else ""
    after = readings[index + 1].text if index + 1 < len(readings) else ""
    if readings[index].text == "may":
        return after in AFTER_MAY
    return before in DETERMINERS or after in SECOND_VALUE or _counts(readings, index)


def _is_sentence(words: Sequence[Word], first: int, last: int) -> bool:
    """Whether nothing else is said in the sentence."""
    begins = first == 0 or ends_turn(words, first - 1) or words[first - 1].word.endswith((".", "?", "!"))
    return begins and (ends_turn(words, last) or words[last].word.endswith((".", "?", "!")))


def _ends_amount(readings: Sequence[Reading], kinds: str, first: int) -> bool:
    """Whether a stretch is the rest of an amount: "thirty four thousand" "one hundred and six"."""
    return first > 0 and kinds[first - 1] == "u" and readings[first - 1].shape == "H"


def _is_last_digit(words: Sequence[Word], readings: Sequence[Reading], kinds: str, index: int) -> bool:
    """Whether a homophone after a number is its last digit: "nine two fore"."""
    if index >= len(kinds) or kinds[index] != "s" or not same_voice(words, index - 1, index):
        return False
    return ends_turn(words, index) or readings[index].text not in ("for", "to", "too")


def _counts(readings: Sequence[Reading], index: int) -> bool:
    """Whether a digit counts something; "four of twenty eight" is a date."""
    if index + 1 < len(readings) and readings[index + 1].text == "of":
        counted = readings[index + 2 : index + 4]
        date = len(counted) == 2 and (counted[1].text in ORDINALS or counted[1].text in MONTHS)
        return bool(counted) and counted[0].text in MANY and not date  # not "eighth of the eighth"
    return counts(readings, index)


def _is_full(readings: Sequence[Reading], kinds: str, first: int, last: int) -> bool:
    """Whether a date has all its parts."""
    if readings[last].text in ("nineteen", "twenty"):
        return False  # "nineteen and eighty"
    return "d" in kinds[first : last + 1] or sum(kind in "monh" for kind in kinds[first : last + 1]) >= 3


def _is_homophone(readings: Sequence[Reading], index: int) -> bool:
    """Whether "for" between two numbers is a digit; "won" and "fore" always are."""
    if readings[index].text not in ("for", "to", "too"):
        return True
    return readings[index - 1].shape == "U" and index + 1 < len(readings) and readings[index + 1].shape == "U"


def _sentence_end(words: Sequence[Word], readings: Sequence[Reading], kinds: str, first: int, last: int) -> int:
    """The last part within the sentence."""
    if first == last:
        return first
    end = first
    for index in range(first + 1, last + 1):
        if not same_voice(words, first, index) or readings[index].text in ("in", "year", "day", "month"):
            break
        if words[index - 1].word.endswith((".", "?", "!")) and kinds[index - 1] not in "pc":
            break
        counted = _counts(readings, index) or kinds[index - 1] not in "monhdr"
        if kinds[index] == "d" or kinds[first] == "d":
            break  # a written date is a value of its own
        if kinds[index] in "no" and counted and _is_no_value(readings, index):
            break
        if kinds[index] == "a" and kinds[index - 1] != "h" and _is_full(readings, kinds, first, index - 1):
            break  # "may fifth nineteen eighty and" the next answer
        if kinds[index] == "s" and not _is_homophone(readings, index):
            break
        end = index if kinds[index] in "monhd" else end
    return end
