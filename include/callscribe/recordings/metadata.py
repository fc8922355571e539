"""Reading what is known of a call from its sidecar file and its name."""

from __future__ import annotations

import json
import re
import unicodedata
from datetime import UTC, date, datetime
from typing import Any

from callscribe.errors import FailureReason, RecordingError, SettingsError
from callscribe.recordings.recording import CallMetadata

# what people call the same thing in the exports we have seen
_ALIASES = {"agent": "agent_id", "customer": "customer_id", "date": "call_date"}
_TEXT_FIELDS = ("direction", "agent_id", "customer_id", "queue", "language")
_PARTY_CHANNELS = ("agent_channel", "customer_channel")
_LONGEST_CALL_ID = 200


def compile_name_pattern(pattern: str | None) -> re.Pattern[str] | None:
    """Check the setting `recordings.name_pattern` before anything is listed.

    Raises:
        SettingsError: It is not a regular expression, or has no named group.
    """
    if pattern is None:
        return None
    try:
        compiled = re.compile(pattern)
    except re.error as error:
        raise SettingsError(f"recordings.name_pattern is not a regular expression: {error}.") from error
    if not compiled.groupindex:
        raise SettingsError("recordings.name_pattern has no named group, such as (?P<call_date>[0-9-]{10}).")
    return compiled


def read_metadata(key: str, sidecar: bytes | None, name_pattern: re.Pattern[str] | None) -> CallMetadata:
    """Put together what the recording's path and its sidecar say; the sidecar wins.

    Args:
        key: Path of the recording below the listed root.
        sidecar: Content of the JSON file beside it, where there is one.
        name_pattern: Named groups to look for in `key`.

    Raises:
        RecordingError: `bad_metadata`: the sidecar is not a JSON object, or a value is not what its name promises.
    """
    given: dict[str, Any] = {}
    if name_pattern and (match := name_pattern.search(key)):
        given |= {name: value for name, value in match.groupdict().items() if value}
    if sidecar is not None:
        given |= _sidecar_fields(sidecar)
    fields = {_ALIASES.get(name, name): value for name, value in given.items() if value not in (None, "", [])}

    started_at = _started_at(fields.get("started_at"))
    if started_at is None or started_at.tzinfo:
        fields.pop("started_at", None)
    call_date = _call_date(fields.pop("call_date", None))
    if call_date is None and started_at is not None:
        # the day on the wall where the call took place, hence before the move to UTC
        call_date = started_at.date()
    agent_channel, customer_channel = _party_channels(fields)
    return CallMetadata(
        call_id=_call_id(fields.pop("call_id", None)),
        call_date=call_date,
        # a clock without its zone tells the day but no instant; what was given stays in `extra`
        started_at=started_at.astimezone(UTC) if started_at and started_at.tzinfo else None,
        channel_roles=_channel_roles(fields.pop("channel_roles", ())),
        agent_channel=agent_channel,
        customer_channel=customer_channel,
        speaker_roles=_speaker_roles(fields.pop("speaker_roles", {})),
        **{name: str(fields.pop(name)) if name in fields else None for name in _TEXT_FIELDS},
        extra={name: _as_text(value) for name, value in sorted(fields.items())},
    )


def _sidecar_fields(sidecar: bytes) -> dict[str, Any]:
    try:
        fields = json.loads(sidecar)
        json.dumps(fields, ensure_ascii=False).encode()  # half of a surrogate pair: no table can hold it
    except (ValueError, RecursionError) as error:  # also what is not UTF-8, or nested without end
        raise RecordingError(FailureReason.BAD_METADATA, f"The sidecar is not valid JSON: {error}.") from error
    if not isinstance(fields, dict):
        raise RecordingError(
            FailureReason.BAD_METADATA, f"The sidecar holds a JSON {type(fields).__name__}; expected an object."
        )
    return fields


def _call_id(value: Any) -> str | None:
    if value is None:
        return None
    if not isinstance(value, str | int) or isinstance(value, bool):
        raise RecordingError(FailureReason.BAD_METADATA, "call_id must be text or a whole number.")
    call_id = str(value).strip()
    if not call_id or len(call_id) > _LONGEST_CALL_ID or any(unicodedata.category(c) == "Cc" for c in call_id):
        raise RecordingError(
            FailureReason.BAD_METADATA,
            f"call_id must be 1 to {_LONGEST_CALL_ID} characters without control characters.",
        )
    return call_id


def _started_at(value: Any) -> datetime | None:
    if value is None:
        return None
    text = str(value)
    try:
        # digits alone are a Unix time, in which Python finds a date of the eighteenth century
        started_at = datetime.fromisoformat("" if text.isdigit() else text)
        if started_at.tzinfo:
            started_at.astimezone(UTC)  # the first and the last day of the calendar may have no time in UTC
    except (ValueError, OverflowError) as error:
        raise RecordingError(
            FailureReason.BAD_METADATA,
            "started_at is no date and time; expected ISO 8601, like 2026-11-02T09:30:00+01:00.",
        ) from error
    return started_at


def _call_date(value: Any) -> date | None:
    if value is None:
        return None
    try:
        return date.fromisoformat(str(value))
    except ValueError as error:
        raise RecordingError(
            FailureReason.BAD_METADATA, "call_date is no date; expected YYYY-MM-DD or YYYYMMDD."
        ) from error


def _channel_roles(value: Any) -> tuple[str, ...]:
    roles = value.split(",") if isinstance(value, str) else value
    if not isinstance(roles, list | tuple) or not all(isinstance(role, str) for role in roles):
        raise RecordingError(
            FailureReason.BAD_METADATA, 'channel_roles must be a list of names, like ["agent", "customer"].'
        )
    return tuple(role.strip() for role in roles)


def _party_channels(fields: dict[str, Any]) -> tuple[int | None, int | None]:
    """Take the agent's and the customer's channel out of the fields, from 0, where it is clear which are meant.

    Exporters count from 0 or, as Google's Contact Center Insights does, from 1. Both numbers together tell which, and
    so does a 0; a 1 alone may be either channel, and stays in `extra`.
    """
    agent, customer = (_channel(fields.get(name)) for name in _PARTY_CHANNELS)
    given = {channel for channel in (agent, customer) if channel is not None}
    from_one = given == {1, 2}
    if (agent == customer or 0 not in given) and not from_one:
        return None, None
    for name in _PARTY_CHANNELS:
        if _channel(fields.get(name)) is not None:
            del fields[name]
    first = 1 if from_one else 0
    return agent if agent is None else agent - first, customer if customer is None else customer - first


def _channel(value: Any) -> int | None:
    text = str(value)
    return int(text) if not isinstance(value, bool) and text.isascii() and text.isdigit() and len(text) < 3 else None


def _speaker_roles(value: Any) -> dict[str, str]:
    if not isinstance(value, dict) or not all(
        speaker.strip() and isinstance(role, str) and role.strip() for speaker, role in value.items()
    ):
        raise RecordingError(
            FailureReason.BAD_METADATA,
            "speaker_roles must be an object from speaker label or channel number to role,"
            ' like {"0": "customer", "1": "agent"}.',
        )
    return {speaker.strip(): role.strip() for speaker, role in sorted(value.items())}


def _as_text(value: Any) -> str:
    return value if isinstance(value, str) else json.dumps(value, sort_keys=True, ensure_ascii=False)
