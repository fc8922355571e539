"""Which question a number answers: the cue before it, also when the number comes in groups, late, or corrected."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from callscribe.polish.detectors.numbers.number_cues import CORRECTIONS, LABELS
from callscribe.polish.detectors.numbers.number_run import CLOSERS, CONNECTORS, OPENERS
from callscribe.polish.detectors.numbers.ordinary_numbers import is_ordinary
from callscribe.polish.detectors.voices import ends_turn

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from callscribe.polish.detectors.numbers.number_cues import Cue
    from callscribe.polish.detectors.numbers.number_run import NumberRun
    from callscribe.polish.detectors.numbers.number_words import Reading
    from callscribe.transcript.words import Word

LONG_KINDS: Final = {
    "card": "CARD_NUMBER",
    "phone": "PHONE",
    "national_id": "NATIONAL_ID",
    "account": "BANK_ACCOUNT",
    "iban": "IBAN",
}
"""Kinds of cues whose numbers are long and come in groups, with what they are."""

SHORT_KINDS: Final = {
    "cvv": ("CARD_CVV", range(2, 5)),
    "secret": ("SECRET", range(3, 11)),
    "last_four": ("SECRET", range(3, 6)),
}
"""Kinds of cues that one short number answers, with what it is and its digits."""

COMPLETE: Final = {"card": 15, "phone": 10, "national_id": 9, "account": 8, "iban": 20}
"""Digits after which no more are to come."""

CUE_REACH: Final = 30
"""Words between a cue and its number: "and what is the number on that card please - oh I need to get my purse hold on
- sure no rush - I've got it right here"."""

CHAIN_REACH: Final = 25
"""Words between the parts of one number given in groups, with the other party's answers between."""

NEAR: Final = 6
"""Words, listening words not counted, up to which a number hardly answers anything but the cue before it."""

ANNOUNCED_REACH: Final = 20
"""Words after a cue in which a word between two digits is taken for a misheard one."""

MIN_ANNOUNCED_DIGITS: Final = 4
"""Digits around a misheard word that suffice after a cue: the least of a card number that is worth hiding."""

MAX_CUES: Final = 4
"""Cues before a number that it may answer."""

MOST_HEARD: Final = 100
"""Digits of an answer that are remembered: twice any number's, and a call's length does not count."""

DIRECT: Final = 2
"""Words between a cue and its number, listening words not counted, up to which the number is the cue's whatever stands
between: "the card ending in 4242"."""

LONGEST_LEAD: Final = 6
"""Words before a number that ends its turn: "okay are you ready"."""

LONGEST_TURN: Final = 12
"""Words before or after a number in a turn that is hardly more than that number."""

ASIDE: Final = 8
"""Words within which a second cue only adds to the first: "the security code on the back of the card", "the cvv
number is"."""

ASIDE_DIGITS: Final = 6
"""The longest answer to the first of such two: a one-time code, or a date with a whole year."""

MAX_CORRECTION: Final = 5
"""Words in which a number is taken back: "no sorry i mean it's"."""


_BEFORE_ANSWERS: Final = frozenset(CONNECTORS) | frozenset(OPENERS)


@dataclass(frozen=True, slots=True)
class Answer:
    """A number with the cue that it answers.

    Attributes:
        run: The number.
        cue: What announces it, or None.
        direct: The cue stands before this number, rather than before others of its kind.
        strict: The cue is so near that only what surely is a quantity or a date is none of its number.
        corrects: It takes the place of the number before it.
        chain_digits: Digits that answer the cue in all, this number's included.
    """

    run: NumberRun
    cue: Cue | None
    direct: bool
    strict: bool
    corrects: bool
    chain_digits: int = 0

    @property
    def kind(self) -> str:
        """The cue's kind, or nothing."""
        return self.cue.kind if self.cue else ""


def announced_words(cues: Sequence[Cue]) -> dict[int, int]:
    """How many digits make a number worth hiding, for the words within reach of a cue."""
    least = {**dict.fromkeys(LONG_KINDS, MIN_ANNOUNCED_DIGITS), **dict.fromkeys(SHORT_KINDS, 2)}
    return {
        index: least[cue.kind]
        for cue in cues
        if cue.kind in least
        for index in range(cue.last + 1, cue.last + 1 + ANNOUNCED_REACH)
    }


