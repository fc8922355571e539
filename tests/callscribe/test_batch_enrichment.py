"""What the tables tell of a call beside its words, and what they do not where it was not asked for."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from callscribe.enrichment.categories import Category
from callscribe.repolish import repolish
from callscribe.settings import PolishSettings, Settings

if TYPE_CHECKING:
    import pytest

COMPLAINT = (
    "this is a terrible service i want to cancel my contract because the router is broken again and again"
    " and my card number is four one one one one one one one one one one one one one one one"
)


def told(house: Any, engine: Any, **polish: Any) -> dict[str, Any]:
    house.record("a.wav", call_id="c-1")
    house.transcribe(engine, polish=polish)
    (call,) = house.rows("calls")
    return call  # type: ignore[no-any-return]


def test_nothing_is_told_that_nobody_asked_for(house: Any, fake_engine: Any) -> None:
    call = told(house, fake_engine(COMPLAINT))
    assert (call["sentiment"], call["sentiment_by_quarter"], call["topics"]) == (None, [], [])
    assert (call["summary"], call["categories"]) == (None, [])


def test_mood_topics_and_summary_are_told_on_demand(house: Any, fake_engine: Any) -> None:
    call = told(house, fake_engine(COMPLAINT), enrich=("sentiment", "topics", "summary"))
    assert call["sentiment"] < -0.1
    assert call["topics"]
    assert len(call["sentiment_by_quarter"]) == 4
    assert {row["sentiment"] for row in house.rows("utterances")} == {call["sentiment"]}


def test_categories_are_told_and_change_with_the_rules(house: Any, fake_engine: Any) -> None:
    cancels, refund = Category("cancellation", phrases=("cancel my",)), Category("refund", phrases=("refund",))
    assert told(house, fake_engine(COMPLAINT), categories=(cancels, refund))["categories"] == ["cancellation"]

    broken = Settings(polish=PolishSettings(categories=(Category("fault", phrases=("router is broken",)),)))
    assert repolish(house.lake, broken, since=date(2026, 1, 1), language="en").rewritten == 1
    assert [row["categories"] for row in house.rows("calls")] == [["fault"]]


def test_a_users_own_summariser_sees_redacted_text_only(
    house: Any, fake_engine: Any, tmp_path: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "mine.py").write_text(
        "def summarise(said):\n"
        "    text = ' '.join(each['text'] for each in said)\n"
        "    return {'summary': f'{len(said)} said: {text}', 'topics': ['contract']}\n"
    )
    monkeypatch.syspath_prepend(str(tmp_path))
    call = told(house, fake_engine(COMPLAINT), summariser="mine:summarise")
    assert call["topics"] == ["contract"]
    assert "[CARD_NUMBER]" in call["summary"]
    assert "one one" not in call["summary"]


def test_a_summariser_that_is_down_costs_the_summary_and_not_the_rows(
    house: Any, fake_engine: Any, tmp_path: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "away.py").write_text("def summarise(said):\n    raise ConnectionError(said[0]['text'])\n")
    monkeypatch.syspath_prepend(str(tmp_path))
    call = told(house, fake_engine(COMPLAINT), summariser="away:summarise")
    assert (call["summary"], call["quality_flags"][-1]) == (None, "summary_missing")


def test_of_text_that_is_withheld_nothing_is_told(house: Any, fake_engine: Any) -> None:
    house.record("a.wav", call_id="c-1", language="pl")
    everything = Category("everything", at_least=1)
    house.transcribe(fake_engine("dobry wieczór"), polish={"enrich": ("topics",), "categories": (everything,)})
    (call,) = house.rows("calls")
    assert (call["topics"], call["categories"], call["summary"]) == ([], [], None)
