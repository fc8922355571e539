"""Numbers read off the word list, however they were said: "four one double five", "forty-one eleven", "4111 one one".

A recogniser writes a card number as sixteen words, as four, or as a mixture, with hesitations, listening sounds and
misheard digits between. Here such a stretch becomes one `NumberRun` with its digits and the words that hold them;
what kind of number it is, is for `number_kinds` to judge.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from callscribe.polish.detectors.numbers.misheard_digits import bridged
from callscribe.polish.detectors.numbers.number_pieces import after_hesitation, counts, is_set, next_piece, piece_of
from callscribe.polish.detectors.numbers.number_run import (
    DETERMINERS,
    KINDS_OF_ONE,
    OPENERS,
    NumberRun,
    Piece,
    digits_of,
)
from callscribe.polish.detectors.numbers.number_words import Reading, read_words
from callscribe.polish.detectors.voices import same_voice

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from callscribe.transcript.words import Word

__all__ = ["NumberRun", "Piece", "Reading", "number_runs", "read_words"]

_OPENING: Final = re.compile("[UTYNV]|O(?=P{0,2}[UTYNVRO])|R(?=P{0,2}[UTYNVOM])")


def number_runs(
    words: Sequence[Word],
    readings: Sequence[Reading],
    *,
    barriers: Collection[int] = (),
    announced: Mapping[int, int] | None = None,
) -> list[NumberRun]:
    """Find the numbers.

    Args:
        words: In the order of the conversation, all parties together: a number may be said over several turns.
        readings: One for each word.
        barriers: Words that no number reaches over by taking them for misheard digits, such as "expires".
        announced: Words within reach of a cue such as "my card number is", with the digits around a misheard one
            that suffice there.

    Returns:
        Numbers of any length in order, none overlapping another.
    """
    runs = list(_clear_runs(words, readings, barriers))
    return bridged(runs, words, readings, barriers, announced or {})


def _clear_runs(words: Sequence[Word], readings: Sequence[Reading], barriers: Collection[int]) -> Iterator[NumberRun]:
    """Stretches of number words with nothing but pauses, and the other party's remarks, between."""
    shapes = "".join([reading.shape or "." for reading in readings])
    floor = 0
    while opening := _OPENING.search(shapes, floor):
        index = opening.start()
        if not _opens(words, readings, index):
            floor = index + 1
            continue
        pieces = [*_parts_before(words, readings, index, floor, barriers), piece_of(readings, index)]
        while (after := next_piece(words, readings, pieces, barriers)) is not None:
            pieces.append(after)
        if len(pieces) == 1 and pieces[0].shape == "R":
            floor = index + 1
            continue
        floor = pieces[-1].index + 1
        yield NumberRun(tuple(pieces), digits_of(pieces))


def _opens(words: Sequence[Word], readings: Sequence[Reading], index: int) -> bool:
    """Whether a number may begin with a word."""
    text = readings[index].text
    if counts(readings, index) or is_set(words, readings, index):
        return False
    if text == "one" and _is_pronoun(words, readings, index):
        return False
    if text == "owe" and index and readings[index - 1].text in ("i", "we", "you", "they", "still"):
        return False
    return readings[index].shape not in ("O", "R") or after_hesitation(readings, index + 1) is not None


def _is_pronoun(words: Sequence[Word], readings: Sequence[Reading], index: int) -> bool:
    """Whether "one" stands for a thing: "use this one 4111 ..."."""
    if index and readings[index - 1].text in KINDS_OF_ONE and not words[index - 1].word.endswith((",", ".", ":", "?")):
        return True
    if index == 0 or index + 1 == len(readings) or readings[index - 1].text not in DETERMINERS:
        return False
    if readings[index - 1].text in ("this", "that") or readings[index + 1].shape in ("", "P"):
        return True
    return readings[index + 1].shape == "N" and len(readings[index + 1].digits) >= 3


def _parts_before(
    words: Sequence[Word], readings: Sequence[Reading], index: int, floor: int, barriers: Collection[int]
) -> list[Piece]:
    """Letters that open a number, and a homophone that does: "my number is for one one"."""
    first = index
    while first > floor and index - first < 4 and readings[first - 1].shape == "L" and first - 1 not in barriers:
        if readings[first - 1].text == "m" and first > 1 and readings[first - 2].text in ("a", "p"):
            break
        first -= 1
    if first == index > floor and readings[first - 1].shape == "M" and readings[first - 1].digits:
        before = readings[first - 2] if first > floor + 1 else None
        opens = before is None or before.text in OPENERS or not same_voice(words, first - 2, first - 1)
        alone = readings[index].shape == "U" and after_hesitation(readings, index + 1, "U") is not None
        if opens and (alone or (before is not None and before.text in ("is", "number"))):
            first -= 1
    return [piece_of(readings, part) for part in range(first, index)]
