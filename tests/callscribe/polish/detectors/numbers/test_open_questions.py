"""Questions that stay open until they are answered, however long the way there."""

from __future__ import annotations

import pytest

from call_text import call, hidden, shown
from callscribe.polish.detectors.numbers.number_cues import find_cues
from callscribe.polish.detectors.numbers.number_words import read_words
from callscribe.polish.detectors.numbers.open_questions import Turns, open_questions

DETOUR = "C: do you really need that A: i am afraid so C: fine then hang on A: no hurry"


def asked_at(text: str, index: int) -> list[str]:
    """The kinds of the questions that are open for a word."""
    words = call(text)
    cues = find_cues(read_words(words, english=True))
    return [cue.kind for cue in open_questions(words, cues, Turns(words), index, ("cvv", "expiry", "birth"), ())]


@pytest.mark.parametrize("code", ["025", "oh two five", "twenty five", "five ninety nine", "thirty seven eighty six"])
def test_a_security_code_is_hidden_after_a_detour(code: str) -> None:
    assert hidden(f"A: and the security code please {DETOUR} C: alright um it is {code}") == {"CARD_CVV": [code]}


@pytest.mark.parametrize("date", ["oh nine slash twenty nine", "september twenty twenty nine", "09/29", "nine of 2029"])
def test_an_expiry_date_is_hidden_after_a_detour(date: str) -> None:
    assert hidden(f"A: and the expiry date please {DETOUR} C: alright it's {date} A: thanks") == {"CARD_EXPIRY": [date]}


def test_a_date_of_birth_is_hidden_after_a_detour() -> None:
    text = f"A: and your date of birth please {DETOUR} C: alright it's three eleven sixty one A: thanks"
    assert hidden(text) == {"DATE_OF_BIRTH": ["three eleven sixty one"]}


def test_what_is_asked_in_one_turn_is_open_together() -> None:
    assert set(asked_at("A: the expiry date and the security code please C: 12/29", 8)) == {"expiry", "cvv"}


def test_the_next_question_closes_the_one_before() -> None:
    assert asked_at("A: your date of birth C: why A: your order number please C: 4412", 9) == []


def test_a_question_is_forgotten_in_the_end() -> None:
    talk = "C: i see A: well then " * 20
    assert asked_at(f"A: the security code please {talk} C: 4412", 4 + 5 * 20) == []


def test_nobody_answers_his_own_question() -> None:
    assert asked_at("A: what is your security code C: well A: thanks C: bye A: 300", 8) == []


@pytest.mark.parametrize("asked", ["can i have the her please", "could you verify the him for security"])
@pytest.mark.parametrize("given", ["it's 165", "one six five", "okay so it's 165 that's it"])
def test_a_bare_code_answers_a_question_whose_name_was_misheard(asked: str, given: str) -> None:
    assert "CARD_CVV" in hidden(f"A: {asked} C: {given} A: thanks")


@pytest.mark.parametrize(
    "text",
    [
        "A: how many do you have C: it's 165 A: thanks",
        "A: which model is it please C: it's 450 A: thanks",
        "A: what is your order number please C: it's 4504 A: thanks",
        "A: can you give me the error C: it says 404 A: thanks",
        "A: when did you buy it please C: june twenty twenty four A: thanks",
        "A: can i have your mileage C: 900 A: thanks",
        "A: your security code please C: it costs two hundred dollars A: that is fine",
        "A: your security code please C: one moment A: sure",
        "A: your expiry date please C: give me one second A: sure",
        "A: your date of birth please C: one second yeah let me look A: sure",
        "A: what time suits you C: ten thirty A: thanks",
        "A: please confirm how often C: three times a day A: thanks",
        "A: is that right C: we're open twenty four seven right A: yes",
    ],
)
def test_ordinary_answers_are_shown(text: str) -> None:
    assert hidden(text) == {}


@pytest.mark.parametrize(
    "rest",
    [
        "A: your balance is 300 dollars",
        "A: we have 25 rooms left",
        "A: the reference for this call is 5205",
        "A: your order number ends in nine four eight",
        "A: it's buy one get one free",
        "A: version ten point twelve should fix that",
        "A: you're in seats 11 and 12 in row 8",
        "C: i bought windows 11 in 1998 and it stopped working",
        "C: back in 1999 we paid more",
        "A: we need someone over eighteen to be home",
        "A: that's 158 in total",
        "C: my son turned ten on wednesday",
    ],
)
def test_small_numbers_after_an_answer_are_shown(rest: str) -> None:
    assert shown(f"A: your security code C: 123 A: thanks C: sure {rest}").endswith(rest.split(": ")[1])
    said = shown(f"A: the expiry date C: oh four twenty nine A: thanks C: sure {rest}")
    assert said.endswith(rest.split(": ")[1])
