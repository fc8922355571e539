from __future__ import annotations

import logging
from contextlib import ExitStack
from typing import TYPE_CHECKING, Any

import pytest
import requests

from callscribe.engines.pocketsphinx import RecognisedWord
from callscribe.engines.pulse import PulseClient, quote_error
from callscribe.engines.pulse_options import PulseOptions
from callscribe.errors import (
    AuthenticationError,
    BadRequestError,
    EmptyAnswerError,
    EngineTimeout,
    EngineUnreachable,
    PlanError,
    RateLimitError,
    ServerError,
    SettingsError,
    TooLargeError,
    UnreadableAnswerError,
)
from local_server import running_server
from pulse_local.app import create_app
from sounds import speechlike_wav

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

WORDS = [RecognisedWord("hello", 0.1, 0.5, 0.9), RecognisedWord("marmalade", 0.5, 1.2, 0.4)]
AUDIO = speechlike_wav(2.0)
KEY = "sk_a_secret_key"


class Service:
    """pulse-local with faults to order, and a client that notes its waits instead of sleeping."""

    def __init__(self, base_url: str) -> None:
        self.base_url = base_url
        self.waits: list[float] = []

    def client(self, **given: Any) -> PulseClient:
        return PulseClient(given.pop("key", KEY), base_url=self.base_url, sleep=self.waits.append, **given)

    def order(self, *faults: dict[str, Any]) -> None:
        requests.post(f"{self.base_url}/_local/faults", json={"faults": list(faults)}, timeout=10).raise_for_status()

    def requests(self) -> int:
        return int(requests.get(f"{self.base_url}/_local/stats", timeout=10).json()["requests"])


@pytest.fixture
def service() -> Iterator[Service]:
    with ExitStack() as stack:
        app = create_app(recogniser=lambda samples: WORDS, api_key=KEY, rpm=0, allow_faults=True, max_bytes=1_000_000)
        yield Service(stack.enter_context(running_server(app)))


def test_bytes_come_back_as_timed_words(service: Service) -> None:
    result = service.client().transcribe(AUDIO)
    assert [(word.word, word.start_s, word.end_s) for word in result.words] == [
        ("hello", 0.1, 0.5),
        ("marmalade", 0.5, 1.2),
    ]
    assert [word.confidence for word in result.words] == [0.9, 0.4]
    assert {word.speaker for word in result.words} == {"0"}
    assert result.duration_s == 2.0


def test_a_file_is_sent_as_it_lies_on_disk(service: Service, tmp_path: Path) -> None:
    path = tmp_path / "call.wav"
    path.write_bytes(AUDIO)
    assert len(service.client().transcribe(path).words) == 2


def test_a_file_is_sent_whole_again_after_trouble(service: Service, tmp_path: Path) -> None:
    path = tmp_path / "call.wav"
    path.write_bytes(AUDIO)
    service.order({"fault": "503", "times": 2})
    assert service.client().transcribe(path).duration_s == 2.0


def test_a_url_is_fetched_by_the_service(service: Service, tmp_path: Path) -> None:
    from starlette.applications import Starlette
    from starlette.staticfiles import StaticFiles

    (tmp_path / "call.wav").write_bytes(AUDIO)
    files = Starlette()
    files.mount("/", StaticFiles(directory=tmp_path))
    with running_server(files) as files_url:
        assert len(service.client().transcribe(f"{files_url}/call.wav").words) == 2


def test_pulse_pro_takes_no_url(service: Service) -> None:
    client = service.client(options=PulseOptions(model="pulse-pro"))
    with pytest.raises(SettingsError, match="bytes only"):
        client.transcribe("http://example.com/call.wav")
    assert service.requests() == 0


def test_pulse_pro_answers_are_read_too(service: Service) -> None:
    result = service.client(options=PulseOptions(model="pulse-pro")).transcribe(AUDIO)
    assert [word.word for word in result.words] == ["hello", "marmalade"]
    assert result.language == "en"
    assert result.request_id


