from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from callscribe.audio.claims import Claim
from callscribe.audio.decode import Damage
from callscribe.audio.listening import ChannelFigures, Heard
from callscribe.audio.preflight import QUALITY_FLAGS, Preflight, audible, judge_container, judge_sound
from callscribe.errors import FailureReason, RecordingError

MP4 = "mov,mp4,m4a,3gp,3g2,mj2"


def channel(**figures: Any) -> ChannelFigures:
    """A channel on which somebody speaks as loudly as people do on the telephone."""
    usual = {
        "peak_dbfs": -10.0,
        "level_dbfs": -28.0,
        "speech_level_dbfs": -26.0,
        "clipped_share": 0.0,
        "silence_share": 0.3,
        "speech_share": 0.5,
        "ringback_share": 0.0,
    }
    return ChannelFigures(**usual | figures)


def heard(*channels: ChannelFigures, layout: Any = "two_party") -> Heard:
    """A minute of channels."""
    levels = tuple(np.full(6000, 30, np.uint8) for _ in channels)
    speech = tuple(np.ones(2000, np.bool_) for _ in channels)
    return Heard(960_000, channels, layout, 0.0, 0.0, levels, speech)


DEAD = channel(peak_dbfs=-70.0, level_dbfs=-80.0, speech_level_dbfs=None, speech_share=0.0)
DIGITAL_SILENCE = channel(peak_dbfs=None, level_dbfs=None, speech_level_dbfs=None, speech_share=0.0)
NOISE = channel(speech_level_dbfs=None, speech_share=0.0)


def container_flags(
    container: str = "wav", *, packets: int = 1000, broken: int = 0, there_s: float = 60.0, **more: Any
) -> tuple[str, ...]:
    """Flags of a minute's recording."""
    damage = Damage(packets, broken, more.pop("broke_off", False), filled_s=more.pop("filled_s", 0.0))
    claimed_s = more.get("claimed_s", there_s)
    claim = None if claimed_s is None else Claim(claimed_s, more.get("bytes_are_there", False))
    return judge_container("call", container, damage, there_s, claim)


def container_refusal(*arguments: Any, **more: Any) -> RecordingError:
    with pytest.raises(RecordingError) as refused:
        container_flags(*arguments, **more)
    return refused.value


def test_a_whole_recording_earns_no_flag() -> None:
    assert container_flags() == ()


def test_a_recording_without_a_claim_cannot_fall_short_of_it() -> None:
    assert container_flags("mp3", claimed_s=None) == ()


def test_a_recording_without_a_sample_is_refused() -> None:
    assert container_refusal(there_s=0.0).reason is FailureReason.CORRUPT_AUDIO


@pytest.mark.parametrize(("packets", "broken"), [(1, 1), (10, 1), (1000, 1), (1000, 50)])
def test_a_click_on_the_line_is_flagged(packets: int, broken: int) -> None:
    assert container_flags(packets=packets, broken=broken) == ("damaged_packets",)


@pytest.mark.parametrize(("packets", "broken"), [(1, 2), (10, 2), (1000, 51), (1000, 1000)])
def test_a_recording_with_much_damage_is_refused_with_the_figures(packets: int, broken: int) -> None:
    assert f"{broken} of {packets} packets" in container_refusal(packets=packets, broken=broken).message


@pytest.mark.parametrize("container", ["mp3", "flac", MP4])
def test_less_than_a_header_that_is_written_last_promises_is_a_cut_off_recording(container: str) -> None:
    assert container_refusal(container, claimed_s=64.0).reason is FailureReason.CORRUPT_AUDIO


@pytest.mark.parametrize(("there_s", "claimed_s"), [(60.0, 61.5), (3600.0, 3602.0), (3600.0, 7200.0)])
@pytest.mark.parametrize("container", ["mp3", "flac", MP4])
def test_more_than_a_second_is_too_much_however_long_the_call(container: str, there_s: float, claimed_s: float) -> None:
    assert "cut off" in container_refusal(container, there_s=there_s, claimed_s=claimed_s).message


def test_an_mp3_whose_bytes_are_all_there_is_damaged_in_its_middle_and_flagged() -> None:
    assert container_flags("mp3", claimed_s=62.0, bytes_are_there=True) == ("damaged_packets",)


def test_an_mp3_that_is_mostly_damage_is_refused_though_its_bytes_are_there() -> None:
    assert "30.0 s are damaged" in container_refusal("mp3", claimed_s=90.0, bytes_are_there=True).message


