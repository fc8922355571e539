"""The lake's contract with its readers: names, order and types of columns. A change here is a new schema version."""

from __future__ import annotations

import pyarrow as pa
import pytest

from callscribe.lake.tables import CALL_TABLES, CALLS, SCHEMA_VERSION, TABLES, Table

COLUMNS = {
    "calls": """
        call_id recording_uri recording_sha256 call_date started_at duration_ms channels codec sample_rate_hz direction
        agent_id customer_id queue metadata language language_source engine engine_model transcript words utterances
        mean_confidence low_confidence_words agent_talk_ms customer_talk_ms overlap_ms silence_ms hold_ms
        longest_monologue_ms agent_wpm customer_wpm interruptions_by_agent interruptions_by_customer first_response_ms
        sentiment topics summary redactions flagged_seams quality_flags billed_ms cost_usd revision schema_version
        code_version settings_hash dag_id run_id processed_at channel_layout channel_correlation categories
        sentiment_by_quarter language_confidence first_minute_ms
    """,
    "utterances": """
        call_id revision utterance_id paragraph_id channel speaker role start_ms end_ms text verbatim_text words
        confidence sentiment backchannel
    """,
    "words": """
        call_id revision word_id utterance_id channel speaker start_ms end_ms word confidence filler entity_type
        corrected hallucination written rule rule_score
    """,
    "redactions": """
        call_id revision redaction_id entity_type first_word_id last_word_id start_ms end_ms detector score
    """,
    "seams": """
        call_id revision channel seam_id start_ms end_ms method matched_words disagreeing_words dropped_words flagged
        speakers_linked speakers_apart speaker_evidence_words speakers_concluded speaker_confidence
    """,
    "speakers": """
        call_id revision speaker_id channel speaker role role_source role_confidence role_evidence words utterances
        bled_words language language_confidence
    """,
    "review_spans": """
        call_id revision span_id start_ms end_ms reason confidence priority channel
    """,
    "failures": """
        recording_uri call_id call_date stage outcome reason message attempts first_seen_at last_seen_at run_id
    """,
    "intake": """
        run_id batch_id call_date listed transcribed from_cache failed skipped requests billed_ms cost_usd wall_ms
        first_minute_ms
    """,
}
REALS = (
    "mean_confidence agent_wpm customer_wpm sentiment cost_usd channel_correlation confidence score"
    " language_confidence speaker_evidence_words speaker_confidence role_confidence rule_score priority"
).split()
FLAGS = "filler corrected flagged backchannel".split()
INSTANTS = "started_at processed_at first_seen_at last_seen_at".split()

each_table = pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)


def columns_of(table: Table, kind: pa.DataType) -> list[str]:
    return [field.name for field in table.schema if field.type == kind]


def expected(table: Table, names: list[str]) -> list[str]:
    return [name for name in COLUMNS[table.name].split() if name in names]


@each_table
def test_a_table_has_the_columns_of_the_design_in_their_order(table: Table) -> None:
    assert table.schema.names == COLUMNS[table.name].split()


def test_no_table_is_missing_and_none_is_there_twice() -> None:
    assert sorted(table.name for table in TABLES) == sorted(COLUMNS)


@each_table
def test_times_inside_a_recording_are_int32_milliseconds(table: Table) -> None:
    times = [name for name in COLUMNS[table.name].split() if name.endswith("_ms")]
    assert {str(table.schema.field(name).type) for name in times} <= {"int32"}


@each_table
def test_no_column_holds_seconds(table: Table) -> None:
    assert [name for name in table.schema.names if name.endswith("_s")] == []


@each_table
def test_instants_are_utc(table: Table) -> None:
    assert columns_of(table, pa.timestamp("us", tz="UTC")) == expected(table, INSTANTS)


@each_table
def test_scores_and_money_are_float64(table: Table) -> None:
    assert columns_of(table, pa.float64()) == expected(table, REALS)


@each_table
def test_yes_or_no_is_a_bool(table: Table) -> None:
    assert columns_of(table, pa.bool_()) == expected(table, FLAGS)


@each_table
def test_a_call_date_is_a_date(table: Table) -> None:
    assert columns_of(table, pa.date32()) == expected(table, ["call_date"])


def test_what_a_call_has_many_of_is_a_list_or_a_map() -> None:
    nested = {
        field.name: str(field.type) for table in TABLES for field in table.schema if pa.types.is_nested(field.type)
    }
    assert nested == {
        "metadata": "map<string, string>",
        "topics": "list<item: string>",
        "quality_flags": "list<item: string>",
        "categories": "list<item: string>",
        "sentiment_by_quarter": "list<item: double>",
        "role_evidence": "list<item: string>",
    }


@each_table
def test_the_schema_version_stands_in_the_files_metadata(table: Table) -> None:
    assert table.schema.metadata == {b"schema_version": str(SCHEMA_VERSION).encode()}


def test_calls_is_written_last_as_the_commit_record() -> None:
    assert CALL_TABLES[-1] is CALLS
