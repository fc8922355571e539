from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from callscribe.audio.flac import as_flac
from callscribe.audio.pcm import SAMPLE_RATE_HZ
from callscribe.audio.plan import ChunkLimits, ChunkSpan, Span, kept_spans, plan_chunks
from callscribe.errors import SettingsError

WIDE = ChunkLimits(longest_s=3600.0, largest_bytes=1_000_000_000)
SPOKEN_DB, PAUSE_DB = 25, 62


def seconds(value: float) -> int:
    return round(value * SAMPLE_RATE_HZ)


def places(spans: Any) -> Any:
    """Places in the recording of every sample of the spans."""
    return np.concatenate([np.arange(0), *(np.arange(span.start, span.end) for span in spans)])


@dataclass(frozen=True)
class Case:
    levels: Any
    samples: int
    limits: ChunkLimits
    length_s: float | None
    overlap_s: float
    kept: tuple[Span, ...] | None = None

    @property
    def overlap(self) -> int:
        return seconds(self.overlap_s)

    @property
    def longest(self) -> int:
        return min(self.limits.samples, self.limits.samples if self.length_s is None else seconds(self.length_s))

    def chunks(self) -> list[ChunkSpan]:
        return plan_chunks(
            self.levels, self.samples, self.limits, length_s=self.length_s, overlap_s=self.overlap_s, kept=self.kept
        )


def spoken(total_s: int, *pauses: tuple[float, float, int], length_s: float | None = 60.0) -> Case:
    """Speech without a gap but for pauses from a second to a second, of a level; requests hold 60 s."""
    levels = np.full(total_s * 100, SPOKEN_DB, np.uint8)
    for start_s, end_s, level_db in pauses:
        levels[round(start_s * 100) : round(end_s * 100)] = level_db
    return Case(levels, seconds(total_s), replace(WIDE, longest_s=60.0), length_s, 2.0)


def cuts_s(chunks: list[ChunkSpan]) -> list[float]:
    return [(before.end + after.start) / 2 / SAMPLE_RATE_HZ for before, after in pairwise(chunks)]


