"""How many digits a number has when it is whole: what tells that more of it is to come."""

from __future__ import annotations

from typing import Final

from callscribe.polish.detectors.numbers.ibans import IBAN_LENGTHS

CARD_DIGITS: Final = 16
"""Of most payment cards (ISO/IEC 7812-1 allows 8 to 19)."""

SHORT_CARDS: Final = {"34": 15, "37": 15, "30": 14, "36": 14, "38": 14, "39": 14}
"""Of American Express and Diners Club, by their first two digits."""

PHONE_DIGITS: Final = 10
"""Of North America, without its country code."""

LONGEST_PHONE: Final = 12
"""Of most countries, with the country code (E.164 allows 15)."""

SSN_DIGITS: Final = 9
LONGEST_NATIONAL: Final = 12
"""Of Aadhaar; most national numbers have nine to eleven, the French fifteen."""

SORT_CODE_DIGITS: Final = 6
ROUTING_DIGITS: Final = 9
ACCOUNT_DIGITS: Final = 10
"""Of bank accounts in the United States and in Britain, eight to twelve (estimate)."""

IBAN_DIGITS: Final = 22
"""Of an IBAN whose country was misheard: the German and the British one."""

_SOCIAL: Final = frozenset("social ssn itin security".split())
_SORT: Final = frozenset(("sort", "bsb"))
_ROUTING: Final = frozenset("routing aba transit b".split())


def whole_length(entity_type: str, cue: str, said: str) -> int:
    """How many digits and letters a number has when it is whole.

    Args:
        entity_type: What it is.
        cue: The words that announced it, or nothing.
        said: What has been said of it.
    """
    named = set(cue.split())
    if entity_type == "CARD_NUMBER":
        return SHORT_CARDS.get(said[:2], CARD_DIGITS)
    if entity_type == "PHONE":
        if "plus" in named or cue.startswith("+"):
            return LONGEST_PHONE
        return PHONE_DIGITS + (said[:1] in ("0", "1"))
    if entity_type == "NATIONAL_ID":
        return SSN_DIGITS if named & _SOCIAL else LONGEST_NATIONAL
    if entity_type == "IBAN":
        return IBAN_LENGTHS.get(said[:2], IBAN_DIGITS)
    if named & _SORT:
        return SORT_CODE_DIGITS
    return ROUTING_DIGITS if named & _ROUTING else ACCOUNT_DIGITS
