"""Dates of birth, in the forms people give them."""

from __future__ import annotations

import pytest

from call_text import hidden, shown


@pytest.mark.parametrize(
    "question",
    ["and your date of birth", "when were you born", "what's your d o b", "can you confirm your birthday"],
)
@pytest.mark.parametrize(
    "date",
    [
        "the fifth of may nineteen eighty",
        "may fifth nineteen eighty",
        "oh five oh five eighty",
        "five five eighty",
        "five may eighty",
        "the twenty third of september two thousand and three",
        "5/5/80",
        "05.05.1980",
        "1980-05-05",
        "May 5th, 1980",
        "fourteenth may forty two",
    ],
)
def test_a_date_of_birth_is_hidden_however_it_is_asked_and_given(question: str, date: str) -> None:
    assert hidden(f"A: {question} C: {date} A: thank you") == {"DATE_OF_BIRTH": [date]}


def test_a_year_given_in_the_next_turn_is_hidden_too() -> None:
    text = "A: date of birth C: the fifth of may A: uh huh C: nineteen eighty A: thanks"
    assert shown(text) == "date of birth * * * * uh huh * * thanks"


def test_a_date_of_birth_read_back_is_hidden_in_any_form() -> None:
    assert hidden("A: date of birth C: may the fifth nineteen eighty A: so fifth of may nineteen eighty C: yes") == {
        "DATE_OF_BIRTH": ["may the fifth nineteen eighty", "fifth of may nineteen eighty"]
    }
    assert hidden("A: date of birth C: 1985-04-16 A: i heard 4/16/85 C: yes") == {
        "DATE_OF_BIRTH": ["1985-04-16", "4/16/85"]
    }


def test_a_whole_date_long_ago_is_hidden_though_the_question_was_misheard() -> None:
    assert hidden("A: and your there of worth C: the fifth of may nineteen eighty A: thanks") == {
        "DATE_OF_BIRTH": ["the fifth of may nineteen eighty"]
    }


def test_a_misheard_word_does_not_break_a_date_of_birth() -> None:
    assert hidden("A: date of birth C: twenty give june fifty one A: thanks") == {
        "DATE_OF_BIRTH": ["twenty give june fifty one"]
    }


@pytest.mark.parametrize(
    "text",
    [
        "A: your delivery is on the fifth of may twenty twenty six",
        "A: the appointment is on may 5th at 9:30",
        "C: i was born in texas",
        "A: the offer is valid until november fifth twenty twenty six",
    ],
)
def test_other_dates_are_shown(text: str) -> None:
    assert hidden(text) == {}


def test_what_follows_a_date_of_birth_is_shown() -> None:
    assert shown("A: date of birth C: march ninth nineteen seventy six A: and the first line of your order").endswith(
        "and the first line of your order"
    )
