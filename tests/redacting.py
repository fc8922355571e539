"""Recordings of every family, made, covered, and listened to with PyAV."""

from __future__ import annotations

import math
from fractions import Fraction
from typing import TYPE_CHECKING, Any

import av
import numpy as np
import soundfile

from callscribe.audio.headerless import parse_raw_format
from callscribe.audio.redacted import MutedSpan, write_redacted

if TYPE_CHECKING:
    from pathlib import Path

LAYOUTS = {1: "mono", 2: "stereo", 6: "5.1", 8: "7.1"}
# the longest that a fade may be
FADE_S = 0.010
SPAN = MutedSpan(0.7, 1.4)
SECONDS = 2.5123
TITLE = "Call of Jane Doe"

# by name: codec and rate; what is decoded is bit by bit what was encoded
LOSSLESS = {
    "u8.wav": ("pcm_u8", 8000),
    "s16.wav": ("pcm_s16le", 16_000),
    "s24.wav": ("pcm_s24le", 44_100),
    "s32.wav": ("pcm_s32le", 48_000),
    "f32.wav": ("pcm_f32le", 16_000),
    "f64.wav": ("pcm_f64le", 16_000),
    "mulaw.wav": ("pcm_mulaw", 8000),
    "alaw.wav": ("pcm_alaw", 8000),
    "s16.aiff": ("pcm_s16be", 22_050),
    "s24.aiff": ("pcm_s24be", 22_050),
    "s8.aiff": ("pcm_s8", 8000),
    "s16.caf": ("pcm_s16be", 16_000),
    "f64.caf": ("pcm_f64be", 16_000),
    "mulaw.au": ("pcm_mulaw", 8000),
    "s16.flac": ("flac", 16_000),
    "s24.flac": ("flac s32 24", 44_100),
    "s32.flac": ("flac s32 32", 44_100),
    "s16.wv": ("wavpack", 44_100),
    "f32.wv": ("wavpack fltp", 44_100),
    "s16.m4a": ("alac s16p", 44_100),
}
# by name: codec, rate, channels, bit rate, and how many samples more may come out than went in
LOSSY = {
    "8 kHz.mp3": ("libmp3lame", 8000, 1, 32_000, 0),
    "stereo.mp3": ("libmp3lame", 44_100, 2, 96_000, 0),
    "8 kHz.m4a": ("aac", 8000, 1, 32_000, 1024),
    "stereo.m4a": ("aac", 44_100, 2, 96_000, 1024),
    "adts.aac": ("aac", 16_000, 1, 48_000, 1024),
    "opus.ogg": ("libopus", 48_000, 1, 32_000, 0),
    "stereo.webm": ("libopus", 48_000, 2, 64_000, 0),
    "vorbis.ogg": ("VORBIS", 16_000, 1, None, 0),
    "stereo vorbis.ogg": ("VORBIS", 44_100, 2, None, 0),
    "narrow.amr": ("libopencore_amrnb", 8000, 1, 12_200, 160),
    "16 kHz.wma": ("wmav2", 16_000, 1, 32_000, 512),
    "stereo.wma": ("wmav2", 44_100, 2, 96_000, 2048),
    "v1.wma": ("wmav1", 22_050, 1, 48_000, 1024),
    "gsm.wav": ("GSM610", 8000, 1, None, 320),
    "g722.wav": ("g722", 16_000, 1, 64_000, 22),
    "g726.wav": ("g726", 8000, 1, 32_000, 8),
    "ima.wav": ("adpcm_ima_wav", 8000, 2, None, 2041),
    "ms.wav": ("adpcm_ms", 16_000, 1, None, 2036),
    "yamaha.wav": ("adpcm_yamaha", 8000, 1, None, 2048),
}
HEADERLESS = {
    "call.ulaw": ("pcm_mulaw", "mulaw", "mulaw 8000 1"),
    "call.raw": ("pcm_alaw", "alaw", "alaw 8000 2"),
    "call.sln16": ("pcm_s16le", "s16le", "s16le 16000 1"),
    "call.s24": ("pcm_s24le", "s24le", "s24le 16000 2"),
    "call.u8": ("pcm_u8", "u8", "u8 8000 1"),
}
HEADERLESS_LOSSY = {
    "call.g722": ("g722", "g722", "g722 16000 1"),
    "call.g726": ("g726le", "g726le", "g726-32 8000 1"),
    "call.gsm": ("GSM610", "RAW", "gsm 8000 1"),
}


