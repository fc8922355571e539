"""The children that decode: that nothing a file does reaches further than its own verdict."""

from __future__ import annotations

import contextlib
import os
import re
import signal
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from textwrap import dedent
from typing import TYPE_CHECKING, Any

import pytest

from callscribe.audio.child import MEMORY_BYTES
from callscribe.audio.decoders import ChildKilled, DecoderError, Decoders
from callscribe.errors import FailureReason, RecordingError, SettingsError
from callscribe.settings import AudioSettings
from every_format import CROOKED_WAVS, FORMATS, LIMITS, taken_in, wav16
from hostile_files import padded, silence
from voices import voiced

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

# beside what a recording may take: the interpreter and the libraries
CHILD_BYTES = 128 << 20


def children() -> set[int]:
    """Process ids of the decoders that this process started."""
    found = set()
    for process in Path("/proc").iterdir():
        with contextlib.suppress(OSError, ValueError):
            parent = int((process / "stat").read_text().rpartition(")")[2].split()[1])
            if parent == os.getpid() and b"callscribe.audio.child" in (process / "cmdline").read_bytes():
                found.add(int(process.name))
    return found


def the_child() -> int:
    (pid,) = children()
    return pid


def peak_bytes(pid: int) -> int:
    (peak_kb,) = re.findall(r"VmHWM:\s+(\d+) kB", Path(f"/proc/{pid}/status").read_text())
    return int(peak_kb) << 10


def is_there(pid: int) -> bool:
    with contextlib.suppress(OSError):
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    return False


def gone_within(pid: int, seconds: float) -> bool:
    ends_at = time.monotonic() + seconds
    while is_there(pid) and time.monotonic() < ends_at:
        time.sleep(0.01)
    return not is_there(pid)


@contextlib.contextmanager
def once_it_decodes(folder: Path, act: Callable[[int], None]) -> Iterator[None]:
    """Does something to the only child, as soon as its first samples are in the folder."""

    def watch() -> None:
        while not any(stream.stat().st_size for stream in folder.glob("*.s16")):
            time.sleep(0.005)
        act(the_child())

    watcher = threading.Thread(target=watch)
    watcher.start()
    yield
    watcher.join()


def killed(by: signal.Signals) -> Callable[[int], None]:
    return lambda pid: os.kill(pid, by)


def take_in(decoders: Decoders, path: Path, **settings: Any) -> Any:
    return decoders.take_in(path, path.name, path.parent, AudioSettings(**settings), LIMITS)


def verdict(decoders: Decoders, path: Path) -> str:
    try:
        take_in(decoders, path)
    except RecordingError as refused:
        return refused.reason.value
    return "ok"


@pytest.fixture
def decoders() -> Iterator[Decoders]:
    """One child."""
    with Decoders(1) as pool:
        yield pool


@pytest.fixture
def call(tmp_path: Path) -> Path:
    """A second of mono."""
    wav16(tmp_path / "call.wav", 16_000, voiced(1.0).reshape(-1, 1))
    return tmp_path / "call.wav"


@pytest.fixture
def long_call(tmp_path: Path) -> Path:
    """Ten hours, of which the first minute is soon decoded."""
    silence(tmp_path / "long.wav", hours=5.0)
    return tmp_path / "long.wav"


@pytest.mark.parametrize("name", ["s16.wav", "opus.ogg", "film.mp4", "length too long.wav", "8 channels.flac"])
def test_a_child_finds_what_this_process_finds(decoders: Decoders, tmp_path: Path, name: str) -> None:
    path = (FORMATS | CROOKED_WAVS)[name].make(tmp_path / name)
    assert take_in(decoders, path) == taken_in(path)


def test_a_refusal_comes_back_with_its_reason_and_message(decoders: Decoders, tmp_path: Path) -> None:
    (tmp_path / "call.wav").write_text("ffconcat version 1.0\n")
    with pytest.raises(RecordingError, match=r"^call\.wav: a playlist") as refused:
        take_in(decoders, tmp_path / "call.wav")
    assert refused.value.reason is FailureReason.PLAYLIST_REFUSED


def test_settings_that_cannot_be_followed_are_the_users_fault(decoders: Decoders, call: Path) -> None:
    with pytest.raises(SettingsError):
        take_in(decoders, call, voice_detector="a crystal ball")