def find_answers(
    words: Sequence[Word], readings: Sequence[Reading], runs: Sequence[NumberRun], cues: Sequence[Cue]
) -> list[Answer]:
    """Say what each number answers.

    Args:
        words: In the order of the conversation.
        readings: One for each word.
        runs: The numbers found in them, in order.
        cues: The announcing phrases found in them, in order.

    Returns:
        One for each number, in order.
    """
    firsts = [cue.first for cue in cues]
    spent: set[Cue] = set()
    heard: dict[Cue, str] = {}
    answers: list[Answer] = []
    before: Answer | None = None
    for run in runs:
        position = bisect_right(firsts, run.first)
        nearby = cues[max(0, position - MAX_CUES) : position]
        cue = _cue_of(words, readings, run, nearby, spent)
        if cue is None and position < len(cues) and _is_named_after(words, readings, run, cues[position]):
            cue = cues[position]
        answer = _in_turn(words, readings, Answer(run, cue, cue not in heard, True, False), before, heard)
        cue = answer.cue
        if cue and cue.kind in (*SHORT_KINDS, "expiry", "expires") and len(run.digits) > 1:
            # "The three digits on the back" are two cues for one number.
            spent.update(each for each in nearby if each.kind == cue.kind)
        if cue and not is_ordinary(run, readings, strict=answer.strict):
            # What is read back tells nothing new.
            told = heard.get(cue, "")
            heard[cue] = told if len(run.digits) >= 2 and run.digits in told else (told + run.digits)[-MOST_HEARD:]
        if answer.strict and answer.kind not in LONG_KINDS and answer.kind not in SHORT_KINDS:
            answer = replace(answer, strict=False)
        answers.append(answer)
        # "One moment" and "the two of us" between two groups do not end the chain.
        if cue or len(run.digits) > 1:
            before = answer
    for position, (answer, other) in enumerate(pairwise(answers)):
        # "5593 actually no 5563": what is taken back is hidden like what takes its place.
        if (other.kind in LONG_KINDS or other.kind in SHORT_KINDS) and _is_correction(answer.run, other.run, readings):
            answers[position] = replace(answer, cue=other.cue, strict=other.strict, corrects=True)
    return [
        replace(answer, chain_digits=len(heard[answer.cue])) if answer.cue in heard else answer for answer in answers
    ]


def _in_turn(
    words: Sequence[Word], readings: Sequence[Reading], answer: Answer, before: Answer | None, heard: Mapping[Cue, str]
) -> Answer:
    """The answer as one more group of the answer before it, or as what takes its place."""
    run, cue = answer.run, answer.cue
    if cue and run.first - cue.last <= 1 and (readings[cue.last].text == "plus" or readings[cue.last].text[0] == "+"):
        # "Plus four", and the rest after the other party's "yes".
        return replace(answer, corrects=True)
    if before is None or before.cue is None:
        return answer
    if _is_correction(before.run, run, readings):
        return replace(answer, cue=before.cue, corrects=True)
    if before.kind not in LONG_KINDS or (cue is not None and cue is not before.cue):
        return answer
    # The cue has been answered: what follows must look like the rest of the same number.
    near = _distance(readings, before.run.last, run.first) <= NEAR
    goes_on = _goes_on(words, readings, before, run, heard.get(before.cue, ""), near)
    return replace(answer, cue=before.cue if goes_on else None, direct=False, strict=near)


