"""A recording with spans of it silenced or beeped, in the codec it came in.

The covered samples are replaced before anything is encoded and no packet is copied, so nothing of them is in the file
that is written. Nor are tags, pictures and chapters, which may name the caller.
"""

from __future__ import annotations

import contextlib
import itertools
import math
import uuid
from dataclasses import dataclass, replace
from fractions import Fraction
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any, Literal

import av
import numpy as np
import soundfile

from callscribe.audio.decode import Damage
from callscribe.audio.opening import open_recording
from callscribe.audio.preflight import judge_container
from callscribe.errors import FailureReason, RecordingError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from pathlib import Path

    from av.audio.frame import AudioFrame
    from numpy.typing import NDArray

    from callscribe.audio.headerless import RawFormat
    from callscribe.audio.opening import Opened

    Write = Callable[[NDArray[Any]], None]

Cover = Literal["silence", "beep"]

# one period of a low voice (125 Hz): shorter clicks, longer eats into the words beside it
_FADE_S = 0.008
# the line-up tone that broadcasters bleep with, at its level (SMPTE RP 155)
_BEEP_HZ = 1000.0
_BEEP_DBFS = -20.0
_BLOCK_S = 1.0
# Whatever ends later, in samples, ends here: three million years at 48 kHz, and a 64-bit number.
_END_OF_TIME = 1 << 62
# libav's names of sample forms that are worked on in another: one in which zero is silence, and nothing is lost
_WORKED_ON_AS = {"u8": "s16", "s64": "dbl"}
_DTYPES = {"s16": np.int16, "s32": np.int32, "flt": np.float32, "dbl": np.float64}


@dataclass(frozen=True)
class MutedSpan:
    """A stretch of a recording that nobody may hear.

    Attributes:
        start_s: From the recording's first sample.
        end_s: Likewise.
        channel: Of the recording, from 0; None: all of them.
    """

    start_s: float
    end_s: float
    channel: int | None = None


def write_redacted(
    path: Path,
    name: str,
    target: Path,
    spans: Sequence[MutedSpan],
    *,
    cover: Cover = "silence",
    raw: RawFormat | None = None,
) -> Path:
    """Write a recording with spans of it covered; memory does not grow with its length.

    A span is covered from its first sample to its last. The sound around it fades out before and in after, within 8 ms;
    a beep fades inside of its span.

    The sound alone is written, by codec:

    - PCM, mu-law, A-law: the same, in WAV, AIFF, CAF, AU or without a header as it came, and otherwise in WAV. FLAC,
      ALAC, WavPack: the same. As many samples as there were, and each as it was but for spans and fades. Silence in
      A-law is 8, since it has no 0.
    - MP3, AAC, Opus, Vorbis, WMA, AMR-NB, GSM, G.722, G.726, and ADPCM of IMA, Microsoft and Yamaha: the same, encoded
      again at the bit rate that it had (Vorbis: at libsndfile's quality). Nothing moves in time; the end may be padded
      to a whole frame. Where a container has no place to say what its encoder delays, that much of the beginning is
      silenced instead: a frame of ADTS, 5 ms of AMR, 1 ms of G.722. HE-AAC becomes AAC-LC, MP1 and MP2 become MP3.
    - Anything else (AMR-WB, G.723.1, G.729, Speex, AC-3 ...), and what an encoder refuses: FLAC.

    Args:
        path: The recording.
        name: What to call it in messages; what has no header keeps the suffix of this.
        target: Where to write. Its suffix becomes that of what is written; a file of that name is replaced.
        spans: In any order; they may overlap, be empty, or reach beyond the recording.
        cover: What is heard instead: nothing, or 1 kHz at -20 dBFS.
        raw: How to read it, where it has no header.

    Returns:
        The file that was written.

    Raises:
        ValueError: A span is reversed, begins before the recording, or is on a channel that it does not have.
        RecordingError: The recording cannot be opened or decoded.
        OSError: The target cannot be written. No part of it stays behind, whatever went wrong.
    """
    for span in spans:
        if not 0 <= span.start_s <= span.end_s:
            raise ValueError(f"{name}: a span from {span.start_s} to {span.end_s} s; expected 0 <= start <= end.")
    temporary = target.with_name(f".{target.name}.{uuid.uuid4().hex}.tmp")
    try:
        with open_recording(path, name, raw) as opened:
            suffix = _write(opened, name, temporary, spans, cover)
        written = target.with_suffix(suffix)
        temporary.replace(written)
    except soundfile.LibsndfileError as error:
        raise OSError(f"{target}: cannot be written ({error}).") from error
    finally:
        temporary.unlink(missing_ok=True)
    return written


