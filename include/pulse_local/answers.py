"""The bodies of a 200, with their keys in the order that the live service sends them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pulse_local.contract import Options

UTTERANCE_PAUSE_S = 0.7  # Contract unknown: where Pulse cuts; the captured examples cut at sentences
EMOTIONS = ("happiness", "sadness", "disgust", "fear", "anger")


@dataclass(frozen=True, slots=True)
class HeardWord:
    """A recognised word with its speaker."""

    word: str
    start_s: float
    end_s: float
    confidence: float
    speaker: int = 0
    speaker_confidence: float = 1.0


@dataclass(frozen=True)
class Heard:
    """Everything known of one request's audio.

    Attributes:
        words: After redaction, where asked for.
        gender: None where not asked for or no voice was found.
        duration_s: Of the sound.
        file_bytes: As received.
        filename: Of audio that was fetched from an address.
        processing_s: Time that decoding and recognition took.
    """

    words: Sequence[HeardWord]
    duration_s: float
    file_bytes: int
    processing_s: float
    filename: str | None = None
    gender: str | None = None


def pulse_answer(heard: Heard, options: Options) -> dict[str, Any]:
    """Answer of model pulse: no request id, no language."""
    speakers = options.diarize
    shown = heard.words if options.word_timestamps else ()
    answer: dict[str, Any] = {
        "status": "success",
        "transcription": _text(heard.words),
        "words": [_pulse_word(word, speakers=speakers) for word in shown],
        # Contradictory sources on utterances of a diarized answer without word times; the live captures have none.
        "utterances": [_utterance(words, speakers=speakers) for words in _utterances(shown, speakers=speakers)],
    }
    # Contract unknown: the place of gender and emotions among the keys.
    if options.gender_detection and heard.gender is not None:
        answer["gender"] = heard.gender
    if options.emotion_detection:
        # There is no model of emotions behind pulse-local: all are equally likely. Sources differ on the labels.
        answer["emotions"] = dict.fromkeys(EMOTIONS, 1 / len(EMOTIONS))
    answer["metadata"] = {"duration": round(heard.duration_s, 2), "fileSize": heard.file_bytes}
    if heard.filename is not None:
        answer["metadata"]["filename"] = heard.filename
    return answer


def pulse_pro_answer(heard: Heard, options: Options, *, request_id: str) -> dict[str, Any]:
    """Answer of model pulse-pro: no utterances and no speakers, whatever was asked for."""
    answer: dict[str, Any] = {"status": "success", "transcription": _text(heard.words)}
    if options.word_timestamps:  # Contract unknown: whether the key is absent or empty otherwise
        answer["words"] = [_pro_word(word) for word in heard.words]
    answer["language"] = options.language
    answer["metadata"] = {
        "duration": round(heard.duration_s, 2),
        "processing_time_ms": round(heard.processing_s * 1000, 2),
        "rtfx": round(heard.duration_s / max(heard.processing_s, 1e-6), 1),
        "num_chunks": 1,
    }
    answer["totalBytes"] = heard.file_bytes
    answer["request_id"] = request_id
    return answer


def _text(words: Sequence[HeardWord]) -> str:
    return " ".join(word.word for word in words)


def _pulse_word(word: HeardWord, *, speakers: bool) -> dict[str, Any]:
    times = {"start": round(word.start_s, 2), "end": round(word.end_s, 2)}
    who = {"speaker": word.speaker, "speaker_confidence": word.speaker_confidence} if speakers else {}
    return {**times, **who, "word": word.word, "confidence": round(word.confidence, 4)}


def _pro_word(word: HeardWord) -> dict[str, Any]:
    return {
        "word": word.word,
        "start": round(word.start_s, 2),
        "end": round(word.end_s, 2),
        "confidence": round(word.confidence, 4),
    }


def _utterances(words: Sequence[HeardWord], *, speakers: bool) -> list[list[HeardWord]]:
    """Cut at pauses, and where the speaker changes."""
    utterances: list[list[HeardWord]] = []
    for word in words:
        before = utterances[-1][-1] if utterances else None
        same_speaker = before is not None and (not speakers or word.speaker == before.speaker)
        if before is not None and same_speaker and word.start_s - before.end_s < UTTERANCE_PAUSE_S:
            utterances[-1].append(word)
        else:
            utterances.append([word])
    return utterances


def _utterance(words: list[HeardWord], *, speakers: bool) -> dict[str, Any]:
    who = {"speaker": words[0].speaker} if speakers else {}
    return {"start": round(words[0].start_s, 2), "end": round(words[-1].end_s, 2), **who, "text": _text(words)}
