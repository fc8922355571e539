"""The calls of a lake to compare: the words in the vault, since those in the tables are redacted.

They are assembled with default settings, which need not be those that the tables were written with. Personal data may
then be found in other places than it was, so what either finds is hidden.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from callscribe import documents, pipeline
from callscribe.errors import UnreadableAnswerError
from callscribe.evaluation.compared import ComparedCall, call_of_words
from callscribe.lake.rows import ms
from callscribe.lake.vault import call_key
from callscribe.lake.views import open_views
from callscribe.pipeline import TranscribedCall
from callscribe.polish.redaction import supports
from callscribe.settings import Settings
from callscribe.transcript.render import redacted_word

if TYPE_CHECKING:
    from collections.abc import Mapping

    import duckdb

    from callscribe.storage import LocalStorage
    from callscribe.transcript.transcript import Transcript
    from callscribe.transcript.words import Word

WITHHELD: Final = "[WITHHELD]"
"""Stands for every word of a call whose language has no redaction rules: the tables hold no text of it."""

_Place = tuple[int, int, int]
"""Channel, start and end of a word, in milliseconds as in the tables."""


def read_lake(lake: LocalStorage) -> tuple[list[ComparedCall], dict[str, str]]:
    """Read every call that is in the tables.

    Args:
        lake: Local, its vault included.

    Returns:
        The calls, and why others cannot be read, by call id.
    """
    with open_views(lake) as views:
        call_ids = [row[0] for row in views.execute("SELECT DISTINCT CAST(call_id AS VARCHAR) FROM calls").fetchall()]
        hidden_in_tables = _hidden_in_tables(views)
    calls, unreadable = [], {}
    for call_id in sorted(call_ids):
        try:
            record = documents.find(lake, call_key(call_id), TranscribedCall)
            if record is None:
                raise FileNotFoundError
            calls.append(
                _call(call_id, _transcript_of(record, lake), record.prepared.language, hidden_in_tables[call_id])
            )
        except FileNotFoundError:
            unreadable[call_id] = (
                f"the vault of {lake.uri} has no answers for it, and the words in the tables are redacted; transcribe"
                " the call again, or compare what `callscribe export --format json` writes"
            )
        # a message of pydantic quotes what it read
        except (UnreadableAnswerError, ValueError):
            unreadable[call_id] = (
                f"what the vault of {lake.uri} has of it is damaged or from another version; transcribe it again"
            )
        # one call's trouble must not cost the others' figures, and messages may quote
        except Exception as error:
            unreadable[call_id] = f"what the vault of {lake.uri} has of it cannot be read ({type(error).__name__})"
    return calls, unreadable


def _hidden_in_tables(views: duckdb.DuckDBPyConnection) -> dict[str, dict[_Place, str]]:
    """The kind of personal data at each place of a call that the tables hide, by call id."""
    hidden: dict[str, dict[_Place, str]] = defaultdict(dict)
    rows = views.execute(
        "SELECT CAST(call_id AS VARCHAR), channel, start_ms, end_ms, entity_type FROM words"
        " WHERE entity_type IS NOT NULL"
    ).fetchall()
    for call_id, channel, start_ms, end_ms, entity_type in rows:
        hidden[call_id][channel, start_ms, end_ms] = entity_type
    return hidden


def _transcript_of(record: TranscribedCall, lake: LocalStorage) -> Transcript:
    transcript = pipeline.assemble_call(record, lake, Settings())
    return pipeline.polish(transcript, record.prepared, Settings().polish, b"")  # default masks need no key


def _call(call_id: str, transcript: Transcript, language: str, hidden_in_tables: Mapping[_Place, str]) -> ComparedCall:
    hidden: list[str | None]
    if supports(language):
        hidden = [_hidden(word, hidden_in_tables) for word in transcript.words]
    else:
        hidden = [WITHHELD] * len(transcript.words)
    return replace(call_of_words(call_id, transcript.words, transcript.utterances, hidden), vault_language=language)


def _hidden(word: Word, hidden_in_tables: Mapping[_Place, str]) -> str | None:
    if word.entity_type is not None or word.redaction is not None:
        return redacted_word(word)
    entity_type = hidden_in_tables.get((word.channel, ms(word.start_s), ms(word.end_s)))
    return None if entity_type is None else f"[{entity_type}]"
