"""What one voice says around a place, as if nobody had spoken in between."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from callscribe.polish.detectors.online.email_words import CUES, PROVIDERS
from callscribe.polish.detectors.voices import voice_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from callscribe.polish.detectors.numbers.number_words import Reading
    from callscribe.transcript.words import Word

BEFORE: Final = 80
"""Words of all voices looked at before a place: an address that is spelled and explained letter by letter."""

AFTER: Final = 40

LONGEST_TURN: Final = 25
"""Words of the other party over which an address may go on: it reads back what it has heard."""

QUESTIONS: Final = CUES - PROVIDERS - {"mail"}
"""Words with which the other party asks for another address."""


@dataclass(frozen=True, slots=True)
class Nearby:
    """Words around a place.

    Attributes:
        indices: Of the words, ascending.
        readings: One for each of them.
        place: Where among them the place is.
    """

    indices: list[int]
    readings: list[Reading]
    place: int


def nearby(
    words: Sequence[Word], readings: Sequence[Reading], index: int, floor: int, *, all_voices: bool = False
) -> Nearby:
    """The words of the voice that says a word, as far as an address may reach from there.

    Args:
        words: In the order of the conversation.
        readings: One for each word.
        index: The place.
        floor: The first index that may be looked at.
        all_voices: Take the words of everybody.
    """
    start, end = max(floor, index - BEFORE), min(len(words), index + AFTER)
    if all_voices:
        return Nearby(list(range(start, end)), list(readings[start:end]), index - start)
    before = _same_voice(words, readings, range(index - 1, start - 1, -1), index)
    after = _same_voice(words, readings, range(index + 1, end), index)
    indices = [*reversed(before), index, *after]
    return Nearby(indices, [readings[each] for each in indices], len(before))


def _same_voice(words: Sequence[Word], readings: Sequence[Reading], way: range, index: int) -> list[int]:
    """Indices of the voice's words on the way, up to a question about an address or a long turn of another."""
    channel, speaker = voice_of(words, index)
    said: list[int] = []
    between = 0
    for each in way:
        word = words[each]
        if word.channel == channel and word.speaker == speaker:
            said.append(each)
            between = 0
            continue
        between += 1
        if between > LONGEST_TURN or readings[each].text in QUESTIONS:
            break
    return said
