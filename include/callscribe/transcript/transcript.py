"""A call's transcript: one list of words in the order of the conversation, and where everything else points into."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from callscribe.audio.pcm import SAMPLE_RATE_HZ
from callscribe.transcript.merge import ChunkWords, Seam, merge_chunks
from callscribe.transcript.utterances import Utterance, split_utterances
from callscribe.transcript.words import Word

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from callscribe.audio.plan import ChunkSpan
    from callscribe.engines.base import EngineResult
    from callscribe.polish.redaction import EntitySpan


@dataclass(frozen=True)
class Transcript:
    """What was said, by whom and when.

    Attributes:
        words: In the order of the conversation: each utterance's words stand together.
        utterances: Ranges of `words`, by start.
        seams: Joins of chunks, by channel and time.
        redactions: Ranges of `words` that hold personal data; a word's `redaction` is an index into them.
    """

    words: tuple[Word, ...]
    utterances: tuple[Utterance, ...]
    seams: tuple[Seam, ...]
    redactions: tuple[EntitySpan, ...] = ()


@dataclass(frozen=True)
class HeardChunk:
    """An engine's answer for one chunk, and the chunk's place in the recording."""

    span: ChunkSpan
    result: EngineResult


def assemble(
    heard: Mapping[int, Sequence[HeardChunk]], *, speaker_per_channel: bool, utterance_pause_s: float
) -> Transcript:
    """Put the answers of a call's chunks back together.

    Args:
        heard: Answers by channel, in time order.
        speaker_per_channel: Each channel is one party, whatever the engine says of speakers; else its labels are
            kept, made one set over the chunks.
        utterance_pause_s: Silence that ends an utterance.
    """
    words: list[Word] = []
    seams: list[Seam] = []
    for channel, chunks in sorted(heard.items()):
        merged = merge_chunks([_in_recording_time(chunk, channel) for chunk in chunks])
        words.extend(replace(word, speaker=str(channel)) if speaker_per_channel else word for word in merged.words)
        seams.extend(merged.seams)
    ordered, utterances = split_utterances(words, pause_s=utterance_pause_s)
    return Transcript(words=tuple(ordered), utterances=tuple(utterances), seams=tuple(seams))


def _in_recording_time(chunk: HeardChunk, channel: int) -> ChunkWords:
    def starts(at_s: float) -> float:
        return chunk.span.at(round(at_s * SAMPLE_RATE_HZ)) / SAMPLE_RATE_HZ

    def ends(at_s: float) -> float:
        # exclusive: not where sound goes on after silence that was left out
        return (chunk.span.at(round(at_s * SAMPLE_RATE_HZ) - 1) + 1) / SAMPLE_RATE_HZ

    words = [
        Word(
            word=word.word,
            start_s=starts(word.start_s),
            end_s=max(ends(word.end_s), starts(word.start_s)),
            confidence=word.confidence,
            channel=channel,
            speaker=word.speaker,
        )
        for word in chunk.result.words
    ]
    return ChunkWords(chunk.span.start / SAMPLE_RATE_HZ, chunk.span.end / SAMPLE_RATE_HZ, words)
