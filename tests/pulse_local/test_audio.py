"""Decoding: any container in memory, and nothing beside it."""

from __future__ import annotations

import io
from typing import Any

import av
import numpy as np
import pytest

from pulse_local import audio as decoding
from pulse_local.audio import AudioTooLong, decode_audio


def encoded(channels: Any, *, container: str, codec: str, rate_hz: int) -> bytes:
    """Two rows at 8 kHz as a file of another format."""
    held = io.BytesIO()
    frame = av.AudioFrame.from_ndarray(np.ascontiguousarray(channels.T.reshape(1, -1)), format="s16", layout="stereo")
    frame.sample_rate = 8000
    with av.open(held, "w", format=container) as out:
        stream = out.add_stream(codec, rate=rate_hz, layout="stereo")
        resampler = av.AudioResampler(format=stream.format.name, layout="stereo", rate=rate_hz)
        for resampled in [*resampler.resample(frame), *resampler.resample(None)]:
            out.mux(stream.encode(resampled))
        out.mux(stream.encode(None))
    return held.getvalue()


@pytest.mark.parametrize(
    ("container", "codec", "rate_hz"),
    [
        ("wav", "pcm_s16le", 8000),
        ("wav", "pcm_mulaw", 8000),
        ("flac", "flac", 16_000),
        ("mp3", "libmp3lame", 44_100),
        ("ogg", "libopus", 48_000),
        ("mp4", "aac", 44_100),
        ("matroska", "libopus", 48_000),
    ],
)
def test_every_format_becomes_mono_at_16_khz_with_its_channels_averaged(
    audio: Any, container: str, codec: str, rate_hz: int
) -> None:
    left = audio.tone(3.0, rate_hz=8000)
    body = encoded(np.stack([left, np.zeros_like(left)]), container=container, codec=codec, rate_hz=rate_hz)
    decoded = decode_audio(io.BytesIO(body))
    assert decoded.duration_s == pytest.approx(3.0, abs=0.06)  # AAC pads its first frames
    assert decoded.samples.dtype == np.int16
    inner = slice(16_000, 32_000)
    loudness = np.sqrt(np.mean(decoded.samples[inner].astype(float) ** 2))
    assert loudness == pytest.approx(np.sqrt(np.mean((left[8000:16_000] / 2.0) ** 2)), rel=0.05)


@pytest.mark.parametrize("channels", [3, 8, 9, 32])
def test_many_channels_are_averaged_too(audio: Any, channels: int) -> None:
    tone = audio.tone(1.0)
    decoded = decode_audio(io.BytesIO(audio.wav(tone, *[np.zeros_like(tone)] * (channels - 1))))
    assert np.abs(decoded.samples - tone / channels).max() <= 1


@pytest.mark.parametrize("body", [b"", b"RIFF", b"not audio at all", bytes(5000), np.random.default_rng(7).bytes(5000)])
def test_what_is_no_audio_gives_no_samples(body: bytes) -> None:
    decoded = decode_audio(io.BytesIO(body))
    assert (len(decoded.samples), decoded.duration_s) == (0, 0.0)


def test_a_file_that_breaks_off_gives_what_it_holds(audio: Any) -> None:
    decoded = decode_audio(io.BytesIO(audio.wav(audio.tone(2.0))[:32_044]))
    assert decoded.duration_s == pytest.approx(1.0, abs=0.1)


@pytest.mark.parametrize("make", ["hls", "ffconcat", "dash", "sdp"])
def test_a_playlist_never_opens_the_file_it_names(server: Any, audio: Any, tmp_path: Any, make: str) -> None:
    secret = tmp_path / "secret.wav"
    secret.write_bytes(audio.wav(audio.tone(2.0)))
    playlist = {
        "hls": f"#EXTM3U\n#EXT-X-TARGETDURATION:10\n#EXTINF:10,\nfile://{secret}\n#EXT-X-ENDLIST\n",
        "ffconcat": f"ffconcat version 1.0\nfile '{secret}'\n",
        "dash": "<?xml version='1.0'?><MPD xmlns='urn:mpeg:dash:schema:mpd:2011' type='static'><Period>"
        f"<BaseURL>file://{secret}</BaseURL></Period></MPD>",
        "sdp": "v=0\no=- 0 0 IN IP4 127.0.0.1\ns=x\nc=IN IP4 127.0.0.1\nt=0 0\nm=audio 5004 RTP/AVP 0\n",
    }[make]
    answer = server.post(data=playlist.encode(), headers={"Content-Type": "audio/mpegurl"})
    assert answer.status_code == 200
    assert answer.json()["transcription"] == ""
    assert answer.json()["metadata"]["duration"] == 0.0


def test_audio_that_needs_too_much_memory_is_refused(server: Any, audio: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(decoding, "LONGEST_AUDIO_S", 1)
    body = audio.wav(audio.tone(2.0))
    with pytest.raises(AudioTooLong):
        decode_audio(io.BytesIO(body))
    answer = server.post(data=body)
    assert (answer.status_code, answer.json()["code"]) == (400, "AudioDecodeError")
