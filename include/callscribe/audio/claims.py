"""How long a recording's header says that it is, and whether its end is there."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import av

if TYPE_CHECKING:
    from pathlib import Path

    from callscribe.audio.opening import Opened

# libavformat's names of containers whose headers state a length. Of others libav guesses it, from the bit rate of the
# beginning and the file's size; of MP3 too, so its header is read here.
_STATE_THEIR_LENGTH = frozenset(
    {"wav", "w64", "flac", "mov,mp4,m4a,3gp,3g2,mj2", "matroska,webm", "asf", "caf", "aiff", "au", "avi"}
)
# the first frame, and what of a cut one may stand before it
_MP3_HEAD_BYTES = 8192
_FRAMES_ARE_STATED, _BYTES_ARE_STATED = 0x01, 0x02  # flags of a Xing header
_MOST_BEFORE_THE_MARK_BYTES = 36  # of a frame: its header and the side information of MPEG 1 stereo
_OGG_TAIL_BYTES = 65_536 + 27  # the longest page there is
_OGG_END_OF_STREAM = 0x04


@dataclass(frozen=True)
class Claim:
    """What a recording's header states.

    Attributes:
        length_s: Of its sound.
        bytes_are_there: As many as the header counts, so that sound can only be missing in the middle; False also where
            it counts none.
    """

    length_s: float
    bytes_are_there: bool = False


def claim_of(opened: Opened, path: Path) -> Claim | None:
    """What the header states; None where it states no length. A film's pictures may go on after its sound."""
    stream, container = opened.stream, opened.container
    if container.format.name == "mp3":
        return _mp3_claim(path, opened.rate_hz)
    if container.format.name not in _STATE_THEIR_LENGTH:
        return None
    if stream.duration is not None and stream.time_base is not None:
        return Claim(float(stream.duration * stream.time_base))
    if container.duration is not None and len(container.streams) == 1:
        return Claim(container.duration / av.time_base)
    return None


def ogg_flags(path: Path) -> tuple[str, ...]:
    """`cut_off` where an Ogg file's last page does not say that it is the last, which libav passes over in silence."""
    with path.open("rb") as file:
        if file.read(4) != b"OggS":
            return ()
        file.seek(max(0, path.stat().st_size - _OGG_TAIL_BYTES))
        tail = file.read()
    last = tail.rfind(b"OggS")
    whole = last >= 0 and len(tail) > last + 5 and tail[last + 5] & _OGG_END_OF_STREAM
    return () if whole else ("cut_off",)


def _mp3_claim(path: Path, rate_hz: int) -> Claim | None:
    """By the header in an MP3 file's first frame: LAME's (Xing, Info) or Fraunhofer's (VBRI)."""
    with path.open("rb") as file:
        head = file.read(10)
        tag_bytes = 0
        if head.startswith(b"ID3") and len(head) == 10:
            tag_bytes = 10 + sum((byte & 0x7F) << shift for byte, shift in zip(head[6:], (21, 14, 7, 0), strict=True))
        file.seek(tag_bytes)
        first = file.read(_MP3_HEAD_BYTES)
    frames = counted_bytes = mark_at = 0
    for mark in (b"Xing", b"Info"):
        at = first.find(mark)
        if at >= 0 and first[at + 7 : at + 8] and first[at + 7] & _FRAMES_ARE_STATED:
            mark_at, frames = at, int.from_bytes(first[at + 8 : at + 12], "big")
            if first[at + 7] & _BYTES_ARE_STATED:
                counted_bytes = int.from_bytes(first[at + 12 : at + 16], "big")
    if (at := first.find(b"VBRI")) >= 0:
        mark_at, counted_bytes = at, int.from_bytes(first[at + 10 : at + 14], "big")
        frames = int.from_bytes(first[at + 14 : at + 18], "big")
    if not frames:
        return None
    samples_a_frame = 1152 if rate_hz >= 32_000 else 576  # MPEG 1; MPEG 2 and 2.5
    # counted from the first frame's beginning; a title tag at the end may come on top
    there_bytes = path.stat().st_size - tag_bytes - mark_at + _MOST_BEFORE_THE_MARK_BYTES
    return Claim(frames * samples_a_frame / rate_hz, bytes_are_there=0 < counted_bytes <= there_bytes)
