"""What redaction finds in calls written by hand, and what it hides that is nobody's secret.

    python benchmarks/dialogues.py [--set a|b|c|es|fr|...] [--show]

`tests/call_dialogues.py` says what is marked. A stretch is found when all its words are hidden, as whatever kind; a
word is leaked when it is marked and not hidden, false when it is hidden and ordinary. `--show` prints each stretch
that is not found whole and each run of false words: the words in capitals in `>` and `<`, with what stands around.
Set c guided no rule, and should not be shown to who writes them; nor should the even calls of other languages.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

from callscribe.polish.entities import ENTITY_TYPES
from callscribe.polish.redaction import find_entities

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tests"))
from call_dialogues import FILES, STYLES, Dialogue, dialogues

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

CONTEXT_WORDS = 8


@dataclass(frozen=True, slots=True)
class Outcome:
    """What was hidden of one call: the type of the span that covers each word, or None."""

    dialogue: Dialogue
    hidden: tuple[str | None, ...]


def main() -> None:
    """Score each file, or one."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--set", choices=tuple(FILES), help="only this file (default: each)")
    parser.add_argument("--show", action="store_true", help="print each miss and each false word")
    options = parser.parse_args()
    for name in (options.set,) if options.set else tuple(FILES):
        language = "en" if len(name) == 1 else name
        outcomes = [redacted(dialogue, language) for dialogue in dialogues(name)]
        if options.show:
            show(outcomes)
        print_tables(name, outcomes)


def redacted(dialogue: Dialogue, language: str) -> Outcome:
    """Find what is to be hidden in a call."""
    hidden: list[str | None] = [None] * len(dialogue.words)
    for span in find_entities(dialogue.words, language=language):
        for index in range(span.first_word, span.last_word + 1):
            hidden[index] = span.entity_type
    return Outcome(dialogue, tuple(hidden))


def print_tables(name: str, outcomes: Sequence[Outcome]) -> None:
    """Markdown: recall by kind, then everything by style and by whether words are misheard."""
    print(f"\nset {name}: {len(outcomes)} calls\n")
    print("| kind | stretches | found | under its kind | words leaked |\n|---|---:|---:|---:|---:|")
    for kind in ENTITY_TYPES:
        print(f"| {kind} | {recall(outcomes, (kind,))} |")
    print(f"| all | {recall(outcomes)} |")
    print("\n| calls | stretches | found | under its kind | words leaked | ordinary words | false in 1,000 |")
    print("|---|---:|---:|---:|---:|---:|---:|")
    for errors in (False, True):
        for style in STYLES:
            part = [each for each in outcomes if (each.dialogue.style, each.dialogue.errors) == (style, errors)]
            print_part(f"{style}, {'misheard' if errors else 'as said'}", part)
    print_part("all", outcomes)
    false = Counter(
        str(hidden)
        for outcome in outcomes
        for kind, hidden in zip(outcome.dialogue.kinds, outcome.hidden, strict=True)
        if kind is None and hidden is not None
    )
    print("\nfalse words by what they were taken for: ", end="")
    print(", ".join(f"{kind} {count}" for kind, count in false.most_common()))


def recall(outcomes: Iterable[Outcome], kinds: Collection[str] = ENTITY_TYPES) -> str:
    """Cells of a table: stretches, share found, share found under their own kind, share of words leaked."""
    stretches = found = rightly = words = leaked = 0
    for outcome in outcomes:
        for stretch in outcome.dialogue.stretches:
            if stretch.kind not in kinds:
                continue
            hidden = [outcome.hidden[index] for index in stretch.words]
            stretches += 1
            found += None not in hidden
            rightly += set(hidden) == {stretch.kind}
            words += len(hidden)
            leaked += hidden.count(None)
    if not stretches:
        return "0 | | |"
    return f"{stretches} | {found / stretches:.1%} | {rightly / stretches:.1%} | {leaked / words:.1%}"


def print_part(name: str, outcomes: Sequence[Outcome]) -> None:
    """One row: recall and false words of some calls."""
    ordinary = [
        hidden
        for outcome in outcomes
        for kind, hidden in zip(outcome.dialogue.kinds, outcome.hidden, strict=True)
        if kind is None
    ]
    false = len(ordinary) - ordinary.count(None)
    share = f"{1000 * false / len(ordinary):.1f}" if ordinary else ""
    print(f"| {name} | {recall(outcomes)} | {len(ordinary):,} | {share} |")


def show(outcomes: Iterable[Outcome]) -> None:
    """Print every stretch with a leaked word and every run of false words."""
    for outcome in outcomes:
        dialogue = outcome.dialogue
        for stretch in dialogue.stretches:
            leaked = {index for index in stretch.words if outcome.hidden[index] is None}
            if leaked:
                said = in_context(dialogue, stretch.words[0], stretch.words[-1], leaked)
                print(f"missed {stretch.kind} | {dialogue.id} | {said}")
        false = [
            index
            for index, (kind, hidden) in enumerate(zip(dialogue.kinds, outcome.hidden, strict=True))
            if kind is None and hidden is not None
        ]
        for _, run in groupby(enumerate(false), key=lambda item: item[1] - item[0]):
            indices = [index for _, index in run]
            said = in_context(dialogue, indices[0], indices[-1], set(indices))
            print(f"false {outcome.hidden[indices[0]]} | {dialogue.id} | {said}")


def in_context(dialogue: Dialogue, first: int, last: int, marked: set[int]) -> str:
    """The words from `first` to `last` in `>` and `<`, the marked ones in capitals, and the words around them."""
    shown = []
    for index in range(max(0, first - CONTEXT_WORDS), min(len(dialogue.words), last + CONTEXT_WORDS + 1)):
        word = dialogue.words[index]
        if index and word.channel != dialogue.words[index - 1].channel:
            shown.append("A:" if word.channel == 0 else "C:")
        text = word.word.upper() if index in marked else word.word
        shown.append(f"{'>' * (index == first)}{text}{'<' * (index == last)}")
    return " ".join(shown)


if __name__ == "__main__":
    main()
