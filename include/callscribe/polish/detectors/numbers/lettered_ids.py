"""Personal numbers that have letters in them, spelled or written: national numbers and bank accounts of many countries.

Those of digits alone are judged in `number_kinds`. What letters may be said as ("b for bravo", "tea"), is for
`spelling_alphabet`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import dropwhile, groupby
from typing import TYPE_CHECKING, Final

from callscribe.polish.detectors.numbers.ibans import IBAN_FORM, IBAN_LENGTHS, SHORTEST_IBAN, is_iban
from callscribe.polish.detectors.numbers.national_ids import LETTERED_FORMS
from callscribe.polish.detectors.numbers.number_run import OPENERS
from callscribe.polish.detectors.numbers.thing_numbers import names_thing
from callscribe.polish.detectors.spelling_alphabet import find_spellings
from callscribe.polish.detectors.voices import ends_turn
from callscribe.polish.entities import EntitySpan

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from callscribe.polish.detectors.numbers.number_cues import Cue
    from callscribe.polish.detectors.numbers.number_words import Reading
    from callscribe.polish.detectors.spelled_characters import Character
    from callscribe.polish.detectors.spelling_alphabet import Spelling
    from callscribe.transcript.words import Word

REACH: Final = 30
"""Words between a cue and its number, and between two parts of it, as in `number_answers`."""

LONG_DIGITS: Final = 6
"""Digits from which letters and digits are hidden whatever they are, as in `number_kinds`."""

LONGEST_WORDING: Final = 3
"""Words that may stand between a letter and the digits after it: "e for edward three five"."""

LONGEST_MODEL: Final = 4
"""Letters and digits of a thing's name: "x two hundred", "the five g plan"."""

BEFORE_MODELS: Final = frozenset("the a an model series version new at for no any".split())
"""What stands before a thing's name."""

PLANS: Final = frozenset(("401K", "403B", "457B"))
"""American pension plans, which are named after sections of the tax code."""

LONGEST_CAPITALS: Final = 6
"""Letters written together at most: an Italian tax code begins with six."""

LEAST_IBAN_DIGITS: Final = 10
"""Digits after a country's letters that make an IBAN, check digits or not: the fewest of any with four letters more."""

_IBAN_LIKE: Final = re.compile(r"([A-Z]{2})\d{2}[A-Z0-9?]{8}")
_KINDS: Final = {"national_id": "NATIONAL_ID", "iban": "IBAN"}
_DIGITS: Final = frozenset("UTYNVW")
_SPELLED: Final = re.compile("[LUTYNVW](?:[PORM]{0,3}[LUTYNVW])*")
"""Words, by their shapes, that may be one spelling."""


def find_lettered_ids(words: Sequence[Word], readings: Sequence[Reading], cues: Sequence[Cue]) -> list[EntitySpan]:
    """Find national numbers and IBANs that have letters.

    Args:
        words: In the order of the conversation.
        readings: One for each word.
        cues: The announcing phrases found in them, in order.

    Returns:
        In order of the words; a LONG_NUMBER is some code of letters and many digits.
    """
    # W: letters and digits in one word, of which too few are digits to be a number.
    shapes = "".join([reading.shape or ("W" if reading.digits else ".") for reading in readings])
    named = {index for cue in cues for index in range(cue.first, cue.last + 1)}
    asked = [cue for cue in cues if cue.kind in _KINDS]
    asked.reverse()
    announced: dict[int, str] = {}
    seeds = []
    kind, until = "", -1
    for stretch in _SPELLED.finditer(shapes):
        first = stretch.start()
        while asked and asked[-1].last < first:
            cue = asked.pop()
            kind, until = _KINDS[cue.kind], cue.last + REACH
        lettered = "L" in stretch[0] or any(not readings[index].digits.isdigit() for index in _written(stretch))
        if (
            first in named
            or not lettered
            or _is_time(readings, stretch)
            or (first > until and _DIGITS.isdisjoint(shapes[first : stretch.end() + LONGEST_WORDING]))
        ):
            continue
        seeds.append(first)
        if first <= until:
            announced[first] = kind
            until = max(until, stretch.end() + REACH)
    seeds += _capitals(words, cues, announced)
    found: list[EntitySpan] = []
    for spelled in find_spellings(words, readings, sorted(seeds)):
        # "Your d n i - seven eight": what announces a number is no part of it.
        behind = [character for character in spelled.characters if character.first in named]
        characters = spelled.characters[spelled.characters.index(behind[-1]) + 1 :] if behind else spelled.characters
        if characters and readings[characters[-1].first - 1].text in ("thank", "thanks"):
            characters = characters[:-1]
        if not characters:
            continue
        spelling = replace(spelled, characters=characters)
        kinds = [announced[index] for index in range(spelling.first, spelling.last + 1) if index in announced]
        span = _judge(words, spelling, readings, kinds[0] if kinds else "")
        if span is not None:
            found += _by_turn(span, spelling, words)
    return found


