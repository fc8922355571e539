"""Running the real DAG in a process of its own, as a user would: `airflow dags test call_transcripts`."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from local_airflow import airflow

ROOT = Path(__file__).resolve().parent.parent
_PATIENCE_S = 240


@dataclass
class DagRunner:
    """An Airflow home of its own, and what the DAG's runs in it are given."""

    home: Path
    pulse_url: str
    recordings_uri: str
    lake_uri: str
    connections: dict[str, dict[str, Any]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Make the database."""
        self.home.mkdir(parents=True, exist_ok=True)
        subprocess.run(airflow("db", "migrate"), env=self._env(), check=True, capture_output=True)

    def start(self, **params: str) -> subprocess.Popen[bytes]:
        """Start a run in a process group of its own."""
        command = airflow("dags", "test", "call_transcripts")
        if params:
            command += ["--conf", json.dumps(params)]
        with (self.home / "run.log").open("wb") as log:
            return subprocess.Popen(command, env=self._env(), stdout=log, stderr=log, start_new_session=True)

    def run(self, **params: str) -> str:
        """Run the DAG to its end, which must be success; returns its log."""
        assert self.start(**params).wait(timeout=_PATIENCE_S) == 0, self.log()[-6000:]
        return self.log()

    def log(self) -> str:
        """Of the latest run."""
        return (self.home / "run.log").read_text(encoding="utf-8", errors="replace")

    def _env(self) -> dict[str, str]:
        pulse = {"conn_type": "pulse", "host": self.pulse_url, "password": "sk_only_for_tests"}
        return {
            **os.environ,
            "AIRFLOW_HOME": str(self.home),
            "AIRFLOW__CORE__DAGS_FOLDER": str(ROOT / "dags"),
            "AIRFLOW__CORE__PLUGINS_FOLDER": str(ROOT / "plugins"),
            "AIRFLOW__CORE__LOAD_EXAMPLES": "False",
            "AIRFLOW_PULSE_RECORDINGS_URI": self.recordings_uri,
            "AIRFLOW_PULSE_LAKE_URI": self.lake_uri,
            # two lakes have equal rows where they make pseudonyms with one key
            "CALLSCRIBE_REDACTION_KEY": "only for tests",
            **{
                f"AIRFLOW_CONN_{name.upper()}": json.dumps(connection)
                for name, connection in {"pulse_default": pulse, **self.connections}.items()
            },
        }


def kill(process: subprocess.Popen[bytes]) -> None:
    """SIGKILL the whole process group: nothing gets to clean up."""
    os.killpg(process.pid, signal.SIGKILL)
    process.wait(timeout=10)


def wait_until(holds: Any, process: subprocess.Popen[bytes]) -> None:
    """Wait for a condition while the process runs; fails if that ends first."""
    deadline = time.monotonic() + _PATIENCE_S
    while not holds():
        assert process.poll() is None, "the run ended before the condition held"
        assert time.monotonic() < deadline
        time.sleep(0.05)
