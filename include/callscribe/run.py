"""A run as a whole: what it is to do, shared out into batches.

discover -> batches (`callscribe.batch`) -> reconcile (`callscribe.accounts`)
"""

from __future__ import annotations

import json
import logging
from collections import Counter
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

from callscribe import documents
from callscribe.errors import SettingsError
from callscribe.lake import ledger, vault
from callscribe.lake.writer import bucket_count
from callscribe.polish.languages import require_identifier
from callscribe.polish.models import check_models
from callscribe.polish.pseudonyms import of_listed
from callscribe.recordings.batches import group_batches
from callscribe.recordings.listing import Interval, list_recordings
from callscribe.recordings.recording import Failure, Listed, Recording, duplicate_of
from callscribe.settings import AUTO, Settings
from callscribe.storage import LocalStorage

if TYPE_CHECKING:
    from collections.abc import Sequence

    from callscribe.storage import Storage

log = logging.getLogger(__name__)

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


def run_date_of(logical: datetime | None) -> date:
    """The partition of a run's own rows: the day of its logical date, else today in UTC."""
    return (logical or datetime.now(UTC)).astimezone(UTC).date()
