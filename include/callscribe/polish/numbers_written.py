"""Inverse text normalisation: spoken numbers in readable text as people write them, each word still as it was heard.

English has rules of its own (`number_forms`), since text2num knows neither years ("19 84"), prices, dates, times nor
digits said one by one, and a grammar of NeMo's kind does 5 KB a second. Other languages get their cardinals, ordinals,
decimals and percentages from text2num.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from callscribe.polish.number_forms import find_forms
from callscribe.polish.number_values import Form, Line, spoken_parts, tells_number
from callscribe.polish.numbers_elsewhere import LANGUAGES, find_foreign_forms
from callscribe.transcript.render import as_written, is_redacted

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from callscribe.transcript.words import Word

PAUSE_S: Final = 1.0
"""Silence that ends a number: as long as the one that ends an utterance."""

MOST_FILLERS: Final = 2
"""Hesitations in a row within one number: "twenty um uh five" (an estimate)."""

CONTEXT: Final = 5
"""Words around a number that may tell what it is: "my order number is the", "megabits per second"."""

_CLOSING: Final = ".,?!;:…)]\"'”’"
_OPENING: Final = "([\"'“‘"
_QUOTES: Final = ")]\"'”’"
_ENDS: Final = frozenset(".?!…")
_HALVES: Final = ("a.m", "p.m")


def write_numbers(words: Sequence[Word], *, language: str) -> tuple[Word, ...]:
    """Write numbers, prices, dates, times and units as people write them.

    The first word of a number gets what is written for all of it, the others nothing. What was rewritten before, by
    this step or another, stays.

    Args:
        words: In the order of the conversation, fillers marked and personal data redacted.
        language: BCP 47 tag of what is spoken. Languages without rules come back untouched.

    Returns:
        The same words with `written`, `rule` and `rule_score` set where a number is written otherwise.
    """
    primary = language.casefold().partition("-")[0]
    if primary == "en":
        telling = [tells_number(word.word) for word in words]
    elif primary in LANGUAGES:
        telling = [True] * len(words)
    else:
        return tuple(words)
    written = list(words)
    for line, places in _lines(words, telling):
        for form in find_forms(line) if primary == "en" else find_foreign_forms(line, primary):
            _write(written, form, places)
    return tuple(written)


def _write(words: list[Word], form: Form, places: Sequence[int]) -> None:
    """Put a form on its words, unless it ends within a word or one of them was rewritten before."""
    inside = {places[index] for index in (form.first - 1, form.stop) if 0 <= index < len(places)}
    members = list(dict.fromkeys(places[form.first : form.stop]))
    if inside & {members[0], members[-1]} or any(words[index].rule or words[index].written == "" for index in members):
        return
    first, last = as_written(words[members[0]]), as_written(words[members[-1]])
    opening = first[: len(first) - len(first.lstrip(_OPENING))]
    text = opening + form.text + _closing_of(words, members[-1], last)
    if text == " ".join(as_written(words[index]) for index in members):
        return
    for index in members:
        words[index] = words[index].rewritten(text, form.rule, form.score)
        text = ""


def _closing_of(words: Sequence[Word], index: int, shown: str) -> str:
    """The punctuation behind a number; the stop of "p.m." only where a sentence ends too."""
    closing = shown[len(shown.rstrip(_CLOSING)) :]
    if closing == "." and shown.casefold().endswith(tuple(f"{half}." for half in _HALVES)):
        goes_on = index + 1 < len(words) and _follows(words, index + 1, over_stops=True)
        return "" if goes_on and not as_written(words[index + 1])[:1].isupper() else closing
    return closing


# --- Lines --------------------------------------------------------------------------------------------------------


def _lines(words: Sequence[Word], telling: Sequence[bool]) -> Iterator[tuple[Line, list[int]]]:
    """Stretches of one voice around the telling words, and the word that each token is of.

    A word that a hyphen joins is several tokens; fillers are none.
    """
    done = 0  # behind the last telling word
    for index, tells in enumerate(telling):
        if not tells or index < done or not _may_be_read(words[index]):
            continue
        first = index
        while first > done and index - first < CONTEXT and _follows(words, first):
            first -= 1
        at, last, fillers = first, index, 0
        places: list[int] = []
        while at == first or (at < len(words) and at - last <= CONTEXT and _follows(words, at)):
            fillers = fillers + 1 if words[at].filler else 0
            if fillers > MOST_FILLERS:
                break
            if not fillers:
                places.append(at)
                last = at if telling[at] else last
            at += 1
        done = last + 1
        yield _line(words, places)


def _line(words: Sequence[Word], places: Sequence[int]) -> tuple[Line, list[int]]:
    texts: list[str] = []
    parted: list[bool] = []
    owners: list[int] = []
    for place in places:
        parts = spoken_parts(words[place].word)
        texts += parts
        parted += [False] * (len(parts) - 1) + [_closing(words, place) != ""]
        owners += [place] * len(parts)
    return Line(tuple(texts), tuple(parted)), owners


def _follows(words: Sequence[Word], index: int, *, over_stops: bool = False) -> bool:
    """Whether the word goes on with what the one before it says."""
    one, word = words[index - 1], words[index]
    return (
        (one.channel, one.speaker) == (word.channel, word.speaker)
        and word.start_s - one.end_s <= PAUSE_S
        and _may_be_read(one)
        and _may_be_read(word)
        and (over_stops or not _ENDS.intersection(_closing(words, index - 1)))
    )


def _may_be_read(word: Word) -> bool:
    return not is_redacted(word) and not word.corrected


def _closing(words: Sequence[Word], index: int) -> str:
    """The punctuation behind a word; where it was written with others, that of all of them is behind the last one."""
    after = index + 1
    while after < len(words) and words[after].filler:
        after += 1
    if after < len(words) and words[after].written == "":
        return ""
    while index > 0 and words[index].written == "":
        index -= 1
    shown = as_written(words[index])
    return shown[len(shown.rstrip(_CLOSING)) :].strip(_QUOTES)
