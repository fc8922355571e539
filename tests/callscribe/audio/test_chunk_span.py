"""What a chunk holds of the recording, sample by sample."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from callscribe.audio.plan import ChunkSpan, Span


def places(chunk: ChunkSpan) -> list[int]:
    """Places in the recording of every sample of the chunk."""
    return [place for piece in chunk.pieces for place in range(piece.start, piece.end)]


@st.composite
def chunks(draw: Any) -> ChunkSpan:
    """A chunk of one to four pieces, neighbouring ones included."""
    pieces = []
    end = 0
    for gap, length in draw(st.lists(st.tuples(st.integers(0, 40), st.integers(1, 40)), min_size=1, max_size=4)):
        pieces.append(Span(end + gap, end + gap + length))
        end += gap + length
    return ChunkSpan(tuple(pieces))


@given(chunks(), st.integers(0, 200), st.integers(0, 200))
def test_a_part_holds_the_samples_from_its_start_to_its_end(chunk: ChunkSpan, start: int, end: int) -> None:
    assert places(chunk.part(start, end)) == places(chunk)[start:end]


@given(chunks(), st.integers(0, 200), st.integers(0, 200))
def test_a_part_has_no_empty_piece(chunk: ChunkSpan, start: int, end: int) -> None:
    assert all(piece.samples > 0 for piece in chunk.part(start, end).pieces)


@given(chunks(), st.integers(-50, -1))
def test_a_part_begins_with_the_chunk_at_the_earliest(chunk: ChunkSpan, start: int) -> None:
    assert chunk.part(start, chunk.samples) == chunk


@given(chunks(), st.lists(st.integers(0, 160), min_size=1))
def test_parts_end_to_end_are_the_whole(chunk: ChunkSpan, cuts: list[int]) -> None:
    edges = [0, *sorted(min(cut, chunk.samples) for cut in cuts), chunk.samples]
    parts = [chunk.part(start, end) for start, end in pairwise(edges)]
    assert [place for part in parts for place in places(part)] == places(chunk)
    assert sum(part.samples for part in parts) == chunk.samples


@given(chunks(), st.integers(-10, 400))
def test_as_many_samples_lie_before_a_place_as_are_counted(chunk: ChunkSpan, place: int) -> None:
    assert chunk.before(place) == int(np.searchsorted(places(chunk), place))


@given(chunks(), st.data())
def test_before_a_samples_place_lie_the_samples_before_it(chunk: ChunkSpan, data: Any) -> None:
    sample = data.draw(st.integers(0, chunk.samples - 1))
    assert chunk.before(chunk.at(sample)) == sample


def test_nothing_lies_before_the_start_and_all_before_the_end() -> None:
    chunk = ChunkSpan((Span(10, 20), Span(50, 55)))
    assert [chunk.before(place) for place in (0, 10, 11, 20, 35, 50, 55, 99)] == [0, 0, 1, 10, 10, 10, 15, 15]
