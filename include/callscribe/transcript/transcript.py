"""A call's transcript: one list of words in the order of the conversation, and where everything else points into."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from callscribe.audio.pcm import SAMPLE_RATE_HZ
from callscribe.transcript.bleed import without_bleed
from callscribe.transcript.hallucination import find_hallucinations
from callscribe.transcript.labels import joined_by_elimination, labels_of
from callscribe.transcript.merge import ChunkWords, Merged, Seam, merge_chunks
from callscribe.transcript.roles import CallRoles
from callscribe.transcript.utterances import Utterance, split_utterances
from callscribe.transcript.words import Word

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from callscribe.audio.activity import ChannelActivity
    from callscribe.audio.plan import ChunkSpan
    from callscribe.engines.base import EngineResult
    from callscribe.polish.redaction import EntitySpan
    from callscribe.transcript.hallucination import HallucinationSpan


# What each quality flag of a transcript means for whoever reads the row.
TRANSCRIPT_FLAGS = {
    "roles_contradicted": "what was said tells that agent and customer are the other way round than stated",
    "speaker_roles_unused": "the sidecar's `speaker_roles` names a speaker or channel that the call does not have",
    "speakers_uncertain": "a speaker could not be followed over a join of chunks, or only by elimination",
    "bleed_left_out": "words of one party were heard on the other's channel too, and count once",
    "hallucinations": "words that the engine may have made up: `words.hallucination` tells which, and why",
}


@dataclass(frozen=True)
class Transcript:
    """What was said, by whom and when.

    Attributes:
        words: In the order of the conversation: each utterance's words stand together.
        utterances: Ranges of `words`, by start.
        seams: Joins of chunks, by channel and time.
        roles: Of the speakers.
        hallucinations: Ranges of `words` that the engine may have made up.
        bled_words: By channel, how many words were left out because they are another channel's.
        redactions: Ranges of `words` that hold personal data; a word's `redaction` is an index into them.
    """

    words: tuple[Word, ...]
    utterances: tuple[Utterance, ...]
    seams: tuple[Seam, ...]
    roles: CallRoles = field(default_factory=CallRoles)
    hallucinations: tuple[HallucinationSpan, ...] = ()
    bled_words: Mapping[int, int] = field(default_factory=dict)
    redactions: tuple[EntitySpan, ...] = ()

    @property
    def quality_flags(self) -> tuple[str, ...]:
        """What an analyst should know; see `TRANSCRIPT_FLAGS`."""
        holds = {
            "roles_contradicted": self.roles.contradicted,
            "speaker_roles_unused": bool(self.roles.unused_overrides),
            "speakers_uncertain": any(not link.words for seam in self.seams for link in seam.links),
            "bleed_left_out": any(self.bled_words.values()),
            "hallucinations": bool(self.hallucinations),
        }
        return tuple(flag for flag, so in holds.items() if so)


@dataclass(frozen=True)
class HeardChunk:
    """An engine's answer for one chunk, and the chunk's place in the recording."""

    span: ChunkSpan
    result: EngineResult


def assemble(
    heard: Mapping[int, Sequence[HeardChunk]],
    activity: Sequence[ChannelActivity] = (),
    *,
    speaker_per_channel: bool,
    utterance_pause_s: float,
) -> Transcript:
    """Put the answers of a call's chunks back together.

    Args:
        heard: Answers by channel, in time order.
        activity: How loud the channels were and where somebody spoke, as far as known.
        speaker_per_channel: Each channel is one party, whatever the engine says of speakers; else its labels are
            kept, made one set over the chunks.
        utterance_pause_s: Silence that ends an utterance.
    """
    by_channel: dict[int, Sequence[Word]] = {}
    seams: list[Seam] = []
    for channel, chunks in sorted(heard.items()):
        merged = merge_channel(channel, chunks, one_speaker=speaker_per_channel)
        seams.extend(merged.seams)
        by_channel[channel] = (
            [replace(word, speaker=str(channel)) for word in merged.words]
            if speaker_per_channel
            else _with_joined_labels(merged, chunks)
        )
    kept, bled_words = without_bleed(by_channel, {each.channel: each for each in activity})
    words, utterances = split_utterances([word for each in kept.values() for word in each], pause_s=utterance_pause_s)
    return Transcript(
        words=tuple(words),
        utterances=tuple(utterances),
        seams=tuple(seams),
        hallucinations=tuple(find_hallucinations(words, activity)),
        bled_words=bled_words,
    )


def merge_channel(channel: int, chunks: Sequence[HeardChunk], *, one_speaker: bool) -> Merged:
    """Merge the answers of one channel's chunks, in the recording's time.

    Args:
        channel: Of the recording.
        chunks: In time order.
        one_speaker: The channel is one party, whatever the engine says of speakers: its labels are dropped.
    """
    return merge_chunks([_in_recording_time(chunk, channel, with_labels=not one_speaker) for chunk in chunks])


def _with_joined_labels(merged: Merged, chunks: Sequence[HeardChunk]) -> Sequence[Word]:
    if not chunks or not any(link for seam in merged.seams for link in seam.links):
        return merged.words
    first = labels_of(chunks[0].result.words)
    heard = [first, *({link.label for link in seam.links} for seam in merged.seams)]
    joins = joined_by_elimination([seam.links for seam in merged.seams], heard)
    return [replace(word, speaker=joins[word.speaker]) if word.speaker in joins else word for word in merged.words]


def _in_recording_time(chunk: HeardChunk, channel: int, *, with_labels: bool) -> ChunkWords:
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
            speaker=word.speaker if with_labels else None,
        )
        for word in chunk.result.words
    ]
    return ChunkWords(chunk.span.start / SAMPLE_RATE_HZ, chunk.span.end / SAMPLE_RATE_HZ, words)
