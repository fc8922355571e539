"""Wording of made-up calls, kept in `redaction_talk.toml`.

A script is turns parted by " / ", each begun by A (agent) or C (customer). `{v}` stands for the value that is asked for
and `{n}`, within a question, for what it is called; `{TYPE}` and `{TYPE:variety}` for a value of that entity type; any
other slot for an ordinary number, date or thing (`redaction_smalltalk`).
"""

from __future__ import annotations

import tomllib
from pathlib import Path

_TABLES = tomllib.loads((Path(__file__).parent / "redaction_talk.toml").read_text())
_LISTS: dict[str, list[str]] = {
    name: text.strip().splitlines() for name, text in _TABLES.items() if isinstance(text, str)
}
_BY_TYPE: dict[str, dict[str, list[str]]] = {
    name: {kind: text.strip().splitlines() for kind, text in table.items()}
    for name, table in _TABLES.items()
    if isinstance(table, dict)
}


def phrases(name: str) -> list[str]:
    """Phrases or scripts that fit any value: "asks", "answers", "talk"."""
    return _LISTS[name]


def phrases_for(name: str, entity_type: str, variety: str) -> list[str]:
    """Those for one kind of value: its "nouns", or how it is "told" unasked.

    Raises:
        KeyError: The table has none.
    """
    table = _BY_TYPE[name]
    for key in (f"{entity_type}:{variety}", entity_type):
        if key in table:
            return table[key]
    for key, entries in table.items():
        kind, _, part = key.partition(":")
        if kind == entity_type and part in variety:
            return entries
    raise KeyError(f"no {name} for {entity_type} {variety}")
