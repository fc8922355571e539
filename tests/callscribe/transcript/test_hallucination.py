from __future__ import annotations

import json
import time
import zlib
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from callscribe.audio.activity import ChannelActivity, activity_of
from callscribe.transcript.hallucination import HallucinationSpan, find_hallucinations
from callscribe.transcript.words import Word
from every_format import taken_in

if TYPE_CHECKING:
    from collections.abc import Sequence

SAMPLES = Path(__file__).parents[3] / "include" / "sample_calls"
RECORDINGS = sorted(path for path in SAMPLES.glob("2026-*/call-*") if path.suffix != ".json")
SEEDS = st.integers(0, 2**32)
# card numbers, goodbyes and bad lines, as people say them
HUMAN = (
    "no no no no no",
    "yes yes yes that is right",
    "bye bye bye bye bye bye bye bye",
    "thank you thank you thank you thank you so much",
    "hello hello hello can you hear me can you hear me can you hear me hello",
    "it is four four four four one one one one",
    "it is four one one one one one one one one one one one one one one one",
    "four two four two four two four two four two four two four two four two",
    "D E eight nine oh oh oh oh oh oh oh oh oh oh oh oh oh oh one",
)
# of recognisers' loops that people reported; each phrase as often as it takes for twenty seconds of words
LOOPS = ("you", "thank you", "¡Muy bien!", "I'm going to go to the", "and that process was much more intense in Canada")


def said(text: str, start_s: float, *, channel: int = 0, words_per_s: float = 3.0) -> list[Word]:
    """Words at a steady pace."""
    step_s = 1 / words_per_s
    return [
        Word(word, start_s + index * step_s, start_s + (index + 0.9) * step_s, channel=channel)
        for index, word in enumerate(text.split())
    ]


def activity(
    spoken: Sequence[tuple[float, float]],
    *,
    lasts_s: float = 120.0,
    channel: int = 0,
    level_db: int = 26,
    noise_db: int = 60,
    missed: bool = False,
) -> ChannelActivity:
    """A channel that carries noise, and a voice in some stretches; a detector may miss all of it."""
    noise = np.random.default_rng(0).normal(0, 1.0, round(lasts_s * 100))
    levels, speech = np.rint(noise_db + noise), np.zeros(round(lasts_s / 0.03), np.bool_)
    for start_s, end_s in spoken:
        levels[round(start_s * 100) : round(end_s * 100)] = level_db
        speech[round(start_s / 0.03) : round(end_s / 0.03)] = not missed
    return activity_of(channel, levels.astype(np.uint8), speech)


def reasons(words: Sequence[Word], *activities: ChannelActivity) -> list[str]:
    return [span.reason for span in find_hallucinations(words, activities)]


def flagged(words: Sequence[Word], *activities: ChannelActivity) -> list[tuple[str, str]]:
    return [
        (" ".join(words[index].word for index in covered(words, span)), span.reason)
        for span in find_hallucinations(words, activities)
    ]


def covered(words: Sequence[Word], span: HallucinationSpan) -> list[int]:
    return [index for index in range(span.first_word, span.last_word + 1) if words[index].channel == span.channel]


