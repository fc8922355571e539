"""Identifiers: what was misheard at their ends, and what looks like one and is none."""

from __future__ import annotations

import pytest

from call_text import by_kind, call
from callscribe.polish.detectors.numbers.spoken_numbers import read_words
from callscribe.polish.detectors.secrets.identifiers import find_identifiers


def hidden(text: str) -> list[str]:
    words = call(text)
    found = by_kind(words, find_identifiers(words, read_words(words, english=True)))
    return [said for kind in ("VEHICLE", "DOCUMENT_ID") for said in found.get(kind, [])]


@pytest.mark.parametrize(
    ("question", "identifier"),
    [
        ("your passport number", "e h b six won too oh for for"),
        ("do you have a passport", "l b oh for too six won won"),
        ("the registration please", "won seven won d for for oh nine"),
        ("reg", "won won two d for for oh six"),
    ],
)
def test_misheard_digits_in_a_row_are_part_of_an_identifier(question: str, identifier: str) -> None:
    assert hidden(f"A: {question} C: it's {identifier} A: thanks") == [identifier]


@pytest.mark.parametrize(
    "text",
    [
        "A: what's the asset tag on the laptop C: l t four four oh two A: okay",
        "A: what's the luggage tag number C: b a three three one seven two A: thanks",
        "C: the dog's tag says four four one seven A: okay",
        "C: i drive a twenty twenty one golf g t A: nice car",
        "A: it's an A321, 39 rows C: okay",
        "A: what do you drive C: a b m w three twenty d A: nice",
        "A: what's the catalogue code C: it's g f twenty six s p A: lovely",
        "A: what is your UCI number C: hang on A: sure",
        "A: your plate C: c e p x two one nine A: if you see smoke call nine one one C: okay",
        "A: what's the notice number C: it's t nine nine won ate two A: thanks",
        "C: it says batch 0419, send Y N A: press yes",
        "C: total is one ninety four l d l one oh eight h d l fifty two A: good",
    ],
)
def test_what_only_looks_like_an_identifier_is_shown(text: str) -> None:
    assert hidden(text) == (["c e p x two one nine"] if "your plate" in text else [])


def test_the_tag_of_a_car_is_hidden() -> None:
    assert hidden("A: the tag on your car C: it's k l m four two nine A: thanks") == ["k l m four two nine"]


def test_a_date_after_a_passport_number_is_shown() -> None:
    assert hidden("C: my passport is PA 407 1192, expires 4 Feb 2030 A: got it") == ["PA 407 1192,"]


def test_the_name_of_a_letter_is_shown_and_the_letter_hidden() -> None:
    question = "A: passport number please? C: YB 4419076. A: Was the first letter Y, like yellow?"
    found = hidden(f"{question} C: Yes, Y like yellow, B like banana. A: Thanks.")
    assert found == ["YB 4419076.", "Y, like yellow?", "Y like yellow, B like banana."]


def test_a_pronoun_is_no_character_of_a_document() -> None:
    text = "A: the driver number on your old one C: it's h o l l a seven five two one A: okay"
    assert hidden(text) == ["h o l l a seven five two one"]
