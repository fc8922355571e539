"""Nothing is left of what was covered, and nothing else is touched."""

from __future__ import annotations

import math
import re
import struct
import subprocess
import sys
import wave
from textwrap import dedent
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from callscribe.audio.redacted import MutedSpan, write_redacted
from callscribe.errors import FailureReason, RecordingError
from redacting import (
    FADE_S,
    SECONDS,
    SPAN,
    TITLE,
    away_from,
    heard,
    level_db,
    make,
    noise,
    redact,
    within,
)

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def call(tmp_path: Path) -> Path:
    """A stereo WAV of 16 bits at 8 kHz."""
    return make(tmp_path / "call.wav", noise(SECONDS, 8000, 2), "pcm_s16le", 8000)


@pytest.fixture(scope="module")
def shared_call(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make(tmp_path_factory.mktemp("calls") / "call.wav", noise(SECONDS, 8000, 2), "pcm_s16le", 8000)


times_s = st.floats(0, SECONDS + 1) | st.sampled_from([0.0, 1.0, 1.0001, 2.0, SECONDS])
spans = st.builds(
    lambda start, length, channel: MutedSpan(start, start + length, channel),
    times_s,
    st.floats(0, 0.3) | st.sampled_from([0.0, 1e-9, 0.001, 1.0, 1e9]),
    st.sampled_from([None, 0, 1]),
)


@settings(max_examples=150, deadline=None)
@given(st.lists(spans, max_size=12), st.sampled_from(["silence", "beep"]))
def test_nothing_is_left_within_any_spans_and_nothing_changes_away_from_them(
    shared_call: Path, covered: list[MutedSpan], cover: Any
) -> None:
    target = shared_call.with_name("redacted.wav")
    before, after = (
        heard(path) for path in (shared_call, write_redacted(shared_call, "call", target, covered, cover=cover))
    )
    assert after.shape == before.shape
    at = np.arange(len(before)) / 8000
    for channel in (0, 1):
        inside, near = np.zeros(len(at), bool), np.zeros(len(at), bool)
        for span in covered:
            if span.channel in (None, channel) and span.start_s < span.end_s:
                inside |= (at >= span.start_s) & (at < span.end_s)
                near |= (at >= span.start_s - FADE_S) & (at <= span.end_s + FADE_S)
        sine = 3276.8 * np.sin(2 * np.pi * 1000 * at[inside]) if cover == "beep" else 0
        # whatever is heard within is a part of the beep, and silence is silence
        assert np.all(np.abs(after[inside, channel]) <= np.abs(sine) + (0.5 if cover == "beep" else 0))
        assert np.array_equal(after[~near, channel], before[~near, channel])


def test_a_span_of_one_channel_leaves_the_other_as_it_is(call: Path) -> None:
    before, after = heard(call), heard(redact(call, MutedSpan(0.7, 1.4, channel=1)))
    assert np.array_equal(after[:, 0], before[:, 0])
    assert not after[within(SPAN, 8000), 1].any()


def test_what_was_said_within_a_span_makes_no_difference_to_what_is_written(tmp_path: Path) -> None:
    for name, (codec, rate_hz) in {"call.wav": ("pcm_s16le", 8000), "call.flac": ("flac", 16_000)}.items():
        one = noise(SECONDS, rate_hz)
        other = one.copy()
        other[within(SPAN, rate_hz)] = one[within(SPAN, rate_hz)][::-1]
        written = []
        for number, samples in enumerate((one, other)):
            (tmp_path / str(number)).mkdir(exist_ok=True)
            written.append(redact(make(tmp_path / str(number) / name, samples, codec, rate_hz)).read_bytes())
        assert written[0] == written[1]


@pytest.mark.parametrize(
    ("name", "codec", "rate_hz"),
    [
        ("call.wav", "pcm_mulaw", 8000),
        ("call.mp3", "libmp3lame", 16_000),
        ("call.m4a", "aac", 16_000),
        ("call.ogg", "libopus", 48_000),
        ("call.webm", "libopus", 48_000),
        ("call.flac", "flac", 16_000),
        ("call.wma", "wmav2", 44_100),
    ],
)
class TestWrittenFiles:
    def test_the_same_recording_and_spans_give_the_same_bytes(
        self, tmp_path: Path, name: str, codec: str, rate_hz: int
    ) -> None:
        path = make(tmp_path / name, noise(1.5, rate_hz), codec, rate_hz, bit_rate=64_000)
        assert redact(path).read_bytes() == redact(path).read_bytes()

    def test_tags_are_not_copied(self, tmp_path: Path, name: str, codec: str, rate_hz: int) -> None:
        tags = {"title": TITLE, "comment": TITLE, "artist": TITLE}
        path = make(tmp_path / name, noise(1.5, rate_hz), codec, rate_hz, bit_rate=64_000, tags=tags)
        assert any(TITLE.encode(encoding) in path.read_bytes() for encoding in ("utf-8", "utf-16-le"))
        content = redact(path).read_bytes()
        assert not any(TITLE.encode(encoding) in content for encoding in ("utf-8", "utf-16-le"))


def test_a_beep_is_one_khz_at_minus_20_dbfs_unbroken_from_block_to_block(tmp_path: Path) -> None:
    path = make(tmp_path / "call.flac", noise(SECONDS, 11_025), "flac", 11_025)
    after = heard(redact(path, MutedSpan(0.25, 2.25), cover="beep"))
    at = np.arange(len(after)) / 11_025
    middle = (at > 0.25 + FADE_S) & (at < 2.25 - FADE_S)
    assert np.all(np.abs(after[middle, 0] - 3276.8 * np.sin(2 * np.pi * 1000 * at[middle])) <= 0.51)


@pytest.mark.parametrize(
    ("name", "codec", "bit_rate", "quieter_db"),
    [
        ("call.mp3", "libmp3lame", 32_000, 0),
        ("call.m4a", "aac", 32_000, 0),
        ("call.amr", "libopencore_amrnb", 12_200, 9),  # made for voices, and not for lasting tones
    ],
)
def test_a_beep_is_heard_as_one_khz_in_lossy_recordings(
    tmp_path: Path, name: str, codec: str, bit_rate: int, quieter_db: float
) -> None:
    path = make(tmp_path / name, noise(SECONDS, 8000), codec, 8000, bit_rate=bit_rate)
    beep = heard(redact(path, MutedSpan(0.7, 2.0), cover="beep"))[6400:14_400, 0].astype(float)
    assert np.argmax(np.abs(np.fft.rfft(beep * np.hanning(8000)))) == 1000
    assert 20 * math.log10(np.sqrt(2 * np.mean(beep**2))) == pytest.approx(-20 - quieter_db, abs=2)


@pytest.mark.parametrize("cover", ["silence", "beep"])
def test_a_span_begins_and_ends_without_a_click(tmp_path: Path, cover: Any) -> None:
    path = make(tmp_path / "call.wav", np.full((16_000, 1), 10_000, np.int16), "pcm_s16le", 8000)
    after = heard(redact(path, MutedSpan(0.5, 1.5), cover=cover))[:, 0].astype(int)
    if cover == "silence":
        assert np.array_equal(after, after[::-1])
    around = np.r_[3800:4001, 11_999:12_200]
    assert np.abs(np.diff(after))[around].max() < 300


def test_a_short_beep_stays_within_its_span(tmp_path: Path) -> None:
    path = make(tmp_path / "call.wav", np.zeros((8000, 1), np.int16), "pcm_s16le", 8000)
    after = heard(redact(path, MutedSpan(0.5, 0.51), cover="beep"))[:, 0]
    assert (after[4000:4080].any(), after[:4000].any(), after[4080:].any()) == (True, False, False)


def test_what_is_no_number_does_not_outlast_its_span(tmp_path: Path) -> None:
    samples = noise(SECONDS, 16_000, 1, np.float32)
    samples[16_000] = np.nan
    samples[16_001] = np.inf
    after = heard(redact(make(tmp_path / "call.wav", samples, "pcm_f32le", 16_000)))
    assert not after[within(SPAN, 16_000)].any()


def test_a_span_within_one_sample_covers_it(tmp_path: Path) -> None:
    path = make(tmp_path / "call.wav", np.full((8000, 1), 10_000, np.int16), "pcm_s16le", 8000)
    after = heard(redact(path, MutedSpan(4000.4 / 8000, 4000.6 / 8000)))
    assert np.flatnonzero(after[:, 0] == 0).tolist() == [4000]


def test_without_spans_every_sample_is_as_it_was(call: Path, tmp_path: Path) -> None:
    assert np.array_equal(heard(write_redacted(call, "call", tmp_path / "copy.wav", [])), heard(call))


def test_a_span_may_go_on_for_ever(call: Path) -> None:
    after = heard(redact(call, MutedSpan(1.0, math.inf)))
    assert (len(after), after[8000:].any(), after[:7900].any()) == (len(heard(call)), False, True)


def test_spans_are_counted_in_seconds_after_a_change_of_rate(tmp_path: Path) -> None:
    parts = [
        make(tmp_path / f"{rate_hz}.aac", noise(2.048, rate_hz), "aac", rate_hz, bit_rate=32_000).read_bytes()
        for rate_hz in (16_000, 8000)
    ]
    (tmp_path / "call.aac").write_bytes(b"".join(parts))
    after = heard(redact(tmp_path / "call.aac", MutedSpan(3.0, 3.5)))
    assert len(after) / 16_000 == pytest.approx(4.3, abs=0.2)
    assert level_db(after[round(3.1 * 16_000) : round(3.4 * 16_000)], after) < -30
    assert level_db(after[round(2.5 * 16_000) : round(2.95 * 16_000)], after) > -6
    assert level_db(after[round(3.55 * 16_000) : round(3.9 * 16_000)], after) > -6


@pytest.mark.parametrize(
    "span",
    [
        MutedSpan(1.0, 0.5),
        MutedSpan(-0.1, 0.5),
        MutedSpan(math.nan, 1.0),
        MutedSpan(0.0, math.nan),
        MutedSpan(-math.inf, math.inf),
        MutedSpan(0.0, 1.0, channel=2),
        MutedSpan(0.0, 1.0, channel=-1),
    ],
)
def test_a_span_that_can_not_be_meant_is_refused_and_nothing_written(call: Path, span: MutedSpan) -> None:
    with pytest.raises(ValueError, match=r"^call.wav: a span "):
        redact(call, SPAN, span)
    assert list((call.parent / "redacted").iterdir()) == []


def test_a_name_with_dots_keeps_all_but_its_suffix(call: Path, tmp_path: Path) -> None:
    target = tmp_path / "call.2026-11-02.v2.mp3"
    assert write_redacted(call, "call", target, [SPAN]) == tmp_path / "call.2026-11-02.v2.wav"


def test_a_file_of_that_name_is_replaced_and_nothing_else_left(call: Path) -> None:
    assert redact(call).read_bytes() != redact(call, MutedSpan(0.1, 0.2)).read_bytes()
    assert [path.name for path in (call.parent / "redacted").iterdir()] == ["call.wav"]


def test_a_wav_whose_recorder_never_put_its_length_right_is_covered_to_its_end(call: Path) -> None:
    content = bytearray(call.read_bytes())
    data = content.index(b"data")
    content[data + 4 : data + 8] = struct.pack("<I", 0)
    samples = heard(call)
    call.write_bytes(bytes(content))
    after = heard(redact(call))
    away = away_from(SPAN, len(samples), 8000)
    assert np.array_equal(after[: len(samples)][away], samples[away])


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", FailureReason.EMPTY_FILE),
        (b"This is not a recording.\n" * 40, FailureReason.NOT_AUDIO),
        (b"RIFF\x24\0\0\0WAVEfmt \x10\0\0\0" + bytes(20), FailureReason.CORRUPT_AUDIO),
    ],
)
def test_what_is_no_recording_is_refused_and_nothing_written(
    tmp_path: Path, content: bytes, reason: FailureReason
) -> None:
    (tmp_path / "call.wav").write_bytes(content)
    with pytest.raises(RecordingError) as refused:
        redact(tmp_path / "call.wav")
    assert (refused.value.reason, list((tmp_path / "redacted").iterdir())) == (reason, [])


