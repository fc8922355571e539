from __future__ import annotations

import os
import struct
from dataclasses import replace
from functools import partial
from hashlib import sha256
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from callscribe.audio.decoders import Decoders
from callscribe.audio.flac import read_samples, samples_hash
from callscribe.audio.intake import take_in
from callscribe.audio.plan import ChunkLimits
from callscribe.errors import FailureReason, RecordingError, SettingsError
from callscribe.settings import AudioSettings
from every_format import FORMATS, LIMITS, PADDED_S, decoded, refusal, taken_in, wav16
from hostile_files import HOSTILE, padded
from voices import voiced

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from every_format import Format

# written when the recording ends, so that they know its length
LAST_WRITTEN = ("cbr.mp3", "flac.flac", "aac.m4a", "film.mp4", "alac.m4a")
NEVER_PUT_RIGHT = ("s16.wav", "aiff.aiff", "mulaw.au", "opus.webm")
PADDED = ("s16.wav", "cbr.mp3", "adts.aac", "opus.ogg", "opus.webm", "flac.flac", "aac.m4a", "film.avi", "film.ts")


def talk(made: Format, seconds: float = 10.0) -> Any:
    """Two parties, or one."""
    return np.stack([voiced(seconds, seed, made.rate_hz) for seed in range(made.channels)], axis=1)


def cut(path: Path, share: float = 0.5) -> Path:
    path.write_bytes(path.read_bytes()[: round(path.stat().st_size * share)])
    return path


@pytest.fixture
def call(tmp_path: Path) -> Path:
    """Ten seconds of two parties, in telephone quality."""
    made = FORMATS["mulaw.wav"]
    return made.make(tmp_path / "call.wav", samples=talk(made))


