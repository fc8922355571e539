"""What else is hidden from the tables: names that the sidecar gives, and what a user's own recognisers find."""

from __future__ import annotations

from typing import Any

from callscribe.polish.recognisers import Recogniser

MEMBER = Recogniser("MEMBER_ID", "MBR[0-9]{3}")


def transcript(house: Any, engine: Any, text: str, *, polish: dict[str, Any] | None = None, **known: Any) -> str:
    house.record("a.wav", call_id="c-1", **known)
    house.transcribe(engine(text), polish=polish or {})
    (call,) = house.rows("calls")
    return str(call["transcript"])


def test_a_name_that_the_sidecar_gives_is_hidden_wherever_it_is_said(house: Any, fake_engine: Any) -> None:
    said = "the parcel went to threlkeld on monday"
    assert "threlkeld" in transcript(house, fake_engine, said).casefold()
    hidden = transcript(house, fake_engine, said, customer_name="Ada Threlkeld")
    assert ("threlkeld" in hidden.casefold(), "[PERSON]" in hidden) == (False, True)


def test_what_a_users_own_recogniser_finds_is_hidden_said_or_written(house: Any, fake_engine: Any) -> None:
    said = "it is m b r four five six and the other one is MBR-789 okay"
    shown = transcript(house, fake_engine, said, polish={"recognisers": (MEMBER,)})
    assert shown.count("[MEMBER_ID]") == 2
    assert {row["entity_type"] for row in house.rows("redactions")} == {"MEMBER_ID"}


def test_masks_and_chosen_kinds_know_a_users_own_kinds(house: Any, fake_engine: Any) -> None:
    polish = {"recognisers": (MEMBER,), "redact": ("pci",), "masks": {"MEMBER_ID": "numbered"}}
    assert "[MEMBER_ID_1]" in transcript(house, fake_engine, "it is MBR-789 okay", polish=polish)
