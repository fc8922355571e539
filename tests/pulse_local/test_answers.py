"""The shapes of a 200, and what each option does to them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from callscribe.engines.pocketsphinx import RecognisedWord
from local_server import running_server
from pulse_local import contract
from pulse_local.answers import EMOTIONS

if TYPE_CHECKING:
    from collections.abc import Callable

LEGACY, OLDEST = contract.LEGACY.path, contract.OLDEST.path


def test_pulse_answers_in_the_captured_shape_and_key_order(server: Any) -> None:
    answer = server.post()
    assert answer.text == (
        '{"status":"success","transcription":"hello there goodbye","words":[],"utterances":[],'
        '"metadata":{"duration":2.0,"fileSize":64044}}'
    )


def test_word_timestamps_fill_words_and_utterances_without_speakers(server: Any) -> None:
    answer = server.post(word_timestamps="true").json()
    assert answer["words"] == [
        {"start": 0.1, "end": 0.5, "word": "hello", "confidence": 0.9975},
        {"start": 0.5, "end": 0.9, "word": "there", "confidence": 0.5},
        {"start": 1.7, "end": 2.0, "word": "goodbye", "confidence": 0.25},
    ]
    assert answer["utterances"] == [
        {"start": 0.1, "end": 0.9, "text": "hello there"},
        {"start": 1.7, "end": 2.0, "text": "goodbye"},
    ]


def test_diarize_adds_speakers_in_the_captured_key_order(server: Any) -> None:
    answer = server.post(word_timestamps="true", diarize="true").json()
    assert list(answer["words"][0]) == ["start", "end", "speaker", "speaker_confidence", "word", "confidence"]
    assert list(answer["utterances"][0]) == ["start", "end", "speaker", "text"]
    assert {word["speaker"] for word in answer["words"]} == {0}


def test_diarize_without_word_timestamps_shows_no_words(server: Any) -> None:
    answer = server.post(diarize="true").json()
    assert (answer["words"], answer["utterances"]) == ([], [])


def test_the_three_paths_answer_alike(server: Any) -> None:
    query = {"language": "en", "word_timestamps": "true", "diarize": "true"}
    answers = [server.post(**query), server.post(LEGACY, **query), server.post(OLDEST, model="pulse", **query)]
    assert [answer.status_code for answer in answers] == [200, 200, 200]
    assert len({answer.text for answer in answers}) == 1


def test_pulse_pro_answers_in_the_captured_shape_and_key_order(server: Any) -> None:
    answer = server.post(model="pulse-pro", word_timestamps="true", diarize="true", gender_detection="true")
    body = answer.json()
    assert list(body) == ["status", "transcription", "words", "language", "metadata", "totalBytes", "request_id"]
    assert body["words"][0] == {"word": "hello", "start": 0.1, "end": 0.5, "confidence": 0.9975}
    assert list(body["words"][0]) == ["word", "start", "end", "confidence"]
    assert list(body["metadata"]) == ["duration", "processing_time_ms", "rtfx", "num_chunks"]
    assert body["metadata"]["duration"] == 2.0
    assert body["totalBytes"] == 64044
    assert body["request_id"] == answer.headers["x-request-id"]


def test_pulse_pro_without_word_timestamps_has_no_words_key(server: Any) -> None:
    assert "words" not in server.post(model="pulse-pro").json()


def test_emotions_are_the_five_documented_keys_all_alike(server: Any) -> None:
    answer = server.post(emotion_detection="true").json()
    assert tuple(answer["emotions"]) == EMOTIONS
    assert set(answer["emotions"].values()) == {0.2}
    assert "emotions" not in server.post().json()


@pytest.mark.parametrize(("hz", "gender"), [(110.0, "male"), (210.0, "female")])
def test_gender_follows_the_pitch_of_the_voice(server: Any, audio: Any, hz: float, gender: str) -> None:
    answer = server.post(data=audio.wav(audio.tone(2.0, hz=hz)), gender_detection="true").json()
    assert answer["gender"] == gender
    assert "gender" not in server.post().json()


@pytest.mark.parametrize(
    "query",
    [
        {"format": "false", "punctuate": "false", "capitalize": "false"},
        {"encoding": "no-such-encoding", "sample_rate": "8000"},
        {"numerals": "auto", "keywords": "harbor:5"},
        {"age_detection": "true", "num_speakers": "3", "itn_normalize": "true", "channels": "2", "unknown": "x"},
        {"webhook_url": "http://127.0.0.1:9/hook", "webhook_method": "PUT"},
    ],
    ids=lambda query: next(iter(query)),
)
def test_options_without_a_documented_effect_change_nothing(server: Any, query: dict[str, str]) -> None:
    assert server.post(**query).json() == server.post().json()


@pytest.mark.parametrize("content_type", ["application/octet-stream", "audio/wav", "audio/mpeg", "text/plain", ""])
def test_raw_audio_is_taken_under_any_content_type(server: Any, content_type: str) -> None:
    assert server.post(headers={"Content-Type": content_type}).json()["transcription"] == "hello there goodbye"


def test_a_chunked_body_is_taken(server: Any, audio: Any) -> None:
    body = audio.wav(audio.tone(2.0))
    answer = server.post(data=(body[at : at + 5000] for at in range(0, len(body), 5000))).json()
    assert answer["metadata"] == {"duration": 2.0, "fileSize": len(body)}


def test_headerless_sound_is_an_empty_success(server: Any, audio: Any) -> None:
    answer = server.post(data=audio.tone(2.0).tobytes(), word_timestamps="true", encoding="linear16")
    assert answer.status_code == 200
    assert answer.json() == {
        "status": "success",
        "transcription": "",
        "words": [],
        "utterances": [],
        "metadata": {"duration": 0.0, "fileSize": 64000},
    }


def digits(text: str) -> list[RecognisedWord]:
    return [RecognisedWord(word, 0.1 * at, 0.1 * at + 0.1, 0.9) for at, word in enumerate(text.split())]


PHONE_CALL = "call five five five oh one two three four five now"


def test_redaction_masks_transcription_words_and_utterances(serve: Callable[..., Any]) -> None:
    server = serve(recogniser=lambda _: digits(PHONE_CALL))
    answer = server.post(redact_pii="true", word_timestamps="true").json()
    assert answer["transcription"] == "call [PHONENUMBER_1] now"
    assert [word["word"] for word in answer["words"]] == ["call", "[PHONENUMBER_1]", "now"]
    assert (answer["words"][1]["start"], answer["words"][1]["end"]) == (0.1, 1.0)
    assert [utterance["text"] for utterance in answer["utterances"]] == ["call [PHONENUMBER_1] now"]


def test_other_languages_are_accepted_and_left_unredacted(serve: Callable[..., Any]) -> None:
    server = serve(recogniser=lambda _: digits(PHONE_CALL))
    assert server.post(redact_pii="true", language="de").json()["transcription"] == PHONE_CALL
    assert server.post(redact_pii="true", language="hi").json()["transcription"] == "call [PHONENUMBER_1] now"
    assert server.post(redact_pci="true").json()["transcription"] == PHONE_CALL


def test_every_response_has_an_id_of_its_own_and_content_expiry_only_where_asked(server: Any) -> None:
    answers = [server.post(), server.post(key=None), server.get("/waves/v1/health"), server.get("/nowhere")]
    assert len({answer.headers["x-request-id"] for answer in answers}) == 4
    assert not any("x-content-expiry" in answer.headers for answer in answers)
    assert server.post(headers={"x-expire-content": "true"}).headers["x-content-expiry"] == "not-entitled"


def test_health_needs_no_key(server: Any) -> None:
    answer = server.get("/waves/v1/health", headers={})
    assert (answer.status_code, answer.json()["status"]) == (200, "ok")


def test_the_logs_show_answered_requests_newest_first_in_pages(serve: Callable[..., Any]) -> None:
    server = serve()
    for _ in range(3):
        last = server.post(diarize="true")
    page = server.get("/waves/v1/analytics/asr/logs?page=1&pageSize=2").json()
    assert {key: page[key] for key in page if key != "data"} == {
        "status": "success",
        "page": 1,
        "pageSize": 2,
        "totalCount": 3,
        "totalPages": 2,
    }
    newest = page["data"][0]
    assert newest["request_id"] == last.headers["x-request-id"]
    assert (newest["file_size"], newest["duration"], newest["diarize"]) == ("64044", 2.0, True)
    assert len(server.get("/waves/v1/analytics/asr/logs?page=2&pageSize=2").json()["data"]) == 1


def test_a_deleted_request_is_gone_and_deleting_it_again_is_fine(serve: Callable[..., Any]) -> None:
    server = serve()
    request_id = server.post().headers["x-request-id"]
    url = f"{server.base_url}/waves/v1/analytics/asr/history/{request_id}"
    for _ in range(2):
        answer = server.session.delete(url, headers={"Authorization": "Bearer x"}, timeout=10)
        assert (answer.status_code, answer.json()) == (200, {"status": "success"})
    assert server.get("/waves/v1/analytics/asr/logs").json()["totalCount"] == 0


def test_usage_adds_up_requests_and_seconds(serve: Callable[..., Any]) -> None:
    server = serve()
    server.post()
    server.post()
    series = server.get("/waves/v1/analytics/asr/usage/timeseries?granularity=hour").json()
    assert sum(point["requests"] for point in series["data"]) == 2
    assert sum(point["duration"] for point in series["data"]) == 4.0
    past = server.get("/waves/v1/analytics/asr/usage/timeseries?to=2020-01-01").json()
    assert past["data"] == []


@pytest.mark.parametrize(
    "path",
    ["asr/logs?pageSize=101", "asr/logs?page=0", "asr/usage/timeseries?granularity=week&", "webhooks/logs?page=x"],
)
def test_analytics_refuse_what_they_do_not_know(server: Any, path: str) -> None:
    assert server.get(f"/waves/v1/analytics/{path}").status_code == 400


def test_analytics_need_a_key(server: Any) -> None:
    answer = server.get("/waves/v1/analytics/asr/logs", headers={})
    assert (answer.status_code, answer.json()) == (401, {"message": "Unauthorized: No tokens provided"})


def test_the_server_helper_stops_what_it_started() -> None:
    async def app(scope: Any, receive: Any, send: Any) -> None:
        while scope["type"] == "lifespan":
            message = await receive()
            await send({"type": f"{message['type']}.complete"})
            if message["type"] == "lifespan.shutdown":
                return

    with running_server(app) as base_url:
        assert base_url.startswith("http://127.0.0.1:")
