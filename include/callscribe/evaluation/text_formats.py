"""Text for people: words alone, or the lines that `callscribe export` writes, `[0:12] agent: hello`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from callscribe.evaluation.compared import ComparedCall, Turn, call_of_turns
from callscribe.evaluation.nist_formats import read_text

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

_LINE: Final = re.compile(r"\[([0-9]{1,6}):([0-5][0-9])\](?:\s+(.*))?")
_NAMED: Final = re.compile(r"([^:\[\]]{1,60}):(?:\s+(.*))?")
_NOBODY: Final = "unknown"  # what the export writes where others have a name and one party has none


def read_txt(path: Path, text: str) -> list[ComparedCall]:
    """The file's one call: turns where every line begins with a time, else its words without times or speakers.

    A turn has the start that its line tells, in whole seconds, and no end. What stands before a colon is the speaker
    where each line has that, else part of what was said.
    """
    lines = [_LINE.fullmatch(line.strip()) for line in text.split("\n") if line.strip()]
    found = [line for line in lines if line is not None]
    if not lines or len(found) < len(lines):
        return read_text(path, text)
    starts_s = [float(60 * int(line[1]) + int(line[2])) for line in found]
    turns = [
        Turn.of_text(speaker, start_s, None, said)
        for start_s, (speaker, said) in zip(starts_s, _who_said([line[3] or "" for line in found]), strict=True)
    ]
    return [call_of_turns(path.stem, turns)]


def _who_said(lines: Sequence[str]) -> list[tuple[str | None, str]]:
    named = [_NAMED.fullmatch(line) for line in lines]
    found = [line for line in named if line is not None]
    if len(found) < len(named):
        return [(None, line) for line in lines]
    return [(None if line[1] == _NOBODY else line[1], line[2] or "") for line in found]
