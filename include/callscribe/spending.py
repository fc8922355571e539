"""What a batch has paid for in its run, noted request by request, so that a killed task's spending counts too.

The notes are empty objects under the batch's folder in `work/`; their names say everything.
"""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from typing import TYPE_CHECKING

from callscribe.audio.pcm import SAMPLE_RATE_HZ

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


def note_payment(lake: Storage, batch_folder: str, answer: str, samples: int) -> None:
    """Note one request that was answered, and its samples of audio at 16 kHz."""
    lake.write(f"{batch_folder}/paid/{answer}.{samples}.{uuid.uuid4().hex[:8]}", b"")


def spending_of(lake: Storage, batch_folder: str) -> Spending:
    """Everything that was noted of a batch."""
    notes = [entry.key.rpartition("/")[2].split(".") for entry in lake.list(f"{batch_folder}/paid/")]
    return Spending(
        answers=frozenset(answer for answer, _, _ in notes),
        requests=len(notes),
        billed_s=sum(int(samples) for _, samples, _ in notes) / SAMPLE_RATE_HZ,
    )
