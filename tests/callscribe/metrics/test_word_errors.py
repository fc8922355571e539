"""Words and characters replaced, left out and put in."""

from __future__ import annotations

import jiwer
import pytest
from hypothesis import given
from hypothesis import strategies as st

from callscribe.metrics.normalisation import split_words, tokens_of
from callscribe.metrics.word_errors import WordErrors, align_words, count_errors, normalised, word_error_rate

TEXTS = st.lists(st.sampled_from("the cat sat on my mat".split()), max_size=12).map(" ".join)


def counted(reference: str, hypothesis: str) -> WordErrors:
    said, heard = (tokens_of(split_words(text)) for text in (reference, hypothesis))
    return count_errors(said, heard, align_words(said, heard))


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
    assert counted("the quick brown fox", heard).wer == pytest.approx(rate)


def test_each_error_is_of_one_kind() -> None:
    errors = counted("a b c d e", "a x c d d e f")
    assert (errors.hits, errors.substitutions, errors.deletions, errors.insertions) == (4, 1, 0, 2)
    assert counted("a b c", "b").deletions == 2


def test_characters_are_counted_with_the_spaces_between_words() -> None:
    errors = counted("the fox", "The box!")
    assert (errors.characters, errors.character_errors, errors.cer) == (7, 1, pytest.approx(1 / 7))


@pytest.mark.parametrize("reference", ["", " ", "...", "[noise]"])
def test_without_a_word_said_there_is_no_rate(reference: str) -> None:
    errors = counted(reference, "hello there")
    assert (errors.wer, errors.cer, errors.insertions) == (None, None, 2)
    with pytest.raises(ValueError, match="reference"):
        word_error_rate(reference, "hello")


def test_an_apostrophe_is_part_of_its_word() -> None:
    assert word_error_rate("it's fine", "its fine") == 0.5


def test_the_total_is_of_words_and_not_of_rates() -> None:
    total = counted("a", "b") + counted("a b c d e f g h i", "a b c d e f g h i")
    assert (total.wer, total.cer) == (0.1, pytest.approx(1 / 18))


def test_a_total_without_calls_is_unknown() -> None:
    assert (WordErrors().wer, WordErrors().cer) == (None, None)


@given(TEXTS, TEXTS)
def test_plain_words_have_the_rates_that_jiwer_gives_them(reference: str, hypothesis: str) -> None:
    errors = counted(reference, hypothesis)
    if reference:
        assert errors.wer == pytest.approx(jiwer.wer(reference, hypothesis))
        assert errors.cer == pytest.approx(jiwer.cer(reference, hypothesis))


@given(st.text(), st.text())
def test_an_alignment_covers_both_sides_in_order(reference: str, hypothesis: str) -> None:
    said, heard = (tokens_of(split_words(text)) for text in (reference, hypothesis))
    alignment = align_words(said, heard)
    assert [place for stretch in alignment for place in stretch.said] == list(range(len(said)))
    assert [place for stretch in alignment for place in stretch.heard] == list(range(len(heard)))


def test_normalised_text_is_what_is_compared() -> None:
    assert normalised("Twenty-five, please.") == "2 5 please"
