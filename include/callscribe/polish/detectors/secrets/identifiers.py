"""Identifiers of letters and digits: licence plates, passports and driving licences.

A spelling ("k l m four two nine", "8XYZ123") is told by what was said before it, and without such a cue only where it
looks like a plate and nobody spoke of an order, a flight or a model. Passwords are in `passwords`.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from callscribe.polish.detectors.phrases import by_first_word, phrase_at
from callscribe.polish.detectors.secrets.passwords import find_passwords
from callscribe.polish.detectors.spelling_alphabet import LINKS, Spelling, capitals, find_spellings, is_time
from callscribe.polish.detectors.voices import same_voice, spans_by_voice, voice_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from callscribe.polish.detectors.numbers.spoken_numbers import Reading
    from callscribe.polish.entities import EntitySpan
    from callscribe.transcript.words import Word

CUES: Final = {
    "VEHICLE": (
        "plate", "plates", "license plate", "licence plate", "number plate", "plate number", "license plates",
        "license plate number", "licence plate number", "registration", "registration number", "reg", "reg number",
        "rego", "vehicle registration", "car registration", "tag number", "vin", "vin number", "v i n",
        "vehicle identification number", "chassis number", "car tag", "vehicle tag", "tag", "tags", "car is registered",
        "vehicle is registered", "car registered", "vehicle registered",
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
        "ip address", "ip", "hardware address", "error code", "case number", "sku",
    ),
    "NEAR": (
        "order", "case", "gate", "seat", "model", "product", "item", "version", "extension", "error", "room", "unit",
        "apartment", "form", "route", "highway", "channel", "meter", "exit", "size", "iphone", "galaxy", "code",
    ),
}  # fmt: skip
"""What announces an identifier, and what announces something else: of digits, or of letters too, or, where it is an
ordinary word (NEAR), only what follows it at once. The longest phrase wins."""

NEARBY: Final = frozenset(
    "car cars vehicle vehicles van truck parked parking drive driving drove tow towed toll registered motorbike "
    "motorcycle lorry dmv dvla plates insured insurance honda toyota ford bmw audi nissan chevy".split()
)
"""Talk of vehicles: what is written like a plate is one."""

CUE_REACH: Final = 25
"""Words between a cue and its identifier: "and the registration of the car please - yes hang on it's ..."."""

CHAIN_REACH: Final = 15
"""Words between the groups of one identifier, with the other party's answers between."""

PREDICATES: Final = frozenset("is that's thats was my the your our on for car of".split())
"""Words between an identifier and a cue that follows it."""

BEFORE_CUE: Final = 5
"""Words between an identifier and a cue that follows it: "k l m four two nine is my plate"."""

LETTERED_REACH: Final = 45
"""The same for one with several letters, which is nothing else: "let me put my glasses on - of course - okay it is"."""

LONGEST_LINK: Final = 12

LOOK_BACK: Final = 8
"""Cues before a spelling that are looked at."""

IDENTIFIERS: Final = ("VEHICLE", "DOCUMENT_ID")
OTHERS: Final = ("LETTERS", "NEAR")
NEAR_REACH: Final = 4
"""Words between a word of NEAR and what it announces: "room number is a b four"."""

WHOLE: Final = {"VEHICLE": 6, "DOCUMENT_ID": 8}
"""Characters from which on an identifier may be complete, so that more digits need to be close or to repeat it."""

READ_BACK_REACH: Final = 60
"""Words after an identifier in which a part of it, said again, is taken for reading it back."""

ASIDES: Final = frozenset(
    "expire expires expired expiry expiration issued name surname birth born birthday address spell form".split()
)
"""Of what else is announced, what is asked along with an identifier: "your passport number and expiry"."""

ASIDE_REACH: Final = 6
"""Words between an identifier's cue and such an aside."""

NEARBY_REACH: Final = 30
"""Words around something written like a plate in which talk of vehicles counts."""

UNANNOUNCED: Final = range(6, 11)
"""Characters of a spelling that is hidden without a cue: the lengths of nearly all plates."""

LEAST_WHOLE: Final = 4
"""Characters of an identifier that is hidden wherever it is said again."""

LEAST_OF_EACH: Final = 3
"""Letters, and digits, of a longer spelling that is hidden without a cue."""

READ_BACK_DOUBT: Final = 0.15
"""Less sure of the kind than of what is read back."""

MAX_CHANGES: Final = 3
"""Changes from letters to digits and back in a plate ("KA 01 AB 1234" has the most)."""


_TIME: Final = re.compile(r"\d\??[AP]\??M")


