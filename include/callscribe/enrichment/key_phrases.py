"""What a call is about, in a few phrases of its own words.

Rapid automatic keyword extraction (Rose and others 2010): phrases are what stands between function words and
punctuation, and a word weighs more the more often it stands in phrases and the longer they are. Unlike there, a phrase
also weighs more for every time it is said: callers repeat what matters to them. Written here, since the kept libraries
are under the GPL (yake) or download their function words (rake-nltk).
"""

from __future__ import annotations

import re
from collections import Counter
from itertools import groupby
from typing import TYPE_CHECKING, Final

from callscribe.enrichment.said import tokens_of
from callscribe.polish.function_words import function_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from callscribe.enrichment.said import SaidUtterance

PHRASES: Final = 5
"""As many as fit a column of a report (estimate)."""

LONGEST_WORDS: Final = 3
"""Without punctuation, as some recognisers write, longer runs are mostly two phrases in a row (estimate)."""

_PART_END: Final = re.compile(r"[.,?!;:…।]+(?:\s|$)")


def find_key_phrases(utterances: Sequence[SaidUtterance], *, language: str, count: int = PHRASES) -> list[str]:
    """The phrases that say best what a call is about.

    Args:
        utterances: Of the call, redacted.
        language: BCP 47 tag; one of `callscribe.polish.function_words.FUNCTION_WORDS`.
        count: The most phrases.

    Returns:
        The weightiest first, in lower case, none made of words of another one. Empty for languages whose function
        words are not known.
    """
    empty = function_words(language)
    if not empty:
        return []
    parts = (part for utterance in utterances for part in _PART_END.split(utterance.text))
    found = Counter(phrase for part in parts for phrase in _phrases(tokens_of(part), empty))
    # the degree of a word: with how many words, itself included, it stands together in all phrases
    degrees: Counter[str] = Counter()
    for phrase, times in found.items():
        for word in phrase:
            degrees[word] += times * len(phrase)
    chosen: list[tuple[str, ...]] = []
    weights = {phrase: times * sum(degrees[word] for word in phrase) for phrase, times in found.items()}
    for phrase in sorted(found, key=lambda phrase: (-weights[phrase], phrase)):
        if len(chosen) == count:
            break
        if not any(set(phrase) <= set(other) or set(other) <= set(phrase) for other in chosen):
            chosen.append(phrase)
    return [" ".join(phrase) for phrase in chosen]


def _phrases(tokens: Iterable[str], empty: frozenset[str]) -> Iterator[tuple[str, ...]]:
    """Runs of words that say something, those that are too long cut."""
    for says, run in groupby(tokens, key=lambda token: len(token) > 1 and token not in empty and not token.isdigit()):
        if says:
            words = tuple(run)
            for first in range(0, len(words), LONGEST_WORDS):
                yield words[first : first + LONGEST_WORDS]
