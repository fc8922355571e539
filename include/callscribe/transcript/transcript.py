"""A call's transcript: one list of words in the order of the conversation, and where everything else points into."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from callscribe.audio.pcm import SAMPLE_RATE_HZ
from callscribe.transcript.bleed import without_bleed
from callscribe.transcript.hallucination import find_hallucinations
from callscribe.transcript.labels import relabelled
from callscribe.transcript.merge import ChunkWords, Merged, Seam, merge_chunks
from callscribe.transcript.roles import CallRoles
from callscribe.transcript.speaker_linking import link_speakers
from callscribe.transcript.utterances import Utterance, split_utterances
from callscribe.transcript.words import Word

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from callscribe.audio.activity import ChannelActivity
    from callscribe.audio.plan import ChunkSpan
    from callscribe.engines.base import EngineResult
    from callscribe.polish.redaction import EntitySpan
    from callscribe.transcript.hallucination import HallucinationSpan
    from callscribe.transcript.review import ReviewSpan


# What each quality flag of a transcript means for whoever reads the row.
TRANSCRIPT_FLAGS = {
    "roles_contradicted": "what was said tells that agent and customer are the other way round than stated",
    "speaker_roles_unused": "the sidecar's `speaker_roles` names a speaker or channel that the call does not have",
    "speakers_uncertain": "a speaker could not be followed over a join of chunks, or only by what else is known",
    "bleed_left_out": "words of one party were heard on the other's channel too, and count once",
    "audio_not_redacted": "the recording could not be read again, so that there is no redacted one of this call",
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
        review: What is worth a human's ear, the most urgent first.
        audio_missing: A redacted recording was wanted, and could not be made.
    """

    words: tuple[Word, ...]
    utterances: tuple[Utterance, ...]
    seams: tuple[Seam, ...]
    roles: CallRoles = field(default_factory=CallRoles)
    hallucinations: tuple[HallucinationSpan, ...] = ()
    bled_words: Mapping[int, int] = field(default_factory=dict)
    redactions: tuple[EntitySpan, ...] = ()
    review: tuple[ReviewSpan, ...] = ()
    audio_missing: bool = False

    @property
    def quality_flags(self) -> tuple[str, ...]:
        """What an analyst should know; see `TRANSCRIPT_FLAGS`."""
        holds = {
            "roles_contradicted": self.roles.contradicted,
            "speaker_roles_unused": bool(self.roles.unused_overrides),
            "speakers_uncertain": any(seam.guessed for seam in self.seams),
            "bleed_left_out": any(self.bled_words.values()),
            "audio_not_redacted": self.audio_missing,
            "hallucinations": bool(self.hallucinations),
        }
        return tuple(flag for flag, so in holds.items() if so)


@dataclass(frozen=True)
class HeardChunk:
    """An engine's answer for one chunk, and the chunk's place in the recording.

    Attributes:
        again: It lies around a join of others, and was heard once more because that was doubtful.
    """

    span: ChunkSpan
    result: EngineResult
    again: bool = False


def assemble(
    heard: Mapping[int, Sequence[HeardChunk]],
    activity: Sequence[ChannelActivity] = (),
    *,
    language: str,
    speaker_per_channel: bool,
    utterance_pause_s: float,
) -> Transcript:
    """Put the answers of a call's chunks back together.

    Args:
        heard: Answers by channel, in time order.
        activity: How loud the channels were and where somebody spoke, as far as known.
        language: Of the call.
        speaker_per_channel: Each channel is one party, whatever the engine says of speakers; else its labels are
            kept, made one set over the chunks.
        utterance_pause_s: Silence that ends an utterance.
    """
    by_channel: dict[int, Sequence[Word]] = {}
    seams: list[Seam] = []
    activity_of = {each.channel: each for each in activity}
    for channel, chunks in sorted(heard.items()):
        merged = merge_channel(channel, chunks, one_speaker=speaker_per_channel)
        merged = link_speakers(merged, activity_of.get(channel), language)
        seams.extend(merged.seams)
        by_channel[channel] = (
            [replace(word, speaker=str(channel)) for word in merged.words] if speaker_per_channel else merged.words
        )
    kept, bled_words = without_bleed(by_channel, activity_of)
    words, utterances = split_utterances([word for each in kept.values() for word in each], pause_s=utterance_pause_s)
    return Transcript(
        words=tuple(words),
        utterances=tuple(utterances),
        seams=tuple(seams),
        hallucinations=tuple(find_hallucinations(words, activity)),
        bled_words=bled_words,
    )


def merge_channel(channel: int, chunks: Sequence[HeardChunk], *, one_speaker: bool) -> Merged:
    """Merge the answers of one channel's chunks, in the recording's time, with one set of speaker labels.

    Args:
        channel: Of the recording.
        chunks: In time order.
        one_speaker: The channel is one party, whatever the engine says of speakers: its labels are dropped.
    """
    placed = [_in_recording_time(chunk, channel, with_labels=not one_speaker) for chunk in chunks]
    if one_speaker or not any(chunk.again for chunk in chunks):
        return merge_chunks(placed)
    # What is heard again is short, and may hold one speaker of two: it says nothing of labels. The chunks themselves
    # tell those, and what was heard again takes them over.
    planned = [chunk for chunk, heard in zip(placed, chunks, strict=True) if not heard.again]
    merged = merge_chunks(planned)
    of_the_call = iter([planned[0], *map(_with_call_labels, planned[1:], merged.seams)])
    both = merge_chunks(
        [
            _with_labels_of(chunk, merged.words) if heard.again else next(of_the_call)
            for chunk, heard in zip(placed, chunks, strict=True)
        ],
        labels_are_the_calls=True,
    )
    links = iter(merged.seams)
    seams = []
    for seam, heard in zip(both.seams, chunks[1:], strict=True):
        told = None if heard.again else next(links)
        seams.append(seam if told is None else replace(seam, links=told.links, guessed=told.guessed))
    return Merged(both.words, tuple(seams))


def _with_call_labels(chunk: ChunkWords, seam: Seam) -> ChunkWords:
    return replace(chunk, words=relabelled(chunk.words, seam.links))


def _with_labels_of(chunk: ChunkWords, words: Sequence[Word]) -> ChunkWords:
    """A chunk whose words have the labels of the nearest of these words."""
    middles = [(word.start_s + word.end_s) / 2 for word in words]
    labelled = []
    for word in chunk.words:
        middle_s = (word.start_s + word.end_s) / 2
        near = range(max(0, bisect_left(middles, middle_s) - 2), min(len(words), bisect_left(middles, middle_s) + 2))
        nearest = min(near, key=lambda index: abs(middles[index] - middle_s), default=None)
        labelled.append(replace(word, speaker=None if nearest is None else words[nearest].speaker))
    return replace(chunk, words=labelled)


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
