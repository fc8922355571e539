"""Numbers of things, which say nothing of a person: an order, a ticket, a crime report, a meter and what it reads.

Whoever announces one names the thing: "your job number's five oh one one eight", "that's ticket 0417". The noun nearest
to the number decides, so that "the order's for the phone, its number is" leads to a phone's number.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from callscribe.polish.detectors.voices import ends_turn, same_voice

if TYPE_CHECKING:
    from collections.abc import Sequence

    from callscribe.polish.detectors.numbers.number_cues import Cue
    from callscribe.polish.detectors.numbers.number_run import NumberRun
    from callscribe.polish.detectors.numbers.number_words import Reading
    from callscribe.transcript.words import Word

THINGS: Final = frozenset(
    "order job ticket case report crime incident complaint confirmation parcel consignment shipment delivery invoice "
    "quote quotation booking reservation flight batch lot part model product item catalogue catalog agreement rental "
    "return returns repair work service request query enquiry event docket voucher coupon promo discount extension "
    "transaction box boxes fault log release build article electric electricity gas cholesterol pressure pulse "
    "odometer mileage".split()
)
"""What has a number of its own. With "number" or the like behind it, or right before the number, it announces one."""

REFERENCES: Final = frozenset("reference ref tracking meter meters reading readings serial sku".split())
"""What announces one by itself."""

NUMBERED: Final = frozenset("number numbers no code id reference ref reading readings sticker label".split())
"""What stands behind a thing for its number."""

PERSONAL: Final = frozenset(
    "account bank card credit debit tax taxpayer passport licence license driving national social insurance patient "
    "medical health visa phone mobile cell call callback contact telephone landline fax pin security routing sort chip "
    "employee payroll customer member membership policy password login".split()
)
"""Nouns of somebody's number: before a thing's ("my tax reference") and between it and the number."""

NOUNS: Final = REFERENCES | PERSONAL | frozenset("number numbers code order job ticket flight invoice zip".split())
"""What stands between two numbers only where it announces the second."""

LEADING: Final = frozenset("is was were total it's its that's here's on be should reads says yeah so the a".split())
"""What may stand between a thing and its number, listening words aside."""

REACH: Final = 14
"""Words between a thing's number that was asked for and the number (estimate): "have you got an order number for me -
yeah hold on it's on here somewhere"."""

CLOSE: Final = 3
"""Words between a thing and its number where no "number" is said: "the reference for that is"."""

SHORTEST_THING: Final = 3
"""Digits of a number that would be hidden otherwise."""

LONGEST_THING: Final = 12
"""Digits of such a number: more may be a card's, whatever it is called."""

LONGEST_UNNAMED: Final = 9
"""Digits of one where no "number" is said: more may be a phone's ("I'm calling about my order, it's 212 ...")."""


def is_thing_number(words: Sequence[Word], readings: Sequence[Reading], run: NumberRun, cue: Cue | None) -> bool:
    """Whether a number is announced as that of a thing.

    Args:
        words: In the order of the conversation.
        readings: One for each word.
        run: The number.
        cue: What announces a number before it, or None.
    """
    digits = said_once(words, run)
    if not SHORTEST_THING <= len(digits) <= LONGEST_THING:
        return False
    until = cue.last if cue is not None and cue.kind != "reference" else -1
    if cue is not None and readings[cue.first].text == "number":
        until = cue.first - 1  # "your report number is"
    return names_thing(words, readings, run.first, until, numbered=len(digits) > LONGEST_UNNAMED)


def said_once(words: Sequence[Word], run: NumberRun) -> str:
    """The digits of a number, without those that another party reads back.

    Args:
        words: In the order of the conversation.
        run: The number.
    """
    half = len(run.digits) // 2
    if run.digits[:half] != run.digits[half:] or same_voice(words, run.first, run.last):
        return run.digits
    return run.digits[half:]


def names_thing(
    words: Sequence[Word], readings: Sequence[Reading], first: int, until: int = -1, *, numbered: bool = False
) -> bool:
    """Whether a thing is named whose number begins at a word.

    Args:
        words: In the order of the conversation.
        readings: One for each word.
        first: The word.
        until: Index of the word up to which is looked back, that one not included.
        numbered: Only if "number" or the like is said too.
    """
    turns = said = 0
    leads = True
    index = first - 1
    while index > until and said < REACH:
        turns += ends_turn(words, index)
        if turns > 1:
            return False
        reading = readings[index]
        text = reading.text.removesuffix("'s")
        if reading.shape and reading.shape in "UTYNVDH":
            return False
        if text in PERSONAL:
            return False
        if text in REFERENCES or (text in THINGS and ((leads and not numbered) or _is_numbered(readings, index))):
            return not (index and readings[index - 1].text in PERSONAL)
        known = reading.shape in ("P", "L") or reading.text in LEADING or text in NUMBERED
        leads = leads and said < CLOSE and (known or words[index].word.isupper())
        said += reading.shape != "P"
        index -= 1
    return False


def _is_numbered(readings: Sequence[Reading], index: int) -> bool:
    """Whether a thing's number is named: "order number", "rental agreement number"."""
    return any(reading.text.removesuffix("'s") in NUMBERED for reading in readings[index + 1 : index + 3])
