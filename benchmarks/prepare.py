"""What it costs to take a recording in, against ffmpeg doing less and against the recipe that tutorials give.

    python benchmarks/prepare.py [--hours 1] [--rounds 3]

Ours: preflight with voice activity, channel split, resampling to 16 kHz by soxr, 60 s chunks as FLAC, sha256, with the
interpreter's start and the child process. ffmpeg: split, resampling and FLAC segments of 60 s, nothing else, in one
process. pydub: the recipe of tutorials (load, mix to one channel of 16 kHz, cut into 60 s, export WAV).
"""

from __future__ import annotations

import argparse
import shutil
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from imageio_ffmpeg import get_ffmpeg_exe

from hours import FORMATS, Cost, cost_of, machine, recording

if TYPE_CHECKING:
    from collections.abc import Callable

# the system's where there is one: Debian's takes half the CPU of the wheel's on short work
FFMPEG = shutil.which("ffmpeg") or get_ffmpeg_exe()
OURS = """
import sys
from pathlib import Path
from callscribe.audio.decoders import Decoders
from callscribe.engines.known import limits_of
from callscribe.settings import AudioSettings

with Decoders(1) as decoders:
    taken = decoders.take_in(
        Path(sys.argv[1]), "call", Path(sys.argv[2]), AudioSettings(chunk_s=60.0), limits_of("pulse")
    )
assert taken.chunks
"""
PYDUB = """
import shutil
import sys
import pydub.audio_segment
from pydub import AudioSegment

AudioSegment.converter = sys.argv[3]
if shutil.which("ffprobe") is None:  # ffmpeg finds out by itself what it reads
    pydub.audio_segment.mediainfo_json = lambda *_, **__: None
call = AudioSegment.from_file(sys.argv[1])
call = call.set_channels(1).set_frame_rate(16_000)
for number, start in enumerate(range(0, len(call), 60_000)):
    call[start : start + 60_000].export(f"{sys.argv[2]}/{number}.wav", format="wav")
"""


def main() -> None:
    """Measure in turn, print medians as a Markdown table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--hours", type=float, default=1.0, help="length of the recordings (default: 1)")
    parser.add_argument("--rounds", type=int, default=3, help="runs of each; medians are printed (default: 3)")
    parser.add_argument("--recordings", type=Path, default=Path(tempfile.gettempdir()) / "airflow-pulse-bench")
    options = parser.parse_args()
    options.recordings.mkdir(exist_ok=True)
    version = subprocess.run([FFMPEG, "-version"], capture_output=True, text=True, check=True).stdout.split()[2]
    print(f"{machine()}, ffmpeg {version}. {options.hours:g} h stereo, medians of {options.rounds} runs.\n")
    print("| recording | | CPU s | of ffmpeg's | wall s | memory MB |\n|---|---|---|---|---|---|")
    for form in FORMATS:
        path = recording(options.recordings, form, options.hours * 3600)
        costs: dict[str, list[Cost]] = {"ffmpeg, less": [], "ours": [], "pydub, less": []}
        for _ in range(options.rounds):  # in turn, so that a slow minute of the machine meets all of them
            costs["ffmpeg, less"].append(_in_folder(_ffmpeg, path))
            costs["ours"].append(_in_folder(lambda path, folder: [sys.executable, "-c", OURS, path, folder], path))
            costs["pydub, less"].append(
                _in_folder(lambda path, folder: [sys.executable, "-c", PYDUB, path, folder, FFMPEG], path)
            )
        base = statistics.median(cost.cpu_s for cost in costs["ffmpeg, less"])
        for who, runs in costs.items():
            cpu_s, wall_s = (statistics.median(getattr(run, name) for run in runs) for name in ("cpu_s", "wall_s"))
            memory_mb = max(run.memory_mb for run in runs)
            print(f"| {form} | {who} | {cpu_s:.2f} | {cpu_s / base:.2f} | {wall_s:.2f} | {memory_mb:.0f} |", flush=True)
    print("\nMemory of ours by length (mu-law WAV):\n\n| minutes | memory MB |\n|---|---|")
    for minutes in (10, 60, 180):
        path = recording(options.recordings, "mulaw.wav", minutes * 60)
        cost = _in_folder(lambda path, folder: [sys.executable, "-c", OURS, path, folder], path)
        print(f"| {minutes} | {cost.memory_mb:.0f} |", flush=True)


def _in_folder(command: Callable[[str, str], list[str]], path: Path) -> Cost:
    folder = tempfile.mkdtemp()
    try:
        return cost_of(command(str(path), folder))
    finally:
        shutil.rmtree(folder)


def _ffmpeg(path: str, folder: str) -> list[str]:
    graph = "[0:a]aresample=16000,channelsplit=channel_layout=stereo[l][r]"
    command = [FFMPEG, "-v", "error", "-i", path, "-filter_complex", graph]
    for side in ("l", "r"):
        command += ["-map", f"[{side}]", "-c:a", "flac", "-f", "segment", "-segment_time", "60"]
        command.append(f"{folder}/{side}%03d.flac")
    return command


if __name__ == "__main__":
    main()
