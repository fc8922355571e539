from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from callscribe.transcript.render import redacted_word, render
from callscribe.transcript.words import Word


def line(text: str) -> list[Word]:
    return [Word(token, index * 0.3, index * 0.3 + 0.25) for index, token in enumerate(text.split())]


def marked(words: list[Word], first: int, last: int, entity_type: str | None, redaction: int | None) -> list[Word]:
    return [
        replace(word, entity_type=entity_type, redaction=redaction) if first <= index <= last else word
        for index, word in enumerate(words)
    ]


def test_verbatim_has_hesitations_and_clean_does_not() -> None:
    words = line("well um yes")
    words[1] = replace(words[1], filler=True)
    assert render(words, "verbatim") == "well um yes"
    assert render(words, "clean") == "well yes"


def test_a_redacted_span_is_one_token_with_its_closing_punctuation() -> None:
    words = marked(line("it is 4111 1111 1111 1111. Thanks"), 2, 5, "CARD_NUMBER", 0)
    assert render(words, "clean") == "it is [CARD_NUMBER]. Thanks"
    assert render(words, "verbatim") == "it is [CARD_NUMBER]. Thanks"


def test_two_spans_of_one_kind_side_by_side_are_two_tokens() -> None:
    words = marked(marked(line("555-0134 555-0135"), 0, 0, "PHONE", 0), 1, 1, "PHONE", 1)
    assert render(words, "clean") == "[PHONE] [PHONE]"


def test_a_hesitation_inside_a_redacted_span_does_not_split_it() -> None:
    words = marked(line("four one um one one"), 0, 4, "CARD_NUMBER", 0)
    words[2] = replace(words[2], filler=True)
    assert render(words, "clean") == "[CARD_NUMBER]"


@pytest.mark.parametrize(("entity_type", "redaction"), [("PHONE", None), (None, 3)])
def test_one_mark_of_the_two_is_enough_to_hide_a_word(entity_type: str | None, redaction: int | None) -> None:
    assert "555-0134" not in render(marked(line("call 555-0134"), 1, 1, entity_type, redaction), "verbatim")


def test_no_view_shows_what_is_redacted() -> None:
    unredacted: Any = "unredacted"
    with pytest.raises(ValueError, match="vault"):
        render(line("hello"), unredacted)


def test_the_table_has_the_kind_in_place_of_each_redacted_word() -> None:
    words = marked(line("it is 4111 1111,"), 2, 3, "CARD_NUMBER", 0)
    assert [redacted_word(word) for word in words] == ["it", "is", "[CARD_NUMBER]", "[CARD_NUMBER]"]


@given(st.lists(st.tuples(st.sampled_from([None, "PHONE", "EMAIL"]), st.booleans()), max_size=30))
def test_no_redacted_word_is_ever_printed(rows: list[tuple[str | None, bool]]) -> None:
    words = [
        Word(
            "secret" if kind else "open",
            index,
            index + 0.5,
            filler=filler,
            entity_type=kind,
            redaction=index if kind else None,
        )
        for index, (kind, filler) in enumerate(rows)
    ]
    assert "secret" not in render(words, "verbatim") + render(words, "clean")
