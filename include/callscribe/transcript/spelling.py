"""Words as they are compared: without what one recogniser writes and another does not."""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from typing import Final

from rapidfuzz.distance import Levenshtein

_NUMBER_WORDS: Final = {
    word: str(number)
    for number, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
        "seventeen eighteen nineteen twenty".split()
    )
}


@lru_cache(maxsize=65536)
def normalised(token: str) -> str:
    """The token as compared: without case, punctuation and the difference between "4" and "four"."""
    folded = unicodedata.normalize("NFKC", token).casefold()
    # Only punctuation and symbols go: the vowel signs of Indic scripts are marks, not letters, and must stay.
    bare = "".join(character for character in folded if unicodedata.category(character)[0] not in "PSZC")
    return _NUMBER_WORDS.get(bare, bare) or folded


@lru_cache(maxsize=65536)
def likeness(one: str, other: str) -> float:
    """1 for equal tokens, else 1 minus the edit distance over the longer one's length."""
    return float(Levenshtein.normalized_similarity(one, other))
