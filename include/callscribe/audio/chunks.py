"""Cutting a decoded recording into the pieces that an engine gets."""

from __future__ import annotations

import importlib
import io
import warnings
import wave
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from callscribe.audio.decode import SAMPLE_BYTES, SAMPLE_RATE_HZ
from callscribe.errors import SettingsError

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


@dataclass(frozen=True)
class ChunkSpan:
    """A stretch of a recording, in samples at 16 kHz from its first one; `end` is exclusive."""

    start: int
    end: int


def plan_chunks(samples: int, *, chunk_s: float, overlap_s: float) -> list[ChunkSpan]:
    """Cover a recording with chunks of one length that overlap.

    The last chunk is what remains; it always holds something that no other chunk has.

    Args:
        samples: Length of the recording at 16 kHz.
        chunk_s: Length of a chunk.
        overlap_s: What neighbours share; less than `chunk_s`.
    """
    length = round(chunk_s * SAMPLE_RATE_HZ)
    overlap = round(overlap_s * SAMPLE_RATE_HZ)
    starts = range(0, max(samples - overlap, 1), length - overlap)
    return [ChunkSpan(start, min(start + length, samples)) for start in starts]


def read_chunk(stream: Path, span: ChunkSpan) -> bytes:
    """Samples of a span of one channel's stream: 16 kHz mono 16-bit little-endian."""
    with stream.open("rb") as file:
        file.seek(span.start * SAMPLE_BYTES)
        return file.read((span.end - span.start) * SAMPLE_BYTES)


def as_wav(pcm: bytes) -> bytes:
    """Wrap samples in a WAV file.

    Headerless audio gets an empty answer from Pulse, and the same samples always give the same bytes here, so that
    the vault finds them again.
    """
    buffer = io.BytesIO()
    with wave.open(buffer, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(SAMPLE_BYTES)
        file.setframerate(SAMPLE_RATE_HZ)
        file.writeframes(pcm)
    return buffer.getvalue()


def load_preprocess(dotted_path: str) -> Callable[[bytes], bytes]:
    """The user's own treatment of a chunk's samples, named in the settings.

    Args:
        dotted_path: `package.module.function`; the function takes and returns a `pydub.AudioSegment` of one chunk
            (16 kHz, mono, 16-bit) and keeps its length, since words are placed in time by it.

    Raises:
        SettingsError: It cannot be imported or called. The returned callable raises it where the length changes.
    """
    module_name, _, name = dotted_path.rpartition(".")
    try:
        treat: Any = getattr(importlib.import_module(module_name), name)
    except (ImportError, AttributeError, ValueError) as error:
        raise SettingsError(f"audio.preprocess: {dotted_path} cannot be imported: {error}.") from error
    if not callable(treat):
        raise SettingsError(f"audio.preprocess: {dotted_path} is not callable.")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # pydub warns that ffmpeg is missing, which samples do not need
        from pydub import AudioSegment

    def preprocess(pcm: bytes) -> bytes:
        before = AudioSegment(data=pcm, sample_width=SAMPLE_BYTES, frame_rate=SAMPLE_RATE_HZ, channels=1)
        try:
            after = treat(before)
        except Exception as error:
            raise SettingsError(f"audio.preprocess: {dotted_path} failed: {type(error).__name__}: {error}") from error
        if not isinstance(after, AudioSegment):
            raise SettingsError(
                f"audio.preprocess: {dotted_path} returned {type(after).__name__}; expected AudioSegment."
            )
        after = after.set_frame_rate(SAMPLE_RATE_HZ).set_channels(1).set_sample_width(SAMPLE_BYTES)
        if len(after.raw_data) != len(pcm):
            raise SettingsError(
                f"audio.preprocess: {dotted_path} changed a chunk's length from {len(before)} ms to {len(after)} ms;"
                " words would be misplaced in time. Return a segment of the same length."
            )
        return bytes(after.raw_data)

    return preprocess
