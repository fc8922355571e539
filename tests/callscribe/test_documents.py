from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from callscribe import documents
from callscribe.run import BatchRef

if TYPE_CHECKING:
    from callscribe.storage import LocalStorage

REF = BatchRef("b", "work/run/b", "work/run", None, 3)
IDS = st.text(alphabet=st.characters(codec="utf-8"), min_size=1, max_size=300)


def test_what_one_step_leaves_the_next_one_gets(lake: LocalStorage) -> None:
    documents.put(lake, "work/run/ref.json", REF)
    assert documents.get(lake, "work/run/ref.json", BatchRef) == REF


def test_what_is_not_there_is_told_with_what_to_do(lake: LocalStorage) -> None:
    with pytest.raises(FileNotFoundError, match="Start a new run"):
        documents.get(lake, "work/run/ref.json", BatchRef)


def test_what_may_be_missing_is_none(lake: LocalStorage) -> None:
    assert documents.find(lake, "work/run/ref.json", BatchRef) is None


def test_clearing_removes_a_run_and_tells_how_much_that_was(lake: LocalStorage) -> None:
    for key in ("work/run/a", "work/run/b/c"):
        lake.write(key, b"1")
    assert (documents.clear(lake, "work/run"), list(lake.list())) == (2, [])


def test_clearing_leaves_runs_with_a_longer_name(lake: LocalStorage) -> None:
    lake.write("work/run-2/a", b"1")
    documents.clear(lake, "work/run")
    assert [entry.key for entry in lake.list()] == ["work/run-2/a"]


def test_a_runs_folder_can_be_read() -> None:
    folder = documents.run_folder("calls", "scheduled__2026-11-02T03:00:00+00:00")
    assert folder.startswith("work/calls__scheduled__2026-11-02T03_00_00_00_00-")


@given(IDS | st.none(), IDS)
def test_a_runs_folder_is_one_safe_path_below_work(dag_id: str | None, run_id: str) -> None:
    root, _, name = documents.run_folder(dag_id, run_id).partition("/")
    assert (root, "/" in name, name.startswith("."), len(name.encode()) <= 255) == ("work", False, False, True)


@given(IDS, IDS)
def test_two_runs_never_share_a_folder(one: str, other: str) -> None:
    assert (documents.run_folder("calls", one) == documents.run_folder("calls", other)) == (one == other)
