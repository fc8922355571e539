from __future__ import annotations

import pytest

from call_text import call, texts
from callscribe.polish.detectors.numbers.spoken_numbers import read_words
from callscribe.polish.detectors.online.network import find_network


def hidden(text: str) -> str:
    words = call(text)
    return " | ".join(texts(words, find_network(words, read_words(words, english=True))))


@pytest.mark.parametrize(
    "link",
    [
        "acme nine com slash login question mark code equals",
        "acme dot slash login question mark code equals",
        "acme dot com slash login question mark code kind",
        "acme us com question every session equals",
        "acme dot com question mark key equals let me see",
    ],
)
def test_a_token_is_hidden_though_its_link_was_misheard(link: str) -> None:
    assert "k seven m w four q" in hidden(f"it is {link} k seven m w four q thanks")


def test_a_token_that_follows_in_another_turn_is_hidden() -> None:
    assert "k seven m w" in hidden("C: acme us com question mark code equals A: go C: k seven m w A: thanks")


@pytest.mark.parametrize("again", ["wait no k seven m x four q", "A: so that is m w four q"])
def test_a_token_said_again_is_hidden(again: str) -> None:
    said = hidden(f"C: acme dot com slash login question mark code equals k seven m w four q {again}")
    assert again.split("no ")[-1].split("is ")[-1] in said


@pytest.mark.parametrize(
    "text",
    [
        "there is a question mark next to my balance of one two three four dollars",
        "your login is not the question my order is five five one two",
        "C: i forgot the login A: it is flight one two nine six to boston",
        "see the session notes of b c d and e",
    ],
)
def test_numbers_beside_words_of_links_are_shown(text: str) -> None:
    assert hidden(text) == ""


def test_talk_after_a_token_is_shown() -> None:
    said = hidden("example dot com question mark key equals t n k b q four u eight W. I got a ten percent coupon")
    assert said.endswith("W.")
