"""Each step of the way, for the recordings of one batch: one bad recording costs itself, never its neighbours.

A step reads what the one before left under `work/`, and returns its counts.
"""

from __future__ import annotations

import dataclasses
import logging
import time
import traceback
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pyarrow.parquet as pq

from callscribe import documents, pipeline
from callscribe.answers import answer_all, first_of, heal
from callscribe.audio.decoders import Decoders
from callscribe.audio.pcm import SAMPLE_RATE_HZ
from callscribe.call_language import route, tell_language
from callscribe.errors import (
    AuthenticationError,
    EngineRefused,
    EngineUnavailable,
    FailureReason,
    PlanError,
    RecordingError,
    SettingsError,
    StorageRefused,
    TooLargeError,
    TransientError,
)
from callscribe.lake import vault
from callscribe.lake.failures import write_failures
from callscribe.lake.rows import CallRows, Lineage, as_tables, tabulate, text_is_shown
from callscribe.lake.tables import CALL_TABLES
from callscribe.lake.writer import read_partition, write_rows
from callscribe.pipeline import PreparedCall, TranscribedCall
from callscribe.polish.languages import require_identifier
from callscribe.recordings.batches import Batch
from callscribe.recordings.recording import Failure, Listed, Recording, Stage, duplicate_of, failure_of
from callscribe.run import BatchOutcome, BatchRef, Run
from callscribe.spending import spending_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from callscribe.engines.base import Engine
    from callscribe.settings import Settings
    from callscribe.storage import Storage
    from callscribe.transcript.transcript import Transcript

log = logging.getLogger(__name__)

_PROGRESS_EVERY_S = 5.0


@dataclass(frozen=True)
class Prepared:
    """What `prepare` leaves."""

    started_at: datetime
    calls: tuple[PreparedCall, ...]
    failures: tuple[Failure, ...]


@dataclass(frozen=True)
class Transcribed:
    """What `transcribe` leaves; `first_minutes_s` of `billed_s` only told languages."""

    calls: tuple[TranscribedCall, ...]
    failures: tuple[Failure, ...]
    from_cache: int
    requests: int
    billed_s: float
    first_minutes_s: float | None = None


@dataclass(frozen=True)
class Polished:
    """What `polish` leaves beside the redacted rows."""

    call_ids: tuple[str, ...]
    failures: tuple[Failure, ...]


def prepare(ref: BatchRef, source: Storage, lake: Storage) -> dict[str, Any]:
    """Decode the batch's recordings and lay their chunks under `work/`."""
    run, batch = run_of(ref, lake), documents.get(lake, f"{ref.folder}/listed.json", Batch)
    started_at = datetime.now(UTC)
    audio = run.settings.audio
    calls: dict[str, PreparedCall] = {}
    failures: list[Failure] = []
    with Decoders(audio.processes) as decoders, ThreadPoolExecutor(audio.processes) as pool:

        def taken_in(number: int, one: Listed) -> PreparedCall | Failure:
            if one.failure is not None:
                return one.failure
            folder = f"{ref.folder}/chunks/{number}"
            try:
                return pipeline.prepare(one.recording, source, lake, folder, run.language, run.engine, audio, decoders)
            except Exception as error:
                return _failure(one.recording, "prepare", error)

        futures = [pool.submit(taken_in, number, one) for number, one in enumerate(batch.listed)]
        told_at = time.monotonic()
        try:
            for done, (one, future) in enumerate(zip(batch.listed, futures, strict=True)):
                call = future.result()
                if isinstance(call, PreparedCall):
                    first = calls.setdefault(call.call_id, call)
                    if first is not call:  # the same file under two names
                        failures.append(_logged(duplicate_of(one.recording, first.recording, "prepare", call.call_id)))
                else:
                    failures.append(_logged(call))
                if time.monotonic() - told_at > _PROGRESS_EVERY_S:
                    told_at = time.monotonic()
                    log.info("%d of %d recordings prepared.", done + 1, len(futures))
        finally:
            pool.shutdown(cancel_futures=True)
    documents.put(lake, f"{ref.folder}/prepared.json", Prepared(started_at, tuple(calls.values()), tuple(failures)))
    counts = {
        "recordings": len(calls),
        "chunks": sum(len(call.chunks) for call in calls.values()),
        "failed": len(failures),
        "audio_s": round(sum(call.preflight.duration_s for call in calls.values()), 3),
        "left_out_s": round(sum(call.left_out_s for call in calls.values()), 3),
    }
    log.info(
        "Prepared %d recordings in %d chunks; %d failed; %.0f s of silence left out.",
        counts["recordings"],
        counts["chunks"],
        counts["failed"],
        counts["left_out_s"],
    )
    return counts


