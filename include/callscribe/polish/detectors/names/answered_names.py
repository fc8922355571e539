"""Names in answers: "who am i speaking with", and what the other voice says to it, at once or after a detour."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from callscribe.polish.detectors.names.given_names import GIVEN_NAMES, PLAIN_NAMES
from callscribe.polish.detectors.names.name_extent import (
    MAX_PAUSE_S,
    after,
    ends_clause,
    is_closed,
    is_dated,
    looks_like_name,
    name_from,
)
from callscribe.polish.detectors.names.name_words import LISTED, PLAIN, bare, is_rare
from callscribe.polish.detectors.names.people_cues import RELATIVES
from callscribe.polish.detectors.names.proper_nouns import PROPER_NOUNS
from callscribe.polish.detectors.names.surnames import SURNAME_WORDS, SURNAMES
from callscribe.polish.detectors.numbers.number_cues import ORDINALS
from callscribe.polish.detectors.ordinary_words import SMALL_WORDS
from callscribe.polish.detectors.voices import ends_turn, same_voice, voice_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from callscribe.polish.detectors.names.people_cues import NameCue
    from callscribe.polish.detectors.numbers.number_words import Reading
    from callscribe.transcript.words import Word

ANSWER_REACH: Final = 14
"""Words between a question and its answer: "um yes sure it's"."""

ONE_VOICE: Final = 60
"""Words around a question among which another voice would have spoken, had there been one (estimate)."""

MAX_ASIDE: Final = 2
"""Words of another subject between "your name" and the question's end: "to pull that up"."""

DETOUR_TURNS: Final = 4
"""Turns of who was asked, the first among them, in which the answer may come: "why - to find you - okay then"."""

DETOUR_REACH: Final = 70
"""Words that such a detour may take (estimate)."""

_PREAMBLE: Final = (
    SMALL_WORDS
    | RELATIVES
    | {f"{who}'s" for who in RELATIVES}
    | set(
        "course certainly problem name names name's surname account call hold see second alrighty ooh yup mhm aye "
        "ready mine goes sec bear absolutely worries fine back says say thing booking card "
        "reverend captain major colonel commander wing sergeant father sister actually big wee".split()
    )
)
"""Before the name in an answer: "yes of course it's"."""

_DETERMINERS: Final = frozenset("my the a an your for this to".split())
_YES: Final = frozenset("yes yeah yep yup sure okay ok alright so ma'am sir".split())
_PRONOUNS: Final = frozenset("i we you they".split())
_NUMBERS: Final = frozenset("UTYVNDQ")
_LAST: Final = frozenset(("last", "family"))
_PRESENTING: Final = frozenset("it's its is that's name's i'm says be".split())

_ASKED_WITH: Final = SMALL_WORDS | set(
    "account card file order record booking reservation policy date birth phone number address zip code postcode email "
    "confirm verify spell today starting quick security purposes system billing holder registered surname name names "
    "speaking pleasure month day year middle maiden full e-mail postal mobile callback contact best line cell appears "
    "passport licence license".split()
)
"""Words between "your name" and the end of the question that asks for it."""


def answered_name(words: Sequence[Word], readings: Sequence[Reading], cue: NameCue) -> list[int]:
    """The name with which the other voice answers a question; in a call of one voice, what follows it.

    Args:
        words: In the order of the conversation.
        readings: One for each word.
        cue: The question.

    Returns:
        Indices of the name's words, or none where nothing in the next turns can be one.
    """
    start = _answer_start(words, readings, cue)
    if start is None:
        return []
    answering = voice_of(words, start)
    if answering == voice_of(words, cue.first):
        stop = min(start + 2 * ANSWER_REACH, len(words))
        return _name_in(words, readings, cue, start, stop, alone=True)
    index, turns = start, 0
    limit = min(start + DETOUR_REACH, len(words))
    while index < limit and turns < (1 if cue.doubtful else DETOUR_TURNS):
        if voice_of(words, index) != answering:
            index += 1
            continue
        stop = index
        while stop < len(words) and voice_of(words, stop) == answering:
            stop += 1
        at_once = turns == 0 and not cue.doubtful
        found = _name_in(words, readings, cue, index, min(stop, index + 2 * ANSWER_REACH), at_once=at_once)
        if found:
            return found
        index, turns = stop, turns + 1
    return []


def _answer_start(words: Sequence[Word], readings: Sequence[Reading], cue: NameCue) -> int | None:
    """Index of the first word of the answer to a question, or None where there is none."""
    asking = voice_of(words, cue.first)
    limit = min(cue.last + 1 + ANSWER_REACH, len(words))
    start = next((k for k in range(cue.last + 1, limit) if voice_of(words, k) != asking), None)
    if start is not None:
        other = sum(readings[k].text not in _ASKED_WITH for k in range(cue.last + 1, start))
        return start if other <= MAX_ASIDE else None
    around = range(max(0, cue.first - ONE_VOICE), min(cue.last + ONE_VOICE, len(words)))
    if cue.doubtful or cue.last + 1 >= len(words) or any(voice_of(words, index) != asking for index in around):
        return None
    return cue.last + 1