def make(
    path: Path,
    samples: Any,
    codec: str,
    rate_hz: int,
    *,
    bit_rate: int | None = None,
    container: str | None = None,
    tags: dict[str, str] | None = None,
    film: bool = False,
) -> Path:
    """A recording of samples of shape (samples, channels), in a form that libav has for their type."""
    if codec.isupper() or codec == "GSM610":
        soundfile.write(path, samples, rate_hz, codec, format=container or {".ogg": "OGG", ".wav": "WAV"}[path.suffix])
        return path
    encoder, *form = codec.split()
    layout = LAYOUTS[samples.shape[1]]
    with av.open(str(path), "w", format=container) as output:
        output.metadata.update(tags or {})
        options = {"bits_per_raw_sample": form[1], "strict": "experimental"} if len(form) > 1 else {}
        pictures: Any = output.add_stream("mpeg4", rate=10) if film else None
        stream: Any = output.add_stream(encoder, rate=rate_hz, options=options)
        stream.codec_context.layout = layout
        if form:
            stream.codec_context.format = form[0]
        if bit_rate:
            stream.codec_context.bit_rate = bit_rate
        packets = film_packets(pictures) if film else []
        packed = {"i2": "s16", "i4": "s32", "f4": "flt", "f8": "dbl"}[samples.dtype.str[1:]]
        for start in range(0, len(samples), rate_hz):
            block = np.ascontiguousarray(samples[start : start + rate_hz])
            frame = av.AudioFrame.from_ndarray(block.reshape(1, -1), packed, layout)
            frame.sample_rate, frame.pts, frame.time_base = rate_hz, start, Fraction(1, rate_hz)
            packets += stream.encode(frame)
        output.mux([*packets, *stream.encode(None)])
    return path


def film_packets(stream: Any) -> list[Any]:
    stream.width = stream.height = 32
    stream.pix_fmt = "yuv420p"
    packets = []
    for number in range(25):
        picture = av.VideoFrame.from_ndarray(np.full((32, 32, 3), number * 10, np.uint8), "rgb24")
        picture.pts, picture.time_base = number, Fraction(1, 10)
        packets += stream.encode(picture)
    return [*packets, *stream.encode(None)]


def heard(path: Path, raw: str | None = None) -> Any:
    """Samples of shape (samples, channels), in the decoder's own form."""
    with opened(path, raw) as container:
        stream = container.streams.audio[0]
        # interleaved: PyAV 18.1 crashes when it is asked for the planes of eight channels
        packed = av.AudioResampler(format=stream.codec_context.format.name.removesuffix("p"))
        blocks = [block for frame in container.decode(stream) for block in packed.resample(frame)]
        samples = np.concatenate([block.to_ndarray().reshape(-1, stream.channels) for block in blocks])
    return (samples.astype(np.int16) - 128) << 8 if samples.dtype == np.uint8 else samples


def opened(path: Path, raw: str | None = None) -> Any:
    if raw is None:
        return av.open(str(path))
    form = parse_raw_format(raw)
    return av.open(str(path), format=form.container, options=dict(form.options))


def codec_of(path: Path, raw: str | None = None) -> tuple[str, str, int]:
    with opened(path, raw) as container:
        stream = container.streams.audio[0]
        return container.format.name, stream.codec_context.name, stream.rate


def redact(path: Path, *spans: MutedSpan, raw: str | None = None, **options: Any) -> Path:
    """Into a folder of its own, beside the recording."""
    folder = path.parent / "redacted"
    folder.mkdir(exist_ok=True)
    form = parse_raw_format(raw) if raw else None
    return write_redacted(path, path.name, folder / path.name, spans or (SPAN,), raw=form, **options)


def noise(seconds: float, rate_hz: int, channels: int = 1, dtype: Any = np.int16) -> Any:
    """Syllables of noise, of which no lower octave is empty; different in each channel."""
    random = np.random.default_rng(channels)
    at = np.arange(round(seconds * rate_hz)) / rate_hz
    smooth = np.hanning(9) / np.hanning(9).sum()
    sound = np.stack([np.convolve(random.normal(0, 0.15, at.size), smooth, "same") for _ in range(channels)], axis=1)
    sound *= (0.6 + 0.4 * np.sin(2 * np.pi * 4 * at))[:, None]
    if np.dtype(dtype).kind == "f":
        return (sound * 8).astype(dtype)  # floats may be louder than full scale
    return np.rint(sound * np.iinfo(dtype).max).astype(dtype)


def away_from(span: MutedSpan, samples: int, rate_hz: int) -> Any:
    at = np.arange(samples) / rate_hz
    return (at < span.start_s - FADE_S) | (at > span.end_s + FADE_S)


def within(span: MutedSpan, rate_hz: int) -> slice:
    return slice(math.ceil(span.start_s * rate_hz), math.floor(span.end_s * rate_hz))


def lag(later: Any, earlier: Any) -> int:
    """By how many samples the first is later, by cross-correlation."""
    length = min(len(later), len(earlier))
    spectra = [np.fft.rfft(side[:length].astype(float), 2 * length) for side in (later, earlier)]
    likeness = np.fft.irfft(spectra[0] * np.conj(spectra[1]))
    best = int(np.argmax(likeness))
    return best if best < length else best - 2 * length


def level_db(samples: Any, reference: Any) -> float:
    rms = [float(np.sqrt(np.mean(np.square(side.astype(float))))) for side in (samples, reference)]
    return 20 * math.log10(max(rms[0], 1e-12) / rms[1])
