"""Two transcripts of a call compared: words, characters, speakers, and how far confidence can be believed."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from operator import itemgetter
from typing import TYPE_CHECKING

from callscribe.evaluation.error_spans import error_spans
from callscribe.metrics.diarization_errors import DiarizationErrors, count_diarization_errors
from callscribe.metrics.normalisation import tokens_of
from callscribe.metrics.speaker_errors import SpeakerWordErrors, by_speaker, count_speaker_errors
from callscribe.metrics.word_errors import WordErrors, align_words, count_errors

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from callscribe.evaluation.compared import ComparedCall, ComparedWord
    from callscribe.evaluation.error_spans import ErrorSpan
    from callscribe.metrics.normalisation import Token
    from callscribe.metrics.word_errors import Stretch


@dataclass(frozen=True, slots=True)
class Side:
    """One transcript's words as they are compared; a token points into `words`."""

    words: Sequence[ComparedWord]
    tokens: Sequence[Token]


@dataclass(frozen=True)
class Comparison:
    """What is recognised of a call, against what was said.

    Attributes:
        speakers: None where a side does not say who speaks.
        diarization: None where a side does not say who speaks when.
        alignment: Of the tokens of both sides.
        spans: Where the errors are.
        judged: Each recognised word's confidence and whether it is right; words without confidence are left out.
        vault_language: None, unless one side is unredacted words of the vault: see `callscribe.evaluation.masking`
            before printing any.
    """

    call_id: str
    said: Side
    heard: Side
    errors: WordErrors
    speakers: SpeakerWordErrors | None
    diarization: DiarizationErrors | None
    alignment: Sequence[Stretch]
    spans: Sequence[ErrorSpan]
    judged: Sequence[tuple[float, bool]]
    vault_language: str | None


def compare(reference: ComparedCall, hypothesis: ComparedCall, *, collar_s: float) -> Comparison:
    """Compare a call with its reference.

    Args:
        reference: What was said.
        hypothesis: What was recognised.
        collar_s: See `count_diarization_errors`.
    """
    said, heard = _side(reference.words), _side(_scored(hypothesis.words, reference))
    alignment = align_words(said.tokens, heard.tokens)
    diarization = None
    if reference.speech and hypothesis.speech:
        diarization = count_diarization_errors(
            reference.speech, hypothesis.speech, collar_s=collar_s, not_scored=reference.not_scored
        )
    return Comparison(
        reference.call_id,
        said,
        heard,
        count_errors(said.tokens, heard.tokens, alignment),
        _speaker_errors(said, heard),
        diarization,
        alignment,
        error_spans(alignment),
        list(_judged(heard, alignment)),
        hypothesis.vault_language if reference.vault_language is None else reference.vault_language,
    )


def _side(words: Sequence[ComparedWord]) -> Side:
    return Side(words, tokens_of([word.text for word in words], [word.speaker for word in words]))


def _scored(words: Sequence[ComparedWord], reference: ComparedCall) -> list[ComparedWord]:
    """What is recognised where the reference is to be scored; a word without times always counts."""
    left_out = sorted(reference.not_scored)

    def counts(word: ComparedWord) -> bool:
        if not left_out or word.start_s is None or word.end_s is None:
            return True
        middle_s = (word.start_s + word.end_s) / 2
        before = bisect_right(left_out, middle_s, key=itemgetter(0))
        return all(middle_s > end_s for _, end_s in left_out[:before])

    return [word for word in words if counts(word)]


def _speaker_errors(said: Side, heard: Side) -> SpeakerWordErrors | None:
    sides = []
    for side in (said, heard):
        speakers = [word.speaker for word in side.words]
        if not any(speaker is not None for speaker in speakers):
            return None
        sides.append(by_speaker(side.tokens, speakers))
    return count_speaker_errors(*sides)


def _judged(heard: Side, alignment: Sequence[Stretch]) -> Iterator[tuple[float, bool]]:
    """A word is right when everything it is compared by is; one that is not compared ("[noise]") is not judged."""
    right: dict[int, bool] = {}
    for stretch in alignment:
        for place in stretch.heard:
            token = heard.tokens[place]
            for index in range(token.first, token.last + 1):
                right[index] = right.get(index, True) and stretch.kind == "equal"
    for index, is_right in right.items():
        confidence = heard.words[index].confidence
        if confidence is not None:
            yield confidence, is_right
