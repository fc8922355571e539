"""Personal data found in made-up calls: by ours, and by Presidio alone.

    python benchmarks/redaction.py [--calls 2000] [--seed 2026] [--failures TYPE]

`tests/redaction_suite.py` makes the calls and says what counts. Half of them have numbers in digits, half in words;
each with 0, 5 and 15 % of words misheard. Presidio runs with its predefined pattern recognisers for English, without
a model, on the text of a call, a line a turn. `--failures` prints what ours missed, and hid by fault, of one type.
"""

from __future__ import annotations

import argparse
import logging
import os
import sys
import time
from bisect import bisect_left, bisect_right
from itertools import accumulate
from pathlib import Path

from callscribe.polish.entities import EntitySpan
from callscribe.polish.redaction import find_entities

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tests"))
from typing import TYPE_CHECKING

from redaction_suite import FORMS, Find, Score, TypeScore, calls, score

if TYPE_CHECKING:
    from collections.abc import Sequence

    from callscribe.transcript.words import Word

ERRORS = (0.0, 0.05, 0.15)
OF_PRESIDIO = {
    "CREDIT_CARD": "CARD_NUMBER",
    "CRYPTO": "SECRET",
    "EMAIL_ADDRESS": "EMAIL",
    "IBAN_CODE": "IBAN",
    "IP_ADDRESS": "NETWORK",
    "MAC_ADDRESS": "NETWORK",
    "URL": "NETWORK",
    "PHONE_NUMBER": "PHONE",
    "US_BANK_NUMBER": "BANK_ACCOUNT",
    "US_DRIVER_LICENSE": "DOCUMENT_ID",
    "US_PASSPORT": "DOCUMENT_ID",
    "UK_PASSPORT": "DOCUMENT_ID",
    "DATE_TIME": "DATE_OF_BIRTH",
    "US_SSN": "NATIONAL_ID",
    "US_ITIN": "NATIONAL_ID",
    "UK_NINO": "NATIONAL_ID",
    "UK_NHS": "NATIONAL_ID",
}
"""Presidio's names for our types; any other counts as LONG_NUMBER."""


def main() -> None:
    """Find, compare, and print Markdown tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--calls", type=int, default=2000, help="written calls and spoken ones (default: 2000 of each)")
    parser.add_argument("--seed", type=int, default=2026)
    parser.add_argument("--failures", metavar="TYPE", help="print ours of one entity type, or of ALL, and stop")
    options = parser.parse_args()
    if options.failures:
        print_failures(options.calls, options.seed, options.failures)
        return
    presidio = presidio_alone()
    finders: dict[str, Find] = {"ours": find_entities, "Presidio": presidio}
    for errors in ERRORS:
        results: dict[str, list[Score]] = {name: [] for name in finders}
        took_s = dict.fromkeys(finders, 0.0)
        for form in FORMS:
            some = list(calls(options.calls, form, errors, options.seed))
            for name, find in finders.items():
                started_s = time.process_time()
                found = iter([find(call.words) for call in some])
                took_s[name] += time.process_time() - started_s
                results[name].append(score(some, lambda _words, found=found: next(found)))
        print_tables(errors, results, took_s)
    print(f"{options.calls} calls of each form, seed {options.seed}.")


def presidio_alone() -> Find:
    """Presidio's analyzer, its pattern recognisers only."""
    os.environ.setdefault("TRANSFORMERS_VERBOSITY", "error")  # or it tells that it has no PyTorch
    try:
        import spacy
        from presidio_analyzer import AnalyzerEngine, RecognizerRegistry
        from presidio_analyzer.nlp_engine import SpacyNlpEngine
    except ModuleNotFoundError as missing:
        raise SystemExit(
            f"{missing.name} is not installed. Run `make bench`, which installs what we compare with."
        ) from None

    for name in ("presidio-analyzer", "tldextract"):  # the latter tells of a list that it could not fetch
        logging.getLogger(name).setLevel(logging.CRITICAL)

    class WithoutModel(SpacyNlpEngine):
        def __init__(self) -> None:
            super().__init__()
            self.nlp = {"en": spacy.blank("en")}

    registry = RecognizerRegistry(supported_languages=["en"])
    registry.load_predefined_recognizers(languages=["en"])
    registry.remove_recognizer("SpacyRecognizer")
    analyzer = AnalyzerEngine(registry=registry, nlp_engine=WithoutModel(), supported_languages=["en"])

    def find(words: Sequence[Word]) -> list[EntitySpan]:
        text = "".join(
            word.word + ("\n" if at + 1 == len(words) or words[at + 1].channel != word.channel else " ")
            for at, word in enumerate(words)
        )
        ends = list(accumulate(len(word.word) + 1 for word in words))
        spans = []
        for result in analyzer.analyze(text, language="en"):
            first = bisect_right(ends, result.start)
            last = bisect_left(ends, result.end)
            kind = OF_PRESIDIO.get(result.entity_type, "LONG_NUMBER")
            spans.append(EntitySpan(kind, first, min(last, len(words) - 1), result.entity_type, result.score))
        # the surest one last: where two overlap it names the words
        return sorted(spans, key=lambda span: span.score)

    return find


def print_tables(errors: float, results: dict[str, list[Score]], took_s: dict[str, float]) -> None:
    """Of one rate of errors."""
    both = {name: written + spoken for name, (written, spoken) in results.items()}
    print(f"### {100 * errors:.0f} % of words misheard\n")
    print("| | | recall % | leaked % | right kind % | precision % | false in 1,000 words |")
    print("|---|---|---|---|---|---|---|")
    for name, (written, spoken) in results.items():
        for form, one in (("written", written), ("spoken", spoken), ("**together**", both[name])):
            print(f"| {name} | {form} | {cells(one.overall)} | {one.false_per_1000:.2f} |")
    print("\n| together, ours | mentions | recall % | leaked % | right kind % | precision % | Presidio's recall % |")
    print("|---|---|---|---|---|---|---|")
    ours, theirs = both["ours"], both["Presidio"]
    of_ssn = "NATIONAL_ID US SSN"
    kinds = sorted(ours.by_type.keys() & theirs.by_type.keys())
    rows = [(kind, ours.by_type[kind], theirs.by_type[kind]) for kind in kinds]
    rows.append(("of them US SSN", ours.by_variety[of_ssn], theirs.by_variety[of_ssn]))
    for kind, mine, other in rows:
        print(f"| {kind} | {mine.mentions} | {cells(mine)} | {percent(other.recall) if other.mentions else '-'} |")
    rates = {name: both[name].words / took_s[name] for name in took_s}
    print(f"\nWords a second: ours {rates['ours']:,.0f}, Presidio {rates['Presidio']:,.0f}.\n", flush=True)


def cells(one: TypeScore) -> str:
    shares = (one.recall, one.leaked_share, one.kind_accuracy) if one.mentions else (None, None, None)
    return " | ".join("-" if share is None else percent(share) for share in (*shares, one.precision))


def percent(share: float) -> str:
    return f"{100 * share:.2f}"


def print_failures(count: int, seed: int, entity_type: str) -> None:
    """What ours missed and hid by fault."""
    for errors in ERRORS[:2]:
        for form in FORMS:
            total = score(list(calls(count, form, errors, seed)), find_entities)
            faults = [fault for fault in total.faults if entity_type in (fault.entity_type, "ALL")]
            print(f"\n## {form}, {100 * errors:.0f} % errors: {len(faults)} faults")
            for fault in faults:
                what = "hidden by" if fault.false else "missed:"
                print(f"- {fault.entity_type} {what} {fault.variety}: {fault.context}")


if __name__ == "__main__":
    main()
