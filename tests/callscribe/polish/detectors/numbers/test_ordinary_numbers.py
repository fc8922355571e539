"""Amounts, times and quantities that nobody calls so."""

from __future__ import annotations

import pytest

from call_text import hidden, shown

CARD = "my card is four one one one one one one one one one one one one one one one"


@pytest.mark.parametrize(
    "text",
    [
        "A: what sort of thing were you after C: about thirty thirty five",
        "A: so you're on the gold card at nineteen ninety nine you have six months left",
        "C: i've got a card saying you called at ten oh four and i was in",
        "A: what email is on the account C: i made that account in ninety eight A: i see seven lessons on it",
        "C: is that number still working A: the pressure was 152 over 96 this morning",
        "A: ring the police on one oh one C: one oh one okay",
        "A: if it's urgent dial nine one one C: i will",
        "A: have you told the police C: on one three one triple four they were no help",
        "C: only one fare in the cab in twenty eleven forty dollars",
        "A: there was two hundred and twelve of them",
        "A: between sixteen and eighteen thousand C: as much as that",
        "C: is my 401K with you A: yes",
    ],
)
def test_an_amount_a_time_or_a_quantity_without_its_unit_is_shown(text: str) -> None:
    assert hidden(text) == {}


@pytest.mark.parametrize(
    "ending",
    ["A: okay fourteen twenty five and you pay monthly right", "A: that's the fifteen isn't it", "A: all nine okay"],
)
def test_what_follows_a_whole_number_and_is_an_amount_is_shown(ending: str) -> None:
    text = f"C: {CARD} A: thanks {ending}"
    assert shown(text).endswith(ending.removeprefix("A: "))


@pytest.mark.parametrize("one", ["my old one", "the new one", "another one", "the sixteen digit one"])
def test_one_that_stands_for_a_number_is_no_part_of_it(one: str) -> None:
    said = shown(f"A: your phone number C: try {one} seven seven three four oh nine five six five oh A: thanks")
    assert said == f"your phone number try {one} {' '.join('*' * 10)} thanks"


def test_how_many_digits_are_wanted_is_shown() -> None:
    said = shown("A: i need the card's first six and last four C: four six five nine oh one A: okay")
    assert said.startswith("i need the card's first six and last four *")


def test_a_year_does_not_begin_the_number_that_is_said_next() -> None:
    said = shown("C: i've had it since twenty fifteen A: please read it to me C: two two one seven nine oh four three")
    assert said.startswith("i've had it since twenty fifteen please")
