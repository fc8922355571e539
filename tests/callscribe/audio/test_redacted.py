"""Recordings of every family, made here, covered, and listened to with PyAV."""

from __future__ import annotations

import math
import re
import struct
import subprocess
import sys
import wave
from fractions import Fraction
from textwrap import dedent
from typing import TYPE_CHECKING, Any

import av
import numpy as np
import pytest
import soundfile
from hypothesis import given, settings
from hypothesis import strategies as st

from callscribe.audio import encode
from callscribe.audio.headerless import parse_raw_format
from callscribe.audio.redacted import MutedSpan, write_redacted
from callscribe.errors import FailureReason, RecordingError

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


@pytest.fixture
def call(tmp_path: Path) -> Path:
    """A stereo WAV of 16 bits at 8 kHz."""
    return make(tmp_path / "call.wav", noise(SECONDS, 8000, 2), "pcm_s16le", 8000)


@pytest.fixture(scope="module")
def shared_call(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make(tmp_path_factory.mktemp("calls") / "call.wav", noise(SECONDS, 8000, 2), "pcm_s16le", 8000)


times_s = st.floats(0, SECONDS + 1) | st.sampled_from([0.0, 1.0, 1.0001, 2.0, SECONDS])
spans = st.builds(
    lambda start, length, channel: MutedSpan(start, start + length, channel),
    times_s,
    st.floats(0, 0.3) | st.sampled_from([0.0, 1e-9, 0.001, 1.0, 1e9]),
    st.sampled_from([None, 0, 1]),
)


@settings(max_examples=150, deadline=None)
@given(st.lists(spans, max_size=12), st.sampled_from(["silence", "beep"]))
def test_nothing_is_left_within_any_spans_and_nothing_changes_away_from_them(
    shared_call: Path, covered: list[MutedSpan], cover: Any
) -> None:
    target = shared_call.with_name("redacted.wav")
    before, after = (
        heard(path) for path in (shared_call, write_redacted(shared_call, "call", target, covered, cover=cover))
    )
    assert after.shape == before.shape
    at = np.arange(len(before)) / 8000
    for channel in (0, 1):
        inside, near = np.zeros(len(at), bool), np.zeros(len(at), bool)
        for span in covered:
            if span.channel in (None, channel) and span.start_s < span.end_s:
                inside |= (at >= span.start_s) & (at < span.end_s)
                near |= (at >= span.start_s - FADE_S) & (at <= span.end_s + FADE_S)
        sine = 3276.8 * np.sin(2 * np.pi * 1000 * at[inside]) if cover == "beep" else 0
        # whatever is heard within is a part of the beep, and silence is silence
        assert np.all(np.abs(after[inside, channel]) <= np.abs(sine) + (0.5 if cover == "beep" else 0))
        assert np.array_equal(after[~near, channel], before[~near, channel])


@pytest.mark.parametrize("name", LOSSLESS)
def test_a_lossless_recording_keeps_codec_count_and_every_sample_away_from_the_span(tmp_path: Path, name: str) -> None:
    codec, rate_hz = LOSSLESS[name]
    dtype = {"s24": np.int32, "s32": np.int32, "f32": np.float32, "f64": np.float64}.get(name.split(".")[0], np.int16)
    path = make(tmp_path / name, noise(SECONDS, rate_hz, 2, dtype), codec, rate_hz)
    written = redact(path)
    before, after = heard(path), heard(written)
    assert (codec_of(written), written.name, after.dtype) == (codec_of(path), name, before.dtype)
    assert after.shape == before.shape
    away = away_from(SPAN, len(before), rate_hz)
    assert np.array_equal(after[away], before[away])
    silence = 8 if "alaw" in codec else 0
    assert np.all(np.abs(after[within(SPAN, rate_hz)]) == silence)
    assert np.any(before[within(SPAN, rate_hz)])


@pytest.mark.parametrize("name", LOSSY)
def test_a_lossy_recording_keeps_codec_place_in_time_and_length_to_a_frame(tmp_path: Path, name: str) -> None:
    codec, rate_hz, channels, bit_rate, frame = LOSSY[name]
    path = make(tmp_path / name, noise(SECONDS, rate_hz, channels), codec, rate_hz, bit_rate=bit_rate)
    written = redact(path)
    assert (codec_of(written), written.name) == (codec_of(path), name)
    before, after = heard(path), heard(written)
    assert after.shape[1] == channels
    assert abs(len(after) - len(before)) <= frame
    before_span, after_span = slice(rate_hz // 5, round(0.68 * rate_hz)), slice(round(1.42 * rate_hz), 2 * rate_hz)
    for channel in range(channels):
        for part in (before_span, after_span):
            assert lag(after[part, channel], before[part, channel]) == 0
        # what codecs smear over the edges is of the sound outside
        assert level_db(after[within(SPAN, rate_hz), channel], before[after_span, channel]) < -20
        inner = MutedSpan(SPAN.start_s + 0.1, SPAN.end_s - 0.1)
        assert level_db(after[within(inner, rate_hz), channel], before[after_span, channel]) < -30
        assert abs(level_db(after[after_span, channel], before[after_span, channel])) < 3


@pytest.mark.parametrize("name", LOSSY)
def test_a_lossy_recording_keeps_its_bit_rate(tmp_path: Path, name: str) -> None:
    codec, rate_hz, channels, bit_rate, _ = LOSSY[name]
    path = make(tmp_path / name, noise(SECONDS, rate_hz, channels), codec, rate_hz, bit_rate=bit_rate)
    written = redact(path, MutedSpan(1.0, 1.0))
    assert written.stat().st_size == pytest.approx(path.stat().st_size, rel=0.15)


@pytest.mark.parametrize("name", HEADERLESS)
def test_a_recording_without_a_header_stays_one(tmp_path: Path, name: str) -> None:
    codec, container, raw = HEADERLESS[name]
    _, rate_hz, channels = raw.split()
    dtype = np.int32 if "24" in codec else np.int16
    samples = noise(SECONDS, int(rate_hz), int(channels), dtype)
    path = make(tmp_path / name, samples, codec, int(rate_hz), container=container)
    written = redact(path, raw=raw)
    before, after = heard(path, raw), heard(written, raw)
    away = away_from(SPAN, len(before), int(rate_hz))
    assert (written.name, written.stat().st_size) == (name, path.stat().st_size)
    assert np.array_equal(after[away], before[away])
    assert np.all(np.abs(after[within(SPAN, int(rate_hz))]) <= 8)


@pytest.mark.parametrize("name", HEADERLESS_LOSSY)
def test_a_coded_recording_without_a_header_stays_one(tmp_path: Path, name: str) -> None:
    codec, container, raw = HEADERLESS_LOSSY[name]
    rate_hz = int(raw.split()[1])
    path = make(tmp_path / name, noise(SECONDS, rate_hz), codec, rate_hz, container=container)
    written = redact(path, raw=raw)
    before, after = heard(path, raw), heard(written, raw)
    assert (written.name, codec_of(written, raw)) == (name, codec_of(path, raw))
    assert lag(after[2 * rate_hz :, 0], before[2 * rate_hz :, 0]) == 0
    assert level_db(after[within(SPAN, rate_hz)], before) < -20


def test_a_recording_without_a_header_keeps_the_suffix_of_its_name(tmp_path: Path) -> None:
    path = make(tmp_path / "download.tmp", noise(1, 8000), "pcm_mulaw", 8000, container="mulaw")
    raw = parse_raw_format("mulaw 8000 1")
    written = write_redacted(path, "s3://calls/call.ulaw", tmp_path / "safe.bin", [SPAN], raw=raw)
    assert written == tmp_path / "safe.ulaw"


@pytest.mark.parametrize(
    ("name", "codec", "container", "suffix"),
    [
        ("film.mp4", "aac", "mp4", ".m4a"),
        ("film.mov", "pcm_s16le", "mov", ".wav"),
        ("big-endian film.mov", "pcm_s24be", "mov", ".wav"),
        ("film.mkv", "libopus", "matroska", ".webm"),
        ("film.avi", "libmp3lame", "avi", ".mp3"),
    ],
)
def test_of_a_film_only_the_sound_is_written(
    tmp_path: Path, name: str, codec: str, container: str, suffix: str
) -> None:
    path = make(tmp_path / name, noise(SECONDS, 48_000, 2), codec, 48_000, container=container, film=True)
    written = redact(path)
    with av.open(str(written)) as found:
        assert [stream.type for stream in found.streams] == ["audio"]
    after = heard(written)
    assert written.suffix == suffix
    assert lag(after[96_000:, 0], heard(path)[96_000:, 0]) == 0
    assert level_db(after[within(SPAN, 48_000)], after) < -20


@pytest.mark.parametrize(
    ("name", "codec", "rate_hz", "channels"),
    [
        ("ima.aifc", "adpcm_ima_qt", 8000, 2),
        ("call.mka", "ac3", 48_000, 2),
        ("call.flv", "nellymoser", 8000, 1),
        ("surround.ogg", "VORBIS", 48_000, 6),
    ],
)
def test_sound_that_nothing_here_encodes_becomes_flac(
    tmp_path: Path, name: str, codec: str, rate_hz: int, channels: int
) -> None:
    path = make(tmp_path / name, noise(SECONDS, rate_hz, channels), codec, rate_hz)
    written = redact(path)
    before, after = heard(path), heard(written)
    if before.dtype.kind == "f":
        before = np.clip(np.rint(before * 32_768), -32_768, 32_767)
    away = away_from(SPAN, len(before), rate_hz)
    assert (written.suffix, codec_of(written)) == (".flac", ("flac", "flac", rate_hz))
    assert after.shape == before.shape
    assert np.all(np.abs(after[away] - before[away]) <= 1)
    assert not after[within(SPAN, rate_hz)].any()


def test_what_an_encoder_refuses_becomes_flac(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = make(tmp_path / "call.wv", noise(SECONDS, 16_000), "wavpack", 16_000)
    monkeypatch.setitem(encode._BY_CODEC, "wavpack", encode._BY_CODEC["amr_nb"])  # takes 8 kHz only
    assert codec_of(redact(path)) == ("flac", "flac", 16_000)


@pytest.mark.parametrize(
    ("name", "codec"),
    [("call.wav", "pcm_s16le"), ("call.flac", "flac"), ("call.ogg", "libopus"), ("call.m4a", "aac")],
)
def test_channels_keep_their_order(tmp_path: Path, name: str, codec: str) -> None:
    at = np.arange(96_000) / 48_000
    tones_hz = [300, 500, 700, 60, 900, 1100, 1300, 1500]  # the fourth is the low one of 7.1
    samples = np.stack([8000 * np.sin(2 * np.pi * hz * at) for hz in tones_hz], axis=1).astype(np.int16)
    path = make(tmp_path / name, samples, codec, 48_000)
    after = heard(redact(path, MutedSpan(0.5, 1.0, channel=6)))[:96_000]
    loudest = [int(np.argmax(np.abs(np.fft.rfft(after[48_000:, channel])))) for channel in range(8)]
    quiet = [level_db(after[26_000:46_000, channel], after[50_000:90_000, channel]) < -20 for channel in range(8)]
    assert (loudest, quiet) == (tones_hz, [channel == 6 for channel in range(8)])


def test_a_span_of_one_channel_leaves_the_other_as_it_is(call: Path) -> None:
    before, after = heard(call), heard(redact(call, MutedSpan(0.7, 1.4, channel=1)))
    assert np.array_equal(after[:, 0], before[:, 0])
    assert not after[within(SPAN, 8000), 1].any()


def test_what_was_said_within_a_span_makes_no_difference_to_what_is_written(tmp_path: Path) -> None:
    for name, (codec, rate_hz) in {"call.wav": ("pcm_s16le", 8000), "call.flac": ("flac", 16_000)}.items():
        one = noise(SECONDS, rate_hz)
        other = one.copy()
        other[within(SPAN, rate_hz)] = one[within(SPAN, rate_hz)][::-1]
        written = []
        for number, samples in enumerate((one, other)):
            (tmp_path / str(number)).mkdir(exist_ok=True)
            written.append(redact(make(tmp_path / str(number) / name, samples, codec, rate_hz)).read_bytes())
        assert written[0] == written[1]


@pytest.mark.parametrize(
    ("name", "codec", "rate_hz"),
    [
        ("call.wav", "pcm_mulaw", 8000),
        ("call.mp3", "libmp3lame", 16_000),
        ("call.m4a", "aac", 16_000),
        ("call.ogg", "libopus", 48_000),
        ("call.webm", "libopus", 48_000),
        ("call.flac", "flac", 16_000),
        ("call.wma", "wmav2", 44_100),
    ],
)
class TestWrittenFiles:
    def test_the_same_recording_and_spans_give_the_same_bytes(
        self, tmp_path: Path, name: str, codec: str, rate_hz: int
    ) -> None:
        path = make(tmp_path / name, noise(1.5, rate_hz), codec, rate_hz, bit_rate=64_000)
        assert redact(path).read_bytes() == redact(path).read_bytes()

    def test_tags_are_not_copied(self, tmp_path: Path, name: str, codec: str, rate_hz: int) -> None:
        tags = {"title": TITLE, "comment": TITLE, "artist": TITLE}
        path = make(tmp_path / name, noise(1.5, rate_hz), codec, rate_hz, bit_rate=64_000, tags=tags)
        assert any(TITLE.encode(encoding) in path.read_bytes() for encoding in ("utf-8", "utf-16-le"))
        content = redact(path).read_bytes()
        assert not any(TITLE.encode(encoding) in content for encoding in ("utf-8", "utf-16-le"))


def test_a_beep_is_one_khz_at_minus_20_dbfs_unbroken_from_block_to_block(tmp_path: Path) -> None:
    path = make(tmp_path / "call.flac", noise(SECONDS, 11_025), "flac", 11_025)
    after = heard(redact(path, MutedSpan(0.25, 2.25), cover="beep"))
    at = np.arange(len(after)) / 11_025
    middle = (at > 0.25 + FADE_S) & (at < 2.25 - FADE_S)
    assert np.all(np.abs(after[middle, 0] - 3276.8 * np.sin(2 * np.pi * 1000 * at[middle])) <= 0.51)


@pytest.mark.parametrize(
    ("name", "codec", "bit_rate", "quieter_db"),
    [
        ("call.mp3", "libmp3lame", 32_000, 0),
        ("call.m4a", "aac", 32_000, 0),
        ("call.amr", "libopencore_amrnb", 12_200, 9),  # made for voices, and not for lasting tones
    ],
)
def test_a_beep_is_heard_as_one_khz_in_lossy_recordings(
    tmp_path: Path, name: str, codec: str, bit_rate: int, quieter_db: float
) -> None:
    path = make(tmp_path / name, noise(SECONDS, 8000), codec, 8000, bit_rate=bit_rate)
    beep = heard(redact(path, MutedSpan(0.7, 2.0), cover="beep"))[6400:14_400, 0].astype(float)
    assert np.argmax(np.abs(np.fft.rfft(beep * np.hanning(8000)))) == 1000
    assert 20 * math.log10(np.sqrt(2 * np.mean(beep**2))) == pytest.approx(-20 - quieter_db, abs=2)


@pytest.mark.parametrize("cover", ["silence", "beep"])
def test_a_span_begins_and_ends_without_a_click(tmp_path: Path, cover: Any) -> None:
    path = make(tmp_path / "call.wav", np.full((16_000, 1), 10_000, np.int16), "pcm_s16le", 8000)
    after = heard(redact(path, MutedSpan(0.5, 1.5), cover=cover))[:, 0].astype(int)
    if cover == "silence":
        assert np.array_equal(after, after[::-1])
    around = np.r_[3800:4001, 11_999:12_200]
    assert np.abs(np.diff(after))[around].max() < 300


def test_a_short_beep_stays_within_its_span(tmp_path: Path) -> None:
    path = make(tmp_path / "call.wav", np.zeros((8000, 1), np.int16), "pcm_s16le", 8000)
    after = heard(redact(path, MutedSpan(0.5, 0.51), cover="beep"))[:, 0]
    assert (after[4000:4080].any(), after[:4000].any(), after[4080:].any()) == (True, False, False)


def test_what_is_no_number_does_not_outlast_its_span(tmp_path: Path) -> None:
    samples = noise(SECONDS, 16_000, 1, np.float32)
    samples[16_000] = np.nan
    samples[16_001] = np.inf
    after = heard(redact(make(tmp_path / "call.wav", samples, "pcm_f32le", 16_000)))
    assert not after[within(SPAN, 16_000)].any()


def test_a_span_within_one_sample_covers_it(tmp_path: Path) -> None:
    path = make(tmp_path / "call.wav", np.full((8000, 1), 10_000, np.int16), "pcm_s16le", 8000)
    after = heard(redact(path, MutedSpan(4000.4 / 8000, 4000.6 / 8000)))
    assert np.flatnonzero(after[:, 0] == 0).tolist() == [4000]


def test_without_spans_every_sample_is_as_it_was(call: Path, tmp_path: Path) -> None:
    assert np.array_equal(heard(write_redacted(call, "call", tmp_path / "copy.wav", [])), heard(call))


def test_a_span_may_go_on_for_ever(call: Path) -> None:
    after = heard(redact(call, MutedSpan(1.0, math.inf)))
    assert (len(after), after[8000:].any(), after[:7900].any()) == (len(heard(call)), False, True)


def test_spans_are_counted_in_seconds_after_a_change_of_rate(tmp_path: Path) -> None:
    parts = [
        make(tmp_path / f"{rate_hz}.aac", noise(2.048, rate_hz), "aac", rate_hz, bit_rate=32_000).read_bytes()
        for rate_hz in (16_000, 8000)
    ]
    (tmp_path / "call.aac").write_bytes(b"".join(parts))
    after = heard(redact(tmp_path / "call.aac", MutedSpan(3.0, 3.5)))
    assert len(after) / 16_000 == pytest.approx(4.3, abs=0.2)
    assert level_db(after[round(3.1 * 16_000) : round(3.4 * 16_000)], after) < -30
    assert level_db(after[round(2.5 * 16_000) : round(2.95 * 16_000)], after) > -6
    assert level_db(after[round(3.55 * 16_000) : round(3.9 * 16_000)], after) > -6


@pytest.mark.parametrize(
    "span",
    [
        MutedSpan(1.0, 0.5),
        MutedSpan(-0.1, 0.5),
        MutedSpan(math.nan, 1.0),
        MutedSpan(0.0, math.nan),
        MutedSpan(-math.inf, math.inf),
        MutedSpan(0.0, 1.0, channel=2),
        MutedSpan(0.0, 1.0, channel=-1),
    ],
)
def test_a_span_that_can_not_be_meant_is_refused_and_nothing_written(call: Path, span: MutedSpan) -> None:
    with pytest.raises(ValueError, match=r"^call.wav: a span "):
        redact(call, SPAN, span)
    assert list((call.parent / "redacted").iterdir()) == []


def test_a_name_with_dots_keeps_all_but_its_suffix(call: Path, tmp_path: Path) -> None:
    target = tmp_path / "call.2026-11-02.v2.mp3"
    assert write_redacted(call, "call", target, [SPAN]) == tmp_path / "call.2026-11-02.v2.wav"


def test_a_file_of_that_name_is_replaced_and_nothing_else_left(call: Path) -> None:
    assert redact(call).read_bytes() != redact(call, MutedSpan(0.1, 0.2)).read_bytes()
    assert [path.name for path in (call.parent / "redacted").iterdir()] == ["call.wav"]


def test_a_wav_whose_recorder_never_put_its_length_right_is_covered_to_its_end(call: Path) -> None:
    content = bytearray(call.read_bytes())
    data = content.index(b"data")
    content[data + 4 : data + 8] = struct.pack("<I", 0)
    samples = heard(call)
    call.write_bytes(bytes(content))
    after = heard(redact(call))
    away = away_from(SPAN, len(samples), 8000)
    assert np.array_equal(after[: len(samples)][away], samples[away])


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", FailureReason.EMPTY_FILE),
        (b"This is not a recording.\n" * 40, FailureReason.NOT_AUDIO),
        (b"RIFF\x24\0\0\0WAVEfmt \x10\0\0\0" + bytes(20), FailureReason.CORRUPT_AUDIO),
    ],
)
def test_what_is_no_recording_is_refused_and_nothing_written(
    tmp_path: Path, content: bytes, reason: FailureReason
) -> None:
    (tmp_path / "call.wav").write_bytes(content)
    with pytest.raises(RecordingError) as refused:
        redact(tmp_path / "call.wav")
    assert (refused.value.reason, list((tmp_path / "redacted").iterdir())) == (reason, [])


@pytest.mark.parametrize("header_bytes", [44, 46])
def test_a_recording_without_a_sample_is_refused(call: Path, header_bytes: int) -> None:
    content = call.read_bytes()
    call.write_bytes(content[: content.index(b"data") + 8 + header_bytes - 44])
    with pytest.raises(RecordingError) as refused:
        redact(call)
    assert (refused.value.reason, list((call.parent / "redacted").iterdir())) == (FailureReason.CORRUPT_AUDIO, [])


def test_a_recording_damaged_in_its_middle_is_refused_and_what_was_there_stays(tmp_path: Path) -> None:
    path = make(tmp_path / "call.m4a", noise(10, 16_000), "aac", 16_000)
    kept = redact(path).read_bytes()
    content = bytearray(path.read_bytes())
    for at in range(len(content) // 4, len(content) // 2, 500):
        content[at : at + 100] = bytes(100)
    path.write_bytes(bytes(content))
    with pytest.raises(RecordingError) as refused:
        redact(path)
    assert refused.value.reason is FailureReason.CORRUPT_AUDIO
    assert [file.read_bytes() for file in (tmp_path / "redacted").iterdir()] == [kept]


@pytest.mark.parametrize(("name", "codec"), [("call.wav", "pcm_s16le"), ("call.ogg", "VORBIS")])
def test_a_target_in_a_folder_that_is_not_there_is_no_fault_of_the_recording(
    tmp_path: Path, name: str, codec: str
) -> None:
    path = make(tmp_path / name, noise(1, 16_000), codec, 16_000)
    with pytest.raises(FileNotFoundError):
        write_redacted(path, name, tmp_path / "nowhere" / name, [])


@pytest.mark.parametrize(("name", "codec"), [("call.wav", "pcm_s16le"), ("call.ogg", "VORBIS")])
def test_a_full_disk_leaves_no_half_written_file(tmp_path: Path, name: str, codec: str) -> None:
    path = make(tmp_path / name, noise(60, 16_000), codec, 16_000)
    code = """
        import resource, sys
        from pathlib import Path
        from callscribe.audio.redacted import write_redacted

        path = Path(sys.argv[1])
        resource.setrlimit(resource.RLIMIT_FSIZE, (50_000, 50_000))
        try:
            write_redacted(path, "call", path.parent / "redacted", [])
        except OSError:
            print(sorted(found.name for found in path.parent.iterdir()) == [path.name])
    """
    found = subprocess.run([sys.executable, "-c", dedent(code), str(path)], capture_output=True, text=True, check=True)
    assert found.stdout == "True\n"


def test_memory_does_not_grow_with_the_length_of_a_recording(tmp_path: Path) -> None:
    second = noise(1.0, 8000).tobytes()
    for minutes in (1, 30):
        with wave.open(str(tmp_path / f"{minutes}.wav"), "wb") as file:
            file.setnchannels(1)
            file.setsampwidth(2)
            file.setframerate(8000)
            for _ in range(minutes * 60):
                file.writeframesraw(second)
    code = """
        import re, sys
        from pathlib import Path
        from callscribe.audio.redacted import MutedSpan, write_redacted

        folder = Path(sys.argv[1])
        for minutes in (1, 30):
            spans = [MutedSpan(start, start + 2.5) for start in range(0, minutes * 60, 10)]
            written = write_redacted(folder / f"{minutes}.wav", "call", folder / "redacted", spans, cover="beep")
            assert written.stat().st_size > minutes * 60 * 16_000
            # the peak of this process alone, unlike getrusage's, which starts with its parent's
            print(re.search(r"VmHWM:\\s+(\\d+) kB", Path("/proc/self/status").read_text())[1])
    """
    measured = subprocess.run(
        [sys.executable, "-c", dedent(code), str(tmp_path)], capture_output=True, text=True, check=True
    )
    short_kb, long_kb = map(int, re.findall(r"\d+", measured.stdout))
    assert long_kb - short_kb < 15_000
