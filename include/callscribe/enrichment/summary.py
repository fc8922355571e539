"""A call in a few sentences: its own most central utterances, or what a user's own model makes of them.

Both see redacted text only.
"""

from __future__ import annotations

import importlib
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from callscribe.enrichment.said import tokens_of
from callscribe.errors import SettingsError, TransientError
from callscribe.polish.function_words import function_words

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from callscribe.enrichment.said import SaidUtterance

UTTERANCES: Final = 3
"""Of which a summary is made: what was wanted, what was found, what was agreed (estimate)."""

LEAST_WORDS: Final = 4
"""Words that say something, which an utterance has to have to stand in a summary (estimate)."""

MOST_COMPARED: Final = 400
"""The longest utterances of a call are compared, each with each, so that hours of talk take no longer."""

DAMPING: Final = 0.85
ROUNDS: Final = 30
"""As in PageRank (Brin and Page 1998), which TextRank takes both from; in 30 rounds an error shrinks below 0.01."""


def extract_summary(utterances: Sequence[SaidUtterance], *, language: str, count: int = UTTERANCES) -> str | None:
    """The utterances that have most in common with the others, by TextRank (Mihalcea and Tarau 2004).

    Args:
        utterances: Of the call, redacted, by start.
        language: BCP 47 tag; one of `callscribe.polish.function_words.FUNCTION_WORDS`.
        count: How many utterances.

    Returns:
        A line for each, as it was said, with the role of who said it; None where fewer than two utterances say
        enough, or the language's function words are not known.
    """
    empty = function_words(language)
    bags = [frozenset(tokens_of(utterance.text)) - empty - {""} for utterance in utterances]
    firsts = {bag: index for index, bag in reversed(list(enumerate(bags))) if len(bag) >= LEAST_WORDS}
    long = sorted(sorted(firsts.values(), key=lambda index: -len(bags[index]))[:MOST_COMPARED])
    if not empty or len(long) < 2:
        return None
    ranks = _ranks([bags[index] for index in long])
    best = sorted(range(len(long)), key=lambda index: (-ranks[index], index))[:count]
    lines = []
    for utterance in (utterances[long[index]] for index in sorted(best)):
        lines.append(f"{utterance.role}: {utterance.text}" if utterance.role else utterance.text)
    return "\n".join(lines)


@dataclass(frozen=True, slots=True)
class CallSummary:
    """What a user's own model says of a call.

    Attributes:
        summary: In its words, or None.
        topics: Likewise; empty where it names none.
    """

    summary: str | None
    topics: tuple[str, ...] = ()


def load_summariser(dotted_path: str) -> Callable[[Sequence[SaidUtterance]], CallSummary]:
    """A function of the user's that makes summaries and topics, such as with a language model.

    Args:
        dotted_path: `package.module:function`. The function takes a call's redacted clean utterances as a list of
            `{"role": str, "text": str}` and returns `{"summary": str | None, "topics": list[str]}`.

    Returns:
        Takes utterances and gives what the function makes of them. Its errors hold no text of the call, nor what the
        function's own errors say. It raises TransientError where the network is at fault (`OSError`, which that of
        `requests` is too), otherwise SettingsError.

    Raises:
        SettingsError: It cannot be imported or called.
    """
    module_name, _, name = dotted_path.partition(":")
    try:
        function: Any = getattr(importlib.import_module(module_name), name)
    except (ImportError, AttributeError, ValueError) as error:
        raise SettingsError(f"polish.summariser: {dotted_path} cannot be imported: {error}.") from error
    if not callable(function):
        raise SettingsError(f"polish.summariser: {dotted_path} is not callable.")

    def summarise(utterances: Sequence[SaidUtterance]) -> CallSummary:
        said = [{"role": utterance.role, "text": utterance.text} for utterance in utterances]
        failure: type[Exception] | None = None
        try:
            answer = function(said)
        except Exception as error:
            failure = type(error)
        if failure is not None:  # raised out here, so that the user's error, and what it quotes, is not its context
            raised = TransientError if issubclass(failure, OSError) else SettingsError
            raise raised(f"polish.summariser: {dotted_path} failed: {failure.__name__}.")
        return _checked(answer, dotted_path)

    return summarise


def _checked(answer: Any, dotted_path: str) -> CallSummary:
    if isinstance(answer, dict) and answer.keys() == {"summary", "topics"}:
        summary, topics = answer["summary"], answer["topics"]
        listed = isinstance(topics, list) and all(isinstance(topic, str) for topic in topics)
        if listed and (summary is None or isinstance(summary, str)):
            return CallSummary(summary, tuple(topics))
    raise SettingsError(
        f"polish.summariser: {dotted_path} returned something else than"
        ' {"summary": text or None, "topics": a list of texts}.'
    )


def _ranks(bags: Sequence[frozenset[str]]) -> list[float]:
    """How central each bag of words is, in the graph of what they share."""
    numbers: Counter[str] = Counter(word for bag in bags for word in bag)
    places = {word: place for place, word in enumerate(sorted(word for word, bags in numbers.items() if bags > 1))}
    has = np.zeros((len(bags), len(places)), dtype=np.float32)
    for row, bag in enumerate(bags):
        has[row, [places[word] for word in bag if word in places]] = 1
    lengths = np.log([len(bag) for bag in bags])
    likeness = (has @ has.T) / (lengths[:, None] + lengths[None, :])
    np.fill_diagonal(likeness, 0)
    sums = likeness.sum(axis=1)
    steps = np.divide(likeness, sums[:, None], out=np.zeros_like(likeness), where=sums[:, None] > 0)
    ranks = np.ones(len(bags))
    for _ in range(ROUNDS):
        ranks = 1 - DAMPING + DAMPING * (ranks @ steps)
    return [float(rank) for rank in ranks]
