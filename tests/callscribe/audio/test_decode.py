"""Recordings of every kind, made here with PyAV and the wave module."""

from __future__ import annotations

import ctypes
import os
import socket
import struct
import subprocess
import sys
import wave
from contextlib import contextmanager
from fractions import Fraction
from hashlib import sha256
from textwrap import dedent
from typing import TYPE_CHECKING, Any

import av
import numpy as np
import pytest

from callscribe.audio.decode import SAMPLE_RATE_HZ, Decoded, Preflight, decode
from callscribe.errors import FailureReason, RecordingError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

LEFT_HZ, RIGHT_HZ = 500.0, 1500.0
FORMATS = {
    "mulaw.wav": ("pcm_mulaw", 8000),
    "alaw.wav": ("pcm_alaw", 8000),
    "pcm.wav": ("pcm_s16le", 16_000),
    "24 bit.wav": ("pcm_s24le", 44_100),
    "float.wav": ("pcm_f32le", 48_000),
    "call.mp3": ("libmp3lame", 44_100),
    "call.m4a": ("aac", 44_100),
    "call.ogg": ("libopus", 48_000),
    "call.flac": ("flac", 16_000),
    "call.webm": ("libopus", 48_000),
    "call.aiff": ("pcm_s16be", 22_050),
}
# coders add silence at both ends
PADDING_S = 0.15
IN_OPEN = 0x20


def encode(path: Path, *channels: Any, codec: str = "pcm_s16le", rate_hz: int = 16_000) -> Path:
    """A file of the suffix's format."""
    layout = "mono" if len(channels) == 1 else "stereo"
    with av.open(str(path), "w") as container:
        stream: Any = container.add_stream(codec, rate=rate_hz)
        stream.layout = layout
        frame = av.AudioFrame.from_ndarray(np.stack(channels, axis=1).reshape(1, -1), "s16", layout)
        frame.sample_rate = rate_hz
        for packet in [*stream.encode(frame), *stream.encode(None)]:
            container.mux(packet)
    return path


def film(path: Path) -> Path:
    """Ten pictures without sound."""
    with av.open(str(path), "w") as container:
        stream: Any = container.add_stream("mpeg4", rate=10)
        stream.width = stream.height = 32
        stream.pix_fmt = "yuv420p"
        for number in range(10):
            picture = av.VideoFrame.from_ndarray(np.full((32, 32, 3), number * 20, np.uint8), "rgb24")
            picture.pts, picture.time_base = number, Fraction(1, 10)
            container.mux(stream.encode(picture))
        container.mux(stream.encode(None))
    return path


def preflight(path: Path, max_duration_s: float = 3600.0) -> Preflight:
    with decoded(path, max_duration_s) as found:
        return found.preflight


@contextmanager
def decoded(path: Path, max_duration_s: float = 3600.0) -> Iterator[Decoded]:
    spool = path.parent / f"spool of {path.name}"
    spool.mkdir()
    with decode(path, path.name, spool, max_duration_s=max_duration_s) as found:
        yield found


def refusal(path: Path, max_duration_s: float = 3600.0) -> RecordingError:
    with pytest.raises(RecordingError) as refused:
        preflight(path, max_duration_s)
    return refused.value


def loudest_hz(stream: Path) -> float:
    samples = np.fromfile(stream, "<i2").astype(float)
    return float(np.argmax(np.abs(np.fft.rfft(samples))) * SAMPLE_RATE_HZ / len(samples))


@pytest.fixture(params=FORMATS)
def stereo(request: pytest.FixtureRequest, tmp_path: Path, sounds: Any) -> Path:
    codec, rate_hz = FORMATS[request.param]
    tones = [sounds.tone(2.0, hz, rate_hz=rate_hz) for hz in (LEFT_HZ, RIGHT_HZ)]
    return encode(tmp_path / request.param, *tones, codec=codec, rate_hz=rate_hz)


@pytest.fixture
def call(tmp_path: Path, sounds: Any) -> Path:
    """Ten seconds of telephone sound."""
    return sounds.write_wav(tmp_path / "call.wav", sounds.speech(10.0, rate_hz=8000), rate_hz=8000)  # type: ignore[no-any-return]


@pytest.fixture
def mp3(tmp_path: Path, sounds: Any) -> Path:
    """Ten seconds, with the length in its Info header."""
    return encode(tmp_path / "call.mp3", sounds.speech(10.0), codec="libmp3lame")