def normal_call(seed: int, jitter_s: float) -> tuple[list[Word], list[ChannelActivity]]:
    """Two parties by turns, at two to five words a second, sometimes with one soft word that the detector misses."""
    chance = np.random.default_rng(seed)
    words: list[Word] = []
    heard: dict[int, list[tuple[float, float]]] = {0: [], 1: []}
    soft: dict[int, list[tuple[float, float]]] = {0: [], 1: []}
    at_s = chance.uniform(0, 3)
    while at_s < 110:
        channel, count = int(chance.integers(2)), int(chance.choice([1, 2, 8, 25]))
        missed = count == 1 and chance.random() < 0.3
        pace = chance.uniform(2, 5)
        start_s = at_s
        for _ in range(count):
            length_s = chance.uniform(0.6, 1.0) / pace
            off_s = float(np.clip(chance.normal(0, jitter_s), -0.25, 0.25))
            vocabulary = "yes no the a card is i you nine one".split()
            words.append(Word(str(chance.choice(vocabulary)), at_s + off_s, at_s + off_s + length_s, None, channel))
            at_s += 1 / pace
        (soft if missed else heard)[channel].append((start_s, at_s))
        at_s += chance.exponential(1.5)
    activities = []
    for channel in (0, 1):
        levels, speech = np.full(12_500, 60.0), np.zeros(4200, np.bool_)
        for start_s, end_s in heard[channel]:
            levels[int(start_s * 100) : int(end_s * 100)] = 26
            speech[int(start_s / 0.03) : int(end_s / 0.03) + 3] = True
        for start_s, end_s in soft[channel]:
            levels[int(start_s * 100) : int(end_s * 100)] = 48
        speech &= chance.random(4200) > 0.11  # what the detector misses 5 dB above noise
        levels += chance.normal(0, 1.5, len(levels))
        activities.append(activity_of(channel, np.rint(levels).astype(np.uint8), speech))
    return sorted(words, key=lambda word: word.start_s), activities


def test_no_words_are_no_doubt() -> None:
    assert find_hallucinations([], [activity([])]) == []


@given(seed=SEEDS, jitter_s=st.floats(0.0, 0.2))
def test_a_normal_call_is_believed(seed: int, jitter_s: float) -> None:
    words, activities = normal_call(seed, jitter_s)
    assert flagged(words, *activities) == []


@pytest.mark.parametrize("recording", RECORDINGS, ids=lambda path: path.stem)
def test_what_is_said_in_the_sample_calls_is_believed(recording: Path, tmp_path: Path) -> None:
    words, activities = sample(recording, tmp_path)
    assert flagged(words, *activities) == []


@pytest.mark.parametrize("recording", RECORDINGS[:1], ids=lambda path: path.stem)
def test_a_phrase_while_the_other_party_of_a_sample_call_speaks_is_doubted(recording: Path, tmp_path: Path) -> None:
    words, activities = sample(recording, tmp_path)
    made_up = said("thanks for watching", 2.5, channel=1)  # the agent speaks until 6.1 s, the customer from 6.9 s on
    assert flagged([*made_up, *words], *activities) == [("thanks for watching", "in_silence")]


@given(seed=SEEDS, at=st.floats(0, 1), count=st.integers(1, 30))
def test_words_in_a_long_silence_are_doubted_and_no_others(seed: int, at: float, count: int) -> None:
    words, activities = normal_call(seed, 0.1)
    silence = [said("thanks", 130 + at * 9 + number * 1.3, channel=1)[0] for number in range(count)]
    found = find_hallucinations([*words, *silence], activities)
    assert {index for span in found for index in covered([*words, *silence], span)} == set(
        range(len(words), len(words) + count)
    )


def test_a_lone_word_in_silence_is_doubted() -> None:
    words = [*said("how are you", 10), *said("you", 40)]
    assert flagged(words, activity([(10, 11)])) == [("you", "in_silence")]


@pytest.mark.parametrize("off_s", [-0.4, -0.2, 0.2, 0.4])
def test_a_word_that_is_put_beside_its_sound_is_believed(off_s: float) -> None:
    assert reasons(said("yes", 40 + off_s), activity([(40, 40.3)])) == []


def test_a_word_stretched_over_the_pause_after_it_is_believed() -> None:
    assert reasons([Word("yes", 40.0, 52.0)], activity([(40, 40.3)])) == []


def test_a_soft_word_that_the_detector_misses_is_believed() -> None:
    assert reasons(said("mhm", 40), activity([(40, 40.3)], level_db=50, missed=True)) == []


@pytest.mark.parametrize("at_s", [39.61, 39.9, 40.1, 40.39])
def test_a_word_put_where_silence_was_left_out_is_believed(at_s: float) -> None:
    """Of the silence from 20.4 to 39.6 s nothing is sent; the word ends where the sound goes on."""
    words = [*said("one moment please", 19), Word("right", 20.35, at_s), *said("so here we are", 40)]
    assert reasons(words, activity([(19, 20), (40, 41.5)])) == []


