"""Who speaks when, on one channel: one voice or two, told apart by pitch and spectrum.

1. Pieces: words without a pause between them. Each gets the median pitch and the mean spectral shape of its
   voiced frames.
2. The pieces fall into two groups (2-means). They count as two speakers when the groups' centres are at least
   TWO_VOICES_DISTANCE apart and each group has LEAST_VOICED_S of voice; else there is one speaker.
3. Each word goes to the nearer centre, with a price for every change of speaker that is low after a pause
   (Viterbi). So a change is found inside a piece too, and a single odd word does not break a turn.

Contract unknown: how Pulse does it, and how many speakers it tells apart; here it is two at most.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from pulse_local.voice import BANDS, HOP_S, VoiceFrames

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from callscribe.engines.pocketsphinx import RecognisedWord

PIECE_PAUSE_S = 0.25
# What one voice varies by from piece to piece, measured on flite's voices: half of the pieces of one voice are
# within 2.3 dB of each other in shape, of two voices within 4.5 dB. The pitch of people moves more than flite's.
PITCH_SPREAD_SEMITONES = 2.0
SHAPE_SPREAD_DB = 2.5
TWO_VOICES_DISTANCE = 1.7  # between centres, in spreads; one voice split in two stays below 1.45, two start at 1.95
LEAST_VOICED_S = 0.8  # in each group: less is one odd word rather than a second person
PIECE_VOICED_S = 0.3  # pieces with less voice vary too much to place the centres
WORD_SHAPE_SPREAD_DB = 5.0  # a word has few sounds: its spectrum says more of them than of the voice
WELL_VOICED_S = 0.15  # words with less voice than this count for less
CHANGE_AT_PAUSE = 1.0  # price of a change of speaker, as a negative log likelihood
CHANGE_WITHOUT_PAUSE = 6.0


@dataclass(frozen=True)
class SpeakerLabel:
    """Speaker of a word: counted from 0 in order of first appearance, with a confidence of 0 to 1."""

    speaker: int
    confidence: float


@dataclass(frozen=True)
class _Feature:
    pitch: float  # semitones
    shape: NDArray[np.float64]
    voiced_s: float


def label_speakers(words: Sequence[RecognisedWord], frames: VoiceFrames) -> list[SpeakerLabel]:
    """One label for each word.

    Args:
        words: In order of time.
        frames: Of the audio that the words were heard in.
    """
    centres = _two_centres([_feature(frames, piece[0].start_s, piece[-1].end_s) for piece in _pieces(words)])
    if centres is None:
        return [SpeakerLabel(0, 1.0)] * len(words)
    costs = np.array([_costs(_feature(frames, word.start_s, word.end_s), centres) for word in words])
    path = _cheapest_path(costs, [_price_of_change(before, word) for before, word in pairwise(words)])
    confidences = _confidences(costs, path)
    first = path[0]
    return [
        SpeakerLabel(0 if state == first else 1, round(confidence, 4))
        for state, confidence in zip(path, confidences, strict=True)
    ]


def _pieces(words: Sequence[RecognisedWord]) -> list[list[RecognisedWord]]:
    pieces: list[list[RecognisedWord]] = []
    for word in words:
        if pieces and word.start_s - pieces[-1][-1].end_s < PIECE_PAUSE_S:
            pieces[-1].append(word)
        else:
            pieces.append([word])
    return pieces


def _feature(frames: VoiceFrames, start_s: float, end_s: float) -> _Feature:
    span = slice(round(start_s / HOP_S), round(end_s / HOP_S))
    pitch_hz = frames.pitch_hz[span]
    voiced = ~np.isnan(pitch_hz)
    if not voiced.any():
        return _Feature(0.0, np.zeros(BANDS), 0.0)
    return _Feature(
        pitch=float(12.0 * np.log2(np.median(pitch_hz[voiced]))),
        shape=frames.shape_db[span][voiced].mean(axis=0),
        voiced_s=float(voiced.sum()) * HOP_S,
    )


def _two_centres(pieces: list[_Feature]) -> NDArray[np.float64] | None:
    """Centres of two voices, one row each, in units of PITCH_SPREAD and SHAPE_SPREAD; None where there is one voice."""
    pieces = [piece for piece in pieces if piece.voiced_s >= PIECE_VOICED_S]
    if len(pieces) < 2:
        return None
    points = np.array([_scaled(piece, SHAPE_SPREAD_DB) for piece in pieces])
    weights = np.array([piece.voiced_s for piece in pieces])
    by_pitch = points[:, 0] > np.average(points[:, 0], weights=weights)
    from_mean = _squared_distances(points, np.average(points, axis=0, weights=weights))
    from_odd_one = _squared_distances(points, points[np.argmax(from_mean)])
    from_its_opposite = _squared_distances(points, points[np.argmax(from_odd_one)])
    by_distance = from_odd_one < from_its_opposite
    splits = [split for start in (by_pitch, by_distance) if (split := _two_means(points, weights, start)) is not None]
    if not splits:
        return None
    centres, in_second = min(splits, key=lambda split: _scatter(points, weights, *split))
    distance = float(np.linalg.norm(centres[0] - centres[1]))
    least_voiced_s = min(weights[in_second].sum(), weights[~in_second].sum())
    return centres if distance >= TWO_VOICES_DISTANCE and least_voiced_s >= LEAST_VOICED_S else None


def _squared_distances(points: NDArray[np.float64], point: NDArray[np.float64]) -> NDArray[np.float64]:
    return np.asarray(np.square(points - point).sum(axis=1))


def _two_means(
    points: NDArray[np.float64], weights: NDArray[np.float64], in_second: NDArray[np.bool_]
) -> tuple[NDArray[np.float64], NDArray[np.bool_]] | None:
    centres = np.zeros((2, points.shape[1]))
    for _ in range(20):
        if in_second.all() or not in_second.any():
            return None
        centres = np.array(
            [np.average(points[group], axis=0, weights=weights[group]) for group in (~in_second, in_second)]
        )
        distances = np.square(points[:, None] - centres[None]).sum(axis=2)
        moved = distances[:, 1] < distances[:, 0]
        if (moved == in_second).all():
            break
        in_second = moved
    return centres, in_second


def _scatter(
    points: NDArray[np.float64],
    weights: NDArray[np.float64],
    centres: NDArray[np.float64],
    in_second: NDArray[np.bool_],
) -> float:
    return float((weights * np.square(points - centres[in_second.astype(int)]).sum(axis=1)).sum())


def _scaled(feature: _Feature, shape_spread_db: float) -> NDArray[np.float64]:
    """Pitch first, then the shape, scaled so that a distance of 1 is one spread in either."""
    return np.concatenate(
        ([feature.pitch / PITCH_SPREAD_SEMITONES], feature.shape / (shape_spread_db * np.sqrt(BANDS)))
    )


def _costs(word: _Feature, centres: NDArray[np.float64]) -> NDArray[np.float64]:
    """Negative log likelihood of the word under each voice."""
    in_word_spreads = np.array([1.0, *[SHAPE_SPREAD_DB / WORD_SHAPE_SPREAD_DB] * BANDS])
    squares = np.square(_scaled(word, WORD_SHAPE_SPREAD_DB) - centres * in_word_spreads).sum(axis=1)
    return np.asarray(squares / 2.0 * min(1.0, word.voiced_s / WELL_VOICED_S))


def _price_of_change(before: RecognisedWord, word: RecognisedWord) -> float:
    return CHANGE_AT_PAUSE if word.start_s - before.end_s >= PIECE_PAUSE_S else CHANGE_WITHOUT_PAUSE


def _cheapest_path(costs: NDArray[np.float64], prices: list[float]) -> list[int]:
    """Viterbi over two states."""
    total = costs[0].copy()
    came_from = []
    for cost, price in zip(costs[1:], prices, strict=True):
        changed = total[::-1] + price < total
        came_from.append(changed)
        total = np.where(changed, total[::-1] + price, total) + cost
    state = int(np.argmin(total))
    path = [state]
    for changed in reversed(came_from):
        state = 1 - state if changed[state] else state
        path.append(state)
    return path[::-1]


def _confidences(costs: NDArray[np.float64], path: list[int]) -> list[float]:
    """How much likelier the chosen voice is than the other one, over each turn as a whole."""
    states = np.array(path)
    turn = np.concatenate(([0], np.cumsum(states[1:] != states[:-1])))
    chosen = costs[np.arange(len(path)), states]
    other = costs[np.arange(len(path)), 1 - states]
    margin = np.bincount(turn, other - chosen) / np.bincount(turn)
    return [float(value) for value in (1.0 / (1.0 + np.exp(-margin)))[turn]]
