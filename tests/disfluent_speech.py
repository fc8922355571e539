"""Labelled sentences of five languages: which words a careful editor leaves out, and how well the marks agree.

`disfluencies/<language>.txt` is what the rules were made with, `<language>_held_out.txt` what they were not: written
before there were rules, by the same hand, and no rule was changed for one. After the first run two labels were
corrected that had forgotten a repetition ("it's, you know, it's"), which took English from a precision of 0.958 to 1.
A sentence a line. In it stand

- `(um)` a hesitation, `[you know]` a filler, `<I> I` a repetition, `{w-}` a false start: to be left out;
- `/` a pause of 0.6 s, `//` one of 1.5 s, `|` a change of voice.

Sentences without brackets are traps: nothing in them is to be left out.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from callscribe.polish.disfluencies import mark_disfluencies
from callscribe.polish.fillers import mark_fillers
from callscribe.transcript.words import Word

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

LANGUAGES: Final = ("en", "es", "fr", "de", "hi")
KINDS: Final = {"(": "hesitation", "[": "filler", "<": "repetition", "{": "false start"}
FOLDER: Final = Path(__file__).with_name("disfluencies")

_PIECE = re.compile(r"([(\[<{])([^)\]>}]*)[)\]>}]|(\S+)")
_PAUSES: Final = {"/": 0.6, "//": 1.5}
_WORD_S: Final = 0.25
_GAP_S: Final = 0.05


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence, and what of it is to be left out.

    Attributes:
        words: A quarter of a second each.
        kinds: Of each word: one of `KINDS`, or None where it stays.
    """

    words: tuple[Word, ...]
    kinds: tuple[str | None, ...]


@dataclass(frozen=True, slots=True)
class Score:
    """How well marks agree with the labels.

    Attributes:
        wanted: Words to be left out, by kind.
        found: Of these the marked, by kind.
        wrong: Words that stay and are marked, in their sentence.
        missed: Words to be left out and not marked, in their sentence.
        traps: Sentences in which nothing is to be left out.
        sentences: All sentences.
    """

    wanted: Counter[str]
    found: Counter[str]
    wrong: tuple[tuple[str, str], ...]
    missed: tuple[tuple[str, str], ...]
    traps: int
    sentences: int

    @property
    def precision(self) -> float:
        """Of the marked words, the share that is to be left out."""
        return self.found.total() / (self.found.total() + len(self.wrong))

    @property
    def recall(self) -> float:
        """Of the words to be left out, the share that is marked."""
        return self.found.total() / self.wanted.total()


def sentences(language: str, *, held_out: bool = False) -> tuple[Sentence, ...]:
    """The labelled sentences of a language.

    Args:
        language: One of `LANGUAGES`.
        held_out: Those that no rule was made with, instead of the others.

    Returns:
        In the order of the file.
    """
    path = FOLDER / f"{language}{'_held_out' if held_out else ''}.txt"
    return tuple(_sentence(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip())


def score(labelled: Iterable[Sentence], *, language: str) -> Score:
    """Mark the sentences, each by itself, and compare.

    Args:
        labelled: The sentences.
        language: Theirs.

    Returns:
        Counts and the words in which marks and labels differ.
    """
    wanted: Counter[str] = Counter()
    found: Counter[str] = Counter()
    wrong, missed, traps, count = [], [], 0, 0
    for sentence in labelled:
        count += 1
        traps += not any(sentence.kinds)
        for word, kind in zip(marked(sentence.words, language=language), sentence.kinds, strict=True):
            if kind is not None:
                wanted[kind] += 1
                found[kind] += word.filler
            if kind is None and word.filler:
                wrong.append((word.word, _text(sentence.words)))
            if kind is not None and not word.filler:
                missed.append((word.word, _text(sentence.words)))
    return Score(wanted, found, tuple(wrong), tuple(missed), traps, count)


def marked(words: Sequence[Word], *, language: str) -> tuple[Word, ...]:
    """Both steps, in their order."""
    return mark_disfluencies(mark_fillers(words, language=language), language=language)


def _sentence(line: str) -> Sentence:
    words: list[Word] = []
    kinds: list[str | None] = []
    at_s, channel = 0.0, 0
    for bracket, inside, plain in _PIECE.findall(line):
        if plain in _PAUSES:
            at_s += _PAUSES[plain]
        elif plain == "|":
            channel = 1 - channel
        else:
            for token in (plain or inside).split():
                words.append(Word(token, at_s, at_s + _WORD_S, channel=channel))
                kinds.append(KINDS.get(bracket))
                at_s += _WORD_S + _GAP_S
    return Sentence(tuple(words), tuple(kinds))


def _text(words: Sequence[Word]) -> str:
    return " ".join(word.word for word in words)
