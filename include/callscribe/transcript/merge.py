"""The chunks of one channel put back together, so that no word is lost or said twice at a seam.

Neighbouring chunks overlap, and both heard the overlap. The words that the two heard there are aligned in
order and in time; where they agree, the transcript hands over from the left chunk to the right one at the
agreement nearest the overlap's centre, where both had context on either side. Outside overlaps nothing changes.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from dataclasses import dataclass, replace
from itertools import pairwise
from operator import attrgetter
from typing import TYPE_CHECKING, Final, Literal

from callscribe.transcript.alignment import Overlap, Side, align, normalised

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from callscribe.transcript.words import Word

CLIPPED_S: Final = 0.2
"""A word this near the edge of its chunk may be half a word: a short English syllable lasts about 0.2 s
(Greenberg 1999, Speech Communication 29)."""

CLEAR_CONFIDENCE: Final = 0.15
"""A smaller difference of confidence says less about which of two readings is right than their place does."""

ABUTTING_S: Final = 1 / 8000
"""One sample of telephone audio: edges nearer than this are the same instant."""

LONGEST_WORD_S: Final = 30.0
"""No engine's word is longer than the window it decodes (Whisper's is 30 s, the longest we know of)."""

SeamMethod = Literal["match", "midpoint", "one_side", "silence", "gap", "abutting", "contained"]


@dataclass(frozen=True, slots=True)
class ChunkWords:
    """What the engine heard in one chunk.

    Attributes:
        start_s: Where the chunk begins, in seconds from the recording's first sample.
        end_s: Where it ends.
        words: The chunk's words with times of the recording, not of the chunk. Speaker labels are the chunk's own:
            "0" here need not be "0" in the next chunk.
    """

    start_s: float
    end_s: float
    words: Sequence[Word]


@dataclass(frozen=True, slots=True)
class Seam:
    """How two neighbouring chunks were joined.

    Attributes:
        channel: 0-based channel of the recording.
        start_s: Where the overlap (or the gap) begins, in seconds of the recording.
        end_s: Where it ends.
        method: "match" handed over at a word both heard; "midpoint" cut the overlap in the middle because they agree
            on no word; "one_side" only one chunk heard words; "silence" neither did; "gap" and "abutting" had no
            overlap; "contained" a chunk that lies inside what came before.
        matched_words: Words both chunks heard alike.
        disagreeing_words: Places in the overlap where the two heard different words or only one heard any.
        dropped_words: Words left out that no matched word stands for.
        flagged: The seam is worth a human's ear.
    """

    channel: int
    start_s: float
    end_s: float
    method: SeamMethod
    matched_words: int
    disagreeing_words: int
    dropped_words: int
    flagged: bool


@dataclass(frozen=True, slots=True)
class Merged:
    """One channel's words from first to last, and a seam for each pair of neighbouring chunks.

    Attributes:
        words: In order; start_s never decreases.
        seams: In order, one fewer than there were chunks.
    """

    words: tuple[Word, ...]
    seams: tuple[Seam, ...]


def merge_chunks(chunks: Sequence[ChunkWords]) -> Merged:
    """Put the chunks of one channel back together.

    Speaker labels are chunk-local on the way in and consistent within the channel on the way out: a label of a later
    chunk becomes the label that the words matched in the overlap carry in the transcript so far (majority of
    matched words, one to one). A label without such evidence stays a speaker of its own; where its name is taken it
    becomes `label#n`, n being the 1-based number of the chunk it first occurs in.

    Args:
        chunks: One channel's chunks, in any order, with or without overlap.

    Returns:
        The words in order, and how each seam was made.
    """
    ordered = sorted(chunks, key=attrgetter("start_s", "end_s"))
    if not ordered:
        return Merged((), ())
    channel = next((word.channel for chunk in ordered for word in chunk.words), 0)
    words = _in_order(ordered[0].words)
    covered_s = ordered[0].end_s
    labels = _labels(words)
    seams = []
    for number, chunk in enumerate(ordered[1:], start=2):
        seams.append(_append(words, covered_s, chunk, number, labels, channel))
        covered_s = max(covered_s, chunk.end_s)
    return Merged(tuple(words), tuple(seams))


def _append(
    words: list[Word], covered_s: float, chunk: ChunkWords, number: int, labels: set[str], channel: int
) -> Seam:
    """Append a chunk to the words that reach to covered_s; `labels` grows by those that are new in the call."""
    right = _in_order(chunk.words)
    overlap = Overlap(chunk.start_s, min(covered_s, chunk.end_s), contained=chunk.end_s < covered_s)
    if overlap.end_s - overlap.start_s < ABUTTING_S:
        seam = _bare_seam(words, right, covered_s, chunk.start_s, channel)
        words += _relabelled(right, _label_map((), right, number, labels))
        _settle(words, len(words) - len(right), len(words) - len(right))
        return seam

    first = bisect_left(words, overlap.start_s - LONGEST_WORD_S, key=attrgetter("start_s"))
    while first < len(words) and words[first].end_s <= overlap.start_s:
        first += 1
    last = sum(word.start_s < overlap.end_s for word in right)
    ours, theirs = words[first:], right[:last]
    pairs = align(ours, theirs, overlap)
    matched = [(i, j) for i, j in pairs if normalised(ours[i].word) == normalised(theirs[j].word)]
    label_map = _label_map([(ours[i].speaker, theirs[j].speaker) for i, j in matched], right, number, labels)
    theirs = _relabelled(theirs, label_map)
    columns = _columns(ours, theirs, pairs, set(matched))
    middle = _choose(columns, overlap)
    words[first:] = [*middle, *_relabelled(right[last:], label_map)]
    if overlap.contained:
        words[first:] = _in_order(words[first:])
    _settle(words, first, first + len(middle))
    return Seam(
        channel=channel,
        start_s=overlap.start_s,
        end_s=overlap.end_s,
        method=_method(bool(ours), bool(theirs), bool(matched), contained=overlap.contained),
        matched_words=len(matched),
        disagreeing_words=sum(not column.matched for column in columns),
        dropped_words=len(ours) + len(theirs) - len(middle) - len(matched),
        flagged=_is_doubtful(columns, len(matched), overlap),
    )


@dataclass(slots=True)
class _Column:
    """What the two sides heard at one place: one word each, or several where one split what the other joined."""

    left: list[Word]
    right: list[Word]
    matched: bool


def _columns(
    ours: Sequence[Word], theirs: Sequence[Word], pairs: Sequence[tuple[int, int]], matched: set[tuple[int, int]]
) -> list[_Column]:
    columns: list[_Column] = []
    i = j = 0
    for next_i, next_j in [*pairs, (len(ours), len(theirs))]:
        alone = [_Column([word], [], matched=False) for word in ours[i:next_i]]
        alone += [_Column([], [word], matched=False) for word in theirs[j:next_j]]
        columns += sorted(alone, key=lambda column: (column.left or column.right)[0].start_s)
        if (next_i, next_j) in matched:
            columns.append(_Column([ours[next_i]], [theirs[next_j]], matched=True))
        elif next_i < len(ours):
            columns.append(_Column([ours[next_i]], [theirs[next_j]], matched=False))
        i, j = next_i + 1, next_j + 1
    return _absorb_parts(columns)


def _absorb_parts(columns: Sequence[_Column]) -> list[_Column]:
    """Put the rest of a word that one side split ("going to" for "gonna") into the column of the whole word."""
    absorbed: list[_Column] = []
    for column in columns:
        before = absorbed[-1] if absorbed else None
        if before and _is_part(column, before):
            before.left += column.left
            before.right += column.right
        elif before and _is_part(before, column):
            column.left[:0] = before.left
            column.right[:0] = before.right
            absorbed[-1] = column
        else:
            absorbed.append(column)
    return absorbed


def _is_part(alone: _Column, whole: _Column) -> bool:
    if whole.matched or alone.matched or not (whole.left and whole.right) or (alone.left and alone.right):
        return False
    against = whole.right if alone.left else whole.left
    return any(_covered_share(part, word) > 0.5 for part in alone.left or alone.right for word in against)


def _covered_share(part: Word, word: Word) -> float:
    shared_s = min(part.end_s, word.end_s) - max(part.start_s, word.start_s)
    return shared_s / (part.end_s - part.start_s) if part.end_s > part.start_s else float(shared_s >= 0)


def _choose(columns: Sequence[_Column], overlap: Overlap) -> list[Word]:
    """The words of the overlap that stay."""
    anchors = [index for index, column in enumerate(columns) if column.matched]
    if overlap.contained:
        handover = len(columns)
    elif anchors:
        handover = min(anchors, key=lambda index: abs(overlap.middle_s(columns[index].left[0]) - overlap.centre_s))
    else:
        handover = -1
    kept: list[Word] = []
    for index, column in enumerate(columns):
        if column.matched:
            side: Side = "left" if index <= handover else "right"
        elif column.left and column.right:
            side = _more_trusted(column, overlap, by_confidence=bool(anchors))
        else:
            side = "left" if column.left else "right"
            others = [word for other in columns for word in (other.right if column.left else other.left)]
            if _is_echo(column, side, others, overlap, anchored=bool(anchors)):
                continue
        kept += column.left if side == "left" else column.right
    return kept


def _more_trusted(column: _Column, overlap: Overlap, *, by_confidence: bool) -> Side:
    """The side whose reading stands where the two disagree: whole before clipped, then confidence, then place."""
    left_edge_s = min(overlap.edge_s("left", word) for word in column.left)
    right_edge_s = min(overlap.edge_s("right", word) for word in column.right)
    if (left_edge_s < CLIPPED_S) != (right_edge_s < CLIPPED_S):
        return "left" if right_edge_s < CLIPPED_S else "right"
    left_confidence, right_confidence = _confidence(column.left), _confidence(column.right)
    if (
        by_confidence
        and left_confidence is not None
        and right_confidence is not None
        and abs(left_confidence - right_confidence) >= CLEAR_CONFIDENCE
    ):
        return "left" if left_confidence > right_confidence else "right"
    return "left" if left_edge_s >= right_edge_s else "right"


def _confidence(words: Iterable[Word]) -> float | None:
    known = [word.confidence for word in words if word.confidence is not None]
    return sum(known) / len(known) if known else None


def _is_echo(column: _Column, side: Side, others: Sequence[Word], overlap: Overlap, *, anchored: bool) -> bool:
    """Whether a word that only one side has is its worse hearing of what the other side has as well.

    That is so for a clipped word under a word of the other side and, where no word is matched at all, for a word on
    the far side of the cut. In doubt it is not: a doubled word can be seen in the text, a lost one cannot.
    """
    word = (column.left or column.right)[0]
    clipped = overlap.edge_s(side, word) < CLIPPED_S
    past_cut = not anchored and (overlap.middle_s(word) > overlap.centre_s) == (side == "left")
    return (clipped or past_cut) and any(_covered_share(word, other) > 0.5 for other in others)


def _is_doubtful(columns: Sequence[_Column], matched: int, overlap: Overlap) -> bool:
    """Whether more of the overlap's words are disputed than agreed; a clipped word that stands alone is not."""
    disputed = 0
    for column in columns:
        if column.matched:
            continue
        sides: list[tuple[Side, Word]] = [("left", word) for word in column.left]
        sides += [("right", word) for word in column.right]
        inside = any(overlap.edge_s(side, word) >= CLIPPED_S and overlap.is_whole(word) for side, word in sides)
        disputed += inside or bool(column.left and column.right)
    return disputed > matched


