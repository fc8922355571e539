"""What a user may choose, with its defaults, read from one TOML file."""

from __future__ import annotations

import dataclasses
import hashlib
import json
import tomllib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal, get_args

from callscribe.errors import SettingsError

if TYPE_CHECKING:
    from pathlib import Path

IntervalBy = Literal["call_date", "arrival"]


@dataclass(frozen=True)
class RecordingSettings:
    """Where calls come from.

    Attributes:
        name_pattern: Regular expression with named groups, searched in the path below `recordings_uri`; its
            groups are metadata (call_id, call_date, started_at, agent_id, customer_id, queue, direction, language,
            others are kept as they are). A sidecar wins over the name.
        interval_by: What a scheduled run's data interval selects: the calls held in it, or the recordings that
            arrived in it.
        batch_size: Recordings in one mapped task instance.
    """

    name_pattern: str | None = None
    interval_by: IntervalBy = "call_date"
    batch_size: int = 50


@dataclass(frozen=True)
class AudioSettings:
    """How a recording is cut for the engine.

    Attributes:
        chunk_s: Length of a chunk in seconds. 60 with 2 of overlap is the field's classic default.
        overlap_s: Seconds that neighbouring chunks share, so that no word is lost at a cut.
        preprocess: Dotted path of a callable that takes and returns one chunk as `pydub.AudioSegment`.
        channel_roles: Who speaks on each channel of a two-party recording, by channel number; a sidecar's own
            `channel_roles` wins. Empty: unknown.
        max_recording_s: A longer recording is refused (`too_long`).
    """

    chunk_s: float = 60.0
    overlap_s: float = 2.0
    preprocess: str | None = None
    channel_roles: tuple[str, ...] = ()
    max_recording_s: float = 6 * 3600.0


@dataclass(frozen=True)
class EngineSettings:
    """How the speech-to-text engine is called.

    Attributes:
        model: `pulse` or `pulse-pro`.
        options: Further options of the engine, such as redact_pii (see `callscribe.engines.pulse.PulseOptions`).
        concurrency: Requests under way at once in one task.
        price_usd_per_minute: What the vendor asks. 0.005 is Pulse's batch price of August 2026; the vendor's own
            pages disagree, so look at your contract.
    """

    model: str = "pulse"
    options: dict[str, str | bool] = field(default_factory=dict)
    concurrency: int = 4
    price_usd_per_minute: float = 0.005


@dataclass(frozen=True)
class PolishSettings:
    """How the word list is put right.

    Attributes:
        low_confidence: Words below are counted as doubtful; 0.7 is the field's usual threshold for human review.
        utterance_pause_s: A pause of this many seconds ends an utterance.
    """

    low_confidence: float = 0.7
    utterance_pause_s: float = 1.0


@dataclass(frozen=True)
class LakeSettings:
    """How the tables are laid out.

    Attributes:
        buckets: Files per table and call date. Fixed by the first write (`tables/_manifest.json`); one does for some
            thousand calls a day.
    """

    buckets: int = 1


@dataclass(frozen=True)
class Settings:
    """Everything a user may choose. Each section is a table of the TOML file, each field a key."""

    recordings: RecordingSettings = field(default_factory=RecordingSettings)
    audio: AudioSettings = field(default_factory=AudioSettings)
    engine: EngineSettings = field(default_factory=EngineSettings)
    polish: PolishSettings = field(default_factory=PolishSettings)
    lake: LakeSettings = field(default_factory=LakeSettings)

    def __post_init__(self) -> None:
        """Refuse values that cannot work, before anything is listed or paid for."""
        if not 5 <= self.audio.chunk_s <= 600:
            raise SettingsError(f"audio.chunk_s is {self.audio.chunk_s}; it must be from 5 to 600 seconds.")
        if not 0 <= self.audio.overlap_s <= min(10, self.audio.chunk_s / 2):
            raise SettingsError(
                f"audio.overlap_s is {self.audio.overlap_s}; it must be from 0 to 10 seconds"
                f" and at most half of audio.chunk_s ({self.audio.chunk_s})."
            )
        if self.recordings.interval_by not in get_args(IntervalBy):
            raise SettingsError(
                f"recordings.interval_by is {self.recordings.interval_by!r}; it must be one of {get_args(IntervalBy)}."
            )
        if not 0 <= self.polish.low_confidence <= 1:
            raise SettingsError(f"polish.low_confidence is {self.polish.low_confidence}; it must be from 0 to 1.")
        for name, seconds in (
            ("audio.max_recording_s", self.audio.max_recording_s),
            ("polish.utterance_pause_s", self.polish.utterance_pause_s),
        ):
            if seconds <= 0:
                raise SettingsError(f"{name} is {seconds}; it must be more than 0 seconds.")
        if self.engine.price_usd_per_minute < 0:
            raise SettingsError("engine.price_usd_per_minute cannot be negative.")
        for name, value in (
            ("recordings.batch_size", self.recordings.batch_size),
            ("engine.concurrency", self.engine.concurrency),
            ("lake.buckets", self.lake.buckets),
        ):
            if value < 1:
                raise SettingsError(f"{name} is {value}; it must be at least 1.")

    def settings_hash(self, *, language: str, engine: str) -> str:
        """16 hex digits that change whenever a row could: how work is shared out and paced does not count."""
        rows = dataclasses.asdict(self)
        del rows["recordings"]["interval_by"], rows["recordings"]["batch_size"], rows["engine"]["concurrency"]
        del rows["lake"]
        rows |= {"language": language, "engine_name": engine}
        return hashlib.sha256(json.dumps(rows, sort_keys=True).encode()).hexdigest()[:16]


def load_settings(path: Path | None) -> Settings:
    """Read a settings file.

    Args:
        path: TOML file, or None for the defaults.

    Raises:
        SettingsError: The file cannot be read, or has a section, key or value that does not exist.
    """
    if path is None:
        return Settings()
    try:
        document = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise SettingsError(f"Settings file {path} cannot be read: {error.strerror}.") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SettingsError(f"Settings file {path} is not valid TOML: {error}.") from error
    sections = {f.name: f.default_factory for f in dataclasses.fields(Settings)}
    _refuse_unknown(document, sections, where=f"{path}")
    return Settings(**{name: _section(sections[name], document[name], name, path) for name in document})


def _section(kind: Any, values: Any, name: str, path: Path) -> Any:
    if not isinstance(values, dict):
        raise SettingsError(f"{path}: {name} must be a table, [{name}].")
    defaults = {f.name: getattr(kind(), f.name) for f in dataclasses.fields(kind)}
    _refuse_unknown(values, defaults, where=f"{path} [{name}]")
    return kind(**{key: _as_declared(defaults[key], value, f"{path} [{name}] {key}") for key, value in values.items()})


def _as_declared(default: Any, value: Any, where: str) -> Any:
    """TOML's types, checked against the field's default: a wrong one is told now, not deep in a run."""
    if isinstance(default, tuple) and isinstance(value, list):
        return tuple(str(item) for item in value)
    if isinstance(default, float) and isinstance(value, int) and not isinstance(value, bool):
        return float(value)
    expected = str if default is None else type(default)
    if type(value) is not expected:
        raise SettingsError(f"{where} is {value!r}; expected {expected.__name__}.")
    return value


def _refuse_unknown(given: Any, known: Any, *, where: str) -> None:
    if unknown := sorted(set(given) - set(known)):
        raise SettingsError(f"{where}: unknown {', '.join(unknown)}. Known: {', '.join(sorted(known))}.")
