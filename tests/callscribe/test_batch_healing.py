"""Doubtful joins of chunks that are heard once more: what it costs, what it brings, and what becomes of trouble."""

from __future__ import annotations

import logging
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from acted_calls import Knowing, Line, Said, Track, acted
from callscribe import batch, documents
from callscribe.errors import (
    AuthenticationError,
    BadRequestError,
    CallscribeError,
    EngineUnavailable,
    PlanError,
    ServerError,
)

if TYPE_CHECKING:
    from callscribe.engines.base import EngineWord
    from callscribe.run import BatchRef

STORY = """could you tell me please where the parcel has gone that somebody sent from london on friday because the
    neighbours say that a van was here and left again before anybody came down to open its door for him"""
OTHER = """i would rather have my money back than wait another fortnight since your shop promised these curtains in
    march but now it is nearly june and every window of our new house still looks quite bare at night"""
TALK = acted(12.5, Line(0.2, "caller", STORY))
AUDIO = {"chunk_s": 8.0, "overlap_s": 1.0}
"""Two chunks, and a second that both hear."""

UNSURE_S = 1.3
"""More than the overlap, so that no word of it is heard alike."""

HEALED = AUDIO | {"heal_seams": True}


class Unsure(Knowing):
    """Hears other words than were said near the edges of a chunk, wherever the call goes on behind them.

    Args:
        tracks: What there is to hear.
        error: Raised once that many requests were answered.
        after: So many.
    """

    def __init__(self, *tracks: Track, error: CallscribeError | None = None, after: int = 2) -> None:
        super().__init__(*tracks, mishear=self._mistaken)
        self._ends = {said for track in tracks for said in (track.said[0], track.said[-1])}
        self._error = error
        self._after = after

    def ask(self, audio: bytes, *, language: str) -> bytes:
        """As `Knowing`, or with trouble."""
        if self._error is not None and len(self.asked) >= self._after:
            raise self._error
        return super().ask(audio, language=language)

    def _mistaken(self, words: list[tuple[EngineWord, Said]]) -> list[tuple[EngineWord, Said | None]]:
        from_s, until_s = words[0][0].start_s, words[-1][0].end_s
        starts, ends = words[0][1] in self._ends, words[-1][1] in self._ends

        def heard(word: EngineWord, said: Said) -> EngineWord:
            if not starts and word.start_s < from_s + UNSURE_S:
                return replace(word, word=f"brr{said.word[::-1]}", confidence=0.3)
            if not ends and word.end_s > until_s - UNSURE_S:
                return replace(word, word=f"sss{said.word[::-1]}", confidence=0.3)
            return word

        return [(heard(word, said), said) for word, said in words]


def only_batch(house: Any, **audio: Any) -> BatchRef:
    (ref,) = house.discover(house.start(audio=audio))
    return ref  # type: ignore[no-any-return]


def transcribe(house: Any, engine: Any, ref: BatchRef | None = None, *, last_try: bool = True) -> dict[str, Any]:
    ref = ref or only_batch(house, **HEALED)
    batch.prepare(ref, house.source, house.lake)
    return batch.transcribe(ref, engine, house.lake, last_try=last_try)


def texts(house: Any, call_id: str = "c-1") -> list[str]:
    return [row["word"] for row in house.rows("words", "word_id") if row["call_id"] == call_id]


@pytest.fixture
def called(house: Any) -> Any:
    """A house with one recording."""
    house.record("a.wav", TALK.samples, call_id="c-1")
    return house


def test_without_the_setting_nothing_is_asked_again(called: Any) -> None:
    engine = Unsure(TALK)
    called.transcribe(engine, audio=AUDIO)
    (call,) = called.rows("calls")
    assert (len(engine.asked), call["flagged_seams"]) == (2, 1)


