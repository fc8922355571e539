from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest

from callscribe.audio.channel_map import check_channel_map, mixes_of
from callscribe.errors import FailureReason, RecordingError, SettingsError
from every_format import FORMATS, TONES_HZ, decoded, loudest_hz, refusal, taken_in, tone, wav16

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def eight(tmp_path: Path) -> Path:
    """Eight channels, each with a tone of its own."""
    return FORMATS["8 channels.wav"].make(tmp_path / "call.wav")


@pytest.mark.parametrize("channel_map", [(), ("0",), ("1", "0"), ("0", "2+3"), ("10",), ("0+1+2+3",)])
def test_a_channel_map_is_numbers_and_sums_of_numbers(channel_map: tuple[str, ...]) -> None:
    check_channel_map(channel_map)


@pytest.mark.parametrize("entry", ["", "left", "-1", "1.5", "0+", "+0", "0 + 1", "0,1", "0\n"])
def test_another_channel_map_is_refused_with_an_example(entry: str) -> None:
    with pytest.raises(SettingsError, match=r"like '2\+3'"):
        check_channel_map(["0", entry])


def test_without_a_map_each_channel_is_transcribed_on_its_own() -> None:
    assert mixes_of((), 3, "call.wav") == ((0,), (1,), (2,))


def test_a_map_says_which_channels_are_mixed_and_in_which_order() -> None:
    assert mixes_of(("2+3", "0"), 4, "call.wav") == ((2, 3), (0,))


def test_a_channel_that_a_recording_has_not_is_refused() -> None:
    with pytest.raises(
        RecordingError, match=r"has 2 channels, numbered from 0; audio\.channel_map asks for 0, 2"
    ) as error:
        mixes_of(("0", "2"), 2, "call.wav")
    assert error.value.reason is FailureReason.UNSUPPORTED_CODEC


def test_a_missing_channel_costs_the_recording_its_transcript(eight: Path) -> None:
    assert refusal(eight, channel_map=("8",)).reason is FailureReason.UNSUPPORTED_CODEC


def test_channels_come_in_the_maps_order(eight: Path) -> None:
    heard = [loudest_hz(row) for row in decoded(eight, ("6", "0", "2"))]
    assert heard == [pytest.approx(TONES_HZ[channel], abs=1) for channel in (6, 0, 2)]


def test_a_channel_may_be_asked_for_twice(eight: Path) -> None:
    once, again = decoded(eight, ("1", "1"))
    assert np.array_equal(once, again)


def test_channels_that_the_map_leaves_out_are_not_sent_and_the_others_keep_their_numbers(eight: Path) -> None:
    assert {chunk.channel for chunk in taken_in(eight, channel_map=("6", "0+2")).chunks} == {6, 0}


def test_a_mix_holds_the_sound_of_each_of_its_channels(eight: Path) -> None:
    mixed = decoded(eight, ("0+1",))[0].astype(float)
    spectrum = np.abs(np.fft.rfft(mixed)) / len(mixed) * 2
    assert [spectrum[round(hz * 2)] for hz in TONES_HZ[:2]] == [pytest.approx(4000, rel=0.01)] * 2


@pytest.mark.parametrize("rate_hz", [8000, 16_000, 44_100])
@pytest.mark.parametrize("sign", [1, -1])
def test_a_mix_of_channels_at_full_scale_does_not_clip(tmp_path: Path, rate_hz: int, sign: int) -> None:
    loud = sign * tone(1.0, 300, rate_hz, level=32_767)
    wav16(tmp_path / "call.wav", rate_hz, np.stack([loud] * 4, axis=1))
    alone, mixed = decoded(tmp_path / "call.wav", ("0", "0+1+2+3"))
    assert np.abs(mixed.astype(int) - alone).max() <= 1


def test_a_mix_of_a_channel_and_its_inverse_is_silence(tmp_path: Path) -> None:
    sound = tone(1.0, 300, 16_000, level=32_767)
    wav16(tmp_path / "call.wav", 16_000, np.stack([sound, -sound], axis=1))
    assert not decoded(tmp_path / "call.wav", ("0+1",)).any()


def test_a_map_of_one_channel_makes_a_mono_recording(eight: Path) -> None:
    assert taken_in(eight, channel_map=("0+1",)).preflight.layout == "mono"


def test_the_preflight_tells_the_recordings_channels_whatever_the_map(eight: Path) -> None:
    assert taken_in(eight, channel_map=("0",)).preflight.channels == 8
