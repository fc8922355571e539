"""A small run of the fuzzer, and that it would tell."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

import fuzz_audio
from callscribe.errors import FailureReason, RecordingError
from fuzz_audio import Report, fuzz, mutant, seeds

if TYPE_CHECKING:
    from pathlib import Path

COUNT = 500


@pytest.fixture(scope="module")
def recordings() -> dict[str, bytes]:
    """What mutants are made of."""
    return seeds()


@pytest.fixture(scope="module")
def report(recordings: dict[str, bytes], tmp_path_factory: pytest.TempPathFactory) -> Report:
    """Of a small run."""
    return fuzz(recordings, range(COUNT), 7, 2, tmp_path_factory.mktemp("kept"))


class Misbehaving:
    """Decoders that end each recording in a certain way."""

    def __init__(self, end: Exception) -> None:
        self.end = end

    def __call__(self, processes: int, stalled_after_s: float) -> Misbehaving:
        return self

    def __enter__(self) -> Misbehaving:
        return self

    def __exit__(self, *error: object) -> None:
        pass

    def take_in(self, *request: Any) -> Any:
        raise self.end


def misbehaving(end: Exception, folder: Path, monkeypatch: pytest.MonkeyPatch) -> Report:
    monkeypatch.setattr(fuzz_audio, "Decoders", Misbehaving(end))
    return fuzz({"call.wav": bytes(5000)}, range(3), 0, 1, folder)


def test_every_mutant_ends_with_a_verdict(report: Report) -> None:
    assert (report.broken, report.verdicts.total()) == ([], COUNT)


def test_mutants_crash_no_child(report: Report) -> None:
    assert report.crashes == []


def test_mutants_are_neither_all_good_nor_all_bad(report: Report) -> None:
    assert COUNT / 10 < report.verdicts["ok"] < COUNT * 9 / 10


def test_the_children_are_measured(report: Report) -> None:
    assert report.child_peak_bytes > 20 << 20


def test_a_mutant_can_be_made_again(recordings: dict[str, bytes]) -> None:
    assert mutant(recordings, 3, 17) == mutant(recordings, 3, 17)


def test_no_two_seeds_make_the_same_mutants(recordings: dict[str, bytes]) -> None:
    assert mutant(recordings, 3, 17) != mutant(recordings, 4, 17)


def test_every_format_is_mutated_in_every_way(recordings: dict[str, bytes]) -> None:
    mutants = [mutant(recordings, 0, number) for number in range(1500)]
    ways = {way for each in mutants for way in each.made_by}
    assert ({each.name for each in mutants}, len(ways)) == (set(recordings), 10)


@pytest.mark.parametrize(
    "end",
    [
        ValueError("nobody expected this"),
        OSError(28, "No space left on device"),
        RecordingError(FailureReason.INTERNAL, "call.wav: IndexError at decode.py:82 while decoding."),
        RecordingError(FailureReason.CORRUPT_AUDIO, "call.wav: decoding made no progress for 60 s and was stopped."),
    ],
)
def test_a_file_that_breaks_a_rule_is_told_and_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, end: Exception
) -> None:
    report = misbehaving(end, tmp_path, monkeypatch)
    assert (len(report.broken), len(list(tmp_path.iterdir()))) == (3, 3)


def test_a_crash_is_a_verdict_that_is_told_and_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    crash = RecordingError(FailureReason.CORRUPT_AUDIO, "call.wav: its decoder crashed (SIGSEGV).")
    report = misbehaving(crash, tmp_path, monkeypatch)
    assert (len(report.crashes), report.broken, len(list(tmp_path.iterdir()))) == (3, [], 3)


@pytest.mark.parametrize(("broken", "status"), [([], 0), (["internal: 1 call.wav"], 1)])
def test_the_command_fails_where_a_rule_was_broken(
    monkeypatch: pytest.MonkeyPatch, broken: list[str], status: int
) -> None:
    monkeypatch.setattr(fuzz_audio, "fuzz", lambda *arguments: Report(broken=broken))
    monkeypatch.setattr("sys.argv", ["fuzz_audio.py", "--count", "1"])
    with pytest.raises(SystemExit) as ended:
        fuzz_audio.main()
    assert ended.value.code == status
