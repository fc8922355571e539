"""Reading what Pulse answers, in every shape that its documentation and captures show."""

from __future__ import annotations

import json
import math
from typing import Any

from callscribe.engines.base import EngineResult, EngineWord
from callscribe.errors import UnreadableAnswerError


def read_answer(answer: bytes) -> EngineResult:
    """Put an answer of `pulse` or `pulse-pro` into the common form.

    Speakers may be numbers, text, or missing; `words` and `utterances` may be missing or empty. Where no word has a
    time, the text is spread evenly over its utterance or over the audio, without confidence: text is never lost.

    Raises:
        UnreadableAnswerError: Not a JSON object that reports success with a transcription. Holds none of its text.
    """
    try:
        document = json.loads(answer)
    except ValueError:
        # `from None`: a JSON error quotes the document
        raise UnreadableAnswerError(f"Pulse answered 200 with {len(answer)} bytes that are not JSON.") from None
    if not isinstance(document, dict):
        raise UnreadableAnswerError(f"Pulse answered 200 with a JSON {type(document).__name__}; expected an object.")
    text = document.get("transcription")
    if document.get("status") != "success" or not isinstance(text, str):
        raise UnreadableAnswerError(
            f"Pulse answered 200 with status {document.get('status')!r} and"
            f" {'a' if isinstance(text, str) else 'no'} transcription; expected 'success' and one."
        )
    metadata = document.get("metadata")
    duration_s = _number(metadata.get("duration")) if isinstance(metadata, dict) else None
    words = [word for item in _items(document, "words") if (word := _word(item))]
    words = words or _spread_utterances(document) or _spread(text, 0.0, duration_s or 0.0, None)
    language = document.get("language")
    request_id = document.get("request_id")
    return EngineResult(
        words=tuple(sorted(words, key=lambda word: word.start_s)),
        language=language if isinstance(language, str) else None,
        duration_s=duration_s,
        request_id=request_id if isinstance(request_id, str) else None,
    )


def _items(document: dict[str, Any], name: str) -> list[dict[str, Any]]:
    items = document.get(name)
    return [item for item in items if isinstance(item, dict)] if isinstance(items, list) else []


def _word(item: dict[str, Any]) -> EngineWord | None:
    text, start_s, end_s = item.get("word"), _number(item.get("start")), _number(item.get("end"))
    if not isinstance(text, str) or not text.strip() or start_s is None:
        return None
    confidence = _number(item.get("confidence"))
    return EngineWord(
        word=_encodable(text.strip()),
        start_s=max(start_s, 0.0),
        end_s=max(start_s, 0.0, end_s if end_s is not None else start_s),
        confidence=min(max(confidence, 0.0), 1.0) if confidence is not None else None,
        speaker=_speaker(item.get("speaker")),
    )


def _speaker(value: Any) -> str | None:
    """One label for 0, "0" and "speaker_0"."""
    if value is None or isinstance(value, bool) or not isinstance(value, int | str):
        return None
    return str(value).removeprefix("speaker_").strip() or None


def _spread_utterances(document: dict[str, Any]) -> list[EngineWord]:
    words: list[EngineWord] = []
    for utterance in _items(document, "utterances"):
        text, start_s, end_s = utterance.get("text"), _number(utterance.get("start")), _number(utterance.get("end"))
        if isinstance(text, str) and start_s is not None and end_s is not None:
            words.extend(_spread(text, start_s, end_s, _speaker(utterance.get("speaker"))))
    return words


def _spread(text: str, start_s: float, end_s: float, speaker: str | None) -> list[EngineWord]:
    tokens = _encodable(text).split()
    step_s = max(end_s - start_s, 0.0) / max(len(tokens), 1)
    return [
        EngineWord(token, start_s + index * step_s, start_s + (index + 1) * step_s, speaker=speaker)
        for index, token in enumerate(tokens)
    ]


def _number(value: Any) -> float | None:
    """A finite number; JSON as Python reads it allows NaN and Infinity."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    try:
        number = float(value)
    except OverflowError:
        return None
    return number if math.isfinite(number) else None


def _encodable(text: str) -> str:
    """JSON may hold half a surrogate pair, which no file can."""
    return text.encode("utf-8", "replace").decode()
