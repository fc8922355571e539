"""Calls sorted into categories by rules: what was said, by whom, when, in what mood, and where nobody spoke.

Rules look at redacted text, so they can be changed and run anew over the lake without transcribing anything. A rule in
the settings:

    [[polish.categories]]
    name = "cancellation"
    phrases = ["cancel my", "close my account"]
    role = "customer"
    unless = ["cancel my appointment"]

    [[polish.categories]]
    name = "no recording notice"
    role = "agent"
    within_s = [0, 30]
    unless = ["this call is recorded", "this call may be recorded"]
"""

from __future__ import annotations

import dataclasses
import math
from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from callscribe.enrichment.said import SaidUtterance, tokens_of
from callscribe.errors import SettingsError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence


@dataclass(frozen=True)
class Category:
    """A rule, all of whose conditions have to hold.

    Attributes:
        name: Unique among the categories.
        phrases: Utterances count that have any of these, as whole words, whatever their case and punctuation; never in
            what is redacted, nor across it. Numbers as the clean text writes them ("$20").
        role: Whose utterances count; everybody's if empty.
        within_s: Utterances count that begin in this range, in seconds from the start of the recording, or, where
            negative, from the end of the last utterance: `[-60, 0]` is the last minute.
        at_least: So many utterances count.
        unless: No utterance of that role and in that range has one of these phrases. A rule without `phrases` and
            sentiment is then about what was not said, and needs no utterance to count.
        sentiment_below: Utterances count whose sentiment is lower, -1 to 1.
        sentiment_above: Utterances count whose sentiment is higher.
        silence_longer_than_s: Somewhere between two utterances nobody speaks for longer, from a time in `within_s`
            on. A rule without `phrases` and sentiment needs no utterance to count.
    """

    name: str
    phrases: tuple[str, ...] = ()
    role: str = ""
    within_s: tuple[float, float] | None = None
    at_least: int = 1
    unless: tuple[str, ...] = ()
    sentiment_below: float | None = None
    sentiment_above: float | None = None
    silence_longer_than_s: float | None = None

    def __post_init__(self) -> None:
        """Refuse rules that cannot mean anything."""
        for phrase in (*self.phrases, *self.unless):
            if not all(tokens_of(phrase)) or not tokens_of(phrase):
                raise self._refused(f"{phrase!r} has no words to look for.")
        if self.within_s is not None:
            start_s, end_s = self.within_s
            mixed = start_s >= 0 > end_s  # from a time to so long before the end
            if not (math.isfinite(start_s + end_s) and (mixed or (start_s < end_s and not start_s < 0 < end_s))):
                raise self._refused(f"within_s is {list(self.within_s)}; write a range such as [0, 30] or [-60, 0].")
        if self.silence_longer_than_s is not None and not self.silence_longer_than_s > 0:
            raise self._refused(f"silence_longer_than_s is {self.silence_longer_than_s}; it must be more than 0.")
        if self.at_least < 1:
            raise self._refused(f"at_least is {self.at_least}; it must be at least 1.")

    @property
    def is_about_utterances(self) -> bool:
        """Whether some have to count: always, but for rules of silence and of what is not said."""
        felt = self.sentiment_below is not None or self.sentiment_above is not None
        return bool(self.phrases) or felt or not (self.unless or self.silence_longer_than_s is not None)

    def _refused(self, reason: str) -> SettingsError:
        return SettingsError(f"polish.categories, {self.name!r}: {reason}")


@dataclass(frozen=True, slots=True)
class CategoryMatch:
    """A category that a call is in, and why.

    Attributes:
        category: Its name.
        utterances: Indices of the utterances that count, and of those that a silence stands before. None where the
            call is in it for what was not said.
    """

    category: str
    utterances: tuple[int, ...]


def parse_categories(tables: Iterable[Mapping[str, Any]]) -> tuple[Category, ...]:
    """The rules of a settings file.

    Args:
        tables: `[[polish.categories]]`, as TOML has them.

    Raises:
        SettingsError: A key, a type or a value cannot be, or a name stands twice.
    """
    categories = tuple(_parsed(table) for table in tables)
    names = [category.name for category in categories]
    if twice := sorted({name for name in names if names.count(name) > 1}):
        raise SettingsError(f"polish.categories: {', '.join(map(repr, twice))} stands there more than once.")
    return categories


