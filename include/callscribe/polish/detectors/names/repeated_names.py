"""Names that the call says again, and names that are known from elsewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from rapidfuzz.distance import Levenshtein

from callscribe.polish.detectors.found_words import Hits, hide
from callscribe.polish.detectors.names.name_extent import (
    AFTER_VERBS,
    ends_clause,
    is_capital,
    is_dated,
    name_from,
)
from callscribe.polish.detectors.names.name_words import bare, is_rare_enough
from callscribe.polish.detectors.numbers.number_cues import MONTHS, ORDINALS
from callscribe.polish.detectors.ordinary_words import SMALL_WORDS
from callscribe.polish.detectors.voices import same_voice

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from callscribe.polish.detectors.numbers.number_words import Reading
    from callscribe.transcript.words import Word

_LEAST_LIKE: Final = 5
"""Letters of a name that is found again with one of them wrong."""

_ADDRESSING: Final = frozenset(
    "hi hello hey thanks mister mr mrs missus ms miss bye goodbye dear okay ok alright so sorry right sure well great "
    "perfect now and morning afternoon evening welcome lovely wonderful excellent good yes no".split()
)
"""Before a name with which someone is spoken to."""

_OF_PEOPLE: Final = frozenset("with from named called i'm ask tell asked told to is it's its that's says".split())
"""Before a name of someone who is spoken of."""

_TELLING: Final = frozenset("told said called helped promised mentioned explained".split())
_DESCRIBING: Final = frozenset("the a an my your our his her their this that no any good bad".split())

_DOING: Final = frozenset(
    "told said says was is has had called asked helped promised did does mentioned explained sent gave speaking here "
    "again".split()
)
"""After a name at a turn's beginning."""

_SURELY_SPOKEN_OF: Final = frozenset("with named called i'm".split())


def hide_again(
    hits: Hits,
    words: Sequence[Word],
    readings: Sequence[Reading],
    names: Collection[str],
    known: Collection[str],
) -> None:
    """Hide a name found once wherever it is said; one that is a word too only where it stands like a name.

    Args:
        hits: What was found so far; added to.
        words: In the order of the conversation.
        readings: One for each word.
        names: Parts of names, in lower case.
        known: Those of them that the call's metadata tells.
    """
    if not names:
        return
    rare = {name for name in names if is_rare_enough(name)}
    worded = {name for name in names if name not in rare and name not in ORDINALS}
    said = {reading.text for reading in readings}
    rare |= _said_alike(said, rare)
    rarely = {
        token for token in said if bare(token) in rare or ("-" in token and not rare.isdisjoint(token.split("-")))
    }
    again = rarely | {token for token in said if bare(token) in worded}
    later: list[int] = []
    for index, reading in enumerate(readings):
        if reading.text not in again:
            continue
        if reading.text in rarely:
            hide(hits, name_from(words, readings, index, "again"), 0.75, "name_again")
            hide(hits, [index], 0.95 if bare(reading.text) in known else 0.75, "name_again")
        else:
            later.append(index)
    for index in later:
        if _stands_like_a_name(hits, words, readings, index, worded):
            hide(hits, [index], 0.7, "name_again")


def _said_alike(said: Collection[str], names: Collection[str]) -> set[str]:
    """Words of the call that are no everyday ones and differ from a name in a letter."""
    long = [name for name in names if len(name) >= _LEAST_LIKE]
    if not long:
        return set()
    rare = {bare(token) for token in said if len(token) >= _LEAST_LIKE and is_rare_enough(bare(token))} - ORDINALS
    return {token for token in rare if any(Levenshtein.distance(token, name, score_cutoff=1) <= 1 for name in long)}


def _stands_like_a_name(
    hits: Hits, words: Sequence[Word], readings: Sequence[Reading], index: int, worded: Collection[str]
) -> bool:
    """Whether a word that is some caller's name, and an everyday one, is the name here."""
    token = readings[index].text
    beside = [near for near in (index - 1, index + 1) if 0 <= near < len(words) and same_voice(words, near, index)]
    if any(near in hits for near in beside):
        return True
    if token in MONTHS and is_dated(readings, index):
        return False
    if any(readings[near].text in worded and readings[near].text != token for near in beside):
        return True  # "Joy White", each of which is a word
    if is_capital(words, readings, index) and token not in MONTHS:
        return True
    begins = index - 1 not in beside or words[index - 1].word.endswith((".", "?", "!"))
    before = "" if begins else readings[index - 1].text
    following = readings[index + 1].text if index + 1 in beside else ""
    if following in _TELLING and before not in _DESCRIBING:
        return True
    if begins:
        return _opens_a_turn(words, readings, index, following)
    return _is_spoken_of(words, readings, index, following)


def _opens_a_turn(words: Sequence[Word], readings: Sequence[Reading], index: int, following: str) -> bool:
    """Whether a turn or sentence begins with the word as with a name: "Grace?", "grace thanks", "joy is"."""
    token = readings[index].text
    if not following or following in _DOING:
        return True
    if token in SMALL_WORDS or token in MONTHS:
        return False
    return words[index].word.endswith((",", ".", "?", "!")) or following in _ADDRESSING - SMALL_WORDS


def _is_spoken_of(words: Sequence[Word], readings: Sequence[Reading], index: int, following: str) -> bool:
    """Whether someone is spoken to or of: "thanks grace", "I talked with grace and"."""
    token, before = readings[index].text, readings[index - 1].text
    small = token in SMALL_WORDS or token in MONTHS
    opens = index < 2 or not same_voice(words, index - 2, index)
    if not ends_clause(words, readings, index):
        return before in _ADDRESSING and opens and not small and following not in AFTER_VERBS
    if before in _ADDRESSING:
        return token not in SMALL_WORDS or not following or words[index].word.endswith((",", ".", "?", "!"))
    if before == "you" and not opens and readings[index - 2].text == "thank":
        return True
    if small:
        return before in ("i'm", "named") or (before in _OF_PEOPLE and not following)
    return before in _SURELY_SPOKEN_OF or (before in _OF_PEOPLE and (not following or following in SMALL_WORDS))