@dataclass(frozen=True, slots=True)
class _Cue:
    kind: str
    first: int
    last: int
    aside: bool


_BY_FIRST: Final = by_first_word(
    (form, kind)
    for kind, phrases in CUES.items()
    for phrase in phrases
    for form in ((phrase, f"{phrase}'s") if kind in IDENTIFIERS else (phrase,))  # "passport's k l m four"
)


def find_identifiers(words: Sequence[Word], readings: Sequence[Reading]) -> list[EntitySpan]:
    """Find licence plates, numbers of passports and driving licences, passwords and other secrets said in words.

    Args:
        words: In the order of the conversation, all parties together: one asks and the other answers.
        readings: One for each word.

    Returns:
        VEHICLE, DOCUMENT_ID and SECRET spans, each within one voice, in order; those of different kinds may overlap.
    """
    spans = [*_spelled(words, readings), *find_passwords(words, readings)]
    return sorted(spans, key=lambda span: (span.first_word, span.last_word))


# --- Plates and documents -----------------------------------------------------------------------------------------


def _spelled(words: Sequence[Word], readings: Sequence[Reading]) -> list[EntitySpan]:
    cues = _find_cues(readings)
    seeds = _seeds(words, readings, cues)
    spellings = find_spellings(words, readings, seeds)
    spellings = _with_capitals(words, readings, seeds, spellings)
    if not spellings:
        return []
    found: list[tuple[Spelling, str, str, float]] = []
    rest: list[Spelling] = []
    for group, cue in _answers(readings, spellings, cues):
        kind = cue.kind if cue else ""
        parts: list[Spelling] = []
        if kind in IDENTIFIERS:
            parts = _parts_of(kind, group, words, readings)
            parts = parts if _is_identifier(kind, parts, readings) else []
            found += [(spelling, kind, f"{kind.lower()}_cue", 0.85) for spelling in parts]
        for spelling in group:
            if spelling in parts or is_time(spelling, readings) or not same_voice(words, spelling.first, spelling.last):
                continue
            if kind not in OTHERS and _is_plate(spelling, words, readings):
                found.append((spelling, "VEHICLE", "plate_form", 0.45))
            elif kind not in OTHERS and _is_long(spelling):
                found.append((spelling, "DOCUMENT_ID", "spelled_out", 0.4))
            else:
                rest.append(spelling)
    found += _read_back(found, rest, words, readings)
    return [
        span
        for spelling, kind, detector, score in found
        for span in spans_by_voice(words, spelling.words, kind, detector, score)
    ]


def _find_cues(readings: Sequence[Reading]) -> list[_Cue]:
    cues: list[_Cue] = []
    for index in [index for index, reading in enumerate(readings) if reading.text in _BY_FIRST]:
        if cues and index <= cues[-1].last:
            continue
        found = phrase_at(readings, index, _BY_FIRST)
        if found is not None:
            phrase, kind = found
            cues.append(_Cue(kind, index, index + len(phrase) - 1, phrase[0] in ASIDES))
    return cues


def _seeds(words: Sequence[Word], readings: Sequence[Reading], cues: Sequence[_Cue]) -> list[int]:
    """Words that may be part of an identifier: letters anywhere, and digits where a cue asks for them."""
    seeds = {
        index
        for index, reading in enumerate(readings)
        if reading.shape == "L" or (not reading.text.isalpha() and _is_mixed(reading.text))
    }
    for cue in cues:
        if cue.kind in IDENTIFIERS:
            within = range(cue.last + 1, min(cue.last + 1 + CUE_REACH, len(readings)))
            seeds.update(
                index
                for index in within
                if readings[index].shape in ("U", "N", "T", "V") or words[index].word.isupper()
            )
    return sorted(seeds)


def _with_capitals(
    words: Sequence[Word], readings: Sequence[Reading], seeds: Sequence[int], spellings: Sequence[Spelling]
) -> list[Spelling]:
    """The spellings, and letters written as one word away from them."""
    taken = {index for spelling in spellings for index in range(spelling.first, spelling.last + 1)}
    alone = [capitals(words, readings, seed) for seed in seeds if seed not in taken]
    return sorted((*spellings, *(each for each in alone if each)), key=lambda spelling: spelling.first)


def _is_mixed(token: str) -> bool:
    return any(map(str.isdigit, token)) and any(map(str.isalpha, token)) and "@" not in token


