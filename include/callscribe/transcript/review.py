"""Spans that are worth a human's ear, the most urgent first: where, why and how urgent, but nothing of what was said.

A span's priority is 0.5 of how unsure, 0.2 of how long and 0.3 of how important it is, each from 0 to 1:

- unsure: how far the confidence lies below the threshold, as a share of it; of a redaction, what its score lacks to 1;
  of a seam, the share of its words that two passes heard differently, at least 0.3; of words that may be made up, 0.8.
- long: n / (n + 3) for n words.
- important: 1 - 0.5 ** k for k words in the span, or up to two words from it, that change what a call means: numbers,
  negations, money, words that announce personal data, and redacted ones.

The weights, and the numbers in the formulas, are estimates: no labelled set of what reviewers want to hear exists.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from dataclasses import dataclass
from functools import lru_cache
from statistics import fmean
from typing import TYPE_CHECKING, Final, Literal

from callscribe.polish.number_values import tells_number
from callscribe.transcript.render import is_redacted

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from callscribe.transcript.merge import Seam
    from callscribe.transcript.transcript import Transcript
    from callscribe.transcript.words import Word

Reason = Literal["low_confidence", "seam", "hallucination", "redaction_doubt"]

UNSURE_WEIGHT: Final = 0.5
LENGTH_WEIGHT: Final = 0.2
IMPORTANCE_WEIGHT: Final = 0.3

MOSTLY_LONG: Final = 3.0
"""Words of a span that is half as long as one can be."""

NEAR_WORDS: Final = 2
"""Important words this near to a span say what it is about: "account number" before what was not understood."""

DOUBTFUL_SCORE: Final = 0.6
"""Redactions below it are doubtful: rules that go by a number's form alone, without a word that announces it, score 0.3
to 0.55."""

SEAM_DOUBT: Final = 0.3
HALLUCINATION_DOUBT: Final = 0.8

JOINED_WORDS: Final = 3
JOINED_S: Final = 1.0
"""Stretches with fewer words and no more seconds between are one: nobody wants to start the player again for that."""

LEAST_S: Final = 1.0
"""Shorter spans are widened to it, or a seam without an overlap would leave nothing to listen to."""

IMPORTANT: Final = frozenset(
    "no not never none nothing nobody cannot without neither nor cancel cancelled canceled refuse refused"
    " dollar dollars cent cents pound pounds euro euros percent price cost costs charge charged fee fees refund paid"
    " pay owe card account number code pin password passcode address email phone birth name policy order reference"
    " security social postcode zip".split()
)
"""English; in other languages digits and redacted words count, and what is spelled the same."""

_AROUND: Final = " \t\"'“”‘’.,?!;:…()[]<>*"


@dataclass(frozen=True, slots=True)
class ReviewSpan:
    """A stretch of a channel that is worth a human's ear. It holds no text.

    Attributes:
        channel: 0-based channel of the recording.
        start_s: Where it begins, in seconds from the recording's first sample.
        end_s: Where it ends.
        reason: `low_confidence`: the engine was not sure. `seam`: chunks were joined doubtfully. `hallucination`: the
            words may never have been said. `redaction_doubt`: what was redacted may be no personal data.
        confidence: Mean of the words' confidence, 0 to 1, or of a redaction its score; None where there is none.
        priority: 0 to 1, how urgent it is.
    """

    channel: int
    start_s: float
    end_s: float
    reason: Reason
    confidence: float | None
    priority: float


@dataclass(frozen=True, slots=True)
class _Finding:
    channel: int
    start_s: float
    end_s: float
    reason: Reason
    doubt: float
    places: frozenset[int]  # in the channel's words by time
    score: float | None = None


def find_review_spans(transcript: Transcript, *, low_confidence: float) -> tuple[ReviewSpan, ...]:
    """Find what is worth a human's ear.

    Args:
        transcript: Assembled, and redacted where redactions shall be looked at.
        low_confidence: Words that are less sure than this, 0 to 1, are in doubt, if those beside them do not outweigh
            it.

    Returns:
        The spans by priority, the highest first. No two of one channel and reason overlap; of different reasons they
        may.
    """
    words = transcript.words
    by_channel: dict[int, list[int]] = defaultdict(list)
    for index in sorted(range(len(words)), key=lambda index: (words[index].start_s, index)):
        by_channel[words[index].channel].append(index)
    places = {index: place for indices in by_channel.values() for place, index in enumerate(indices)}
    said = {channel: [words[index] for index in indices] for channel, indices in by_channel.items()}
    found = [
        *_low(words, places, low_confidence),
        *_joins(transcript.seams, said),
        *_made_up(transcript, places),
        *_doubtful_redactions(transcript, places),
    ]
    important = {channel: _counts(map(_is_important, spoken)) for channel, spoken in said.items()}
    spans = [_span(finding, said, important, low_confidence) for finding in _without_overlap(found)]
    return tuple(sorted(spans, key=lambda span: (-span.priority, span.channel, span.start_s, span.end_s, span.reason)))


def _span(
    finding: _Finding, said: Mapping[int, Sequence[Word]], important: Mapping[int, Sequence[int]], low_confidence: float
) -> ReviewSpan:
    spoken = said.get(finding.channel, ())
    confidences = [spoken[place].confidence for place in sorted(finding.places)]
    sure = [confidence for confidence in confidences if confidence is not None]
    confidence = finding.score if finding.score is not None else fmean(sure) if sure else None
    doubt = finding.doubt
    if finding.reason == "low_confidence" and confidence is not None:
        doubt = 1 - confidence / low_confidence
    count = len(finding.places)
    telling = 0
    if count:
        last = min(len(spoken), max(finding.places) + NEAR_WORDS + 1)
        telling = (
            important[finding.channel][last] - important[finding.channel][max(0, min(finding.places) - NEAR_WORDS)]
        )
    priority = (
        UNSURE_WEIGHT * min(max(doubt, 0.0), 1.0)
        + LENGTH_WEIGHT * count / (count + MOSTLY_LONG)
        + IMPORTANCE_WEIGHT * (1 - 0.5**telling)
    )
    return ReviewSpan(finding.channel, finding.start_s, finding.end_s, finding.reason, confidence, min(priority, 1.0))


# --- Findings -----------------------------------------------------------------------------------------------------


def _low(words: Sequence[Word], places: Mapping[int, int], low_confidence: float) -> Iterator[_Finding]:
    """Stretches of a voice in which the engine was not sure."""
    voices: dict[tuple[int, str | None], list[int]] = defaultdict(list)
    for index, word in enumerate(words):
        if word.confidence is not None:
            voices[word.channel, word.speaker].append(index)
    for (channel, _), indices in voices.items():
        confidences = [words[index].confidence or 0.0 for index in indices]
        stretch: list[int] = []
        for at, confidence in enumerate(confidences):
            # the mean of the word and those beside it: one "uh" among clear words is no reason to listen
            if confidence >= low_confidence or fmean(confidences[max(0, at - 1) : at + 2]) >= low_confidence:
                continue
            apart = bool(stretch) and (
                at - stretch[-1] > JOINED_WORDS
                or words[indices[at]].start_s - words[indices[stretch[-1]]].end_s > JOINED_S
            )
            if apart:
                yield _of_words("low_confidence", channel, words, _between(indices, stretch), places)
                stretch = []
            stretch.append(at)
        if stretch:
            yield _of_words("low_confidence", channel, words, _between(indices, stretch), places)


def _between(indices: Sequence[int], stretch: Sequence[int]) -> Sequence[int]:
    return indices[stretch[0] : stretch[-1] + 1]


def _joins(seams: Iterable[Seam], said: Mapping[int, Sequence[Word]]) -> Iterator[_Finding]:
    starts = {channel: [word.start_s for word in spoken] for channel, spoken in said.items()}
    for seam in seams:
        if seam.flagged:
            of_channel = starts.get(seam.channel, [])
            inside = range(bisect_left(of_channel, seam.start_s), bisect_left(of_channel, seam.end_s))
            compared = seam.matched_words + seam.disagreeing_words
            doubt = max(SEAM_DOUBT, seam.disagreeing_words / compared) if compared else SEAM_DOUBT
            start_s, end_s = _widened(seam.start_s, seam.end_s)
            yield _Finding(seam.channel, start_s, end_s, "seam", doubt, frozenset(inside))


def _made_up(transcript: Transcript, places: Mapping[int, int]) -> Iterator[_Finding]:
    words = transcript.words
    for span in transcript.hallucinations:
        indices = [i for i in range(span.first_word, span.last_word + 1) if words[i].channel == span.channel]
        yield _of_words("hallucination", span.channel, words, indices, places, HALLUCINATION_DOUBT)


def _doubtful_redactions(transcript: Transcript, places: Mapping[int, int]) -> Iterator[_Finding]:
    words = transcript.words
    for span in transcript.redactions:
        if span.score < DOUBTFUL_SCORE:
            channel = words[span.first_word].channel
            indices = [i for i in range(span.first_word, span.last_word + 1) if words[i].channel == channel]
            yield _of_words("redaction_doubt", channel, words, indices, places, 1 - span.score, span.score)


def _of_words(
    reason: Reason,
    channel: int,
    words: Sequence[Word],
    indices: Sequence[int],
    places: Mapping[int, int],
    doubt: float = 0.0,
    score: float | None = None,
) -> _Finding:
    start_s, end_s = _widened(min(words[i].start_s for i in indices), max(words[i].end_s for i in indices))
    return _Finding(channel, start_s, end_s, reason, doubt, frozenset(places[i] for i in indices), score)


def _widened(start_s: float, end_s: float) -> tuple[float, float]:
    lacks_s = max(0.0, LEAST_S - (end_s - start_s))
    return max(0.0, start_s - lacks_s / 2), end_s + lacks_s / 2


def _without_overlap(findings: Iterable[_Finding]) -> list[_Finding]:
    """Findings of one channel and reason that overlap, in one, as doubtful as the most doubtful of them."""
    joined: list[_Finding] = []
    for finding in sorted(findings, key=lambda each: (each.reason, each.channel, each.start_s, each.end_s)):
        before = joined[-1] if joined else finding
        same = (before.reason, before.channel) == (finding.reason, finding.channel)
        if joined and same and finding.start_s < before.end_s:
            scores = [score for score in (before.score, finding.score) if score is not None]
            joined[-1] = _Finding(
                before.channel,
                before.start_s,
                max(before.end_s, finding.end_s),
                before.reason,
                max(before.doubt, finding.doubt),
                before.places | finding.places,
                min(scores, default=None),
            )
        else:
            joined.append(finding)
    return joined


# --- Importance ---------------------------------------------------------------------------------------------------


def _counts(flags: Iterable[bool]) -> list[int]:
    """How many are true before each place, and before the end."""
    counts = [0]
    for flag in flags:
        counts.append(counts[-1] + flag)
    return counts


def _is_important(word: Word) -> bool:
    return is_redacted(word) or _tells(word.word)


@lru_cache(maxsize=65536)
def _tells(word: str) -> bool:
    text = word.strip(_AROUND).casefold().replace("’", "'")
    return text in IMPORTANT or text.endswith("n't") or tells_number(word) or any(map(str.isdecimal, text))