def categorise(utterances: Sequence[SaidUtterance], categories: Sequence[Category]) -> list[CategoryMatch]:
    """The categories that a call is in.

    A phrase that a pause of the speaker cuts into two utterances is not found, nor one in a script without spaces
    between words.

    Args:
        utterances: Of the call, by start.
        categories: Rules.

    Returns:
        In the order of the rules.
    """
    tokens = [tokens_of(utterance.text) for utterance in utterances]
    if not any(tokens):
        return []  # withheld text says nothing of what was not said
    end_s = max(utterance.end_s for utterance in utterances)
    silences = _silences(utterances)
    found = []
    for category in categories:
        first_s, beyond_s = category.within_s or (0.0, math.inf)
        if beyond_s < 0 or first_s < 0:
            beyond_s = end_s + beyond_s if beyond_s else math.inf
        first_s += end_s if first_s < 0 else 0.0
        within = [index for index, each in enumerate(utterances) if first_s <= each.start_s < beyond_s]
        if any(_says(tokens[index], category.unless) for index in within if _is_by(utterances[index], category)):
            continue
        evidence: set[int] = set()
        if (longest_s := category.silence_longer_than_s) is not None:
            long = {index: start_s for index, (start_s, silence_s) in silences.items() if silence_s > longest_s}
            evidence |= {index for index, start_s in long.items() if first_s <= start_s < beyond_s}
            if not evidence:
                continue
        if category.is_about_utterances:
            counting = [index for index in within if _counts(utterances[index], tokens[index], category)]
            if len(counting) < category.at_least:
                continue
            evidence.update(counting)
        found.append(CategoryMatch(category.name, tuple(sorted(evidence))))
    return found


def _is_by(utterance: SaidUtterance, category: Category) -> bool:
    return category.role in {"", utterance.role}


def _counts(utterance: SaidUtterance, tokens: Sequence[str], category: Category) -> bool:
    below, above = category.sentiment_below, category.sentiment_above
    if not _is_by(utterance, category) or (category.phrases and not _says(tokens, category.phrases)):
        return False
    if below is None and above is None:
        return True
    felt = utterance.sentiment
    return felt is not None and (below is None or felt < below) and (above is None or felt > above)


def _silences(utterances: Sequence[SaidUtterance]) -> dict[int, tuple[float, float]]:
    """Start and length of the silence before an utterance, by its index, in seconds."""
    silences = {}
    spoken_until_s = utterances[0].end_s
    for index, utterance in enumerate(utterances):
        if utterance.start_s > spoken_until_s:
            silences[index] = (spoken_until_s, utterance.start_s - spoken_until_s)
        spoken_until_s = max(spoken_until_s, utterance.end_s)
    return silences


def _says(tokens: Sequence[str], phrases: tuple[str, ...]) -> bool:
    """Whether one of the phrases stands among the tokens."""
    by_first = _by_first_token(phrases)
    if by_first.keys().isdisjoint(tokens):
        return False
    return any(
        tuple(tokens[index : index + len(phrase)]) == phrase
        for index, token in enumerate(tokens)
        for phrase in by_first.get(token, ())
    )


@cache
def _by_first_token(phrases: tuple[str, ...]) -> dict[str, list[tuple[str, ...]]]:
    by_first: defaultdict[str, list[tuple[str, ...]]] = defaultdict(list)
    for phrase in phrases:
        tokens = tuple(tokens_of(phrase))
        by_first[tokens[0]].append(tokens)
    return dict(by_first)


def _parsed(table: Mapping[str, Any]) -> Category:
    """One table of the settings, with its types checked."""
    name = table.get("name")
    if not isinstance(name, str) or not name:
        raise SettingsError("polish.categories: each needs a name.")
    known = {field.name for field in dataclasses.fields(Category)}
    if unknown := sorted(set(table) - known):
        raise SettingsError(
            f"polish.categories, {name!r}: unknown {', '.join(unknown)}. Known: {', '.join(sorted(known))}."
        )
    values = dict(table)
    for key, value in table.items():
        if key in {"phrases", "unless"}:
            fits = isinstance(value, list) and all(isinstance(phrase, str) for phrase in value)
        elif key == "within_s":
            fits = isinstance(value, list) and len(value) == 2 and all(map(_is_number, value))
        elif key == "at_least":
            fits = isinstance(value, int) and not isinstance(value, bool)
        elif key in {"name", "role"}:
            fits = isinstance(value, str)
        else:
            fits = _is_number(value)
        if not fits:
            raise SettingsError(f"polish.categories, {name!r}: {key} cannot be {value!r}.")
        values[key] = _as_kept(key, value)
    return Category(**values)


def _as_kept(key: str, value: Any) -> Any:
    """Numbers as floats: kept as JSON and read again they are, and a rule must not differ from itself."""
    if isinstance(value, list):
        return tuple(map(float, value)) if key == "within_s" else tuple(value)
    return value if key in {"name", "role", "at_least"} else float(value)


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)
