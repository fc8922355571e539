"""Postal codes of the United States, the United Kingdom and Canada, written and spoken."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from callscribe.polish.detectors.addresses.address_words import (
    POSTCODE_CUES,
    STATE_CODES,
    STATES,
    TWO_WORD_STATES,
)
from callscribe.polish.detectors.addresses.postcode_again import hide_code_again
from callscribe.polish.detectors.addresses.postcode_answers import PostcodeCue, hide_announced
from callscribe.polish.detectors.addresses.postcode_characters import CANADA, UK
from callscribe.polish.detectors.addresses.postcode_digits import digits_from
from callscribe.polish.detectors.found_words import Hits, hide
from callscribe.polish.detectors.phrases import by_first_word, phrase_at
from callscribe.polish.detectors.spelled_characters import read_character
from callscribe.polish.detectors.spelling_alphabet import LETTER_NAMES, Character, Spelling, find_spellings, spell_from
from callscribe.polish.detectors.voices import same_voice

if TYPE_CHECKING:
    from collections.abc import Sequence

    from callscribe.polish.detectors.numbers.number_words import Reading
    from callscribe.transcript.words import Word

LONGEST: Final = 7
"""Characters of a code at most, with one to spare."""

SHORTEST: Final = 5
"""Characters of the shortest British code: "M1 1AA"."""

LONGEST_LETTERS: Final = 8
"""Words that say the letters before a code's first number: "l for lima, double u for whiskey"."""

_ZIP: Final = re.compile(r"[0-9]{5}([0-9]{4})?")

_AREAS: Final = frozenset(
    "AB AL B BA BB BD BH BL BN BR BS BT CA CB CF CH CM CO CR CT CV CW DA DD DE DG DH DL DN DT DY E EC EH EN EX FK FY G "
    "GL GU GY HA HD HG HP HR HS HU HX IG IM IP IV JE KA KT KW KY L LA LD LE LL LN LS LU M ME MK ML N NE NG NN NP NR NW "
    "OL OX PA PE PH PL PO PR RG RH RM S SA SE SG SK SL SM SN SO SP SR SS ST SW SY TA TD TF TN TQ TR TS TW UB W WA WC "
    "WD WF WN WR WS WV YO ZE".split()
)
"""Letters that British codes begin with: the postcode areas of Royal Mail."""

_EIRCODE: Final = re.compile(r"(?:[AC-FHKNPRTV-Y][0-9]{2}|D6W)(?=[0-9AC-FHKNPRTV-Y]*[A-Z])[0-9AC-FHKNPRTV-Y]{4}")
"""Routing key and unique identifier of an Irish code (An Post, Eircode specification)."""

_INWARD: Final = re.compile(r"[0-9][ABD-HJLNP-UW-Z]{2}$")
"""The last half of a British code: the letters C, I, K, M, O and V are not used."""

_UNSURE: Final = frozenset({("sip",), ("chip",)})
"""How "zip" is misheard; they announce nothing but a whole code, told at once."""

_BEFORE_UNSURE: Final = frozenset("the billing your my".split())

_CUES: Final = by_first_word((phrase, "cue") for phrase in ("code", "sip", "chip", *POSTCODE_CUES))
_ELSEWHERE: Final = frozenset("postcode postcodes post postal pincode pin eircode".split())

PAUSES: Final = frozenset("um uh uhm er erm dash hyphen plus and then".split())
"""One of them stands between two words of one span."""


def hide_postcodes(words: Sequence[Word], readings: Sequence[Reading]) -> Hits:
    """Find postal codes by their cues and their form.

    Args:
        words: In the order of the conversation, all parties together.
        readings: One for each word.

    Returns:
        The words of all codes.
    """
    found: Hits = {}
    codes, seeds, cues = _marks(words, readings)
    codes += [_shaped(readings, spelling) for spelling in _spellings(words, readings, seeds)]
    for code in codes:
        hide(found, code, 0.9, "postcode_shape")
    codes += hide_announced(found, words, readings, cues)
    followed: set[int] = set()
    for code in codes:
        if not followed.issuperset(code):
            hide_code_again(found, words, readings, code)
            followed.update(code)
    return found


def _marks(words: Sequence[Word], readings: Sequence[Reading]) -> tuple[list[list[int]], list[int], list[PostcodeCue]]:
    """The words of codes that are written as such, numbers with letters beside them, and cues."""
    codes: list[list[int]] = []
    seeds: list[int] = []
    cues: list[PostcodeCue] = []
    for index in [
        index
        for index, reading in enumerate(readings)
        if reading.shape or reading.text in _CUES or not (reading.text.isalpha() or "'" in reading.text)
    ]:
        reading = readings[index]
        shape = reading.shape
        if shape and shape in "UTVYN":
            if shape == "N" and not reading.digits.isdigit():
                codes.append(_written(readings, index))
            if index and _is_lettered(readings, index):
                seeds.append(index)
            elif index and _follows_state(words, readings, index):
                codes.append(digits_from(words, readings, index)[1])
        elif reading.text in _CUES:
            cue = _cue_at(readings, index)
            cues += [cue] if cue is not None else []
        elif (not shape or shape == "Q") and reading.text[-1:].isalpha():
            codes.append(_written(readings, index))
    return [code for code in codes if code], seeds, cues


