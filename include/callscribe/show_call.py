"""What stands over a call's conversation: who is who, how that is known, and the call's figures."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from callscribe.layout import clock
from callscribe.transcript.transcript import TRANSCRIPT_FLAGS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    import duckdb

_EVIDENCE_SHOWN: Final = 2  # of set phrases, as many as a line of 80 columns holds


def about_call(views: duckdb.DuckDBPyConnection, call_id: str) -> list[str]:
    """Lines of text: one for each speaker, one for the figures, one for each doubt of the transcript.

    Args:
        views: Of the lake.
        call_id: Of a call in the tables.
    """
    revision = latest_revision(views, call_id)
    speakers = views.execute(
        "SELECT channel, speaker, role, role_source, role_confidence, role_evidence FROM speakers"
        " WHERE call_id = ? AND revision = ? ORDER BY speaker_id",
        [call_id, revision],
    ).fetchall()
    (found,) = views.execute(
        "SELECT agent_talk_ms / 1000, customer_talk_ms / 1000, silence_ms / 1000, hold_ms / 1000,"
        " interruptions_by_agent, interruptions_by_customer, quality_flags FROM calls"
        " WHERE call_id = ? AND revision = ? LIMIT 1",
        [call_id, revision],
    ).fetchall()
    *figures, flags = found
    doubts = [f"{flag}: {TRANSCRIPT_FLAGS[flag]}" for flag in flags or () if flag in TRANSCRIPT_FLAGS]
    return [*_who_is_who(speakers), "; ".join(_figures(*figures)), *doubts]


def latest_revision(views: duckdb.DuckDBPyConnection, call_id: str) -> str | None:
    """Of a call whose date was corrected, its rows lie under both days: the revision that was written last."""
    found = views.execute(
        "SELECT revision FROM calls WHERE call_id = ? ORDER BY processed_at DESC, revision LIMIT 1", [call_id]
    ).fetchone()
    return None if found is None else str(found[0])


def _who_is_who(speakers: Sequence[tuple[Any, ...]]) -> Iterator[str]:
    channels = {channel for channel, *_ in speakers}
    for channel, label, role, source, confidence, evidence in speakers:
        if len(channels) == 1:
            who = f"speaker {label}"
        elif label in (None, str(channel)):
            who = f"channel {channel}"
        else:
            who = f"speaker {label} on channel {channel}"
        if role is not None:
            yield f"{who} is the {role} ({_how_known(role, source, confidence, evidence)})"
        elif label is not None:
            yield f"{who}: role unknown"
        else:
            yield "speakers not told apart" if len(channels) == 1 else f"{who}: speakers not told apart"


def _how_known(role: str, source: str, confidence: float | None, evidence: Sequence[str]) -> str:
    if confidence is None:
        return f"{source}: {evidence[0]}"
    names = [each.removeprefix(f"{role}: ") for each in evidence if ": " not in each or each.startswith(f"{role}: ")]
    more = ", ..." if len(names) > _EVIDENCE_SHOWN else ""
    return f"{source}, {confidence:.0%}: {', '.join(names[:_EVIDENCE_SHOWN]) or 'what the other says'}{more}"


def _figures(
    agent_s: float | None,
    customer_s: float | None,
    silence_s: float | None,
    hold_s: float | None,
    by_agent: int | None,
    by_customer: int | None,
) -> Iterator[str]:
    """What is known of them."""
    if agent_s is not None and customer_s is not None:
        yield f"talk {clock(agent_s)} agent, {clock(customer_s)} customer"
    if silence_s is not None:
        yield f"silence {clock(silence_s)}" + (f" (hold {clock(hold_s)})" if hold_s else "")
    if by_agent is not None and by_customer is not None:
        yield f"interruptions {by_agent} agent, {by_customer} customer"
