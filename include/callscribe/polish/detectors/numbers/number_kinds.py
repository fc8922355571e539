"""What kind of number a run of digits is: a card, a phone, an account, or a price and a date that may stay.

It fails closed: seven digits and more that are no quantity, date or time, and no thing's number such as an order's, are
a LONG_NUMBER at least. A cue ("my card number is") makes shorter ones personal, and so does having been redacted
elsewhere in the call.
"""

from __future__ import annotations

import re
from collections import deque
from typing import TYPE_CHECKING, Final

import phonenumbers
from rapidfuzz.distance import Levenshtein

from callscribe.polish.detectors.numbers.birth_dates import BIRTH_YEARS
from callscribe.polish.detectors.numbers.ibans import is_iban
from callscribe.polish.detectors.numbers.national_ids import is_routing_number, national_number
from callscribe.polish.detectors.numbers.number_answers import (
    CHAIN_REACH,
    COMPLETE,
    LONG_KINDS,
    SHORT_KINDS,
    closes,
    find_answers,
    is_answer,
    is_bare_answer,
    is_whole_turn,
)
from callscribe.polish.detectors.numbers.number_cues import LABELS
from callscribe.polish.detectors.numbers.number_run import NumberRun, Verdict
from callscribe.polish.detectors.numbers.open_questions import Turns, asked_for_unknown
from callscribe.polish.detectors.numbers.ordinary_numbers import (
    SPELLED_OUT,
    is_counted,
    is_ordinary,
    is_spoken_date,
    is_time,
)
from callscribe.polish.detectors.numbers.thing_numbers import is_thing_number, said_once

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from callscribe.polish.detectors.numbers.number_answers import Answer
    from callscribe.polish.detectors.numbers.number_cues import Cue
    from callscribe.polish.detectors.numbers.number_words import Reading
    from callscribe.transcript.words import Word

CARD_DIGITS: Final = range(13, 20)
"""Lengths of card numbers in use (ISO/IEC 7812-1 allows 8 to 19; no scheme issues below 13)."""

LONG_DIGITS: Final = 7
"""From this many digits on, a number is hidden whatever it is; one less if they are said one by one or in groups, or
said to be somebody's."""

CARD_OPENINGS: Final = frozenset("23456")
"""First digits of the payment cards in use (major industry identifiers of ISO/IEC 7812-1)."""

MOST_RECENT: Final = 6
"""Hidden numbers, or groups of them, that a number is compared with when something is read back."""

READ_BACK_REACH: Final = 40
"""Words after a redacted number in which three of its digits are taken for reading it back."""

LEAST_REPEATED: Final = 4
"""Digits of a number that is known again with one of them wrong."""

PUBLIC_NUMBERS: Final = frozenset("911 999 112 000 101 111 105 108 119 211 311 411 511 611 711 811 988".split())
"""Numbers of the police, the emergency and other public services (ITU-T E.161.1, NANP N11 codes, Ofcom type B)."""

OWNERS: Final = frozenset("my your his her our their confirm repeat verify".split())
"""Who has a number, or what is done with one that somebody has told."""

SUBJECT_REACH: Final = 5
"""Words before a number in which stands whose it is: "my be number is"."""

PARTS: Final = frozenset("rest bit part half end digits group ones".split())
"""What is said of a part of a number: "the last bit is seven nine one three"."""

ENDING_REACH: Final = 3
"""Words before "ends in" in which stands what ends."""

CLOSE: Final = 3
"""Words between a cue and a number that is its own, even if it is said like an amount: "my social is seven hundred"."""

_PHONE_WRITTEN: Final = re.compile(r"(\(?\d{3}\)?[ .\-]?)?\d{3}[-.]\d{4}")
_SSN_WRITTEN: Final = re.compile(r"\d{3}[ \-]\d{2}[ \-]\d{4}")
_PERSONAL: Final = ("national_id", "phone")
_LEAST: Final = {"card": 4, "phone": 5, "national_id": 4, "account": 4, "iban": 4}
_LEAST_IN_CHAIN: Final = {"card": 8, "phone": 7, "national_id": 7, "account": 6, "iban": 8}


