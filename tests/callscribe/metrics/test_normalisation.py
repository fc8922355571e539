"""Which writings of a word count as the same."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from callscribe.metrics.normalisation import as_characters, normalised, split_words, tokens_of

NUMBER_WORDS = "zero one two five nine ten twelve nineteen twenty ninety hundred thousand million and oh double second"
PIECES = st.sampled_from([*NUMBER_WORDS.split(), "7", "25", "007", "22nd", "1,000", "b2b", "the", "[noise]", "twenty-"])


def characters(text: str) -> str:
    return as_characters(tokens_of(split_words(text)))


@given(st.text())
def test_text_that_is_normalised_is_normal(text: str) -> None:
    assert normalised(normalised(text)) == normalised(text)


@given(st.lists(PIECES, max_size=12).map(" ".join))
def test_numbers_that_are_normalised_are_normal(text: str) -> None:
    assert normalised(normalised(text)) == normalised(text)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Hello, Mr. Smith!", "hello mr smith"),
        ("STRASSE", "straße"),
        ("ﬁve apples", "5 apples"),
        ("it’s nine o’clock", "it's 9 o'clock"),
        ("'quoted' words", "quoted words"),
        ("e-mail uh-huh", "e mail uh huh"),
        ("cafe\u0301", "café"),
        ("co\u00adoperate", "cooperate"),
        ("one [loud noise] moment <unk> please", "one moment please"),
        ("❤\ufe0f yes", "yes"),
    ],
)
def test_writings_of_the_same_words_are_the_same(one: str, other: str) -> None:
    assert normalised(one) == normalised(other)


@pytest.mark.parametrize(
    ("said", "written"),
    [
        ("four", "4"),
        ("twenty five", "25"),
        ("twenty-five", "25"),
        ("four one one one double one triple one", "4111 11111"),
        ("forty one eleven", "4111"),
        ("nineteen seventy one", "1971"),
        ("two thousand and five", "2005"),
        ("two hundred and twelve", "212"),
        ("two thousand three thousand", "2000 3000"),
        ("one million two hundred fifty thousand and three", "1,250,003"),
        ("two million", "2 million"),
        ("seven thirty", "7:30"),
        ("five oh five", "505"),
        ("oh seven nine", "079"),
        ("double oh seven", "007"),
        ("twenty second of october", "22nd of October"),
        ("the third", "the 3rd"),
        ("thirtieth eleventh twelfth", "30th 11th 12th"),
        ("twenty five", "２５"),
        ("twenty five", "२५"),
    ],
)
def test_a_number_said_is_the_number_written(said: str, written: str) -> None:
    assert normalised(said) == normalised(written)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("it's", "its"),
        ("fifteen", "fifty"),
        ("twenty five", "twenty six"),
        ("oh one moment", "zero one moment"),
        ("uh huh", "mm hm"),
        ("colour", "color"),
        ("two and three", "two three"),
        ("sixty dollars", "$60"),
    ],
)
def test_what_was_said_differently_stays_different(one: str, other: str) -> None:
    assert normalised(one) != normalised(other)


def test_each_digit_of_a_number_is_a_word() -> None:
    assert normalised("card 4111 1111") == "card 4 1 1 1 1 1 1 1"


def test_a_token_knows_the_words_it_was_made_of() -> None:
    tokens = tokens_of(["for", "two", "hundred", "and", "five", "uh-huh", "--"])
    assert [(token.text, token.first, token.last) for token in tokens] == [
        ("for", 0, 0),
        ("2", 1, 4),
        ("0", 1, 4),
        ("5", 1, 4),
        ("uh", 5, 5),
        ("huh", 5, 5),
    ]


def test_no_number_goes_over_from_one_speaker_to_another() -> None:
    words = ["twenty", "five"]
    assert [token.text for token in tokens_of(words, ["agent", "customer"])] == ["2", "0", "5"]


@pytest.mark.parametrize("text", ["हिन्दी में बात", "தமிழ் நாடு", "ভাষা", "ภาษาไทย", "ខ្មែរ", "العَرَبِيَّة"])
def test_vowel_signs_are_part_of_their_words(text: str) -> None:
    assert normalised(text) == text


def test_chinese_and_japanese_are_compared_by_the_character() -> None:
    assert normalised("你好，世界 ok カメラ") == "你 好 世 界 ok カ メ ラ"


def test_spaces_between_characters_of_unspaced_scripts_are_no_characters() -> None:
    assert characters("你 好 世界") == characters("你好世界") == "你好世界"
    assert characters("ภาษา ไทย") == "ภาษาไทย"


def test_how_a_number_is_grouped_changes_no_character() -> None:
    assert characters("on 4111 1111 please") == characters("on 41 111 111 please") == "on 41111111 please"


def test_a_number_of_thousands_of_digits_can_be_read() -> None:
    assert normalised("9" * 5000 + " thousand").startswith("9 9 9")


def test_a_million_words_take_seconds() -> None:
    words = "well twenty five of them said it's a hundred and four you know".split() * 10_000
    began = time.perf_counter()
    assert len(tokens_of(words)) > 100_000
    assert time.perf_counter() - began < 10
