"""Word errors where it counts who said what: cpWER.

Watanabe et al. 2020, "CHiME-6 Challenge": concatenated minimum-permutation word error rate. Each speaker's words are
put together, and the recognised speakers are assigned to the real ones so that the errors are fewest. meeteval has it
too, but no wheel for every platform.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rapidfuzz.distance import Levenshtein

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from callscribe.metrics.normalisation import Token


@dataclass(frozen=True, slots=True)
class SpeakerWordErrors:
    """Word errors under the best assignment of speakers; counts of calls can be added.

    Attributes:
        words: Of the reference, all speakers together.
        errors: Words replaced, left out, put in, or given to the wrong speaker.
    """

    words: int = 0
    errors: int = 0

    def __add__(self, other: SpeakerWordErrors) -> SpeakerWordErrors:
        return SpeakerWordErrors(self.words + other.words, self.errors + other.errors)

    @property
    def cpwer(self) -> float | None:
        """Errors over words, which may exceed 1; None where nothing was said."""
        return self.errors / self.words if self.words else None


def by_speaker(tokens: Sequence[Token], speakers: Sequence[str | None]) -> dict[str | None, list[str]]:
    """Each speaker's tokens in order; words without a label count as one more speaker.

    Args:
        tokens: Of a call.
        speakers: Of each word that the tokens were made of.
    """
    said: dict[str | None, list[str]] = defaultdict(list)
    for token in tokens:
        said[speakers[token.first]].append(token.text)
    return said


def count_speaker_errors(
    said: Mapping[str | None, Sequence[str]], heard: Mapping[str | None, Sequence[str]]
) -> SpeakerWordErrors:
    """Count word errors under the assignment of speakers that has the fewest.

    Args:
        said: Tokens of each speaker in the reference.
        heard: Tokens of each speaker as recognised; where there are more or fewer speakers than in the reference, all
            words of those who are left over are errors.
    """
    from scipy.optimize import linear_sum_assignment  # here: it takes a while, and not every call has speakers

    ours, theirs = list(said.values()), list(heard.values())
    size = max(len(ours), len(theirs))
    ours += [[]] * (size - len(ours))
    theirs += [[]] * (size - len(theirs))
    errors = [[Levenshtein.distance(one, other) for other in theirs] for one in ours]
    assigned = zip(*linear_sum_assignment(errors), strict=True) if size else ()
    return SpeakerWordErrors(
        words=sum(map(len, ours)),
        errors=sum(errors[row][column] for row, column in assigned),
    )
