"""Where a transcript is worst."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from callscribe.evaluation.error_spans import MAX_SPAN_WORDS, ErrorSpan, by_errors, error_spans
from callscribe.metrics.normalisation import tokens_of
from callscribe.metrics.word_errors import align_words

WORDS = st.lists(st.sampled_from("abcd"), max_size=120)


def spans(said: str, heard: str) -> list[tuple[int, str, str]]:
    ours, theirs = said.split(), heard.split()
    found = error_spans(align_words(tokens_of(ours), tokens_of(theirs)))
    return [
        (
            span.errors,
            " ".join(ours[span.said.start : span.said.stop]),
            " ".join(theirs[span.heard.start : span.heard.stop]),
        )
        for span in found
    ]


def test_a_transcript_without_errors_has_no_spans() -> None:
    assert spans("good morning", "good morning") == []


def test_errors_with_two_hits_between_are_one_span() -> None:
    assert spans("a k l m n b", "a x l m y b") == [(2, "k l m n", "x l m y")]


def test_errors_with_three_hits_between_are_two_spans() -> None:
    assert spans("k l m o n", "x l m o y") == [(1, "k", "x"), (1, "n", "y")]


def test_words_left_out_and_put_in_have_one_side_only() -> None:
    assert spans("a b k l m c", "a b c") == [(3, "k l m", "")]
    assert spans("a b c", "a b k l c") == [(2, "", "k l")]


def test_a_call_that_is_all_wrong_is_cut_into_spans_a_person_can_listen_to() -> None:
    found = spans(" ".join(f"a{number}x" for number in "abcdefghij" * 7), "b")
    assert [errors for errors, _, _ in found] == [MAX_SPAN_WORDS, MAX_SPAN_WORDS, 70 - 2 * MAX_SPAN_WORDS]


def test_the_worst_is_the_span_with_most_errors_then_the_shortest() -> None:
    few, long, short = (
        ErrorSpan(1, range(1, 2), range(1, 2)),
        ErrorSpan(3, range(5, 12), range(5, 12)),
        ErrorSpan(3, range(20, 23), range(20, 23)),
    )
    assert by_errors([few, long, short]) == [short, long, few]


@given(WORDS, WORDS)
def test_every_error_is_in_exactly_one_span(said: list[str], heard: list[str]) -> None:
    alignment = align_words(tokens_of(said), tokens_of(heard))
    found = error_spans(alignment)
    errors = sum(max(len(each.said), len(each.heard)) for each in alignment if each.kind != "equal")
    assert sum(span.errors for span in found) == errors
    for before, after in pairwise(found):
        assert before.said.stop <= after.said.start
        assert before.heard.stop <= after.heard.start
    assert all(max(len(span.said), len(span.heard)) <= MAX_SPAN_WORDS for span in found)
