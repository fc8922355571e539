"""Which words of two hearings of the same stretch are the same: an optimal monotone alignment in order and in time."""

from __future__ import annotations

import unicodedata
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING, Final, Literal

from rapidfuzz.distance import Levenshtein

if TYPE_CHECKING:
    from collections.abc import Sequence

    from callscribe.transcript.words import Word

Side = Literal["left", "right"]

TIME_TOLERANCE_S: Final = 0.3
"""Two unlike words this far apart are no longer the same spoken word. Above the jitter of word times between two
passes over the same audio (0.05 to 0.12 s in our seam simulation), below the distance of neighbouring words."""

LIKENESS_WEIGHT: Final = 2.0
"""What being equal adds to a pair's score, against 1 for being at the same time; chosen on our seam simulation."""

SAME_TIME_S: Final = 0.05
"""Equal words that begin and end less than this apart are all but certainly one: five frames of a usual recogniser."""

SAME_TIME_WEIGHT: Final = 4.0
"""What that adds at most. Above LIKENESS_WEIGHT + 2, so that in "yes yes yes" no chain of neighbours, which has one
pair more than the true one, outweighs it."""

REACH_S: Final = TIME_TOLERANCE_S * (1 + LIKENESS_WEIGHT) ** 0.5
"""How far apart equal words can be and still score above 0: 0.52 s."""


@dataclass(frozen=True, slots=True)
class Overlap:
    """The stretch that both sides heard; the left side heard on behind it where the right chunk is contained."""

    start_s: float
    end_s: float
    contained: bool

    @property
    def centre_s(self) -> float:
        """Its middle."""
        return (self.start_s + self.end_s) / 2

    def middle_s(self, word: Word) -> float:
        """The middle of the part of the word that both sides could hear."""
        start_s = min(max(word.start_s, self.start_s), self.end_s)
        end_s = min(max(word.end_s, self.start_s), self.end_s)
        return (start_s + end_s) / 2

    def is_whole(self, word: Word) -> bool:
        """Whether both sides could hear all of the word."""
        return word.start_s >= self.start_s and word.end_s <= self.end_s

    def audibility(self, word: Word) -> float:
        """1 where at least half of the word lies in the overlap, falling to 0 where none of it does."""
        length_s = word.end_s - word.start_s
        if length_s <= 0:
            return 1.0
        inside_s = min(word.end_s, self.end_s) - max(word.start_s, self.start_s)
        return min(1.0, 2 * max(inside_s, 0.0) / length_s)

    def edge_s(self, side: Side, word: Word) -> float:
        """How far the word is from the edge of its chunk; below CLIPPED_S it may be half a word."""
        if side == "right":
            from_start_s = word.start_s - self.start_s
            return min(from_start_s, self.end_s - word.end_s) if self.contained else from_start_s
        return float("inf") if self.contained else self.end_s - word.end_s


def align(ours: Sequence[Word], theirs: Sequence[Word], overlap: Overlap) -> list[tuple[int, int]]:
    """The best monotone pairing of what the two sides heard, as indices into both.

    What stands unpaired on both sides between two pairs is compared once more with the bounds of a word's time alone:
    one word heard twice differently is far likelier there than two neighbours missed once each. At the overlap's
    ends it is not, because there each side does miss the other's words.
    """
    firm = _heaviest_chain(range(len(ours)), range(len(theirs)), ours, theirs, overlap, bounded=False)
    pairs = firm[:1]
    for (i, j), (next_i, next_j) in pairwise(firm):
        if next_i - i > 1 and next_j - j > 1:
            between = range(i + 1, next_i), range(j + 1, next_j)
            pairs += _heaviest_chain(*between, ours, theirs, overlap, bounded=True)
        pairs.append((next_i, next_j))
    return pairs