def judge_numbers(
    words: Sequence[Word], readings: Sequence[Reading], runs: Sequence[NumberRun], cues: Sequence[Cue]
) -> list[Verdict]:
    """Say which numbers must be hidden, and as what.

    Args:
        words: In the order of the conversation.
        readings: One for each word.
        runs: The numbers found in them, in order.
        cues: The announcing phrases found in them, in order.

    Returns:
        In the order of the numbers; numbers that may be shown are left out.
    """
    turns = Turns(words)
    verdicts: dict[int, Verdict] = {}
    things: dict[str, Cue | None] = {}
    shown: set[int] = set()
    for answer in find_answers(words, readings, runs, cues):
        run = answer.run
        again = run.digits in things and (answer.cue is None or not answer.direct or answer.cue is things[run.digits])
        if again or is_thing_number(words, readings, run, answer.cue):
            things[run.digits] = answer.cue
            shown.add(run.first)
            continue
        verdict = _judge(answer, words, readings, turns)
        if verdict:
            verdicts[run.first] = verdict
    rest = [run for run in runs if run.first not in verdicts and run.first not in shown]
    for verdict in _card_groups(words, rest, readings):
        verdicts[verdict.run.first] = verdict
    for verdict in list(_read_back(words, runs, verdicts, readings, shown)):
        verdicts[verdict.run.first] = verdict
    return [verdicts[first] for first in sorted(verdicts)]


def is_luhn(digits: str) -> bool:
    """Whether the check digit of a card number holds (ISO/IEC 7812-1, annex B)."""
    doubled = (int(digit) * (2 if position % 2 else 1) for position, digit in enumerate(reversed(digits)))
    return sum(value - 9 if value > 9 else value for value in doubled) % 10 == 0


# --- Judgement ----------------------------------------------------------------------------------------------------


def _judge(answer: Answer, words: Sequence[Word], readings: Sequence[Reading], turns: Turns) -> Verdict | None:
    run, kind = answer.run, answer.kind
    close = answer.direct and answer.cue is not None and run.first - answer.cue.last <= CLOSE
    if answer.corrects or (
        answer.strict and (answer.kind in ("cvv", "secret") or (close and answer.kind in _PERSONAL))
    ):
        # "Six hundred and fourteen" may be a security code; "six hundred dollars" is none.
        ordinary = is_counted(run, readings) or is_time(run, readings)
    else:
        ordinary = is_ordinary(run, readings, strict=answer.strict)
    if ordinary:
        return _judge_past_date(run)
    return (
        _judge_iban(run, kind)
        or _judge_short(run, kind)
        or _judge_long(run, kind, words)
        or _judge_announced(answer, words, readings)
        or _judge_ending(run, answer.cue, readings)
        or _judge_unannounced(run, kind, words, readings)
        or _judge_spelled_out(answer, words, readings, turns)
    )


def _judge_past_date(run: NumberRun) -> Verdict | None:
    """Day, month and a year in which callers were born."""
    year = run.digits[-4:]
    if len(run.digits) >= 6 and is_spoken_date(run) and int(year) in BIRTH_YEARS:
        return Verdict("DATE_OF_BIRTH", run, "past_date", 0.55)
    return None


def _judge_iban(run: NumberRun, kind: str) -> Verdict | None:
    # What was said before the country's letters may have been taken for letters too.
    if not run.text.isdigit() and any(is_iban(run.text[skipped:]) for skipped in range(min(5, len(run.text)))):
        return Verdict("IBAN", run, "iban_mod97", 0.99)
    return Verdict("IBAN", run, "iban_cue", 0.75) if kind == "iban" and len(run.text) >= 8 else None


