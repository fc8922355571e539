"""What it costs to put a call's words right: the whole default polish, step by step, and Presidio on the same text.

    python benchmarks/polish.py [--words 100000]

Labelled conversations of `tests/redaction_suite.py`, spoken, with 5 % of words misheard, put end to end into one call.
Half of them have punctuation; without any there is more to do. Words a second on one core, the best of three; a minute.
"""

from __future__ import annotations

import argparse
import sys
import time
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

from callscribe import pipeline
from callscribe.polish.disfluencies import mark_disfluencies
from callscribe.polish.fillers import mark_fillers
from callscribe.polish.numbers_written import write_numbers
from callscribe.polish.paragraphs import find_paragraphs
from callscribe.polish.punctuation import punctuate
from callscribe.polish.redaction import find_entities
from callscribe.polish.vocabulary import Term, correct_vocabulary
from callscribe.recordings.recording import CallMetadata
from callscribe.settings import PolishSettings
from callscribe.transcript.transcript import Transcript
from callscribe.transcript.utterances import split_utterances

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tests"))
from redaction import presidio_alone
from redaction_suite import calls

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from callscribe.transcript.words import Word

LENGTHS = (1_000, 10_000, 100_000)
TERMS = tuple(Term(f"Term{number:02d} Corp", (f"turn {number:02d} core",)) for number in range(100))


def main() -> None:
    """Measure, and print Markdown tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--words", type=int, default=LENGTHS[-1], help="of the longest call (default: %(default)s)")
    longest = parser.parse_args().words
    spoken = conversation(longest)
    call: Any = SimpleNamespace(language="en", recording=SimpleNamespace(metadata=CallMetadata()))
    print("| the whole default polish | words/s | without punctuation | and 100 terms |\n|---|---|---|---|")
    for length in (length for length in (*LENGTHS[:-1], longest) if length <= longest):
        cells = []
        for said, terms in ((spoken, ()), (bare(spoken), ()), (bare(spoken), TERMS)):
            words, utterances = split_utterances(said[:length], pause_s=1.0)
            transcript = Transcript(tuple(words), tuple(utterances), ())
            settings = PolishSettings(vocabulary=terms)
            cells.append(speed(length, lambda t=transcript, s=settings: pipeline.polish(t, call, s, b"")))
        print(f"| {length:,} words | {' | '.join(cells)} |")
    words, utterances = split_utterances(bare(spoken[: LENGTHS[1]]), pause_s=1.0)
    presidio = presidio_alone()
    steps: dict[str, Callable[[], object]] = {
        "redaction": lambda: find_entities(words),
        "fillers, repetitions": lambda: mark_disfluencies(mark_fillers(words), language="en"),
        "numbers": lambda: write_numbers(words, language="en"),
        "vocabulary, 100 terms": lambda: correct_vocabulary(words, TERMS, language="en"),
        "punctuation": lambda: punctuate(words, language="en"),
        "paragraphs": lambda: find_paragraphs(words, utterances, language="en"),
        "Presidio's pattern recognisers, without a language model": lambda: presidio(words),
    }
    print("\n| step, 10,000 words | words/s |\n|---|---|")
    for name, step in steps.items():
        print(f"| {name} | {speed(len(words), step)} |")


def conversation(length: int) -> list[Word]:
    """Calls put end to end."""
    words: list[Word] = []
    for call in calls(10_000, "spoken", 0.05, seed=2026):
        offset_s = words[-1].end_s + 2 if words else 0.0
        words += [replace(word, start_s=word.start_s + offset_s, end_s=word.end_s + offset_s) for word in call.words]
        if len(words) >= length:
            return words[:length]
    raise SystemExit("too few conversations")


def bare(words: Sequence[Word]) -> list[Word]:
    """As PocketSphinx writes them."""
    return [replace(word, word=word.word.strip(".,?!").lower() or word.word) for word in words]


def speed(words: int, step: Callable[[], object]) -> str:
    """Words a second, the best of three."""
    took_s = []
    for _ in range(3):
        started_s = time.process_time()
        step()
        took_s.append(time.process_time() - started_s)
    return f"{words / min(took_s):,.0f}"


if __name__ == "__main__":
    main()
