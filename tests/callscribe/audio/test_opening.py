from __future__ import annotations

import base64
import ctypes
import os
import socket
import struct
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import av
import numpy as np
import pytest

from callscribe.audio.opening import open_recording
from callscribe.errors import FailureReason, RecordingError
from every_format import FORMATS, decoded, libav, loudest_hz, refusal, taken_in, tone, wav16
from hostile_files import PLAYLISTS, TEN_HOURS, alias, external_sound, wav_of_channels

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

IN_OPEN = 0x20
# playlists that are refused for being no sound
UNKNOWN_TO_US = {"ASX", "ASF reference", "SDP", "concat without its first line", "a path"}
ODD_NAMES = (
    "http:call.wav",
    "concat:a.wav|b.wav",
    "subfile,,start,0,end,9,,:call.wav",
    "pipe:0",
    "-i call.wav",
    "--",
    "call%03d.wav",
    "call\nsecond line.wav",
    "$(touch pwned) `id`; rm -rf *.wav",
    "call'\".wav",
    "Rückruf 電話.wav",
    os.fsdecode(b"latin-1 \xe9.wav"),
    "?*[a-z].wav",
)
NO_SOUND = (
    b"This is not a recording.\n" * 40,
    b"\x00" * 5000,
    b"%PDF-1.7\n" + b"x" * 5000,
    b"PK\x03\x04" + b"\x00" * 500,
    b"{}",
    b"\xff",
    b"1\n00:00:01,000 --> 00:00:02,000\nGood morning.\n",
    b"<svg xmlns='http://www.w3.org/2000/svg'></svg>",
    b"GIF89a" + b"\x01" * 500,
    b"\x89PNG\r\n\x1a\n" + bytes(500),
)


@pytest.fixture
def neighbour(tmp_path: Path) -> Path:
    """A recording that somebody else's file has no business with."""
    return FORMATS["s16.wav"].make(tmp_path / "neighbour.wav")


@pytest.fixture
def strangers(tmp_path: Path) -> Path:
    """A stranger's folder beside it."""
    (tmp_path / "stranger").mkdir()
    return tmp_path / "stranger"


@contextmanager
def watching(path: Path) -> Iterator[Callable[[], bool]]:
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


def take_or_refuse(path: Path) -> None:
    try:
        taken_in(path)
    except RecordingError as error:
        assert error.reason is not FailureReason.INTERNAL  # noqa: PT017


def test_the_watch_sees_a_file_opened(neighbour: Path) -> None:
    with watching(neighbour) as was_opened:
        decoded(neighbour)
        assert was_opened()


@pytest.mark.parametrize("kind", sorted(PLAYLISTS.keys() - UNKNOWN_TO_US))
@pytest.mark.parametrize("name", ["call.wav", "call.m3u8", "call.mp3"])
def test_a_playlist_is_refused_whatever_its_name(strangers: Path, neighbour: Path, kind: str, name: str) -> None:
    (strangers / name).write_text(PLAYLISTS[kind].format(neighbour=neighbour))
    assert refusal(strangers / name).reason is FailureReason.PLAYLIST_REFUSED


@pytest.mark.parametrize("kind", PLAYLISTS)
def test_a_file_that_points_to_its_neighbour_does_not_get_it_opened(
    strangers: Path, neighbour: Path, kind: str
) -> None:
    (strangers / "call.wav").write_text(PLAYLISTS[kind].format(neighbour=neighbour))
    with watching(neighbour) as was_opened:
        refusal(strangers / "call.wav")
        assert not was_opened()