def _judge_short(run: NumberRun, kind: str) -> Verdict | None:
    return Verdict(SHORT_KINDS[kind][0], run, f"{kind}_cue", 0.8) if kind in SHORT_KINDS else None


def _judge_long(run: NumberRun, kind: str, words: Sequence[Word]) -> Verdict | None:
    if any("+" in words[piece.index].word for piece in run.pieces) and len(run.digits) >= 7:
        return Verdict("PHONE", run, "phone_international", 0.9)
    return _judge_card(run, kind) if len(run.digits) >= CARD_DIGITS.start else None


def _judge_announced(answer: Answer, words: Sequence[Word], readings: Sequence[Reading]) -> Verdict | None:
    run, kind = answer.run, answer.kind
    if kind not in LONG_KINDS:
        return None
    in_chain = answer.chain_digits >= _LEAST_IN_CHAIN[kind]
    if in_chain and (answer.corrects or is_whole_turn(words, readings, run)):
        return Verdict(LONG_KINDS[kind], run, f"{kind}_cue", 0.6)
    if not answer.direct and answer.chain_digits >= COMPLETE[kind] and not run.said_alone and len(run.digits) <= 4:
        return None  # what follows a whole number is no more of it: "fourteen twenty five, and your unit?"
    answers = answer.direct and is_answer(words, readings, run) and closes(words, readings, run.last)
    grouped = in_chain and answer.strict and len(run.digits) >= 2 and (answers or is_bare_answer(words, readings, run))
    if not grouped and (not _is_string(run) or len(run.digits) < _LEAST[kind]):
        return None
    return Verdict(LONG_KINDS[kind], run, f"{kind}_cue", _cue_score(kind, run.digits))


def _judge_unannounced(run: NumberRun, kind: str, words: Sequence[Word], readings: Sequence[Reading]) -> Verdict | None:
    if _is_amount(run, readings):
        return None
    if _is_ssn_written(run, words):
        return Verdict("NATIONAL_ID", run, "ssn_written", 0.85)
    if kind != "reference" and (_is_phone_written(run, words) or _is_phone(run.digits)):
        return Verdict("PHONE", run, "phone_length", 0.6 + 0.2 * _is_valid_phone(run.digits))
    if len(run.digits) < LONG_DIGITS and run.first and readings[run.first - 1].text == "on":
        return None  # "you get the police on one three one four four four"
    told = (len(run.pieces) > 1 and set(run.shapes) <= set("UNR")) or _is_somebodys(run, readings)
    if len(said_once(words, run)) < LONG_DIGITS - told:
        return None
    if kind != "reference" and is_routing_number(run.digits):
        return Verdict("BANK_ACCOUNT", run, "us_routing", 0.5)
    country = national_number(run.digits) if kind != "reference" else ""
    return Verdict("NATIONAL_ID", run, country, 0.5) if country else Verdict("LONG_NUMBER", run, "digits", 0.5)


def _is_somebodys(run: NumberRun, readings: Sequence[Reading]) -> bool:
    """Whether it is said whose number it is, or it is confirmed, though what it is was misheard: "my be is 545198"."""
    before = {reading.text for reading in readings[max(0, run.first - SUBJECT_REACH) : run.first]}
    return not OWNERS.isdisjoint(before)


def _judge_ending(run: NumberRun, cue: Cue | None, readings: Sequence[Reading]) -> Verdict | None:
    """The last digits of a number that says all alone whose it is: "her social ends in nine oh one six"."""
    if cue is None or cue.kind != "reference" or readings[cue.first].text not in ("ends", "ending"):
        return None
    named = any(reading.text in ("social", "ssn") for reading in readings[max(0, cue.first - ENDING_REACH) : cue.first])
    return Verdict("NATIONAL_ID", run, "ending", 0.6) if named and len(run.digits) >= _LEAST["national_id"] else None