@pytest.fixture(scope="module")
def decoders() -> Iterator[Decoders]:
    """One child for all hostile files: what one does to it is felt by the next."""
    with Decoders(1, stalled_after_s=60.0) as pool:
        yield pool


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Where the chunks go."""
    (tmp_path / "chunks").mkdir()
    return tmp_path / "chunks"


def test_a_good_recording_has_no_quality_flag(call: Path) -> None:
    assert taken_in(call).preflight.quality_flags == ()


def test_the_preflight_holds_the_hash_of_the_files_bytes(call: Path) -> None:
    assert taken_in(call).preflight.recording_sha256 == sha256(call.read_bytes()).hexdigest()


def test_telephone_sound_is_brought_to_16_khz_without_changing_its_length(call: Path) -> None:
    assert taken_in(call).preflight.duration_s == 10.0


def test_the_duration_is_that_of_the_samples_to_the_sample(tmp_path: Path) -> None:
    wav16(tmp_path / "call.wav", 16_000, voiced(2.0)[:31_337].reshape(-1, 1))
    assert taken_in(tmp_path / "call.wav").preflight.duration_s == 31_337 / 16_000


def test_the_chunks_hold_the_samples_that_were_decoded(call: Path) -> None:
    sent = {chunk.channel: read_samples(chunk.path.read_bytes()) for chunk in taken_in(call).chunks}
    assert [np.array_equal(sent[channel], samples) for channel, samples in enumerate(decoded(call))] == [True, True]


def test_a_chunk_is_known_by_its_samples(call: Path) -> None:
    chunks = taken_in(call).chunks
    assert [chunk.samples_hash for chunk in chunks] == [samples_hash(chunk.path.read_bytes()) for chunk in chunks]


def test_nothing_but_the_chunks_stays_in_the_folder(call: Path, folder: Path) -> None:
    intake = take_in(call, "call.wav", folder, AudioSettings(), LIMITS)
    assert set(folder.iterdir()) == {chunk.path for chunk in intake.chunks}


def test_a_recording_that_is_refused_leaves_nothing_behind(call: Path, folder: Path) -> None:
    with pytest.raises(Exception, match="longer than"):
        take_in(call, "call.wav", folder, AudioSettings(max_recording_s=1.0), LIMITS)
    assert list(folder.iterdir()) == []


def test_a_recording_that_is_only_judged_leaves_nothing_behind(call: Path, folder: Path) -> None:
    take_in(call, "call.wav", folder, AudioSettings(), None)
    assert list(folder.iterdir()) == []


def test_chunks_of_a_set_length_overlap_as_asked(call: Path) -> None:
    chunks = [chunk.span for chunk in taken_in(call, chunk_s=5.0, overlap_s=1.0).chunks if chunk.channel == 0]
    assert [left.end - right.start for left, right in pairwise(chunks)] == [16_000] * (len(chunks) - 1)


def test_chunks_reach_from_the_first_sample_to_the_last(call: Path) -> None:
    chunks = [chunk.span for chunk in taken_in(call, chunk_s=5.0, overlap_s=1.0).chunks if chunk.channel == 1]
    assert (chunks[0].start, chunks[-1].end) == (0, 160_000)


def test_settings_that_no_recording_can_follow_are_the_users_fault(call: Path) -> None:
    with pytest.raises(SettingsError):
        taken_in(call, ChunkLimits(longest_s=1.0, largest_bytes=25_000_000), overlap_s=10.0)


def test_a_long_silence_is_left_out_where_asked(tmp_path: Path) -> None:
    sound = np.concatenate([voiced(3.0), np.zeros(160_000, np.int16), voiced(3.0, 1)])
    wav16(tmp_path / "call.wav", 16_000, sound.reshape(-1, 1))
    intake = taken_in(tmp_path / "call.wav", leave_out_silence_s=2.0)
    assert intake.left_out_s == pytest.approx(10.0, abs=1.5)


def test_a_dead_channel_is_flagged(tmp_path: Path) -> None:
    assert taken_in(with_dead_channel(tmp_path / "call.wav")).preflight.quality_flags == ("dead_channel",)


def test_a_dead_channel_is_not_sent(tmp_path: Path) -> None:
    assert {chunk.channel for chunk in taken_in(with_dead_channel(tmp_path / "call.wav")).chunks} == {1}


def test_of_two_channels_with_the_same_signal_the_louder_is_sent(tmp_path: Path) -> None:
    sound = voiced(5.0)
    wav16(tmp_path / "call.wav", 16_000, np.stack([sound // 2, sound], axis=1))
    intake = taken_in(tmp_path / "call.wav")
    assert ([chunk.channel for chunk in intake.chunks], intake.preflight.quality_flags) == ([1], ("dual_mono",))


def test_a_silent_recording_is_refused(tmp_path: Path) -> None:
    wav16(tmp_path / "call.wav", 16_000, np.zeros((32_000, 2), np.int16))
    assert refusal(tmp_path / "call.wav").reason is FailureReason.SILENT


def test_a_whisper_is_not_silence(tmp_path: Path) -> None:
    wav16(tmp_path / "call.wav", 16_000, voiced(3.0, level=40).reshape(-1, 1))
    assert taken_in(tmp_path / "call.wav").preflight.duration_s == 3.0


def test_quiet_speech_is_taken_and_flagged(tmp_path: Path) -> None:
    wav16(tmp_path / "call.wav", 16_000, voiced(5.0, level=300).reshape(-1, 1))
    assert taken_in(tmp_path / "call.wav").preflight.quality_flags == ("faint",)


def test_noise_is_taken_and_flagged(tmp_path: Path) -> None:
    noise = np.random.default_rng(0).normal(0, 300, (80_000, 1)).astype(np.int16)
    wav16(tmp_path / "call.wav", 16_000, noise)
    assert "no_speech" in taken_in(tmp_path / "call.wav").preflight.quality_flags


def test_overdriven_sound_is_taken_and_flagged(tmp_path: Path) -> None:
    overdriven = np.clip(voiced(5.0).astype(int) * 30, -32_768, 32_767).astype(np.int16)
    wav16(tmp_path / "call.wav", 16_000, overdriven.reshape(-1, 1))
    assert "clipped" in taken_in(tmp_path / "call.wav").preflight.quality_flags


def test_a_longer_recording_than_allowed_is_refused_with_the_setting(call: Path) -> None:
    refused = refusal(call, max_recording_s=9.0)
    assert (refused.reason, "audio.max_recording_s" in refused.message) == (FailureReason.TOO_LONG, True)


def test_a_recording_as_long_as_allowed_is_taken(call: Path) -> None:
    assert taken_in(call, max_recording_s=10.0).preflight.duration_s == 10.0


def test_progress_is_told_each_minute(tmp_path: Path) -> None:
    path = FORMATS["mulaw.wav"].make(tmp_path / "call.wav", 185.0)
    told: list[float] = []
    take_in(path, "call.wav", tmp_path, AudioSettings(), None, told.append)
    assert list(dict.fromkeys(told))[:3] == [pytest.approx(minute * 60, abs=3) for minute in (1, 2, 3)]


@pytest.mark.parametrize("name", LAST_WRITTEN)
def test_a_recording_whose_header_knows_that_it_is_cut_off_is_refused(tmp_path: Path, name: str) -> None:
    path = FORMATS[name].make(tmp_path / name, samples=talk(FORMATS[name]))
    assert refusal(cut(path)).reason is FailureReason.CORRUPT_AUDIO


@pytest.mark.parametrize("name", ["cbr.mp3", "8 kHz.mp3", "flac.flac", "aac.m4a", "alac.m4a", "film.mp4"])
def test_a_recording_that_lacks_its_last_seconds_is_refused(tmp_path: Path, name: str) -> None:
    made = FORMATS[name]
    if name.endswith((".m4a", ".mp4")):  # as they are written for streaming: else the end that is cut off is the index
        made = replace(made, write=partial(made.write, muxer={"movflags": "faststart"}))
    path = made.make(tmp_path / name, samples=talk(made, 60.0))
    assert "cut off: its header promises 60." in refusal(cut(path, 0.97)).message


def test_an_mp3_with_a_hole_in_its_middle_is_flagged_only(tmp_path: Path) -> None:
    made = FORMATS["cbr.mp3"]
    path = made.make(tmp_path / "call.mp3", samples=talk(made, 60.0))
    content = bytearray(path.read_bytes())
    hole = range(len(content) // 2, len(content) // 2 + len(content) // 25)
    content[hole.start : hole.stop] = bytes(len(hole))
    path.write_bytes(content)
    found = taken_in(path).preflight
    assert (found.quality_flags, found.duration_s) == (("damaged_packets",), pytest.approx(57.6, abs=0.3))


def test_a_flac_with_a_hole_in_its_middle_is_flagged_and_keeps_its_length(tmp_path: Path) -> None:
    made = FORMATS["flac.flac"]
    path = made.make(tmp_path / "call.flac", samples=talk(made, 60.0))
    content = bytearray(path.read_bytes())
    hole = range(len(content) // 2, len(content) // 2 + len(content) // 50)
    content[hole.start : hole.stop] = bytes(len(hole))
    path.write_bytes(content)
    found = taken_in(path).preflight
    assert (found.quality_flags, found.duration_s) == (("gaps_filled", "damaged_packets"), 60.0)


@pytest.mark.parametrize("name", NEVER_PUT_RIGHT)
def test_a_recording_whose_header_may_never_have_been_put_right_is_flagged(tmp_path: Path, name: str) -> None:
    path = FORMATS[name].make(tmp_path / name, samples=talk(FORMATS[name]))
    assert "header_too_long" in taken_in(cut(path)).preflight.quality_flags


@pytest.mark.parametrize("name", ["opus.ogg", "vorbis.ogg", "flac.ogg"])
def test_an_ogg_file_without_its_last_page_is_flagged(tmp_path: Path, name: str) -> None:
    path = FORMATS[name].make(tmp_path / name, samples=talk(FORMATS[name]))
    assert "cut_off" in taken_in(cut(path)).preflight.quality_flags


def test_a_cut_off_recording_says_what_is_there_and_what_was_promised(tmp_path: Path) -> None:
    path = FORMATS["cbr.mp3"].make(tmp_path / "call.mp3", samples=talk(FORMATS["cbr.mp3"]))
    assert "cut off: its header promises 10.0 s" in refusal(cut(path)).message


def test_a_recording_of_which_only_the_beginning_arrived_is_refused(tmp_path: Path) -> None:
    path = FORMATS["cbr.mp3"].make(tmp_path / "call.mp3")
    path.write_bytes(path.read_bytes()[:300])
    assert refusal(path).reason is FailureReason.CORRUPT_AUDIO


@pytest.mark.parametrize("name", ["vbr without header.mp3", "adts.aac"])
@pytest.mark.parametrize("silence_first", [True, False])
def test_a_length_that_nobody_wrote_down_is_not_held_against_a_recording(
    tmp_path: Path, name: str, silence_first: bool
) -> None:
    """Where a file does not state its length, libav guesses it from the bit rate of the beginning."""
    made = FORMATS[name]
    parts = [np.zeros((made.rate_hz * 5, 2), np.int16), talk(made, 5.0)]
    path = made.make(tmp_path / name, samples=np.concatenate(parts if silence_first else parts[::-1]))
    found = taken_in(path).preflight
    assert (found.duration_s, found.quality_flags) == (pytest.approx(10.0, abs=PADDED_S), ())


def test_a_film_that_goes_on_after_its_sound_is_not_cut_off(tmp_path: Path) -> None:
    """The header of an MP4 file states the length of the longest stream as well."""
    path = FORMATS["film.mp4"].make(tmp_path / "film.mp4", samples=talk(FORMATS["film.mp4"], 3.0))
    content = path.read_bytes()
    at = content.index(b"mvhd") + 4 + 16
    path.write_bytes(content[:at] + struct.pack(">I", 100_000) + content[at + 4 :])
    assert taken_in(path).preflight.quality_flags == ()


@pytest.mark.parametrize("kind", ["pipe", "folder", "device", "link to a device", "socket"])
def test_what_is_no_file_is_refused_without_being_read(tmp_path: Path, kind: str) -> None:
    path = tmp_path / "call.wav"
    if kind == "pipe":
        os.mkfifo(path)
    elif kind == "folder":
        path.mkdir()
    elif kind == "socket":
        os.mknod(path, 0o140600)
    elif kind == "link to a device":
        path.symlink_to("/dev/zero")
    else:
        path = path.parent / "/dev/zero"
    assert refusal(path).reason is FailureReason.NOT_AUDIO


@pytest.mark.parametrize("harm", HOSTILE)
def test_a_hostile_file_ends_with_its_verdict(decoders: Decoders, tmp_path: Path, harm: str) -> None:
    make, verdicts = HOSTILE[harm]
    make(tmp_path / "call.wav")
    try:
        decoders.take_in(tmp_path / "call.wav", "call.wav", tmp_path, AudioSettings(), LIMITS)
    except RecordingError as refused:
        assert refused.reason.value in verdicts  # noqa: PT017
    else:
        assert "ok" in verdicts


@pytest.mark.parametrize("name", PADDED)
def test_a_hundred_megabytes_of_padding_hide_no_sound(decoders: Decoders, tmp_path: Path, name: str) -> None:
    padded(tmp_path / name, name)
    intake = decoders.take_in(tmp_path / name, name, tmp_path, AudioSettings(), LIMITS)
    assert intake.preflight.duration_s == pytest.approx(0.5, abs=0.1)


def with_dead_channel(path: Path) -> Path:
    sound = voiced(3.0)
    wav16(path, 16_000, np.stack([np.zeros_like(sound), sound], axis=1))
    return path
