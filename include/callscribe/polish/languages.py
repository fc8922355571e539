"""The language of a call or a channel, told from what was recognised.

py3langid (BSD-3-Clause, 4.5 MB with its model, nothing is downloaded) is a naive Bayes classifier over letter sequences
(Lui and Baldwin 2012). It tells in what language the engine wrote: an engine that only knows English writes English
words whatever is spoken, so this is for engines and settings that take several languages.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Final

from callscribe.errors import SettingsError
from callscribe.transcript.render import is_redacted

if TYPE_CHECKING:
    from collections.abc import Sequence

    from py3langid.langid import LanguageIdentifier

    from callscribe.transcript.words import Word

CANDIDATES: Final = tuple("bg cs da de en es et fi fr hi hu it ja ko lt lv mt nl pl pt ro ru sk sv uk zh".split())
"""The languages that Pulse's vendor documents (August 2026)."""

CERTAIN: Final = 0.8
"""The least mean probability of an answer. Of 104 sentences cut to their first two, three or five words
(`benchmarks/languages.py`) none is taken for another language from there on."""

LEAST_WORDS: Final = 5
"""Fewer tell little: "okay", names and numbers are alike in many languages, and of the first three words of a
sentence a quarter has no answer, of the first five 2 % (`benchmarks/languages.py`)."""

STRETCH_WORDS: Final = 30
"""Words that are looked at together: two or three sentences (estimate). A call that changes its language has stretches
of both, and so a lower mean and no answer."""

STRETCHES: Final = 20
"""At most so many are looked at, from the start on: some four minutes of speech."""


@dataclass(frozen=True, slots=True)
class LanguageGuess:
    """What language something is in.

    Attributes:
        tag: BCP 47 tag of the language, without region.
        probability: 0 to 1: the mean over stretches of the text.
    """

    tag: str
    probability: float


def identify_language(words: Sequence[Word], *, languages: Sequence[str] = CANDIDATES) -> LanguageGuess | None:
    """Tell the language of some words.

    Args:
        words: Of one channel, of the call, or of its first minute. Redacted ones and fillers tell nothing.
        languages: BCP 47 tags that it may be, at least two; the fewer the surer. A language that is not among them may
            be taken for one that is.

    Returns:
        The language, or None where there are fewer than `LEAST_WORDS` or it is less than `CERTAIN`.

    Raises:
        SettingsError: py3langid is not installed, or knows no such language.
    """
    told = [word.word for word in words if not (word.filler or is_redacted(word))][: STRETCHES * STRETCH_WORDS]
    if len(told) < LEAST_WORDS:
        return None
    identifier = _identifier(tuple(sorted({tag.casefold().split("-")[0] for tag in languages})))
    count = max(1, len(told) // STRETCH_WORDS)
    sums: dict[str, float] = {}
    for number in range(count):
        stretch = told[number * len(told) // count : (number + 1) * len(told) // count]
        for tag, probability in identifier.rank(" ".join(stretch)):
            sums[tag] = sums.get(tag, 0.0) + float(probability)
    tag, total = max(sums.items(), key=lambda each: each[1])
    return LanguageGuess(tag, total / count) if total / count >= CERTAIN else None


def identify_by_channel(
    words: Sequence[Word], *, languages: Sequence[str] = CANDIDATES
) -> dict[int, LanguageGuess | None]:
    """Tell the language of each channel.

    Args:
        words: Of a call.
        languages: As for `identify_language`.

    Returns:
        By channel; None where it is not certain.

    Raises:
        SettingsError: As for `identify_language`.
    """
    by_channel: dict[int, list[Word]] = {}
    for word in words:
        by_channel.setdefault(word.channel, []).append(word)
    return {channel: identify_language(said, languages=languages) for channel, said in sorted(by_channel.items())}


@cache
def _identifier(languages: tuple[str, ...]) -> LanguageIdentifier:
    try:
        from py3langid.langid import MODEL_FILE, LanguageIdentifier
    except ImportError as error:
        raise SettingsError(
            "Telling languages apart needs py3langid, which is not installed: pip install 'airflow-pulse[language]'."
        ) from error
    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    if unknown := sorted(set(languages) - set(identifier.labels)):
        raise SettingsError(f"No language {', '.join(unknown)} can be identified; write tags such as 'en' or 'pt'.")
    identifier.set_languages(languages)
    return identifier
