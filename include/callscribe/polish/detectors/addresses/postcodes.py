"""Postal codes of the United States, the United Kingdom and Canada, written and spoken."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from rapidfuzz.distance import Levenshtein

from callscribe.polish.detectors.addresses.address_words import POSTCODE_CUES, STATE_CODES, STATES, TWO_WORD_STATES
from callscribe.polish.detectors.addresses.postcode_digits import (
    ZIP_DIGITS,
    digits_from,
    is_corrected,
    is_date,
    is_digit,
)
from callscribe.polish.detectors.found_words import Hits, hide, spans_of
from callscribe.polish.detectors.ordinary_words import is_ordinary_word
from callscribe.polish.detectors.spelling_alphabet import LETTER_NAMES, Character, Spelling, find_spellings
from callscribe.polish.detectors.voices import same_voice

if TYPE_CHECKING:
    from collections.abc import Sequence

    from callscribe.polish.detectors.numbers.number_words import Reading
    from callscribe.polish.entities import EntitySpan
    from callscribe.transcript.words import Word

CUE_REACH: Final = 45
"""Words between a question for the code and the code, with an "I'll get my glasses" between."""

SHORT_REACH: Final = 14
"""Words after a cue within which digits of another count than a code's are taken for a misheard one."""

LONGEST_CODE: Final = 10
"""Digits that may be a misheard code of nine."""

LONGEST_ASIDE: Final = 4
"""Words of an aside between the two halves of a code: "what is it"."""

READ_BACK_REACH: Final = 40
"""Words after a code within which it is read back, as in `number_kinds`."""

DIRECT_REACH: Final = 4
"""Words between a cue and a code that follows at once: "zip would be uh"."""

_DIRECT: Final = frozenset("is it's its was would be should um uh er code there here".split())

_UK: Final = re.compile(r"[A-Z]{1,2}[0-9][A-Z0-9]?[0-9][A-Z]{2}")
_CANADA: Final = re.compile(r"[A-Z][0-9][A-Z][0-9][A-Z][0-9]")
_BEGINNING: Final = re.compile(r"[A-Z?]{1,2}[0-9]")
_INWARD: Final = re.compile(r"[0-9][a-z]{2}|[0-9][a-z][0-9]")
_ZIP: Final = re.compile(r"[0-9]{5}([0-9]{4})?")

_CUE_STARTS: Final = {phrase[0] for phrase in POSTCODE_CUES}
_ENDING_CUE: Final = frozenset(
    "phone telephone card account birth social email dollars order reference policy cell mobile ticket flight score "
    "paid claim cost costs total delayed".split()
)
"""Words after which another thing is asked for."""

_OTHER_NUMBERS: Final = frozenset("reference ticket order flight score paid claim cost costs total delayed".split())

_PAUSES: Final = frozenset("um uh uhm er erm dash hyphen plus and then".split())


def find_postcodes(words: Sequence[Word], readings: Sequence[Reading]) -> list[EntitySpan]:
    """Find postal codes.

    Args:
        words: In the order of the conversation, all parties together.
        readings: One for each word.

    Returns:
        Spans of the type POSTCODE in order, none overlapping another, each within one voice.
    """
    cued: list[int] = []
    seeds: list[int] = []
    found: Hits = {}
    for index, reading in enumerate(readings):
        shape = reading.shape
        if shape and shape in "UTVYN":
            if shape == "N" and not reading.digits.isdigit():
                hide(found, _written(readings, index), 0.95, "postcode_written")
            if index and _is_lettered(readings, index):
                seeds.append(index)
            elif index and _follows_state(words, readings, index):
                cued.append(index - 1)
        elif reading.text in _CUE_STARTS and (last := _cue_end(readings, index)) is not None:
            cued.append(last)
        elif (not shape or shape == "Q") and reading.text[-1:].isalpha() and not reading.text.isalpha():
            hide(found, _written(readings, index), 0.95, "postcode_written")
    for spelling in find_spellings(words, readings, seeds):
        hide(found, _shaped(spelling), 0.85, "postcode_shape")
    _announced(found, words, readings, cued)
    _read_back(found, words, readings)
    return list(spans_of(found, words, readings, "POSTCODE", through=_PAUSES))


def _cue_end(readings: Sequence[Reading], index: int) -> int | None:
    ends = [
        index + len(phrase) - 1
        for phrase in POSTCODE_CUES
        if tuple(reading.text.removesuffix("'s") for reading in readings[index : index + len(phrase)]) == phrase
    ]
    return max(ends, default=None)


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
            if _UK.fullmatch(text) or (_CANADA.fullmatch(text) and len(text) == 6):
                return list(range(first, index + 1))
    return []


