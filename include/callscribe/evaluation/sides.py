"""The two sides of a comparison, read from wherever the user has them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from callscribe.errors import SettingsError
from callscribe.evaluation.formats import read_file, read_folder
from callscribe.evaluation.lake_words import read_lake
from callscribe.storage import LocalStorage

if TYPE_CHECKING:
    from pathlib import Path

    from callscribe.evaluation.compared import ComparedCall


class Sides(NamedTuple):
    """Calls by their id.

    Attributes:
        recognised: What an engine made of them.
        said: What was said.
        unreadable: Why others cannot be read.
    """

    recognised: dict[str, ComparedCall]
    said: dict[str, ComparedCall]
    unreadable: dict[str, str]


def read_sides(hypothesis: Path, reference: Path) -> Sides:
    """Read both sides; two files with one call each have the same call, whatever their names.

    Args:
        hypothesis: A file (see `callscribe.evaluation.formats`), a folder of such, or a lake.
        reference: The same.

    Raises:
        SettingsError: A file is not what it should be.
    """
    recognised, unreadable = _read(hypothesis)
    said, unreadable_too = _read(reference)
    if hypothesis.is_file() and reference.is_file() and len(recognised) == len(said) == 1:
        recognised = dict(zip(said, recognised.values(), strict=True))
    return Sides(recognised, said, unreadable | unreadable_too)


def _read(path: Path) -> tuple[dict[str, ComparedCall], dict[str, str]]:
    """The calls, and why others cannot be read."""
    unreadable: dict[str, str] = {}
    if (path / "tables").is_dir():
        calls, unreadable = read_lake(LocalStorage(path))
    elif path.is_dir():
        calls = read_folder(path)
    elif path.is_file():
        calls = read_file(path)
    else:
        raise SettingsError(f"{path}: no such file or folder.")
    return {call.call_id: call for call in calls}, unreadable
