"""From a polished transcript to rows: the one place where seconds become milliseconds and words become text."""

from __future__ import annotations

import hashlib
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pyarrow as pa

from callscribe import __version__
from callscribe.enrichment.enrich import Enrichment, enrich
from callscribe.enrichment.said import SaidUtterance
from callscribe.lake.tables import (
    CALL_TABLES,
    CALLS,
    REDACTIONS,
    REVIEW_SPANS,
    SCHEMA_VERSION,
    SEAMS,
    SPEAKERS,
    UTTERANCES,
    WORDS,
    Table,
)
from callscribe.metrics.conversation import conversation
from callscribe.metrics.quality import low_confidence_words, mean_confidence
from callscribe.polish.masks import token_of
from callscribe.polish.pseudonyms import of_metadata
from callscribe.polish.redaction import supports
from callscribe.transcript.render import is_redacted, redacted_word, render

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

    from callscribe.pipeline import PreparedCall, TranscribedCall
    from callscribe.recordings.recording import CallMetadata
    from callscribe.settings import Settings
    from callscribe.transcript.transcript import Transcript

Row = dict[str, Any]
CallRows = dict[str, list[Row]]

# said of a call whose language has no redaction rules: its text stays in the vault
TEXT_WITHHELD = "text_withheld"
# the user's own summariser could not be reached
SUMMARY_MISSING = "summary_missing"


@dataclass(frozen=True)
class Lineage:
    """Which run, with which settings, made a row.

    Attributes:
        settings_hash: See `Settings.settings_hash`.
    """

    dag_id: str | None
    run_id: str
    processed_at: datetime
    settings_hash: str


def revision_of(recording_sha256: str, metadata: CallMetadata, settings_hash: str, key: bytes) -> str:
    """16 hex digits: equal for the same recording, metadata, settings, pseudonyms and code.

    Equal revisions mean equal rows.
    """
    made_from = f"{recording_sha256} {metadata!r} {settings_hash} {token_of('KEY', '', key)} {__version__}"
    return hashlib.sha256(made_from.encode()).hexdigest()[:16]


def tabulate(
    call: TranscribedCall, transcript: Transcript, settings: Settings, lineage: Lineage, key: bytes
) -> CallRows:
    """Rows of one call, by table name. Every text in them is redacted, or None where that is not possible.

    Args:
        call: As transcribed.
        transcript: As polished.
        settings: Of the run.
        lineage: Likewise.
        key: Of the pseudonyms of personal data in the call's metadata.
    """
    prepared = call.prepared
    readable = text_is_shown(prepared.language, settings)
    keys = {
        "call_id": prepared.call_id,
        "revision": revision_of(
            prepared.preflight.recording_sha256, prepared.recording.metadata, lineage.settings_hash, key
        ),
    }
    utterances = _utterance_rows(keys, transcript, readable)
    said = [SaidUtterance.of_row(row) for row in utterances] if readable else []
    enriched = enrich(said, settings.polish, language=prepared.language)
    for row, each in zip(utterances, enriched.utterances, strict=False):  # of text that is withheld nothing is told
        row["sentiment"] = each.sentiment
    return {
        UTTERANCES.name: utterances,
        WORDS.name: _word_rows(keys, transcript, readable),
        REDACTIONS.name: _redaction_rows(keys, transcript),
        SPEAKERS.name: _speaker_rows(keys, prepared, transcript),
        SEAMS.name: [
            keys
            | {
                "channel": seam.channel,
                "seam_id": seam_id,
                "start_ms": ms(seam.start_s),
                "end_ms": ms(seam.end_s),
                "method": seam.method,
                "matched_words": seam.matched_words,
                "disagreeing_words": seam.disagreeing_words,
                "dropped_words": seam.dropped_words,
                "flagged": seam.flagged,
                "speakers_linked": sum(bool(link.words) for link in seam.links),
                "speakers_apart": sum(not link.words and link.chance is None for link in seam.links),
                "speaker_evidence_words": round(sum(link.words for link in seam.links), 2),
                "speakers_concluded": sum(link.chance is not None for link in seam.links),
                "speaker_confidence": min(
                    (link.chance for link in seam.links if link.chance is not None), default=None
                ),
            }
            for seam_id, seam in enumerate(transcript.seams)
        ],
        REVIEW_SPANS.name: [
            keys
            | {
                "span_id": span_id,
                "start_ms": ms(span.start_s),
                "end_ms": ms(span.end_s),
                "reason": span.reason,
                "confidence": span.confidence,
                "priority": span.priority,
                "channel": span.channel,
            }
            for span_id, span in enumerate(transcript.review)
        ],
        CALLS.name: [keys | _call_row(call, transcript, enriched, readable, settings, lineage, key)],
    }


