"""Each format that calls come in, from the file to the chunks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from callscribe.audio.flac import read_samples
from callscribe.audio.preflight import QUALITY_FLAGS
from every_format import CROOKED_WAVS, FORMATS, TONES_HZ, decoded, loudest_hz, taken_in, tone, wav16

if TYPE_CHECKING:
    from pathlib import Path

    from callscribe.audio.preflight import Preflight
    from every_format import Format

MADE_S = 2.0
OF_THE_FILE = {"header_too_long", "header_too_short", "cut_off", "damaged_packets"}
# what telephony, studios and everything between them record at
RATES_HZ = (6000, 7350, 8000, 11_025, 12_000, 16_000, 22_050, 24_000, 32_000, 44_100, 48_000, 88_200, 96_000, 192_000)


@dataclass(frozen=True)
class Taken:
    """What became of a recording."""

    made: Format
    preflight: Preflight
    channels: dict[int, Any]


@pytest.fixture(scope="module", params=[*FORMATS, *CROOKED_WAVS])
def taken(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Taken:
    """A recording of each format in its turn, made and taken in once for all claims."""
    made = (FORMATS | CROOKED_WAVS)[request.param]
    path = made.make(tmp_path_factory.mktemp("formats") / request.param, MADE_S)
    intake = taken_in(path, raw_formats={path.suffix.removeprefix("."): made.raw} if made.raw else {})
    channels = {chunk.channel: read_samples(chunk.path.read_bytes()) for chunk in intake.chunks}
    return Taken(made, intake.preflight, channels)


def test_the_preflight_tells_what_a_recording_is(taken: Taken) -> None:
    found = taken.preflight
    assert (found.codec, found.sample_rate_hz, found.channels) == (
        taken.made.codec,
        taken.made.rate_hz,
        taken.made.channels,
    )


def test_the_duration_is_that_of_the_sound(taken: Taken) -> None:
    assert taken.preflight.duration_s == pytest.approx(MADE_S, abs=taken.made.off_by_s + 2 / 16_000)


def test_each_channel_is_sent_with_its_own_sound(taken: Taken) -> None:
    if taken.made.tonal:
        heard = {channel: loudest_hz(samples) for channel, samples in taken.channels.items()}
        assert heard == {
            channel: pytest.approx(hz, abs=3) for channel, hz in enumerate(TONES_HZ[: taken.made.channels])
        }


def test_every_channel_is_sent_at_the_preflights_length(taken: Taken) -> None:
    samples = round(taken.preflight.duration_s * 16_000)
    assert [len(sound) for sound in taken.channels.values()] == [samples] * taken.made.channels


def test_a_file_is_flagged_for_what_is_wrong_with_it_and_for_nothing_else(taken: Taken) -> None:
    assert OF_THE_FILE.intersection(taken.preflight.quality_flags) == set(taken.made.flags)


def test_every_flag_has_a_meaning(taken: Taken) -> None:
    assert set(taken.preflight.quality_flags) <= set(QUALITY_FLAGS)


@pytest.fixture(params=RATES_HZ)
def any_rate(request: pytest.FixtureRequest, tmp_path: Path) -> Any:
    """A tone's samples at 16 kHz, after a recording at another rate."""
    wav16(tmp_path / "call.wav", request.param, tone(MADE_S, TONES_HZ[0], request.param).reshape(-1, 1))
    return decoded(tmp_path / "call.wav")[0]


def test_a_recording_of_any_rate_keeps_its_length_to_the_sample(any_rate: Any) -> None:
    assert len(any_rate) == pytest.approx(MADE_S * 16_000, abs=1)


def test_a_recording_of_any_rate_keeps_its_pitch(any_rate: Any) -> None:
    assert loudest_hz(any_rate) == pytest.approx(TONES_HZ[0], abs=1)


def test_a_recording_of_any_rate_keeps_its_loudness(any_rate: Any) -> None:
    middle = any_rate[4000:-4000].astype(float)
    assert np.sqrt((middle**2).mean()) == pytest.approx(8000 / np.sqrt(2), rel=0.001)
