"""Cards, accounts, ids and plates made up by chance, valid by the rules of their kind, and how they are said."""

from __future__ import annotations

import random
import string
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib import import_module

from stdnum.us import rtn

from redaction_sayings import Saying, code, written

Say = Callable[[random.Random], Saying]


@dataclass(frozen=True)
class Value:
    """One piece of personal data.

    Attributes:
        entity_type: As in `callscribe.polish.entities.ENTITY_TYPES`.
        variety: Which kind of it ("US SSN").
        said: A way to say it, another each time.
        written: A way in which an engine writes it.
    """

    entity_type: str
    variety: str
    said: Say
    written: Say


def figures(rng: random.Random, count: int, first: str = string.digits) -> str:
    """Random digits, the first one out of some."""
    return rng.choice(first) + "".join(rng.choices(string.digits, k=count - 1))


def letters(rng: random.Random, count: int) -> str:
    return "".join(rng.choices(string.ascii_uppercase, k=count))


def cut(text: str, *lengths: int) -> list[str]:
    """The text in pieces; the last length is used again for what is left."""
    pieces = []
    sizes = list(lengths)
    while text:
        size = sizes.pop(0) if len(sizes) > 1 else sizes[0]
        pieces.append(text[:size])
        text = text[size:]
    return pieces


def coded(entity_type: str, variety: str, groups: Sequence[str], forms: Sequence[str]) -> Value:
    """A value of digits and letters."""

    def said(rng: random.Random) -> Saying:
        chance = rng.random()
        parts = list(groups)
        if chance < 0.1:
            parts = ["".join(groups)]
        elif chance < 0.2:
            parts = cut("".join(groups), rng.choice((2, 3, 4)))
        return code(rng, parts, digits=0.5)

    def as_written(rng: random.Random) -> Saying:
        chance = rng.random()
        if chance < 0.1:
            return [written(group) for group in groups]
        if chance < 0.14:
            return [written(" ".join(group)) for group in groups]
        form = rng.choice(forms)
        return [written(word) for word in form.split()]

    return Value(entity_type, variety, said, as_written)


def with_luhn(digits: str) -> str:
    total = sum(sum(divmod(int(digit) * (2 - at % 2), 10)) for at, digit in enumerate(reversed(digits)))
    return digits + str(-total % 10)


def card(rng: random.Random) -> Value:
    scheme, prefixes, length = rng.choices(
        (
            ("Visa", ("4",), 16),
            ("Mastercard", ("51", "52", "53", "54", "55", "2221", "2720", "2500"), 16),
            ("American Express", ("34", "37"), 15),
            ("Discover", ("6011", "65", "644"), 16),
            ("Diners", ("36", "38"), 14),
            ("JCB", ("3528", "3589"), 16),
            ("UnionPay", ("62",), 19),
            ("Visa of 13", ("4",), 13),
        ),
        (40, 25, 12, 6, 3, 2, 2, 2),
    )[0]
    prefix = rng.choice(prefixes)
    number = with_luhn(prefix + figures(rng, length - 1 - len(prefix)))
    if rng.random() < 0.08:  # misread
        at = rng.randrange(2, length)
        number = number[:at] + str((int(number[at]) + rng.randint(1, 9)) % 10) + number[at + 1 :]
    groups = {15: cut(number, 4, 6, 5), 14: cut(number, 4, 6, 4)}.get(length, cut(number, 4))
    forms = (" ".join(groups), "-".join(groups), number, ", ".join(groups))
    return coded("CARD_NUMBER", scheme, groups, forms)


def cvv(rng: random.Random) -> Value:
    digits = figures(rng, rng.choice((3, 3, 3, 4)))
    return coded("CARD_CVV", "CVV", [digits], [digits])


def bank(rng: random.Random) -> Value:
    variety = rng.choices(("account", "routing", "sort code", "UK account"), (5, 4, 2, 2))[0]
    if variety == "routing":
        eight = rng.choice(("01", "02", "03", "06", "07", "11", "12", "26", "32")) + figures(rng, 6)
        digits = eight + rtn.calc_check_digit(eight)
        return coded("BANK_ACCOUNT", variety, cut(digits, 3), [digits, digits, " ".join(cut(digits, 3))])
    if variety == "sort code":
        pairs = cut(rng.choice(("20", "40", "30", "60", "09", "11", "07", "77")) + figures(rng, 4), 2)
        return coded("BANK_ACCOUNT", variety, pairs, ["-".join(pairs), " ".join(pairs), "".join(pairs)])
    digits = figures(rng, 8 if variety == "UK account" else rng.randint(8, 12), "123456789")
    groups = cut(digits, *rng.choice(((4,), (3,), (2,), (4, 3))))
    return coded("BANK_ACCOUNT", variety, groups, [digits, digits, " ".join(groups), "-".join(groups)])


IBANS = {
    "DE": "9" * 18, "GB": "AAAA" + "9" * 14, "FR": "9" * 23, "ES": "9" * 20, "NL": "AAAA" + "9" * 10,
    "IT": "A" + "9" * 22, "CH": "9" * 17, "IE": "AAAA" + "9" * 14, "BE": "9" * 12, "AT": "9" * 16, "PT": "9" * 21,
    "PL": "9" * 24, "SE": "9" * 20,
}  # fmt: skip
"""A letter for each letter of the national part, a digit for each digit (SWIFT's IBAN registry)."""


