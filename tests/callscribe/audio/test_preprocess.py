from __future__ import annotations

import itertools
from textwrap import dedent
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from callscribe.audio.preprocess import load_preprocess
from callscribe.errors import SettingsError

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

_names = itertools.count()


@pytest.fixture
def treatment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], str]:
    """A user's module on the path; returns the dotted path of its function `treat`."""
    monkeypatch.syspath_prepend(tmp_path)

    def write(code: str) -> str:
        name = f"users_own_{next(_names)}"
        (tmp_path / f"{name}.py").write_text(dedent(code))
        return f"{name}.treat"

    return write


def test_the_users_own_function_treats_a_chunk(treatment: Callable[[str], str], sounds: Any) -> None:
    treat = load_preprocess(treatment("def treat(segment): return segment.invert_phase()"))
    samples = sounds.speech(0.25)
    assert np.array_equal(np.frombuffer(treat(samples.tobytes()), "<i2"), -samples)


def test_the_users_own_function_gets_16_khz_mono_16_bit(treatment: Callable[[str], str], sounds: Any) -> None:
    treat = load_preprocess(
        treatment("""
            def treat(segment):
                assert (segment.frame_rate, segment.channels, segment.sample_width) == (16_000, 1, 2)
                return segment
        """)
    )
    pcm = sounds.speech(0.25).tobytes()
    assert treat(pcm) == pcm


def test_a_segment_of_another_form_is_brought_back(treatment: Callable[[str], str], sounds: Any) -> None:
    treat = load_preprocess(treatment("def treat(segment): return segment.set_channels(2).set_sample_width(4)"))
    pcm = sounds.speech(0.25).tobytes()
    assert treat(pcm) == pcm


@pytest.mark.parametrize("change", ["segment[:-10]", "segment + segment", "segment[:0]"])
def test_a_function_that_changes_the_length_is_refused(
    treatment: Callable[[str], str], sounds: Any, change: str
) -> None:
    treat = load_preprocess(treatment(f"def treat(segment): return {change}"))
    with pytest.raises(SettingsError, match="changed a chunk's length from 250 ms"):
        treat(sounds.speech(0.25).tobytes())


def test_a_function_that_returns_something_else_is_refused(treatment: Callable[[str], str], sounds: Any) -> None:
    treat = load_preprocess(treatment("def treat(segment): return None"))
    with pytest.raises(SettingsError, match="returned NoneType; expected AudioSegment"):
        treat(sounds.speech(0.25).tobytes())


@pytest.mark.parametrize("path", ["no_such_module.treat", "json.no_such_function", "treat", "", "json."])
def test_a_path_that_cannot_be_imported_is_refused_by_its_name(path: str) -> None:
    with pytest.raises(SettingsError, match="cannot be imported"):
        load_preprocess(path)


def test_a_path_of_something_that_cannot_be_called_is_refused() -> None:
    with pytest.raises(SettingsError, match="is not callable"):
        load_preprocess("json.__name__")
