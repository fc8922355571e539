"""Chunks as they are sent: FLAC files, half the bytes of WAV and the same samples."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

import numpy as np
import soundfile

from callscribe.audio.pcm import SAMPLE_BYTES, SAMPLE_RATE_HZ

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from numpy.typing import NDArray

    from callscribe.audio.plan import ChunkSpan

# libsndfile's scale of 0 to 1; this is libFLAC's level 5, its default. 0.3 and less make files a third larger and take
# as long (benchmarks/README.md).
_COMPRESSION = 0.6
_MD5 = slice(26, 42)
_BLOCK_SAMPLES = 16 * SAMPLE_RATE_HZ


def write_chunk(stream: Path, chunk: ChunkSpan, target: Path) -> str:
    """Write what a chunk holds of a channel's samples as a FLAC file.

    Args:
        stream: Raw file of 16 kHz mono 16-bit samples.
        chunk: Its pieces.
        target: The FLAC file.

    Returns:
        The hash of the samples that every FLAC file carries, not one of the file: another version of the encoder may
        write other bytes for the same samples, and an answer that was paid for must be found again.
    """
    # at most what one request takes; if libsndfile wrote the file, it would wait for the disk
    buffer = BytesIO()
    with (
        stream.open("rb") as file,
        soundfile.SoundFile(
            buffer, "w", SAMPLE_RATE_HZ, 1, "PCM_16", format="FLAC", compression_level=_COMPRESSION
        ) as flac,
    ):
        for piece in chunk.pieces:
            file.seek(piece.start * SAMPLE_BYTES)
            left = piece.end - piece.start
            while left > 0:
                pcm = file.read(min(left, _BLOCK_SAMPLES) * SAMPLE_BYTES)
                if not pcm:
                    raise EOFError(f"{stream.name} ends {left} samples before its chunk")
                flac.write(np.frombuffer(pcm, "<i2"))
                left -= len(pcm) // SAMPLE_BYTES
    target.write_bytes(buffer.getbuffer())
    return samples_hash(bytes(buffer.getbuffer()[: _MD5.stop]))


def samples_hash(flac: bytes) -> str:
    """MD5 of the samples, from a FLAC file's first block (RFC 9639, 8.2); it costs nothing, since encoders make it.

    That MD5 can be forged does no harm: whoever can lay a recording here can as well lay the one it would pass for.
    """
    return flac[_MD5].hex()


def treated(audio: bytes, treat: Callable[[bytes], bytes]) -> tuple[bytes, str]:
    """A chunk after a treatment of its samples, and their hash.

    Args:
        audio: FLAC file.
        treat: From samples to as many samples, see `callscribe.audio.preprocess.load_preprocess`.
    """
    after = as_flac(np.frombuffer(treat(read_samples(audio).tobytes()), np.int16))
    return after, samples_hash(after)


def read_samples(audio: bytes) -> NDArray[np.int16]:
    """The samples of a chunk."""
    samples: NDArray[np.int16] = soundfile.read(BytesIO(audio), dtype="int16")[0]
    return samples


def as_flac(samples: NDArray[np.int16]) -> bytes:
    """A FLAC file of 16 kHz mono samples."""
    buffer = BytesIO()
    soundfile.write(buffer, samples, SAMPLE_RATE_HZ, "PCM_16", format="FLAC", compression_level=_COMPRESSION)
    return buffer.getvalue()
