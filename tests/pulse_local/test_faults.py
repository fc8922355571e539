"""Faults on demand, and the counters that tests of clients rely on."""

from __future__ import annotations

import hashlib
import socket
import threading
import time
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import pytest
import requests

if TYPE_CHECKING:
    from collections.abc import Callable


def emulate(fault: str) -> dict[str, dict[str, str]]:
    return {"headers": {"X-Emulate": fault}}


def queue(server: Any, *entries: dict[str, Any]) -> requests.Response:
    answer: requests.Response = server.session.post(
        server.base_url + "/_local/faults", json={"faults": entries}, timeout=10
    )
    return answer


def test_faults_are_off_by_default(serve: Callable[..., Any]) -> None:
    server = serve()
    assert server.post(**emulate("500")).status_code == 200
    assert queue(server, {"fault": "500"}).status_code == 404


@pytest.mark.parametrize(
    ("fault", "status", "body"),
    [
        ("429", 429, {"error": "Rate limit exceeded. Please retry after a short backoff."}),
        ("500", 500, {"error": "Internal server error"}),
        ("503", 503, {"error": "Service unavailable"}),
        ("decode_error", 400, {"status": "error", "message": "Failed to decode audio", "code": "AudioDecodeError"}),
    ],
)
def test_an_emulated_error_has_the_documented_body(server: Any, fault: str, status: int, body: Any) -> None:
    answer = server.post(**emulate(fault))
    assert answer.status_code == status
    assert {key: value for key, value in answer.json().items() if key != "request_id"} == body
    assert "Retry-After" not in answer.headers


def test_an_emulated_429_says_when_to_come_back(server: Any) -> None:
    assert server.post(**emulate("429;retry-after=7")).headers["Retry-After"] == "7"


def test_empty_is_a_success_without_a_word(server: Any) -> None:
    answer = server.post(word_timestamps="true", **emulate("empty")).json()
    assert (answer["status"], answer["transcription"], answer["words"]) == ("success", "", [])
    assert answer["metadata"]["duration"] == 2.0


def test_slow_is_late_and_good(server: Any) -> None:
    began = time.monotonic()
    assert server.post(**emulate("slow=0.4")).status_code == 200
    assert time.monotonic() - began >= 0.4


def test_drop_closes_the_connection_without_an_answer(server: Any) -> None:
    with pytest.raises(requests.ConnectionError):
        server.post(**emulate("drop"))
    assert server.stats()["refused"] == {"drop": 1}


def test_truncated_breaks_off_in_the_middle_of_the_announced_body(server: Any) -> None:
    with pytest.raises((requests.exceptions.ChunkedEncodingError, requests.ConnectionError)):
        server.post(**emulate("truncated"))
    assert server.stats()["refused"] == {"truncated": 1}


def test_truncated_json_is_complete_http_with_half_a_document(server: Any) -> None:
    answer = server.post(**emulate("truncated_json"))
    assert answer.status_code == 200
    with pytest.raises(requests.exceptions.JSONDecodeError):
        answer.json()
    assert server.stats()["answered"] == 0


def test_an_unknown_fault_is_named_and_the_known_ones_are_listed(server: Any) -> None:
    answer = server.post(**emulate("explode"))
    assert answer.status_code == 400
    assert "'explode'" in answer.json()["error"]
    assert "truncated_json" in answer.json()["error"]
    assert queue(server, {"fault": "explode"}).status_code == 400
    assert queue(server, {"times": 1}).status_code == 400


def test_queued_faults_strike_in_order_after_the_good_requests_they_let_pass(server: Any) -> None:
    queue(server, {"fault": "429", "retry_after": 1, "times": 2, "after": 1}, {"fault": "503"})
    answers = [server.post() for _ in range(5)]
    assert [answer.status_code for answer in answers] == [200, 429, 429, 503, 200]
    assert answers[1].headers["Retry-After"] == "1"


def test_requests_that_are_refused_anyway_use_up_no_queued_fault(server: Any) -> None:
    queue(server, {"fault": "500"})
    assert server.post(key=None).status_code == 401
    assert server.post(diarize="x").status_code == 400
    assert server.post().status_code == 500


