from __future__ import annotations

import pytest

from call_text import call
from callscribe.polish.detectors.numbers.spoken_numbers import read_words
from callscribe.polish.detectors.online.network import find_network


def hidden(text: str) -> str:
    words = call(text)
    spans = find_network(words, read_words(words, english=True))
    covered = {index for span in spans for index in range(span.first_word, span.last_word + 1)}
    return " ".join(word.word if index in covered else "_" for index, word in enumerate(words))


def test_a_piece_before_a_correction_is_hidden() -> None:
    said = hidden(
        "so that is one ninety four point one sixty three know sorry point one sixty two point two point nine"
    )
    assert "one ninety four point one sixty three" in said


def test_a_piece_after_a_correction_is_hidden() -> None:
    said = hidden("the mac address is six four oh f c seven two f seven no i'm sorry one seven")
    assert said.endswith("one seven")


def test_an_address_that_the_other_party_interrupts_is_hidden_to_its_end() -> None:
    said = hidden("C: nine four dot seventy nine point seventy six A: call C: point one hundred twelve A: thanks")
    assert said.endswith("_ point one hundred twelve _")


def test_a_first_group_that_is_echoed_is_hidden() -> None:
    said = hidden(
        "C: one hundred and seventy two A: one hundred and seventy two C: dot nine dot one ninety dot eighty six"
    )
    assert "_" not in said


def test_the_digits_before_a_misheard_dot_are_hidden() -> None:
    said = hidden("A: your ip address C: it's one nine two from one six eight two two dot four eight A: thanks")
    assert "one nine two _ one six eight two two dot four eight" in said


def test_a_part_read_back_is_hidden_with_another_zero() -> None:
    said = hidden("C: c d colon a zero colon three b colon f f colon one two colon nine e A: is it c d a o three b")
    assert said.endswith("c d a o three b")


def test_another_number_after_a_cue_is_shown() -> None:
    assert hidden("C: that was the ip A: it's order one nine six four five").endswith("_ _ _ _ _")


def test_hexadecimal_digits_are_an_address_without_any_cue() -> None:
    said = hidden("A: what does the sticker say C: b eight two seven e b four four a one c nine A: thanks")
    assert "b eight two seven e b four four a one c nine" in said


@pytest.mark.parametrize(
    "text",
    [
        "two of my friends use it",
        "i'm sixty three years old",
        "your order number ends in one seven seven two",
        "just a second please",
        "it says error one seven two three",
        "one moment please",
    ],
)
def test_what_is_said_after_an_address_is_shown(text: str) -> None:
    said = hidden(f"C: one seven two dot eight seven dot two zero dot one seven seven A: okay {text}")
    assert said.endswith("_ " + " ".join("_" for _ in text.split()))


@pytest.mark.parametrize(
    "text",
    [
        "my name is d e b b i e and i am five feet two",
        "the code is b four c",
        "from a to b it takes five to eight minutes",
    ],
)
def test_other_letters_and_figures_are_shown(text: str) -> None:
    assert set(hidden(text).split()) == {"_"}