def _capitals(words: Sequence[Word], cues: Sequence[Cue], announced: dict[int, str]) -> list[int]:
    """Capitals that were written together after a cue ("MH, 48 42 91"); they are noted as announced."""
    found = []
    for cue in cues:
        if cue.kind not in _KINDS:
            continue
        for index in range(cue.last + 1, min(cue.last + 1 + REACH, len(words))):
            bare = words[index].word.strip(".,?!")
            if 2 <= len(bare) <= LONGEST_CAPITALS and bare.isalpha() and bare.isupper():
                announced.setdefault(index, _KINDS[cue.kind])
                found.append(index)
    return found


def _is_time(readings: Sequence[Reading], stretch: re.Match[str]) -> bool:
    """Whether the letters are those of "nine forty five p m"."""
    letters = [stretch.start() + offset for offset, shape in enumerate(stretch[0]) if shape == "L"]
    return bool(letters) and all(
        (readings[index].text == "m" and readings[index - 1].text in ("a", "p"))
        or (readings[index].text == "p" and readings[index + 1 : index + 2] and readings[index + 1].text == "m")
        for index in letters
    )


def _written(stretch: re.Match[str]) -> list[int]:
    return [stretch.start() + offset for offset, shape in enumerate(stretch[0]) if shape in "NW"]


def _is_alone(words: Sequence[Word], readings: Sequence[Reading], index: int) -> bool:
    """Whether a letter is all that is said in its turn: "go ahead - charlie"."""
    before, after = index - 1, index + 1
    while before >= 0 and not ends_turn(words, before) and readings[before].shape == "P":
        before -= 1
    while after < len(words) and not ends_turn(words, after - 1) and readings[after].shape == "P":
        after += 1
    opens = before < 0 or ends_turn(words, before)
    return opens and (after == len(words) or ends_turn(words, after - 1))


@dataclass(frozen=True, slots=True)
class _Code:
    """A spelling as one string, with the words that say each of its characters, and a 1 for each sure one, else a 0."""

    text: str
    first: tuple[int, ...]
    last: tuple[int, ...]
    sure: str


def _judge(words: Sequence[Word], spelling: Spelling, readings: Sequence[Reading], announced: str) -> EntitySpan | None:
    # What stands doubtful before the first sure letter may be "the" and "is".
    if not any(character.sure or _is_written(words, character) for character in spelling.characters):
        return None
    characters = list(
        dropwhile(lambda character: not (character.sure or _is_written(words, character)), spelling.characters)
    )
    opening = characters[0].first
    code = _code(characters, readings)
    if code.first[0] < opening and announced and (announced == "IBAN" or _leads(words, readings, opening - 2)):
        opening -= 1
    known = _by_form(code, announced)
    if known is not None:
        whole = announced == known.entity_type
        if not whole:
            return known
        behind = [character for character in characters if character.first > known.last_word]
        # "... 5099 - great - nine out of ten": a number that is whole has no last digit in another turn.
        last = known.last_word if len(behind) == 1 else max(known.last_word, spelling.last)
        return replace(known, first_word=opening, last_word=last)
    digits = sum(character.isdigit() for character in spelling.text)
    if 0 < digits < len(spelling.text) <= LONGEST_MODEL and _is_model(readings, opening, spelling.text):
        return None
    explained = spelling.last - spelling.first > len(spelling.characters)
    if announced and (digits or explained or len(spelling.text) >= 2):
        detector = "iban_cue" if announced == "IBAN" else "national_id_cue"
        return EntitySpan(announced, opening, spelling.last, detector, 0.8)
    if announced and _is_alone(words, readings, opening):
        return EntitySpan(announced, opening, opening, "last_letter", 0.6)
    return _judge_unknown(words, spelling, readings, opening)


