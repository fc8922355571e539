"""What announces a plate or a document, what announces something else, and which of it a spelling answers."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from callscribe.polish.detectors.phrases import by_first_word, phrase_at
from callscribe.polish.detectors.secrets.identifier_edges import is_led_to
from callscribe.polish.detectors.secrets.identifier_forms import NEARBY
from callscribe.polish.detectors.voices import same_voice

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from callscribe.polish.detectors.numbers.spoken_numbers import Reading
    from callscribe.polish.detectors.spelling_alphabet import Spelling
    from callscribe.transcript.words import Word

CUES: Final = {
    "VEHICLE": (
        "plate", "plates", "license plate", "licence plate", "number plate", "plate number", "license plates",
        "license plate number", "licence plate number", "registration", "registration number", "reg", "reg number",
        "rego", "vehicle registration", "car registration", "tag number", "vin", "vin number", "v i n",
        "vehicle identification number", "chassis number", "car tag", "vehicle tag", "tag", "tags", "car is registered",
        "vehicle is registered",
        "of the vehicle", "of the car", "of your vehicle", "of your car", "car registered", "vehicle registered",
    ),
    "DOCUMENT_ID": (
        "passport", "passports", "passport number", "pass port", "driving license", "driving licence",
        "driver's license", "driver's licence", "drivers license", "drivers licence", "driver license",
        "driver licence", "license number", "licence number", "driver's license number", "drivers license number",
        "driver's licence number", "driving licence number", "driving license number", "dl number", "d l number",
        "permit number", "residence permit", "green card", "alien number", "visa number", "identity card",
        "id card", "i d card", "id card number", "identity card number", "identity document", "id number",
        "i d number", "travel document", "document number", "state id", "state i d", "military id", "personal id",
        "learner's permit", "learners permit", "learner permit", "license", "licence", "drivers", "driver's",
    ),
    "DIGITS": (
        "phone", "mobile", "cell", "telephone", "card", "account", "routing", "sort code", "birth", "birthday", "born",
        "price", "cost", "total", "amount", "fee", "balance", "expire", "expires", "expired", "expiry", "expiration",
        "issued", "social", "ssn", "cvv", "name", "surname", "spell", "address",
    ),
    "LETTERS": (
        "email", "e-mail", "zip", "postcode", "post code", "postal code", "order number", "order id", "reference",
        "reference number", "confirmation", "booking", "tracking", "ticket", "claim", "policy", "invoice", "flight",
        "serial", "serial number", "model number", "part number", "product key", "license key", "licence key", "promo",
        "coupon", "voucher", "discount code", "iban", "national insurance", "nhs", "swift", "bic", "mac address",
        "ip address", "ip", "hardware address", "error code", "case number", "sku", "brand",
        *(f"{thing} code" for thing in ("catalogue", "catalog", "product", "item", "stock", "order", "style", "part")),
        *(f"{thing} number" for thing in (
            "notice", "batch", "lot", "asset", "unit", "job", "quote", "incident", "report", "docket", "flight",
            "invoice", "item", "product", "style", "fault", "ticket", "meter", "device", "catalogue", "catalog")),
    ),
    "NEAR": (
        "order", "case", "gate", "seat", "model", "product", "item", "version", "extension", "error", "room", "unit",
        "apartment", "row", "seats", "form", "route", "highway", "channel", "meter", "exit", "size",
        "iphone", "galaxy", "code",
    ),
}  # fmt: skip
"""What announces an identifier, and what announces something else: of digits, or of letters too, or, where it is an
ordinary word (NEAR), only what follows it at once. The longest phrase wins."""

CUE_REACH: Final = 25
"""Words between a cue and its identifier: "and the registration of the car please - yes hang on it's ..."."""

LETTERED_REACH: Final = 45
"""The same for one with several letters, which is nothing else: "let me put my glasses on - of course - okay it is"."""

CHAIN_REACH: Final = 15
"""Words between the groups of one identifier, with the other party's answers between."""

PREDICATES: Final = frozenset("is that's thats was my the your our on for car of".split())
"""Words between an identifier and a cue that follows it."""

BEFORE_CUE: Final = 5
"""Words between an identifier and a cue that follows it: "k l m four two nine is my plate"."""

QUESTION_REACH: Final = 70
"""The same after a question that stays open over a few turns: "it's in the other room - I'll wait - okay it's ..."."""

QUESTION_END: Final = 9
"""Words between a cue and the end of the turn that asks for it."""

LOOK_BACK: Final = 8
"""Cues before a spelling that are looked at."""

IDENTIFIERS: Final = ("VEHICLE", "DOCUMENT_ID")

OTHERS: Final = ("LETTERS", "NEAR")

LEAST_CLAIMED: Final = 4
"""Characters that are rather the identifier that was just asked for than those of a room or seat."""

NEAR_REACH: Final = 4
"""Words between a word of NEAR and what it announces: "room number is a b four"."""

ASIDES: Final = frozenset(
    "expire expires expired expiry expiration issued name surname birth born birthday address spell form".split()
)
"""Of what else is announced, what is asked along with an identifier: "your passport number and expiry"."""

ASIDE_REACH: Final = 6
"""Words between an identifier's cue and such an aside."""

TAGS: Final = frozenset(("tag", "tags"))
"""What a plate is called in some states, and much else everywhere."""

TAGGED: Final = frozenset(
    "luggage bag bags baggage suitcase carousel boarding laptop dog dogs cat puppy rabies vet collar microchip".split()
)
"""What else has a tag."""

