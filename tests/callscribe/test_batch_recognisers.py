"""What else is hidden from the tables: names that the sidecar gives, and what a user's own recognisers find."""

from __future__ import annotations

from typing import Any

from callscribe.polish.detectors.recognisers import Recogniser

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


def test_a_kind_that_nobody_chose_takes_no_word_from_one_that_was(house: Any, fake_engine: Any) -> None:
    polish = {"recognisers": (Recogniser("MEMBER_ID", "[0-9]{10}"),), "redact": ("pci",)}
    shown = transcript(house, fake_engine, "my phone number is 415 555 0132 thanks", polish=polish)
    assert ("0132" in shown, "[MEMBER_ID]" in shown) == (False, True)


def test_a_card_that_was_announced_as_something_else_is_hidden_where_cards_are(house: Any, fake_engine: Any) -> None:
    shown = transcript(
        house, fake_engine, "my phone number is 4242 4242 4242 4242", polish={"redact": ("CARD_NUMBER",)}
    )
    assert "4242" not in shown


def test_signs_that_only_unicode_takes_for_digits_cost_no_call(house: Any, fake_engine: Any) -> None:
    assert "[CARD" in transcript(house, fake_engine, "my card number is \u00b2 4 5 20 \u2460 4 4 5 6 7 8")


def test_a_recogniser_that_fails_costs_its_call_with_the_reason_and_without_what_was_said(
    house: Any, fake_engine: Any, tmp_path: Any, monkeypatch: Any
) -> None:
    (tmp_path / "stumbling.py").write_text("def find(words):\n    raise KeyError(words[0].word)\n")
    monkeypatch.syspath_prepend(str(tmp_path))
    house.record("a.wav", call_id="a")
    house.transcribe(
        fake_engine("xylophone music"), polish={"recognisers": (Recogniser("PROJECT", path="stumbling:find"),)}
    )
    (failure,) = house.rows("failures")
    assert (failure["stage"], "stumbling:find raised KeyError" in failure["message"]) == ("polish", True)
    assert "xylophone" not in failure["message"]
