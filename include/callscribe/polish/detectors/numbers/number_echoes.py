"""Parts of a number that were said before or after all of it: begun twice, or told in pieces and read back whole.

"Seven nine - oh no, upside down - seven nine double four one", "nine one ... four four two. - So 901442?": what is
found of a number tells which digits near it are the same digits.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from callscribe.polish.detectors.numbers.number_run import CONNECTORS, OPENERS
from callscribe.polish.detectors.numbers.number_tellings import Heard, size_of, stretch
from callscribe.polish.detectors.numbers.ordinary_numbers import is_counted, is_time
from callscribe.polish.detectors.numbers.thing_numbers import names_thing
from callscribe.polish.detectors.voices import ends_turn, same_voice
from callscribe.polish.entities import EntitySpan

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

LEAST_KNOWN: Final = 6
"""Characters of a number of which parts are looked for."""

REACH: Final = 45
"""Words between a number and a part of it (estimate: an answer, an interruption, and what follows it)."""

RESTART: Final = 14
"""Words between a beginning and the number that it begins, in one turn."""

SURE: Final = 4
"""Characters that hardly stand in two numbers by chance."""

LEADS: Final = (OPENERS | CONNECTORS | {"so", "was"}) - {"at", "on"}

_CHARACTERS: Final = re.compile("[UTYNVROML](?:P?[UTYNVROMLH])*")
"""Words, by their shapes, that may say characters."""


def find_echoes(one: Heard, known: Sequence[EntitySpan]) -> list[EntitySpan]:
    """Find parts of numbers of which all was found.

    Args:
        one: The words; those that are found are noted in it as hidden.
        known: The numbers.

    Returns:
        In order, none overlapping a hidden word.
    """
    whole = []
    for span in sorted(known, key=lambda span: span.first_word):
        run = stretch(one, span.first_word, span.last_word)
        if len(run.text) >= LEAST_KNOWN:
            whole.append((span, run.text))
    if not whole:
        return []
    found = []
    position = 0
    for first, last in _open_stretches(one, [span for span, _ in whole]):
        while position < len(whole) and whole[position][0].last_word < first - REACH:
            position += 1
        echo = _echo(one, whole[position:], first, last)
        if echo is None and last > first and one.readings[last].shape in ("O", "M"):
            echo = _echo(one, whole[position:], first, last - 1)  # "seven nine, oh god"
        if echo is not None:
            found.append(echo)
            one.taken.update(range(echo.first_word, echo.last_word + 1))
    return found


def _echo(one: Heard, whole: Sequence[tuple[EntitySpan, str]], first: int, last: int) -> EntitySpan | None:
    """What some words say again, or said before."""
    for span, text in whole:
        if span.first_word - last > REACH:
            return None
        if _is_echo(one, span, text, first, last):
            return EntitySpan(span.entity_type, first, last, "echo", min(span.score, 0.45))
    return None


def _open_stretches(one: Heard, known: Sequence[EntitySpan]) -> Iterator[tuple[int, int]]:
    """First and last word of each stretch of characters near a number, that is not hidden, within one turn."""
    shapes = "".join([reading.shape or "." for reading in one.readings])
    floor = 0
    for span in known:
        start, end = max(floor, span.first_word - REACH), min(span.last_word + REACH, len(shapes))
        for match in _CHARACTERS.finditer(shapes, start, max(start, end)):
            first = -1
            for index in range(match.start(), match.end()):
                if not one.is_open(index):
                    if first >= 0:
                        yield first, index - 1
                    first = -1
                    continue
                first = index if first < 0 else first
                if ends_turn(one.words, index) or one.words[index].word.endswith((".", "?", "!")):
                    yield first, index
                    first = -1
            if first >= 0:
                yield first, match.end() - 1
        floor = max(floor, end)


def _is_echo(one: Heard, span: EntitySpan, text: str, first: int, last: int) -> bool:
    run = stretch(one, first, last)
    size = size_of(run)
    if not run.pieces or size < 2 or size >= len(text) or run.text not in text:
        return False
    if is_counted(run, one.readings) or is_time(run, one.readings) or names_thing(one.words, one.readings, first):
        return False
    if size >= SURE:
        return True
    before = one.readings[first - 1] if first else None
    opens = before is None or ends_turn(one.words, first - 1) or before.shape == "P" or before.text in LEADS
    ends = ends_turn(one.words, last) or one.words[last].word.endswith((".", "?", "!"))
    if opens and ends and (run.said_alone == size or (size > 2 and run.said_alone + run.shapes.count("N") > 0)):
        return True
    restarts = 0 < span.first_word - last <= RESTART and text.startswith(run.text) and run.said_alone == size
    return restarts and all(same_voice(one.words, first, index) for index in range(first, span.first_word))
