"""Plates and document numbers that their place tells: right behind their cue, or as an answer of nothing else.

"My license is nine hundred thirty six" has a number that elsewhere would be an amount. "It's ES 25 YIQ" answers a
question for an identifier even where the noun in it was misheard.
"""

from __future__ import annotations

from bisect import bisect_left
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from callscribe.polish.detectors.numbers.number_cues import MONTHS, UNITS
from callscribe.polish.detectors.secrets.identifier_edges import LEADING, is_closed, is_led_to
from callscribe.polish.detectors.secrets.identifier_forms import tells_hundreds, tells_year
from callscribe.polish.detectors.secrets.password_words import ASKING_PERSONS, COPULAS, MODALS, REQUESTS
from callscribe.polish.detectors.spelling_alphabet import HESITATIONS
from callscribe.polish.detectors.voices import same_voice
from callscribe.polish.function_words import FUNCTION_WORDS

if TYPE_CHECKING:
    from collections.abc import Container, Sequence

    from callscribe.polish.detectors.numbers.spoken_numbers import Reading
    from callscribe.polish.detectors.secrets.identifier_cues import IdentifierCue
    from callscribe.polish.detectors.spelling_alphabet import Spelling
    from callscribe.transcript.words import Word

LEAST_DIRECT: Final = 3
"""Characters of what is announced and follows at once; the rest of it may have been misheard."""

LEAST_UNANNOUNCED: Final = 5
"""Characters of what answers a question for something that was not understood."""

ASKED_REACH: Final = 40
"""Words before an answer in which it may have been asked for."""

OTHER_REACH: Final = 12
"""Words before a turn that asks, in which something else may have been asked for already."""

LONGEST_NOUN: Final = 3
"""Words between "my" and "is" that name an identifier, however they were misheard."""

NOT_BEFORE: Final = frozenset("in on at for from since until till by about with after before over under not".split())
"""After a cue they lead to a time or a price: "my license in two thousand nineteen"."""

LONGEST_STATED: Final = 10
"""Words between an identifier's cue and digits alone, where nothing was asked (estimate)."""

OWNERS: Final = frozenset("my your the his her our their".split())


def is_direct(
    words: Sequence[Word], readings: Sequence[Reading], cue: IdentifierCue, parts: Sequence[Spelling]
) -> bool:
    """Whether an identifier follows its cue at once, or begins the answer to it."""
    if not parts:
        return False
    first, last = parts[0].first, parts[-1].last
    text = "".join(part.text for part in parts)
    if len(text) < LEAST_DIRECT or cue.last >= first or _is_counted(words, readings, last):
        return False
    if not is_led_to(words, readings, first):
        return _is_near(words, readings, cue.last, first) and is_closed(words, readings, last)
    if not is_closed(words, readings, last) and readings[last + 1].text not in FUNCTION_WORDS["en"]:
        return False
    if same_voice(words, cue.last, first):
        between = range(cue.last + 1, first)
        return all(
            readings[index].text in LEADING or readings[index].shape or readings[index].text in HESITATIONS
            for index in between
        )
    return cue.asks


def is_closed_question(cue: IdentifierCue, group: Sequence[Spelling], done: Container[int]) -> bool:
    """Whether digits alone are no answer to a cue: it has been answered in full, or asked for nothing and is far.

    Args:
        cue: What was announced.
        group: Spellings after it.
        done: First words of the cues that have been answered in full.
    """
    if any(map(str.isalpha, "".join(spelling.sure for spelling in group))):
        return False
    return cue.first in done or (not cue.asks and group[0].first - cue.last > LONGEST_STATED)


def _is_near(words: Sequence[Word], readings: Sequence[Reading], cue: int, first: int) -> bool:
    """Whether a misheard "is" alone stands between a cue and its identifier: "my license again nine hundred"."""
    if not 2 <= first - cue <= 3 or not same_voice(words, cue, first):
        return False
    between = [reading.text for reading in readings[cue + 1 : first]]
    return NOT_BEFORE.isdisjoint(between) and FUNCTION_WORDS["en"].issuperset(between)


def is_asked_for(words: Sequence[Word], readings: Sequence[Reading], spelling: Spelling, others: Sequence[int]) -> bool:
    """Whether a spelling is all that answers a question, or follows "my ... is", whatever it was that was named.

    Args:
        words: In the order of the conversation, all parties together.
        readings: One for each word.
        spelling: Letters and digits without a cue.
        others: Indices of words that announce other things than identifiers, ascending.
    """
    digits = sum(map(str.isdigit, spelling.sure))
    letters = sum(map(str.isalpha, spelling.sure))
    if digits < 2 or letters < 1 or digits + letters < LEAST_UNANNOUNCED:
        return False
    first, last = spelling.first, spelling.last
    ends = is_closed(words, readings, last)
    if not ends and same_voice(words, last, last + 1) and not _is_thing(readings[last + 1]):
        ends = is_closed(words, readings, last + 1)  # its last character was misheard
    if not ends or _is_counted(words, readings, last):
        return False
    if tells_year(spelling, readings) or tells_hundreds(spelling, readings):
        return False
    return _is_told(words, readings, first, others) or (
        is_led_to(words, readings, first) and _is_asked(words, readings, first, others)
    )


def _is_thing(reading: Reading) -> bool:
    """Whether a word may be what is counted: "39 rows"."""
    token = reading.text
    return not reading.shape and len(token) > 3 and token.endswith("s") and token not in FUNCTION_WORDS["en"]


def _is_told(words: Sequence[Word], readings: Sequence[Reading], first: int, others: Sequence[int]) -> bool:
    """Whether "my ... is" or "the ... number" stands before."""
    link = first - 1
    if link < 1 or not same_voice(words, link, first):
        return False
    said = readings[link].text
    if said == "number":
        return not _any_within(others, max(0, link - LONGEST_NOUN), first)
    misheard = said in FUNCTION_WORDS["en"] and said not in NOT_BEFORE and said not in OWNERS
    if said not in COPULAS and not misheard:
        return False
    for owner in range(link - 1, max(-1, link - 2 - LONGEST_NOUN), -1):
        if not same_voice(words, owner, first) or words[owner].word.endswith((".", "?", "!")):
            return False
        if readings[owner].text in OWNERS:
            return not _any_within(others, owner, first)
    return False


def _is_asked(words: Sequence[Word], readings: Sequence[Reading], first: int, others: Sequence[int]) -> bool:
    """Whether the last thing that another party said is a question, or asks for "your ..."."""
    start = first
    while start > 0 and same_voice(words, start - 1, first) and first - start < ASKED_REACH:
        start -= 1
    stop = start
    while start > 0 and not same_voice(words, start - 1, first) and first - start < ASKED_REACH:
        start -= 1
    if stop == start or _any_within(others, max(0, start - OTHER_REACH), first):
        return False
    asked = readings[start:stop]
    if words[stop - 1].word.endswith("?"):
        return True
    if any(one.text in MODALS and other.text in ASKING_PERSONS for one, other in pairwise(asked)):
        return True
    return any(reading.text in REQUESTS or reading.text == "your" for reading in asked)


def _any_within(indices: Sequence[int], start: int, stop: int) -> bool:
    return bisect_left(indices, start) < bisect_left(indices, stop)


def _is_counted(words: Sequence[Word], readings: Sequence[Reading], last: int) -> bool:
    """Whether something is counted, or dated: "two years", "eleven november"."""
    after = last + 1
    if after >= len(words) or not same_voice(words, last, after) or words[last].word.endswith((".", "?", "!")):
        return False
    return readings[after].text in UNITS or readings[after].text in MONTHS
