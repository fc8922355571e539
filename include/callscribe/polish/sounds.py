"""How English spelling sounds, roughly: to tell which words a recogniser may have taken for each other.

A metaphone (Philips 1990, "Hanging on the Metaphone") that keeps vowels: first letters become sounds, then sounds that
recognisers confuse become one. Accurate pronunciations would need a dictionary, and a name has no entry in it.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

_SPELLINGS: Final = (
    # where in the word, letters, sounds; the first that matches counts. Vowels: e (front), o (back), a (open).
    (r"^(?:kn|gn|pn)", "n"),
    (r"^wr", "r"),
    (r"^ps", "s"),
    (r"^x", "s"),
    (r"^mc", "mak"),
    (r"tch", "C"),
    (r"sch(?=[aeiou])", "S"),
    (r"sch", "S"),
    (r"cz", "C"),
    (r"ch(?=[rl])", "k"),
    (r"ch", "C"),
    (r"sh", "S"),
    (r"(?:ti|ci|si|ssi)(?=[oa])", "S"),
    (r"ph", "f"),
    (r"th", "T"),
    (r"wh", "w"),
    (r"ck", "k"),
    (r"cq?u", "kw"),
    (r"qu", "kw"),
    (r"cc(?=[eiy])", "ks"),
    (r"c(?=[eiy])", "s"),
    (r"[cq]", "k"),
    (r"dg(?=[ei])", "J"),
    (r"^gh", "g"),
    (r"i?gh(?=t)", ""),
    (r"(?<=[aeiou])gh(?![aeiou])", ""),
    (r"gh", "g"),
    (r"g(?=[ei])", "J"),
    (r"x", "ks"),
    (r"mb$", "m"),
    (r"^y(?=[aeiou])", "y"),
    (r"h(?=[aeiouy])", "h"),
    (r"h", ""),
    (r"(?<=[^aeiouy])e(?=s$|d$)", ""),
    (r"(?<=[^aeiouy])e$", ""),
    (r"le$", "al"),
    (r"(?:eau|aux|ough|augh|oa|oo|ou|ow|au|aw|oi|oy|eu|ew|ue|o|u)", "o"),
    (r"(?:ea|ee|ie|ei|ey|ay|ai|e|i|y)", "e"),
    (r"a", "a"),
    (r"[bdfgjklmnprstvwz]", "="),
)
_PATTERN: Final = re.compile("|".join(f"({letters})" for letters, _ in _SPELLINGS))
_SOUND_OF: Final = tuple(sound for _, sound in _SPELLINGS)
_DOUBLED: Final = re.compile(r"(.)\1+")

_CONFUSED: Final = str.maketrans("bdgvzJjSn", "ptkfsCCCm")
"""Voiced sounds as their voiceless twins, sibilants and nasals as one each: what telephone lines and recognisers
confuse most (Miller and Nicely 1955, "An analysis of perceptual confusions among some English consonants")."""

_SILENT: Final = str.maketrans("", "", "aeohwy")

_VOWELS: Final = frozenset("aeo")
_VOWEL_COST: Final = 0.3
_OTHER_VOWEL_COST: Final = 0.15
_LIKE_COST: Final = 0.3
_GLIDES: Final = frozenset("hwy")


@lru_cache(maxsize=65536)
def sound_of(word: str) -> str:
    """The word's sounds, a character each.

    Args:
        word: One word in lower case; what is no letter from a to z is passed over.
    """
    sounds = _PATTERN.sub(_sound, "".join(filter(_is_letter, word)))
    return _DOUBLED.sub(r"\1", sounds)


@lru_cache(maxsize=65536)
def skeleton(sounds: str) -> str:
    """The consonants, those that are taken for each other as one: equal for what may be confused."""
    return _DOUBLED.sub(r"\1", sounds.translate(_CONFUSED).translate(_SILENT))


@lru_cache(maxsize=65536)
def consonants_of(word: str) -> int:
    """How many consonants the word's skeleton has."""
    return len(skeleton(sound_of(word)))


def begin_alike(one: str, other: str) -> bool:
    """Whether the first sounds of both may be taken for each other; all vowels and glides may."""
    return _beginning(one[:1]) == _beginning(other[:1])


@lru_cache(maxsize=65536)
def alike(one: str, other: str) -> float:
    """How like two strings of sounds are: 1 for equal ones, 0 for nothing in common.

    An edit distance in which vowels weigh less than consonants and confused sounds less than others, over the weight of
    the heavier.
    """
    longest = max(sum(map(_weight, one)), sum(map(_weight, other)))
    return max(0.0, 1.0 - _distance(one, other) / longest) if longest else 1.0


def _sound(found: re.Match[str]) -> str:
    sound = _SOUND_OF[(found.lastindex or 1) - 1]
    return found.group() if sound == "=" else sound


def _beginning(sound: str) -> str:
    return "" if sound in _VOWELS or sound in _GLIDES else sound.translate(_CONFUSED)


def _is_letter(character: str) -> bool:
    return "a" <= character <= "z"


def _weight(sound: str) -> float:
    return _VOWEL_COST if sound in _VOWELS or sound in _GLIDES else 1.0


def _substitution(one: str, other: str) -> float:
    if one == other:
        return 0.0
    if one in _VOWELS and other in _VOWELS:
        return _OTHER_VOWEL_COST
    if one.translate(_CONFUSED) == other.translate(_CONFUSED):
        return _LIKE_COST
    return max(_weight(one), _weight(other))


def _distance(one: str, other: str) -> float:
    row = [0.0]
    for sound in other:
        row.append(row[-1] + _weight(sound))
    for mine in one:
        above = row
        row = [above[0] + _weight(mine)]
        for column, theirs in enumerate(other):
            row.append(
                min(
                    above[column] + _substitution(mine, theirs),
                    above[column + 1] + _weight(mine),
                    row[column] + _weight(theirs),
                )
            )
    return row[-1]
