from __future__ import annotations

import sys
from dataclasses import replace

import pytest

from callscribe.enrichment import sentiment
from callscribe.enrichment.said import SaidUtterance
from callscribe.enrichment.sentiment import mean_sentiment, score_sentiment, sentiment_by_quarter
from callscribe.errors import SettingsError
from felt_utterances import DISPLEASED, NEITHER, PLEASED


def felt(text: str, language: str = "en") -> float | None:
    return score_sentiment([SaidUtterance("customer", 0.0, 1.0, text)], language=language)[0].sentiment


def scores(texts: tuple[str, ...]) -> list[float]:
    return [score for score in map(felt, texts) if score is not None]


def at(start_s: float, end_s: float, score: float | None, text: str = "word") -> SaidUtterance:
    return SaidUtterance("customer", start_s, end_s, text, score)


def test_most_of_what_is_felt_is_told() -> None:
    # 85 % of the pleased, 80 % of the displeased and 80 % of the others, at 0.1 (VADER 3.3.2)
    assert sum(score > 0.1 for score in scores(PLEASED)) >= 0.85 * len(PLEASED)
    assert sum(score < -0.1 for score in scores(DISPLEASED)) >= 0.8 * len(DISPLEASED)
    assert sum(abs(score) <= 0.1 for score in scores(NEITHER)) >= 0.8 * len(NEITHER)


def test_pleased_is_next_to_never_taken_for_displeased() -> None:
    assert sum(score < -0.1 for score in scores(PLEASED)) + sum(score > 0.1 for score in scores(DISPLEASED)) <= 1


def test_scores_are_within_their_range() -> None:
    assert all(-1 <= score <= 1 for score in scores((*PLEASED, *DISPLEASED, *NEITHER, "great " * 300)))


@pytest.mark.parametrize("language", ["de", "es-MX", "multi-eu", ""])
def test_other_languages_than_english_have_none(language: str) -> None:
    assert felt("this is terrible", language) is None
    assert felt("this is terrible", "en-GB") is not None


def test_a_score_of_before_does_not_outlive_the_language() -> None:
    assert score_sentiment([at(0, 1, 0.9)], language="de")[0].sentiment is None


@pytest.mark.parametrize("text", ["", "[PHONE]", "[SECRET_1] ************1111"])
def test_no_words_have_none(text: str) -> None:
    assert felt(text) is None


def test_what_is_redacted_has_no_feeling() -> None:
    assert felt("my name is [HATE] and i love it") == felt("my name is and i love it")


def test_a_long_text_is_the_mean_of_its_sentences() -> None:
    one = felt("i am happy with that")
    assert felt("i am happy with that. " * 20) == pytest.approx(one)
    neutral = (
        "the parcel comes on tuesday between eight and ten and the driver rings twice at the front door of the house on"
    )
    assert abs(felt(f"{neutral} {neutral} {neutral} it was great") or 0) < (felt("it was great") or 0)


def test_quarters_are_of_time() -> None:
    utterances = [at(0, 10, -0.8), at(11, 19, -0.4), at(20, 30, 0.0), at(41, 49, 0.2), at(70, 80, 0.6)]
    assert sentiment_by_quarter(utterances) == pytest.approx((-0.6, 0.0, 0.2, 0.6))


def test_a_quarter_without_words_has_no_sentiment() -> None:
    assert sentiment_by_quarter([at(0, 10, 0.5), at(90, 100, None)]) == (0.5, None, None, None)
    assert sentiment_by_quarter([]) == (None, None, None, None)
    assert sentiment_by_quarter([at(5, 5, 0.3)]) == (0.3, None, None, None)


def test_longer_utterances_weigh_more_in_a_call() -> None:
    assert mean_sentiment([at(0, 1, 1.0, "one two three"), at(1, 2, -1.0, "four"), at(2, 3, None)]) == pytest.approx(
        0.5
    )
    assert mean_sentiment([at(0, 1, None)]) is None


def test_only_the_score_changes() -> None:
    utterance = SaidUtterance("agent", 1.0, 2.0, "that is great")
    scored = score_sentiment([utterance], language="en")[0]
    assert replace(scored, sentiment=None) == utterance


def test_without_its_package_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "vaderSentiment.vaderSentiment", None)
    sentiment._analyser.cache_clear()
    with pytest.raises(SettingsError, match=r"pip install 'airflow-pulse\[enrich\]'"):
        felt("great")