def _judge_spelled_out(
    answer: Answer, words: Sequence[Word], readings: Sequence[Reading], turns: Turns
) -> Verdict | None:
    """Digits said one by one in answer, whose cue was misheard: that is how codes are told, not quantities."""
    run = answer.run
    if run.said_alone + run.shapes.count("R") < 3 or set(run.shapes) - set("URM") or answer.kind == "reference":
        return None
    if run.digits in PUBLIC_NUMBERS or (run.first and readings[run.first - 1].text in LABELS):
        return None
    if not is_answer(words, readings, run) or not (closes(words, readings, run.last) or run.said_alone >= SPELLED_OUT):
        return None
    if readings[run.first - 1].text == "is" and not PARTS.isdisjoint(
        reading.text for reading in readings[max(0, run.first - ENDING_REACH) : run.first]
    ):
        return Verdict("LONG_NUMBER", run, "part", 0.3)
    known = bool(answer.kind) or _is_somebodys(run, readings)
    if not known and not asked_for_unknown(words, readings, turns, turns.number_of(run.first)):
        return None
    return Verdict("LONG_NUMBER", run, "spelled_out", 0.3)


def _judge_card(run: NumberRun, kind: str) -> Verdict:
    digits = run.digits
    # Said and read back, any number may be as long as a card.
    twice = kind not in ("", "card") and digits[: len(digits) // 2] == digits[len(digits) // 2 :]
    if len(digits) in CARD_DIGITS and is_luhn(digits) and digits[0] in CARD_OPENINGS and not twice:
        return Verdict("CARD_NUMBER", run, "card_luhn", 0.99)
    if kind in LONG_KINDS and kind != "card":
        return Verdict(LONG_KINDS[kind], run, f"{kind}_cue", 0.7)
    if len(digits) == 15 and kind != "card" and national_number(digits):
        return Verdict("NATIONAL_ID", run, national_number(digits), 0.8)
    # A misheard digit breaks the check digit. It stays a card.
    return Verdict("CARD_NUMBER", run, "card_length", 0.85 if kind == "card" else 0.7)


def _cue_score(kind: str, digits: str) -> float:
    if kind == "phone":
        return 0.75 + 0.2 * _is_valid_phone(digits)
    if kind == "national_id":
        return 0.95 if len(digits) == 9 or national_number(digits) else 0.7
    return 0.8 if len(digits) >= 8 else 0.6


def _is_amount(run: NumberRun, readings: Sequence[Reading]) -> bool:
    """Whether it is a price or a quantity with a word misheard: "two thousand hundred fourteen ninety nine"."""
    scales = [readings[piece.index].text for piece in run.pieces if piece.shape == "H"]
    return bool(scales) and run.said_alone <= SPELLED_OUT and (len(scales) > 1 or "thousand" in scales)


def _is_string(run: NumberRun) -> bool:
    """Whether it was given as digits, rather than as an amount."""
    return run.said_alone >= 2 or len(run.digits) >= 4 or any(len(piece.digits) >= 3 for piece in run.pieces)


def _is_phone(digits: str) -> bool:
    """Ten digits as in North America and in national form elsewhere, or eleven with a 1 or a national 0 before."""
    if len(digits) == 10:
        return digits[0] != "1"
    return len(digits) == 11 and digits[0] in "01"


def _is_valid_phone(digits: str) -> bool:
    readings: list[tuple[str, str | None]] = []
    if len(digits) == 10 or digits[0] == "1":
        readings.append((digits, "US"))
    if digits[0] == "0":
        readings.append((digits, "GB"))
    if len(digits) > 10:
        readings.append((f"+{digits}", None))
    for number, region in readings:
        try:
            if phonenumbers.is_valid_number(phonenumbers.parse(number, region)):
                return True
        except phonenumbers.NumberParseException:
            continue
    return False


def _written(run: NumberRun, words: Sequence[Word]) -> str:
    return " ".join(words[piece.index].word.strip(".,?!;:") for piece in run.pieces)


def _is_phone_written(run: NumberRun, words: Sequence[Word]) -> bool:
    return len(run.digits) in (7, 10) and _PHONE_WRITTEN.fullmatch(_written(run, words)) is not None


def _is_ssn_written(run: NumberRun, words: Sequence[Word]) -> bool:
    return len(run.digits) == 9 and _SSN_WRITTEN.fullmatch(_written(run, words)) is not None


# --- Numbers in groups, and read back -----------------------------------------------------------------------------


def _card_groups(words: Sequence[Word], runs: Sequence[NumberRun], readings: Sequence[Reading]) -> Iterator[Verdict]:
    """Short runs near each other that make up a card number, by its length and check digit."""
    groups = [run for run in runs if len(run.digits) >= 3 and _is_string(run) and is_answer(words, readings, run)]
    groups = [run for run in groups if not is_ordinary(run, readings, strict=False)]
    for start, run in enumerate(groups):
        taken = [run]
        digits = run.digits
        for other in groups[start + 1 :]:
            if other.first - taken[-1].last > CHAIN_REACH or len(digits) >= CARD_DIGITS.stop:
                break
            taken.append(other)
            if other.digits != taken[-2].digits or len(taken) == 2:
                digits += other.digits
            if len(digits) in CARD_DIGITS and is_luhn(digits):
                yield from (Verdict("CARD_NUMBER", each, "card_groups", 0.7) for each in taken)
                break


def _read_back(
    words: Sequence[Word],
    runs: Sequence[NumberRun],
    verdicts: dict[int, Verdict],
    readings: Sequence[Reading],
    shown: Collection[int],
) -> Iterator[Verdict]:
    """Numbers that repeat a hidden one, or part of it, or all of it with a digit misheard."""
    whole = {verdict.run.digits: verdict for verdict in verdicts.values()}
    parts: dict[str, Verdict] = {}
    for digits, verdict in whole.items():
        for start in range(len(digits) - 3):
            parts.setdefault(digits[start : start + 4], verdict)
    recent: deque[Verdict] = deque(maxlen=MOST_RECENT)
    for run in runs:
        told = verdicts.get(run.first)
        if told:
            recent.append(told)
            continue
        if run.first in shown or _is_labelled(run, readings) or is_ordinary(run, readings, strict=False):
            continue
        if len(run.digits) >= 2:
            near = [verdict for verdict in recent if run.first - verdict.run.last < READ_BACK_REACH]
            found = _repeated(run.digits, whole, parts) or _repeated_nearby(words, readings, run, near)
            if found:
                yield Verdict(found.entity_type, run, "read_back", 0.6)


def _is_labelled(run: NumberRun, readings: Sequence[Reading]) -> bool:
    """Whether it says which of some things is meant: "channel 9967", which a card may have too."""
    return run.first > 0 and readings[run.first - 1].text in LABELS


def _repeated(digits: str, whole: Mapping[str, Verdict], parts: Mapping[str, Verdict]) -> Verdict | None:
    """The hidden number that has these digits, anywhere in the call."""
    if len(digits) < 3:
        return None
    longer = parts.get(digits[:4])
    return whole.get(digits) or (longer if longer and digits in longer.run.digits else None)


def _repeated_nearby(
    words: Sequence[Word], readings: Sequence[Reading], run: NumberRun, near: Sequence[Verdict]
) -> Verdict | None:
    """The number just told that is read back, in part, or with a digit missing or wrong."""
    digits = run.digits
    answer = is_answer(words, readings, run)
    for verdict in near:
        told = verdict.run.digits
        alike = len(told) >= LEAST_REPEATED and abs(len(digits) - len(told)) <= 1
        like = answer and alike and Levenshtein.distance(digits, told) <= 1
        if like or (len(digits) >= 3 and digits in told):
            return verdict
    return None
