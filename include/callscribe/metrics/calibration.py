"""Whether a recogniser knows when it is wrong: its confidence against how often it is right.

Guo et al. 2017, "On Calibration of Modern Neural Networks": words in ten bins of equal width by their confidence;
the expected calibration error is the mean distance of confidence and share right, weighted by the words in each bin.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable

BINS: Final = 10


@dataclass(frozen=True, slots=True)
class Reliability:
    """Words of one tenth of the confidence scale.

    Attributes:
        from_confidence: Inclusive.
        to_confidence: Exclusive, but for 1.
        mean_confidence: None where there are no words.
        share_right: Of the words, 0 to 1; None where there are none.
    """

    from_confidence: float
    to_confidence: float
    words: int
    mean_confidence: float | None
    share_right: float | None


@dataclass(frozen=True, slots=True)
class Calibration:
    """How far confidence can be believed.

    Attributes:
        words: That have a confidence.
        expected_calibration_error: 0 to 1; 0 where a word of confidence 0.8 is right in 80 of 100 cases.
        deciles: Tenths of the scale, from 0 to 1.
    """

    words: int
    expected_calibration_error: float
    deciles: tuple[Reliability, ...]


def calibrate(judged: Iterable[tuple[float, bool]]) -> Calibration | None:
    """Measure how well confidence foretells what is right.

    Args:
        judged: Each word's confidence, 0 to 1, and whether it was right.

    Returns:
        None where no word has a confidence.
    """
    words, sure, right = [0] * BINS, [0.0] * BINS, [0] * BINS
    for confidence, is_right in judged:
        place = min(int(confidence * BINS), BINS - 1)
        words[place] += 1
        sure[place] += confidence
        right[place] += is_right
    if not any(words):
        return None
    return Calibration(
        words=sum(words),
        expected_calibration_error=sum(abs(sure[place] - right[place]) for place in range(BINS)) / sum(words),
        deciles=tuple(
            Reliability(
                from_confidence=place / BINS,
                to_confidence=(place + 1) / BINS,
                words=words[place],
                mean_confidence=sure[place] / words[place] if words[place] else None,
                share_right=right[place] / words[place] if words[place] else None,
            )
            for place in range(BINS)
        ),
    )
