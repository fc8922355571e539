"""Expiry dates of cards, in the forms people give them."""

from __future__ import annotations

import pytest

from call_text import hidden


@pytest.mark.parametrize(
    "date",
    ["oh four twenty eight", "04/28", "04-28", "4 28", "april twenty twenty eight", "april of 2028",
     "ten and thirty-three", "zero four slash twenty eight", "four twenty twenty eight"],
)  # fmt: skip
@pytest.mark.parametrize("question", ["and the expiry date", "card expiration", "what is the valid thru date"])
def test_the_expiry_date_of_a_card_is_hidden_however_it_is_given(question: str, date: str) -> None:
    assert hidden(f"A: {question} C: {date} A: thank you") == {"CARD_EXPIRY": [date]}


def test_an_expiry_date_read_back_in_another_form_is_hidden() -> None:
    assert hidden("A: the card's expiration C: october 2026 A: 10-26 thank you") == {
        "CARD_EXPIRY": ["october 2026", "10-26"]
    }
