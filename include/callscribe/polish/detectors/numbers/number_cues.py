"""Words that announce a number: "my card number is", "the three digits on the back", "you can reach me at"."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from callscribe.polish.detectors.phrases import by_first_word, misheard_phrase_at, phrase_at, with_one_misheard

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from callscribe.polish.detectors.numbers.spoken_numbers import Reading

CUES: Final = {
    "card": (
        "card", "card's", "cards", "card number", "credit card",
        "credit card number", "debit card", "debit card number",
        "visa",
        "mastercard", "master card", "amex", "american express", "discover card", "long number",
        "number on the front",
        "sixteen digit", "sixteen digits", "16 digit", "16 digits",
    ),
    "cvv": (
        "cvv", "cvc", "cvv2", "cv v", "cv c", "v v", "c v v", "c v c", "c v b", "c v v number", "cvv number",
        "security code", "code on the front", "digit code", "three digit code", "four digit code", "four digits",
        "security number", "security digits", "card code", "verification value", "verification number", "three digit",
        "three digits", "3 digit", "3 digits", "three numbers", "three number", "3 numbers", "signature strip",
        "four digits on the front", "number on the back", "code on the back",
        "digits on the back", "card security", "c v", "little number", "on the back", "the back", "back of the card",
        "back of your card", "last three", "last 3", "last three digits", "last 3 digits", "three on the back",
        "3 on the back",
        "three on the strip", "c v number", "c s c",
    ),
    "expiry": (
        "expiry", "expiry date", "expiration", "expiration date", "expiration month and year", "exp date", "exp",
        "month and year", "valid thru", "valid thru date", "valid through", "good thru", "good through",
    ),
    "expires": ("it ends", "runs out", "run out", "expires", "expire", "expiring", "expired", "valid",
        "valid until", "valid till", "good until"),
    "phone": (
        "phone", "phone number", "telephone", "telephone number", "cell", "cell phone", "cell number", "mobile",
        "mobile number", "cellphone", "landline", "home number", "work number", "contact number", "callback number",
        "call back number", "number is", "my number", "your number", "best number", "a number for you",
        "get a number",
        "call me", "call you", "call us", "call him", "call her", "call back", "callback", "text me", "reach me",
        "reach you", "reach us", "reach him", "reach her", "reached at", "reached on", "reach", "fax",
        "call the number on the back", "call the number on the card", "ring the number on the back",
        "fax number", "whatsapp", "dial", "ring me", "ring you",
    ),
    "national_id": (
        "social", "social security", "social security number", "ssn", "s s n", "tax id", "tax id number", "taxpayer",
        "itin", "i t i n", "tax number", "tax identification", "tax identification number", "national insurance",
        "national insurance number", "ni number", "n i number", "nino", "insurance number", "social insurance",
        "social insurance number", "s i n", "sin number", "dni", "d n i", "nie", "n i e", "nif", "n i f", "aadhaar",
        "aadhar", "adhar", "adhaar", "aadhaar number", "pan", "pan number", "pan card", "pan card number", "p a n",
        "permanent account number", "pps", "p p s", "ppsn", "pps number", "p p s number", "bsn", "b s n",
        "burgerservicenummer", "citizen service number", "codice fiscale", "fiscal code", "cpf", "c p f", "tfn",
        "t f n", "tax file", "tax file number", "medicare", "medicare number", "medicare card",
        "medicare card number",
        "medicaid", "nhs number", "n h s number", "health number", "health card number", "national id",
        "national identity", "national identity number", "identity number", "identity card", "identification number",
        "id number", "i d number", "personal number", "steuer id", "insee", "insee number", "n i r", "social number",
        "curp", "nin", "bvn", "b v n", "bank verification number", "national identification number", "health card",
        "pesel", "nric", "n r i c", "ohip", "medical card",
    ),
    "account": (
        "account", "account number", "bank account", "bank account number", "checking account",
        "checking account number",
        "savings account", "savings account number", "routing", "routing number", "routing and transit", "a b a",
        "aba",
        "bank details", "account details", "banking details", "aba number", "transit number", "sort code", "sort",
        "account ending", "bsb", "b s b", "ifsc",
    ),
    "iban": ("iban", "i ban", "i b a n", "international bank account number"),
    "secret": (
        "pin", "pin number", "pin code", "passcode", "pass code", "password", "access code", "one time code",
        "one time passcode", "one time password", "verification code", "authorization code", "telephone banking code",
        "otp", "o t p", "security pin", "code", "code is", "telephone pin", "voicemail pin", "memorable number",
        "secret number", "login number", "pass number",
    ),
    "last_four": ("last four", "last four digits", "last 4", "last 4 digits"),
    "birth": (
        "date of birth", "birth date", "birthdate", "birthday", "born on", "born", "d o b", "dob", "of birth",
        "birth",
        "were you born", "birth day", "your date of", "my date of", "his date of", "her date of",
    ),
    "reference": (
        "order", "order number", "reference", "reference number", "ticket", "ticket number", "case", "case number",
        "confirmation", "confirmation number", "confirmation code", "tracking", "tracking number", "invoice",
        "invoice number", "policy", "policy number", "booking", "booking number", "member number",
        "membership number",
        "serial number", "claim number", "customer number", "part number", "model number", "extension", "promo code",
        "discount code", "voucher code", "coupon code", "error code", "product code", "item code", "item number",
        "zip code", "postal code", "post code", "area code", "country code", "dress code", "booking code", "model",
        "reference for", "ends in", "tracking code", "reference code", "order code", "flight number", "room number",
        "id",
        "customer id", "user id", "happy birthday", "birthday card", "birthday party", "birthday present",
        "birthday cake", "job number", "job number's", "meter reading", "meter readings", "crime number",
        "report number", "incident number", "agreement number", "work order", "quote number",
        "green card",
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

CORRECTIONS: Final = frozenset("no nope sorry wait correction actually mean rather oops scratch".split())
"""Words with which somebody takes a number back and says another."""

LABELS: Final = frozenset(
    "room row rows seat seats flight page pages line exit channel terminal version gate floor aisle step option "
    "chapter level route highway interstate bus train platform track lane section paragraph form windows office error "
    "size episode season queue score".split()
)
"""What has a number that says nothing of a person: "room 204"."""

NEVER_MISHEARD: Final = frozenset("after before until till between from past point".split())
"""Words that sound like no digit: what follows them is another number."""

PARTING: Final = NEVER_MISHEARD | {"or", "in"}
"""Words that part two numbers, but for digits said one by one: "four three or one"."""

TIME_WORDS: Final = frozenset("at by around about between until till before after from past".split())
"""Before hours and minutes."""

CARD_TALK: Final = 100
"""Words after a card is named in which "the last three" are its security code."""

WITH_EXPIRY: Final = 12
"""Words after "expires" in which a "code" is the card's."""

