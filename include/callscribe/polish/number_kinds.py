"""What kind of number a run of digits is: a card, a phone, an account, or a price and a date that may stay.

It fails closed: six digits and more that are no quantity, date or time are a LONG_NUMBER at least. A cue ("my card
number is") makes shorter ones personal, and so does having been redacted elsewhere in the call.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import phonenumbers

from callscribe.polish.ibans import is_iban
from callscribe.polish.number_cues import MONTHS, ORDINALS, Cue
from callscribe.polish.ordinary_numbers import is_ordinary

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from callscribe.polish.spoken_numbers import NumberRun, Reading
    from callscribe.transcript.words import Word

CARD_DIGITS: Final = range(13, 20)
"""Lengths of card numbers in use (ISO/IEC 7812-1 allows 8 to 19; no scheme issues below 13)."""

LONG_DIGITS: Final = 6
"""From this many digits on, a number is hidden whatever it is."""

CUE_REACH: Final = 20
"""Words between a cue and its number: "and what is the number on that card please - yes one moment ..."."""

CHAIN_REACH: Final = 25
"""Words between the parts of one number given in groups, with the other party's answers between."""

ASIDE: Final = 8
"""Words within which a second cue only adds to the first: "the security code on the back of the card", "the cvv
number is"."""

ASIDE_DIGITS: Final = 6
"""The longest answer to the first of such two: a one-time code, or a date with a whole year."""

READ_BACK_REACH: Final = 40
"""Words after a redacted number in which three of its digits are taken for reading it back."""

_LONG_KINDS: Final = {"card": "CARD_NUMBER", "phone": "PHONE", "national_id": "NATIONAL_ID", "account": "BANK_ACCOUNT"}
_SHORT_KINDS: Final = {
    "cvv": ("CARD_CVV", range(2, 5)),
    "secret": ("SECRET", range(3, 11)),
    "last_four": ("SECRET", range(3, 6)),
}
_LEAST: Final = {"card": 4, "phone": 5, "national_id": 4, "account": 4}
_LEAST_IN_CHAIN: Final = {"card": 8, "phone": 7, "national_id": 7, "account": 6}


@dataclass(frozen=True, slots=True)
class Verdict:
    """A number that must be hidden.

    Attributes:
        entity_type: What kind it is.
        run: Where it stands.
        detector: The rule that said so.
        score: 0 to 1, how sure the rule is of the kind.
    """

    entity_type: str
    run: NumberRun
    detector: str
    score: float


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
    verdicts: dict[int, Verdict] = {}
    announced = _announced(readings, runs, cues)
    for run, cue, chain_digits in announced:
        verdict = _judge(run, cue, chain_digits, words, readings)
        if verdict:
            verdicts[run.first] = verdict
    for verdict in _card_groups([run for run in runs if run.first not in verdicts], readings):
        verdicts[verdict.run.first] = verdict
    for verdict in list(_read_back(runs, verdicts, readings)):
        verdicts[verdict.run.first] = verdict
    return [verdicts[first] for first in sorted(verdicts)]


def announced_words(cues: Sequence[Cue]) -> set[int]:
    """Indices of words within reach of a cue for a card, a phone, an account or a national number."""
    long = [cue for cue in cues if cue.kind in _LONG_KINDS]
    return {index for cue in long for index in range(cue.last + 1, cue.last + 1 + CUE_REACH)}


def date_after(
    readings: Sequence[Reading], cue: Cue, barriers: Collection[int], taken: Collection[int]
) -> tuple[int, int] | None:
    """The date that stands within a cue's reach.

    Args:
        readings: One for each word.
        cue: What announces it ("date of birth").
        barriers: Words that end the search.
        taken: Words that are known to say something else.

    Returns:
        Indices of its first and last word, or None.
    """
    first = last = -1
    digits = months = 0
    for index in range(cue.last + 1, min(cue.last + 1 + CUE_REACH, len(readings))):
        if index in barriers or (first >= 0 and index in taken):
            break
        if index in taken:
            continue
        reading = readings[index]
        if reading.text in MONTHS or reading.text in ORDINALS or reading.shape in tuple("UTYVNDOH"):
            first = index if first < 0 else first
            last = index
            digits += len(reading.digits) + (reading.shape == "Y" or reading.text in ORDINALS)
            months += reading.text in MONTHS or reading.shape == "D"
        elif reading.shape == "Q" and reading.text[-2:] in ("st", "nd", "rd", "th"):
            first, last = (index if first < 0 else first), index
        elif first >= 0 and reading.shape != "P" and reading.text not in ("of", "the", "in"):
            break
    enough = digits >= 3 or (months and digits)
    return (first, last) if enough else None