def is_whole_turn(words: Sequence[Word], readings: Sequence[Reading], run: NumberRun) -> bool:
    """Whether its turn is hardly more than digits: "two", after the other party's "go on", or "sticks eight"."""
    if set(run.shapes) - set("URLMTYV"):
        return False
    first, last = run.first, run.last
    while first > 0 and run.first - first < LONGEST_TURN and not ends_turn(words, first - 1):
        first -= 1
    while last + 1 < len(words) and last - run.last < LONGEST_TURN and not ends_turn(words, last):
        last += 1
    if run.first - first >= LONGEST_TURN or last - run.last >= LONGEST_TURN:
        return False
    turn = readings[first : last + 1]
    numbers = sum(bool(reading.shape) and reading.shape in "UTYNVRLO" for reading in turn)
    others = sum(not reading.shape for reading in turn)
    # A misheard digit comes before the rest of them; "one moment" is none.
    after = sum(not reading.shape for reading in readings[run.last + 1 : last + 1])
    return others == 0 or (others <= max(1, numbers // 3) and after == 0)


def is_answer(words: Sequence[Word], readings: Sequence[Reading], run: NumberRun) -> bool:
    """Whether a number stands as an answer does: first in its turn or after "it's", not "in room 204"."""
    direct = True
    for back in range(1, LONGEST_LEAD + 1):
        index = run.first - back
        if index < 0 or ends_turn(words, index):
            return direct or closes(words, readings, run.last)
        if back == 1 and readings[index].text in OPENERS:
            return True
        direct = direct and (readings[index].shape == "P" or readings[index].text in _BEFORE_ANSWERS)
    return direct


def is_bare_answer(words: Sequence[Word], readings: Sequence[Reading], run: NumberRun) -> bool:
    """Whether a number is all that is said: "yes, twenty", not "we have twenty rooms left"."""
    index = run.first - 1
    while index >= 0 and not ends_turn(words, index):
        if readings[index].shape != "P" and readings[index].text not in CONNECTORS:
            return False
        index -= 1
    following = run.last + 1
    return closes(words, readings, run.last) or readings[following].text in CLOSERS


def closes(words: Sequence[Word], readings: Sequence[Reading], last: int) -> bool:
    """Whether nothing of the sentence follows a word."""
    following = last + 1
    if following == len(words) or ends_turn(words, last) or readings[following].shape == "P":
        return True
    if readings[following].text.startswith("expir"):
        return True  # "4111 expiration": the next thing on the card
    return words[last].word.endswith((".", "?", "!"))


def _distance(readings: Sequence[Reading], last: int, first: int) -> int:
    return sum(readings[index].shape != "P" for index in range(last + 1, first))


def _goes_on(
    words: Sequence[Word], readings: Sequence[Reading], before: Answer, run: NumberRun, heard: str, near: bool
) -> bool:
    """Whether a number is one more group of the number before it."""
    if run.first - before.run.last > CHAIN_REACH:
        return False
    if not (run.said_alone >= 3 or is_answer(words, readings, run)):
        return False
    if run.first and readings[run.first - 1].text in LABELS:
        return False
    if len(heard) < COMPLETE[before.kind]:
        return near or run.said_alone >= 2 or len(run.digits) >= 3
    # Misheard and read back, a number seems complete before it is: what follows an "okay" at once still belongs to it.
    at_once = _distance(readings, before.run.last, run.first) <= 1 and is_bare_answer(words, readings, run)
    return near and (run.digits in heard or run.said_alone >= 2 or at_once)


def _is_correction(before: NumberRun, run: NumberRun, readings: Sequence[Reading]) -> bool:
    """Whether a number takes the place of the one before it: "one two three no sorry one two four"."""
    between = readings[before.last + 1 : run.first]
    return len(between) <= MAX_CORRECTION and any(reading.text in CORRECTIONS for reading in between)


def _is_named_after(words: Sequence[Word], readings: Sequence[Reading], run: NumberRun, cue: Cue) -> bool:
    """Whether the cue follows the number at once: "four one one one is the card number"."""
    if cue.kind not in LONG_KINDS or cue.first - run.last > 3 or len(run.digits) < 4:
        return False
    voices = {(words[index].channel, words[index].speaker) for index in (run.last, cue.first)}
    return len(voices) == 1 and not is_ordinary(run, readings, strict=False)


def _cue_of(
    words: Sequence[Word], readings: Sequence[Reading], run: NumberRun, nearby: Sequence[Cue], spent: Collection[Cue]
) -> Cue | None:
    """The cue that the number answers: the nearest before it, or one asked together with that."""
    # "+49" is a cue and the first part of its number.
    within = [cue for cue in nearby if cue.last < run.last or cue.first == run.first]
    within = [cue for cue in within if run.first - cue.last <= CUE_REACH]
    within = [cue for cue in within if cue.kind not in SHORT_KINDS or _fits(cue, run, spent)]
    if not within:
        return None
    far = _distance(readings, within[-1].last, run.first) > DIRECT
    if far and run.said_alone < 3 and not is_answer(words, readings, run):
        return None
    if run.first and readings[run.first - 1].text in LABELS:
        return None
    if within[-1].kind == "reference" and within[-1].last == run.first - 1:
        return within[-1]
    # "The security code on the back of the card", "expiry and cvv": of what was asked in one breath, a short number
    # answers the date if it begins with a month, else the secret, before the card or phone named along with it.
    together = [cue for cue in within if within[-1].first - cue.last <= ASIDE and cue not in spent]
    month = len(run.digits) >= 4 and 1 <= int(run.digits[:2]) <= 12
    for kind in ("expiry", "expires", "cvv", "secret"):
        for cue in together:
            if kind in ("expiry", "expires") and any(each.shape == "D" for each in readings[cue.last + 1 : run.first]):
                continue  # the date has been given: "08/30", and now the code
            if cue.kind == kind and (month or kind not in ("expiry", "expires")) and len(run.digits) <= ASIDE_DIGITS:
                return cue
    if len(run.digits) > ASIDE_DIGITS and within[-1].kind not in LONG_KINDS:
        return next((cue for cue in reversed(together) if cue.kind in LONG_KINDS), within[-1])
    return within[-1]


def _fits(cue: Cue, run: NumberRun, spent: Collection[Cue]) -> bool:
    if cue.kind == "cvv" and len(run.digits) < 3 and run.said_alone < 2:
        return False
    # "Two hundred thirty one" has three digits.
    digits = len(run.digits) - sum(len(piece.digits) for piece in run.pieces[:-1] if piece.shape == "H")
    return cue not in spent and digits in SHORT_KINDS[cue.kind][1]
