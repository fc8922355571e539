from __future__ import annotations

import struct
import time
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from callscribe.audio.wav import read_wav_header
from every_format import CROOKED_WAVS, FORMATS, PCM, chunk, decoded, fmt, long_wav, refusal, riff, taken_in, wav16

if TYPE_CHECKING:
    from pathlib import Path

HEAD_BYTES = 44
NOTE = chunk(b"LIST", b"INFOISFT\x04\0\0\0test")
# what recorders, switches, ffmpeg and sox leave in the header when they never come back to it
NEVER_PUT_RIGHT = (0, 0xFFFF_FFFF, 0x7FFF_FFFF, 0x8000_0000, 0x7FFF_F000, 0x7FFF_FFDB)


@pytest.fixture
def sound(sounds: Any) -> Any:
    """A second of mono."""
    return sounds.speech(1.0).reshape(-1, 1)


def test_the_samples_lie_behind_the_data_chunks_header(tmp_path: Path, sound: Any) -> None:
    wav16(tmp_path / "call.wav", 16_000, sound)
    assert read_wav_header(tmp_path / "call.wav").data_start == HEAD_BYTES


@pytest.mark.parametrize("before", [NOTE, chunk(b"junk", bytes(2000)), chunk(b"note", b"abc")])
def test_the_samples_lie_behind_whatever_other_chunks_come_first(tmp_path: Path, sound: Any, before: bytes) -> None:
    wav16(tmp_path / "call.wav", 16_000, sound, before=before)
    assert read_wav_header(tmp_path / "call.wav").data_start == HEAD_BYTES + len(before)


@pytest.mark.parametrize("after", [b"", NOTE, chunk(b"note", b"abc"), NOTE + NOTE, bytes(3000), b"\0\0\0", b"\r\n"])
def test_a_header_that_says_the_truth_is_believed(tmp_path: Path, sound: Any, after: bytes) -> None:
    wav16(tmp_path / "call.wav", 16_000, sound, after=after)
    found = read_wav_header(tmp_path / "call.wav")
    assert (found.data_end - found.data_start, found.length_is_right, found.flags) == (sound.nbytes, True, ())


@pytest.mark.parametrize("claimed", NEVER_PUT_RIGHT)
def test_a_header_that_was_never_put_right_is_no_fault(tmp_path: Path, sound: Any, claimed: int) -> None:
    wav16(tmp_path / "call.wav", 16_000, sound, claimed=lambda there: claimed)
    found = read_wav_header(tmp_path / "call.wav")
    assert (found.data_end - found.data_start, found.length_is_right, found.flags) == (sound.nbytes, False, ())


@pytest.mark.parametrize("claimed", NEVER_PUT_RIGHT)
def test_a_wav_whose_recorder_never_put_its_length_right_is_heard_to_its_end(
    tmp_path: Path, sound: Any, claimed: int
) -> None:
    wav16(tmp_path / "call.wav", 16_000, sound, claimed=lambda there: claimed, length=0)
    assert np.array_equal(decoded(tmp_path / "call.wav").T, sound)


@pytest.mark.parametrize("share", [0.1, 0.5, 0.99])
def test_a_wav_of_which_the_end_is_missing_is_flagged(tmp_path: Path, sound: Any, share: float) -> None:
    wav16(tmp_path / "call.wav", 16_000, sound)
    content = (tmp_path / "call.wav").read_bytes()
    (tmp_path / "call.wav").write_bytes(content[: round(len(content) * share)])
    assert "header_too_long" in taken_in(tmp_path / "call.wav").preflight.quality_flags


