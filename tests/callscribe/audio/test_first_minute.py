from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from callscribe.audio.activity import ChannelActivity, activity_of
from callscribe.audio.first_minute import first_speech
from callscribe.audio.flac import as_flac, read_samples, samples_hash
from callscribe.audio.listening import LEVEL_FRAME
from callscribe.audio.pcm import SAMPLE_RATE_HZ
from callscribe.audio.plan import ChunkSpan, Span
from callscribe.audio.voice import VOICE_FRAME

if TYPE_CHECKING:
    from collections.abc import Callable

SECONDS = 30
RECORDING = np.random.default_rng(0).integers(-3000, 3000, SECONDS * SAMPLE_RATE_HZ, dtype=np.int16)


def spoken(*stretches: tuple[float, float]) -> ChannelActivity:
    """Somebody speaks from and to these seconds."""
    speech = np.zeros(len(RECORDING) // VOICE_FRAME, bool)
    for start_s, end_s in stretches:
        speech[round(start_s * SAMPLE_RATE_HZ / VOICE_FRAME) : round(end_s * SAMPLE_RATE_HZ / VOICE_FRAME)] = True
    return activity_of(0, np.full(len(RECORDING) // LEVEL_FRAME, 20, np.uint8), speech)


def chunk(*pieces_s: tuple[float, float]) -> tuple[ChunkSpan, Callable[[], bytes]]:
    span = ChunkSpan(tuple(Span(round(a * SAMPLE_RATE_HZ), round(b * SAMPLE_RATE_HZ)) for a, b in pieces_s))
    return span, lambda: as_flac(np.concatenate([RECORDING[piece.start : piece.end] for piece in span.pieces]))


def refused() -> bytes:
    raise AssertionError("read")


def in_recording(span: ChunkSpan) -> Any:
    return np.concatenate([RECORDING[piece.start : piece.end] for piece in span.pieces])


def seconds(span: ChunkSpan) -> list[tuple[float, float]]:
    """Its pieces, those that touch made one."""
    merged: list[tuple[float, float]] = []
    for piece in span.pieces:
        start_s, end_s = piece.start / SAMPLE_RATE_HZ, piece.end / SAMPLE_RATE_HZ
        if merged and merged[-1][1] == start_s:
            start_s, _ = merged.pop()
        merged.append((start_s, end_s))
    return merged


def test_the_seconds_in_which_somebody_speaks_are_taken() -> None:
    span, _, _ = first_speech([chunk((0, 30))], spoken((4.2, 6.5), (20.5, 20.6)), 60)
    assert seconds(span) == [(4, 7), (20, 21)]


def test_no_more_than_was_asked_for_is_taken() -> None:
    span, _, _ = first_speech([chunk((0, 30))], spoken((4.2, 30)), 7.5)
    assert seconds(span) == [(4, 11.5)]


def test_speech_is_taken_from_further_chunks_and_an_overlap_once() -> None:
    span, _, _ = first_speech([chunk((0, 10)), chunk((8, 20)), chunk((18, 30))], spoken((7.2, 26)), 15)
    assert seconds(span) == [(7, 22)]


def test_a_chunk_that_is_not_needed_is_not_read() -> None:
    silent, spoken_in, later = chunk((0, 10)), chunk((10, 20)), chunk((20, 30))
    span, _, _ = first_speech([(silent[0], refused), spoken_in, (later[0], refused)], spoken((12.2, 30)), 8)
    assert seconds(span) == [(12, 20)]


@pytest.mark.parametrize("activity", [None, spoken()])
def test_where_speech_is_not_known_the_beginning_is_taken(activity: ChannelActivity | None) -> None:
    span, _, _ = first_speech([chunk((0, 30))], activity, 12)
    assert seconds(span) == [(0, 12)]


def test_silence_that_was_left_out_stays_out() -> None:
    span, audio, _ = first_speech([chunk((2, 5), (20, 24))], spoken((0, 30)), 60)
    assert seconds(span) == [(2, 5), (20, 24)]
    assert (read_samples(audio) == in_recording(span)).all()


@given(
    cuts=st.lists(st.integers(1, SECONDS - 1), unique=True, max_size=4).map(sorted),
    overlap_s=st.integers(0, 2),
    speech=st.lists(st.tuples(st.floats(0, SECONDS), st.floats(0, SECONDS)), max_size=4),
    longest_s=st.integers(1, 40),
)
def test_sound_and_place_and_hash_belong_together(
    cuts: list[int], overlap_s: int, speech: list[tuple[float, float]], longest_s: int
) -> None:
    chunks = [chunk((max(start - overlap_s, 0), end)) for start, end in zip([0, *cuts], [*cuts, SECONDS], strict=True)]
    span, audio, digest = first_speech(chunks, spoken(*speech), longest_s)
    assert (read_samples(audio) == in_recording(span)).all()
    assert 0 < span.samples <= longest_s * SAMPLE_RATE_HZ
    assert digest == samples_hash(audio)
    assert all(left.end <= right.start for left, right in zip(span.pieces, span.pieces[1:], strict=False))
