"""The steps of a DAG run, between Airflow's context and `callscribe`; what each does is told there."""

from __future__ import annotations

import dataclasses
import functools
from datetime import date
from typing import TYPE_CHECKING, Any, ParamSpec, TypeVar

from airflow.sdk.exceptions import AirflowFailException

from airflow_pulse.storage import storage_of
from callscribe.errors import SettingsError, TerminalError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from airflow.sdk.types import DagRunProtocol

    from callscribe.recordings.listing import Interval

P = ParamSpec("P")
T = TypeVar("T")
Ref = dict[str, Any]


def _fails_for_good(step: Callable[P, T]) -> Callable[P, T]:
    """Keep Airflow from trying a step again where only the user can put things right."""

    @functools.wraps(step)
    def wrapped(*args: P.args, **kwargs: P.kwargs) -> T:
        try:
            return step(*args, **kwargs)
        except TerminalError as error:
            raise AirflowFailException(str(error)) from error

    return wrapped


@_fails_for_good
def discover(params: Mapping[str, Any], dag_run: DagRunProtocol) -> list[Ref]:
    """
    List the run's recordings and return its batches.

    :param params: Of the DAG: recordings_uri, recordings_glob, lake_uri, language, engine_conn_id, date, settings.
    :param dag_run: Says which calls are meant where ``date`` does not; see :func:`interval_of`.
    """
    from pathlib import Path

    from callscribe import run as runs
    from callscribe.engines.pulse_options import options_of
    from callscribe.settings import load_settings

    settings = load_settings(Path(params["settings"]) if params.get("settings") else None)
    # refused now rather than when everything is decoded
    options_of(settings.engine, settings.engine.language_code(params["language"]))
    source, lake = storage_of(_uri(params, "recordings_uri")), storage_of(_uri(params, "lake_uri"))
    run = runs.start_run(
        lake,
        dag_id=dag_run.dag_id,
        run_id=dag_run.run_id,
        run_date=runs.run_date_of(dag_run.logical_date or dag_run.run_after),
        recordings_uri=source.uri,
        recordings_glob=params["recordings_glob"],
        language=params["language"],
        engine="pulse",
        settings=settings,
    )
    refs = runs.discover(run, source, lake, interval_of(params, dag_run), _redaction_key(params))
    return [dataclasses.asdict(ref) for ref in refs]


def interval_of(params: Mapping[str, Any], dag_run: DagRunProtocol) -> Interval | None:
    """
    Which calls a run is to take: the ``date`` it was given, else a scheduled or backfilled run's data interval.

    A run started by hand or by an asset, without a date, takes everything that no run has settled yet: None.
    """
    from callscribe.recordings.listing import Interval, day

    if given := params.get("date"):
        try:
            return day(date.fromisoformat(given))
        except ValueError as error:
            raise SettingsError(f"Param date is {given!r}; expected YYYY-MM-DD.") from error
    start, end = dag_run.data_interval_start, dag_run.data_interval_end
    if dag_run.run_type in ("scheduled", "backfill") and start is not None and end is not None:
        return Interval(start, end, latecomers=True)
    return None


@_fails_for_good
def prepare(ref: Ref, params: Mapping[str, Any]) -> Ref:
    """Decode a batch's recordings and cut them into chunks."""
    from callscribe import batch

    recordings, lake = storage_of(_uri(params, "recordings_uri")), storage_of(_uri(params, "lake_uri"))
    return ref | batch.prepare(batch.batch_ref(ref), recordings, lake)


@_fails_for_good
def polish(ref: Ref, params: Mapping[str, Any]) -> Ref:
    """Merge, mark and redact a batch's transcripts."""
    from callscribe import batch

    recordings, lake = storage_of(_uri(params, "recordings_uri")), storage_of(_uri(params, "lake_uri"))
    return ref | batch.polish(batch.batch_ref(ref), recordings, lake, _redaction_key(params))


@_fails_for_good
def write(ref: Ref, params: Mapping[str, Any]) -> Ref:
    """Write a batch's rows to the tables."""
    from callscribe import batch

    return ref | batch.write(batch.batch_ref(ref), storage_of(_uri(params, "lake_uri")))


@_fails_for_good
def reconcile(params: Mapping[str, Any], dag_run: DagRunProtocol) -> dict[str, Any]:
    """
    Close the run's accounts and return them.

    :raises AirflowFailException: A recording was lost, or a batch did not finish; trying this task again is no help.
    """
    from callscribe import accounts
    from callscribe.documents import run_folder

    lake = storage_of(_uri(params, "lake_uri"))
    folder = run_folder(dag_run.dag_id, dag_run.run_id)
    if lake.read(f"{folder}/run.json") is None:
        raise AirflowFailException("discover did not finish, so there is nothing to reconcile; see its log.")
    summary = accounts.reconcile(folder, lake)
    try:
        accounts.check_accounts(summary)
    except accounts.Unreconciled as error:
        raise AirflowFailException(str(error)) from error
    return summary.as_dict()


def clear_work(params: Mapping[str, Any], dag_run: DagRunProtocol) -> int:
    """Remove the chunks and notes that the run's steps left for each other; returns how many objects that were."""
    from callscribe.documents import clear, run_folder

    return clear(storage_of(_uri(params, "lake_uri")), run_folder(dag_run.dag_id, dag_run.run_id))


def _redaction_key(params: Mapping[str, Any]) -> bytes | None:
    from airflow_pulse.hooks.pulse import PulseHook

    return PulseHook(params["engine_conn_id"]).redaction_key


def _uri(params: Mapping[str, Any], name: str) -> str:
    uri = params.get(name)
    if not uri:
        raise SettingsError(f"Param {name} is not set. Give it when triggering, or set AIRFLOW_PULSE_{name.upper()}.")
    return str(uri)
