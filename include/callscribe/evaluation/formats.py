"""Transcripts to compare, read from files: plain text, STM, CTM and JSON.

    .txt    plain text, or lines `[0:12] agent: text` as `callscribe export` writes them; one call a file
    .stm    NIST segments: `waveform channel speaker start end [<labels>] text`, several calls a file
    .ctm    NIST words: `waveform channel start duration word [confidence]`, several calls a file
    .json   `turns` (a reference), `utterances` (as `callscribe export` writes them), or an answer of Pulse

A call's id is the waveform's name or the JSON's `call_id`, else the file's name without its ending.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from callscribe.errors import SettingsError
from callscribe.evaluation.json_formats import read_json
from callscribe.evaluation.nist_formats import read_ctm, read_stm
from callscribe.evaluation.text_formats import read_txt

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from callscribe.evaluation.compared import ComparedCall

_READERS: Final[dict[str, Callable[[Path, str], list[ComparedCall]]]] = {
    ".txt": read_txt,
    ".stm": read_stm,
    ".ctm": read_ctm,
    ".json": read_json,
}


def read_file(path: Path) -> list[ComparedCall]:
    """Read the calls of a file.

    Raises:
        SettingsError: It is not what its ending says; the message names the line, and holds nothing that was said.
    """
    reader = _READERS.get(path.suffix.lower())
    if reader is None:
        raise SettingsError(f"{path}: the format is told by the file's ending; known are {', '.join(_READERS)}.")
    try:
        content = path.read_bytes()
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise SettingsError(f"{path}:{line}: not UTF-8. Save the file as UTF-8.") from None
    return reader(path, text)


def read_folder(folder: Path) -> list[ComparedCall]:
    """Read every transcript below a folder; files with other endings, and hidden ones, are passed over.

    Raises:
        SettingsError: See `read_file`; or there is no transcript, or there are two of one call.
    """
    read_from: dict[str, Path] = {}
    calls = []
    for path in sorted(folder.rglob("*")):
        if path.suffix.lower() not in _READERS or not path.is_file() or path.name.startswith("."):
            continue
        for call in read_file(path):
            if call.call_id in read_from:
                both = f"{read_from[call.call_id]} and {path}"
                raise SettingsError(f"Two transcripts of call {call.call_id}: {both}. Remove one.")
            read_from[call.call_id] = path
            calls.append(call)
    if not calls:
        raise SettingsError(f"{folder}: no transcripts ({', '.join(_READERS)}) and no lake (a folder `tables`).")
    return calls
