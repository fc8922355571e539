"""Phrases in running text, also with one word misheard."""

from __future__ import annotations

import pytest

from callscribe.polish.detectors.numbers.number_words import read_words
from callscribe.polish.detectors.phrases import by_first_word, misheard_phrase_at, phrase_at, with_one_misheard
from callscribe.transcript.words import Word

PHRASES = [("routing number", "bank"), ("date of birth", "born"), ("month and year", "expiry"), ("c v v", "code")]
MISHEARD = with_one_misheard(PHRASES)


def found(text: str) -> list[tuple[int, str]]:
    readings = read_words([Word(token, 0.0, 0.0) for token in text.split()], english=True)
    places = [misheard_phrase_at(readings, index, MISHEARD) for index in range(len(readings))]
    return [(place[0], place[2]) for place in places if place is not None]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("your rooting number please", (1, "bank")),
        ("your date of berth please", (1, "born")),
        ("the month under year please", (1, "expiry")),
        ("your c into v please", (1, "code")),
    ],
)
def test_a_phrase_is_found_with_one_word_misheard(text: str, place: tuple[int, str]) -> None:
    assert place in found(text)


@pytest.mark.parametrize(
    "text",
    ["date of delivery", "the order number", "your house number", "month by the way", "c b s news", "d of n"],
)
def test_other_words_are_no_misheard_phrase(text: str) -> None:
    assert found(text) == []


def test_a_phrase_that_was_heard_rightly_is_not_a_misheard_one() -> None:
    assert found("my date of birth and month and year") == []


def test_the_longest_phrase_at_a_word_wins() -> None:
    table = by_first_word([("card", "short"), ("card number", "long")])
    readings = read_words([Word("card", 0.0, 0.0), Word("number", 0.0, 0.0)], english=True)
    assert phrase_at(readings, 0, table) == (("card", "number"), "long")
