"""Street addresses where the kind of street comes first or ends the word, and answers to a question for an address.

"Calle Mayor 23", "12 rue de la Paix", "Hauptstrasse 5"; of answers everything from the first number or name on.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Final

from callscribe.polish.detectors.numbers.number_words import DIGITS, TEENS, TENS
from callscribe.polish.detectors.voices import same_voice
from callscribe.polish.entities import EntitySpan

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from callscribe.polish.detectors.translation.in_english import Translated
    from callscribe.polish.detectors.translation.vocabulary import Vocabulary
    from callscribe.transcript.words import Word

LONGEST_NAME: Final = 6
"""Words of a street's name before its number: "de la Virgen del Carmen"."""

LONGEST_ANSWER: Final = 30
"""Words within which a question for an address is answered."""

OTHER_MATTERS: Final = 2
"""Everyday words in a row after an address's number that end it: "it is a house with a green door" (estimate)."""

LONGEST_TOWN: Final = 6
"""Words of a town's name and of the postcode before it: "à 64500 saint jean de luz" (estimate)."""

_ARTICLES: Final = frozenset(("el", "la", "las", "le", "les", "los"))
_AFTER_NUMBERS: Final = frozenset(("bis", "quater", "ter"))
_NUMBER_WORDS: Final = DIGITS.keys() | TEENS.keys() | TENS.keys()
_ASKED: Final = "address"
_OTHER_ADDRESSES: Final = frozenset(("email", "e-mail", "mail", "ip", "mac", "web"))


def find_streets(words: Sequence[Word], tokens: Sequence[str], told: Translated, table: Vocabulary) -> list[EntitySpan]:
    """Find addresses.

    Args:
        words: In the order of the conversation.
        tokens: Of each, lower case without punctuation.
        told: The same call in English words.
        table: Of the language.
    """
    numbered = _numbered(told, len(words))
    spans = [
        EntitySpan("ADDRESS", first, last, "street", 0.75)
        for index, token in enumerate(tokens)
        for first, last in _around(words, tokens, index, token, numbered, table)
    ]
    places = (
        EntitySpan("ADDRESS", first, last, "street", 0.7)
        for index, token in enumerate(tokens)
        if token in table.street_prepositions
        for first, last in _place(words, tokens, index, numbered, table)
    )
    return [*spans, *places, *_answers(words, tokens, told, numbered, table)]


def _numbered(told: Translated, count: int) -> list[bool]:
    """Of each word, whether it is a number or part of one."""
    numbered = [False] * count
    for word, origin in zip(told.words, told.origins, strict=True):
        text = word.word.strip(".,?!")
        if any(map(str.isdecimal, text)) or text in _NUMBER_WORDS:
            for index in origin:
                numbered[index] = True
    return numbered


def _around(
    words: Sequence[Word], tokens: Sequence[str], index: int, token: str, numbered: Sequence[bool], table: Vocabulary
) -> Iterator[tuple[int, int]]:
    """The address around a word that names a kind of street, or ends in one."""
    ends_in_one = token not in table.phrases and any(
        token.endswith(ending) and len(token) > len(ending) + 1 for ending in table.street_endings
    )
    if not ends_in_one and token not in table.streets and token not in table.streets_too:
        return
    last = index if ends_in_one else _name_end(words, tokens, index, numbered, table)
    if last == index and token in table.streets_too:
        return
    numero = last + 1 < len(words) and tokens[last + 1] in table.units | table.within_streets  # "calle mayor número 5"
    near = (last + 1, last + 2) if numero and token not in table.streets_too else (last + 1,)
    number = next((at for at in near if at < len(words) and numbered[at] and _one_breath(words, last, at)), None)
    if table.street_endings:  # the number is last: "karl marx straße 5"
        first = index if ends_in_one or last > index else _name_begin(words, tokens, index, table)
        if number is None or (first == last and not ends_in_one):
            return
    else:
        first = _number_begin(words, tokens, index, numbered, table)
        if number is None and first == index:
            return
    if number is not None:
        last = number
    while last + 1 < len(words) and _one_breath(words, last, last + 1):
        following = tokens[last + 1]
        letter = len(following) == 1 and following not in table.before_towns
        if not (numbered[last + 1] or following in table.units or letter):
            break
        last += 1
    while tokens[last] in ("y", "et", "und", "e"):
        last -= 1
    yield first, _town_end(words, tokens, last, numbered, table)


def _number_begin(
    words: Sequence[Word], tokens: Sequence[str], index: int, numbered: Sequence[bool], table: Vocabulary
) -> int:
    """Where the number before a kind of street begins."""
    first = index
    if (
        first > 1
        and numbered[first - 2]
        and (tokens[first - 1] in _AFTER_NUMBERS or tokens[first - 1] in table.letters)
    ):
        first -= _one_breath(words, first - 2, first)  # "12 bis rue pasteur"
    while first > 0 and numbered[first - 1] and _one_breath(words, first - 1, first):
        first -= 1
    return first