def _write(opened: Opened, name: str, temporary: Path, spans: Sequence[MutedSpan], cover: Cover) -> str:
    damage, samples = Damage(), 0
    gathered = _gathered(opened, name, damage)
    first = next(gathered, None)
    if first is None:
        raise RecordingError(
            FailureReason.CORRUPT_AUDIO,
            f"{name}: no sound could be decoded ({damage.broken} of {damage.packets} packets are damaged)."
            " Export or upload it again.",
        )
    form = _form_of(first)
    stretches = _stretches_by_channel(spans, form, name)
    with contextlib.ExitStack() as stack:
        suffix, write = _start(stack, temporary, _family_of(opened, name, form), opened, form)
        for block in _blocks(itertools.chain([first], gathered), form):
            for channel, covered in enumerate(stretches):
                _cover(block[:, channel], samples, covered, form.rate_hz, cover)
            write(block)
            samples += len(block)
    judge_container(name, opened.container.format.name, damage, samples / form.rate_hz, None)
    return suffix


def _gathered(opened: Opened, name: str, damage: Damage) -> Iterator[AudioFrame]:
    """Frames of about a second, in the decoder's own form."""
    fifo, form = av.AudioFifo(), None
    for frame in _frames(opened, name, damage):
        if frame.layout.nb_channels != opened.stream.channels or frame.sample_rate <= 0:
            damage.broken += 1
            continue
        frame.pts = None
        if form != (form := (frame.format.name, frame.layout.name, frame.sample_rate)):
            yield from _rest_of(fifo)
            fifo = av.AudioFifo()
        fifo.write(frame)
        if fifo.samples >= _BLOCK_S * frame.sample_rate:
            yield from _rest_of(fifo)
    yield from _rest_of(fifo)


def _rest_of(fifo: av.AudioFifo) -> Iterator[AudioFrame]:
    if (frame := fifo.read()) is not None:
        yield frame


def _frames(opened: Opened, name: str, damage: Damage) -> Iterator[AudioFrame]:
    packets = opened.container.demux(opened.stream)
    while True:
        try:
            packet = next(packets)
        except StopIteration:
            return
        except av.FFmpegError as error:
            if damage.packets == 0:
                raise RecordingError(
                    FailureReason.CORRUPT_AUDIO,
                    f"{name}: damaged from its first packet on ({error.strerror}). Export or upload it again.",
                ) from error
            damage.broken += 1
            damage.broke_off = True
            return
        damage.packets += 1
        try:
            yield from packet.decode()
        except av.FFmpegError:
            damage.broken += 1


@dataclass(frozen=True)
class _Form:
    """What all blocks of a recording look like; `samples` is libav's name of their packed form."""

    samples: str
    layout: str
    channels: int
    rate_hz: int


def _form_of(frame: AudioFrame) -> _Form:
    packed = frame.format.name.removesuffix("p")
    channels = frame.layout.nb_channels
    # a plain WAV does not say that its two channels are stereo, which encoders insist on
    layout = {1: "mono", 2: "stereo"}.get(channels, frame.layout.name)
    return _Form(_WORKED_ON_AS.get(packed, packed), layout, channels, frame.sample_rate)


def _blocks(gathered: Iterable[AudioFrame], form: _Form) -> Iterator[NDArray[Any]]:
    """Arrays of shape (samples, channels); a file spliced from two goes on at the rate of the first."""
    converter: av.AudioResampler | None = None
    came_as = None
    for frame in gathered:
        if came_as != (came_as := (frame.format.name, frame.layout.name, frame.sample_rate)):
            yield from _converted(converter, None, form)
            converter = av.AudioResampler(format=form.samples, layout=frame.layout.name, rate=form.rate_hz)
        yield from _converted(converter, frame, form)
    yield from _converted(converter, None, form)