@pytest.mark.parametrize("noise_db", [35, 60, 120])
def test_noise_alone_bears_no_word_out(noise_db: int) -> None:
    assert reasons(said("thanks for watching", 40), activity([(10, 20)], noise_db=noise_db)) == ["in_silence"]


def test_more_words_than_anybody_can_say_are_doubted() -> None:
    burst = " ".join(f"word{number}" for number in range(30))
    words = [*said("how are you today", 10), *said(burst, 30, words_per_s=30), *said("fine and you", 50)]
    assert flagged(words, activity([(10, 11.4), (30, 31), (50, 51)])) == [(burst, "too_dense")]


def test_a_burst_is_told_from_the_talk_around_it() -> None:
    burst = " ".join(f"word{number}" for number in range(40))
    talk = "and then he went to the bank and asked for it"
    words = [*said(talk, 10), *said(burst, 13.7, words_per_s=40), *said(talk, 14.7)]
    ((text, reason),) = flagged(words, activity([(10, 18.4)]))
    assert (reason, len(set(text.split()) ^ set(burst.split())) <= 10) == ("too_dense", True)


def test_a_fast_talker_is_believed() -> None:
    text = " ".join(f"word{number}" for number in range(200))
    assert reasons(said(text, 10, words_per_s=8), activity([(10, 35)])) == []


def test_words_that_an_engine_gives_one_time_are_believed_where_the_sound_could_hold_them() -> None:
    words = [Word(word, 10.0, 12.0) for word in "i would like to know what my balance is please".split()]
    assert reasons(words, activity([(10, 12)])) == []


def test_a_trickle_of_words_over_rustling_is_doubted() -> None:
    """0.22 words a second, as an engine gave them on hold; each beside a noise that is no speech."""
    words = [said("okay", 20 + number / 0.22)[0] for number in range(8)]
    rustling = activity([(word.start_s, word.end_s) for word in words], level_db=40, missed=True)
    assert flagged(words, rustling) == [("okay " * 7 + "okay", "too_sparse")]


def test_a_trickle_of_words_that_were_spoken_is_believed() -> None:
    words = [said("okay", 20 + number / 0.22)[0] for number in range(8)]
    assert reasons(words, activity([(word.start_s, word.end_s) for word in words])) == []


def test_a_faint_party_is_believed_though_the_detector_hears_nothing() -> None:
    text = " ".join(f"word{number}" for number in range(90))
    assert reasons(said(text, 10, words_per_s=2.3), activity([(10, 50)], level_db=52, missed=True)) == []


@pytest.mark.parametrize("text", HUMAN)
def test_what_people_say_again_and_again_is_believed(text: str) -> None:
    assert reasons(said(text, 10)) == []


@pytest.mark.parametrize("phrase", LOOPS)
def test_a_phrase_over_and_over_is_doubted_where_nothing_is_known_of_the_sound(phrase: str) -> None:
    words = [*said("so what happened then was", 0), *said(f"{phrase} " * 20, 10), *said("as i said before", 120)]
    ((text, reason),) = flagged(words)
    assert (text, reason) == (f"{phrase} " * 19 + phrase, "repetition")


@given(phrase=st.lists(st.integers(0, 50), min_size=1, max_size=24, unique=True), times=st.integers(5, 40))
def test_what_is_doubted_for_repetition_would_not_pass_whispers_gate(phrase: list[int], times: int) -> None:
    text = " ".join(f"word{number}" for number in phrase * times)
    found = reasons(said(text, 0))
    ratio = len(text) / len(zlib.compress(text.encode()))
    assert found == [] or (found == ["repetition"] and ratio > 2.4)


