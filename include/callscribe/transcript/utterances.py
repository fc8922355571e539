"""Words of all channels put in the order of the conversation: utterance by utterance, paragraph by paragraph."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from callscribe.transcript.words import Word

UTTERANCE_PAUSE_S: Final = 1.0
"""Silence that ends an utterance: the longest that speakers commonly let pass before somebody goes on (Jefferson
1989, "a 'standard maximum' silence of approximately one second in conversation")."""

PARAGRAPH_PAUSE_S: Final = 3.0
"""Silence that ends a paragraph of one speaker: where AWS Post Call Analytics stops joining turns, so that its users
find the turns they know."""


@dataclass(frozen=True, slots=True)
class Utterance:
    """A stretch of one speaker on one channel without a long pause.

    Attributes:
        utterance_id: 0-based number within the call, by start.
        paragraph_id: 0-based number of the paragraph; utterances of a paragraph follow each other.
        channel: 0-based channel of the recording.
        speaker: The speaker's label, or None where unknown.
        first_word: Index of its first word in the words returned with it.
        last_word: Index of its last word, inclusive.
    """

    utterance_id: int
    paragraph_id: int
    channel: int
    speaker: str | None
    first_word: int
    last_word: int


def split_utterances(
    words: Sequence[Word], *, pause_s: float = UTTERANCE_PAUSE_S, paragraph_pause_s: float = PARAGRAPH_PAUSE_S
) -> tuple[tuple[Word, ...], tuple[Utterance, ...]]:
    """Order the words of a call as its conversation went.

    Where parties talk at once, their utterances overlap in time; their words are not interleaved.

    Args:
        words: Of all channels, each channel's in order.
        pause_s: Seconds of silence between two words of a speaker that end the utterance.
        paragraph_pause_s: Seconds of silence between two utterances of a speaker that end the paragraph; a change of
            speaker always does.

    Returns:
        The same words so that each utterance stands together, and the utterances by start.
    """
    stretches = [
        stretch
        for channel in sorted({word.channel for word in words})
        for stretch in _stretches((word for word in words if word.channel == channel), pause_s)
    ]
    stretches.sort(key=lambda stretch: (stretch[0].start_s, stretch[0].channel))
    ordered: list[Word] = []
    utterances: list[Utterance] = []
    paragraph_id = -1
    before: list[Word] | None = None
    for number, stretch in enumerate(stretches):
        if before is None or _is_new_paragraph(before, stretch, paragraph_pause_s):
            paragraph_id += 1
        utterances.append(
            Utterance(
                utterance_id=number,
                paragraph_id=paragraph_id,
                channel=stretch[0].channel,
                speaker=stretch[0].speaker,
                first_word=len(ordered),
                last_word=len(ordered) + len(stretch) - 1,
            )
        )
        ordered += stretch
        before = stretch
    return tuple(ordered), tuple(utterances)


def _stretches(words: Iterable[Word], pause_s: float) -> Iterator[list[Word]]:
    """One channel's words cut at pauses and at changes of speaker."""
    stretch: list[Word] = []
    spoken_until_s = 0.0
    for word in words:
        if stretch and (word.speaker != stretch[0].speaker or word.start_s - spoken_until_s > pause_s):
            yield stretch
            stretch = []
        spoken_until_s = max(spoken_until_s, word.end_s) if stretch else word.end_s
        stretch.append(word)
    if stretch:
        yield stretch


def _is_new_paragraph(before: Sequence[Word], after: Sequence[Word], pause_s: float) -> bool:
    same_voice = (before[0].channel, before[0].speaker) == (after[0].channel, after[0].speaker)
    return not same_voice or after[0].start_s - max(word.end_s for word in before) > pause_s
