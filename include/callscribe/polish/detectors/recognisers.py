"""Recognisers of a customer's own: what their members, orders or claims are numbered by, found as said and as written.

    [[polish.recognisers]]
    entity_type = "MEMBER_ID"
    pattern = "MBR[0-9]{3}"
    cues = ["member number", "membership"]

    [[polish.recognisers]]
    entity_type = "PROJECT"
    path = "acme.recognisers:find_projects"

A pattern is matched against words written together: "m b r four five six", "MBR four fifty six" and "MBR-456" are all
`MBR456`. It must match all of them from the first word to the last; what is longer than 20 words is not looked at.

Patterns run on every call. One that repeats a repetition, such as `([A-Z]+)+X`, can take time that doubles with each
character, and nothing here stops it: write `[A-Z]+X`. A pattern without cues that ordinary words match hides them.
"""

from __future__ import annotations

import dataclasses
import re
from collections import defaultdict
from dataclasses import dataclass
from functools import lru_cache
from importlib import import_module
from typing import TYPE_CHECKING, Any, Final

from callscribe.errors import FailureReason, RecordingError, SettingsError
from callscribe.polish.detectors.spelling_alphabet import HESITATIONS, MAX_PAUSE_S, SEPARATORS, find_spellings
from callscribe.polish.detectors.voices import spans_by_voice, voice_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from callscribe.polish.detectors.numbers.spoken_numbers import Reading
    from callscribe.polish.entities import EntitySpan
    from callscribe.transcript.words import Word

LONGEST_MATCH: Final = 20
"""Words of one match at most, hesitations not counted: 17 characters of a vehicle's number, some of them explained."""

LONGEST_REACH: Final = 200
"""The farthest that a cue may reach, in words: about a minute and a half of talk."""

_DETECTOR: Final = "recogniser_"
_ENTITY_TYPE: Final = re.compile(r"[A-Z][A-Z0-9_]{0,63}")
_PATH: Final = re.compile(r"[A-Za-z_]\w*(\.[A-Za-z_]\w*)*:[A-Za-z_]\w*")

# A pattern that looks beyond its end may match up to a word although it matches nothing further on.
_LOOKS_BEYOND: Final = re.compile(r"\$|\\[bBZ]|\(\?<?[=!]|[*+?}]\+|\(\?>")


@dataclass(frozen=True)
class Recogniser:
    """One table `[[polish.recognisers]]`.

    Attributes:
        entity_type: What is found is called so, in capitals: "MEMBER_ID".
        pattern: Regular expression for letters and digits without spaces and dashes; capitals do not matter.
        cues: Phrases that announce it; without any, the pattern is looked for everywhere.
        spoken: Letters and digits that are said count too; else only what is written as such.
        reach_words: Words after a cue within which a match may begin, in the other party's answer too.
        path: Instead of a pattern, `package.module:function` of a callable that takes the words of a call and gives
            `(first_word, last_word, entity_type, score)` for each find, indices inclusive.
        score: 0 to 1, how sure a match is; where two kinds claim a word, the surer has it.
    """

    entity_type: str
    pattern: str = ""
    cues: tuple[str, ...] = ()
    spoken: bool = True
    reach_words: int = 12
    path: str = ""
    score: float = 0.8


Finder = Any  # Callable[[Sequence[Word]], Iterable[tuple[int, int, str, float]]], as far as anybody checked


def check_recognisers(recognisers: Sequence[Recogniser]) -> None:
    """Check settings, so that a mistake shows before anything is transcribed.

    Args:
        recognisers: As they come from TOML.

    Raises:
        SettingsError: One cannot be used; says which, and why.
    """
    for position, recogniser in enumerate(recognisers, start=1):
        fault = _fault(recogniser)
        if fault:
            name = recogniser.entity_type or "without entity_type"
            raise SettingsError(f"polish.recognisers number {position} ({name}): {fault}")
        if recogniser.path:
            _finder(recogniser.path, recogniser.entity_type)


def parse_recognisers(tables: Iterable[Mapping[str, Any]]) -> tuple[Recogniser, ...]:
    """The recognisers of a settings file.

    Args:
        tables: `[[polish.recognisers]]`, as TOML has them.

    Raises:
        SettingsError: One has a key, a type or a value that cannot be.
    """
    fields = {field.name: field for field in dataclasses.fields(Recogniser)}
    recognisers = []
    for position, table in enumerate(tables, start=1):
        where = f"polish.recognisers number {position}"
        if unknown := sorted(table.keys() - fields.keys()):
            raise SettingsError(f"{where}: unknown {', '.join(unknown)}. Known: {', '.join(sorted(fields))}.")
        values: dict[str, Any] = {
            name: tuple(value) if isinstance(value, list) else value for name, value in table.items()
        }
        for name, value in list(values.items()):
            default = "" if name == "entity_type" else fields[name].default
            as_number = isinstance(default, float) and type(value) is int
            if type(value) is not type(default) and not as_number:
                raise SettingsError(f"{where}: {name} is {table[name]!r}; expected {type(default).__name__}.")
            if as_number:
                values[name] = float(value)
        recognisers.append(Recogniser(**{"entity_type": "", **values}))
    check_recognisers(recognisers)
    return tuple(recognisers)


