from __future__ import annotations

import json
from dataclasses import asdict
from datetime import UTC, datetime
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from callscribe import documents
from callscribe.audio.activity import FRAME_S, ChannelActivity, activity_of
from callscribe.audio.decoders import Decoders
from callscribe.audio.preflight import Preflight
from callscribe.pipeline import PreparedCall
from callscribe.recordings.metadata import CallMetadata
from callscribe.recordings.recording import Recording
from callscribe.settings import AudioSettings
from callscribe.storage import LocalStorage
from every_format import LIMITS, taken_in, wav16
from voices import voiced

if TYPE_CHECKING:
    from pathlib import Path

SPEECH_DB, NOISE_DB, SILENCE_DB = 26, 55, 120
INSTANTS = st.floats(-5.0, 65.0)


def channel(*spoken: tuple[float, float], level_db: int = SPEECH_DB, noise_db: int = NOISE_DB) -> ChannelActivity:
    """A minute in which somebody speaks in some stretches."""
    levels, speech = np.full(6000, noise_db, np.uint8), np.zeros(2000, np.bool_)
    for start_s, end_s in spoken:
        levels[round(start_s * 100) : round(end_s * 100)] = level_db
        speech[round(start_s / 0.03) : round(end_s / 0.03)] = True
    return activity_of(0, levels, speech)


def missed_by_the_detector(at_s: float, level_db: int, noise_db: int) -> ChannelActivity:
    """A minute with half a second of sound that is not taken for speech."""
    levels = np.full(6000, noise_db, np.uint8)
    levels[round(at_s * 100) : round(at_s * 100) + 50] = level_db
    return activity_of(0, levels, np.zeros(2000, np.bool_))


def call(folder: Path) -> Path:
    """Four seconds: the first party speaks in the first half, the second in the other."""
    nothing = np.zeros(32_000, np.int16)
    parties = [np.concatenate([voiced(2.0), nothing]), np.concatenate([nothing, voiced(2.0, 1)])]
    wav16(folder / "call.wav", 16_000, np.stack(parties, axis=1))
    return folder / "call.wav"


def test_speech_is_counted_to_the_frame_of_the_detector() -> None:
    assert channel((3.0, 3.03), (6.0, 9.0)).speech_s(0, 60) == pytest.approx(3.03)


def test_only_speech_in_the_stretch_counts() -> None:
    assert channel((9.0, 18.0)).speech_s(13.5, 60) == pytest.approx(4.5)


@given(spoken=st.lists(st.booleans(), min_size=1, max_size=700), instants=st.lists(INSTANTS, min_size=3, max_size=3))
def test_stretches_that_meet_hold_together_what_both_hold(spoken: list[bool], instants: list[float]) -> None:
    heard = activity_of(0, np.full(3 * len(spoken), SPEECH_DB, np.uint8), np.array(spoken))
    first, second, third = sorted(instants)
    parts = heard.speech_s(first, second) + heard.speech_s(second, third)
    assert parts == pytest.approx(heard.speech_s(first, third), abs=1e-9)


@given(spoken=st.lists(st.booleans(), min_size=1, max_size=700))
def test_no_speech_is_lost_or_made_up(spoken: list[bool]) -> None:
    heard = activity_of(0, np.full(3 * len(spoken), SPEECH_DB, np.uint8), np.array(spoken))
    assert heard.speech_s(-1.0, 100.0) == pytest.approx(sum(spoken) * 0.03)