def test_sound_beyond_the_headers_claim_is_heard(tmp_path: Path, sound: Any) -> None:
    wav16(tmp_path / "call.wav", 16_000, sound, claimed=lambda there: there // 4)
    assert np.array_equal(decoded(tmp_path / "call.wav").T, sound)


def test_a_pause_at_the_end_of_the_headers_claim_is_not_the_end(tmp_path: Path, sound: Any) -> None:
    """Digital silence looks like the zeros that recorders leave behind the sound."""
    sound[8000:12_000] = 0
    wav16(tmp_path / "call.wav", 16_000, sound, claimed=lambda there: there // 2)
    assert np.array_equal(decoded(tmp_path / "call.wav").T, sound)


def test_sound_beyond_the_headers_claim_is_flagged(tmp_path: Path, sound: Any) -> None:
    wav16(tmp_path / "call.wav", 16_000, sound, claimed=lambda there: there // 4)
    assert taken_in(tmp_path / "call.wav").preflight.quality_flags == ("header_too_short",)


@pytest.mark.parametrize("after", [NOTE, bytes(3000)])
def test_what_follows_the_sound_is_not_heard(tmp_path: Path, sound: Any, after: bytes) -> None:
    wav16(tmp_path / "call.wav", 16_000, sound, after=after)
    assert np.array_equal(decoded(tmp_path / "call.wav").T, sound)


def test_a_hundred_megabytes_of_padding_are_not_searched_through(tmp_path: Path, sound: Any) -> None:
    wav16(tmp_path / "call.wav", 16_000, sound)
    with (tmp_path / "call.wav").open("r+b") as file:
        file.truncate(100 << 20)
    began_s = time.process_time()
    decoded(tmp_path / "call.wav")
    assert time.process_time() - began_s < 2.0


@pytest.mark.parametrize("magic", [b"RF64", b"BW64"])
def test_the_length_of_a_long_wav_is_the_one_in_its_own_chunk(tmp_path: Path, sound: Any, magic: bytes) -> None:
    long_wav(tmp_path / "call.wav", 16_000, sound, magic=magic)
    found = read_wav_header(tmp_path / "call.wav")
    assert (found.data_end - found.data_start, found.length_is_right) == (sound.nbytes, True)


@pytest.mark.parametrize("name", ["rifx.wav", "rifx alaw.wav"])
def test_the_big_endian_sort_of_wav_is_measured_too(tmp_path: Path, name: str) -> None:
    path = FORMATS[name].make(tmp_path / name)
    found = read_wav_header(path)
    assert (found.data_end, found.flags) == (path.stat().st_size, ())


@pytest.mark.parametrize("name", ["cbr.mp3", "flac.flac", "aiff.aiff", "film.avi", "pcm.w64"])
def test_what_is_no_wav_has_no_header_of_one(tmp_path: Path, name: str) -> None:
    assert read_wav_header(FORMATS[name].make(tmp_path / name)) is None


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"RIFF",
        b"RIFF\0\0\0\0WAVE",
        riff(fmt(PCM, 8000, 1, 16)),
        riff(fmt(PCM, 8000, 1, 16), b"dat"),
        b"RIFF\0\0\0\0WAVE" + b"\0" * 20_000,
        riff(*[chunk(b"note", b"")] * 5000, chunk(b"data", b"abcd")),
        riff(chunk(b"ds64", b"short", length=0xFFFF_FFFF)),
    ],
)
def test_a_header_without_a_data_chunk_in_reach_is_none(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "call.wav").write_bytes(content)
    assert read_wav_header(tmp_path / "call.wav") is None


@given(content=st.binary(max_size=200), magic=st.sampled_from([b"RIFF", b"RIFX", b"RF64"]))
def test_no_bytes_upset_the_reading_of_a_header(
    tmp_path_factory: pytest.TempPathFactory, content: bytes, magic: bytes
) -> None:
    path = tmp_path_factory.getbasetemp() / "any.wav"
    path.write_bytes(magic + bytes(4) + b"WAVE" + content)
    found = read_wav_header(path)
    assert found is None or 20 <= found.data_start <= path.stat().st_size


def test_a_wav_without_its_sound_is_refused(tmp_path: Path, sound: Any) -> None:
    wav16(tmp_path / "call.wav", 16_000, sound)
    (tmp_path / "call.wav").write_bytes((tmp_path / "call.wav").read_bytes()[:HEAD_BYTES])
    assert refusal(tmp_path / "call.wav").reason.value == "corrupt_audio"


def test_a_wav_whose_form_comes_after_its_sound_is_taken(tmp_path: Path, sound: Any) -> None:
    (tmp_path / "call.wav").write_bytes(riff(chunk(b"data", sound.tobytes()), fmt(PCM, 16_000, 1, 16)))
    assert np.array_equal(decoded(tmp_path / "call.wav").T, sound)


def test_a_wav_without_a_form_is_refused(tmp_path: Path, sound: Any) -> None:
    (tmp_path / "call.wav").write_bytes(riff(chunk(b"data", sound.tobytes())))
    assert refusal(tmp_path / "call.wav").reason.value == "corrupt_audio"


@pytest.mark.parametrize("tag", [0, 2, 0x11, 0x31, 0x1234, 0xFFFF])
def test_a_form_that_lies_costs_the_recording_and_no_more(tmp_path: Path, sound: Any, tag: int) -> None:
    content = riff(fmt(tag, 16_000, 1, 16), chunk(b"data", sound.tobytes()))
    (tmp_path / "call.wav").write_bytes(content)
    assert refusal(tmp_path / "call.wav").reason.value in ("corrupt_audio", "unsupported_codec", "not_audio")


@pytest.mark.parametrize("name", [name for name in CROOKED_WAVS if name.startswith("length")])
def test_no_length_that_a_recorder_wrote_changes_the_samples(tmp_path: Path, name: str, sounds: Any) -> None:
    samples = np.stack([sounds.speech(1.0, seed=1), sounds.speech(1.0, seed=2)], axis=1)
    assert np.array_equal(decoded(CROOKED_WAVS[name].make(tmp_path / name, samples=samples)).T, samples)


def test_a_chunk_that_claims_four_gigabytes_before_the_sound_is_no_hang(tmp_path: Path, sound: Any) -> None:
    wav16(tmp_path / "call.wav", 16_000, sound, before=b"junk" + struct.pack("<I", 0xFFFF_FFFF))
    assert read_wav_header(tmp_path / "call.wav") is None
