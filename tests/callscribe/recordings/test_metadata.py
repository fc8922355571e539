from __future__ import annotations

import json
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from callscribe.errors import FailureReason, RecordingError, SettingsError
from callscribe.recordings.metadata import compile_name_pattern, read_metadata
from callscribe.recordings.recording import CallMetadata

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=10), inner, max_size=3),
    max_leaves=6,
)
NAMES = st.sampled_from(
    "call_id call_date started_at direction agent_id agent customer queue language channel_roles speaker_roles"
    " agent_channel customer_channel date note".split()
)


def sidecar(**fields: Any) -> CallMetadata:
    return read_metadata("call.wav", json.dumps(fields).encode(), None)


def named(key: str, pattern: str, **fields: Any) -> CallMetadata:
    return read_metadata(key, json.dumps(fields).encode() if fields else None, compile_name_pattern(pattern))


def refusal(content: bytes) -> str:
    with pytest.raises(RecordingError) as refused:
        read_metadata("call.wav", content, None)
    assert refused.value.reason is FailureReason.BAD_METADATA
    return refused.value.message


def reason_of(content: bytes) -> FailureReason | None:
    try:
        read_metadata("call.wav", content, None)
    except RecordingError as error:
        return error.reason
    return None


def refusal_of(**fields: Any) -> str:
    return refusal(json.dumps(fields).encode())


def test_without_sidecar_and_pattern_everything_is_unknown() -> None:
    assert read_metadata("call.wav", None, None) == CallMetadata()


def test_a_sidecar_tells_who_spoke_when() -> None:
    known = sidecar(
        call_id="c-1",
        started_at="2026-11-02T09:30:00+01:00",
        direction="inbound",
        agent_id="a-7",
        customer_id="k-9",
        queue="billing",
        language="en",
        channel_roles=["agent", "customer"],
    )
    assert known == CallMetadata(
        call_id="c-1",
        call_date=date(2026, 11, 2),
        started_at=datetime(2026, 11, 2, 8, 30, tzinfo=UTC),
        direction="inbound",
        agent_id="a-7",
        customer_id="k-9",
        queue="billing",
        language="en",
        channel_roles=("agent", "customer"),
    )


@pytest.mark.parametrize(("alias", "name"), [("agent", "agent_id"), ("customer", "customer_id")])
def test_common_names_for_the_same_thing_are_understood(alias: str, name: str) -> None:
    assert getattr(sidecar(**{alias: "x-1"}), name) == "x-1"


def test_date_is_another_name_of_the_call_date() -> None:
    assert sidecar(date="2026-11-02").call_date == date(2026, 11, 2)


def test_what_has_no_column_is_kept_as_text() -> None:
    assert sidecar(skill="gold", retries=2, tags=["a"]).extra == {"skill": "gold", "retries": "2", "tags": '["a"]'}


@pytest.mark.parametrize("nothing", [None, "", []])
def test_an_empty_value_is_unknown(nothing: Any) -> None:
    assert sidecar(agent_id=nothing, call_id=nothing, call_date=nothing, note=nothing) == CallMetadata()


@pytest.mark.parametrize("call_date", ["2026-11-02", "20261102", 20261102])
def test_a_call_date_is_read_with_or_without_dashes(call_date: Any) -> None:
    assert sidecar(call_date=call_date).call_date == date(2026, 11, 2)


def test_the_call_date_is_the_day_on_the_wall_where_the_call_took_place() -> None:
    assert sidecar(started_at="2026-11-02T23:30:00-05:00").call_date == date(2026, 11, 2)


def test_a_given_call_date_wins_over_the_start() -> None:
    assert sidecar(started_at="2026-11-02T23:30:00Z", call_date="2026-11-01").call_date == date(2026, 11, 1)


