"""Opening a stranger's file: only containers that hold one recording, never what points to other files or addresses."""

from __future__ import annotations

import contextlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

import av

from callscribe.audio.wav import read_wav_header
from callscribe.errors import FailureReason, RecordingError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from av.audio.stream import AudioStream
    from av.container import InputContainer

    from callscribe.audio.headerless import RawFormat

# Whatever may point to other files or addresses (concat, hls, dash, sdp, image sequences, devices) stays closed.
_CONTAINERS = (
    "wav,w64,mp3,mov,mp4,m4a,3gp,3g2,mj2,ogg,flac,matroska,webm,aac,amr,amrnb,amrwb,gsm,asf,aiff,caf,au,avi,flv,"
    "mpeg,mpegts,g722,g723_1,g726,g726le,g729,sln,voc,wv,xwma,latm,loas,ac3,rm,mp2"
)
_PLAYLISTS = tuple(b"ffconcat #extm3u [playlist] [reference] <mpd <smil <asx <?xml v=0".split())
_BYTE_ORDER_MARK = b"\xef\xbb\xbf"
_SOUND_MAGIC = (
    b"RIFF",
    b"RIFX",
    b"RF64",
    b"BW64",
    b"riff",
    b"ID3",
    b"OggS",
    b"fLaC",
    b"FORM",
    b"caff",
    b"#!AMR",
    b".snd",
    b"\x1aE\xdf\xa3",
    b"0&\xb2u",
)
# A call has one stream of sound, a meeting's film a handful; each stream costs memory and time before the first sample.
_MOST_STREAMS = 64
_MOST_CHANNELS = 8
# from the oldest coders' to twice what studios use
_LEAST_RATE_HZ, _MOST_RATE_HZ = 4_000, 384_000
# libav asks for 5 MB by default; telephone formats show themselves in less, padding is not searched for ever
_PROBE_BYTES = 2_000_000
# libav cuts PCM into packets of 4 kB, each of which costs a turn of the loop; an hour is 900 of these
_PCM_PACKET_BYTES = 65_536


@dataclass(frozen=True)
class Opened:
    """A recording whose first sound stream can be decoded.

    Attributes:
        rate_hz: As the header has it; a spliced stream changes its own while it is decoded.
        channels: Likewise.
        layout: libav's name of how these are laid out.
        flags: Quality flags that the container earns before anything is decoded.
    """

    container: InputContainer
    stream: AudioStream
    rate_hz: int
    channels: int
    layout: str
    flags: tuple[str, ...]


@contextlib.contextmanager
def open_recording(path: Path, name: str, raw: RawFormat | None = None) -> Iterator[Opened]:
    """Open a recording; closed at the end of the context.

    Args:
        path: The recording.
        name: What to call it in messages.
        raw: How to read it, where it has no header.

    Raises:
        RecordingError: It is empty, no sound, a playlist, without a sound stream or in a codec without a decoder.
    """
    with path.open("rb") as file:
        head = file.read(4096)
    if not head:
        raise RecordingError(
            FailureReason.EMPTY_FILE, f"{name}: the file is empty (0 bytes). Export or upload it again."
        )
    if head.removeprefix(_BYTE_ORDER_MARK).lstrip().lower().startswith(_PLAYLISTS):
        raise RecordingError(
            FailureReason.PLAYLIST_REFUSED,
            f"{name}: a playlist that points to other files, not a recording. List the recordings themselves.",
        )
    options = {
        "format_whitelist": _CONTAINERS,
        "protocol_whitelist": "file,subfile",
        "max_streams": str(_MOST_STREAMS),
        "probesize": str(_PROBE_BYTES),
    }
    # the protocol in front, lest a colon in the name be taken for one
    url = f"file:{path}"
    flags: tuple[str, ...] = ()
    wav = read_wav_header(path)
    if wav is not None:
        flags, raw = wav.flags, wav.raw
        options |= {"max_size": str(_PCM_PACKET_BYTES)} | ({} if wav.length_is_right else {"ignore_length": "1"})
        # what follows the sound may be a hundred megabytes of padding, which libav would search for more of it
        url = f"subfile,,start,{wav.data_start if raw else 0},end,{wav.data_end},,:file:{path}"
    elif _begins_like_sound(head):
        raw = None
    if raw is not None:
        options |= {**raw.options, "format_whitelist": raw.container}
    try:
        container = av.open(url, format=raw.container if raw else None, options=options, metadata_errors="replace")
    except (av.FFmpegError, ValueError) as error:
        raise _refusal_of(head, name, error) from error
    with container:
        stream = _audio_stream(container, name)
        if len(container.streams.audio) > 1:
            flags = (*flags, "further_streams")
        yield Opened(container, stream, stream.rate, stream.channels, stream.layout.name, flags)


def _refusal_of(head: bytes, name: str, error: Exception) -> RecordingError:
    first_bytes = head[:4].hex(" ")
    if isinstance(error, MemoryError) or (isinstance(error, av.FFmpegError) and error.errno == 12):
        return RecordingError(
            FailureReason.CORRUPT_AUDIO,
            f"{name}: its header asks for more memory, or more than {_MOST_STREAMS} streams, than a recording needs."
            " Export or upload it again.",
        )
    if _begins_like_sound(head):
        return RecordingError(
            FailureReason.CORRUPT_AUDIO,
            f"{name}: begins like a recording ({first_bytes}), but what follows is damaged or cut off."
            " Export or upload it again.",
        )
    return RecordingError(
        FailureReason.NOT_AUDIO,
        f"{name}: no recording in a format that can be read (its first bytes: {first_bytes}). Exclude such files with"
        " recordings_glob, export the call again, or, for sound without a header, declare audio.raw_formats.",
    )


def _audio_stream(container: InputContainer, name: str) -> AudioStream:
    if not container.streams.audio:
        kinds = ", ".join(sorted({stream.type for stream in container.streams})) or "nothing"
        raise RecordingError(
            FailureReason.NO_AUDIO_STREAM, f"{name}: 0 audio streams (found: {kinds}). Export it with sound."
        )
    stream = container.streams.audio[0]
    if stream.codec_context is None:
        raise RecordingError(
            FailureReason.UNSUPPORTED_CODEC, f"{name}: no decoder for its sound. Convert it to WAV, FLAC or MP3."
        )
    if not stream.rate or not stream.channels:
        raise RecordingError(
            FailureReason.CORRUPT_AUDIO,
            f"{name}: its {stream.codec_context.name} stream states no rate or no channels. Export it again.",
        )
    if not is_recorded_at(stream.rate):
        raise RecordingError(
            FailureReason.UNSUPPORTED_CODEC,
            f"{name}: {stream.rate} Hz, which no recorder has: its header is damaged, or it is no call. Sound of"
            f" {_LEAST_RATE_HZ} to {_MOST_RATE_HZ} Hz is taken.",
        )
    if stream.channels > _MOST_CHANNELS:
        raise RecordingError(
            FailureReason.UNSUPPORTED_CODEC,
            f"{name}: {stream.channels} channels; at most {_MOST_CHANNELS} are taken. Export it with fewer.",
        )
    return stream


def is_recorded_at(rate_hz: int) -> bool:
    """Whether anybody records at this rate; FLAC states one in each frame, and 300 bytes at 1 Hz are a gigabyte."""
    return _LEAST_RATE_HZ <= rate_hz <= _MOST_RATE_HZ


def _begins_like_sound(head: bytes) -> bool:
    return head.startswith(_SOUND_MAGIC) or head[4:8] == b"ftyp"
