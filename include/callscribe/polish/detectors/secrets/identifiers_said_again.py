"""Where a plate or a document number that was found is said again, in part or in full."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING, Final

from callscribe.polish.detectors.secrets.identifier_edges import is_led_to
from callscribe.polish.detectors.secrets.identifier_forms import ends_phrase, said_alone, says_again
from callscribe.polish.detectors.spelling_alphabet import find_spellings, is_time

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from callscribe.polish.detectors.numbers.spoken_numbers import Reading
    from callscribe.polish.detectors.spelling_alphabet import Spelling
    from callscribe.transcript.words import Word

READ_BACK_REACH: Final = 60
"""Words after an identifier in which a part of it, said again, is taken for reading it back."""

LEAST_WHOLE: Final = 4
"""Characters of an identifier that is hidden wherever it is said again."""

READ_BACK_DOUBT: Final = 0.15
"""Less sure of the kind than of what is read back."""


def read_back(
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
        if other.first in taken or len(other.sure) < 2 or is_time(other, readings):
            continue
        window = ordered[bisect_left(lasts, other.first - READ_BACK_REACH) : bisect_left(lasts, other.first)]
        said = _said_again(other, window, words, readings) or wholes.get(other.text)
        if said:
            kind, score = said
            taken.update(range(other.first, other.last + 1))
            yield other, kind, "read_back", round(score - READ_BACK_DOUBT, 2)


def _said_again(
    other: Spelling,
    window: Sequence[tuple[Spelling, str, str, float]],
    words: Sequence[Word],
    readings: Sequence[Reading],
) -> tuple[str, float] | None:
    """Kind and score of what was said shortly before and is said again."""
    lettered = any(map(str.isalpha, other.sure))
    alone = len(other.sure) >= 3 and said_alone(other, readings) >= 3
    led = len(other.sure) >= 3 and is_led_to(words, readings, other.first) and ends_phrase(other, words, readings)
    for spelling, kind, _, score in window:
        text = "".join(each.text for each, of, *_ in window if of == kind)
        sure = "".join(each.sure for each, of, *_ in window if of == kind)
        if (alone and other.sure in spelling.text) or (led and other.sure in sure):
            return kind, score
        if lettered and (says_again(other, text) or says_again(other, sure)):
            return kind, score
    return None
