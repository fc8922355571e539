"""A process that adds calls to a day's partition while others do the same."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import boto3

from callscribe.errors import WriteConflict
from callscribe.lake.rows import as_table
from callscribe.lake.tables import WORDS
from callscribe.lake.writer import write_rows
from callscribe.storage import S3Storage

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

WORDS_A_CALL = 3


class _Conflicts(S3Storage):
    """Counts the conditional writes that were refused."""

    def __init__(self, client: Any, bucket: str, count: Any) -> None:
        super().__init__(client, bucket)
        self.count = count

    def write_if(self, key: str, content: bytes, version: str | None) -> None:
        try:
            super().write_if(key, content, version)
        except WriteConflict:
            with self.count.get_lock():
                self.count.value += 1
            raise


def add_calls(
    connect: dict[str, str], bucket: str, day: date, call_ids: Sequence[str], start: Any, conflicts: Any
) -> None:
    """Write each call's words by `write_rows`, one call after the other, once every process is ready."""
    lake = _Conflicts(boto3.client("s3", **connect), bucket, conflicts)
    start.wait()
    for call_id in call_ids:
        rows = [{"call_id": call_id, "word_id": number, "word": f"word{number}"} for number in range(WORDS_A_CALL)]
        write_rows(lake, WORDS, as_table(rows, WORDS), day, 1, [call_id])
