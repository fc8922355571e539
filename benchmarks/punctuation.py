"""Sentence ends, question marks and capitals put back into dialogues that were stripped of them.

    python benchmarks/punctuation.py [--draws 20] [--show]

On the dialogues of tests/punctuated_speech.py, whose pauses are drawn `--draws` times, against a full stop at every
change of voice only, and at every pause of 0.7 s too. F1, with precision and recall in brackets. `--show` prints what
is wrong in one draw of those that the rules were set with. Then the speed on one core. A few seconds.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections import Counter
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

from callscribe.polish.fillers import mark_fillers
from callscribe.polish.punctuation import punctuate
from callscribe.transcript.render import as_written

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))
from punctuated_speech import DIALOGUES, SAMPLES, UNSEEN, spoken, written

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from callscribe.transcript.words import Word

PAUSE_S = 0.7
KINDS = ("sentence ends", "ends inside turns", "question marks", "capitals")


def main() -> None:
    """Print a Markdown table for each set, and the speed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--draws", type=int, default=20, help="how often the pauses are drawn (default: 20)")
    parser.add_argument("--show", action="store_true", help="print what is wrong in one draw")
    options = parser.parse_args()
    for name, dialogues in (("samples", SAMPLES.values()), ("seen", DIALOGUES), ("unseen", UNSEEN)):
        sentences = sum(token[-1] in ".?!" for dialogue in dialogues for token in written(dialogue))
        print(f"\n{name}: {sentences} sentences\n\n| | {' | '.join(KINDS)} |\n|---|{'---|' * len(KINDS)}")
        for label, step in (("ours", ours), ("change of voice", at_turns), (f"and pauses of {PAUSE_S} s", at_pauses)):
            counts = sum((counted(each, step, options.draws) for each in dialogues), Counter())
            print(f"| {label} | {' | '.join(f1(counts, kind) for kind in KINDS)} |")
        if options.show and dialogues is not UNSEEN:
            show(dialogues)
    print_speed()


def ours(words: Sequence[Word]) -> Sequence[Word]:
    return punctuate(words, language="en")


def at_turns(words: Sequence[Word]) -> Sequence[Word]:
    return stopped(words, float("inf"))


def at_pauses(words: Sequence[Word]) -> Sequence[Word]:
    return stopped(words, PAUSE_S)


def stopped(words: Sequence[Word], pause_s: float) -> Sequence[Word]:
    """A full stop at every change of voice and pause, and a capital after it."""
    shown = [word for word in words if not word.filler]
    result, opens = [], True
    for word, after in pairwise([*shown, None]):
        text = word.word.capitalize() if opens else word.word
        opens = after is None or after.channel != word.channel or after.start_s - word.end_s >= pause_s
        result.append(replace(word, written=text + "." if opens else text))
    return result


def counted(dialogue: str, step: Callable[[Sequence[Word]], Sequence[Word]], draws: int) -> Counter[str]:
    """How often each kind of mark was right, too many and missing."""
    counts: Counter[str] = Counter()
    for seed in range(draws):
        words = mark_fillers(spoken(dialogue, seed))
        wanted = reference(words, written(dialogue))
        result = [word for word in step(words) if not word.filler]
        for index, (word, right) in enumerate(zip(result, wanted, strict=True)):
            got = as_written(word)
            inside = index + 1 < len(result) and result[index + 1].channel == word.channel
            for kind, mine, theirs in (
                ("sentence ends", ends(got), ends(right)),
                ("ends inside turns", inside and ends(got), inside and ends(right)),
                ("question marks", got.endswith("?"), right.endswith("?")),
                ("capitals", got[0].isupper(), right[0].isupper()),
            ):
                counts[f"{kind} right"] += mine and theirs
                counts[f"{kind} wrong"] += mine and not theirs
                counts[f"{kind} missed"] += theirs and not mine
    return counts


def reference(words: Sequence[Word], tokens: Sequence[str]) -> list[str]:
    """The tokens without fillers, their capital given to the word that then opens the sentence."""
    kept, opens = [], True
    for word, token in zip(words, tokens, strict=True):
        if not word.filler:
            kept.append(token[:1].upper() + token[1:] if opens else token)
            opens = ends(token)
        elif ends(token):
            kept[-1] += token[-1]
            opens = True
    return kept


def ends(token: str) -> bool:
    return token[-1] in ".?!…"


def f1(counts: Counter[str], kind: str) -> str:
    right, wrong, missed = (counts[f"{kind} {what}"] for what in ("right", "wrong", "missed"))
    if not right:
        return "0"
    precision, recall = right / (right + wrong), right / (right + missed)
    return f"{2 * right / (2 * right + wrong + missed):.3f} ({precision:.3f}, {recall:.3f})"


def show(dialogues: Iterable[str]) -> None:
    for dialogue in dialogues:
        words = mark_fillers(spoken(dialogue, 0))
        result = [word for word in ours(words) if not word.filler]
        for word, right in zip(result, reference(words, written(dialogue)), strict=True):
            got = as_written(word)
            print(got if got == right else f"{got}<{right}>", end=" ")
        print("\n")


def print_speed() -> None:
    words: list[Word] = []
    while len(words) < 100_000:
        for dialogue in DIALOGUES:
            at_s = words[-1].end_s + 1 if words else 0.0
            words += [
                replace(word, start_s=word.start_s + at_s, end_s=word.end_s + at_s) for word in spoken(dialogue, 0)
            ]
    for count in (10_000, 100_000):
        part = words[:count]
        best = min(timed(part) for _ in range(3))
        print(f"\n{count:,} words: {count / best:,.0f} words/s")


def timed(words: Sequence[Word]) -> float:
    started = time.perf_counter()
    ours(words)
    return time.perf_counter() - started


if __name__ == "__main__":
    main()
