"""What a user may choose, with its defaults, read from one TOML file."""

from __future__ import annotations

import dataclasses
import hashlib
import json
import math
import tomllib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final, Literal, get_args

from callscribe.audio.channel_map import check_channel_map
from callscribe.audio.headerless import parse_raw_format
from callscribe.enrichment.categories import Category, parse_categories
from callscribe.errors import SettingsError
from callscribe.polish.detectors.recognisers import Recogniser, parse_recognisers
from callscribe.polish.masks import check_masks, chosen_types
from callscribe.polish.term_index import Term, parse_terms

if TYPE_CHECKING:
    from pathlib import Path

IntervalBy = Literal["call_date", "arrival"]
Enriched = Literal["sentiment", "topics", "summary"]
RedactedAudio = Literal["off", "silence", "beep"]
VoiceDetector = Literal["webrtc", "silero"]
# in the order in which they are applied
CleaningStep = Literal["highpass", "denoise", "gate", "normalise"]

# stands for a language where nobody knows it: it is told from what was said
AUTO: Final = "auto"

MIXTURES: Final = ("multi", "multi-eu", "multi-asian", "multi-indic")
"""Pulse's groups of languages."""


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
    """How recordings are read, and cut for the engine.

    Attributes:
        chunk_s: `"auto"`: a channel in one request while the engine takes it, otherwise the fewest equal chunks. Or
            the length of a chunk in seconds, 5 to 600; 60 with 2 of overlap is the field's classic.
        overlap_s: Seconds that neighbouring chunks share, so that no word is lost at a cut.
        heal_seams: Have the few seconds around a join of two chunks transcribed once more where the two sides disagree
            too much (flagged seams); costs some 10 s of audio each.
        leave_out_silence_s: Longer silence is not sent; words keep their true times. 0: all is sent.
        channel_map: Which channels are transcribed: numbers from 0, or several joined with `+` to be mixed, such as
            `["0", "2+3"]`, which is then called by the first of its numbers. Empty: each on its own.
        channel_roles: Who speaks on each channel of a two-party recording, by the channel's number in it; a sidecar's
            own `channel_roles` wins. Empty: unknown.
        raw_formats: What files without a header are, by suffix: encoding, rate and channels, such as
            `{raw = "alaw 8000 1"}`. `.ulaw`, `.alaw`, `.sln`, `.gsm` and `.g722` are known.
        voice_detector: `webrtc`, or `silero`, which is better in noise, takes 150 s an hour of audio and needs the
            extra of that name.
        clean: Any of `highpass`, `denoise`, `gate`, `normalise`. Recognisers are trained on sound as it is:
            benchmarks/README.md shows what each does to the words.
        preprocess: Dotted path of a callable that takes and returns one chunk as `pydub.AudioSegment`.
        max_recording_s: A longer recording is refused (`too_long`).
        processes: Recordings decoded at once in one task.
    """

    chunk_s: float | int | Literal["auto"] = "auto"
    overlap_s: float = 2.0
    heal_seams: bool = False
    leave_out_silence_s: float = 0.0
    channel_map: tuple[str, ...] = ()
    channel_roles: tuple[str, ...] = ()
    raw_formats: dict[str, str] = field(default_factory=dict)
    voice_detector: VoiceDetector = "webrtc"
    clean: tuple[str, ...] = ()
    preprocess: str | None = None
    max_recording_s: float = 6 * 3600.0
    processes: int = 2


@dataclass(frozen=True)
class EngineSettings:
    """How the speech-to-text engine is called.

    Attributes:
        model: `pulse` or `pulse-pro`.
        options: Further options of the engine, such as redact_pii (see `callscribe.engines.pulse.PulseOptions`).
        concurrency: Requests under way at once in one task.
        price_usd_per_minute: What the vendor asks. 0.005 is Pulse's batch price of August 2026; the vendor's own
            pages disagree, so look at your contract.
        unknown_language: What the engine is asked for where the language is `auto`: one of Pulse's groups, `multi-eu`,
            `multi-asian` or `multi-indic`. Its `multi`, which would be all, was refused in every region where it was
            tried.
        route_languages: Where the language is `auto`, have the first minute of speech transcribed by itself, tell the
            language from that, and ask for the call in it. Costs a minute more a call.
    """

    model: str = "pulse"
    options: dict[str, str | bool] = field(default_factory=dict)
    concurrency: int = 4
    price_usd_per_minute: float = 0.005
    unknown_language: str = "multi-eu"
    route_languages: bool = False

    def __post_init__(self) -> None:
        """Refuse what Pulse would cut to another group."""
        if self.unknown_language not in MIXTURES:
            raise SettingsError(
                f"engine.unknown_language is {self.unknown_language!r}; it must be one of {', '.join(MIXTURES)}."
            )

    def language_code(self, language: str) -> str:
        """What the engine is asked for: a language as it is named, or else `unknown_language`."""
        return self.unknown_language if language.casefold() == AUTO else language


