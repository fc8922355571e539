"""Nothing that the tables hide is printed, nor what would tell it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from callscribe.evaluation.compared import ComparedCall, ComparedWord
from callscribe.evaluation.comparison import compare
from callscribe.evaluation.masking import masks_of, shown

WORDS = st.lists(st.sampled_from("my card is 4 four one of the".split()), max_size=20)


def printed(said: str, heard: str, *, vault_language: str | None = "en") -> tuple[str, str]:
    """Both sides as they are printed; a word in stars is hidden by the tables."""
    words = tuple(
        ComparedWord(word.strip("*"), hidden="[SECRET]" if word.startswith("*") else None) for word in heard.split()
    )
    reference = ComparedCall("c-1", tuple(map(ComparedWord, said.split())))
    found = compare(reference, ComparedCall("c-1", words, vault_language=vault_language), collar_s=0.0)
    sides = zip((found.said.words, found.heard.words), masks_of(found), strict=True)
    ours, theirs = (shown(words, mask, 0, len(words) - 1) for words, mask in sides)
    return ours, theirs


def test_a_hidden_word_hides_the_word_said_there() -> None:
    assert printed("my pin is ninja ok", "my pin is *ninja* ok") == ("my pin is [SECRET] ok",) * 2
    assert printed("my pin is ninja ok", "my pin is *ginger* ok") == ("my pin is [SECRET] ok",) * 2


def test_what_is_missing_beside_a_hidden_word_is_hidden() -> None:
    assert printed("it is apple banana cherry sure", "it is *banana* sure")[0] == "it is [SECRET] sure"


def test_a_number_is_hidden_whole_however_it_is_written() -> None:
    assert printed("room 2 0 5 please", "room *two* *hundred* *and* *five* please")[0] == "room [SECRET] please"
    assert printed("room two hundred and five please", "room *2* 0 5 please")[0] == "room [SECRET] please"


@pytest.mark.parametrize("heard", ["my card number is on its way", "so far *away*"])
def test_a_card_number_that_was_not_recognised_is_hidden_in_the_reference(heard: str) -> None:
    said = "my card number is four one one one one one one one one one one one one one one one thanks"
    assert "one" not in printed(said, heard)[0].split()


def test_other_errors_are_printed() -> None:
    assert printed("good morning my pin is ninja", "good warning my pin is *ninja*") == (
        "good morning my pin is [SECRET]",
        "good warning my pin is [SECRET]",
    )


def test_of_two_files_of_the_user_nothing_is_hidden() -> None:
    said = "my card number is 4111 1111 1111 1111"
    assert printed(said, said, vault_language=None) == (said, said)


@given(WORDS, WORDS, st.sets(st.integers(0, 19)))
def test_no_word_that_the_tables_hide_is_ever_printed(said: list[str], heard: list[str], hidden: set[int]) -> None:
    marked = ["*ninja*" if place in hidden else word for place, word in enumerate(heard)]
    assert "ninja" not in " ".join(printed(" ".join(said), " ".join(marked)))


@given(WORDS, st.sets(st.integers(0, 19)))
def test_what_was_recognised_without_error_is_printed_alike_on_both_sides(said: list[str], hidden: set[int]) -> None:
    marked = [f"*{word}*" if place in hidden else word for place, word in enumerate(said)]
    ours, theirs = (
        [word for word in side.split() if word[0] != "["] for side in printed(" ".join(said), " ".join(marked))
    )
    assert ours == theirs


def test_what_is_said_is_hidden_by_the_rules_of_its_language() -> None:
    said = "mi número de tarjeta es cuatro uno uno uno uno uno uno uno uno uno uno uno uno uno uno uno"
    assert printed(said, "mi número", vault_language="es")[0].endswith("[CARD_NUMBER]")