@pytest.mark.parametrize("header_bytes", [44, 46])
def test_a_recording_without_a_sample_is_refused(call: Path, header_bytes: int) -> None:
    content = call.read_bytes()
    call.write_bytes(content[: content.index(b"data") + 8 + header_bytes - 44])
    with pytest.raises(RecordingError) as refused:
        redact(call)
    assert (refused.value.reason, list((call.parent / "redacted").iterdir())) == (FailureReason.CORRUPT_AUDIO, [])


def test_a_recording_damaged_in_its_middle_is_refused_and_what_was_there_stays(tmp_path: Path) -> None:
    path = make(tmp_path / "call.m4a", noise(10, 16_000), "aac", 16_000)
    kept = redact(path).read_bytes()
    content = bytearray(path.read_bytes())
    for at in range(len(content) // 4, len(content) // 2, 500):
        content[at : at + 100] = bytes(100)
    path.write_bytes(bytes(content))
    with pytest.raises(RecordingError) as refused:
        redact(path)
    assert refused.value.reason is FailureReason.CORRUPT_AUDIO
    assert [file.read_bytes() for file in (tmp_path / "redacted").iterdir()] == [kept]


@pytest.mark.parametrize(("name", "codec"), [("call.wav", "pcm_s16le"), ("call.ogg", "VORBIS")])
def test_a_target_in_a_folder_that_is_not_there_is_no_fault_of_the_recording(
    tmp_path: Path, name: str, codec: str
) -> None:
    path = make(tmp_path / name, noise(1, 16_000), codec, 16_000)
    with pytest.raises(FileNotFoundError):
        write_redacted(path, name, tmp_path / "nowhere" / name, [])


@pytest.mark.parametrize(("name", "codec"), [("call.wav", "pcm_s16le"), ("call.ogg", "VORBIS")])
def test_a_full_disk_leaves_no_half_written_file(tmp_path: Path, name: str, codec: str) -> None:
    path = make(tmp_path / name, noise(60, 16_000), codec, 16_000)
    code = """
        import resource, sys
        from pathlib import Path
        from callscribe.audio.redacted import write_redacted

        path = Path(sys.argv[1])
        resource.setrlimit(resource.RLIMIT_FSIZE, (50_000, 50_000))
        try:
            write_redacted(path, "call", path.parent / "redacted", [])
        except OSError:
            print(sorted(found.name for found in path.parent.iterdir()) == [path.name])
    """
    found = subprocess.run([sys.executable, "-c", dedent(code), str(path)], capture_output=True, text=True, check=True)
    assert found.stdout == "True\n"


def test_memory_does_not_grow_with_the_length_of_a_recording(tmp_path: Path) -> None:
    second = noise(1.0, 8000).tobytes()
    for minutes in (1, 30):
        with wave.open(str(tmp_path / f"{minutes}.wav"), "wb") as file:
            file.setnchannels(1)
            file.setsampwidth(2)
            file.setframerate(8000)
            for _ in range(minutes * 60):
                file.writeframesraw(second)
    code = """
        import re, sys
        from pathlib import Path
        from callscribe.audio.redacted import MutedSpan, write_redacted

        folder = Path(sys.argv[1])
        for minutes in (1, 30):
            spans = [MutedSpan(start, start + 2.5) for start in range(0, minutes * 60, 10)]
            written = write_redacted(folder / f"{minutes}.wav", "call", folder / "redacted", spans, cover="beep")
            assert written.stat().st_size > minutes * 60 * 16_000
            # the peak of this process alone, unlike getrusage's, which starts with its parent's
            print(re.search(r"VmHWM:\\s+(\\d+) kB", Path("/proc/self/status").read_text())[1])
    """
    measured = subprocess.run(
        [sys.executable, "-c", dedent(code), str(tmp_path)], capture_output=True, text=True, check=True
    )
    short_kb, long_kb = map(int, re.findall(r"\d+", measured.stdout))
    assert long_kb - short_kb < 15_000
