"""Any recording in, one 16 kHz mono 16-bit stream per channel out, in constant memory.

The samples go to files on local disk, one per channel: memory does not grow with a call's length, the true duration
is known before chunks are planned, and a chunk is a slice of a file.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import av
import numpy as np

from callscribe.errors import FailureReason, RecordingError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from av.audio.frame import AudioFrame
    from av.audio.stream import AudioStream
    from av.container import InputContainer
    from numpy.typing import NDArray

# what speech engines expect (practice.md of the field: convert to mono, 16 kHz, 16-bit before sending)
SAMPLE_RATE_HZ = 16_000
SAMPLE_BYTES = 2

# Containers that hold one recording. Whatever may point to other files or addresses (concat, hls, dash, sdp, image
# sequences, devices) stays closed, since a recording is data from a stranger.
_CONTAINERS = (
    "wav,w64,mp3,mov,mp4,m4a,3gp,3g2,mj2,ogg,flac,matroska,webm,aac,amr,amrnb,amrwb,gsm,asf,aiff,caf,au,avi,flv,"
    "mpeg,mpegts,g722,g723_1,g726,g726le,g729,sln,voc,wv,xwma,latm,loas,ac3,rm,mp2"
)
_PLAYLISTS = (b"ffconcat", b"#EXTM3U", b"[playlist]", b"<MPD", b"<?xml")
_SOUND_MAGIC = (
    b"RIFF",
    b"RIFX",
    b"RF64",
    b"ID3",
    b"OggS",
    b"fLaC",
    b"FORM",
    b"caff",
    b"#!AMR",
    b"\x1aE\xdf\xa3",
    b"0&\xb2u",
)
# -60 dBFS: quieter than the noise of any telephone line, so nobody can be heard
_SILENT_PEAK = 33
# A header written when the recording ended that claims this much more than there is: the end was cut off. The margin
# covers encoder padding.
_CLAIM_TOLERANCE_S = 1.0
_CLAIM_IS_LAST_WRITTEN = frozenset({"mp3", "flac", "mov,mp4,m4a,3gp,3g2,mj2"})
# a few damaged packets are a click on the line; above this share the recording is not what was said
_BROKEN_PACKETS_ALLOWED = 0.05
_HASH_BLOCK_BYTES = 1 << 20


@dataclass(frozen=True)
class Preflight:
    """What was found out about a recording's sound before anything is paid for.

    Attributes:
        codec: libavcodec's name, such as `pcm_mulaw`.
        duration_s: Of the samples really decoded, not the header's claim.
        recording_sha256: Of the file's bytes.
        quality_flags: What an analyst should know: `dead_channel`, `damaged_packets`, `header_too_long`.
    """

    codec: str
    sample_rate_hz: int
    channels: int
    duration_s: float
    recording_sha256: str
    quality_flags: tuple[str, ...] = ()


@dataclass(frozen=True)
class Decoded:
    """A recording as 16 kHz mono streams on local disk.

    Attributes:
        samples: Per channel; the same for each.
        channels: Raw files of little-endian 16-bit samples by channel number; a channel that is silent throughout
            is left out.
    """

    preflight: Preflight
    samples: int
    channels: dict[int, Path]


@contextlib.contextmanager
def decode(path: Path, name: str, folder: Path, *, max_duration_s: float) -> Iterator[Decoded]:
    """Decode a recording of any format; the streams last as long as the context.

    Args:
        path: The recording.
        name: What to call it in messages.
        folder: Where the streams may lie; 32 kB for each second and channel.
        max_duration_s: Refuse what is longer.

    Raises:
        RecordingError: With the reason why it cannot be transcribed.
    """
    _refuse_what_is_no_recording(path, name)
    files: list[Path] = []
    try:
        try:
            decoded = _decode(path, name, folder, max_duration_s, files)
        except av.FFmpegError as error:
            raise RecordingError(
                FailureReason.CORRUPT_AUDIO,
                f"{name}: damaged, its sound cannot be decoded ({error.strerror}). Export or upload it again.",
            ) from error
        yield decoded
    finally:
        for file in files:
            file.unlink(missing_ok=True)


def _decode(path: Path, name: str, folder: Path, max_duration_s: float, files: list[Path]) -> Decoded:
    with contextlib.ExitStack() as stack:
        container = stack.enter_context(_open(path, name))
        stream = _audio_stream(container, name)
        rate, channels = stream.rate, stream.channels
        if not rate or not channels:
            raise RecordingError(
                FailureReason.CORRUPT_AUDIO, f"{name}: the {_codec(stream)} stream states no rate or no channels."
            )
        spools = []
        for channel in range(channels):
            files.append(folder / f"{channel}.s16")
            spools.append(stack.enter_context(files[-1].open("wb")))
        peaks = np.zeros(channels, np.int32)
        damage = _Damage()
        samples = 0
        for block in _resampled(stream, container, damage, name):
            for channel, spool in enumerate(spools):
                spool.write(block[channel].tobytes())
            peaks = np.maximum(peaks, np.abs(block.astype(np.int32)).max(axis=1, initial=0))
            samples += block.shape[1]
            if samples > max_duration_s * SAMPLE_RATE_HZ:
                raise RecordingError(
                    FailureReason.TOO_LONG,
                    f"{name}: longer than {max_duration_s / 3600:.1f} h. Split it, or raise audio.max_recording_s.",
                )
        claimed_s = _claimed_s(stream, container)
        duration_s = samples / SAMPLE_RATE_HZ
        flags = (*_judge(name, container.format.name, damage, duration_s, claimed_s, peaks), *_wav_flags(path))
        preflight = Preflight(
            codec=_codec(stream),
            sample_rate_hz=rate,
            channels=channels,
            duration_s=duration_s,
            recording_sha256=_sha256(path),
            quality_flags=flags,
        )
    heard = {channel: file for channel, file in enumerate(files) if peaks[channel] >= _SILENT_PEAK}
    return Decoded(preflight=preflight, samples=samples, channels=heard)


@dataclass
class _Damage:
    packets: int = 0
    broken: int = 0


def _refuse_what_is_no_recording(path: Path, name: str) -> None:
    with path.open("rb") as file:
        head = file.read(4096)
    if not head:
        raise RecordingError(
            FailureReason.EMPTY_FILE, f"{name}: the file is empty (0 bytes). Export or upload it again."
        )
    if head.lstrip().startswith(_PLAYLISTS):
        raise RecordingError(
            FailureReason.PLAYLIST_REFUSED,
            f"{name}: a playlist that points to other files, not a recording. List the recordings themselves.",
        )


@contextlib.contextmanager
def _open(path: Path, name: str) -> Iterator[InputContainer]:
    try:
        container = av.open(str(path), options={"format_whitelist": _CONTAINERS, "protocol_whitelist": "file"})
    except (av.FFmpegError, ValueError) as error:
        if _begins_like_sound(path):
            raise RecordingError(
                FailureReason.CORRUPT_AUDIO,
                f"{name}: begins like a recording ({_first_bytes(path)}), but what follows is damaged or cut off."
                " Export or upload it again.",
            ) from error
        raise RecordingError(
            FailureReason.NOT_AUDIO,
            f"{name}: no recording in a format that can be read (its first bytes: {_first_bytes(path)})."
            " Exclude such files with recordings_glob, or export the call again.",
        ) from error
    with container:
        yield container


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
    return stream


def _claimed_s(stream: AudioStream, container: InputContainer) -> float | None:
    """How long the header says that the sound is; a film's pictures may go on after it."""
    if stream.duration is not None and stream.time_base is not None:
        return float(stream.duration * stream.time_base)
    if container.duration is not None and len(container.streams) == 1:
        return container.duration / av.time_base
    return None


