"""`make up`: Airflow's user interface on this machine, with everything in place to trigger the DAG."""

from __future__ import annotations

import json
import os
import subprocess
from contextlib import ExitStack

from local_airflow import AIRFLOW_HOME, ROOT, airflow, environment, migrate, pulse_local

LAKE = ROOT / ".demo" / "lake"
POOL_SLOTS = "2"


def main() -> None:
    port = os.environ.get("AIRFLOW__API__PORT", "8080")
    AIRFLOW_HOME.mkdir(exist_ok=True)
    LAKE.parent.mkdir(exist_ok=True)
    with ExitStack() as stack:
        if key := os.environ.get("SMALLEST_API_KEY"):
            host, key = "https://api.smallest.ai", key
        else:
            log = stack.enter_context((AIRFLOW_HOME / "pulse-local.log").open("w"))
            host, key = stack.enter_context(pulse_local(log, "--rpm", "0")), "local"
        env = environment(LAKE, host)
        # in the database rather than the environment, so that it can be seen and changed in the interface
        del env["AIRFLOW_CONN_PULSE_DEFAULT"]
        env |= {
            "AIRFLOW_PULSE_POOL": "pulse",
            "AIRFLOW__CORE__SIMPLE_AUTH_MANAGER_ALL_ADMINS": "True",
            "AIRFLOW__CORE__TEST_CONNECTION": "Enabled",
            "AIRFLOW__API__PORT": port,
            "AIRFLOW__DAG_PROCESSOR__REFRESH_INTERVAL": "30",
        }
        print("Making Airflow's database, connection and pool ...", flush=True)
        migrate(env)
        _quietly(env, "connections", "delete", "pulse_default", may_fail=True)
        connection = json.dumps({"conn_type": "pulse", "host": host, "password": key})
        _quietly(env, "connections", "add", "pulse_default", "--conn-json", connection)
        _quietly(env, "pools", "set", "pulse", POOL_SLOTS, "Requests to Pulse under way: tasks at once")
        print(
            f"""
  Airflow        http://localhost:{port}   (no sign-in; stop with Ctrl-C)
  DAG            call_transcripts: open it and press Trigger
  Pulse          {host}{"" if "api.smallest" in host else "   (pulse-local; set SMALLEST_API_KEY for the real one)"}
  recordings     {env["AIRFLOW_PULSE_RECORDINGS_URI"]}
  lake           {env["AIRFLOW_PULSE_LAKE_URI"]}
""",
            flush=True,
        )
        try:
            subprocess.run(airflow("standalone"), env=env, check=False)
        except KeyboardInterrupt:
            print("Stopped.")


def _quietly(env: dict[str, str], *arguments: str, may_fail: bool = False) -> None:
    done = subprocess.run(airflow(*arguments), env=env, capture_output=True, text=True, check=False)
    if done.returncode and not may_fail:
        raise SystemExit(f"airflow {' '.join(arguments[:3])} failed:\n{done.stderr[-2000:]}")


if __name__ == "__main__":
    main()
