"""What is known of a recording before its audio is opened, and how one ends that is not transcribed."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Literal

from callscribe.errors import FailureReason

Stage = Literal["discover", "prepare", "transcribe", "polish", "write"]


@dataclass(frozen=True, kw_only=True)
class CallMetadata:
    """What a sidecar, or the recording's name, says of the call. None is unknown, never a guess.

    Attributes:
        call_date: The business day that the call belongs to, as its source wrote it.
        started_at: Instant of the recording's first sample.
        channel_roles: Who speaks on each channel ("agent", "customer"), by channel number; empty where unknown.
        agent_channel: 0-based channel of the agent, as recorders write it beside their exports.
        customer_channel: 0-based channel of the customer.
        speaker_roles: What a person found the roles of this call to be, by speaker label or channel number; it
            overrides all that is known otherwise.
        extra: Everything else that was given, as text.
    """

    call_id: str | None = None
    call_date: date | None = None
    started_at: datetime | None = None
    direction: str | None = None
    agent_id: str | None = None
    customer_id: str | None = None
    queue: str | None = None
    language: str | None = None
    channel_roles: tuple[str, ...] = ()
    agent_channel: int | None = None
    customer_channel: int | None = None
    speaker_roles: dict[str, str] = field(default_factory=dict)
    extra: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Recording:
    """A recording that was listed.

    Attributes:
        uri: Where it lies, without credentials.
        key: Its path below the root that was listed.
        fingerprint: Changes when the file or its sidecar does.
    """

    uri: str
    key: str
    size_bytes: int
    modified_at: datetime
    fingerprint: str
    metadata: CallMetadata


@dataclass(frozen=True, kw_only=True)
class Failure:
    """A recording that was not transcribed, and why: one row of the `failures` table."""

    recording_uri: str
    call_id: str | None
    call_date: date | None
    stage: Stage
    reason: FailureReason
    message: str
    outcome: Literal["failed", "skipped"] = "failed"


@dataclass(frozen=True, kw_only=True)
class Listed:
    """A recording of a run, with its failure where that was certain when it was listed."""

    recording: Recording
    failure: Failure | None = None


def duplicate_of(recording: Recording, first: Recording, stage: Stage, call_id: str | None = None) -> Failure:
    """A recording is skipped because another of its run has the same call_id."""
    message = (
        f"{recording.uri}: has the call_id of {first.uri}, which is taken."
        " Give each recording a call_id of its own in its metadata."
    )
    return failure_of(recording, stage, FailureReason.DUPLICATE, message, call_id=call_id, outcome="skipped")


def failure_of(
    recording: Recording,
    stage: Stage,
    reason: FailureReason,
    message: str,
    *,
    call_id: str | None = None,
    outcome: Literal["failed", "skipped"] = "failed",
) -> Failure:
    """The failure row of a recording; `call_id` where it is known better than from metadata."""
    return Failure(
        recording_uri=recording.uri,
        call_id=call_id or recording.metadata.call_id,
        call_date=recording.metadata.call_date,
        stage=stage,
        reason=reason,
        message=on_one_line(message),
        outcome=outcome,
    )


def on_one_line(message: str) -> str:
    """A file's name may hold a line break, which would forge a line of the log, or colours of a terminal."""
    return "".join(letter if letter.isprintable() else repr(letter)[1:-1] for letter in message)