@dataclass(frozen=True)
class PolishSettings:
    """How the word list is put right.

    Attributes:
        low_confidence: Words below are counted as doubtful; 0.7 is the field's usual threshold for human review.
        utterance_pause_s: A pause of this many seconds ends an utterance.
        redact: What is hidden: the sets "pci", "pii" and "phi", or entity types by name.
        masks: What stands for it, by entity type or for all by "default": "kind" (`[PHONE]`), "numbered" (`[PHONE_1]`,
            the same number for the same value throughout the call), "last_four" (`************1111`), "hash"
            (`[PHONE:51e0a8b4ff2c]`, the same for the same value throughout the lake), "drop" (nothing).
        unredacted_text_in: Languages, such as "de", whose text is written although nothing spoken in them can be
            redacted. Elsewhere such text is withheld.
        redacted_audio: Lay each recording under `audio_redacted/`, with "silence" or a "beep" over what is redacted;
            or "off".
        recognisers: What else of yours is personal, each a table `[[polish.recognisers]]`; always hidden.
        model: Of yours, that finds names and places: "spacy:MODEL" or "presidio:MODEL"; needs the extra `ner`.
        vocabulary: Names and words of yours, as they are written and as they sound, each a table
            `[[polish.vocabulary]]`.
        enrich: What is told of each call beside its words: any of "sentiment", "topics" and "summary".
        categories: Rules that sort calls, each a table `[[polish.categories]]`.
        summariser: Dotted path, `package.module:function`, of a function of yours that is given redacted utterances and
            tells summary and topics, such as by a language model.
        punctuation_model: Folder of a token classifier, as `optimum-cli export onnx` writes it, that puts punctuation
            where the engine gives none, instead of the rules; needs the extra `punctuation`.
        topic_model: A Model2Vec model, by its folder or its name on the hub, that tells what is alike when paragraphs
            are cut, instead of equal words; needs the extra `topics`.
    """

    low_confidence: float = 0.7
    utterance_pause_s: float = 1.0
    redact: tuple[str, ...] = ("pci", "pii", "phi")
    masks: dict[str, str] = field(default_factory=dict)
    unredacted_text_in: tuple[str, ...] = ()
    redacted_audio: str = "off"
    recognisers: tuple[Recogniser, ...] = field(default=(), metadata={"parse": parse_recognisers})
    model: str | None = None
    vocabulary: tuple[Term, ...] = field(default=(), metadata={"parse": parse_terms})
    enrich: tuple[str, ...] = ()
    categories: tuple[Category, ...] = field(default=(), metadata={"parse": parse_categories})
    summariser: str | None = None
    punctuation_model: str | None = None
    topic_model: str | None = None


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
        self._check_audio()
        if self.recordings.interval_by not in get_args(IntervalBy):
            raise SettingsError(
                f"recordings.interval_by is {self.recordings.interval_by!r}; it must be one of {get_args(IntervalBy)}."
            )
        own = {recogniser.entity_type for recogniser in self.polish.recognisers}
        chosen_types(self.polish.redact, own)
        check_masks(self.polish.masks, own)
        if unknown := set(self.polish.enrich) - set(get_args(Enriched)):
            raise SettingsError(
                f"polish.enrich has {', '.join(sorted(unknown))}; it may have any of {get_args(Enriched)}."
            )
        if self.polish.redacted_audio not in get_args(RedactedAudio):
            raise SettingsError(
                f"polish.redacted_audio is {self.polish.redacted_audio!r}; it must be one of {get_args(RedactedAudio)}."
            )
        if not 0 <= self.polish.low_confidence <= 1:
            raise SettingsError(f"polish.low_confidence is {self.polish.low_confidence}; it must be from 0 to 1.")
        for name, seconds in (("polish.utterance_pause_s", self.polish.utterance_pause_s),):
            if seconds <= 0:
                raise SettingsError(f"{name} is {seconds}; it must be more than 0 seconds.")
        if self.engine.price_usd_per_minute < 0:
            raise SettingsError("engine.price_usd_per_minute cannot be negative.")
        for name, value in (
            ("audio.processes", self.audio.processes),
            ("recordings.batch_size", self.recordings.batch_size),
            ("engine.concurrency", self.engine.concurrency),
            ("lake.buckets", self.lake.buckets),
        ):
            if value < 1:
                raise SettingsError(f"{name} is {value}; it must be at least 1.")

    def _check_audio(self) -> None:
        audio = self.audio
        if audio.chunk_s != "auto" and (isinstance(audio.chunk_s, str) or not 5 <= audio.chunk_s <= 600):
            raise SettingsError(f'audio.chunk_s is {audio.chunk_s!r}; it must be "auto" or from 5 to 600 seconds.')
        longest_overlap_s = 10 if audio.chunk_s == "auto" else min(10, audio.chunk_s / 2)
        if not 0 <= audio.overlap_s <= longest_overlap_s:
            raise SettingsError(
                f"audio.overlap_s is {audio.overlap_s}; it must be from 0 to 10 seconds"
                f" and at most half of audio.chunk_s ({audio.chunk_s})."
            )
        if audio.leave_out_silence_s and not audio.leave_out_silence_s >= 1:
            raise SettingsError(
                f"audio.leave_out_silence_s is {audio.leave_out_silence_s}; it must be 0 (send everything) or at least"
                " 1 second: shorter pauses belong to the sentence."
            )
        if audio.voice_detector not in get_args(VoiceDetector):
            raise SettingsError(
                f"audio.voice_detector is {audio.voice_detector!r}; it must be one of {get_args(VoiceDetector)}."
            )
        if not 0 < audio.max_recording_s < math.inf:
            raise SettingsError(f"audio.max_recording_s is {audio.max_recording_s}; it must be more than 0 seconds.")
        check_channel_map(audio.channel_map)
        if unknown := set(audio.clean) - set(get_args(CleaningStep)):
            raise SettingsError(
                f"audio.clean has {', '.join(sorted(unknown))}; it may have any of {get_args(CleaningStep)}."
            )
        for suffix, form in audio.raw_formats.items():
            if suffix.startswith(".") or suffix != suffix.lower():
                raise SettingsError(f"audio.raw_formats: write {suffix!r} without its dot and in small letters.")
            if not isinstance(form, str):
                raise SettingsError(f"audio.raw_formats: {suffix} is {form!r}; expected text such as 'mulaw 8000 1'.")
            parse_raw_format(form)

    def settings_hash(self, *, language: str, engine: str) -> str:
        """16 hex digits that change whenever a row could: how work is shared out and paced does not count."""
        rows = dataclasses.asdict(self)
        del rows["recordings"]["interval_by"], rows["recordings"]["batch_size"], rows["engine"]["concurrency"]
        del rows["lake"], rows["audio"]["processes"]
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
    fields = {f.name: f for f in dataclasses.fields(kind)}
    _refuse_unknown(values, fields, where=f"{path} [{name}]")
    return kind(**{key: _as_declared(fields[key], value, f"{path} [{name}] {key}") for key, value in values.items()})


def _default(of: dataclasses.Field[Any]) -> Any:
    return of.default if of.default_factory is dataclasses.MISSING else of.default_factory()


def _as_declared(of: dataclasses.Field[Any], value: Any, where: str) -> Any:
    """TOML's types, checked against the field's default: a wrong one is told now, not deep in a run."""
    default = _default(of)
    if isinstance(default, tuple) and isinstance(value, list):
        if "parse" not in of.metadata:
            return tuple(str(item) for item in value)
        if not all(isinstance(item, dict) for item in value):
            raise SettingsError(f"{where}: each must be a table of its own, [[polish.{of.name}]].")
        return of.metadata["parse"](value)
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    if is_number and (isinstance(default, float) or default == "auto"):
        return float(value)
    expected = str if default is None else type(default)
    if type(value) is not expected:
        raise SettingsError(f"{where} is {value!r}; expected {expected.__name__}.")
    return value


def _refuse_unknown(given: Any, known: Any, *, where: str) -> None:
    if unknown := sorted(set(given) - set(known)):
        raise SettingsError(f"{where}: unknown {', '.join(unknown)}. Known: {', '.join(sorted(known))}.")
