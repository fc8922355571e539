"""Who spoke when, against pyannote.metrics."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from callscribe.metrics.diarization_errors import DiarizationErrors, Speech, count_diarization_errors

SAID = [Speech("agent", 0.0, 10.0), Speech("customer", 10.0, 20.0)]


def rate(said: list[Speech], heard: list[Speech], **options: Any) -> float | None:
    return count_diarization_errors(said, heard, **{"collar_s": 0.0} | options).der


def test_what_the_speakers_are_called_does_not_matter() -> None:
    assert rate(SAID, [Speech("1", 0.0, 10.0), Speech("0", 10.0, 20.0)]) == 0.0


def test_speech_that_nobody_covers_is_missed() -> None:
    assert count_diarization_errors(SAID, [Speech("0", 2.0, 10.0)], collar_s=0) == DiarizationErrors(20, 12, 0, 0)


def test_speech_where_nobody_speaks_is_a_false_alarm() -> None:
    heard = [Speech("0", 0.0, 10.0), Speech("1", 10.0, 24.0)]
    assert count_diarization_errors(SAID, heard, collar_s=0) == DiarizationErrors(20, 0, 4, 0)


def test_speech_given_to_the_other_speaker_is_confused() -> None:
    heard = [Speech("0", 0.0, 13.0), Speech("1", 13.0, 20.0)]
    assert count_diarization_errors(SAID, heard, collar_s=0) == DiarizationErrors(20, 0, 0, 3)


def test_one_speaker_for_two_is_right_for_the_longer_one() -> None:
    assert rate([Speech("agent", 0, 15), Speech("customer", 15, 20)], [Speech("0", 0, 20)]) == pytest.approx(0.25)


def test_overlapped_speech_counts_for_each_speaker() -> None:
    said = [Speech("agent", 0.0, 10.0), Speech("customer", 5.0, 10.0)]
    assert count_diarization_errors(said, [Speech("0", 0.0, 10.0)], collar_s=0) == DiarizationErrors(15, 5, 0, 0)


def test_a_boundary_that_is_off_by_less_than_the_collar_is_no_error() -> None:
    heard = [Speech("0", 0.2, 9.8), Speech("1", 9.8, 20.2)]
    assert rate(SAID, heard, collar_s=0.25) == 0.0
    assert rate(SAID, heard) == pytest.approx(0.6 / 20)


def test_the_collar_lies_on_each_side_of_a_boundary() -> None:
    assert count_diarization_errors(SAID, [], collar_s=0.25).speech_s == pytest.approx(20 - 4 * 0.25)


def test_stretches_that_are_not_scored_count_on_neither_side() -> None:
    found = count_diarization_errors(SAID, [Speech("0", 0, 25)], collar_s=0, not_scored=[(8, 12), (20, 30)])
    assert found == DiarizationErrors(speech_s=16, confused_s=8)


def test_what_one_speaker_says_twice_at_once_counts_once() -> None:
    said = [Speech("agent", 0, 6), Speech("agent", 4, 10), Speech("agent", 5, 7)]
    assert count_diarization_errors(said, [], collar_s=0).speech_s == 10


@pytest.mark.parametrize("said", [[], [Speech("agent", 3.0, 3.0)], [Speech("agent", 3.0, 3.4)]])
def test_where_no_speech_is_scored_there_is_no_rate(said: list[Speech]) -> None:
    assert rate(said, [Speech("0", 0.0, 1.0)], collar_s=0.25) is None


@st.composite
def speech(draw: st.DrawFn) -> list[Speech]:
    """Up to four speakers, none of whom begins where they end; tenths of seconds."""
    spoken = []
    for speaker in range(draw(st.integers(0, 4))):
        at = 0
        for _ in range(draw(st.integers(0, 5))):
            start = at + draw(st.integers(1, 40))
            at = start + draw(st.integers(1, 40))
            spoken.append(Speech(f"s{speaker}", start / 10, at / 10))
    return spoken


@settings(deadline=None, max_examples=200)
@given(speech(), speech(), st.sampled_from([0.0, 0.25, 1.0]))
def test_the_figures_are_those_of_pyannote_metrics(said: list[Speech], heard: list[Speech], collar_s: float) -> None:
    from pyannote.core import Annotation, Segment, Timeline
    from pyannote.metrics.diarization import DiarizationErrorRate

    sides = []
    for spoken in (said, heard):
        annotation = Annotation()
        for number, stretch in enumerate(spoken):
            annotation[Segment(stretch.start_s, stretch.end_s), number] = stretch.speaker
        sides.append(annotation)
    # its collar is the whole width
    theirs = DiarizationErrorRate(collar=2 * collar_s).compute_components(
        *sides, uem=Timeline([Segment(-10.0, 1000.0)])
    )
    ours = count_diarization_errors(said, heard, collar_s=collar_s)
    assert (ours.speech_s, ours.missed_s, ours.false_alarm_s, ours.confused_s) == pytest.approx(
        tuple(theirs[name] for name in ("total", "missed detection", "false alarm", "confusion")), abs=1e-6
    )
