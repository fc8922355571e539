from __future__ import annotations

import pytest

from call_text import by_kind, call
from callscribe.polish.detectors.numbers.asides import hear_asides
from callscribe.polish.detectors.numbers.spoken_numbers import read_words
from callscribe.polish.detectors.secrets.identifiers import find_identifiers


def hidden(text: str) -> dict[str, list[str]]:
    words = call(text)
    return by_kind(words, find_identifiers(words, hear_asides(read_words(words, english=True))))


# --- A question that stays open ------------------------------------------------------------------------------------


@pytest.mark.parametrize("plate", ["KLM 429", "8XYZ123", "k l m four two nine", "94291"])
def test_a_plate_is_found_after_a_detour_of_some_turns(plate: str) -> None:
    detour = (
        "C: oh that is on the back of the thing hold on A: sure no hurry at all C: okay i am back with you yes it's"
    )
    assert hidden(f"A: could i have your tag number {detour} {plate}") == {"VEHICLE": [plate]}


def test_a_word_of_the_one_who_answers_does_not_end_the_question() -> None:
    found = hidden("A: your tag number C: is it safe over the phone A: it is C: alright then it's 942 A: ok C: GRE")
    assert found == {"VEHICLE": ["942", "GRE"]}


def test_a_number_of_something_else_that_was_asked_for_later_is_shown() -> None:
    assert hidden("A: your plate please C: one sec A: and the order number C: it's AB12345") == {}


# --- A noun that was misheard --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "question",
    ["what do you have as your red", "i just need your can", "and could i have the play", "tell me the vehicle way"],
)
def test_letters_and_digits_that_are_all_of_an_answer_are_hidden(question: str) -> None:
    assert hidden(f"A: {question} C: yes it's 8XYZ123 A: lovely") == {"VEHICLE": ["8XYZ123"]}


@pytest.mark.parametrize("told", ["the is", "my ray is", "play number", "the play there"])
def test_letters_and_digits_that_somebody_tells_of_are_hidden(told: str) -> None:
    assert hidden(f"C: {told} WKC 4291.") == {"VEHICLE": ["WKC 4291."]}


@pytest.mark.parametrize(
    "text",
    [
        "A: what's your order number C: it's ab47712 A: found it",
        "A: which model do you have C: it's the rtx4090 A: nice",
        "A: what seat do you have C: twenty two a",
        "A: what size do you need C: um thirty two b please",
        "A: please give me your s s n C: let me look",
        "A: can i have the c v v C: yes let me see",
        "C: i bought the RTX4090 there",
    ],
)
def test_letters_and_digits_of_other_things_are_shown(text: str) -> None:
    assert hidden(text) == {}


# --- A value right behind its cue ----------------------------------------------------------------------------------


@pytest.mark.parametrize("number", ["nine hundred thirty six two hundred", "1115.", "four fifty-three seventy-eight"])
def test_a_number_said_as_amounts_are_is_a_document_right_behind_its_cue(number: str) -> None:
    assert hidden(f"C: my license is {number}") == {"DOCUMENT_ID": [number]}


@pytest.mark.parametrize(
    "text",
    [
        "C: my license in two thousand nineteen was blue",
        "C: my registration is two hundred dollars",
        "C: my passport is eleven years old",
        "C: the price of the car is five hundred dollars",
        "C: my tag on the shirt says forty dollars",
    ],
)
def test_a_year_or_an_amount_behind_a_cue_is_shown(text: str) -> None:
    assert hidden(text) == {}


def test_the_vehicle_alone_asks_for_its_plate() -> None:
    assert hidden("A: and the think of the vehicle please C: w five seven eight k") == {
        "VEHICLE": ["w five seven eight k"]
    }


# --- What is taken back, and said again ----------------------------------------------------------------------------


def test_what_was_begun_and_taken_back_is_hidden() -> None:
    assert hidden("A: what's your reg C: double s one wait no double s seven three") == {
        "VEHICLE": ["double s one", "double s seven three"]
    }


def test_a_misheard_word_between_two_groups_is_hidden() -> None:
    assert hidden("A: your plate C: zulu point than five two five A: ok") == {
        "VEHICLE": ["zulu", "point than", "five two five"]
    }


def test_a_read_back_with_one_character_wrong_is_hidden() -> None:
    talk = "A: great and the colour C: blue A: and the year C: last one A: thanks so that was"
    found = hidden(f"C: my plate is k l m four two nine {talk} k l m five two nine right")
    assert found == {"VEHICLE": ["k l m four two nine", "k l m five two nine"]}


def test_the_time_of_day_is_no_read_back() -> None:
    assert hidden("C: it's plate k l ten thirty A: we are open at ten thirty a m daily")["VEHICLE"] == [
        "k l ten thirty"
    ]
