"""The vendor's own client against the local server: right objects, right errors."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import httpx
import pytest
from smallestai import SmallestAI
from smallestai.core.api_error import ApiError
from smallestai.environment import SmallestAIEnvironment

if TYPE_CHECKING:
    from collections.abc import Callable

# The client imports what websockets 14 and later call deprecated.
pytestmark = pytest.mark.filterwarnings("ignore:websockets:DeprecationWarning")
ONCE = {"max_retries": 0}


def transcribe(server: Any, body: Any, *, key: str = "sk_test", **options: Any) -> Any:
    options = {"model": "pulse", "language": "en", "request_options": ONCE, **options}
    here = SmallestAIEnvironment(
        atoms=server.base_url, waves=server.base_url, waves_ws=server.base_url, payment=server.base_url
    )
    with httpx.Client() as connection:  # the client closes none of its own
        client = SmallestAI(api_key=key, environment=here, httpx_client=connection)
        return client.waves.speech_to_text.transcribe(request=body, **options)


def test_the_client_reads_transcription_words_and_speakers(server: Any, audio: Any) -> None:
    answer = transcribe(server, audio.wav(audio.tone(2.0)), word_timestamps=True, diarize=True)
    assert (answer.status, answer.transcription) == ("success", "hello there goodbye")
    assert [(word.word, word.start, word.end, word.speaker) for word in answer.words] == [
        ("hello", 0.1, 0.5, 0),
        ("there", 0.5, 0.9, 0),
        ("goodbye", 1.7, 2.0, 0),
    ]
    assert [utterance.text for utterance in answer.utterances] == ["hello there", "goodbye"]
    assert (answer.metadata.duration, answer.metadata.file_size) == (2.0, 64044)


def test_the_client_reads_gender_and_emotions(server: Any, audio: Any) -> None:
    answer = transcribe(server, audio.wav(audio.tone(2.0)), gender_detection="true", emotion_detection="true")
    assert answer.gender == "male"
    assert answer.emotions["anger"] == 0.2


def test_the_client_reads_pulse_pro(server: Any, audio: Any) -> None:
    answer = transcribe(server, audio.wav(audio.tone(2.0)), model="pulse-pro", word_timestamps=True)
    assert (answer.language, len(answer.words), bool(answer.request_id)) == ("en", 3, True)


def test_the_client_sends_an_iterator_in_chunks(server: Any, audio: Any) -> None:
    body = audio.wav(audio.tone(2.0))
    answer = transcribe(server, (body[at : at + 9000] for at in range(0, len(body), 9000)))
    assert answer.metadata.file_size == len(body)


def test_the_client_sees_an_accepted_webhook(server: Any, audio: Any) -> None:
    answer = transcribe(
        server, audio.wav(audio.tone(1.0)), model="pulse-pro", webhook_url="http://127.0.0.1:9/nobody-listens"
    )
    assert (type(answer).__name__, answer.status) == ("AsyncAccepted", "processing")
    assert answer.request_id


def refused(server: Any, body: bytes, **options: Any) -> ApiError:
    with pytest.raises(ApiError) as error:
        transcribe(server, body, **options)
    return error.value


def test_the_client_raises_its_error_of_each_status(serve: Callable[..., Any], audio: Any) -> None:
    server = serve(api_key="sk_test", rpm=1, max_bytes=100_000)
    body = audio.wav(audio.tone(2.0))
    assert refused(server, body, key="sk_wrong").status_code == 401
    assert type(refused(server, body, key="sk_wrong")).__name__ == "UnauthorizedError"
    assert type(refused(server, body, language="multi-indic")).__name__ == "BadRequestError"
    assert type(refused(server, bytes(100_001), model="pulse-pro")).__name__ == "ContentTooLargeError"
    transcribe(server, body)
    too_many = refused(server, body)
    assert (type(too_many).__name__, too_many.status_code) == ("TooManyRequestsError", 429)
    assert int((too_many.headers or {})["retry-after"]) > 0


def test_the_clients_own_retry_gets_through_a_rate_limit(server: Any, audio: Any) -> None:
    server.session.post(
        server.base_url + "/_local/faults", json={"faults": [{"fault": "429", "retry_after": 1}]}, timeout=10
    )
    answer = transcribe(server, audio.wav(audio.tone(1.0)), request_options={"max_retries": 2})
    assert answer.transcription
    assert server.stats()["refused"] == {"429": 1}
