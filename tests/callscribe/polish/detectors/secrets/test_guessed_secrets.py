"""Secrets that are guessed or remembered aloud, spelled after they were told, or dictated after other words."""

from __future__ import annotations

import pytest

from call_text import by_kind, call
from callscribe.polish.detectors.numbers.spoken_numbers import read_words
from callscribe.polish.detectors.secrets.passwords import find_passwords


def hidden(text: str) -> list[str]:
    words = call(text)
    return by_kind(words, find_passwords(words, read_words(words, english=True))).get("SECRET", [])


@pytest.mark.parametrize(
    ("text", "secret"),
    [
        ("A: i need the password C: uh giraffe A: that's the old one C: oh okay is it marigold A: thanks", "marigold"),
        ("A: do you know the password he had on it C: no idea he'd have had rovers A: no", "rovers"),
        ("C: my passphrase A: yes C: maybe pumpernickel A: that's it", "pumpernickel"),
        ("A: who knows the password C: my son he used rambo seven A: okay", "rambo seven"),
    ],
)
def test_a_secret_that_is_guessed_is_hidden(text: str, secret: str) -> None:
    assert secret in hidden(text)


@pytest.mark.parametrize(
    "text",
    [
        "C: i can't get in with my password A: is it urgent C: not really",
        "C: i forgot my password A: try again C: still nothing",
        "C: it's the password or the username A: maybe both C: okay",
        "C: the password he had in march is no good A: right",
        "A: what password do you use C: should i be telling you that A: no you're right",
        "C: it's telling me that my passcode's blocked A: it's three goes and then it blocks for an hour",
        "A: do you know his passcode C: the passcode i wouldn't know A: fine i'm taking all of that off",
    ],
)
def test_talk_about_passwords_is_shown(text: str) -> None:
    assert hidden(text) == []


def test_a_password_that_is_spelled_after_it_was_told_is_hidden() -> None:
    spelled = "capital t h i s t l e seven exclamation mark"
    assert spelled in hidden(f"A: your password is Thistle7!Owl C: how is that spelled A: {spelled} C: okay")


def test_other_letters_after_a_password_are_shown() -> None:
    assert hidden("A: your password is Thistle7!Owl C: okay and the t v A: it has h d m i") == ["Thistle7!Owl"]


def test_a_password_is_hidden_that_is_told_after_an_aside_and_dictated() -> None:
    text = "A: and the first password, write it down, is Osprey, capital O, for to seven, and a dollar sign C: okay"
    assert hidden(text) == ["Osprey, capital O, for to seven, and a dollar sign"]


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("and the city you were born in", "palermo"),
        ("what town were you born in", "tullamore"),
        ("and your favourite film", "casablanca"),
        ("and the name of your first school", "hawthornden"),
        ("what was the make of your first car", "a trabant"),
    ],
)
def test_the_answer_to_a_security_question_is_hidden(question: str, answer: str) -> None:
    assert hidden(f"A: {question} C: {answer} A: perfect") == [answer.removeprefix("a ")]


@pytest.mark.parametrize(
    "text", ["A: is this your first car C: no second A: okay", "A: it's my first job C: good luck"]
)
def test_first_things_that_nobody_asks_for_are_shown(text: str) -> None:
    assert hidden(text) == []
