"""What a WAV header really says, and where it lies: recorders write it first and often never put it right.

By hand, since libav and libsndfile believe the header, or pass over what is wrong with it in silence.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, BinaryIO, Literal

from callscribe.audio.headerless import raw_sound

if TYPE_CHECKING:
    from pathlib import Path

    from callscribe.audio.headerless import RawFormat

# lengths that mean "not known when this was written": ffmpeg and sox to a pipe, telephone switches
_UNKNOWN_LENGTHS = frozenset({0, 0x7FFF_FFFF, 0x7FFF_F000, 0x7FFF_FFDB, 0x8000_0000, *range(0xFFFF_FF00, 1 << 32)})
_MOST_CHUNKS = 1000


# where a chunk's name stands, samples or text of another chunk rarely look like one
_NAME = re.compile(rb"[A-Za-z0-9_]{2}[A-Za-z0-9_ ]{2}")
# tags that tools put behind a file, whatever its format
_TAILS = (b"ID3", b"TAG", b"<?xml")
_BLOCK_BYTES = 1 << 20
# libav's names of raw sound by the format's tag and its bits; `?` is the byte order
_RAW = {
    (1, 8): "u8",
    (1, 16): "s16?",
    (1, 24): "s24?",
    (1, 32): "s32?",
    (3, 32): "f32?",
    (3, 64): "f64?",
    (6, 8): "alaw",
    (7, 8): "mulaw",
}
_EXTENSIBLE = 0xFFFE

ByteOrder = Literal["little", "big"]


@dataclass(frozen=True)
class WavHeader:
    """Where a WAV file's samples lie.

    Attributes:
        data_start: Byte offset of the first sample.
        data_end: Byte offset after the last one.
        length_is_right: Whether the header states that length.
        raw: How to read the samples without the header, which libav does not understand; else None.
        flags: `header_too_long` or `header_too_short`, where it is wrong.
    """

    data_start: int
    data_end: int
    length_is_right: bool
    raw: RawFormat | None
    flags: tuple[str, ...]


def read_wav_header(path: Path) -> WavHeader | None:
    """Read a WAV, RIFX, RF64 or BW64 header; None where it has no data chunk behind its form, or is none."""
    size = path.stat().st_size
    with path.open("rb") as file:
        head = file.read(12)
        if head[:4] not in (b"RIFF", b"RIFX", b"RF64", b"BW64") or head[8:] != b"WAVE":
            return None
        order: ByteOrder = "big" if head.startswith(b"RIFX") else "little"
        understood, form, long_length = order == "little", b"", 0
        for _ in range(_MOST_CHUNKS):
            header = file.read(8)
            if len(header) < 8:
                return None
            name, length = header[:4], int.from_bytes(header[4:], order)
            start = file.tell()
            if name == b"data":
                if not form:
                    return None  # the form comes after the sound: libav finds it there
                claimed = long_length if length == 0xFFFF_FFFF and long_length else length
                raw = None if understood else _raw_format(form, order)
                return _judged(file, start, claimed, size, raw, order)
            if name == b"ds64":
                long_length = int.from_bytes(file.read(16)[8:], "little")
            elif name == b"fmt ":
                form = file.read(min(length, 40))
            file.seek(start + length + length % 2)
            if length % 2 and not _is_named(file, start + length + 1) and _is_named(file, start + length):
                understood = False  # its writer left the pad byte out
                file.seek(start + length)
    return None


def _judged(file: BinaryIO, start: int, claimed: int, size: int, raw: RawFormat | None, order: ByteOrder) -> WavHeader:
    if claimed in _UNKNOWN_LENGTHS:
        return WavHeader(start, size, False, raw, ())
    if claimed > size - start:
        return WavHeader(start, size, False, raw, ("header_too_long",))
    if _sound_ends_at(file, start + claimed, size, order):
        return WavHeader(start, start + claimed, True, raw, ())
    return WavHeader(start, size, False, raw, ("header_too_short",))


def _sound_ends_at(file: BinaryIO, end: int, size: int, order: ByteOrder) -> bool:
    """Whether what follows is nothing, zeros up to the file's end or further chunks, rather than more samples."""
    if size - end < 8:
        return True
    file.seek(end)
    if file.read(8).lstrip(b"\0").startswith(_TAILS):
        return True
    return any(_is_chunk(file, at, size, order) for at in (end + end % 2, end)) or _only_zeros_from(file, end)


def _is_chunk(file: BinaryIO, at: int, size: int, order: ByteOrder) -> bool:
    if not _is_named(file, at):
        return False
    file.seek(at + 4)
    return at + 8 + int.from_bytes(file.read(4), order) <= size + 1


def _is_named(file: BinaryIO, at: int) -> bool:
    """Whether a chunk's name stands there; leaves the file where it was."""
    before = file.tell()
    file.seek(at)
    name = file.read(4)
    file.seek(before)
    return _NAME.fullmatch(name) is not None


def _only_zeros_from(file: BinaryIO, at: int) -> bool:
    file.seek(at)
    while block := file.read(_BLOCK_BYTES):
        if block.strip(b"\0"):
            return False
    return True


def _raw_format(form: bytes, order: ByteOrder) -> RawFormat | None:
    if len(form) < 16:
        return None
    tag, channels, rate_hz, bits = (
        int.from_bytes(form[place], order) for place in (slice(0, 2), slice(2, 4), slice(4, 8), slice(14, 16))
    )
    if tag == _EXTENSIBLE and len(form) >= 26:
        tag = int.from_bytes(form[24:26], order)
    container = _RAW.get((tag, bits), "").replace("?", "be" if order == "big" else "le")
    return raw_sound(container, rate_hz, channels) if container else None
