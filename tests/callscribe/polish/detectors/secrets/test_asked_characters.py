"""Single characters of a secret, asked for by their places."""

from __future__ import annotations

import pytest

from call_text import by_kind, call
from callscribe.polish.detectors.numbers.spoken_numbers import read_words
from callscribe.polish.detectors.secrets.asked_characters import asked_characters
from callscribe.polish.detectors.secrets.passwords import find_passwords


def characters(text: str) -> list[str]:
    words = call(text)
    found = asked_characters(words, read_words(words, english=True))
    return [" ".join(words[index].word for index in said) for said in found]


@pytest.mark.parametrize(
    ("question", "answer", "expected"),
    [
        ("what's the second and the fifth letter of your memorable word", "is it o and l", "o l"),
        ("could i have the first and third of your pin", "six and four", "six four"),
        ("the second digit of your passcode please", "it's a nine", "nine"),
        ("the first third and sixth characters of your password", "b and n and four", "b n four"),
        ("characters two and five of your memorable word please", "a and t", "a t"),
        ("the last digits of your pass number", "oh it's too oh and nine", "too oh nine"),
    ],
)
def test_characters_that_were_asked_for_by_their_places_are_found(question: str, answer: str, expected: str) -> None:
    assert characters(f"A: {question} C: {answer} A: thanks") == [expected]


def test_characters_are_found_where_the_secret_was_named_some_turns_before() -> None:
    text = "A: now your telephone pin C: all of it A: just the first and third C: seven and two A: lovely"
    assert characters(text) == ["seven two"]


def test_characters_are_found_again_when_the_first_ones_were_wrong() -> None:
    text = "A: the first and last digit of your pin C: six and two A: that doesn't match C: sorry nine and two A: okay"
    assert characters(text) == ["six two", "nine two"]


def test_a_character_in_a_sentence_is_found_and_its_words_are_not() -> None:
    text = "A: the third and sixth letter of your password C: then it's the dog so i and e A: that's it"
    assert characters(text) == ["i e"]


@pytest.mark.parametrize(
    "text",
    [
        "A: the first and third of march are free C: one of them please",
        "A: the first and second digits of your card C: four and four",
        "C: second and third class are full A: okay two and four then",
        "A: for your password the first and last names are no good C: i know a few of those",
        "A: the last four digits of the account and your password C: i have to look for it",
    ],
)
def test_other_places_ask_for_no_characters(text: str) -> None:
    assert characters(text) == []


def test_talk_after_such_a_question_is_no_secret() -> None:
    text = "A: the second and fifth letter of your memorable word C: o and l A: you can change it C: finally thanks"
    words = call(text)
    spans = by_kind(words, find_passwords(words, read_words(words, english=True)))
    assert spans == {"SECRET": ["o and l"]}


def test_the_places_in_such_a_question_are_no_secret() -> None:
    words = call("A: and your passcode, just digits one and four C: nine, and two A: thanks")
    spans = by_kind(words, find_passwords(words, read_words(words, english=True)))
    assert set(spans["SECRET"]) == {"nine, and two"}
