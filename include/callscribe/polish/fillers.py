"""Hesitations marked in the word list, so that the clean view can leave them out and the metrics can count them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

    from callscribe.transcript.words import Word

HESITATIONS: Final = frozenset(
    ("um", "umm", "ummm", "uhm", "uh", "uhh", "er", "erm", "errm", "hm", "hmm", "hmmm", "mm", "mmm")
)
"""Sounds without meaning, as English recognisers write them. "Ah", "oh" and "eh" answer, ask or feel, so they stay;
"like", "you know" and "well" are words with a meaning elsewhere and stay too."""

BACKCHANNELS: Final = frozenset(
    (
        ("uh", "huh"),
        ("uh", "oh"),
        ("um", "hum"),
        ("mm", "hm"),
        ("mm", "hmm"),
        ("mm", "mm"),
        ("mmm", "hmm"),
        ("hm", "mm"),
    )
)
"""Pairs of sounds that say yes, no or "I am listening"; recognisers write them as two words. As one ("mhm", "uh-huh")
they are no hesitation to begin with."""

BACKCHANNEL_GAP_S: Final = 0.5
"""Two sounds of one backchannel follow each other at once; with half a second between they are two hesitations."""

_PUNCTUATION: Final = ".,?!;:…-—\"'"


def mark_fillers(words: Sequence[Word], *, language: str = "en") -> tuple[Word, ...]:
    """Mark the hesitations.

    Args:
        words: In the order of the conversation.
        language: BCP 47 tag of what is spoken. Only English is marked: "um" is a word in German and in Portuguese.

    Returns:
        The same words, those that are hesitations with `filler` set.
    """
    if language.casefold().split("-")[0] != "en":
        return tuple(words)
    tokens = [word.word.strip(_PUNCTUATION).casefold() for word in words]
    marked = []
    for index, (word, token) in enumerate(zip(words, tokens, strict=True)):
        hesitates = token in HESITATIONS and not (
            _is_backchannel(words, tokens, index - 1) or _is_backchannel(words, tokens, index)
        )
        marked.append(word if word.filler == hesitates else replace(word, filler=hesitates))
    return tuple(marked)


def _is_backchannel(words: Sequence[Word], tokens: Sequence[str], first: int) -> bool:
    """Whether the word at `first` and the next are two sounds of one backchannel."""
    if first < 0 or first + 1 >= len(words) or (tokens[first], tokens[first + 1]) not in BACKCHANNELS:
        return False
    one, other = words[first], words[first + 1]
    same_voice = (one.channel, one.speaker) == (other.channel, other.speaker)
    return same_voice and other.start_s - one.end_s <= BACKCHANNEL_GAP_S
