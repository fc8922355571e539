"""The engine's answers to a batch's chunks, several asked for at once; doubtful joins of chunks are heard once more."""

from __future__ import annotations

import logging
import threading
import time
from concurrent.futures import Future, ThreadPoolExecutor, as_completed
from typing import TYPE_CHECKING

from callscribe import pipeline
from callscribe.audio.pcm import SAMPLE_RATE_HZ
from callscribe.errors import (
    AuthenticationError,
    EngineRefused,
    EngineUnavailable,
    PlanError,
    SettingsError,
    TransientError,
    UnreadableAnswerError,
)
from callscribe.lake import vault
from callscribe.spending import note_payment

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from callscribe.engines.base import Engine
    from callscribe.pipeline import Answered, PreparedChunk, TranscribedCall
    from callscribe.storage import Storage

log = logging.getLogger(__name__)

# the engine is down, not one chunk at fault: stop asking
_TROUBLES_IN_A_ROW = 5
_PROGRESS_EVERY_S = 5.0


def answer_all(
    wanted: Mapping[str, tuple[PreparedChunk, str]], engine: Engine, lake: Storage, folder: str, concurrency: int
) -> tuple[dict[str, Answered], dict[str, Exception]]:
    """Have chunks transcribed, several at once; what the vault holds is not asked for again.

    Nothing more is asked once the key or the plan was not accepted, or the engine failed several times in a row.

    Args:
        wanted: Chunk and language by the answer's name in the vault: equal chunks are asked for once.
        engine: Who transcribes.
        lake: Holds the chunks and the vault.
        folder: Of the batch, where payments are noted.
        concurrency: Requests under way at once.

    Returns:
        Answers, and what went wrong, by the answer's name.
    """
    stop = threading.Event()

    def answer(name: str) -> Answered:
        if stop.is_set():
            raise EngineUnavailable(f"Not asked: {engine.name} failed {_TROUBLES_IN_A_ROW} times in a row before.")
        chunk, language = wanted[name]
        return pipeline.transcribe_chunk(
            chunk, language, engine, lake, lambda paid: note_payment(lake, folder, paid, chunk.span.samples)
        )

    with ThreadPoolExecutor(concurrency, thread_name_prefix="chunk") as pool:
        futures = {pool.submit(answer, name): name for name in wanted}
        try:
            return _collect(futures, stop)
        finally:
            stop.set()  # whatever is raised, nothing more is asked
            pool.shutdown(wait=False, cancel_futures=True)


def first_of(troubles: Mapping[str, Exception], *kinds: type[Exception]) -> Exception | None:
    """The first trouble of these kinds, or None."""
    return next((error for error in troubles.values() if isinstance(error, kinds)), None)


def heal(
    calls: Sequence[TranscribedCall], engine: Engine, lake: Storage, folder: str, concurrency: int, *, last_try: bool
) -> list[TranscribedCall]:
    """Have the sound around doubtful joins of chunks heard once more.

    The calls are transcribed without it: a join that cannot be heard again stays as it is, flagged.

    Args:
        calls: Whose answers all lie in the vault.
        engine: See `answer_all`, as for what follows.
        lake: See there.
        folder: See there.
        concurrency: See there.
        last_try: Let joins be that the engine could not serve; otherwise trouble is raised, for the caller to come
            back later.

    Returns:
        The calls in their order, with the further chunks and answers.

    Raises:
        EngineUnavailable: Trouble that a later try may not meet.
    """
    again = [
        (call, chunk, vault.answer_name(chunk.samples_hash, engine, call.prepared.engine_language))
        for call in calls
        for chunk in _around_flagged_seams(call, lake)
    ]
    wanted = {name: (chunk, call.prepared.engine_language) for call, chunk, name in again}
    answers, troubles = answer_all(wanted, engine, lake, folder, concurrency)
    # an answer that nobody can read was asked for often enough
    passing = {name: error for name, error in troubles.items() if not isinstance(error, UnreadableAnswerError)}
    unavailable = first_of(passing, EngineUnavailable)
    if unavailable is not None and not last_try and first_of(troubles, AuthenticationError, PlanError) is None:
        raise unavailable
    heard: dict[str, list[tuple[PreparedChunk, str]]] = {call.prepared.call_id: [] for call in calls}
    for call, chunk, name in again:
        if name in answers and answers[name].words:
            heard[call.prepared.call_id].append((chunk, name))
            continue
        log.warning(
            "%s: a doubtful join of chunks, %.0f to %.0f s on channel %d, could not be heard again: %s",
            call.prepared.recording.uri,
            chunk.span.start / SAMPLE_RATE_HZ,
            chunk.span.end / SAMPLE_RATE_HZ,
            chunk.channel,
            troubles.get(name, f"{engine.name} found no word there."),
        )
    log.info("Heard %d of %d doubtful joins again.", sum(map(len, heard.values())), len(again))
    return [pipeline.with_chunks(call, heard[call.prepared.call_id]) for call in calls]


def _around_flagged_seams(call: TranscribedCall, lake: Storage) -> list[PreparedChunk]:
    try:
        return pipeline.around_flagged_seams(call, lake)
    except (SettingsError, TransientError, OSError, MemoryError):
        raise
    except Exception as error:
        # its answers cannot be put together, of which `polish` will tell; a message might quote what was said
        log.warning("%s: no join was heard again: %s.", call.prepared.recording.uri, type(error).__name__)
        return []


def _collect(
    futures: Mapping[Future[Answered], str], stop: threading.Event
) -> tuple[dict[str, Answered], dict[str, Exception]]:
    answers: dict[str, Answered] = {}
    troubles: dict[str, Exception] = {}
    in_a_row = 0
    told_at = time.monotonic()
    for future in as_completed(futures):
        name = futures[future]
        try:
            answers[name] = future.result()
            in_a_row = 0
        except EngineRefused as error:
            troubles[name] = error
            if isinstance(error, AuthenticationError | PlanError):
                stop.set()
        except EngineUnavailable as error:
            troubles[name] = error
            in_a_row += 1
            if in_a_row >= _TROUBLES_IN_A_ROW:
                stop.set()
        if time.monotonic() - told_at > _PROGRESS_EVERY_S:
            told_at = time.monotonic()
            log.info("%d of %d chunks answered.", len(answers), len(futures))
    return answers, troubles