@given(st.datetimes(min_value=datetime(1990, 1, 1), max_value=datetime(2090, 1, 1)), st.integers(-12, 14))
def test_the_start_is_the_same_instant_in_utc(at: datetime, offset_h: int) -> None:
    there = at.replace(tzinfo=timezone(timedelta(hours=offset_h)))
    started_at = sidecar(started_at=there.isoformat()).started_at
    assert started_at is not None
    assert (started_at, started_at.utcoffset()) == (there, timedelta(0))


@pytest.mark.parametrize(("value", "call_id"), [("c-1", "c-1"), (" c-1 ", "c-1"), (17, "17"), ("ü/日 本", "ü/日 本")])
def test_a_call_id_is_text_or_a_whole_number(value: Any, call_id: str) -> None:
    assert sidecar(call_id=value).call_id == call_id


@pytest.mark.parametrize("call_id", [1.5, True, ["c"], {"c": 1}, "   ", "a\nb", "a\x00b", "x" * 201])
def test_a_call_id_that_cannot_be_one_is_bad_metadata(call_id: Any) -> None:
    assert "call_id must be" in refusal_of(call_id=call_id)


@pytest.mark.parametrize("call_date", ["02.11.2026", "2026-13-01", "yesterday", 20261301, 1.5])
def test_a_call_date_that_is_none_is_bad_metadata(call_date: Any) -> None:
    assert "call_date is no date; expected YYYY-MM-DD" in refusal_of(call_date=call_date)


@pytest.mark.parametrize("started_at", ["02.11.2026 09:30", "noon", True, 3])
def test_a_start_that_is_none_is_bad_metadata(started_at: Any) -> None:
    assert "started_at is no date and time; expected ISO 8601" in refusal_of(started_at=started_at)


@example(1711121401530)  # 1711-12-14T15:30 to datetime.fromisoformat
@given(st.integers(1_000_000_000, 2_000_000_000) | st.integers(1_000_000_000_000, 2_000_000_000_000))
def test_a_unix_time_is_refused_rather_than_taken_for_a_date_of_the_eighteenth_century(unix_time: int) -> None:
    assert "expected ISO 8601" in refusal_of(started_at=unix_time)


@pytest.mark.parametrize("roles", ["agent,customer", "agent, customer", ["agent", "customer"]])
def test_channel_roles_are_a_list_or_text_with_commas(roles: Any) -> None:
    assert sidecar(channel_roles=roles).channel_roles == ("agent", "customer")


@pytest.mark.parametrize("roles", [3, {"0": "agent"}, ["agent", 1]])
def test_channel_roles_of_another_form_are_bad_metadata(roles: Any) -> None:
    assert "channel_roles must be a list of names" in refusal_of(channel_roles=roles)


def test_speaker_roles_name_the_speakers_of_one_call() -> None:
    known = sidecar(speaker_roles={"1": " agent", "0": "customer"})
    assert known.speaker_roles == {"0": "customer", "1": "agent"}
    assert repr(known) == repr(sidecar(speaker_roles={"0": "customer", "1": "agent"})), "equal calls, equal revisions"


@pytest.mark.parametrize("roles", ["agent", ["agent", "customer"], {"0": 1}, {"0": ""}, {" ": "agent"}, {"0": None}])
def test_speaker_roles_of_another_form_are_bad_metadata(roles: Any) -> None:
    assert 'like {"0": "customer", "1": "agent"}' in refusal_of(speaker_roles=roles)


@pytest.mark.parametrize(
    ("given", "agent", "customer"),
    [
        ({"agent_channel": 0}, 0, None),
        ({"customer_channel": "0"}, None, 0),
        ({"agent_channel": 1, "customer_channel": 0}, 1, 0),
        ({"agent_channel": "2", "customer_channel": "1"}, 1, 0),
        ({"agent_channel": 0, "customer_channel": "left"}, 0, None),
    ],
)
def test_the_parties_channels_are_told_from_0_whichever_way_the_recorder_counts(
    given: dict[str, Any], agent: int | None, customer: int | None
) -> None:
    known = sidecar(**given)
    assert (known.agent_channel, known.customer_channel) == (agent, customer)


