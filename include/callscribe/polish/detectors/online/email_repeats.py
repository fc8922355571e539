"""Addresses said once more, and those of which no domain was heard: what is read back, corrected, or cut short."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Final

from callscribe.polish.detectors.online.email_names import NEVER_MISHEARD
from callscribe.polish.detectors.online.email_words import (
    CUES,
    DIGIT_SHAPES,
    DOTS,
    ENDINGS,
    JOINERS,
    LEAST_ALIKE,
    PROVIDERS,
    is_character,
    is_letter,
    is_name_like,
)
from callscribe.polish.detectors.ordinary_words import SMALL_WORDS, is_ordinary_word
from callscribe.polish.detectors.spelled_characters import ACRONYMS, AMBIGUOUS, EXPLAINERS, LETTER_NAMES
from callscribe.polish.detectors.voices import same_voice
from callscribe.polish.sounds import alike, begin_alike, sound_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from callscribe.polish.detectors.numbers.number_words import Reading
    from callscribe.transcript.words import Word

READ_BACK_BEFORE: Final = 40
"""Words before an address in which it may have been begun, and taken back: "jane four no sorry jane five at"."""

READ_BACK_AFTER: Final = 120
"""Words after an address in which it is read back."""

LEAST_SPELLED: Final = 3
"""Letters said one by one that must be those of a name in a row."""

LEAST_ALONE: Final = 6
"""Letters of a rare word that is a name's part even if nothing of the address stands beside it."""

LONGEST_GAP: Final = 2
"""Words of no meaning between two parts of an address that is said again."""

PARTING: Final = frozenset("actually so just really yes yeah is it's that's".split())
"""Words between two parts that stand for none: "k e a t i n g, actually, keating"."""

LONGEST_EXPLANATION: Final = 4
"""From one letter to the next with "as in tango" between."""

ANSWER_REACH: Final = 25
"""Words after "email" in which a name of an address is believed without a domain."""

LEAST_UNFINISHED: Final = 4
"""Letters said one by one that make such a name."""


def find_repeats(
    words: Sequence[Word], readings: Sequence[Reading], texts: Sequence[str], found: Sequence[Sequence[int]]
) -> Iterator[list[int]]:
    """Find addresses said again, wholly or in part, before or after, by whomever.

    Args:
        words: In the order of the conversation.
        readings: One for each word.
        texts: Of the readings.
        found: Indices of the words of each address.

    Yields:
        Indices of words, ascending.
    """
    covered = {index for said in found for index in said}
    names = {name for said in found for name in _names(readings, said)}
    hits = {index for index, text in enumerate(texts) if text in names and index not in covered} if names else set()
    initials: set[str] = set()
    numbered = False
    for said in found:
        around = range(max(0, said[0] - READ_BACK_BEFORE), min(len(texts), said[-1] + READ_BACK_AFTER))
        hits |= _parts_in(words, readings, said, [index for index in around if index not in covered])
        initials.update(texts[one] + texts[other] for one, other in pairwise(said) if len(texts[one]) == 1)
        numbered = numbered or any(readings[index].shape in DIGIT_SHAPES or readings[index].digits for index in said)
    for group in _groups(words, readings, sorted(hits)):
        said = _grown(words, readings, group, covered, numbered=numbered, initials=initials)
        long = any(len(texts[index]) >= LEAST_ALONE and not is_ordinary_word(texts[index]) for index in group)
        if len(said) > 1 or long:
            yield said


def _parts_in(
    words: Sequence[Word], readings: Sequence[Reading], said: Sequence[int], places: Sequence[int]
) -> set[int]:
    """Indices of words that say a part of an address, by sound or letter by letter."""
    names = set(_names(readings, said))
    spelled = _spelled(readings, said)
    hits: set[int] = set()
    for index in places:
        text = readings[index].text
        if len(text) > LEAST_SPELLED and text.isalpha() and not is_ordinary_word(text):
            alike = any(begin_alike(text, name) and _sounds_like(text, name) for name in names)
            if alike or text in spelled:
                hits.add(index)
    for run in letter_runs(words, readings, places):
        letters = _spelled(readings, run)
        if any(letters[at : at + LEAST_SPELLED] in spelled for at in range(len(letters) - LEAST_SPELLED + 1)):
            hits.update(run)
    return hits