def _method(ours: bool, theirs: bool, matched: bool, *, contained: bool) -> SeamMethod:
    if contained:
        return "contained"
    if matched:
        return "match"
    if ours and theirs:
        return "midpoint"
    return "one_side" if ours or theirs else "silence"


def _bare_seam(
    left: Sequence[Word], right: Sequence[Word], left_end_s: float, right_start_s: float, channel: int
) -> Seam:
    """The seam of two chunks without overlap; flagged where both sides speak right up to a shared edge."""
    gap = right_start_s - left_end_s >= ABUTTING_S
    spoken_through = (
        bool(left and right)
        and left_end_s - left[-1].end_s < CLIPPED_S
        and right[0].start_s - right_start_s < CLIPPED_S
    )
    return Seam(
        channel=channel,
        start_s=left_end_s,
        end_s=max(left_end_s, right_start_s),
        method="gap" if gap else "abutting",
        matched_words=0,
        disagreeing_words=0,
        dropped_words=0,
        flagged=spoken_through,
    )


# --- Speakers ----------------------------------------------------------------------------------------------------


def _label_map(
    evidence: Sequence[tuple[str | None, str | None]], right: Sequence[Word], number: int, labels: set[str]
) -> dict[str, str]:
    """The right chunk's labels in the call's labels, from matched words as (left label, right label)."""
    votes = Counter((ours, theirs) for ours, theirs in evidence if ours is not None and theirs is not None)
    mapped: dict[str, str] = {}
    for (ours, theirs), _ in sorted(votes.items(), key=lambda vote: (-vote[1], vote[0])):
        if theirs not in mapped and ours not in mapped.values():
            mapped[theirs] = ours
    for label in sorted(_labels(right) - mapped.keys()):
        fresh = label
        while fresh in labels:
            fresh = f"{label}#{number}" if fresh == label else f"{fresh}#{number}"
        mapped[label] = fresh
        labels.add(fresh)
    return mapped