def _shaped(spelling: Spelling) -> list[int]:
    """The words of the code that the characters hold, if they hold one."""
    characters = spelling.characters
    for first in range(len(characters)):
        for last in range(first + 1, min(first + 9, len(characters) + 1)):
            if not all(each.sure or each.text in ("A", "I", "0") for each in characters[first:last]):
                continue
            if characters[last - 1].text == "M" and characters[last - 2].text in ("A", "P"):
                continue  # "four fifteen p m"
            for shape in (_UK, _CANADA):
                if any(shape.fullmatch(read) for read in _readings(characters[first:last])):
                    return [k for each in characters[first:last] for k in range(each.first, each.last + 1)]
    return []


def _readings(characters: Sequence[Character]) -> list[str]:
    """The characters as a text, and as other texts where an "oh" may be a zero or the letter."""
    if len(characters) < 2 or sum(len(character.text) for character in characters) > 7:
        return []
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


def _announced(found: Hits, words: Sequence[Word], readings: Sequence[Reading], cues: Sequence[int]) -> None:
    """Hide the codes that cues announce: first what is told at once, which leaves no doubt."""
    for cue in cues:
        _at_once(found, words, readings, cue)
    for cue in cues:
        _after_cue(found, words, readings, cue)


def _at_once(found: Hits, words: Sequence[Word], readings: Sequence[Reading], cue: int) -> None:
    """Hide a ZIP code that stands right behind its cue, whatever was asked or told before: "and the zip is 62704"."""
    start = cue + 1
    while start < min(cue + 1 + DIRECT_REACH, len(words)) and readings[start].text in _DIRECT:
        start += 1
    if start < len(words) and same_voice(words, start, cue) and is_digit(readings, start):
        digits, said = digits_from(words, readings, start)
        if _ZIP.fullmatch(digits) and not is_date(readings, said):
            hide(found, said, 0.95, "postcode_cue")


def _after_cue(found: Hits, words: Sequence[Word], readings: Sequence[Reading], cue: int) -> None:
    """Hide the code that a cue announces, said by either voice; if nothing has a code's length, what comes nearest."""
    before = _digits_before(words, readings, cue)
    hide(found, before, 0.9, "postcode_cue")
    if before or any(index in found for index in range(max(0, cue - 5), cue)):
        return  # "that's the postcode"
    nearest: list[int] = []
    index = cue
    while (index := index + 1) < min(cue + 1 + CUE_REACH, len(words)):
        reading = readings[index]
        if index in found:
            return
        if index - cue > 4 and _is_other_topic(words, readings, index, cue):
            break
        if reading.shape and reading.shape in "UTYVNRO" and not _is_mixed(reading):
            digits, said = digits_from(words, readings, index)
            index = max(said, default=index)
            if not is_date(readings, said) and _is_hidden(
                found, words, readings, digits, said, near=index - cue < SHORT_REACH
            ):
                return
            if (
                not nearest
                and not is_date(readings, said)
                and 3 <= len(digits) <= LONGEST_CODE
                and index - cue < SHORT_REACH
            ):
                nearest = said
        elif _is_letter(reading) and _hide_lettered(found, words, readings, index, cue):
            return
    hide(found, nearest, 0.75, "postcode_cue")


def _is_hidden(
    found: Hits, words: Sequence[Word], readings: Sequence[Reading], digits: str, said: Sequence[int], *, near: bool
) -> bool:
    """Hide digits that are a code, or the beginning of one that is corrected; False where the code is still to come."""
    whole = len(digits) in (ZIP_DIGITS, ZIP_DIGITS + 4)
    corrected = bool(said) and is_corrected(words, readings, said[-1])
    mends = bool(said) and any(index in found for index in range(said[0] - 5, said[0]))
    complete = ZIP_DIGITS <= len(digits) <= LONGEST_CODE or mends
    if complete or (corrected and near):
        hide(found, said, 0.95 if whole else 0.6, "postcode_cue")
    return complete and not corrected


def _hide_lettered(found: Hits, words: Sequence[Word], readings: Sequence[Reading], index: int, cue: int) -> bool:
    """Hide the British or Canadian code around a letter, if one begins after the cue."""
    for spelling in find_spellings(words, readings, [index]):
        near = index - cue < SHORT_REACH or len(spelling.text) >= ZIP_DIGITS
        if spelling.first > cue and near and _begins_code(readings, spelling):
            hide(found, _whole_code(readings, spelling, cue), 0.9, "postcode_cue")
            return True
    return False


def _is_other_topic(words: Sequence[Word], readings: Sequence[Reading], index: int, cue: int) -> bool:
    """Whether another number is spoken of, or asked for by the voice that asked for the code."""
    token = readings[index].text
    if token in _OTHER_NUMBERS:
        return True
    asked = same_voice(words, index, cue) and readings[index - 1].text in ("your", "my", "and")
    return token in _ENDING_CUE and asked


