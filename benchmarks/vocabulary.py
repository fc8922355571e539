"""Misheard terms put right, and words harmed on the way.

    python benchmarks/vocabulary.py [--show]

On the sentences of tests/misheard_terms.py, against plain edit distance: the best of all terms for each stretch of one
to five words, taken from a ratio of 85 on (rapidfuzz). A win is a sentence that was misheard and is right afterwards; a
harm is a sentence that needed no change and has one, or that was changed to something wrong. `--show` prints what is
not right of those that the rules were set with. Then the speed on one core. Some seconds.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from rapidfuzz import fuzz, process

from callscribe.polish.vocabulary import MAX_WORDS, Term, correct_vocabulary
from callscribe.transcript.render import render

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))
from misheard_terms import VOCABULARY, held_out, seen

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from callscribe.transcript.words import Word
    from misheard_terms import Case

    Step = Callable[[Sequence[Word]], tuple[Word, ...]]

RATIO = 85
SYLLABLES = "ba cor den fi gra hol jin ka lor mex nu pra qui ros sten tal vio wen xo zu".split()


def main() -> None:
    """Print a Markdown table, and the speed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--show", action="store_true", help="print what is not right of those the rules were set with")
    options = parser.parse_args()
    bare = tuple(replace(term, sounds_like=()) for term in VOCABULARY)
    steps: tuple[tuple[str, Step], ...] = (
        ("ours", lambda words: correct_vocabulary(words, VOCABULARY, language="en")),
        ("ours, no `sounds_like`", lambda words: correct_vocabulary(words, bare, language="en")),
        (f"edit distance, {RATIO}", by_edit_distance),
    )
    print("| | set | misheard | wins | traps | harms | wins for each harm |\n|---|---|---|---|---|---|---|")
    for name, cases in (("seen", seen()), ("held out", held_out())):
        for label, step in steps:
            wins, harms = judged(cases, step)
            misheard = sum(case.misheard for case in cases)
            ratio = f"{wins / harms:.1f}" if harms else "no harm"
            print(f"| {label} | {name} | {misheard} | {wins} | {len(cases) - misheard} | {harms} | {ratio} |")
    if options.show:
        show(seen(), steps[0][1])
    print_speed()


def judged(cases: Sequence[Case], step: Step) -> tuple[int, int]:
    wins = harms = 0
    for case in cases:
        text = render(step(case.heard), "clean")
        unchanged = text == render(case.heard, "clean")
        wins += case.misheard and text == case.wanted
        harms += not unchanged and text != case.wanted
    return wins, harms


def by_edit_distance(words: Sequence[Word]) -> tuple[Word, ...]:
    """Each stretch, longest first, replaced by the term that is nearest in letters, if that is near enough."""
    names = [term.text for term in VOCABULARY]
    result = list(words)
    first = 0
    while first < len(words):
        for after in range(min(first + MAX_WORDS, len(words)), first, -1):
            said = " ".join(word.word for word in words[first:after])
            found = process.extractOne(
                said,
                names,
                scorer=fuzz.ratio,
                processor=lambda text: text.casefold().replace(" ", ""),
                score_cutoff=RATIO,
            )
            if found:
                for position in range(first, after):
                    result[position] = replace(words[position], written=found[0] if position == first else "")
                first = after - 1
                break
        first += 1
    return tuple(result)


def show(cases: Sequence[Case], step: Step) -> None:
    for case in cases:
        text = render(step(case.heard), "clean")
        if text != case.wanted:
            print(f"{text}\n    wanted: {case.wanted}")


def print_speed() -> None:
    chance = random.Random(1)
    names = {"".join(chance.choices(SYLLABLES, k=chance.randint(2, 4))).capitalize() for _ in range(2000)}
    sentences = [case.heard for case in (*seen(), *held_out())]
    ordinary = [case.heard for case in (*seen(), *held_out()) if not case.misheard]
    words: list[Word] = []
    while len(words) < 100_000:
        # one sentence in a hundred has a misheard term
        heard = chance.choice(ordinary if chance.random() < 0.99 else sentences)
        at_s = words[-1].end_s + 1 if words else 0.0
        words += [replace(word, start_s=word.start_s + at_s, end_s=word.end_s + at_s) for word in heard]
    for count in (100, 1000):
        terms = (*VOCABULARY, *map(Term, sorted(names)))[:count]
        started = time.perf_counter()
        correct_vocabulary(words[:1], terms, language="en")
        built = time.perf_counter()
        correct_vocabulary(words, terms, language="en")
        took_s = time.perf_counter() - built
        print(f"\n{count} terms: {len(words) / took_s:,.0f} words/s, index built in {built - started:.3f} s")


if __name__ == "__main__":
    main()
