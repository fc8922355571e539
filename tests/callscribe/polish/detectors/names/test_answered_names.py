"""Names in answers: at once, after a detour, to several questions at a time."""

from __future__ import annotations

import pytest

from call_text import shown


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("A: who's on the line C: zhang xiaoming", "who's on the line * *"),
        ("A: and you are C: autumn rivers", "and you are * *"),
        ("A: could i grab your first name C: june A: thanks june", "could i grab your first name * thanks *"),
        ("A: what would the name be C: certainly chase martinez", "what would the name be certainly * *"),
        ("A: what name is the booking under C: szczepanski", "what name is the booking under *"),
        ("A: can i take your name C: will A: thanks will", "can i take your name * thanks *"),
        ("A: what should i call you C: sunny", "what should i call you *"),
        ("A: whose name is it under C: mine tolvi brane uh brane", "whose name is it under mine * * * *"),
        ("A: whose account is it C: my mum's tolvi brane", "whose account is it my mum's * *"),
        ("A: and you're the tenant C: aye tolvi brane", "and you're the tenant aye * *"),
        ("A: and you're C: tolvi i'm the niece", "and you're * i'm the niece"),
        ("A: name and email C: tolvi brane it's", "name and email * * it's"),
        ("A: name as it appears C: wallace t brane", "name as it appears * * *"),
        ("A: what do people call you C: tolvi", "what do people call you *"),
        ("A: do you know their name C: tolvi she's new", "do you know their name * she's new"),
    ],
)
def test_a_name_of_any_origin_or_an_everyday_word_is_hidden_in_an_answer(said: str, expected: str) -> None:
    assert shown(said) == expected


@pytest.mark.parametrize(
    "detour",
    [
        "why do you need that A: to find you in the system C: okay fine",
        "is it safe to say A: yes the line is secure C: alright then um",
        "hold on A: take your time C: so one second yeah",
    ],
)
def test_an_answer_is_found_after_a_detour(detour: str) -> None:
    assert shown(f"A: may i have your name C: {detour} kofi boateng A: thanks").endswith(" * * thanks")


def test_the_answers_to_several_questions_begin_with_the_name() -> None:
    said = shown("A: your full name and the order please C: ming zhao and it is for two lamps A: okay")
    assert said == "your full name and the order please * * and it is for two lamps okay"


def test_an_odd_word_before_the_name_leaves_it_hidden() -> None:
    assert shown("A: who am i speaking with C: the water kowalczyk").endswith("*")


def test_one_misheard_word_within_a_name_does_not_save_the_surname() -> None:
    assert shown("A: your name please C: it's brenda every chen and").endswith(" it's * * * and")


@pytest.mark.parametrize(
    "said",
    [
        "A: what's the product name C: roomba",
        "A: what's the name of your bank C: santander",
        "A: who is it with C: spotify",
        "A: who do you bank with C: tolvi",
        "A: and you're still there C: yes still here",
        "A: your name please C: one second A: sure C: i need to get my purse hold on",
        "A: what is your name for the device C: kitchen",
        "A: when does it start and who is it for C: june third",
        "A: what is the name of the show C: jeopardy",
    ],
)
def test_an_answer_that_is_no_name_stays(said: str) -> None:
    assert "*" not in shown(said)
