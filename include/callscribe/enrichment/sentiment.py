"""How people feel about what they say: a number for each utterance, and how it goes over a call. English only.

VADER (Hutto and Gilbert 2014, MIT) is a list of words that people have judged, with rules for "not", "very" and "but":
half a megabyte, no model, 500,000 words a second. Its package has not changed since 2020. It finds most of what is said
outright; not sarcasm, nor complaints in plain words ("nobody ever calls me back").
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING, Any, Final

from callscribe.enrichment.said import MASK
from callscribe.errors import SettingsError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from callscribe.enrichment.said import SaidUtterance

QUARTERS: Final = 4

PIECE_WORDS: Final = 25
"""Words judged at once where no sentence ends earlier. VADER is made for sentences: its number grows with the count of
judged words, so that a long text is always near -1 or 1 (estimate: no sentence on calls is much longer)."""

_SENTENCE_END: Final = re.compile(r"(?<=[.?!…])\s+")


def score_sentiment(utterances: Sequence[SaidUtterance], *, language: str) -> tuple[SaidUtterance, ...]:
    """Judge each utterance by its words.

    Args:
        utterances: Of a call.
        language: BCP 47 tag.

    Returns:
        The same utterances with their sentiment, -1 (displeased) to 1 (pleased): the mean over their sentences by
        length. None in languages other than English, and where there are no words.

    Raises:
        SettingsError: vaderSentiment is not installed.
    """
    if language.casefold().split("-")[0] != "en":
        return tuple(replace(utterance, sentiment=None) for utterance in utterances)
    return tuple(replace(utterance, sentiment=_sentiment(utterance.text)) for utterance in utterances)


def mean_sentiment(utterances: Sequence[SaidUtterance]) -> float | None:
    """The mean over utterances, by how many words they have; None where none is judged."""
    judged = [
        (utterance.sentiment, len(utterance.text.split()))
        for utterance in utterances
        if utterance.sentiment is not None
    ]
    words = sum(count for _, count in judged)
    return sum(sentiment * count for sentiment, count in judged) / words if words else None


def sentiment_by_quarter(utterances: Sequence[SaidUtterance]) -> tuple[float | None, ...]:
    """How sentiment goes over a call.

    Args:
        utterances: Of the call, or of one role, judged.

    Returns:
        The mean sentiment of the four quarters of the time from the first utterance to the end of the last, each
        utterance in the one that its middle lies in; None where none does.
    """
    if not utterances:
        return (None,) * QUARTERS
    start_s = min(utterance.start_s for utterance in utterances)
    quarter_s = (max(utterance.end_s for utterance in utterances) - start_s) / QUARTERS
    quarters: list[list[SaidUtterance]] = [[] for _ in range(QUARTERS)]
    for utterance in utterances:
        into_s = (utterance.start_s + utterance.end_s) / 2 - start_s
        quarters[min(int(into_s / quarter_s), QUARTERS - 1) if quarter_s else 0].append(utterance)
    return tuple(map(mean_sentiment, quarters))


def _sentiment(text: str) -> float | None:
    total = count = 0.0
    for sentence in _SENTENCE_END.split(MASK.sub(" ", text)):
        words = sentence.split()
        for first in range(0, len(words), PIECE_WORDS):
            piece = words[first : first + PIECE_WORDS]
            total += len(piece) * float(_analyser().polarity_scores(" ".join(piece))["compound"])
            count += len(piece)
    return total / count if count else None


@cache
def _analyser() -> Any:
    try:
        from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer
    except ImportError as error:
        raise SettingsError(
            "Sentiment needs vaderSentiment, which is not installed: pip install 'airflow-pulse[enrich]'."
        ) from error
    return SentimentIntensityAnalyzer()
