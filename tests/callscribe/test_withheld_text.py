"""Languages in which nothing spoken can be redacted: what the tables hold of them, and when the user says otherwise."""

from __future__ import annotations

from typing import Any

import pytest


def rows(house: Any, engine: Any, language: str, **polish: Any) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """The call's row and those of its words."""
    house.record("a.wav", call_id="c-1", language=language)
    house.transcribe(engine, polish=polish)
    (call,) = house.rows("calls")
    return call, house.rows("words")


def test_nothing_tells_what_the_words_were(house: Any, fake_engine: Any) -> None:
    call, words = rows(house, fake_engine("to kosztuje dwadzieścia złotych"), "pl")
    assert (call["transcript"], call["words"], len(words)) == (None, 4, 4)
    told = {(row["word"], row["written"], row["rule"], row["rule_score"]) for row in words}
    assert told == {(None, None, None, None)}


@pytest.mark.parametrize(("spoken", "allowed"), [("pl", "pl"), ("pl-PL", "pl"), ("pl-PL", "pl-pl"), ("PL", "pl")])
def test_a_language_that_the_user_allows_is_written(house: Any, fake_engine: Any, spoken: str, allowed: str) -> None:
    call, words = rows(house, fake_engine("dobry wieczór"), spoken, unredacted_text_in=(allowed,))
    assert (call["transcript"], [row["word"] for row in words]) == ("Dobry wieczór.", ["dobry", "wieczór"])


@pytest.mark.parametrize(("spoken", "allowed"), [("pl", "pl-PL"), ("cs", "pl"), ("plt", "pl")])
def test_another_language_than_the_user_allows_is_not(house: Any, fake_engine: Any, spoken: str, allowed: str) -> None:
    call, _ = rows(house, fake_engine("dobry wieczór"), spoken, unredacted_text_in=(allowed,))
    assert (call["transcript"], call["quality_flags"]) == (None, ["text_withheld"])
