from __future__ import annotations

import pytest

from callscribe.enrichment.key_phrases import find_key_phrases
from callscribe.enrichment.said import SaidUtterance


def phrases(*texts: str, language: str = "en", **options: int) -> list[str]:
    said = [SaidUtterance("agent", float(index), index + 1.0, text) for index, text in enumerate(texts)]
    return find_key_phrases(said, language=language, **options)


ROUTER = (
    "my new router does not work",
    "is the light on the new router blue",
    "no it is orange and the wall socket is fine",
    "then we send you a new router and you keep the cable",
)


def test_what_is_said_often_comes_first() -> None:
    assert phrases(*ROUTER)[0] == "new router"


def test_punctuation_and_capitals_change_nothing() -> None:
    assert phrases(*(f"{text.capitalize()}." for text in ROUTER)) == phrases(*ROUTER)


def test_punctuation_ends_a_phrase() -> None:
    assert phrases("the router, socket and cable") == ["cable", "router", "socket"]


def test_a_phrase_is_not_told_twice() -> None:
    assert phrases("the router", "the new router", "a new router", "the router") == ["new router"]


def test_there_are_at_most_as_many_as_asked_for() -> None:
    assert phrases(*ROUTER, count=2) == phrases(*ROUTER)[:2]


@pytest.mark.parametrize("mask", ["[PHONE]", "[PERSON_2]", "[PHONE:51e0a8b4ff2c]", "************1111"])
def test_what_is_redacted_is_no_key_phrase_nor_part_of_one(mask: str) -> None:
    assert phrases(f"the router {mask} socket", f"the router {mask} socket") == ["router", "socket"]


@pytest.mark.parametrize(
    ("language", "text", "phrase"),
    [
        ("es-MX", "tengo una pregunta sobre mi factura telefónica", "factura telefónica"),
        ("de", "ich habe eine frage zu meiner letzten rechnung", "letzten rechnung"),
        ("hi", "मुझे अपने इंटरनेट कनेक्शन के बारे में पूछना है", "इंटरनेट कनेक्शन"),
    ],
)
def test_phrases_are_found_in_other_languages(language: str, text: str, phrase: str) -> None:
    assert phrase in phrases(text, language=language)


@pytest.mark.parametrize("language", ["pl", "multi", ""])
def test_languages_without_known_function_words_have_none(language: str) -> None:
    assert phrases(*ROUTER, language=language) == []


def test_a_call_that_says_nothing_has_none() -> None:
    assert phrases() == phrases("") == phrases("yes okay i see") == phrases("12 4") == []
