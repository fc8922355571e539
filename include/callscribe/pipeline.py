"""The whole way of one recording, in the order it happens.

    prepare            recording -> chunks of 16 kHz mono audio           callscribe.audio
    transcribe_chunk   chunk -> answer, in the vault                      callscribe.engines, callscribe.lake.vault
    around_flagged_seams    doubtful joins -> chunks to hear once more    callscribe.audio.again
    assemble_call      answers -> one list of words, speakers, roles      callscribe.transcript
    polish             words -> words marked and put right                callscribe.polish
    redact_audio       recording -> recording without personal data       callscribe.audio.redacted
    tabulate           words -> rows of the lake's tables                 callscribe.lake

`callscribe.batch` does each step for many recordings; Airflow's tasks and the command line both call that.
"""

from __future__ import annotations

import tempfile
from collections import defaultdict
from dataclasses import dataclass, field, replace
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Final

from callscribe.audio.activity import ChannelActivity
from callscribe.audio.again import around_join
from callscribe.audio.flac import treated
from callscribe.audio.pcm import SAMPLE_RATE_HZ
from callscribe.audio.plan import ChunkSpan
from callscribe.audio.preflight import Preflight
from callscribe.audio.preprocess import load_preprocess
from callscribe.audio.redacted import MutedSpan
from callscribe.engines.known import answer_reader, limits_of
from callscribe.errors import UnreadableAnswerError
from callscribe.lake import vault
from callscribe.polish.disfluencies import mark_disfluencies
from callscribe.polish.fillers import mark_fillers
from callscribe.polish.languages import LanguageGuess
from callscribe.polish.masks import chosen_types, mask
from callscribe.polish.numbers_written import write_numbers
from callscribe.polish.paragraphs import find_paragraphs
from callscribe.polish.pseudonyms import names_in
from callscribe.polish.punctuation import punctuate
from callscribe.polish.redaction import find_entities, redact
from callscribe.polish.vocabulary import correct_vocabulary
from callscribe.recordings.recording import Recording
from callscribe.transcript.review import find_review_spans
from callscribe.transcript.roles import assign_roles
from callscribe.transcript.transcript import HeardChunk, Transcript, assemble, merge_channel

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

    from callscribe.audio.decoders import Decoders
    from callscribe.audio.redacted import Cover
    from callscribe.engines.base import Engine
    from callscribe.settings import AudioSettings, PolishSettings, Settings
    from callscribe.storage import Storage

COVERED_BESIDE_S: Final = 0.2
"""Sound covered on either side of redacted words: more than the jitter of a recogniser's word times (0.05
to 0.15 s), so that no beginning or end of a digit is left."""

# an answer that cannot be read is asked for again, but each time is paid for: so often over all tries and runs
_UNREADABLE_ATTEMPTS = 3

# what `language_source` says of a language that was told from the words: of the first minute, or of the whole call
FROM_FIRST_MINUTE: Final = "first_minute"
FROM_TRANSCRIPT: Final = "transcript"


@dataclass(frozen=True)
class PreparedChunk:
    """A stretch of one channel, as a FLAC file under `work/`; see `callscribe.audio.flac` for the hash.

    Attributes:
        again: It lies around a doubtful join of other chunks.
    """

    key: str
    channel: int
    span: ChunkSpan
    samples_hash: str
    again: bool = False


@dataclass(frozen=True)
class AnsweredChunk:
    """A stretch of a channel that is no part of the transcript, and the name of its answer in the vault."""

    chunk: PreparedChunk
    answer: str


