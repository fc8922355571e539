"""One party's words heard on another's channel: recognised as bleed and left out, so that nobody says them twice.

A word that is doubled can be seen in the transcript, one that was left out wrongly cannot: in doubt both stay. What is
left out is still in the engine's answers in the vault.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from functools import cached_property
from itertools import accumulate, pairwise, permutations
from statistics import median, quantiles
from typing import TYPE_CHECKING, Final, NamedTuple

from rapidfuzz.distance import Levenshtein

from callscribe.transcript.spelling import normalised

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from callscribe.audio.activity import ChannelActivity
    from callscribe.transcript.words import Word


class WithoutBleed(NamedTuple):
    """The words of each channel that were said on it, in their order, and how many others were left out."""

    words: dict[int, tuple[Word, ...]]
    left_out: dict[int, int]


ECHO_S: Final = 0.3
"""How much later bleed may be than its source: a way through the air takes milliseconds; one through the network and
back takes 0.3 s where each way takes the 0.15 s that ITU-T G.114 recommends not to exceed."""

TIMES_DIFFER_S: Final = 0.15
"""How far two recognitions of one sound may lie apart besides: word times jitter by 0.05 to 0.12 s."""

LOWER_DB: Final = 6.0
"""Bleed is lower by this than its source, each against its channel's own speech, and by this lower than the speech of
the channel that it is heard on: half the amplitude. People's words vary by some 3 dB about their usual level. Bleed
that is louder (3 dB were measured of a laptop's loudspeaker into its microphone) cannot be told from a second voice."""

RUN_WORDS: Final = 4
"""So many words in a row are said by both at once, softly by one, only if it is bleed; "okay, thank you" or "bye bye"
are not enough."""

RUN_WORDS_WITHOUT_LEVELS: Final = 10
"""Where levels are unknown, more words than people say at once by chance, all equal and at one distance."""

LATER_S: Final = 0.02
"""Without levels, bleed is known from its source by coming later: two frames of a recogniser."""

LIKE: Final = 0.75
"""Two words of at least four letters that share three quarters of them are the same, misheard."""

OWN_WORDS, OWN_SHARE = 5, 0.1
"""A channel with fewer words than this while nobody else speaks, or with a smaller share of its words, has no speech of
its own that its level could be known by: it may be bleed throughout."""

_APART_S: Final = 0.5
_PAUSE_S: Final = 1.0
_BETWEEN: Final = 2
_NEAR: Final = 16  # more words than anybody says within ECHO_S: bounds the search where an engine gives no true times


def without_bleed(heard: Mapping[int, Sequence[Word]], activity: Mapping[int, ChannelActivity]) -> WithoutBleed:
    """Leave out the words that are another channel's, heard again.

    A run of words is bleed where another channel has the same words, or all but a few of them, up to 0.3 s earlier, and
    is clearly louder there. Where two people say the same at once, both are as loud as ever, and both stay.

    Args:
        heard: Words by channel, each channel's by start.
        activity: How loud the channels were. Of one that is missing here, only long runs of equal words are bleed.
    """
    channels = {
        channel: _Channel(words, activity.get(channel), _elsewhere(heard, channel)) for channel, words in heard.items()
    }
    gone: dict[int, set[int]] = {channel: set() for channel in channels}
    # the loudest vouch first, and what was left out vouches for nothing
    by_level = sorted(channels, key=lambda channel: -channels[channel].usual_dbfs)
    for source, suspect in permutations(by_level, 2):
        pairs = [pair for pair in _pairs(channels[source], channels[suspect]) if pair.source not in gone[source]]
        gone[suspect] |= _bleed(pairs, channels[source], channels[suspect])
    return WithoutBleed(
        words={
            channel: tuple(word for index, word in enumerate(words) if index not in gone[channel])
            for channel, words in heard.items()
        },
        left_out={channel: len(indices) for channel, indices in gone.items()},
    )


class _Pair(NamedTuple):
    """A word of the suspected channel that may be one of the source's, by index."""

    source: int
    suspect: int


class _Channel:
    """A channel's words with their levels, and the level of its own speech."""

    def __init__(self, words: Sequence[Word], activity: ChannelActivity | None, elsewhere: _Spoken) -> None:
        self.words = words
        self.has_levels = activity is not None
        self.starts = [word.start_s for word in words]
        self.tokens = [normalised(word.word) for word in words]
        self.levels = [activity.level_dbfs(word.start_s, word.end_s) if activity else None for word in words]
        self._elsewhere = elsewhere

    @cached_property
    def own_dbfs(self) -> float | None:
        """Of its words while nobody else speaks; None where those are too few."""
        alone = [
            level
            for word, level in zip(self.words, self.levels, strict=True)
            if level is not None and not self._elsewhere.near(word)
        ]
        return median(alone) if len(alone) >= max(OWN_WORDS, OWN_SHARE * len(self.words)) else None

    @cached_property
    def usual_dbfs(self) -> float:
        """As loud as speech on this channel is, its own or not: of a mixture with bleed the louder part."""
        if self.own_dbfs is not None:
            return self.own_dbfs
        known = [level for level in self.levels if level is not None]
        return quantiles(known, n=4)[-1] if len(known) > 1 else (known[0] if known else float("-inf"))


class _Spoken:
    """When anybody speaks on some channels."""

    def __init__(self, words: Sequence[Word]) -> None:
        ordered = sorted(words, key=lambda word: word.start_s)
        self._starts = [word.start_s for word in ordered]
        self._until = list(accumulate((word.end_s for word in ordered), max))

    def near(self, word: Word) -> bool:
        before = bisect_right(self._starts, word.end_s + _APART_S)
        return before > 0 and self._until[before - 1] >= word.start_s - _APART_S


def _elsewhere(heard: Mapping[int, Sequence[Word]], channel: int) -> _Spoken:
    return _Spoken([word for other, words in heard.items() if other != channel for word in words])


def _pairs(source: _Channel, suspect: _Channel) -> list[_Pair]:
    """Words that are the same or alike at nearly the same time, in the order of both channels."""
    pairs: list[_Pair] = []
    following = 0
    for index, word in enumerate(suspect.words):
        first = max(following, bisect_left(source.starts, word.start_s - ECHO_S - TIMES_DIFFER_S))
        last = min(bisect_right(source.starts, word.start_s + TIMES_DIFFER_S), first + _NEAR)
        near = (
            (_likeness(source.tokens[other], suspect.tokens[index]), -abs(source.starts[other] - word.start_s), -other)
            for other in range(first, last)
        )
        likeness, _, minus_nearest = max(near, default=(0.0, 0.0, 0))
        if likeness >= LIKE:
            pairs.append(_Pair(-minus_nearest, index))
            following = 1 - minus_nearest
    return pairs


def _likeness(one: str, other: str) -> float:
    if one == other:
        return 1.0
    return Levenshtein.normalized_similarity(one, other) if min(len(one), len(other)) >= 4 else 0.0


def _bleed(pairs: Sequence[_Pair], source: _Channel, suspect: _Channel) -> set[int]:
    """Indices of the suspected channel's words that are the source's."""
    if not (source.has_levels and suspect.has_levels):
        return {
            pair.suspect
            for run in _runs([pair for pair in pairs if source.tokens[pair.source] == suspect.tokens[pair.suspect]], 0)
            if len(run) >= RUN_WORDS_WITHOUT_LEVELS and _is_echo(run, source, suspect)
            for pair in run
        }
    low = [pair for pair in pairs if _is_low(pair, source, suspect)]
    bleed: set[int] = set()
    for run in _runs(low, _BETWEEN):
        for stretch in _without_pauses(run, suspect):
            if len(stretch) >= RUN_WORDS:
                bleed |= {pair.suspect for pair in stretch}
                bleed |= {
                    between.suspect
                    for before, after in pairwise(stretch)
                    for between in _misheard(before, after)
                    if _is_low(between, source, suspect)
                }
    return bleed


def _runs(pairs: Sequence[_Pair], between: int) -> list[list[_Pair]]:
    """Pairs that follow each other on both channels, with at most so many other words between two of them."""
    runs: list[list[_Pair]] = []
    for pair in pairs:
        before = runs[-1][-1] if runs else None
        if before and max(pair.source - before.source, pair.suspect - before.suspect) <= between + 1:
            runs[-1].append(pair)
        else:
            runs.append([pair])
    return runs


def _without_pauses(run: Sequence[_Pair], suspect: _Channel) -> list[list[_Pair]]:
    stretches = [[run[0]]]
    for before, after in pairwise(run):
        if suspect.words[after.suspect].start_s - suspect.words[before.suspect].end_s > _PAUSE_S:
            stretches.append([])
        stretches[-1].append(after)
    return stretches


def _misheard(before: _Pair, after: _Pair) -> list[_Pair]:
    """The words between two pairs, one for one; where one channel has more of them, nobody knows which are the same."""
    count = after.suspect - before.suspect
    if count != after.source - before.source:
        return []
    return [_Pair(before.source + step, before.suspect + step) for step in range(1, count)]


def _is_low(pair: _Pair, source: _Channel, suspect: _Channel) -> bool:
    loud, low = source.levels[pair.source], suspect.levels[pair.suspect]
    if loud is None or low is None:
        return False
    if suspect.own_dbfs is None:
        return loud - low >= LOWER_DB
    below_own_db = suspect.own_dbfs - low
    return below_own_db >= LOWER_DB and below_own_db - (source.usual_dbfs - loud) >= LOWER_DB


def _is_echo(run: Sequence[_Pair], source: _Channel, suspect: _Channel) -> bool:
    """Whether the run comes after its source, at one distance."""
    later = [suspect.starts[pair.suspect] - source.starts[pair.source] for pair in run]
    distance_s = median(later)
    return distance_s >= LATER_S and all(abs(each - distance_s) <= TIMES_DIFFER_S for each in later)