def is_luhn(digits: str) -> bool:
    """Whether the check digit of a card number holds (ISO/IEC 7812-1, annex B)."""
    doubled = (int(digit) * (2 if position % 2 else 1) for position, digit in enumerate(reversed(digits)))
    return sum(value - 9 if value > 9 else value for value in doubled) % 10 == 0


# --- Cues ---------------------------------------------------------------------------------------------------------


def _announced(
    readings: Sequence[Reading], runs: Sequence[NumberRun], cues: Sequence[Cue]
) -> Iterator[tuple[NumberRun, Cue | None, int]]:
    """Each number with the cue that it answers, and how many digits answer that cue in all."""
    firsts = [cue.first for cue in cues]
    spent: set[Cue] = set()
    answers: list[tuple[NumberRun, Cue | None]] = []
    total: dict[Cue, int] = {}
    before: tuple[NumberRun, Cue | None] | None = None
    for run in runs:
        position = bisect_right(firsts, run.first)
        cue = _cue_of(run, cues[max(0, position - 3) : position], spent)
        if cue is None and before and before[1] and run.first - before[0].last <= CHAIN_REACH:
            cue = before[1] if before[1].kind in _LONG_KINDS else None
        if cue is None and position < len(cues) and cues[position].first - run.last <= 3 and len(run.digits) >= 4:
            cue = cues[position] if cues[position].kind in _LONG_KINDS else None
        if cue and cue.kind in (*_SHORT_KINDS, "expiry") and len(run.digits) > 1:
            spent.add(cue)
        if cue and not is_ordinary(run, readings, strict=True):
            total[cue] = total.get(cue, 0) + len(run.digits)
        answers.append((run, cue))
        # "One moment" and "the two of us" between two groups do not end the chain.
        if cue or len(run.digits) > 1:
            before = (run, cue)
    for run, cue in answers:
        yield run, cue, total.get(cue, 0) if cue else 0


def _cue_of(run: NumberRun, nearby: Sequence[Cue], spent: set[Cue]) -> Cue | None:
    """The cue that the number answers: the nearest before it, or one asked together with that."""
    within = [cue for cue in nearby if cue.last < run.last and run.first - cue.last <= CUE_REACH]
    within = [cue for cue in within if cue.kind not in _SHORT_KINDS or _fits(cue, run, spent)]
    if not within:
        return None
    # "The security code on the back of the card", "expiry and cvv": of what was asked in one breath, a short number
    # answers the date if it begins with a month, else the secret, before the card or phone named along with it.
    together = [cue for cue in within if within[-1].first - cue.last <= ASIDE and cue not in spent]
    month = len(run.digits) >= 4 and 1 <= int(run.digits[:2]) <= 12
    for kind in ("expiry", "cvv", "secret"):
        for cue in together:
            if cue.kind == kind and (month or kind != "expiry") and len(run.digits) <= ASIDE_DIGITS:
                return cue
    return within[-1]


def _fits(cue: Cue, run: NumberRun, spent: set[Cue]) -> bool:
    return cue not in spent and len(run.digits) in _SHORT_KINDS[cue.kind][1]


# --- Judgement ----------------------------------------------------------------------------------------------------


def _judge(
    run: NumberRun, cue: Cue | None, chain_digits: int, words: Sequence[Word], readings: Sequence[Reading]
) -> Verdict | None:
    kind = cue.kind if cue else ""
    if is_ordinary(run, readings, strict=kind not in ("", "reference", "phone", "expiry", "birth")):
        return None
    return (
        _judge_iban(run, kind)
        or _judge_short(run, kind)
        or _judge_long(run, kind, words)
        or _judge_announced(run, kind, chain_digits)
        or _judge_unannounced(run, kind, words)
    )


def _judge_iban(run: NumberRun, kind: str) -> Verdict | None:
    # What was said before the country's letters may have been taken for letters too.
    if any(is_iban(run.text[skipped:]) for skipped in range(min(5, len(run.text)))):
        return Verdict("IBAN", run, "iban_mod97", 0.99)
    return Verdict("IBAN", run, "iban_cue", 0.6) if kind == "iban" and len(run.text) >= 8 else None


def _judge_short(run: NumberRun, kind: str) -> Verdict | None:
    return Verdict(_SHORT_KINDS[kind][0], run, f"{kind}_cue", 0.8) if kind in _SHORT_KINDS else None


def _judge_long(run: NumberRun, kind: str, words: Sequence[Word]) -> Verdict | None:
    if any("+" in words[piece.index].word for piece in run.pieces) and len(run.digits) >= 7:
        return Verdict("PHONE", run, "phone_international", 0.9)
    return _judge_card(run, kind) if len(run.digits) >= CARD_DIGITS.start else None


