from __future__ import annotations

import pytest

from call_text import call, texts
from callscribe.polish.detectors.numbers.spoken_numbers import read_words
from callscribe.polish.detectors.online.emails import find_emails


def found(text: str) -> list[str]:
    words = call(text)
    return texts(words, find_emails(words, read_words(words, english=True), english=True))


@pytest.mark.parametrize(
    "address",
    [
        "rose at protonmail some com",
        "golf adams nineteen seventy eight at gmail it com",
        "brenda underscore martinez at comcast dot man net",
        "laura underscore goldberg four three at goldberg com",
    ],
)
def test_an_address_ends_with_its_domain_though_the_dot_was_misheard(address: str) -> None:
    assert found(f"my email is {address} thanks") == [address]


@pytest.mark.parametrize("address", ["a bennett at btinternet dot com", "K williams um at comcast dot net"])
def test_an_address_begins_with_its_initial(address: str) -> None:
    assert found(f"okay {address} please") == [address]


def test_a_year_said_with_and_is_part_of_a_name() -> None:
    said = "emma underscore harris two thousand and eight at harrisfamily dot net"
    assert found(f"it's {said}") == [said]


@pytest.mark.parametrize("talk", ["sure no worries", "are you ready", "i believe"])
def test_talk_before_a_name_is_no_part_of_it(talk: str) -> None:
    assert found(f"{talk} marcus eight at icloud dot com") == ["marcus eight at icloud dot com"]


def test_a_number_after_is_and_plus_begins_without_them() -> None:
    assert not any(said.startswith("is") for said in found("the phone is plus three four at gmail dot com"))