def _begins_code(readings: Sequence[Reading], spelling: Spelling) -> bool:
    before = readings[spelling.first - 1].text.upper()
    two = len(before) == 2 and before.isalpha() and not is_ordinary_word(before.casefold())
    return bool(_BEGINNING.match(spelling.text) or (two and _BEGINNING.match(before + spelling.text)))


def _is_letter(reading: Reading) -> bool:
    two = len(reading.text) == 2 and reading.text.isalpha() and not is_ordinary_word(reading.text)
    return reading.shape == "L" or reading.text in LETTER_NAMES or _is_mixed(reading) or two


def _is_mixed(reading: Reading) -> bool:
    """Whether letters and digits are written together: "SW1A"."""
    text = reading.text
    return 2 <= len(text) <= 8 and text.isalnum() and not text.isalpha() and not text.isdigit() and reading.shape != "Q"


def _digits_before(words: Sequence[Word], readings: Sequence[Reading], cue: int) -> list[int]:
    """The digits in "the 62704 zip code"."""
    first = cue
    while first > 0 and readings[first].text in ("zip", "code", "post", "postal", "postcode"):
        first -= 1
    last = first
    while first >= 0 and last - first < 6 and is_digit(readings, first):
        first -= 1
        digits, said = digits_from(words, readings, first + 1)
        if len(digits) == 5 and said[-1] == last:
            return said
    return []


def _whole_code(readings: Sequence[Reading], spelling: Spelling, cue: int) -> list[int]:
    said = _of_one_code(spelling)
    first, last = said[0] - 1, said[-1] + 1
    before = readings[first]
    if first > cue and (before.text == "x-ray" or (len(before.text) == 2 and not is_ordinary_word(before.text))):
        said.insert(0, first)  # "ec one v"
    while last < len(readings) and last - said[-1] <= LONGEST_ASIDE and readings[last].shape == "P":
        last += 1
    if last < len(readings) and _INWARD.fullmatch(readings[last].text):
        said.append(last)  # "H6E, let me see, 9L8"
    return said


def _of_one_code(spelling: Spelling) -> list[int]:
    """The words of the first code's worth of characters: seven, or eight where one was misheard."""
    shaped = _shaped(spelling)
    taken: list[int] = []
    length = 0
    for character in spelling.characters:
        length += len(character.text)
        if length > 9:
            break
        taken += range(character.first, character.last + 1)
    return sorted({*shaped, *taken})


def _read_back(found: Hits, words: Sequence[Word], readings: Sequence[Reading]) -> None:
    """Hide what repeats a code within a few turns: the same digits, or most of them, in one piece or several."""
    for span in list(spans_of(found, words, readings, "POSTCODE", through=_PAUSES)):
        code = "".join(_characters(readings[index]) for index in range(span.first_word, span.last_word + 1))
        code = digits_from(words, readings, span.first_word)[0] if code.isdigit() else code
        index = span.last_word + 1
        while index < min(span.last_word + 1 + READ_BACK_REACH, len(words)):
            group = _group_from(words, readings, index)
            said = "".join(_characters(readings[k]) for k in group)
            said = digits_from(words, readings, index)[0] if said.isdigit() else said
            begun = len(said) == 2 and code.startswith(said) and not said.isdigit()
            wrong = Levenshtein.distance(said, code)
            alike = begun or (len(said) >= 3 and (said in code or code in said or wrong <= min(2, len(said) - 2)))
            # The last four digits of a ZIP code are given after the first five were confirmed.
            more = len(code) == 5 == sum(map(str.isdigit, code)) and len(said) == 4 and said.isdigit()
            if group and (alike or (more and not is_date(readings, group) and _opens_turn(words, readings, index))):
                hide(found, group, 0.75, "postcode_again")
            index = max(group, default=index) + 1


def _group_from(words: Sequence[Word], readings: Sequence[Reading], start: int) -> list[int]:
    """Words from `start` on that say digits and letters, one voice's, without a break."""
    group: list[int] = []
    for index in range(start, min(start + 12, len(words))):
        reading = readings[index]
        same = same_voice(words, index, start)
        if not same or not _characters(reading) or (not group and reading.text in ("a", "i")):
            break
        group.append(index)
    return group


def _characters(reading: Reading) -> str:
    if reading.shape and reading.shape in "UTYVNOLR":
        return reading.digits
    if len(reading.text) == 1 and reading.text.isalpha():
        return reading.text.upper()
    return "".join(filter(str.isalnum, reading.text)).upper() if any(map(str.isdigit, reading.text)) else ""


def _opens_turn(words: Sequence[Word], readings: Sequence[Reading], index: int) -> bool:
    """Whether nothing but listening words stands between the turn's beginning and the word."""
    first = index
    while first > 0 and readings[first - 1].shape == "P" and same_voice(words, first - 1, index):
        first -= 1
    return first == 0 or not same_voice(words, first - 1, index)
