"""Speakers whom no overlap follows from chunk to chunk, joined by what else is known of the call.

Where the overlap of two chunks holds no word of a speaker, `labels` keeps the right chunk's label apart. Here all ways
to give such labels to speakers heard before are weighed at once (linking of speakers, as in long-form diarization), by
what a transcript and a level meter know without comparing voices: how many speakers a call has, whose lines sound like
an agent's, how loud each is on the line, and that a question is answered by somebody else. A label is joined only where
that leaves little doubt; two strangers of one loudness stay apart.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from dataclasses import dataclass, replace
from itertools import permutations
from math import cosh, exp, log
from operator import attrgetter
from statistics import fmean
from typing import TYPE_CHECKING, Final

from callscribe.transcript.roles import agent_leanings

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from callscribe.audio.activity import ChannelActivity
    from callscribe.transcript.merge import Merged, Seam
    from callscribe.transcript.words import Word

SURE_ENOUGH: Final = 0.9
"""A label is joined with a speaker from this probability on. One who is left over is joined at 0.95."""

ONE_MORE_SPEAKER: Final = 0.05
"""Chance that a join brings a speaker more than any one chunk heard: a transfer to somebody else, just there."""

FEW_WORDS: Final = 8
"""A label with fewer words is likelier a slip of the diarization than a person, and makes no call one of three."""

ANSWERED_BY_ANOTHER: Final = 0.85
"""How often somebody else speaks after a question: nine in ten get a response in ten languages, few of them late
(Stivers et al. 2009, PNAS 106, 10587); lowered, since this one was followed by a silence."""

# Standard deviations, all estimates: of one speaker's mean level between two parts of a call, of two parties' levels (a
# headset and a telephone line), of one speaker's words.
LEVEL_OF_ONE_DB: Final = 3.0
LEVEL_OF_PARTIES_DB: Final = 6.0
LEVEL_OF_WORDS_DB: Final = 6.0

MOST_APART: Final = 3
MOST_MISSING: Final = 6
"""Of more labels only these many are weighed, those with the most words; a call of more speakers is a conference."""


@dataclass(frozen=True, slots=True)
class _Voice:
    """What is known of one label.

    Attributes:
        words: How many it has.
        leaning: Log-odds that it is an agent, from its own set phrases.
        level_dbfs: Mean level of its words; None where unknown.
    """

    words: int
    leaning: float
    level_dbfs: float | None

    def with_(self, other: _Voice) -> _Voice:
        """Both as one speaker."""
        count = self.words + other.words
        levels = [(each.words, each.level_dbfs) for each in (self, other) if each.level_dbfs is not None]
        level_dbfs = (
            sum(words * level for words, level in levels) / sum(words for words, _ in levels) if levels else None
        )
        return _Voice(count, self.leaning + other.leaning, level_dbfs)


def link_speakers(merged: Merged, activity: ChannelActivity | None, language: str) -> Merged:
    """Join labels that were kept apart with the speakers that they most likely are.

    Args:
        merged: A channel's words and seams. Labels of links without words are those kept apart.
        activity: How loud the channel is, if known.
        language: Of the call, for set phrases.

    Returns:
        The same with fewer labels; the links that were joined tell the chance.
    """
    if not any(link.words == 0 for seam in merged.seams for link in seam.links):
        return merged
    voices = _voices(merged.words, activity, language)
    size = _speakers_at_once(merged.seams, voices)
    known = _heard_first(merged.seams, voices)
    joins: dict[str, str] = {}
    seams = []
    for seam in merged.seams:
        links = [replace(link, label=joins.get(link.label, link.label)) for link in seam.links]
        apart = [link.label for link in links if not link.words]
        missing = known - {link.label for link in links if link.words}
        turn = _turn(merged.words, (seam.start_s + seam.end_s) / 2, joins)
        followed = dict(_followed(_by_words(apart, voices), _by_words(missing, voices), voices, turn, len(known), size))
        for label, (joined, _) in followed.items():
            joins[label] = joined
            voices[joined] = voices[joined].with_(voices[label])
        links = [
            replace(link, label=followed[link.label][0], chance=followed[link.label][1])
            if link.label in followed
            else link
            for link in links
        ]
        seams.append(replace(seam, links=tuple(links)))
        known |= {link.label for link in links}
    words = tuple(
        replace(word, speaker=joins[word.speaker]) if word.speaker in joins else word for word in merged.words
    )
    return replace(merged, words=words, seams=tuple(seams))


def _voices(words: Sequence[Word], activity: ChannelActivity | None, language: str) -> dict[str, _Voice]:
    levels: dict[str, list[float]] = defaultdict(list)
    count: dict[str, int] = defaultdict(int)
    for word in words:
        if word.speaker is not None:
            count[word.speaker] += 1
            level_dbfs = None if activity is None else activity.level_dbfs(word.start_s, word.end_s)
            if level_dbfs is not None:
                levels[word.speaker].append(level_dbfs)
    leanings = {label: leaning for (_, label), leaning in agent_leanings(words, language).items()}
    return {
        label: _Voice(number, leanings.get(label, 0.0), fmean(levels[label]) if levels[label] else None)
        for label, number in count.items()
    }


def _heard_first(seams: Sequence[Seam], labels: Iterable[str]) -> set[str]:
    """The first chunk's labels: those that no seam brought."""
    return set(labels) - {link.label for seam in seams for link in seam.links if not link.words}


