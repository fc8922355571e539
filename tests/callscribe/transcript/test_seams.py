"""The seam suite, small; `make bench` runs it with 10,000 seams a setting and against other ways of merging."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from callscribe.transcript.merge import ChunkWords, merge_chunks
from callscribe.transcript.words import Word
from seam_suite import HARSH, MILD, SeamCase, score, seam_cases, spoken_call


def merged(left: ChunkWords, right: ChunkWords) -> tuple[Word, ...]:
    return merge_chunks([left, right]).words


def joined_end_to_end(left: ChunkWords, right: ChunkWords) -> list[Word]:
    return [*left.words, *right.words]


def first_only(left: ChunkWords, right: ChunkWords) -> list[Word]:
    return [*left.words, *(word for word in right.words if word.start_s >= left.end_s)]


@pytest.mark.parametrize("overlap_s", [1.0, 2.0, 5.0])
@pytest.mark.parametrize("planned", [True, False])
def test_few_seams_lose_or_double_a_word_where_the_recogniser_errs_little(overlap_s: float, planned: bool) -> None:
    cases = list(seam_cases(500, overlap_s, MILD, seed=11, planned=planned))
    assert score(cases, merged).bad <= 8


@pytest.mark.parametrize("overlap_s", [1.0, 2.0, 5.0])
@pytest.mark.parametrize("planned", [True, False])
def test_few_seams_lose_or_double_a_word_where_the_recogniser_errs_much(overlap_s: float, planned: bool) -> None:
    cases = list(seam_cases(500, overlap_s, HARSH, seed=11, planned=planned))
    assert score(cases, merged).bad <= 30


def test_most_bad_seams_are_flagged_and_few_good_ones() -> None:
    bad_flagged = bad = good_flagged = good = 0
    for case in seam_cases(1500, 2.0, HARSH, seed=12, planned=False):
        result = merge_chunks([case.left, case.right])
        if any(case.faults(result.words)):
            bad, bad_flagged = bad + 1, bad_flagged + result.seams[0].flagged
        else:
            good, good_flagged = good + 1, good_flagged + result.seams[0].flagged
    assert bad_flagged / bad > 0.5
    assert good_flagged / good < 0.2


def test_the_suite_sees_lost_and_doubled_words() -> None:
    cases = list(seam_cases(50, 2.0, MILD, seed=13, planned=False))
    assert score(cases, joined_end_to_end).doubled_words > 50
    assert score(cases, first_only).bad > 0
    assert score(cases, lambda left, right: left.words).lost_words > 50


def test_the_suite_counts_nothing_against_a_perfect_merge() -> None:
    def perfect(case: SeamCase) -> list[Word]:
        seen: set[int] = set()
        kept = []
        for word in [*case.left.words, *case.right.words]:
            assert word.redaction is not None
            spoken = case.spoken_of[word.redaction]
            if spoken is not None and spoken not in seen:
                seen.add(spoken)
                kept.append(word)
        return kept

    for case in seam_cases(100, 2.0, replace(HARSH, missed=0.1), seed=14):
        assert case.faults(perfect(case)) == (set(), set())


def test_the_suite_s_speech_repeats_words_and_spells_digits() -> None:
    import random

    call = [word.word for word in spoken_call(random.Random(3), minutes=30)]
    assert any(call[i : i + 3] == ["yes"] * 3 for i in range(len(call)))
    assert any(set(call[i : i + 6]) <= {"zero", "one", "two", "three", "four", "five", "six"} for i in range(len(call)))
    assert {"um", "uh"} <= set(call)


# --- Speakers -----------------------------------------------------------------------------------------------------


@st.composite
def dialogues(draw: st.DrawFn) -> tuple[list[Word], list[tuple[float, float]]]:
    """Words of two parties in short turns, and chunks of which every overlap holds words of both."""
    words, at_s, number = [], 0.0, 0
    for turn in range(draw(st.integers(20, 60))):
        for _ in range(draw(st.integers(1, 4))):
            words.append(Word(f"word{number}", at_s, at_s + 0.3, speaker="ab"[turn % 2]))
            at_s, number = at_s + 0.3, number + 1
    # a turn is at most 1.2 s, so that 3 s of overlap hold words of both
    chunks, start_s = [], 0.0
    while start_s < at_s:
        chunks.append((start_s, start_s + draw(st.floats(8, 20))))
        start_s = chunks[-1][1] - 3
    return words, chunks


@settings(max_examples=200, deadline=None)
@given(dialogues(), st.randoms(use_true_random=False))
def test_permuted_labels_come_back_as_one_labelling_where_overlaps_hold_both_speakers(
    dialogue: tuple[list[Word], list[tuple[float, float]]], rng: st.DataObject
) -> None:
    words, spans = dialogue
    chunks = []
    for start_s, end_s in spans:
        names = ["0", "1"]
        rng.shuffle(names)  # type: ignore[attr-defined]
        of = dict(zip("ab", names, strict=True))
        heard = [word for word in words if start_s <= (word.start_s + word.end_s) / 2 < end_s]
        chunks.append(ChunkWords(start_s, end_s, [replace(word, speaker=of[word.speaker or ""]) for word in heard]))
    result = merge_chunks(chunks)
    assert [word.word for word in result.words] == [word.word for word in words]
    said_by = {(word.speaker, truth.speaker) for word, truth in zip(result.words, words, strict=True)}
    assert len(said_by) == 2
