"""National identity and tax numbers of many countries, known by their form and their check digits."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from stdnum.au import tfn
from stdnum.br import cpf
from stdnum.ca import sin
from stdnum.de import idnr
from stdnum.es import dni, nie
from stdnum.fr import nir
from stdnum.gb import nhs
from stdnum.ie import pps
from stdnum.in_ import aadhaar, pan
from stdnum.it import codicefiscale
from stdnum.nl import bsn
from stdnum.pl import pesel
from stdnum.us import rtn

if TYPE_CHECKING:
    from collections.abc import Callable

_NINO: Final = re.compile(r"(?!BG|GB|NK|KN|TN|NT|ZZ)[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z]\d{6}[A-D]")
"""UK National Insurance number (HMRC manual NIM39110); it has no check digit, but its form is telling."""

LETTERED_FORMS: Final[tuple[tuple[str, re.Pattern[str], Callable[[str], bool]], ...]] = (
    ("it_codice_fiscale", re.compile(r"[A-Z]{6}\d{2}[A-Z]\d{2}[A-Z]\d{3}[A-Z]"), codicefiscale.is_valid),
    ("in_pan", re.compile(r"[A-Z]{5}\d{4}[A-Z]"), pan.is_valid),
    ("gb_nino", _NINO, lambda _: True),
    ("es_dni", re.compile(r"\d{8}[A-Z]"), dni.is_valid),
    ("es_nie", re.compile(r"[XYZ]\d{7}[A-Z]"), nie.is_valid),
    ("ie_pps", re.compile(r"\d{7}[A-W][A-IW]?"), pps.is_valid),
)
"""Numbers with letters: a form, and what checks it."""


def national_number(digits: str) -> str:
    """The country whose check digits a number without letters has ("br_cpf"), or nothing.

    Nine digits pass one of several checks by chance in a third of all cases: the name says what it may be.
    """
    for name, length, is_valid in _NUMBERED:
        if len(digits) == length and is_valid(digits):
            return name
    return ""


def is_routing_number(digits: str) -> bool:
    """Whether nine digits are an American bank routing number (ABA check digit and Federal Reserve prefix)."""
    prefix = int(digits[:2]) if len(digits) == 9 else -1
    return (0 <= prefix <= 12 or 21 <= prefix <= 32 or 61 <= prefix <= 72 or prefix == 80) and rtn.is_valid(digits)


def _is_aadhaar(digits: str) -> bool:
    return digits[0] not in "01" and aadhaar.is_valid(digits)


_NUMBERED: Final[tuple[tuple[str, int, Callable[[str], bool]], ...]] = (
    ("fr_nir", 15, nir.is_valid),
    ("in_aadhaar", 12, _is_aadhaar),
    ("br_cpf", 11, cpf.is_valid),
    ("de_idnr", 11, idnr.is_valid),
    ("pl_pesel", 11, pesel.is_valid),
    ("gb_nhs", 10, nhs.is_valid),
    ("ca_sin", 9, sin.is_valid),
    ("nl_bsn", 9, bsn.is_valid),
    ("au_tfn", 9, tfn.is_valid),
)
