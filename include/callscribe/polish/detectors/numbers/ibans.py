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

IBAN_LENGTHS: Final = {
    "AD": 24, "AE": 23, "AT": 20, "BE": 16, "BG": 22, "CH": 21, "CY": 28, "CZ": 24, "DE": 22, "DK": 18, "EE": 20,
    "ES": 24, "FI": 18, "FR": 27, "GB": 22, "GR": 27, "HR": 21, "HU": 28, "IE": 22, "IL": 23, "IS": 26, "IT": 27,
    "LI": 21, "LT": 20, "LU": 20, "LV": 21, "MC": 27, "MT": 31, "NL": 18, "NO": 15, "PL": 28, "PT": 25, "QA": 29,
    "RO": 24, "SA": 24, "SE": 24, "SI": 19, "SK": 24, "SM": 27, "TR": 26, "UA": 29,
}  # fmt: skip
"""Characters of an IBAN by its country (SWIFT IBAN registry; those of which one is likeliest to hear)."""

GROUP: Final = 4
"""Characters of an IBAN that are written together (ISO 13616)."""

LEAST_GROUPS: Final = 2
"""Groups after the first that make an IBAN without check digits."""

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
        elif (last := _last_group(readings, first)) > first:
            found.append(EntitySpan("IBAN", first, last, "iban_form", 0.8))
    return found


def _last_group(readings: Sequence[Reading], first: int) -> int:
    """Index of the last of the groups of four that look like an IBAN's, which one wrong digit makes no IBAN."""
    if readings[first].text[:2].upper() not in IBAN_LENGTHS or len(readings[first].text) != GROUP:
        return first
    last = first
    while last + 1 < len(readings) and len(readings[last + 1].text) == GROUP and _is_group(readings, first, last + 1):
        last += 1
    return last if last - first >= LEAST_GROUPS and any(map(str.isdigit, readings[last].text)) else first


def _is_group(readings: Sequence[Reading], first: int, index: int) -> bool:
    """Whether four characters are a group: digits, or the letters of a bank, which come first."""
    text = readings[index].text
    return text.isalnum() and text.isascii() and (any(map(str.isdigit, text)) or index == first + 1)
