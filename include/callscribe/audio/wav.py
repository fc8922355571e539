"""What a WAV header really says, and where it lies: recorders write it first and often never put it right.

By hand, since libav and libsndfile believe the header, or pass over what is wrong with it in silence.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import TYPE_CHECKING, BinaryIO

if TYPE_CHECKING:
    from pathlib import Path

# lengths that mean "not known when this was written": ffmpeg and sox to a pipe, telephone switches
_UNKNOWN_LENGTHS = frozenset({0, 0xFFFF_FFFF, 0x7FFF_FFFF, 0x7FFF_F000, 0x7FFF_FFDB, 0x8000_0000})
_MOST_CHUNKS = 1000


@dataclass(frozen=True)
class WavHeader:
    """Where a WAV file's samples lie.

    Attributes:
        data_start: Byte offset of the first sample.
        claimed_bytes: Length that the data chunk states.
        runs_to_the_end: The samples go on to the end of the file, whatever the header states.
        flags: `header_too_long` or `header_too_short`, where it is wrong.
    """

    data_start: int
    claimed_bytes: int
    runs_to_the_end: bool
    flags: tuple[str, ...]


def read_wav_header(path: Path) -> WavHeader | None:
    """Read a WAV, RF64 or BW64 header; None where there is none or it has no data chunk."""
    size = path.stat().st_size
    with path.open("rb") as file:
        head = file.read(12)
        if head[:4] not in (b"RIFF", b"RIFX", b"RF64", b"BW64") or head[8:] != b"WAVE":
            return None
        order = "big" if head.startswith(b"RIFX") else "little"
        long_length: int | None = None
        for _ in range(_MOST_CHUNKS):
            header = file.read(8)
            if len(header) < 8:
                return None
            length = int.from_bytes(header[4:], order)  # type: ignore[arg-type]
            if header.startswith(b"ds64"):
                long_length = int.from_bytes(file.read(16)[8:], "little")
                length -= 16
            if header.startswith(b"data"):
                if head[:4] in (b"RF64", b"BW64") and length == 0xFFFF_FFFF and long_length is not None:
                    length = long_length
                return _judged(file, file.tell(), length, size)
            file.seek(length + length % 2, os.SEEK_CUR)
    return None


def _judged(file: BinaryIO, start: int, claimed: int, size: int) -> WavHeader:
    there = size - start
    if claimed in _UNKNOWN_LENGTHS:
        return WavHeader(start, claimed, runs_to_the_end=True, flags=())
    if claimed > there:
        return WavHeader(start, claimed, runs_to_the_end=True, flags=("header_too_long",))
    if _chunks_follow(file, start + claimed, size):
        return WavHeader(start, claimed, runs_to_the_end=False, flags=())
    return WavHeader(start, claimed, runs_to_the_end=True, flags=("header_too_short",))


def _chunks_follow(file: BinaryIO, end: int, size: int) -> bool:
    """Whether what lies after the samples is nothing, padding or further chunks, rather than more samples."""
    if size - end < 8:
        return True
    return any(_is_chunk(file, at, size) for at in (end + end % 2, end))


def _is_chunk(file: BinaryIO, at: int, size: int) -> bool:
    file.seek(at)
    header = file.read(8)
    if not any(header):  # zeros up to a block's end, as some recorders leave
        return not any(file.read(4096))
    name, length = header[:4], int.from_bytes(header[4:], "little")
    return all(0x20 <= letter < 0x7F for letter in name) and at + 8 + length <= size + 1