def test_transient_trouble_is_retried_with_growing_waits(service: Service) -> None:
    service.order({"fault": "503", "times": 1}, {"fault": "500", "times": 1}, {"fault": "drop", "times": 1})
    service.client().transcribe(AUDIO)
    assert len(service.waits) == 3
    assert service.waits[0] < service.waits[1] < service.waits[2] <= 30.5


def test_the_wait_that_the_service_asks_for_is_kept(service: Service) -> None:
    service.order({"fault": "429", "retry_after": 7, "times": 1})
    service.client().transcribe(AUDIO)
    assert 7 <= service.waits[0] < 8


def test_a_wait_longer_than_a_pause_is_left_to_whoever_called(service: Service) -> None:
    service.order({"fault": "429", "retry_after": 3600, "times": 1})
    with pytest.raises(RateLimitError) as caught:
        service.client().transcribe(AUDIO)
    assert (caught.value.retry_after_s, service.waits) == (3600, [])


def test_an_answer_without_a_word_is_no_success(service: Service) -> None:
    service.order({"fault": "empty", "times": 1})
    with pytest.raises(EmptyAnswerError):
        service.client().transcribe(AUDIO)


def test_an_address_that_is_not_the_services_is_told_as_such(service: Service) -> None:
    client = PulseClient(KEY, base_url=f"{service.base_url}/elsewhere", sleep=service.waits.append)
    with pytest.raises(SettingsError, match="base URL"):
        client.transcribe(AUDIO)


@pytest.mark.parametrize(
    ("fault", "error"), [("429", RateLimitError), ("500", ServerError), ("503", ServerError), ("408", EngineTimeout)]
)
def test_trouble_that_outlives_the_retries_is_told_by_kind(
    service: Service, fault: str, error: type[Exception]
) -> None:
    service.order({"fault": fault, "times": 3})
    with pytest.raises(error):
        service.client(max_attempts=3).transcribe(AUDIO)
    assert service.requests() == 3


def test_a_rate_limit_carries_its_delay(service: Service) -> None:
    service.order({"fault": "429", "retry_after": 12, "times": 1})
    with pytest.raises(RateLimitError) as caught:
        service.client(max_attempts=1).transcribe(AUDIO)
    assert caught.value.retry_after_s == 12


def test_a_connection_that_breaks_off_is_transient(service: Service) -> None:
    service.order({"fault": "truncated", "times": 1})
    with pytest.raises(EngineUnreachable):
        service.client(max_attempts=1).transcribe(AUDIO)


def test_half_a_json_document_is_not_taken_for_an_answer(service: Service) -> None:
    service.order({"fault": "truncated_json", "times": 1})
    with pytest.raises(UnreadableAnswerError):
        service.client().transcribe(AUDIO)


def test_a_slow_answer_times_out(service: Service) -> None:
    service.order({"fault": "slow=5", "times": 1})
    with pytest.raises(EngineTimeout, match="did not answer"):
        service.client(read_timeout_s=0.3, max_attempts=1).transcribe(AUDIO)


def test_nobody_listening_is_told_with_the_address() -> None:
    client = PulseClient(KEY, base_url="http://127.0.0.1:9", max_attempts=1)
    with pytest.raises(EngineUnreachable, match=r"127\.0\.0\.1:9"):
        client.transcribe(AUDIO)


def test_a_wrong_key_is_refused_once_and_for_all(service: Service) -> None:
    with pytest.raises(AuthenticationError, match="API key"):
        service.client(key="sk_wrong").transcribe(AUDIO)
    assert service.requests() == 1


def test_a_plan_without_the_model_is_terminal(service: Service) -> None:
    service.order({"fault": "403", "times": 1})
    with pytest.raises(PlanError, match="plan"):
        service.client().transcribe(AUDIO)
    assert service.requests() == 1


def test_audio_that_the_service_cannot_decode_is_a_bad_request(service: Service) -> None:
    service.order({"fault": "decode_error", "times": 1})
    with pytest.raises(BadRequestError):
        service.client().transcribe(AUDIO)


def test_audio_over_the_services_limit_is_too_large(service: Service) -> None:
    with pytest.raises(TooLargeError):
        service.client().transcribe(speechlike_wav(40.0))