def test_words_of_others_between_those_in_doubt_are_not_meant() -> None:
    """One channel, two who talk at once: the one's words stand before the other's, and time goes to and fro."""
    one = [*said("so i went there", 10), *said("thanks for watching", 40), *said("and then i left", 50)]
    other = [*said("oh did you", 10.2), *said("subscribe now", 40.2), *said("good for you", 50.2)]
    words = [*(replace(word, speaker="0") for word in one), *(replace(word, speaker="1") for word in other)]
    found = flagged(words, activity([(10, 11.5), (50, 51.5)]))
    assert found == [("thanks for watching", "in_silence"), ("subscribe now", "in_silence")]


def test_a_word_has_no_second_reason_for_standing_in_a_crowded_stretch() -> None:
    words = [said("okay", 20 + number / 0.22)[0] for number in range(8)]
    rustling = activity([(word.start_s, word.end_s) for word in words], level_db=40, missed=True)
    alone = said("you", 22)
    in_order = sorted([*words, *alone], key=lambda word: word.start_s)
    assert sorted(flagged(in_order, rustling)) == [
        ("okay", "too_sparse"),
        (" ".join(["okay"] * 7), "too_sparse"),
        ("you", "in_silence"),
    ]


def test_case_and_punctuation_do_not_hide_a_loop() -> None:
    assert reasons(said("Thank you. thank you, THANK YOU! " * 5, 0)) == ["repetition"]


def test_an_announcement_that_comes_again_after_a_pause_is_no_loop() -> None:
    words = [word for number in range(20) for word in said("please hold the line", number * 10.0)]
    assert reasons(words) == []


def test_no_number_is_so_long_as_a_loop_of_digits() -> None:
    assert reasons(said("four " * 40, 0)) == ["repetition"]


def test_the_other_channels_words_are_not_meant() -> None:
    words = [*said("you " * 20, 0, channel=0), *said("hello who is there", 1, channel=1)]
    words.sort(key=lambda word: word.start_s)
    (span,) = find_hallucinations(words, [])
    assert {words[index].word for index in covered(words, span)} == {"you"}


def test_a_loop_of_one_channel_is_found_between_the_words_of_another() -> None:
    words = [
        word for pair in zip(said("you " * 20, 0), said("a b c d e " * 4, 0.1, channel=1), strict=True) for word in pair
    ]
    assert [(span.channel, span.reason) for span in find_hallucinations(words, [])] == [(0, "repetition")]


@given(seed=SEEDS)
def test_the_order_of_the_channels_does_not_matter(seed: int) -> None:
    words, activities = normal_call(seed, 0.1)
    words += [*said("thanks for watching", 130, channel=1), *said("you " * 20, 140)]
    apart = sorted(words, key=lambda word: word.channel)
    texts = [sorted(flagged(order, *activities)) for order in (words, apart)]
    assert texts[0] == texts[1] != []


def test_without_a_channels_activity_its_words_in_silence_are_not_judged() -> None:
    assert reasons(said("thanks for watching", 40, channel=1), activity([], channel=0)) == []


def test_six_hours_of_words_take_seconds() -> None:
    words = [word for number in range(6000) for word in said("you so it goes on and on for hours", number * 3.6)]
    began_s = time.monotonic()
    find_hallucinations(words, [activity([(0, 21_600)], lasts_s=21_600.0)])
    assert time.monotonic() - began_s < 5.0


def sample(recording: Path, folder: Path) -> tuple[list[Word], list[ChannelActivity]]:
    """A sample call's words, spread evenly over each turn, and what is heard on its channels."""
    copy = folder / recording.name
    copy.write_bytes(recording.read_bytes())
    taken = taken_in(copy)
    reference: Any = json.loads((SAMPLES / "references" / f"{recording.stem}.json").read_text())
    roles = ("agent", "customer")
    words = []
    for turn in reference["turns"]:
        channel = roles.index(turn["speaker"]) if taken.preflight.one_party_a_channel else taken.chunks[0].channel
        pace = len(turn["text"].split()) / (turn["end_s"] - turn["start_s"])
        words += said(turn["text"], turn["start_s"], channel=channel, words_per_s=pace)
    return words, list(taken.activity)
