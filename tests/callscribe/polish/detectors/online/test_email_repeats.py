from __future__ import annotations

import pytest

from call_text import call, texts
from callscribe.polish.detectors.numbers.spoken_numbers import read_words
from callscribe.polish.detectors.online.emails import find_emails


def hidden(text: str) -> set[str]:
    words = call(text)
    return {
        word
        for said in texts(words, find_emails(words, read_words(words, english=True), english=True))
        for word in said.split()
    }


@pytest.mark.parametrize(
    "told",
    [
        "rosa lindgren sixty two i mean rosa lindgren sixty eight at gmail dot com",
        "rosa seven let me start over rosa nine at gmail dot com",
        "rosa underscore two scratch that rosa underscore four at gmail dot com",
    ],
)
def test_an_address_that_is_taken_back_is_hidden_with_the_right_one(told: str) -> None:
    spoken = set(told.split()) - set("i mean let me start over scratch that".split())
    assert spoken <= hidden(f"C: it's {told} A: okay")


@pytest.mark.parametrize(
    "read_back",
    [
        "l i n d g r e n underscore rosa",
        "lindgren underscore rosa let me see at gmail",
        "l i n misheard d g r e n",
        "l as in lima i n d as in delta g r e n",
        "lindgran underscore",
    ],
)
def test_an_address_that_is_read_back_is_hidden_again(read_back: str) -> None:
    telling = set(read_back.split()) - set("let me see misheard as in lima delta underscore at".split())
    assert telling <= hidden(f"C: it's lindgren underscore rosa at gmail dot com A: so that was {read_back} right")


def test_a_word_that_was_spelled_is_hidden_when_it_is_said() -> None:
    assert "lindgren" in hidden("C: it's l i n d g r e n at gmail dot com A: thanks is lindgren your name")


def test_the_name_of_a_domain_is_hidden_when_it_is_said_again() -> None:
    assert "lindgrenhaus" in hidden("C: rosa at lindgrenhaus dot net A: is that lindgrenhaus with a u")


@pytest.mark.parametrize("talk", ["thanks a lot for that", "the delivery is at nine or ten", "i see it is a b grade"])
def test_talk_after_an_address_is_shown(talk: str) -> None:
    said = hidden(f"C: rosa dot lindgren at gmail dot com A: {talk}")
    assert said == {"rosa", "dot", "lindgren", "at", "gmail", "com"}
    words = call(f"C: rosa dot lindgren at gmail dot com A: {talk}")
    assert max(span.last_word for span in find_emails(words, read_words(words, english=True), english=True)) == 6