def _place(
    words: Sequence[Word], tokens: Sequence[str], index: int, numbered: Sequence[bool], table: Vocabulary
) -> Iterator[tuple[int, int]]:
    """A street without its kind, if nothing but the rest of an address follows its number: "am mühlbach 12"."""
    first = index + 1
    while first < len(words) and tokens[first] in table.within_streets - table.street_adjectives:
        first += 1
    name = first
    while name < len(words) and tokens[name] in table.street_adjectives:
        name += 1
    number = name + 1
    if number >= len(words) or tokens[name] in table.phrases or numbered[name] or not numbered[number]:
        return
    last = number
    while last + 1 < len(words) and _one_breath(words, last, last + 1):
        if not (numbered[last + 1] or tokens[last + 1] in table.units or len(tokens[last + 1]) == 1):
            break
        last += 1
    ends = last + 1 == len(words) or not _one_breath(words, last, last + 1) or tokens[last + 1] in table.before_towns
    if _one_breath(words, index, number) and (ends or last > number):
        yield first, last


def _name_begin(words: Sequence[Word], tokens: Sequence[str], index: int, table: Vocabulary) -> int:
    """Where the name begins that stands before its kind of street: "karl marx straße", "lange straße"."""
    first = index
    while first > 0 and index - first < LONGEST_NAME and _one_breath(words, first - 1, first):
        before = tokens[first - 1]
        if not before or (before in table.phrases and before not in table.street_adjectives):
            break
        first -= 1
    return first


def _town_end(
    words: Sequence[Word], tokens: Sequence[str], last: int, numbered: Sequence[bool], table: Vocabulary
) -> int:
    """Where the town after a street or its postcode ends, or the street itself where none is named."""
    at = last + 1
    if at < len(words) and tokens[at] in table.before_towns:
        at += 1
    elif not (numbered[last] and table.before_towns):
        return last
    end = last
    while at < len(words) and at - last <= LONGEST_TOWN and tokens[at] and _one_breath(words, last, at):
        if not numbered[at]:
            if tokens[at] not in table.phrases:
                end = at
            elif tokens[at] not in table.within_streets:
                break
        at += 1
    return end


def _name_end(
    words: Sequence[Word], tokens: Sequence[str], index: int, numbered: Sequence[bool], table: Vocabulary
) -> int:
    last = index
    while last + 1 < len(words) and last - index < LONGEST_NAME and _one_breath(words, last, last + 1):
        following = tokens[last + 1]
        joined = last > index and tokens[last] in table.within_streets  # "paseo de la estación"
        if joined and tokens[last] in _ARTICLES and last - 1 > index:  # but "place de la mairie le mardi"
            joined = tokens[last - 1] in table.within_streets
        if (
            not following
            or numbered[last + 1]
            or (following in table.phrases and following not in table.within_streets and not joined)
        ):
            break
        last += 1
    while last > index and tokens[last] in table.within_streets:
        last -= 1
    return last


def _answers(
    words: Sequence[Word], tokens: Sequence[str], told: Translated, numbered: Sequence[bool], table: Vocabulary
) -> Iterator[EntitySpan]:
    """What the other party says after a question for an address: from its first number or name to its last."""
    texts = [word.word.strip(".,?!").casefold() for word in told.words]
    unknown = {
        origin.start
        for origin in told.origins
        if len(origin) == 1 and tokens[origin.start] and tokens[origin.start] not in table.phrases
    }
    for place, text in enumerate(texts):
        if text != _ASKED or (place and texts[place - 1] in _OTHER_ADDRESSES):
            continue
        asked = told.origins[place].stop - 1
        said = range(asked + 1, min(asked + 1 + LONGEST_ANSWER, len(words)))
        start = next((index for index in said if not same_voice(words, asked, index)), None)
        if start is None:
            if place + 1 >= len(texts) or texts[place + 1] != "is":
                continue
            start = asked + 1
        stop = next((index for index in range(start, len(words)) if not same_voice(words, start, index)), len(words))
        telling = [
            index for index in range(start, min(stop, start + LONGEST_ANSWER)) if index in unknown or numbered[index]
        ]
        telling = telling[: _answered(telling, tokens, numbered, table)]
        if any(numbered[index] for index in telling) and len(telling) > 1:
            last = telling[-1]
            while last + 1 < stop and tokens[last + 1] in table.units and _one_breath(words, last, last + 1):
                last += 1
            yield EntitySpan("ADDRESS", telling[0], last, "address_answer", 0.5)


def _answered(telling: Sequence[int], tokens: Sequence[str], numbered: Sequence[bool], table: Vocabulary) -> int:
    """How much of an answer is the address: up to where, after its number, other matters are talked of."""
    within = table.within_streets | table.units
    for place in range(1, len(telling)):
        between = [token for token in tokens[telling[place - 1] + 1 : telling[place]] if token not in within]
        if len(between) >= OTHER_MATTERS and any(numbered[index] for index in telling[:place]):
            return place
    return len(telling)


def _one_breath(words: Sequence[Word], one: int, other: int) -> bool:
    return all(
        same_voice(words, before, after) and not words[before].word.endswith((".", "?", "!"))
        for before, after in pairwise(range(one, other + 1))
    )
