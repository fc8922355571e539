"""How far a transcript is from what was said: words and characters replaced, left out and put in."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, NamedTuple, cast

import jiwer

from callscribe.metrics.normalisation import Token, as_characters, normalised, split_words, tokens_of

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["Stretch", "WordErrors", "align_words", "count_errors", "normalised", "word_error_rate"]


@dataclass(frozen=True, slots=True)
class WordErrors:
    """Errors of one call, or of many: counts can be added, rates cannot.

    Attributes:
        hits: Words of the reference that were recognised.
        substitutions: Words of the reference for which another was recognised.
        deletions: Words of the reference that are missing.
        insertions: Words that were recognised and not said.
        characters: Of the reference.
        character_errors: Characters replaced, left out and put in.
    """

    hits: int = 0
    substitutions: int = 0
    deletions: int = 0
    insertions: int = 0
    characters: int = 0
    character_errors: int = 0

    def __add__(self, other: WordErrors) -> WordErrors:
        return WordErrors(
            self.hits + other.hits,
            self.substitutions + other.substitutions,
            self.deletions + other.deletions,
            self.insertions + other.insertions,
            self.characters + other.characters,
            self.character_errors + other.character_errors,
        )

    @property
    def words(self) -> int:
        """Words of the reference."""
        return self.hits + self.substitutions + self.deletions

    @property
    def errors(self) -> int:
        """Words replaced, left out and put in."""
        return self.substitutions + self.deletions + self.insertions

    @property
    def wer(self) -> float | None:
        """Word error rate, which may exceed 1; None where nothing was said."""
        return self.errors / self.words if self.words else None

    @property
    def cer(self) -> float | None:
        """Character error rate; None where nothing was said."""
        return self.character_errors / self.characters if self.characters else None


Kind = Literal["equal", "substitute", "delete", "insert"]


class Stretch(NamedTuple):
    """Neighbouring tokens of the same fate, as ranges of indices into what was said and what was recognised."""

    kind: Kind
    said: range
    heard: range


def align_words(said: Sequence[Token], heard: Sequence[Token]) -> list[Stretch]:
    """The alignment with the fewest errors, in order, covering both sides."""
    found = jiwer.process_words(_joined(said), _joined(heard))
    return [
        Stretch(
            cast("Kind", chunk.type),
            range(chunk.ref_start_idx, chunk.ref_end_idx),
            range(chunk.hyp_start_idx, chunk.hyp_end_idx),
        )
        for chunk in found.alignments[0]
    ]


def count_errors(said: Sequence[Token], heard: Sequence[Token], alignment: Sequence[Stretch]) -> WordErrors:
    """Count the errors of an alignment, and those of the characters."""
    steps: Counter[Kind] = Counter()
    for stretch in alignment:
        steps[stretch.kind] += max(len(stretch.said), len(stretch.heard))
    spelt = as_characters(said)
    characters = jiwer.process_characters(spelt, as_characters(heard))
    return WordErrors(
        hits=steps["equal"],
        substitutions=steps["substitute"],
        deletions=steps["delete"],
        insertions=steps["insert"],
        characters=len(spelt),
        character_errors=characters.substitutions + characters.deletions + characters.insertions,
    )


def word_error_rate(reference: str, hypothesis: str) -> float:
    """Substituted, deleted and inserted words over the reference's words; may exceed 1.

    Compared as `callscribe.metrics.normalisation.NORMALISATION` says.

    Raises:
        ValueError: The reference has no word.
    """
    said = tokens_of(split_words(reference))
    if not said:
        raise ValueError("The reference has no word.")
    return float(jiwer.wer(_joined(said), _joined(tokens_of(split_words(hypothesis)))))


def _joined(tokens: Sequence[Token]) -> str:
    return " ".join(token.text for token in tokens)
