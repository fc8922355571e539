"""A run as a whole: what it is to do, and whether all of it was done.

discover -> batches (callscribe.batch) -> reconcile
"""

from __future__ import annotations

import json
import logging
from collections import Counter
from dataclasses import asdict, dataclass, field, replace
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

from callscribe import documents
from callscribe.errors import CallscribeError, FailureReason, SettingsError
from callscribe.lake import ledger, vault
from callscribe.lake.failures import write_failures
from callscribe.lake.rows import as_table, cost_usd, ms, ms_or_none
from callscribe.lake.tables import INTAKE
from callscribe.lake.writer import bucket_count, write_rows
from callscribe.polish.languages import require_identifier
from callscribe.polish.models import check_models
from callscribe.polish.pseudonyms import of_listed
from callscribe.recordings.batches import Batch, group_batches
from callscribe.recordings.listing import Interval, list_recordings
from callscribe.recordings.recording import Failure, Listed, Recording, duplicate_of, failure_of
from callscribe.settings import AUTO, Settings
from callscribe.spending import spending_of
from callscribe.storage import LocalStorage

if TYPE_CHECKING:
    from collections.abc import Sequence

    from callscribe.storage import Storage

log = logging.getLogger(__name__)

# reasons that another run may overcome without anything changing
_WORTH_ANOTHER_RUN = {
    FailureReason.ENGINE_REJECTED,  # an account, a region or an address may be put right
    FailureReason.ENGINE_UNAVAILABLE,
    FailureReason.OVER_BUDGET,
    FailureReason.INTERNAL,
}
# every mapped instance costs the scheduler some 2 s: beyond this, batches grow
BATCHES_AIMED_AT = 200
# Airflow's default of [core] max_map_length is 1024; a day is a batch at least
MOST_BATCHES = 1000


@dataclass(frozen=True, kw_only=True)
class Run:
    """What a run is to do, resolved once by `discover` and the same for every task after it.

    Attributes:
        run_date: Partition of its rows in `failures` and `intake`.
        language: Of recordings whose metadata names none; `auto`: each is told from what was said.
        engine: Name of the engine that will be asked.
        buckets: Of the lake.
    """

    dag_id: str | None
    run_id: str
    run_date: date
    recordings_uri: str
    recordings_glob: str
    language: str
    engine: str
    settings: Settings
    buckets: int

    @property
    def folder(self) -> str:
        """Where its steps leave things for each other, below the lake's root."""
        return documents.run_folder(self.dag_id, self.run_id)

    @property
    def settings_hash(self) -> str:
        """See `Settings.settings_hash`."""
        return self.settings.settings_hash(language=self.language, engine=self.engine)


@dataclass(frozen=True)
class BatchRef:
    """What tasks hand each other: a batch by reference, and counts."""

    batch_id: str
    folder: str
    run_folder: str
    call_date: str | None
    recordings: int


@dataclass(frozen=True, kw_only=True)
class BatchOutcome:
    """How a batch ended; left by its last step. `first_minutes_s` of `billed_s` only told languages."""

    batch_id: str
    call_date: date | None
    transcribed: int
    from_cache: int
    requests: int
    billed_s: float
    wall_s: float
    failures: tuple[Failure, ...]
    first_minutes_s: float | None = None


