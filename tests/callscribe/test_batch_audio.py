"""What the sound of a batch's recordings does to its requests and its rows."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from callscribe.errors import FailureReason
from voices import voiced

if TYPE_CHECKING:
    from pathlib import Path

SILENCE = np.zeros(16_000 * 10, np.int16)


def only_call(house: Any) -> dict[str, Any]:
    (row,) = house.rows("calls")
    return row  # type: ignore[no-any-return]


def test_a_call_is_asked_for_whole_where_the_engine_takes_it(house: Any, fake_engine: Any, sounds: Any) -> None:
    house.record("a.wav", sounds.speech(90))
    engine = fake_engine()
    house.transcribe(engine)
    assert len(engine.asked) == 1


def test_dual_mono_is_paid_for_once_and_its_speakers_are_the_engines(house: Any, fake_engine: Any) -> None:
    talk = voiced(8.0)
    house.record("a.wav", talk, talk, channel_roles=["agent", "customer"])
    engine = fake_engine()
    house.transcribe(engine)
    call = only_call(house)
    assert (len(engine.asked), call["billed_ms"], call["quality_flags"]) == (1, 8000, ["dual_mono"])
    assert {row["role"] for row in house.rows("utterances")} == {None}


def test_a_dead_channel_is_not_paid_for_and_who_speaks_on_the_other_is_not_guessed(
    house: Any, fake_engine: Any
) -> None:
    """Both parties may be on it: recorders mix them to one channel and leave the other empty."""
    talk = voiced(8.0)
    house.record("a.wav", np.zeros_like(talk), talk, channel_roles=["agent", "customer"])
    engine = fake_engine()
    house.transcribe(engine)
    assert (len(engine.asked), only_call(house)["quality_flags"]) == (1, ["dead_channel"])
    assert {(row["channel"], row["role"]) for row in house.rows("utterances")} == {(1, None)}


def test_the_row_of_a_call_tells_how_its_channels_relate(house: Any, fake_engine: Any) -> None:
    house.record("a.wav", voiced(8.0, seed=1), voiced(8.0, seed=2))
    house.transcribe(fake_engine())
    call = only_call(house)
    assert (call["channel_layout"], abs(call["channel_correlation"]) < 0.5) == ("two_party", True)


def test_silence_that_is_left_out_is_not_paid_for_and_words_keep_their_times(house: Any, fake_engine: Any) -> None:
    house.record("a.wav", np.concatenate([voiced(4.0, seed=1), SILENCE, voiced(4.0, seed=2)]))
    summary = house.transcribe(fake_engine("one two three " * 7), audio={"leave_out_silence_s": 2.0})
    starts_s = [row["start_ms"] / 1000 for row in house.rows("words", "word_id")]
    assert summary.billed_s < 11
    assert starts_s[0] == 0.0
    assert not [at_s for at_s in starts_s if 5.0 < at_s < 13.0]
    assert starts_s[-1] > 13.0


def test_all_is_sent_unless_silence_is_to_be_left_out(house: Any, fake_engine: Any) -> None:
    house.record("a.wav", np.concatenate([voiced(4.0), SILENCE, voiced(4.0)]))
    assert house.transcribe(fake_engine()).billed_s == 18.0


def test_channels_are_sent_as_they_are_mapped(house: Any, fake_engine: Any, sounds: Any) -> None:
    house.record("a.wav", *[sounds.speech(2, seed=seed) for seed in range(4)])
    engine = fake_engine()
    house.transcribe(engine, audio={"channel_map": ("3", "0+1")})
    assert (len(engine.asked), only_call(house)["channels"]) == (2, 4)
    assert {row["channel"] for row in house.rows("words")} == {3, 0}


def test_a_role_belongs_to_a_channel_of_the_recording_however_it_is_mapped(house: Any, fake_engine: Any) -> None:
    house.record("a.wav", voiced(4.0, seed=1), voiced(4.0, seed=2), channel_roles=["agent", "customer"])
    house.transcribe(fake_engine(), audio={"channel_map": ("1", "0")})
    found = {(row["channel"], row["role"]) for row in house.rows("utterances")}
    assert found == {(0, "agent"), (1, "customer")}


def test_a_declared_suffix_is_listed(house: Any, fake_engine: Any, sounds: Any) -> None:
    (house.source.root / "a.dat").write_bytes(sounds.speech(2.0).tobytes())
    house.note("a.dat", call_date="2026-11-02")
    assert house.transcribe(fake_engine(), audio={"raw_formats": {"dat": "s16le 16000 1"}}).transcribed == 1


def test_a_recording_without_a_mapped_channel_fails_alone(house: Any, fake_engine: Any, sounds: Any) -> None:
    house.record("mono.wav", sounds.speech(1))
    house.record("stereo.wav", sounds.speech(1, seed=1), sounds.speech(1, seed=2))
    summary = house.transcribe(fake_engine(), audio={"channel_map": ("0", "1")})
    assert (summary.transcribed, house.reasons()) == (1, {"mono.wav": "unsupported_codec"})


@pytest.mark.parametrize("steps", [("highpass",), ("denoise", "normalise")])
def test_cleaned_sound_is_what_is_sent(house: Any, fake_engine: Any, steps: tuple[str, ...]) -> None:
    house.record("a.wav", voiced(3.0))
    plain, cleaned = fake_engine(), fake_engine()
    house.transcribe(plain)
    house.transcribe(cleaned, audio={"clean": steps})
    assert cleaned.asked
    assert set(plain.asked).isdisjoint(cleaned.asked)


def test_a_link_out_of_the_folder_is_refused_and_not_read(
    house: Any, fake_engine: Any, tmp_path: Path, sounds: Any
) -> None:
    house.record("good.wav")
    elsewhere = sounds.write_wav(tmp_path / "elsewhere" / "secret.wav", sounds.speech(1))
    (house.source.root / "link.wav").symlink_to(elsewhere)
    house.note("link.wav", call_date="2026-11-02")
    engine = fake_engine()
    house.transcribe(engine)
    assert (len(engine.asked), house.reasons()) == (1, {"link.wav": FailureReason.NOT_AUDIO.value})


def test_a_sidecar_that_is_a_link_out_of_the_folder_is_not_read(house: Any, fake_engine: Any, tmp_path: Path) -> None:
    house.record("a.wav", call_date=None)
    (tmp_path / "elsewhere.json").write_text(json.dumps({"call_date": "2026-11-02", "queue": "secret"}))
    (house.source.root / "a.wav.json").symlink_to(tmp_path / "elsewhere.json")
    house.transcribe(fake_engine())
    assert house.reasons() == {"a.wav": FailureReason.BAD_METADATA.value}


def test_a_link_within_the_folder_is_followed(house: Any, fake_engine: Any) -> None:
    path = house.record("a.wav")
    path.rename(house.source.root / "b.dat")
    path.symlink_to("b.dat")
    assert house.transcribe(fake_engine()).transcribed == 1


def test_a_name_cannot_forge_a_line_of_the_log(house: Any, fake_engine: Any, caplog: pytest.LogCaptureFixture) -> None:
    name = "a\nERROR all is lost\x1b[31m;$(reboot)`.wav"
    path = house.record(name)
    path.write_bytes(b"")
    house.transcribe(fake_engine())
    (failure,) = house.rows("failures")
    assert "\\nERROR" in failure["message"]
    assert failure["message"].isprintable()
    assert all(record.getMessage().isprintable() for record in caplog.records)


def test_a_recording_with_a_strange_name_is_transcribed(house: Any, fake_engine: Any) -> None:
    for name in ("a\nb.wav", "; rm -rf $HOME `x`.wav", "-i.wav", "http:a.wav", "%d.wav", "a'b\"c.wav"):
        house.record(name)
    assert house.transcribe(fake_engine()).transcribed == 6


def test_sound_without_a_header_is_read_as_declared(house: Any, fake_engine: Any, sounds: Any) -> None:
    for name in ("a.sln16", "b.raw"):
        (house.source.root / name).write_bytes(sounds.speech(2.0, seed=len(name)).tobytes())
        house.note(name, call_date="2026-11-02")
    house.transcribe(fake_engine(), audio={"raw_formats": {"raw": "s16le 16000 1"}})
    assert [row["duration_ms"] for row in house.rows("calls")] == [2000, 2000]
