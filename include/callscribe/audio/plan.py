"""Where a channel is cut for the engine, and which silence is not sent to it at all.

Chunks are planned on the time line of what is sent: the kept spans of the recording, put end to end. Neighbouring
chunks share an overlap whose centre is the cut. Cuts move to where it is quiet nearby: at the centre, where the merge
hands over from chunk to chunk, and at both ends of the overlap, where one of the two chunks breaks off.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING, Final

import numpy as np

from callscribe.audio.listening import LEVEL_FRAME
from callscribe.audio.pcm import SAMPLE_BYTES, SAMPLE_RATE_HZ
from callscribe.audio.voice import SILENT_DB, VOICE_FRAME
from callscribe.errors import SettingsError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

FLAC_GROWTH_PERCENT: Final = 1
"""How much larger than its samples a file may be. White noise at full scale, which FLAC cannot compress, grew by 0.39 %
in a file of 1 s and by 0.12 % in longer ones (libsndfile 1.2.2, header included)."""

CUT_TOLERANCE_S: Final = 5.0
"""A cut moves at most this far. In simulated speech that pauses after one word in five (15 h in chunks of 60 s; `talk`
in the tests), of overlaps of 2 s 74 % of the ends and centres were inside a word where none moved, 58 % with 1 s, 53 %
with 2 s, 42 % with 5 s."""

CUT_TOLERANCE_SHARE: Final = 0.1
"""And at most this share of a chunk, so that short chunks stay near the length that was asked for."""

QUIET_WINDOW_S: Final = 0.2
"""How long it has to be quiet around a cut: twice the closure of a plosive (50 to 100 ms), which is inside a word."""

END_WEIGHT: Final = 0.75
"""What quiet at an end of the overlap counts, of quiet at its centre. A word broken off by a chunk's end is half heard
by one side, and that is what merging errs on most: `benchmarks/seams.py` with harsh noise and 1 s has 1.8 % bad seams
where the centre alone counts, 1.3 % with this, 1.2 % with 1; but a merge that cuts in the middle, as where two sides
agree on nothing, does worse the less the centre counts."""

NEARER_DB_PER_S: Final = 1.0
"""A cut moves a second further only for a point that is quieter by this, about the least difference that is heard."""

LEAST_NEW_S: Final = 1.0
"""New sound that a last chunk holds at least: on a fraction of a second engines answer nothing, or make words up."""

PAD_S: Final = 0.4
"""Silence kept beside what is not silent, for soft onsets and fading ends (speech_pad_ms of faster-whisper)."""

SILENT_BELOW_SPEECH_DB: Final = 25
"""ITU-T P.56 counts as speech what is up to 15.9 dB below its level; 9 dB more for words that a detector misses."""


@dataclass(frozen=True)
class Span:
    """A stretch of a recording, in samples at 16 kHz from its first one; `end` is exclusive."""

    start: int
    end: int

    @property
    def samples(self) -> int:
        """Its length."""
        return self.end - self.start


@dataclass(frozen=True)
class ChunkSpan:
    """What one chunk holds.

    Attributes:
        pieces: Stretches of the recording, in order, none of them empty; more than one where silence is left out.
    """

    pieces: tuple[Span, ...]

    @property
    def start(self) -> int:
        """Its first sample's place in the recording."""
        return self.pieces[0].start

    @property
    def end(self) -> int:
        """Where it ends in the recording, exclusive."""
        return self.pieces[-1].end

    @property
    def samples(self) -> int:
        """As many as are sent."""
        return sum(piece.samples for piece in self.pieces)

    def at(self, sample: int) -> int:
        """Place in the recording of a sample of the chunk.

        An instant between two pieces is the start of the later one: for the end of a word, which is exclusive, ask
        `at(end - 1) + 1`, so that the word does not grow by the silence that was left out after it.

        Args:
            sample: Counted from the chunk's first one. Outside of the chunk it gives the chunk's start or end.
        """
        for piece in self.pieces:
            if sample < piece.samples:
                return piece.start + max(sample, 0)
            sample -= piece.samples
        return self.end

    def part(self, start: int, end: int) -> ChunkSpan:
        """What the chunk's samples from `start` to `end` hold of the recording, counted from the chunk's first one."""
        pieces, passed = [], 0
        for piece in self.pieces:
            first, last = max(start - passed, 0), min(end - passed, piece.samples)
            if first < last:
                pieces.append(Span(piece.start + first, piece.start + last))
            passed += piece.samples
        return ChunkSpan(tuple(pieces))

    def before(self, sample: int) -> int:
        """How many of the chunk's samples lie before this one of the recording."""
        return sum(max(min(sample, piece.end) - piece.start, 0) for piece in self.pieces)


