"""Audio that is fetched from an address, and answers that are delivered to one."""

from __future__ import annotations

import json
import threading
import time
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any

import pytest

from pulse_local.incoming import is_allowed

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


class Elsewhere:
    """A small web server: serves `files`, and keeps what it is told under /hook."""

    def __init__(self) -> None:
        self.files: dict[str, bytes] = {}
        self.calls: list[tuple[str, str, bytes]] = []
        self.hook_answers: list[int] = []
        self.base_url = ""

    def answer(self, request: BaseHTTPRequestHandler) -> None:
        length = int(request.headers.get("Content-Length", "0"))
        body, path = request.rfile.read(length), request.path
        status, content = 404, b""
        if path.startswith("/hook"):
            self.calls.append((request.command, path, body))
            status = self.hook_answers.pop(0) if self.hook_answers else 200
        elif path == "/redirect":
            status = 302
        elif path in self.files:
            status, content = 200, self.files[path]
        request.send_response(status)
        if status == 302:
            request.send_header("Location", "/audio/call.wav")
        request.send_header("Content-Length", str(len(content)))
        request.end_headers()
        request.wfile.write(content)


@contextmanager
def elsewhere_running() -> Iterator[Elsewhere]:
    place = Elsewhere()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            place.answer(self)

        def do_POST(self) -> None:
            place.answer(self)

        def log_message(self, *_: Any) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as web:
        thread = threading.Thread(target=web.serve_forever, args=(0.02,))
        thread.start()
        place.base_url = f"http://127.0.0.1:{web.server_port}"
        yield place
        web.shutdown()
        thread.join()


@pytest.fixture
def elsewhere(audio: Any) -> Iterator[Elsewhere]:
    with elsewhere_running() as place:
        place.files["/audio/call.wav"] = audio.wav(audio.tone(2.0))
        yield place


def test_audio_is_fetched_from_an_address_and_its_file_name_is_shown(server: Any, elsewhere: Elsewhere) -> None:
    answer = server.post(json={"url": elsewhere.base_url + "/audio/call.wav"}, word_timestamps="true")
    assert answer.status_code == 200
    assert answer.json()["metadata"] == {"duration": 2.0, "fileSize": 64044, "filename": "call.wav"}
    assert answer.json()["transcription"] == "hello there goodbye"


@pytest.mark.parametrize("path", ["/missing.wav", "/redirect"])
def test_an_address_that_gives_no_audio_is_refused(server: Any, elsewhere: Elsewhere, path: str) -> None:
    answer = server.post(json={"url": elsewhere.base_url + path})
    assert answer.status_code == 400
    assert answer.json()["message"] == "Error handling audio data"


@pytest.mark.parametrize(
    "url",
    [
        "file:///etc/passwd",
        "http://example.com/call.wav",
        "http://127.0.0.1.example.com/",
        "http://127.0.0.1@example.com/",
        "ftp://127.0.0.1/x",
        "http://[",
        "//127.0.0.1/x",
    ],
)
def test_addresses_of_other_machines_are_refused_without_asking_them(server: Any, url: str) -> None:
    answer = server.post(json={"url": url})
    assert answer.status_code == 400
    assert answer.json()["errors"].startswith("URL refused")


def test_hosts_are_compared_by_name() -> None:
    assert is_allowed("https://files.local:8443/x", {"files.local"})
    assert is_allowed("http://[::1]:80/x", {"::1"})
    assert not is_allowed("http://files.local.evil/x", {"files.local"})


def test_fetched_audio_is_held_to_the_size_limit(serve: Callable[..., Any], elsewhere: Elsewhere) -> None:
    answer = serve(max_bytes=10_000).post(json={"url": elsewhere.base_url + "/audio/call.wav"})
    assert answer.status_code == 413


def test_pulse_pro_takes_no_address(server: Any, elsewhere: Elsewhere) -> None:
    answer = server.post(model="pulse-pro", json={"url": elsewhere.base_url + "/audio/call.wav"})
    assert answer.status_code == 400