def test_a_name_with_newlines_is_one_name(decoders: Decoders, call: Path) -> None:
    odd = call.rename(call.with_name('a\nb\\n"c\u2028.wav'))
    assert take_in(decoders, odd).preflight.duration_s == 1.0


def test_a_child_is_used_again(decoders: Decoders, call: Path) -> None:
    used = set()
    for _ in range(5):
        take_in(decoders, call)
        used.add(the_child())
    assert len(used) == 1


def test_no_child_is_started_before_it_is_needed(decoders: Decoders) -> None:
    assert children() == set()


def test_threads_share_the_children(call: Path) -> None:
    folders = [call.parent / str(number) for number in range(12)]
    for folder in folders:
        folder.mkdir()
    with Decoders(2) as decoders, ThreadPoolExecutor(6) as pool:
        found = pool.map(lambda folder: decoders.take_in(call, "call", folder, AudioSettings(), None), folders)
        assert (len(set(found)), len(children())) == (1, 2)


def test_children_end_with_the_context(call: Path) -> None:
    with Decoders(2) as decoders:
        take_in(decoders, call)
        child = the_child()
    assert not is_there(child)


def test_no_pipe_stays_open_after_the_context(call: Path) -> None:
    with Decoders(1) as decoders:
        take_in(decoders, call)
    before = len(list(Path("/proc/self/fd").iterdir()))
    with Decoders(1) as decoders:
        take_in(decoders, call)
    assert len(list(Path("/proc/self/fd").iterdir())) == before


def test_a_child_ends_when_its_parent_is_killed(call: Path) -> None:
    code = """
        import sys, time
        from pathlib import Path
        from callscribe.audio.decoders import Decoders
        from callscribe.settings import AudioSettings

        path = Path(sys.argv[1])
        Decoders(1).take_in(path, "call", path.parent, AudioSettings(), None)
        task = Path("/proc/self/task")
        print(*[pid for own in task.iterdir() for pid in (own / "children").read_text().split()], flush=True)
        time.sleep(60)
    """
    with subprocess.Popen([sys.executable, "-c", dedent(code), str(call)], stdout=subprocess.PIPE, text=True) as parent:
        assert parent.stdout is not None
        child = int(parent.stdout.readline())
        parent.kill()
        parent.wait()
        assert gone_within(child, 5.0)


