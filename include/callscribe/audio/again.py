"""The stretch around a join of two chunks, cut out of them to be transcribed once more."""

from __future__ import annotations

from typing import Final

import numpy as np

from callscribe.audio.flac import as_flac, read_samples, samples_hash
from callscribe.audio.pcm import SAMPLE_RATE_HZ
from callscribe.audio.plan import ChunkSpan

CONTEXT_S: Final = 4.0
"""Speech on either side of what two chunks share: a dozen words, so that the join lies far from both edges."""


def around_join(left: tuple[ChunkSpan, bytes], right: tuple[ChunkSpan, bytes]) -> tuple[ChunkSpan, bytes, str]:
    """Cut out what two neighbouring chunks share, or where they meet, with what stands beside it.

    Args:
        left: The earlier chunk and its FLAC file.
        right: The later chunk and its FLAC file.

    Returns:
        What the stretch holds of the recording, its FLAC file, and the hash of its samples.
    """
    (earlier, earlier_audio), (later, later_audio) = left, right
    context = round(CONTEXT_S * SAMPLE_RATE_HZ)
    shared_from = earlier.before(later.start)
    start, end = max(shared_from - context, 0), earlier.samples - shared_from + context
    span = ChunkSpan(earlier.part(start, shared_from).pieces + later.part(0, end).pieces)
    audio = as_flac(np.concatenate([read_samples(earlier_audio)[start:shared_from], read_samples(later_audio)[:end]]))
    return span, audio, samples_hash(audio)
