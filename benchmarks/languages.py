"""Which library tells languages apart in what is said on calls: accuracy by length, time, memory.

    python benchmarks/languages.py

104 bare sentences in eight languages (`tests/spoken_languages.py`), cut to their first words, with all of Pulse's
documented languages as candidates. Each library runs in a process of its own. *Answered* and *wrong*: from a
probability of 0.8 on, as `callscribe.polish.languages` has it.
"""

from __future__ import annotations

import resource
import sys
import time
from multiprocessing import get_context
from pathlib import Path
from typing import TYPE_CHECKING

from callscribe.polish.languages import CANDIDATES, CERTAIN

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tests"))
from spoken_languages import SENTENCES

if TYPE_CHECKING:
    from collections.abc import Callable

LENGTHS = (2, 3, 5, 99)


def main() -> None:
    """Measure, and print a Markdown table."""
    print(
        "| | load | memory | ms a sentence | " + " | ".join(f"first {length} words" for length in LENGTHS[:-1]), end=""
    )
    print(" | whole |\n|---|---|---|---|" + "---|" * len(LENGTHS))
    for name in ("py3langid", "lingua", "lingua, low accuracy"):
        with get_context("spawn").Pool(1) as pool:
            print(pool.apply(row, (name,)))
    print("\nRight, answered, wrong, in %.")


def row(name: str) -> str:
    before_mib, started = peak_mib(), time.perf_counter()
    identify = loaded(name)
    for sentences in SENTENCES.values():
        identify(sentences[0])
    load_s = time.perf_counter() - started
    cells = []
    for length in LENGTHS:
        texts = [
            (language, " ".join(sentence.split()[:length]))
            for language, sentences in SENTENCES.items()
            for sentence in sentences
        ]
        started = time.perf_counter()
        answers = [(language, *identify(text)) for language, text in texts]
        took_ms = 1000 * (time.perf_counter() - started) / len(texts)
        right = sum(language == answer for language, answer, _ in answers)
        certain = [(language, answer) for language, answer, probability in answers if probability >= CERTAIN]
        wrong = sum(language != answer for language, answer in certain)
        cells.append(" / ".join(f"{100 * count / len(texts):.0f}" for count in (right, len(certain), wrong)))
    return f"| {name} | {load_s:.2f} s | {peak_mib() - before_mib:.0f} MiB | {took_ms:.2f} | {' | '.join(cells)} |"


def loaded(name: str) -> Callable[[str], tuple[str, float]]:
    if name == "py3langid":
        from py3langid.langid import MODEL_FILE, LanguageIdentifier

        identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
        identifier.set_languages(CANDIDATES)
        classify: Callable[[str], tuple[str, float]] = identifier.classify
        return classify
    try:
        from lingua import IsoCode639_1, LanguageDetectorBuilder
    except ModuleNotFoundError as missing:
        raise SystemExit(
            f"{missing.name} is not installed. Run `make bench`, which installs what we compare with."
        ) from None

    # it knows no Maltese
    codes = [getattr(IsoCode639_1, tag.upper()) for tag in CANDIDATES if hasattr(IsoCode639_1, tag.upper())]
    builder = LanguageDetectorBuilder.from_iso_codes_639_1(*codes)
    built = (builder.with_low_accuracy_mode() if "low" in name else builder).build()

    def identify(text: str) -> tuple[str, float]:
        best = built.compute_language_confidence_values(text)[0]
        return best.language.iso_code_639_1.name.lower(), best.value

    return identify


def peak_mib() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    main()