def _answers(
    readings: Sequence[Reading], spellings: Sequence[Spelling], cues: Sequence[_Cue]
) -> Iterator[tuple[list[Spelling], _Cue | None]]:
    """Spellings in groups that answer the same cue, each with that cue."""
    firsts = [cue.first for cue in cues]
    group: list[Spelling] = []
    before: _Cue | None = None
    for spelling in spellings:
        previous = group[-1] if group else None
        cue = _cue_of(readings, spelling, cues, bisect_right(firsts, spelling.first), previous, before)
        chained = bool(group) and cue is not None and cue is before
        if group and not chained:
            yield group, before
            group = []
        group.append(spelling)
        before = cue
    if group:
        yield group, before


def _is_predicate(spelling: Spelling, cue: _Cue, readings: Sequence[Reading]) -> bool:
    """Whether a cue right after a spelling says what it is: "k l m four two nine is my plate"."""
    between = [reading.text for reading in readings[spelling.last + 1 : cue.first]]
    return 0 < len(between) <= BEFORE_CUE and between[0] in PREDICATES and PREDICATES.issuperset(between)


def _cue_of(
    readings: Sequence[Reading],
    spelling: Spelling,
    cues: Sequence[_Cue],
    position: int,
    previous: Spelling | None,
    previous_cue: _Cue | None,
) -> _Cue | None:
    """The cue that a spelling answers: the nearest before it, the one that the last answered, or one right after."""
    ahead = cues[position] if position < len(cues) else None
    if ahead and ahead.kind == "VEHICLE" and _is_predicate(spelling, ahead, readings):
        return ahead
    lettered = sum(map(str.isalpha, spelling.sure)) >= 2
    cue = None
    aside = False
    for each in reversed(cues[max(0, position - LOOK_BACK) : position]):
        if each.last >= spelling.first or spelling.first - each.last > (LETTERED_REACH if lettered else CUE_REACH):
            continue
        if each.kind == "NEAR" and spelling.first - each.last > NEAR_REACH:
            continue
        if each.kind == "DIGITS" and lettered:
            continue
        if cue is None or (aside and each.kind in IDENTIFIERS and cue.first - each.last <= ASIDE_REACH):
            aside = cue is None and each.aside
            cue = each
        if not aside:
            break
    if cue is None and previous is not None and spelling.first - previous.last <= CHAIN_REACH:
        return previous_cue
    return cue


def _parts_of(
    kind: str, group: Sequence[Spelling], words: Sequence[Word], readings: Sequence[Reading]
) -> list[Spelling]:
    """Those spellings after a cue that are groups of its identifier, or say it again; others are talk."""
    parts: list[Spelling] = []
    text = ""
    group = [each for each in group if not is_time(each, readings)]
    for place, spelling in enumerate(group):
        alone = _said_alone(spelling, readings)
        linked = bool(parts) and _is_linked(parts[-1], spelling, words, readings)
        after = group[place + 1] if place + 1 < len(group) else None
        leads = after is not None and _is_linked(spelling, after, words, readings)
        if len(text) < WHOLE[kind]:
            taken = alone >= 2 or linked or leads
        else:
            letters = sum(map(str.isalpha, spelling.sure))
            again = _says_again(spelling, text) or (after is not None and leads and _says_again(after, text))
            taken = (linked and _ends_phrase(spelling, words, readings)) or (alone >= 2 and again) or letters >= 3
        if taken:
            parts.append(spelling)
            text += spelling.text
    return parts


def _is_linked(one: Spelling, other: Spelling, words: Sequence[Word], readings: Sequence[Reading]) -> bool:
    """Whether nothing is said between two groups but what keeps them together: "no sorry", "uh huh", "then"."""
    between = range(one.last + 1, other.first)
    voice = voice_of(words, other.first)
    return len(between) <= LONGEST_LINK and all(
        readings[index].shape == "P" or readings[index].text in LINKS or voice_of(words, index) != voice
        for index in between
    )


def _said_alone(spelling: Spelling, readings: Sequence[Reading]) -> int:
    """Characters that were given one by one, or written together as no quantity is."""
    if not any(map(str.isalpha, spelling.sure)) and any(
        readings[index].shape == "H" for index in range(spelling.first, spelling.last + 1)
    ):
        return 0
    return sum(
        len(character.text)
        for character in spelling.characters
        if character.sure
        and (
            readings[character.first].shape in ("U", "R", "L", "O")
            or len(character.text) >= 3
            or not character.text.isdigit()
        )
    )


def _ends_phrase(spelling: Spelling, words: Sequence[Word], readings: Sequence[Reading]) -> bool:
    """Whether nothing is counted by what was said: "forty one", not "forty one rooms"."""
    after = spelling.last + 1
    if after >= len(words) or words[spelling.last].word.endswith((".", ",", "?", "!")):
        return True
    if not same_voice(words, after, spelling.last):
        return True
    return readings[after].shape == "P" or readings[after].text in LINKS