def transcribe(ref: BatchRef, engine: Engine, lake: Storage, *, last_try: bool = True) -> dict[str, Any]:
    """Have the batch's chunks transcribed, several at once; what the vault holds is not asked for again.

    Args:
        ref: The batch.
        engine: Who transcribes.
        lake: Holds the chunks and the vault.
        last_try: Give recordings up that the engine could not serve, as long as others were served; otherwise
            trouble is raised, for the caller to come back later.

    Raises:
        AuthenticationError: No recording could be served with this key.
        PlanError: As above, with this plan.
        EngineUnavailable: Trouble that outlived the retries. Every answer until then is in the vault.
    """
    run, prepared = run_of(ref, lake), documents.get(lake, f"{ref.folder}/prepared.json", Prepared)
    calls, untold = route(prepared.calls, engine, lake, ref.folder, run.settings.engine)
    named, unnamed = _named(calls, engine)
    failures = [*prepared.failures, *unnamed]
    wanted = {
        each.answer: (each.chunk, call.prepared.engine_language)
        for call in named
        if call.prepared.call_id not in untold
        for each in call.answered_chunks
    }
    answers, troubles = answer_all(wanted, engine, lake, ref.folder, run.settings.engine.concurrency)
    if (not_accepted := first_of(troubles, AuthenticationError, PlanError)) is not None:
        raise not_accepted
    transcribed: list[TranscribedCall] = []
    waiting: list[PreparedCall] = []
    for done in named:
        call = done.prepared
        trouble = untold.get(call.call_id) or next((troubles[name] for name in done.answers if name in troubles), None)
        if isinstance(trouble, EngineUnavailable):
            waiting.append(call)
        elif trouble is not None:
            failures.append(_logged(_failure(call.recording, "transcribe", trouble, call.call_id)))
        elif not any(answers[name].words for name in done.answers):
            message = f"{engine.name} found no word in {call.preflight.duration_s:.1f} s of sound."
            failures.append(_logged(_failure_at(call, "transcribe", FailureReason.ENGINE_EMPTY, message)))
        else:
            transcribed.append(done)
    if waiting:
        trouble = next(error for error in (untold | troubles).values() if isinstance(error, EngineUnavailable))
        log.error("%d of %d recordings wait for %s.", len(waiting), len(prepared.calls), engine.name)
        if not last_try or not transcribed:
            raise trouble
        failures += [_logged(_failure(call.recording, "transcribe", trouble, call.call_id)) for call in waiting]
    if run.settings.audio.heal_seams:
        transcribed = heal(transcribed, engine, lake, ref.folder, run.settings.engine.concurrency, last_try=last_try)
    transcribed = [tell_language(done, lake) for done in transcribed]
    for done in transcribed:
        documents.put(lake, vault.call_key(done.prepared.call_id), done)
    spent = spending_of(lake, ref.folder)
    firsts = {each.answer: each.chunk.span.samples for call in calls for each in call.first_minute}
    result = Transcribed(
        calls=tuple(transcribed),
        failures=tuple(failures),
        from_cache=sum(spent.answers.isdisjoint(call.all_answers) for call in transcribed),
        requests=spent.requests,
        billed_s=spent.billed_s,
        first_minutes_s=sum(firsts[name] for name in firsts.keys() & spent.answers) / SAMPLE_RATE_HZ,
    )
    documents.put(lake, f"{ref.folder}/transcribed.json", result)
    log.info(
        "Transcribed %d recordings: %d requests, %d chunks from the vault; %d recordings failed.",
        len(transcribed),
        result.requests,
        len(answers.keys() - spent.answers),
        len(failures),
    )
    return {
        "transcribed": len(transcribed),
        "from_cache": result.from_cache,
        "failed": len(failures),
        "requests": result.requests,
        "billed_s": result.billed_s,
        "first_minutes_s": result.first_minutes_s,
    }


