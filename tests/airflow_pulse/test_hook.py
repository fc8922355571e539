from __future__ import annotations

import json
from contextlib import ExitStack
from typing import TYPE_CHECKING, Any

import pytest

from airflow_pulse.exceptions import PulseConnectionError
from airflow_pulse.hooks.pulse import PulseHook
from callscribe.engines.pocketsphinx import RecognisedWord
from callscribe.engines.pulse_options import PulseOptions
from callscribe.errors import AuthenticationError
from local_server import running_server
from pulse_local.app import create_app
from sounds import speechlike_wav

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

KEY = "sk_a_secret_key"


def connect(monkeypatch: pytest.MonkeyPatch, **fields: Any) -> None:
    monkeypatch.setenv("AIRFLOW_CONN_PULSE_DEFAULT", json.dumps({"conn_type": "pulse", **fields}))


@pytest.fixture
def service(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    with ExitStack() as stack:
        app = create_app(recogniser=lambda samples: [RecognisedWord("hello", 0.1, 0.5, 0.9)], api_key=KEY, rpm=0)
        base_url = stack.enter_context(running_server(app))
        connect(monkeypatch, host=base_url, password=KEY)
        yield base_url


def test_a_recording_is_transcribed_through_the_connection(service: str, tmp_path: Path) -> None:
    path = tmp_path / "call.wav"
    path.write_bytes(speechlike_wav(1.0))
    assert [word.word for word in PulseHook().transcribe(path).words] == ["hello"]


def test_options_reach_the_service(service: str) -> None:
    hook = PulseHook(options=PulseOptions(model="pulse-pro"))
    assert hook.transcribe(speechlike_wav(1.0)).language == "en"


def test_the_connection_test_says_yes(service: str) -> None:
    good, message = PulseHook().test_connection()
    assert good
    assert service in message


def test_the_connection_test_says_why_not(service: str, monkeypatch: pytest.MonkeyPatch) -> None:
    connect(monkeypatch, host=service, password="sk_wrong")
    good, message = PulseHook().test_connection()
    assert not good
    assert "API key" in message
    assert "sk_wrong" not in message


def test_errors_are_those_of_callscribe(service: str, monkeypatch: pytest.MonkeyPatch) -> None:
    connect(monkeypatch, host=service, password="sk_wrong")
    with pytest.raises(AuthenticationError):
        PulseHook().transcribe(speechlike_wav(1.0))


def test_without_a_connection_the_environments_key_is_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SMALLEST_API_KEY", KEY)
    hook = PulseHook("pulse_nowhere")
    assert hook.client.base_url == "https://api.smallest.ai"
    assert hook.health_url == "https://api.smallest.ai/waves/v1/health"


def test_without_connection_and_key_the_message_says_how_to_make_one() -> None:
    with pytest.raises(PulseConnectionError, match="airflow connections add pulse_nowhere --conn-type pulse"):
        PulseHook("pulse_nowhere").get_conn()


def test_a_connection_without_a_key_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    connect(monkeypatch)
    with pytest.raises(PulseConnectionError, match="'pulse_default' has no API key"):
        PulseHook().get_conn()


@pytest.mark.parametrize(
    ("fields", "base_url"),
    [
        ({}, "https://api.smallest.ai"),
        ({"host": "https://api.us.smallest.ai/"}, "https://api.us.smallest.ai"),
        ({"host": "pulse.internal", "schema": "http", "port": 8808}, "http://pulse.internal:8808"),
        ({"host": "pulse.internal"}, "https://pulse.internal"),
    ],
)
def test_the_host_is_the_base_url(monkeypatch: pytest.MonkeyPatch, fields: dict[str, Any], base_url: str) -> None:
    connect(monkeypatch, password=KEY, **fields)
    assert PulseHook().client.base_url == base_url


def test_the_key_is_masked_in_task_logs(monkeypatch: pytest.MonkeyPatch) -> None:
    from airflow.sdk.log import redact

    connect(monkeypatch, password="sk_never_seen_before_4711")
    PulseHook().get_conn()
    assert "4711" not in str(redact({"line": "Bearer sk_never_seen_before_4711"}))