def test_queued_faults_can_be_forgotten(server: Any) -> None:
    queue(server, {"fault": "500", "times": 9})
    server.session.delete(server.base_url + "/_local/faults", timeout=10)
    assert server.post().status_code == 200


def test_stats_account_for_every_request_and_hold_no_word(server: Any, audio: Any) -> None:
    body = audio.wav(audio.tone(1.5))
    for _ in range(2):
        server.post(data=body, word_timestamps="true")
    server.post(key=None)
    server.post(**emulate("503"))
    stats = server.stats()
    assert stats == {
        "requests": 4,
        "answered": 2,
        "refused": {"401": 1, "503": 1},
        "abandoned": 0,
        "audio_seconds_answered": 3.0,
        "answers_by_audio": {hashlib.sha256(body).hexdigest(): 2},
    }
    assert "hello" not in server.get("/_local/stats").text


def test_reset_zeroes_the_stats(server: Any) -> None:
    server.post()
    server.session.post(server.base_url + "/_local/reset", timeout=10)
    assert server.stats() == {
        "requests": 0,
        "answered": 0,
        "refused": {},
        "abandoned": 0,
        "audio_seconds_answered": 0.0,
        "answers_by_audio": {},
    }


def hang_up_after(server: Any, sent: bytes) -> None:
    """Send the beginning of a request by hand, then go away."""
    parts = urlsplit(server.base_url)
    with socket.create_connection((str(parts.hostname), int(parts.port or 0))) as connection:
        connection.sendall(sent)
        time.sleep(0.15)


def request_bytes(body: bytes, announced: int | None = None) -> bytes:
    head = (
        "POST /waves/v1/stt/?model=pulse&language=en HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer k\r\n"
        f"Content-Length: {len(body) if announced is None else announced}\r\n\r\n"
    )
    return head.encode() + body


def test_a_client_that_leaves_during_the_wait_is_abandoned_and_never_answered(
    serve: Callable[..., Any], audio: Any
) -> None:
    heard: list[int] = []
    server = serve(latency_s=0.6, recogniser=lambda samples: heard.append(len(samples)) or [])
    hang_up_after(server, request_bytes(audio.wav(audio.tone(1.0))))
    server.eventually(lambda stats: stats["abandoned"] == 1)
    time.sleep(0.7)
    stats = server.stats()
    assert (stats["requests"], stats["answered"], stats["answers_by_audio"], stats["refused"]) == (1, 0, {}, {})
    assert heard == []


def test_a_client_that_leaves_during_recognition_is_abandoned(serve: Callable[..., Any], audio: Any) -> None:
    finish = threading.Event()

    def recognise_slowly(_: Any) -> list[Any]:
        finish.wait(10)
        return []

    server = serve(recogniser=recognise_slowly)
    try:
        hang_up_after(server, request_bytes(audio.wav(audio.tone(1.0))))
        server.eventually(lambda stats: stats["abandoned"] == 1)
    finally:
        finish.set()
    assert server.stats()["answered"] == 0


def test_a_client_that_leaves_during_its_upload_is_abandoned(server: Any) -> None:
    hang_up_after(server, request_bytes(b"RIFF", announced=1000))
    server.eventually(lambda stats: stats["abandoned"] == 1 and stats["answered"] == 0)


def test_latency_holds_up_nobody_else(serve: Callable[..., Any]) -> None:
    server = serve(latency_s=0.5, rpm=0)
    answers: list[requests.Response] = []

    def ask() -> None:
        with requests.Session() as session:
            answers.append(type(server)(server.base_url, session).post())

    began = time.monotonic()
    clients = [threading.Thread(target=ask) for _ in range(8)]
    for client in clients:
        client.start()
    assert server.get("/waves/v1/health").elapsed.total_seconds() < 0.4
    for client in clients:
        client.join()
    assert [answer.status_code for answer in answers] == [200] * 8
    assert 0.5 <= time.monotonic() - began < 2.0
