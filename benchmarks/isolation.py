"""What it costs to decode in child processes rather than in the task's own: short recordings, where it shows most.

python benchmarks/isolation.py [--recordings 300] [--seconds 20]
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

from hours import cost_of, machine, recording

TAKE_IN = """
import sys, tempfile
from pathlib import Path
from callscribe.engines.known import limits_of
from callscribe.settings import AudioSettings

path, times, isolated = Path(sys.argv[1]), int(sys.argv[2]), sys.argv[3] == "child"

def take_in_all(take_in):
    for _ in range(times):
        with tempfile.TemporaryDirectory() as folder:
            assert take_in(path, "call", Path(folder), AudioSettings(), limits_of("pulse")).chunks

if isolated:
    from callscribe.audio.decoders import Decoders
    with Decoders(1) as decoders:
        take_in_all(decoders.take_in)
else:
    from callscribe.audio.intake import take_in
    take_in_all(take_in)
"""


def main() -> None:
    """Measure both, print the difference by recording."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--recordings", type=int, default=300)
    parser.add_argument("--seconds", type=float, default=20.0)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = recording(Path(folder), "mulaw.wav", options.seconds)
        print(f"{machine()}. {options.recordings} stereo recordings of {options.seconds:g} s, one after the other.\n")
        print("| decoded | CPU ms a recording | wall ms a recording | memory MB |\n|---|---|---|---|")
        for where, name in (("own", "in the task's own process"), ("child", "in a child process")):
            cost = cost_of([sys.executable, "-c", TAKE_IN, str(path), str(options.recordings), where])
            each_ms = 1000 / options.recordings
            print(f"| {name} | {cost.cpu_s * each_ms:.1f} | {cost.wall_s * each_ms:.1f} | {cost.memory_mb:.0f} |")


if __name__ == "__main__":
    main()
