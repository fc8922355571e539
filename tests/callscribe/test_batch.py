"""The steps of one batch, with real recordings, a real vault and real tables; only the engine is made up."""

from __future__ import annotations

import threading
from dataclasses import asdict
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from callscribe import batch
from callscribe.errors import (
    AuthenticationError,
    BadRequestError,
    CallscribeError,
    EngineUnavailable,
    FailureReason,
    PlanError,
    RateLimitError,
    ServerError,
    SettingsError,
    TooLargeError,
    UnreadableAnswerError,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from callscribe.run import BatchOutcome, BatchRef


def only_batch(house: Any, **settings: Any) -> BatchRef:
    (ref,) = house.discover(house.start(**settings))
    return ref  # type: ignore[no-any-return]


def finish(house: Any, engine: Any, /, *, last_try: bool = True, **settings: Any) -> BatchOutcome:
    return house.finish(only_batch(house, **settings), engine, last_try=last_try)  # type: ignore[no-any-return]


def transcribe(house: Any, engine: Any, /, *, last_try: bool = True, **settings: Any) -> dict[str, Any]:
    ref = only_batch(house, **settings)
    batch.prepare(ref, house.source, house.lake)
    return batch.transcribe(ref, engine, house.lake, last_try=last_try)


def reasons(outcome: BatchOutcome) -> dict[str, str]:
    return {failure.recording_uri.rpartition("/")[2]: failure.reason.value for failure in outcome.failures}


def slowly(trouble: Callable[[int], None]) -> Callable[[int], None]:
    """Trouble after a while, so that the batch can hear of one before the next."""

    def late(number: int) -> None:
        threading.Event().wait(0.05)
        trouble(number)

    return late


def raising(error: CallscribeError, *numbers: int) -> Callable[[int], None]:
    """Trouble for the requests with these numbers; for all where none is given."""

    def trouble(number: int) -> None:
        if not numbers or number in numbers:
            raise error

    return trouble


def after(first: int, error: CallscribeError) -> Callable[[int], None]:
    def trouble(number: int) -> None:
        if number > first:
            raise error

    return trouble


def test_a_call_ends_as_one_row_of_calls(house: Any, fake_engine: Any) -> None:
    house.record("a.wav", call_id="c-1", agent_id="kim", queue="billing", skill="gold")
    finish(house, fake_engine("good morning"))
    (row,) = house.rows("calls")
    seen = {
        name: row[name] for name in ("call_id", "agent_id", "queue", "metadata", "transcript", "words", "duration_ms")
    }
    assert seen == {
        "call_id": "c-1",
        "agent_id": "kim",
        "queue": "billing",
        "metadata": {"skill": "gold"},
        "transcript": "Good morning.",
        "words": 2,
        "duration_ms": 1000,
    }


def test_a_call_without_an_id_is_named_after_its_sound(house: Any, fake_engine: Any) -> None:
    house.record("a.wav")
    finish(house, fake_engine())
    (row,) = house.rows("calls")
    assert row["call_id"] == row["recording_sha256"][:32]


def test_what_is_unknown_of_a_call_is_null(house: Any, fake_engine: Any) -> None:
    house.record("a.wav")
    finish(house, fake_engine())
    (row,) = house.rows("calls")
    unknown = ("started_at", "direction", "agent_id", "customer_id", "queue", "sentiment", "summary", "agent_talk_ms")
    assert {row[name] for name in unknown} == {None}


def test_words_stand_where_they_were_said(house: Any, fake_engine: Any) -> None:
    house.record("a.wav")
    finish(house, fake_engine("good morning"))
    assert [(row["word"], row["start_ms"], row["end_ms"]) for row in house.rows("words", "word_id")] == [
        ("good", 0, 250),
        ("morning", 300, 550),
    ]


def test_each_channel_is_a_speaker_with_its_role(house: Any, fake_engine: Any, sounds: Any) -> None:
    house.record("a.wav", sounds.speech(1, seed=1), sounds.speech(1, seed=2), channel_roles=["agent", "customer"])
    finish(house, fake_engine())
    assert [(row["channel"], row["role"]) for row in house.rows("utterances", "channel")] == [
        (0, "agent"),
        (1, "customer"),
    ]


def test_a_long_call_is_asked_for_in_chunks_and_comes_back_as_one(house: Any, fake_engine: Any, sounds: Any) -> None:
    house.record("a.wav", sounds.speech(14))
    engine = fake_engine("hello")
    finish(house, engine, audio={"chunk_s": 5.0, "overlap_s": 1.0})
    starts_ms = [row["start_ms"] for row in house.rows("words", "word_id")]
    assert (len(engine.asked), len(starts_ms), starts_ms[0]) == (4, 4, 0)
    assert all(3000 < after - before <= 4000 for before, after in pairwise(starts_ms))  # cuts move to quiet places


def test_a_bad_recording_costs_itself_only(house: Any, fake_engine: Any, sounds: Any) -> None:
    house.record("good.wav")
    house.record("silent.wav", np.zeros(16_000, np.int16))
    house.record("empty.wav").write_bytes(b"")
    house.record("text.wav").write_bytes(b"hello")
    outcome = finish(house, fake_engine())
    assert (outcome.transcribed, reasons(outcome)) == (
        1,
        {"silent.wav": "silent", "empty.wav": "empty_file", "text.wav": "not_audio"},
    )


def test_a_recording_that_is_gone_since_it_was_listed_costs_itself_only(house: Any, fake_engine: Any) -> None:
    house.record("good.wav")
    gone = house.record("gone.wav")
    ref = only_batch(house)
    gone.unlink()
    outcome = house.finish(ref, fake_engine())
    assert (outcome.transcribed, [failure.message for failure in outcome.failures]) == (
        1,
        [f"{house.source.uri}/gone.wav: gone since it was listed."],
    )


def test_a_failure_that_was_certain_when_listed_is_carried_to_the_end(house: Any, fake_engine: Any) -> None:
    house.record("undated.wav", call_date=None)
    assert reasons(finish(house, fake_engine())) == {"undated.wav": "no_call_date"}


def test_a_failure_becomes_a_row_with_its_stage(house: Any, fake_engine: Any) -> None:
    house.record("a.wav", call_id="c-1").write_bytes(b"")
    finish(house, fake_engine())
    (row,) = house.rows("failures")
    assert (row["call_id"], row["stage"], row["reason"], row["attempts"]) == ("c-1", "prepare", "empty_file", 1)


def test_of_two_recordings_with_one_call_id_the_second_is_skipped(house: Any, fake_engine: Any) -> None:
    for name in ("a.wav", "b.wav"):
        house.record(name, call_id="c-1")
    (failure,) = finish(house, fake_engine()).failures
    assert (failure.reason, failure.outcome, failure.recording_uri) == (
        FailureReason.DUPLICATE,
        "skipped",
        f"{house.source.uri}/b.wav",
    )


def test_the_same_recording_under_two_names_is_one_call(house: Any, fake_engine: Any, sounds: Any) -> None:
    for name in ("a.wav", "b.wav"):
        house.record(name, sounds.speech(1))
    outcome = finish(house, fake_engine())
    assert (outcome.transcribed, reasons(outcome)) == (1, {"b.wav": "duplicate"})


def test_equal_sound_under_two_call_ids_is_asked_for_once(house: Any, fake_engine: Any, sounds: Any) -> None:
    for name in ("a.wav", "b.wav"):
        house.record(name, sounds.speech(1), call_id=name)
    engine = fake_engine()
    outcome = finish(house, engine)
    assert (len(engine.asked), outcome.requests, outcome.transcribed) == (1, 1, 2)


def test_what_the_vault_holds_is_not_asked_for_again(house: Any, fake_engine: Any) -> None:
    house.record("a.wav")
    finish(house, fake_engine())
    house.note("a.wav", call_date="2026-11-03")  # so that the recording is listed again
    engine = fake_engine()
    outcome = finish(house, engine)
    assert (engine.asked, outcome.requests, outcome.billed_s, outcome.from_cache) == ([], 0, 0.0, 1)


def test_another_language_is_another_question(house: Any, fake_engine: Any) -> None:
    house.record("a.wav")
    finish(house, fake_engine())
    house.note("a.wav", call_date="2026-11-02", language="de")
    engine = fake_engine()
    finish(house, engine)
    assert len(engine.asked) == 1


def test_every_second_that_was_asked_for_is_billed(house: Any, fake_engine: Any, sounds: Any) -> None:
    house.record("a.wav", sounds.speech(2, seed=1), sounds.speech(2, seed=2))
    assert finish(house, fake_engine()).billed_s == 4.0


def test_a_retried_batch_pays_for_no_chunk_twice(house: Any, fake_engine: Any, sounds: Any) -> None:
    house.record("a.wav", sounds.speech(14))
    ref = only_batch(house, audio={"chunk_s": 5.0, "overlap_s": 1.0}, engine={"concurrency": 1})
    batch.prepare(ref, house.source, house.lake)
    first, second = fake_engine(troubles=after(2, ServerError("down"))), fake_engine()
    with pytest.raises(ServerError):
        batch.transcribe(ref, first, house.lake, last_try=False)
    batch.transcribe(ref, second, house.lake)
    assert set(second.asked).isdisjoint(first.asked[:2])


def test_what_a_failed_try_paid_for_is_in_the_accounts(house: Any, fake_engine: Any, sounds: Any) -> None:
    house.record("a.wav", sounds.speech(14))
    ref = only_batch(house, audio={"chunk_s": 5.0, "overlap_s": 1.0}, engine={"concurrency": 1})
    batch.prepare(ref, house.source, house.lake)
    with pytest.raises(ServerError):
        batch.transcribe(ref, fake_engine(troubles=after(2, ServerError("down"))), house.lake, last_try=False)
    counts = batch.transcribe(ref, fake_engine(), house.lake)
    assert (counts["requests"], counts["billed_s"]) == (4, 5 + 5 + 5 + 2)


def test_an_answer_is_stored_before_anything_looks_at_it(house: Any, fake_engine: Any) -> None:
    house.record("a.wav")
    engine = fake_engine("good morning")

    def look(answer: bytes) -> Any:
        assert answer in house.files("vault/answers/").values()
        raise UnreadableAnswerError("looked")

    engine.read = look
    with pytest.raises(UnreadableAnswerError, match="cannot be read"):
        transcribe(house, engine)


def test_an_answer_that_cannot_be_read_is_kept_for_the_vendors_support(house: Any, fake_engine: Any) -> None:
    house.record("a.wav")
    engine = fake_engine()
    engine.ask = lambda audio, language: b"gibberish"
    with pytest.raises(UnreadableAnswerError):
        transcribe(house, engine)
    assert set(house.files("vault/unreadable/").values()) == {b"gibberish"}


def test_answers_that_cannot_be_read_are_paid_for_three_times_over_all_tries(house: Any, fake_engine: Any) -> None:
    house.record("a.wav")
    asked = []
    engine = fake_engine()
    engine.ask = lambda audio, language: asked.append(audio) or b"gibberish"
    for _ in range(2):
        with pytest.raises(UnreadableAnswerError):
            transcribe(house, engine)
    assert len(asked) == 3


def test_an_answer_that_cannot_be_read_does_not_count_as_paid_for(house: Any, fake_engine: Any) -> None:
    house.record("a.wav")
    engine = fake_engine()
    engine.ask = lambda audio, language: b"gibberish"
    with pytest.raises(UnreadableAnswerError):
        transcribe(house, engine)
    assert house.files("vault/answers/") == {}


def test_an_answer_that_can_be_read_the_second_time_is_taken(house: Any, fake_engine: Any) -> None:
    house.record("a.wav")
    engine = fake_engine()
    honest, tries = engine.ask, iter([b"gibberish"])
    engine.ask = lambda audio, language: next(tries, None) or honest(audio, language=language)
    counts = transcribe(house, engine)
    assert (counts["transcribed"], counts["requests"], counts["billed_s"]) == (1, 2, 2.0)


@pytest.mark.parametrize("error", [AuthenticationError("401"), PlanError("403")])
@pytest.mark.parametrize("last_try", [True, False])
def test_a_key_that_is_not_accepted_stops_the_batch_at_once(
    house: Any, fake_engine: Any, error: CallscribeError, last_try: bool
) -> None:
    for name in "abcdef":
        house.record(f"{name}.wav")
    engine = fake_engine(troubles=slowly(raising(error)))
    with pytest.raises(type(error)):
        transcribe(house, engine, last_try=last_try, engine={"concurrency": 1})
    assert len(engine.asked) < 6


def test_trouble_is_raised_while_there_are_tries_left(house: Any, fake_engine: Any) -> None:
    for name in "ab":
        house.record(f"{name}.wav")
    with pytest.raises(RateLimitError):
        transcribe(house, fake_engine(troubles=raising(RateLimitError("429"), 2)), last_try=False)


def test_on_the_last_try_a_recording_is_given_up_where_others_were_served(house: Any, fake_engine: Any) -> None:
    for name in "ab":
        house.record(f"{name}.wav")
    engine = fake_engine(troubles=raising(RateLimitError("Pulse answered 429"), 2))
    outcome = finish(house, engine, engine={"concurrency": 1})
    assert (outcome.transcribed, reasons(outcome)) == (1, {"b.wav": "engine_unavailable"})


def test_on_the_last_try_trouble_is_raised_where_nobody_was_served(house: Any, fake_engine: Any) -> None:
    for name in "ab":
        house.record(f"{name}.wav")
    with pytest.raises(EngineUnavailable):
        transcribe(house, fake_engine(troubles=raising(ServerError("503"))))


def test_an_engine_that_is_down_is_left_alone_after_five_troubles(house: Any, fake_engine: Any) -> None:
    for number in range(12):
        house.record(f"{number}.wav")
    engine = fake_engine(troubles=slowly(raising(ServerError("503"))))
    with pytest.raises(ServerError):
        transcribe(house, engine, engine={"concurrency": 1})
    assert len(engine.asked) < 12


@pytest.mark.parametrize(
    ("error", "reason"),
    [(BadRequestError("Pulse answered 400"), "engine_rejected"), (TooLargeError("Pulse answered 413"), "too_large")],
)
def test_a_recording_that_the_engine_refuses_costs_itself_only(
    house: Any, fake_engine: Any, error: CallscribeError, reason: str
) -> None:
    for name in "ab":
        house.record(f"{name}.wav")
    outcome = finish(house, fake_engine(troubles=raising(error, 1)), engine={"concurrency": 1})
    assert (outcome.transcribed, reasons(outcome)) == (1, {"a.wav": reason})


def test_sound_in_which_no_word_is_heard_is_engine_empty(house: Any, fake_engine: Any) -> None:
    house.record("a.wav")
    (failure,) = finish(house, fake_engine("")).failures
    assert (failure.reason, failure.message) == (
        FailureReason.ENGINE_EMPTY,
        f"{house.source.uri}/a.wav: local found no word in 1.0 s of sound.",
    )


def test_a_language_in_the_metadata_that_the_engine_does_not_know_is_bad_metadata(house: Any, fake_engine: Any) -> None:
    house.record("good.wav")
    house.record("klingon.wav", language="tlh")
    outcome = finish(house, fake_engine())
    assert (outcome.transcribed, reasons(outcome)) == (1, {"klingon.wav": "bad_metadata"})


def test_no_more_requests_are_under_way_at_once_than_was_asked(house: Any, fake_engine: Any) -> None:
    for number in range(8):
        house.record(f"{number}.wav")
    lock, under_way, most = threading.Lock(), [0], [0]
    engine = fake_engine()
    honest = engine.ask

    def ask(audio: bytes, *, language: str) -> bytes:
        with lock:
            under_way[0] += 1
            most[0] = max(most[0], under_way[0])
        threading.Event().wait(0.03)
        with lock:
            under_way[0] -= 1
        return honest(audio, language=language)  # type: ignore[no-any-return]

    engine.ask = ask
    transcribe(house, engine, engine={"concurrency": 3})
    assert most == [3]


def test_a_preprocessing_that_cannot_be_used_stops_the_batch(house: Any) -> None:
    house.record("a.wav")
    ref = only_batch(house, audio={"preprocess": "no_such_module.louder"})
    with pytest.raises(SettingsError, match=r"no_such_module\.louder"):
        batch.prepare(ref, house.source, house.lake)


def test_every_step_can_be_taken_again_without_changing_a_row(house: Any, fake_engine: Any) -> None:
    for name in "ab":
        house.record(f"{name}.wav")
    house.record("bad.wav").write_bytes(b"")
    ref, engine = only_batch(house), fake_engine()
    house.finish(ref, engine)
    before = house.files("tables/")
    house.finish(ref, engine)
    assert house.files("tables/") == before


def test_the_last_step_tells_how_many_files_it_changed(house: Any, fake_engine: Any) -> None:
    house.record("a.wav")
    ref = only_batch(house)
    house.finish(ref, fake_engine())
    assert batch.write(ref, house.lake)["files"] == 0


def test_a_step_whose_forerunner_is_missing_says_what_to_do(house: Any) -> None:
    house.record("a.wav")
    with pytest.raises(FileNotFoundError, match="Start a new run"):
        batch.polish(only_batch(house), house.source, house.lake)


def test_a_reference_is_found_among_the_counts_of_a_step(house: Any) -> None:
    house.record("a.wav")
    ref = only_batch(house)
    assert batch.batch_ref(asdict(ref) | {"chunks": 3, "failed": 0}) == ref
