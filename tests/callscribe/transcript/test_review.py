from __future__ import annotations

from dataclasses import fields, replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from callscribe.polish.entities import EntitySpan
from callscribe.transcript.hallucination import HallucinationSpan
from callscribe.transcript.merge import Seam
from callscribe.transcript.review import ReviewSpan, find_review_spans
from callscribe.transcript.transcript import Transcript
from callscribe.transcript.words import Word

SEAM = Seam(0, 0.9, 1.1, "midpoint", matched_words=1, disagreeing_words=3, dropped_words=0, flagged=True)


def said(*tokens: tuple[str, float | None], channel: int = 0, speaker: str = "A", each_s: float = 0.5) -> list[Word]:
    return [
        Word(token, index * each_s, index * each_s + 0.3, confidence, channel, speaker)
        for index, (token, confidence) in enumerate(tokens)
    ]


def heard(*confidences: float | None, word: str = "well", each_s: float = 0.5) -> list[Word]:
    return said(*((word, confidence) for confidence in confidences), each_s=each_s)


def transcript(words: list[Word], **found: object) -> Transcript:
    return replace(Transcript(tuple(words), (), ()), **found)


def spans_of(words: list[Word], **found: object) -> tuple[ReviewSpan, ...]:
    return find_review_spans(transcript(words, **found), low_confidence=0.7)


def test_words_that_the_engine_was_not_sure_of_are_one_span() -> None:
    (span,) = spans_of(heard(0.9, 0.9, 0.4, 0.5, 0.3, 0.9, 0.9))
    assert (span.channel, span.start_s, span.end_s, span.reason) == (0, 1.0, 2.3, "low_confidence")


def test_a_spans_confidence_is_the_mean_of_its_words() -> None:
    (span,) = spans_of(heard(0.9, 0.9, 0.4, 0.5, 0.3, 0.9, 0.9))
    assert span.confidence == pytest.approx(0.4)


def test_one_slightly_unsure_word_among_clear_ones_is_no_reason_to_listen() -> None:
    assert spans_of(heard(0.95, 0.95, 0.6, 0.95, 0.95)) == ()


def test_words_without_confidence_give_no_span() -> None:
    assert spans_of(heard(None, None, None)) == ()


def test_stretches_with_two_words_between_are_joined() -> None:
    (span,) = spans_of(heard(0.1, 0.1, 0.9, 0.9, 0.1, 0.1, each_s=0.31))
    assert span.end_s == pytest.approx(5 * 0.31 + 0.3)


def test_stretches_with_three_words_between_are_two() -> None:
    assert len(spans_of(heard(0.1, 0.1, 0.9, 0.9, 0.9, 0.1, 0.1, each_s=0.31))) == 2


def test_stretches_with_more_than_a_second_between_are_two() -> None:
    assert len(spans_of(heard(0.1, 0.1, each_s=1.4))) == 2


def test_the_words_of_two_voices_are_two_stretches() -> None:
    one, other = heard(0.9, 0.2), [replace(word, speaker="B") for word in heard(0.9, 0.2)]
    apart = [replace(word, start_s=word.start_s + 5, end_s=word.end_s + 5) for word in other]
    assert len(spans_of([*one, *apart])) == 2


def test_stretches_of_two_voices_at_one_time_are_one_row() -> None:
    one, other = heard(0.2, 0.2), [replace(word, speaker="B") for word in heard(0.2, 0.2)]
    assert len(spans_of([*one, *other])) == 1


def test_a_flagged_seam_is_a_span_long_enough_to_listen_to() -> None:
    (span,) = spans_of(heard(0.9, 0.9, 0.9), seams=(SEAM,))
    assert (span.reason, span.start_s, span.end_s, span.confidence) == ("seam", 0.5, 1.5, 0.9)


def test_a_seam_that_is_not_flagged_is_none() -> None:
    assert spans_of(heard(0.9, 0.9), seams=(replace(SEAM, flagged=False),)) == ()


def test_a_seam_on_a_channel_without_words_is_a_span() -> None:
    (span,) = spans_of(heard(0.9), seams=(replace(SEAM, channel=1),))
    assert (span.channel, span.confidence) == (1, None)


def test_words_that_may_be_made_up_are_a_span_of_their_channel() -> None:
    mine = heard(0.9, 0.9, 0.9, 0.9)
    theirs = [replace(word, channel=1, start_s=word.start_s + 50, end_s=word.end_s + 50) for word in mine[:1]]
    words = [*mine[:2], *theirs, *mine[2:]]
    (span,) = spans_of(words, hallucinations=(HallucinationSpan(0, 0, 4, "repetition"),))
    assert (span.reason, span.channel, span.start_s, span.end_s) == ("hallucination", 0, 0.0, 1.8)


