"""The accounts of a run: every recording that was listed ended as transcribed, failed or skipped."""

from __future__ import annotations

import json
import logging
from collections import Counter
from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING, Any

from callscribe import documents
from callscribe.errors import CallscribeError, FailureReason
from callscribe.lake import ledger
from callscribe.lake.failures import write_failures
from callscribe.lake.rows import as_table, cost_usd, ms, ms_or_none
from callscribe.lake.tables import INTAKE
from callscribe.lake.writer import write_rows
from callscribe.recordings.batches import Batch
from callscribe.recordings.recording import Failure, Listed, failure_of
from callscribe.run import BatchOutcome, Run
from callscribe.spending import spending_of

if TYPE_CHECKING:
    from callscribe.storage import Storage

log = logging.getLogger(__name__)

# reasons that another run may overcome without anything changing
_WORTH_ANOTHER_RUN = {
    FailureReason.ENGINE_REJECTED,  # an account, a region or an address may be put right
    FailureReason.ENGINE_UNAVAILABLE,
    FailureReason.OVER_BUDGET,
    FailureReason.INTERNAL,
}


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
