from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from airflow.dag_processing.dagbag import DagBag

DAGS = Path(__file__).parents[2] / "dags"


@pytest.fixture(scope="module")
def bag() -> DagBag:
    return DagBag(str(DAGS))


def test_every_dag_file_imports(bag: DagBag) -> None:
    assert bag.import_errors == {}
    assert set(bag.dags) == {"call_transcripts"}


def test_the_tasks_follow_the_way_of_a_run(bag: DagBag) -> None:
    dag = bag.dags["call_transcripts"]
    edges = {(task.task_id, after) for task in dag.tasks for after in task.downstream_task_ids}
    assert edges == {
        ("discover", "batch.prepare"),
        ("batch.prepare", "batch.transcribe"),
        ("batch.transcribe", "batch.polish"),
        ("batch.polish", "batch.write"),
        ("batch.write", "reconcile"),
        ("reconcile", "clear_work"),
    }


def test_every_task_is_retried_and_says_what_it_is(bag: DagBag) -> None:
    dag = bag.dags["call_transcripts"]
    assert all(task.retries >= 1 for task in dag.tasks)
    assert dag.tags
    assert dag.doc_md


def test_params_are_those_that_the_readme_promises(bag: DagBag) -> None:
    assert set(bag.dags["call_transcripts"].params) == {
        "recordings_uri",
        "recordings_glob",
        "lake_uri",
        "language",
        "engine_conn_id",
        "date",
        "settings",
    }


def test_a_dag_file_is_a_short_story() -> None:
    assert all(len(path.read_text(encoding="utf-8").splitlines()) < 150 for path in DAGS.glob("*.py"))


def test_reading_a_dag_file_imports_nothing_heavy() -> None:
    heavy = [
        "av",
        "boto3",
        "duckdb",
        "numpy",
        "pyarrow",
        "pydub",
        "requests",
        "phonenumbers",
        "airflow.providers.amazon",
    ]
    code = (
        "import json, sys; import airflow.sdk; before = set(sys.modules);"
        f"sys.path[:0] = [{str(DAGS)!r}]; import call_transcripts;"
        f"print(json.dumps([name for name in {heavy!r} if name in set(sys.modules) - before]))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert json.loads(done.stdout.splitlines()[-1]) == []