def _speakers_at_once(seams: Sequence[Seam], voices: Mapping[str, _Voice]) -> int:
    """The most speakers that one chunk heard, and two at least, as most calls have."""
    chunks = [_heard_first(seams, voices), *({link.label for link in seam.links} for seam in seams)]
    return max(2, *(sum(label in voices and voices[label].words >= FEW_WORDS for label in each) for each in chunks))


def _by_words(labels: Iterable[str], voices: Mapping[str, _Voice]) -> list[str]:
    """Labels that have words, most first."""
    return sorted((label for label in labels if label in voices), key=lambda label: (-voices[label].words, label))


def _turn(words: Sequence[Word], at_s: float, joins: Mapping[str, str]) -> tuple[str | None, str | None]:
    """Who asked something right before a point, and who spoke first after it; nobody where nothing was asked."""
    after = bisect_left(words, at_s, key=attrgetter("start_s"))
    if not 0 < after < len(words) or not words[after - 1].word.endswith(("?", "\N{ARABIC QUESTION MARK}", "\uff1f")):
        return None, None
    asking, answering = words[after - 1].speaker, words[after].speaker
    return joins.get(asking or "", asking), joins.get(answering or "", answering)


def _followed(
    apart: Sequence[str],
    missing: Sequence[str],
    voices: Mapping[str, _Voice],
    turn: tuple[str | None, str | None],
    known: int,
    size: int,
) -> Iterator[tuple[str, tuple[str, float]]]:
    """Labels kept apart whose speaker is hardly in doubt, each with that speaker and the chance."""
    apart, missing = apart[:MOST_APART], missing[:MOST_MISSING]
    chances: dict[tuple[str, str], float] = defaultdict(float)
    total = 0.0
    # None: the label is somebody new
    for chosen in set(permutations([*missing, *[None] * len(apart)], len(apart))):
        pairs = dict(zip(apart, chosen, strict=True))
        newcomers = sum(joined is None for joined in chosen)
        weight = ONE_MORE_SPEAKER ** max(known + newcomers - max(known, size), 0)
        weight *= exp(_evidence(pairs, missing, voices) + _evidence_of_turn(pairs, turn))
        total += weight
        for label, joined in pairs.items():
            if joined is not None:
                chances[label, joined] += weight
    for (label, joined), weight in chances.items():
        if weight / total >= SURE_ENOUGH:
            yield label, (joined, weight / total)


def _evidence(pairs: Mapping[str, str | None], missing: Sequence[str], voices: Mapping[str, _Voice]) -> float:
    """Log-likelihood of what the labels said and how loud they are, if they are these speakers."""
    evidence = 0.0
    of = {joined: label for label, joined in pairs.items() if joined is not None}
    for joined in missing:
        label = of.get(joined)
        evidence += _leans(voices[joined].leaning + (0.0 if label is None else voices[label].leaning))
        if label is not None:
            evidence += _level_evidence(voices[joined], voices[label])
    return evidence + sum(_leans(voices[label].leaning) for label, joined in pairs.items() if joined is None)


def _leans(odds: float) -> float:
    """Log-likelihood of one speaker's phrases: an agent or not, as likely the one as the other."""
    return log(cosh(odds / 2))


def _level_evidence(one: _Voice, other: _Voice) -> float:
    """How much likelier the difference of their levels is if they are one speaker, as a logarithm."""
    if one.level_dbfs is None or other.level_dbfs is None:
        return 0.0
    difference_db = one.level_dbfs - other.level_dbfs
    of_means = LEVEL_OF_WORDS_DB**2 * (1 / one.words + 1 / other.words)
    same, different = LEVEL_OF_ONE_DB**2 + of_means, LEVEL_OF_PARTIES_DB**2 + of_means
    return log(different / same) / 2 + difference_db**2 / 2 * (1 / different - 1 / same)


def _evidence_of_turn(pairs: Mapping[str, str | None], turn: tuple[str | None, str | None]) -> float:
    asking, answering = turn
    if asking is None or answering is None or answering not in pairs:
        return 0.0
    return log(1 - ANSWERED_BY_ANOTHER if pairs[answering] == asking else ANSWERED_BY_ANOTHER)