_MISHEARD: Final = with_one_misheard(
    (phrase, kind) for kind, phrases in CUES.items() if kind not in ("reference", "phone") for phrase in phrases
)
_BY_FIRST: Final = by_first_word((phrase, kind) for kind, phrases in CUES.items() for phrase in phrases)


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
    floor = 0
    for index in [
        index
        for index, reading in enumerate(readings)
        if reading.text in _BY_FIRST or reading.text in _MISHEARD or reading.text[:1] == "+" or reading.text == "plus"
    ]:
        if index < floor:
            continue
        if readings[index].text[0] == "+" and readings[index].digits:
            cues.append(Cue("phone", index, index))  # "+49", and the rest of the number
            continue
        if (
            readings[index].text == "plus"
            and index + 1 < len(readings)
            and readings[index + 1].shape in ("U", "T", "Y", "N", "V", "R")
        ):
            if index == 0 or not (
                readings[index - 1].shape in ("U", "T", "Y", "N", "V", "H") or readings[index - 1].text == "zip"
            ):
                cues.append(Cue("phone", index, index))
            continue
        found = phrase_at(readings, index, _BY_FIRST)
        misheard = misheard_phrase_at(readings, index, _MISHEARD)
        if misheard is not None and misheard[0] >= floor and len(misheard[1]) > (len(found[0]) if found else 0):
            floor = misheard[0] + len(misheard[1])
            cues.append(Cue(misheard[2], misheard[0], floor - 1))
        elif found is not None:
            floor = index + len(found[0])
            # "My DNI number is" must not be read as "number is", which announces a phone.
            floor += floor < len(readings) and readings[floor].text == "number"
            cues.append(Cue(found[1], index, floor - 1))
    return [*_in_card_talk(readings, cues)]


def _in_card_talk(readings: Sequence[Reading], cues: Sequence[Cue]) -> Iterator[Cue]:
    """The cues, those that may be about a card as what they are after it is named: "expires 10/28, code 290"."""
    card = expiry = -CARD_TALK
    for cue in cues:
        text = readings[cue.first].text
        if cue.kind in ("card", "expiry", "expires"):
            card, expiry = cue.last, cue.last if cue.kind != "card" else expiry
        if cue.kind == "secret" and text == "code" and cue.first - expiry <= WITH_EXPIRY:
            yield replace(cue, kind="cvv")
        elif cue.kind != "cvv" or cue.first - card <= CARD_TALK or not _is_of_card_alone(readings, cue):
            yield cue


def _is_of_card_alone(readings: Sequence[Reading], cue: Cue) -> bool:
    """Whether a cue for a security code says nothing away from a card: "the last three", "three on the back"."""
    first, *others = (reading.text for reading in readings[cue.first : cue.last + 1])
    return first == "last" or (first in ("three", "3") and others[:1] == ["on"])
