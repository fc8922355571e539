"""Two transcripts of a call compared."""

from __future__ import annotations

from typing import Any

import pytest

from callscribe.evaluation.compared import ComparedCall, ComparedWord
from callscribe.evaluation.comparison import Comparison, compare
from callscribe.metrics.diarization_errors import Speech


def call(*words: ComparedWord | str, **known: Any) -> ComparedCall:
    return ComparedCall("c-1", tuple(ComparedWord(word) if isinstance(word, str) else word for word in words), **known)


def compared(reference: ComparedCall, hypothesis: ComparedCall) -> Comparison:
    return compare(reference, hypothesis, collar_s=0.0)


def test_a_word_is_right_when_its_alignment_is_a_hit() -> None:
    heard = [ComparedWord("Good", confidence=0.9), ComparedWord("warning", confidence=0.4), ComparedWord("madam")]
    assert compared(call("good", "morning", "madam"), call(*heard)).judged == [(0.9, True), (0.4, False)]


def test_a_word_of_several_tokens_is_right_when_all_are() -> None:
    heard = [ComparedWord("2985", confidence=0.9), ComparedWord("e-mail", confidence=0.8)]
    assert compared(call("nineteen", "eighty", "five", "e", "mail"), call(*heard)).judged == [(0.9, False), (0.8, True)]


def test_each_word_of_a_number_is_judged_by_the_whole_number() -> None:
    heard = [ComparedWord("two", confidence=0.9), ComparedWord("hundred", confidence=0.8)]
    assert compared(call("200"), call(*heard)).judged == [(0.9, True), (0.8, True)]


def test_what_is_not_compared_is_not_judged() -> None:
    assert compared(call("hello"), call(ComparedWord("[noise]", confidence=0.9), "hello")).judged == []


def test_what_is_recognised_where_the_reference_is_not_scored_does_not_count() -> None:
    heard = [ComparedWord("hello", 1.0, 1.4), ComparedWord("radio", 5.0, 5.4), ComparedWord("bye", 9.0, 9.4)]
    found = compared(call("hello", "bye", not_scored=((4.0, 6.0), (5.1, 5.15))), call(*heard))
    assert found.errors.errors == 0


def test_a_word_without_a_time_always_counts() -> None:
    assert compared(call("hello", not_scored=((0.0, 60.0),)), call("hello")).errors.hits == 1


@pytest.mark.parametrize("labels", [(None, "0"), ("agent", None)])
def test_without_speakers_on_both_sides_there_are_no_figures_by_speaker(labels: tuple[str | None, ...]) -> None:
    sides = [call(ComparedWord("hello", speaker=label)) for label in labels]
    assert compared(*sides).speakers is None


def test_without_times_on_both_sides_there_is_no_diarization_error() -> None:
    spoken = call("hello", speech=(Speech("agent", 0.0, 1.0),))
    assert compared(spoken, call("hello")).diarization is None
    assert compared(call("hello"), spoken).diarization is None
    assert compared(spoken, spoken).diarization is not None


def test_words_of_speakers_who_were_swapped_are_right_by_word_and_by_speaker() -> None:
    said = call(ComparedWord("hello", speaker="agent"), ComparedWord("bye", speaker="customer"))
    heard = call(ComparedWord("hello", speaker="1"), ComparedWord("bye", speaker="0"))
    found = compared(said, heard).speakers
    assert found is not None
    assert found.errors == 0