def test_audio_over_the_documented_limit_is_not_even_sent(service: Service, tmp_path: Path) -> None:
    path = tmp_path / "huge.wav"
    with path.open("wb") as file:
        file.truncate(250_000_001)
    with pytest.raises(TooLargeError, match="250 MB"):
        service.client().transcribe(path)
    assert service.requests() == 0


def test_check_says_that_the_key_is_good_and_pays_for_nothing(service: Service) -> None:
    assert service.base_url in service.client().check()
    assert service.requests() == 0


def test_check_refuses_a_wrong_key(service: Service) -> None:
    with pytest.raises(AuthenticationError):
        service.client(key="sk_wrong").check()


def test_neither_key_nor_transcript_reaches_a_log_or_an_exception(
    service: Service, capture_everything: list[str]
) -> None:
    service.order({"fault": "500", "times": 1}, {"fault": "truncated_json", "times": 1, "after": 1})
    client = service.client(options=PulseOptions(redact_pii=True))
    client.transcribe(AUDIO)
    with pytest.raises(UnreadableAnswerError) as caught:
        client.transcribe(AUDIO)
    told = "\n".join([*capture_everything, str(caught.value), repr(caught.value)])
    assert "500" in told, "nothing was captured"
    assert "marmalade" not in told
    assert KEY not in told


@pytest.fixture
def capture_everything() -> Iterator[list[str]]:
    """Whatever any logger says, debugging included."""
    lines: list[str] = []
    handler = logging.Handler(logging.NOTSET)
    handler.emit = lambda record: lines.append(f"{record.getMessage()} {record.exc_text}")  # type: ignore[method-assign]
    root = logging.getLogger()
    before = root.level
    root.addHandler(handler)
    root.setLevel(logging.DEBUG)
    yield lines
    root.setLevel(before)
    root.removeHandler(handler)


def test_a_webhooks_address_stays_out_of_the_message() -> None:
    options = PulseOptions(model="pulse-pro", webhook_url="https://hooks.example.com/t0ken")
    client = PulseClient(KEY, base_url="http://127.0.0.1:9", max_attempts=1, options=options)
    with pytest.raises(EngineUnreachable) as caught:
        client.ask(AUDIO)
    assert "t0ken" not in str(caught.value)
    assert caught.value.__suppress_context__


@pytest.mark.parametrize("key", ["", "sk with blank", "sk\nnewline", "clé"])
def test_a_key_that_cannot_be_one_is_refused_early(key: str) -> None:
    with pytest.raises(SettingsError, match="API key"):
        PulseClient(key)


@pytest.mark.parametrize("url", ["api.smallest.ai", "ftp://api.smallest.ai", "https://"])
def test_a_base_url_that_cannot_be_one_is_refused_early(url: str) -> None:
    with pytest.raises(SettingsError, match="base URL"):
        PulseClient(KEY, base_url=url)


@pytest.mark.parametrize(
    ("body", "said"),
    [
        (b'{"message":"Unauthorized: No tokens provided"}', "Unauthorized: No tokens provided"),
        (b'{"error":"unauthorized"}', "unauthorized"),
        (
            b'{"status":"error","message":"Invalid query parameters","errors":[{"code":"x","message":"Bad model"}]}',
            "Invalid query parameters; Bad model",
        ),
        (
            b'{"errors":"Audio data too large","status":"error","message":"Error handling audio data"}',
            "Error handling audio data; Audio data too large",
        ),
        (
            b'{"status":"error","error_code":"LANGUAGE_NOT_ENABLED_IN_REGION","message":"Not here."}',
            "LANGUAGE_NOT_ENABLED_IN_REGION; Not here.",
        ),
        (b'{"status":"error","message":"no sound","code":"NoAudio","request_id":"r"}', "NoAudio; no sound"),
        (b'{"error":[{"message":"Invalid enum value"}]}', "Invalid enum value"),
        (b"<html>Bad gateway</html>", "(no readable reason)"),
        (b'["odd"]', "(no readable reason)"),
        (b"", "(no readable reason)"),
    ],
)
def test_every_documented_error_body_is_quoted(body: bytes, said: str) -> None:
    assert quote_error(body) == said
