from __future__ import annotations

import pytest

from callscribe.polish.function_words import FUNCTION_WORDS, function_words


@pytest.mark.parametrize(("tag", "word"), [("en-GB", "the"), ("DE", "und"), ("pt-BR", "não"), ("hi", "है")])
def test_function_words_are_known_by_tag_whatever_the_region(tag: str, word: str) -> None:
    assert word in function_words(tag)


@pytest.mark.parametrize("tag", ["", "multi", "multi-eu", "pl"])
def test_a_language_that_is_not_known_has_none(tag: str) -> None:
    assert function_words(tag) == frozenset()


def test_words_are_written_as_they_are_compared() -> None:
    assert all(word == word.casefold().strip(".,?!'") for words in FUNCTION_WORDS.values() for word in words)