@dataclass(frozen=True)
class PreparedCall:
    """A recording whose audio is ready to be sent; `left_out_s` of silence, over all channels, will not be.

    Attributes:
        language: Of the call, as it was named or told; where it is told and not certain, as `asked_for`.
        language_source: "metadata" or "setting" where it was named, else `FROM_FIRST_MINUTE` or `FROM_TRANSCRIPT`.
        asked_for: What the engine is asked for, where that is not `language`.
        language_confidence: 0 to 1, of a language that was told.
        channel_languages: Told of the channels, where that is certain.
        first_minute: What was transcribed to tell the language before the call.
    """

    call_id: str
    recording: Recording
    preflight: Preflight
    language: str
    language_source: str
    chunks: tuple[PreparedChunk, ...]
    left_out_s: float = 0.0
    activity: tuple[ChannelActivity, ...] = ()
    asked_for: str | None = None
    language_confidence: float | None = None
    channel_languages: dict[int, LanguageGuess] = field(default_factory=dict)
    first_minute: tuple[AnsweredChunk, ...] = ()

    @property
    def engine_language(self) -> str:
        """What the engine is asked for."""
        return self.asked_for or self.language

    @property
    def known_language(self) -> str | None:
        """The language, or None where it was to be told and is not certain."""
        to_be_told = self.language_source in (FROM_FIRST_MINUTE, FROM_TRANSCRIPT)
        return None if to_be_told and self.language_confidence is None else self.language

    @property
    def billed_s(self) -> float:
        """Seconds of audio to pay for: every channel, overlaps twice, and what the language was told from."""
        return sum(chunk.span.samples for chunk in self.chunks) / SAMPLE_RATE_HZ + self.first_minute_s

    @property
    def first_minute_s(self) -> float:
        """Seconds of audio to pay for because the language was told before the call was transcribed."""
        return sum(each.chunk.span.samples for each in self.first_minute) / SAMPLE_RATE_HZ


@dataclass(frozen=True)
class TranscribedCall:
    """A call whose answers all lie in the vault: `answers[i]` belongs to `prepared.chunks[i]`."""

    prepared: PreparedCall
    engine: str
    model: str
    answers: tuple[str, ...]

    @property
    def answered_chunks(self) -> list[AnsweredChunk]:
        """The chunks with their answers."""
        return [AnsweredChunk(chunk, name) for chunk, name in zip(self.prepared.chunks, self.answers, strict=True)]

    @property
    def all_answers(self) -> tuple[str, ...]:
        """Names of all answers that were asked for, those that only told the language included."""
        return (*self.answers, *(each.answer for each in self.prepared.first_minute))


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
        activity=taken.activity,
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
            answer = engine.ask(audio_of(chunk, lake), language=language)
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


def around_flagged_seams(call: TranscribedCall, lake: Storage) -> list[PreparedChunk]:
    """Lay the sound around each doubtful join beside the call's chunks, to be heard once more as a chunk of its own."""
    chunks: dict[int, list[PreparedChunk]] = defaultdict(list)
    for chunk in call.prepared.chunks:
        chunks[chunk.channel].append(chunk)
    if all(len(of_channel) == 1 for of_channel in chunks.values()):
        return []  # most calls, whose answers need not be read for this
    again = []
    for channel, heard in _heard(call, lake).items():
        seams = merge_channel(channel, heard, one_speaker=call.prepared.preflight.one_party_a_channel).seams
        for seam, (left, right) in zip(seams, pairwise(chunks[channel]), strict=True):
            if seam.flagged and not seam.guessed:  # a few seconds more do not tell who of two a voice is
                span, audio, digest = around_join(
                    (left.span, audio_of(left, lake)), (right.span, audio_of(right, lake))
                )
                key = f"{left.key.removesuffix('.flac')}-again.flac"
                lake.write(key, audio)
                again.append(PreparedChunk(key, channel, span, digest, again=True))
    return again


def with_chunks(call: TranscribedCall, chunks: Sequence[tuple[PreparedChunk, str]]) -> TranscribedCall:
    """The call with further chunks and the names of their answers, in order of time."""
    both = [*zip(call.prepared.chunks, call.answers, strict=True), *chunks]
    both.sort(key=lambda each: (each[0].channel, each[0].span.start, each[0].span.end))
    prepared = replace(call.prepared, chunks=tuple(chunk for chunk, _ in both))
    return replace(call, prepared=prepared, answers=tuple(name for _, name in both))


def assemble_call(call: TranscribedCall, lake: Storage, settings: Settings) -> Transcript:
    """Read a call's answers from the vault and put them together: one list of words, in the recording's time."""
    prepared = call.prepared
    speaker_per_channel = prepared.preflight.one_party_a_channel
    transcript = assemble(
        _heard(call, lake),
        prepared.activity,
        language=prepared.language,
        speaker_per_channel=speaker_per_channel,
        utterance_pause_s=settings.polish.utterance_pause_s,
    )
    roles = assign_roles(
        transcript.words,
        prepared.recording.metadata,
        channel_roles=settings.audio.channel_roles,
        party_channels=prepared.preflight.channel_numbers if speaker_per_channel else (),
        language=prepared.language,
    )
    return replace(transcript, roles=roles)