def test_what_was_heard_again_stands_in_the_tables(called: Any) -> None:
    called.transcribe(Unsure(TALK), audio=AUDIO)
    once = texts(called)
    called.transcribe(Unsure(TALK), audio=HEALED)
    assert once != TALK.texts
    assert texts(called) == TALK.texts


def test_a_doubtful_join_is_asked_for_once_and_paid_for(called: Any) -> None:
    engine = Unsure(TALK)
    outcome = called.finish(only_batch(called, **HEALED), engine)
    (call,) = called.rows("calls")
    assert (len(engine.asked), outcome.requests, engine.asked[-1]) == (3, 3, 4 + 1 + 4)
    assert (outcome.billed_s, call["billed_ms"] / 1000) == pytest.approx((sum(engine.asked), sum(engine.asked)))


def test_a_join_is_asked_for_in_what_its_call_was_asked_for(called: Any) -> None:
    engine, asked = Unsure(TALK), []
    honest = engine.ask

    def ask(audio: bytes, *, language: str) -> bytes:
        asked.append(language)
        return honest(audio, language=language)

    engine.ask = ask  # type: ignore[method-assign]
    (ref,) = called.discover(replace(called.start(audio=HEALED), language="auto"))
    called.finish(ref, engine)
    assert asked == ["multi-eu"] * 3


def test_a_join_on_which_the_chunks_agree_is_not_heard_again(called: Any) -> None:
    engine = Knowing(TALK)
    called.transcribe(engine, audio=HEALED)
    assert (len(engine.asked), len(called.rows("seams"))) == (2, 1)


def test_a_second_run_pays_nothing_and_changes_nothing(called: Any) -> None:
    called.transcribe(Unsure(TALK), audio=HEALED)
    called.note("a.wav", call_id="c-1", call_date="2026-11-02", agent_id="kim")  # so that it is listed again
    engine = Unsure(TALK)
    outcome = called.finish(only_batch(called, **HEALED), engine)
    assert (engine.asked, outcome.requests, outcome.from_cache) == ([], 0, 1)
    assert texts(called) == TALK.texts


def test_healing_a_call_that_was_transcribed_without_pays_for_the_join_alone(called: Any) -> None:
    called.transcribe(Unsure(TALK), audio=AUDIO)
    outcome = called.finish(only_batch(called, **HEALED), Unsure(TALK))
    assert (outcome.requests, outcome.billed_s, outcome.from_cache) == (1, 9.0, 0)


def test_each_channel_is_heard_again_by_itself(house: Any) -> None:
    other = acted(12.5, Line(0.3, "agent", OTHER))
    house.record("a.wav", TALK.samples, other.samples, call_id="c-1")
    engine = Unsure(TALK, other)
    house.transcribe(engine, audio=HEALED)
    for channel, track in enumerate((TALK, other)):
        rows = [row for row in house.rows("words", "start_ms") if row["channel"] == channel]
        assert [row["word"] for row in rows] == track.texts
    assert len(engine.asked) == 6


def test_joins_of_two_calls_in_a_batch_are_not_taken_for_each_other(house: Any) -> None:
    other = acted(12.5, Line(0.2, "caller", OTHER))
    for call_id, track in (("c-1", TALK), ("c-2", other)):
        house.record(f"{call_id}.wav", track.samples, call_id=call_id)
    house.transcribe(Unsure(TALK, other), audio={"chunk_s": 5.0, "overlap_s": 1.0, "heal_seams": True})
    assert texts(house, "c-1") == TALK.texts
    assert texts(house, "c-2") == other.texts


def test_words_keep_their_times_where_silence_was_left_out_around_a_join(house: Any) -> None:
    before, after = " ".join(STORY.split()[:26]), " ".join(STORY.split()[26:])
    track = acted(18.0, Line(0.2, "caller", before), Line(12.4, "caller", after))
    house.record("a.wav", track.samples, call_id="c-1")
    engine = Unsure(track)
    house.transcribe(engine, audio=HEALED | {"leave_out_silence_s": 1.0})
    rows = house.rows("words", "word_id")
    assert (len(engine.asked), [row["word"] for row in rows]) == (3, track.texts)
    assert max(abs(row["start_ms"] - said.start_s * 1000) for row, said in zip(rows, track.said, strict=True)) <= 1