def _judge_announced(run: NumberRun, kind: str, chain_digits: int) -> Verdict | None:
    if kind not in _LONG_KINDS or not _is_string(run):
        return None
    in_chain = chain_digits >= _LEAST_IN_CHAIN[kind] and len(run.digits) >= 2
    if len(run.digits) < _LEAST[kind] and not in_chain:
        return None
    return Verdict(_LONG_KINDS[kind], run, f"{kind}_cue", _cue_score(kind, run.digits))


def _judge_unannounced(run: NumberRun, kind: str, words: Sequence[Word]) -> Verdict | None:
    if _is_ssn_written(run, words):
        return Verdict("NATIONAL_ID", run, "ssn_written", 0.85)
    if kind != "reference" and (_is_phone_written(run, words) or _is_phone(run.digits)):
        return Verdict("PHONE", run, "phone_length", 0.6 + 0.2 * _is_valid_phone(run.digits))
    return Verdict("LONG_NUMBER", run, "digits", 0.5) if len(run.digits) >= LONG_DIGITS else None


def _judge_card(run: NumberRun, kind: str) -> Verdict:
    digits = run.digits
    if len(digits) in CARD_DIGITS and is_luhn(digits):
        return Verdict("CARD_NUMBER", run, "card_luhn", 0.99)
    if kind == "account":
        return Verdict("BANK_ACCOUNT", run, "account_cue", 0.8)
    if kind == "phone" and len(digits) <= 15:
        return Verdict("PHONE", run, "phone_cue", 0.6)
    # Said and read back, a card is longer than any card; a misheard digit breaks its check digit. It stays a card.
    return Verdict("CARD_NUMBER", run, "card_length", 0.85 if kind == "card" else 0.7)


def _cue_score(kind: str, digits: str) -> float:
    if kind == "phone":
        return 0.75 + 0.2 * _is_valid_phone(digits)
    if kind == "national_id":
        return 0.95 if len(digits) == 9 else 0.7
    return 0.8 if len(digits) >= 8 else 0.6


def _is_string(run: NumberRun) -> bool:
    """Whether it was given as digits, rather than as an amount."""
    return run.said_alone >= 2 or len(run.digits) >= 4 or any(len(piece.digits) >= 3 for piece in run.pieces)


def _is_phone(digits: str) -> bool:
    """Ten digits as in North America and in national form elsewhere, or eleven with a 1 or a national 0 before."""
    if len(digits) == 10:
        return digits[0] != "1"
    return len(digits) == 11 and digits[0] in "01"


def _is_valid_phone(digits: str) -> bool:
    for number, region in ((digits, "US"), (f"+{digits}", None), (digits, "GB")):
        try:
            if phonenumbers.is_valid_number(phonenumbers.parse(number, region)):
                return True
        except phonenumbers.NumberParseException:
            continue
    return False


def _written(run: NumberRun, words: Sequence[Word]) -> str:
    return " ".join(words[piece.index].word.strip(".,?!;:") for piece in run.pieces)


def _is_phone_written(run: NumberRun, words: Sequence[Word]) -> bool:
    return bool(re.fullmatch(r"(\(?\d{3}\)?[ .\-]?)?\d{3}[-.]\d{4}", _written(run, words)))


def _is_ssn_written(run: NumberRun, words: Sequence[Word]) -> bool:
    return bool(re.fullmatch(r"\d{3}[ \-]\d{2}[ \-]\d{4}", _written(run, words)))


# --- Numbers in groups, and read back -----------------------------------------------------------------------------


def _card_groups(runs: Sequence[NumberRun], readings: Sequence[Reading]) -> Iterator[Verdict]:
    """Short runs near each other that make up a card number, by its length and check digit."""
    groups = [run for run in runs if len(run.digits) >= 3 and _is_string(run)]
    groups = [run for run in groups if not is_ordinary(run, readings, strict=True)]
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
    runs: Sequence[NumberRun], verdicts: dict[int, Verdict], readings: Sequence[Reading]
) -> Iterator[Verdict]:
    """Numbers that repeat a hidden one, or part of it."""
    hidden = list({verdict.run.digits: verdict for verdict in verdicts.values()}.values())
    last: dict[str, int] = {}
    for run in runs:
        digits = run.digits
        verdict = verdicts.get(run.first)
        if verdict:
            last[verdict.entity_type] = run.last
        elif len(digits) >= 3 and not is_ordinary(run, readings, strict=True):
            for verdict in hidden:
                near = run.first - last.get(verdict.entity_type, -READ_BACK_REACH) < READ_BACK_REACH
                if digits == verdict.run.digits or (digits in verdict.run.digits and (near or len(digits) >= 4)):
                    yield Verdict(verdict.entity_type, run, "read_back", 0.6)
                    break
