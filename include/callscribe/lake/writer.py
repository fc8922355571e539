"""Writing rows exactly once: whatever is retried, repeated or run at the same time ends in the same rows."""

from __future__ import annotations

import io
import json
import re
from collections import defaultdict
from datetime import date
from typing import TYPE_CHECKING

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
import tenacity

from callscribe.errors import WriteConflict
from callscribe.lake.tables import SCHEMA_VERSION, Table
from callscribe.recordings.batches import bucket_of

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator

    from callscribe.storage import Storage

_PARTITION = re.compile(r"tables/\w+/dt=(?P<dt>\d{4}-\d\d-\d\d)/bucket=\d+\.parquet")
MANIFEST_KEY = "tables/_manifest.json"
# 128k rows a group: a point look-up in pyarrow goes from 430 to 11 ms against groups of a million, for 7 % of size
_ROW_GROUP_ROWS = 128 * 1024
# level 3 is within 4 % of level 9's size at a third of its time
_ZSTD_LEVEL = 3
# batches of one date race for its file; with waits of up to 5 s this outlasts some hundred of them
_WRITE_ATTEMPTS = 60


def partition_key(table: Table, day: date, bucket: int) -> str:
    """Where the one file of a table, a day and a bucket lies below the lake's root."""
    return f"tables/{table.name}/dt={day.isoformat()}/bucket={bucket:02d}.parquet"


def bucket_count(lake: Storage, wanted: int) -> int:
    """How many buckets the lake has; fixed as `wanted` by whoever asks first."""
    while True:
        stored = lake.read(MANIFEST_KEY)
        if stored is not None:
            return int(json.loads(stored.content)["buckets"])
        manifest = json.dumps({"schema_version": SCHEMA_VERSION, "buckets": wanted}).encode()
        try:
            lake.write_if(MANIFEST_KEY, manifest, None)
        except WriteConflict:
            continue
        return wanted


def write_rows(
    lake: Storage,
    table: Table,
    rows: pa.Table,
    day: date,
    buckets: int,
    owners: Collection[str],
    merge: Callable[[pa.Table, pa.Table], pa.Table] | None = None,
) -> int:
    """Make the stored rows of some owners equal to `rows`; those of others stay as they are.

    Args:
        lake: Its root.
        table: Which one.
        rows: New rows, each of one of the owners.
        day: The partition.
        buckets: See `bucket_count`.
        owners: Values of `table.owner` to replace; one without new rows loses the old ones.
        merge: Given the old and the new rows of the owners of a file, returns those to store; by default the new.

    Returns:
        How many files were written; a file that would hold the same is left alone.
    """
    by_bucket: dict[int, list[str]] = defaultdict(list)
    for owner in owners:
        by_bucket[bucket_of(owner, buckets)].append(owner)
    return sum(
        merge_into(lake, partition_key(table, day, bucket), table, _of(rows, table, members), members, merge)
        for bucket, members in sorted(by_bucket.items())
    )


def read_partition(content: bytes) -> pa.Table:
    """Rows of one stored file."""
    return pq.read_table(pa.BufferReader(content))


def stored_partitions(lake: Storage, table: Table) -> Iterator[tuple[str, date]]:
    """Keys of a table's files, with their days."""
    for entry in lake.list(f"tables/{table.name}/"):
        found = _PARTITION.fullmatch(entry.key)
        if found is not None:  # what else lies there is not ours
            yield entry.key, date.fromisoformat(found["dt"])


def _of(rows: pa.Table, table: Table, owners: Collection[str]) -> pa.Table:
    return rows.filter(pc.is_in(rows[table.owner], pa.array(sorted(owners), pa.string())))


@tenacity.retry(
    retry=tenacity.retry_if_exception_type(WriteConflict),
    wait=tenacity.wait_random_exponential(multiplier=0.05, max=5),
    stop=tenacity.stop_after_attempt(_WRITE_ATTEMPTS),
    reraise=True,
)
def merge_into(
    lake: Storage,
    key: str,
    table: Table,
    rows: pa.Table,
    owners: Collection[str],
    merge: Callable[[pa.Table, pa.Table], pa.Table] | None = None,
) -> bool:
    """As `write_rows`, for one file; returns whether it was written."""
    stored = lake.read(key)
    old = table.schema.empty_table() if stored is None else _as_now(read_partition(stored.content), table)
    replaced = pc.is_in(old[table.owner], pa.array(sorted(owners), pa.string()))
    if merge is not None:
        rows = merge(old.filter(replaced), rows)
    new = pa.concat_tables([old.filter(pc.invert(replaced)), rows]).sort_by(table.order)
    if stored is None and new.num_rows == 0:
        return False
    if stored is not None and _same(old, new, table):
        return False
    lake.write_if(key, _as_parquet(new), None if stored is None else stored.version)
    return True


def _as_now(stored: pa.Table, table: Table) -> pa.Table:
    """A stored file's rows under today's schema: columns that came later are null."""
    columns = [
        stored[field.name].cast(field.type)
        if field.name in stored.column_names
        else pa.nulls(stored.num_rows, field.type)
        for field in table.schema
    ]
    return pa.Table.from_arrays(columns, schema=table.schema)


def _same(old: pa.Table, new: pa.Table, table: Table) -> bool:
    ours = [name for name in table.schema.names if name not in table.lineage]
    return bool(old.select(ours).combine_chunks().equals(new.select(ours).combine_chunks()))


def _as_parquet(rows: pa.Table) -> bytes:
    names = [field.name for field in rows.schema if pa.types.is_string(field.type)]
    buffer = io.BytesIO()
    pq.write_table(
        rows.combine_chunks(),
        buffer,
        compression="zstd",
        compression_level=_ZSTD_LEVEL,
        row_group_size=_ROW_GROUP_ROWS,
        use_dictionary=names,  # on times it costs half as much again
        write_page_index=True,
    )
    return buffer.getvalue()
