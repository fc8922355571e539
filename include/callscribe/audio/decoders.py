"""Child processes that decode: a crash, a hang or a memory bomb in a codec costs one recording, never the batch.

By hand, since multiprocessing refuses children to daemonic workers (Celery's), and the pool of concurrent.futures gives
all its work up when one child dies.
"""

from __future__ import annotations

import contextlib
import json
import os
import selectors
import signal
import subprocess
import sys
import threading
import time
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from callscribe.audio.activity import ChannelActivity
from callscribe.audio.listening import ChannelFigures
from callscribe.audio.plan import ChunkSpan, Span
from callscribe.audio.preflight import ChunkFile, Intake, Preflight
from callscribe.errors import CallscribeError, FailureReason, RecordingError, SettingsError, TransientError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from types import TracebackType

    from callscribe.audio.plan import ChunkLimits
    from callscribe.audio.redacted import Cover, MutedSpan
    from callscribe.settings import AudioSettings

# A minute of sound takes some 50 ms to decode; a child that shows no progress for this long will show none.
_STALLED_AFTER_S = 120.0
_ENDS_WITHIN_S = 5.0
_ENVIRONMENT = ("PATH", "LANG", "TMPDIR", "HOME", "LD_LIBRARY_PATH")
_CRASHES = {signal.SIGSEGV, signal.SIGBUS, signal.SIGABRT, signal.SIGFPE, signal.SIGILL, signal.SIGSYS, signal.SIGTRAP}


class Decoders:
    """Some child processes, started when first needed, stopped at the end of the context; safe to share by threads.

    Args:
        processes: At most so many at once.
        stalled_after_s: A recording of which nothing was decoded for so long is given up.
    """

    def __init__(self, processes: int, stalled_after_s: float = _STALLED_AFTER_S) -> None:
        self._slots = threading.Semaphore(processes)
        self._idle: list[_Child] = []
        self._stalled_after_s = stalled_after_s

    def __enter__(self) -> Decoders:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        while self._idle:
            self._idle.pop().stop()

    def take_in(
        self,
        path: Path,
        name: str,
        folder: Path,
        settings: AudioSettings,
        limits: ChunkLimits | None,
    ) -> Intake:
        """See `callscribe.audio.intake.take_in`, done in a child.

        Raises:
            RecordingError: As there, and where decoding crashed, hung or took too much memory.
            SettingsError: As there.
            OSError: The recording cannot be read, or the folder not be written.
            DecoderError: A child did not start, or was killed from outside.
        """
        request = {
            "path": str(path),
            "name": name,
            "folder": str(folder),
            "settings": asdict(settings),
            "limits": asdict(limits) if limits else None,
        }
        return _intake(self._serve(request)["intake"])

    def write_redacted(
        self, path: Path, name: str, target: Path, spans: Sequence[MutedSpan], cover: Cover, settings: AudioSettings
    ) -> Path:
        """See `callscribe.audio.redacted.write_redacted`, done in a child.

        Raises:
            RecordingError: As there, and where decoding crashed, hung or took too much memory.
            OSError: The recording cannot be read, or the target not be written.
            DecoderError: A child did not start, or was killed from outside.
        """
        request = {
            "path": str(path),
            "name": name,
            "folder": str(target.parent),
            "settings": asdict(settings),
            "target": str(target),
            "spans": [asdict(span) for span in spans],
            "cover": cover,
        }
        return Path(self._serve(request)["written"])

    def _serve(self, request: dict[str, Any]) -> dict[str, Any]:
        with self._slots:
            try:
                return self._ask(request)
            except ChildKilled:
                pass
            try:
                return self._ask(request)
            except ChildKilled as error:  # else one recording that takes all memory would fail its batch for ever
                raise RecordingError(FailureReason.INTERNAL, f"{request['name']}: {error}") from error

    def _ask(self, request: dict[str, Any]) -> dict[str, Any]:
        child = self._next_child()
        try:
            answer = child.ask(request, self._stalled_after_s)
        except BaseException:
            child.kill()
            raise
        if answer.pop("spent", False):
            child.stop()
        else:
            self._idle.append(child)
        _raise_refusal(answer)
        return answer

    def _next_child(self) -> _Child:
        while self._idle:
            child = self._idle.pop()
            if child.lives:
                return child
            child.stop()  # killed while it had nothing to do: no recording's fault
        return _Child()


class DecoderError(TransientError):
    """A decoding process did not start, or was stopped from outside."""


class ChildKilled(DecoderError):
    """It was killed, as the system does where memory is out."""


