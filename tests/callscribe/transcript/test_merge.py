from __future__ import annotations

import random
from dataclasses import replace
from itertools import groupby, pairwise
from typing import TYPE_CHECKING

from hypothesis import given, settings
from hypothesis import strategies as st

from callscribe.transcript.merge import LAP_S, ChunkWords, Merged, merge_chunks
from callscribe.transcript.words import Word

if TYPE_CHECKING:
    from collections.abc import Sequence


def spoken(text: str, start_s: float = 0.0, *, each_s: float = 0.3, speaker: str | None = None) -> list[Word]:
    """The words of a text, one after the other without pauses."""
    return [
        Word(word, start_s + index * each_s, start_s + (index + 1) * each_s, speaker=speaker)
        for index, word in enumerate(text.split())
    ]


def text_of(merged: Merged) -> str:
    return " ".join(word.word for word in merged.words)


def heard(words: list[Word], start_s: float, end_s: float) -> ChunkWords:
    """An errorless hearing of every word that sounds within the chunk."""
    return ChunkWords(start_s, end_s, [word for word in words if word.end_s > start_s and word.start_s < end_s])


SENTENCE = spoken("i would like to change the address on my account because we moved last month")


def test_no_chunks_are_no_words_and_no_seams() -> None:
    assert merge_chunks([]) == Merged((), ())


def test_one_chunk_is_returned_as_it_was_heard() -> None:
    assert merge_chunks([ChunkWords(0, 5, SENTENCE)]) == Merged(tuple(SENTENCE), ())


def test_chunks_in_any_order_merge_alike() -> None:
    chunks = [heard(SENTENCE, 0, 2), heard(SENTENCE, 1, 3), heard(SENTENCE, 2.5, 4.8)]
    assert merge_chunks(chunks[::-1]) == merge_chunks(chunks)
    assert merge_chunks(chunks).words == tuple(SENTENCE)


def test_case_and_punctuation_and_digits_do_not_hide_a_match() -> None:
    left = spoken("please cancel order four")
    right = [replace(word, word=token) for word, token in zip(left, ["Please", "cancel,", "Order", "4."], strict=True)]
    merged = merge_chunks([ChunkWords(0, 1.2, left), ChunkWords(0, 3, [*right, *spoken("today", 1.2)])])
    assert len(merged.words) == 5
    assert merged.seams[0].matched_words == 4


def test_a_word_clipped_by_the_chunks_edge_gives_way_to_the_whole_word() -> None:
    left = [*spoken("move my"), Word("appoint", 0.6, 1.0)]
    right = [Word("my", 0.3, 0.6), Word("appointment", 0.6, 1.3), Word("please", 1.3, 1.6)]
    assert text_of(merge_chunks([ChunkWords(0, 1.0, left), ChunkWords(0.0, 3, right)])) == "move my appointment please"


def test_a_clipped_first_word_gives_way_to_the_left_chunks_whole_word() -> None:
    left = [*spoken("we are"), Word("internationally", 0.6, 1.6), Word("known", 1.6, 2.0)]
    right = [Word("lee", 1.5, 1.6), Word("known", 1.6, 2.0), Word("here", 2.0, 2.3)]
    merged = merge_chunks([ChunkWords(0, 2.2, left), ChunkWords(1.5, 3, right)])
    assert text_of(merged) == "we are internationally known here"


def test_a_word_that_only_the_left_heard_is_kept() -> None:
    right = [word for word in SENTENCE if word.word not in ("i", "account")]
    merged = merge_chunks([heard(SENTENCE, 0, 4), ChunkWords(2, 4.8, [word for word in right if word.end_s > 2])])
    assert merged.words == tuple(SENTENCE)


def test_a_word_that_only_the_right_heard_is_kept() -> None:
    left = [word for word in SENTENCE if word.word != "account"]
    merged = merge_chunks([heard(left, 0, 4), heard(SENTENCE, 2, 4.8)])
    assert merged.words == tuple(SENTENCE)


def test_where_the_two_disagree_the_surer_reading_stands() -> None:
    sure = [replace(word, confidence=0.9) for word in SENTENCE]
    unsure = [replace(word, word="a count", confidence=0.3) if word.word == "account" else word for word in sure]
    for left, right in ((sure, unsure), (unsure, sure)):
        assert merge_chunks([heard(left, 0, 4), heard(right, 2, 4.8)]).words == tuple(sure)


