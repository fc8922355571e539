"""Parts of a number before it and after it."""

from __future__ import annotations

import pytest

from call_text import shown

NUMBER_WORDS = set("oh zero one two three four five six seven eight nine double triple".split())


@pytest.mark.parametrize(
    "text",
    [
        "A: the account C: there's six six no that's upside down wait a minute six six one nine two oh eight three",
        "A: your account number C: nine oh one five five seven, hold on, Jay get down! OK. four four two. "
        "A: So 901557442?",
        "A: and the card C: five five two oh are you still there A: i am C: "
        "five five two oh one seven seven two eight four oh nine three one one six",
    ],
)
def test_a_part_of_a_number_is_hidden_where_the_whole_is_said_near_it(text: str) -> None:
    assert not NUMBER_WORDS & set(shown(text).split())


@pytest.mark.parametrize(
    "after",
    ["A: and a ticket 7730 for the desk", "A: it's at seven thirty", "A: there are seven rooms left"],
)
def test_what_a_number_of_a_thing_a_time_or_a_quantity_has_in_common_with_it_is_shown(after: str) -> None:
    text = f"C: my account number is seven seven three oh four four two one A: thank you {after}"
    assert shown(text).endswith(after.removeprefix("A: "))


def test_the_end_of_a_number_that_is_told_late_is_hidden() -> None:
    assert not NUMBER_WORDS & set(
        shown(
            "A: the card C: four nine two nine one triple oh A: go on C: sorry the last bit is seven nine one three"
        ).split()
    )


def test_what_somebodys_number_ends_in_is_hidden() -> None:
    assert not NUMBER_WORDS & set(shown("A: whose is it C: her social ends in nine oh one six A: thanks").split())
