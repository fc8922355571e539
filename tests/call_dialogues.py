"""Phone calls written by hand with the personal data in them marked, by someone who did not know redaction's rules.

What is found wrong on `call_dialogues_a.toml` and `call_dialogues_b.toml` guides the rules; `call_dialogues_c.toml` is
only scored. A line is a turn, `A:` of the agent or `C:` of the customer. The marks:

    {KIND|words}    one stretch of personal data of a kind out of ENTITY_TYPES
    {?|words}       words that may be hidden or not; neither is a fault
    ...             a pause

All other words are ordinary and must stay. CONNECTING words inside a stretch may be hidden or not, too. A reference of
an order or a case is ordinary; a customer's, policy or member number, which no kind names, is `{?|`.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from callscribe.polish.entities import ENTITY_TYPES
from callscribe.transcript.words import Word

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_HERE: Final = Path(__file__).parent

FILES: Final = {
    **{name: _HERE / f"call_dialogues_{name}.toml" for name in ("a", "b", "c")},
    **{path.stem.removeprefix("dialogues_"): path for path in _HERE.glob("dialogues_*.toml")},
}
"""By name: "a" to "c" in English; in other languages by the language's tag, of which calls with odd numbers guide the
rules and the others are only scored."""

STYLES: Final = ("bare", "punctuated", "formatted")
"""Lower case and nothing else; punctuation and capitals; both, and numbers in digits."""

NEUTRAL: Final = "?"

CONNECTING: Final = {
    "ADDRESS": frozenset({"flat", "unit", "apartment", "suite", "number", "floor", "on", "the"}),
    "CARD_EXPIRY": frozenset({"of", "the"}),
    "DATE_OF_BIRTH": frozenset({"of", "the"}),
    "EMAIL": frozenset({"at", "dot"}),
    "NETWORK": frozenset({"dot"}),
    "PERSON": frozenset({"mr", "mrs", "ms", "miss", "dr", "doctor"}),
    "PHONE": frozenset({"plus"}),
    "SECRET": frozenset({"capital", "lowercase"}),
}
"""By kind: words of a stretch that give nothing away."""
CONNECTING_ANYWHERE: Final = frozenset({"as", "in", "like", "uh", "um", "er"})
"""In stretches of every kind: what stands in "d as in dog", and fillers."""

# estimates: 150 words a minute, and the pauses of people who read a number out
WORD_STRIDE_S: Final = 0.4
WORD_S: Final = 0.3
TURN_PAUSE_S: Final = 0.6
PAUSES_S: Final = {",": 0.3, ";": 0.3, ":": 0.3, ".": 0.5, "?": 0.5, "!": 0.5}
ELLIPSIS_S: Final = 1.5

CHANNELS: Final = {"A": 0, "C": 1}
TURNS: Final = range(6, 26)

_MARK: Final = re.compile(r"\{([A-Z_]+|\?)\|([^{}|]*)\}")
_ID: Final = re.compile(r"[a-z]{1,2}\d\d(-[a-z0-9]+)+")
_NOT_BARE: Final = re.compile(r"[^\w' -]|[\d_A-Z]")
_KEYS: Final = {"id": str, "style": str, "errors": bool, "text": str}


@dataclass(frozen=True, slots=True)
class Stretch:
    """Personal data between one pair of braces.

    Attributes:
        kind: One of ENTITY_TYPES.
        words: Indices of the words that must be hidden, in order.
    """

    kind: str
    words: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Dialogue:
    """One call.

    Attributes:
        id: Unique in all files.
        style: One of STYLES.
        errors: Whether words are misheard in it.
        words: In the order of the conversation; channel 0 is the agent, 1 the customer.
        kinds: Of each word: one of ENTITY_TYPES, NEUTRAL where it may be hidden or not, None where it must stay.
        stretches: What must be hidden, in order.
    """

    id: str
    style: str
    errors: bool
    words: tuple[Word, ...]
    kinds: tuple[str | None, ...]
    stretches: tuple[Stretch, ...]


def dialogues(name: str) -> tuple[Dialogue, ...]:
    """The calls of one file.

    Args:
        name: One of FILES.

    Raises:
        ValueError: If a call or its marks are not as they should be.
    """
    document = tomllib.loads(FILES[name].read_text(encoding="utf-8"))
    if set(document) != {"dialogues"}:
        raise ValueError(f"{FILES[name].name}: [[dialogues]] and nothing else is expected, not {sorted(document)}")
    read = tuple(_dialogue(entry) for entry in document["dialogues"])
    ids = [dialogue.id for dialogue in read]
    if doubled := {each for each in ids if ids.count(each) > 1 or not each.startswith(name)}:
        raise ValueError(f"{FILES[name].name}: not unique, or of the other file: {sorted(doubled)}")
    return read


def _dialogue(entry: dict[str, Any]) -> Dialogue:
    if set(entry) != set(_KEYS) or any(type(entry[key]) is not kind for key, kind in _KEYS.items()):
        raise ValueError(f"{entry.get('id')}: a call has {', '.join(_KEYS)}, each of its type")
    if not _ID.fullmatch(entry["id"]):
        raise ValueError(f"{entry['id']}: an id is the file, two digits and what the call is about")
    if entry["style"] not in STYLES:
        raise ValueError(f"{entry['id']}: style {entry['style']} is not one of {', '.join(STYLES)}")
    try:
        return _marked(entry)
    except ValueError as error:
        raise ValueError(f"{entry['id']}: {error}") from error


def _marked(entry: dict[str, Any]) -> Dialogue:
    turns = entry["text"].strip().split("\n")
    if len(turns) not in TURNS or {turn[:3] for turn in turns} != {"A: ", "C: "}:
        raise ValueError(f"{len(turns)} turns: {TURNS.start} to {TURNS.stop - 1} are expected, each `A: ` or `C: `")
    words: list[Word] = []
    kinds: list[str | None] = []
    stretches: list[Stretch] = []
    at_s = 0.0
    for turn in turns:
        said, groups = _unmarked(turn[3:])
        _check_style(said, entry["style"])
        members: list[list[int]] = [[] for _ in groups]
        for token in re.finditer(r"\S+", said):
            if token[0] == "...":
                at_s += ELLIPSIS_S
                continue
            group = _group(token, groups)
            kind = None if group is None else groups[group][0]
            if kind in ENTITY_TYPES and _connects(token[0], str(kind)):
                kind = NEUTRAL
            elif group is not None:
                members[group].append(len(words))
            words.append(Word(token[0], at_s, at_s + WORD_S, channel=CHANNELS[turn[0]]))
            kinds.append(kind)
            at_s += WORD_STRIDE_S + PAUSES_S.get(token[0][-1], 0.0)
        stretches += _stretches(groups, members)
        at_s += TURN_PAUSE_S
    return Dialogue(entry["id"], entry["style"], entry["errors"], tuple(words), tuple(kinds), tuple(stretches))


def _group(token: re.Match[str], groups: Sequence[tuple[str, range]]) -> int | None:
    inside = [index for index, (_, span) in enumerate(groups) if token.start() < span.stop and span.start < token.end()]
    if len(inside) > 1:
        raise ValueError(f"{token[0]!r} is part of two stretches")
    return inside[0] if inside else None


def _stretches(groups: Sequence[tuple[str, range]], members: Sequence[Sequence[int]]) -> Iterator[Stretch]:
    for (kind, _), indices in zip(groups, members, strict=True):
        if not indices:
            raise ValueError(f"a stretch of {kind} with nothing in it to hide")
        if kind != NEUTRAL:
            yield Stretch(kind, tuple(indices))


def _unmarked(text: str) -> tuple[str, list[tuple[str, range]]]:
    """The text without its marks, and kind and place in it of each."""
    said, at = "", 0
    groups: list[tuple[str, range]] = []
    for mark in _MARK.finditer(text):
        kind, inner = mark.groups()
        if kind != NEUTRAL and kind not in ENTITY_TYPES:
            raise ValueError(f"{kind} is not a kind of personal data")
        if not inner or inner != inner.strip():
            raise ValueError(f"{mark[0]} is empty, or begins or ends with a space")
        said += text[at : mark.start()]
        groups.append((kind, range(len(said), len(said) + len(inner))))
        said += inner
        at = mark.end()
    said += text[at:]
    if re.search(r"[{}|]|\s\s|^\s|\s$", said):
        raise ValueError(f"a brace that is not a mark, or a space too many: {text!r}")
    return said, groups


def _check_style(said: str, style: str) -> None:
    if style == "bare" and (found := _NOT_BARE.search(said.replace("...", ""))):
        raise ValueError(f"{found[0]!r} in a call without punctuation, capitals and digits: {said!r}")
    if style == "punctuated" and re.search(r"\d", said):
        raise ValueError(f"digits in a call with numbers in words: {said!r}")
    if style != "bare" and said.lstrip("¿¡")[:1].islower() and not re.match(r"\w+[@_.]", said):
        raise ValueError(f"a turn that begins with a small letter: {said!r}")


def _connects(token: str, kind: str) -> bool:
    word = token.strip(".,;:?!()").casefold()
    return word in CONNECTING_ANYWHERE or word in CONNECTING.get(kind, ())
