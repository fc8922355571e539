"""Seams with a lost or doubled word: our merge and those of others, on the same synthetic calls.

    python benchmarks/seams.py [--seams 10000] [--seed 2026]

A recogniser's errors are put on perfect transcripts (`tests/seam_suite.py` says how), cut by our planner and blindly.
The constants of our merge were learned on this suite: the seed is not one they were learned with. Six minutes of CPU
time, shared by two processes.
"""

from __future__ import annotations

import argparse
import os
import sys
import time
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from itertools import product
from pathlib import Path

from callscribe.transcript.merge import merge_chunks

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tests"))
from seam_suite import HARSH, MILD, Score, score, seam_cases

os.environ.setdefault("TRANSFORMERS_VERBOSITY", "error")  # or it tells that it has no PyTorch
try:
    from seam_peers import PEERS
except ModuleNotFoundError as missing:
    raise SystemExit(
        f"{missing.name} is not installed. Run `make bench`, which installs what we compare with."
    ) from None

NOISES = {"mild": MILD, "harsh": HARSH}
CUTS = {"cut by the planner": True, "cut blindly": False}
OVERLAPS_S = (1.0, 1.5, 2.0, 3.0, 5.0)
OURS = "**ours**"
PROCESSES = 2


@dataclass(frozen=True)
class Setting:
    """How calls are cut, and how they are heard."""

    noise: str
    cut: str
    overlap_s: float


@dataclass(frozen=True)
class Result:
    """What became of one setting's seams.

    Attributes:
        scores: By method, ours among them.
        flagged_bad: Bad seams that ours flagged.
        flagged_good: Good ones that it flagged.
        ms: CPU time that ours took for a seam.
    """

    scores: dict[str, Score]
    flagged_bad: int
    flagged_good: int
    ms: float


def main() -> None:
    """Merge, and print Markdown tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seams", type=int, default=10_000, help="seams a setting (default: 10000)")
    parser.add_argument("--seed", type=int, default=2026)
    options = parser.parse_args()
    # long overlaps take longest: first, so that no process waits for the other at the end
    settings = sorted((Setting(*each) for each in product(NOISES, CUTS, OVERLAPS_S)), key=lambda one: -one.overlap_s)
    started = time.monotonic()
    with ProcessPoolExecutor(PROCESSES) as pool:
        futures = {setting: pool.submit(result_of, setting, options.seams, options.seed) for setting in settings}
        results = {setting: future.result() for setting, future in futures.items()}
    for noise, cut in product(NOISES, CUTS):
        print_tables(noise, cut, [results[Setting(noise, cut, overlap_s)] for overlap_s in OVERLAPS_S])
    print(f"{options.seams} seams a setting, seed {options.seed}; {time.monotonic() - started:.0f} s.")


def result_of(setting: Setting, seams: int, seed: int) -> Result:
    """Every method on the same seams."""
    noise, planned = NOISES[setting.noise], CUTS[setting.cut]
    cases = list(seam_cases(seams, setting.overlap_s, noise, seed, planned=planned))
    scores = {name: score(cases, merge) for name, merge in PEERS.items()}
    started_s = time.process_time()
    merged = [merge_chunks([case.left, case.right]) for case in cases]
    took_s = time.process_time() - started_s
    words = iter([one.words for one in merged])
    scores[OURS] = score(cases, lambda _left, _right: next(words))
    flagged = [any(case.faults(one.words)) for case, one in zip(cases, merged, strict=True) if one.seams[0].flagged]
    return Result(scores, sum(flagged), len(flagged) - sum(flagged), 1000 * took_s / seams)


def print_tables(noise: str, cut: str, results: list[Result]) -> None:
    """Of one noise and one way to cut, a column for each overlap."""
    print(f"### {noise}, {cut}")
    print_header("bad seams in %, overlap")
    for method in (*PEERS, OURS):
        print_row(method, [f"{100 * result.scores[method].bad_share:.2f}" for result in results])
    print_row("ours, of the best other's", [of_best_other(result) for result in results])
    print_header("words lost + doubled in 1,000 seams")
    for method in (*PEERS, OURS):
        print_row(method, [words_wrong(result.scores[method]) for result in results])
    print_header("ours")
    bad = [result.scores[OURS].bad for result in results]
    good = [result.scores[OURS].seams - result.scores[OURS].bad for result in results]
    print_row("bad seams flagged, %", [percent(each.flagged_bad, of) for each, of in zip(results, bad, strict=True)])
    print_row("good seams flagged, %", [percent(each.flagged_good, of) for each, of in zip(results, good, strict=True)])
    print_row("CPU ms a seam", [f"{result.ms:.2f}" for result in results])
    print(flush=True)


def print_header(title: str) -> None:
    print(f"\n| {title} | {' | '.join(f'{overlap_s:g} s' for overlap_s in OVERLAPS_S)} |")
    print(f"|---|{'---|' * len(OVERLAPS_S)}")


def print_row(name: str, cells: list[str]) -> None:
    print(f"| {name} | {' | '.join(cells)} |")


def of_best_other(result: Result) -> str:
    """Our bad seams over those of the best of the others."""
    fewest = min(result.scores[name].bad for name in PEERS)
    return f"{result.scores[OURS].bad / fewest:.2f}" if fewest else "-"


def words_wrong(one: Score) -> str:
    return f"{1000 * one.lost_words / one.seams:.1f} + {1000 * one.doubled_words / one.seams:.1f}"


def percent(part: int, of: int) -> str:
    return f"{100 * part / of:.1f}" if of else "-"


if __name__ == "__main__":
    main()
