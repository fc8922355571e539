"""The words of e-mail addresses said out loud: domains, what joins their parts, and what is talk around them."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from callscribe.polish.detectors.names.given_names import GIVEN_NAMES
from callscribe.polish.detectors.names.surnames import SURNAME_WORDS
from callscribe.polish.detectors.ordinary_words import is_ordinary_word
from callscribe.polish.detectors.spelled_characters import LETTER_NAMES
from callscribe.polish.sounds import alike, begin_alike, sound_of

if TYPE_CHECKING:
    from callscribe.polish.detectors.numbers.number_words import Reading

ENDINGS: Final = frozenset(
    "com org net edu gov mil int info biz io co ai app dev me tv us uk ca au nz ie in de fr es it nl be ch at se no dk "
    "pl pt eu jp za mx br ru cz sk hu ro gr tr il ar cl kr cn hk sg ph ng ke gh ae scot xyz calm".split()
)
"""Ends of domains; "calm" is how recognisers mishear "com"."""

WORDY_ENDINGS: Final = frozenset(
    "agency app blog care church club coop digital email example family farm group health house law link live london "
    "media online page pro school shop site store studio team tech website works world".split()
)
"""Ends of domains that are everyday words; believed after "dot", not after "point"."""

SURE_ENDINGS: Final = frozenset(("com", "net", "org", "edu"))
"""Those that are hardly ever anything else after "dot" and a misheard word."""

PROVIDERS: Final = frozenset(
    "gmail googlemail yahoo hotmail outlook icloud aol protonmail proton live msn comcast verizon att gmx hey zoho "
    "fastmail ymail rocketmail btinternet sbcglobal bellsouth bigpond blueyonder ntlworld optusnet posteo rediffmail "
    "tutanota virginmedia yandex".split()
)
"""Domains that people name without "dot com"."""

ONLY_PROVIDERS: Final = PROVIDERS - frozenset("outlook proton live verizon att hey comcast yahoo".split())
"""Those that nobody names but for an address."""

SAID_APART: Final = {
    "g": ("mail", "male", "mails"),
    "gee": ("mail", "male"),
    "jay": ("mail",),
    "y": ("mail",),
    "hot": ("mail", "male"),
    "fast": ("mail",),
    "rocket": ("mail",),
    "proton": ("mail", "male"),
    "google": ("mail",),
    "i": ("cloud",),
    "eye": ("cloud",),
    "out": ("look",),
    "come": ("cast",),
    "bt": ("internet",),
    "sbc": ("global",),
}
"""Providers that recognisers write as two words, by the first of them."""

DOTS: Final = frozenset(("dot", "period", "point", "."))
JOINERS: Final = frozenset(
    ("dot", "period", "point", ".", "underscore", "underline", "dash", "hyphen", "minus", "plus", "_", "-")
)

NOT_A_NAME: Final = frozenset(
    "is it its it's that's thats my your his her our their the a an and or so at to on in by from with of "
    "for email e-mail mail address "
    "me us them him you i we they visit shop look looked online website site web page go going find found check order "
    "ordered bought buy here there available see log login sign sir ma'am please yes yeah okay ok no um uh would be "
    "was are am i'm confirm thing course back under use send sent "
    "write contact reach try meet work works working worked believe think guess ready worries problem signed up "
    "too".split()
)
"""Words before "at" that are no part of an address; where they leave nothing of it, it is a web site's name."""

CUES: Final = frozenset(("email", "e-mail", "emails", "mail", "emailed", "gmail", "female", "inbox"))
"""Words after which an address is to be expected; "female" is a misheard one."""

COPULAS: Final = frozenset(("is", "it's", "that's", "was"))

BEFORE_NAME: Final = frozenset("is it's its that's says at email address".split())
"""Words after which an address begins, so that "a" is its first letter."""

CHARACTER_SHAPES: Final = frozenset("LUNTYVORH")
"""Shapes of readings that say letters and digits."""

DIGIT_SHAPES: Final = frozenset("UNTYVORH")

LEAST_ALIKE: Final = 0.78
"""How like a provider or a name a misheard word sounds at least, by `callscribe.polish.sounds.alike` (estimate)."""

_WORD: Final = re.compile(r"[^\W\d_][\w.'’-]+")
_COMPOUNDS: Final = (
    "family",
    "mail",
    "group",
    "consulting",
    "design",
    "designs",
    "studio",
    "solutions",
    "online",
    "law",
)
"""Ends of names of domains: "smithfamily". They look like everyday words by their suffixes."""

_LONGEST_COMPOUND: Final = 9
_SHORTEST_MISHEARD: Final = 4
_SOUNDS_OF_PROVIDERS: Final = tuple(sound_of(name) for name in PROVIDERS if len(name) > _SHORTEST_MISHEARD)


@lru_cache(maxsize=65536)
def is_name_like(token: str) -> bool:
    """Whether a word may be the name before "at", or the name of a domain, by itself.

    Args:
        token: In lower case, without punctuation around it.
    """
    if len(token) < 2 or token in JOINERS or token in NOT_A_NAME or not _WORD.fullmatch(token):
        return False
    if token in GIVEN_NAMES or token in SURNAME_WORDS or not is_ordinary_word(token):
        return True
    return len(token) > _LONGEST_COMPOUND and token.endswith(_COMPOUNDS)


@lru_cache(maxsize=65536)
def sounds_like_provider(token: str) -> bool:
    """Whether a rare word may be a misheard provider ("comecast", "jemail", "hotmale").

    Args:
        token: In lower case, without punctuation around it.
    """
    if len(token) < _SHORTEST_MISHEARD or not token.isalpha() or is_ordinary_word(token) or token in GIVEN_NAMES:
        return False
    sounds = sound_of(token)
    return any(begin_alike(sounds, other) and alike(sounds, other) >= LEAST_ALIKE for other in _SOUNDS_OF_PROVIDERS)


def is_letter(reading: Reading) -> bool:
    """Whether a word is a letter said alone, "a" and "i" among them."""
    return reading.shape in ("L", "O") or (len(reading.text) == 1 and reading.text.isalpha())


def is_character(reading: Reading) -> bool:
    """Whether a word says letters or digits and hardly anything else next to others that do."""
    return reading.shape in CHARACTER_SHAPES or is_letter(reading) or reading.text in LETTER_NAMES
