"""The sound around a join, cut out of the two chunks that meet there."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from callscribe.audio.again import CONTEXT_S, around_join
from callscribe.audio.flac import as_flac, read_samples, samples_hash
from callscribe.audio.pcm import SAMPLE_RATE_HZ
from callscribe.audio.plan import ChunkLimits, ChunkSpan, Span, plan_chunks

SAID = np.random.default_rng(7).integers(-9000, 9000, 40 * SAMPLE_RATE_HZ, np.int16)
"""A recording in which no two stretches are alike."""


def seconds(*values: float) -> Any:
    return [round(value * SAMPLE_RATE_HZ) for value in values]


def span(start_s: float, end_s: float) -> Span:
    return Span(*seconds(start_s, end_s))


def sound_of(chunk: ChunkSpan) -> Any:
    return np.concatenate([SAID[piece.start : piece.end] for piece in chunk.pieces])


def again(left: ChunkSpan, right: ChunkSpan) -> tuple[ChunkSpan, Any]:
    """The stretch, and its samples."""
    found, audio, digest = around_join((left, as_flac(sound_of(left))), (right, as_flac(sound_of(right))))
    assert digest == samples_hash(audio)
    return found, read_samples(audio)


def bounds_s(chunk: ChunkSpan) -> tuple[float, float]:
    return chunk.start / SAMPLE_RATE_HZ, chunk.end / SAMPLE_RATE_HZ


@st.composite
def neighbours(draw: Any) -> tuple[ChunkSpan, ChunkSpan]:
    """Two neighbouring chunks of a plan, silence left out or not, with or without an overlap."""
    edges_s = draw(st.lists(st.integers(0, 400), unique=True, max_size=8).map(sorted))
    kept = [span(start / 10, end / 10) for start, end in zip(edges_s[::2], edges_s[1::2], strict=False)]
    overlap_s = draw(st.sampled_from([0.0, 0.3, 1.0, 2.0]))
    levels = np.frombuffer(draw(st.binary(min_size=4, max_size=4)), np.uint8).repeat(1000)
    chunks = plan_chunks(
        levels,
        len(SAID),
        ChunkLimits(longest_s=60.0, largest_bytes=1 << 30),
        length_s=draw(st.floats(5.0, 19.0)),
        overlap_s=overlap_s,
        kept=kept if sum(piece.samples for piece in kept) > 20 * SAMPLE_RATE_HZ else None,
    )
    return draw(st.sampled_from(list(pairwise(chunks))))


@given(neighbours())
def test_its_samples_are_the_recordings(both: tuple[ChunkSpan, ChunkSpan]) -> None:
    found, samples = again(*both)
    assert np.array_equal(samples, sound_of(found))


@given(neighbours())
def test_it_holds_all_that_the_two_share_and_as_much_of_either_as_there_is(
    both: tuple[ChunkSpan, ChunkSpan],
) -> None:
    left, right = both
    shared = left.samples - left.before(right.start)
    context = round(CONTEXT_S * SAMPLE_RATE_HZ)
    own_left, own_right = left.samples - shared, right.samples - shared
    assert again(left, right)[0].samples == min(own_left, context) + shared + min(own_right, context)


def test_the_join_lies_four_seconds_from_both_edges() -> None:
    found, _ = again(ChunkSpan((span(0, 17),)), ChunkSpan((span(15, 32),)))
    assert bounds_s(found) == (11.0, 21.0)


def test_chunks_that_only_meet_are_heard_through_where_they_do() -> None:
    found, samples = again(ChunkSpan((span(0, 15),)), ChunkSpan((span(15, 32),)))
    assert (bounds_s(found), len(samples)) == ((11.0, 19.0), 8 * SAMPLE_RATE_HZ)


def test_near_the_recordings_ends_it_is_as_long_as_the_chunks_are() -> None:
    found, _ = again(ChunkSpan((span(0, 3),)), ChunkSpan((span(2, 4.5),)))
    assert bounds_s(found) == (0.0, 4.5)


@pytest.mark.parametrize(("resumes_s", "begins_s"), [(13.0, 15.0), (16.0, 5.0)])
def test_silence_that_was_left_out_is_not_heard_again_and_keeps_its_length_in_time(
    resumes_s: float, begins_s: float
) -> None:
    left = ChunkSpan((span(0, resumes_s - 10), span(resumes_s, 20)))
    found, samples = again(left, ChunkSpan((span(19, 20), span(30, 35))))
    assert (len(samples), bounds_s(found)) == (9 * SAMPLE_RATE_HZ, (begins_s, 34.0))
