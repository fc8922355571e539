"""A language's table: its words, and the English ones that stand for them."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections import defaultdict
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any, Final

from callscribe.polish.detectors.voices import same_voice

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from callscribe.transcript.words import Word

LANGUAGES: Final = ("es", "fr", "de")
"""Primary tags of the languages that there is a table of."""

AROUND: Final = " \t\"'“”‘’«».,?¿!¡;:…()[]"
ENDS: Final = ".,?!;:…"
MARKS: Final = frozenset(("dash", "dot", "underscore"))
_TITLES: Final = frozenset(("doctor", "miss", "mister", "mr", "mrs"))

_ACCENTS: Final = re.compile(r"[\u0300-\u036f]")
"""Unicode's Combining Diacritical Marks; the vowel signs of other scripts are none of them."""


@dataclass(frozen=True)
class Vocabulary:
    """A language's table.

    Attributes:
        phrases: By their first word, the longest first: the words, and the English ones that stand for them.
        letters: Names of letters.
        words_too: Those that are everyday words as well: alone they spell nothing.
        articles: Words that say "one" but mean "a" unless they stand between digits.
        streets: Words before a street's name.
        within_streets: Small words that may be part of one.
        units: What may follow its number.
        street_endings: What street names end in.
        as_in: Words between a letter and one that begins with it: "be de barcelona".
        street_adjectives: Everyday words that may stand before a kind of street: "lange straße".
        street_prepositions: Words before a street whose kind is not named: "am mühlbach".
        given_names: Names that English lists do not have, and others that they do.
        surnames: Everyday words that are surnames too: after a title or a given name they stay as they are.
        cues_after: Words that announce the number before them: "am fünften mai geboren".
        iban_countries: Codes of countries that are said as a word before an IBAN's digits.
        marks: Words that part two numbers, which text2num reads as one: "sieben punkt vier".
        titles: Words before a surname that stand for an English title.
        streets_too: Words before a street's name that are everyday words as well: a name must follow.
        before_towns: Words between a street and its town: "12 rue des lilas à angers".
    """

    phrases: Mapping[str, Sequence[tuple[tuple[str, ...], tuple[str, ...]]]]
    letters: Mapping[str, str]
    words_too: frozenset[str]
    articles: frozenset[str]
    streets: frozenset[str]
    within_streets: frozenset[str]
    units: frozenset[str]
    street_endings: tuple[str, ...]
    as_in: frozenset[str]
    street_adjectives: frozenset[str]
    street_prepositions: frozenset[str]
    given_names: Mapping[str, str]
    surnames: frozenset[str]
    cues_after: Mapping[str, Sequence[str]]
    iban_countries: frozenset[str]
    marks: frozenset[str]
    titles: frozenset[str]
    streets_too: frozenset[str]
    before_towns: frozenset[str]


@lru_cache(maxsize=len(LANGUAGES))
def vocabulary(language: str) -> Vocabulary:
    """The table of one of LANGUAGES."""
    table: dict[str, Any] = tomllib.loads(files(__package__).joinpath(f"{language}.toml").read_text("utf-8"))
    phrases: dict[str, list[tuple[tuple[str, ...], tuple[str, ...]]]] = defaultdict(list)
    plain = {without_accents(said): english for said, english in table["phrases"].items()}
    for said, english in (plain | table["phrases"]).items():
        words = tuple(said.split())
        phrases[words[0]].append((words, tuple(english.split())))
    for entries in phrases.values():
        entries.sort(key=lambda entry: -len(entry[0]))
    return Vocabulary(
        phrases=dict(phrases),
        letters=table["letters"],
        words_too=frozenset(table["words_too"]),
        articles=frozenset(table["articles"]),
        streets=frozenset(table["streets"]),
        within_streets=frozenset(table["within_streets"]),
        units=frozenset(table["units"]),
        street_endings=tuple(table["street_endings"]),
        as_in=frozenset(table.get("as_in", ())),
        street_adjectives=frozenset(table.get("street_adjectives", ())),
        street_prepositions=frozenset(table.get("street_prepositions", ())),
        given_names=table.get("given_names", {}),
        surnames=frozenset(table.get("surnames", ())),
        cues_after={said: english.split() for said, english in table.get("cues_after", {}).items()},
        iban_countries=frozenset(table.get("iban_countries", ())),
        marks=frozenset(said for said, english in table["phrases"].items() if english in MARKS),
        titles=frozenset(said for said, english in table["phrases"].items() if english in _TITLES),
        streets_too=frozenset(table.get("streets_too", ())),
        before_towns=frozenset(table.get("before_towns", ())),
    )


def tokens_of(words: Sequence[Word]) -> list[str]:
    """The words as tables have them: lower case, without punctuation."""
    return [word.word.strip(AROUND).casefold().replace("’", "'") for word in words]


def without_accents(text: str) -> str:
    """The text without the marks of Latin letters."""
    return text if text.isascii() else _ACCENTS.sub("", unicodedata.normalize("NFD", text))


def phrase_at(
    words: Sequence[Word], tokens: Sequence[str], index: int, table: Vocabulary
) -> tuple[int, tuple[str, ...] | None]:
    """The longest phrase of a table that begins at a word: where it ends, and its English; None where there is none."""
    following = tokens[index + 1] if index + 1 < len(tokens) else ""
    for phrase, english in table.phrases.get(tokens[index], ()):
        after = index + len(phrase)
        if len(phrase) > 1 and phrase[1] != following:
            continue
        if tuple(tokens[index:after]) == phrase and all(together(words, at) for at in range(index + 1, after)):
            return after, english
    return index + 1, None


def together(words: Sequence[Word], index: int) -> bool:
    """Whether a word goes on with what the same voice said before it."""
    before, word = words[index - 1], words[index]
    return before.channel == word.channel and before.speaker == word.speaker and before.word[-1:] not in ENDS


def goes_on(words: Sequence[Word], index: int) -> bool:
    """The same, where commas may stand between: "ka, ele, ene"."""
    return together(words, index) or (same_voice(words, index - 1, index) and words[index - 1].word[-1:] == ",")
