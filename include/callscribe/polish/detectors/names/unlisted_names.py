"""Names that are in no list, where they stand as only names do.

What stands there must be a word that is no everyday one, no firm's and no place's, or a common given name.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from callscribe.polish.detectors.names.given_names import GIVEN_NAMES, PLAIN_NAMES
from callscribe.polish.detectors.names.name_extent import (
    HESITATIONS,
    LONGEST_NAME,
    NOT_NAMED,
    NOT_SPEAKING,
    is_dated,
)
from callscribe.polish.detectors.names.name_positions import (
    POSITIONS,
    Position,
    is_alone,
    position_of,
    says_who_is_here,
)
from callscribe.polish.detectors.names.name_words import bare, is_rare
from callscribe.polish.detectors.ordinary_words import SMALL_WORDS, is_ordinary_word
from callscribe.polish.detectors.voices import same_voice

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from callscribe.polish.detectors.found_words import Hits
    from callscribe.polish.detectors.numbers.number_words import Reading
    from callscribe.transcript.words import Word


def unlisted_names(words: Sequence[Word], readings: Sequence[Reading], hits: Hits) -> Iterator[tuple[list[int], str]]:
    """Names that stand where only names stand.

    Args:
        words: In the order of the conversation.
        readings: One for each word.
        hits: What was found of names so far.

    Yields:
        Indices of a name's words, and the rule that found them.
    """
    candidates = set(filter(_may_be_called, {reading.text for reading in readings}))
    if not candidates:
        return
    until = -1
    for index in [k for k, reading in enumerate(readings) if reading.text in candidates]:
        if index <= until:
            continue
        unit = _unit(words, readings, index, candidates)
        until = unit[-1]
        if len(unit) > LONGEST_NAME or is_dated(readings, index):
            continue
        at = position_of(words, readings, unit[0], unit[-1])
        if says_who_is_here(at):
            yield _person_of(readings, unit), "name_here"
            continue
        rule = _rule(at) or ("name_alone" if is_alone(at, hits) else "")
        if rule:
            yield unit, rule


def _rule(at: Position) -> str:
    return next((rule for holds, rule in POSITIONS if holds(at)), "")


@lru_cache(maxsize=65536)
@lru_cache(maxsize=65536)
def _may_be_called(text: str) -> bool:
    """Whether a word can be somebody's name as it stands: no everyday one, but for common given names."""
    token = bare(text)
    if len(token) < 2 or token in SMALL_WORDS or token in NOT_NAMED or token in NOT_SPEAKING or token in HESITATIONS:
        return False
    if token in GIVEN_NAMES:
        return True
    if "-" in token and any(is_ordinary_word(part) for part in token.split("-")):
        return False  # "same-day"
    return len(token) > 2 and token.replace("-", "").replace("'", "").isalpha() and is_rare(token)


def _unit(words: Sequence[Word], readings: Sequence[Reading], index: int, candidates: Collection[str]) -> list[int]:
    """The words that stand together and may be one name."""
    unit = [index]
    while len(unit) < LONGEST_NAME + 1:
        last, beyond = unit[-1], unit[-1] + 1
        if beyond >= len(words) or readings[beyond].text not in candidates or not same_voice(words, last, beyond):
            break
        if words[last].word.endswith((".", ",", "?", "!", ";")) or bare(readings[last].text) != readings[last].text:
            break
        unit.append(beyond)
    return unit


def _person_of(readings: Sequence[Reading], unit: list[int]) -> list[int]:
    """Of the words before "here" those of the person: of "harcourt tolvi here" the last, unless a given name leads."""
    for place, index in enumerate(unit):
        if readings[index].text in PLAIN_NAMES:
            return unit[place:]
    return unit[-1:]
