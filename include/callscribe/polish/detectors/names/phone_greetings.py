"""Names of who answers the phone: "good morning grace hall speaking", "support desk, grace here"."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from callscribe.polish.detectors.names.given_names import GIVEN_NAMES, PLAIN_NAMES
from callscribe.polish.detectors.names.name_extent import HESITATIONS, LONGEST_NAME, NOT_SPEAKING, is_dated
from callscribe.polish.detectors.names.name_words import LISTED, bare, is_rare
from callscribe.polish.detectors.names.surnames import SURNAME_WORDS
from callscribe.polish.detectors.ordinary_words import SMALL_WORDS
from callscribe.polish.detectors.voices import same_voice, voice_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from callscribe.polish.detectors.numbers.number_words import Reading
    from callscribe.transcript.words import Word

LONGEST_OPENING: Final = 9
"""Words of a turn before "here": "thank you for calling the support desk, grace here"."""

OFFER_REACH: Final = 7
OFFER_WORDS: Final = 2
"""Words of "how can I help" that must follow within reach; one or more of them may be misheard."""

MAX_ODD: Final = 4
"""Words between a name and "can I help", "how" among them, where some were misheard."""

_NOT_BEFORE_NAMES: Final = frozenset("i we you they the a an my your our in on of for some any no that's by".split())

_CALLED: Final = LISTED - SMALL_WORDS

_GREETED_WITH: Final = frozenset("morning afternoon evening hello hi is yes day name".split())

_OFFERING: Final = frozenset("how can may could help assist you today what do i".split())
_NOT_OPENING: Final = frozenset("is are was were i i'm you be it it's right down over in out from".split())


def name_before_speaking(words: Sequence[Word], readings: Sequence[Reading], speaking: int) -> list[int]:
    """The name in "good morning grace hall speaking": of several words those that are no firm's."""
    found: list[int] = []
    following = readings[speaking + 1].text if speaking + 1 < len(readings) else ""
    if following in ("with", "to", "of", "for", "english", "spanish", "about", "on"):
        return []
    index = speaking - 1
    while index >= 0 and len(found) <= LONGEST_NAME and same_voice(words, index, speaking):
        token = bare(readings[index].text)
        named = token in GIVEN_NAMES or token in SURNAME_WORDS or is_rare(token)
        if not named or len(token) < 2 or readings[index].shape not in ("", "L"):
            break
        if words[index].word.endswith((".", "?", "!")) or (found and words[index].word.endswith((",", ";", ":"))):
            break
        found.insert(0, index)
        index -= 1
    if not found or {readings[k].text for k in found} & (NOT_SPEAKING | {"strictly", "generally"}):
        return []
    begins = index < 0 or not same_voice(words, index, speaking) or words[index].word.endswith((".", "?", "!", ","))
    of_firm = index >= 0 and readings[index].text in ("to", "calling", "at", "with", "from")
    found = _of_person(readings, found[1:] if of_firm and len(found) > 1 else found)
    if any(is_rare(bare(readings[k].text)) for k in found):
        return found
    return found if begins or (index >= 0 and readings[index].text in _GREETED_WITH) else []


def _of_person(readings: Sequence[Reading], found: list[int]) -> list[int]:
    """The person's part of a firm's and a person's name: what a given name begins, else no more than two words."""
    given = [k for k in found if bare(readings[k].text) in GIVEN_NAMES]
    if not given or given[0] == found[0]:
        return found[-2:] if not given else found[:LONGEST_NAME]
    if given[-1] == found[-1] and bare(readings[given[-1]].text) in SURNAME_WORDS and len(found) == 2:
        return found
    return [k for k in found if k >= given[0]]


def name_before_offer(words: Sequence[Word], readings: Sequence[Reading], helping: int) -> list[int]:
    """The name in "it's grace, how can I help": the last listed one before the offer, whatever announced it."""
    offer = next(
        (
            k
            for k in range(helping - 1, max(helping - OFFER_REACH, -1), -1)
            if readings[k].text in ("can", "may", "could")
        ),
        None,
    )
    if offer is None or not same_voice(words, offer, helping):
        return []
    last = offer - 1
    for last in range(offer - 1, max(offer - 1 - MAX_ODD, -1), -1):
        if not same_voice(words, last, helping):
            return []
        if readings[last].text in _CALLED:
            break
    else:
        return []
    found: list[int] = []
    for index in range(last, max(last - LONGEST_NAME, -1), -1):
        token = bare(readings[index].text)
        named = token in _CALLED or (bool(found) and is_rare(token))
        if not named or not same_voice(words, index, last) or (found and words[index].word.endswith((".", "?", "!"))):
            break
        found.insert(0, index)
    before = readings[found[0] - 1].text if found and found[0] and same_voice(words, found[0] - 1, last) else ""
    surely = any(is_rare(bare(readings[k].text)) for k in found)
    given = {bare(readings[k].text) for k in found} & GIVEN_NAMES
    if found[:1] == [0] and readings[found[-1] + 1].text not in ("how", "can", "may", *HESITATIONS):
        return []  # a call that opens with two such words opens with a firm: "bella notte, how can I help"
    if not given or (not surely and (before in _NOT_BEFORE_NAMES or is_dated(readings, last))):
        return []
    return found


def name_before_here(words: Sequence[Word], readings: Sequence[Reading], here: int) -> list[int]:
    """The name in "support desk grace here how can I help": a turn opens with who answers, and an offer follows."""
    speaker = voice_of(words, here)
    offer = {reading.text for reading in readings[here + 1 : here + 1 + OFFER_REACH]}
    if len(offer & _OFFERING) < OFFER_WORDS or voice_of(words, min(here + 1, len(words) - 1)) != speaker:
        return []
    first = here
    while first > 0 and here - first <= LONGEST_OPENING and voice_of(words, first - 1) == speaker:
        first -= 1
    if here - first > LONGEST_OPENING or {reading.text for reading in readings[first:here]} & _NOT_OPENING:
        return []
    found: list[int] = []
    for index in range(here - 1, max(first, here - LONGEST_NAME) - 1, -1):
        token = bare(readings[index].text)
        if index < here - 1 and words[index].word.endswith((".", "?", "!", ",")):
            break
        if readings[index].shape not in ("", "L") or token in SMALL_WORDS | NOT_SPEAKING:
            break
        named = token in GIVEN_NAMES or is_rare(token) or (bool(found) and token in PLAIN_NAMES)
        surname = index == here - 1 and token in SURNAME_WORDS
        if not named and not surname:
            break
        if found and token not in GIVEN_NAMES:
            break  # of "acme grace", the company's name
        found.insert(0, index)
    return found