@pytest.mark.parametrize(("score", "count"), [(0.59, 1), (0.6, 0), (0.95, 0)])
def test_a_redaction_that_scored_low_is_a_span(score: float, count: int) -> None:
    redactions = (EntitySpan("LONG_NUMBER", 1, 2, "length", score),)
    spans = spans_of(heard(0.9, 0.9, 0.9), redactions=redactions)
    assert [(span.reason, span.confidence) for span in spans] == [("redaction_doubt", score)] * count


def test_one_stretch_may_have_a_row_for_each_reason() -> None:
    spans = spans_of(heard(0.2, 0.2, 0.2), seams=(SEAM,))
    assert {span.reason for span in spans} == {"low_confidence", "seam"}


def priority(words: list[Word]) -> float:
    (span,) = spans_of(words)
    return span.priority


def test_what_is_less_sure_comes_first() -> None:
    assert priority(heard(0.1, 0.1)) > priority(heard(0.5, 0.5))


def test_what_is_longer_comes_first() -> None:
    assert priority(heard(0.3, 0.3, 0.3, 0.3)) > priority(heard(0.3, 0.3))


@pytest.mark.parametrize("word", ["four", "never", "don't", "dollars", "4111", "account", "fifty-five", "No."])
def test_what_changes_the_meaning_of_a_call_comes_first(word: str) -> None:
    assert priority(said((word, 0.3), ("well", 0.3))) > priority(heard(0.3, 0.3))


def test_words_that_announce_personal_data_count_from_beside_the_span() -> None:
    assert priority(said(("number", 0.95), ("is", 0.95), ("well", 0.1))) > priority(
        said(("there", 0.95), ("is", 0.95), ("well", 0.1))
    )


def test_spans_come_by_priority() -> None:
    words = heard(0.6, 0.6, 0.9, 0.9, 0.9, 0.9, 0.9, 0.1, 0.1, 0.1)
    assert [span.start_s for span in spans_of(words)] == [3.5, 0.0]


def test_a_span_holds_no_text() -> None:
    assert {field.name for field in fields(ReviewSpan)} == {
        "channel", "start_s", "end_s", "reason", "confidence", "priority",
    }  # fmt: skip


@st.composite
def transcripts(draw: st.DrawFn) -> Transcript:
    words = []
    at_s = 0.0
    for _ in range(draw(st.integers(0, 20))):
        at_s += draw(st.sampled_from((0.0, 0.1, 0.5, 2.0)))
        words.append(
            Word(
                draw(st.sampled_from(("well", "four", "not", "card"))),
                at_s,
                at_s + 0.3,
                draw(st.none() | st.floats(0, 1)),
                draw(st.integers(0, 1)),
                draw(st.sampled_from(("A", "B"))),
            )
        )
        at_s += 0.3
    seams = tuple(
        replace(SEAM, channel=channel, start_s=start_s, end_s=start_s + length_s, flagged=flagged)
        for channel, start_s, length_s, flagged in draw(
            st.lists(st.tuples(st.integers(0, 2), st.floats(0, 9), st.floats(0, 3), st.booleans()), max_size=4)
        )
    )
    places = st.integers(0, max(0, len(words) - 1))
    redactions = tuple(
        EntitySpan("PHONE", min(pair), max(pair), "any", score)
        for pair, score in draw(st.lists(st.tuples(st.tuples(places, places), st.floats(0, 1)), max_size=4))
        if words
    )
    hallucinations = tuple(
        HallucinationSpan(words[first].channel, first, max(first, last), "repetition")
        for first, last in draw(st.lists(st.tuples(places, places), max_size=4))
        if words
    )
    return Transcript(tuple(words), (), seams, hallucinations=hallucinations, redactions=redactions)


@given(transcripts(), st.floats(0, 1))
def test_no_two_spans_of_one_reason_overlap(of: Transcript, low_confidence: float) -> None:
    spans = sorted(
        find_review_spans(of, low_confidence=low_confidence), key=lambda span: (span.reason, span.channel, span.start_s)
    )
    for one, other in pairwise(spans):
        if (one.reason, one.channel) == (other.reason, other.channel):
            assert one.end_s <= other.start_s


@given(transcripts(), st.floats(0, 1))
def test_priorities_are_shares_and_fall(of: Transcript, low_confidence: float) -> None:
    priorities = [span.priority for span in find_review_spans(of, low_confidence=low_confidence)]
    assert priorities == sorted(priorities, reverse=True)
    assert all(0 <= priority <= 1 for priority in priorities)


@given(transcripts(), st.floats(0, 1))
def test_the_order_of_findings_does_not_matter(of: Transcript, low_confidence: float) -> None:
    turned = replace(of, seams=of.seams[::-1], hallucinations=of.hallucinations[::-1], redactions=of.redactions[::-1])
    assert find_review_spans(turned, low_confidence=low_confidence) == find_review_spans(
        of, low_confidence=low_confidence
    )
