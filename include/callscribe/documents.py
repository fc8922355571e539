"""Dataclasses kept as JSON in storage, checked on the way in; and the folder where a run's steps leave them."""

from __future__ import annotations

import hashlib
import re
from typing import TYPE_CHECKING, TypeVar

from pydantic import TypeAdapter

if TYPE_CHECKING:
    from callscribe.storage import Storage

T = TypeVar("T")


def run_folder(dag_id: str | None, run_id: str) -> str:
    """The folder of a run below the lake's root: readable, safe as a path, and its alone."""
    name = f"{dag_id}__{run_id}" if dag_id else run_id
    readable = re.sub(r"[^A-Za-z0-9._-]+", "_", name)[:80].strip(".")
    return f"work/{readable}-{hashlib.sha256(name.encode()).hexdigest()[:8]}"


def put(lake: Storage, key: str, value: object) -> None:
    """Leave a dataclass for a later step."""
    lake.write(key, TypeAdapter(type(value)).dump_json(value))


def get(lake: Storage, key: str, kind: type[T]) -> T:
    """What an earlier step left.

    Raises:
        FileNotFoundError: It did not, or the run's work has been cleared away since.
    """
    value = find(lake, key, kind)
    if value is None:
        raise FileNotFoundError(
            f"{key} is gone from {lake.uri}: a run's work is cleared away at its end. Start a new run, or clear this"
            " one as a whole; nothing is paid for twice."
        )
    return value


def find(lake: Storage, key: str, kind: type[T]) -> T | None:
    """As `get`, or None where there is nothing."""
    stored = lake.read(key)
    return None if stored is None else TypeAdapter(kind).validate_json(stored.content)


def clear(lake: Storage, folder: str) -> int:
    """Remove what a run left, chunks of audio included; returns how many objects that were."""
    entries = list(lake.list(f"{folder}/"))
    for entry in entries:
        lake.delete(entry.key)
    return len(entries)