def _says_again(spelling: Spelling, text: str) -> bool:
    """Whether a spelling repeats the beginning or the end of what was given, misheard characters apart."""
    said = spelling.sure
    if len(said) < 3:
        return False
    return said[1:] in text or said[:-1] in text or (len(said) > 4 and (said[:4] in text or said[-4:] in text))


def _is_identifier(kind: str, group: Sequence[Spelling], readings: Sequence[Reading]) -> bool:
    """Whether what answers a cue has enough characters that were given one by one."""
    text = "".join(spelling.text for spelling in group)
    sure = "".join(spelling.sure for spelling in group)
    digits = sum(map(str.isdigit, text))
    letters = sum(map(str.isalpha, sure))
    alone = sum(_said_alone(spelling, readings) for spelling in group)
    if kind == "DOCUMENT_ID":
        return (letters >= 1 and digits >= 3 and len(text) >= 5) or (digits >= 5 and alone >= 4)
    return (letters >= 1 and digits >= 1 and len(text) >= 4) or letters >= 4 or (digits >= 4 and alone >= 4)


def _is_plate(spelling: Spelling, words: Sequence[Word], readings: Sequence[Reading]) -> bool:
    """Whether a spelling without a cue has the form of a plate."""
    text, sure = spelling.text, spelling.sure
    digits, letters = sum(map(str.isdigit, sure)), sum(map(str.isalpha, sure))
    if len(text) not in UNANNOUNCED or digits < 2 or letters < 2 or _TIME.search(text):
        return False
    shapes = [character.isdigit() for character in text if character != "?"]
    if sum(one != other for one, other in pairwise(shapes)) > MAX_CHANGES:
        return False
    if sum(readings[character.first].shape == "L" for character in spelling.characters) >= 2:
        return True
    around = readings[max(0, spelling.first - NEARBY_REACH) : spelling.last + NEARBY_REACH]
    return any(reading.text.removesuffix("'s") in NEARBY for reading in around)


def _is_long(spelling: Spelling) -> bool:
    """Whether so many letters and digits were said one by one that they identify something."""
    digits, letters = sum(map(str.isdigit, spelling.sure)), sum(map(str.isalpha, spelling.sure))
    return len(spelling.characters) > UNANNOUNCED.stop and min(digits, letters) >= LEAST_OF_EACH


def _read_back(
    found: Sequence[tuple[Spelling, str, str, float]],
    rest: Sequence[Spelling],
    words: Sequence[Word],
    readings: Sequence[Reading],
) -> Iterator[tuple[Spelling, str, str, float]]:
    """Spellings that say a hidden one again, or part of it, within reach or in full anywhere."""
    taken = {index for spelling, *_ in found for index in range(spelling.first, spelling.last + 1)}
    near = {
        index
        for spelling, *_ in found
        for index in range(spelling.last + 1, min(spelling.last + 1 + READ_BACK_REACH, len(readings)))
        if readings[index].shape in ("U", "N", "L", "V", "T")
    }
    others = list(rest)
    if near - taken:
        others += find_spellings(words, readings, sorted(near - taken))
    wholes = {spelling.text: (kind, score) for spelling, kind, _, score in found if len(spelling.text) >= LEAST_WHOLE}
    ordered = sorted(found, key=lambda each: each[0].last)
    lasts = [spelling.last for spelling, *_ in ordered]
    for other in sorted(others, key=lambda other: other.first):
        if other.first in taken or len(other.sure) < 2:
            continue
        window = ordered[bisect_left(lasts, other.first - READ_BACK_REACH) : bisect_left(lasts, other.first)]
        said = _said_again(other, window, readings) or wholes.get(other.text)
        if said:
            kind, score = said
            taken.update(range(other.first, other.last + 1))
            yield other, kind, "read_back", round(score - READ_BACK_DOUBT, 2)


def _said_again(
    other: Spelling, window: Sequence[tuple[Spelling, str, str, float]], readings: Sequence[Reading]
) -> tuple[str, float] | None:
    """Kind and score of what was said shortly before and is said again."""
    lettered = any(map(str.isalpha, other.sure))
    alone = len(other.sure) >= 3 and _said_alone(other, readings) >= 3
    for spelling, kind, _, score in window:
        text = "".join(each.text for each, of, *_ in window if of == kind)
        if (alone and other.sure in spelling.text) or (lettered and _says_again(other, text)):
            return kind, score
    return None
