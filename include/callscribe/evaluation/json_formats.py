"""Transcripts as JSON: references with `turns`, what `callscribe export` writes, and answers of Pulse."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from callscribe.engines.pulse_answer import read_answer
from callscribe.errors import UnreadableAnswerError
from callscribe.evaluation.compared import ComparedCall, ComparedWord, Turn, call_of_turns, call_of_words
from callscribe.evaluation.nist_formats import confidence_in, malformed, number_in
from callscribe.transcript.utterances import split_utterances
from callscribe.transcript.words import Word

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


def read_json(path: Path, text: str) -> list[ComparedCall]:
    """The one call of a JSON object.

    Raises:
        SettingsError: It has none of the known forms, or a field is not what it should be.
    """
    try:
        document = json.loads(text)
    except json.JSONDecodeError as error:
        raise malformed(f"{path}:{error.lineno}", "not JSON", "one object") from None  # the error quotes the document
    except (ValueError, RecursionError):
        raise malformed(f"{path}", "JSON beyond all measure", "one object") from None
    if not isinstance(document, dict):
        raise malformed(f"{path}", f"a JSON {type(document).__name__}", "one object")
    call_id = _text(f"{path}", {"call_id": path.stem} | document, "call_id")
    if "turns" in document:
        turns = [_turn_in(f"{path}: turns[{number}]", turn) for number, turn in _items(path, document, "turns")]
        return [call_of_turns(call_id, turns)]
    if "transcription" in document or isinstance(document.get("words"), list):
        return [_read_answer(path, call_id, document)]
    if "utterances" in document:
        found = _items(path, document, "utterances")
        turns = [_utterance_in(f"{path}: utterances[{number}]", utterance) for number, utterance in found]
        return [call_of_turns(call_id, turns)]
    raise malformed(f"{path}", "an object without a transcript", "`turns`, `utterances` or `words`")


def _read_answer(path: Path, call_id: str, document: dict[str, Any]) -> ComparedCall:
    answer = {"status": "success", "transcription": ""} | document
    try:
        found = read_answer(json.dumps(answer).encode()).words
    except UnreadableAnswerError:
        raise malformed(f"{path}", "an answer that Pulse did not call a success", "status success") from None
    words = [Word(word.word, word.start_s, word.end_s, word.confidence, speaker=word.speaker) for word in found]
    return call_of_words(call_id, *split_utterances(words))


def _turn_in(place: str, turn: dict[str, Any]) -> Turn:
    return Turn.of_text(*_who_and_when(place, turn), _text(place, turn, "text"))


def _utterance_in(place: str, utterance: dict[str, Any]) -> Turn:
    speaker, start_s, end_s = _who_and_when(place, utterance)
    if utterance.get("words") is None:
        text = utterance.get("verbatim_text")
        text = text if isinstance(text, str) else _text(place, utterance, "text")
        return Turn.of_text(speaker, start_s, end_s, text)
    words = []
    for number, word in _items(place, utterance, "words"):
        at = f"{place}.words[{number}]"
        confidence = _number(at, word, "confidence")
        if confidence is not None:
            confidence_in(at, str(confidence))
        said_from_s, said_until_s = _number(at, word, "start_s"), _number(at, word, "end_s")
        words.append(
            ComparedWord(
                _text(at, word, "word"),
                start_s if said_from_s is None else said_from_s,
                end_s if said_until_s is None else said_until_s,
                confidence,
                speaker,
            )
        )
    return Turn(speaker, start_s, end_s, tuple(words))


def _who_and_when(place: str, turn: dict[str, Any]) -> tuple[str | None, float | None, float | None]:
    speaker = turn.get("speaker")
    if speaker is not None and (isinstance(speaker, bool) or not isinstance(speaker, str | int)):
        raise malformed(place, "a speaker that is no label", "text, a whole number or null")
    start_s, end_s = _number(place, turn, "start_s"), _number(place, turn, "end_s")
    if start_s is not None and end_s is not None and end_s < start_s:
        raise malformed(place, "an end before the start", "start_s and end_s in seconds")
    label = None if speaker in (None, "") else str(speaker)
    return f"{turn['channel']}/{label}" if label and "channel" in turn else label, start_s, end_s


def _items(place: Path | str, document: dict[str, Any], name: str) -> Iterator[tuple[int, dict[str, Any]]]:
    items = document[name]
    if not isinstance(items, list) or not all(isinstance(item, dict) for item in items):
        raise malformed(f"{place}", f"{name} that is no list of objects", "one object each")
    yield from enumerate(items)


def _text(place: str, item: dict[str, Any], name: str) -> str:
    value = item.get(name)
    if not isinstance(value, str):
        raise malformed(place, f"no text in {name}", f"`{name}` in quotes")
    return value.encode("utf-8", "replace").decode()  # JSON may hold half a surrogate pair, which nothing can print


def _number(place: str, item: dict[str, Any], name: str) -> float | None:
    value = item.get(name)
    if value is None:
        return None
    number = None if isinstance(value, bool) or not isinstance(value, int | float) else number_in(str(value))
    if number is None:
        raise malformed(place, f"{name} that is no number", "a number or null")
    return number
