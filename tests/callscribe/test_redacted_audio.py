"""Recordings laid beside the tables with what is redacted covered, and listened to again."""

from __future__ import annotations

import io
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import soundfile

from callscribe.engines.local import LocalEngine
from callscribe.repolish import repolish
from callscribe.settings import PolishSettings, Settings

if TYPE_CHECKING:
    import pytest
    from numpy.typing import NDArray

SECRET = "my card number is four one one one one one one one one one one one one one one one thank you"
RATE_HZ = 16_000


def redacted(house: Any) -> dict[str, tuple[NDArray[np.float64], int]]:
    """Samples and rate of each redacted recording, by key."""
    return {key: soundfile.read(io.BytesIO(content)) for key, content in house.files("audio_redacted/").items()}


def transcribed(
    house: Any, engine: Any, sound: Any, *, cover: str = "silence", name: str = "a.wav", **known: Any
) -> Any:
    house.record(name, *sound, call_id="c-1", **known)
    house.transcribe(engine, polish={"redacted_audio": cover})
    return redacted(house)


def noise(seconds: float) -> Any:
    return (np.random.default_rng(3).uniform(-0.5, 0.5, round(seconds * RATE_HZ)) * 32767).astype(np.int16)


def test_the_sound_of_redacted_words_is_silent_on_every_channel(house: Any, fake_engine: Any) -> None:
    ((key, (samples, rate_hz)),) = transcribed(house, fake_engine(SECRET), (noise(8), noise(8)[::-1])).items()
    assert key == "audio_redacted/dt=2026-11-02/c-1.wav"
    # words 4 to 19 of 0.3 s, and 0.2 s beside them
    covered = samples[round(1.0 * rate_hz) : round((19 * 0.3 + 0.25 + 0.2) * rate_hz)]
    assert not covered.any()
    assert np.abs(samples[: round(0.9 * rate_hz)]).max(axis=0).min() > 0.4
    assert np.abs(samples[round(6.3 * rate_hz) :]).max(axis=0).min() > 0.4
    assert len(samples) == 8 * rate_hz


def test_a_beep_stands_where_it_is_asked_for(house: Any, fake_engine: Any) -> None:
    ((_, (samples, rate_hz)),) = transcribed(house, fake_engine(SECRET), (noise(8),), cover="beep").items()
    covered = samples[2 * rate_hz : 5 * rate_hz]
    spectrum = np.abs(np.fft.rfft(covered))
    assert round(float(np.fft.rfftfreq(len(covered), 1 / rate_hz)[spectrum.argmax()])) == 1000


def test_without_the_setting_no_recording_is_written(house: Any, fake_engine: Any) -> None:
    assert transcribed(house, fake_engine(SECRET), (noise(8),), cover="off") == {}


def test_a_call_whose_text_is_withheld_has_no_redacted_recording(house: Any, fake_engine: Any) -> None:
    assert transcribed(house, fake_engine("dobry wieczór"), (noise(2),), language="pl") == {}


def test_a_recording_that_is_gone_costs_the_audio_and_not_the_transcript(
    house: Any, fake_engine: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    from callscribe import batch

    polish = batch.polish

    def after_its_loss(*given: Any) -> Any:
        (house.source.root / "a.wav").unlink()
        return polish(*given)

    monkeypatch.setattr(batch, "polish", after_its_loss)
    assert transcribed(house, fake_engine(SECRET), (noise(8),)) == {}
    (call,) = house.rows("calls")
    assert call["quality_flags"] == ["audio_not_redacted"]
    assert "[CARD_NUMBER]" in call["transcript"]


def test_heard_again_the_covered_spans_hold_no_word(house: Any) -> None:
    """The sample call in which a card number is read out, recognised before and after."""
    from callscribe.audio.flac import as_flac

    sample = Path(__file__).resolve().parents[2] / "include" / "sample_calls" / "2026-11-02" / "call-0001.wav"
    samples, rate_hz = soundfile.read(sample, dtype="int16", always_2d=True, start=8 * 8000, frames=24 * 8000)
    soundfile.write(house.source.root / "call.wav", samples, rate_hz, subtype="ULAW")
    house.note("call.wav", call_id="c-1", call_date="2026-11-02")
    engine = LocalEngine()
    house.transcribe(engine, polish={"redacted_audio": "silence"})
    ((_, (covered, _)),) = redacted(house).items()
    spans = [(row["start_ms"] / 1000, row["end_ms"] / 1000) for row in house.rows("redactions")]
    assert spans
    assert (rate_hz, covered.shape) == (8000, samples.shape)

    def words_within(sound: NDArray[Any]) -> int:
        heard = 0
        for channel in sound.T:
            wide = np.repeat(channel, 2)  # to 16 kHz
            answer = engine.read(engine.ask(as_flac(wide.astype(np.int16)), language="en"))
            heard += sum(
                any(start_s <= (word.start_s + word.end_s) / 2 <= end_s for start_s, end_s in spans)
                for word in answer.words
            )
        return heard

    assert words_within(samples) > 0
    assert words_within(np.rint(covered * 32767)) == 0


def test_a_place_that_cannot_be_written_costs_the_audio_and_not_the_transcript(house: Any, fake_engine: Any) -> None:
    house.lake.write("audio_redacted", b"a file where a folder should be")
    house.record("a.wav", noise(8), call_id="c-1")
    house.transcribe(fake_engine(SECRET), polish={"redacted_audio": "silence"})
    (call,) = house.rows("calls")
    assert (call["quality_flags"], house.reasons()) == (["audio_not_redacted"], {})


def test_audio_that_older_rules_covered_goes_when_the_rows_are_made_anew(house: Any, fake_engine: Any) -> None:
    assert transcribed(house, fake_engine(SECRET), (noise(8),))
    polish = PolishSettings(redacted_audio="silence", masks={"default": "numbered"})
    accounts = repolish(house.lake, Settings(polish=polish), since=date(2026, 11, 1), language="en")
    assert (accounts.rewritten, accounts.audio_removed) == (1, 1)
    (call,) = house.rows("calls")
    assert (redacted(house), call["quality_flags"]) == ({}, ["audio_not_redacted"])
