from __future__ import annotations

import pytest

from callscribe.transcript.spelling import likeness, normalised


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Four", "4"),
        ("cancel,", "cancel"),
        ("OKAY.", "okay"),
        ("ｆｕｌｌ", "full"),
        ("twelve", "12"),
        ("don't", "dont"),
    ],
)
def test_case_punctuation_and_number_form_do_not_count(one: str, other: str) -> None:
    assert normalised(one) == normalised(other)


@pytest.mark.parametrize("word", ["हिन्दी", "ไทย", "...", "日本語"])
def test_no_script_is_normalised_away(word: str) -> None:
    assert normalised(word)
    assert normalised(word) != normalised(word[:-1] + "x")


def test_likeness_is_one_for_equal_words_and_falls_with_each_letter_that_differs() -> None:
    assert likeness("account", "account") == 1.0
    assert 1.0 > likeness("account", "acount") > likeness("account", "count") > likeness("account", "hello")