def find_echoes(
    words: Sequence[Word], readings: Sequence[Reading], found: Sequence[Sequence[int]]
) -> Iterator[list[int]]:
    """Find parts of an address that another voice says again before the first goes on with it.

    Args:
        words: In the order of the conversation.
        readings: One for each word.
        found: Indices of the words of each address.

    Yields:
        Indices of words of one voice, ascending.
    """
    for said in found:
        tokens = {readings[index].text for index in said}
        for before, after in pairwise(said):
            turn = [index for index in range(before + 1, after) if not same_voice(words, index, before)]
            parts = [index for index in turn if _is_part(readings[index], tokens)]
            if any(readings[index].text in tokens for index in parts):
                yield parts


def _is_part(reading: Reading, tokens: Collection[str]) -> bool:
    """Whether a word that is said while an address is read out may be a part of it, misheard or not."""
    if reading.shape == "P":
        return reading.text in JOINERS
    return is_character(reading) or reading.shape == "M" or reading.text in tokens or is_name_like(reading.text)


def find_unfinished(
    words: Sequence[Word], readings: Sequence[Reading], cues: Sequence[int], covered: Collection[int]
) -> Iterator[list[int]]:
    """Find names of addresses after "email" whose domain was not understood, or is yet to come.

    Args:
        words: In the order of the conversation.
        readings: One for each word.
        cues: Indices of words in CUES.
        covered: Indices of words of addresses that were found.

    Yields:
        Indices of words, ascending.
    """
    floor = 0
    for cue in cues:
        reach = range(max(cue + 1, floor), min(len(words), cue + 1 + ANSWER_REACH))
        places = [index for index in reach if index not in covered]
        hits = {index for index in places if readings[index].text in JOINERS and _joins(words, readings, index)}
        hits.update(index for index in places if _is_written_name(readings, index))
        for run in letter_runs(words, readings, places):
            if len(run) >= LEAST_UNFINISHED and _spelled(readings, run) not in ACRONYMS:
                hits.update(run)
        if not hits:
            continue
        for group in _groups(words, readings, sorted(hits)):
            said = _grown(words, readings, group, covered, numbered=True)
            if len(said) > 2 or any(_is_written_name(readings, index) for index in said):
                floor = said[-1] + 1
                yield said


def _is_written_name(readings: Sequence[Reading], index: int) -> bool:
    """Whether a word can only be the name of an address: "jane_doe", or "janedoe7" with "at" after it."""
    text = readings[index].text
    if text.isalpha():
        return False
    figures = len(text) - len(text.rstrip("0123456789"))
    numbered = figures > 0 and text[:-figures].isalpha()
    follows = index + 1 < len(readings) and readings[index + 1].text == "at"
    return "_" in text.strip("_") or (numbered and follows and not readings[index].shape)


def letter_runs(words: Sequence[Word], readings: Sequence[Reading], places: Sequence[int]) -> Iterator[list[int]]:
    """Letters that one voice says one after another, one misheard word among them left out.

    Args:
        words: In the order of the conversation.
        readings: One for each word.
        places: Indices of words to look at, ascending.
    """
    run: list[int] = []
    for index in places:
        reading = readings[index]
        sure = is_letter(reading) or reading.text in LETTER_NAMES
        doubtful = reading.text in AMBIGUOUS and bool(run)
        if not (sure or doubtful):
            continue
        if run and not _goes_on(words, readings, run[-1], index):
            yield from _believed(readings, run)
            run = []
        if sure or run:
            run.append(index)
    yield from _believed(readings, run)


def _spelled(readings: Sequence[Reading], run: Sequence[int]) -> str:
    return "".join(_characters(readings[index]) for index in run)


def _goes_on(words: Sequence[Word], readings: Sequence[Reading], last: int, index: int) -> bool:
    """Whether a letter goes on with those before it, over a misheard word or what explains the last of them."""
    between = [readings[each].text for each in range(last + 1, index)]
    if not same_voice(words, last, index) or not NEVER_MISHEARD.isdisjoint(between):
        return False
    explained = bool(between) and (between[0] in EXPLAINERS or readings[last + 1].digits == "4")
    return len(between) < (LONGEST_EXPLANATION if explained else LONGEST_GAP)


def _believed(readings: Sequence[Reading], run: list[int]) -> Iterator[list[int]]:
    """The run without doubtful letters at its edges, if enough is left."""
    while run and not (is_letter(readings[run[-1]]) or readings[run[-1]].text in LETTER_NAMES):
        run.pop()
    if len(run) >= LEAST_SPELLED and sum(readings[index].shape == "L" for index in run) > 1:
        yield run


