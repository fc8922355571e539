"""A lake laid out for people: the calls, a conversation, what failed, and where to go on."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rich.markup import escape
from rich.table import Table
from rich.text import Text

from callscribe import documents, pipeline
from callscribe.errors import SettingsError
from callscribe.lake.tables import CALLS, UTTERANCES
from callscribe.lake.vault import call_key
from callscribe.lake.views import files_sql, open_views
from callscribe.layout import clock, empty_table
from callscribe.metrics.word_errors import word_error_rate
from callscribe.pipeline import TranscribedCall
from callscribe.settings import Settings
from callscribe.show_call import about_call, latest_revision

if TYPE_CHECKING:
    import duckdb
    from rich.console import Console

    from callscribe.storage import LocalStorage

_ROLE_STYLES = {"agent": "cyan", "customer": "green"}
_UNKNOWN_STYLES = ("magenta", "yellow", "blue", "red")


def show_lake(console: Console, lake: LocalStorage, references: Path | None, call_id: str | None = None) -> None:
    """Print a lake: its calls, one conversation, its failures, its place and a query to start with.

    Args:
        console: Where to.
        lake: Local.
        references: Folder of reference transcripts (`<call_id>.json` with `turns`), to print word error rates.
        call_id: Whose conversation; by default the one with most redactions.
    """
    views = open_views(lake)
    _show_calls(console, views, lake, references)
    _show_conversation(console, views, call_id)
    _show_failures(console, views)
    _show_way_on(console, lake)


def utterances_of(views: duckdb.DuckDBPyConnection, call_id: str) -> list[dict[str, Any]]:
    """A call's utterances in order: who, when in seconds, and the redacted text."""
    found = views.execute(
        "SELECT role, speaker, channel, start_ms / 1000 AS start_s, end_ms / 1000 AS end_s, text, backchannel"
        " FROM utterances WHERE call_id = ? AND revision = ? ORDER BY utterance_id",
        [call_id, latest_revision(views, call_id)],
    )
    names = [column[0] for column in found.description or []]
    return [dict(zip(names, row, strict=True)) for row in found.fetchall()]


def print_turns(console: Console, utterances: list[dict[str, Any]]) -> None:
    """A conversation, utterance by utterance; who speaks is said once a turn, which a backchannel does not end."""
    styles: dict[str, str] = {}
    turns = Table.grid(padding=(0, 2))
    turns.add_column(justify="right", style="dim")
    turns.add_column(justify="right", no_wrap=True)
    turns.add_column(overflow="fold")
    said_last = None
    for utterance in utterances:
        who = utterance["role"] or (f"speaker {utterance['speaker']}" if utterance["speaker"] else "?")
        style = styles.setdefault(who, _ROLE_STYLES.get(who, _UNKNOWN_STYLES[len(styles) % len(_UNKNOWN_STYLES)]))
        text = utterance["text"] if utterance["text"] is not None else "(text withheld)"
        at = clock(utterance["start_s"])
        if utterance["backchannel"] and text:
            turns.add_row(at, "", Text(f"  ({who}: {text})", style="dim"))
        elif text:  # there is none where somebody only hesitates
            turns.add_row(at, Text(who if who != said_last else "", style=style), Text(text))
            said_last = who
    console.print(turns)


def verbatim_text(lake: LocalStorage, call_id: str) -> str:
    """What was recognised, unredacted, from the vault: to be compared with a reference, never to be kept."""
    call = documents.get(lake, call_key(call_id), TranscribedCall)
    return " ".join(word.word for word in pipeline.assemble_call(call, lake, Settings()).words)


