"""Postal codes that are read back: the same characters, or most of them, in one piece or several."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from rapidfuzz.distance import LCSseq, Levenshtein

from callscribe.polish.detectors.addresses.address_answers import turns_from
from callscribe.polish.detectors.addresses.postcode_characters import OTHER_NUMBERS, Group, groups_of
from callscribe.polish.detectors.found_words import hide
from callscribe.polish.detectors.numbers.number_cues import MONTHS, ORDINALS
from callscribe.polish.detectors.voices import ends_turn, same_voice

if TYPE_CHECKING:
    from collections.abc import Sequence

    from callscribe.polish.detectors.found_words import Hits
    from callscribe.polish.detectors.numbers.number_words import Reading
    from callscribe.transcript.words import Word

READ_BACK_REACH: Final = 50
"""Words after a code within which it is read back, as in `address_again`."""

BEGUN_REACH: Final = 10
"""Words before a code within which its speaker has begun with it."""

REPEATING_WORDS: Final = 7
"""Words before what is read back: "okay so let me read that back"."""

LONGEST_PIECE: Final = 2
"""Characters that are told as a code's first piece, or none of it: the turn ends with them."""

_TAILS: Final = frozenset("so okay correct right yes thanks thank".split())
_READING_BACK: Final = frozenset(
    "i i've have got heard said wrote was just to confirm let me read that back and so that's it's is your okay code "
    "zip postcode postal the for you again".split()
)


def hide_code_again(found: Hits, words: Sequence[Word], readings: Sequence[Reading], said: Sequence[int]) -> None:
    """Hide what repeats a code within a few turns: the same characters, or most of them, in one piece or several.

    Args:
        found: What is known to be part of a code, added to.
        words: In the order of the conversation.
        readings: One for each word.
        said: Indices of the code's words, ascending; nothing is done without any.
    """
    if not said:
        return
    takes = [text for group in groups_of(words, readings, said[0], said[-1] + 1) for text in group.takes()]
    code = "".join(takes)
    known = set(said)
    begin = said[0]
    while begin > 0 and said[0] - begin < BEGUN_REACH and same_voice(words, begin - 1, said[0]):
        begin -= 1  # "n r three four - what is it - n r three four q s"
    turns = [(begin, said[0] - 1)] if begin < said[0] else []
    for first, last in [*turns, *turns_from(words, said[0], said[-1] + 1 + READ_BACK_REACH)]:
        for group in groups_of(words, readings, first, last + 1):
            if known.issuperset(group.words) or (group.last < said[0] and len(group.text) <= LONGEST_PIECE):
                continue
            if not any(index in found for index in group.words) and not may_be_code(words, readings, group):
                continue
            before = {readings[k].text for k in range(first, group.first) if readings[k].shape != "P"}
            led = group.first - first <= REPEATING_WORDS and before <= _READING_BACK
            ends = is_end(words, readings, group)
            if group.slips() and len(group.text) <= LONGEST_PIECE:
                continue
            if any(_repeats(text, code, takes, led=led, ends=ends) for text in group.takes()):
                hide(found, group.words, 0.75, "postcode_again")


def _repeats(text: str, code: str, takes: Sequence[str], *, led: bool, ends: bool) -> bool:
    """Whether characters are those of a code, or most of them.

    Args:
        text: The characters.
        code: All that was said of the code, corrections and what they replace together.
        takes: The same in the pieces that it was said in.
        led: Nothing stands before them in their turn, or words with which somebody reads back.
        ends: Nothing stands behind them.
    """
    same = LCSseq.similarity(text, code)
    enough = len(text) > LONGEST_PIECE
    if not text.isdigit():
        mixed = any(map(str.isdigit, text)) and len(text) > 1 and text in code
        most = len(text) > 1 and same >= LONGEST_PIECE and 2 * same >= len(text)
        return mixed or (most and (led or same > LONGEST_PIECE + 1)) or (led and ends and text in code)
    if len(text) > LONGEST_PIECE + 1 and any(Levenshtein.distance(text, take) <= 1 for take in (code, *takes)):
        return True
    nearly = enough and same >= len(text) - 1
    return led and ((enough and text in code) or (ends and (text in code or nearly)) or (nearly and len(text) > 3))


def may_be_code(words: Sequence[Word], readings: Sequence[Reading], group: Group) -> bool:
    """Whether nothing around a group says that it is another number, or a date."""
    before = readings[group.first - 1].text if group.first and same_voice(words, group.first - 1, group.first) else ""
    if before in OTHER_NUMBERS:
        return False
    dated = {readings[k].text for k in range(max(0, group.first - 2), group.first)}
    year = group.text[:2] in ("19", "20") and len(group.text) in (4, 5) and len(group.words) <= 3
    dates = dated & MONTHS or (dated & ORDINALS and year) or (year and len(group.text) == 4)
    return not (dates and group.text.isdigit())


def is_end(words: Sequence[Word], readings: Sequence[Reading], group: Group) -> bool:
    """Whether nothing of a code can follow a group of characters: its turn or sentence ends with it."""
    if ends_turn(words, group.last) or words[group.last].word.endswith((".", ",", "?", "!")):
        return True
    return readings[group.last + 1].text in _TAILS