def test_a_word_that_one_side_split_is_not_doubled() -> None:
    left = [*spoken("we are"), Word("gonna", 0.6, 1.0, confidence=0.4), *spoken("move house soon", 1.0)]
    right = [*spoken("we are"), Word("going", 0.6, 0.85, confidence=0.9), Word("to", 0.85, 1.0, confidence=0.9)]
    right += spoken("move house soon today", 1.0)
    merged = merge_chunks([ChunkWords(-0.5, 1.95, left), ChunkWords(0, 4, right)])
    assert text_of(merged) == "we are going to move house soon today"


def test_repeated_words_are_told_apart_by_time() -> None:
    words = spoken("no no no no that is not it no no no")
    merged = merge_chunks([heard(words, 0, 1.75), heard(words, 0.65, 4)])
    assert merged.words == tuple(words)


def test_the_alignment_is_optimal_where_a_greedy_one_is_not() -> None:
    # Taking "no" with the nearest "no" first would cross "yes" and lose its match.
    left = [Word("no", 1.0, 1.2), Word("yes", 1.25, 1.45), Word("maybe", 1.5, 1.7)]
    right = [Word("no", 0.8, 1.0), Word("yes", 1.05, 1.25), Word("no", 1.26, 1.4), Word("maybe", 1.5, 1.7)]
    assert merge_chunks([ChunkWords(0, 2.5, left), ChunkWords(0, 4, right)]).seams[0].matched_words == 3


def test_an_overlap_without_agreement_is_cut_in_the_middle_and_flagged() -> None:
    left = spoken("alpha bravo charlie delta", 1.0, each_s=0.5)
    right = spoken("quebec romeo sierra tango", 1.0, each_s=0.5)
    merged = merge_chunks([ChunkWords(0, 3, left), ChunkWords(1, 5, right)])
    assert text_of(merged) == "alpha bravo sierra tango"
    assert merged.seams[0].method == "midpoint"
    assert merged.seams[0].flagged


def test_words_that_one_chunk_missed_altogether_are_kept_and_flagged() -> None:
    merged = merge_chunks([ChunkWords(0, 4, SENTENCE[:10]), ChunkWords(2, 6, [])])
    assert merged.words == tuple(SENTENCE[:10])
    assert (merged.seams[0].method, merged.seams[0].flagged) == ("one_side", True)


def test_a_silent_overlap_is_not_flagged() -> None:
    merged = merge_chunks([ChunkWords(0, 3, spoken("hello there")), ChunkWords(2, 6, spoken("bye now", 4))])
    assert (merged.seams[0].method, merged.seams[0].flagged) == ("silence", False)


def test_chunks_with_a_gap_keep_all_words() -> None:
    merged = merge_chunks([heard(SENTENCE[:6], 0, 2), heard(SENTENCE[8:], 2.3, 5)])
    assert merged.words == (*SENTENCE[:6], *SENTENCE[8:])
    assert (merged.seams[0].method, merged.seams[0].flagged) == ("gap", False)


def test_speech_through_an_edge_without_overlap_is_flagged() -> None:
    merged = merge_chunks([ChunkWords(0, 1.5, SENTENCE[:5]), ChunkWords(1.5, 5, SENTENCE[5:])])
    assert merged.words == tuple(SENTENCE)
    assert (merged.seams[0].method, merged.seams[0].flagged) == ("abutting", True)


def test_a_chunk_within_another_adds_only_what_the_other_missed() -> None:
    left = [word for word in SENTENCE if word.word != "address"]
    merged = merge_chunks([heard(left, 0, 4.8), heard(SENTENCE, 1, 3)])
    assert merged.words == tuple(SENTENCE)
    assert merged.seams[0].method == "contained"


def test_speakers_of_the_right_chunk_take_the_left_ones_labels() -> None:
    left = [replace(word, speaker="0" if index < 8 else "1") for index, word in enumerate(SENTENCE)]
    right = [replace(word, speaker="1" if index < 8 else "0") for index, word in enumerate(SENTENCE)]
    merged = merge_chunks([heard(left, 0, 3.9), heard(right, 1.5, 4.8)])
    assert merged.words == tuple(left)