@pytest.mark.parametrize("kind", PLAYLISTS)
def test_a_playlist_that_is_not_recognised_is_not_followed_either(
    tmp_path: Path, neighbour: Path, kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("callscribe.audio.opening._PLAYLISTS", ())
    (tmp_path / "stranger.wav").write_text(PLAYLISTS[kind].format(neighbour=neighbour.name))
    with watching(neighbour) as was_opened:
        assert refusal(tmp_path / "stranger.wav").reason is FailureReason.NOT_AUDIO
        assert not was_opened()


@pytest.mark.parametrize("kind", PLAYLISTS)
def test_a_file_that_points_to_an_address_does_not_get_it_called(tmp_path: Path, kind: str) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        listener.settimeout(0.05)
        address = f"http://127.0.0.1:{listener.getsockname()[1]}/call.ts"
        (tmp_path / "call.wav").write_text(PLAYLISTS[kind].format(neighbour=address))
        refusal(tmp_path / "call.wav")
        with pytest.raises(TimeoutError):
            listener.accept()


@pytest.mark.parametrize("kind", [b"url ", b"alis"])
def test_a_film_whose_sound_lies_in_another_file_does_not_get_it_opened(
    strangers: Path, neighbour: Path, kind: bytes
) -> None:
    where = alias(str(neighbour)) if kind == b"alis" else f"file://{neighbour}".encode() + b"\0"
    external_sound(strangers / "call.mov", kind=kind, where=where)
    with watching(neighbour) as was_opened:
        take_or_refuse(strangers / "call.mov")
        assert not was_opened()


def test_a_film_whose_sound_lies_at_an_address_does_not_get_it_called(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        listener.settimeout(0.2)
        address = f"http://127.0.0.1:{listener.getsockname()[1]}/call.mov"
        external_sound(tmp_path / "call.mov", kind=b"url ", where=address.encode() + b"\0")
        take_or_refuse(tmp_path / "call.mov")
        with pytest.raises(TimeoutError):
            listener.accept()


@pytest.mark.parametrize("name", ODD_NAMES)
def test_a_name_is_never_taken_for_more_than_a_name(tmp_path: Path, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    path = tmp_path / name
    wav16(path, 16_000, tone(1.0, 500, 16_000).reshape(-1, 1))
    assert loudest_hz(decoded(path)[0]) == pytest.approx(500, abs=1)


def test_a_relative_path_that_looks_like_an_address_is_a_path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    relative = FORMATS["s16.wav"].make(tmp_path / "http:call.wav").relative_to(tmp_path)
    assert decoded(relative).shape == (2, 32_000)


def test_an_empty_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "call.wav").touch()
    assert refusal(tmp_path / "call.wav").reason is FailureReason.EMPTY_FILE


@pytest.mark.parametrize("content", NO_SOUND)
def test_what_is_no_sound_is_refused_whatever_its_name(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "call.wav").write_bytes(content)
    assert refusal(tmp_path / "call.wav").reason is FailureReason.NOT_AUDIO


def test_a_refusal_shows_the_first_bytes(tmp_path: Path) -> None:
    (tmp_path / "call.wav").write_bytes(b"This is not a recording.")
    assert "first bytes: 54 68 69 73" in refusal(tmp_path / "call.wav").message


def test_a_refusal_names_the_recording(tmp_path: Path) -> None:
    (tmp_path / "call.wav").touch()
    assert refusal(tmp_path / "call.wav").message.startswith("call.wav: ")


@pytest.mark.parametrize("container", ["mp4", "matroska", "avi", "mov"])
def test_a_film_without_sound_is_refused(tmp_path: Path, container: str) -> None:
    refused = refusal(silent_film(tmp_path / "call.wav", container))
    assert (refused.reason, "0 audio streams (found: video)" in refused.message) == (
        FailureReason.NO_AUDIO_STREAM,
        True,
    )


def test_the_first_sound_of_a_film_with_several_is_taken(tmp_path: Path) -> None:
    with av.open(str(tmp_path / "film.mkv"), "w") as output:
        streams: list[Any] = [output.add_stream("pcm_s16le", rate=16_000, layout="mono") for _ in range(2)]
        for stream, hz in zip(streams, (700, 900), strict=True):
            frame = av.AudioFrame.from_ndarray(tone(1.0, hz, 16_000).reshape(1, -1), "s16", "mono")
            frame.sample_rate, frame.pts = 16_000, 0
            output.mux(stream.encode(frame))
    assert loudest_hz(decoded(tmp_path / "film.mkv")[0]) == pytest.approx(700, abs=1)


@pytest.mark.parametrize("channels", [9, 255, 256])
def test_more_than_eight_channels_are_refused_with_their_number(tmp_path: Path, channels: int) -> None:
    wav_of_channels(tmp_path / "call.wav", channels=channels)
    refused = refusal(tmp_path / "call.wav")
    assert (refused.reason, f"{channels} channels" in refused.message) == (FailureReason.UNSUPPORTED_CODEC, True)


@pytest.mark.parametrize("rate_hz", [1, 300, 3_999, 1_000_000, 1_000_000_000])
def test_a_rate_that_no_recorder_has_is_refused_by_its_number(tmp_path: Path, rate_hz: int) -> None:
    wav16(tmp_path / "call.wav", rate_hz, tone(1.0, 500, 16_000).reshape(-1, 1))
    refused = refusal(tmp_path / "call.wav")
    assert (refused.reason, f"{rate_hz} Hz" in refused.message) == (FailureReason.UNSUPPORTED_CODEC, True)


def test_a_codec_without_a_decoder_is_refused(tmp_path: Path) -> None:
    FORMATS["opus.webm"].make(tmp_path / "call.webm")
    content = (tmp_path / "call.webm").read_bytes().replace(b"A_OPUS", b"A_WHAT")
    (tmp_path / "call.webm").write_bytes(content)
    assert refusal(tmp_path / "call.webm").reason is FailureReason.UNSUPPORTED_CODEC


@pytest.mark.parametrize("name", TEN_HOURS)
def test_no_header_is_believed_that_promises_ten_hours(tmp_path: Path, name: str) -> None:
    TEN_HOURS[name](tmp_path / name)
    try:
        found_s = taken_in(tmp_path / name).preflight.duration_s
    except RecordingError as refused:
        assert refused.reason is FailureReason.CORRUPT_AUDIO  # noqa: PT017
    else:
        assert found_s == pytest.approx(0.5, abs=0.1)


@pytest.mark.parametrize("name", ["call.mp3", "call.mkv", "call.ogg"])
def test_what_is_attached_to_a_recording_does_no_harm(tmp_path: Path, name: str) -> None:
    """A page in Matroska, and cover pictures, which count as film in libav."""
    path = with_attachment(tmp_path / name)
    assert loudest_hz(decoded(path)[0]) == pytest.approx(500, abs=1)


def test_a_recording_is_closed_at_the_end_of_the_context(tmp_path: Path) -> None:
    path = FORMATS["s16.wav"].make(tmp_path / "call.wav")
    with open_recording(path, "call.wav"):
        pass
    assert path.resolve() not in {entry.resolve() for entry in Path("/proc/self/fd").iterdir()}


def silent_film(path: Path, container: str) -> Path:
    """Ten pictures without sound."""
    inner = path.with_suffix(".film")
    partial(libav, codec="pcm_s16le", container="matroska", film=True)(inner, 8000, np.ones((8000, 1), np.int16))
    with av.open(str(inner)) as source, av.open(str(path), "w", format=container) as output:
        stream = output.add_stream_from_template(source.streams.video[0])
        for packet in source.demux(video=0):
            if packet.dts is not None:
                packet.stream = stream
                output.mux(packet)
    return path


def with_attachment(path: Path) -> Path:
    """A tone, and what each format can hold beside it."""
    image = bytes.fromhex("89504e470d0a1a0a") + bytes(500)
    with av.open(str(path), "w") as output:
        stream: Any = output.add_stream(
            "libopus" if path.suffix == ".ogg" else "libmp3lame", rate=48_000, layout="mono"
        )
        if path.suffix == ".mkv":
            output.add_attachment("page.html", "text/html", b"<html></html>" * 1000)
        if path.suffix == ".ogg":
            block = struct.pack(">II9sIIIIII", 3, 9, b"image/png", 0, 1, 1, 24, 0, len(image)) + image
            output.metadata["METADATA_BLOCK_PICTURE"] = base64.b64encode(block).decode()
        frame = av.AudioFrame.from_ndarray(tone(1.0, 500, 48_000).reshape(1, -1), "s16", "mono")
        frame.sample_rate, frame.pts = 48_000, 0
        output.mux([*stream.encode(frame), *stream.encode(None)])
    if path.suffix == ".mp3":
        picture = b"\0image/png\0\x03\0" + image
        tag = b"APIC" + struct.pack(">IH", len(picture), 0) + picture
        path.write_bytes(b"ID3\x03\0\0\0\0" + bytes([len(tag) >> 7 & 0x7F, len(tag) & 0x7F]) + tag + path.read_bytes())
    return path
