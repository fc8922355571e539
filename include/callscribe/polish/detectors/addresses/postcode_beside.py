"""Postal codes that an address announces: said right behind it, asked about, or asked for whatever was heard."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from callscribe.polish.detectors.addresses.address_answers import turns_from
from callscribe.polish.detectors.addresses.postcode_again import LONGEST_PIECE, is_end, may_be_code
from callscribe.polish.detectors.addresses.postcode_answers import LISTENING_WORDS, NEXT_TOPICS
from callscribe.polish.detectors.addresses.postcode_characters import OTHER_NUMBERS, groups_of, is_whole
from callscribe.polish.detectors.found_words import hide
from callscribe.polish.detectors.voices import same_voice

if TYPE_CHECKING:
    from collections.abc import Sequence

    from callscribe.polish.detectors.found_words import Hits
    from callscribe.polish.detectors.numbers.number_words import Reading
    from callscribe.transcript.words import Word


LONGEST_ASIDE: Final = 16
"""Words after an address within which its code is asked for."""

LONGEST_TAIL: Final = 26
"""Words of a turn behind an address in which a sentence may be its code."""

NEXT_TO: Final = 2
"""A code that begins so many words behind an address is its own: "12 elm road and sixty two seven oh four"."""

_HALF: Final = re.compile(r"[A-Z]{1,2}[0-9][0-9A-Z]?")

_CONFIRMING: Final = frozenset("is that it's that's so and its it in with".split())

_OTHER_QUESTIONS: Final = frozenset("when many much long old years date total price".split())


def hide_beside_address(found: Hits, words: Sequence[Word], readings: Sequence[Reading], last: int) -> list[int]:
    """Hide a code that is asked for next after an address, whatever was heard of the question.

    Args:
        found: What is known to be part of a code, added to.
        words: In the order of the conversation.
        readings: One for each word.
        last: Index of the address's last word.

    Returns:
        The words of the code.
    """
    turns = list(turns_from(words, last + 1, last + 1 + LONGEST_ASIDE))
    said = _behind_address(words, readings, last) or _confirmed(words, readings, turns, last)
    if said:
        hide(found, said, 0.7, "postcode_beside_address")
        return said
    for (first, end), (start, stop) in pairwise(turns):
        if same_voice(words, first, last) or not same_voice(words, start, last) or end - first > LONGEST_ASIDE // 2:
            continue
        asked = {readings[k].text for k in range(last + 1, end + 1)}
        groups = groups_of(words, readings, start, stop + 1)
        if (
            not groups
            or asked & (OTHER_NUMBERS | NEXT_TOPICS | _OTHER_QUESTIONS)
            or groups[0].first - start > LISTENING_WORDS // 2
        ):
            continue
        text = groups[0].takes()[-1]
        half = any(map(str.isdigit, text)) and any(map(str.isalpha, text)) and bool(_HALF.fullmatch(text))
        if (is_whole(text) or half) and is_end(words, readings, groups[0]):
            hide(found, groups[0].words, 0.7, "postcode_beside_address")
            return groups[0].words
    return []


def _behind_address(words: Sequence[Word], readings: Sequence[Reading], last: int) -> list[int]:
    """The words of a code that is said right after an address, or as a sentence of its own in the same turn."""
    stop = last + 1
    while stop < len(words) and stop - last < LONGEST_TAIL and same_voice(words, stop, last):
        stop += 1
    for group in groups_of(words, readings, last + 1, stop):
        if not is_end(words, readings, group) or not may_be_code(words, readings, group):
            continue
        near = group.first - last <= NEXT_TO
        own = words[group.first - 1].word.endswith(".") and words[group.last].word.endswith((".", ","))
        text = group.takes()[-1]
        if (near or own) and (is_whole(text) or (near and _is_half(text))):
            return group.words
    return []


def _confirmed(
    words: Sequence[Word], readings: Sequence[Reading], turns: Sequence[tuple[int, int]], last: int
) -> list[int]:
    """The words of a code that the other voice knows and asks about after an address: "is that 10026"."""
    for first, end in turns:
        for group in groups_of(words, readings, first, end + 1):
            if same_voice(words, first, last):
                own = group.first > first and words[group.first - 1].word.endswith((".", "!"))
                if own and group.last == end and is_whole(group.takes()[-1]) and may_be_code(words, readings, group):
                    return group.words
                continue
            before = {readings[k].text for k in range(first, group.first) if readings[k].shape != "P"}
            amount = any(readings[k].shape == "H" for k in group.words)
            if before <= _CONFIRMING and group.last == end and is_whole(group.takes()[-1]) and not amount:
                return group.words
    return []


def _is_half(text: str) -> bool:
    mixed = any(map(str.isdigit, text)) and any(map(str.isalpha, text))
    return mixed and bool(_HALF.fullmatch(text)) and len(text) > LONGEST_PIECE