@pytest.mark.parametrize(
    "given",
    [{"agent_channel": 1}, {"agent_channel": 2, "customer_channel": 3}, {"agent_channel": 0, "customer_channel": 0},
     {"agent_channel": "left"}, {"agent_channel": True}, {"agent_channel": 0.0}, {"customer_channel": 1}],
)  # fmt: skip
def test_a_channel_that_may_be_either_is_kept_but_names_nobody(given: dict[str, Any]) -> None:
    known = sidecar(**given)
    assert (known.agent_channel, known.customer_channel) == (None, None)
    assert known.extra.keys() == given.keys()


@pytest.mark.parametrize("content", [b"", b"{", b"agent: 7", b"\xff\xfe", b"[" * 100_000])
def test_a_sidecar_that_is_not_json_is_bad_metadata(content: bytes) -> None:
    assert "The sidecar is not valid JSON" in refusal(content)


@pytest.mark.parametrize(("content", "kind"), [(b"[]", "list"), (b'"x"', "str"), (b"3", "int"), (b"null", "NoneType")])
def test_a_sidecar_that_is_no_object_is_bad_metadata(content: bytes, kind: str) -> None:
    assert f"holds a JSON {kind}; expected an object" in refusal(content)


@pytest.mark.parametrize("name", ["call_id", "agent_id", "note"])
def test_half_a_character_is_bad_metadata_since_no_table_can_hold_it(name: str) -> None:
    refusal(b'{"%s": "\\ud800"}' % name.encode())


@given(st.dictionaries(NAMES | st.text(max_size=5), JSON, max_size=5))
def test_any_json_object_is_either_understood_or_bad_metadata(fields: dict[str, Any]) -> None:
    assert reason_of(json.dumps(fields).encode()) in (None, FailureReason.BAD_METADATA)


@given(st.binary(max_size=40))
def test_any_bytes_are_either_understood_or_bad_metadata(content: bytes) -> None:
    assert reason_of(content) in (None, FailureReason.BAD_METADATA)


def test_the_name_tells_what_the_sidecar_does_not() -> None:
    pattern = r"(?P<call_date>\d{8})/(?P<agent_id>\w+)-(?P<call_id>\w+)\.wav$"
    known = named("20261102/kim-0412.wav", pattern)
    assert (known.call_date, known.agent_id, known.call_id) == (date(2026, 11, 2), "kim", "0412")


def test_the_sidecar_wins_over_the_name() -> None:
    assert named("kim-0412.wav", r"(?P<agent_id>\w+)-", agent_id="lee").agent_id == "lee"


def test_a_name_that_the_pattern_does_not_match_tells_nothing() -> None:
    assert named("holiday.wav", r"(?P<call_id>\d+)") == CallMetadata()


def test_a_group_that_took_no_part_in_the_match_is_unknown() -> None:
    assert named("0412.wav", r"(?P<agent_id>[a-z]+-)?(?P<call_id>\d+)").agent_id is None


def test_no_pattern_is_fine() -> None:
    assert compile_name_pattern(None) is None


@pytest.mark.parametrize(("pattern", "hint"), [("(", "not a regular expression"), (r"\d+", "no named group")])
def test_a_pattern_that_cannot_work_is_refused(pattern: str, hint: str) -> None:
    with pytest.raises(SettingsError, match=hint):
        compile_name_pattern(pattern)


@pytest.mark.parametrize("clock", ["2026-11-02T09:30:00", "2026-11-02"])
def test_a_clock_without_its_zone_tells_the_day_and_no_instant(clock: str) -> None:
    metadata = read_metadata("a.wav", json.dumps({"started_at": clock}).encode(), None)
    assert metadata.started_at is None
    assert str(metadata.call_date) == "2026-11-02"
    assert metadata.extra == {"started_at": clock}