@pytest.mark.parametrize(("filled_s", "claimed_s"), [(2.0, 60.0), (0.0, 60.09), (0.5, None)])
def test_what_a_flac_passes_over_is_flagged(filled_s: float, claimed_s: float | None) -> None:
    assert "damaged_packets" in container_flags("flac", filled_s=filled_s, claimed_s=claimed_s)


def test_a_flac_that_is_mostly_damage_is_refused() -> None:
    assert "20.0 s are damaged" in container_refusal("flac", filled_s=20.0).message


def test_pauses_that_a_recorder_did_not_write_are_no_damage() -> None:
    assert container_flags("matroska,webm", filled_s=20.0) == ("gaps_filled",)


@pytest.mark.parametrize("container", ["wav", "aiff", "ogg", "matroska,webm", "asf"])
def test_less_than_a_header_that_is_written_first_promises_is_flagged(container: str) -> None:
    assert container_flags(container, claimed_s=62.0) == ("header_too_long",)


@pytest.mark.parametrize("claimed_s", [59.0, 60.5, 61.0])
def test_a_coders_padding_is_not_held_against_a_recording(claimed_s: float) -> None:
    assert container_flags("mp3", claimed_s=claimed_s) == ()


def test_a_container_that_cannot_be_read_to_its_end_is_flagged() -> None:
    assert "cut_off" in container_flags(broken=1, broke_off=True)


def test_a_channel_is_audible_above_60_db_below_full_scale() -> None:
    assert audible(heard(channel(peak_dbfs=-59.0), channel(peak_dbfs=-61.0), DIGITAL_SILENCE)) == [0]


@pytest.mark.parametrize("silent", [[DEAD], [DIGITAL_SILENCE], [DEAD, DIGITAL_SILENCE]])
def test_a_recording_of_silent_channels_is_refused(silent: list[ChannelFigures]) -> None:
    with pytest.raises(RecordingError, match="nothing can be heard on any channel") as refused:
        judge_sound("call", heard(*silent))
    assert refused.value.reason is FailureReason.SILENT


@pytest.mark.parametrize(
    ("channels", "layout", "flags"),
    [
        ([channel(), channel()], "two_party", ()),
        ([channel()], "mono", ()),
        ([channel(), DEAD], "two_party", ("dead_channel",)),
        ([channel(), channel()], "one_sided", ("dead_channel",)),
        ([channel(), channel()], "dual_mono", ("dual_mono",)),
        ([channel(), channel()], "crosstalk", ("crosstalk",)),
        ([channel(), channel(clipped_share=0.002)], "two_party", ("clipped",)),
        ([channel(), channel(clipped_share=0.0005)], "two_party", ()),
        ([NOISE], "mono", ("no_speech",)),
        ([NOISE, channel()], "two_party", ()),
        ([channel(speech_level_dbfs=-55.0)], "mono", ("faint",)),
        ([channel(speech_level_dbfs=-55.0), channel()], "two_party", ()),
    ],
)
def test_each_fault_of_the_sound_earns_its_flag(
    channels: list[ChannelFigures], layout: str, flags: tuple[str, ...]
) -> None:
    assert judge_sound("call", heard(*channels, layout=layout)) == flags


def test_a_dead_channel_is_not_blamed_for_more() -> None:
    dead_but_clipped = channel(peak_dbfs=-70.0, speech_level_dbfs=None, clipped_share=1.0)
    assert judge_sound("call", heard(channel(), dead_but_clipped)) == ("dead_channel",)


@pytest.mark.parametrize("meaning", QUALITY_FLAGS.values(), ids=QUALITY_FLAGS)
def test_a_flag_says_what_it_means_in_a_line(meaning: str) -> None:
    assert 20 < len(meaning) < 120


@pytest.mark.parametrize(
    ("layout", "tells"),
    [("mono", False), ("dual_mono", False), ("two_party", True), ("crosstalk", True), ("multichannel", True)],
)
def test_a_channel_tells_who_speaks_where_parties_have_their_own(layout: Any, tells: bool) -> None:
    preflight = Preflight(
        container="wav",
        codec="pcm_s16le",
        sample_rate_hz=8000,
        channels=2,
        duration_s=60.0,
        recording_sha256="",
        layout=layout,
    )
    assert preflight.one_party_a_channel == tells