def test_each_channel_of_a_stereo_recording_becomes_a_stream_of_its_own(stereo: Path) -> None:
    with decoded(stereo) as found:
        heard = {channel: loudest_hz(stream) for channel, stream in found.channels.items()}
    assert heard == {0: pytest.approx(LEFT_HZ, abs=3), 1: pytest.approx(RIGHT_HZ, abs=3)}


def test_the_duration_is_that_of_the_sound_in_any_format(stereo: Path) -> None:
    assert preflight(stereo).duration_s == pytest.approx(2.0, abs=PADDING_S)


def test_the_preflight_tells_channels_and_rate(stereo: Path) -> None:
    found = preflight(stereo)
    assert (found.channels, found.sample_rate_hz) == (2, FORMATS[stereo.name][1])


@pytest.mark.parametrize(
    ("name", "codec"),
    [("mulaw.wav", "pcm_mulaw"), ("call.mp3", "mp3"), ("call.m4a", "aac"), ("call.ogg", "opus"), ("call.flac", "flac")],
)
def test_the_preflight_names_the_codec(tmp_path: Path, sounds: Any, name: str, codec: str) -> None:
    encoder, rate_hz = FORMATS[name]
    path = encode(tmp_path / name, sounds.speech(1.0, rate_hz=rate_hz), codec=encoder, rate_hz=rate_hz)
    assert preflight(path).codec.startswith(codec)


def test_the_preflight_holds_the_hash_of_the_files_bytes(call: Path) -> None:
    assert preflight(call).recording_sha256 == sha256(call.read_bytes()).hexdigest()


def test_telephone_sound_is_brought_to_16_khz_without_changing_its_length(call: Path) -> None:
    with decoded(call) as found:
        assert found.samples == 10 * SAMPLE_RATE_HZ


def test_every_stream_holds_as_many_samples_as_are_told(stereo: Path) -> None:
    with decoded(stereo) as found:
        assert {stream.stat().st_size for stream in found.channels.values()} == {found.samples * 2}


def test_samples_at_16_khz_come_out_as_they_went_in(tmp_path: Path, sounds: Any) -> None:
    samples = sounds.speech(1.0)
    with decoded(sounds.write_wav(tmp_path / "call.wav", samples)) as found:
        assert found.channels[0].read_bytes() == samples.tobytes()


def test_the_streams_are_gone_after_their_use(call: Path) -> None:
    with decoded(call) as found:
        streams = list(found.channels.values())
    assert not any(stream.exists() for stream in streams)


def test_a_recording_that_is_refused_leaves_no_stream_behind(tmp_path: Path, call: Path) -> None:
    refusal(call, max_duration_s=1.0)
    assert list((tmp_path / "spool of call.wav").iterdir()) == []


def test_a_good_recording_has_no_quality_flag(call: Path) -> None:
    assert preflight(call).quality_flags == ()


def test_a_dead_channel_is_left_out_and_flagged(tmp_path: Path, sounds: Any) -> None:
    sound = sounds.speech(1.0)
    with decoded(sounds.write_wav(tmp_path / "call.wav", np.zeros_like(sound), sound)) as found:
        assert (set(found.channels), found.preflight.quality_flags) == ({1}, ("dead_channel",))


def test_a_silent_recording_is_refused(tmp_path: Path, sounds: Any) -> None:
    silence = np.zeros(SAMPLE_RATE_HZ, np.int16)
    assert refusal(sounds.write_wav(tmp_path / "call.wav", silence)).reason is FailureReason.SILENT


def test_a_whisper_is_not_silence(tmp_path: Path, sounds: Any) -> None:
    assert preflight(sounds.write_wav(tmp_path / "call.wav", sounds.tone(1.0, 300, level=40))).duration_s == 1.0


def test_an_empty_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "call.wav").touch()
    assert refusal(tmp_path / "call.wav").reason is FailureReason.EMPTY_FILE


@pytest.mark.parametrize(
    "content",
    [
        b"This is not a recording.\n" * 40,
        b"\x00" * 5000,
        b"%PDF-1.7\n" + b"x" * 5000,
        b"PK\x03\x04" + b"\x00" * 500,
        b"{}",
        b"1\n00:00:01,000 --> 00:00:02,000\nGood morning.\n",
    ],
)
def test_what_is_no_sound_is_refused_whatever_its_name(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "call.wav").write_bytes(content)
    assert refusal(tmp_path / "call.wav").reason is FailureReason.NOT_AUDIO


