"""What is told of a call beside its words, from redacted text alone: mood, topics, a summary, categories."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from callscribe.enrichment.categories import categorise
from callscribe.enrichment.key_phrases import find_key_phrases
from callscribe.enrichment.sentiment import mean_sentiment, score_sentiment, sentiment_by_quarter
from callscribe.enrichment.summary import extract_summary, load_summariser
from callscribe.errors import SettingsError, TransientError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from callscribe.enrichment.said import SaidUtterance
    from callscribe.settings import PolishSettings


@dataclass(frozen=True)
class Enrichment:
    """None and empty is unknown, or not asked for.

    Attributes:
        utterances: As given, with their sentiment.
        sentiment: Of the call, -1 (displeased) to 1 (pleased).
        sentiment_by_quarter: Likewise, of the four quarters of its time; empty where it is not asked for.
        incomplete: The user's summariser failed.
    """

    utterances: tuple[SaidUtterance, ...]
    sentiment: float | None = None
    sentiment_by_quarter: tuple[float | None, ...] = ()
    topics: tuple[str, ...] = ()
    summary: str | None = None
    categories: tuple[str, ...] = ()
    incomplete: bool = False


def enrich(utterances: Sequence[SaidUtterance], settings: PolishSettings, *, language: str) -> Enrichment:
    """Tell what the settings ask for.

    Args:
        utterances: Of a call, redacted, by start.
        settings: Say what is wanted.
        language: Of the call.

    Raises:
        SettingsError: What is wanted is not installed.
    """
    told = Enrichment(tuple(utterances))
    if "sentiment" in settings.enrich:
        judged = score_sentiment(utterances, language=language)
        told = replace(
            told,
            utterances=judged,
            sentiment=mean_sentiment(judged),
            sentiment_by_quarter=sentiment_by_quarter(judged),
        )
    if "topics" in settings.enrich:
        told = replace(told, topics=tuple(find_key_phrases(utterances, language=language)))
    if "summary" in settings.enrich:
        told = replace(told, summary=extract_summary(utterances, language=language))
    if settings.summariser is not None and utterances:
        summarise = load_summariser(settings.summariser)
        try:
            answer = summarise(utterances)
        except (TransientError, SettingsError):  # rows do not wait for what they can do without
            told = replace(told, incomplete=True)
        else:
            told = replace(told, summary=answer.summary, topics=answer.topics or told.topics)
    found = categorise(told.utterances, settings.categories)
    return replace(told, categories=tuple(match.category for match in found))
