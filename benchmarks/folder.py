"""How much faster a folder of recordings is taken in by two processes than by one.

python benchmarks/folder.py [--recordings 1000] [--minutes 3]
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

from hours import FORMATS, cost_of, machine, recording

TAKE_IN = """
import sys, tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from callscribe.audio.decoders import Decoders
from callscribe.engines.known import limits_of
from callscribe.settings import AudioSettings

processes, settings = int(sys.argv[2]), AudioSettings()

def take_in(path):
    with tempfile.TemporaryDirectory() as folder:
        return decoders.take_in(path, path.name, Path(folder), settings, limits_of("pulse"))

with Decoders(processes) as decoders, ThreadPoolExecutor(processes) as pool:
    taken = list(pool.map(take_in, sorted(Path(sys.argv[1]).iterdir())))
assert all(one.chunks for one in taken)
"""


def main() -> None:
    """Measure one, two, and print the ratio."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--recordings", type=int, default=1000)
    parser.add_argument("--minutes", type=float, default=3.0)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as made, tempfile.TemporaryDirectory() as folder:
        originals = [recording(Path(made), form, options.minutes * 60) for form in FORMATS]
        for number in range(options.recordings):
            original = originals[number % len(originals)]
            (Path(folder) / f"{number:04}.{original.name}").hardlink_to(original)
        print(f"{machine()}. {options.recordings} stereo recordings of {options.minutes:g} min, in four formats.\n")
        print("| processes | wall s | CPU s | recordings a second | times one |\n|---|---|---|---|---|")
        one_s = 0.0
        for processes in (1, 2):
            cost = cost_of([sys.executable, "-c", TAKE_IN, folder, str(processes)], memory=False)
            one_s = one_s or cost.wall_s
            rate = options.recordings / cost.wall_s
            print(
                f"| {processes} | {cost.wall_s:.1f} | {cost.cpu_s:.1f} | {rate:.1f} | {one_s / cost.wall_s:.2f} |",
                flush=True,
            )


if __name__ == "__main__":
    main()