@dataclass(frozen=True)
class ChunkLimits:
    """What the engine takes in one request.

    Attributes:
        longest_s: Seconds of sound.
        largest_bytes: Size of the file that is sent.
    """

    longest_s: float
    largest_bytes: int

    @property
    def samples(self) -> int:
        """Most samples in one request, however badly they compress."""
        sound_bytes = self.largest_bytes * 100 // (100 + FLAC_GROWTH_PERCENT)
        return min(int(self.longest_s * SAMPLE_RATE_HZ), sound_bytes // SAMPLE_BYTES)


def plan_chunks(
    levels: NDArray[np.uint8],
    samples: int,
    limits: ChunkLimits,
    *,
    length_s: float | None,
    overlap_s: float,
    kept: Sequence[Span] | None = None,
) -> list[ChunkSpan]:
    """Cover what is sent of a channel with chunks that overlap.

    Neighbours share exactly the overlap, no sample is in more than two chunks (equal chunks with an overlap of more
    than two fifths of the limits excepted), and every chunk holds something that no chunk before it has.

    Args:
        levels: Of the channel, one per LEVEL_FRAME of samples, in dB below full scale: larger is quieter.
        samples: Length of the recording at 16 kHz.
        limits: Of the engine. Like lengths and overlap, they count what is sent.
        length_s: Of a chunk at most; each cut moves to the quietest point of the last part of that. None: one chunk
            where the limits allow it, otherwise as few chunks as they allow and as equal as the cuts' tolerance makes
            them.
        overlap_s: What neighbours share; at most half of the longest chunk.
        kept: Spans of the recording to send, in order and apart; None for all of it.

    Returns:
        The chunks in order; none where nothing is sent.

    Raises:
        SettingsError: The longest chunk is shorter than a second or than two overlaps.
    """
    longest = limits.samples if length_s is None else min(limits.samples, round(length_s * SAMPLE_RATE_HZ))
    overlap = round(overlap_s * SAMPLE_RATE_HZ)
    if longest < max(SAMPLE_RATE_HZ, 2 * overlap - 1):  # half of an odd length may have been rounded up
        raise SettingsError(
            f"audio: chunks that overlap by {overlap_s:g} s cannot be cut where a request holds"
            f" {max(longest, 0) / SAMPLE_RATE_HZ:g} s at most (the chunk's length and the engine's limits); it must"
            " hold 1 s and two overlaps. Lower the overlap, or ask for longer chunks."
        )
    pieces = [span for span in ([Span(0, samples)] if kept is None else kept) if span.samples]
    if not pieces:
        return []
    offsets = list(accumulate((piece.samples for piece in pieces), initial=0))
    cut = _equal_cuts if length_s is None else _cuts_by_length
    before, after = overlap // 2, overlap - overlap // 2
    # the ends count as cuts with half an overlap outside of what is sent, so that all chunks reach equally far
    cuts = cut(_sent_levels(levels, pieces, offsets), before, offsets[-1] - after, longest, overlap)
    return [_chunk(pieces, offsets, left - before, right + after) for left, right in pairwise(cuts)]


def kept_spans(
    levels: NDArray[np.uint8], speech: NDArray[np.bool_], samples: int, *, longer_than_s: float
) -> list[Span]:
    """What remains of a channel without its long silences.

    Silent is what the detector takes for something else than speech and is far quieter than the channel's speech too,
    since a detector misses words. PAD_S of a silence (at most half of `longer_than_s`) stays at each side that meets
    sound.

    Args:
        levels: Of the channel, one per LEVEL_FRAME of samples, in dB below full scale: larger is quieter.
        speech: Whether somebody speaks, one per VOICE_FRAME of samples.
        samples: Length of the recording at 16 kHz.
        longer_than_s: Only a silence longer than this is left out.

    Returns:
        Spans in order and apart; the whole recording where nothing can be left out, and where all of it is silent.
    """
    if not len(levels) or not len(speech):
        return [Span(0, samples)] if samples else []
    longer_than = round(longer_than_s * SAMPLE_RATE_HZ)
    pad = min(round(PAD_S * SAMPLE_RATE_HZ), longer_than // 2)
    kept, start = [], 0
    for silence in _silences(levels, speech, samples):
        if silence.samples > longer_than:
            kept.append(Span(start, silence.start + pad if silence.start else 0))
            start = silence.end - pad if silence.end < samples else samples
    kept.append(Span(start, samples))
    return [span for span in kept if span.samples] or [Span(0, samples)]


def _equal_cuts(levels: NDArray[np.uint8], first: int, last: int, longest: int, overlap: int) -> list[int]:
    """The first and the last cut and as few as possible between them, near places that make chunks equal.

    Where the limits leave little room, a cut that moves takes it from the next one: all are chosen together (Viterbi's
    algorithm over their moves), which puts half as many of them inside words as choosing one after the other.
    """
    reach = longest - overlap
    chunks = max(-(-(last - first) // reach), 1)
    step = -(-(last - first) // chunks)
    tolerance = max(min(_tolerance(step), (step - overlap) // 2), 0) // LEVEL_FRAME
    room = (reach - step) // LEVEL_FRAME
    moves = np.arange(-tolerance, tolerance + 1)
    equal = [first + (last - first) * number // chunks for number in range(1, chunks)]
    cost, costs = np.where(moves == 0, 0.0, np.inf), []
    for place in equal:
        before = np.minimum.accumulate(cost[::-1])[::-1]  # of a move or any later one: those leave the next more room
        cost = before[np.maximum(np.arange(len(moves)) - room, 0)] + _cost_db(levels, place, moves, overlap)
        costs.append(cost)
    cuts, lowest = [last], tolerance - room
    for place, cost in zip(reversed(equal), reversed(costs), strict=True):
        lowest = max(lowest, 0)
        lowest += int(cost[lowest:].argmin())
        cuts.append(place + LEVEL_FRAME * int(moves[lowest]))
        lowest -= room
    return [first, *reversed(cuts)]


def _cuts_by_length(levels: NDArray[np.uint8], first: int, last: int, longest: int, overlap: int) -> list[int]:
    """The first and the last cut and those between them, each as far from the one before as a quiet point allows."""
    reach = longest - overlap
    least_new = min(round(LEAST_NEW_S * SAMPLE_RATE_HZ), reach // 2)
    cuts = [first]
    while last - cuts[-1] > reach:
        nearest = cuts[-1] + min(overlap, reach)
        latest = max(min(cuts[-1] + reach, last - least_new), nearest)
        moves = np.arange(-(min(_tolerance(longest), latest - nearest) // LEVEL_FRAME), 1)
        cuts.append(latest + LEVEL_FRAME * int(moves[_cost_db(levels, latest, moves, overlap).argmin()]))
    return [*cuts, last]


def _tolerance(length: int) -> int:
    return round(min(CUT_TOLERANCE_S * SAMPLE_RATE_HZ, CUT_TOLERANCE_SHARE * length))


def _cost_db(levels: NDArray[np.uint8], place: int, moves: NDArray[np.int_], overlap: int) -> NDArray[np.float64]:
    """How loud it is at the centre and at the ends of an overlap that moves from `place` by frames, and how far."""
    ends = _loudness_db(levels, place - overlap // 2, moves) + _loudness_db(levels, place + overlap // 2, moves)
    loudness_db = _loudness_db(levels, place, moves) + END_WEIGHT * ends
    return loudness_db + np.abs(moves) * (NEARER_DB_PER_S * LEVEL_FRAME / SAMPLE_RATE_HZ)


def _loudness_db(levels: NDArray[np.uint8], place: int, moves: NDArray[np.int_]) -> NDArray[np.float64]:
    """How loud it is around a point that moves from `place` by a number of frames.

    Power is summed, not decibels: a closure of true silence would pull a mean of decibels down, however loud the word
    around it is.
    """
    half = round(QUIET_WINDOW_S * SAMPLE_RATE_HZ / LEVEL_FRAME / 2)
    frames = np.arange(moves[0] - half, moves[-1] + half) + round(place / LEVEL_FRAME)
    power = 10.0 ** (levels.take(frames, mode="clip") / -10.0)
    loudness_db: NDArray[np.float64] = 10.0 * np.log10(np.convolve(power, np.ones(2 * half), "valid"))
    return loudness_db


def _sent_levels(levels: NDArray[np.uint8], pieces: Sequence[Span], offsets: Sequence[int]) -> NDArray[np.uint8]:
    """Levels on the time line of what is sent, where frames need not begin as they do in the recording."""
    if len(pieces) == 1 and pieces[0].start == 0:
        return levels
    centres = np.arange(LEVEL_FRAME // 2, offsets[-1], LEVEL_FRAME)
    shifts = np.array([piece.start - offset for piece, offset in zip(pieces, offsets, strict=False)])
    piece_of = np.searchsorted(offsets, centres, side="right") - 1
    sent: NDArray[np.uint8] = levels.take((centres + shifts[piece_of]) // LEVEL_FRAME, mode="clip")
    return sent


def _chunk(pieces: Sequence[Span], offsets: Sequence[int], start: int, end: int) -> ChunkSpan:
    """The pieces from `start` to `end` on the time line of what is sent."""
    first, last = bisect_right(offsets, start) - 1, bisect_right(offsets, end - 1)
    return ChunkSpan(
        tuple(
            Span(piece.start + max(start - offset, 0), min(piece.start + end - offset, piece.end))
            for piece, offset in zip(pieces[first:last], offsets[first:last], strict=True)
        )
    )


def _silences(levels: NDArray[np.uint8], speech: NDArray[np.bool_], samples: int) -> list[Span]:
    frames = np.arange(-(-samples // LEVEL_FRAME))
    spoken = speech.take(frames * LEVEL_FRAME // VOICE_FRAME, mode="clip")
    level_db = levels.take(frames, mode="clip")
    silent_db = np.median(level_db[spoken]) + SILENT_BELOW_SPEECH_DB if spoken.any() else SILENT_DB
    edges = np.flatnonzero(np.diff(~spoken & (level_db >= silent_db), prepend=False, append=False))
    places = np.minimum(edges * LEVEL_FRAME, samples).tolist()
    return [Span(start, end) for start, end in zip(places[::2], places[1::2], strict=True)]
