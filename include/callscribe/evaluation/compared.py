"""A transcript as one side of a comparison, whatever it was read from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from callscribe.metrics.diarization_errors import Interval, Speech
from callscribe.metrics.normalisation import split_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from callscribe.transcript.utterances import Utterance
    from callscribe.transcript.words import Word


@dataclass(frozen=True, slots=True)
class ComparedWord:
    """A word of a transcript, with what its format tells of it.

    Attributes:
        text: Punctuation included.
        start_s: When it begins, or the turn it is in where the words have no times; None where there are none at all.
        end_s: When it ends, or its turn.
        confidence: 0 to 1.
        speaker: A label that is unique within the call.
        hidden: What is printed in its place, where it may not be: "[CARD_NUMBER]".
    """

    text: str
    start_s: float | None = None
    end_s: float | None = None
    confidence: float | None = None
    speaker: str | None = None
    hidden: str | None = None


@dataclass(frozen=True)
class ComparedCall:
    """One side of a comparison.

    Attributes:
        words: In the order of the conversation.
        speech: Who speaks when; empty where the format does not say.
        not_scored: Stretches that the reference says nothing about: what is recognised there does not count.
        vault_language: Of unredacted words from the vault, of which those that the tables hide have `hidden` set; None
            for what the user has in files.
    """

    call_id: str
    words: tuple[ComparedWord, ...]
    speech: tuple[Speech, ...] = ()
    not_scored: tuple[Interval, ...] = ()
    vault_language: str | None = None


@dataclass(frozen=True, slots=True)
class Turn:
    """What one speaker says in one go.

    Attributes:
        speaker: As in `ComparedWord`.
        start_s: None where the format does not say.
        end_s: None where the format does not say.
        words: In order.
    """

    speaker: str | None
    start_s: float | None
    end_s: float | None
    words: tuple[ComparedWord, ...]

    @classmethod
    def of_text(cls, speaker: str | None, start_s: float | None, end_s: float | None, text: str) -> Turn:
        """A turn whose words have no times of their own."""
        words = (ComparedWord(word, start_s, end_s, speaker=speaker) for word in split_words(text))
        return cls(speaker, start_s, end_s, tuple(words))


def call_of_words(
    call_id: str, words: Sequence[Word], utterances: Iterable[Utterance], hidden: Sequence[str | None] = ()
) -> ComparedCall:
    """A call from words that all have times.

    Args:
        call_id: Of the call.
        words: In the order of the conversation.
        utterances: Ranges of the words.
        hidden: What is printed in place of each word; empty where all may be printed.
    """
    return call_of_turns(call_id, [_turn_of(utterance, words, hidden) for utterance in utterances])


def call_of_turns(call_id: str, turns: Sequence[Turn], not_scored: Sequence[Interval] = ()) -> ComparedCall:
    """A call from turns, put in the order of time where each has one.

    Args:
        call_id: Of the call.
        turns: Of all speakers.
        not_scored: See `ComparedCall`.
    """
    if all(turn.start_s is not None for turn in turns):
        turns = sorted(turns, key=lambda turn: turn.start_s or 0.0)
    return ComparedCall(
        call_id,
        tuple(word for turn in turns for word in turn.words),
        tuple(
            Speech(turn.speaker, turn.start_s, turn.end_s)
            for turn in turns
            if turn.words and turn.speaker is not None and turn.start_s is not None and turn.end_s is not None
        ),
        tuple(not_scored),
    )


def _turn_of(utterance: Utterance, words: Sequence[Word], hidden: Sequence[str | None]) -> Turn:
    places = range(utterance.first_word, utterance.last_word + 1)
    speaker = _voice(utterance.channel, utterance.speaker)
    return Turn(
        speaker,
        min(words[place].start_s for place in places),
        max(words[place].end_s for place in places),
        tuple(
            ComparedWord(
                words[place].word,
                words[place].start_s,
                words[place].end_s,
                words[place].confidence,
                speaker,
                hidden[place] if hidden else None,
            )
            for place in places
        ),
    )


def _voice(channel: int, speaker: str | None) -> str | None:
    """A label is good on its channel only."""
    return None if speaker is None else f"{channel}/{speaker}"