def find_with(
    recognisers: Sequence[Recogniser], words: Sequence[Word], readings: Sequence[Reading]
) -> list[EntitySpan]:
    """Find what customers' own recognisers look for.

    Args:
        recognisers: Checked by `check_recognisers`.
        words: In the order of the conversation.
        readings: One for each word.

    Returns:
        Spans in order, each within one voice; those of different recognisers may overlap.

    Raises:
        RecordingError: A callable failed, or gave what is no place in the words. The message quotes none of them.
    """
    found: list[EntitySpan] = []
    stretches: dict[bool, list[_Stretch]] = {}
    for recogniser in recognisers:
        if recogniser.path:
            found += _found_by_path(recogniser, words)
            continue
        if recogniser.spoken not in stretches:
            stretches[recogniser.spoken] = _stretches(words, readings, spoken=recogniser.spoken)
        found += _found_by_pattern(recogniser, words, readings, stretches[recogniser.spoken])
    return sorted(found, key=lambda span: (span.first_word, span.last_word))


# --- Settings -----------------------------------------------------------------------------------------------------


def _fault(recogniser: Recogniser) -> str:
    """What is wrong with it, or nothing."""
    if not _ENTITY_TYPE.fullmatch(recogniser.entity_type):
        return 'entity_type must be capitals, digits and underscores, such as "MEMBER_ID".'
    if bool(recogniser.pattern) == bool(recogniser.path):
        return "give either a pattern or a path."
    if recogniser.path and recogniser.cues:
        return "cues go with a pattern; a callable sees all words and looks for its own."
    if not 0 < recogniser.score <= 1:
        return f"score is {recogniser.score}; it must be above 0 and at most 1."
    if not 1 <= recogniser.reach_words <= LONGEST_REACH:
        return f"reach_words is {recogniser.reach_words}; it must be from 1 to {LONGEST_REACH}."
    if not all(_tokens(cue) for cue in recogniser.cues):
        return "a cue is empty; leave `cues` out to look everywhere."
    if recogniser.path:
        return "" if _PATH.fullmatch(recogniser.path) else 'path must look like "package.module:function".'
    return _pattern_fault(recogniser.pattern)


def _pattern_fault(pattern: str) -> str:
    try:
        compiled = _compiled(pattern)
    except (re.error, OverflowError, RecursionError) as error:
        return f"pattern is no regular expression: {error}."
    if compiled.fullmatch(""):
        return "pattern matches nothing at all, and so everywhere; ask for at least one character."
    return ""


@lru_cache(maxsize=256)
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE | re.ASCII)


@lru_cache(maxsize=64)
def _finder(path: str, entity_type: str) -> Finder:
    module, _, name = path.partition(":")
    try:
        found: Any = getattr(import_module(module), name)
    except (ImportError, AttributeError, ValueError) as error:
        raise SettingsError(
            f"polish.recognisers ({entity_type}): path {path!r} cannot be imported: {error}."
        ) from error
    if not callable(found):
        raise SettingsError(f"polish.recognisers ({entity_type}): path {path!r} is no function.")
    return found


# --- Patterns -----------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Stretch:
    """What one voice says, written together.

    Attributes:
        text: Letters and digits, in capitals.
        starts: Where each unit begins in the text. A unit is a word, or the words of one character ("double five").
        firsts: Index of the first word of each unit.
        lasts: Index of the last word of each unit.
    """

    text: str
    starts: tuple[int, ...]
    firsts: tuple[int, ...]
    lasts: tuple[int, ...]


def _stretches(words: Sequence[Word], readings: Sequence[Reading], *, spoken: bool) -> list[_Stretch]:
    """What each voice says, cut where it pauses for long."""
    units = _units(words, readings, spoken=spoken)
    voices: dict[tuple[int, str | None], list[tuple[int, int, str]]] = defaultdict(list)
    stretches: list[_Stretch] = []
    for unit in units:
        units_of_voice = voices[voice_of(words, unit[0])]
        if units_of_voice and words[unit[0]].start_s - words[units_of_voice[-1][1]].end_s > MAX_PAUSE_S:
            stretches.append(_stretch(units_of_voice))
            units_of_voice.clear()
        units_of_voice.append(unit)
    return stretches + [_stretch(units) for units in voices.values() if units]


def _stretch(units: Sequence[tuple[int, int, str]]) -> _Stretch:
    starts, at = [], 0
    for _, _, text in units:
        starts.append(at)
        at += len(text)
    text = "".join(text for _, _, text in units)
    return _Stretch(text, tuple(starts), tuple(unit[0] for unit in units), tuple(unit[1] for unit in units))


