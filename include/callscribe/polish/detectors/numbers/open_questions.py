"""Questions that stay open: what was asked for and not yet given, over a detour of some turns, and several at once.

"And the security code? - Is it safe to give you that? - The line is secure. - Alright then, it's 025": the last
question for something sensitive stays open until it is answered, or until its party asks for something else. What was
asked in one turn is open together. A turn that is hardly more than a value of the right shape answers it.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from callscribe.polish.detectors.voices import same_voice

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from callscribe.polish.detectors.numbers.number_cues import Cue
    from callscribe.polish.detectors.numbers.number_words import Reading
    from callscribe.transcript.words import Word

OPEN_REACH: Final = 70
"""Words after which a question is forgotten: four turns of a detour."""

MOST_TURNS: Final = 9
"""Turns after which it is."""

DETOUR: Final = 5
"""Turns between a question whose name was misheard, and its answer."""

ASKING: Final = frozenset(
    "your please verify verifying verification confirm security give giving provide asking missing need".split()
)
"""One of them is in most turns that ask for something, whatever else of it was misheard."""

_REQUEST: Final = re.compile(
    r"\b(?:(?:can|could|may|might) (?:i|we|you) (?:\w+ ){0,2}(?:have|get|take|tell|read|repeat|also)"
    r"|what (?:do you have|would|is|was|are)|what's|tell me|thank you and the|and the|do you happen to|go ahead with)\b"
)

ASKED_OTHERWISE: Final = frozenset(
    """
    many much when time times long old often far tall big size room rooms how which model version quantity price cost
    costs total balance paid pay charge charged extension flight bus train floor page seat seats weigh weight mileage
    miles hours hour people items units appointment delivery slot day days week weeks minutes minute reading meter
    error screen month's happen happened start started buy bought purchase purchased order orders reference ticket case
    tracking invoice policy booking membership member serial claim part number's score scale rate step gate line lane
    channel dollars pounds euros percent budget offer bid worth area square feet temperature speed volume lot year's
    travel traveling travelling fly leave leaving arrive arrived return check-in checkout nights night guests
    else help anything problem issue address street house apartment zip postcode postal where who why
    """.split()
)
"""One of them in a turn says that a number in answer tells nothing secret: "which model is it - 450"."""

WORDS_OF_QUESTION: Final = 30
"""The last words of a turn in which a question is looked for."""


class Turns:
    """Where the turns of a call begin."""

    def __init__(self, words: Sequence[Word]) -> None:
        """Find them.

        Args:
            words: In the order of the conversation.
        """
        changes = [
            index
            for index, (one, other) in enumerate(pairwise(words), start=1)
            if one.channel != other.channel or one.speaker != other.speaker
        ]
        self._starts = [0, *changes]
        self._end = len(words)

    def number_of(self, index: int) -> int:
        """Which turn a word is in."""
        return bisect_right(self._starts, index) - 1

    def start(self, turn: int) -> int:
        """Index of its first word."""
        return self._starts[turn]

    def end(self, turn: int) -> int:
        """Index of the first word after it."""
        return self._starts[turn + 1] if turn + 1 < len(self._starts) else self._end


def open_questions(
    words: Sequence[Word],
    cues: Sequence[Cue],
    turns: Turns,
    index: int,
    wanted: Collection[str],
    answered: Collection[Cue],
) -> list[Cue]:
    """The questions that the party of a word may answer with it.

    Args:
        words: In the order of the conversation.
        cues: The announcing phrases found in them, in order.
        turns: Of the same words.
        index: The word.
        wanted: The kinds of cues that are looked for.
        answered: Those that need no answer any more.

    Returns:
        What was announced in the same turn, if anything was: that alone; else the questions of the turn of another
        party that asked last; the latest first.
    """
    turn = turns.number_of(index)
    asked: list[Cue] = []
    asking = -1
    for position in range(bisect_left(cues, index, key=_first) - 1, -1, -1):
        cue = cues[position]
        where = turns.number_of(cue.last)
        if index - cue.last > OPEN_REACH or turn - where > MOST_TURNS:
            break
        if where == turn:
            return [cue] if cue.kind in wanted and cue not in answered else []
        if same_voice(words, cue.last, index):
            if where == turn - 2 and cue.kind in wanted and cue not in answered and not asked:
                return [cue]  # "the security code is - go ahead - 025"
            continue
        if asking not in (-1, where):
            break
        asking = where
        asked.append(cue)
    return [cue for cue in asked if cue.kind in wanted and cue not in answered]


def _first(cue: Cue) -> int:
    return cue.first


def asked_for_unknown(words: Sequence[Word], readings: Sequence[Reading], turns: Turns, turn: int) -> bool:
    """Whether a turn may answer a question for something whose name was misheard, and that is no quantity or time.

    Args:
        words: In the order of the conversation.
        readings: One for each word.
        turns: Of the same words.
        turn: Its number.
    """
    for asking in range(turn - 1, max(turn - 1 - DETOUR, -1), -2):
        end = turns.end(asking)
        said = [reading.text for reading in readings[max(turns.start(asking), end - WORDS_OF_QUESTION) : end]]
        if same_voice(words, end - 1, turns.start(turn)) or not ASKED_OTHERWISE.isdisjoint(said):
            return False
        if any(reading.shape and reading.shape in "UTYVNDH" for reading in readings[end : turns.start(turn)]):
            return False  # an answer has been given
        if not ASKING.isdisjoint(said) or _REQUEST.search(" ".join(said)) is not None:
            return True
    return False