def test_a_refusal_shows_the_first_bytes(tmp_path: Path) -> None:
    (tmp_path / "call.wav").write_bytes(b"This is not a recording.")
    assert "first bytes: 54 68 69 73" in refusal(tmp_path / "call.wav").message


def test_a_film_without_sound_is_refused(tmp_path: Path) -> None:
    refused = refusal(film(tmp_path / "call.mp4"))
    assert (refused.reason, "0 audio streams (found: video)" in refused.message) == (
        FailureReason.NO_AUDIO_STREAM,
        True,
    )


@pytest.mark.parametrize(
    "text",
    [
        "ffconcat version 1.0\nfile '{neighbour}'\n",
        "\n  ffconcat version 1.0\nfile {neighbour}\n",
        "#EXTM3U\n#EXT-X-TARGETDURATION:10\n#EXTINF:10,\n{neighbour}\n#EXT-X-ENDLIST\n",
        "#EXTM3U\n{neighbour}\n",
        "[playlist]\nFile1={neighbour}\nNumberOfEntries=1\n",
        '<?xml version="1.0"?><MPD><Period><BaseURL>{neighbour}</BaseURL></Period></MPD>',
        "<MPD><Period><BaseURL>{neighbour}</BaseURL></Period></MPD>",
    ],
)
@pytest.mark.parametrize("name", ["call.wav", "call.m3u8", "call.mp3"])
def test_a_playlist_is_refused_whatever_its_name(tmp_path: Path, call: Path, text: str, name: str) -> None:
    disguised = tmp_path / "stranger" / name
    disguised.parent.mkdir()
    disguised.write_text(text.format(neighbour=call))
    assert refusal(disguised).reason is FailureReason.PLAYLIST_REFUSED


@pytest.mark.parametrize(
    "text",
    [
        "ffconcat version 1.0\nfile '{neighbour}'\n",
        "\ufeff#EXTM3U\n#EXT-X-TARGETDURATION:10\n#EXTINF:10,\n{neighbour}\n#EXT-X-ENDLIST\n",
        "#EXTM3U\n#EXT-X-TARGETDURATION:10\n#EXTINF:10,\n{neighbour}\n#EXT-X-ENDLIST\n",
        "file '{neighbour}'\n",
        "v=0\no=- 0 0 IN IP4 127.0.0.1\ns=x\nm=audio 5004 RTP/AVP 0\na=source:{neighbour}\n",
        "<smil><body><audio src='{neighbour}'/></body></smil>",
    ],
)
def test_a_file_that_points_to_its_neighbour_does_not_get_it_opened(tmp_path: Path, call: Path, text: str) -> None:
    disguised = tmp_path / "stranger" / "call.wav"
    disguised.parent.mkdir()
    disguised.write_text(text.format(neighbour=call))
    with watching(call) as was_opened:
        refusal(disguised)
        assert not was_opened()
        call.read_bytes()
        assert was_opened()  # else the watch proves nothing


