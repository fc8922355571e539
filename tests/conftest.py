"""Airflow's home for the tests, set before anything imports Airflow."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent

os.environ["AIRFLOW_HOME"] = tempfile.mkdtemp(prefix="airflow-pulse-tests-")
os.environ["AIRFLOW__CORE__DAGS_FOLDER"] = str(ROOT / "dags")
os.environ["AIRFLOW__CORE__PLUGINS_FOLDER"] = str(ROOT / "plugins")
os.environ["AIRFLOW__CORE__LOAD_EXAMPLES"] = "False"
for name in ("SMALLEST_API_KEY", "AIRFLOW_PULSE_RECORDINGS_URI", "AIRFLOW_PULSE_LAKE_URI"):
    os.environ.pop(name, None)


@pytest.fixture(scope="session")
def sample_calls() -> Path:
    """Our own recordings, their sidecars, and four poison files."""
    return ROOT / "include" / "sample_calls"