def polish(transcript: Transcript, call: PreparedCall, settings: PolishSettings, key: bytes) -> Transcript:
    """Put the word list right and mark personal data on it; no text is made here.

    Args:
        transcript: As assembled.
        call: Its language, and the names of people in its metadata.
        settings: Of this step.
        key: Of the pseudonyms that may stand for personal data.
    """
    language = call.language
    hidden = chosen_types(settings.redact, [recogniser.entity_type for recogniser in settings.recognisers])
    spans = find_entities(
        transcript.words,
        language=language,
        known=names_in(call.recording.metadata),
        recognisers=settings.recognisers,
        model=settings.model,
        wanted=hidden,
    )
    words = mask(redact(transcript.words, spans), spans, settings.masks, key, language=language)
    # what is hidden is no longer looked at
    words = mark_disfluencies(mark_fillers(words, language=language), language=language)
    words = write_numbers(words, language=language)
    words = correct_vocabulary(words, settings.vocabulary, language=language)
    words = punctuate(words, language=language, model=settings.punctuation_model)
    paragraphs = find_paragraphs(words, transcript.utterances, language=language, model=settings.topic_model)
    utterances = tuple(
        replace(utterance, paragraph_id=number)
        for utterance, number in zip(transcript.utterances, paragraphs, strict=True)
    )
    polished = replace(transcript, words=words, utterances=utterances, redactions=tuple(spans))
    return replace(polished, review=find_review_spans(polished, low_confidence=settings.low_confidence))


def redact_audio(
    call: TranscribedCall,
    transcript: Transcript,
    source: Storage,
    lake: Storage,
    settings: Settings,
    decoders: Decoders,
) -> str:
    """Lay the recording under `audio_redacted/`, its personal data covered on all channels; returns the key.

    On all, since one party's words can be heard on the other's channel, and are read back there.

    Raises:
        RecordingError: It can no longer be read.
    """
    recording = call.prepared.recording
    spoken = (transcript.words[span.first_word : span.last_word + 1] for span in transcript.redactions)
    spans = [
        MutedSpan(
            max(min(word.start_s for word in words) - COVERED_BESIDE_S, 0.0),
            max(word.end_s for word in words) + COVERED_BESIDE_S,
        )
        for words in spoken
    ]
    cover: Cover = "beep" if settings.polish.redacted_audio == "beep" else "silence"
    with source.local_copy(recording.key) as path, tempfile.TemporaryDirectory() as folder:
        target = Path(folder) / f"redacted{Path(recording.key).suffix}"
        written = decoders.write_redacted(path, recording.uri, target, spans, cover, settings.audio)
        folder_key = redacted_audio_folder(recording.metadata.call_date)
        key = f"{folder_key}{vault.file_name(call.prepared.call_id)}{written.suffix}"
        lake.write(key, written.read_bytes())
    return key


def redacted_audio_folder(call_date: date | None) -> str:
    """Where the redacted recordings of a day's calls lie, each by its call's name as a file's."""
    return f"audio_redacted/dt={call_date}/"


def _heard(call: TranscribedCall, lake: Storage) -> dict[int, list[HeardChunk]]:
    """Answers by channel, in time order."""
    return read_answers(call.answered_chunks, call.engine, lake)


def read_answers(answers: Sequence[AnsweredChunk], engine: str, lake: Storage) -> dict[int, list[HeardChunk]]:
    """What an engine heard, by channel.

    Raises:
        FileNotFoundError: An answer is no longer in the vault.
    """
    read = answer_reader(engine)
    heard: dict[int, list[HeardChunk]] = defaultdict(list)
    for each in answers:
        answer = vault.read_answer(lake, each.answer)
        if answer is None:
            raise FileNotFoundError(
                f"Answer {each.answer} is gone from the vault of {lake.uri}; transcribe the call again."
            )
        heard[each.chunk.channel].append(HeardChunk(each.chunk.span, read(answer), each.chunk.again))
    return heard


def audio_of(chunk: PreparedChunk, lake: Storage) -> bytes:
    """A chunk's FLAC file.

    Raises:
        FileNotFoundError: It was cleared away.
    """
    stored = lake.read(chunk.key)
    if stored is None:
        raise FileNotFoundError(f"{chunk.key} is gone from {lake.uri}; run the prepare task again.")
    return stored.content
