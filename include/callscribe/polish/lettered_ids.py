"""Personal numbers that have letters in them, spelled or written: national numbers and bank accounts of many countries.

Those of digits alone are judged in `number_kinds`. What letters may be said as ("b for bravo", "tea"), is for
`spelling_alphabet`.
"""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import dropwhile, groupby
from typing import TYPE_CHECKING, Final

from callscribe.polish.entities import EntitySpan
from callscribe.polish.ibans import IBAN_FORM, SHORTEST_IBAN, is_iban
from callscribe.polish.national_ids import LETTERED_FORMS
from callscribe.polish.number_answers import changes_voice
from callscribe.polish.number_run import OPENERS
from callscribe.polish.spelling_alphabet import find_spellings

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from callscribe.polish.number_cues import Cue
    from callscribe.polish.number_words import Reading
    from callscribe.polish.spelled_characters import Character
    from callscribe.polish.spelling_alphabet import Spelling
    from callscribe.transcript.words import Word

REACH: Final = 30
"""Words between a cue and its number, and between two parts of it, as in `number_answers`."""

LONG_DIGITS: Final = 6
"""Digits from which letters and digits are hidden whatever they are, as in `number_kinds`."""

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
        half_day = any(
            readings[index].text == "m" and readings[index - 1].text in ("a", "p")
            for index in range(first + 1, stretch.end())
        )
        if first in named or not lettered or half_day or (first > until and _DIGITS.isdisjoint(stretch[0])):
            continue
        seeds.append(first)
        if first <= until:
            announced[first] = kind
            until = max(until, stretch.end() + REACH)
    found: list[EntitySpan] = []
    for spelling in find_spellings(words, readings, seeds):
        kinds = [announced[index] for index in range(spelling.first, spelling.last + 1) if index in announced]
        span = _judge(words, spelling, readings, kinds[0] if kinds else "")
        if span is not None:
            found += _by_turn(span, spelling, words)
    return found


def _written(stretch: re.Match[str]) -> list[int]:
    return [stretch.start() + offset for offset, shape in enumerate(stretch[0]) if shape in "NW"]


def _judge(words: Sequence[Word], spelling: Spelling, readings: Sequence[Reading], announced: str) -> EntitySpan | None:
    # What stands doubtful before the first sure letter may be "the" and "is".
    characters = list(
        dropwhile(lambda character: not (character.sure or _is_written(words, character)), spelling.characters)
    )
    text = "".join(character.text for character in characters)
    opening = characters[0].first
    starts = [character.first for character in characters for _ in character.text]
    ends = [character.last for character in characters for _ in character.text]
    if readings[min(spelling.last + 1, len(readings) - 1)].text == "a":
        # The article, or the last letter: the form says which.
        text, starts, ends = f"{text}A", [*starts, spelling.last + 1], [*ends, spelling.last + 1]
    before = readings[opening - 1].text if opening else ""
    if before in ("a", "i"):
        # The article or the pronoun, or the first letter: "it's i e two nine".
        lead = readings[opening - 2].text if opening > 1 else ""
        text, starts, ends = before.upper() + text, [opening - 1, *starts], [opening - 1, *ends]
        opens = lead in OPENERS or opening < 2 or changes_voice(words, opening - 2)
        if announced and (opens or announced == "IBAN"):
            opening -= 1
    for name, form, is_valid in LETTERED_FORMS:
        for match in form.finditer(text):
            if is_valid(match[0]):
                first, last = starts[match.start()], ends[match.end() - 1]
                if announced:
                    first, last = opening, max(last, spelling.last)
                return EntitySpan("NATIONAL_ID", first, last, name, 0.96)
    for match in IBAN_FORM.finditer(text):
        for stop in range(len(match[0]), SHORTEST_IBAN - 1, -1):
            if is_iban(match[0][:stop]):
                return EntitySpan("IBAN", starts[match.start()], ends[match.start() + stop - 1], "iban_mod97", 0.99)
    digits = sum(character.isdigit() for character in spelling.text)
    explained = spelling.last - spelling.first > len(spelling.characters)
    if announced and (digits or explained or len(spelling.text) >= 2):
        detector = "iban_cue" if announced == "IBAN" else "national_id_cue"
        return EntitySpan(announced, opening, spelling.last, detector, 0.8)
    sure = [position for position, character in enumerate(spelling.characters) if character.sure]
    within = spelling.characters[sure[0] : sure[-1] + 1]
    if digits >= LONG_DIGITS and all(character.sure for character in within):
        return EntitySpan("LONG_NUMBER", within[0].first, within[-1].last, "letters_and_digits", 0.4)
    return None


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
