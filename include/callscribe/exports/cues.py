"""Subtitles that can be read: the words of a call cut into cues of two short lines.

The libraries that write subtitles (pysubs2, webvtt-py) neither cut text into cues nor escape it, and pysubs2 stops at
100 hours and has no voice spans; so cutting is ours, and the syntax that is left over is a line in `formats`.
"""

from __future__ import annotations

import unicodedata
from bisect import bisect_left
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from callscribe.exports.tokens import Token, names_of, party_of, plain, tokens_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from callscribe.exports.call import ExportedCall

LINE_CHARACTERS: Final = 42
"""Netflix's Timed Text Style Guide for English, which also asks for two lines at most."""

LONGEST_CUE_S: Final = 7.0
"""Netflix Timed Text Style Guide, general requirements: 7 seconds at most."""

SHORTEST_CUE_S: Final = 1.0
"""The same guide wants at least 5/6 of a second; rounded up, since a call has no shot changes to keep to."""

LONGEST_PAUSE_S: Final = 1.0
"""A cue does not reach over a longer silence, or it would tell what is said next before it is said."""

BREATH_S: Final = 0.25
"""A shorter silence may be the closure of a plosive, not a pause (Goldman-Eisler 1968, Psycholinguistics)."""

NAME_CHARACTERS: Final = 24
"""A longer name of a speaker is cut off, so that a line has room for a word."""

# What a cut costs, against 1 for each cue more: a sentence's end is a free cut, but no reason for a cue of its own.
_AFTER_SENTENCE, _AT_PAUSE, _ELSEWHERE = 0.0, 1.0, 3.0
_SHORT_CUE = 2.0
_SENTENCE_ENDS: Final = (".", "?", "!", "…", "。", "？", "！", "।", "؟")
_PAUSES: Final = (",", ";", ":", "，", "、", "،")
_PUNCTUATED_LINE = 20  # characters by which two lines may differ more where the first ends with punctuation
_JOINER = "\u200d"


@dataclass(frozen=True, slots=True)
class Cue:
    """Words of one party that are shown together.

    Attributes:
        end_s: After start_s.
        name: Of the party, its first letter a capital; None where nobody is known.
        words: Each fits on a line.
    """

    start_s: float
    end_s: float
    name: str | None
    words: tuple[str, ...]


def cues_of(call: ExportedCall) -> tuple[Cue, ...]:
    """Cut a call into cues, by start. Where parties talk at once, their cues overlap.

    Each fits on two lines of `LINE_CHARACTERS` with its speaker's name before it, and lasts at most `LONGEST_CUE_S`
    and, where nobody goes on sooner, at least `SHORTEST_CUE_S`. Hesitations are left out.
    """
    names = names_of(call.utterances)
    cues: list[Cue] = []
    for utterance in call.utterances:
        name = names[party_of(utterance)]
        shown = None if name is None else _shortened(name[0].upper() + name[1:])
        tokens = [part for token in tokens_of(utterance, "clean") for part in _parts(token, _room(shown))]
        cues += [
            Cue(
                start_s=tokens[first].start_s,
                end_s=max(token.end_s for token in tokens[first:end]),
                name=shown,
                words=tuple(token.text for token in tokens[first:end]),
            )
            for first, end in _cut(tokens, prefix_of(shown))
        ]
    cues.sort(key=lambda cue: cue.start_s)
    return tuple(_timed(cues))


def prefix_of(name: str | None) -> str:
    """What stands before the text of a named party, where names stand in the text."""
    return "" if name is None else f"{name}:"


def lines_of(words: Sequence[str], prefix: str = "") -> tuple[str, ...]:
    """Lay words out on at most two lines of about the same length; what does not fit is one line that is too long.

    The second line is never a number alone, which readers of SRT take for the number of a cue.
    """
    shown = [prefix, *words] if prefix else list(words)
    whole = " ".join(shown)
    if len(whole) <= LINE_CHARACTERS:
        return (whole,)
    layouts = [(" ".join(shown[:place]), " ".join(shown[place:])) for place in range(1, len(shown))]
    fitting = [lines for lines in layouts if _fits(lines) and not lines[1].isdigit()]
    return min(fitting, key=_unevenness, default=(whole,))


def _fits(lines: Sequence[str]) -> bool:
    return all(len(line) <= LINE_CHARACTERS for line in lines)


def _unevenness(lines: tuple[str, str]) -> int:
    first, second = lines
    return abs(len(first) - len(second)) - _PUNCTUATED_LINE * first.endswith(_SENTENCE_ENDS + _PAUSES)


