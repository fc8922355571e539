from __future__ import annotations

import random
from dataclasses import replace
from time import process_time
from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from callscribe.audio.activity import ChannelActivity, activity_of
from callscribe.transcript.bleed import WithoutBleed, without_bleed
from callscribe.transcript.words import Word

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

SENTENCE = "we will send an engineer tomorrow between eight and twelve to look at your line"
ANSWER = "that would be fine but please ask him to ring the bell twice"
COMMON = (
    "the i to and you a that it of in is your for on can we so this have be my will do with not are okay yes no thank "
    "number account card name please call would like know right just one two three four five six seven eight nine zero"
).split()
FULL_DB, BLEED_DB = -22.0, -40.0


def said(text: str, start_s: float, *, channel: int = 0) -> list[Word]:
    return [
        Word(word, start_s + number * 0.35, start_s + number * 0.35 + 0.3, channel=channel)
        for number, word in enumerate(text.split())
    ]


def echoed(words: Sequence[Word], channel: int = 1, later_s: float = 0.05) -> list[Word]:
    return [
        replace(word, start_s=word.start_s + later_s, end_s=word.end_s + later_s, channel=channel) for word in words
    ]


def activity(channel: int, *spoken: tuple[Sequence[Word], float], until_s: float = 0.0) -> ChannelActivity:
    """A channel on which these words have these levels, over line noise at -58 dBFS."""
    end_s = max([until_s, *(word.end_s for words, _ in spoken for word in words)]) + 1
    power = np.full(int(end_s * 100), 10**-5.8)
    speech = np.zeros(len(power) // 3, np.bool_)
    for words, level_db in spoken:
        for word in words:
            power[int(word.start_s * 100) : int(word.end_s * 100)] += 10 ** (level_db / 10)
            speech[int(word.start_s * 100 / 3) : int(word.end_s * 100 / 3)] = True
    return activity_of(channel, np.rint(-10 * np.log10(power)).astype(np.uint8), speech)


def both(
    first: Sequence[Word], second: Sequence[Word], *levels: tuple[int, Sequence[Word], float]
) -> tuple[dict[int, Sequence[Word]], dict[int, ChannelActivity]]:
    """Two channels' words, and their activity; on each channel the words are as loud as the levels say."""
    heard = {0: sorted(first, key=lambda word: word.start_s), 1: sorted(second, key=lambda word: word.start_s)}
    return heard, {
        channel: activity(channel, *((words, db) for number, words, db in levels if number == channel))
        for channel in heard
    }


def texts(found: WithoutBleed) -> dict[int, str]:
    return {channel: " ".join(word.word for word in words) for channel, words in found.words.items()}


def talk(seed: int, channel: int, sentences: int) -> list[Word]:
    """Sentences of usual length and vocabulary, 3 words a second, with pauses."""
    chance = random.Random(seed)
    words, at_s = [], chance.uniform(0, 3)
    for _ in range(sentences):
        for _ in range(chance.randint(3, 14)):
            length_s = chance.uniform(0.15, 0.4)
            words.append(Word(chance.choice(COMMON), at_s, at_s + length_s, channel=channel))
            at_s += length_s + 0.04
        at_s += chance.uniform(0.8, 6)
    return words


def leaked(words: Sequence[Word], channel: int, *, later_s: float, seed: int) -> list[Word]:
    """What a recogniser makes of another channel's weak copy: a tenth lost, a fifth wrong, times astray."""
    chance = random.Random(seed)
    found = []
    for word in words:
        if chance.random() < 0.1:
            continue
        start_s = max(0.0, word.start_s + later_s + chance.gauss(0, 0.06))
        text = chance.choice(COMMON) if chance.random() < 0.2 else word.word
        found.append(Word(text, start_s, start_s + word.end_s - word.start_s, channel=channel))
    return sorted(found, key=lambda word: word.start_s)


def bleeding(seed: int, later_s: float, *, own_speech: bool) -> tuple[Mapping[int, Sequence[Word]], WithoutBleed, int]:
    """A call whose first channel leaks into the second; what was heard, what was kept, and how many words leaked."""
    source = talk(seed, 0, 15)
    own = [
        replace(word, start_s=word.start_s + source[-1].end_s, end_s=word.end_s + source[-1].end_s)
        for word in (talk(seed + 1, 1, 10) if own_speech else [])
    ]
    copy = leaked(source, 1, later_s=later_s, seed=seed + 2)
    heard, levels = both(
        source, copy + own, (0, source, FULL_DB), (1, echoed(source, 1, later_s), BLEED_DB), (1, own, FULL_DB)
    )
    return heard, without_bleed(heard, levels), len(copy)


# --- Recognised --------------------------------------------------------------------------------------------------


def test_another_partys_words_heard_softly_are_left_out_and_counted() -> None:
    first, answer = said(SENTENCE, 1), said(ANSWER, 8, channel=1)
    bleed = echoed(first)
    found = without_bleed(*both(first, bleed + answer, (0, first, FULL_DB), (1, bleed, BLEED_DB), (1, answer, FULL_DB)))
    assert texts(found) == {0: SENTENCE, 1: ANSWER}
    assert found.left_out == {0: 0, 1: len(bleed)}


def test_a_channel_that_is_bleed_throughout_is_emptied() -> None:
    first = said(SENTENCE, 1)
    bleed = echoed(first)
    assert texts(without_bleed(*both(first, bleed, (0, first, FULL_DB), (1, bleed, BLEED_DB)))) == {
        0: SENTENCE,
        1: "",
    }


def test_bleed_both_ways_leaves_each_word_where_it_was_said() -> None:
    first, second = said(SENTENCE, 1), said(ANSWER, 8, channel=1)
    there, back = echoed(first, 1), echoed(second, 0)
    heard, levels = both(
        [*first, *back], [*there, *second], (0, first, FULL_DB), (0, back, BLEED_DB), (1, second, FULL_DB),
        (1, there, BLEED_DB),
    )  # fmt: skip
    assert texts(without_bleed(heard, levels)) == {0: SENTENCE, 1: ANSWER}


def test_a_word_misheard_within_bleed_is_bleed_too() -> None:
    first, own = said(SENTENCE, 1), said(ANSWER, 8, channel=1)
    bleed = echoed(first)
    bleed[5] = replace(bleed[5], word="sorrow")
    found = without_bleed(*both(first, bleed + own, (0, first, FULL_DB), (1, bleed, BLEED_DB), (1, own, FULL_DB)))
    assert texts(found)[1] == ANSWER


def test_a_channel_that_was_recorded_quietly_is_measured_by_its_own_speech() -> None:
    first, own = said(SENTENCE, 1), said(ANSWER, 8, channel=1)
    bleed = echoed(first)
    found = without_bleed(*both(first, bleed + own, (0, first, -15), (1, bleed, -52), (1, own, -35)))
    assert texts(found)[1] == ANSWER


def test_of_three_channels_only_the_speakers_own_keeps_the_words() -> None:
    first, own = said(SENTENCE, 1), {channel: said(ANSWER, 8 * channel, channel=channel) for channel in (1, 2)}
    heard = {0: first, 1: echoed(first, 1) + own[1], 2: echoed(first, 2, 0.12) + own[2]}
    levels = {0: activity(0, (first, FULL_DB))} | {
        channel: activity(channel, (heard[channel][: len(first)], BLEED_DB - channel), (own[channel], FULL_DB))
        for channel in (1, 2)
    }
    assert texts(without_bleed(heard, levels)) == {0: SENTENCE, 1: ANSWER, 2: ANSWER}


def test_without_levels_a_long_equal_run_that_comes_later_is_bleed() -> None:
    first = said(SENTENCE, 1)
    assert texts(without_bleed({0: first, 1: echoed(first, later_s=0.1)}, {})) == {0: SENTENCE, 1: ""}


# --- In doubt kept -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("chorus", ["okay", "bye bye", "four one one one two nine", "happy birthday to you dear john"])
def test_two_people_who_say_the_same_at_once_both_keep_it(chorus: str) -> None:
    first = said(f"{SENTENCE} {chorus}", 1)
    second = said(ANSWER, 20, channel=1) + echoed(first[-len(chorus.split()) :])
    heard, levels = both(first, second, (0, first, FULL_DB), (1, second, -25))
    assert without_bleed(heard, levels).left_out == {0: 0, 1: 0}


def test_two_people_who_say_the_same_at_once_keep_it_also_where_one_was_recorded_quietly() -> None:
    first = said(f"{SENTENCE} four one one one two nine", 1)
    second = said(ANSWER, 20, channel=1) + echoed(first[-6:])
    heard, levels = both(first, second, (0, first, -15), (1, second, -38))
    assert without_bleed(heard, levels).left_out == {0: 0, 1: 0}


def test_a_short_run_stays_however_soft() -> None:
    first, own = said(SENTENCE, 1), said(ANSWER, 8, channel=1)
    soft = echoed(first[:3])
    heard, levels = both(first, soft + own, (0, first, FULL_DB), (1, soft, BLEED_DB), (1, own, FULL_DB))
    assert without_bleed(heard, levels).left_out == {0: 0, 1: 0}


def test_short_runs_with_a_pause_between_them_make_no_long_one() -> None:
    first, own = said("okay then", 1) + said("goodbye susan", 4), said(ANSWER, 8, channel=1)
    soft = echoed(first)
    heard, levels = both(first, soft + own, (0, first, FULL_DB), (1, soft, BLEED_DB), (1, own, FULL_DB))
    assert without_bleed(heard, levels).left_out == {0: 0, 1: 0}


def test_two_people_whose_voices_drop_together_both_keep_their_words() -> None:
    first, second = said(SENTENCE, 1), said(ANSWER, 20, channel=1)
    softly = said("thank you very much goodbye", 12)
    levels = (0, first, FULL_DB), (0, softly, -32), (1, second, FULL_DB), (1, softly, -32)
    heard, activities = both(first + softly, second + echoed(softly), *levels)
    assert without_bleed(heard, activities).left_out == {0: 0, 1: 0}


def test_no_word_disappears_from_both_channels() -> None:
    # each is bleed by its own measure: the one lower than the other, the other lower than its channel's own speech
    first, own = said(SENTENCE, 1), said(ANSWER, 8, channel=1)
    copy = echoed(first)
    heard, levels = both(first, copy + own, (0, first, -45), (1, copy, -34), (1, own, FULL_DB))
    assert sum(without_bleed(heard, levels).left_out.values()) == len(first)


def test_a_soft_backchannel_within_bleed_stays() -> None:
    first, own = said(SENTENCE, 1), said(ANSWER, 8, channel=1)
    bleed = echoed(first)
    right = Word("right", bleed[4].end_s - 0.02, bleed[4].end_s + 0.03, channel=1)
    levels = (0, first, FULL_DB), (1, bleed, BLEED_DB), (1, own, FULL_DB)
    assert texts(without_bleed(*both(first, [*bleed, right, *own], *levels)))[1] == f"right {ANSWER}"


def test_who_repeats_what_was_said_keeps_it() -> None:
    first = said(SENTENCE, 1)
    again, own = echoed(first, later_s=0.7), said(ANSWER, 15, channel=1)
    heard, levels = both(first, again + own, (0, first, FULL_DB), (1, again, BLEED_DB), (1, own, FULL_DB))
    assert without_bleed(heard, levels).left_out == {0: 0, 1: 0}


def test_without_levels_nobody_knows_who_said_what_at_the_same_time_first() -> None:
    first = said(SENTENCE, 1)
    assert without_bleed({0: first, 1: echoed(first, later_s=0.0)}, {}).left_out == {0: 0, 1: 0}


def test_without_levels_a_telephone_number_read_together_stays() -> None:
    first = said("two one two five five five one nine six", 1)
    assert without_bleed({0: first, 1: echoed(first, later_s=0.1)}, {}).left_out == {0: 0, 1: 0}


def test_one_channel_and_none_are_left_as_they_are() -> None:
    words = said(SENTENCE, 1)
    assert without_bleed({}, {}) == WithoutBleed({}, {})
    assert without_bleed({0: words}, {}) == WithoutBleed({0: tuple(words)}, {0: 0})


@given(st.integers(0, 10**6), st.integers(-30, 0), st.booleans())
def test_where_nothing_bleeds_nothing_is_left_out(seed: int, quieter_db: int, levels_known: bool) -> None:
    heard = {0: talk(seed, 0, 20), 1: talk(seed + 1, 1, 20)}
    levels = {0: activity(0, (heard[0], FULL_DB)), 1: activity(1, (heard[1], FULL_DB + quieter_db))}
    found = without_bleed(heard, levels if levels_known else {})
    assert found == WithoutBleed({channel: tuple(words) for channel, words in heard.items()}, {0: 0, 1: 0})


@given(st.lists(st.tuples(st.floats(0, 20), st.sampled_from(["yes", "no", "okay"])), max_size=40), st.integers(2, 4))
def test_people_of_few_words_at_their_usual_level_lose_none(spoken: list[tuple[float, str]], channels: int) -> None:
    words = [
        Word(word, at_s, at_s + 0.3, channel=index % channels) for index, (at_s, word) in enumerate(sorted(spoken))
    ]
    heard = {channel: [word for word in words if word.channel == channel] for channel in range(channels)}
    levels = {channel: activity(channel, (words, FULL_DB), until_s=21) for channel, words in heard.items()}
    assert not any(without_bleed(heard, levels).left_out.values())


# --- As it comes -------------------------------------------------------------------------------------------------


@example(0, 0.0, True)
@given(st.integers(0, 10**6), st.floats(0.0, 0.3), st.booleans())
def test_the_louder_side_loses_nothing_and_the_other_no_word_of_its_own(
    seed: int, later_s: float, own_speech: bool
) -> None:
    heard, found, copied = bleeding(seed, later_s, own_speech=own_speech)
    assert found.words[0] == tuple(heard[0])
    assert found.words[1][-(len(heard[1]) - copied) or len(found.words[1]) :] == tuple(heard[1][copied:])


@pytest.mark.parametrize("own_speech", [True, False])
@pytest.mark.parametrize("later_s", [0.0, 0.1, 0.25])
def test_most_of_what_leaks_is_left_out(later_s: float, own_speech: bool) -> None:
    calls = [bleeding(seed, later_s, own_speech=own_speech) for seed in range(40)]
    copied = sum(copies for _, _, copies in calls)
    assert sum(found.left_out[1] for _, found, _ in calls) / copied >= 0.7


def test_a_long_call_takes_no_time_to_speak_of() -> None:
    source = talk(1, 0, 1200)
    copy = leaked(source, 1, later_s=0.1, seed=2)
    heard, levels = both(source, copy, (0, source, FULL_DB), (1, echoed(source, 1, 0.1), BLEED_DB))
    started_s = process_time()
    without_bleed(heard, levels)
    at_once = [replace(word, start_s=5.0, end_s=5.0) for word in source]
    without_bleed({0: at_once, 1: at_once}, {})
    assert process_time() - started_s < 10
