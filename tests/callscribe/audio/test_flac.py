from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
import soundfile
from hypothesis import given
from hypothesis import strategies as st

from callscribe.audio import flac
from callscribe.audio.flac import as_flac, read_samples, samples_hash, treated, write_chunk
from callscribe.audio.plan import ChunkSpan, Span
from voices import voiced

if TYPE_CHECKING:
    from pathlib import Path

SAMPLES = 5000


@pytest.fixture
def stream(tmp_path: Path) -> Path:
    """Samples that are all different."""
    (tmp_path / "0.s16").write_bytes(np.arange(SAMPLES, dtype="<i2").tobytes())
    return tmp_path / "0.s16"


def written(stream: Path, *pieces: tuple[int, int]) -> Any:
    target = stream.parent / "chunk.flac"
    write_chunk(stream, ChunkSpan(tuple(Span(*piece) for piece in pieces)), target)
    return read_samples(target.read_bytes())


@given(st.lists(st.integers(0, SAMPLES), min_size=2, max_size=8, unique=True).map(sorted))
def test_a_chunk_holds_exactly_the_samples_of_its_pieces(
    tmp_path_factory: pytest.TempPathFactory, places: list[int]
) -> None:
    path = tmp_path_factory.getbasetemp() / "pieces.s16"
    path.write_bytes(np.arange(SAMPLES, dtype="<i2").tobytes())
    pieces = list(zip(places[::2], places[1::2], strict=False))
    expected = np.concatenate([np.arange(start, end) for start, end in pieces])
    assert np.array_equal(written(path, *pieces), expected)


def test_a_chunk_longer_than_what_is_read_at_once_is_whole(stream: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(flac, "_BLOCK_SAMPLES", 64)
    assert np.array_equal(written(stream, (10, 4990)), np.arange(10, 4990))


def test_a_chunk_is_a_flac_file_of_16_khz_mono_16_bit(stream: Path) -> None:
    written(stream, (0, SAMPLES))
    form = soundfile.info(stream.parent / "chunk.flac")
    assert (form.format, form.subtype, form.samplerate, form.channels) == ("FLAC", "PCM_16", 16_000, 1)


def test_a_chunk_is_known_by_the_hash_of_its_samples(stream: Path) -> None:
    found = write_chunk(stream, ChunkSpan((Span(0, 100), Span(200, 300))), stream.parent / "chunk.flac")
    samples = np.concatenate([np.arange(100), np.arange(200, 300)]).astype("<i2")
    assert found == hashlib.md5(samples.tobytes()).hexdigest()


def test_a_treatment_changes_the_samples_and_their_hash() -> None:
    sound = voiced(1.0)
    after, known_by = treated(as_flac(sound), lambda pcm: (-np.frombuffer(pcm, "<i2")).tobytes())
    assert (read_samples(after).tobytes(), known_by) == ((-sound).tobytes(), hashlib.md5(-sound).hexdigest())


def test_a_treatment_that_changes_nothing_leaves_the_hash() -> None:
    chunk = as_flac(voiced(1.0))
    assert treated(chunk, lambda pcm: pcm)[1] == samples_hash(chunk)


def test_a_chunk_beyond_the_streams_end_is_an_error(stream: Path) -> None:
    with pytest.raises(EOFError, match="ends 100 samples before its chunk"):
        written(stream, (0, SAMPLES + 100))


@pytest.mark.parametrize("samples", [1, 15, 16, 4096, 4097])
def test_samples_of_any_number_survive_the_way_there_and_back(samples: int) -> None:
    sound = np.random.default_rng(0).integers(-32_768, 32_768, samples).astype(np.int16)
    assert np.array_equal(read_samples(as_flac(sound)), sound)


def test_the_same_samples_are_always_the_same_bytes() -> None:
    assert as_flac(voiced(1.0)) == as_flac(voiced(1.0))


def test_speech_takes_three_quarters_of_the_room_at_most() -> None:
    speech = voiced(10.0)
    assert len(as_flac(speech)) < 0.75 * speech.nbytes


def test_noise_at_full_scale_takes_one_per_cent_more_than_its_samples_at_most() -> None:
    noise = np.random.default_rng(0).integers(-32_768, 32_768, 160_000).astype(np.int16)
    assert len(as_flac(noise)) < 1.01 * noise.nbytes + 16_384