def _show_calls(
    console: Console, views: duckdb.DuckDBPyConnection, lake: LocalStorage, references: Path | None
) -> None:
    rows = views.execute(
        "SELECT call_id, call_date, duration_ms / 1000, words, mean_confidence, redactions,"
        " agent_talk_ms / nullif(agent_talk_ms + customer_talk_ms, 0),"
        " (SELECT CASE WHEN bool_and(speaker IS NOT NULL) THEN count(*) END FROM speakers s"
        " WHERE s.call_id = c.call_id AND s.revision = c.revision)"
        " FROM calls c ORDER BY call_date, call_id"
    ).fetchall()
    compared = "; WER: word error rate" if references else ""
    table = empty_table(f"{len(rows)} calls (agent: share of the talk{compared})")
    table.add_column("call", overflow="fold")
    for name in ("date", "length", "speakers", "agent", "words", "conf.", "redacted", "WER"):
        table.add_column(name, justify="right", no_wrap=True)
    for call_id, day, seconds, words, confidence, redactions, agents_share, speakers in rows:
        table.add_row(
            escape(call_id),
            str(day),
            clock(seconds),
            "-" if speakers is None else str(speakers),
            "-" if agents_share is None else f"{agents_share:.0%}",
            str(words),
            "-" if confidence is None else f"{confidence:.2f}",
            str(redactions),
            _word_errors(lake, call_id, references),
        )
    console.print(table)


def _word_errors(lake: LocalStorage, call_id: str, references: Path | None) -> str:
    path = references / f"{call_id}.json" if references else None
    if path is None or not path.is_file():
        return "-"
    reference = " ".join(turn["text"] for turn in json.loads(path.read_text(encoding="utf-8"))["turns"])
    return f"{word_error_rate(reference, verbatim_text(lake, call_id)):.0%}"


def _show_conversation(console: Console, views: duckdb.DuckDBPyConnection, call_id: str | None) -> None:
    chosen = views.execute(
        "SELECT call_id, call_date, queue FROM calls WHERE ? IS NULL OR call_id = ?"
        " QUALIFY row_number() OVER (PARTITION BY call_id ORDER BY processed_at DESC, revision) = 1"
        " ORDER BY redactions DESC, call_id LIMIT 1",
        [call_id, call_id],
    ).fetchone()
    if chosen is None and call_id is not None:
        raise SettingsError(f"No call {call_id} is in the tables.")
    if chosen is None:
        console.print("No call is in the tables yet.")
        return
    found, day, queue = chosen
    console.print(f"\n[bold]Call {escape(found)}[/bold] of {day}{f', queue {escape(queue)}' if queue else ''}")
    for line in about_call(views, found):
        console.print(Text(line, style="dim"))
    print_turns(console, utterances_of(views, found))


def _show_failures(console: Console, views: duckdb.DuckDBPyConnection) -> None:
    rows = views.execute(
        "SELECT recording_uri, arg_max(reason, last_seen_at), arg_max(message, last_seen_at) FROM failures f"
        " WHERE NOT EXISTS (FROM calls c WHERE c.recording_uri = f.recording_uri AND c.processed_at > f.last_seen_at)"
        " GROUP BY recording_uri ORDER BY recording_uri"
    ).fetchall()
    if not rows:
        return
    table = empty_table(f"\n{len(rows)} recordings not transcribed")
    table.add_column("recording", overflow="fold")
    table.add_column("reason", no_wrap=True)
    table.add_column("what to do", overflow="fold")
    for uri, reason, message in rows:
        table.add_row(escape(uri.rpartition("/")[2]), reason, escape(message.removeprefix(f"{uri}: ")))
    console.print(table)


def _show_way_on(console: Console, lake: LocalStorage) -> None:
    root, python = _as_typed(lake.root), _as_typed(Path(sys.executable))
    query = (
        f"SELECT role, count(*) AS utterances, round(sum(u.end_ms - u.start_ms) / 1000) AS talk_s\n"
        f"  FROM {files_sql(root, UTTERANCES)} u\n"
        f"  JOIN {files_sql(root, CALLS)} c USING (call_id, revision)\n"
        f"  GROUP BY role ORDER BY talk_s DESC"
    )
    console.print(
        f"\n[bold]The tables[/bold] are Parquet under {root}/tables. Ask them, for instance who talks most:\n"
    )
    command = f"\n{python} -c \"import duckdb; duckdb.sql('''{query}''').show()\""
    console.print(command, markup=False, highlight=False, soft_wrap=True)


def _as_typed(path: Path) -> str:
    """As a person in this folder would type it."""
    here = Path.cwd()
    return str(path.relative_to(here) if path.is_relative_to(here) else path)