def test_a_child_knows_no_secret_of_this_process(
    decoders: Decoders, call: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in (
        "SMALLEST_API_KEY",
        "AWS_SECRET_ACCESS_KEY",
        "AIRFLOW_CONN_PULSE_DEFAULT",
        "AIRFLOW__CORE__FERNET_KEY",
    ):
        monkeypatch.setenv(name, "hush")
    take_in(decoders, call)
    assert b"hush" not in Path(f"/proc/{the_child()}/environ").read_bytes()


@pytest.mark.parametrize("crash", [signal.SIGSEGV, signal.SIGABRT, signal.SIGFPE, signal.SIGBUS, signal.SIGILL])
def test_a_crash_costs_the_recording_that_caused_it(decoders: Decoders, long_call: Path, crash: signal.Signals) -> None:
    with (
        once_it_decodes(long_call.parent, killed(crash)),
        pytest.raises(RecordingError, match=rf"^long\.wav: its decoder crashed \({crash.name}\)") as refused,
    ):
        take_in(decoders, long_call)
    assert refused.value.reason is FailureReason.CORRUPT_AUDIO


def test_the_recording_after_a_crash_is_taken(decoders: Decoders, long_call: Path, call: Path) -> None:
    with once_it_decodes(long_call.parent, killed(signal.SIGSEGV)), contextlib.suppress(RecordingError):
        take_in(decoders, long_call)
    assert take_in(decoders, call).preflight.duration_s == 1.0


def test_a_crash_leaves_the_other_child_alone(long_call: Path, call: Path) -> None:
    with Decoders(2) as decoders, ThreadPoolExecutor(1) as pool:
        before = take_in(decoders, call)
        victim = the_child()
        with once_it_decodes(long_call.parent, lambda pid: None):
            crashing = pool.submit(take_in, decoders, long_call)
        take_in(decoders, call)
        os.kill(victim, signal.SIGSEGV)
        assert isinstance(crashing.exception(30.0), RecordingError)
        assert take_in(decoders, call) == before


def test_a_recording_whose_child_was_killed_from_outside_is_taken_in_by_another(
    decoders: Decoders, long_call: Path
) -> None:
    expected = verdict(decoders, long_call)
    with once_it_decodes(long_call.parent, killed(signal.SIGKILL)):
        assert verdict(decoders, long_call) == expected


@pytest.mark.parametrize("end", [signal.SIGTERM, signal.SIGUSR1])  # not SIGHUP, which nohup ignores
def test_a_worker_that_is_stopped_does_not_make_its_recordings_corrupt(
    decoders: Decoders, long_call: Path, end: signal.Signals
) -> None:
    with once_it_decodes(long_call.parent, killed(end)), pytest.raises(DecoderError):
        take_in(decoders, long_call)


def test_a_recording_whose_children_are_killed_each_time_costs_itself_only(
    decoders: Decoders, long_call: Path, call: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def killed_again(*_: Any) -> Any:
        raise ChildKilled("ended with status -9")

    with monkeypatch.context() as patch:
        patch.setattr("callscribe.audio.decoders._Child.ask", killed_again)
        with pytest.raises(RecordingError) as refused:
            take_in(decoders, long_call)
    assert refused.value.reason is FailureReason.INTERNAL
    assert take_in(decoders, call).preflight.duration_s == 1.0


def test_a_child_imports_nothing_from_the_folder_it_runs_in(
    decoders: Decoders, call: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (call.parent / "av.py").write_text("raise SystemExit('a stranger was here')")
    monkeypatch.chdir(call.parent)
    monkeypatch.setattr(sys, "path", [path for path in sys.path if path])
    assert take_in(decoders, call).preflight.duration_s == 1.0


@pytest.mark.parametrize("end", [signal.SIGKILL, signal.SIGTERM, signal.SIGSEGV])
def test_a_child_that_ended_between_two_recordings_costs_neither(
    decoders: Decoders, call: Path, end: signal.Signals
) -> None:
    take_in(decoders, call)
    child = the_child()
    os.kill(child, end)
    os.waitid(os.P_PID, child, os.WEXITED | os.WNOWAIT)
    assert take_in(decoders, call).preflight.duration_s == 1.0


def test_a_child_that_stalls_is_given_up(long_call: Path) -> None:
    with (
        Decoders(1, stalled_after_s=1.0) as decoders,
        once_it_decodes(long_call.parent, killed(signal.SIGSTOP)),
        pytest.raises(RecordingError, match="no progress for 1 s") as refused,
    ):
        take_in(decoders, long_call)
    assert refused.value.reason is FailureReason.CORRUPT_AUDIO


def test_a_child_that_was_given_up_is_gone(long_call: Path) -> None:
    with Decoders(1, stalled_after_s=1.0) as decoders:
        with once_it_decodes(long_call.parent, killed(signal.SIGSTOP)), contextlib.suppress(RecordingError):
            take_in(decoders, long_call)
        assert children() == set()


def test_a_recording_that_is_long_in_decoding_is_not_given_up(tmp_path: Path) -> None:
    """What counts is progress, not time."""
    silence(tmp_path / "long.wav", hours=5.9)
    with Decoders(1, stalled_after_s=1.0) as decoders:
        began_s = time.monotonic()
        assert verdict(decoders, tmp_path / "long.wav") == "silent"
        assert time.monotonic() - began_s > 1.0  # else this proves nothing


def test_a_recording_that_is_gone_is_not_called_corrupt(decoders: Decoders, tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        take_in(decoders, tmp_path / "gone.wav")


def test_a_memory_bomb_costs_its_recording_and_not_its_child(decoders: Decoders, tmp_path: Path, call: Path) -> None:
    padded(tmp_path / "bomb.mp3", "cbr.mp3", megabytes=300)
    verdict(decoders, tmp_path / "bomb.mp3")
    take_in(decoders, call)
    assert peak_bytes(the_child()) < MEMORY_BYTES + CHILD_BYTES


def test_memory_does_not_grow_with_the_length_of_a_recording(tmp_path: Path) -> None:
    peaks = []
    for minutes in (5, 45):
        path = FORMATS["mulaw.wav"].make(tmp_path / f"{minutes}.wav", minutes * 60.0)
        with Decoders(1) as decoders:
            take_in(decoders, path, chunk_s=60.0)
            peaks.append(peak_bytes(the_child()))
    assert peaks[1] < peaks[0] + (5 << 20)