def _named(calls: Sequence[PreparedCall], engine: Engine) -> tuple[list[TranscribedCall], list[Failure]]:
    """Calls with the names that their answers have, or will have, in the vault."""
    named: list[TranscribedCall] = []
    failures: list[Failure] = []
    for call in calls:
        try:
            if call.language_source == pipeline.FROM_TRANSCRIPT:
                require_identifier()  # one sidecar's "auto" must not cost the others
            names = tuple(vault.answer_name(chunk.samples_hash, engine, call.engine_language) for chunk in call.chunks)
        except SettingsError as error:  # a language that the engine does not have
            reason = FailureReason.BAD_METADATA if call.language_source == "metadata" else FailureReason.ENGINE_REJECTED
            failures.append(_logged(_failure_at(call, "transcribe", reason, str(error))))
        else:
            named.append(TranscribedCall(call, engine.name, engine.model, names))
    return named, failures


def give_up(ref: BatchRef, error: EngineUnavailable, lake: Storage) -> None:
    """Leave, in place of `transcribe`, that the engine could not serve the batch."""
    prepared = documents.get(lake, f"{ref.folder}/prepared.json", Prepared)
    failures = [_failure(call.recording, "transcribe", error, call.call_id) for call in prepared.calls]
    spent = spending_of(lake, ref.folder)
    result = Transcribed((), (*prepared.failures, *failures), 0, spent.requests, spent.billed_s)
    documents.put(lake, f"{ref.folder}/transcribed.json", result)


def polish(ref: BatchRef, source: Storage, lake: Storage, redaction_key: bytes | None = None) -> dict[str, int]:
    """Merge, mark and redact the batch's calls, and lay their rows under `work/`; no row holds unredacted text.

    Args:
        ref: The batch.
        source: Holds the recordings, which are read again for redacted audio only.
        lake: Holds the answers, and the lake's own key for pseudonyms.
        redaction_key: The user's, instead of that.
    """
    key = vault.redaction_key(lake, redaction_key)
    run, transcribed = run_of(ref, lake), documents.get(lake, f"{ref.folder}/transcribed.json", Transcribed)
    lineage = Lineage(run.dag_id, run.run_id, datetime.now(UTC), run.settings_hash)
    failures = list(transcribed.failures)
    calls: dict[str, CallRows] = {}
    with Decoders(run.settings.audio.processes) as decoders:
        for call in transcribed.calls:
            try:
                transcript = pipeline.assemble_call(call, lake, run.settings)
                transcript = pipeline.polish(transcript, call.prepared, run.settings.polish, key)
                transcript = _with_audio(call, transcript, source, lake, run.settings, decoders)
                rows = tabulate(call, transcript, run.settings, lineage, key)
                as_tables([rows])  # a value that no table can hold costs this call, not its batch
                calls[call.prepared.call_id] = rows
            except Exception as error:
                failures.append(_logged(_failure(call.prepared.recording, "polish", error, call.prepared.call_id)))
    for name, table in as_tables(calls.values()).items():
        sink = pa.BufferOutputStream()
        pq.write_table(table, sink, compression="zstd")
        lake.write(_rows_key(ref, name), sink.getvalue().to_pybytes())
    documents.put(lake, f"{ref.folder}/polished.json", Polished(tuple(calls), tuple(failures)))
    redactions = sum(len(rows["redactions"]) for rows in calls.values())
    log.info("Polished %d calls; %d spans redacted; %d failed.", len(calls), redactions, len(failures))
    return {"calls": len(calls), "redactions": redactions, "failed": len(failures)}


def _with_audio(
    call: TranscribedCall,
    transcript: Transcript,
    source: Storage,
    lake: Storage,
    settings: Settings,
    decoders: Decoders,
) -> Transcript:
    """Write the redacted recording where it is wanted; where that fails, the transcript says so."""
    if settings.polish.redacted_audio == "off" or not text_is_shown(call.prepared.language, settings):
        return transcript
    try:
        pipeline.redact_audio(call, transcript, source, lake, settings, decoders)
    except (RecordingError, OSError, ValueError, StorageRefused) as error:
        reason = error.message if isinstance(error, RecordingError) else type(error).__name__
        log.warning("%s: no redacted audio was written: %s", call.prepared.recording.uri, reason)
        return dataclasses.replace(transcript, audio_missing=True)
    return transcript


