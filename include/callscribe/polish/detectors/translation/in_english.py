"""Calls in other languages as the English rules can read them: number words, cues and everyday words put into English.

What announces a card number, and how digits are said in groups, corrected and read back, differs little from language
to language; the words do. So the rules are written once, for English, and a language is a table of its words
(`es.toml` beside this module). Numbers are read by text2num. The order of words is left as it is.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from callscribe.polish.detectors.names.given_names import GIVEN_NAMES
from callscribe.polish.detectors.names.name_extent import PARTICLES
from callscribe.polish.detectors.numbers.number_cues import MONTHS
from callscribe.polish.detectors.translation.letters_abroad import letters_said
from callscribe.polish.detectors.translation.numbers_abroad import is_written, numbers_said
from callscribe.polish.detectors.translation.vocabulary import (
    AROUND,
    ENDS,
    MARKS,
    Vocabulary,
    phrase_at,
    together,
    tokens_of,
    vocabulary,
    without_accents,
)
from callscribe.polish.detectors.voices import same_voice

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from callscribe.polish.entities import EntitySpan
    from callscribe.transcript.words import Word


_FROM: Final = frozenset(("de", "von"))
_JOINS_ALONE: Final = PARTICLES - _FROM - {"el", "la", "le"}
"""Parts of names that join two without another; "de" is as often followed by a firm: "soy ana de telefonía"."""

_IN_ADDRESSES: Final = MARKS | {"all", "at", "double", "gmail", "gmx", "web"}
"""English words after a mark that go on with an e-mail address."""

IBAN_WITHIN: Final = 30
"""English words within which an IBAN begins after it was announced (estimate)."""

LONGEST_JOINT: Final = 2
"""Small words before and after another between two names: "de la", "de las"."""


_WRITTEN_DECIMAL: Final = re.compile(r"\d+,\d{1,2}(?!\d)")


@dataclass(frozen=True, slots=True)
class Translated:
    """A call in English words.

    Attributes:
        words: With the times and voices of what they stand for.
        origins: For each of them the words of the call that it stands for, alone or with its neighbours.
    """

    words: Sequence[Word]
    origins: Sequence[range]

    def span_of(self, span: EntitySpan) -> EntitySpan:
        """A span of the English words as one of the call's."""
        origins = self.origins[span.first_word : span.last_word + 1]
        return replace(
            span,
            first_word=min(origin.start for origin in origins),
            last_word=max(origin.stop for origin in origins) - 1,
        )


def in_english(words: Sequence[Word], language: str) -> Translated:
    """Put what the rules look at into English.

    Args:
        words: In the order of the conversation.
        language: One of LANGUAGES.

    Returns:
        Words in the same order; those that the language's table does not have as they are.
    """
    table = vocabulary(language)
    tokens = tokens_of(words)
    numbers = dict(numbers_said(words, tokens, table, language))
    letters = letters_said(words, tokens, numbers, table)
    announced = dict(_announced_after(words, tokens, numbers, table))
    told: list[Word] = []
    origins: list[range] = []
    index = 0
    while index < len(words):
        if told and not tokens[index] and _closes(words, index):  # "s'il vous plaît ?"
            told[-1] = replace(told[-1], word=told[-1].word + words[index].word)
            index += 1
            continue
        if index in announced:
            cue = announced[index]
            english_cue = table.cues_after[tokens[cue]]
            told += _said(english_cue, words[index], words[index])
            origins += [range(cue, cue + 1)] * len(english_cue)
        after, english = _english_at(words, tokens, index, told, numbers, letters, table)
        origin = range(index, after)
        if english is None:
            told.append(_without_marks(words[index]))
            origins.append(origin)
        else:
            told += _said(english, words[index], words[after - 1])
            origins += [origin] * len(english)
        index = after
    return Translated(told, origins)


def _english_at(
    words: Sequence[Word],
    tokens: Sequence[str],
    index: int,
    told: Sequence[Word],
    numbers: Mapping[int, tuple[int, tuple[str, ...]]],
    letters: Mapping[int, tuple[int, str]],
    table: Vocabulary,
) -> tuple[int, tuple[str, ...] | None]:
    """Where what begins at a word ends, and what stands for it, None where it stays as it is."""
    if index in numbers:
        return numbers[index]
    if tokens[index] in table.iban_countries and index + 1 in numbers and _iban_announced(told):
        return index + 1, tuple(tokens[index])
    if index in letters:
        after, letter = letters[index]
        return after, (letter,)
    if _joins_names(words, tokens, index, table, numbers):
        return index + 1, None
    after, english = phrase_at(words, tokens, index, table)
    if english is None and tokens[index] in table.given_names:
        return after, (table.given_names[tokens[index]],)
    if english is not None and after == index + 1 and _stays(words, tokens, index, told, english, table):
        return after, None
    return after, english