@st.composite
def cases(draw: Any, *, auto: bool | None = None) -> Case:
    """Any recording, with levels in runs: from noise over syllables to long pauses."""
    length_s = None if auto or (auto is None and draw(st.booleans())) else draw(st.integers(5, 60))
    limits = ChunkLimits(draw(st.floats(20, 60)), draw(st.integers(700_000, 2_000_000)))
    overlap_s = min(10, (length_s or 20) * draw(st.floats(0, 0.5) | st.just(0.5)))
    case = Case(np.zeros(0), 0, limits, length_s, overlap_s)
    sent = draw(st.integers(1, seconds(120)))
    if chunks := draw(st.integers(0, 4)):  # these can just hold it, or just not
        sent = chunks * case.longest - (chunks - 1) * case.overlap + draw(st.integers(-300, 2))
    splits, gap = draw(st.lists(st.integers(0, sent), max_size=12).map(sorted)), draw(st.integers(0, seconds(2)))
    kept = tuple(Span(a + at * gap, b + at * gap) for at, (a, b) in enumerate(pairwise([0, *splits, sent])))
    samples = kept[-1].end
    frames, run = max(-(-samples // 160) + draw(st.sampled_from([-1, 0, 0, 1])), 1), draw(st.integers(1, 60))
    runs = np.random.default_rng(draw(st.integers(0, 9))).integers(0, 121, -(-frames // run)).astype(np.uint8)
    return replace(case, samples=samples, kept=kept, levels=np.repeat(runs, run)[:frames])


@given(cases())
def test_chunks_cover_all_that_is_sent_and_neighbours_share_exactly_the_overlap(case: Case) -> None:
    sent, begin = places(case.kept), 0
    for chunk in case.chunks():
        assert np.array_equal(places(chunk.pieces), sent[begin : begin + chunk.samples])
        begin += chunk.samples - case.overlap
    assert begin + case.overlap == len(sent)  # nothing is left after the last chunk


@given(cases())
def test_no_chunk_is_longer_than_asked_for_or_than_the_engine_takes(case: Case) -> None:
    assert all(0 < chunk.samples <= case.longest for chunk in case.chunks())


@given(cases())
def test_every_chunk_holds_something_that_no_chunk_before_it_has(case: Case) -> None:
    assert all(after.end > before.end and after.start > before.start for before, after in pairwise(case.chunks()))


@given(cases(), st.floats(0.35, 0.4))
def test_no_sample_is_in_three_chunks(case: Case, share: float) -> None:
    if case.length_s is None:
        case = replace(case, overlap_s=share * case.longest / SAMPLE_RATE_HZ, kept=None)
        case = replace(case, samples=2 * case.longest - case.overlap + 1, levels=np.resize(case.levels, 9000))
    else:
        case = replace(case, overlap_s=(share + 0.09) * case.longest / SAMPLE_RATE_HZ)
    chunks = case.chunks()
    assert all(third.start >= first.end for first, third in zip(chunks, chunks[2:], strict=False))


@given(st.lists(st.integers(1, 30), min_size=1, max_size=12))
def test_the_place_in_the_recording_of_every_sample_of_a_chunk_is_exact(steps: list[int]) -> None:
    edges = np.cumsum([*steps, 5]).tolist()
    chunk = ChunkSpan(tuple(Span(start, end) for start, end in zip(edges[::2], edges[1::2], strict=False)))
    assert [chunk.at(sample) for sample in range(chunk.samples)] == places(chunk.pieces).tolist()
    assert [chunk.at(sample) for sample in (-9, -1)] == [chunk.start] * 2
    assert [chunk.at(chunk.samples + more) for more in (0, 1, 9)] == [chunk.end] * 3


@given(cases(auto=True))
def test_auto_makes_as_few_chunks_as_the_limits_allow(case: Case) -> None:
    sent, fewest = len(places(case.kept)), 1
    while fewest * case.longest - (fewest - 1) * case.overlap < sent:
        fewest += 1
    assert len(case.chunks()) == fewest


@given(cases(auto=True))
def test_auto_makes_chunks_equal_but_for_the_cuts_tolerance(case: Case) -> None:
    lengths = np.array([chunk.samples for chunk in case.chunks()])
    even = (len(places(case.kept)) - case.overlap) / len(lengths)  # of new sound
    assert len(lengths) == 1 or np.abs(lengths - case.overlap - even).max() <= 2 * min(0.1 * even, seconds(5)) + 2


@given(cases(auto=False))
def test_chunks_but_the_last_two_are_as_long_as_asked_for_but_for_the_cuts_tolerance(case: Case) -> None:
    shortest = min((chunk.samples for chunk in case.chunks()[:-2]), default=case.longest)
    assert case.longest - shortest <= min(0.1 * case.longest, seconds(5)) + 1


@given(cases(auto=False), st.floats(0, 2))
def test_the_last_chunk_is_never_a_sliver(case: Case, overlap_s: float) -> None:
    case = replace(case, overlap_s=overlap_s)
    few_more = case.longest + 2 * (case.longest - case.overlap) + 9
    for planned in (case, replace(case, samples=few_more, levels=np.full(9, PAUSE_DB, np.uint8), kept=None)):
        chunks = planned.chunks()
        assert len(chunks) < 2 or chunks[-1].samples - case.overlap >= seconds(1)


@pytest.mark.parametrize("length_s", [None, 60.0])
def test_a_recording_that_fits_is_one_chunk_and_one_sample_more_makes_two(length_s: float | None) -> None:
    fits = spoken(60, length_s=length_s)
    assert fits.chunks() == [ChunkSpan((Span(0, seconds(60)),))]
    assert len(replace(fits, samples=seconds(60) + 1).chunks()) == 2


def test_where_no_point_is_quieter_chunks_are_exactly_as_long_as_asked_for() -> None:
    edges_s = [(chunk.start / SAMPLE_RATE_HZ, chunk.end / SAMPLE_RATE_HZ) for chunk in spoken(200).chunks()]
    assert edges_s == [(0, 60), (58, 118), (116, 176), (174, 200)]


@pytest.mark.parametrize("kept", [None, (), (Span(0, 0),)])
def test_nothing_to_send_is_no_chunk(kept: Any) -> None:
    assert replace(spoken(0), kept=kept).chunks() == []


@pytest.mark.parametrize(
    ("longest_s", "length_s", "overlap_s"), [(15.0, 60.0, 8.0), (3.0, None, 2.0), (60.0, 5.0, 2.6), (0.0, None, 0.0)]
)
def test_an_overlap_of_more_than_half_a_chunk_is_refused(longest_s: float, length_s: Any, overlap_s: float) -> None:
    limits = replace(WIDE, longest_s=longest_s)
    with pytest.raises(SettingsError, match="Lower the overlap"):
        replace(spoken(1, length_s=length_s), limits=limits, overlap_s=overlap_s).chunks()


@pytest.mark.parametrize("largest_bytes", [33_000, 2_000_000])
def test_the_longest_chunk_fits_the_engines_bytes_even_if_it_is_noise(largest_bytes: int) -> None:
    samples = ChunkLimits(600.0, largest_bytes).samples
    noise = np.random.default_rng(0).integers(-32_768, 32_768, samples).astype(np.int16)
    assert 0.99 * largest_bytes < len(as_flac(noise)) <= largest_bytes


AHEAD_OF_A_FIXED_CUT = st.tuples(st.just(200), st.integers(5400, 5870), st.just(60.0))
BESIDE_AN_EQUAL_CUT = st.tuples(st.just(100), st.integers(4500, 5480), st.none())


@given(AHEAD_OF_A_FIXED_CUT | BESIDE_AN_EQUAL_CUT)
def test_a_cut_falls_in_a_pause_within_its_tolerance(case: tuple[int, int, float | None]) -> None:
    total_s, frame, length_s = case
    pause = (frame / 100, frame / 100 + 0.2, PAUSE_DB)
    cut_s, *_ = cuts_s(spoken(total_s, pause, length_s=length_s).chunks())
    assert cut_s == pytest.approx(frame / 100 + 0.1, abs=0.011)


def test_a_cut_does_not_go_after_a_pause_that_is_further_away() -> None:
    assert cuts_s(spoken(110, (52.0, 52.8, PAUSE_DB)).chunks()) == [59.0]


def test_both_ends_of_an_overlap_in_pauses_count_more_than_its_centre_in_one() -> None:
    both_ends = (54.9, 55.3, PAUSE_DB), (56.9, 57.3, PAUSE_DB)
    centre = (58.3, 58.7, PAUSE_DB)
    first, second, *_ = spoken(110, *both_ends, centre).chunks()
    assert 54.9 < second.start / SAMPLE_RATE_HZ < 55.3
    assert 56.9 < first.end / SAMPLE_RATE_HZ < 57.3


def test_a_cut_falls_where_silence_was_left_out() -> None:
    case = replace(spoken(200, (56.6, 157.4, PAUSE_DB)), kept=(Span(0, seconds(57)), Span(seconds(157), seconds(200))))
    first, _ = case.chunks()
    assert seconds(56.6) <= first.at(first.samples - seconds(1)) <= seconds(157.4)


def test_a_plosives_closure_is_not_taken_for_a_pause() -> None:
    closure, pause = (58.0, 58.08, 120), (55.0, 55.25, 50)
    assert 55 < cuts_s(spoken(200, closure, pause).chunks())[0] < 55.25


@pytest.mark.parametrize(("quieter_db", "taken_s"), [(1, 58.0), (9, 55.0)])
def test_of_pauses_nearly_as_quiet_the_nearest_is_taken(quieter_db: int, taken_s: float) -> None:
    case = spoken(200, (55.0, 55.4, PAUSE_DB + quieter_db), (58.0, 58.4, PAUSE_DB))
    assert taken_s < cuts_s(case.chunks())[0] < taken_s + 0.4


def test_where_the_fewest_chunks_leave_no_room_the_cuts_stay() -> None:
    assert cuts_s(spoken(176, (57.0, 57.3, PAUSE_DB), length_s=None).chunks()) == [59.0, 117.0]


def test_a_pause_one_sample_too_far_for_the_limits_is_not_taken() -> None:
    case = replace(spoken(117, (56.9, 57.1, PAUSE_DB), length_s=None), samples=seconds(116) + 1)
    assert max(chunk.samples for chunk in case.chunks()) <= seconds(60)


def test_a_cut_leaves_the_next_one_room_for_its_pause() -> None:
    quietest, next_best, only = (55.2, 55.5, PAUSE_DB + 5), (57.7, 58.0, PAUSE_DB), (115.1, 115.4, PAUSE_DB)
    first, second = cuts_s(spoken(172, quietest, next_best, only, length_s=None).chunks())
    assert 57.7 < first < 58.0
    assert 115.1 < second < 115.4


def talk(words: int, *, words_to_a_pause: float, pause_s: tuple[float, float]) -> tuple[Any, Any]:
    """Levels of words of 0.2 to 0.6 s, half of them with a plosive's closure, and each frame's word (0: none)."""
    rng = np.random.default_rng(7)
    level_db, word_of = [], []
    for number in range(1, words + 1):
        word = rng.uniform(20, 32) + 6 * np.abs(np.cos(np.arange(rng.integers(20, 60)) * 0.16))
        if rng.random() < 0.5:
            word[8 : 8 + rng.integers(5, 11)] = PAUSE_DB
        gap = round(100 * (rng.uniform(*pause_s) if rng.random() * words_to_a_pause < 1 else 0.02))
        level_db += [word, np.full(gap, PAUSE_DB)]
        word_of += [np.full(len(word), number), np.zeros(gap, int)]
    levels = np.concatenate(level_db)
    return np.rint(levels + rng.normal(0, 1, len(levels))).astype(np.uint8), np.concatenate(word_of)


@pytest.mark.parametrize(
    ("length_s", "words_to_a_pause", "pause_s"),
    [(None, 1, (0.05, 0.4)), (60.0, 1, (0.05, 0.4)), (60.0, 5, (0.2, 1.0))],
)
def test_overlaps_seldom_begin_end_or_centre_inside_a_word(
    length_s: float | None, words_to_a_pause: float, pause_s: tuple[float, float]
) -> None:
    levels, word_of = talk(40_000, words_to_a_pause=words_to_a_pause, pause_s=pause_s)

    def inside_words(heard: Any) -> tuple[float, float]:
        """Share of centres and of ends."""
        chunks = Case(heard, len(heard) * 160, replace(WIDE, longest_s=300.0), length_s, 2.0).chunks()
        ends_s = [(after.start / SAMPLE_RATE_HZ, before.end / SAMPLE_RATE_HZ) for before, after in pairwise(chunks)]
        centres = np.array([int(cut_s * 100) for cut_s in cuts_s(chunks)])
        ends = np.array([int(end_s * 100) for pair in ends_s for end_s in pair])
        centres_inside, ends_inside = (
            np.mean((word_of[at] > 0) & (word_of[at - 1] == word_of[at])) for at in (centres, ends)
        )
        return float(centres_inside), float(ends_inside)

    centres, ends = inside_words(levels)
    centres_unmoved, ends_unmoved = inside_words(levels * 0)
    assert centres < centres_unmoved / 2
    assert ends < 0.7 * ends_unmoved


# kinds of sound: level in dB below full scale, and what the detector says
TALK, MISSED, SILENCE = (SPOKEN_DB, True), (SPOKEN_DB + 24, False), (SPOKEN_DB + 25, False)
RUNS = st.lists(st.tuples(st.sampled_from([TALK, MISSED, SILENCE, SILENCE]), st.integers(1, 200)), max_size=20)


def channel(*runs: tuple[tuple[int, bool], int]) -> tuple[Any, Any, int]:
    """Levels, speech and samples of stretches of one kind, each so many 30 ms long."""
    levels = np.repeat([level for (level, _), _ in runs], [3 * frames for _, frames in runs]).astype(np.uint8)
    speech = np.repeat([heard for (_, heard), _ in runs], [frames for _, frames in runs]).astype(bool)
    return levels, speech, len(levels) * 160


@given(RUNS, st.integers(1, 5), st.integers(0, 159))
def test_all_but_silence_stays_with_a_pad_and_the_rest_of_long_silences_goes(
    runs: Any, longer_s: int, missing: int
) -> None:
    levels, speech, samples = channel((TALK, 1), *runs)
    left_out: list[int] = []
    begin = 0
    for end in [*np.flatnonzero(levels < SILENCE[0]).tolist(), len(levels)]:
        if end - begin > 100 * longer_s:
            left_out += range(begin + 40, end - 40 if end < len(levels) else end)
        begin = end + 1
    kept = places(kept_spans(levels, speech, samples - missing, longer_than_s=longer_s))
    assert (np.diff(kept) > 0).all()
    assert np.array_equal(np.unique(kept // 160), np.setdiff1d(np.arange(len(levels)), left_out))


@pytest.mark.parametrize(
    ("runs", "longer_than_s", "kept_s"),
    [
        ([(SILENCE, 100), (TALK, 100), (SILENCE, 100)], 2.0, [(2.6, 6.4)]),
        ([(TALK, 100), (SILENCE, 100), (TALK, 100)], 0.5, [(0, 3.25), (5.75, 9)]),
        ([(TALK, 100), (SILENCE, 100), (TALK, 100)], 3.0, [(0, 9)]),
        ([(TALK, 100), ((90, True), 80), (TALK, 100)], 2.0, [(0, 8.4)]),
        ([(SILENCE, 1000)], 2.0, [(0, 30)]),
        ([((120, False), 1000)], 2.0, [(0, 30)]),
        ([((59, False), 100), ((60, False), 200)], 2.0, [(0, 3.4)]),
    ],
    ids="ends short-threshold as-long-as-threshold whisper nobody-speaks digital-silence nobody-but-sound".split(),
)
def test_silence_that_goes_and_silence_that_stays(
    runs: Any, longer_than_s: float, kept_s: list[tuple[float, float]]
) -> None:
    spans = kept_spans(*channel(*runs), longer_than_s=longer_than_s)
    assert [(span.start / SAMPLE_RATE_HZ, span.end / SAMPLE_RATE_HZ) for span in spans] == kept_s


def test_a_recording_too_short_to_be_judged_is_kept() -> None:
    nothing = (np.zeros(0, np.uint8), np.zeros(0, bool))
    assert kept_spans(*nothing, 159, longer_than_s=0.0) == [Span(0, 159)]
    assert kept_spans(*nothing, 0, longer_than_s=0.0) == []


def test_a_frame_too_few_loses_no_sound() -> None:
    levels, speech, samples = channel((SILENCE, 100), (TALK, 100))
    assert kept_spans(levels[:-1], speech[:-1], samples, longer_than_s=2.0) == [Span(seconds(2.6), samples)]
