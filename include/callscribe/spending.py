"""What a batch has paid for in its run, noted request by request, so that a killed task's spending counts too.

The notes are empty objects under the batch's folder in `work/`; their names say everything.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from callscribe.audio.decode import SAMPLE_RATE_HZ

if TYPE_CHECKING:
    from callscribe.storage import Storage


@dataclass(frozen=True)
class Spending:
    """What was paid for.

    Attributes:
        answers: Names of the answers in the vault that this run paid for.
        requests: Answers paid for, those that could not be read included.
        billed_s: Seconds of audio in them.
    """

    answers: frozenset[str]
    requests: int
    billed_s: float


def note_payment(lake: Storage, batch_folder: str, answer: str, *, requests: int, samples: int) -> None:
    """Note that an answer was paid for, `requests` times, with so many samples of audio at 16 kHz each time."""
    lake.write(f"{batch_folder}/paid/{answer}.{requests}.{samples}", b"")


def spending_of(lake: Storage, batch_folder: str) -> Spending:
    """Everything that was noted of a batch."""
    notes = [entry.key.rpartition("/")[2].split(".") for entry in lake.list(f"{batch_folder}/paid/")]
    return Spending(
        answers=frozenset(answer for answer, _, _ in notes),
        requests=sum(int(requests) for _, requests, _ in notes),
        billed_s=sum(int(requests) * int(samples) for _, requests, samples in notes) / SAMPLE_RATE_HZ,
    )
