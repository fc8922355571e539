"""From any container in memory to mono samples at 16 kHz."""

from __future__ import annotations

from dataclasses import dataclass
from typing import IO, TYPE_CHECKING

import av
import numpy as np
from av.error import FFmpegError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

SAMPLE_RATE_HZ = 16_000
LONGEST_AUDIO_S = 4 * 3600  # Contract unknown: no maximum is published; this bounds memory (460 MB of samples)

# The containers that Pulse documents, and their kin. Playlists (hls, dash, concat) stand outside, and with no
# protocol allowed FFmpeg cannot open a second file or address whatever an upload says.
CONTAINERS = "wav,w64,aiff,au,caf,mp3,flac,ogg,mov,mp4,m4a,3gp,3g2,mj2,matroska,webm,aac,asf,avi,flv,amr"
OPEN_OPTIONS = {"format_whitelist": CONTAINERS, "protocol_whitelist": ""}


class AudioTooLong(Exception):
    """More than LONGEST_AUDIO_S of sound."""


@dataclass(frozen=True)
class Audio:
    """Decoded sound; empty where nothing could be decoded.

    Attributes:
        samples: Mono, 16 bit, 16 kHz; several channels are averaged.
        duration_s: Of what was decoded.
    """

    samples: NDArray[np.int16]
    duration_s: float


def decode_audio(body: IO[bytes]) -> Audio:
    """Decode the first audio stream of a file in memory.

    What cannot be decoded gives no samples rather than an error: Pulse answers it with an empty transcript.
    Damaged packets are left out. Contract unknown: what Pulse makes of stereo; here channels are averaged.

    Args:
        body: Seekable, positioned at its start.

    Raises:
        AudioTooLong: It would need too much memory.
    """
    parts: list[NDArray[np.int16]] = []
    longest = LONGEST_AUDIO_S * SAMPLE_RATE_HZ
    held = 0
    for part in _mono_parts(body):
        parts.append(part)
        held += len(part)
        if held > longest:
            raise AudioTooLong(f"The audio is longer than {LONGEST_AUDIO_S} s, the most that pulse-local decodes.")
    samples = np.concatenate(parts) if parts else np.empty(0, dtype=np.int16)
    return Audio(samples=samples, duration_s=len(samples) / SAMPLE_RATE_HZ)


def _mono_parts(body: IO[bytes]) -> Iterator[NDArray[np.int16]]:
    try:
        with av.open(body, mode="r", options=OPEN_OPTIONS, metadata_errors="ignore") as container:
            if not container.streams.audio:
                return
            # FFmpeg's own downmix would weight the channels by its surround matrix: plain averages here.
            # Interleaved: PyAV 18.1 reads past the end of a planar frame of eight channels or more, and crashes.
            resampler = av.AudioResampler(format="s16", rate=SAMPLE_RATE_HZ)
            for packet in container.demux(container.streams.audio[0]):
                try:
                    frames = packet.decode()
                except FFmpegError:
                    continue
                for frame in frames:
                    for resampled in resampler.resample(frame):
                        yield _average(resampled)
            for resampled in resampler.resample(None):
                yield _average(resampled)
    except (FFmpegError, ValueError):  # not a container, or broken from here on: what was decoded stands
        return


def _average(frame: av.AudioFrame) -> NDArray[np.int16]:
    interleaved = np.asarray(frame.to_ndarray(), dtype=np.int16).reshape(-1, frame.layout.nb_channels)
    if interleaved.shape[1] == 1:
        return interleaved[:, 0]
    return np.asarray(np.rint(interleaved.mean(axis=1, dtype=np.float32)), dtype=np.int16)
