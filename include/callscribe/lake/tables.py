"""The lake's tables: the only place where their columns are defined.

Times are int32 milliseconds: a third less space than float seconds, and BI tools sum them exactly.
"""

from __future__ import annotations

from dataclasses import dataclass

import pyarrow as pa

SCHEMA_VERSION = 1

_INT = pa.int32()
_TEXT = pa.string()
_REAL = pa.float64()
_INSTANT = pa.timestamp("us", tz="UTC")


@dataclass(frozen=True)
class Table:
    """One table of the lake.

    Attributes:
        owner: Column whose rows are replaced together when a batch is written.
        position: Column that orders an owner's rows, or None where there is one row for each.
        lineage: Columns that tell of the run, not of the call: a row that differs in these alone is not rewritten.
    """

    name: str
    schema: pa.Schema
    owner: str = "call_id"
    position: str | None = None
    lineage: frozenset[str] = frozenset()

    @property
    def order(self) -> list[tuple[str, str]]:
        """How rows are sorted in a file, as `pyarrow.Table.sort_by` takes it."""
        columns = [self.owner] if self.position is None else [self.owner, self.position]
        return [(column, "ascending") for column in columns]


def _schema(*columns: tuple[str, pa.DataType]) -> pa.Schema:
    return pa.schema(columns, metadata={"schema_version": str(SCHEMA_VERSION)})


CALLS = Table(
    "calls",
    _schema(
        ("call_id", _TEXT),
        ("recording_uri", _TEXT),
        ("recording_sha256", _TEXT),
        ("call_date", pa.date32()),
        ("started_at", _INSTANT),
        ("duration_ms", _INT),
        ("channels", _INT),
        ("codec", _TEXT),
        ("sample_rate_hz", _INT),
        ("direction", _TEXT),
        ("agent_id", _TEXT),
        ("customer_id", _TEXT),
        ("queue", _TEXT),
        ("metadata", pa.map_(_TEXT, _TEXT)),
        ("language", _TEXT),
        ("language_source", _TEXT),
        ("engine", _TEXT),
        ("engine_model", _TEXT),
        ("transcript", _TEXT),
        ("words", _INT),
        ("utterances", _INT),
        ("mean_confidence", _REAL),
        ("low_confidence_words", _INT),
        ("agent_talk_ms", _INT),
        ("customer_talk_ms", _INT),
        ("overlap_ms", _INT),
        ("silence_ms", _INT),
        ("hold_ms", _INT),
        ("longest_monologue_ms", _INT),
        ("agent_wpm", _REAL),
        ("customer_wpm", _REAL),
        ("interruptions_by_agent", _INT),
        ("interruptions_by_customer", _INT),
        ("first_response_ms", _INT),
        ("sentiment", _REAL),
        ("topics", pa.list_(_TEXT)),
        ("summary", _TEXT),
        ("redactions", _INT),
        ("flagged_seams", _INT),
        ("quality_flags", pa.list_(_TEXT)),
        ("billed_ms", _INT),
        ("cost_usd", _REAL),
        ("revision", _TEXT),
        ("schema_version", _INT),
        ("code_version", _TEXT),
        ("settings_hash", _TEXT),
        ("dag_id", _TEXT),
        ("run_id", _TEXT),
        ("processed_at", _INSTANT),
        ("channel_layout", _TEXT),
        ("channel_correlation", _REAL),
        ("categories", pa.list_(_TEXT)),
        ("sentiment_by_quarter", pa.list_(_REAL)),
        ("language_confidence", _REAL),
        ("first_minute_ms", _INT),
    ),
    lineage=frozenset({"dag_id", "run_id", "processed_at"}),
)

UTTERANCES = Table(
    "utterances",
    _schema(
        ("call_id", _TEXT),
        ("revision", _TEXT),
        ("utterance_id", _INT),
        ("paragraph_id", _INT),
        ("channel", _INT),
        ("speaker", _TEXT),
        ("role", _TEXT),
        ("start_ms", _INT),
        ("end_ms", _INT),
        ("text", _TEXT),
        ("verbatim_text", _TEXT),
        ("words", _INT),
        ("confidence", _REAL),
        ("sentiment", _REAL),
        ("backchannel", pa.bool_()),
    ),
    position="utterance_id",
)