def _cut(tokens: Sequence[Token], prefix: str) -> list[tuple[int, int]]:
    """The cheapest way to cut the tokens into cues, each as (first, end exclusive).

    Optimal by dynamic programming over the ends of cues, as Knuth and Plass (1981, Software: Practice and Experience)
    break paragraphs into lines.
    """
    best: list[tuple[float, int]] = [(0.0, 0)]
    for end in range(1, len(tokens) + 1):
        best.append(
            min((best[first][0] + _cost(tokens, first, end, prefix), first) for first in _starts(tokens, end, prefix))
        )
    cuts = []
    end = len(tokens)
    while end > 0:
        first = best[end][1]
        cuts.append((first, end))
        end = first
    return cuts[::-1]


def _starts(tokens: Sequence[Token], end: int, prefix: str) -> Iterator[int]:
    """Where a cue that ends before `end` may begin; one token alone always may."""
    yield end - 1
    length = len(tokens[end - 1].text)
    ends_s = tokens[end - 1].end_s
    for first in range(end - 2, -1, -1):
        length += 1 + len(tokens[first].text)
        ends_s = max(ends_s, tokens[first].end_s)
        too_long = length > 2 * LINE_CHARACTERS + 1 or ends_s - tokens[first].start_s > LONGEST_CUE_S
        if too_long or tokens[first + 1].start_s - tokens[first].end_s > LONGEST_PAUSE_S:
            return
        if _fits(lines_of([token.text for token in tokens[first:end]], prefix)):  # then it fits without the name too
            yield first


def _cost(tokens: Sequence[Token], first: int, end: int, prefix: str) -> float:
    cue = tokens[first:end]
    fill = (len(prefix) + sum(len(token.text) + 1 for token in cue)) / (2 * LINE_CHARACTERS)
    lasts_s = max(token.end_s for token in cue) - cue[0].start_s
    cost = 1 + fill**2 + _SHORT_CUE * max(0.0, 1 - lasts_s / SHORTEST_CUE_S)
    if end == len(tokens) or cue[-1].text.endswith(_SENTENCE_ENDS):
        return cost + _AFTER_SENTENCE
    paused = cue[-1].text.endswith(_PAUSES) or tokens[end].start_s - cue[-1].end_s >= BREATH_S
    return cost + (_AT_PAUSE if paused else _ELSEWHERE)


def _timed(cues: Sequence[Cue]) -> list[Cue]:
    """The cues, each long enough to be read where there is room, and ended by its party's next."""
    starts_s = [cue.start_s for cue in cues]
    own_next_s: dict[str | None, float] = {}
    timed = []
    for cue in reversed(cues):
        end_s = min(cue.end_s, cue.start_s + LONGEST_CUE_S)
        free = bisect_left(starts_s, end_s)
        free_until_s = starts_s[free] if free < len(starts_s) else float("inf")
        end_s = max(end_s, min(cue.start_s + SHORTEST_CUE_S, free_until_s))
        end_s = min(end_s, own_next_s.get(cue.name, end_s))
        # the shortest time that the formats can tell
        timed.append(replace(cue, end_s=max(end_s, cue.start_s + 0.001)))
        own_next_s[cue.name] = cue.start_s
    return timed[::-1]


def _room(name: str | None) -> int:
    return LINE_CHARACTERS - len(f"{name}: " if name else "")


def _shortened(name: str) -> str:
    name = plain(name)
    return name if len(name) <= NAME_CHARACTERS else name[: NAME_CHARACTERS - 1] + "…"


def _parts(token: Token, characters: int) -> Iterator[Token]:
    """The token, or where it is longer than a line its parts, each with its share of the time."""
    text = token.text
    per_character_s = (token.end_s - token.start_s) / max(len(text), 1)
    first = 0
    while len(text) - first > characters:
        end = first + characters
        while end > first + 1 and _clings(text[end], text[end - 1]):
            end -= 1
        yield replace(
            token,
            text=text[first:end],
            start_s=token.start_s + first * per_character_s,
            end_s=token.start_s + end * per_character_s,
        )
        first = end
    yield replace(token, text=text[first:], start_s=token.start_s + first * per_character_s)


def _clings(character: str, before: str) -> bool:
    """Whether a character belongs to the one before it: an accent, a vowel sign, part of an emoji."""
    return unicodedata.category(character)[0] == "M" or _JOINER in (character, before)
