"""What cutting does to real recognition: PocketSphinx through pulse-local on the sample calls, whole and in chunks.

    python benchmarks/chunked_recognition.py

Each call goes the whole way to the tables three times: in one piece a channel, in chunks of 15 s that share 2 s, and so
with flagged seams heard again. What came out is compared with what was said. Five minutes on two cores.
"""

from __future__ import annotations

import sys
import tempfile
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

from callscribe.direct import transcribe_files
from callscribe.engines.pulse import PulseClient
from callscribe.evaluation.evaluate import evaluate
from callscribe.lake.views import open_views
from callscribe.metrics.diarization_errors import COLLAR_S
from callscribe.settings import AudioSettings, Settings
from callscribe.storage import LocalStorage

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "scripts"))
from local_airflow import SAMPLE_CALLS, pulse_local

if TYPE_CHECKING:
    from callscribe.metrics.word_errors import WordErrors

WAYS = {
    "whole": AudioSettings(),
    "chunked": AudioSettings(chunk_s=15.0, overlap_s=2.0),
    "chunked, healed": AudioSettings(chunk_s=15.0, overlap_s=2.0, heal_seams=True),
}


@dataclass(frozen=True)
class Result:
    """How one way ended.

    Attributes:
        calls: Errors by call id.
        flagged: Of the seams.
        requests: What the engine was asked, healing included.
    """

    calls: dict[str, WordErrors]
    total: WordErrors
    seams: int
    flagged: int
    requests: int
    billed_s: float


def main() -> None:
    """Transcribe, and print Markdown tables."""
    with tempfile.TemporaryDirectory() as folder, pulse_local(log=sys.stderr) as url:
        results = {
            name: result_of(audio, Path(folder) / str(number), url) for number, (name, audio) in enumerate(WAYS.items())
        }
    whole = results["whole"]
    print(f"Word error rate in % of PocketSphinx {version('pocketsphinx')}.\n")
    print(f"| call | words | {' | '.join(results)} |\n|---|---|{'---|' * len(results)}")
    for call_id, errors in whole.calls.items():
        print_row(call_id, errors.words, *(percent(result.calls[call_id]) for result in results.values()))
    print_row("**all**", whole.total.words, *(percent(result.total) for result in results.values()))
    print("\n| | substituted | deleted | inserted | points worse | seams | flagged | requests | billed s |")
    print(f"|---|{'---|' * 8}")
    for name, result in results.items():
        total = result.total
        worse = 100 * (total.errors - whole.total.errors) / whole.total.words
        kinds = (total.substitutions, total.deletions, total.insertions)
        print_row(
            name, *kinds, f"{worse:+.1f}", result.seams, result.flagged, result.requests, f"{result.billed_s:.0f}"
        )


def result_of(audio: AudioSettings, lake: Path, url: str) -> Result:
    """Transcribe the sample calls into a new lake, and compare it with the references."""
    sidecars = sorted(SAMPLE_CALLS.glob("2026-*/*.json"))
    outcomes = transcribe_files(
        [sidecar.with_suffix("") for sidecar in sidecars],
        LocalStorage(lake),
        PulseClient("local", base_url=url),
        Settings(audio=audio),
        language="en",
        call_date=None,
        date_needed=True,
    )
    failed = [f"{one.uri}: {one.failure.message}" for one in outcomes if one.failure]
    evaluation = evaluate(lake, SAMPLE_CALLS / "references", collar_s=COLLAR_S)
    if failed or not evaluation.complete:
        raise SystemExit("\n".join(["Not every call was transcribed.", *failed, *evaluation.unreadable.values()]))
    with open_views(LocalStorage(lake)) as views:
        seams, flagged = fetched(views.execute("SELECT count(*), count(*) FILTER (flagged) FROM seams").fetchone())
        asked = views.execute("SELECT sum(requests)::INT, sum(billed_ms) / 1000 FROM intake")
        requests, billed_s = fetched(asked.fetchone())
    calls = {call_id: figures.words for call_id, figures in evaluation.calls.items()}
    return Result(calls, evaluation.total.words, int(seams), int(flagged), int(requests), billed_s)


def fetched(row: tuple[float, float] | None) -> tuple[float, float]:
    assert row is not None
    return row


def percent(errors: WordErrors) -> str:
    return f"{100 * errors.errors / errors.words:.1f}"


def print_row(*cells: object) -> None:
    print(f"| {' | '.join(map(str, cells))} |")


if __name__ == "__main__":
    main()