def _raise_refusal(answer: dict[str, Any]) -> None:
    if "refused" in answer:
        raise RecordingError(FailureReason(answer["refused"]), answer["message"])
    if "settings" in answer:
        raise SettingsError(answer["settings"])
    if "os_error" in answer:
        raise OSError(answer["os_error"], answer["message"])


def _intake(told: dict[str, Any]) -> Intake:
    """By hand: pydantic would take as long to start as ten recordings to decode."""
    preflight = told["preflight"]
    figures = tuple(ChannelFigures(**one) for one in preflight["figures"])
    return Intake(
        Preflight(
            **preflight
            | {"figures": figures, "quality_flags": tuple(preflight["quality_flags"])}
            | {"channel_numbers": tuple(preflight["channel_numbers"])}
        ),
        tuple(
            ChunkFile(
                channel=chunk["channel"],
                span=ChunkSpan(tuple(Span(**piece) for piece in chunk["span"]["pieces"])),
                path=Path(chunk["path"]),
                samples_hash=chunk["samples_hash"],
            )
            for chunk in told["chunks"]
        ),
        told["left_out_s"],
        tuple(ChannelActivity(**one) for one in told["activity"]),
    )


class _Child:
    """One child process, that answers one request after the other."""

    def __init__(self) -> None:
        # what a stranger's file might reach is kept small: no key and no password of this process
        environment = {name: os.environ[name] for name in _ENVIRONMENT if name in os.environ}
        environment |= {"PYTHONPATH": os.pathsep.join(path for path in sys.path if path)}
        environment |= {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}  # a thread's stack counts as its memory
        requests, self._requests = os.pipe()
        self._answers, answers = os.pipe()
        self._process = subprocess.Popen(
            # -P: the folder that we run in may be one of recordings, and must not be imported from
            [sys.executable, "-P", "-m", "callscribe.audio.child"],
            stdin=requests,
            stdout=answers,
            stderr=subprocess.DEVNULL,
            env=environment,
            start_new_session=True,  # Ctrl-C is the parent's to handle
        )
        os.close(requests)
        os.close(answers)
        self._unread = b""

    def ask(
        self,
        request: dict[str, Any],
        stalled_after_s: float,
    ) -> dict[str, Any]:
        name, longest_s = request["name"], request["settings"]["max_recording_s"]
        with contextlib.suppress(BrokenPipeError):  # it died between two requests: the missing answer tells
            os.write(self._requests, json.dumps(request).encode() + b"\n")
        # slower than it was spoken is not decoding: the wall that no file can move
        ends_at = time.monotonic() + stalled_after_s + longest_s
        while True:
            line = self._line(min(stalled_after_s, ends_at - time.monotonic()))
            if line is None:
                raise RecordingError(
                    FailureReason.CORRUPT_AUDIO,
                    f"{name}: decoding made no progress for {stalled_after_s:.0f} s and was stopped."
                    " Its file is damaged, or made to hang decoders: export the call again.",
                )
            if not line:
                raise self._death(name)
            answer: dict[str, Any] = json.loads(line)
            if "decoded_s" not in answer:
                return answer
            if answer["decoded_s"] is None:  # what comes now is no longer a stranger's
                stalled_after_s = longest_s

    @property
    def lives(self) -> bool:
        """Whether it has not ended."""
        return self._process.poll() is None

    def stop(self) -> None:
        """Let it end by itself, which it does when its input ends."""
        os.close(self._requests)
        os.close(self._answers)
        try:
            self._process.wait(timeout=_ENDS_WITHIN_S)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()

    def kill(self) -> None:
        self._process.kill()
        self.stop()

    def _line(self, timeout_s: float) -> bytes | None:
        """The next line; empty where the child is gone, None where it says nothing in time."""
        ends_at = time.monotonic() + timeout_s
        with selectors.DefaultSelector() as selector:
            selector.register(self._answers, selectors.EVENT_READ)
            while b"\n" not in self._unread:
                if not selector.select(max(0.0, ends_at - time.monotonic())):
                    return None
                received = os.read(self._answers, 65_536)
                if not received:
                    return b""
                self._unread += received
        line, _, self._unread = self._unread.partition(b"\n")
        return line

    def _death(self, name: str) -> CallscribeError:
        status = self._process.wait()
        if -status in _CRASHES:  # other signals come from outside: memory is out, or the worker is stopped
            return RecordingError(
                FailureReason.CORRUPT_AUDIO,
                f"{name}: its decoder crashed ({signal.Signals(-status).name}). Export the call again, or convert it"
                " to WAV.",
            )
        kind = ChildKilled if -status == signal.SIGKILL else DecoderError
        return kind(
            f"The process that decoded {name} ended with status {status}; -9 is usually a machine out of memory, 1 that"
            f" `{sys.executable} -P -m callscribe.audio.child` does not start."
        )