def batch_ref(passed: dict[str, Any]) -> BatchRef:
    """The reference in what one task handed another, counts left out."""
    return BatchRef(**{field.name: passed[field.name] for field in dataclasses.fields(BatchRef)})


def run_of(ref: BatchRef, lake: Storage) -> Run:
    """What the batch's run is to do."""
    return documents.get(lake, f"{ref.run_folder}/run.json", Run)


def write(ref: BatchRef, lake: Storage) -> dict[str, int]:
    """Make the batch's rows those of the tables, `calls` last."""
    run, polished = run_of(ref, lake), documents.get(lake, f"{ref.folder}/polished.json", Polished)
    prepared = documents.get(lake, f"{ref.folder}/prepared.json", Prepared)
    transcribed = documents.get(lake, f"{ref.folder}/transcribed.json", Transcribed)
    files = 0
    call_date = date.fromisoformat(ref.call_date) if ref.call_date else None
    if call_date is not None and polished.call_ids:
        for table in CALL_TABLES:
            stored = lake.read(_rows_key(ref, table.name))
            if stored is None:
                raise FileNotFoundError(f"{_rows_key(ref, table.name)} is gone; run the polish task again.")
            rows = read_partition(stored.content)
            files += write_rows(lake, table, rows, call_date, run.buckets, polished.call_ids)
    write_failures(lake, polished.failures, run.run_id, run.run_date, run.buckets)
    outcome = BatchOutcome(
        batch_id=ref.batch_id,
        call_date=call_date,
        transcribed=len(polished.call_ids),
        from_cache=transcribed.from_cache,
        requests=transcribed.requests,
        billed_s=transcribed.billed_s,
        first_minutes_s=transcribed.first_minutes_s,
        wall_s=(datetime.now(UTC) - prepared.started_at).total_seconds(),
        failures=polished.failures,
    )
    documents.put(lake, f"{ref.folder}/done.json", outcome)
    log.info("Wrote %d calls (%d files changed), %d failures.", outcome.transcribed, files, len(outcome.failures))
    return {"calls": outcome.transcribed, "failures": len(outcome.failures), "files": files}


def _failure(recording: Recording, stage: Stage, error: Exception, call_id: str | None = None) -> Failure:
    """The row for an error that concerns one recording; others are raised again.

    Of an error that nobody foresaw, only its kind and place are told: its message may quote what was said.
    """
    if isinstance(error, RecordingError):
        return failure_of(recording, stage, error.reason, error.message, call_id=call_id)
    if isinstance(error, EngineRefused | EngineUnavailable):
        reason = FailureReason.ENGINE_UNAVAILABLE
        if isinstance(error, EngineRefused):
            reason = FailureReason.TOO_LARGE if isinstance(error, TooLargeError) else FailureReason.ENGINE_REJECTED
        return failure_of(recording, stage, reason, f"{recording.uri}: {error}", call_id=call_id)
    if isinstance(error, FileNotFoundError) and stage == "prepare":
        message = f"{recording.uri}: gone since it was listed."
        return failure_of(recording, stage, FailureReason.INTERNAL, message, call_id=call_id)
    if isinstance(error, PermissionError | StorageRefused) and stage == "prepare":
        message = (
            f"{recording.uri}: may not be read ({type(error).__name__}). Give the worker the right to, or exclude it."
        )
        return failure_of(recording, stage, FailureReason.INTERNAL, message, call_id=call_id)
    if isinstance(error, SettingsError | TransientError | OSError | MemoryError) or stage not in ("prepare", "polish"):
        raise error
    frame = traceback.extract_tb(error.__traceback__)[-1]
    message = f"{recording.uri}: {type(error).__name__} in {frame.name}, line {frame.lineno}. Please report it."
    return failure_of(recording, stage, FailureReason.INTERNAL, message, call_id=call_id)


def _failure_at(call: PreparedCall, stage: Stage, reason: FailureReason, message: str) -> Failure:
    return failure_of(call.recording, stage, reason, f"{call.recording.uri}: {message}", call_id=call.call_id)


def _logged(failure: Failure) -> Failure:
    log.warning("%s %s (%s): %s", failure.stage, failure.outcome, failure.reason.value, failure.message)
    return failure


def _rows_key(ref: BatchRef, table: str) -> str:
    return f"{ref.folder}/rows/{table}.parquet"
