"""Real recognition behind the server, and the process pool that it runs in."""

from __future__ import annotations

import json
import os
import signal
import threading
import time
from contextlib import closing
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from callscribe.errors import SettingsError
from pulse_local.recognition import PooledPocketSphinx, RecogniserUnavailable, scripted_words

if TYPE_CHECKING:
    from collections.abc import Callable


def word_error_rate(said: list[str], heard: list[str]) -> float:
    """Levenshtein distance over words, for each word said."""
    row = list(range(len(heard) + 1))
    for at, word in enumerate(said, 1):
        diagonal, row[0] = row[0], at
        for column, other in enumerate(heard, 1):
            diagonal, row[column] = (
                row[column],
                min(row[column] + 1, row[column - 1] + 1, diagonal + (word != other)),
            )
    return row[-1] / len(said)


def test_a_sample_call_is_recognised_with_its_two_speakers(serve: Callable[..., Any], audio: Any) -> None:
    server = serve(recogniser=None)
    body = (audio.sample_calls / "2026-11-02" / "call-0003.wav").read_bytes()
    turns = json.loads((audio.sample_calls / "references" / "call-0003.json").read_text())["turns"]
    answer = server.post(data=body, word_timestamps="true", diarize="true").json()

    said = " ".join(turn["text"] for turn in turns).split()
    assert word_error_rate(said, answer["transcription"].split()) < 0.2
    assert " ".join(word["word"] for word in answer["words"]) == answer["transcription"]

    def speaker_at(s: float) -> str:
        return str(min(turns, key=lambda turn: max(turn["start_s"] - s, s - turn["end_s"], 0.0))["speaker"])

    truth = [speaker_at((word["start"] + word["end"]) / 2) for word in answer["words"]]
    right = sum((word["speaker"] == 0) == (who == truth[0]) for word, who in zip(answer["words"], truth, strict=True))
    assert right / len(truth) > 0.9
    for utterance in answer["utterances"]:
        inside = [word for word in answer["words"] if utterance["start"] <= word["start"] < utterance["end"]]
        assert {word["speaker"] for word in inside} == {utterance["speaker"]}


def test_the_server_stays_responsive_while_it_recognises(serve: Callable[..., Any], audio: Any) -> None:
    server = serve(recogniser=None)
    body = (audio.sample_calls / "poison" / "undated.wav").read_bytes()
    answers: list[Any] = []
    asking = threading.Thread(target=lambda: answers.append(server.post(data=body)))
    asking.start()
    slowest_s = 0.0
    while asking.is_alive():
        slowest_s = max(slowest_s, server.get("/waves/v1/health").elapsed.total_seconds())
        time.sleep(0.02)
    assert answers[0].json()["transcription"]
    assert slowest_s < 1.0


def test_a_recogniser_that_is_killed_is_a_503_and_the_next_request_starts_another(
    serve: Callable[..., Any], audio: Any
) -> None:
    with closing(PooledPocketSphinx(processes=1)) as recogniser:
        server = serve(recogniser=recogniser)
        body = (audio.sample_calls / "poison" / "undated.wav").read_bytes()
        good = server.post(data=body).json()
        assert recogniser._pool is not None
        for pid in list(recogniser._pool._processes):
            os.kill(pid, signal.SIGKILL)
        time.sleep(0.2)
        assert server.post(data=body).status_code == 503
        assert server.get("/waves/v1/health").status_code == 503
        assert server.post(data=body).json() == good
        assert server.get("/waves/v1/health").status_code == 200


def test_silence_needs_no_recogniser_and_gives_no_word() -> None:
    with closing(PooledPocketSphinx(processes=1)) as recogniser:
        assert recogniser(np.zeros(32_000, dtype=np.int16)) == []


def test_a_missing_recogniser_is_a_503_that_says_what_to_install(serve: Callable[..., Any]) -> None:
    def missing(_: Any) -> Any:
        raise SettingsError("pip install 'airflow-pulse[local]'")

    answer = serve(recogniser=missing).post()
    assert answer.status_code == 503
    assert "pip install" in answer.json()["error"]


def test_a_dead_recogniser_is_counted_as_refused(serve: Callable[..., Any]) -> None:
    def dead(_: Any) -> Any:
        raise RecogniserUnavailable("gone")

    server = serve(recogniser=dead)
    server.post()
    assert server.stats()["refused"] == {"503": 1}


def test_scripted_words_are_the_same_for_the_same_audio_at_a_calm_pace(audio: Any) -> None:
    samples = np.concatenate([audio.tone(4.0), np.zeros(160_000, dtype=np.int16), audio.tone(4.0, hz=170.0)])
    words = scripted_words(samples)
    assert words == scripted_words(samples.copy())
    assert len(words) == pytest.approx(8 * 2.5, abs=2)
    assert not [word for word in words if 4.5 < word.start_s < 13.5]
    assert all(0.0 <= word.confidence <= 1.0 for word in words)
    assert scripted_words(np.zeros(16_000, dtype=np.int16)) == []
