"""Any recording in, blocks of 16 kHz samples by channel out, in constant memory."""

from __future__ import annotations

import errno
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Any

import av
import numpy as np
import soxr

from callscribe.audio.opening import is_recorded_at
from callscribe.audio.pcm import SAMPLE_RATE_HZ
from callscribe.errors import FailureReason, RecordingError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from av.audio.frame import AudioFrame
    from numpy.typing import NDArray

    from callscribe.audio.channel_map import Mix
    from callscribe.audio.opening import Opened

# Frames are gathered to this before Python touches them: Opus comes in 180,000 frames an hour.
_BLOCK_S = 1.0
# soxr's "high quality": passband to 0.91 of Nyquist, 100 dB and more of rejection (its documentation); on telephone
# speech VHQ costs 15 % more for what no recogniser hears
_RESAMPLER_QUALITY = "HQ"
_FULL_SCALE = 32_768
# libavformat's names of containers that state when each packet was recorded
_STAMPED = frozenset({"mov,mp4,m4a,3gp,3g2,mj2", "matroska,webm", "ogg", "asf", "flv", "flac"})
# Stamps are rounded to packets of up to 64 ms. Longer gaps than a call on hold are damage.
_LEAST_GAP_S, _LONGEST_GAP_S = 0.1, 1800.0
# libav's names of sample forms that 16 bit hold whole; everything else passes as 32-bit float
_HELD_BY_16_BIT = frozenset({"u8", "u8p", "s16", "s16p"})


@dataclass
class Damage:
    """What is not as it was recorded, counted while a recording is read.

    Attributes:
        packets: All that were read.
        broken: Those of them that could not be decoded; FLAC's are passed over by libav, so they show in `filled_s`.
        broke_off: The container could not be read to its end.
        remixed: The number of channels changed midway; what differs was mixed to what the recording began with.
        filled_s: Silence put where time stamps leave gaps.
    """

    packets: int = 0
    broken: int = 0
    broke_off: bool = False
    remixed: bool = False
    filled_s: float = 0.0


def decode(opened: Opened, name: str, mixes: tuple[Mix, ...], damage: Damage) -> Iterator[NDArray[np.int16]]:
    """Decode a recording: blocks of shape (mixes, samples) at 16 kHz, one row for each wanted channel.

    Resampled by soxr in 32-bit float, whatever the blocks, so that the same recording always gives the same samples;
    those of a 16 kHz 16-bit recording come out as they went in.

    Args:
        opened: The recording.
        name: What to call it in messages.
        mixes: Which of its channels make up each row.
        damage: Counts packets, and those that cannot be decoded.

    Raises:
        RecordingError: Its first packet cannot be read.
    """
    resampler, form = None, None
    nothing = np.empty((0, len(mixes)), np.float32)
    for block in _blocks(opened, name, damage):
        if form is None or (block.rate_hz, block.full_scale) != form:  # the first block, or a file spliced from two
            if resampler is not None and form is not None:
                yield _as_pcm(resampler.resample_chunk(nothing, last=True), form[1])
            form = (block.rate_hz, block.full_scale)
            resampler = _resampler(block.rate_hz, len(mixes))
        mixed = _mixed(block.samples, mixes)
        yield _as_pcm(mixed if resampler is None else resampler.resample_chunk(mixed), block.full_scale)
    if resampler is not None and form is not None:
        yield _as_pcm(resampler.resample_chunk(nothing, last=True), form[1])


def _resampler(rate_hz: int, channels: int) -> soxr.ResampleStream | None:
    if rate_hz == SAMPLE_RATE_HZ:
        return None
    return soxr.ResampleStream(rate_hz, SAMPLE_RATE_HZ, channels, dtype="float32", quality=_RESAMPLER_QUALITY)


def _mixed(block: NDArray[np.float32], mixes: tuple[Mix, ...]) -> NDArray[np.float32]:
    """Rows of samples by mix; a mix is a mean, so that it never clips."""
    if mixes == tuple((channel,) for channel in range(block.shape[1])):
        return block
    return np.stack([block[:, mix].mean(axis=1) for mix in mixes], axis=1)


def _as_pcm(samples: NDArray[np.float32], full_scale: float) -> NDArray[np.int16]:
    """From rows of float samples to 16-bit rows by channel; what overshoots is held at full scale."""
    scaled = samples if full_scale == _FULL_SCALE else samples * np.float32(_FULL_SCALE / full_scale)
    np.clip(np.rint(scaled, out=scaled), -_FULL_SCALE, _FULL_SCALE - 1, out=scaled)
    return np.ascontiguousarray(scaled.astype(np.int16).T)


@dataclass(frozen=True)
class _Block:
    """Samples of shape (samples, channels), between -full_scale and full_scale."""

    samples: NDArray[np.float32]
    rate_hz: int
    full_scale: float


def _blocks(opened: Opened, name: str, damage: Damage) -> Iterator[_Block]:
    converter = av.AudioResampler()
    form: tuple[str, str, int] | None = None
    for gathered in gather(opened, name, damage):
        packed = "s16" if gathered.format.name in _HELD_BY_16_BIT else "flt"
        if form_of(gathered) != form:
            form = form_of(gathered)
            # interleaved: PyAV 18.1 crashes when it is asked for the planes of eight channels
            converter = av.AudioResampler(format=packed, layout=gathered.layout.name, rate=gathered.sample_rate)
        for frame in converter.resample(gathered):
            samples: NDArray[Any] = frame.to_ndarray().reshape(-1, frame.layout.nb_channels)
            if packed == "s16":
                yield _Block(samples.astype(np.float32), frame.sample_rate, _FULL_SCALE)
            else:
                with np.errstate(over="ignore", invalid="ignore"):
                    energy = np.dot(samples.ravel(), samples.ravel())
                if not np.isfinite(energy):
                    # a damaged float stream may hold anything; what is no number, or none of sound, must not spread
                    samples = np.clip(np.nan_to_num(samples, nan=0.0, posinf=0.0, neginf=0.0), -1.0, 1.0)
                yield _Block(samples, frame.sample_rate, 1.0)


