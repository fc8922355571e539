"""What is left of a number of which most was found."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from call_text import call, hidden, shown
from callscribe.polish.redaction import find_entities

CARD = "five five zero zero one two three four five six seven eight nine one two"


def stars(count: int) -> str:
    return " ".join("*" * count)


@pytest.mark.parametrize(
    ("text", "left"),
    [
        pytest.param(f"C: my card number is {CARD} gone four A: thanks", "gone", id="a misheard word before the last"),
        pytest.param(f"C: my card number is {CARD} oh our A: thanks", "our", id="a zero before a misheard word"),
    ],
)
def test_a_digit_beside_a_misheard_word_is_hidden(text: str, left: str) -> None:
    assert set(shown(text).split()) <= {*"* my card number is thanks".split(), left}


def test_digits_before_a_misheard_word_are_hidden() -> None:
    text = shown("A: your social security number C: it's two seventy eight first fifty one twenty forty A: thanks")
    assert {"two", "seventy", "eight"}.isdisjoint(text.split())


def test_a_last_digit_in_a_turn_of_its_own_is_hidden_though_more_is_said() -> None:
    assert (
        shown("A: account number please C: six oh seven two three eight nine A: three eight nine C: yep four he is ten")
        == f"account number please {stars(7)} {stars(3)} yep * he is ten"
    )


def test_what_is_said_again_after_a_broken_correction_is_hidden() -> None:
    assert shown("C: my card is 4304 3768 1712 2529 let would start over 2525 A: thank you") == (
        f"my card is {stars(4)} let would start over * thank you"
    )


def test_a_group_read_back_with_a_wrong_digit_is_hidden() -> None:
    assert "7425" not in shown("C: my card is 6425 0004 6358 7188 A: so that's 7425 no wait 6425 0004 C: yes")


def test_a_piece_read_back_before_a_correction_is_hidden() -> None:
    assert "20" not in shown("A: sort code C: 20 33 17 A: just to confirm 20 like wait 33 17 C: right").split()


@pytest.mark.parametrize(
    "talk",
    [
        "A: thank you so you have three accounts and two loans",
        "A: perfect I need two boxes C: two it is",
        "A: the first one was declined and the second one went through",
        "A: for sales press one",
        "A: the score was seven to two",
        "A: great nine out of ten people say that",
        "A: okay and how many people C: my daughter is eight and my son is ten",
        "A: we close at nine C: I'll be there by eight thirty",
        "A: that's the one",
        "A: we're open twenty four seven",
        "A: let me double check that",
        "A: okay just a second",
        "A: I was charged thirty eight twenty nine",
    ],
)
@pytest.mark.parametrize(
    "number",
    ["my card number is 4111 1111 1111 1111", "my social security number is 078 05 1120", "my phone is 312 555 0142"],
)
def test_a_number_after_a_whole_one_is_shown(number: str, talk: str) -> None:
    assert shown(f"C: {number} {talk}").endswith(" ".join(word for word in talk.split() if word not in ("A:", "C:")))


# --- Letters ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("last", "left"),
    [
        ("then sierra A: right", "then"),
        ("let me see k A: right", "let me see"),
        ("then a as in apple A: right", "then"),
    ],
)
def test_a_last_letter_is_hidden_after_an_aside(last: str, left: str) -> None:
    assert shown(f"A: what is your d n i C: seven nine five six one eight nine one {last}") == (
        f"what is your d n i {stars(8)} {left} {stars(len(last.split()) - len(left.split()) - 2)} right"
    )


def test_a_last_letter_in_a_turn_of_its_own_is_hidden() -> None:
    assert shown("A: your ni number C: t z 79 03 46 A: mhm C: a A: okay") == f"your ni number {stars(5)} mhm * okay"


def test_an_article_after_a_number_is_shown() -> None:
    assert shown("C: my ni number is t z 79 03 46 b A: okay just a second").endswith("* okay just a second")


def test_a_letter_whose_explanation_was_misheard_is_hidden() -> None:
    assert shown("A: the iban C: c as well in h one six two one nine nine two five nine four five A: ok") == (
        f"the iban {stars(16)} ok"
    )


def test_capitals_that_are_read_back_alone_are_hidden() -> None:
    text = "C: the iban is NL91-ABNA-0417-1643-00. A: NL91. C: yes A: ABNA. C: right"
    assert shown(text) == "the iban is * * yes * right"


def test_capitals_before_the_digits_of_another_turn_are_hidden() -> None:
    assert shown("A: national insurance number C: it's QX. A: yep C: 34 12 56 C A: ok") == (
        f"national insurance number it's * yep {stars(4)} ok"
    )


@pytest.mark.parametrize(
    "iban",
    [
        "IE59 RZHF 7224 1768 6894",
        "a t nine five nine two two two five six zero zero nine seven five two three four six",
        "b for bravo e for edward three five nine nine four six eight one two three oh seven two",
    ],
)
def test_an_iban_is_known_by_its_country_without_check_digits_or_a_name(iban: str) -> None:
    assert hidden(f"C: send the refund to {iban} A: ok") == {"IBAN": [iban]}


@pytest.mark.parametrize("thing", ["the five g plan", "the x two hundred", "any S24"])
def test_what_a_thing_is_called_is_no_identity_number(thing: str) -> None:
    assert shown(f"A: your iban C: NL91ABNA0417164300 A: ok C: do you have {thing}").endswith(f"do you have {thing}")


@given(st.lists(st.sampled_from("one four for oh a b um no wait sorry 4111 the is my C: A: card iban".split())))
def test_no_span_overlaps_another(tokens: list[str]) -> None:
    spans = find_entities(call(" ".join(["C: my card number is 4111 1111 1111 1111", *tokens])))
    assert all(one.last_word < other.first_word for one, other in pairwise(spans))
