"""A run without Airflow: the same steps, one after the other, for files on this machine."""

from __future__ import annotations

import dataclasses
import uuid
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from callscribe import batch as steps
from callscribe import documents
from callscribe import run as runs
from callscribe.accounts import check_accounts, reconcile
from callscribe.errors import EngineUnavailable, FailureReason
from callscribe.lake import vault
from callscribe.lake.views import open_views
from callscribe.pipeline import FROM_FIRST_MINUTE, FROM_TRANSCRIPT
from callscribe.polish.pseudonyms import of_listed
from callscribe.recordings.listing import look_up
from callscribe.run import BatchOutcome
from callscribe.show import utterances_of
from callscribe.storage import LocalStorage

if TYPE_CHECKING:
    from collections.abc import Sequence

    import duckdb

    from callscribe.engines.base import Engine
    from callscribe.recordings.recording import Failure, Listed
    from callscribe.settings import Settings

# the partition of a lake that is thrown away at the end; shown nowhere
_NO_DATE = date(1970, 1, 1)


@dataclass(frozen=True)
class Outcome:
    """How one file ended: with its redacted conversation, or with a failure.

    Attributes:
        call: Columns of the `calls` row worth printing; empty where it failed.
        utterances: In order; see `callscribe.show.utterances_of`.
    """

    uri: str
    failure: Failure | None = None
    call: dict[str, Any] = field(default_factory=dict)
    utterances: list[dict[str, Any]] = field(default_factory=list)

    @property
    def call_id(self) -> str:
        """Of a call that was transcribed."""
        return str(self.call["call_id"])

    @property
    def language_told(self) -> str:
        """For people: the language that nobody named, and what it cost to know it before the call was transcribed."""
        call = self.call
        if call["language_source"] not in (FROM_FIRST_MINUTE, FROM_TRANSCRIPT):
            return ""
        sure = f"{call['language']} ({call['language_confidence']:.0%} sure)" if call["language"] else "language unsure"
        if not call["first_minute_s"]:
            return sure
        usd = call["cost_usd"] * call["first_minute_s"] / call["billed_s"]
        return f"{sure}; {call['first_minute_s']:.0f} s were heard first to tell it, for USD {usd:.4f}"

    def as_dict(self) -> dict[str, Any]:
        """For JSON."""
        if self.failure is None:
            return {"uri": self.uri, "outcome": "transcribed", **self.call, "utterances": self.utterances}
        failure = self.failure
        return {
            "uri": self.uri,
            "outcome": failure.outcome,
            "call_id": failure.call_id,
            "stage": failure.stage,
            "reason": failure.reason.value,
            "message": failure.message,
        }


def transcribe_files(
    files: Sequence[Path],
    lake: LocalStorage,
    engine: Engine,
    settings: Settings,
    *,
    language: str,
    call_date: date | None,
    date_needed: bool,
    redaction_key: bytes | None = None,
) -> list[Outcome]:
    """Take files the whole way; every one of them is in the result, in the order given.

    Args:
        files: Absolute paths.
        lake: Where rows and paid answers go.
        engine: Who transcribes.
        settings: As in a DAG run.
        language: Of recordings whose metadata names none; `auto`: each is told from what was said.
        call_date: Of recordings whose metadata has none.
        date_needed: Fail a recording without a date; False where the lake is thrown away.
        redaction_key: Of pseudonyms; by default the lake's own.

    Raises:
        SettingsError: The settings, or the lake's place, cannot be used.
        EngineRefused: The key or the plan is not accepted.
        Unreconciled: The accounts do not add up.
    """
    source = LocalStorage(Path("/"))
    listed = look_up(source, [file.relative_to("/").as_posix() for file in files], settings.recordings)
    key = vault.redaction_key(lake, redaction_key)
    listed = [of_listed(one, key) for one in listed]
    fallback = call_date or (None if date_needed else _NO_DATE)
    if fallback is not None:
        listed = [_dated(one, fallback) for one in listed]
    now = datetime.now(UTC)
    run = runs.start_run(
        lake,
        dag_id=None,
        run_id=f"cli__{now:%Y-%m-%dT%H:%M:%S}-{uuid.uuid4().hex[:6]}",
        run_date=now.date(),
        recordings_uri=source.uri,
        recordings_glob="",
        language=language,
        engine=engine.name,
        settings=settings,
    )
    try:
        failures: dict[str, Failure] = {}
        for ref in runs.share_out(run, listed, lake):
            steps.prepare(ref, source, lake)
            try:
                steps.transcribe(ref, engine, lake)
            except EngineUnavailable as error:
                steps.give_up(ref, error, lake)
            steps.polish(ref, source, lake, key)
            steps.write(ref, lake)
            done = documents.get(lake, f"{ref.folder}/done.json", BatchOutcome)
            failures |= {failure.recording_uri: failure for failure in done.failures}
        check_accounts(reconcile(run.folder, lake))
    finally:
        documents.clear(lake, run.folder)
    views = open_views(lake)
    return [_outcome(one, failures.get(one.recording.uri), views) for one in listed]


def _dated(one: Listed, day: date) -> Listed:
    metadata = one.recording.metadata
    if metadata.call_date is not None or (one.failure and one.failure.reason is not FailureReason.NO_CALL_DATE):
        return one
    metadata = dataclasses.replace(metadata, call_date=day)
    return dataclasses.replace(one, failure=None, recording=dataclasses.replace(one.recording, metadata=metadata))


def _outcome(one: Listed, failure: Failure | None, views: duckdb.DuckDBPyConnection) -> Outcome:
    uri = one.recording.uri
    if failure is not None:
        return Outcome(uri, failure)
    found = views.execute(
        "SELECT call_id, nullif(call_date, ?) AS call_date, duration_ms / 1000 AS duration_s, channels, codec,"
        " language, language_source, language_confidence, words, mean_confidence, redactions, flagged_seams,"
        " quality_flags, billed_ms / 1000 AS billed_s, first_minute_ms / 1000 AS first_minute_s, cost_usd, transcript"
        " FROM calls WHERE recording_uri = ?",
        [_NO_DATE, uri],
    )
    names = [column[0] for column in found.description or []]
    row = found.fetchone()
    if row is None:
        raise AssertionError(f"{uri} was counted as transcribed, but `calls` has no row of it")
    call = dict(zip(names, row, strict=True))
    return Outcome(uri, call=call, utterances=utterances_of(views, str(call["call_id"])))
