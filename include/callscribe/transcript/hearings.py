"""Which of two hearings of an overlap stand: as few words lost or doubled as the chances of their pairs allow."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING, Final

from callscribe.transcript.alignment import CLIPPED_S, Alignment, Overlap, Side
from callscribe.transcript.spelling import normalised

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from callscribe.transcript.words import Word

RIVALS: Final = 0.05
"""Words that are the same with a smaller chance than this do not compete for a place."""

SURE: Final = 0.5
"""Two pairs that are each likelier than this cannot contradict each other."""

LOSS: Final = 1.02
"""A lost word weighs more than a doubled one, which who reads the text can see. Hardly more: at 1.2 each lost word that
is saved doubles ten others (seam suite)."""

MOST_WEIGHED: Final = 9
"""Of more words that compete for one place not all choices are tried (512 are), but those that take one side whole, or
both, and what is a word away from the best. Of more than MOST_CLIMBED, as where an engine gives a loop of words one
time, those three alone."""

MOST_CLIMBED: Final = 30

# What speaks for one of two readings of a word, in expected words lost or doubled: small, so that it decides where
# those are equal. A word cut by its chunk's edge gives way almost always.
_CLIPPED: Final = 0.2
_UNSURE: Final = 0.1
_FAR_SIDE: Final = 0.01

Token = tuple[Side, int]


@dataclass(frozen=True, slots=True)
class Chosen:
    """What stays of two hearings.

    Attributes:
        words: In order: those of both sides, each spoken word once.
        expected_faults: How many of them are expected to be lost or doubled all the same.
        agreed: Pairs that are the same word and were heard alike, as indices into both sides.
        disputed: Places where the two heard different words, or one side heard words whole that the other did not.
        left_out: Words left out that no agreed word stands for.
    """

    words: tuple[Word, ...]
    expected_faults: float
    agreed: tuple[tuple[int, int], ...]
    disputed: int
    left_out: int


def choose(ours: Sequence[Word], theirs: Sequence[Word], alignment: Alignment, overlap: Overlap) -> Chosen:
    """Choose the words of an overlap that stay.

    Words that may be the same compete for a place. Of the ways to fill it, the one is taken that is expected to lose
    and to double the fewest words (minimum Bayes risk); among equals, whole words before clipped ones, surer before
    less sure ones, and the left side's before the handover, the right side's behind it.

    Args:
        ours: The left side's words of the overlap, in order.
        theirs: The right side's.
        alignment: Of the two.
        overlap: Where and how they overlap.
    """
    agreed = sorted(
        (i, j)
        for (i, j), chance in alignment.same.items()
        if chance > SURE and normalised(ours[i].word) == normalised(theirs[j].word)
    )
    sides: dict[Side, Sequence[Word]] = {"left": ours, "right": theirs}
    handover_s = _handover_s(ours, agreed, alignment, overlap)
    everything: set[Token] = {("left", i) for i in range(len(ours))} | {("right", j) for j in range(len(theirs))}
    matched = {token for i, j in agreed for token in (("left", i), ("right", j))}
    kept = set(everything)
    expected_faults, disputed, alike = 0.0, 0, set(agreed)
    alone = set(everything)
    for place in _places(alignment):
        alone -= set(place)
        heard = [(i, j) for _, i in _of(place, "left") for _, j in _of(place, "right")]
        same_word = len(heard) == 1 and heard[0] in alike
        drawbacks = {
            (side, k): _drawback(sides[side][k], side, overlap, handover_s, weigh=not same_word) for side, k in place
        }
        outside = {
            (side, k)
            for side, k in place
            if (sides[side][k].end_s <= overlap.start_s if side == "left" else sides[side][k].start_s >= overlap.end_s)
        }
        stay, faults = _fill(place, alignment.same, drawbacks, outside)
        kept -= set(place) - set(stay)
        expected_faults += faults
        disputed += len(stay) > sum(pair in alike for pair in heard)
    words = tuple(_in_order(ours, theirs, kept, alignment))
    disputed += sum(
        overlap.edge_s(side, sides[side][k]) >= CLIPPED_S and overlap.is_whole(sides[side][k]) for side, k in alone
    )
    return Chosen(
        words=words,
        expected_faults=expected_faults,
        agreed=tuple(agreed),
        disputed=disputed,
        left_out=sum(token not in kept and token not in matched for token in everything),
    )


def _handover_s(
    ours: Sequence[Word], agreed: Sequence[tuple[int, int]], alignment: Alignment, overlap: Overlap
) -> float:
    """Where the right side takes over: at the agreed word that is surest and nearest to the overlap's centre.

    A chunk within what came before hands nothing over.
    """
    if overlap.contained:
        return float("inf")
    length_s = overlap.end_s - overlap.start_s

    def cost(pair: tuple[int, int]) -> float:
        away_s = abs(overlap.middle_s(ours[pair[0]]) - overlap.centre_s)
        return 1 - alignment.same[pair] + away_s / length_s

    best = min(agreed, key=cost, default=None)
    return overlap.centre_s if best is None else overlap.middle_s(ours[best[0]])


def _places(alignment: Alignment) -> Iterator[list[Token]]:
    """Words that may be one spoken word, or parts of it, put together with all that they compete with."""
    rivals: dict[Token, list[Token]] = defaultdict(list)
    for (i, j), chance in alignment.same.items():
        if chance >= RIVALS:
            rivals["left", i].append(("right", j))
            rivals["right", j].append(("left", i))
    seen: set[Token] = set()
    for first in rivals:
        if first in seen:
            continue
        seen.add(first)
        place = [first]
        for token in place:
            fresh = [rival for rival in rivals[token] if rival not in seen]
            seen.update(fresh)
            place += fresh
        yield sorted(place)


def _of(place: Iterable[Token], side: Side) -> list[Token]:
    return [token for token in place if token[0] == side]


def _drawback(word: Word, side: Side, overlap: Overlap, handover_s: float, *, weigh: bool) -> float:
    drawback = _CLIPPED if overlap.edge_s(side, word) < CLIPPED_S else 0.0
    if weigh and word.confidence is not None:
        drawback += _UNSURE * (1 - word.confidence)
    if (overlap.middle_s(word) > handover_s) == (side == "left"):
        drawback += _FAR_SIDE
    return drawback


def _fill(
    place: Sequence[Token], same: dict[tuple[int, int], float], drawbacks: dict[Token, float], outside: set[Token]
) -> tuple[tuple[Token, ...], float]:
    """The words that stay at a place, and how many are expected to be lost or doubled by that.

    Words outside of the overlap always stay: whatever the chances say, the other side cannot have heard them.
    """
    chances = {(i, j): same.get((i, j), 0.0) for _, i in _of(place, "left") for _, j in _of(place, "right")}

    def cost(stay: tuple[Token, ...]) -> float:
        if not outside.issubset(stay):
            return float("inf")
        return _expected_faults(stay, place, chances) + sum(drawbacks[token] for token in stay) / len(stay)

    if len(place) <= MOST_WEIGHED:
        best = min((stay for count in range(1, len(place) + 1) for stay in combinations(place, count)), key=cost)
    else:
        sides = tuple(_of(place, "left")), tuple(_of(place, "right")), tuple(place)
        best = min(sides, key=cost)
        while len(place) <= MOST_CLIMBED:
            flipped = [tuple(token for token in place if (token in best) != (token == other)) for other in place]
            better = min((stay for stay in flipped if stay), key=cost)
            if cost(better) >= cost(best):
                break
            best = better
    return best, _expected_faults(best, place, chances)


def _expected_faults(stay: tuple[Token, ...], place: Sequence[Token], chances: dict[tuple[int, int], float]) -> float:
    """A word that goes is lost unless one that stays is the same; two that stay are doubled where they are the same."""
    staying = set(stay)
    faults = 0.0
    for side, k in place:
        if (side, k) not in staying:
            covered = sum(
                chance
                for (i, j), chance in chances.items()
                if (i == k and ("right", j) in staying if side == "left" else j == k and ("left", i) in staying)
            )
            faults += LOSS * max(0.0, 1 - covered)
    return faults + sum(
        chance for (i, j), chance in chances.items() if ("left", i) in staying and ("right", j) in staying
    )


def _in_order(ours: Sequence[Word], theirs: Sequence[Word], kept: set[Token], alignment: Alignment) -> Iterator[Word]:
    """The kept words of both sides, put in order by the sure pairs and, between those, by time."""
    i = j = 0
    sure = sorted(pair for pair, chance in alignment.same.items() if chance > SURE)
    for next_i, next_j in [*sure, (len(ours), len(theirs))]:
        between = [(ours[k].start_s, ours[k]) for k in range(i, next_i) if ("left", k) in kept]
        between += [
            (theirs[k].start_s - alignment.shift_s, theirs[k]) for k in range(j, next_j) if ("right", k) in kept
        ]
        yield from (word for _, word in sorted(between, key=lambda timed: timed[0]))
        if i <= next_i < len(ours) and ("left", next_i) in kept:
            yield ours[next_i]
        if j <= next_j < len(theirs) and ("right", next_j) in kept:
            yield theirs[next_j]
        i, j = max(i, next_i + 1), max(j, next_j + 1)
