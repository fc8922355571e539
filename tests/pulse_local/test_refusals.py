"""Each documented error, with its exact body and status."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from pulse_local import contract

if TYPE_CHECKING:
    from collections.abc import Callable

    from requests import Response

STT, LEGACY, OLDEST = (endpoint.path for endpoint in contract.ENDPOINTS)
BAD_AUDIO = "Error handling audio data"


def body_without_request_id(answer: Response) -> Any:
    body = answer.json()
    assert body.pop("request_id") == answer.headers["x-request-id"]
    return body


@pytest.mark.parametrize("path", [STT, LEGACY, OLDEST])
def test_a_request_without_a_key_is_refused_in_the_documented_words(server: Any, path: str) -> None:
    answer = server.post(path, key=None)
    assert (answer.status_code, answer.json()) == (401, {"message": "Unauthorized: No tokens provided"})


def test_a_wrong_key_is_refused_in_the_documented_words(serve: Callable[..., Any]) -> None:
    server = serve(api_key="sk_right")
    answer = server.post(key="sk_wrong")
    assert (answer.status_code, answer.json()) == (401, {"error": "unauthorized"})
    assert server.post(key="sk_right").status_code == 200


@pytest.mark.parametrize("header", ["Bearer ", "Bearer", "Basic c2s6", "sk_test"])
def test_without_a_key_of_its_own_the_server_takes_any_bearer_that_is_not_empty(server: Any, header: str) -> None:
    answer = server.post(key=None, headers={"Authorization": header})
    assert (answer.status_code, answer.json()) == (401, {"error": "unauthorized"})


def test_the_key_is_checked_before_the_query(server: Any) -> None:
    assert server.post(key=None, model="none", language="none").status_code == 401


@pytest.mark.parametrize("path", ["/waves/v1/stt", LEGACY + "/", OLDEST + "/", "/waves/v1/other"])
def test_a_path_with_the_wrong_last_slash_is_not_found_and_not_redirected(server: Any, path: str) -> None:
    answer = server.post(path, model="pulse", language="en")
    assert answer.status_code == 404
    assert answer.history == []


def test_a_missing_model_is_refused_with_the_documented_issue(server: Any) -> None:
    answer = server.post(model=None)
    assert answer.status_code == 400
    assert answer.json() == {
        "status": "error",
        "message": "Invalid model query parameter.",
        "errors": [
            {
                "expected": "'pulse' | 'pulse-pro'",
                "received": "undefined",
                "code": "invalid_type",
                "path": ["model"],
                "message": "Missing required query param: model. Supported values: pulse | pulse-pro.",
            }
        ],
    }


def test_an_unknown_model_is_refused(server: Any) -> None:
    answer = server.post(model="whisper")
    assert answer.status_code == 400
    assert answer.json()["message"] == "Invalid model query parameter."
    assert answer.json()["errors"][0]["received"] == "whisper"


def test_the_oldest_path_needs_a_model_and_the_legacy_path_does_not(server: Any) -> None:
    assert server.post(OLDEST, language="en").status_code == 400
    assert server.post(OLDEST, language="en", model="pulse").status_code == 200
    assert server.post(LEGACY, language="en").status_code == 200


def test_every_bad_option_is_listed_as_an_issue(server: Any) -> None:
    answer = server.post(diarize="yes", word_timestamps="True", language="tlh")
    assert answer.status_code == 400
    body = answer.json()
    assert (body["status"], body["message"]) == ("error", "Invalid query parameters")
    assert {issue["path"][0]: issue["received"] for issue in body["errors"]} == {
        "diarize": "yes",
        "word_timestamps": "True",
        "language": "tlh",
    }
    assert all(set(issue) == {"expected", "received", "code", "path", "message"} for issue in body["errors"])


@pytest.mark.parametrize(("region", "language"), [("ap-south-1", "multi-asian"), ("us-west-2", "multi-indic")])
def test_a_language_that_the_region_lacks_is_refused_in_the_documented_words(
    serve: Callable[..., Any], region: str, language: str
) -> None:
    answer = serve(region=region).post(language=language)
    assert answer.status_code == 400
    assert answer.json() == {
        "status": "error",
        "error_code": "LANGUAGE_NOT_ENABLED_IN_REGION",
        "message": f"Language '{language}' has not been enabled in this region. "
        "Please contact support to request access.",
        "language": language,
        "region": region,
    }


@pytest.mark.parametrize("path", [STT, LEGACY])
def test_pulse_without_a_language_is_refused_as_the_live_service_does(server: Any, path: str) -> None:
    answer = server.post(path, language=None)
    assert answer.status_code == 400
    assert answer.json()["error_code"] == "LANGUAGE_NOT_ENABLED_IN_REGION"
    assert answer.json()["language"] == "multi"


def test_pulse_pro_knows_english_only_and_takes_it_for_granted(server: Any) -> None:
    refused = server.post(model="pulse-pro", language="de")
    assert refused.status_code == 400
    assert refused.json()["errors"][0]["path"] == ["language"]
    assert server.post(model="pulse-pro", language=None).json()["language"] == "en"


@pytest.mark.parametrize("language", [*contract.SINGLE_LANGUAGES, "multi-eu"])
def test_every_documented_language_is_accepted(language: str) -> None:
    options = contract.parse_options({"language": language}, endpoint=contract.LEGACY, region="us-west-2")
    assert options.language == language


def chunks_of(body: bytes) -> Any:
    return (body[at : at + 1000] for at in range(0, len(body), 1000))


@pytest.mark.parametrize("send", [bytes, chunks_of], ids=["announced", "chunked"])
def test_a_body_over_the_limit_gets_413_on_the_current_path_and_400_on_the_older(
    serve: Callable[..., Any], send: Callable[[bytes], Any]
) -> None:
    server = serve(max_bytes=100_000, rpm=0)
    body = bytes(300_000)
    current = server.post(data=send(body))
    assert current.status_code == 413
    assert body_without_request_id(current) == {"error": "File size exceeds maximum limit of 250MB."}
    for path in (LEGACY, OLDEST):
        older = server.post(path, data=send(body), language="en", model="pulse")
        assert older.status_code == 400
        assert older.json() == {"errors": "Audio data too large", "status": "error", "message": BAD_AUDIO}
    assert server.post(data=bytes(100_000)).status_code == 200


def test_the_limit_is_250_million_bytes_when_nothing_else_is_asked_for() -> None:
    assert contract.MAX_BYTES == 250_000_000


@pytest.mark.parametrize(
    ("data", "headers"),
    [(b"", {}), (b"--x\r\n", {"Content-Type": "multipart/form-data; boundary=x"})],
    ids=["empty", "multipart"],
)
def test_empty_and_multipart_bodies_are_refused_in_the_documented_words(
    server: Any, data: bytes, headers: dict[str, str]
) -> None:
    answer = server.post(data=data, headers=headers)
    assert answer.status_code == 400
    assert answer.json() == {
        "errors": "Invalid file format. Supported formats: audio/*",
        "status": "error",
        "message": BAD_AUDIO,
    }


@pytest.mark.parametrize("document", [{}, {"url": 7}, {"url": ""}, [], "text"])
def test_json_without_a_url_is_refused_in_the_documented_words(server: Any, document: Any) -> None:
    answer = server.post(json=document)
    assert answer.status_code == 400
    assert answer.json() == {
        "errors": "Invalid JSON data: missing or invalid 'url' field",
        "status": "error",
        "message": BAD_AUDIO,
    }


def test_broken_json_is_refused_like_json_without_a_url(server: Any) -> None:
    for data in (b"{", b"[" * 100_000, b"\xff"):
        answer = server.post(data=data, headers={"Content-Type": "application/json; charset=utf-8"})
        assert answer.status_code == 400
        assert answer.json()["errors"].startswith("Invalid JSON data")


def test_a_crash_of_the_recogniser_is_the_documented_500_and_says_nothing_more(serve: Callable[..., Any]) -> None:
    def crash(_: Any) -> Any:
        raise RuntimeError("a secret word")

    server = serve(recogniser=crash)
    answer = server.post()
    assert (answer.status_code, answer.json()) == (500, {"error": "Internal server error"})
    assert answer.headers["x-request-id"]
    assert server.stats()["refused"] == {"500": 1}


def test_the_rate_limit_counts_for_each_key_and_model_and_says_when_to_come_back(serve: Callable[..., Any]) -> None:
    now = [1000.0]
    server = serve(rpm=2, clock=lambda: now[0])
    assert server.post().status_code == 200
    now[0] += 20.5
    assert server.post().status_code == 200
    refused = server.post()
    assert refused.status_code == 429
    assert body_without_request_id(refused) == {"error": "Rate limit exceeded. Please retry after a short backoff."}
    assert refused.headers["Retry-After"] == "40"  # 39.5 s, rounded up
    assert server.post(model="pulse-pro").status_code == 200
    assert server.post(key="sk_other").status_code == 200
    now[0] += 39.6
    assert server.post().status_code == 200
    assert server.post().headers["Retry-After"] == "21"


def test_refused_queries_take_no_place_in_the_rate_limit(serve: Callable[..., Any]) -> None:
    server = serve(rpm=1)
    assert server.post(diarize="perhaps").status_code == 400
    assert server.post().status_code == 200
    assert server.post().status_code == 429


def test_with_no_rate_limit_thirty_requests_pass(server: Any) -> None:
    assert {server.post().status_code for _ in range(30)} == {200}
