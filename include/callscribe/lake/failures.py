"""The `failures` table: recordings that were not transcribed, by the day of the run that tried."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from callscribe.lake.rows import as_table
from callscribe.lake.tables import FAILURES
from callscribe.lake.writer import write_rows

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    import pyarrow as pa

    from callscribe.recordings.recording import Failure
    from callscribe.storage import Storage


def write_failures(lake: Storage, failures: Iterable[Failure], run_id: str, run_date: date, buckets: int) -> None:
    """Add failures to the run's day; one seen before keeps when that was, and counts its attempts."""
    now = datetime.now(UTC)
    rows = [
        {
            "recording_uri": failure.recording_uri,
            "call_id": failure.call_id,
            "call_date": failure.call_date,
            "stage": failure.stage,
            "outcome": failure.outcome,
            "reason": failure.reason.value,
            "message": failure.message,
            "attempts": 1,
            "first_seen_at": now,
            "last_seen_at": now,
            "run_id": run_id,
        }
        for failure in failures
    ]
    uris = [str(row["recording_uri"]) for row in rows]
    write_rows(lake, FAILURES, as_table(rows, FAILURES), run_date, buckets, uris, _add_attempts)


def _add_attempts(old: pa.Table, new: pa.Table) -> pa.Table:
    before = {row["recording_uri"]: row for row in old.to_pylist()}
    rows = []
    for row in new.to_pylist():
        seen = before.get(row["recording_uri"])
        if seen is not None and seen["run_id"] == row["run_id"]:
            # the same run, writing again
            row |= {name: seen[name] for name in ("attempts", "first_seen_at", "last_seen_at")}
        elif seen is not None:
            row |= {"attempts": seen["attempts"] + 1, "first_seen_at": seen["first_seen_at"]}
        rows.append(row)
    return as_table(rows, FAILURES)
