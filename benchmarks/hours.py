"""Long recordings for benchmarks, made of the sample calls; what a command costs with all the processes it starts."""

from __future__ import annotations

import os
import platform
import resource
import subprocess
import sys
import threading
import time
from dataclasses import dataclass
from pathlib import Path

import av
import numpy as np

SAMPLES = Path(__file__).parents[1] / "include" / "sample_calls"
# container, encoder, rate: what telephone systems write
FORMATS = {
    "mulaw.wav": ("pcm_mulaw", 8_000, None),
    "mp3": ("libmp3lame", 44_100, 64_000),
    "ogg": ("libopus", 48_000, 32_000),
    "m4a": ("aac", 44_100, 64_000),
}


@dataclass(frozen=True)
class Cost:
    """CPU seconds (user and system), wall seconds and the largest memory of a process tree, in MB."""

    cpu_s: float
    wall_s: float
    memory_mb: float


def machine() -> str:
    """What the figures were measured on."""
    names = [
        line.partition(":")[2].strip()
        for line in Path("/proc/cpuinfo").read_text().splitlines()
        if "model name" in line
    ]
    memory_kb = int(Path("/proc/meminfo").read_text().split()[1])
    return (
        f"{os.cpu_count()} cores ({names[0] if names else platform.machine()}), {memory_kb >> 20} GiB, Linux"
        f" {platform.release()}, Python {platform.python_version()}, PyAV {av.__version__}"
    )


def conversation(rate_hz: int) -> np.ndarray:
    """The sample calls of two parties, one after the other: 16-bit samples, shape (samples, 2)."""
    calls = []
    for path in sorted(SAMPLES.glob("2026-*/*")):
        if path.suffix == ".json":
            continue
        with av.open(str(path)) as container:
            stream = container.streams.audio[0]
            if stream.channels != 2:
                continue
            resampler = av.AudioResampler(format="s16", layout="stereo", rate=rate_hz)
            frames = [out for frame in container.decode(stream) for out in resampler.resample(frame)]
            calls += [frame.to_ndarray().reshape(-1, 2) for frame in [*frames, *resampler.resample(None)]]
    return np.concatenate(calls)


def recording(folder: Path, form: str, seconds: float) -> Path:
    """A stereo recording of some length; made once."""
    target = folder / f"{seconds:.0f}s.{form}"
    if target.exists():
        return target
    encoder, rate_hz, bit_rate = FORMATS[form]
    talk = conversation(rate_hz)
    partial = target.with_name(f"partial.{form}")
    with av.open(str(partial), "w") as container:
        stream = container.add_stream(encoder, rate=rate_hz)
        stream.layout = "stereo"
        if bit_rate:
            stream.bit_rate = bit_rate
        left, at = round(seconds * rate_hz), 0
        while left:
            block = talk[at : at + min(left, rate_hz)]
            frame = av.AudioFrame.from_ndarray(np.ascontiguousarray(block).reshape(1, -1), "s16", "stereo")
            frame.sample_rate = rate_hz
            for packet in stream.encode(frame):
                container.mux(packet)
            left, at = left - len(block), (at + len(block)) % len(talk)
        for packet in stream.encode(None):
            container.mux(packet)
    return partial.rename(target)


def cost_of(command: list[str], *, memory: bool = True) -> Cost:
    """Run a command and measure it with everything it starts; looking at memory takes a fifth of a core."""
    before, started = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    peak = _Peak(process.pid) if memory else None
    _, errors = process.communicate()
    wall_s = time.monotonic() - started
    if peak is not None:
        peak.stop()
    if process.returncode:
        sys.exit(f"{' '.join(command)} failed:\n{errors.decode()}")
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu_s = after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime
    return Cost(cpu_s, wall_s, peak.bytes / 1e6 if peak is not None else float("nan"))


class _Peak:
    """The largest sum of proportional set sizes in a process tree, looked at every 20 ms."""

    def __init__(self, pid: int) -> None:
        self.bytes = 0
        self._pid = pid
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._watch, daemon=True)
        self._thread.start()

    def stop(self) -> None:
        self._over.set()
        self._thread.join()

    def _watch(self) -> None:
        while not self._over.wait(0.02):
            self.bytes = max(self.bytes, sum(_pss(pid) for pid in _tree(self._pid)))


def _tree(pid: int) -> list[int]:
    found = [pid]
    for parent in found:
        for task in Path(f"/proc/{parent}/task").glob("*/children"):
            try:
                found += map(int, task.read_text().split())
            except OSError:  # it ended while we looked
                continue
    return found


def _pss(pid: int) -> int:
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) * 1024 for line in lines if line.startswith("Pss:")), 0)
