"""The language of a call or a channel, told from what was recognised.

py3langid (BSD-3-Clause, 4.5 MB with its model, nothing is downloaded) is a naive Bayes classifier over letter sequences
(Lui and Baldwin 2012). It tells in what language the engine wrote: an engine that only knows English writes English
words whatever is spoken, so this is for engines and settings that take several languages.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from typing import TYPE_CHECKING, Final

from callscribe.errors import SettingsError
from callscribe.transcript.render import is_redacted

if TYPE_CHECKING:
    from collections.abc import Sequence

    from py3langid.langid import LanguageIdentifier

    from callscribe.transcript.words import Word

CANDIDATES: Final = tuple("bg cs da de en es et fi fr hi hu it ja ko lt lv mt nl pl pt ro ru sk sv uk zh".split())
"""The languages that Pulse's vendor documents (August 2026)."""

GROUPS: Final = {"multi-asian": ("en", "ja", "ko", "zh"), "multi-indic": ("bn", "en", "gu", "hi", "mr", "or")}
"""What an engine that is asked for a group of languages may answer in, where the vendor documents it."""

CERTAIN: Final = 0.8
"""The least mean probability of an answer. Of 104 sentences cut to their first two, three or five words
(`benchmarks/languages.py`) none is taken for another language from there on."""

LEAST_WORDS: Final = 5
"""Fewer tell little: "okay", names and numbers are alike in many languages, and of the first three words of a
sentence a quarter has no answer, of the first five 2 % (`benchmarks/languages.py`)."""

STRETCH_WORDS: Final = 8
"""Words that are looked at together: a sentence, so that one in another language is not lost among others. Of 21,456
such stretches of English calls with one word in ten misheard (`tests/redaction_suite.py`) none is taken for another
language. One foreign sentence among forty English ones by the same voice is noticed in seven calls of ten, with
stretches of 15 words in two; with stretches of 6 some English calls have no language."""

_TO_INSTALL = "Telling languages apart needs py3langid, which is not installed: pip install 'airflow-pulse[language]'."


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

    Each voice is looked at by itself, and in short stretches, so that a few sentences in another language are noticed:
    what is in two languages has none, since redaction reads one.

    Args:
        words: Of one channel, of the call, or of its first minute. Redacted ones, fillers and digits tell nothing.
        languages: BCP 47 tags that it may be, at least two; the fewer the surer. A language that is not among them may
            be taken for one that is.

    Returns:
        The language, or None where there are fewer than `LEAST_WORDS`, it is less than `CERTAIN`, or there are two.

    Raises:
        SettingsError: py3langid is not installed, or knows no such language.
    """
    voices: dict[tuple[int, str | None], list[str]] = defaultdict(list)
    for word in words:
        if not (word.filler or is_redacted(word)) and any(map(str.isalpha, word.word)):
            voices[word.channel, word.speaker].append(word.word)
    telling = [told for told in voices.values() if len(told) >= LEAST_WORDS]
    if not telling:
        together = [word for told in voices.values() for word in told]
        telling = [together] if len(together) >= LEAST_WORDS else []
    identifier = _identifier(tuple(sorted({tag.casefold().split("-")[0] for tag in languages})))
    guesses = [_identify_voice(told, identifier) for told in telling]
    certain = [guess for guess in guesses if guess is not None]
    if not certain or len(certain) < len(guesses) or len({guess.tag for guess in certain}) > 1:
        return None
    weighted = sum(guess.probability * len(told) for guess, told in zip(certain, telling, strict=True))
    return LanguageGuess(certain[0].tag, weighted / sum(map(len, telling)))


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


def can_identify() -> bool:
    """Whether py3langid is installed."""
    return find_spec("py3langid") is not None


def require_identifier() -> None:
    """Refuse to begin what could not be ended.

    Raises:
        SettingsError: py3langid is not installed.
    """
    if not can_identify():
        raise SettingsError(_TO_INSTALL)


def _identify_voice(told: Sequence[str], identifier: LanguageIdentifier) -> LanguageGuess | None:
    count = max(1, len(told) // STRETCH_WORDS)
    sums: dict[str, float] = defaultdict(float)
    certain = set()
    for number in range(count):
        stretch = told[number * len(told) // count : (number + 1) * len(told) // count]
        for tag, probability in identifier.rank(" ".join(stretch)):
            sums[tag] += float(probability)
            if probability >= CERTAIN:
                certain.add(tag)
    tag, total = max(sums.items(), key=lambda each: each[1])
    return LanguageGuess(tag, total / count) if total / count >= CERTAIN and certain <= {tag} else None


@cache
def _identifier(languages: tuple[str, ...]) -> LanguageIdentifier:
    try:
        from py3langid.langid import MODEL_FILE, LanguageIdentifier
    except ImportError as error:
        raise SettingsError(_TO_INSTALL) from error
    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    if unknown := sorted(set(languages) - set(identifier.labels)):
        raise SettingsError(f"No language {', '.join(unknown)} can be identified; write tags such as 'en' or 'pt'.")
    identifier.set_languages(languages)
    return identifier
