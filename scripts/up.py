"""`make up`: Airflow's user interface on this machine, with everything in place to trigger the DAG."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import subprocess

from local_airflow import AIRFLOW_HOME, ROOT, airflow, environment, migrate, pulse_local

LAKE = ROOT / ".demo" / "lake"
POOL_SLOTS = "2"
_STOP_S = 20.0
_FROM_OUTSIDE = ("AIRFLOW_PULSE_RECORDINGS_URI", "AIRFLOW_PULSE_LAKE_URI")


def main() -> None:
    port = os.environ.get("AIRFLOW__API__PORT", "8080")
    AIRFLOW_HOME.mkdir(parents=True, exist_ok=True)
    LAKE.parent.mkdir(exist_ok=True)
    with contextlib.ExitStack() as stack:
        if key := os.environ.get("SMALLEST_API_KEY"):
            host, key = "https://api.smallest.ai", key
        else:
            log = stack.enter_context((AIRFLOW_HOME / "pulse-local.log").open("w"))
            host, key = stack.enter_context(pulse_local(log=log)), "local"
        env = environment(LAKE, host)
        # in the database rather than the environment, so that it can be seen and changed in the interface
        del env["AIRFLOW_CONN_PULSE_DEFAULT"]
        env |= {name: os.environ[name] for name in _FROM_OUTSIDE if name in os.environ}
        env |= {
            "AIRFLOW_PULSE_POOL": "pulse",
            "AIRFLOW__CORE__SIMPLE_AUTH_MANAGER_ALL_ADMINS": "True",
            "AIRFLOW__CORE__TEST_CONNECTION": "Enabled",
            # nobody signs in, so nobody else may come in
            "AIRFLOW__API__HOST": os.environ.get("AIRFLOW__API__HOST", "127.0.0.1"),
            "AIRFLOW__API__PORT": port,
            "AIRFLOW__API__BASE_URL": f"http://localhost:{port}",  # where tasks find the server, too
            "AIRFLOW__CORE__PARALLELISM": "8",
            "AIRFLOW__DAG_PROCESSOR__REFRESH_INTERVAL": "30",
        }
        print("Making Airflow's database, connection and pool ...", flush=True)
        migrate(env)
        _quietly(env, "connections", "delete", "pulse_default", may_fail=True)
        # port 0: with none, Airflow 3.3's connection test takes what its form sends back for another address
        connection = json.dumps({"conn_type": "pulse", "host": host, "password": key, "port": 0})
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
        _serve(env)


def _serve(env: dict[str, str]) -> None:
    """Run every part of Airflow until Ctrl-C."""
    # Ctrl-C would reach every part, and `standalone` would then tell them all again: told twice, the scheduler drops
    # its shutdown half way and hangs. In a session of its own, `standalone` alone is told, once.
    standalone = subprocess.Popen(airflow("standalone"), env=env, start_new_session=True)
    try:
        standalone.wait()
    except KeyboardInterrupt:
        print("Stopping ...", flush=True)
        standalone.send_signal(signal.SIGINT)
        with contextlib.suppress(subprocess.TimeoutExpired):
            standalone.wait(timeout=_STOP_S)
    finally:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(standalone.pid, signal.SIGKILL)


def _quietly(env: dict[str, str], *arguments: str, may_fail: bool = False) -> None:
    done = subprocess.run(airflow(*arguments), env=env, capture_output=True, text=True, check=False)
    if done.returncode and not may_fail:
        raise SystemExit(f"airflow {' '.join(arguments[:3])} failed:\n{done.stderr[-2000:]}")


if __name__ == "__main__":
    main()
