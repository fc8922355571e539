"""Dates on which a payment card expires, written or spoken."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING, Final

from callscribe.polish.detectors.numbers.date_parts import (
    MONTH_NUMBERS,
    REACH,
    by_turn,
    digits_of_date,
    next_question,
    taken_words,
    turn_end,
)
from callscribe.polish.detectors.numbers.number_answers import closes
from callscribe.polish.detectors.numbers.number_cues import CORRECTIONS
from callscribe.polish.detectors.numbers.number_run import OPENERS
from callscribe.polish.detectors.numbers.short_values import stands_alone
from callscribe.polish.detectors.voices import ends_turn
from callscribe.polish.entities import EntitySpan

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from callscribe.polish.detectors.numbers.number_cues import Cue
    from callscribe.polish.detectors.numbers.number_run import Verdict
    from callscribe.polish.detectors.numbers.number_words import Reading
    from callscribe.transcript.words import Word

CARD_CONTEXT: Final = 60
"""Words around a card number or its cue in which "expires" is about the card, not about a contract."""

NEAR_CARD: Final = 10
"""Words after "card" in which a month and a year are its expiry date even without a cue."""

EXPIRY_YEARS: Final = range(24, 46)
"""Years, without the century, in which cards expire (estimate: up to twenty years ahead)."""

OTHERS_EXPIRE: Final = frozenset(
    "passport passports licence license licences permit visa's contract lease policy subscription membership warranty "
    "certificate quote offer deal insurance tenancy voucher coupon trial prescription registration session link mot "
    "medicine milk token agreement domain promotion points miles residency".split()
)
"""What else expires: nearer than the card, it is what the date is of."""

OTHER_THING: Final = 15
"""Words before "expires" in which what expires is named."""

FAR: Final = 8
"""Words between a cue and a date that must look like an answer if it names no month."""

_FOR_CARD: Final = re.compile(r"d|(?:n{1,2}p?[ac]p?)?[mn](?:(?:[pcs]{0,5}|p?\.p?)[mn])*")


def find_expiry_dates(
    words: Sequence[Word], readings: Sequence[Reading], kinds: str, cues: Sequence[Cue], verdicts: Sequence[Verdict]
) -> list[EntitySpan]:
    """Find months and years in which cards expire.

    Args:
        words: In the order of the conversation.
        readings: One for each word.
        kinds: What each word is in a date.
        cues: The announcing phrases found in them, in order.
        verdicts: The numbers that are known to be something else.

    Returns:
        In no order; they may overlap.
    """
    found = _expiries(words, readings, kinds, cues, verdicts)
    return [part for span in found for part in by_turn(words, kinds, span)]


def _expiries(
    words: Sequence[Word], readings: Sequence[Reading], kinds: str, cues: Sequence[Cue], verdicts: Sequence[Verdict]
) -> Iterator[EntitySpan]:
    taken = taken_words(verdicts, ("CARD_CVV", "CARD_NUMBER", "PHONE"))
    cards = card_places(cues, [each.run.first for each in verdicts if each.entity_type == "CARD_NUMBER"])
    for position, cue in enumerate(cues):
        if cue.kind not in ("expiry", "expires"):
            continue
        if not is_of_card(readings, cards, cue):
            continue
        stop = min(cue.last + 1 + REACH, len(readings), next_question(words, cues, position))
        said = ""
        start = cue.last + 1
        while found := _FOR_CARD.search(kinds, start, stop):
            last = found.end() - 1
            turn = turn_end(words, kinds, found.start(), last)
            if month_and_year(readings, kinds, found.start(), turn):
                last = turn
            if "." in kinds[found.start() : last] and not month_and_year(readings, kinds, found.start(), last):
                last = _before_a_word(kinds, found.start(), last)
            start = last + 1
            month = month_and_year(readings, kinds, found.start(), last)
            parts = [index for index in range(found.start(), start) if kinds[index] in "mnd"]
            named = "m" in kinds[found.start() : start]
            if (taken.intersection(parts) and not named) or kinds[start : start + 1] in ("u", "o"):
                continue
            far = found.start() - cue.last > FAR and "m" not in kinds[found.start() : start] and kinds[parts[0]] != "d"
            if far and not stands_alone(words, readings, parts[0], parts[-1], 1):
                continue  # "our fee of three fifty"
            corrected = any(reading.text in CORRECTIONS for reading in readings[max(0, parts[0] - 4) : parts[0]])
            if month and (not said or month == said or corrected):
                yield EntitySpan("CARD_EXPIRY", parts[0], parts[-1], "expiry_cue", 0.8)
                said = month
    cards = [cue.last for cue in cues if cue.kind in ("card", "cvv")]
    cards += [verdict.run.last for verdict in verdicts if verdict.entity_type == "CARD_NUMBER"]
    yield from _uncued_expiries(words, readings, kinds, cards, taken)


def _uncued_expiries(
    words: Sequence[Word], readings: Sequence[Reading], kinds: str, cards: Sequence[int], taken: Collection[int]
) -> Iterator[EntitySpan]:
    """Month and year near a card, where "expires" was misheard: close to it, or as an answer."""
    until = -1
    for card in sorted(cards):
        start = max(card + 1, until)
        until = min(card + 1 + CARD_CONTEXT, len(kinds))
        while found := _FOR_CARD.search(kinds, start, until):
            first, last = found.start(), turn_end(words, kinds, found.start(), found.end() - 1)
            start = last + 1
            texts = [reading.text for reading in readings[first : last + 1]]
            year = month_and_year(readings, kinds, first, last)[-2:]
            telling = (
                kinds[first] == "d"
                or "slash" in texts
                or (kinds[first] == "m" and {"twenty", f"20{year}"} & set(texts))
            )
            of_other = {reading.text for reading in readings[max(card, first - OTHER_THING) : first]} & OTHERS_EXPIRE
            if (
                not year
                or of_other
                or not telling
                or int(year) not in EXPIRY_YEARS
                or any(each in taken for each in range(first, last + 1))
            ):
                continue
            if first - card <= NEAR_CARD or (_opens(words, readings, first) and closes(words, readings, last)):
                yield EntitySpan("CARD_EXPIRY", first, last, "near_card", 0.5)


def is_of_card(readings: Sequence[Reading], cards: Sequence[int], cue: Cue) -> bool:
    """Whether a cue for an expiry date is about a payment card.

    Args:
        readings: One for each word.
        cards: Indices of the words that name a card or begin its number, in order.
        cue: The cue.
    """
    nearest = bisect_left(cards, cue.first)
    near = [card for card in cards[max(0, nearest - 1) : nearest + 1] if abs(cue.first - card) <= CARD_CONTEXT]
    if not near:
        return False
    named = next((card for card in near if card < cue.first), 0)
    start = max(named, cue.first - OTHER_THING, 0)
    return OTHERS_EXPIRE.isdisjoint([reading.text for reading in readings[start : cue.first]])


def card_places(cues: Sequence[Cue], card_numbers: Iterable[int]) -> list[int]:
    """Where a payment card is named, or its number begins, in order.

    Args:
        cues: The announcing phrases, in order.
        card_numbers: Indices of the first words of card numbers.
    """
    return sorted([*(cue.first for cue in cues if cue.kind in ("card", "cvv", "expiry")), *card_numbers])


def _before_a_word(kinds: str, first: int, last: int) -> int:
    """The last part of a date before a word that belongs to none: "ten twenty eight code six one nine"."""
    stop = kinds.index(".", first, last)
    return max(index for index in range(first, stop) if kinds[index] in "mnd")


def _opens(words: Sequence[Word], readings: Sequence[Reading], first: int) -> bool:
    before = first - 1
    return before < 0 or ends_turn(words, before) or readings[before].text in OPENERS or readings[before].shape == "P"


def month_and_year(readings: Sequence[Reading], kinds: str, first: int, last: int) -> str:
    """Read month and year from the words of a date.

    Args:
        readings: One for each word.
        kinds: What each word is in a date.
        first: Index of the date's first word.
        last: Index of its last word, inclusive.

    Returns:
        Month and the last two digits of the year ("0428"), or nothing where the words say no such date.
    """
    parts = [readings[index] for index in range(first, last + 1) if kinds[index] in "mnd"]
    named = [MONTH_NUMBERS.get(part.text, 0) for part in parts if not part.digits]
    if parts[0].shape == "D":
        numbers = re.split(r"\D", parts[0].text)
        return f"{int(numbers[0]):02d}{numbers[-1][-2:]}" if len(numbers) == 2 else ""
    digits = digits_of_date(parts)
    if named:
        return f"{named[0]:02d}{digits[-2:]}" if len(digits) in (1, 2, 3, 4) else ""
    if len(digits) >= 5 and digits[-4:-2] == "20":
        month, year = digits[:-4], digits[-2:]
    else:
        month, year = digits[:-2], digits[-2:]
    if month == "20" and year[0] in "23":
        return f"00{year}"  # the year alone: the month was misheard
    return f"{int(month):02d}{year}" if 1 <= len(month) <= 3 and int(month) <= 12 else ""
