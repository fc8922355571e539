"""Paragraphs of long turns: ours against cuts of a fixed length and cuts at silence alone.

    python benchmarks/paragraphs.py [--monologues 400] [--seed 2026] [--fit]

Monologues of joined passages whose topics are known (`tests/topic_talk.py`), those of the half that nothing was fitted
on. Pk (Beeferman and others 1999) and WindowDiff (Pevzner and Hearst 2002), from NLTK, over words: 0 is right, and a
paragraph that begins inside an utterance, where none of the methods can cut, counts against all of them.

`--fit` prints the weights that logistic regression finds on the other half.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable, Sequence, Set
from itertools import pairwise, product
from pathlib import Path
from statistics import fmean

import numpy as np
from scipy.optimize import minimize

from callscribe.polish.paragraphs import (
    SHORTEST_PAUSE_S,
    WEIGHT_ANNOUNCEMENT,
    Cohesion,
    find_gaps,
    find_paragraphs,
)
from callscribe.transcript.utterances import Utterance

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tests"))
from topic_talk import FITTED, UNSEEN, Monologue, monologue

try:
    from nltk.metrics.segmentation import pk, windowdiff
except ModuleNotFoundError as missing:
    raise SystemExit(
        f"{missing.name} is not installed. Run `make bench`, which installs what we compare with."
    ) from None

Method = Callable[[Monologue, Sequence[Utterance]], Set[int]]
"""Where paragraphs begin: indices of words."""

PAUSES_S = (1.0, 0.5)
"""That end an utterance: ours, and a shorter one, which lets paragraphs begin in more places."""


def main() -> None:
    """Cut, and print a Markdown table for each setting."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--monologues", type=int, default=400, help="of each kind (default: 400)")
    parser.add_argument("--seed", type=int, default=2026)
    parser.add_argument("--fit", action="store_true", help="find the weights on the other half")
    options = parser.parse_args()
    if options.fit:
        print_weights(options.monologues, options.seed)
        return
    for pause_s, one_subject in product(PAUSES_S, (False, True)):
        fitted = monologues(FITTED, options.monologues, options.seed, one_subject=one_subject)
        unseen = monologues(UNSEEN, options.monologues, options.seed, one_subject=one_subject)
        print_table(fitted, unseen, pause_s, "one subject" if one_subject else "many subjects")


def monologues(passages: dict[str, tuple[str, ...]], count: int, seed: int, *, one_subject: bool) -> list[Monologue]:
    """As many with punctuation as without."""
    return [
        monologue(passages, seed * 100_000 + number, one_subject=one_subject, bare=number % 2 == 0)
        for number in range(count)
    ]


def print_table(fitted: list[Monologue], unseen: list[Monologue], pause_s: float, title: str) -> None:
    mean_words = round(sum(len(one.words) for one in fitted) / sum(len(one.starts) + 1 for one in fitted))

    def pk_at(silence_s: float) -> float:
        return fmean(scored(fitted, pause_s, lambda one, utterances: at_silence(one, utterances, silence_s))[0])

    # the silence that is best on the half that ours was fitted on
    silence_s = min((tenths / 10 for tenths in range(6, 31)), key=pk_at)
    methods: dict[str, Method] = {
        "turns as they are": lambda _one, utterances: new_paragraphs(
            utterances, [each.paragraph_id for each in utterances]
        ),
        f"every {mean_words} words": lambda _one, utterances: at_length(utterances, mean_words),
        f"silence over {silence_s:.1f} s": lambda one, utterances: at_silence(one, utterances, silence_s),
        "**ours**": ours,
        "the best that utterances allow": lambda one, utterances: one.starts & {u.first_word for u in utterances},
    }
    print(f"\n| {title}, utterances end at {pause_s:g} s | Pk | WindowDiff | found, % | right, % |")
    print("|---|---|---|---|---|")
    for name, cut in methods.items():
        pks, diffs, found, right = scored(unseen, pause_s, cut)
        print(f"| {name} | {fmean(pks):.3f} | {fmean(diffs):.3f} | {found:.0f} | {right:.0f} |")


def scored(talks: list[Monologue], pause_s: float, cut: Method) -> tuple[list[float], list[float], float, float]:
    """Pk and WindowDiff of each; of all starts the share found, and of all cuts the share that is right, in %."""
    pks, diffs = [], []
    hits = cuts = starts = 0
    for one in talks:
        found = cut(one, one.utterances(pause_s))
        truth, guess = as_text(one.starts, len(one.words)), as_text(found, len(one.words))
        window = max(2, round(len(one.words) / (len(one.starts) + 1) / 2))
        pks.append(pk(truth, guess, window))
        diffs.append(windowdiff(truth, guess, window))
        hits += len(found & one.starts)
        cuts += len(found)
        starts += len(one.starts)
    return pks, diffs, 100 * hits / starts, 100 * hits / cuts if cuts else 0.0


def as_text(starts: Set[int], words: int) -> str:
    """As NLTK takes segmentations: a "1" at each word that ends a segment."""
    return "".join("1" if index + 1 in starts else "0" for index in range(words))


def at_length(utterances: Sequence[Utterance], words: int) -> set[int]:
    """At the end of the utterance in which the length is reached."""
    cuts, last = set(), 0
    for utterance in utterances:
        if utterance.first_word - last >= words:
            last = utterance.first_word
            cuts.add(last)
    return cuts


def at_silence(one: Monologue, utterances: Sequence[Utterance], silence_s: float) -> set[int]:
    """Wherever it is as long."""
    firsts = [utterance.first_word for utterance in utterances[1:]]
    return {first for first in firsts if one.words[first].start_s - one.words[first - 1].end_s > silence_s}


def ours(one: Monologue, utterances: Sequence[Utterance]) -> set[int]:
    return new_paragraphs(utterances, find_paragraphs(one.words, utterances, language="en"))


def new_paragraphs(utterances: Sequence[Utterance], paragraphs: Sequence[int]) -> set[int]:
    return {
        utterance.first_word
        for utterance, (last, this) in zip(utterances[1:], pairwise(paragraphs), strict=True)
        if last != this
    }


def print_weights(count: int, seed: int) -> None:
    """By logistic regression on the places of the fitted half, the weight of announcements left as it is."""
    rows, known, labels = [], [], []
    for pause_s, one_subject in product(PAUSES_S, (False, True)):
        for one in monologues(FITTED, count, seed + 1, one_subject=one_subject):
            utterances = one.utterances(pause_s)
            for gap in find_gaps(utterances, one.words, Cohesion(one.words, language="en"), language="en"):
                rows.append((1.0, np.log(max(gap.pause_s, SHORTEST_PAUSE_S)), gap.opens, gap.depth))
                known.append(WEIGHT_ANNOUNCEMENT * gap.announces)
                labels.append(utterances[gap.utterance].first_word in one.starts)
    features, announced, truth = np.array(rows, dtype=float), np.array(known), np.array(labels)

    def loss(weights: np.ndarray) -> float:
        odds = announced + features @ weights
        return float(np.mean(np.logaddexp(0, np.where(truth, -odds, odds))))

    weights = minimize(loss, np.zeros(features.shape[1])).x
    for name, weight in zip(("bias", "pause", "opener", "depth"), weights, strict=True):
        print(f"{name} {weight:.2f}")


if __name__ == "__main__":
    started = time.monotonic()
    main()
    print(f"\n{time.monotonic() - started:.0f} s.")
