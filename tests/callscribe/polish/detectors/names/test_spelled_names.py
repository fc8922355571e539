"""Names said letter by letter, with errors among the letters and other answers around them."""

from __future__ import annotations

import pytest

from call_text import shown


@pytest.mark.parametrize(
    "letters",
    [
        "k h a n",
        "k h hay n",
        "K-H-A-N",
        "k as in kilo h a as in alpha n get as in november",
        "kilo hotel alpha november",
    ],
)
def test_letters_that_spell_the_name_are_hidden_whatever_follows(letters: str) -> None:
    said = shown(f"C: my name is art khan spelled {letters} 3 lamps were ordered")
    assert said.split()[6 : 6 + len(letters.split())] == ["*"] * len(letters.split())
    assert said.endswith("lamps were ordered")


def test_a_name_that_nothing_announced_is_known_by_its_own_letters() -> None:
    assert shown("C: so pukrai p u k r a i and i called before") == "so * * * * * * * and i called before"


@pytest.mark.parametrize("following", ["may i have yours", "and i live here", "i think"])
def test_words_after_the_last_letter_stay(following: str) -> None:
    assert shown(f"C: my name is melissa phillips that is p h i l l i p s {following}").endswith(f" * {following}")


@pytest.mark.parametrize("said", ["A: what is your b s n C: sure", "C: it leaves at nine a m and i got a letter"])
def test_other_letters_stay(said: str) -> None:
    assert "*" not in shown(said)


@pytest.mark.parametrize(
    "said", ["A: my name is jane and your k v r t please", "A: thank you mister brane for k v r t i need"]
)
def test_letters_after_a_determiner_are_no_name(said: str) -> None:
    assert "k v r t" in shown(said)
