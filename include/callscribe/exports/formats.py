"""A call as text in the formats that people and programs read.

| format | for | words |
|---|---|---|
| srt, vtt | players: SubRip, WebVTT (https://www.w3.org/TR/webvtt1/) | clean |
| txt | people, and diff | clean |
| json | programs; everything that the tables tell of what was said | both |
| ctm, stm | scoring: sclite of NIST's SCTK, and what reads its formats | verbatim |

The formats of SCTK are as its `infmts.htm` defines them. They count channels from 1, the tables and JSON from 0.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any, Final

from callscribe.exports.cues import cues_of, lines_of, prefix_of
from callscribe.exports.tokens import names_of, party_of, plain, tokens_of
from callscribe.layout import clock

if TYPE_CHECKING:
    from collections.abc import Callable

    from callscribe.exports.call import ExportedCall, ExportedUtterance

# SubRip has tags but no way to escape them, and players know those of SubStation too.
_NO_MARKUP: Final = str.maketrans({"<": "‹", ">": "›", "{": "(", "}": ")", "\\": "/"})
# two of these on a line are the times of a cue to some readers (pysubs2), with or without an arrow
_TIME: Final = re.compile(r"(\d:\d{1,2}:\d{1,2})[,.](?=\d)")
_ESCAPED: Final = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})
# braces hold alternative readings in an STM
_NO_ALTERNATIVES: Final = str.maketrans("{}", "[]")


def as_srt(call: ExportedCall) -> str:
    """SubRip: cues by start; the speaker is named where it is not that of the cue before."""
    blocks = []
    said_last = None
    for number, cue in enumerate(cues_of(call), start=1):
        prefix = prefix_of(cue.name) if cue.name != said_last else ""
        text = _TIME.sub(r"\1:", "\n".join(lines_of(cue.words, prefix)).translate(_NO_MARKUP))
        blocks.append(f"{number}\n{_stamp(cue.start_s, ',')} --> {_stamp(cue.end_s, ',')}\n{text}\n")
        said_last = cue.name
    return "\n".join(blocks)


def as_vtt(call: ExportedCall) -> str:
    """WebVTT: cues by start, each a voice span; those of parties that talk at once overlap."""
    blocks = ["WEBVTT\n"]
    for cue in cues_of(call):
        text = "\n".join(lines_of(cue.words)).translate(_ESCAPED)
        voice = f"<v {cue.name.translate(_ESCAPED)}>" if cue.name is not None else ""
        blocks.append(f"{_stamp(cue.start_s, '.')} --> {_stamp(cue.end_s, '.')}\n{voice}{text}\n")
    return "\n".join(blocks)


def as_txt(call: ExportedCall) -> str:
    """A line for each utterance: when it begins, who speaks, and the clean text."""
    names = names_of(call.utterances)
    lines = []
    for utterance in call.utterances:
        text = " ".join(token.text for token in tokens_of(utterance, "clean"))
        name = names[party_of(utterance)]
        if text:
            lines.append(f"[{clock(utterance.start_s)}] {f'{name}: ' if name is not None else ''}{text}\n")
    return "".join(lines)


def as_json(call: ExportedCall) -> str:
    """One object, on one line; the words exactly as in the tables."""
    parties = dict.fromkeys(party_of(utterance) for utterance in call.utterances)
    told = {
        "call_id": call.call_id,
        "call_date": None if call.call_date is None else call.call_date.isoformat(),
        "duration_s": call.duration_s,
        "language": call.language,
        "speakers": [{"channel": channel, "speaker": speaker, "role": role} for channel, speaker, role in parties],
        "utterances": [_utterance(utterance) for utterance in call.utterances],
        "redactions": [
            {
                "redaction_id": redaction.redaction_id,
                "entity_type": redaction.entity_type,
                "first_word_id": redaction.first_word_id,
                "last_word_id": redaction.last_word_id,
                "start_s": redaction.start_s,
                "end_s": redaction.end_s,
                "detector": redaction.detector,
                "score": redaction.score,
            }
            for redaction in call.redactions
        ],
    }
    return json.dumps(told, ensure_ascii=False) + "\n"


def as_ctm(call: ExportedCall) -> str:
    """CTM: waveform, channel, start, duration, word, and its confidence where it is known; sorted as sclite wants.

    A redacted span is one token, as in every text.
    """
    waveform = _field(call.call_id)
    tokens = [
        (str(utterance.channel + 1), token)
        for utterance in call.utterances
        for token in tokens_of(utterance, "verbatim")
    ]
    tokens.sort(key=lambda each: (each[0], each[1].start_s))
    lines = [f";; {plain(call.call_id)}: waveform channel start_s duration_s word confidence\n"]
    for channel, token in tokens:
        # the difference of what is written, so that start and duration add up to the end
        duration_s = round(token.end_s, 3) - round(token.start_s, 3)
        confidence = "" if token.confidence is None else f" {token.confidence:.4f}"
        lines.append(f"{waveform} {channel} {token.start_s:.3f} {max(duration_s, 0):.3f} {token.text}{confidence}\n")
    return "".join(lines)


def as_stm(call: ExportedCall) -> str:
    """STM: waveform, channel, speaker, start, end and the words of each utterance; sorted as sclite wants."""
    waveform = _field(call.call_id)
    names = names_of(call.utterances)
    lines = [f";; {plain(call.call_id)}: waveform channel speaker start_s end_s text\n"]
    for utterance in sorted(call.utterances, key=lambda each: (str(each.channel + 1), each.start_s)):
        text = " ".join(token.text for token in tokens_of(utterance, "verbatim")).translate(_NO_ALTERNATIVES)
        if text.startswith("<"):
            text = f"<o> {text}"  # what begins so is a label; this is the usual one, "overall"
        speaker = _field(names[party_of(utterance)] or "unknown")
        times = f"{utterance.start_s:.3f} {utterance.end_s:.3f}"
        if text:
            lines.append(f"{waveform} {utterance.channel + 1} {speaker} {times} {text}\n")
    return "".join(lines)


FORMATS: Final[dict[str, Callable[[ExportedCall], str]]] = {
    "srt": as_srt,
    "vtt": as_vtt,
    "txt": as_txt,
    "json": as_json,
    "ctm": as_ctm,
    "stm": as_stm,
}
"""By the suffix of the file that each is usually kept in."""


def _utterance(utterance: ExportedUtterance) -> dict[str, Any]:
    return {
        "utterance_id": utterance.utterance_id,
        "speaker": utterance.speaker,
        "role": utterance.role,
        "channel": utterance.channel,
        "start_s": utterance.start_s,
        "end_s": utterance.end_s,
        "text": utterance.text,
        "verbatim_text": utterance.verbatim_text,
        "words": [
            {
                "word_id": word.word_id,
                "word": word.word,
                "start_s": word.start_s,
                "end_s": word.end_s,
                "confidence": word.confidence,
                "filler": word.filler,
                "entity_type": word.entity_type,
            }
            for word in utterance.words
        ],
    }


def _field(text: str) -> str:
    """The text as one field of a line: without white space, and not the start of a comment."""
    return re.sub(r"\s|^;", "_", plain(text)) or "_"


def _stamp(seconds: float, point: str) -> str:
    milliseconds = round(seconds * 1000)
    minutes, rest = divmod(milliseconds, 60_000)
    return f"{minutes // 60:02d}:{minutes % 60:02d}:{rest // 1000:02d}{point}{rest % 1000:03d}"