def _converted(converter: av.AudioResampler | None, frame: AudioFrame | None, form: _Form) -> Iterator[NDArray[Any]]:
    for converted in converter.resample(frame) if converter else []:
        if converted is not None:  # PyAV's answer where it has nothing to convert, and so nothing to flush
            yield converted.to_ndarray().reshape(-1, form.channels)


def _stretches_by_channel(spans: Sequence[MutedSpan], form: _Form, name: str) -> list[NDArray[np.int64]]:
    for span in spans:
        if span.channel is not None and not 0 <= span.channel < form.channels:
            raise ValueError(f"{name}: a span on channel {span.channel}; it has {form.channels}, counted from 0.")
    return [
        _stretches([span for span in spans if span.channel in (None, channel)], form.rate_hz)
        for channel in range(form.channels)
    ]


def _stretches(spans: Iterable[MutedSpan], rate_hz: int) -> NDArray[np.int64]:
    """First sample and end of each covered stretch: in order, none touching the next."""
    merged: list[list[int]] = []
    for span in sorted(spans, key=lambda span: span.start_s):
        if span.start_s == span.end_s:
            continue
        start = math.floor(min(span.start_s * rate_hz, _END_OF_TIME))
        end = math.ceil(min(span.end_s * rate_hz, _END_OF_TIME))
        if merged and start <= merged[-1][1]:
            merged[-1][1] = max(merged[-1][1], end)
        else:
            merged.append([start, end])
    return np.array(merged, np.int64).reshape(-1, 2)


def _cover(samples: NDArray[Any], first: int, stretches: NDArray[np.int64], rate_hz: int, cover: Cover) -> None:
    """Cover samples of one channel in place, of which the first has this number in the recording."""
    fade, end = round(_FADE_S * rate_hz), first + len(samples)
    near = stretches[(stretches[:, 0] - fade < end) & (stretches[:, 1] + fade > first)]
    if not len(near):
        return
    gain, tone = np.ones(len(samples)), np.zeros(len(samples))
    for start, stop in near.tolist():
        at = np.arange(max(start - fade, first), min(stop + fade, end))
        outside = np.maximum(start - at, at - stop + 1)  # 1 for a stretch's neighbours
        gain[at - first] = np.minimum(gain[at - first], _ramp(outside, fade))
        tone[at - first] = np.maximum(tone[at - first], _ramp(1 - outside, fade))
    changed = np.flatnonzero(gain < 1)
    # chosen, not multiplied: nothing times what is not a number is not nothing
    replaced = np.where(gain[changed] > 0, samples[changed] * gain[changed], 0)
    if cover == "beep":
        full_scale = 1.0 if samples.dtype.kind == "f" else 2.0 ** (8 * samples.itemsize - 1)
        level = full_scale * 10 ** (_BEEP_DBFS / 20)
        # by the sample's number in the recording, so that it goes on unbroken in the next block
        replaced += level * tone[changed] * np.sin(2 * np.pi * _BEEP_HZ / rate_hz * (first + changed))
    samples[changed] = replaced if samples.dtype.kind == "f" else np.rint(replaced)


def _ramp(distance: NDArray[np.int64], fade: int) -> NDArray[np.float64]:
    """A raised cosine: 0 up to a distance of 0, 1 beyond the fade."""
    ramp: NDArray[np.float64] = 0.5 - 0.5 * np.cos(np.pi * np.clip(distance / (fade + 1), 0, 1))
    return ramp


@dataclass(frozen=True)
class _Family:
    """How sound that came in some codec is written.

    Attributes:
        encoder: libavcodec's name, or libsndfile's subtype.
        container: libavformat's or libsndfile's name.
        late_samples: What is written is heard so much later, which its container cannot say (tests measure it).
        late_frames: The same in frames of the encoder; negative: earlier.
    """

    encoder: str
    container: str
    suffix: str
    library: Literal["libav", "libsndfile"] = "libav"
    late_samples: int = 0
    late_frames: int = 0


