"""An Airflow and a Pulse stand-in of this checkout's own, for the demo and for trying things out."""

from __future__ import annotations

import contextlib
import json
import os
import subprocess
import sys
import time
import urllib.request
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parent.parent
AIRFLOW_HOME = Path(os.environ.get("AIRFLOW_HOME", ROOT / ".airflow"))
SAMPLE_CALLS = ROOT / "include" / "sample_calls"
_START_TIMEOUT_S = 60.0


def environment(lake: Path, base_url: str) -> dict[str, str]:
    """Variables under which Airflow knows the DAGs, the connection and where recordings and lake are."""
    return {
        **os.environ,
        # `airflow standalone` looks its own parts up there
        "PATH": os.pathsep.join([str(Path(sys.executable).parent), os.environ.get("PATH", os.defpath)]),
        "AIRFLOW_HOME": str(AIRFLOW_HOME),
        "AIRFLOW__CORE__DAGS_FOLDER": str(ROOT / "dags"),
        "AIRFLOW__CORE__PLUGINS_FOLDER": str(ROOT / "plugins"),
        "AIRFLOW__CORE__LOAD_EXAMPLES": "False",
        "AIRFLOW__LOGGING__COLORED_CONSOLE_LOG": "False",
        "AIRFLOW_CONN_PULSE_DEFAULT": json.dumps({"conn_type": "pulse", "host": base_url, "password": "local-demo"}),
        "AIRFLOW_PULSE_RECORDINGS_URI": SAMPLE_CALLS.as_uri(),
        "AIRFLOW_PULSE_LAKE_URI": lake.as_uri(),
    }


def airflow(*arguments: str) -> list[str]:
    """The command line of an Airflow subcommand, in this very environment."""
    return [sys.executable, "-m", "airflow", *arguments]


def migrate(env: dict[str, str]) -> None:
    """Make Airflow's database, or bring it up to date."""
    AIRFLOW_HOME.mkdir(parents=True, exist_ok=True)
    done = subprocess.run(airflow("db", "migrate"), env=env, capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(f"airflow db migrate failed:\n{done.stdout[-2000:]}\n{done.stderr[-2000:]}")


@contextlib.contextmanager
def pulse_local(*options: str, log: IO[str] | None = None) -> Iterator[str]:
    """Run `pulse-local`, without a rate limit, while the context lasts; yields its base URL."""
    command = [sys.executable, "-m", "pulse_local", "--port", "0", "--rpm", "0", *options]
    server = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=log, text=True)
    assert server.stdout is not None
    try:
        line = server.stdout.readline()
        url = next((word.rstrip(".,") for word in line.split() if word.startswith("http://")), None)
        if url is None:
            raise SystemExit(f"pulse-local did not start: {line.strip() or 'see its log'}")
        _wait_for(f"{url}/waves/v1/health")
        yield url
    finally:
        server.terminate()
        server.wait(timeout=20)
        server.stdout.close()


def stats(base_url: str) -> dict[str, Any]:
    """What pulse-local was asked so far."""
    with urllib.request.urlopen(f"{base_url}/_local/stats", timeout=10) as answer:
        counts: dict[str, Any] = json.load(answer)
    return counts


def _wait_for(url: str) -> None:
    deadline = time.monotonic() + _START_TIMEOUT_S
    while True:
        try:
            with urllib.request.urlopen(url, timeout=5):
                return
        except OSError:
            if time.monotonic() > deadline:
                raise SystemExit(f"{url} does not answer.") from None
            time.sleep(0.1)