def _resampled(
    stream: AudioStream, container: InputContainer, damage: _Damage, name: str
) -> Iterator[NDArray[np.int16]]:
    """Blocks of shape (channels, samples) at 16 kHz."""
    resampler: av.AudioResampler | None = None
    layout: str | None = None
    for frame in _frames(stream, container, damage, name):
        if frame.layout.nb_channels != stream.channels:
            damage.broken += 1  # a stream that changes its channels midway is spliced or damaged
            continue
        if resampler is None or frame.layout.name != layout:
            layout = frame.layout.name
            # interleaved: PyAV 18.1 crashes when it is asked for the planes of eight channels
            resampler = av.AudioResampler(format="s16", layout=layout, rate=SAMPLE_RATE_HZ)
        frame.pts = None  # time is counted in samples; stamps of damaged files jump
        for resampled in resampler.resample(frame):
            yield _by_channel(resampled)
    if resampler is not None:
        for resampled in resampler.resample(None):
            yield _by_channel(resampled)


def _by_channel(frame: AudioFrame) -> NDArray[np.int16]:
    samples: NDArray[np.int16] = frame.to_ndarray().astype(np.int16, copy=False)
    return samples.reshape(-1, frame.layout.nb_channels).T


def _frames(stream: AudioStream, container: InputContainer, damage: _Damage, name: str) -> Iterator[AudioFrame]:
    packets = container.demux(stream)
    while True:
        try:
            packet = next(packets)
        except StopIteration:
            return
        except av.FFmpegError as error:
            if damage.packets == 0:
                raise RecordingError(
                    FailureReason.CORRUPT_AUDIO, f"{name}: damaged from its first packet on ({error.strerror})."
                ) from error
            damage.broken += 1
            return  # the container cannot be read further; what its header claims decides below
        damage.packets += 1
        try:
            yield from packet.decode()
        except av.FFmpegError:
            damage.broken += 1