def test_a_few_mislabelled_words_do_not_outvote_the_rest() -> None:
    left = [replace(word, speaker="0") for word in SENTENCE]
    right = [replace(word, speaker="0" if index == 8 else "1") for index, word in enumerate(SENTENCE)]
    merged = merge_chunks([heard(left, 0, 3.9), heard(right, 1.5, 4.8)])
    assert {word.speaker for word in merged.words[13:]} == {"0"}


def test_a_label_without_evidence_stays_a_speaker_of_its_own() -> None:
    left, right = spoken("good morning", speaker="0"), spoken("good evening", 10, speaker="0")
    merged = merge_chunks([ChunkWords(0, 5, left), ChunkWords(5, 15, right)])
    assert [word.speaker for word in merged.words] == ["0", "0", "0#2", "0#2"]


def test_a_new_label_that_is_free_keeps_its_name() -> None:
    left = [replace(word, speaker="0") for word in SENTENCE]
    right = [*left, *spoken("who is that", 5, speaker="1")]
    merged = merge_chunks([heard(left, 0, 4.6), ChunkWords(3, 7, [word for word in right if word.end_s > 3])])
    assert merged.words[-1].speaker == "1"


def test_words_out_of_order_come_out_in_order() -> None:
    merged = merge_chunks([ChunkWords(0, 5, SENTENCE[::-1])])
    assert merged.words == tuple(SENTENCE)


# --- Properties ---------------------------------------------------------------------------------------------------

TOKENS = st.sampled_from("yes no the card is four five and um it was a the okay on yes no no".split())


@st.composite
def recordings(draw: st.DrawFn) -> list[Word]:
    """Words one after the other, with pauses between some."""
    words, at_s = [], 0.0
    for token in draw(st.lists(TOKENS, max_size=40)):
        at_s += draw(st.sampled_from([0.0, 0.0, 0.05, 0.2, 1.5]))
        length_s = draw(st.sampled_from([0.05, 0.1, 0.25, 0.4, 0.9]))
        words.append(Word(token, at_s, at_s + length_s, confidence=draw(st.sampled_from([None, 0.2, 0.9]))))
        at_s += length_s
    return words


@st.composite
def cut_recordings(draw: st.DrawFn) -> tuple[list[Word], list[tuple[float, float]]]:
    """A recording and chunks that cover it, each overlapping the next by 0 to 5 s."""
    words = draw(recordings())
    end_s = (words[-1].end_s if words else 0.0) + 0.5
    cuts = sorted(draw(st.lists(st.floats(0.0, end_s), max_size=4)))
    starts = [0.0, *cuts]
    spans = [
        (start_s, min(end_s, next_s + draw(st.sampled_from([0.0, 0.1, 0.4, 1.0, 2.0, 5.0]))))
        for start_s, next_s in zip(starts, [*cuts, end_s], strict=True)
    ]
    return words, [span for span in spans if span[1] > span[0]]


@settings(max_examples=300, deadline=None)
@given(cut_recordings())
def test_exact_copies_cut_anywhere_merge_to_the_original(cut: tuple[list[Word], list[tuple[float, float]]]) -> None:
    words, spans = cut
    # A word belongs to a chunk that has its middle; without overlap one that touches both would rightly be doubled.
    chunks = [ChunkWords(a, b, [word for word in words if a <= (word.start_s + word.end_s) / 2 < b]) for a, b in spans]
    merged = merge_chunks(chunks).words
    if once_each(words) == [word.word for word in words]:
        assert merged == tuple(words)
    # "yes" to one side and "yes" to the other, a moment apart, at the edges: one word or two, nobody can tell
    assert once_each(merged) == once_each(words)


def once_each(words: Sequence[Word]) -> list[str]:
    """What was said, words that are said again at once counted once."""
    return [token for token, _ in groupby(word.word for word in words)]