def _labels(words: Iterable[Word]) -> set[str]:
    return {word.speaker for word in words if word.speaker is not None}


def _relabelled(words: Iterable[Word], label_map: dict[str, str]) -> list[Word]:
    return [
        word
        if word.speaker is None or label_map[word.speaker] == word.speaker
        else replace(word, speaker=label_map[word.speaker])
        for word in words
    ]


# --- Order -------------------------------------------------------------------------------------------------------


def _in_order(words: Iterable[Word]) -> list[Word]:
    return sorted(words, key=attrgetter("start_s"))


def _settle(words: list[Word], first: int, stop: int) -> None:
    """Make starts never decrease from `first` on, moving only the words in [first, stop) where that is enough.

    Two hearings of one overlap differ by their jitter, so a word of the one may start before its predecessor of
    the other. Words outside the overlap keep their times.
    """
    latest_s = words[stop].start_s if stop < len(words) else float("inf")
    earliest_s = words[first - 1].start_s if first else float("-inf")
    for index in range(first, stop):
        start_s = min(max(words[index].start_s, earliest_s), max(latest_s, earliest_s))
        if start_s != words[index].start_s:
            words[index] = replace(words[index], start_s=start_s, end_s=max(words[index].end_s, start_s))
        earliest_s = start_s
    # Left over where an engine's times run beyond the edges of its chunk: then order in time is all there is.
    tail = words[max(first - 1, 0) :]
    if any(after.start_s < before.start_s for before, after in pairwise(tail)):
        words.sort(key=attrgetter("start_s"))
