"""Call recordings in, rows out: see the README for params, connections and tables.

Batches of recordings go through the group side by side; a bad recording becomes a row in `failures`, and whatever is
retried or run again ends in the same rows and pays for nothing twice.
"""

from __future__ import annotations

import os
from datetime import UTC, datetime, timedelta
from typing import Any

from airflow.sdk import Asset, CronDataIntervalTimetable, Param, TriggerRule, dag, task, task_group

from airflow_pulse import steps
from airflow_pulse.operators.pulse import PulseTranscribeOperator

CALL_TABLES = Asset("call_tables")


@dag(
    # the day's calls are taken at 03:00 UTC of the next; a plain cron string would give an empty data interval
    schedule=CronDataIntervalTimetable("0 3 * * *", timezone="UTC"),
    start_date=datetime(2026, 1, 1, tzinfo=UTC),
    catchup=False,
    max_active_runs=4,
    default_args={"owner": "airflow-pulse", "retries": 2, "retry_delay": timedelta(seconds=30)},
    tags=["calls", "pulse", "speech-to-text"],
    doc_md=__doc__,
    params={
        "recordings_uri": Param(
            os.environ.get("AIRFLOW_PULSE_RECORDINGS_URI"),
            type=["null", "string"],
            title="Recordings",
            description="Folder or bucket: file:///data/calls, s3://bucket/calls or s3://connection_id@bucket/calls.",
        ),
        "recordings_glob": Param(
            "**/*", type="string", title="Recordings glob", description="On the path below; {a,b} and ** work."
        ),
        "lake_uri": Param(
            os.environ.get("AIRFLOW_PULSE_LAKE_URI"),
            type=["null", "string"],
            title="Lake",
            description="Folder or bucket for tables, vault and work files.",
        ),
        "language": Param(
            "en",
            type="string",
            title="Language",
            description="Of recordings whose metadata names none. auto: told from what is said.",
        ),
        "engine_conn_id": Param("pulse_default", type="string", title="Pulse connection"),
        "date": Param(
            None,
            type=["null", "string"],
            format="date",
            title="Call date",
            description="Only the calls of this day. Empty, in a run by hand: all that no run has settled yet.",
        ),
        "settings": Param(
            None, type=["null", "string"], title="Settings", description="Path of a TOML file on the workers."
        ),
    },
)
def call_transcripts() -> None:
    @task
    def discover(params: Any = None, dag_run: Any = None) -> list[steps.Ref]:
        return steps.discover(params, dag_run)

    @task(map_index_template="{{ task.op_kwargs['ref']['batch_id'] }}")
    def prepare(ref: steps.Ref, params: Any = None) -> steps.Ref:
        return steps.prepare(ref, params)

    @task(map_index_template="{{ task.op_kwargs['ref']['batch_id'] }}")
    def polish(ref: steps.Ref, params: Any = None) -> steps.Ref:
        return steps.polish(ref, params)

    @task(map_index_template="{{ task.op_kwargs['ref']['batch_id'] }}")
    def write(ref: steps.Ref, params: Any = None) -> steps.Ref:
        return steps.write(ref, params)

    @task_group
    def batch(ref: steps.Ref) -> None:
        transcribed = PulseTranscribeOperator(
            task_id="transcribe",
            batch=prepare(ref=ref),
            lake_uri="{{ params.lake_uri }}",
            pulse_conn_id="{{ params.engine_conn_id }}",
            map_index_template="{{ task.batch['batch_id'] }}",
            pool=os.environ.get("AIRFLOW_PULSE_POOL", "default_pool"),
            retries=4,
            retry_exponential_backoff=True,
            max_retry_delay=timedelta(minutes=10),
        )
        write(ref=polish(ref=transcribed.output))

    # batches that failed must be accounted for too
    @task(trigger_rule=TriggerRule.ALL_DONE, outlets=[CALL_TABLES])
    def reconcile(params: Any = None, dag_run: Any = None, outlet_events: Any = None) -> dict[str, Any]:
        accounts = steps.reconcile(params, dag_run)
        outlet_events[CALL_TABLES].extra = accounts
        return accounts

    @task
    def clear_work(params: Any = None, dag_run: Any = None) -> int:
        return steps.clear_work(params, dag_run)

    # no setups: clearing one task would list anew, and take what the other batches work on away
    batch.expand(ref=discover()) >> reconcile() >> clear_work().as_teardown()


call_transcripts()
