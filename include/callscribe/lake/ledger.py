"""What past runs made of each recording, so that a run without dates lists only what is new.

It saves work and decides nothing else: without it, everything is listed again, the vault answers, and the same rows
are written. Its name starts with `_`, which readers of data lakes skip.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pyarrow as pa

from callscribe import __version__
from callscribe.lake.tables import CALLS, Table
from callscribe.lake.writer import merge_into, read_partition, stored_partitions

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from callscribe.recordings.recording import Recording
    from callscribe.storage import Storage

_KEY = "tables/_ledger.parquet"
_TEXT = pa.string()
_LEDGER = Table(
    "_ledger",
    pa.schema(
        [
            ("recording_uri", _TEXT),
            ("fingerprint", _TEXT),
            ("settings_hash", _TEXT),
            ("code_version", _TEXT),
            ("call_date", pa.date32()),
            ("outcome", _TEXT),
        ]
    ),
    owner="recording_uri",
)


@dataclass(frozen=True)
class Settled:
    """A recording that needs no further run while it, its metadata, the settings and our code stay as they are."""

    recording_uri: str
    fingerprint: str
    call_date: date | None
    outcome: str


def record(lake: Storage, settled: Sequence[Settled], settings_hash: str) -> None:
    """Note how recordings ended."""
    if not settled:
        return
    rows = pa.Table.from_pylist(
        [
            {
                "recording_uri": one.recording_uri,
                "fingerprint": one.fingerprint,
                "settings_hash": settings_hash,
                "code_version": __version__,
                "call_date": one.call_date,
                "outcome": one.outcome,
            }
            for one in settled
        ],
        schema=_LEDGER.schema,
    )
    merge_into(lake, _KEY, _LEDGER, rows, [one.recording_uri for one in settled])


def settled_outcomes(lake: Storage, recordings: Sequence[Recording], settings_hash: str) -> dict[str, str]:
    """Outcomes, by URI, of those recordings that a past run settled and that have not changed since.

    A transcribed call counts as long as its day is still in the tables.
    """
    stored = lake.read(_KEY)
    if stored is None:
        return {}
    fingerprints = {recording.uri: recording.fingerprint for recording in recordings}
    days = {day for _, day in stored_partitions(lake, CALLS)}
    return {
        row["recording_uri"]: row["outcome"]
        for row in read_partition(stored.content).to_pylist()
        if fingerprints.get(row["recording_uri"]) == row["fingerprint"]
        and (row["settings_hash"], row["code_version"]) == (settings_hash, __version__)
        and (row["outcome"] != "transcribed" or row["call_date"] in days)
    }
