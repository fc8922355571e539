"""How likely it is, for words that two chunks heard in their overlap, that they are the same spoken word.

A model of two hearings of one stretch: each side misses words, makes words up, mistakes some, splits some, and is a
little off in time, all of it by the same shift. Every monotone way to pair the two sides is weighed, not the best one
alone (forward and backward sums over a pair hidden Markov model: Durbin, Eddy, Krogh and Mitchison 1998, "Biological
Sequence Analysis", chapter 4), because whoever merges has to know how sure a pair is: what was heard twice must not
stand twice, and what only looks like it must not be lost.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from itertools import pairwise
from math import exp, log, prod
from typing import TYPE_CHECKING, Final, Literal

from callscribe.transcript.spelling import likeness, normalised

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from callscribe.transcript.words import Word

Side = Literal["left", "right"]

CLIPPED_S: Final = 0.2
"""A word this near the edge of its chunk may be half a word: a short English syllable lasts about 0.2 s
(Greenberg 1999, Speech Communication 29)."""

REACH_S: Final = 0.8
"""Words further apart than this are never the same."""

MOST_NEAR: Final = 60
"""More words than anybody says within reach of a word (10 a second, the fastest talkers on record)."""

LONGEST_SPLIT: Final = 4
"""Words that one word of the other side may stand for: "4151" for "four one five one", "gonna" for "going to"."""

# Rates of what a recogniser does with a word, learned on the seam suite (tests/seam_suite.py): the set that predicts
# best, by log-loss, which pairs are the same word, over all its noises. They weigh one reading of an overlap against
# another, so that it matters little how good the engine at hand really is.
MISSED: Final = 0.015
MADE_UP: Final = 0.02
MISTAKEN: Final = 0.2
SPLIT: Final = 0.01
MISTAKEN_AT_EDGE: Final = 0.4
SPLIT_AT_EDGE: Final = 0.2
# Spreads of times. A word's end that the chunk's edge cut off says nothing; its other end alone is less exact than the
# middle of a whole word, and counts by the factor.
SHIFT_S: Final = 0.08
JITTER_S: Final = 0.1
LEAST_SPREAD_S: Final = 0.03
LENGTHS_S: Final = 0.16
EDGE_S: Final = 0.05
CUT_S: Final = 0.06
ONE_END: Final = 0.8
PRIOR_PAIRS: Final = 15.0
# How much likelier than any word one is that is spelled like what was said, by their likeness; and how many words there
# are besides those of the overlap: equal words prove less where the word is frequent there ("yes yes yes").
SOUNDS_ALIKE: Final = 6.0
LIKENESS_OF_ANY: Final = 0.35
OTHER_WORDS: Final = 40.0
WORDS_A_SECOND: Final = 1.5

_SHAPES: Final = ((1, 1), *((1, parts) for parts in range(2, LONGEST_SPLIT + 1)), (2, 1), (3, 1), (4, 1))
_SPLIT_SLACK_S: Final = 0.3
_LEAST_WEIGHT: Final = 1e-6
_LEAST_CHANCE: Final = 0.005
_ROUNDS: Final = 3


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

    def inside(self, word: Word) -> tuple[float, float]:
        """Start and end of the part of the word that both sides could hear, in seconds of the recording.

        Of a word that by its times lies outside, those times: it is no nearer to the other side's words than they say.
        """
        if word.end_s <= self.start_s or word.start_s >= self.end_s:
            return word.start_s, word.end_s
        start_s = min(max(word.start_s, self.start_s), self.end_s)
        return start_s, max(start_s, min(max(word.end_s, self.start_s), self.end_s))

    def middle_s(self, word: Word) -> float:
        """The middle of that part."""
        return sum(self.inside(word)) / 2

    def is_whole(self, word: Word) -> bool:
        """Whether both sides could hear all of the word."""
        return word.start_s >= self.start_s and word.end_s <= self.end_s

    def edge_s(self, side: Side, word: Word) -> float:
        """How far the word is from the edge of its chunk; below CLIPPED_S it may be half a word."""
        if side == "right":
            from_start_s = word.start_s - self.start_s
            return min(from_start_s, self.end_s - word.end_s) if self.contained else from_start_s
        return float("inf") if self.contained else self.end_s - word.end_s

    def audibility(self, side: Side, word: Word, *, in_part: bool) -> float:
        """How likely it is that the other side could hear a word of this one, whole or in part.

        Not a matter of yes and no, since the word's times may be off.
        """
        middle_s = (word.start_s + word.end_s) / 2
        first_s, last_s = (word.start_s, word.end_s) if in_part else (middle_s, middle_s)
        if side == "left":
            inside_s = last_s - self.start_s
            if self.contained:
                inside_s = min(inside_s, self.end_s - first_s)
        else:
            inside_s = float("inf") if self.contained else self.end_s - first_s
        return 1 / (1 + exp(-max(min(inside_s / EDGE_S, 30.0), -30.0)))


@dataclass(frozen=True, slots=True)
class Alignment:
    """What two sides heard, compared.

    Attributes:
        same: Chance that word i of the left and word j of the right are the same spoken word, or one a part of the
            other; pairs with hardly a chance are left out.
        shift_s: How much later the right side puts the words.
    """

    same: dict[tuple[int, int], float]
    shift_s: float


def align(ours: Sequence[Word], theirs: Sequence[Word], overlap: Overlap) -> Alignment:
    """Compare what the two sides heard in their overlap.

    The shift and the spread of times between the two are estimated from the pairs, which are then weighed anew.

    Args:
        ours: The left side's words that reach into the overlap, in order.
        theirs: The right side's.
        overlap: Where and how the two overlap.
    """
    if not ours or not theirs:
        return Alignment({}, 0.0)
    hearings = _Hearing.of(ours, "left", overlap), _Hearing.of(theirs, "right", overlap)
    bands = _bands(ours, theirs)
    candidates = list(_candidates(*hearings, bands))
    shift_s, spread_s = 0.0, (JITTER_S**2 + SHIFT_S**2) ** 0.5
    same: dict[tuple[int, int], float] = {}
    for _ in range(_ROUNDS):
        same = _posterior(candidates, bands, shift_s, spread_s)
        shift_s, spread_s = _fit(same, candidates)
    return Alignment(same, shift_s)


@dataclass(frozen=True, slots=True)
class _Hearing:
    """One side's words as the model sees them.

    Attributes:
        inside: See `Overlap.inside`.
        clipped: Whether it may be half a word.
        heard: Chance that the other side has it.
        grazed: Chance that the other side has at least a part of it.
        alone: Chance that it is a word that the other side has not: missed, out of its hearing, or made up here.
    """

    words: Sequence[Word]
    tokens: list[str]
    inside: list[tuple[float, float]]
    clipped: list[bool]
    heard: list[float]
    grazed: list[float]
    alone: list[float]

    @classmethod
    def of(cls, words: Sequence[Word], side: Side, overlap: Overlap) -> _Hearing:
        heard = [overlap.audibility(side, word, in_part=False) * (1 - MISSED) for word in words]
        return cls(
            words=words,
            tokens=[normalised(word.word) for word in words],
            inside=[overlap.inside(word) for word in words],
            clipped=[overlap.edge_s(side, word) < CUT_S for word in words],
            heard=heard,
            grazed=[overlap.audibility(side, word, in_part=True) for word in words],
            alone=[1 - chance + MADE_UP for chance in heard],
        )


@dataclass(frozen=True, slots=True)
class _Candidate:
    """Words `i` to `i + lefts` of the left side that may be the words `j` to `j + rights` of the right side.

    Attributes:
        later_s: How much later the right side puts them.
        longer_s: By how much half their length is greater there.
        weight: Of everything but time.
    """

    i: int
    lefts: int
    j: int
    rights: int
    later_s: float
    longer_s: float
    weight: float


def _bands(ours: Sequence[Word], theirs: Sequence[Word]) -> list[tuple[int, int]]:
    """For each number of left words, the least and the greatest number of right words that can go with them.

    All sums run within these, so that the time for a long overlap grows with its length, not with its square.
    """
    bands = []
    least = most = 0
    for i in range(len(ours) + 1):
        while i and least < len(theirs) and theirs[least].end_s < ours[i - 1].start_s - REACH_S:
            least += 1
        while most < len(theirs) and (i == len(ours) or theirs[most].start_s <= ours[i].end_s + REACH_S):
            most += 1
        bands.append((least, max(least, most)))
    if max(most - least for least, most in bands[:-1]) <= MOST_NEAR:
        return bands
    # an engine that gives many words one time: order is all there is to go by
    places = [len(theirs) * i // len(ours) for i in range(len(ours) + 1)]
    half = MOST_NEAR // 2
    return [(max(place - half, 0), min(after + half, len(theirs))) for place, after in pairwise([*places, len(theirs)])]


def _candidates(left: _Hearing, right: _Hearing, bands: Sequence[tuple[int, int]]) -> Iterator[_Candidate]:
    said = Counter(left.tokens + right.tokens)
    vocabulary = (len(left.tokens) + len(right.tokens)) / 2 + OTHER_WORDS
    for i, (least, most) in enumerate(bands[:-1]):
        for j in range(least, most):
            for lefts, rights in _SHAPES:
                if i + lefts >= len(bands) or not bands[i + lefts][0] <= j + rights <= bands[i + lefts][1]:
                    continue
                ours, theirs = slice(i, i + lefts), slice(j, j + rights)
                heard, other = "".join(left.tokens[ours]), "".join(right.tokens[theirs])
                if lefts + rights > 3 and heard != other:
                    continue
                later_s, longer_s = _apart(left, right, ours, theirs)
                if abs(later_s) > REACH_S or (lefts + rights > 2 and abs(longer_s) > _SPLIT_SLACK_S):
                    continue
                weight = _weight(left, right, ours, theirs)
                if heard == other:
                    weight *= vocabulary / max(1.0, said[heard] / 2)
                yield _Candidate(i, lefts, j, rights, later_s, longer_s, weight)


def _weight(left: _Hearing, right: _Hearing, ours: slice, theirs: slice) -> float:
    """Of the words as one spoken word, against each being a word of its own; what equal words prove comes on top."""
    left_clipped, right_clipped = any(left.clipped[ours]), any(right.clipped[theirs])
    clipped = left_clipped or right_clipped
    heard, other = "".join(left.tokens[ours]), "".join(right.tokens[theirs])
    mistaken = MISTAKEN_AT_EDGE if clipped else MISTAKEN
    if heard == other:
        weight = 1 - mistaken
    else:
        weight = mistaken * exp(SOUNDS_ALIKE * (max(likeness(heard, other), 0.25) - LIKENESS_OF_ANY))
    weight *= prod((left.grazed if right_clipped else left.heard)[ours])
    weight *= prod((right.grazed if left_clipped else right.heard)[theirs])
    count = len(left.tokens[ours]) + len(right.tokens[theirs])
    if count > 2:
        weight *= SPLIT_AT_EDGE if clipped else SPLIT
    alone = prod(left.alone[ours]) * prod(right.alone[theirs])
    return weight / alone / WORDS_A_SECOND


def _apart(left: _Hearing, right: _Hearing, ours: slice, theirs: slice) -> tuple[float, float]:
    """How much later and how much longer (by half) the right side has the words."""
    left_clipped, right_clipped = any(left.clipped[ours]), any(right.clipped[theirs])
    if left_clipped and not right_clipped:
        return ONE_END * (right.words[theirs][0].start_s - left.words[ours][0].start_s), 0.0
    if right_clipped and not left_clipped:
        return ONE_END * (right.words[theirs][-1].end_s - left.words[ours][-1].end_s), 0.0
    our_spans, their_spans = left.inside[ours], right.inside[theirs]
    from_start_s = their_spans[0][0] - our_spans[0][0]
    from_end_s = max(their_spans[0][1], their_spans[-1][1]) - max(our_spans[0][1], our_spans[-1][1])
    return (from_start_s + from_end_s) / 2, (from_end_s - from_start_s) / 2


def _posterior(
    candidates: Sequence[_Candidate], bands: Sequence[tuple[int, int]], shift_s: float, spread_s: float
) -> dict[tuple[int, int], float]:
    """Chances of the pairs, from sums over all alignments; each row has a scale of its own, so that none overflows."""
    steps: list[dict[int, list[tuple[int, int, float]]]] = [{} for _ in bands]
    for one in candidates:
        weight = one.weight * _density(one.later_s - shift_s, spread_s)
        weight *= _density(one.longer_s, spread_s) / _density(one.longer_s, LENGTHS_S)
        if weight > _LEAST_WEIGHT:
            steps[one.i].setdefault(one.j, []).append((one.lefts, one.rights, weight))
    forward, forward_logs = _forward(steps, bands)
    backward, backward_logs = _backward(steps, bands)
    total_log = forward_logs[-1] + log(forward[-1][-1])
    same: dict[tuple[int, int], float] = {}
    for i, row in enumerate(steps):
        for j, moves in row.items():
            before = forward[i][j - bands[i][0]]
            for lefts, rights, weight in moves:
                chance = before * weight * backward[i + lefts][j + rights - bands[i + lefts][0]]
                chance *= exp(forward_logs[i] + backward_logs[i + lefts] - total_log)
                if chance > _LEAST_CHANCE:
                    for a in range(i, i + lefts):
                        for b in range(j, j + rights):
                            same[a, b] = same.get((a, b), 0.0) + chance
    return same


_Steps = list[dict[int, list[tuple[int, int, float]]]]
_Sums = tuple[list[list[float]], list[float]]


def _forward(steps: _Steps, bands: Sequence[tuple[int, int]]) -> _Sums:
    """For each cell the weight of all ways there, in rows divided by a scale, and the logarithms of the scales."""
    sums = [[0.0] * (most - least + 1) for least, most in bands]
    sums[0][0] = 1.0
    logs, scale_log = [], 0.0
    for i, (least, most) in enumerate(bands):
        row = sums[i]
        for j in range(least, most + 1):
            value = row[j - least]
            if value == 0.0:
                continue
            if j < most:
                row[j - least + 1] += value
            if i + 1 < len(bands) and j >= bands[i + 1][0]:
                sums[i + 1][j - bands[i + 1][0]] += value
            for lefts, rights, weight in steps[i].get(j, ()):
                sums[i + lefts][j + rights - bands[i + lefts][0]] += value * weight
        largest = max(row)
        for later in range(i, min(i + LONGEST_SPLIT + 1, len(bands))):
            sums[later] = [value / largest for value in sums[later]]
        scale_log += log(largest)
        logs.append(scale_log)
    return sums, logs


def _backward(steps: _Steps, bands: Sequence[tuple[int, int]]) -> _Sums:
    """For each cell the weight of all ways from there to the end, as `_forward`."""
    sums = [[0.0] * (most - least + 1) for least, most in bands]
    logs = [0.0] * len(bands)
    for i in range(len(bands) - 1, -1, -1):
        least, most = bands[i]
        row, unit_log = sums[i], logs[i + 1] if i + 1 < len(bands) else 0.0
        for j in range(most, least - 1, -1):
            value = 1.0 if i + 1 == len(bands) and j == most else 0.0
            if j < most:
                value += row[j - least + 1]
            if i + 1 < len(bands) and j >= bands[i + 1][0]:
                value += sums[i + 1][j - bands[i + 1][0]]
            for lefts, rights, weight in steps[i].get(j, ()):
                after = sums[i + lefts][j + rights - bands[i + lefts][0]]
                value += weight * after * exp(logs[i + lefts] - unit_log)
            row[j - least] = value
        largest = max(row)
        sums[i] = [value / largest for value in row]
        logs[i] = unit_log + log(largest)
    return sums, logs


def _density(difference_s: float, spread_s: float) -> float:
    """A normal distribution, one in fifty times three times as wide (Tukey 1960): a few word times are far off."""
    halved = (difference_s / spread_s) ** 2 / 2
    return 0.3989 / spread_s * (0.98 * exp(-min(halved, 700.0)) + 0.02 / 3 * exp(-min(halved / 9, 700.0)))


def _fit(same: dict[tuple[int, int], float], candidates: Sequence[_Candidate]) -> tuple[float, float]:
    """Shift and spread of the pairs, held near what is usual where they are few."""
    pairs = [(same.get((one.i, one.j), 0.0), one.later_s) for one in candidates if one.lefts == one.rights == 1]
    count = sum(chance for chance, _ in pairs)
    shift_s = sum(chance * later_s for chance, later_s in pairs) / (count + (JITTER_S / SHIFT_S) ** 2)
    squares = sum(chance * (later_s - shift_s) ** 2 for chance, later_s in pairs)
    spread_s = ((squares + PRIOR_PAIRS * JITTER_S**2) / (count + PRIOR_PAIRS)) ** 0.5
    return shift_s, max(spread_s, LEAST_SPREAD_S)