def _judge_unknown(
    words: Sequence[Word], spelling: Spelling, readings: Sequence[Reading], opening: int
) -> EntitySpan | None:
    """Letters and digits that nothing announces, unless they are a thing's: "flight EZY 8071"."""
    sure = [position for position, character in enumerate(spelling.characters) if character.sure]
    within = spelling.characters[sure[0] : sure[-1] + 1] if sure else ()
    told = "".join(filter(str.isdigit, spelling.text))
    digits = len(told)
    if told[: digits // 2] == told[digits // 2 :]:
        digits //= 2  # "an R T X forty sixty - forty sixty"
    if digits < LONG_DIGITS or names_thing(words, readings, opening):
        return None
    if all(character.sure for character in within):
        return EntitySpan("LONG_NUMBER", within[0].first, within[-1].last, "letters_and_digits", 0.4)
    return None


def _code(characters: Sequence[Character], readings: Sequence[Reading]) -> _Code:
    """The characters, and an "a" or "i" next to them, which may be a letter or not: the form says which."""
    parts = [
        (letter, character.first, character.last, "01"[character.sure])
        for character in characters
        for letter in character.text
    ]
    before, after = characters[0].first - 1, characters[-1].last + 1
    if before >= 0 and readings[before].text in ("a", "i"):
        parts.insert(0, (readings[before].text.upper(), before, before, "0"))
    if after < len(readings) and readings[after].text == "a":
        parts.append(("A", after, after, "0"))
    letters, first, last, sure = zip(*parts, strict=True)
    return _Code("".join(letters), first, last, "".join(sure))


def _leads(words: Sequence[Word], readings: Sequence[Reading], index: int) -> bool:
    """Whether what is asked for begins after a word."""
    return index < 0 or readings[index].text in OPENERS or ends_turn(words, index)


def _is_model(readings: Sequence[Reading], index: int, text: str) -> bool:
    """Whether letters and digits are what a thing is called: "the five g plan", "how much is x two hundred"."""
    if text in PLANS:
        return True
    before = [reading.text for reading in readings[max(0, index - 3) : index]]
    return bool(before) and (before[-1] in BEFORE_MODELS or "much" in before)


def _by_form(code: _Code, announced: str) -> EntitySpan | None:
    """A number that is known by its form and its check digits."""
    for name, form, is_valid in LETTERED_FORMS:
        for match in form.finditer(code.text):
            believed = name != "gb_nino" or announced or _is_sure(code.sure[match.start() : match.end()])
            if believed and is_valid(match[0]):
                return EntitySpan("NATIONAL_ID", code.first[match.start()], code.last[match.end() - 1], name, 0.96)
    opening = _IBAN_LIKE.match(code.text)
    doubtful = None
    if opening is not None and opening[1] in IBAN_LENGTHS and sum(map(str.isdigit, code.text)) >= LEAST_IBAN_DIGITS:
        doubtful = EntitySpan("IBAN", code.first[0], code.last[-1], "iban_form", 0.86)
    for match in IBAN_FORM.finditer(code.text):
        for length in range(len(match[0]), SHORTEST_IBAN - 1, -1):
            if is_iban(match[0][:length]):
                last = code.last[match.start() + length - 1]
                return EntitySpan("IBAN", code.first[match.start()], last, "iban_mod97", 0.99)
    return doubtful


def _is_sure(marks: str) -> bool:
    """Whether one character is doubtful at most: "seven p or six fifteen one fifteen a m" could be a British number."""
    return marks.count("0") <= 1


def _is_written(words: Sequence[Word], character: Character) -> bool:
    """Whether capitals were written together: "MH 48 42 91 D"."""
    return len(character.text) > 1 and words[character.first].word.strip(".,").isupper()


def _by_turn(span: EntitySpan, spelling: Spelling, words: Sequence[Word]) -> Iterator[EntitySpan]:
    """One span for each turn; listening sounds of the other party between are left alone."""
    said = {index for character in spelling.characters for index in range(character.first, character.last + 1)}
    said |= {span.first_word, span.last_word}
    stretch = range(span.first_word, span.last_word + 1)
    for _, turn in groupby(stretch, key=lambda index: (words[index].channel, words[index].speaker)):
        together = [index for index in turn if index in said]
        if together:
            yield replace(span, first_word=together[0], last_word=together[-1])