def _units(words: Sequence[Word], readings: Sequence[Reading], *, spoken: bool) -> Iterator[tuple[int, int, str]]:
    """First and last word of each unit, with its letters and digits; what has none is left out."""
    said: dict[int, tuple[int, str]] = {}
    if spoken:
        seeds = [index for index, reading in enumerate(readings) if reading.shape and reading.shape in "UTYVNLR"]
        for spelling in find_spellings(words, readings, seeds):
            said.update(
                {each.first: (each.last, each.text.strip("?")) for each in spelling.characters if each.text != "?"}
            )
    index = 0
    while index < len(words):
        last, text = said.get(index, (index, ""))
        token = readings[index].text
        if not text and token not in HESITATIONS and not (spoken and token in SEPARATORS):
            text = token.upper() if token.isalnum() else "".join(filter(str.isalnum, token)).upper()
        if text:
            yield index, last, text
        index = last + 1


def _found_by_pattern(
    recogniser: Recogniser, words: Sequence[Word], readings: Sequence[Reading], stretches: Sequence[_Stretch]
) -> Iterator[EntitySpan]:
    compiled = _compiled(recogniser.pattern)
    near = _near_cues(recogniser, readings) if recogniser.cues else None
    if near is not None and not near:
        return
    detector = f"recogniser_{recogniser.entity_type.casefold()}"
    beyond = _LOOKS_BEYOND.search(recogniser.pattern) is not None
    for stretch in stretches:
        floor = 0
        for place, start in enumerate(stretch.starts):
            if place < floor or (near is not None and stretch.firsts[place] not in near):
                continue
            # What begins nowhere ends nowhere: one cheap look saves twenty.
            if not beyond and compiled.match(stretch.text, start) is None:
                continue
            last = _match_end(compiled, stretch, place)
            if last >= 0:
                floor = last + 1
                said = [
                    index
                    for unit in range(place, last + 1)
                    for index in range(stretch.firsts[unit], stretch.lasts[unit] + 1)
                ]
                yield from spans_by_voice(words, said, recogniser.entity_type, detector, recogniser.score)


def _match_end(compiled: re.Pattern[str], stretch: _Stretch, place: int) -> int:
    """The last unit of the longest match that begins with the unit at `place`, or -1."""
    start = stretch.starts[place]
    for last in range(min(place + LONGEST_MATCH, len(stretch.starts)) - 1, place - 1, -1):
        end = stretch.starts[last + 1] if last + 1 < len(stretch.starts) else len(stretch.text)
        if compiled.fullmatch(stretch.text, start, end):
            return last
    return -1


def _near_cues(recogniser: Recogniser, readings: Sequence[Reading]) -> set[int]:
    """Words within reach of a cue."""
    phrases: dict[str, list[tuple[str, ...]]] = defaultdict(list)
    for cue in recogniser.cues:
        tokens = _tokens(cue)
        phrases[tokens[0]].append(tokens)
    near: set[int] = set()
    for index, reading in enumerate(readings):
        for tokens in phrases.get(reading.text, ()):
            after = index + len(tokens)
            if tuple(other.text for other in readings[index:after]) == tokens:
                near.update(range(after, min(after + recogniser.reach_words, len(readings))))
    return near


def _tokens(cue: str) -> tuple[str, ...]:
    return tuple(token.strip(".,?!;:").casefold() for token in cue.split())


# --- Callables ----------------------------------------------------------------------------------------------------


def _found_by_path(recogniser: Recogniser, words: Sequence[Word]) -> Iterator[EntitySpan]:
    find: Callable[[Sequence[Word]], Iterable[tuple[int, int, str, float]]] = _finder(
        recogniser.path, recogniser.entity_type
    )
    name = f"polish.recognisers ({recogniser.entity_type}): {recogniser.path}"
    failure = ""
    rows: list[tuple[int, int, str, float]] = []
    try:
        rows = list(find(words))
    except Exception as error:
        failure = type(error).__name__
    if failure:  # raised out here, so that the callable's error, and what it quotes, is not its context
        raise RecordingError(FailureReason.INTERNAL, f"{name} raised {failure}.")
    for row in rows:
        if not _is_find(row, len(words)):
            raise RecordingError(
                FailureReason.INTERNAL,
                f"{name} gave something else than (first_word, last_word, entity_type, score) of these words.",
            )
        first, last, entity_type, score = row
        detector = f"{_DETECTOR}{entity_type.casefold()}"
        yield from spans_by_voice(words, range(first, last + 1), entity_type, detector, float(score))


def is_own(span: EntitySpan) -> bool:
    """Whether a recogniser of the user's found it, which hides it whatever else is chosen."""
    return span.detector.startswith(_DETECTOR)


def _is_find(row: Any, count: int) -> bool:
    if not isinstance(row, tuple | list) or len(row) != 4:
        return False
    first, last, entity_type, score = row
    places = isinstance(first, int) and isinstance(last, int) and 0 <= first <= last < count
    named = isinstance(entity_type, str) and bool(_ENTITY_TYPE.fullmatch(entity_type))
    return places and named and isinstance(score, int | float) and 0 <= score <= 1