def text_is_shown(language: str, settings: Settings) -> bool:
    """Whether text of a language may be written: what is spoken in it can be redacted, or the user said so."""
    allowed = {tag.casefold() for tag in settings.polish.unredacted_text_in}
    return supports(language) or bool({language.casefold(), language.casefold().split("-")[0]} & allowed)


def as_tables(calls: Iterable[CallRows]) -> dict[str, pa.Table]:
    """Rows of several calls as one Arrow table for each of the lake's; a column that no row has is null."""
    calls = list(calls)
    return {table.name: as_table([row for rows in calls for row in rows[table.name]], table) for table in CALL_TABLES}


def as_table(rows: Sequence[Row], table: Table) -> pa.Table:
    """Rows under a table's schema."""
    columns = [pa.array([row.get(field.name) for row in rows], field.type) for field in table.schema]
    return pa.Table.from_arrays(columns, schema=table.schema)


def ms_or_none(seconds: float | None) -> int | None:
    """As `ms`, of what may be unknown."""
    return None if seconds is None else ms(seconds)


def ms(seconds: float) -> int:
    """Milliseconds, as the tables keep them."""
    return round(seconds * 1000)


def _call_row(
    call: TranscribedCall,
    transcript: Transcript,
    enriched: Enrichment,
    readable: bool,
    settings: Settings,
    lineage: Lineage,
    key: bytes,
) -> Row:
    prepared = call.prepared
    metadata, preflight = of_metadata(prepared.recording.metadata, key), prepared.preflight
    talk = conversation(
        transcript.words, transcript.utterances, transcript.roles.by_speaker, duration_s=preflight.duration_s
    )
    return {
        "recording_uri": prepared.recording.uri,
        "recording_sha256": preflight.recording_sha256,
        "call_date": metadata.call_date,
        "started_at": metadata.started_at,
        "duration_ms": ms(preflight.duration_s),
        "channels": preflight.channels,
        "codec": preflight.codec,
        "sample_rate_hz": preflight.sample_rate_hz,
        "channel_layout": preflight.layout,
        "channel_correlation": preflight.channel_correlation,
        "direction": metadata.direction,
        "agent_id": metadata.agent_id,
        "customer_id": metadata.customer_id,
        "queue": metadata.queue,
        "metadata": sorted(metadata.extra.items()),
        "language": prepared.known_language,
        "language_source": prepared.language_source,
        "engine": call.engine,
        "engine_model": call.model,
        "transcript": render(transcript.words, "clean") if readable else None,
        "words": len(transcript.words),
        "utterances": len(transcript.utterances),
        "mean_confidence": mean_confidence(transcript.words),
        "low_confidence_words": low_confidence_words(transcript.words, settings.polish.low_confidence),
        "agent_talk_ms": ms_or_none(talk.agent_talk_s),
        "customer_talk_ms": ms_or_none(talk.customer_talk_s),
        "overlap_ms": ms_or_none(talk.overlap_s),
        "silence_ms": ms(talk.silence_s),
        "hold_ms": ms(talk.hold_s),
        "longest_monologue_ms": ms_or_none(talk.longest_monologue_s),
        "agent_wpm": talk.agent_wpm,
        "customer_wpm": talk.customer_wpm,
        "interruptions_by_agent": talk.interruptions_by_agent,
        "interruptions_by_customer": talk.interruptions_by_customer,
        "first_response_ms": ms_or_none(talk.first_response_s),
        "sentiment": enriched.sentiment,
        "sentiment_by_quarter": list(enriched.sentiment_by_quarter),
        "topics": list(enriched.topics),
        "summary": enriched.summary,
        "categories": list(enriched.categories),
        "redactions": len(transcript.redactions),
        "flagged_seams": sum(seam.flagged for seam in transcript.seams),
        "quality_flags": [
            *preflight.quality_flags,
            *transcript.quality_flags,
            *([] if readable else [TEXT_WITHHELD]),
            *([SUMMARY_MISSING] if enriched.incomplete else []),
        ],
        "billed_ms": ms(prepared.billed_s),
        "cost_usd": cost_usd(prepared.billed_s, settings.engine.price_usd_per_minute),
        "schema_version": SCHEMA_VERSION,
        "code_version": __version__,
        "settings_hash": lineage.settings_hash,
        "dag_id": lineage.dag_id,
        "run_id": lineage.run_id,
        "processed_at": lineage.processed_at,
        "language_confidence": prepared.language_confidence,
        "first_minute_ms": ms(prepared.first_minute_s),
    }


