"""Sharing recordings out into batches: the unit of work of one mapped task instance."""

from __future__ import annotations

import zlib
from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from callscribe.recordings.recording import Listed

if TYPE_CHECKING:
    from collections.abc import Iterable


@dataclass(frozen=True)
class Batch:
    """Recordings of one call date and bucket, worked on together.

    Attributes:
        batch_id: Unique within the run, readable: date, bucket, number.
        call_date: Of every recording; None for those that failed for want of a date.
    """

    batch_id: str
    call_date: date | None
    listed: tuple[Listed, ...]


def bucket_of(identity: str, buckets: int) -> int:
    """The bucket, 0 to buckets - 1, of a call_id (or of whatever else identifies a row's owner)."""
    return zlib.crc32(identity.encode()) % buckets


def group_batches(listed: Iterable[Listed], *, buckets: int, batch_size: int) -> list[Batch]:
    """Group recordings so that a batch touches one file per table.

    The same listing gives the same batches, so that a retry overwrites what the first try left. A recording whose
    call_id is not known before its audio is read is placed by its URI.
    """
    groups: dict[tuple[str, int], list[Listed]] = defaultdict(list)
    for one in listed:
        call_date = one.recording.metadata.call_date
        bucket = bucket_of(one.recording.metadata.call_id or one.recording.uri, buckets) if call_date else 0
        groups[call_date.isoformat() if call_date else "undated", bucket].append(one)
    return [
        Batch(
            batch_id=f"{day}-b{bucket:02d}-{start // batch_size:03d}",
            call_date=None if day == "undated" else date.fromisoformat(day),
            listed=tuple(members[start : start + batch_size]),
        )
        for (day, bucket), members in sorted(groups.items(), key=lambda group: group[0])
        for start in range(0, len(members), batch_size)
    ]
