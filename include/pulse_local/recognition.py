"""What turns samples into words: PocketSphinx in processes of its own, or made-up words for load tests."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
import zlib
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing.connection import wait
from typing import TYPE_CHECKING, Protocol

from callscribe.engines.pocketsphinx import RecognisedWord, recognise_stretch, speech_stretches
from pulse_local.audio import SAMPLE_RATE_HZ

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

ENGINES = ("pocketsphinx", "scripted")
SCRIPTED_WORDS_PER_S = 2.5  # 150 words a minute, the pace of a calm conversation
SCRIPTED_VOCABULARY = (
    "account address after agent also amount answer april back balance bank before bill call card change charge "
    "check city code company could customer date day detail email every first friday from good great have hello "
    "help here home hour information invoice know last later letter line little look make many march mean minute "
    "monday month more morning name need new next number office okay only open order other paid payment people "
    "phone plan please point price problem question ready really receive right same say second see send service "
    "should show since some soon street sunday sure system take talk tell thank that their there thing think time "
    "today together tomorrow under until update very wait want week well what when where which will with work "
    "would write year yes yesterday"
).split()


class Recogniser(Protocol):
    """Samples, mono at 16 kHz, to words in order of time. Called from several threads at once."""

    def __call__(self, samples: NDArray[np.int16], /) -> list[RecognisedWord]:
        """The words that are spoken."""


class RecogniserUnavailable(Exception):
    """The recogniser died; the next request starts a new one."""


class PooledPocketSphinx:
    """PocketSphinx in a process for each core, started with the first request.

    Processes, because PocketSphinx holds the interpreter's lock while it decodes: threads would use one core and
    freeze the server. A request's stretches of speech are spread over the processes, so requests take turns.

    Args:
        processes: How many; default one for each core.
    """

    def __init__(self, processes: int | None = None) -> None:
        self._processes = processes or os.cpu_count() or 1
        self._pool: ProcessPoolExecutor | None = None
        self._lock = threading.Lock()

    def __call__(self, samples: NDArray[np.int16], /) -> list[RecognisedWord]:
        """The words that are spoken.

        Raises:
            RecogniserUnavailable: A process died.
            SettingsError: PocketSphinx is not installed.
        """
        futures: list[Future[list[RecognisedWord]]] = []
        pool = self._started()
        try:
            for stretch in speech_stretches(samples):
                part = samples[stretch.first : stretch.last]
                futures.append(pool.submit(recognise_stretch, part, starts_at_s=stretch.first / SAMPLE_RATE_HZ))
            return [word for future in futures for word in future.result()]
        except BrokenProcessPool as broken:
            self._forget(pool)
            raise RecogniserUnavailable(
                "A recognition process died; a new one starts with the next request"
            ) from broken
        finally:
            for future in futures:
                future.cancel()  # those not begun, when one failed

    def close(self) -> None:
        """Stop the processes; the stretches being decoded are finished, those that wait are not."""
        with self._lock:
            pool, self._pool = self._pool, None
        if pool is not None:
            pool.shutdown(wait=True, cancel_futures=True)

    def _started(self) -> ProcessPoolExecutor:
        with self._lock:
            if self._pool is None:
                # spawn: the server has threads, which a fork would copy in whatever state they are.
                self._pool = ProcessPoolExecutor(
                    self._processes,
                    mp_context=multiprocessing.get_context("spawn"),
                    initializer=_become_a_worker,
                )
            return self._pool

    def _forget(self, pool: ProcessPoolExecutor) -> None:
        with self._lock:
            if self._pool is pool:
                self._pool = None
        pool.shutdown(wait=False, cancel_futures=True)


def scripted_words(samples: NDArray[np.int16], /) -> list[RecognisedWord]:
    """No recognition: pseudo-random words, 2.5 a second wherever there is sound.

    A word depends on the samples it spans alone, so the same audio always gives the same words.
    """
    step = round(SAMPLE_RATE_HZ / SCRIPTED_WORDS_PER_S)
    words = []
    for stretch in speech_stretches(samples):
        for first in range(stretch.first, stretch.last - step + 1, step):
            drawn = zlib.crc32(samples[first : first + step].tobytes())
            words.append(
                RecognisedWord(
                    word=SCRIPTED_VOCABULARY[drawn % len(SCRIPTED_VOCABULARY)],
                    start_s=first / SAMPLE_RATE_HZ,
                    end_s=(first + step * 0.9) / SAMPLE_RATE_HZ,
                    confidence=0.5 + (drawn >> 8) % 5000 / 10_000,
                )
            )
    return words


def _become_a_worker() -> None:
    """Leave Ctrl-C to the server, and end with it even when it is killed without a word."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    server = multiprocessing.parent_process()
    if server is not None:
        threading.Thread(target=_end_with, args=(server.sentinel,), daemon=True).start()


def _end_with(sentinel: int) -> None:
    wait([sentinel])
    os._exit(1)