def _judge(
    name: str,
    container: str,
    damage: _Damage,
    duration_s: float,
    claimed_s: float | None,
    peaks: NDArray[np.int32],
) -> tuple[str, ...]:
    """Quality flags of what was decoded.

    Raises:
        RecordingError: It is not what was recorded, or there is nothing to hear in it.
    """
    if duration_s == 0:
        raise RecordingError(
            FailureReason.CORRUPT_AUDIO,
            f"{name}: no sound could be decoded ({damage.broken} of {damage.packets} packets are damaged)."
            " Export or upload it again.",
        )
    if damage.broken > max(1, damage.packets * _BROKEN_PACKETS_ALLOWED):
        raise RecordingError(
            FailureReason.CORRUPT_AUDIO,
            f"{name}: {damage.broken} of {damage.packets} packets are damaged. Export or upload it again.",
        )
    flags = []
    if claimed_s is not None and duration_s < claimed_s - _CLAIM_TOLERANCE_S:
        if container in _CLAIM_IS_LAST_WRITTEN:
            raise RecordingError(
                FailureReason.CORRUPT_AUDIO,
                f"{name}: cut off: its header promises {claimed_s:.1f} s, {duration_s:.1f} s are there."
                " Upload it again.",
            )
        # recorders write a WAV header first and often never come back to put its length right
        flags.append("header_too_long")
    if damage.broken:
        flags.append("damaged_packets")
    if peaks.max() < _SILENT_PEAK:
        raise RecordingError(FailureReason.SILENT, f"{name}: nothing can be heard on any channel (all below -60 dBFS).")
    if peaks.min() < _SILENT_PEAK:
        flags.append("dead_channel")
    return tuple(flags)


def _wav_flags(path: Path) -> tuple[str, ...]:
    """`header_too_long` where a WAV promises more bytes than follow, which libav passes over in silence."""
    with path.open("rb") as file:
        head = file.read(12)
        if not (head.startswith(b"RIFF") and head.endswith(b"WAVE")):
            return ()
        while len(chunk := file.read(8)) == 8:
            size = int.from_bytes(chunk[4:], "little")
            if chunk.startswith(b"data"):
                return ("header_too_long",) if size > path.stat().st_size - file.tell() else ()
            file.seek(size + size % 2, os.SEEK_CUR)
    return ()


def _codec(stream: AudioStream) -> str:
    return str(stream.codec_context.name)


def _begins_like_sound(path: Path) -> bool:
    with path.open("rb") as file:
        head = file.read(12)
    return head.startswith(_SOUND_MAGIC) or head[4:8] == b"ftyp"


def _first_bytes(path: Path) -> str:
    with path.open("rb") as file:
        return file.read(12).hex(" ")


def _sha256(path: Path) -> str:
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while block := file.read(_HASH_BLOCK_BYTES):
            digest.update(block)
    return digest.hexdigest()
