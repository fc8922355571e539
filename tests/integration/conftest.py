"""Real servers, for the tests that `make integration` runs; what is missing here fails, it never skips."""

from __future__ import annotations

import shutil
import tempfile
import uuid
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from integration.ceph import Ceph

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


@pytest.fixture(scope="session")
def ceph() -> Iterator[Ceph]:
    """A running Ceph with an S3 gateway."""
    folder = Path(tempfile.mkdtemp(prefix="ceph-"))
    server = Ceph(folder)
    try:
        server.start()
        yield server
    finally:
        server.stop()
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def bucket(ceph: Ceph) -> Callable[[str], str]:
    """Makes a new bucket whose name starts as given."""

    def make(name: str) -> str:
        made = f"{name}-{uuid.uuid4().hex[:8]}"
        ceph.client().create_bucket(Bucket=made)
        return made

    return make
