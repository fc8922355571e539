"""Terms of the user's own, so that many are looked up at once: by their letters and by their sounds."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final

from callscribe.errors import SettingsError
from callscribe.polish.common_words import is_common
from callscribe.polish.sounds import skeleton, sound_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

MIN_SKELETON: Final = 2
"""Consonants that a term must have to be known by its sound: with fewer, too much sounds like it."""

SHORT_SKELETON: Final = 2
"""Of as few consonants none may be missing or too many (estimate)."""

CLOSING: Final = ".,?!;:…"
OPENING: Final = "\"“(‘'"


@dataclass(frozen=True)
class Term:
    """A name or word of the user's own.

    Attributes:
        text: As it is written, capitals included.
        sounds_like: What recognisers write for it; always taken for it, so give nothing here that people say as well.
        kind: `product`, `person` or empty: which words around it speak for it.
    """

    text: str
    sounds_like: tuple[str, ...] = ()
    kind: str = ""


def parse_terms(tables: Iterable[Mapping[str, Any]]) -> tuple[Term, ...]:
    """The terms of a settings file.

    Args:
        tables: `[[polish.vocabulary]]`, as TOML has them.

    Raises:
        SettingsError: A key or a value cannot be.
    """
    terms = []
    for table in tables:
        text, sounds_like, kind = table.get("text"), table.get("sounds_like", []), table.get("kind", "")
        if not isinstance(text, str) or not any(map(str.isalnum, text)):
            raise SettingsError("polish.vocabulary: each needs a text with a letter or a digit.")
        if unknown := sorted(table.keys() - {"text", "sounds_like", "kind"}):
            raise SettingsError(
                f"polish.vocabulary, {text!r}: unknown {', '.join(unknown)}. Known: kind, sounds_like, text."
            )
        if not isinstance(sounds_like, list) or not all(isinstance(sound, str) for sound in sounds_like):
            raise SettingsError(f"polish.vocabulary, {text!r}: sounds_like must be a list of texts.")
        if kind not in ("", "product", "person"):
            raise SettingsError(f"polish.vocabulary, {text!r}: kind is {kind!r}; it must be product, person or empty.")
        terms.append(Term(text, tuple(sounds_like), kind))
    return tuple(terms)


@dataclass(frozen=True)
class Sounding:
    """One way in which a term sounds.

    Attributes:
        sounds: As `sound_of` writes them.
        letters: The spelling without spaces.
        short: Few consonants, so that much sounds alike.
    """

    term: Term
    sounds: str
    letters: str
    short: bool


@dataclass(frozen=True)
class TermIndex:
    """The terms, by what is looked up.

    Attributes:
        spelled: Letters without spaces to the term.
        told: The same for `sounds_like`.
        prefixes: What those begin with.
        acronyms: Terms in capitals by their letters.
        initials: Their first letters.
        sounding: Skeletons, whole and without any one consonant, to what sounds so.
        longest: Consonants of the longest.
    """

    spelled: dict[str, Term]
    told: dict[str, Term]
    prefixes: frozenset[str]
    acronyms: dict[str, Term]
    initials: frozenset[str]
    sounding: dict[str, tuple[Sounding, ...]]
    longest: int


@lru_cache(maxsize=16)
def index_terms(terms: tuple[Term, ...]) -> TermIndex:
    """The terms' index; of two that are spelled or sound the same, the first counts."""
    spelled: dict[str, Term] = {}
    told: dict[str, Term] = {}
    acronyms: dict[str, Term] = {}
    sounding: dict[str, list[Sounding]] = defaultdict(list)
    longest = 0
    for term in terms:
        for letters in (letters_of(term.text), letters_of(term.text.replace(".", " dot "))):
            if letters:
                spelled.setdefault(letters, term)
        if term.text.isupper() and term.text.isalnum():
            acronyms.setdefault(term.text.casefold(), term)
        for form in (term.text, *term.sounds_like):
            if form != term.text and letters_of(form):
                told.setdefault(letters_of(form), term)
            spoken = form.casefold().split()
            sounds = "".join(sound_of(word) for word in spoken)
            bones = skeleton(sounds)
            known_word = all(is_common(bare(word)) for word in spoken)
            if len(bones) < MIN_SKELETON or form.casefold() in acronyms or known_word:
                continue
            longest = max(longest, len(bones))
            for variant in skeletons_near(bones):
                sounding[variant].append(Sounding(term, sounds, letters_of(form), len(bones) <= SHORT_SKELETON))
    prefixes = {letters[:end] for letters in (*spelled, *told) for end in range(1, len(letters) + 1)}
    return TermIndex(
        spelled=spelled,
        told=told,
        prefixes=frozenset(prefixes - {""}),
        acronyms=acronyms,
        initials=frozenset(letters[0] for letters in acronyms),
        sounding={variant: tuple(each) for variant, each in sounding.items()},
        longest=longest,
    )


@lru_cache(maxsize=65536)
def skeletons_near(bones: str) -> frozenset[str]:
    """The skeleton, and it without any one of its consonants: two that differ in one have one of these in common."""
    if len(bones) <= SHORT_SKELETON:
        return frozenset((bones,))
    return frozenset((bones, *(bones[:position] + bones[position + 1 :] for position in range(len(bones)))))


@lru_cache(maxsize=65536)
def bare(word: str) -> str:
    """The word in lower case, without the punctuation around it."""
    return word.strip(CLOSING + OPENING).casefold().replace("’", "'")


@lru_cache(maxsize=65536)
def letters_of(text: str) -> str:
    """Its letters and digits in lower case, without spaces."""
    return "".join(filter(str.isalnum, text.casefold()))