def _name_in(
    words: Sequence[Word],
    readings: Sequence[Reading],
    cue: NameCue,
    first: int,
    stop: int,
    *,
    at_once: bool = True,
    alone: bool = False,
) -> list[int]:
    """The name in one turn: at its beginning, after "it's", or after a word that was misheard."""
    odd = 0
    for index in range(first, stop):
        token = readings[index].text
        if readings[index].shape and readings[index].shape in _NUMBERS:
            odd += 1
            continue
        if readings[index].shape == "P" or (token in _PREAMBLE and not _is_will(words, readings, index)):
            # What is no name may be followed by one: "I wrote it down, it's", "one second, yeah".
            odd = 0 if token in _PRESENTING or token in _YES else odd
            continue
        found = [k for k in name_from(words, readings, index, "told") if k < stop]
        if odd == 0 and at_once:
            good = bool(found) and _is_answer(words, readings, cue, found, begins=index == first, alone=alone)
        else:
            listed = odd == 0 or bare(token) in LISTED
            good = odd < 2 and bool(found) and listed and not alone
            good = good and _is_late_answer(words, readings, found, doubted=cue.doubtful and odd == 0)
        if good:
            second = len(found) > 1 and readings[found[1]].text in PLAIN_NAMES
            # "Are you there, Joshua Lee"
            named = looks_like_name(words, readings, found[0]) or bare(readings[found[0]].text) in LISTED
            return found[1:] if second and not named else found
        if alone and odd == 0:
            return []
        odd += 1
    return []


def _is_answer(
    words: Sequence[Word],
    readings: Sequence[Reading],
    cue: NameCue,
    found: Sequence[int],
    *,
    begins: bool,
    alone: bool,
) -> bool:
    """Whether the words can be a name that was asked for, rather than an excuse or a question back."""
    if not begins and readings[found[0] - 1].text in _DETERMINERS and not is_rare(bare(readings[found[0]].text)):
        return False
    closed = is_closed(words, readings, found[-1])
    if closed and not alone and (readings[cue.last].text == "surname" or readings[cue.last - 1].text in _LAST):
        return True
    tokens = [bare(readings[index].text) for index in found]
    if any(map(is_rare, tokens[:2])):
        return True
    if tokens[0] in PROPER_NOUNS:
        return False
    if not ends_clause(words, readings, found[-1]) or is_dated(readings, found[0]):
        return False
    if tokens[0] in GIVEN_NAMES or (tokens[0] in SURNAME_WORDS and (closed or _goes_on_to_answer(readings, found))):
        return True
    presented = begins or readings[found[0] - 1].text in _PRESENTING | _YES
    return len(found) > 1 and not alone and presented


def _goes_on_to_answer(readings: Sequence[Reading], found: Sequence[int]) -> bool:
    """Whether the answer to the next question, or a doubt, follows at once: "hill, oh five two", "miller i think"."""
    if found[-1] + 1 >= len(readings):
        return False
    following = readings[found[-1] + 1]
    return following.shape in tuple(_NUMBERS) or following.text in ORDINALS or following.text == "i"


def _is_late_answer(words: Sequence[Word], readings: Sequence[Reading], found: Sequence[int], *, doubted: bool) -> bool:
    """Whether the words are a name by themselves, for a question from some turns ago or one that was hardly heard."""
    tokens = [bare(readings[index].text) for index in found]
    before = readings[found[0] - 1].text if found[0] and same_voice(words, found[0] - 1, found[0]) else ""
    if not {token for token in tokens[:2] if token not in PLAIN}:
        return True
    if is_dated(readings, found[0]) or before in _DETERMINERS | _PRONOUNS or tokens[0] in PROPER_NOUNS:
        return False
    if any(token in PLAIN for token in tokens[:2]):
        return True
    if (
        doubted
        and is_rare(tokens[0])
        and before in {"", *_YES, *_PRESENTING}
        and ends_clause(words, readings, found[-1])
    ):
        return True
    if tokens[0] in SURNAME_WORDS and before in _PRESENTING:
        return ends_turn(words, found[-1])
    listed = tokens[0] in GIVEN_NAMES or tokens[0] in SURNAMES or (len(tokens) > 1 and all(map(is_rare, tokens[:2])))
    return is_closed(words, readings, found[-1]) if listed else is_rare(tokens[0]) and ends_turn(words, found[-1])


def _is_will(words: Sequence[Word], readings: Sequence[Reading], index: int) -> bool:
    """Whether "will" or "may" is a name here: a surname follows, or nothing does."""
    if readings[index].text not in ("will", "may"):
        return False
    beyond = after(words, readings, index, MAX_PAUSE_S)
    if beyond is None or is_closed(words, readings, index) or readings[beyond].text in SURNAME_WORDS:
        return True
    told = readings[index - 1].text in ("it's", "is", "name's") and readings[beyond].text == "i"
    return told or looks_like_name(words, readings, beyond)