def gather(opened: Opened, name: str, damage: Damage) -> Iterator[AudioFrame]:
    """Decode a recording into frames of about a second, in the decoder's own form.

    Args:
        opened: The recording.
        name: What to call it in messages.
        damage: Counts packets, and those that cannot be decoded.

    Raises:
        RecordingError: Its first packet cannot be read.
    """
    fifo, form = av.AudioFifo(), None
    for frame in _timed(_frames(opened, name, damage), opened, damage):
        # time is counted in samples from here on
        frame.pts, frame.time_base = None, Fraction(1, frame.sample_rate)
        if form_of(frame) != form:  # the first, or a file spliced from two
            yield from _rest_of(fifo)
            fifo, form = av.AudioFifo(), form_of(frame)
        fifo.write(frame)
        if fifo.samples >= _BLOCK_S * frame.sample_rate:
            yield from _rest_of(fifo)
    yield from _rest_of(fifo)


def _timed(frames: Iterator[AudioFrame], opened: Opened, damage: Damage) -> Iterator[AudioFrame]:
    """Frames with silence where their time stamps leave a gap, so that words after it keep their times.

    Recorders of voice over IP write nothing while nobody sends, and damaged packets leave gaps. Stamps that jump back,
    or far ahead, are damage and are not believed: time goes on from there.
    """
    believed = opened.container.format.name in _STAMPED
    zero_s: float | None = None  # the stamp that the first sample would have
    passed_s = 0.0
    for frame in frames:
        if believed and frame.pts is not None and frame.time_base is not None:
            stamp_s = float(frame.pts * frame.time_base)
            gap_s = 0.0 if zero_s is None else stamp_s - zero_s - passed_s
            if _LEAST_GAP_S < gap_s <= _LONGEST_GAP_S:
                damage.filled_s += gap_s
                passed_s += gap_s
                yield from _silence(frame, round(gap_s * frame.sample_rate))
            elif zero_s is None or abs(gap_s) > _LEAST_GAP_S:
                zero_s = stamp_s - passed_s
        passed_s += frame.samples / frame.sample_rate
        yield frame


def _silence(like: AudioFrame, samples: int) -> Iterator[AudioFrame]:
    # interleaved, whatever the recording's form: PyAV 18.1 crashes when it is asked for the planes of eight channels
    packed, dtype = ("s16", np.int16) if like.format.name in _HELD_BY_16_BIT else ("flt", np.float32)
    while samples > 0:
        some = min(samples, round(_BLOCK_S * like.sample_rate))
        nothing = np.zeros((1, some * like.layout.nb_channels), dtype)
        frame = av.AudioFrame.from_ndarray(nothing, packed, like.layout.name)
        frame.sample_rate = like.sample_rate
        yield frame
        samples -= some


def form_of(frame: AudioFrame) -> tuple[str, str, int]:
    """What frames must have in common to be put together: libav's sample form and layout, and the rate in Hz."""
    return frame.format.name, frame.layout.name, frame.sample_rate


def _rest_of(fifo: av.AudioFifo) -> Iterator[AudioFrame]:
    if (frame := fifo.read()) is not None:
        yield frame


def _frames(opened: Opened, name: str, damage: Damage) -> Iterator[AudioFrame]:
    """What the decoder gives, with as many channels as the recording began with."""
    remixer: av.AudioResampler | None = None
    for frame in _decoded(opened, name, damage):
        if not is_recorded_at(frame.sample_rate):
            damage.broken += 1  # a damaged header: each packet of some codecs has one
        elif frame.layout.nb_channels == opened.channels:
            yield frame
        else:
            damage.remixed = True
            if remixer is None:
                remixer = av.AudioResampler(format=frame.format.name, layout=opened.layout)
            yield from remixer.resample(frame)


def _decoded(opened: Opened, name: str, damage: Damage) -> Iterator[AudioFrame]:
    packets = opened.container.demux(opened.stream)
    while True:
        try:
            packet = next(packets)
        except (StopIteration, IndexError):
            # IndexError: at the end PyAV 18.1 stumbles over a stream that came up after the opening (MPEG-TS)
            return
        except av.FFmpegError as error:
            _raise_what_is_the_disks(error)
            if damage.packets == 0:
                raise RecordingError(
                    FailureReason.CORRUPT_AUDIO,
                    f"{name}: damaged from its first packet on ({error.strerror}). Export or upload it again.",
                ) from error
            damage.broken += 1
            damage.broke_off = True
            return  # the container cannot be read further; what its header claims decides later
        damage.packets += 1
        try:
            yield from packet.decode()
        except av.FFmpegError:
            damage.broken += 1


def _raise_what_is_the_disks(error: av.FFmpegError) -> None:
    """A network file system that fails is no damage of the recording's."""
    if error.errno in (errno.EIO, errno.ESTALE, errno.ETIMEDOUT):
        raise OSError(error.errno, error.strerror) from error
