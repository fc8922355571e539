from __future__ import annotations

import io
import itertools
import tempfile
import wave
from itertools import pairwise
from pathlib import Path
from textwrap import dedent
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from callscribe.audio.chunks import ChunkSpan, as_wav, load_preprocess, plan_chunks, read_chunk
from callscribe.audio.decode import SAMPLE_RATE_HZ
from callscribe.errors import SettingsError

if TYPE_CHECKING:
    from collections.abc import Callable

SAMPLES = st.integers(1, 6 * 3600 * SAMPLE_RATE_HZ)
# as settings allow them
LENGTHS = st.floats(5, 600).flatmap(lambda chunk_s: st.tuples(st.just(chunk_s), st.floats(0, min(10, chunk_s / 2))))
_names = itertools.count()


def plan(samples: int, lengths: tuple[float, float]) -> list[ChunkSpan]:
    return plan_chunks(samples, chunk_s=lengths[0], overlap_s=lengths[1])


@pytest.fixture
def treatment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], str]:
    """A user's module on the path; returns the dotted path of its function `treat`."""
    monkeypatch.syspath_prepend(tmp_path)

    def write(code: str) -> str:
        name = f"users_own_{next(_names)}"
        (tmp_path / f"{name}.py").write_text(dedent(code))
        return f"{name}.treat"

    return write


@given(SAMPLES, LENGTHS)
def test_chunks_cover_a_recording_from_its_first_sample_to_its_last(samples: int, lengths: tuple[float, float]) -> None:
    spans = plan(samples, lengths)
    assert (spans[0].start, spans[-1].end) == (0, samples)
    assert all(after.start <= before.end for before, after in pairwise(spans))


@given(SAMPLES, LENGTHS)
def test_neighbours_share_as_much_as_was_asked(samples: int, lengths: tuple[float, float]) -> None:
    shared = {before.end - after.start for before, after in pairwise(plan(samples, lengths))}
    assert shared <= {round(lengths[1] * SAMPLE_RATE_HZ)}


@given(SAMPLES, LENGTHS)
def test_every_chunk_holds_something_that_no_chunk_before_it_has(samples: int, lengths: tuple[float, float]) -> None:
    assert all(after.end > before.end for before, after in pairwise(plan(samples, lengths)))


@given(SAMPLES, LENGTHS)
def test_every_chunk_but_the_last_is_as_long_as_was_asked(samples: int, lengths: tuple[float, float]) -> None:
    *before, last = [span.end - span.start for span in plan(samples, lengths)]
    length = round(lengths[0] * SAMPLE_RATE_HZ)
    assert set(before) <= {length}
    assert 0 < last <= length


def test_a_recording_as_long_as_a_chunk_is_one_chunk() -> None:
    assert plan(60 * SAMPLE_RATE_HZ, (60.0, 2.0)) == [ChunkSpan(0, 60 * SAMPLE_RATE_HZ)]


def test_a_recording_one_sample_longer_is_two() -> None:
    assert [span.start for span in plan(60 * SAMPLE_RATE_HZ + 1, (60.0, 2.0))] == [0, 58 * SAMPLE_RATE_HZ]


@given(st.integers(0, 999), st.integers(1, 1000))
def test_a_chunk_holds_exactly_the_samples_of_its_span(start: int, length: int) -> None:
    end = min(start + length, 1000)
    samples = np.arange(1000, dtype="<i2")
    with tempfile.NamedTemporaryFile() as stream:
        stream.write(samples.tobytes())
        stream.flush()
        chunk = read_chunk(Path(stream.name), ChunkSpan(start, end))
    assert np.array_equal(np.frombuffer(chunk, "<i2"), samples[start:end])


def test_a_chunk_is_sent_as_a_wav_file_of_16_khz_mono_16_bit(sounds: Any) -> None:
    pcm = sounds.speech(0.5).tobytes()
    with wave.open(io.BytesIO(as_wav(pcm))) as file:
        form = (file.getframerate(), file.getnchannels(), file.getsampwidth())
        assert (form, file.readframes(file.getnframes())) == ((16_000, 1, 2), pcm)


def test_the_same_samples_are_always_the_same_bytes(sounds: Any) -> None:
    pcm = sounds.speech(0.5).tobytes()
    assert as_wav(pcm) == as_wav(pcm)


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
