"""Writing sound in the codec that a recording came in."""

from __future__ import annotations

import contextlib
from dataclasses import dataclass, replace
from fractions import Fraction
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any, Literal

import av
import numpy as np
import soundfile

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from av.audio.frame import AudioFrame
    from numpy.typing import NDArray

    from callscribe.audio.opening import Opened

    Write = Callable[[NDArray[Any]], None]

# libav's names of sample forms that are worked on in another: one in which zero is silence, and nothing is lost
_WORKED_ON_AS = {"u8": "s16", "s64": "dbl"}
_DTYPES = {"s16": np.int16, "s32": np.int32, "flt": np.float32, "dbl": np.float64}


@dataclass(frozen=True)
class Form:
    """What all blocks of a recording look like; `samples` is libav's name of their packed form."""

    samples: str
    layout: str
    channels: int
    rate_hz: int


def packed_form_of(frame: AudioFrame) -> Form:
    """The form in which the samples of such frames are worked on, without losing any of them."""
    packed = frame.format.name.removesuffix("p")
    channels = frame.layout.nb_channels
    # a plain WAV does not say that its two channels are stereo, which encoders insist on
    layout = {1: "mono", 2: "stereo"}.get(channels, frame.layout.name)
    return Form(_WORKED_ON_AS.get(packed, packed), layout, channels, frame.sample_rate)


@dataclass(frozen=True)
class Family:
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


_FLAC = Family("flac", "flac", ".flac")
_MP3 = Family("libmp3lame", "mp3", ".mp3")
_AAC = Family("aac", "ipod", ".m4a")
_GSM = Family("GSM610", "WAV", ".wav", "libsndfile")
_G722 = Family("g722", "wav", ".wav", late_samples=22)
_G726 = Family("g726", "wav", ".wav")
# by libavcodec's name of the codec
_BY_CODEC = {
    "aac": _AAC,
    "aac_latm": _AAC,
    "adpcm_g722": _G722,
    "adpcm_g726": _G726,
    "adpcm_g726le": _G726,
    "adpcm_ima_wav": Family("adpcm_ima_wav", "wav", ".wav"),
    "adpcm_ms": Family("adpcm_ms", "wav", ".wav"),
    "adpcm_yamaha": Family("adpcm_yamaha", "wav", ".wav"),
    "alac": Family("alac", "ipod", ".m4a"),
    "amr_nb": Family("libopencore_amrnb", "amr", ".amr", late_samples=39),
    "gsm": _GSM,
    "gsm_ms": _GSM,
    "mp1": _MP3,
    "mp2": _MP3,
    "mp3": _MP3,
    "opus": Family("libopus", "ogg", ".ogg"),
    "vorbis": Family("VORBIS", "OGG", ".ogg", "libsndfile"),  # libavcodec's own encoder is experimental
    "wavpack": Family("wavpack", "wv", ".wv"),
    # libavcodec's decoder leaves out two frames, as Microsoft's encoder adds; its own encoder adds one
    "wmav1": Family("wmav1", "asf", ".wma", late_frames=-1),
    "wmav2": Family("wmav2", "asf", ".wma", late_frames=-1),
}
# where the container that it came in decides as well, by libavformat's name of that
_BY_CODEC_AND_HOME = {
    ("aac", "aac"): Family("aac", "adts", ".aac", late_frames=1),
    ("opus", "matroska,webm"): Family("libopus", "webm", ".webm"),
}
_PCM_BY_HOME = {"aiff": ("aiff", ".aiff"), "caf": ("caf", ".caf"), "au": ("au", ".au")}
_HEADERLESS = {
    **{form: Family(f"pcm_{form}", form, "") for form in "mulaw alaw s8 u8 s16le s16be s24le s32le f32le".split()},
    "sln": Family("pcm_s16le", "s16le", ""),
    "g722": replace(_G722, container="g722"),
    "g726": replace(_G726, container="g726"),
    "g726le": Family("g726le", "g726le", ""),
    "gsm": replace(_GSM, container="RAW"),
}
# Bits a second that an encoder takes at least and at most. An Opus file states no rate, and its mean is pulled down by
# silence: from 16 kbit/s on, speech is whole (RFC 6716, 2.1.1). libavcodec's wmaenc.c refuses less than 24 kbit/s.
_BIT_RATES = {"libopus": (16_000, 256_000), "wmav1": (24_000, 384_000), "wmav2": (24_000, 384_000)}


