"""One call as its tables tell it, for writing it in the formats that other programs read."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from callscribe.errors import SettingsError, TerminalError
from callscribe.lake.rows import TEXT_WITHHELD
from callscribe.lake.views import open_views

if TYPE_CHECKING:
    from datetime import date

    import duckdb

    from callscribe.storage import LocalStorage

NEAREST_IDS: Final = 3
"""How many ids are named to somebody who mistyped one: enough to see the pattern that ids have here."""


@dataclass(frozen=True, slots=True)
class ExportedWord:
    """A row of `words`, in seconds.

    Attributes:
        word: `[ENTITY_TYPE]` where it is part of a redacted span.
        redaction_id: The span's number within the call, or None.
        written: What the clean view shows instead; empty where an earlier word's stands for this one too. None: `word`.
    """

    word_id: int
    word: str
    start_s: float
    end_s: float
    confidence: float | None = None
    filler: bool = False
    entity_type: str | None = None
    redaction_id: int | None = None
    written: str | None = None


@dataclass(frozen=True, slots=True)
class ExportedUtterance:
    """A row of `utterances`, in seconds, with its words in order; both texts are redacted."""

    utterance_id: int
    channel: int
    speaker: str | None
    role: str | None
    start_s: float
    end_s: float
    text: str
    verbatim_text: str
    words: tuple[ExportedWord, ...]


@dataclass(frozen=True, slots=True)
class ExportedRedaction:
    """A row of `redactions`, in seconds."""

    redaction_id: int
    entity_type: str
    first_word_id: int
    last_word_id: int
    start_s: float
    end_s: float
    detector: str | None
    score: float | None


@dataclass(frozen=True, slots=True)
class ExportedCall:
    """A committed call, with its utterances in the order of the conversation."""

    call_id: str
    call_date: date | None
    duration_s: float | None
    language: str | None
    utterances: tuple[ExportedUtterance, ...]
    redactions: tuple[ExportedRedaction, ...] = ()


def read_call(lake: LocalStorage, call_id: str) -> ExportedCall:
    """Read a call from the tables of a local lake.

    Args:
        lake: Its root.
        call_id: Whose rows; only those of a committed call are seen.

    Raises:
        SettingsError: The tables hold no such call.
        TerminalError: Its text is withheld, because its language has no redaction rules.
    """
    with open_views(lake) as views:
        found = _rows(
            views,
            "SELECT call_date, dt, revision, duration_ms, language, quality_flags FROM calls"
            " WHERE CAST(call_id AS VARCHAR) = ? ORDER BY processed_at DESC LIMIT 1",
            call_id,
        )
        if not found:
            raise SettingsError(_unknown(views, call_id))
        call = found[0]
        # the partition too, so that no other day's files are read
        keys = (call_id, call["revision"], call["dt"])
        own = "WHERE CAST(call_id AS VARCHAR) = ? AND revision = ? AND dt = ?"
        utterances = _rows(views, f"SELECT * FROM utterances {own} ORDER BY utterance_id", *keys)
        words = _rows(views, f"SELECT * FROM words {own} ORDER BY word_id", *keys)
        redactions = _rows(views, f"SELECT * FROM redactions {own} ORDER BY redaction_id", *keys)
    if TEXT_WITHHELD in (call["quality_flags"] or ()) or any(row["word"] is None for row in words):
        language = "its language, which is not certain" if call["language"] is None else repr(call["language"])
        raise TerminalError(
            f"{call_id}: its text is withheld ({TEXT_WITHHELD}), because there are no redaction rules for {language}."
            " What was said is in the vault only, so there is nothing to export."
        )
    return ExportedCall(
        call_id=call_id,
        call_date=call["call_date"],
        duration_s=_seconds(call["duration_ms"]),
        language=call["language"],
        utterances=_utterances(utterances, words, redactions),
        redactions=tuple(
            ExportedRedaction(
                redaction_id=row["redaction_id"],
                entity_type=row["entity_type"],
                first_word_id=row["first_word_id"],
                last_word_id=row["last_word_id"],
                start_s=row["start_ms"] / 1000,
                end_s=row["end_ms"] / 1000,
                detector=row["detector"],
                score=row["score"],
            )
            for row in redactions
        ),
    )


def _utterances(
    utterances: list[dict[str, Any]], words: list[dict[str, Any]], redactions: list[dict[str, Any]]
) -> tuple[ExportedUtterance, ...]:
    spans = {
        word_id: row["redaction_id"]
        for row in redactions
        for word_id in range(row["first_word_id"], row["last_word_id"] + 1)
    }
    spoken: dict[int, list[ExportedWord]] = defaultdict(list)
    for row in words:
        spoken[row["utterance_id"]].append(
            ExportedWord(
                word_id=row["word_id"],
                word=row["word"],
                start_s=row["start_ms"] / 1000,
                end_s=row["end_ms"] / 1000,
                confidence=row["confidence"],
                filler=bool(row["filler"]),
                written=row["written"],
                entity_type=row["entity_type"],
                redaction_id=spans.get(row["word_id"]),
            )
        )
    return tuple(
        ExportedUtterance(
            utterance_id=row["utterance_id"],
            channel=row["channel"],
            speaker=row["speaker"],
            role=row["role"],
            start_s=row["start_ms"] / 1000,
            end_s=row["end_ms"] / 1000,
            text=row["text"],
            verbatim_text=row["verbatim_text"],
            words=tuple(spoken[row["utterance_id"]]),
        )
        for row in utterances
    )


def _unknown(views: duckdb.DuckDBPyConnection, call_id: str) -> str:
    nearest = views.execute(
        "SELECT DISTINCT call_id, levenshtein(CAST(call_id AS VARCHAR), ?) AS distance FROM calls"
        " ORDER BY distance, call_id LIMIT ?",
        [call_id, NEAREST_IDS],
    ).fetchall()
    if not nearest:
        return f"No call {call_id} is in the tables: they hold none yet."
    return f"No call {call_id} is in the tables. The nearest ids: {', '.join(near for near, _ in nearest)}."


def _rows(views: duckdb.DuckDBPyConnection, query: str, *values: Any) -> list[dict[str, Any]]:
    found = views.execute(query, list(values))
    names = [column[0] for column in found.description or []]
    return [dict(zip(names, row, strict=True)) for row in found.fetchall()]


def _seconds(milliseconds: int | None) -> float | None:
    return None if milliseconds is None else milliseconds / 1000