def _names(readings: Sequence[Reading], said: Sequence[int]) -> Iterator[str]:
    """Rare words of an address, and those that its letters spell."""
    for index in said:
        text = readings[index].text
        known = text in PROVIDERS or text in ENDINGS or text in CUES or "@" in text or "." in text
        if len(text) > 2 and not readings[index].shape and not known and is_name_like(text):
            yield text
    for one, other in pairwise(said):
        if is_letter(readings[one]) and is_letter(readings[other]):
            spelled = "".join(_characters(readings[index]) for index in said)
            yield from (part for part in spelled.replace("@", " ").split() if len(part) > LEAST_SPELLED)
            return


def _characters(reading: Reading) -> str:
    """The letters and digits that a word says, in lower case; a space for what joins them."""
    if reading.text in JOINERS or reading.text == "at":
        return " "
    if reading.text in LETTER_NAMES:
        return LETTER_NAMES[reading.text].lower()
    if reading.shape in ("L", "U", "N", "T", "V"):
        return reading.digits.lower()
    if len(reading.text) > 1 and reading.text in AMBIGUOUS:
        return AMBIGUOUS[reading.text].lower()
    return "".join(character if character.isalnum() else " " for character in reading.text)


def _sounds_like(text: str, name: str) -> bool:
    return len(name) > 3 and alike(sound_of(text), sound_of(name)) >= LEAST_ALIKE


def _groups(words: Sequence[Word], readings: Sequence[Reading], hits: Sequence[int]) -> Iterator[list[int]]:
    """Hits of one voice that stand together, over joiners, digits and up to LONGEST_GAP other words."""
    group: list[int] = []
    for index in hits:
        if group:
            between = range(group[-1] + 1, index)
            others = sum(not _glues(readings[each]) for each in between) if len(between) < 12 else LONGEST_GAP + 1
            if any(readings[each].text in PARTING for each in between):
                others = LONGEST_GAP + 1
            if others > LONGEST_GAP or not all(same_voice(words, group[-1], each) for each in (*between, index)):
                yield group
                group = []
        group.append(index)
    if group:
        yield group


def _glues(reading: Reading) -> bool:
    return is_character(reading) or reading.text in JOINERS


def _grown(
    words: Sequence[Word],
    readings: Sequence[Reading],
    group: Sequence[int],
    covered: Collection[int],
    *,
    numbered: bool,
    initials: Collection[str] = (),
) -> list[int]:
    """The group with what belongs to it before and after: joined words, digits of the name, the domain."""
    first, last = group[0], group[-1]
    while first > 0 and first - 1 not in covered and same_voice(words, first - 1, first):
        text = readings[first - 1].text
        joined = readings[first].text in JOINERS and text not in SMALL_WORDS and readings[first - 1].shape != "P"
        initial = len(text) == 1 and text + readings[first].text in initials
        if not (joined or initial or text in JOINERS or readings[first - 1].shape == "L"):
            break
        first -= 1
    domain = False
    while last + 1 < len(words) and last + 1 not in covered and same_voice(words, last, last + 1):
        reading = readings[last + 1]
        joined = readings[last].text in JOINERS and reading.text not in SMALL_WORDS and reading.shape != "P"
        digit = (
            numbered
            and not domain
            and (
                reading.shape in DIGIT_SHAPES
                or (reading.text == "and" and readings[last].shape == "H")
                or (reading.shape == "M" and (readings[last].shape in DIGIT_SHAPES or readings[last].text == "and"))
            )
        )
        ending = readings[last].text in DOTS and reading.text in ENDINGS
        starts = reading.text == "at" and last + 2 < len(words) and _names_domain(readings[last + 2].text)
        named = domain and readings[last].text == "at"
        if not (joined or digit or ending or starts or named or reading.text in JOINERS or reading.shape == "L"):
            break
        domain = domain or starts
        last += 1
    while readings[first].text in JOINERS and first < last:
        first += 1
    return list(range(first, last + 1))


def _names_domain(text: str) -> bool:
    return text in PROVIDERS or is_name_like(text)


def _joins(words: Sequence[Word], readings: Sequence[Reading], index: int) -> bool:
    """Whether a word joins two parts of a name: "jane dot doe", "j hyphen doe"; but "it's zero dot five"."""
    if (
        not 0 < index < len(words) - 1
        or not same_voice(words, index - 1, index)
        or not same_voice(words, index, index + 1)
    ):
        return False
    around = (readings[index - 1], readings[index + 1])
    named = [each.text.isalpha() and is_name_like(each.text) and not each.shape for each in around]
    lettered = [each.shape == "L" for each in around]
    return (named[0] and named[1]) or (named[0] and lettered[1]) or (lettered[0] and named[1])
