"""The child's side of `callscribe.audio.decoders`: a request a line in, progress and one answer a line out."""

from __future__ import annotations

import json
import os
import resource
import shutil
import sys
import threading
import time
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

from callscribe.audio.headerless import raw_format_of
from callscribe.audio.intake import take_in
from callscribe.audio.pcm import SAMPLE_BYTES, SAMPLE_RATE_HZ
from callscribe.audio.plan import ChunkLimits
from callscribe.audio.redacted import MutedSpan, write_redacted
from callscribe.errors import FailureReason, RecordingError, SettingsError
from callscribe.settings import AudioSettings

if TYPE_CHECKING:
    from collections.abc import Callable

    Tell = Callable[[float | None], None]

# Beyond what the interpreter and the libraries take; eight channels of 192 kHz need a tenth of it.
MEMORY_BYTES = 512 << 20
_in_use: list[str] = []
# a recording that is written again as it came: eight channels of 192 kHz in 64 bits
_WIDEST = 8 * 192_000 * 8
_LOOKS_FOR_ITS_PARENT_EVERY_S = 2.0


def main() -> None:
    """Answer requests until the input ends."""
    # the libraries' own output goes nowhere, so that it cannot garble an answer
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8", buffering=1)
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    _limit_memory()
    threading.Thread(target=_end_with_the_parent, args=(os.getppid(),), daemon=True).start()
    for line in sys.stdin:
        request = json.loads(line)
        _limit_files(
            request["settings"]["max_recording_s"], _WIDEST if "target" in request else SAMPLE_RATE_HZ * SAMPLE_BYTES
        )
        _in_use[:] = [request["folder"]]
        answers.write(json.dumps(_answer(request, answers), default=str) + "\n")


def _answer(request: dict[str, Any], answers: TextIO) -> dict[str, Any]:
    name = request["name"]
    settings = AudioSettings(**request["settings"])

    def tell(decoded_s: float | None) -> None:
        print(json.dumps({"decoded_s": decoded_s}), file=answers)

    try:
        return _redacted(request, settings, tell) if "target" in request else _taken_in(request, settings, tell)
    except RecordingError as error:
        return {"refused": error.reason.value, "message": error.message}
    except SettingsError as error:
        return {"settings": str(error)}
    except MemoryError:
        message = f"{name}: decoding needs more than {MEMORY_BYTES >> 20} MB of memory. Export the call again."
        return {"refused": FailureReason.CORRUPT_AUDIO.value, "message": message, "spent": True}
    except OSError as error:  # gone, no right to read it, no room on the disk
        return {"os_error": error.errno, "message": error.strerror}
    except Exception as error:
        # the recording's fault or ours; its message may quote what nobody should read
        message = f"{name}: {type(error).__name__} at {_place(error)} while decoding. Please report it."
        return {"refused": FailureReason.INTERNAL.value, "message": message, "spent": True}


def _taken_in(request: dict[str, Any], settings: AudioSettings, tell: Tell) -> dict[str, Any]:
    limits = ChunkLimits(**request["limits"]) if request["limits"] else None
    intake = take_in(Path(request["path"]), request["name"], Path(request["folder"]), settings, limits, tell)
    return {"intake": asdict(intake)}


def _redacted(request: dict[str, Any], settings: AudioSettings, tell: Tell) -> dict[str, Any]:
    written = write_redacted(
        Path(request["path"]),
        request["name"],
        Path(request["target"]),
        [MutedSpan(**span) for span in request["spans"]],
        cover=request["cover"],
        raw=raw_format_of(request["name"], settings.raw_formats),
        tell=tell,
    )
    return {"written": str(written)}


def _place(error: Exception) -> str:
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    return f"{Path(trace.tb_frame.f_code.co_filename).name}:{trace.tb_lineno}" if trace else "?"


def _end_with_the_parent(parent: int) -> None:
    """A parent that was killed cannot stop a child that hangs in a codec."""
    while os.getppid() == parent:
        time.sleep(_LOOKS_FOR_ITS_PARENT_EVERY_S)
    for folder in _in_use:  # what was said lies there, and nobody else is left to remove it
        shutil.rmtree(folder, ignore_errors=True)
    os._exit(1)


def _limit_memory() -> None:
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0])
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    resource.setrlimit(resource.RLIMIT_AS, (pages * resource.getpagesize() + MEMORY_BYTES, hard))


def _limit_files(max_recording_s: float, bytes_per_s: int) -> None:
    """No file may outgrow the longest stream of samples; Python turns the signal into an error."""
    _, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    longest = round((max_recording_s + 60) * bytes_per_s)
    resource.setrlimit(resource.RLIMIT_FSIZE, (longest if hard == resource.RLIM_INFINITY else min(longest, hard), hard))


if __name__ == "__main__":
    main()