@pytest.mark.parametrize(
    "error", [ServerError("503"), BadRequestError("400"), AuthenticationError("401"), PlanError("403")]
)
def test_a_join_that_cannot_be_heard_again_stays_flagged_and_its_call_transcribed(
    called: Any, error: CallscribeError, caplog: pytest.LogCaptureFixture
) -> None:
    outcome = called.finish(only_batch(called, **HEALED), Unsure(TALK, error=error))
    (call,) = called.rows("calls")
    assert (outcome.transcribed, outcome.requests, call["flagged_seams"]) == (1, 2, 1)
    (told,) = [record.getMessage() for record in caplog.records if record.levelno == logging.WARNING]
    assert told.startswith(f"{called.source.uri}/a.wav: a doubtful join of chunks, ")
    assert told.endswith(f" on channel 0, could not be heard again: {error}")


def test_a_join_in_which_no_word_is_heard_stays_flagged(called: Any) -> None:
    engine = Unsure(TALK)
    deaf = engine.ask
    engine.ask = lambda audio, language: (  # type: ignore[method-assign]
        deaf(audio, language=language) if len(engine.asked) < 2 else b'{"words": [], "duration_s": 9.0}'
    )
    outcome = called.finish(only_batch(called, **HEALED), engine)
    assert (outcome.transcribed, outcome.requests) == (1, 3)
    assert [row["flagged"] for row in called.rows("seams")] == [True]


def test_while_there_are_tries_left_trouble_is_raised_and_the_next_try_pays_for_the_join_alone(called: Any) -> None:
    ref = only_batch(called, **HEALED)
    with pytest.raises(EngineUnavailable, match="503"):
        transcribe(called, Unsure(TALK, error=ServerError("503")), ref, last_try=False)
    engine = Unsure(TALK)
    counts = batch.transcribe(ref, engine, called.lake, last_try=False)
    assert (engine.asked, counts["transcribed"], counts["requests"]) == ([9.0], 1, 3)


@pytest.mark.parametrize("error", [BadRequestError("400"), AuthenticationError("401"), PlanError("403")])
def test_trouble_that_no_later_try_can_change_is_not_raised(called: Any, error: CallscribeError) -> None:
    assert transcribe(called, Unsure(TALK, error=error), last_try=False)["transcribed"] == 1


def test_a_call_whose_answers_cannot_be_put_together_costs_itself_only(house: Any) -> None:
    other = acted(12.5, Line(0.2, "caller", OTHER))
    for name, track in (("a.wav", TALK), ("bad.wav", other)):
        house.record(name, track.samples, call_id=name)
    engine = Unsure(TALK, other)
    honest = engine.ask

    def ask(audio: bytes, *, language: str) -> bytes:
        answer = honest(audio, language=language)
        return answer.replace(b'"start_s": 0.', b'"start_s": NaN, "end_s": 0.') if b"money" in answer else answer

    engine.ask = ask  # type: ignore[method-assign]
    outcome = house.finish(only_batch(house, **HEALED), engine)
    assert [failure.recording_uri.rpartition("/")[2] for failure in outcome.failures] == ["bad.wav"]
    assert texts(house, "a.wav") == TALK.texts


def test_chunks_that_were_heard_again_are_cleared_away_with_the_others(called: Any) -> None:
    ref = only_batch(called, **HEALED)
    transcribe(called, Unsure(TALK), ref)
    assert [key for key in called.files(f"{ref.folder}/chunks/") if key.endswith("-again.flac")] != []
    documents.clear(called.lake, ref.run_folder)
    assert called.files("work/") == {}
