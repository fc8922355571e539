"""`make demo`: the sample calls through the real DAG, with pulse-local in the service's place, and what comes out."""

from __future__ import annotations

import re
import subprocess
import time
from typing import IO

from rich.console import Console

from callscribe.show import show_lake
from callscribe.storage import LocalStorage
from local_airflow import ROOT, SAMPLE_CALLS, airflow, environment, migrate, pulse_local, stats

DEMO = ROOT / ".demo"
LAKE = DEMO / "lake"
RUN_LOG = DEMO / "run.log"
_SUMMARY = re.compile(r"\d+ recordings listed: .*? billed, USD [\d.]+")
_POLL_S = 0.5
_TELL_EVERY_S = 5.0


def main() -> None:
    console = Console()
    DEMO.mkdir(exist_ok=True)
    started = time.monotonic()
    with RUN_LOG.open("w") as log, pulse_local(log=log) as url:
        console.print(f"pulse-local answers at {url} in the place of api.smallest.ai.")
        env = environment(LAKE, url)
        with console.status("Making Airflow's database ..."):
            migrate(env)
        console.print(f"Running: airflow dags test call_transcripts   (its log: {RUN_LOG.relative_to(ROOT)})")
        run = subprocess.Popen(airflow("dags", "test", "call_transcripts"), env=env, stdout=log, stderr=log)
        _show_progress(console, run, url, log)
        counts = stats(url)
    text = RUN_LOG.read_text(encoding="utf-8", errors="replace")
    if run.returncode:
        console.print("\n".join(text.splitlines()[-30:]), markup=False, highlight=False)
        raise SystemExit(f"The DAG run failed; see {RUN_LOG}.")
    summary = _SUMMARY.findall(text)
    console.print(f"\nDone in {time.monotonic() - started:.0f} s. {summary[-1] if summary else ''}")
    console.print(f"pulse-local received {counts['requests']} requests in this run.\n")
    show_lake(console, LocalStorage(LAKE), SAMPLE_CALLS / "references")


def _show_progress(console: Console, run: subprocess.Popen[bytes], url: str, log: IO[str]) -> None:
    """What is going on, until the run ends; a line now and then where nobody watches a terminal."""
    told_at = time.monotonic()
    with console.status("Starting Airflow ...") as status:
        while run.poll() is None:
            time.sleep(_POLL_S)
            counts = stats(url)
            line = f"{counts['answered']} chunks transcribed, {counts['audio_seconds_answered'] / 60:.1f} min of sound"
            status.update(line)
            if not console.is_terminal and time.monotonic() - told_at > _TELL_EVERY_S:
                told_at = time.monotonic()
                console.print(f"  {line}")


if __name__ == "__main__":
    main()
