"""Plain text, and the formats of NIST's scoring tools (SCTK, `infmts.htm`): STM for turns, CTM for words."""

from __future__ import annotations

import math
import re
from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from callscribe.errors import SettingsError
from callscribe.evaluation.compared import ComparedCall, Turn, call_of_turns, call_of_words
from callscribe.transcript.utterances import split_utterances
from callscribe.transcript.words import Word

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from callscribe.metrics.diarization_errors import Interval

_NOT_SCORED: Final = re.compile(r"IGNORE_TIME_SEGMENT_IN_SCORING", re.IGNORECASE)
_LABELS: Final = re.compile(r"^<[^<>\s]*>")
_ALTERNATIVES: Final = re.compile(r"\{([^{}/]*)(?:/[^{}]*)?\}")


def read_text(path: Path, text: str) -> list[ComparedCall]:
    """All of a file's text as one call: words alone, without speakers or times."""
    return [call_of_turns(path.stem, [Turn.of_text(None, None, None, text)])]


def read_stm(path: Path, text: str) -> list[ComparedCall]:
    """Turns with speakers and times: `waveform channel speaker start end [<labels>] text`.

    Of alternatives, as in `{ uh / um }`, the first counts.

    Raises:
        SettingsError: A line is something else.
    """
    turns: dict[str, list[Turn]] = defaultdict(list)
    ignored: dict[str, list[Interval]] = defaultdict(list)
    for place, line in _lines(path, text):
        fields = line.split(maxsplit=5)
        if len(fields) < 5:
            raise malformed(place, f"{len(fields)} fields", "waveform channel speaker start end text")
        waveform, _, speaker = fields[:3]
        start_s, end_s = (_seconds(place, field) for field in fields[3:5])
        if end_s < start_s:
            raise malformed(place, "an end before the start", "start and end in seconds")
        said = _LABELS.sub("", fields[5]) if len(fields) > 5 else ""
        if _NOT_SCORED.search(said):
            ignored[waveform].append((start_s, end_s))
        else:
            known = None if speaker == "unknown" else speaker  # what `callscribe export` writes where it knows none
            turns[waveform].append(Turn.of_text(known, start_s, end_s, _ALTERNATIVES.sub(r"\1", said)))
    return [
        call_of_turns(waveform, turns[waveform], list(_without(ignored[waveform], turns[waveform])))
        for waveform in dict.fromkeys([*turns, *ignored])
    ]


def _without(ignored: Iterable[Interval], turns: Iterable[Turn]) -> Iterator[Interval]:
    """What is ignored on one channel counts all the same where a turn of the other is scored."""
    spoken = sorted((turn.start_s or 0.0, turn.end_s or 0.0) for turn in turns)
    for start_s, end_s in ignored:
        for spoken_from_s, spoken_until_s in spoken:
            if spoken_from_s >= end_s or spoken_until_s <= start_s:
                continue
            if spoken_from_s > start_s:
                yield start_s, spoken_from_s
            start_s = max(start_s, spoken_until_s)
        if start_s < end_s:
            yield start_s, end_s


def read_ctm(path: Path, text: str) -> list[ComparedCall]:
    """Words with times: `waveform channel start duration word [confidence]`, further fields being passed over.

    Raises:
        SettingsError: A line is something else, which alternatives (`<ALT_BEGIN>`) are.
    """
    by_waveform: dict[str, dict[str, list[Word]]] = defaultdict(lambda: defaultdict(list))
    for place, line in _lines(path, text):
        fields = line.split()
        if len(fields) < 5:
            raise malformed(place, f"{len(fields)} fields", "waveform channel start duration word [confidence]")
        waveform, channel = fields[:2]
        start_s, duration_s = (_seconds(place, field) for field in fields[2:4])
        if duration_s < 0:
            raise malformed(place, "a duration below 0", "start and duration in seconds")
        confidence = confidence_in(place, fields[5]) if len(fields) > 5 else None
        by_waveform[waveform][channel].append(Word(fields[4], start_s, start_s + duration_s, confidence))
    return [_call_of_channels(waveform, channels) for waveform, channels in by_waveform.items()]


def _call_of_channels(call_id: str, channels: dict[str, list[Word]]) -> ComparedCall:
    """Two channels are two speakers; one may hold anybody."""
    words = [
        replace(word, channel=number, speaker=channel if len(channels) > 1 else None)
        for number, channel in enumerate(sorted(channels))
        for word in sorted(channels[channel], key=lambda word: word.start_s)
    ]
    return call_of_words(call_id, *split_utterances(words))


def _lines(path: Path, text: str) -> Iterator[tuple[str, str]]:
    """Lines that say something, each with its place."""
    for number, line in enumerate(text.split("\n"), start=1):
        if line.strip() and not line.lstrip().startswith(";;"):
            yield f"{path}:{number}", line.strip()


def _seconds(place: str, field: str) -> float:
    value = number_in(field)
    if value is None:
        raise malformed(place, "a time that is no number", "seconds, such as 12.34")
    return value


def confidence_in(place: str, field: str) -> float | None:
    """A field as a confidence; None where it is no number ("NA").

    Raises:
        SettingsError: It is a number that no confidence can be.
    """
    value = number_in(field)
    if value is not None and not 0 <= value <= 1:
        raise malformed(place, f"a confidence of {value:g}", "0 to 1, or NA")
    return value


def number_in(field: str) -> float | None:
    """A field as a finite number, or None."""
    try:
        value = float(field)
    except ValueError:
        return None
    return value if math.isfinite(value) else None


def malformed(place: str, found: str, expected: str) -> SettingsError:
    """What to raise for a file that is not in its format; neither part quotes what was said."""
    return SettingsError(f"{place}: {found}; expected {expected}. Put the file right, or leave it out.")
