"""Words that sound like digits, among digits and elsewhere."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from call_text import call, hidden, shown
from callscribe.polish.detectors.numbers.digit_homophones import hear_digits
from callscribe.polish.detectors.numbers.number_words import read_words


def digits(text: str) -> list[str]:
    """The words that are read as digits though they sound like one only."""
    words = call(text)
    before = read_words(words, english=True)
    after = hear_digits(words, before)
    return [now.text for was, now in zip(before, after, strict=True) if was != now]


@pytest.mark.parametrize(
    ("text", "heard"),
    [
        ("C: it's for for oh nine won seven seven", ["for", "for", "won"]),
        ("C: oh six for, won won to, and one", ["for", "won", "won", "to"]),
        ("C: Won seven five.", ["won"]),
        ("C: too hundred and five", ["too"]),
        ("C: so long ate nine six five oh one two", ["ate"]),
    ],
)
def test_a_homophone_among_digits_is_a_digit(text: str, heard: list[str]) -> None:
    assert digits(text) == heard


@pytest.mark.parametrize(
    "text",
    [
        "C: i'd like to change two for one",
        "A: monday to thursday won to six",
        "A: transfer it to g b two nine",
        "C: he ate four and won three",
        "A: press one for sales two for support three for billing",
        "C: from two to three to four",
        "A: oh for goodness sake",
    ],
)
def test_a_homophone_among_words_is_a_word(text: str) -> None:
    assert digits(text) == []


def test_an_account_of_which_half_was_written_as_words_is_hidden_whole() -> None:
    number = "for oh to ate won ate double seven three to for oh oh nine"
    assert shown(f"A: the sort code and account please C: {number} A: sound") == (
        f"the sort code and account please {' '.join('*' * 14)} sound"
    )


def test_a_phone_number_with_words_at_both_ends_is_hidden() -> None:
    number = "oh ate six three nine won oh oh to ate"
    assert hidden(f"A: is your number still {number} C: it is") == {"PHONE": [number]}


@settings(deadline=None)
@given(st.lists(st.sampled_from("for to too ate won oh one two nine hundred b it's yes and".split()), max_size=20))
def test_only_homophones_are_read_otherwise_and_only_as_digits(tokens: list[str]) -> None:
    words = call(" ".join(["C:", *tokens]))
    before = read_words(words, english=True)
    for was, now in zip(before, hear_digits(words, before), strict=True):
        assert now == was or (was.shape == "M" and now == replace(was, shape="U"))


def test_a_number_of_which_every_five_was_misheard_is_hidden() -> None:
    asked = "A: what is the best number to reach you"
    assert shown(f"{asked} C: four one five fight fight fight zero one four two A: thanks").count("*") == 10
    assert shown(f"{asked} C: but on one fight fight fight fight zero one A: thanks").count("*") == 7


def test_a_fight_is_no_digit() -> None:
    said = "i had to fight for one or two weeks to get it"
    assert shown(f"C: {said}") == said
