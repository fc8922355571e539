from __future__ import annotations

import tomllib
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from callscribe.enrichment.categories import Category, categorise, parse_categories
from callscribe.enrichment.said import SaidUtterance
from callscribe.errors import SettingsError

CALL = (
    SaidUtterance("agent", 0.0, 4.0, "Welcome to Meridian, this call is recorded.", 0.4),
    SaidUtterance("customer", 5.0, 9.0, "Hi, I want to cancel my contract - it's useless!", -0.6),
    SaidUtterance("agent", 10.0, 12.0, "May I have your number?", 0.0),
    SaidUtterance("customer", 12.5, 16.0, "[PHONE_1]. I can't wait, cancel it.", -0.1),
    SaidUtterance("agent", 40.0, 44.0, "Done. Anything else?", 0.2),
    SaidUtterance("customer", 45.0, 46.0, "No, thank you, bye.", 0.5),
)


def found(*calls: SaidUtterance, **rule: Any) -> tuple[int, ...] | None:
    """The evidence, or None where the call is not in the category."""
    matches = categorise(calls or CALL, [Category("it", **rule)])
    return matches[0].utterances if matches else None


def said(text: str, role: str = "customer") -> SaidUtterance:
    return SaidUtterance(role, 0.0, 1.0, text)


@pytest.mark.parametrize(
    "phrase", ["cancel my contract", "CANCEL My", "i want to cancel", "it's useless", "contract it’s"]
)
def test_a_phrase_is_found_whatever_its_case_and_punctuation(phrase: str) -> None:
    assert found(phrases=(phrase,)) == (1,)


@pytest.mark.parametrize("text", ["cancelled my contract", "uncancel my contract", "cancel that my contract", "cancel"])
def test_a_phrase_is_found_as_whole_words_in_a_row_only(text: str) -> None:
    assert found(said(text), phrases=("cancel my",)) is None


@pytest.mark.parametrize("text", ["मुझे बिल रद्द करना है।", "quiero dar de baja mi línea.", "Kündigung, sofort!"])
def test_phrases_are_found_in_other_scripts(text: str) -> None:
    assert found(said(text), phrases=("रद्द करना", "mi línea", "kündigung sofort")) == (0,)


@pytest.mark.parametrize(
    "mask", ["[PHONE]", "[PHONE_1]", "[PHONE:51e0a8b4ff2c]", "************1111", "[PHONE],", "[PHONE]'s"]
)
@pytest.mark.parametrize("phrase", ["phone", "phone 1", "call on", "1111", "51e0a8b4ff2c", "my now"])
def test_what_is_redacted_never_matches_nor_joins_what_is_around(mask: str, phrase: str) -> None:
    assert found(said(f"call me on my {mask} now"), phrases=(phrase,)) is None
    assert found(said(f"call me on my {mask} now"), phrases=("on my",)) == (0,)


def test_only_the_role_counts() -> None:
    assert found(phrases=("cancel it", "done"), role="agent") == (4,)


def test_only_the_range_counts() -> None:
    assert found(phrases=("cancel",), within_s=(0, 10)) == (1,)
    assert found(phrases=("thank you",), within_s=(-10.0, 0.0)) == (5,)
    assert found(phrases=("cancel",), within_s=(30, -1)) is None


def test_so_many_utterances_have_to_count() -> None:
    assert found(phrases=("cancel",), at_least=2) == (1, 3)
    assert found(phrases=("cancel",), at_least=3) is None


def test_an_exception_takes_the_call_out() -> None:
    assert found(phrases=("cancel",), unless=("useless",)) is None
    assert found(phrases=("cancel",), unless=("useless",), within_s=(10, 30)) == (3,)


def test_what_was_not_said_is_a_category_without_evidence() -> None:
    assert found(role="agent", unless=("this call is recorded",)) is None
    assert found(role="agent", unless=("calls may be recorded",), within_s=(0, 30)) == ()
    assert found(role="supervisor", unless=("this call is recorded",)) == ()


def test_withheld_text_is_in_no_category() -> None:
    assert found(said(""), unless=("this call is recorded",)) is None
    assert categorise([], [Category("it", unless=("recorded",))]) == []


def test_sentiment_counts() -> None:
    assert found(sentiment_below=-0.05) == (1, 3)
    assert found(sentiment_below=-0.05, phrases=("contract",)) == (1,)
    assert found(sentiment_above=0.3, role="customer") == (5,)
    assert found(said("cancel"), sentiment_below=1.0) is None