def iban(rng: random.Random) -> Value:
    country = rng.choice(list(IBANS))
    national = "".join(figures(rng, 1) if each == "9" else letters(rng, 1) for each in IBANS[country])
    as_number = "".join(str(int(char, 36)) for char in national + country + "00")
    number = f"{country}{98 - int(as_number) % 97:02d}{national}"
    groups = cut(number, 4)
    return coded("IBAN", country, groups, [" ".join(groups), number, " ".join(groups), "-".join(groups)])


def plate(rng: random.Random) -> Value:
    form = rng.choice(("9AAA999", "AAA 9999", "AAA 999", "AA99 AAA", "AAAA 999", "999 AAA", "AA 99999", "A99 9AA"))
    groups = _filled(rng, form).split()
    variety = "UK plate" if form == "AA99 AAA" else "plate"
    forms = (" ".join(groups), "".join(groups), "-".join(groups))
    return coded("VEHICLE", variety, cut(groups[0], 1, 3, 3) if len(groups) == 1 else groups, forms)


def document(rng: random.Random) -> Value:
    variety, form, sizes = rng.choice(
        (
            ("US passport", "999999999", (3,)),
            ("US passport", "A99999999", (1, 4)),
            ("UK passport", "999999999", (3,)),
            ("Canadian passport", "AA999999", (2, 3)),
            ("German passport", "C9A9A99A9", (3,)),
            ("driving licence", "A9999999", (1, 3, 4)),
            ("driving licence", "99999999", (4,)),
            ("driving licence", "A999999999999", (1, 3)),
            ("driving licence", "999999999", (3,)),
            ("driving licence", "AA999999A", (2, 3)),
            ("UK driving licence", "AAAAA999999AA9AA", (5, 6, 5)),
        )
    )
    groups = cut(_filled(rng, form), *sizes)
    text = "".join(groups)
    return coded("DOCUMENT_ID", variety, groups, (text, text, " ".join(groups), "-".join(groups)))


def _filled(rng: random.Random, form: str) -> str:
    return "".join(figures(rng, 1) if one == "9" else letters(rng, 1) if one == "A" else one for one in form)


NATIONAL_IDS = {
    "US SSN": ("us.ssn", "999999999", (3, 2, 4), "-", 10),
    "UK NINO": ("", "AA999999A", (2, 2, 2, 2, 1), " ", 4),
    "UK NHS": ("gb.nhs", "9999999999", (3, 3, 4), " ", 1),
    "Canadian SIN": ("ca.sin", "999999999", (3,), " ", 3),
    "Spanish DNI": ("es.dni", "99999999A", (2, 3, 3, 1), "-", 2),
    "French NIR": ("fr.nir", "999999999999999", (1, 2, 2, 2, 3, 3, 2), " ", 2),
    "German tax id": ("de.idnr", "99999999999", (2, 3), " ", 2),
    "Indian Aadhaar": ("in_.aadhaar", "999999999999", (4,), " ", 2),
    "Indian PAN": ("", "AAAPA9999A", (5, 4, 1), "", 1),
    "Australian TFN": ("au.tfn", "999999999", (3,), " ", 2),
    "Dutch BSN": ("nl.bsn", "999999999", (3,), "", 1),
    "Irish PPS": ("ie.pps", "9999999A", (4, 3, 1), "", 1),
}
"""Module of python-stdnum that knows the check digits, form, groups, usual separator, and how often."""


def national_id(rng: random.Random) -> Value:
    variety = rng.choices(list(NATIONAL_IDS), [row[4] for row in NATIONAL_IDS.values()])[0]
    module, form, sizes, separator, _ = NATIONAL_IDS[variety]
    number = _valid(rng, variety, module, form)
    groups = cut(number, *sizes)
    forms = [separator.join(groups)] * 2 + [" ".join(groups), number]
    return coded("NATIONAL_ID", variety, groups, forms)


def _valid(rng: random.Random, variety: str, module: str, form: str) -> str:
    if variety == "UK NINO":
        return "".join(rng.choices("ABCEGHJKLMNPRSTWXYZ", k=2)) + figures(rng, 6) + rng.choice("ABCD")
    if variety == "Indian PAN":
        return _filled(rng, form)
    valid = import_module(f"stdnum.{module}").is_valid
    if variety == "French NIR":
        born = f"{rng.choice('12')}{rng.randint(40, 99)}{rng.randint(1, 12):02d}{rng.randint(1, 95):02d}"
        body = born + f"{rng.randint(1, 400):03d}{rng.randint(1, 400):03d}"
        return f"{body}{97 - int(body) % 97:02d}"
    if variety == "German tax id":
        return _german_tax_id(rng, valid)
    while True:
        number = _filled(rng, form)
        if valid(number):
            return number


def _german_tax_id(rng: random.Random, valid: Callable[[str], bool]) -> str:
    """Of its first ten digits one stands there twice, and one not at all."""
    while True:
        body = rng.sample(string.digits, 9)
        body.insert(rng.randrange(1, 10), rng.choice(body))
        for check in string.digits:
            number = "".join(body) + check
            if valid(number):
                return number
