from __future__ import annotations

import logging
import sys
import traceback
from types import ModuleType
from typing import Any

import pytest

from callscribe.enrichment.said import SaidUtterance
from callscribe.enrichment.summary import CallSummary, extract_summary, load_summariser
from callscribe.errors import SettingsError, TransientError

CALL = (
    SaidUtterance("agent", 0, 1, "Good morning, how can I help?"),
    SaidUtterance("customer", 1, 2, "My new router shows an orange light and the internet is down."),
    SaidUtterance("agent", 2, 3, "An orange light means that the router finds no signal in the wall socket."),
    SaidUtterance("customer", 3, 4, "My dog Felix chewed some shoes, carpets, cushions last summer holiday."),
    SaidUtterance("agent", 4, 5, "We send an engineer, who looks at the socket, the signal and the router light."),
    SaidUtterance("customer", 5, 6, "Thank you, bye."),
)


def test_a_summary_is_of_what_belongs_together_in_the_order_it_was_said() -> None:
    assert extract_summary(CALL, language="en") == "\n".join(
        f"{utterance.role}: {utterance.text}" for utterance in (CALL[1], CALL[2], CALL[4])
    )


def test_there_are_as_many_utterances_as_asked_for() -> None:
    assert extract_summary(CALL, language="en", count=1) == f"agent: {CALL[2].text}"


def test_who_is_unknown_is_not_named() -> None:
    unknown = [SaidUtterance("", each.start_s, each.end_s, each.text) for each in CALL]
    assert extract_summary(unknown, language="en", count=1) == CALL[2].text


def test_what_is_said_twice_stands_there_once() -> None:
    summary = extract_summary([*CALL, *CALL, *CALL], language="en")
    assert summary == extract_summary(CALL, language="en")


def test_masks_make_nothing_central() -> None:
    masked = [SaidUtterance("", 0, 1, f"[PHONE] [PERSON_1] ****1111 [PHONE] {word}") for word in ("oven", "flight")]
    assert extract_summary([*CALL, *masked], language="en") == extract_summary(CALL, language="en")


@pytest.mark.parametrize("language", ["pl", "multi", ""])
def test_languages_without_known_function_words_have_no_summary(language: str) -> None:
    assert extract_summary(CALL, language=language) is None


def test_a_call_that_says_too_little_has_no_summary() -> None:
    assert extract_summary([], language="en") is extract_summary(CALL[:2], language="en") is None


def test_utterances_that_share_nothing_make_no_error() -> None:
    apart = [
        SaidUtterance("a", 0, 1, "router light orange signal socket"),
        SaidUtterance("b", 1, 2, "dog chewed cushions carpets shoes"),
    ]
    assert extract_summary(apart, language="en", count=1) == f"a: {apart[0].text}"


@pytest.fixture
def model(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """A user's module; tests put their function into it."""
    module = ModuleType("their_model")
    monkeypatch.setitem(sys.modules, "their_model", module)
    return module


def test_a_users_model_gets_roles_and_texts_and_its_answer_is_taken(model: ModuleType) -> None:
    given: list[Any] = []

    def summarise(said: list[dict[str, str]]) -> dict[str, Any]:
        given.extend(said)
        return {"summary": "The router is broken.", "topics": ["router"]}

    model.summarise = summarise  # type: ignore[attr-defined]
    assert load_summariser("their_model:summarise")(CALL[:2]) == CallSummary("The router is broken.", ("router",))
    assert given == [{"role": each.role, "text": each.text} for each in CALL[:2]]


@pytest.mark.parametrize(
    ("error", "raised"),
    [(ValueError, SettingsError), (ConnectionError, TransientError), (TimeoutError, TransientError)],
)
def test_an_error_of_theirs_is_told_without_a_word_of_the_call(
    model: ModuleType, caplog: pytest.LogCaptureFixture, error: type[Exception], raised: type[Exception]
) -> None:
    def summarise(said: list[dict[str, str]]) -> dict[str, Any]:
        raise error(f"cannot parse {said[1]['text']}")

    model.summarise = summarise  # type: ignore[attr-defined]
    with pytest.raises(
        raised, match=rf"^polish\.summariser: their_model:summarise failed: {error.__name__}\.$"
    ) as caught:
        load_summariser("their_model:summarise")(CALL)
    logging.getLogger(__name__).error("failed", exc_info=caught.value)
    assert caught.value.__context__ is caught.value.__cause__ is None
    assert "orange" not in caplog.text + "".join(traceback.format_exception(caught.value))


@pytest.mark.parametrize(
    "answer",
    [
        None,
        "orange",
        {"summary": "orange"},
        {"summary": 1, "topics": []},
        {"summary": None, "topics": "orange"},
        {"summary": None, "topics": [1]},
        {"summary": None, "topics": [], "more": "orange"},
    ],
)
def test_an_answer_of_another_form_is_refused_without_showing_it(model: ModuleType, answer: Any) -> None:
    model.summarise = lambda said: answer  # type: ignore[attr-defined]
    with pytest.raises(SettingsError, match="returned something else") as caught:
        load_summariser("their_model:summarise")(CALL)
    assert "orange" not in str(caught.value)


@pytest.mark.parametrize("path", ["their_model:missing", "no_such_module:it", "their_model", "", "their_model:text"])
def test_a_path_that_leads_nowhere_is_refused(model: ModuleType, path: str) -> None:
    model.text = "not callable"  # type: ignore[attr-defined]
    with pytest.raises(SettingsError, match=r"^polish\.summariser: "):
        load_summariser(path)
