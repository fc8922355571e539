"""Names that are said again, by either party, in whole or in part."""

from __future__ import annotations

import pytest

from call_text import shown


@pytest.mark.parametrize(
    ("again", "expected"),
    [
        ("thanks joy", "thanks *"),
        ("okay joy hold on", "okay * hold on"),
        ("miss white are you there", "miss * are you there"),
        ("joy white", "* *"),
        ("i spoke with joy on monday", "i spoke with * on monday"),
        ("joy told me so", "* told me so"),
        ("hi it's joy again", "hi it's * again"),
    ],
)
def test_a_name_that_is_a_word_is_hidden_where_it_stands_like_a_name(again: str, expected: str) -> None:
    assert shown(f"C: my name is joy white and A: {again}").endswith(f" and {expected}")


@pytest.mark.parametrize("said", ["in white or black", "it was a joy to help"])
def test_the_same_word_used_as_a_word_stays(said: str) -> None:
    told = "C: my name is joy white and A: okay now C: "
    assert shown(told + said).endswith(f" and okay now {said}")


def test_verbs_that_are_names_in_the_call_stay_verbs() -> None:
    said = "i will mark it and bill you in may"
    assert shown(f"C: my name is mark hill A: thanks mark {said}") == f"my name is * * thanks * {said}"


def test_a_month_of_a_date_stays_in_a_call_of_someone_called_so() -> None:
    assert shown("C: my name is april diaz A: closed on the ninth of april okay").endswith("of april okay")


def test_the_surname_of_a_name_that_nothing_announced_is_hidden_with_an_everyday_given_name() -> None:
    assert shown("C: someone called grant kowalski helped and grant bianchi too") == (
        "someone called * * helped and * * too"
    )
