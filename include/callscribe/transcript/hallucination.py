"""Words that the engine may have made up: they are kept, and flagged for whoever reads or counts them.

Three gates, since no one of them sees all that is reported of recognisers: what was heard where nothing sounds, more
words than the speech there can hold (or a trickle of them over a long stretch without any), and one phrase over and
over. Phrase lists ("thanks for watching") are not used: they know one engine and one language.

Speech without words, as where music on hold is taken for it, proves nothing: a noisy line looks the same.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, Final, Literal

import numpy as np

from callscribe.transcript.spelling import normalised
from callscribe.transcript.utterances import PARAGRAPH_PAUSE_S

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from callscribe.audio.activity import ChannelActivity
    from callscribe.transcript.words import Word

Reason = Literal["in_silence", "too_dense", "too_sparse", "repetition"]

NEAR_S: Final = 0.4
"""Sound this near to a word may be its own: word times are off by 0.2 s and more at the ends of utterances. As much as
`callscribe.audio.plan.PAD_S`, the silence that stays around speech where silence is left out, so that a word which an
engine puts anywhere between two such pieces is never taken for one in silence."""

LEAST_SOUND_S: Final = 0.03
"""Less sound than this, one frame of the detector, is no word."""

FASTEST_WORDS_PER_S: Final = 10.0
"""Nobody speaks faster: the fastest talkers on record reach 10.6 words a second (637 a minute), conversation 2 to 3."""

TOO_MANY_WORDS: Final = 5.0
"""So many more words than the fastest talker could say are too dense: of fewer, the times may just be sloppy."""

SPARSE_WORDS_PER_S: Final = 0.7
"""The geometric middle of phantoms' 0.22 words a second and speech's 2.3 (measured in vllm-project/vllm#53144)."""

SPARSE_WORDS: Final = 6
SPARSE_S: Final = 20.0
"""A detector misses a soft "mhm" or two; it does not miss six in a row, spread over twenty seconds."""

LONGEST_PHRASE: Final = 24
"""Words of a phrase that comes again and again: a long sentence, of which loops are reported too."""

_NUMBER_WORDS_AT_MOST: Final = 34  # the digits and letters of the longest IBAN; nobody reads out a longer number
_OHS: Final = frozenset({"oh", "o"})


@dataclass(frozen=True, slots=True)
class HallucinationSpan:
    """Words that may never have been said: every one of the channel from the first to the last.

    Attributes:
        channel: 0-based channel of the recording.
        first_word: Index of the first one in the words that were looked at.
        last_word: Index of the last one, inclusive. Words of other channels in between are not meant.
        reason: `in_silence`: neither speech nor any sound above the line's noise is near. `too_dense`: more words than
            the sound there can hold. `too_sparse`: few words over a long stretch with next to no speech. `repetition`:
            one phrase, over and over.
    """

    channel: int
    first_word: int
    last_word: int
    reason: Reason


def find_hallucinations(words: Sequence[Word], activities: Iterable[ChannelActivity]) -> list[HallucinationSpan]:
    """Find words that may never have been said.

    Args:
        words: Of a call, in the order of the conversation or channel by channel.
        activities: Of the channels; where a channel's is missing, only repetition is looked for.

    Returns:
        Spans by first word. They may overlap where two reasons hold, and one stretch is several spans where words that
        are not in doubt stand between its words, as where speakers of one channel talk at once.
    """
    activity_of = {activity.channel: activity for activity in activities}
    by_channel: dict[int, list[int]] = defaultdict(list)
    for index, word in enumerate(words):
        by_channel[word.channel].append(index)
    found: list[HallucinationSpan] = []
    for channel, indices in by_channel.items():
        said = [words[index] for index in indices]
        found += (
            HallucinationSpan(channel, indices[first], indices[last], "repetition") for first, last in _loops(said)
        )
        if channel in activity_of:
            # where speakers of one channel talk at once, their utterances stand one after the other
            in_time = sorted(range(len(indices)), key=lambda place: (said[place].start_s, place))
            found += (
                HallucinationSpan(channel, indices[first], indices[last], reason)
                for stretch, reason in _unsupported([said[place] for place in in_time], activity_of[channel])
                for first, last in _consecutive([in_time[place] for place in stretch])
            )
    return sorted(found, key=lambda span: (span.first_word, span.last_word, span.reason))


def _consecutive(places: Iterable[int]) -> Iterator[tuple[int, int]]:
    """First and last of each run of numbers without a gap."""
    ordered = sorted(places)
    for _, run in groupby(enumerate(ordered), key=lambda numbered: numbered[1] - numbered[0]):
        numbers = [number for _, number in run]
        yield numbers[0], numbers[-1]


def _unsupported(words: Sequence[Word], activity: ChannelActivity) -> Iterator[tuple[Sequence[int], Reason]]:
    """Stretches of a channel's words, in order of time, that what was to be heard on it does not bear out."""
    silent = [activity.sound_s(word.start_s - NEAR_S, word.end_s + NEAR_S) < LEAST_SOUND_S for word in words]
    for first, last in _runs(silent):
        yield range(first, last + 1), "in_silence"
    places = [place for place, in_silence in enumerate(silent) if not in_silence]
    near_sound = [words[place] for place in places]
    for first, last in _crowded(near_sound, activity.sound_s, TOO_MANY_WORDS):
        yield places[first : last + 1], "too_dense"
    for first, last in _crowded(near_sound, activity.speech_s, SPARSE_WORDS / 2):
        count, lasts_s = last - first + 1, near_sound[last].end_s - near_sound[first].start_s
        if count >= SPARSE_WORDS and lasts_s >= SPARSE_S and count <= lasts_s * SPARSE_WORDS_PER_S:
            yield places[first : last + 1], "too_sparse"


def _crowded(
    words: Sequence[Word], heard_s: Callable[[float, float], float], too_many: float
) -> Iterator[tuple[int, int]]:
    """Stretches with so many more words than the fastest talker says in what is heard in and near them.

    Words share what is heard: it is summed over all of them once, and a stretch's part is that sum's gain from its
    first word to its last, and what is near the first one. So the best first word for any last one is that with the
    least of what stands before it, and one pass finds both (Kadane's method). A stretch is over once it would be better
    by that many words without its last ones.
    """
    shared_s, until_s = 0.0, float("-inf")
    lowest, first = float("inf"), 0
    best, stretch = 0.0, (0, -1)
    for index, word in enumerate(words):
        start_s, end_s = word.start_s - NEAR_S, word.end_s + NEAR_S
        shared_s += heard_s(max(start_s, until_s), end_s)
        until_s = max(until_s, end_s)
        before = index - FASTEST_WORDS_PER_S * (shared_s - heard_s(start_s, end_s))
        if before < lowest:
            lowest, first = before, index
        surplus = index + 1 - FASTEST_WORDS_PER_S * shared_s - lowest
        if surplus > best:
            best, stretch = surplus, (first, index)
        elif best >= too_many and surplus < best - too_many:
            yield stretch
            lowest, first, best = before, index, 0.0
    if best >= too_many:
        yield stretch


def _loops(words: Sequence[Word]) -> Iterator[tuple[int, int]]:
    """Stretches in which a phrase comes again and again, far beyond what people say.

    That is at least four times and eight words more: 12 times for a word, 8 for two, 6 for four, 5 for eight. People
    chain up to eight "bye" or "no", and ask a bad line "can you hear me" three or four times. Whisper's gate (text that
    zlib makes 2.4 times smaller) would find all that is found here, but also takes a card number such as 4111 1111 1111
    1111 (3.6 times) or any sixty digits in words (2.5) for a loop. So it is not used, and phrases of nothing but digits
    are believed up to the longest number there is.
    """
    numbers: dict[str, int] = {}
    tokens: list[int] = []
    places: list[int] = []  # of each token among the words; a pause is a token that occurs once
    for index, word in enumerate(words):
        if index and word.start_s - words[index - 1].end_s > PARAGRAPH_PAUSE_S:
            tokens.append(-index)
            places.append(index)
        tokens.append(numbers.setdefault(normalised(word.word), len(numbers)))
        places.append(index)
    digits = {number for token, number in numbers.items() if token.isdigit() or token in _OHS}
    sequence = np.array(tokens)
    looped = np.zeros(len(tokens) + 1, np.bool_)
    for length in range(1, LONGEST_PHRASE + 1):
        again = sequence[length:] == sequence[:-length]
        for first, last in _runs(again.tolist()):
            last += length
            least = 4 * length + 8
            if digits.issuperset(tokens[first : first + length]):
                least = max(least, _NUMBER_WORDS_AT_MOST + 1)
            if last - first + 1 >= least and not looped[first : last + 1].all():
                looped[first : last + 1] = True
                yield places[first], places[last]


def _runs(flags: Sequence[bool]) -> Iterator[tuple[int, int]]:
    """First and last index of each stretch of true."""
    edges = np.flatnonzero(np.diff(np.array(flags, np.bool_), prepend=False, append=False)).tolist()
    return ((start, end - 1) for start, end in zip(edges[::2], edges[1::2], strict=True))