@dataclass(frozen=True, kw_only=True)
class Summary:
    """The accounts of a run: listed = transcribed + failed + skipped.

    Attributes:
        settled: Recordings that were not listed, because a past run settled them and nothing changed since.
        left: Recordings that the next run is to take, because this one was full.
        from_cache: Calls of which every answer came from the vault.
        reasons: How many recordings failed or were skipped, by reason.
        call_dates: Days of the tables that the run wrote to.
        first_minutes_s: Of `billed_s`, what was transcribed only to tell the languages of calls.
        unfinished: Batches that did not reach their end; their recordings are counted as failed.
    """

    listed: int = 0
    settled: int = 0
    left: int = 0
    transcribed: int = 0
    from_cache: int = 0
    failed: int = 0
    skipped: int = 0
    requests: int = 0
    billed_s: float = 0.0
    cost_usd: float = 0.0
    first_minutes_s: float = 0.0
    first_minutes_usd: float = 0.0
    reasons: dict[str, int] = field(default_factory=dict)
    call_dates: list[str] = field(default_factory=list)
    unfinished: list[str] = field(default_factory=list)

    def as_dict(self) -> dict[str, Any]:
        """JSON-ready: counts, dates and reasons, nothing that was said."""
        return asdict(self)

    def __str__(self) -> str:
        """One line for a log."""
        parts = [f"{self.listed} recordings listed: {self.transcribed} transcribed ({self.from_cache} from the vault)"]
        parts += [f"{self.failed} failed, {self.skipped} skipped"]
        if self.reasons:
            parts += ["reasons: " + ", ".join(f"{reason} {count}" for reason, count in sorted(self.reasons.items()))]
        if self.settled:
            parts += [f"{self.settled} settled by earlier runs"]
        if self.left:
            parts += [f"{self.left} left to the next run"]
        parts += [f"{self.requests} requests, {self.billed_s / 60:.1f} min billed, USD {self.cost_usd:.4f}"]
        if self.first_minutes_s:
            told = f"{self.first_minutes_s / 60:.1f} min, USD {self.first_minutes_usd:.4f}"
            parts[-1] += f", of that {told} to tell languages"
        return "; ".join(parts) + "."


class Unreconciled(CallscribeError):
    """A run's accounts do not add up, or some of its batches did not finish."""


def start_run(
    lake: Storage,
    *,
    dag_id: str | None,
    run_id: str,
    run_date: date,
    recordings_uri: str,
    recordings_glob: str,
    language: str,
    engine: str,
    settings: Settings,
) -> Run:
    """Fix what a run is to do, the lake's number of buckets included.

    Raises:
        SettingsError: The language is to be told, and what tells it is not installed; or a model of the user's cannot
            be loaded.
    """
    check_models(settings.polish)
    if language.casefold() == AUTO:
        require_identifier()
    buckets = bucket_count(lake, settings.lake.buckets)
    return Run(
        dag_id=dag_id,
        run_id=run_id,
        run_date=run_date,
        recordings_uri=recordings_uri,
        recordings_glob=recordings_glob,
        language=language,
        engine=engine,
        settings=settings,
        buckets=buckets,
    )


def discover(
    run: Run, source: Storage, lake: Storage, interval: Interval | None, redaction_key: bytes | None = None
) -> list[BatchRef]:
    """List what the run is to transcribe and share it out.

    Args:
        run: What to do.
        source: Where the recordings lie.
        lake: Where everything goes.
        interval: Which calls; None for everything that no past run settled.
        redaction_key: Of the pseudonyms of personal data in names and call ids; by default the lake's own.

    Raises:
        SettingsError: The recordings' folder does not exist or cannot be read.
    """
    if f"{lake.uri}/".startswith(f"{source.uri}/"):
        raise SettingsError(
            f"The lake {lake.uri} lies among the recordings, and would be listed. Give it another place."
        )
    if isinstance(source, LocalStorage) and not source.root.is_dir():
        raise SettingsError(f"{source.uri}: no such folder. Check recordings_uri.")
    listed = list_recordings(
        source, run.recordings_glob, run.settings.recordings, interval, suffixes=run.settings.audio.raw_formats
    )
    key = vault.redaction_key(lake, redaction_key)
    listed = [of_listed(one, key) for one in listed]
    settled: dict[str, str] = {}
    if interval is None:
        settled = ledger.settled_outcomes(lake, [one.recording for one in listed], run.settings_hash)
        listed = [one for one in listed if one.recording.uri not in settled]
    refs = share_out(run, listed, lake)
    lake.write(f"{run.folder}/settled.json", json.dumps(Counter(settled.values())).encode())
    log.info(
        "%d recordings under %s to transcribe, in %d batches; %d settled by earlier runs%s.",
        sum(ref.recordings for ref in refs),
        source.uri,
        len(refs),
        len(settled),
        "".join(f", {count} {outcome}" for outcome, count in sorted(Counter(settled.values()).items())),
    )
    return refs


