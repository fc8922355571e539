"""Short values that answer an open question, are read back, or were misheard in part."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from call_text import call, hidden, shown
from callscribe.polish.redaction import find_entities


@pytest.mark.parametrize(
    ("told", "again"),
    [
        ("nine one four", "nine hundred fourteen"),
        ("three hundred and fifty nine", "359"),
        ("double one four", "one one four"),
        ("one eighty", "one hundred eighty"),
    ],
)
def test_a_security_code_read_back_in_another_form_is_hidden(told: str, again: str) -> None:
    text = f"A: your cvv please C: it's {told} A: okay so that's {again} is that correct C: yes"
    assert hidden(text) == {"CARD_CVV": [told, again]}


@pytest.mark.parametrize(
    ("told", "again"),
    [
        ("one two slash twenty eight", "twelve slash twenty-eight"),
        ("oh nine thirty one", "september twenty thirty one"),
        ("09/2027", "September"),
        ("march of 2031", "03/31"),
    ],
)
def test_an_expiry_date_read_back_in_another_form_is_hidden(told: str, again: str) -> None:
    text = f"A: the expiry date please C: it's {told} A: and that's {again} correct C: yes"
    assert hidden(text) == {"CARD_EXPIRY": [told, again]}


@pytest.mark.parametrize(
    ("told", "again"),
    [
        ("five nine nineteen eighty three", "may ninth eighty three"),
        ("4/11/72", "the 11th of April 1972"),
    ],
)
def test_a_date_of_birth_read_back_in_another_form_is_hidden(told: str, again: str) -> None:
    text = f"A: your date of birth please C: it's {told} A: just to confirm {again} C: right"
    assert hidden(text) == {"DATE_OF_BIRTH": [told, again]}


def test_a_value_read_back_in_two_turns_is_hidden() -> None:
    text = "A: your birthday C: june the third oh nine A: so june the third C: yes A: two thousand nine C: right"
    assert "june" not in shown(text)
    assert "nine" not in shown(text)


@pytest.mark.parametrize(
    "given_value",
    [
        "ten and look twenty eight",
        "five slash us twenty eight",
        "april of take twenty nine",
    ],
)
def test_a_misheard_word_inside_an_expiry_date_is_hidden_with_it(given_value: str) -> None:
    assert hidden(f"A: and the expiry date C: it's {given_value} A: thanks") == {"CARD_EXPIRY": [given_value]}


@pytest.mark.parametrize("code", ["nine two fore", "won hundred and eighty-eight", "six double two"])
def test_homophones_and_doubles_belong_to_a_security_code(code: str) -> None:
    assert hidden(f"A: and the security code C: it's {code} A: thanks") == {"CARD_CVV": [code]}


def test_a_value_that_is_begun_and_taken_back_is_hidden() -> None:
    text = "A: the expiry date C: it's five no i'm sorry let me start over three slash twenty nine A: okay"
    assert "five" not in shown(text)
    text = "A: the security code C: 127 actually no 177 A: okay"
    assert {"127", "177"}.isdisjoint(shown(text).split())


def test_the_last_digit_given_in_a_turn_of_its_own_is_hidden() -> None:
    assert shown("A: your cvc C: seven six A: go on C: three A: okay") == "your cvc * * go on * okay"


def test_the_year_given_in_a_turn_of_its_own_is_hidden() -> None:
    text = "A: your date of birth C: february twelfth A: yes C: nineteen ninety three A: okay"
    assert shown(text) == "your date of birth * * yes * * * okay"


def test_the_next_answer_of_the_same_turn_keeps_its_kind() -> None:
    found = hidden("A: your date of birth and zip code C: may fifth nineteen eighty and 90210 A: thanks")
    assert found == {"DATE_OF_BIRTH": ["may fifth nineteen eighty"], "POSTCODE": ["90210"]}


@pytest.mark.parametrize(
    "question", ["the security cold", "the security coat", "security code", "c are v number", "scurity code"]
)
def test_a_security_code_is_found_though_a_word_of_its_name_was_misheard(question: str) -> None:
    assert hidden(f"A: and {question} C: it's five one six A: thanks") == {"CARD_CVV": ["five one six"]}


@pytest.mark.parametrize("text", ["C: {} i think", "A: {} thanks C: bye", "C: so {} for both A: fine"])
@pytest.mark.parametrize("number", ["twenty five", "three", "one hundred", "42", "ten or twelve", "a dozen"])
def test_numbers_that_answer_nothing_are_shown(text: str, number: str) -> None:
    assert hidden(text.format(number)) == {}


WORDS = (
    "a c cvv code security date birth may first double for to oh one two nineteen eighty hundred and slash no 08/30"
).split()


@given(st.lists(st.sampled_from(["A:", "C:", "its", "please", *WORDS]), max_size=40))
def test_spans_are_within_one_voice_and_in_order(tokens: list[str]) -> None:
    words = call(" ".join(tokens))
    last = -1
    for span in find_entities(words):
        assert last < span.first_word <= span.last_word < len(words)
        assert len({words[index].channel for index in range(span.first_word, span.last_word + 1)}) == 1
        last = span.last_word
