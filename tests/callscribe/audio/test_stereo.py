"""Conversations on two channels, whole, broken and leaking."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from callscribe.audio.listening import Heard, Listener
from voices import voiced

RATE_HZ = 16_000
SECONDS = 24.0


def heard(*channels: Any) -> Heard:
    listener = Listener(len(channels))
    listener.hear(np.stack([np.rint(channel).astype(np.int16) for channel in channels]))
    return listener.finish()


def line(dbfs: float = -60.0, seed: int = 0, seconds: float = SECONDS) -> Any:
    return np.random.default_rng(seed).normal(0, 32_768 * 10 ** (dbfs / 20), round(seconds * RATE_HZ))


def leaked(sound: Any, db: float, late_ms: float = 0.0) -> Any:
    late = round(late_ms * RATE_HZ / 1000)
    return np.concatenate([np.zeros(late), sound])[: len(sound)] * 10 ** (db / 20)


def conversation(seconds: float = SECONDS) -> tuple[Any, Any]:
    """Two voices in turns of 3 s, without any line."""
    turn = np.arange(round(seconds * RATE_HZ)) // (3 * RATE_HZ) % 2 == 0
    return voiced(seconds, 1) * turn, voiced(seconds, 2) * ~turn


def only(start_s: float, sound: Any, seconds: float = SECONDS) -> Any:
    """A sound that begins at a time, and nothing else."""
    alone = np.zeros(round(seconds * RATE_HZ))
    at = round(start_s * RATE_HZ)
    alone[at : at + len(sound)] = sound
    return alone


@pytest.mark.parametrize("seconds", [5.0, SECONDS])
def test_two_voices_in_turns_are_two_parties(seconds: float) -> None:
    agent, customer = conversation(seconds)
    found = heard(agent + line(seed=1, seconds=seconds), customer + line(seed=2, seconds=seconds))
    assert found.layout == "two_party"
    assert found.channel_correlation == pytest.approx(0, abs=0.1)
    assert found.crosstalk_share == 0


@pytest.mark.parametrize("quieter_db", [0.0, -6.0, -12.0])
def test_two_voices_at_once_are_two_parties(quieter_db: float) -> None:
    found = heard(voiced(SECONDS, 1) + line(seed=1), leaked(voiced(SECONDS, 2), quieter_db) + line(seed=2))
    assert found.layout == "two_party"
    assert found.crosstalk_share in (None, 0)


@pytest.mark.parametrize("seconds", [5.0, SECONDS])
@pytest.mark.parametrize(
    ("gain", "late_ms"), [(1, 0), (1, 0.125), (1, 3.1), (-1, 0), (0.5, 3.1), (0.1, 0), (-0.1, 2), (8, 0)]
)
def test_a_copy_is_found_at_any_level_polarity_and_small_delay(gain: float, late_ms: float, seconds: float) -> None:
    voice = voiced(seconds, 1, level=3000)
    found = heard(voice + line(-65, 1, seconds), gain * leaked(voice, 0, late_ms) + line(-65, 2, seconds))
    assert found.layout == "dual_mono"
    assert found.channel_correlation is not None
    assert found.channel_correlation * np.sign(gain) > 0.9


def test_a_mixed_call_on_both_channels_is_dual_mono() -> None:
    agent, customer = conversation()
    mixed = agent + customer + line()
    assert heard(mixed, mixed).layout == "dual_mono"


def test_a_channel_of_zeros_is_a_dead_one() -> None:
    found = heard(voiced(SECONDS), np.zeros(round(SECONDS * RATE_HZ)))
    assert (found.layout, found.channel_correlation, found.crosstalk_share) == ("one_sided", None, 0)


@pytest.mark.parametrize("side", [0, 1])
@pytest.mark.parametrize(
    "dead",
    [
        pytest.param(line(-50, 2), id="line noise"),
        pytest.param(line(-25, 2), id="loud noise"),
        pytest.param(800 * np.sin(2 * np.pi * 60 / RATE_HZ * np.arange(round(SECONDS * RATE_HZ))), id="hum"),
    ],
)
def test_a_channel_with_nothing_but_noise_is_a_dead_one(dead: Any, side: int) -> None:
    alive = voiced(SECONDS) + line()
    assert heard(*([dead, alive] if side == 0 else [alive, dead])).layout == "one_sided"


def test_one_short_word_makes_a_channel_alive() -> None:
    found = heard(voiced(SECONDS, 1) + line(seed=1), only(10, voiced(0.25, 2)) + line(-45, 2))
    assert found.layout == "two_party"


@pytest.mark.parametrize("late_ms", [0.0, 7.3, 20.0])
@pytest.mark.parametrize("db", [-6.0, -12.0, -20.0, -30.0])
def test_channels_that_hear_each_other_have_crosstalk(db: float, late_ms: float) -> None:
    agent, customer = (2 * voice for voice in conversation())
    found = heard(
        agent + leaked(customer, db, late_ms) + line(-65, 1), customer + leaked(agent, db, late_ms) + line(-65, 2)
    )
    assert found.layout == "crosstalk"
    assert found.crosstalk_share is not None
    assert found.crosstalk_share > 0.7


def test_leakage_one_way_counts_for_the_turns_it_is_heard_in() -> None:
    agent, customer = conversation()
    found = heard(agent + line(seed=1), customer + leaked(agent, -20, 5) + line(seed=2))
    assert found.crosstalk_share == pytest.approx(0.5, abs=0.15)


def test_a_rare_word_is_not_lost_to_leakage_that_makes_the_channels_alike() -> None:
    agent, yes = voiced(SECONDS, 1), only(10, voiced(0.25, 2))
    found = heard(agent + leaked(yes, -12) + line(-70, 1), yes + leaked(agent, -12) + line(-70, 2))
    assert found.channel_correlation is not None
    assert found.channel_correlation > 0.9
    assert found.layout == "crosstalk"


@pytest.mark.parametrize("hum_hz", [50, 60])
def test_the_same_hum_on_both_channels_is_nothing_in_common(hum_hz: int) -> None:
    time_s = np.arange(round(SECONDS * RATE_HZ)) / RATE_HZ
    hum = sum(200 * np.sin(2 * np.pi * hum_hz * overtone * time_s) for overtone in (1, 2, 3, 5))
    agent, customer = conversation()
    assert heard(agent + hum + line(seed=1), customer + hum + line(seed=2)).layout == "two_party"


def test_ringback_that_both_channels_hear_does_not_make_them_alike(sounds: Any) -> None:
    agent, customer = conversation()
    ringback = only(0, sounds.tone(18.0, 425))
    talks = np.arange(len(agent)) >= 18 * RATE_HZ
    found = heard(agent * talks + ringback + line(seed=1), customer * talks + ringback + line(seed=2))
    assert found.layout == "two_party"
    assert found.channel_correlation == pytest.approx(0, abs=0.2)


def test_crosstalk_is_still_looked_for_late_in_a_long_call() -> None:
    agent, customer = (np.tile(voice, 10) for voice in conversation())
    noise = line(seconds=10 * SECONDS)
    late = np.arange(len(agent)) >= 5 * SECONDS * RATE_HZ
    found = heard(agent + noise, customer + leaked(agent * late, -20) + noise[::-1])
    assert found.crosstalk_share is not None
    assert found.crosstalk_share > 0.05


def test_where_nobody_speaks_there_is_nothing_to_compare() -> None:
    found = heard(line(-40, 1), line(-40, 2))
    assert (found.layout, found.channel_correlation, found.crosstalk_share) == ("two_party", None, None)


@pytest.mark.parametrize(("channels", "layout"), [(1, "mono"), (3, "multichannel")])
def test_only_two_channels_are_compared(channels: int, layout: str) -> None:
    found = heard(*[voiced(2.0)] * channels)
    assert (found.layout, found.channel_correlation, found.crosstalk_share) == (layout, None, None)
