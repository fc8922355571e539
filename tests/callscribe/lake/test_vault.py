from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from callscribe.errors import SettingsError
from callscribe.lake import vault

if TYPE_CHECKING:
    from callscribe.storage import LocalStorage

AUDIO = "a" * 64


def keys(lake: LocalStorage) -> list[str]:
    return sorted(entry.key for entry in lake.list("vault/"))


def test_an_answer_that_was_stored_is_found_again(lake: LocalStorage) -> None:
    vault.store_answer(lake, "0123", b"paid for")
    assert vault.read_answer(lake, "0123") == b"paid for"


def test_an_answer_that_was_never_paid_for_is_none(lake: LocalStorage) -> None:
    assert vault.read_answer(lake, "0123") is None


def test_the_same_question_has_the_same_name(fake_engine: Any) -> None:
    names = {vault.answer_name(AUDIO, fake_engine(), "en") for _ in range(2)}
    assert len(names) == 1


@pytest.mark.parametrize(
    ("audio", "model", "language"), [("b" * 64, "fake", "en"), (AUDIO, "other", "en"), (AUDIO, "fake", "de")]
)
def test_another_audio_model_or_option_has_another_name(
    fake_engine: Any, audio: str, model: str, language: str
) -> None:
    assert vault.answer_name(audio, fake_engine(model=model), language) != vault.answer_name(AUDIO, fake_engine(), "en")


def test_another_engine_has_another_name(fake_engine: Any) -> None:
    other = fake_engine()
    other.name = "pulse"
    assert vault.answer_name(AUDIO, other, "en") != vault.answer_name(AUDIO, fake_engine(), "en")


def test_an_answer_that_was_set_aside_is_asked_for_again(lake: LocalStorage) -> None:
    vault.store_answer(lake, "0123", b"gibberish")
    vault.set_aside(lake, "0123", b"gibberish")
    assert vault.read_answer(lake, "0123") is None


def test_answers_that_were_set_aside_are_all_kept(lake: LocalStorage) -> None:
    for answer in (b"gibberish", b"rubbish"):
        vault.set_aside(lake, "0123", answer)
    assert sorted((lake.root / key).read_bytes() for key in keys(lake)) == [b"gibberish", b"rubbish"]


def test_everything_unredacted_lies_below_one_prefix(lake: LocalStorage) -> None:
    vault.store_answer(lake, "0123", b"1")
    vault.set_aside(lake, "4567", b"2")
    lake.write(vault.call_key("c-1"), b"3")
    assert sorted(entry.key for entry in lake.list()) == keys(lake)


@given(st.text(alphabet=st.characters(codec="utf-8"), min_size=1, max_size=200))
def test_no_call_id_climbs_out_of_its_folder(call_id: str) -> None:
    folder, _, name = vault.call_key(call_id).rpartition("/")
    assert (folder, name.startswith(".")) == ("vault/calls", False)


@given(st.text(alphabet=st.characters(codec="utf-8"), min_size=1, max_size=200))
def test_every_call_id_makes_a_file_name_that_file_systems_take(call_id: str) -> None:
    name = vault.call_key(call_id).rpartition("/")[2]
    assert len(name.encode()) <= 255


@given(st.lists(st.text(alphabet=st.characters(codec="utf-8"), min_size=1, max_size=200), unique=True, max_size=5))
def test_two_call_ids_never_share_a_record(call_ids: list[str]) -> None:
    assert len({vault.call_key(call_id) for call_id in call_ids}) == len(call_ids)


def test_a_lake_makes_its_key_once(lake: LocalStorage) -> None:
    assert vault.redaction_key(lake) == vault.redaction_key(lake)


def test_a_users_key_is_the_lakes_from_then_on(lake: LocalStorage) -> None:
    assert {vault.redaction_key(lake, b"mine"), vault.redaction_key(lake, b"mine")} == {b"mine"}
    assert not any(b"mine" in (lake.root / key).read_bytes() for key in keys(lake))


@pytest.mark.parametrize(("first", "then"), [(b"mine", b"yours"), (b"mine", None), (None, b"mine")])
def test_another_key_is_refused(lake: LocalStorage, first: bytes | None, then: bytes | None) -> None:
    vault.redaction_key(lake, first)
    with pytest.raises(SettingsError, match="begun with"):
        vault.redaction_key(lake, then)


def test_a_lake_from_before_fingerprints_keeps_its_own_key(lake: LocalStorage) -> None:
    own = vault.redaction_key(lake)
    lake.delete("vault/redaction_key_fingerprint")
    with pytest.raises(SettingsError, match="begun with"):
        vault.redaction_key(lake, b"another")
    assert vault.redaction_key(lake) == own
