"""What has a number of its own, and whose number stays hidden."""

from __future__ import annotations

import pytest

from call_text import hidden, shown


@pytest.mark.parametrize(
    "text",
    [
        "A: your job number's six one four oh two somebody will be there by five",
        "A: can I take the order number C: yeah hold on it's three nine three eight one oh six",
        "A: that's ticket 0932. C: Ticket 0932, thanks.",
        "C: the crime number they gave me is four two oh eight one one nine A: okay",
        "C: i've come for the meter A: what does it say C: oh three one double seven",
        "A: The batch number's 6610847. C: OK.",
        "C: it's serial number three three oh nine one seven two A: thanks",
        "C: we land on flight KTM 9941 A: lovely",
        "A: what's your rental agreement number C: for for oh nine won seven seven",
        "A: your confirmation is nine nine one oh four six two C: great",
    ],
)
def test_the_number_of_a_thing_is_shown(text: str) -> None:
    assert hidden(text) == {}


def test_the_number_of_a_thing_is_shown_when_it_is_read_back() -> None:
    assert hidden("A: the case number will be two two oh one five eight nine C: two two oh one five eight nine") == {}


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("A: the order's fine and what's your phone number C: two one two five five five oh one three four", "PHONE"),
        ("C: i'm calling about my order it's two one two five five five oh one eight eight", "LONG_NUMBER"),
        ("A: got the ticket C: no but my card is four one one one one one one one one one one one one one one one",
         "CARD_NUMBER"),
        ("C: my order number is four one one one one one one one one one one one one one one one", "CARD_NUMBER"),
        ("A: that's job five done and your account number C: seven seven three oh four four two one", "BANK_ACCOUNT"),
    ],
)  # fmt: skip
def test_somebodys_number_is_hidden_though_a_thing_is_named_before(text: str, kind: str) -> None:
    assert list(hidden(text)) == [kind]


def test_a_reference_of_an_account_is_the_accounts() -> None:
    assert (
        "nine" not in shown("C: my tax reference is one two three four five six seven eight nine oh A: thanks").split()
    )


def test_two_numbers_with_a_things_name_between_are_two() -> None:
    said = shown("C: account number seven seven three oh four four two one A: job number's five oh one one eight")
    assert said.endswith("job number's five oh one one eight")
    assert "seven" not in said.split()
