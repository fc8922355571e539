"""Calls put right anew: rows from the vault with today's rules, without a request to any engine.

What was paid for lies in the vault, so that new rules for redaction, vocabulary or fillers reach years of calls for
nothing but CPU time. Calls are taken file by file as they lie in the tables; one that already is as it would become is
left alone, so that a run that was stopped goes on where it stood.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Final

from callscribe import documents, pipeline
from callscribe.lake import vault
from callscribe.lake.rows import CallRows, Lineage, as_tables, revision_of, tabulate
from callscribe.lake.tables import CALL_TABLES, CALLS
from callscribe.lake.writer import bucket_count, read_partition, stored_partitions, write_rows
from callscribe.pipeline import TranscribedCall
from callscribe.polish.models import check_models

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from callscribe.settings import Settings
    from callscribe.storage import Storage

TOGETHER: Final = 200
"""Calls whose rows are in memory at once: some 50 MB for calls of ten minutes."""


@dataclass
class Repolished:
    """The accounts: found = rewritten + unchanged + failed.

    Attributes:
        found: Calls in the tables from the day on.
        rewritten: Those whose rows are new.
        unchanged: Those that were as they would become.
        audio_removed: Redacted recordings that went with the rules that they were made by.
        failed: Why the others could not be put right, by call id; their rows are as they were.
    """

    found: int = 0
    rewritten: int = 0
    unchanged: int = 0
    audio_removed: int = 0
    failed: dict[str, str] = field(default_factory=dict)

    @property
    def done(self) -> int:
        """Calls dealt with so far."""
        return self.rewritten + self.unchanged + len(self.failed)


def repolish(
    lake: Storage,
    settings: Settings,
    *,
    since: date,
    language: str,
    redaction_key: bytes | None = None,
    progress: Callable[[Repolished], None] = lambda _: None,
) -> Repolished:
    """Make the rows of a lake's calls what today's code and settings make of their answers.

    Args:
        lake: With its vault.
        settings: As in the runs that are to follow; a call is rewritten where these, the code or its metadata differ
            from those of its rows.
        since: First call date.
        language: The runs' default, which is part of what rows are told apart by.
        redaction_key: Of pseudonyms; by default the lake's own.
        progress: Told the accounts after each step.
    """
    check_models(settings.polish)
    key = vault.redaction_key(lake, redaction_key)
    buckets = bucket_count(lake, settings.lake.buckets)
    now = datetime.now(UTC)
    files = sorted((day, name) for name, day in stored_partitions(lake, CALLS) if day >= since)
    revisions = [(day, _revisions(lake, name)) for day, name in files]
    accounts = Repolished(found=sum(len(of_file) for _, of_file in revisions))
    progress(accounts)
    for day, of_file in revisions:
        waiting: dict[str, CallRows] = {}
        audio = _redacted_audio(lake, day)
        for call_id, revision in of_file.items():
            try:
                rows = _rows(lake, call_id, revision, settings, language, key, now, audio)
            except Exception as error:
                accounts.failed[call_id] = _reason(lake, error)
            else:
                if rows is None:
                    accounts.unchanged += 1
                else:
                    waiting[call_id] = rows
            if len(waiting) == TOGETHER:
                _write(lake, waiting, day, buckets, accounts, audio)
                waiting = {}
            progress(accounts)
        _write(lake, waiting, day, buckets, accounts, audio)
        progress(accounts)
    return accounts


def _revisions(lake: Storage, name: str) -> Mapping[str, str]:
    """Revision by call id, of one file of `calls`."""
    stored = lake.read(name)
    if stored is None:
        return {}
    rows = read_partition(stored.content).select(["call_id", "revision"])
    return dict(zip(*(column.to_pylist() for column in rows.columns), strict=True))


def _redacted_audio(lake: Storage, day: date) -> Mapping[str, list[str]]:
    """Redacted recordings of a day's calls, by the call's name as a file's."""
    audio: dict[str, list[str]] = defaultdict(list)
    for entry in lake.list(pipeline.redacted_audio_folder(day)):
        audio[PurePosixPath(entry.key).stem].append(entry.key)
    return audio


def _rows(
    lake: Storage,
    call_id: str,
    revision: str,
    settings: Settings,
    language: str,
    key: bytes,
    now: datetime,
    audio: Mapping[str, Sequence[str]],
) -> CallRows | None:
    """A call's new rows; None where they would have the revision that it has."""
    call = documents.find(lake, vault.call_key(call_id), TranscribedCall)
    if call is None:
        raise FileNotFoundError
    lineage = Lineage(
        dag_id=None,
        run_id=f"repolish__{now:%Y-%m-%dT%H:%M:%S}",
        processed_at=now,
        settings_hash=settings.settings_hash(language=language, engine=call.engine),
    )
    prepared = call.prepared
    if revision == revision_of(
        prepared.preflight.recording_sha256, prepared.recording.metadata, lineage.settings_hash, key
    ):
        return None
    transcript = pipeline.polish(pipeline.assemble_call(call, lake, settings), prepared, settings.polish, key)
    # what was covered is not what would be: the recording is not at hand, so the redacted one goes
    gone = bool(audio.get(vault.file_name(call_id)))
    transcript = replace(transcript, audio_missing=gone or settings.polish.redacted_audio != "off")
    rows = tabulate(call, transcript, settings, lineage, key)
    as_tables([rows])  # a value that no table can hold costs this call, not those that are written with it
    return rows


def _write(
    lake: Storage,
    calls: Mapping[str, CallRows],
    day: date,
    buckets: int,
    accounts: Repolished,
    audio: Mapping[str, Sequence[str]],
) -> None:
    if calls:
        # before the rows, since calls that are as they should be are not looked at again
        for name in [name for call_id in calls for name in audio.get(vault.file_name(call_id), ())]:
            lake.delete(name)
            accounts.audio_removed += 1
        rows = as_tables(calls.values())
        for table in CALL_TABLES:
            write_rows(lake, table, rows[table.name], day, buckets, tuple(calls))
        accounts.rewritten += len(calls)


def _reason(lake: Storage, error: Exception) -> str:
    """What is wrong, without a word that was said: messages of what nobody foresaw may quote."""
    if isinstance(error, FileNotFoundError):
        return f"the vault of {lake.uri} has no answers for it; transcribe it again"
    return f"{type(error).__name__} while it was put right; what the vault of {lake.uri} has of it may be damaged"
