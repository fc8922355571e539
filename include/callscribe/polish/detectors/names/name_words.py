"""What single words can be of a name: a listed given name or surname, a rare word, a word that names something else."""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from callscribe.polish.common_words import is_common
from callscribe.polish.detectors.names.given_names import GIVEN_NAMES, PLAIN_NAMES
from callscribe.polish.detectors.names.proper_nouns import PROPER_NOUNS
from callscribe.polish.detectors.names.surnames import PLAIN_SURNAMES, SURNAME_WORDS, SURNAMES
from callscribe.polish.detectors.names.uncommon_words import UNCOMMON_WORDS
from callscribe.polish.detectors.ordinary_words import SMALL_WORDS, is_ordinary_word

LISTED: Final = (GIVEN_NAMES | SURNAMES | SURNAME_WORDS) - (SMALL_WORDS - {"will", "may"})
"""All that some people are called, everyday words among them."""

PLAIN: Final = PLAIN_NAMES | (PLAIN_SURNAMES - (GIVEN_NAMES - PLAIN_NAMES))
"""Names that hardly ever are anything else: hidden wherever they are said."""

_NO_NAMES: Final = PROPER_NOUNS | UNCOMMON_WORDS

_POSSESSIVES: Final = ("'s", "’s", "s'", "s’")


@lru_cache(maxsize=65536)
def bare(token: str) -> str:
    """The token without the ending of a genitive."""
    for ending in _POSSESSIVES:
        if token.endswith(ending) and len(token) > len(ending) + 1:
            return token[: -len(ending)] + ("s" if ending[0] == "s" else "")
    return token


@lru_cache(maxsize=65536)
def is_rare(token: str) -> bool:
    """Whether the word is hardly anything but a name: a plain one, or no word of everyday English, firm or place.

    Args:
        token: In lower case, without punctuation around it and without the ending of a genitive.
    """
    if token in PLAIN or token in SURNAMES:
        return True
    base = bare(token)
    joined = base.replace("-", "")  # "wi-fi"
    ordinary = is_ordinary_word(token) or is_ordinary_word(joined) or is_common(base)
    return not ordinary and _NO_NAMES.isdisjoint((token, base, joined))


@lru_cache(maxsize=65536)
def is_rare_enough(token: str) -> bool:
    """Whether a name's part may be hidden wherever it is said in the call: no word that people use otherwise."""
    if token in PLAIN:
        return True
    return len(token) > 2 and token.replace("-", "").replace("'", "").isalpha() and is_rare(token)
