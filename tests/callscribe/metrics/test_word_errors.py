from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from callscribe.metrics.word_errors import normalised, word_error_rate


@pytest.mark.parametrize(
    ("heard", "rate"),
    [
        ("the quick brown fox", 0.0),
        ("the quick brown box", 0.25),
        ("the brown fox", 0.25),
        ("the very quick brown fox", 0.25),
        ("", 1.0),
        ("a b c d e f g h", 2.0),
    ],
)
def test_the_rate_is_wrong_words_over_words_said(heard: str, rate: float) -> None:
    assert word_error_rate("the quick brown fox", heard) == pytest.approx(rate)


def test_case_and_punctuation_are_no_errors() -> None:
    assert word_error_rate("Hello, Mr. Smith!", "hello mr smith") == 0.0


def test_an_apostrophe_is_part_of_its_word() -> None:
    assert word_error_rate("it's fine", "its fine") == 0.5


@pytest.mark.parametrize("reference", ["", " ", "..."])
def test_without_a_word_said_there_is_no_rate(reference: str) -> None:
    with pytest.raises(ValueError, match="reference"):
        word_error_rate(reference, "hello")


@given(st.text())
def test_text_that_is_normalised_is_normal(text: str) -> None:
    assert normalised(normalised(text)) == normalised(text)
