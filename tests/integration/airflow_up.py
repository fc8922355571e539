"""`make up` as a user has it: Airflow's parts, the database and pulse-local, in a session of processes of its own."""

from __future__ import annotations

import contextlib
import os
import socket
import subprocess
import sys
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import psutil
import requests

from airflow_runs import ROOT

if TYPE_CHECKING:
    from pathlib import Path

_START_S = 180.0
_STOP_S = 30.0


@dataclass
class AirflowUp:
    """A running `scripts/up.py`.

    Attributes:
        folder: Airflow's home, the lake and the log go below it.
    """

    folder: Path
    port: int = 0
    _process: subprocess.Popen[bytes] | None = None
    _sessions: set[int | None] = field(default_factory=set)
    _token: str = ""

    @property
    def url(self) -> str:
        """Of the user interface."""
        return f"http://localhost:{self.port}"

    @property
    def lake(self) -> Path:
        """Where its DAG writes."""
        return self.folder / "lake"

    def start(self) -> None:
        """Start it and wait until every part is healthy and the DAG is known.

        Raises:
            RuntimeError: It ended, or took too long; the message holds the end of its log.
        """
        self.port, triggerer_log, worker_log = _free_ports(3)
        env = {
            # as in a shell where nobody activated the virtual environment
            **{name: value for name, value in os.environ.items() if not name.startswith("AIRFLOW")},
            "PATH": os.pathsep.join(part for part in os.environ["PATH"].split(os.pathsep) if ".venv" not in part),
            "AIRFLOW_HOME": str(self.folder / "airflow"),
            "AIRFLOW_PULSE_LAKE_URI": self.lake.as_uri(),
            "AIRFLOW__API__HOST": "127.0.0.1",
            "AIRFLOW__API__PORT": str(self.port),
            "AIRFLOW__LOGGING__TRIGGER_LOG_SERVER_PORT": str(triggerer_log),
            "AIRFLOW__LOGGING__WORKER_LOG_SERVER_PORT": str(worker_log),
        }
        command = [sys.executable, str(ROOT / "scripts" / "up.py")]
        with (self.folder / "up.log").open("wb") as log:
            self._process = subprocess.Popen(command, stdout=log, stderr=log, env=env, start_new_session=True)
        deadline = time.monotonic() + _START_S
        while not self._is_ready():
            if self._process.poll() is not None:
                raise RuntimeError(f"up.py ended with status {self._process.returncode}:\n{self.log()[-4000:]}")
            if time.monotonic() > deadline:
                raise RuntimeError(f"Airflow is not ready after {_START_S:.0f} s:\n{self.log()[-4000:]}")
            time.sleep(1)

    def processes(self) -> list[psutil.Process]:
        """Everything that it started and that still runs, by session: that outlives the death of a parent."""
        if self._process is None:
            return []
        with contextlib.suppress(psutil.NoSuchProcess):
            started = psutil.Process(self._process.pid)
            self._sessions |= {_session(process) for process in [started, *started.children(recursive=True)]}
        return [
            process
            for process in psutil.process_iter(["status"])
            if _session(process) in self._sessions - {None} and process.info["status"] != psutil.STATUS_ZOMBIE
        ]

    def kill(self) -> None:
        """End whatever is left."""
        for process in self.processes():
            with contextlib.suppress(psutil.NoSuchProcess):
                process.kill()
        if self._process is not None:
            self._process.wait(timeout=_STOP_S)

    def get(self, path: str, **query: Any) -> Any:
        """An answer of Airflow's REST API."""
        if not self._token:
            self._token = requests.get(f"{self.url}/auth/token", timeout=20).json()["access_token"]
        headers = {"Authorization": f"Bearer {self._token}"}
        answer = requests.get(f"{self.url}/api/v2/{path}", params=query, headers=headers, timeout=20)
        answer.raise_for_status()
        return answer.json()

    def log(self) -> str:
        """What it printed so far."""
        return (self.folder / "up.log").read_text(encoding="utf-8", errors="replace")

    def _is_ready(self) -> bool:
        try:
            health = requests.get(f"{self.url}/api/v2/monitor/health", timeout=10).json()
            parts = ("metadatabase", "scheduler", "dag_processor", "triggerer")
            if any(health[part]["status"] != "healthy" for part in parts):
                return False
            return bool(self.get("dags/call_transcripts")["dag_id"])
        except (requests.RequestException, KeyError):
            return False


def _session(process: psutil.Process) -> int | None:
    try:
        return os.getsid(process.pid)
    except ProcessLookupError:
        return None


def _free_ports(count: int) -> list[int]:
    with contextlib.ExitStack() as stack:
        listeners = [stack.enter_context(socket.create_server(("127.0.0.1", 0))) for _ in range(count)]
        return [listener.getsockname()[1] for listener in listeners]
