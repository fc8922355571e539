"""Confidence against how often it is right."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from callscribe.metrics.calibration import Reliability, calibrate

JUDGED = st.lists(st.tuples(st.floats(0, 1), st.booleans()), min_size=1)


def test_without_confidences_nothing_is_known() -> None:
    assert calibrate([]) is None


def test_confidence_that_keeps_its_word_has_no_error() -> None:
    found = calibrate([(0.75, True)] * 3 + [(0.75, False)] + [(1.0, True)] * 5)
    assert found is not None
    assert found.expected_calibration_error == pytest.approx(0.0)


def test_the_error_weighs_each_tenth_by_its_words() -> None:
    found = calibrate([(0.9, True), (0.9, False), (0.9, False), (0.2, True)])
    assert found is not None
    assert found.expected_calibration_error == pytest.approx(3 / 4 * (0.9 - 1 / 3) + 1 / 4 * 0.8)


def test_a_tenth_tells_its_words_their_confidence_and_how_many_are_right() -> None:
    found = calibrate([(0.30, True), (0.39, False), (0.4, True)])
    assert found is not None
    assert found.deciles[3] == Reliability(0.3, 0.4, 2, pytest.approx(0.345), 0.5)  # type: ignore[arg-type]
    assert found.deciles[0] == Reliability(0.0, 0.1, 0, None, None)


def test_full_confidence_belongs_to_the_last_tenth() -> None:
    found = calibrate([(1.0, True)])
    assert found is not None
    assert found.deciles[9].words == 1


@given(JUDGED)
def test_every_word_is_in_its_tenth(judged: list[tuple[float, bool]]) -> None:
    found = calibrate(judged)
    assert found is not None
    assert sum(decile.words for decile in found.deciles) == found.words == len(judged)
    assert 0 <= found.expected_calibration_error <= 1 + 1e-9
    for decile in found.deciles:
        if decile.mean_confidence is not None:
            assert decile.from_confidence - 1e-9 <= decile.mean_confidence <= decile.to_confidence + 1e-9
