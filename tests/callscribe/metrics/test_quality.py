from __future__ import annotations

import pytest

from callscribe.metrics.quality import low_confidence_words, mean_confidence
from callscribe.transcript.words import Word


def words(*confidences: float | None) -> list[Word]:
    return [Word("word", 0.0, 1.0, confidence) for confidence in confidences]


def test_the_mean_is_over_the_words_that_have_a_confidence() -> None:
    assert mean_confidence(words(0.5, None, 1.0)) == pytest.approx(0.75)


@pytest.mark.parametrize("confidences", [(), (None, None)])
def test_where_no_word_has_a_confidence_the_mean_is_unknown(confidences: tuple[None, ...]) -> None:
    assert mean_confidence(words(*confidences)) is None


def test_words_below_the_threshold_are_counted() -> None:
    assert low_confidence_words(words(0.1, 0.69, 0.7, 0.9, None), 0.7) == 2


@pytest.mark.parametrize("confidences", [(), (None, None)])
def test_where_no_word_has_a_confidence_the_count_is_unknown(confidences: tuple[None, ...]) -> None:
    assert low_confidence_words(words(*confidences), 0.7) is None


def test_where_every_word_is_sure_the_count_is_zero() -> None:
    assert low_confidence_words(words(0.9), 0.7) == 0
