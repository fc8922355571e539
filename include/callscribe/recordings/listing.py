"""Finding recordings: what lies under a folder or bucket, which of it is wanted, and what is known of it."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from wcmatch import glob

from callscribe.errors import FailureReason, RecordingError, SettingsError, StorageRefused
from callscribe.recordings.metadata import compile_name_pattern, read_metadata
from callscribe.recordings.recording import CallMetadata, Listed, Recording, failure_of

if TYPE_CHECKING:
    import re
    from collections.abc import Collection, Iterable, Mapping

    from callscribe.settings import RecordingSettings
    from callscribe.storage import Entry, LocalStorage, Storage, Stored

# what a glob that names no suffix stands for; others are taken when the glob names them ("**/*.dat")
RECORDING_SUFFIXES = frozenset(
    ".wav .mp3 .m4a .mp4 .aac .ogg .oga .opus .flac .webm .wma .asf .amr .awb .gsm .3gp .aif .aiff .caf .au .mka .mkv"
    " .mov .avi .w64 .rf64 .g722 .g726 .ulaw .ul .mulaw .pcmu .alaw .al .pcma .sln .sln16 .raw .pcm".split()
)
_GLOB_FLAGS = glob.GLOBSTAR | glob.BRACE | glob.IGNORECASE | glob.FORCEUNIX
# reading sidecars waits on the network, not on a processor
_SIDECAR_READERS = 16


@dataclass(frozen=True)
class Interval:
    """What a run takes: half-open, in UTC. The dates of calls, or the instants at which recordings arrived.

    Attributes:
        latecomers: By call date, take what arrived within it, too. Runs by schedule do, since each of their intervals
            comes once: a call whose recording or sidecar came after its own day's run is in the next.
    """

    start: datetime
    end: datetime
    latecomers: bool = False

    def dates(self) -> tuple[date, date]:
        """First call date and the one after the last; the time of day at which a schedule fires does not matter.

        Raises:
            SettingsError: The interval does not reach into another day.
        """
        if self.start.date() >= self.end.date():
            raise SettingsError(
                f"The data interval {self.start:%Y-%m-%d %H:%M} to {self.end:%Y-%m-%d %H:%M} UTC is part of a day, so"
                ' it does not say which call dates are meant. Set recordings.interval_by = "arrival", or use a'
                " schedule with a data interval of a day or more, such as CronDataIntervalTimetable."
            )
        return self.start.date(), self.end.date()


def list_recordings(
    storage: Storage,
    pattern: str,
    settings: RecordingSettings,
    interval: Interval | None = None,
    *,
    suffixes: Iterable[str] = (),
) -> list[Listed]:
    """List the recordings under a root, with their metadata, in the order of their paths.

    Args:
        storage: Where to look.
        pattern: Glob on paths below the root (`**` for any folders, `{a,b}` for alternatives, case ignored). Where
            it names no suffix, only files with a suffix known for sound are taken; never sidecars or hidden files.
        settings: How metadata is read and what `interval` selects.
        suffixes: Of recordings, without the dot, beside those known for sound.
        interval: Leave out what lies outside. A recording without a readable date cannot be placed: it fails in
            every run that has no interval, and in those with one where it arrived within it.

    Raises:
        SettingsError: The pattern or the interval cannot be used.
    """
    name_pattern = compile_name_pattern(settings.name_pattern)
    dates = interval.dates() if interval and settings.interval_by == "call_date" else None
    known = RECORDING_SUFFIXES | {f".{suffix}" for suffix in suffixes}
    entries = {entry.key: entry for entry in storage.list()}
    wanted = [entry for entry in entries.values() if _is_recording(entry.key, pattern, known)]

    def read(entry: Entry) -> Listed:
        return _read_recording(storage, entry, _sidecar_of(entry.key, entries), name_pattern)

    def is_wanted(listed: Listed) -> bool:
        if interval is None:
            return True
        arrived = interval.start <= listed.recording.modified_at < interval.end
        call_date = listed.recording.metadata.call_date
        if dates is None or call_date is None:
            return arrived
        return dates[0] <= call_date < dates[1] or (interval.latecomers and arrived)

    with ThreadPoolExecutor(_SIDECAR_READERS) as readers:
        listed = sorted(readers.map(read, wanted), key=lambda one: one.recording.key)
    return [one for one in listed if is_wanted(one)]


def look_up(storage: LocalStorage, keys: Iterable[str], settings: RecordingSettings) -> list[Listed]:
    """The recordings with these very paths, sidecars included; as `list_recordings` for files that a user names.

    Raises:
        FileNotFoundError: One is not there, or is no file.
    """
    name_pattern = compile_name_pattern(settings.name_pattern)
    listed = []
    for key in keys:
        entry = storage.entry(key)
        if entry is None:
            raise FileNotFoundError(f"/{key}")
        sidecars = {name: found for name in _sidecar_names(key) if (found := storage.entry(name))}
        listed.append(_read_recording(storage, entry, _sidecar_of(key, sidecars), name_pattern))
    return listed


def day(of: date) -> Interval:
    """The interval of one call date."""
    start = datetime.combine(of, time(0), UTC)
    return Interval(start, start + timedelta(days=1))


def _is_recording(key: str, pattern: str, suffixes: Collection[str]) -> bool:
    path = PurePosixPath(key)
    if any(part.startswith(".") for part in path.parts) or path.suffix.lower() == ".json":
        return False
    if not glob.globmatch(key, pattern, flags=_GLOB_FLAGS):
        return False
    return bool(PurePosixPath(pattern).suffix) or path.suffix.lower() in suffixes


def _read_sidecar(storage: Storage, sidecar: Entry) -> Stored | None:
    try:
        return storage.read(sidecar.key)
    except (PermissionError, StorageRefused) as error:
        message = f"its sidecar {sidecar.key} may not be read ({type(error).__name__})."
        raise RecordingError(FailureReason.BAD_METADATA, message) from error


def _sidecar_names(key: str) -> tuple[str, str]:
    """`call.wav.json`, else `call.json`."""
    return f"{key}.json", PurePosixPath(key).with_suffix(".json").as_posix()


def _sidecar_of(key: str, entries: Mapping[str, Entry]) -> Entry | None:
    return next((entries[name] for name in _sidecar_names(key) if name in entries), None)


def _read_recording(
    storage: Storage, entry: Entry, sidecar: Entry | None, name_pattern: re.Pattern[str] | None
) -> Listed:
    key = entry.key.encode(errors="backslashreplace").decode()

    def recording(metadata: CallMetadata) -> Recording:
        return Recording(
            uri=f"{storage.uri}/{key}",
            key=key,
            size_bytes=entry.size_bytes,
            modified_at=max(entry.modified_at, sidecar.modified_at) if sidecar else entry.modified_at,
            fingerprint="+".join([entry.version, *([sidecar.version] if sidecar else [])]),
            metadata=metadata,
        )

    if key != entry.key:
        found = recording(CallMetadata())
        message = f"{found.uri}: its name is not UTF-8, so no table can hold it. Rename the file."
        return Listed(recording=found, failure=failure_of(found, "discover", FailureReason.BAD_METADATA, message))
    try:
        stored = _read_sidecar(storage, sidecar) if sidecar else None
        found = recording(read_metadata(entry.key, stored.content if stored else None, name_pattern))
    except RecordingError as error:
        found = recording(CallMetadata())
        failure = failure_of(found, "discover", error.reason, f"{found.uri}: {error.message}")
        return Listed(recording=found, failure=failure)
    if found.metadata.call_date is None:
        message = (
            f"{found.uri}: no call date is known. Put a sidecar {PurePosixPath(entry.key).name}.json beside it with"
            ' "started_at" or "call_date", or set recordings.name_pattern with a group (?P<call_date>...).'
        )
        return Listed(recording=found, failure=failure_of(found, "discover", FailureReason.NO_CALL_DATE, message))
    return Listed(recording=found)