def family_of(opened: Opened, name: str, form: Form) -> Family:
    """How a recording's sound is written, so that it stays in its codec."""
    home, codec = opened.container.format.name, opened.stream.codec_context.codec.canonical_name
    if home in _HEADERLESS:
        return replace(_HEADERLESS[home], suffix=PurePosixPath(name).suffix or f".{home}")
    if codec.startswith("pcm_"):
        container, suffix = _PCM_BY_HOME.get(home, ("wav", ".wav"))
        # WAV is little-endian, and its 8 bits are unsigned; the samples stay what they are
        encoder = codec.replace("be", "le").replace("_s8", "_u8") if container == "wav" else codec
        return Family(encoder, container, suffix)
    if codec == "vorbis" and form.channels > 2:
        return _FLAC  # libsndfile puts more channels in an order of its own
    return _BY_CODEC_AND_HOME.get((codec, home)) or _BY_CODEC.get(codec, _FLAC)


def begin(
    stack: contextlib.ExitStack, temporary: Path, wanted: Family, opened: Opened, form: Form
) -> tuple[str, Write]:
    """Begin to write a file that is whole when the stack ends; FLAC, where the wanted encoder refuses or is missing."""
    open_file = _by_libsndfile if wanted.library == "libsndfile" else _by_libav
    try:
        return wanted.suffix, stack.enter_context(open_file(temporary, wanted, opened, form))
    except (ValueError, av.FFmpegError, soundfile.LibsndfileError):
        return _FLAC.suffix, stack.enter_context(_by_libav(temporary, _FLAC, opened, form))


@contextlib.contextmanager
def _by_libsndfile(temporary: Path, family: Family, opened: Opened, form: Form) -> Iterator[Write]:
    with soundfile.SoundFile(
        temporary, "w", form.rate_hz, form.channels, family.encoder, format=family.container
    ) as file:
        yield (lambda samples: file.write(_dithered(samples))) if family.encoder == "GSM610" else file.write


def _dithered(samples: NDArray[Any]) -> NDArray[Any]:
    """With silence of one step: out of none at all, GSM makes a sawtooth at a sixteenth of full scale for 100 ms."""
    noise = np.random.default_rng(len(samples)).integers(-1, 2, samples.shape, samples.dtype)
    return np.where(samples == 0, noise, samples)


@contextlib.contextmanager
def _by_libav(temporary: Path, family: Family, opened: Opened, form: Form) -> Iterator[Write]:
    # bitexact: the same recording and spans give the same bytes; rf64: beyond 4 GB a WAV needs another header
    options = {"fflags": "+bitexact"} | ({"rf64": "auto"} if family.container == "wav" else {})
    with av.open(f"file:{temporary}", "w", format=family.container, options=options) as container:
        stream: Any = container.add_stream(family.encoder, rate=form.rate_hz, options=_codec_options(opened, family))
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


def _codec_options(opened: Opened, family: Family) -> dict[str, str]:
    if family.encoder == "flac" and _has_32_bits(opened):
        return {"bits_per_raw_sample": "32", "strict": "experimental"}
    if family.encoder in ("g726", "g726le"):
        return {"strict": "unofficial"}  # at other rates than 8 kHz
    return {}


def _has_32_bits(opened: Opened) -> bool:
    """Whether samples that come as 32 bits are not 24 in truth, as they mostly are."""
    context = opened.stream.codec_context
    if context.codec.canonical_name == "flac" and context.extradata:
        return ((context.extradata[12] & 1) << 4 | context.extradata[13] >> 4) == 31  # STREAMINFO: RFC 9639, 8.2
    return "32" in context.name


def _bit_rate(opened: Opened, family: Family) -> int:
    """Of the recording, as far as the encoder takes it; 0, the encoder's choice, where it is not known."""
    found = opened.stream.codec_context.bit_rate
    if not found and len(opened.container.streams) == 1:
        found = opened.container.bit_rate
    if not found or family.encoder not in _BIT_RATES:
        return found or 0
    least, most = _BIT_RATES[family.encoder]
    return min(max(found, least), most)
