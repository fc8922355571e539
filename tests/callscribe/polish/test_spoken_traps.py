"""How numbers are said on the phone: one test for each trap."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from call_text import call, hidden, shown
from callscribe.polish.redaction import find_entities

if TYPE_CHECKING:
    from callscribe.transcript.words import Word

NUMBER_WORDS = set("oh zero one two three four five six seven eight nine ten eleven twenty forty double triple".split())


def left(text: str) -> set[str]:
    """Number words that stay visible."""
    return NUMBER_WORDS & set(shown(text).split())


# --- Ways to say digits -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "number",
    [
        pytest.param("forty-one eleven eleven eleven eleven eleven eleven eleven", id="forty-one eleven"),
        pytest.param("four double five one four nine four triple zero double one seven six oh two", id="double five"),
        pytest.param("five oh oh five oh three two one oh oh oh four six seven oh one", id="oh"),
        pytest.param("four one one one triple zero one one one one triple zero one one", id="triple zero"),
        pytest.param(
            "nineteen eighty-four nineteen eighty-four twenty ten forty one eleven", id="nineteen eighty-four"
        ),
        pytest.param("4532 one one four two 8830 three nine oh two", id="half in digits"),
        pytest.param("four five um three two uh one one four two er eight eight three oh", id="fillers"),
        pytest.param("4 5 3 2 1 1 4 2 8 8 3 0 3 9 0 2", id="single digits"),
        pytest.param("4532-1142-8830-3902", id="hyphens"),
    ],
)
def test_a_card_number_leaves_no_digit_behind(number: str) -> None:
    assert hidden(f"C: my card number is {number} A: thank you") == {"CARD_NUMBER": [number]}


@pytest.mark.parametrize(
    "correction",
    ["no sorry one two four", "wait one two four", "actually no one two four", "i mean one two four"],
)
def test_a_security_code_that_is_taken_back_is_hidden_before_and_after(correction: str) -> None:
    assert not left(f"C: my cvv is one two three {correction} A: thanks")


def test_a_first_group_that_is_taken_back_is_hidden_too() -> None:
    assert shown("A: phone number please C: two sorry that's five one two five five five oh one three four") == (
        "phone number please * sorry that's " + " ".join("*" * 10)
    )


@pytest.mark.parametrize(
    "aside", ["hang on", "let me see", "what is it", "bear with me", "and then", "hold on a second"]
)
def test_an_aside_does_not_end_a_number(aside: str) -> None:
    assert not left(f"C: it's five five oh one nine seven {aside} two two seven oh A: okay")


def test_a_pause_of_half_a_minute_does_not_end_a_number_but_a_minute_does() -> None:
    words = call("it is four one one six seven one one one eight")

    def later(seconds: float) -> list[Word]:
        rest = (replace(word, start_s=word.start_s + seconds, end_s=word.end_s + seconds) for word in words[6:])
        return [*words[:6], *rest]

    assert [(span.first_word, span.last_word) for span in find_entities(later(25))] == [(2, 10)]
    assert all(span.last_word < 6 or span.first_word >= 6 for span in find_entities(later(60)))


# --- Turns --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("sound", ["uh huh", "okay", "yep go ahead", "got it", "and what comes next please"])
def test_digits_spread_over_turns_are_hidden_and_what_the_agent_says_is_not(sound: str) -> None:
    text = f"A: the card number C: five four two five A: {sound} C: two three three four A: {sound} C: three oh one oh"
    assert not left(text)
    assert shown(text).count(sound) == 2


def test_groups_read_back_by_the_other_party_are_hidden() -> None:
    assert not left(
        "A: card number C: five four two five A: five four two five okay C: two three three four "
        "A: two three three four C: three oh one oh A: three oh one oh C: nine nine oh three"
    )


def test_a_number_read_back_with_a_misheard_digit_is_hidden_too() -> None:
    assert not left("A: your pin please C: seven five one four A: so that is seven five was four is that right C: yes")


def test_a_last_digit_in_a_turn_of_its_own_is_hidden() -> None:
    assert not left("C: my account number is seven seven three oh four two A: uh huh C: one A: thanks")


def test_a_number_cut_by_a_seam_with_a_word_doubled_is_hidden() -> None:
    assert not left(
        "C: my card is four five three two one one one four two eight eight three oh three nine nine oh two"
    )


# --- Recognition errors -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "number",
    [
        "four five for two one one four two",
        "four five to two one one four two",
        "four ate three two one one four two",
        "four five won two one one four two",
        "four five mine two one one four two",
        "four five year two one one four two",
        "four five or two one one four two",
        "for five three two one one four two",
        "forty-five thirty-two the eleven forty-two",
        "4532 mine 1142",
    ],
)
def test_a_misheard_digit_hides_itself_and_its_neighbours(number: str) -> None:
    assert hidden(f"C: my account number is {number} A: thank you") == {"BANK_ACCOUNT": [number]}


def test_a_security_code_with_a_misheard_digit_in_the_middle_is_hidden() -> None:
    assert hidden("A: the three digits on the back C: nine hero eight A: thanks") == {"CARD_CVV": ["nine hero eight"]}


@pytest.mark.parametrize("answer", ["three five six four", "three nine eight", "it's seven three nine one"])
def test_digits_said_one_by_one_in_answer_are_hidden_though_the_question_was_misheard(answer: str) -> None:
    assert not left(f"A: what is like them C: {answer} A: thank you")


# --- Letters ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "number",
    [
        "a b one two three four five six c",
        "n as in november e as in echo one two three four five six d as in delta",
        "b for bravo h for hotel one two three four five six d for david",
        "j like juliet k like kilo one two three four five six a like alpha",
        "AB 12 34 56 C",
        "AB123456C",
    ],
)
def test_a_national_insurance_number_is_hidden_with_its_letters(number: str) -> None:
    assert hidden(f"A: your national insurance number C: it's {number} A: thanks") == {"NATIONAL_ID": [number]}


# --- What stays ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "A: the total comes to forty nine dollars and ninety nine cents C: okay that is fine",
        "A: delivery is on the fifth of may between nine and eleven thirty C: perfect A: your card is on file",
        "A: your order of two hundred and fifty units ships on november fifth twenty twenty six",
        "A: you are number four in the queue C: oh okay",
        "C: how much is on it A: it should be seventy two ninety four",
        "A: we have availability at one forty five or nine forty five p m C: seven thirty a m works for me",
        "C: my card is declined A: one moment please",
        "C: the score was twenty nine to five i couldn't believe it",
        "C: we are in seats 204 and 171 in row 21",
        "C: on page 246 it says i get 50% back",
        "C: windows 11 in 2012 and version 9 point 376",
        "A: back in nineteen ninety eight we paid two thousand fifty nine dollars for the same",
        "C: i owe one thousand one hundred thirty two dollars",
        "A: your total is five hundred fifty four ninety nine including shipping",
        "C: nine out of ten times it works and two of my friends use it",
    ],
)
def test_an_ordinary_number_in_a_conversation_is_shown(text: str) -> None:
    assert hidden(text) == {}


@pytest.mark.parametrize(
    "after",
    [
        "A: thanks you ordered two of those and three of the blue ones",
        "A: thank you one moment please",
        "A: thanks you are number sixteen in the queue",
        "A: okay we have ten rooms left",
        "A: perfect your appointment is at five eighteen with the nurse",
        "A: great we are open twenty four seven",
    ],
)
def test_numbers_after_a_card_number_are_shown(after: str) -> None:
    number = "four one one one one one one one one one one one one one one one"
    assert hidden(f"C: my card number is {number} {after}") == {"CARD_NUMBER": [number]}


def test_a_double_at_the_end_belongs_to_the_number_before_it_whatever_was_misheard_between() -> None:
    """As PocketSphinx heard the card number of a sample call."""
    heard = "it is double five double five double five double five i'm double five double five trouble for double for"
    assert shown(f"A: please read the number to me C: {heard} A: when does it expire") == (
        f"please read the number to me it is {' '.join('*' * 17)} when does it expire"
    )
