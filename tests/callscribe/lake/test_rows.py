from __future__ import annotations

from typing import Any

import pytest

from callscribe.lake.rows import revision_of
from callscribe.recordings.recording import CallMetadata

MADE_FROM: dict[str, Any] = {
    "recording_sha256": "a" * 64,
    "metadata": CallMetadata(),
    "settings_hash": "0123",
    "key": b"mine",
}


def test_the_same_recording_settings_and_pseudonyms_have_one_revision() -> None:
    assert revision_of(**MADE_FROM) == revision_of(**MADE_FROM)


@pytest.mark.parametrize(
    "changed",
    [
        {"recording_sha256": "b" * 64},
        {"metadata": CallMetadata(queue="sales")},
        {"settings_hash": "4567"},
        {"key": b"yours"},
    ],
)
def test_whatever_rows_are_made_from_changes_their_revision(changed: dict[str, Any]) -> None:
    assert revision_of(**MADE_FROM | changed) != revision_of(**MADE_FROM)
