from __future__ import annotations

import pytest

from call_text import call, texts
from callscribe.polish.detectors.numbers.asides import hear_asides
from callscribe.polish.detectors.numbers.spoken_numbers import read_words
from callscribe.polish.detectors.secrets.passwords import find_passwords


def hidden(text: str) -> list[str]:
    words = call(text)
    return texts(words, find_passwords(words, hear_asides(read_words(words, english=True))))


def test_a_pin_is_found_after_a_detour_and_where_it_is_read_back() -> None:
    detour = "C: is it safe to say that here A: yes the line is private C: alright then"
    assert hidden(f"A: what's your pin {detour} it's 6966 A: that is 6966") == ["6966", "6966"]


@pytest.mark.parametrize("digits", ["1352", "six seven four nine", "135246"])
def test_a_code_may_stand_before_its_name(digits: str) -> None:
    assert hidden(f"C: {digits} is my one time code") == [digits]


@pytest.mark.parametrize("name", ["my bin", "my pen", "the bin", "my pin"])
def test_a_pin_may_be_heard_as_something_else(name: str) -> None:
    assert hidden(f"C: {name} is 8615 A: thanks") == ["8615"]


def test_a_homophone_opens_a_pin_that_was_asked_for() -> None:
    assert hidden("A: and your pin C: it's fore thirteen ninety two A: ok") == ["fore thirteen ninety two"]


def test_pieces_of_a_pin_in_the_turns_after_it_are_hidden() -> None:
    assert hidden("A: your pin please C: eighty seven sixty seven A: sixty seven C: yes twenty nine") == [
        "eighty seven sixty seven",
        "sixty seven",
        "twenty nine",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "A: please reset your pin C: okay it took two minutes",
        "C: the bin is full again A: we collect on the third",
        "A: what's your pin C: i need ten minutes A: fine",
        "A: what is your pin C: one second A: how many people C: it's 40 of us",
        "C: i lost my pin A: the reference for this call is 3483",
        "C: my pin is on page twelve of the letter",
        "A: the repeat of the six digit sort code C: two of my friends",
        "A: never share your pin C: okay i won't",
    ],
)
def test_other_numbers_after_a_pin_are_shown(text: str) -> None:
    assert hidden(text) == []
