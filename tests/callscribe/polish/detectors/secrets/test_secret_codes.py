"""Codes of doors and key safes, misheard PINs, and codes that are told again because the first was wrong."""

from __future__ import annotations

import pytest

from call_text import by_kind, call
from callscribe.polish.detectors.numbers.spoken_numbers import read_words
from callscribe.polish.detectors.secrets.code_runs import code_run, is_whole
from callscribe.polish.detectors.secrets.passwords import find_passwords


def hidden(text: str) -> list[str]:
    words = call(text)
    return by_kind(words, find_passwords(words, read_words(words, english=True))).get("SECRET", [])


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("A: is there a code for the gate C: yes it's c four one nine A: thanks", "c four one nine"),
        ("A: what's the door code C: it's three three one eight A: okay", "three three one eight"),
        ("C: the key safe is by the meter, two seven seven oh A: okay", "two seven seven oh"),
        ("A: how does he get in C: there's a keypad on the door it's c one nine four x A: right", "c one nine four x"),
        ("C: the combination for the safe is 4417 A: okay", "4417"),
        ("A: have you changed the alarm code C: not yet it's still won nine six for A: do it", "won nine six for"),
        ("A: the otp for the pick-up is 7719 C: okay", "7719"),
    ],
)
def test_the_code_of_a_place_is_hidden(text: str, code: str) -> None:
    assert code in hidden(text)


@pytest.mark.parametrize(
    "text",
    [
        "C: the gate opens at seven and closes at nine A: okay",
        "C: the alarm went off at four forty five A: oh no",
        "C: the door code isn't working A: i'll send somebody at three",
        "C: the garage door costs four hundred and ten A: right",
        "A: is there a code C: no it's open A: great",
        "A: the key box costs forty nine ninety nine C: fine",
        "A: the safe has a ten year guarantee C: nice",
        "C: the key safe takes two days to deliver A: okay",
        "A: what's your door number C: thirty two A: thanks",
    ],
)
def test_numbers_around_doors_and_alarms_are_shown(text: str) -> None:
    assert hidden(text) == []


@pytest.mark.parametrize("pin", ["for seven won won", "seven won for", "to seven seven oh"])
def test_a_pin_that_was_misheard_at_its_edges_is_hidden_whole(pin: str) -> None:
    assert hidden(f"A: and your pin please C: {pin} A: thank you") == [pin]


def test_a_pin_that_is_told_again_because_the_first_was_wrong_is_hidden() -> None:
    text = "A: your pin please C: it's five five nine two A: that's not right C: five nine nine two sorry A: perfect"
    assert hidden(text) == ["five five nine two", "five nine nine two"]


def test_a_number_after_a_pin_that_was_right_is_shown() -> None:
    text = "A: your pin please C: it's five five nine two A: perfect thanks C: the score was eight to five A: ha"
    assert hidden(text) == ["five five nine two"]


def test_a_preposition_before_a_code_is_no_part_of_it() -> None:
    words = call("C: send it to four one two nine")
    said = code_run(words, read_words(words, english=True), 3)
    assert [words[index].word for index in said] == ["four", "one", "two", "nine"]


def test_a_code_with_talk_before_it_is_not_whole() -> None:
    words = call("C: we counted four one two nine")
    readings = read_words(words, english=True)
    assert not is_whole(words, readings, code_run(words, readings, 2))
