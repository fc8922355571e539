"""Personal data in calls of languages other than English."""

from __future__ import annotations

from typing import TYPE_CHECKING

from callscribe.polish.detectors.translation.in_english import in_english
from callscribe.polish.detectors.translation.streets_abroad import find_streets
from callscribe.polish.detectors.translation.vocabulary import tokens_of, vocabulary

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from callscribe.polish.entities import EntitySpan
    from callscribe.transcript.words import Word


def find_abroad(
    words: Sequence[Word], language: str, find_in_english: Callable[[Sequence[Word]], Sequence[EntitySpan]]
) -> list[EntitySpan]:
    """Find personal data by the English rules, and addresses by the language's own.

    Args:
        words: In the order of the conversation.
        language: One of `callscribe.polish.detectors.translation.vocabulary.LANGUAGES`.
        find_in_english: The English rules.

    Returns:
        Spans of `words`; some may overlap.
    """
    told = in_english(words, language)
    found = [told.span_of(span) for span in find_in_english(told.words)]
    return [*found, *find_streets(words, tokens_of(words), told, vocabulary(language))]