@settings(max_examples=300, deadline=None)
@given(recordings(), recordings(), st.floats(0, 8), st.floats(0, 3))
def test_nothing_outside_the_overlap_is_changed_and_output_is_monotone(
    left: list[Word], right: list[Word], start_s: float, overlap_s: float
) -> None:
    end_s = start_s + overlap_s
    ours = [word for word in left if word.end_s <= end_s]
    theirs = [replace(word, start_s=word.start_s + start_s, end_s=word.end_s + start_s) for word in right]
    last_s = max((word.end_s for word in theirs), default=end_s) + 1
    merged = merge_chunks([ChunkWords(0, end_s, ours), ChunkWords(start_s, last_s, theirs)]).words
    assert all(after.start_s >= before.start_s for before, after in pairwise(merged))
    before = tuple(word for word in ours if word.end_s <= start_s)
    after = tuple(word for word in theirs if word.start_s >= end_s)
    assert merged[: len(before)] == before
    assert merged[len(merged) - len(after) :] == after


@settings(max_examples=300, deadline=None)
@given(recordings(), st.integers(0, 2**32), st.sampled_from([0.4, 1.0, 2.0]))
def test_a_word_that_both_sides_heard_is_never_lost(words: list[Word], seed: int, overlap_s: float) -> None:
    rng = random.Random(seed)
    words = [replace(word, word=f"{word.word}{index}") for index, word in enumerate(words)]
    middle_s = words[len(words) // 2].start_s if words else 1.0
    start_s, end_s = max(0.0, middle_s - overlap_s / 2), middle_s + overlap_s / 2
    left = [word for word in words if word.end_s <= end_s]
    right = [word for word in words if word.start_s >= start_s]
    both = {word.word for word in left} & {word.word for word in right}
    noisy = [
        replace(word, word="noise") if word.word not in both or rng.random() < 0.3 else word
        for word in right
        if rng.random() < 0.8
    ]
    heard_twice = both & {word.word for word in noisy}
    last_s = max(end_s, words[-1].end_s if words else 0)
    merged = merge_chunks([ChunkWords(0, end_s, left), ChunkWords(start_s, last_s + 1, noisy)])
    assert heard_twice <= {word.word for word in merged.words}


@settings(max_examples=300, deadline=None)
@given(recordings(), recordings(), st.floats(0, 8), st.floats(0, 3))
def test_no_word_reaches_far_into_the_next_one(
    left: list[Word], right: list[Word], start_s: float, overlap_s: float
) -> None:
    end_s = start_s + overlap_s
    longer = [replace(word, end_s=word.end_s + 0.3) for word in left if word.end_s <= end_s]
    theirs = [replace(word, start_s=word.start_s + start_s, end_s=word.end_s + start_s) for word in right]
    merged = merge_chunks([ChunkWords(0, end_s, longer), ChunkWords(start_s, end_s + 60, theirs)]).words
    assert all(word.end_s <= after.start_s + LAP_S + 1e-9 for word, after in pairwise(merged))
    assert all(word.end_s >= word.start_s for word in merged)


def test_who_talks_over_another_speaker_is_not_cut_short() -> None:
    words = [Word("well", 0, 2, speaker="0"), Word("yes", 1, 1.4, speaker="1")]
    assert merge_chunks([ChunkWords(0, 5, words)]).words == tuple(words)


def test_a_speaker_s_own_next_word_is_left_its_time_also_behind_another_speaker_s() -> None:
    words = [Word("a", 0, 5, speaker="0"), Word("b", 1, 2, speaker="1"), Word("c", 3, 4, speaker="0")]
    first, _, _ = merge_chunks([ChunkWords(0, 6, words)]).words
    assert first.end_s == 3 + LAP_S


@settings(max_examples=300, deadline=None)
@given(recordings(), recordings(), st.floats(0, 8), st.floats(0, 3))
def test_no_count_of_a_seam_is_negative(left: list[Word], right: list[Word], start_s: float, overlap_s: float) -> None:
    end_s = start_s + overlap_s
    theirs = [replace(word, start_s=word.start_s + start_s, end_s=word.end_s + start_s) for word in right]
    (seam,) = merge_chunks([ChunkWords(0, end_s, left), ChunkWords(start_s, end_s + 60, theirs)]).seams
    assert min(seam.matched_words, seam.disagreeing_words, seam.dropped_words) >= 0


def test_a_loop_of_words_at_one_time_is_no_trouble() -> None:
    loop = [Word("no", 15.0, 15.0) for _ in range(500)]
    merged = merge_chunks([ChunkWords(0, 16, loop), ChunkWords(14, 30, loop)])
    assert 500 <= len(merged.words) <= 1000
