"""Words that announce a number: "my card number is", "the three digits on the back", "you can reach me at"."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

    from callscribe.polish.spoken_numbers import Reading

CUES: Final = {
    "card": (
        "card", "cards", "card number", "credit card", "credit card number", "debit card", "debit card number", "visa",
        "mastercard", "master card", "amex", "american express", "discover card", "long number", "number on the front",
        "sixteen digit", "sixteen digits", "16 digit",
    ),
    "cvv": (
        "cvv", "cvc", "cvv2", "cv v", "c v v", "c v c", "c v b", "security code", "security number", "card code",
        "verification value", "verification number", "three digit", "three digits", "3 digit", "3 digits",
        "four digits on the front",
        "number on the back", "code on the back", "digits on the back",
    ),
    "expiry": (
        "expiry", "expiry date", "expiration", "expiration date", "expires", "expire", "expiring", "exp date",
        "valid until", "valid thru", "valid through", "good through", "good thru",
    ),
    "phone": (
        "phone", "phone number", "telephone", "telephone number", "cell", "cell phone", "cell number", "mobile",
        "mobile number", "cellphone", "landline", "home number", "work number", "contact number", "callback number",
        "call back number", "number is", "my number", "your number", "call me", "call you", "call us",
        "call back", "callback", "text me", "reach me",
        "reach you", "reach us", "reach him", "reach her", "reached at", "reached on", "reach", "fax",
        "fax number", "whatsapp", "dial",
    ),
    "national_id": (
        "social", "social security", "social security number", "ssn", "s s n", "tax id", "taxpayer", "itin",
        "national insurance",
        "national insurance number", "ni number",
    ),
    "account": (
        "account", "account number", "bank account", "checking account", "savings account", "routing", "routing number",
        "sort code", "account ending",
    ),
    "iban": ("iban", "i ban", "i b a n", "international bank account number"),
    "secret": (
        "pin", "pin number", "pin code", "passcode", "pass code", "password", "access code", "one time code",
        "one time passcode", "one time password", "verification code", "authorization code", "telephone banking code",
        "otp", "o t p", "security pin",
    ),
    "last_four": ("last four", "last four digits", "last 4", "last 4 digits"),
    "birth": ("date of birth", "birth date", "birthdate", "birthday", "born on", "born", "d o b", "dob"),
    "reference": (
        "order", "order number", "reference", "reference number", "ticket", "ticket number", "case", "case number",
        "confirmation", "confirmation number", "confirmation code", "tracking", "tracking number", "invoice",
        "invoice number", "policy", "policy number", "booking", "booking number", "member number", "membership number",
        "serial number", "claim number", "customer number", "part number", "model number", "extension",
    ),
}  # fmt: skip
"""By kind of number. The longest phrase that fits wins: "account number is" is an account, not a phone."""

UNITS: Final = frozenset(
    "dollar dollars buck bucks cent cents euro euros pound pounds pence quid rupee rupees percent percentage minute "
    "minutes hour hours second seconds day days week weeks month months year years times people items units pieces "
    "miles kilometers kilometres feet inches meters metres degrees gallons liters litres grams kilos kilograms points "
    "megabytes gigabytes am pm a.m p.m o'clock oclock".split()
)
"""What a quantity counts. After a number it says that the number is a quantity."""

PRICE_WORDS: Final = frozenset("charge charged charges pay paid cost costs price priced total owe owed balance".split())
"""Before a short number they make it an amount: "charged forty nine ninety nine"."""

MONTHS: Final = frozenset(
    "january february march april may june july august september october november december jan feb mar apr jun jul aug "
    "sep sept oct nov dec".split()
)

ORDINALS: Final = frozenset(
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth "
    "sixteenth seventeenth eighteenth nineteenth twentieth thirtieth".split()
)

_BY_FIRST: Final[dict[str, list[tuple[tuple[str, ...], str]]]] = {}
for _kind, _phrases in CUES.items():
    for _phrase in _phrases:
        _words = tuple(_phrase.split())
        _BY_FIRST.setdefault(_words[0], []).append((_words, _kind))
for _entries in _BY_FIRST.values():
    _entries.sort(key=lambda entry: -len(entry[0]))


@dataclass(frozen=True, slots=True)
class Cue:
    """A phrase that announces a number.

    Attributes:
        kind: A key of CUES.
        first: Index of its first word.
        last: Index of its last word, inclusive.
    """

    kind: str
    first: int
    last: int


def find_cues(readings: Sequence[Reading]) -> list[Cue]:
    """Find the phrases that announce numbers, in order, the longest at each place."""
    cues: list[Cue] = []
    index = 0
    while index < len(readings):
        for phrase, kind in _BY_FIRST.get(readings[index].text, ()):
            stop = index + len(phrase)
            if tuple(reading.text for reading in readings[index:stop]) == phrase:
                cues.append(Cue(kind, index, stop - 1))
                index = stop
                break
        else:
            index += 1
    return cues