def test_a_playlist_that_was_not_recognised_is_not_followed_either(
    tmp_path: Path, call: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("callscribe.audio.decode._PLAYLISTS", ())
    (tmp_path / "stranger.wav").write_text(f"ffconcat version 1.0\nfile '{call.name}'\n")
    with watching(call) as was_opened:
        assert refusal(tmp_path / "stranger.wav").reason is FailureReason.NOT_AUDIO
        assert not was_opened()


def test_a_file_that_points_to_an_address_does_not_get_it_called(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        listener.settimeout(0.2)
        url = f"http://127.0.0.1:{listener.getsockname()[1]}/call.ts"
        (tmp_path / "call.wav").write_text(
            f"\ufeff#EXTM3U\n#EXT-X-TARGETDURATION:9\n#EXTINF:9,\n{url}\n#EXT-X-ENDLIST\n"
        )
        refusal(tmp_path / "call.wav")
        with pytest.raises(TimeoutError):
            listener.accept()


def test_a_longer_recording_than_allowed_is_refused(call: Path) -> None:
    refused = refusal(call, max_duration_s=9.0)
    assert (refused.reason, "audio.max_recording_s" in refused.message) == (FailureReason.TOO_LONG, True)


def test_a_recording_as_long_as_allowed_is_taken(call: Path) -> None:
    assert preflight(call, max_duration_s=10.0).duration_s == 10.0


def test_an_mp3_cut_off_in_the_middle_is_refused(mp3: Path) -> None:
    mp3.write_bytes(mp3.read_bytes()[: mp3.stat().st_size // 2])
    refused = refusal(mp3)
    assert (refused.reason, "cut off: its header promises 10." in refused.message) == (
        FailureReason.CORRUPT_AUDIO,
        True,
    )


def test_a_whole_mp3_is_taken(mp3: Path) -> None:
    assert preflight(mp3).duration_s == pytest.approx(10.0, abs=PADDING_S)


@pytest.mark.parametrize(("name", "codec"), [("call.flac", "flac"), ("call.m4a", "aac")])
def test_other_formats_cut_off_in_the_middle_are_refused(tmp_path: Path, sounds: Any, name: str, codec: str) -> None:
    path = encode(tmp_path / name, sounds.speech(10.0), codec=codec)
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
    assert refusal(path).reason is FailureReason.CORRUPT_AUDIO


def test_a_recording_of_which_only_the_beginning_arrived_is_refused(mp3: Path) -> None:
    mp3.write_bytes(mp3.read_bytes()[:300])
    assert refusal(mp3).reason is FailureReason.CORRUPT_AUDIO


def test_a_wav_without_its_sound_is_refused(call: Path) -> None:
    call.write_bytes(call.read_bytes()[:44])
    assert refusal(call).reason is FailureReason.CORRUPT_AUDIO


def test_a_recording_overwritten_in_its_middle_is_refused(mp3: Path) -> None:
    content = bytearray(mp3.read_bytes())
    content[len(content) // 10 : len(content) * 9 // 10] = bytes(len(content) * 9 // 10 - len(content) // 10)
    mp3.write_bytes(bytes(content))
    assert refusal(mp3).reason is FailureReason.CORRUPT_AUDIO


@pytest.mark.parametrize("claimed_bytes", [0, 0xFFFF_FFFF, 0x7FFF_FFFF, 16_000 * 2 * 100])
def test_a_wav_whose_recorder_never_put_its_length_right_has_its_true_duration(call: Path, claimed_bytes: int) -> None:
    content = bytearray(call.read_bytes())
    content[4:8] = struct.pack("<I", min(claimed_bytes + 36, 0xFFFF_FFFF) if claimed_bytes else 0)
    content[40:44] = struct.pack("<I", claimed_bytes)
    call.write_bytes(bytes(content))
    assert preflight(call).duration_s == pytest.approx(10.0, abs=0.01)


def test_a_wav_of_which_only_half_arrived_is_flagged(call: Path) -> None:
    call.write_bytes(call.read_bytes()[: call.stat().st_size // 2])
    assert preflight(call).quality_flags == ("header_too_long",)


def test_a_wav_with_other_chunks_around_its_sound_is_not_flagged(call: Path) -> None:
    content = call.read_bytes()
    note = b"note" + struct.pack("<I", 3) + b"abc\x00"
    call.write_bytes(content[:36] + note + content[36:] + note)
    assert preflight(call).quality_flags == ()


def test_a_refusal_names_the_recording(tmp_path: Path) -> None:
    (tmp_path / "call.wav").touch()
    assert refusal(tmp_path / "call.wav").message.startswith("call.wav: ")


def test_memory_does_not_grow_with_the_length_of_a_recording(tmp_path: Path, sounds: Any) -> None:
    second = sounds.speech(1.0, rate_hz=8000).tobytes()
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
        from callscribe.audio.decode import decode

        folder = Path(sys.argv[1])
        for minutes in (1, 30):
            with decode(folder / f"{minutes}.wav", "call", folder, max_duration_s=7200) as found:
                assert found.samples == minutes * 60 * 16_000
            # the peak of this process alone, unlike getrusage's, which starts with its parent's
            print(re.search(r"VmHWM:\\s+(\\d+) kB", Path("/proc/self/status").read_text())[1])
    """
    measured = subprocess.run(
        [sys.executable, "-c", dedent(code), str(tmp_path)], capture_output=True, text=True, check=True
    )
    short_kb, long_kb = map(int, measured.stdout.split())
    assert long_kb - short_kb < 30_000


@contextmanager
def watching(path: Path) -> Iterator[Any]:
    """Tells whether a file was opened since, by anybody: inotify."""
    libc = ctypes.CDLL(None, use_errno=True)
    watch = libc.inotify_init1(os.O_NONBLOCK)
    assert libc.inotify_add_watch(watch, os.fsencode(path), IN_OPEN) > 0

    def was_opened() -> bool:
        try:
            return bool(os.read(watch, 4096))
        except BlockingIOError:
            return False

    try:
        yield was_opened
    finally:
        os.close(watch)
