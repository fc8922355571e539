from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from callscribe.errors import FailureReason
from callscribe.polish.pseudonyms import names_in, of_listed, of_metadata, without_personal_data
from callscribe.recordings.recording import CallMetadata, Listed, Recording, failure_of

KEY = b"a lake's key"


def hidden(text: str) -> str:
    """The text, with "#" for what a pseudonym holds of the hash."""
    import re

    return re.sub(r":[0-9a-f]{12}\]", ":#]", without_personal_data(text, KEY))


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("in/+14155550132_2026", "in/[PHONE:#]_2026"),
        ("call-4155550132-1", "call-[PHONE:#]-1"),
        ("in-442079460958-20261102-093000", "in-[PHONE:#]-20261102-093000"),
        ("00491701234567", "[PHONE:#]"),
        ("078-05-1120", "[NATIONAL_ID:#]"),
        ("4111111111111111", "[CARD_NUMBER:#]"),
        ("jane.doe@example.com", "[EMAIL:#]"),
        ("GB33BUKB20201555555555", "[IBAN:#]"),
    ],
)
def test_personal_data_in_a_name_has_a_pseudonym(name: str, shown: str) -> None:
    assert hidden(name) == shown


@pytest.mark.parametrize(
    "name",
    [
        "call-0001",
        "20261102093000-000123",
        "1762074600.4512",
        "2026-11-02/0930-0004",
        "550e8400-e29b-41d4-a716-446655440000",
        "g-1762074600123-99",
        "9f2026110209300012345",
        "queue 12 of 24",
        "agent-7",
    ],
)
def test_sequence_numbers_and_instants_stay(name: str) -> None:
    assert without_personal_data(name, KEY) == name


@pytest.mark.parametrize("other", ["+1 415 555 0132", "14155550132", "415 555 0132", "415-555-0132"])
def test_one_number_has_one_pseudonym_however_it_is_written(other: str) -> None:
    assert without_personal_data(other, KEY) == without_personal_data("4155550132", KEY)
    assert without_personal_data(other, b"another key") != without_personal_data("4155550132", KEY)


@given(st.text(max_size=60))
def test_whatever_the_text_a_second_pass_changes_nothing(text: str) -> None:
    once = without_personal_data(text, KEY)
    assert without_personal_data(once, KEY) == once


def test_metadata_keep_their_fields_and_lose_their_personal_data() -> None:
    shown = of_metadata(
        CallMetadata(
            customer_id="+14155550132",
            agent_id="agent-7",
            queue="billing",
            extra={
                "ani": "4155550132",
                "customer_name": "Jane Doe",
                "note": "asked for a call back on four one five five five five oh one three two",
                "duration": "61",
            },
        ),
        KEY,
    )
    assert (shown.agent_id, shown.queue, shown.extra["duration"]) == ("agent-7", "billing", "61")
    assert shown.customer_id == shown.extra["ani"] == without_personal_data("4155550132", KEY)
    assert "Jane" not in shown.extra["customer_name"]
    assert shown.extra["customer_name"].startswith("[PERSON:")
    assert shown.extra["note"].startswith("asked for a call back on [PHONE:")


def test_names_of_people_in_metadata_are_known_to_whoever_reads_the_words() -> None:
    metadata = CallMetadata(extra={"customer_name": "Jane Doe", "campaign": "Spring", "CallerFirstName": "Jane"})
    assert names_in(metadata) == ("Jane Doe", "Jane")


def recording(key: str, **metadata: str) -> Recording:
    return Recording(
        uri=f"s3://calls/{key}",
        key=key,
        size_bytes=1,
        modified_at=datetime(2026, 11, 2, tzinfo=UTC),
        fingerprint="1",
        metadata=CallMetadata(**metadata),  # type: ignore[arg-type]
    )


def test_a_recording_is_shown_under_another_name_and_read_under_its_own() -> None:
    shown = of_listed(Listed(recording=recording("in/4155550132.wav", call_id="c-4155550132")), KEY).recording
    token = without_personal_data("4155550132", KEY, as_written=True)
    assert (shown.uri, shown.key) == (f"s3://calls/in/{token}.wav", "in/4155550132.wav")
    assert shown.metadata.call_id == f"c-{token}"


def test_a_failure_that_was_found_when_listing_names_the_recording_as_it_is_shown() -> None:
    found = recording("4155550132.wav")
    message = f"{found.uri}: no call date is known. Put a sidecar 4155550132.wav.json beside it."
    failure = failure_of(found, "discover", FailureReason.NO_CALL_DATE, message)
    shown = of_listed(Listed(recording=found, failure=failure), KEY)
    assert shown.failure is not None
    assert "4155550132" not in shown.failure.message + shown.failure.recording_uri
    assert shown.failure.recording_uri == shown.recording.uri


@pytest.mark.parametrize(
    "name",
    [
        "tel4155550132",
        "A4155550132",
        "in.4155550132.1700000000",
        "415_555_0132",
        "%2B14155550132",
        "jane%40example.com",
        "4111_1111_1111_1111",
        "x4111111111111111",
    ],
)
def test_personal_data_between_letters_and_signs_has_a_pseudonym(name: str) -> None:
    assert not {"4155550132", "415_555_0132", "jane", "4111_1111"} & set(hidden(name).replace("[", " ").split())
    assert ":#]" in hidden(name)


def test_two_ways_to_write_a_number_are_two_names() -> None:
    """Two files of one caller must not become one recording."""
    one, other = (
        of_listed(Listed(recording=recording(f"{name}.wav", call_id=name)), KEY).recording
        for name in ("4155550132", "+14155550132")
    )
    assert one.uri != other.uri
    assert one.metadata.call_id != other.metadata.call_id


def test_fields_that_are_personal_as_a_whole_are_hidden_as_a_whole() -> None:
    fields = {"dob": "1980-01-02", "ssn": "123456789", "last_name": "Threlkeld", "home_address": "12 Main Street"}
    shown = of_metadata(CallMetadata(extra=fields), KEY).extra
    assert all(value.startswith("[") and fields[name] not in value for name, value in shown.items())


def test_a_role_that_names_somebody_is_hidden() -> None:
    found = recording("a.wav")
    metadata = CallMetadata(
        speaker_roles={"0": "Jane Doe 4155550132", "1": "supervisor"}, channel_roles=("agent", "Jane")
    )
    shown = of_listed(Listed(recording=replace(found, metadata=metadata)), KEY).recording.metadata
    assert (shown.speaker_roles["1"], shown.channel_roles[0]) == ("supervisor", "agent")
    assert "ane" not in str(shown.speaker_roles["0"]) + shown.channel_roles[1]