_FLAC = _Family("flac", "flac", ".flac")
_MP3 = _Family("libmp3lame", "mp3", ".mp3")
_AAC = _Family("aac", "ipod", ".m4a")
_GSM = _Family("GSM610", "WAV", ".wav", "libsndfile")
_G722 = _Family("g722", "wav", ".wav", late_samples=22)
_G726 = _Family("g726", "wav", ".wav")
# by libavcodec's name of the codec
_BY_CODEC = {
    "aac": _AAC,
    "aac_latm": _AAC,
    "adpcm_g722": _G722,
    "adpcm_g726": _G726,
    "adpcm_g726le": _G726,
    "adpcm_ima_wav": _Family("adpcm_ima_wav", "wav", ".wav"),
    "adpcm_ms": _Family("adpcm_ms", "wav", ".wav"),
    "adpcm_yamaha": _Family("adpcm_yamaha", "wav", ".wav"),
    "alac": _Family("alac", "ipod", ".m4a"),
    "amr_nb": _Family("libopencore_amrnb", "amr", ".amr", late_samples=39),
    "gsm": _GSM,
    "gsm_ms": _GSM,
    "mp1": _MP3,
    "mp2": _MP3,
    "mp3": _MP3,
    "opus": _Family("libopus", "ogg", ".ogg"),
    "vorbis": _Family("VORBIS", "OGG", ".ogg", "libsndfile"),  # libavcodec's own encoder is experimental
    "wavpack": _Family("wavpack", "wv", ".wv"),
    # libavcodec's decoder leaves out two frames, as Microsoft's encoder adds; its own encoder adds one
    "wmav1": _Family("wmav1", "asf", ".wma", late_frames=-1),
    "wmav2": _Family("wmav2", "asf", ".wma", late_frames=-1),
}
# where the container that it came in decides as well, by libavformat's name of that
_BY_CODEC_AND_HOME = {
    ("aac", "aac"): _Family("aac", "adts", ".aac", late_frames=1),
    ("opus", "matroska,webm"): _Family("libopus", "webm", ".webm"),
}
_PCM_BY_HOME = {"aiff": ("aiff", ".aiff"), "caf": ("caf", ".caf"), "au": ("au", ".au")}
_HEADERLESS = {
    **{form: _Family(f"pcm_{form}", form, "") for form in "mulaw alaw s8 u8 s16le s16be s24le s32le f32le".split()},
    "sln": _Family("pcm_s16le", "s16le", ""),
    "g722": replace(_G722, container="g722"),
    "g726": replace(_G726, container="g726"),
    "g726le": _Family("g726le", "g726le", ""),
    "gsm": replace(_GSM, container="RAW"),
}
# Bits a second that an encoder takes at least and at most. An Opus file states no rate, and its mean is pulled down by
# silence: from 16 kbit/s on, speech is whole (RFC 6716, 2.1.1). libavcodec's wmaenc.c refuses less than 24 kbit/s.
_BIT_RATES = {"libopus": (16_000, 256_000), "wmav1": (24_000, 384_000), "wmav2": (24_000, 384_000)}


def _family_of(opened: Opened, name: str, form: _Form) -> _Family:
    home, codec = opened.container.format.name, opened.stream.codec_context.codec.canonical_name
    if home in _HEADERLESS:
        return replace(_HEADERLESS[home], suffix=PurePosixPath(name).suffix or f".{home}")
    if codec.startswith("pcm_"):
        container, suffix = _PCM_BY_HOME.get(home, ("wav", ".wav"))
        # WAV is little-endian, and its 8 bits are unsigned; the samples stay what they are
        encoder = codec.replace("be", "le").replace("_s8", "_u8") if container == "wav" else codec
        return _Family(encoder, container, suffix)
    if codec == "vorbis" and form.channels > 2:
        return _FLAC  # libsndfile puts more channels in an order of its own
    return _BY_CODEC_AND_HOME.get((codec, home)) or _BY_CODEC.get(codec, _FLAC)


