"""Streets, shops and firms that are called as people are."""

from __future__ import annotations

import pytest

from call_text import shown


@pytest.mark.parametrize(
    "said",
    [
        "C: the tip on patricia street is shut",
        "A: patricia's pizza pickup or delivery",
        "C: i was at saint kevin's primary",
        "A: The offices of Kowalczyk are closed.",
        "C: we met at Patricia Falls last year",
        "C: i drive a toyota patricia these days",
        "C: we stayed at hotel patricia",
        "C: can you hold the new patricia cornwell for me",
        "C: the name of it is glow bar",
    ],
)
def test_what_is_called_as_a_person_is_stays(said: str) -> None:
    assert "*" not in shown(said)


@pytest.mark.parametrize("said", ["C: patricia's account", "C: tell patricia please", "C: it's in patricia's name"])
def test_people_are_hidden_beside_other_words(said: str) -> None:
    assert shown(said).count("*") == 1


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("A: Harbrook Lettings, Patricia speaking.", "Harbrook Lettings, * speaking."),
        ("A: harbrook lettings patricia speaking", "harbrook lettings * speaking"),
        ("A: welcome to harbrook vorlan speaking", "welcome to harbrook * speaking"),
        ("A: good morning vorlan dremmick speaking", "good morning * * speaking"),
    ],
)
def test_of_who_answers_the_phone_only_the_person_is_hidden(said: str, expected: str) -> None:
    assert shown(said) == expected