def _spellings(words: Sequence[Word], readings: Sequence[Reading], seeds: Sequence[int]) -> list[Spelling]:
    """The characters around some numbers, from the first letter of the same voice on."""
    spellings = find_spellings(words, readings, seeds)
    begun = {spelling.first for spelling in spellings}
    for seed in [seed for seed in seeds if seed in begun]:
        # Another voice's number before it may have been taken for its beginning.
        first = seed
        while first > 0 and seed - first < LONGEST_LETTERS and same_voice(words, first - 1, seed):
            first -= 1
        starts = [start for start in range(first, seed) if read_character(words, readings, start)]
        spellings += filter(None, (spell_from(words, readings, start) for start in starts))
    return spellings


def _cue_at(readings: Sequence[Reading], index: int) -> PostcodeCue | None:
    if index and readings[index - 1].text in ("zip", "post", "postal"):
        return None
    found = phrase_at(readings, index, _CUES)
    if found is None:
        return None
    phrase = found[0]
    if phrase in _UNSURE:
        asked = index > 0 and readings[index - 1].text in _BEFORE_UNSURE
        told = index + 1 < len(readings) and readings[index + 1].text == "is"
        return PostcodeCue(index, index, sure=False) if asked or told else None
    if phrase == ("code",):
        behind = index > 0 and readings[index - 1].shape in ("U", "T", "Y", "V", "N")
        return PostcodeCue(index, index, behind=True) if behind else None
    return PostcodeCue(index, index + len(phrase) - 1, elsewhere=phrase[0] in _ELSEWHERE)


def _is_lettered(readings: Sequence[Reading], index: int) -> bool:
    """Whether the number has a letter before it or in it, as the codes of Britain and Canada do."""
    before, reading = readings[index - 1], readings[index]
    return (
        before.shape == "L"
        or before.text in LETTER_NAMES
        or len(before.text) == 1
        or (reading.shape == "N" and reading.digits[:1].isalpha())
        or (index > 2 and readings[index - 2].text in ("in", "for"))
    )


def _written(readings: Sequence[Reading], index: int) -> list[int]:
    """The words of a code that is written as codes are and ends at a word: "SW1A 2AA", "K1A0B1"."""
    for first in (index, index - 1):
        if first >= 0:
            text = "".join(reading.text for reading in readings[first : index + 1]).upper()
            if first < index and readings[index].shape == "Q" and readings[first].text.isalpha():
                continue  # "is 22nd"
            if _is_code(text):
                return list(range(first, index + 1))
    return []


def _shaped(readings: Sequence[Reading], spelling: Spelling) -> list[int]:
    """The words of the code that the characters hold, if they hold one."""
    characters = spelling.characters
    if spelling.text.isdigit() or len(spelling.text) < SHORTEST:
        return []
    sure = [
        each.sure or each.text in ("A", "I", "0") or readings[each.first].text in ("november", "x-ray")
        for each in characters
    ]
    lengths = [len(each.text) for each in characters]
    for first in range(len(characters)):
        for last in range(first + SHORTEST - 2, min(first + 9, len(characters) + 1)):
            if sum(lengths[first:last]) > LONGEST or not all(sure[first:last]):
                break
            if _is_amid(characters, first, last):
                continue
            if characters[last - 1].text == "M" and characters[last - 2].text in ("A", "P"):
                continue  # "four fifteen p m"
            if any(map(_is_code, _readings(characters[first:last]))):
                return [k for each in characters[first:last] for k in range(each.first, each.last + 1)]
    return []


def _is_amid(characters: Sequence[Character], first: int, last: int) -> bool:
    """Whether other letters stand right beside some characters: "l d l one oh eight h d l fifty two"."""
    before, behind = characters[max(0, first - 1) : first], characters[last : last + 1]
    return any(each.text.isalpha() and each.last + 1 == characters[first].first for each in before) or any(
        each.text.isalpha() and each.first == characters[last - 1].last + 1 for each in behind
    )


def _is_code(text: str) -> bool:
    """Whether characters are a British code of an area that there is, or a Canadian or Irish one."""
    if UK.fullmatch(text):
        area = text[: 2 if text[1].isalpha() else 1]
        return area in _AREAS and bool(_INWARD.search(text))
    return bool(CANADA.fullmatch(text) or _EIRCODE.fullmatch(text))


def _readings(characters: Sequence[Character]) -> list[str]:
    """The characters as a text, and as other texts where an "oh" may be a zero or the letter."""
    if all(character.sure or character.text != "0" for character in characters):
        return ["".join([character.text for character in characters])]
    texts = [""]
    for character in characters:
        options = ("0", "O") if character.text == "0" and not character.sure else (character.text,)
        texts = [text + option for text in texts for option in options]
    return texts


def _follows_state(words: Sequence[Word], readings: Sequence[Reading], index: int) -> bool:
    before = readings[index - 1].text
    if before in STATE_CODES:
        state = words[index - 1].word.strip(".,").isupper()
    else:
        state = before in STATES or (readings[index - 2].text, before) in TWO_WORD_STATES
    if not state:
        return False
    digits, _ = digits_from(words, readings, index)
    return bool(_ZIP.fullmatch(digits)) or len(digits) == 5
