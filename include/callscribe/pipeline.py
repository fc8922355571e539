"""The whole way of one recording, in the order it happens.

    prepare            recording -> chunks of 16 kHz mono audio           callscribe.audio
    transcribe_chunk   chunk -> answer, in the vault                      callscribe.engines, callscribe.lake.vault
    assemble_call      answers -> one list of words                       callscribe.transcript
    polish             words -> words marked and put right                callscribe.polish
    tabulate           words -> rows of the lake's tables                 callscribe.lake

`callscribe.batch` does each step for many recordings; Airflow's tasks and the command line both call that.
"""

from __future__ import annotations

import tempfile
from collections import defaultdict
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from callscribe.audio.flac import treated
from callscribe.audio.pcm import SAMPLE_RATE_HZ
from callscribe.audio.plan import ChunkSpan
from callscribe.audio.preflight import Preflight
from callscribe.audio.preprocess import load_preprocess
from callscribe.engines.known import answer_reader, limits_of
from callscribe.errors import UnreadableAnswerError
from callscribe.lake import vault
from callscribe.polish.fillers import mark_fillers
from callscribe.polish.redaction import find_entities, redact
from callscribe.recordings.recording import Recording
from callscribe.transcript.transcript import HeardChunk, Transcript, assemble

if TYPE_CHECKING:
    from collections.abc import Callable

    from callscribe.audio.decoders import Decoders
    from callscribe.engines.base import Engine
    from callscribe.settings import AudioSettings, PolishSettings
    from callscribe.storage import Storage

# an answer that cannot be read is asked for again, but each time is paid for: so often over all tries and runs
_UNREADABLE_ATTEMPTS = 3


@dataclass(frozen=True)
class PreparedChunk:
    """A stretch of one channel, as a FLAC file under `work/`; see `callscribe.audio.flac` for the hash."""

    key: str
    channel: int
    span: ChunkSpan
    samples_hash: str


@dataclass(frozen=True)
class PreparedCall:
    """A recording whose audio is ready to be sent; `left_out_s` of silence, over all channels, will not be."""

    call_id: str
    recording: Recording
    preflight: Preflight
    language: str
    language_source: str
    chunks: tuple[PreparedChunk, ...]
    left_out_s: float = 0.0

    @property
    def billed_s(self) -> float:
        """Seconds of audio to pay for: every channel, overlaps twice."""
        return sum(chunk.span.samples for chunk in self.chunks) / SAMPLE_RATE_HZ


@dataclass(frozen=True)
class TranscribedCall:
    """A call whose answers all lie in the vault: `answers[i]` belongs to `prepared.chunks[i]`."""

    prepared: PreparedCall
    engine: str
    model: str
    answers: tuple[str, ...]


@dataclass(frozen=True)
class Answered:
    """Where a chunk's answer lies in the vault, and how many words came back."""

    name: str
    words: int


def prepare(
    recording: Recording,
    source: Storage,
    lake: Storage,
    folder: str,
    language: str,
    engine: str,
    settings: AudioSettings,
    decoders: Decoders,
) -> PreparedCall:
    """Judge a recording, split its channels, cut them into chunks and lay those under `folder` in the lake.

    Raises:
        RecordingError: It cannot be transcribed, and why.
        SettingsError: The user's own preprocessing cannot be used.
    """
    treat = load_preprocess(settings.preprocess) if settings.preprocess else None
    chunks = []
    with source.local_copy(recording.key) as path, tempfile.TemporaryDirectory() as spool:
        taken = decoders.take_in(path, recording.uri, Path(spool), settings, limits_of(engine))
        for chunk in taken.chunks:
            audio, digest = chunk.path.read_bytes(), chunk.samples_hash
            if treat is not None:
                audio, digest = treated(audio, treat)
            key = f"{folder}/{chunk.path.name}"
            lake.write(key, audio)
            chunks.append(PreparedChunk(key, chunk.channel, chunk.span, digest))
    metadata = recording.metadata
    return PreparedCall(
        call_id=metadata.call_id or taken.preflight.recording_sha256[:32],
        recording=recording,
        preflight=taken.preflight,
        language=metadata.language or language,
        language_source="metadata" if metadata.language else "setting",
        chunks=tuple(chunks),
        left_out_s=taken.left_out_s,
    )


def transcribe_chunk(
    chunk: PreparedChunk, language: str, engine: Engine, lake: Storage, note_paid: Callable[[str], None]
) -> Answered:
    """Have a chunk transcribed, unless the vault holds the answer already.

    The answer is stored before anything looks at it, then `note_paid` is told its name.

    Raises:
        EngineRefused: The engine would refuse it again.
        EngineUnavailable: It could not answer.
    """
    name = vault.answer_name(chunk.samples_hash, engine, language)
    answer = vault.read_answer(lake, name)
    while True:
        if answer is None:
            _refuse_to_pay_again(name, engine, lake)
            answer = engine.ask(_audio_of(chunk, lake), language=language)
            vault.store_answer(lake, name, answer)
            note_paid(name)
        try:
            return Answered(name, len(engine.read(answer).words))
        except UnreadableAnswerError:
            vault.set_aside(lake, name, answer)
            answer = None


def _refuse_to_pay_again(name: str, engine: Engine, lake: Storage) -> None:
    unreadable = vault.count_unreadable(lake, name)
    if unreadable >= _UNREADABLE_ATTEMPTS:
        raise UnreadableAnswerError(
            f"{engine.name} gave {unreadable} answers that cannot be read, each paid for; they lie in the vault under"
            f" unreadable/{name}. Remove them to ask again."
        )


def assemble_call(call: TranscribedCall, lake: Storage, settings: PolishSettings) -> Transcript:
    """Read a call's answers from the vault and merge them into one list of words, in the recording's time."""
    read = answer_reader(call.engine)
    heard: dict[int, list[HeardChunk]] = defaultdict(list)
    for chunk, name in zip(call.prepared.chunks, call.answers, strict=True):
        answer = vault.read_answer(lake, name)
        if answer is None:
            raise FileNotFoundError(f"Answer {name} is gone from the vault of {lake.uri}; transcribe the call again.")
        heard[chunk.channel].append(HeardChunk(chunk.span, read(answer)))
    return assemble(
        heard,
        speaker_per_channel=call.prepared.preflight.one_party_a_channel,
        utterance_pause_s=settings.utterance_pause_s,
    )


def polish(transcript: Transcript, language: str) -> Transcript:
    """Mark fillers and personal data on the word list; no text is made here."""
    words = mark_fillers(transcript.words, language=language)
    spans = find_entities(words, language=language)
    return replace(transcript, words=redact(words, spans), redactions=tuple(spans))


def _audio_of(chunk: PreparedChunk, lake: Storage) -> bytes:
    stored = lake.read(chunk.key)
    if stored is None:
        raise FileNotFoundError(f"{chunk.key} is gone from {lake.uri}; run the prepare task again.")
    return stored.content