def _heaviest_chain(
    our_range: range,
    their_range: range,
    ours: Sequence[Word],
    theirs: Sequence[Word],
    overlap: Overlap,
    *,
    bounded: bool,
) -> list[tuple[int, int]]:
    """The pairs that rise on both sides and weigh most together.

    Dynamic programming over the candidate pairs alone (a word has few neighbours within the time tolerance), with a
    Fenwick tree for the best chain ending before a word: O(k log n) for k candidates, and optimal. The method is that
    of the heaviest increasing subsequence (Jacobson and Vo 1992, Combinatorial Pattern Matching).
    """
    middles = sorted((overlap.middle_s(theirs[j]), j) for j in their_range)
    times = [time_s for time_s, _ in middles]
    best: list[tuple[float, int]] = [(0.0, -1)] * (len(their_range) + 1)
    chain: list[tuple[int, int, int]] = []
    for i in our_range:
        middle_s = overlap.middle_s(ours[i])
        window = middles[bisect_left(times, middle_s - REACH_S) : bisect_right(times, middle_s + REACH_S)]
        # From the last word back, so that no pair of this word builds on another pair of it.
        for j in sorted((j for _, j in window), reverse=True):
            score = _pair_score(ours[i], theirs[j], overlap, bounded=bounded)
            if score <= 0:
                continue
            position = j - their_range.start
            before, link = _best_before(best, position)
            chain.append((i, j, link))
            _raise_best(best, position + 1, (before + score, len(chain) - 1))
    pairs = []
    link = _best_before(best, len(their_range))[1]
    while link >= 0:
        i, j, link = chain[link]
        pairs.append((i, j))
    return pairs[::-1]


def _pair_score(our_word: Word, their_word: Word, overlap: Overlap, *, bounded: bool) -> float:
    """How strongly the two look like one spoken word: above 0 is a candidate, 0 and below is not."""
    gap_s = max(our_word.start_s, their_word.start_s) - min(our_word.end_s, their_word.end_s)
    # Two words that each reach out of the overlap may both be heard by one side only: the last one of the left chunk
    # and the first of the right. They are one word only if they sound at the same time.
    if gap_s >= 0 and not (overlap.is_whole(our_word) or overlap.is_whole(their_word)):
        return 0.0
    likeness = _likeness(normalised(our_word.word), normalised(their_word.word))
    distance_s = overlap.middle_s(our_word) - overlap.middle_s(their_word)
    if not bounded and likeness < 1 and gap_s > 0:
        return 0.0
    reach_s = REACH_S if bounded else TIME_TOLERANCE_S
    score = 1 + LIKENESS_WEIGHT * likeness - (distance_s / reach_s) ** 2
    if likeness == 1:
        apart_s = max(abs(our_word.start_s - their_word.start_s), abs(our_word.end_s - their_word.end_s))
        score += SAME_TIME_WEIGHT * max(0.0, 1 - apart_s / SAME_TIME_S)
    # of a word that lies mostly outside, the other side may well have heard nothing: such a pair proves less
    return score * min(overlap.audibility(our_word), overlap.audibility(their_word))


def _best_before(best: list[tuple[float, int]], count: int) -> tuple[float, int]:
    found = (0.0, -1)
    while count > 0:
        found = max(found, best[count])
        count &= count - 1
    return found


def _raise_best(best: list[tuple[float, int]], position: int, chain: tuple[float, int]) -> None:
    while position < len(best):
        best[position] = max(best[position], chain)
        position += position & -position


_NUMBER_WORDS: Final = {
    word: str(number)
    for number, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
        "seventeen eighteen nineteen twenty".split()
    )
}


@lru_cache(maxsize=65536)
def normalised(token: str) -> str:
    """The token as compared: without case, punctuation and the difference between "4" and "four"."""
    folded = unicodedata.normalize("NFKC", token).casefold()
    # Only punctuation and symbols go: the vowel signs of Indic scripts are marks, not letters, and must stay.
    bare = "".join(character for character in folded if unicodedata.category(character)[0] not in "PSZC")
    return _NUMBER_WORDS.get(bare, bare) or folded


@lru_cache(maxsize=65536)
def _likeness(one: str, other: str) -> float:
    """1 for equal tokens, else 1 minus the edit distance over the longer one's length."""
    return float(Levenshtein.normalized_similarity(one, other))