TAG_NAMES: Final = frozenset(
    "asset luggage bag baggage dog pet price name service security ear gift hash electronic inventory".split()
)
"""Before "tag" they say that it is another's."""

TAG_REACH: Final = 15
"""Words around a tag in which it is said what has it (estimate)."""

_BY_FIRST: Final = by_first_word(
    (form, kind)
    for kind, phrases in CUES.items()
    for phrase in phrases
    for form in ((phrase, f"{phrase}'s") if kind in IDENTIFIERS else (phrase,))  # "passport's k l m four"
)


@dataclass(frozen=True, slots=True)
class IdentifierCue:
    """A phrase that announces an identifier, or something else.

    Attributes:
        kind: A key of CUES.
        first: Index of its first word.
        last: Index of its last word, inclusive.
        aside: It is asked for along with an identifier.
        asks: Its turn ends soon after it, so that it may be a question.
    """

    kind: str
    first: int
    last: int
    aside: bool
    asks: bool


def find_identifier_cues(words: Sequence[Word], readings: Sequence[Reading]) -> list[IdentifierCue]:
    """Find the phrases that announce something, in order, the longest at each place."""
    cues: list[IdentifierCue] = []
    for index in [index for index, reading in enumerate(readings) if reading.text in _BY_FIRST]:
        if cues and index <= cues[-1].last:
            continue
        found = phrase_at(readings, index, _BY_FIRST)
        if found is not None:
            phrase, kind = found
            last = index + len(phrase) - 1
            asks = kind in IDENTIFIERS and any(
                not same_voice(words, last, after)
                for after in range(last + 1, min(last + 1 + QUESTION_END, len(words)))
            )
            if phrase[0] == "of" and not asks:
                continue  # "the price of the car"
            if phrase[0] in TAGS and not _is_of_vehicle(readings, index):
                kind, asks = "LETTERS", False  # of a suitcase, a laptop or a dog
            cues.append(IdentifierCue(kind, index, last, phrase[0] in ASIDES, asks))
    return cues


def _is_of_vehicle(readings: Sequence[Reading], index: int) -> bool:
    """Whether a tag is of a vehicle, or of nothing else that is talked of."""
    if index and readings[index - 1].text in TAG_NAMES:
        return False
    around = {reading.text.removesuffix("'s") for reading in readings[max(0, index - TAG_REACH) : index + TAG_REACH]}
    return TAGGED.isdisjoint(around) or not NEARBY.isdisjoint(around)


def answers(
    words: Sequence[Word], readings: Sequence[Reading], spellings: Sequence[Spelling], cues: Sequence[IdentifierCue]
) -> Iterator[tuple[list[Spelling], IdentifierCue | None]]:
    """Spellings in groups that answer the same cue, each with that cue."""
    firsts = [cue.first for cue in cues]
    group: list[Spelling] = []
    before: IdentifierCue | None = None
    for spelling in spellings:
        previous = group[-1] if group else None
        cue = _cue_of(words, readings, spelling, cues, bisect_right(firsts, spelling.first), previous, before)
        chained = bool(group) and cue is not None and cue is before
        if group and not chained:
            yield group, before
            group = []
        group.append(spelling)
        before = cue
    if group:
        yield group, before


def _is_predicate(spelling: Spelling, cue: IdentifierCue, readings: Sequence[Reading]) -> bool:
    """Whether a cue right after a spelling says what it is: "k l m four two nine is my plate"."""
    between = [reading.text for reading in readings[spelling.last + 1 : cue.first]]
    return 0 < len(between) <= BEFORE_CUE and between[0] in PREDICATES and PREDICATES.issuperset(between)


def _is_aside(words: Sequence[Word], cue: int, first: int) -> bool:
    """Whether a cue stands in an earlier turn of the voice that answers: "is that safe over the phone?"."""
    return same_voice(words, cue, first) and any(not same_voice(words, index, first) for index in range(cue, first))


def _cue_of(
    words: Sequence[Word],
    readings: Sequence[Reading],
    spelling: Spelling,
    cues: Sequence[IdentifierCue],
    position: int,
    previous: Spelling | None,
    previous_cue: IdentifierCue | None,
) -> IdentifierCue | None:
    """The cue that a spelling answers: the nearest before it, the one that the last answered, or one right after."""
    ahead = cues[position] if position < len(cues) else None
    if ahead and ahead.kind == "VEHICLE" and _is_predicate(spelling, ahead, readings):
        return ahead
    lettered = sum(map(str.isalpha, spelling.sure)) >= 2
    claimed = any(each.asks and each.last < spelling.first for each in cues[max(0, position - 2) : position])
    cue = None
    aside = False
    for each in reversed(cues[max(0, position - LOOK_BACK) : position]):
        distance = spelling.first - each.last
        if distance <= 0 or (
            distance > (LETTERED_REACH if lettered else CUE_REACH)
            and not (each.asks and distance <= QUESTION_REACH and is_led_to(words, readings, spelling.first))
        ):
            continue
        if each.kind == "NEAR" and (
            distance > NEAR_REACH or (claimed and lettered and len(spelling.text) >= LEAST_CLAIMED)
        ):
            continue
        if each.kind == "DIGITS" and (lettered or (claimed and _is_aside(words, each.last, spelling.first))):
            continue
        if cue is None or (aside and each.kind in IDENTIFIERS and cue.first - each.last <= ASIDE_REACH):
            aside = cue is None and each.aside
            cue = each
        if not aside:
            break
    if cue is None and previous is not None and spelling.first - previous.last <= CHAIN_REACH:
        return previous_cue
    return cue