def _start(
    stack: contextlib.ExitStack, temporary: Path, wanted: _Family, opened: Opened, form: _Form
) -> tuple[str, Write]:
    """Begin to write a file that is whole when the stack ends; FLAC, where the wanted encoder refuses or is missing."""
    start = _by_libsndfile if wanted.library == "libsndfile" else _by_libav
    try:
        return wanted.suffix, stack.enter_context(start(temporary, wanted, opened, form))
    except (ValueError, av.FFmpegError, soundfile.LibsndfileError):
        return _FLAC.suffix, stack.enter_context(_by_libav(temporary, _FLAC, opened, form))


@contextlib.contextmanager
def _by_libsndfile(temporary: Path, family: _Family, opened: Opened, form: _Form) -> Iterator[Write]:
    with soundfile.SoundFile(
        temporary, "w", form.rate_hz, form.channels, family.encoder, format=family.container
    ) as file:
        yield (lambda samples: file.write(_dithered(samples))) if family.encoder == "GSM610" else file.write


def _dithered(samples: NDArray[Any]) -> NDArray[Any]:
    """With silence of one step: out of none at all, GSM makes a sawtooth at a sixteenth of full scale for 100 ms."""
    noise = np.random.default_rng(len(samples)).integers(-1, 2, samples.shape, samples.dtype)
    return np.where(samples == 0, noise, samples)


@contextlib.contextmanager
def _by_libav(temporary: Path, family: _Family, opened: Opened, form: _Form) -> Iterator[Write]:
    # bitexact: the same recording and spans give the same bytes; rf64: beyond 4 GB a WAV needs another header
    options = {"fflags": "+bitexact"} | ({"rf64": "auto"} if family.container == "wav" else {})
    with av.open(f"file:{temporary}", "w", format=family.container, options=options) as container:
        stream: Any = container.add_stream(family.encoder, rate=form.rate_hz, options=_codec_options(opened))
        context = stream.codec_context
        context.layout = form.layout
        taken = [taken.name for taken in context.codec.audio_formats]
        context.format = next((name for name in taken if name.removesuffix("p") == form.samples), taken[0])
        context.bit_rate = _bit_rate(opened, family)
        container.start_encoding()
        late = family.late_samples + family.late_frames * context.frame_size
        at = -max(late, 0)

        def write(samples: NDArray[Any]) -> None:
            nonlocal at
            kept = samples[max(-at, 0) :]
            if len(kept):
                frame = av.AudioFrame.from_ndarray(kept.reshape(1, -1), form.samples, form.layout)
                frame.sample_rate, frame.time_base = form.rate_hz, Fraction(1, form.rate_hz)
                frame.pts = max(at, 0)
                container.mux(stream.encode(frame))
            at += len(samples)

        write(np.zeros((max(-late, 0), form.channels), _DTYPES[form.samples]))
        yield write
        container.mux(stream.encode(None))


def _codec_options(opened: Opened) -> dict[str, str]:
    if _has_32_bits(opened):
        return {"bits_per_raw_sample": "32", "strict": "experimental"}  # FLAC of more than 24
    return {"strict": "unofficial"}  # G.726 at other rates than 8 kHz


def _has_32_bits(opened: Opened) -> bool:
    """Whether samples that come as 32 bits are not 24 in truth, as they mostly are."""
    context = opened.stream.codec_context
    if context.codec.canonical_name == "flac" and context.extradata:
        return ((context.extradata[12] & 1) << 4 | context.extradata[13] >> 4) == 31  # STREAMINFO: RFC 9639, 8.2
    return "32" in context.name


def _bit_rate(opened: Opened, family: _Family) -> int:
    """Of the recording, as far as the encoder takes it; 0, the encoder's choice, where it is not known."""
    found = opened.stream.codec_context.bit_rate
    if not found and len(opened.container.streams) == 1:
        found = opened.container.bit_rate
    if not found or family.encoder not in _BIT_RATES:
        return found or 0
    least, most = _BIT_RATES[family.encoder]
    return min(max(found, least), most)
