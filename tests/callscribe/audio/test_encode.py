"""A redacted recording stays in the family that it came in."""

from __future__ import annotations

from typing import TYPE_CHECKING

import av
import numpy as np
import pytest

from callscribe.audio import encode
from callscribe.audio.headerless import parse_raw_format
from callscribe.audio.redacted import MutedSpan, write_redacted
from redacting import (
    HEADERLESS,
    HEADERLESS_LOSSY,
    LOSSLESS,
    LOSSY,
    SECONDS,
    SPAN,
    away_from,
    codec_of,
    heard,
    lag,
    level_db,
    make,
    noise,
    redact,
    within,
)

if TYPE_CHECKING:
    from pathlib import Path


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
