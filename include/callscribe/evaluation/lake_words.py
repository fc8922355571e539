"""The calls of a lake to compare: the words in the vault, since those in the tables are redacted."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from callscribe import documents, pipeline
from callscribe.errors import UnreadableAnswerError
from callscribe.evaluation.compared import ComparedCall, call_of_words
from callscribe.lake.vault import call_key
from callscribe.lake.views import open_views
from callscribe.pipeline import TranscribedCall
from callscribe.polish.redaction import supports
from callscribe.settings import Settings
from callscribe.transcript.render import redacted_word

if TYPE_CHECKING:
    from callscribe.storage import LocalStorage
    from callscribe.transcript.transcript import Transcript

WITHHELD: Final = "[WITHHELD]"
"""Stands for every word of a call whose language has no redaction rules: the tables hold no text of it."""


def read_lake(lake: LocalStorage) -> tuple[list[ComparedCall], dict[str, str]]:
    """Read every call that is in the tables.

    Args:
        lake: Local, its vault included.

    Returns:
        The calls, and why others cannot be read, by call id.
    """
    with open_views(lake) as views:
        call_ids = [row[0] for row in views.execute("SELECT DISTINCT CAST(call_id AS VARCHAR) FROM calls").fetchall()]
    calls, unreadable = [], {}
    for call_id in sorted(call_ids):
        try:
            record = documents.find(lake, call_key(call_id), TranscribedCall)
            if record is None:
                raise FileNotFoundError
            calls.append(_call(call_id, _transcript_of(record, lake), record.prepared.language))
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
    return calls, unreadable


def _transcript_of(record: TranscribedCall, lake: LocalStorage) -> Transcript:
    transcript = pipeline.assemble_call(record, lake, Settings())
    return pipeline.polish(transcript, record.prepared.language)


def _call(call_id: str, transcript: Transcript, language: str) -> ComparedCall:
    hidden: list[str | None]
    if supports(language):
        hidden = [
            None if word.entity_type is None and word.redaction is None else redacted_word(word)
            for word in transcript.words
        ]
    else:
        hidden = [WITHHELD] * len(transcript.words)
    return replace(call_of_words(call_id, transcript.words, transcript.utterances, hidden), from_vault=True)
