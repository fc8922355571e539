"""How well hesitations, fillers, repetitions and false starts are marked, and how fast.

python benchmarks/disfluencies.py [--words 100000]

Recall by kind is that of the labels; precision is over all marks. Speed is that of both steps over the labelled
sentences in random order, four traps to each sentence with something to leave out (5 to 7 % of the words; about 6 % in
conversation, Fox Tree 1995, "The effects of false starts and repetitions").
"""

from __future__ import annotations

import argparse
import random
import sys
import time
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))
from disfluent_speech import KINDS, LANGUAGES, marked, score, sentences

if TYPE_CHECKING:
    from callscribe.transcript.words import Word


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--words", type=int, default=100_000)
    options = parser.parse_args()
    for held_out in (False, True):
        which = "held out" if held_out else "rules made with"
        print(f"\n{which}: language, sentences (traps), precision, recall, by kind")
        for language in LANGUAGES:
            found = score(sentences(language, held_out=held_out), language=language)
            by_kind = ", ".join(f"{kind} {found.found[kind]}/{found.wanted[kind]}" for kind in KINDS.values())
            print(
                f"{language}  {found.sentences} ({found.traps})  {found.precision:.3f}  {found.recall:.3f}  {by_kind}"
            )
    print("\nwords a second, both steps, best of 5")
    for language in LANGUAGES:
        words = call(language, options.words)
        print(f"{language}  {len(words) / min(seconds(words, language) for _ in range(5)):,.0f}")


def call(language: str, count: int) -> list[Word]:
    """Labelled sentences one after the other, two parties in turn.

    Args:
        language: One of `LANGUAGES`.
        count: How many words at least.

    Returns:
        The words, 0.3 s apart.
    """
    rng = random.Random(1)
    labelled = sentences(language) + sentences(language, held_out=True)
    pool = [one for one in labelled for _ in range(1 if any(one.kinds) else 4)]
    words: list[Word] = []
    party = 0
    while len(words) < count:
        party = 1 - party
        for word in rng.choice(pool).words:
            start_s = 0.3 * len(words)
            words.append(replace(word, start_s=start_s, end_s=start_s + 0.25, channel=party))
    return words


def seconds(words: list[Word], language: str) -> float:
    """Processor time of one run."""
    start = time.process_time()
    marked(words, language=language)
    return time.process_time() - start


if __name__ == "__main__":
    main()
