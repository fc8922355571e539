"""Who spoke when, compared in time: the diarization error rate.

By the conventions of NIST's md-eval: missed speech, false alarms and confused speakers over the time that speakers of
the reference speak, overlapped speech counted once for each, with nothing scored near the reference's boundaries.
pyannote.metrics computes the same, but brings pandas and scikit-learn: a hundred lines of intervals do without, and
are tested against it.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

COLLAR_S: Final = 0.25
"""Not scored on each side of a boundary of the reference, as in NIST's RT evaluations: people do not agree on
boundaries to the tenth of a second. (pyannote.metrics calls the whole width of 0.5 s its collar.)"""

Interval = tuple[float, float]


class Speech(NamedTuple):
    """A stretch in which somebody speaks."""

    speaker: str
    start_s: float
    end_s: float


@dataclass(frozen=True, slots=True)
class DiarizationErrors:
    """Seconds of error; those of calls can be added.

    Attributes:
        speech_s: What the reference's speakers speak, within what is scored; two at once count twice.
        missed_s: Speech that no recognised speaker covers.
        false_alarm_s: Recognised speech beyond the reference's.
        confused_s: Speech given to another speaker.
    """

    speech_s: float = 0.0
    missed_s: float = 0.0
    false_alarm_s: float = 0.0
    confused_s: float = 0.0

    def __add__(self, other: DiarizationErrors) -> DiarizationErrors:
        return DiarizationErrors(
            self.speech_s + other.speech_s,
            self.missed_s + other.missed_s,
            self.false_alarm_s + other.false_alarm_s,
            self.confused_s + other.confused_s,
        )

    @property
    def der(self) -> float | None:
        """Errors over speech, which may exceed 1; None where no speech is scored."""
        return (self.missed_s + self.false_alarm_s + self.confused_s) / self.speech_s if self.speech_s else None


def count_diarization_errors(
    said: Sequence[Speech],
    heard: Sequence[Speech],
    *,
    collar_s: float = COLLAR_S,
    not_scored: Iterable[Interval] = (),
) -> DiarizationErrors:
    """Compare who spoke when.

    Args:
        said: The reference.
        heard: As recognised; its labels need not be the reference's, the best mapping is found.
        collar_s: Seconds on each side of the reference's boundaries that are not scored.
        not_scored: Further stretches to leave out.
    """
    ours, theirs = _united(said), _united(heard)
    collars = [(at_s - collar_s, at_s + collar_s) for spans in ours.values() for span in spans for at_s in span]
    moments = list(_moments(ours, theirs, [*collars, *not_scored]))
    together_s: dict[tuple[str, str], float] = defaultdict(float)
    for length_s, speaking, recognised in moments:
        for one in speaking:
            for other in recognised:
                together_s[one, other] += length_s
    mapped = _best_mapping(together_s)
    speech_s = missed_s = false_alarm_s = confused_s = 0.0
    for length_s, speaking, recognised in moments:
        right = sum(mapped.get(one) in recognised for one in speaking)
        speech_s += length_s * len(speaking)
        missed_s += length_s * max(len(speaking) - len(recognised), 0)
        false_alarm_s += length_s * max(len(recognised) - len(speaking), 0)
        confused_s += length_s * (min(len(speaking), len(recognised)) - right)
    return DiarizationErrors(speech_s, missed_s, false_alarm_s, confused_s)


def _united(speech: Iterable[Speech]) -> dict[str, list[Interval]]:
    """Each speaker's stretches in order, those that touch or overlap as one."""
    spans: dict[str, list[Interval]] = defaultdict(list)
    for speaker, start_s, end_s in sorted(speech, key=lambda stretch: stretch.start_s):
        own = spans[speaker]
        if own and start_s <= own[-1][1]:
            own[-1] = own[-1][0], max(own[-1][1], end_s)
        elif end_s > start_s:
            own.append((start_s, end_s))
    return spans


def _moments(
    ours: dict[str, list[Interval]], theirs: dict[str, list[Interval]], not_scored: list[Interval]
) -> Iterator[tuple[float, frozenset[str], frozenset[str]]]:
    """Scored stretches in which nobody begins or ends: how long, who speaks, and who is recognised."""
    changes: list[tuple[float, int, str, int]] = []  # when, which side (2: not scored), who, begins or ends
    sides = [(0, *own) for own in ours.items()] + [(1, *own) for own in theirs.items()] + [(2, "", not_scored)]
    for side, speaker, spans in sides:
        for start_s, end_s in spans:
            changes += [(start_s, side, speaker, 1), (end_s, side, speaker, -1)]
    changes.sort(key=lambda change: change[0])
    active: tuple[set[str], set[str]] = set(), set()
    left_out = 0
    for change, after in pairwise(changes):
        at_s, side, speaker, step = change
        if side == 2:
            left_out += step
        elif step > 0:
            active[side].add(speaker)
        else:
            active[side].discard(speaker)
        length_s = after[0] - at_s
        if length_s > 0 and not left_out and (active[0] or active[1]):
            yield length_s, frozenset(active[0]), frozenset(active[1])


def _best_mapping(together_s: Mapping[tuple[str, str], float]) -> dict[str, str]:
    """The recognised speaker of each real one, by the longest time that they speak together."""
    from scipy.optimize import linear_sum_assignment  # here: it takes a while, and not every call has speakers

    ours, theirs = (sorted({pair[side] for pair in together_s}) for side in (0, 1))
    if not ours:
        return {}
    shared_s = [[together_s.get((one, other), 0.0) for other in theirs] for one in ours]
    rows, columns = linear_sum_assignment(shared_s, maximize=True)
    return {ours[row]: theirs[column] for row, column in zip(rows, columns, strict=True)}
