"""International bank account numbers, told from other letters and digits by their check digits."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from stdnum import iban

from callscribe.polish.entities import EntitySpan

if TYPE_CHECKING:
    from collections.abc import Sequence

    from callscribe.polish.detectors.numbers.spoken_numbers import Reading

LONGEST: Final = 34
"""Characters of an IBAN at most (ISO 13616)."""

SHORTEST_IBAN: Final = 15
"""Characters of the shortest IBAN, Norway's (SWIFT IBAN registry)."""

IBAN_FORM: Final = re.compile(r"[A-Z]{2}\d{2}[A-Z0-9]{11,30}")
_OPENING: Final = re.compile(r"[a-z]{2}\d{2}[a-z0-9]{0,30}")


def is_iban(text: str) -> bool:
    """Whether capital letters and digits have an IBAN's check digits, and the form that their country's have.

    The check digits are those of ISO/IEC 7064 mod 97-10, the forms those of the SWIFT registry in python-stdnum.
    """
    return bool(IBAN_FORM.fullmatch(text)) and iban.is_valid(text, check_country=False)


def find_written_ibans(readings: Sequence[Reading]) -> list[EntitySpan]:
    """Find IBANs written as one word or in groups, of which some have letters only ("GB29 NWBK 6016 ...").

    Args:
        readings: One for each word.

    Returns:
        In order, not overlapping.
    """
    found: list[EntitySpan] = []
    for first, reading in enumerate(readings):
        if len(reading.digits) < 4 or not _OPENING.fullmatch(reading.text) or (found and first <= found[-1].last_word):
            continue
        text = ""
        last = -1
        for index in range(first, len(readings)):
            text += readings[index].text.upper()
            if len(text) > LONGEST or not text.isalnum():
                break
            if is_iban(text):
                last = index
        if last >= 0:
            found.append(EntitySpan("IBAN", first, last, "iban_mod97", 0.99))
    return found
