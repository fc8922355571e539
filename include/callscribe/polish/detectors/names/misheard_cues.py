"""Names announced by words of which one was misheard or lost: "my main is jane doe", "who am i speaking - june lee".

A cue that was not heard whole proves less, so that what it announces must be a name by itself: a listed one, or a word
that is hardly anything else.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from callscribe.polish.detectors.names.given_names import GIVEN_NAMES
from callscribe.polish.detectors.names.name_extent import (
    CONFIRMING,
    ends_clause,
    is_closed,
    is_dated,
    name_from,
)
from callscribe.polish.detectors.names.name_words import LISTED, PLAIN, bare, is_rare
from callscribe.polish.detectors.names.people_cues import NameCue
from callscribe.polish.detectors.ordinary_words import SMALL_WORDS
from callscribe.polish.detectors.voices import same_voice

if TYPE_CHECKING:
    from collections.abc import Sequence

    from callscribe.polish.detectors.numbers.number_words import Reading
    from callscribe.transcript.words import Word

HEARD_FOR_NAME: Final = frozenset("aim aims main mane maine named game games same nane lame fame mame naim nay".split())
"""What recognisers make of "name" (estimate; the rhymes and near homophones of it)."""

_WHO: Final = frozenset("who whom who's whose".split())
_ASKING_FOR_FIRMS: Final = frozenset(
    "with bank provider bring brings makes made make manufacturer insurer company supplier network team for".split()
)
"""In questions that begin with "who" and ask for a firm or a thing: "who do you bank with"."""

_WHOSE: Final = frozenset("your you're full first last holder's patient's account and the us".split())
_IS: Final = frozenset("is was it's its as are be".split())
_NAME_OF: Final = frozenset("my the full last first and hi".split())
_SPEAKING_WITH: Final = frozenset(("with", "to", "speaking"))
_NO_LEAD: Final = frozenset(
    "the a an my your our his her no not that of in for last next to this at from about".split()
)
"""Between "is" and a word that is a name nowhere but in an introduction: "is the last bill"."""

QUESTION_REACH: Final = 7
"""Words of "who am I speaking with today please" after "who"."""

LONGEST_LEAD: Final = 14
"""Words of a turn before the name of who answers the phone: "thank you for calling acme customer care this is"."""

CUE_STARTS: Final = _WHO | HEARD_FOR_NAME | {"speaking", "talking", "my", "name", "name's", "this", "is", "you're"}


def misheard_question(words: Sequence[Word], readings: Sequence[Reading], index: int) -> NameCue | None:
    """A question for a name that lacks a word, where nothing else of its turn follows.

    Args:
        words: In the order of the conversation.
        readings: One for each word.
        index: Of a word among CUE_STARTS.
    """
    token = readings[index].text
    if token in HEARD_FOR_NAME:
        whose = index > 0 and same_voice(words, index, index - 1) and readings[index - 1].text in _WHOSE
        asked = whose and (
            _turn_end(words, index, 3) is not None
            or (index + 1 < len(readings) and readings[index + 1].text in ("please", "and"))
        )
        return NameCue("asked", index, index, spelling=True, doubtful=True) if asked else None
    if token == "you're":  # noqa: S105
        begins = index == 0 or not same_voice(words, index - 1, index) or readings[index - 1].text in ("and", "so")
        last = _turn_end(words, index, 4) if begins else None
        return NameCue("asked", index, last, doubtful=True) if last is not None else None
    if token not in _WHO and token not in ("speaking", "talking"):
        return None
    last = _turn_end(words, index, QUESTION_REACH)
    if last is None:
        return None
    said = {reading.text for reading in readings[index : last + 1]}
    if token in _WHO and (said & {"speaking", "talking", "calling"} or {"am", "i"} <= said or {"do", "i"} <= said):
        return NameCue("asked", index, last, spelling=True, doubtful=True)
    before = {reading.text for reading in readings[max(0, index - 3) : index]}
    if token in _WHO:
        # "Someone who knows what they do?" asks for nobody.
        begins = (
            index == 0 or not same_voice(words, index - 1, index) or words[index - 1].word.endswith((".", "?", "!"))
        )
        begins = begins or readings[index - 1].text in ("and", "so", "okay", "then", "right")
        whom = begins and _ASKING_FOR_FIRMS.isdisjoint(said)
        return NameCue("asked", index, last, doubtful=True) if whom else None
    if last - index <= 2 and before & {"i", "i'm", "am"}:
        return NameCue("asked", index, last, spelling=True, doubtful=True)
    return None


def misheard_announcement(words: Sequence[Word], readings: Sequence[Reading], index: int) -> list[int]:
    """The name that words announce of which one was misheard, lost or made up.

    Args:
        words: In the order of the conversation.
        readings: One for each word.
        index: Of a word among CUE_STARTS.

    Returns:
        Indices of the name's words, or none.
    """
    token = readings[index].text
    if token in _WHO or token in ("speaking", "talking"):
        return []
    reach = 3 if token in ("my", "name", "name's") else 2
    for place in range(index + 1, min(index + 2 + reach, len(words))):
        if not same_voice(words, place, index) or words[place - 1].word.endswith((".", "?", "!")):
            return []
        said = bare(readings[place].text)
        between = [readings[k].text for k in range(index + 1, place)]
        if said in LISTED or (is_rare(said) and said.isalpha() and len(said) > 2):
            found = name_from(words, readings, place, "plain")
            return found if found and _announces(words, readings, index, between, found) else []
        if readings[place].shape and readings[place].shape not in "PMUOTL":
            return []
    return []


def _announces(
    words: Sequence[Word], readings: Sequence[Reading], index: int, between: Sequence[str], found: Sequence[int]
) -> bool:
    """Whether the word at `index` and those between it and a name announce it."""
    token, name = readings[index].text, [bare(readings[k].text) for k in found]
    surely = not PLAIN.isdisjoint(name)
    likely = surely or name[0] in GIVEN_NAMES or is_rare(name[0])
    if not likely or is_dated(readings, found[0]) or not (surely or ends_clause(words, readings, found[-1])):
        return False
    if token == "my":  # noqa: S105
        return _of_mine(between, name[0], surely)
    if token in HEARD_FOR_NAME:
        return index > 0 and readings[index - 1].text == "my" and between[:1] in (["is"], ["was"]) and len(between) < 3
    introduces = _introduces(words, readings, found)
    if token in ("name", "name's"):
        mine = index > 0 and readings[index - 1].text in _NAME_OF
        return mine and (surely or (introduces and len(between) <= 2))
    if not introduces or _lead(words, index) > LONGEST_LEAD:
        return False
    if token == "you're":  # noqa: S105
        return len(between) in (1, 2) and (surely or not _SPEAKING_WITH.isdisjoint(between))
    offered = readings[min(found[-1] + 1, len(readings) - 1)].text == "how"
    given = surely or offered or name[0] in GIVEN_NAMES
    return given and _NO_LEAD.isdisjoint(between) and len(between) <= 1 + surely


def _of_mine(between: Sequence[str], name: str, surely: bool) -> bool:
    """Whether "my" and what follows it was "my name is": a word of it lost ("my was"), or misheard ("my main is")."""
    if len(between) == 1 and between[0] in HEARD_FOR_NAME:
        return surely
    if not 1 <= len(between) <= 2 or between[-1] not in _IS:
        return False
    odd = between[:-1]
    if not HEARD_FOR_NAME.isdisjoint(odd):
        return True
    return SMALL_WORDS.issuperset(odd) and (surely or name in LISTED or between[-1] == "is")


def _introduces(words: Sequence[Word], readings: Sequence[Reading], found: Sequence[int]) -> bool:
    """Whether what follows is what people go on with who have said who they are."""
    beyond = found[-1] + 1
    if is_closed(words, readings, found[-1]):
        return beyond >= len(words) or not same_voice(words, beyond, found[-1]) or readings[beyond].text != "please"
    return readings[beyond].text in CONFIRMING or readings[beyond].text in ("may", "can", "spelled", "there")


def _lead(words: Sequence[Word], index: int) -> int:
    """How many words of the turn stand before one, as far as it matters."""
    first = index
    while first > 0 and index - first <= LONGEST_LEAD and same_voice(words, first - 1, index):
        first -= 1
    return index - first


def _turn_end(words: Sequence[Word], index: int, reach: int) -> int | None:
    """The last word of the turn, or of a question's sentence, within reach; None where it is further away."""
    for last in range(index, min(index + reach, len(words) - 1)):
        if not same_voice(words, last + 1, last):
            return last
    return None
