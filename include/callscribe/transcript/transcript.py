"""A call's transcript: one list of words in the order of the conversation, and where everything else points into."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from callscribe.transcript.merge import ChunkWords, Seam, merge_chunks
from callscribe.transcript.utterances import Utterance, split_utterances
from callscribe.transcript.words import Word

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

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
    """An engine's answer for one chunk, with the chunk's place in seconds from the recording's first sample."""

    start_s: float
    end_s: float
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
    def placed(at_s: float) -> float:
        return min(chunk.start_s + at_s, chunk.end_s)  # engines round: a word may seem to end after what was sent

    words = [
        Word(
            word=word.word,
            start_s=placed(word.start_s),
            end_s=placed(word.end_s),
            confidence=word.confidence,
            channel=channel,
            speaker=word.speaker,
        )
        for word in chunk.result.words
    ]
    return ChunkWords(start_s=chunk.start_s, end_s=chunk.end_s, words=words)