def test_silence_counts_where_nobody_speaks() -> None:
    assert found(silence_longer_than_s=20) == (4,)
    assert found(silence_longer_than_s=25) is None
    assert found(silence_longer_than_s=20, within_s=(20, 60)) is None
    assert found(silence_longer_than_s=20, phrases=("cancel",)) == (1, 3, 4)
    assert found(silence_longer_than_s=20, phrases=("refund",)) is None


def test_speech_of_another_is_no_silence() -> None:
    long = SaidUtterance("agent", 0.0, 60.0, "let me read the terms")
    assert found(long, SaidUtterance("customer", 5.0, 6.0, "mhm"), SaidUtterance("customer", 61.0, 62.0, "okay"),
                 silence_longer_than_s=2) is None  # fmt: skip


def test_a_call_may_be_in_many_categories_in_the_order_of_the_rules() -> None:
    rules = [Category("bye", ("bye",)), Category("refund", ("refund",)), Category("cancel", ("cancel",))]
    assert [match.category for match in categorise(CALL, rules)] == ["bye", "cancel"]


def test_rows_of_the_lake_are_sorted_like_a_fresh_call() -> None:
    rows = [
        {
            "role": utterance.role,
            "start_ms": round(1000 * utterance.start_s),
            "end_ms": round(1000 * utterance.end_s),
            "text": utterance.text,
            "sentiment": utterance.sentiment,
            "call_id": "call-1",
        }
        for utterance in CALL
    ]
    assert tuple(map(SaidUtterance.of_row, rows)) == CALL


def test_a_row_without_role_text_and_sentiment_can_be_read() -> None:
    row = {"role": None, "start_ms": 0, "end_ms": 10, "text": None, "sentiment": None}
    assert SaidUtterance.of_row(row) == SaidUtterance("", 0.0, 0.01, "")


def test_rules_are_read_from_toml() -> None:
    text = """
        [[polish.categories]]
        name = "churn"
        phrases = ["cancel my", "close my account"]
        role = "customer"
        within_s = [-60, 0]
        at_least = 2
        unless = ["cancel my appointment"]
        sentiment_below = 0
        silence_longer_than_s = 10
        [[polish.categories]]
        name = "bye"
        phrases = ["bye"]
    """
    assert parse_categories(tomllib.loads(text)["polish"]["categories"]) == (
        Category(
            "churn",
            ("cancel my", "close my account"),
            "customer",
            (-60, 0),
            2,
            ("cancel my appointment",),
            sentiment_below=0,
            silence_longer_than_s=10,
        ),
        Category("bye", ("bye",)),
    )


@pytest.mark.parametrize(
    ("table", "complaint"),
    [
        ({"phrases": ["a"]}, "needs a name"),
        ({"name": "x", "phrase": ["a"]}, "unknown phrase"),
        ({"name": "x", "phrases": "cancel"}, "phrases cannot be 'cancel'"),
        ({"name": "x", "phrases": ["  ..."]}, "no words"),
        ({"name": "x", "phrases": ["my [PHONE]"]}, "no words"),
        ({"name": "x", "within_s": [30]}, "within_s cannot be"),
        ({"name": "x", "within_s": [30, 20]}, "within_s is"),
        ({"name": "x", "within_s": [-60, 10]}, r"-60, 0"),
        ({"name": "x", "at_least": 0}, "at_least is 0"),
        ({"name": "x", "at_least": True}, "at_least cannot be True"),
        ({"name": "x", "sentiment_below": "low"}, "sentiment_below cannot be"),
        ({"name": "x", "silence_longer_than_s": 0}, "more than 0"),
    ],
)
def test_a_rule_that_cannot_be_is_refused(table: dict[str, Any], complaint: str) -> None:
    with pytest.raises(SettingsError, match=complaint):
        parse_categories([table])


def test_a_name_may_stand_once() -> None:
    with pytest.raises(SettingsError, match="'x' stands there more than once"):
        parse_categories([{"name": "x", "phrases": ["a"]}, {"name": "x", "phrases": ["b"]}])


@given(st.lists(st.sampled_from(["cancel", "my", "account", "[PHONE]", "now"]), max_size=8))
def test_a_phrase_is_found_exactly_where_its_words_stand_together(tokens: list[str]) -> None:
    stands = any(tokens[index : index + 2] == ["cancel", "my"] for index in range(len(tokens)))
    assert (found(said(" ".join(tokens)), phrases=("cancel my",)) is not None) == stands