@given(levels=st.lists(st.integers(0, 60), min_size=9, max_size=900), instants=st.tuples(INSTANTS, INSTANTS))
def test_a_level_is_the_mean_power_to_a_decibel(levels: list[int], instants: tuple[float, float]) -> None:
    whole = levels[: len(levels) // 9 * 9]
    first, last = (min(max(int(at / FRAME_S), 0), len(whole) // 9) for at in sorted(instants))
    heard = activity_of(0, np.array(whole, np.uint8), np.zeros(len(whole) // 3, np.bool_))
    found = heard.level_dbfs(first * FRAME_S, last * FRAME_S)
    power = [10 ** (-level / 10) for level in whole[first * 9 : last * 9]]
    assert found is None if not power else found == pytest.approx(10 * np.log10(np.mean(power)), abs=0.51)


def test_bleed_is_as_much_quieter_however_sloppy_the_stretch() -> None:
    loud, bleed = (channel((9.0, 12.0), level_db=level_db, noise_db=SILENCE_DB) for level_db in (26, 44))
    for stretch in ((9.0, 12.0), (8.0, 9.5), (11.9, 13.0)):
        ours, theirs = loud.level_dbfs(*stretch), bleed.level_dbfs(*stretch)
        assert ours is not None
        assert theirs is not None
        assert ours - theirs == pytest.approx(18, abs=0.6)


@pytest.mark.parametrize("stretch", [(-9.0, 0.0), (61.0, 70.0), (5.0, 5.0), (6.0, 5.0)])
def test_a_stretch_outside_of_the_recording_has_no_level(stretch: tuple[float, float]) -> None:
    assert channel((0.0, 60.0)).level_dbfs(*stretch) is None


def test_silence_has_no_level() -> None:
    assert channel(noise_db=SILENCE_DB).level_dbfs(0.0, 60.0) is None


def test_noise_is_what_the_line_carries_while_nobody_speaks() -> None:
    assert channel((0.0, 40.0)).noise_dbfs == -NOISE_DB


@pytest.mark.parametrize("heard", [channel((0.0, 60.0)), channel((0.0, 30.0), noise_db=SILENCE_DB)])
def test_a_channel_without_a_pause_or_without_noise_has_no_level_of_noise(heard: ChannelActivity) -> None:
    assert heard.noise_dbfs is None


def test_sound_that_stands_out_from_the_noise_is_sound_though_not_taken_for_speech() -> None:
    assert missed_by_the_detector(30.0, NOISE_DB - 10, NOISE_DB).sound_s(0, 60) == pytest.approx(0.5, abs=0.1)


@pytest.mark.parametrize(("level_db", "noise_db"), [(NOISE_DB - 3, NOISE_DB), (62, SILENCE_DB)])
def test_what_drowns_in_the_noise_and_what_nobody_can_hear_is_no_sound(level_db: int, noise_db: int) -> None:
    assert missed_by_the_detector(30.0, level_db, noise_db).sound_s(0, 60) == 0


@given(spoken=st.lists(st.booleans(), max_size=300), levels=st.lists(st.integers(0, 120), max_size=900))
def test_speech_is_sound(spoken: list[bool], levels: list[int]) -> None:
    heard = activity_of(0, np.array(levels, np.uint8), np.array(spoken, np.bool_))
    assert heard.sound_s(0, 100) >= heard.speech_s(0, 100) - 1e-9


def test_a_channel_without_a_sample_has_nothing() -> None:
    empty = activity_of(3, np.array([], np.uint8), np.array([], np.bool_))
    assert (empty.speech_s(0, 9), empty.sound_s(0, 9), empty.level_dbfs(0, 9), empty.noise_dbfs) == (0, 0, None, None)


def test_an_hour_of_a_channel_takes_54_kb_of_a_document() -> None:
    anything = np.random.default_rng(0)
    hour = activity_of(0, anything.integers(0, 60, 360_000).astype(np.uint8), anything.random(120_000) < 0.5)
    assert len(json.dumps(asdict(hour))) < 54_000


@pytest.mark.parametrize("channel_map", [(), ("1", "0")])
def test_a_recording_keeps_the_activity_of_each_channel_by_its_number(
    tmp_path: Path, channel_map: tuple[str, ...]
) -> None:
    found = {one.channel: one for one in taken_in(call(tmp_path), channel_map=channel_map).activity}
    halves = {number: [one.speech_s(*half) for half in pairwise((0.0, 2.0, 4.0))] for number, one in found.items()}
    assert {number: [second > 1.0 for second in half] for number, half in halves.items()} == {
        0: [True, False],
        1: [False, True],
    }


def test_a_dead_channel_is_known_to_be_silent(tmp_path: Path) -> None:
    wav16(tmp_path / "call.wav", 16_000, np.stack([voiced(3.0), np.zeros(48_000, np.int16)], axis=1))
    alive, dead = taken_in(tmp_path / "call.wav").activity
    assert (alive.sound_s(0, 3) > 1.0, dead.channel, dead.sound_s(0, 3)) == (True, 1, 0)


def test_a_recording_that_is_only_judged_keeps_none(tmp_path: Path) -> None:
    assert taken_in(call(tmp_path), limits=None).activity == ()


def test_a_child_tells_the_activity_that_it_found(tmp_path: Path) -> None:
    path = call(tmp_path)
    with Decoders(1) as decoders:
        told = decoders.take_in(path, path.name, tmp_path, AudioSettings(), LIMITS)
    assert told.activity == taken_in(path).activity != ()


def test_a_call_keeps_its_activity_in_a_document(tmp_path: Path) -> None:
    kept: tuple[Any, ...] = (channel((3.0, 9.0)), activity_of(1, np.full(9, 30, np.uint8), np.ones(3, np.bool_)))
    lake = LocalStorage(tmp_path)
    documents.put(lake, "work/call.json", prepared(kept))
    assert documents.get(lake, "work/call.json", PreparedCall).activity == kept


def prepared(activity: tuple[ChannelActivity, ...]) -> PreparedCall:
    recording = Recording(
        uri="file:///call.wav",
        key="call.wav",
        size_bytes=9,
        modified_at=datetime(2026, 11, 2, tzinfo=UTC),
        fingerprint="",
        metadata=CallMetadata(),
    )
    preflight = Preflight(
        container="wav", codec="pcm_s16le", sample_rate_hz=8000, channels=2, duration_s=60.0, recording_sha256=""
    )
    return PreparedCall("call", recording, preflight, "en", "setting", (), activity=activity)
