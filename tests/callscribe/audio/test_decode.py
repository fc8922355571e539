from __future__ import annotations

import hashlib
from fractions import Fraction
from functools import partial
from typing import TYPE_CHECKING, Any

import av
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from callscribe.audio import decode as decoding
from callscribe.audio.decode import Damage, decode
from callscribe.audio.flac import read_samples
from callscribe.audio.opening import open_recording
from callscribe.errors import FailureReason, RecordingError
from every_format import FORMATS, chunk, decoded, fmt, libav, loudest_hz, refusal, riff, taken_in, tone, wav16
from voices import voiced

if TYPE_CHECKING:
    from pathlib import Path

LOUD = 30_000
MP3 = partial(libav, codec="libmp3lame", container="mp3", muxer={"write_xing": "0", "id3v2_version": "0"})


def damage_of(path: Path) -> Damage:
    damage = Damage()
    with open_recording(path, path.name) as opened:
        for _ in decode(opened, path.name, ((0,),), damage):
            pass
    return damage


def level_db(samples: Any, hz: float) -> float:
    """How far a tone is below one of level LOUD."""
    middle = samples[len(samples) // 8 : len(samples) * 7 // 8].astype(float)
    turns = 2j * np.pi * hz * np.arange(len(middle)) / 16_000
    window = np.hanning(len(middle))
    found = 2 * np.abs((middle * window * np.exp(-turns)).sum()) / window.sum()
    return float(20 * np.log10(max(found, 1e-6) / LOUD))


def at_48_khz(folder: Path, hz: float) -> Any:
    """A tone at 48 kHz, as it is found at 16 kHz."""
    wav16(folder / "call.wav", 48_000, tone(2.0, hz, 48_000, LOUD).reshape(-1, 1))
    return decoded(folder / "call.wav")[0]


@pytest.mark.parametrize("channels", [1, 2, 8])
def test_samples_of_16_bit_at_16_khz_come_out_as_they_went_in(tmp_path: Path, channels: int) -> None:
    samples = np.random.default_rng(0).integers(-32_768, 32_768, (20_000, channels)).astype(np.int16)
    wav16(tmp_path / "call.wav", 16_000, samples)
    assert np.array_equal(decoded(tmp_path / "call.wav").T, samples)


@pytest.mark.parametrize("name", ["flac.flac", "s24.wav", "s32.wav", "s64.wav", "f32.wav", "alac.m4a", "pcm.caf"])
def test_no_wider_or_lossless_form_changes_samples_of_16_bit(tmp_path: Path, name: str) -> None:
    samples = np.random.default_rng(0).integers(-32_768, 32_768, (20_000, 2)).astype(np.int16)
    FORMATS[name].write(tmp_path / name, 16_000, samples)
    assert np.array_equal(decoded(tmp_path / name).T, samples)


@pytest.mark.parametrize("name", ["mulaw.wav", "cbr.mp3", "opus.ogg", "flac.flac", "8 channels.ogg"])
def test_the_same_recording_gives_the_same_samples_again(tmp_path: Path, name: str) -> None:
    path = FORMATS[name].make(tmp_path / name)
    assert sha256(decoded(path)) == sha256(decoded(path))


@given(block_s=st.floats(0.01, 5.0))
def test_the_samples_do_not_depend_on_how_they_are_gathered(
    tmp_path_factory: pytest.TempPathFactory, block_s: float
) -> None:
    path = tmp_path_factory.getbasetemp() / "gathered.wav"
    if not path.exists():
        wav16(path, 44_100, np.random.default_rng(0).integers(-9000, 9000, (20_000, 2)).astype(np.int16))
    usual = decoded(path)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(decoding, "_BLOCK_S", block_s)
        assert np.array_equal(decoded(path), usual)


def test_a_tone_that_16_khz_hold_survives_the_resampling(tmp_path: Path) -> None:
    assert level_db(at_48_khz(tmp_path, 7000), 7000) == pytest.approx(0.0, abs=0.1)


@pytest.mark.parametrize("hz", [9000, 10_000, 15_000, 17_000, 20_000, 23_000])
def test_a_tone_that_16_khz_cannot_hold_is_gone(tmp_path: Path, hz: float) -> None:
    residue = at_48_khz(tmp_path, hz)[2000:-2000].astype(float)
    assert 20 * np.log10(max(np.sqrt((residue**2).mean()), 1e-6) / LOUD) < -80


@pytest.mark.parametrize("hz", [9000, 15_000, 17_000, 23_000])
def test_a_tone_that_16_khz_cannot_hold_does_not_come_back_as_another(tmp_path: Path, hz: float) -> None:
    assert level_db(at_48_khz(tmp_path, hz), abs(hz - 16_000 * round(hz / 16_000))) < -90


def test_telephone_sound_gets_no_mirror_image_above_its_band(tmp_path: Path) -> None:
    wav16(tmp_path / "call.wav", 8000, tone(2.0, 3000, 8000, LOUD).reshape(-1, 1))
    assert level_db(decoded(tmp_path / "call.wav")[0], 5000) < -90


def test_what_overshoots_when_resampled_stays_at_full_scale(tmp_path: Path) -> None:
    square = np.where(np.arange(44_100) % 100 < 50, 32_767, -32_768).astype(np.int16)
    wav16(tmp_path / "call.wav", 44_100, square.reshape(-1, 1))
    found = decoded(tmp_path / "call.wav")[0]
    half = np.sign(np.sin(2 * np.pi * (np.arange(len(found)) + 0.5) * 441 / 16_000))
    steady = np.abs(np.sin(2 * np.pi * (np.arange(len(found)) + 0.5) * 441 / 16_000)) > 0.5
    assert (np.sign(found[steady]) == half[steady]).all()


def test_float_samples_beyond_full_scale_are_held_there(tmp_path: Path) -> None:
    assert list(of_floats(tmp_path, [0.0, 0.5, 2.0, -3.0, 1e30, -1e30])) == [
        0,
        16_384,
        32_767,
        -32_768,
        32_767,
        -32_768,
    ]


def test_what_is_no_number_is_silence_and_spoils_nothing_else(tmp_path: Path) -> None:
    found = of_floats(tmp_path, [0.25, np.nan, 0.25, np.inf, 0.25, -np.inf, 0.25])
    assert list(found) == [8192, 0, 8192, 0, 8192, 0, 8192]


@pytest.mark.parametrize("rates_hz", [(44_100, 22_050), (22_050, 48_000), (8000, 16_000), (16_000, 8000)])
def test_a_recording_spliced_from_two_rates_keeps_the_pitch_of_both(tmp_path: Path, rates_hz: tuple[int, int]) -> None:
    parts = []
    for rate_hz, hz in zip(rates_hz, (500, 800), strict=True):
        MP3(tmp_path / "part.mp3", rate_hz, tone(3.0, hz, rate_hz).reshape(-1, 1))
        parts.append((tmp_path / "part.mp3").read_bytes())
    (tmp_path / "call.mp3").write_bytes(b"".join(parts))
    found = decoded(tmp_path / "call.mp3")[0]
    assert [loudest_hz(half) for half in (found[:44_000], found[-44_000:])] == [
        pytest.approx(500, abs=2),
        pytest.approx(800, abs=2),
    ]


def with_gap(path: Path, codec: str, *, gap_s: float) -> Path:
    """Two seconds of a tone, a gap in the time stamps, two seconds more."""
    rate_hz = 48_000
    with av.open(str(path), "w") as output:
        stream: Any = output.add_stream(codec, rate=rate_hz, layout="mono")
        for part in range(200):  # of 20 ms
            frame = av.AudioFrame.from_ndarray(tone(0.02, 500, rate_hz).reshape(1, -1), "s16", "mono")
            frame.sample_rate, frame.time_base = rate_hz, Fraction(1, rate_hz)
            frame.pts = round((part * 0.02 + (gap_s if part >= 100 else 0.0)) * rate_hz)
            output.mux(stream.encode(frame))
        output.mux(stream.encode(None))
    return path


@pytest.mark.parametrize("channels", [(1, 2), (2, 1)])
def test_a_recording_that_changes_its_channels_midway_is_mixed_to_what_it_began_with_and_says_so(
    tmp_path: Path, channels: tuple[int, int]
) -> None:
    found = taken_in(spliced(tmp_path / "call.aac", channels)).preflight
    assert "spliced" in found.quality_flags
    assert "damaged_packets" not in found.quality_flags


@pytest.mark.parametrize(("name", "codec"), [("call.m4a", "aac"), ("call.webm", "libopus"), ("call.mka", "flac")])
def test_silence_that_a_recorder_did_not_write_is_put_back(tmp_path: Path, name: str, codec: str) -> None:
    found = taken_in(with_gap(tmp_path / name, codec, gap_s=5.0))
    (chunk,) = found.chunks
    heard = read_samples(chunk.path.read_bytes()).astype(float)
    loud = np.abs(heard[: len(heard) // 1600 * 1600]).reshape(-1, 1600).max(axis=1) > 1000  # tenths of a second
    assert found.preflight.duration_s == pytest.approx(9.0, abs=0.2)
    assert "gaps_filled" in found.preflight.quality_flags
    assert (loud[2:18].all(), loud[22:68].any(), loud[72:88].all()) == (True, False, True)


def test_silence_is_put_back_on_eight_channels_too(tmp_path: Path) -> None:
    """PyAV 18.1 crashes on the planes of these."""
    with av.open(str(tmp_path / "call.mka"), "w") as output:
        stream: Any = output.add_stream("aac", rate=48_000, layout="7.1")
        for start in (0, 48_000 * 4):
            frame = av.AudioFrame.from_ndarray(tone(2.0, 500, 48_000).repeat(8).reshape(1, -1), "s16", "7.1")
            frame.sample_rate, frame.time_base, frame.pts = 48_000, Fraction(1, 48_000), start
            output.mux(stream.encode(frame))
        output.mux(stream.encode(None))
    assert taken_in(tmp_path / "call.mka").preflight.duration_s == pytest.approx(6.0, abs=0.2)


def test_a_stamp_that_no_call_reaches_is_not_believed(tmp_path: Path) -> None:
    path = with_gap(tmp_path / "call.webm", "libopus", gap_s=40_000.0)
    assert taken_in(path).preflight.duration_s == pytest.approx(4.0, abs=0.2)


@pytest.mark.parametrize("channels", [(1, 2), (2, 1)])
def test_the_preflight_tells_the_channels_that_were_taken(tmp_path: Path, channels: tuple[int, int]) -> None:
    assert taken_in(spliced(tmp_path / "call.aac", channels)).preflight.channels == channels[0]


def test_a_damaged_packet_costs_itself_and_is_counted(tmp_path: Path) -> None:
    path = FORMATS["adts.aac"].make(tmp_path / "call.aac", 5.0)
    content = bytearray(path.read_bytes())
    middle = content.index(b"\xff\xf1", len(content) // 2)
    content[middle + 9 : middle + 60] = np.random.default_rng(0).bytes(51)
    path.write_bytes(content)
    assert damage_of(path).broken == 1


def test_a_flac_that_lost_a_frame_in_its_middle_is_flagged(tmp_path: Path) -> None:
    path = FORMATS["flac.flac"].make(tmp_path / "call.flac", 20.0)
    content = bytearray(path.read_bytes())
    content[len(content) // 2 : len(content) // 2 + 100] = bytes(100)
    path.write_bytes(content)
    assert "damaged_packets" in taken_in(path).preflight.quality_flags


def test_a_stream_that_comes_up_after_the_beginning_does_no_harm(tmp_path: Path) -> None:
    path = FORMATS["film.ts"].make(tmp_path / "film.ts")
    content = bytearray(path.read_bytes())
    content[content.rindex(b"\x47\x41\x01") + 1] |= 0x04  # from here on, the sound's packets have another number
    path.write_bytes(content)
    assert taken_in(path).preflight.duration_s == pytest.approx(2.0, abs=0.3)


def test_many_damaged_packets_are_no_recording(tmp_path: Path) -> None:
    path = FORMATS["cbr.mp3"].make(tmp_path / "call.mp3", 10.0)
    content = bytearray(path.read_bytes())
    content[len(content) // 10 : len(content) * 9 // 10] = bytes(len(content) * 9 // 10 - len(content) // 10)
    path.write_bytes(content)
    assert refusal(path).reason is FailureReason.CORRUPT_AUDIO


def test_a_film_whose_first_packet_cannot_be_read_is_refused(tmp_path: Path) -> None:
    path = FORMATS["aac.m4a"].make(tmp_path / "call.m4a")
    content = bytearray(path.read_bytes())
    at = content.index(b"mdat") + 4
    content[at : at + 20_000] = b"\xff" * 20_000
    path.write_bytes(content)
    with pytest.raises(RecordingError) as refused:
        taken_in(path)
    assert refused.value.reason is FailureReason.CORRUPT_AUDIO


def spliced(path: Path, channels: tuple[int, int]) -> Path:
    """Thirty seconds with one number of channels, and one with another."""
    parts = []
    for number in channels:
        samples = np.stack([voiced(1.0, seed, 44_100) for seed in range(number)], axis=1)
        libav(path, 44_100, samples, codec="aac", container="adts")
        parts.append(path.read_bytes())
    path.write_bytes(parts[0] * 30 + parts[1])
    return path


def of_floats(folder: Path, values: list[float]) -> Any:
    """Samples at 16 kHz of a WAV file of 32-bit floats."""
    samples = np.array(values, "<f4")
    (folder / "call.wav").write_bytes(riff(fmt(3, 16_000, 1, 32), chunk(b"data", samples.tobytes())))
    return decoded(folder / "call.wav")[0]


def sha256(samples: Any) -> str:
    return hashlib.sha256(samples.tobytes()).hexdigest()