WORDS = Table(
    "words",
    _schema(
        ("call_id", _TEXT),
        ("revision", _TEXT),
        ("word_id", _INT),
        ("utterance_id", _INT),
        ("channel", _INT),
        ("speaker", _TEXT),
        ("start_ms", _INT),
        ("end_ms", _INT),
        ("word", _TEXT),
        ("confidence", _REAL),
        ("filler", pa.bool_()),
        ("entity_type", _TEXT),
        ("corrected", pa.bool_()),
        ("hallucination", _TEXT),
        ("written", _TEXT),
        ("rule", _TEXT),
        ("rule_score", _REAL),
    ),
    position="word_id",
)

REDACTIONS = Table(
    "redactions",
    _schema(
        ("call_id", _TEXT),
        ("revision", _TEXT),
        ("redaction_id", _INT),
        ("entity_type", _TEXT),
        ("first_word_id", _INT),
        ("last_word_id", _INT),
        ("start_ms", _INT),
        ("end_ms", _INT),
        ("detector", _TEXT),
        ("score", _REAL),
    ),
    position="redaction_id",
)

SEAMS = Table(
    "seams",
    _schema(
        ("call_id", _TEXT),
        ("revision", _TEXT),
        ("channel", _INT),
        ("seam_id", _INT),
        ("start_ms", _INT),
        ("end_ms", _INT),
        ("method", _TEXT),
        ("matched_words", _INT),
        ("disagreeing_words", _INT),
        ("dropped_words", _INT),
        ("flagged", pa.bool_()),
        ("speakers_linked", _INT),
        ("speakers_apart", _INT),
        ("speaker_evidence_words", _REAL),
        ("speakers_concluded", _INT),
        ("speaker_confidence", _REAL),
    ),
    position="seam_id",
)

SPEAKERS = Table(
    "speakers",
    _schema(
        ("call_id", _TEXT),
        ("revision", _TEXT),
        ("speaker_id", _INT),
        ("channel", _INT),
        ("speaker", _TEXT),
        ("role", _TEXT),
        ("role_source", _TEXT),
        ("role_confidence", _REAL),
        ("role_evidence", pa.list_(_TEXT)),
        ("words", _INT),
        ("utterances", _INT),
        ("bled_words", _INT),
        ("language", _TEXT),
        ("language_confidence", _REAL),
    ),
    position="speaker_id",
)

REVIEW_SPANS = Table(
    "review_spans",
    _schema(
        ("call_id", _TEXT),
        ("revision", _TEXT),
        ("span_id", _INT),
        ("start_ms", _INT),
        ("end_ms", _INT),
        ("reason", _TEXT),
        ("confidence", _REAL),
        ("priority", _REAL),
        ("channel", _INT),
    ),
    position="span_id",
)

FAILURES = Table(
    "failures",
    _schema(
        ("recording_uri", _TEXT),
        ("call_id", _TEXT),
        ("call_date", pa.date32()),
        ("stage", _TEXT),
        ("outcome", _TEXT),
        ("reason", _TEXT),
        ("message", _TEXT),
        ("attempts", _INT),
        ("first_seen_at", _INSTANT),
        ("last_seen_at", _INSTANT),
        ("run_id", _TEXT),
    ),
    owner="recording_uri",
)

INTAKE = Table(
    "intake",
    _schema(
        ("run_id", _TEXT),
        ("batch_id", _TEXT),
        ("call_date", pa.date32()),
        ("listed", _INT),
        ("transcribed", _INT),
        ("from_cache", _INT),
        ("failed", _INT),
        ("skipped", _INT),
        ("requests", _INT),
        ("billed_ms", _INT),
        ("cost_usd", _REAL),
        ("wall_ms", _INT),
        ("first_minute_ms", _INT),
    ),
    owner="run_id",
    position="batch_id",
)

# in the order they are written: `calls` is the commit record of a call's rows in the others
CALL_TABLES = (UTTERANCES, WORDS, REDACTIONS, SEAMS, SPEAKERS, REVIEW_SPANS, CALLS)
TABLES = (*CALL_TABLES, FAILURES, INTAKE)