def share_out(run: Run, listed: Sequence[Listed], lake: Storage) -> list[BatchRef]:
    """Group recordings into batches and leave those, with the run itself, under `work/` for the steps to come."""
    listed = _one_each(listed)
    size = max(run.settings.recordings.batch_size, -(-len(listed) // BATCHES_AIMED_AT))
    documents.clear(lake, run.folder)  # a retry may find other recordings than the first try did
    documents.put(lake, f"{run.folder}/run.json", run)
    refs = []
    batches = group_batches(listed, buckets=run.buckets, batch_size=size)
    left = sum(len(batch.listed) for batch in batches[MOST_BATCHES:])
    if left:
        log.warning("%d recordings of the latest days are left to the next run: this one is full.", left)
    lake.write(f"{run.folder}/left.json", json.dumps(left).encode())
    for batch in batches[:MOST_BATCHES]:
        folder = f"{run.folder}/{batch.batch_id}"
        documents.put(lake, f"{folder}/listed.json", batch)
        day = batch.call_date.isoformat() if batch.call_date else None
        refs.append(BatchRef(batch.batch_id, folder, run.folder, day, len(batch.listed)))
    return refs


def _one_each(listed: Sequence[Listed]) -> list[Listed]:
    """Of recordings whose metadata gives them one call_id, the first by path stands; the others are skipped."""
    first: dict[str, Recording] = {}
    kept = []
    for one in listed:
        call_id = one.recording.metadata.call_id
        if one.failure is None and call_id is not None:
            taken = first.setdefault(call_id, one.recording)
            if taken is not one.recording:
                one = replace(one, failure=duplicate_of(one.recording, taken, "discover"))
        kept.append(one)
    return kept


def reconcile(run_folder: str, lake: Storage) -> Summary:
    """Close a run's accounts: every recording listed ended as exactly one of transcribed, failed or skipped.

    Writes the `intake` rows, failure rows for batches that did not reach their end, and the ledger. Running it again
    changes nothing.
    """
    run = documents.get(lake, f"{run_folder}/run.json", Run)
    batches = [
        documents.get(lake, entry.key, Batch)
        for entry in sorted(lake.list(f"{run_folder}/"), key=lambda entry: entry.key)
        if entry.key.endswith("/listed.json")
    ]
    outcomes, unfinished = [], []
    for batch in batches:
        outcome = documents.find(lake, f"{run_folder}/{batch.batch_id}/done.json", BatchOutcome)
        if outcome is None:
            unfinished.append(batch.batch_id)
            outcome = _unfinished(batch, lake, f"{run_folder}/{batch.batch_id}")
            write_failures(lake, outcome.failures, run.run_id, run.run_date, run.buckets)
        outcomes.append(outcome)
    price = run.settings.engine.price_usd_per_minute
    rows = [_intake_row(run, batch, outcome, price) for batch, outcome in zip(batches, outcomes, strict=True)]
    write_rows(lake, INTAKE, as_table(rows, INTAKE), run.run_date, run.buckets, [run.run_id])
    settled = [one for batch, outcome in zip(batches, outcomes, strict=True) for one in _settled(batch, outcome)]
    ledger.record(lake, settled, run.settings_hash)
    before, left = lake.read(f"{run_folder}/settled.json"), lake.read(f"{run_folder}/left.json")
    billed_s = sum(outcome.billed_s for outcome in outcomes)
    first_minutes_s = sum(outcome.first_minutes_s or 0.0 for outcome in outcomes)
    failures = [failure for outcome in outcomes for failure in outcome.failures]
    summary = Summary(
        listed=sum(len(batch.listed) for batch in batches),
        settled=sum(json.loads(before.content).values()) if before else 0,
        left=json.loads(left.content) if left else 0,
        transcribed=sum(outcome.transcribed for outcome in outcomes),
        from_cache=sum(outcome.from_cache for outcome in outcomes),
        failed=sum(failure.outcome == "failed" for failure in failures),
        skipped=sum(failure.outcome == "skipped" for failure in failures),
        requests=sum(outcome.requests for outcome in outcomes),
        billed_s=billed_s,
        cost_usd=cost_usd(billed_s, price),
        first_minutes_s=first_minutes_s,
        first_minutes_usd=cost_usd(first_minutes_s, price),
        reasons=dict(sorted(Counter(failure.reason.value for failure in failures).items())),
        call_dates=sorted({one.call_date.isoformat() for one in outcomes if one.call_date and one.transcribed}),
        unfinished=unfinished,
    )
    log.info("%s", summary)
    return summary


def check_accounts(summary: Summary) -> None:
    """Refuse a run that lost a recording or left one undone.

    Raises:
        Unreconciled: The message says which batches, or by how many the counts are apart.
    """
    ended = summary.transcribed + summary.failed + summary.skipped
    if ended != summary.listed:
        raise Unreconciled(
            f"{summary.listed} recordings were listed, but {ended} ended"
            f" ({summary.transcribed} transcribed, {summary.failed} failed, {summary.skipped} skipped)."
            " This is a defect; please report it with the run's logs."
        )
    if summary.unfinished:
        raise Unreconciled(
            f"{len(summary.unfinished)} batches did not finish: {', '.join(summary.unfinished)}. Their recordings are"
            " in `failures`; see the log of the failed task, then run again: nothing is paid for twice."
        )


def run_date_of(logical: datetime | None) -> date:
    """The partition of a run's own rows: the day of its logical date, else today in UTC."""
    return (logical or datetime.now(UTC)).astimezone(UTC).date()


@dataclass(frozen=True)
class _Known:
    """What the documents of `prepare` and `transcribe` have in common."""

    failures: tuple[Failure, ...]


def _unfinished(batch: Batch, lake: Storage, folder: str) -> BatchOutcome:
    spent = spending_of(lake, folder)
    known = {one.recording.uri: one.failure for one in batch.listed if one.failure}
    for step in ("prepared", "transcribed", "polished"):
        left = documents.find(lake, f"{folder}/{step}.json", _Known)
        known |= {failure.recording_uri: failure for failure in (left.failures if left else ())}
    failures = [
        known.get(one.recording.uri)
        or failure_of(
            one.recording,
            "transcribe",
            FailureReason.INTERNAL,
            f"{one.recording.uri}: its batch {batch.batch_id} did not finish; see the log of the failed task.",
        )
        for one in batch.listed
    ]
    return BatchOutcome(
        batch_id=batch.batch_id,
        call_date=batch.call_date,
        transcribed=0,
        from_cache=0,
        requests=spent.requests,
        billed_s=spent.billed_s,
        wall_s=0.0,
        failures=tuple(failures),
    )


def _intake_row(run: Run, batch: Batch, outcome: BatchOutcome, price: float) -> dict[str, Any]:
    return {
        "run_id": run.run_id,
        "batch_id": batch.batch_id,
        "call_date": batch.call_date,
        "listed": len(batch.listed),
        "transcribed": outcome.transcribed,
        "from_cache": outcome.from_cache,
        "failed": sum(failure.outcome == "failed" for failure in outcome.failures),
        "skipped": sum(failure.outcome == "skipped" for failure in outcome.failures),
        "requests": outcome.requests,
        "billed_ms": ms(outcome.billed_s),
        "cost_usd": cost_usd(outcome.billed_s, price),
        "wall_ms": ms(outcome.wall_s),
        "first_minute_ms": ms_or_none(outcome.first_minutes_s),
    }


def _settled(batch: Batch, outcome: BatchOutcome) -> list[ledger.Settled]:
    failed = {failure.recording_uri: failure for failure in outcome.failures}
    settled = []
    for one in batch.listed:
        failure = failed.get(one.recording.uri)
        if failure is not None and failure.reason in _WORTH_ANOTHER_RUN:
            continue
        settled.append(_settle(one, failure))
    return settled


def _settle(one: Listed, failure: Failure | None) -> ledger.Settled:
    return ledger.Settled(
        recording_uri=one.recording.uri,
        fingerprint=one.recording.fingerprint,
        call_date=one.recording.metadata.call_date,
        outcome=failure.outcome if failure else "transcribed",
    )
