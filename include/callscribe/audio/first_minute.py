"""The first speech of a channel, cut out of its chunks: what its language is told from before the rest is sent."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from callscribe.audio.flac import as_flac, read_samples, samples_hash
from callscribe.audio.pcm import SAMPLE_RATE_HZ
from callscribe.audio.plan import ChunkSpan, Span

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from callscribe.audio.activity import ChannelActivity

FIRST_S: Final = 60.0
"""Speech of a call that is listened to, shared by its channels: some 150 words, thirty times the least that tell."""

_BLOCK = SAMPLE_RATE_HZ
"""One second is kept or left out as a whole, so that few words are cut."""


def first_speech(
    chunks: Sequence[tuple[ChunkSpan, Callable[[], bytes]]], activity: ChannelActivity | None, longest_s: float
) -> tuple[ChunkSpan, bytes, str]:
    """Cut out the first seconds of a channel in which somebody speaks.

    Args:
        chunks: Of the channel in time order, each with what reads its FLAC file; read as far as needed.
        activity: Where somebody speaks; where it is not known, or nowhere, the channel's beginning is taken.
        longest_s: Of sound.

    Returns:
        What it holds of the recording, its FLAC file, and the hash of its samples.
    """
    left, heard_until = round(longest_s * SAMPLE_RATE_HZ), 0
    pieces: list[Span] = []
    sound = []
    for span, read in chunks:
        first = span.before(heard_until)  # neighbours overlap
        heard_until = span.end
        blocks = []
        for start in range(first, span.samples, _BLOCK):
            block = span.part(start, min(start + _BLOCK, start + left))
            if left and (activity is None or _speaks(block, activity)):
                blocks.append((start, block))
                left -= block.samples
        if blocks:
            samples = read_samples(read())
            sound += [samples[start : start + block.samples] for start, block in blocks]
            pieces += [piece for _, block in blocks for piece in block.pieces]
        if not left:
            break
    if not pieces:
        return first_speech(chunks, None, longest_s)
    audio = as_flac(np.concatenate(sound))
    return ChunkSpan(tuple(pieces)), audio, samples_hash(audio)


def _speaks(block: ChunkSpan, activity: ChannelActivity) -> bool:
    return any(
        activity.speech_s(piece.start / SAMPLE_RATE_HZ, piece.end / SAMPLE_RATE_HZ) > 0 for piece in block.pieces
    )