def wait_for_calls(place: Elsewhere, count: int) -> None:
    deadline = time.monotonic() + 5
    while len(place.calls) < count and time.monotonic() < deadline:
        time.sleep(0.02)
    assert len(place.calls) == count


def test_a_webhook_gets_the_answer_after_the_request_was_accepted(server: Any, elsewhere: Elsewhere) -> None:
    accepted = server.post(
        model="pulse-pro",
        word_timestamps="true",
        webhook_url=elsewhere.base_url + "/hook",
        webhook_extra="case:7,queue:billing",
    )
    request_id = accepted.headers["x-request-id"]
    assert (accepted.status_code, accepted.json()) == (200, {"status": "processing", "request_id": request_id})
    wait_for_calls(elsewhere, 1)
    method, _, body = elsewhere.calls[0]
    payload = json.loads(body)
    assert method == "POST"
    assert (payload["status"], payload["request_id"]) == ("success", request_id)
    assert payload["transcription"] == "hello there goodbye"
    assert payload["webhook_extra"] == {"case": "7", "queue": "billing"}
    assert server.eventually(lambda stats: stats["audio_seconds_answered"] == 2.0)["answered"] == 1


def test_a_webhook_is_called_again_after_a_server_error_and_each_attempt_is_logged(
    serve: Callable[..., Any], elsewhere: Elsewhere
) -> None:
    server = serve(webhook_backoff_s=0.01)
    elsewhere.hook_answers = [500, 503]
    server.post(model="pulse-pro", webhook_url=elsewhere.base_url + "/hook")
    wait_for_calls(elsewhere, 3)
    time.sleep(0.1)
    entries = server.get("/waves/v1/analytics/webhooks/logs").json()["data"]
    assert [(entry["attempt"], entry["status"], entry["response_status_code"]) for entry in entries] == [
        (3, "success", 200),
        (2, "failed", 503),
        (1, "failed", 500),
    ]
    assert entries[0]["event_type"] == "asr.completed"


def test_a_webhook_that_always_fails_is_called_eleven_times(serve: Callable[..., Any], elsewhere: Elsewhere) -> None:
    server = serve(webhook_backoff_s=0.0)
    elsewhere.hook_answers = [500] * 20
    server.post(model="pulse-pro", webhook_url=elsewhere.base_url + "/hook")
    wait_for_calls(elsewhere, 11)
    time.sleep(0.1)
    assert len(elsewhere.calls) == 11


def test_a_webhook_that_refuses_is_not_called_again(serve: Callable[..., Any], elsewhere: Elsewhere) -> None:
    server = serve(webhook_backoff_s=0.0)
    elsewhere.hook_answers = [404]
    server.post(model="pulse-pro", webhook_url=elsewhere.base_url + "/hook")
    wait_for_calls(elsewhere, 1)
    time.sleep(0.1)
    assert len(elsewhere.calls) == 1


def test_a_get_webhook_carries_no_word_in_its_address(server: Any, elsewhere: Elsewhere) -> None:
    server.post(model="pulse-pro", webhook_url=elsewhere.base_url + "/hook", webhook_method="GET")
    wait_for_calls(elsewhere, 1)
    method, path, body = elsewhere.calls[0]
    assert (method, body) == ("GET", b"")
    assert "status=success" in path
    assert "hello" not in path


def test_a_failed_recognition_is_delivered_as_failed(serve: Callable[..., Any], elsewhere: Elsewhere) -> None:
    def crash(_: Any) -> Any:
        raise RuntimeError("a secret word")

    serve(recogniser=crash).post(model="pulse-pro", webhook_url=elsewhere.base_url + "/hook")
    wait_for_calls(elsewhere, 1)
    assert json.loads(elsewhere.calls[0][2])["status"] == "failed"
    assert b"secret" not in elsewhere.calls[0][2]


@pytest.mark.parametrize("url", ["not-an-address", "http://example.com/hook"])
def test_webhooks_that_cannot_or_may_not_be_called_are_refused_at_once(server: Any, url: str) -> None:
    answer = server.post(model="pulse-pro", webhook_url=url)
    assert answer.status_code == 400
    assert answer.json()["errors"][0]["path"] == ["webhook_url"]
