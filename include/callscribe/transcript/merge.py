"""The chunks of one channel put back together, so that no word is lost or said twice at a seam.

Neighbouring chunks overlap, and both heard the overlap. What the two heard there is compared (`alignment`), and of each
word one hearing is chosen (`hearings`): the left chunk's up to the handover, the right one's from there on. Words that
one side alone has are kept. Outside overlaps nothing changes but word ends that run into the next word.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, replace
from itertools import pairwise
from operator import attrgetter
from typing import TYPE_CHECKING, Final, Literal

from callscribe.transcript.alignment import CLIPPED_S, Overlap, align
from callscribe.transcript.hearings import SURE, choose
from callscribe.transcript.labels import Link, is_a_guess, labels_of, link_labels, relabelled, shared_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from callscribe.transcript.words import Word

DOUBTFUL_FAULTS: Final = 0.15
"""A seam where more words than this are expected to be lost or doubled is worth an ear; benchmarks/README.md has the
share of bad seams that are found so, and of good ones."""

OUTSIDE_S: Final = 0.3
"""Words this far outside of the overlap may be within it: times of two passes differ by some tenths of a second."""

ABUTTING_S: Final = 1 / 8000
"""One sample of telephone audio: edges nearer than this are the same instant."""

LAP_S: Final = 0.05
"""Word ends may be this inexact: five frames of a usual recogniser."""

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
        links: The right chunk's speaker labels, and what they are in the call.
        guessed: One of the labels may be a speaker whom the call has heard before, under another label.
    """

    channel: int
    start_s: float
    end_s: float
    method: SeamMethod
    matched_words: int
    disagreeing_words: int
    dropped_words: int
    flagged: bool
    links: tuple[Link, ...] = ()
    guessed: bool = False


@dataclass(frozen=True, slots=True)
class Merged:
    """One channel's words from first to last, and a seam for each pair of neighbouring chunks.

    Attributes:
        words: In order; start_s never decreases, and no word of a speaker reaches more than LAP_S into the next one.
        seams: In order, one fewer than there were chunks.
    """

    words: tuple[Word, ...]
    seams: tuple[Seam, ...]


def merge_chunks(chunks: Sequence[ChunkWords], *, labels_are_the_calls: bool = False) -> Merged:
    """Put the chunks of one channel back together.

    Speaker labels are chunk-local on the way in and consistent within the channel on the way out: see
    `callscribe.transcript.labels`. A label that the overlap says nothing of stays a speaker of its own, as `label#n`
    where its name is taken, n being the 1-based number of the chunk it first occurs in.

    Args:
        chunks: One channel's chunks, in any order, with or without overlap.
        labels_are_the_calls: The speaker labels are consistent already, and are left as they are.

    Returns:
        The words in order, and how each seam was made.
    """
    ordered = sorted(chunks, key=attrgetter("start_s", "end_s"))
    if not ordered:
        return Merged((), ())
    channel = next((word.channel for chunk in ordered for word in chunk.words), 0)
    words = _in_order(ordered[0].words)
    covered_s = ordered[0].end_s
    labels = None if labels_are_the_calls else labels_of(words)
    seams = []
    for number, chunk in enumerate(ordered[1:], start=2):
        seams.append(_append(words, covered_s, chunk, number, labels, channel))
        covered_s = max(covered_s, chunk.end_s)
    return Merged(tuple(_trimmed(words)), tuple(seams))


def _append(
    words: list[Word], covered_s: float, chunk: ChunkWords, number: int, labels: set[str] | None, channel: int
) -> Seam:
    """Append a chunk to the words that reach to covered_s; `labels` grows by those that are new in the call.

    None: the labels are the call's already.
    """
    right = _in_order(chunk.words)
    overlap = Overlap(chunk.start_s, min(covered_s, chunk.end_s), contained=chunk.end_s < covered_s)
    if overlap.end_s - overlap.start_s < ABUTTING_S:
        known = frozenset(labels or ())
        links = () if labels is None else link_labels({}, right, number, labels)
        seam = _bare_seam(words, right, covered_s, chunk.start_s, channel, links, guessed=is_a_guess(links, known))
        words += relabelled(right, links)
        _settle(words, len(words) - len(right), len(words) - len(right))
        return seam

    first = bisect_left(words, overlap.start_s - LONGEST_WORD_S, key=attrgetter("start_s"))
    while first < len(words) and words[first].end_s <= overlap.start_s - OUTSIDE_S:
        first += 1
    last = sum(word.start_s < overlap.end_s + OUTSIDE_S for word in right)
    ours, theirs = words[first:], right[:last]
    alignment = align(ours, theirs, overlap)
    pairs = alignment.same.items()
    known = frozenset(labels or ())
    shared = shared_words((ours[i].speaker, theirs[j].speaker, chance) for (i, j), chance in pairs if chance > SURE)
    links = () if labels is None else link_labels(shared, right, number, labels)
    guessed = is_a_guess(links, known)
    chosen = choose(ours, relabelled(theirs, links), alignment, overlap)
    words[first:] = [*chosen.words, *relabelled(right[last:], links)]
    if overlap.contained:
        words[first:] = _in_order(words[first:])
    _settle(words, first, first + len(chosen.words))
    return Seam(
        channel=channel,
        start_s=overlap.start_s,
        end_s=overlap.end_s,
        method=_method(bool(ours), bool(theirs), bool(chosen.agreed), contained=overlap.contained),
        matched_words=len(chosen.agreed),
        disagreeing_words=chosen.disputed,
        dropped_words=chosen.left_out,
        flagged=chosen.expected_faults >= DOUBTFUL_FAULTS or chosen.disputed > len(chosen.agreed) or guessed,
        links=links,
        guessed=guessed,
    )


def _method(ours: bool, theirs: bool, matched: bool, *, contained: bool) -> SeamMethod:
    if contained:
        return "contained"
    if matched:
        return "match"
    if ours and theirs:
        return "midpoint"
    return "one_side" if ours or theirs else "silence"


def _bare_seam(
    left: Sequence[Word],
    right: Sequence[Word],
    left_end_s: float,
    right_start_s: float,
    channel: int,
    links: tuple[Link, ...],
    *,
    guessed: bool,
) -> Seam:
    """The seam of two chunks without overlap; flagged where both sides speak right up to a shared edge, too."""
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
        flagged=spoken_through or guessed,
        links=links,
        guessed=guessed,
    )


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


def _trimmed(words: Sequence[Word]) -> list[Word]:
    """Words whose ends leave the speaker's next word its time; who talks over another speaker is left alone."""
    trimmed: list[Word] = []
    next_s: dict[str | None, float] = {}
    for word in reversed(words):
        last_s = max(next_s.get(word.speaker, float("inf")) + LAP_S, word.start_s)
        trimmed.append(replace(word, end_s=last_s) if word.end_s > last_s else word)
        next_s[word.speaker] = word.start_s
    return trimmed[::-1]