def cost_usd(billed_s: float, price_usd_per_minute: float) -> float:
    """What seconds of audio cost, to a millionth of a dollar."""
    return round(billed_s / 60 * price_usd_per_minute, 6)


def _utterance_rows(keys: Row, transcript: Transcript, readable: bool) -> list[Row]:
    roles = transcript.roles.by_speaker
    rows = []
    for utterance in transcript.utterances:
        words = transcript.words[utterance.first_word : utterance.last_word + 1]
        rows.append(
            keys
            | {
                "utterance_id": utterance.utterance_id,
                "paragraph_id": utterance.paragraph_id,
                "channel": utterance.channel,
                "speaker": utterance.speaker,
                "role": roles.get((utterance.channel, utterance.speaker)),
                "start_ms": ms(min(word.start_s for word in words)),
                "end_ms": ms(max(word.end_s for word in words)),
                "text": render(words, "clean") if readable else None,
                "verbatim_text": render(words, "verbatim") if readable else None,
                "words": len(words),
                "confidence": mean_confidence(words),
                "sentiment": None,
                "backchannel": utterance.backchannel,
            }
        )
    return rows


def _word_rows(keys: Row, transcript: Transcript, readable: bool) -> list[Row]:
    doubts = {
        word_id: span.reason
        for span in transcript.hallucinations
        for word_id in range(span.first_word, span.last_word + 1)
        if transcript.words[word_id].channel == span.channel
    }
    rows = []
    for utterance in transcript.utterances:
        for word_id in range(utterance.first_word, utterance.last_word + 1):
            word = transcript.words[word_id]
            rows.append(
                keys
                | {
                    "word_id": word_id,
                    "utterance_id": utterance.utterance_id,
                    "channel": word.channel,
                    "speaker": word.speaker,
                    "start_ms": ms(word.start_s),
                    "end_ms": ms(word.end_s),
                    "word": redacted_word(word) if readable else None,
                    "confidence": word.confidence,
                    "filler": word.filler,
                    "entity_type": word.entity_type,
                    "corrected": word.corrected,
                    "hallucination": doubts.get(word_id),
                    "written": word.written if readable and not is_redacted(word) else None,
                    "rule": word.rule if readable else None,
                    "rule_score": word.rule_score if readable else None,
                }
            )
    return rows


def _speaker_rows(keys: Row, prepared: PreparedCall, transcript: Transcript) -> list[Row]:
    told = prepared.channel_languages
    words = Counter((word.channel, word.speaker) for word in transcript.words)
    utterances = Counter((utterance.channel, utterance.speaker) for utterance in transcript.utterances)
    return [
        keys
        | {
            "speaker_id": speaker_id,
            "channel": each.channel,
            "speaker": each.speaker,
            "role": each.role,
            "role_source": each.source,
            "role_confidence": each.confidence,
            "role_evidence": list(each.evidence),
            "words": words[each.channel, each.speaker],
            "utterances": utterances[each.channel, each.speaker],
            "bled_words": transcript.bled_words.get(each.channel, 0),
            "language": told[each.channel].tag if each.channel in told else None,
            "language_confidence": told[each.channel].probability if each.channel in told else None,
        }
        for speaker_id, each in enumerate(transcript.roles.speakers)
    ]


def _redaction_rows(keys: Row, transcript: Transcript) -> list[Row]:
    rows = []
    for redaction_id, span in enumerate(transcript.redactions):
        words = transcript.words[span.first_word : span.last_word + 1]
        rows.append(
            keys
            | {
                "redaction_id": redaction_id,
                "entity_type": span.entity_type,
                "first_word_id": span.first_word,
                "last_word_id": span.last_word,
                "start_ms": ms(min(word.start_s for word in words)),
                "end_ms": ms(max(word.end_s for word in words)),
                "detector": span.detector,
                "score": span.score,
            }
        )
    return rows