def _closes(words: Sequence[Word], index: int) -> bool:
    """Whether a word is a mark that ends what the same voice said before it."""
    return index > 0 and same_voice(words, index - 1, index) and not words[index].word.strip(ENDS)


def _without_marks(word: Word) -> Word:
    """As English lists have it: without the marks of its letters, and without what opens a Spanish question."""
    text = without_accents(word.word.lstrip("¿¡"))
    if _WRITTEN_DECIMAL.match(text):  # "52,90 €"
        text = text.replace(",", ".", 1)
    return word if text == word.word else replace(word, word=text)


def _said(english: Sequence[str], first: Word, last: Word) -> Iterator[Word]:
    closing = last.word[len(last.word.rstrip(ENDS)) :]
    for place, text in enumerate(english):
        ends = place == len(english) - 1
        yield replace(
            first, word=text + closing if ends else text, end_s=last.end_s if ends else max(first.start_s, first.end_s)
        )


def _joins_names(
    words: Sequence[Word],
    tokens: Sequence[str],
    index: int,
    table: Vocabulary,
    numbers: Mapping[int, tuple[int, tuple[str, ...]]],
) -> bool:
    """Whether a small word stands between two that the table does not have: "maría del socorro", "ana de la vega"."""
    if tokens[index] not in PARTICLES:
        return False
    joining = table.within_streets & PARTICLES
    first = last = index
    while first > 0 and index - first < LONGEST_JOINT and tokens[first - 1] in joining:
        first -= 1
    while last + 1 < len(words) and last - index < LONGEST_JOINT and tokens[last + 1] in joining:
        last += 1
    joint = tokens[first : last + 1]
    title = first > 0 and tokens[first - 1] in table.titles
    joins = joint[0] in _JOINS_ALONE or (joint[0] in _FROM and (len(joint) > 1 or title))
    if not joins or first == 0 or last + 1 == len(words):
        return False
    ends = (last + 1,) if title else (first - 1, last + 1)
    known = any(tokens[at] in table.phrases or at in numbers or is_written(tokens[at]) for at in ends)
    return not known and all(together(words, at) for at in range(first, last + 2))


def _stays(
    words: Sequence[Word],
    tokens: Sequence[str],
    index: int,
    told: Sequence[Word],
    english: Sequence[str],
    table: Vocabulary,
) -> bool:
    """Whether an everyday word is somebody's name: "frau klein", "anna klein", "anna punkt klein at"."""
    if index == 0 or not together(words, index) or words[index - 1].word.endswith(","):
        return False
    if told[-1].word in MARKS and len(english[0]) > 1 and english[0] not in _IN_ADDRESSES:
        return bool(table.surnames)
    before = tokens[index - 1]
    given = before in table.given_names or (before in GIVEN_NAMES and before not in table.phrases)
    return tokens[index] in table.surnames and (given or before in table.titles)


def _announced_after(
    words: Sequence[Word], tokens: Sequence[str], numbers: Mapping[int, tuple[int, tuple[str, ...]]], table: Vocabulary
) -> Iterator[tuple[int, int]]:
    """Numbers and dates that are announced by the word behind them: where they begin, and that word."""
    if not table.cues_after:
        return
    starts = {at: start for start, (after, _) in numbers.items() for at in range(start, after)}
    for cue, token in enumerate(tokens):
        if token not in table.cues_after:
            continue
        first = cue
        while first > 0 and together(words, first):
            before = first - 1
            if before not in starts and not is_written(tokens[before]) and not _is_month(tokens[before], table):
                break
            first = starts.get(before, before)
        if first < cue:
            yield first, cue


def _is_month(token: str, table: Vocabulary) -> bool:
    return any(len(said) == 1 and english[0] in MONTHS for said, english in table.phrases.get(token, ()))


def _iban_announced(told: Sequence[Word]) -> bool:
    return any(word.word.strip(AROUND) in ("account", "iban") for word in told[-IBAN_WITHIN:])
