from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest

from callscribe.audio.headerless import WELL_KNOWN, parse_raw_format, raw_format_of
from callscribe.errors import SettingsError
from every_format import FORMATS, decoded, refusal, taken_in, tone, wav16

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize("text", [*WELL_KNOWN.values(), "s16be 44100 8", "g726-24 8000 1", "f32le 192000 2"])
def test_a_declaration_is_an_encoding_a_rate_and_channels(text: str) -> None:
    assert parse_raw_format(text).container


@pytest.mark.parametrize(
    "text", ["", "mulaw", "mulaw 8000", "mulaw 8 kHz", "mulaw 8000 1 1", "mp3 8000 1", "mulaw x 1"]
)
def test_another_declaration_is_refused_with_an_example(text: str) -> None:
    with pytest.raises(SettingsError, match="like 'mulaw 8000 1'"):
        parse_raw_format(text)


@pytest.mark.parametrize("text", ["mulaw 3999 1", "mulaw 192001 1", "mulaw 8000 0", "mulaw 8000 9"])
def test_a_declared_rate_or_number_of_channels_that_nobody_records_is_refused(text: str) -> None:
    with pytest.raises(SettingsError, match="from 4000 to 192000 Hz, with 1 to 8 channels"):
        parse_raw_format(text)


@pytest.mark.parametrize("encoding", ["g722", "g726-32", "gsm"])
def test_a_coding_of_one_channel_is_not_declared_with_two(encoding: str) -> None:
    with pytest.raises(SettingsError, match=r"G\.722, G\.726 and GSM: 1"):
        parse_raw_format(f"{encoding} 8000 2")


@pytest.mark.parametrize("name", ["call.ulaw", "CALL.ULAW", "s3://bucket/2026/call.ulaw", "a.b/c.d.ulaw"])
def test_a_known_suffix_needs_no_declaration(name: str) -> None:
    assert raw_format_of(name, {}) == parse_raw_format("mulaw 8000 1")


def test_what_is_declared_for_a_suffix_wins_over_what_is_known_of_it() -> None:
    assert raw_format_of("call.ulaw", {"ulaw": "mulaw 16000 2"}) == parse_raw_format("mulaw 16000 2")


@pytest.mark.parametrize("name", ["call.raw", "call", "ulaw", "call.wav", ".ulaw"])
def test_nothing_is_known_of_other_names(name: str) -> None:
    assert raw_format_of(name, {}) is None


def test_a_wav_under_the_name_of_a_headerless_format_is_a_wav(tmp_path: Path) -> None:
    wav16(tmp_path / "call.ulaw", 16_000, tone(1.0, 500, 16_000).reshape(-1, 1))
    assert taken_in(tmp_path / "call.ulaw").preflight.codec == "pcm_s16le"


def test_sound_without_a_header_and_without_a_declaration_is_refused_with_the_remedy(tmp_path: Path) -> None:
    FORMATS["call.alaw"].make(tmp_path / "call.raw")
    refused = refusal(tmp_path / "call.raw")
    assert (refused.reason.value, "declare audio.raw_formats" in refused.message) == ("not_audio", True)


@pytest.mark.parametrize("text", ["s16le 16000 3", "s16le 16000 8"])
def test_channels_without_a_usual_layout_are_kept_in_order(tmp_path: Path, text: str) -> None:
    channels = int(text[-1])
    samples = np.arange(1600 * channels, dtype="<i2").reshape(-1, channels)
    (tmp_path / "call.raw").write_bytes(samples.tobytes())
    assert np.array_equal(decoded(tmp_path / "call.raw", raw=text).T, samples)


@pytest.mark.parametrize("bytes_too_many", [1, 2, 3])
def test_a_last_sample_that_is_cut_off_is_left_out(tmp_path: Path, bytes_too_many: int) -> None:
    samples = np.arange(1600, dtype="<i2").reshape(-1, 2)
    (tmp_path / "call.raw").write_bytes(samples.tobytes() + bytes(bytes_too_many))
    assert np.array_equal(decoded(tmp_path / "call.raw", raw="s16le 16000 2").T, samples)
