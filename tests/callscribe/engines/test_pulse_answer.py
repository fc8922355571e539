from __future__ import annotations

import json
from typing import Any

import pytest

from callscribe.engines.pulse_answer import read_answer
from callscribe.errors import UnreadableAnswerError


def answer(**fields: Any) -> bytes:
    return json.dumps({"status": "success", "transcription": "one two", **fields}).encode()


def word(text: str, start: float, end: float, **more: Any) -> dict[str, Any]:
    return {"word": text, "start": start, "end": end, **more}


@pytest.mark.parametrize(("given", "label"), [(0, "0"), ("0", "0"), ("speaker_0", "0"), (None, None), (True, None)])
def test_speakers_are_one_label_whether_number_or_text(given: Any, label: str | None) -> None:
    result = read_answer(answer(words=[word("one", 0, 1, speaker=given)]))
    assert result.words[0].speaker == label


def test_words_without_speaker_or_confidence_are_kept() -> None:
    result = read_answer(answer(words=[word("one", 0, 1)]))
    assert (result.words[0].confidence, result.words[0].speaker) == (None, None)


def test_text_without_words_is_spread_over_its_utterances() -> None:
    result = read_answer(answer(utterances=[{"text": "one two", "start": 1.0, "end": 3.0, "speaker": 1}]))
    assert [(w.word, w.start_s, w.end_s, w.speaker) for w in result.words] == [
        ("one", 1.0, 2.0, "1"),
        ("two", 2.0, 3.0, "1"),
    ]


def test_text_without_any_time_is_spread_over_the_audio() -> None:
    result = read_answer(answer(metadata={"duration": 4.0}))
    assert [(w.word, w.start_s, w.end_s) for w in result.words] == [("one", 0.0, 2.0), ("two", 2.0, 4.0)]


def test_an_empty_transcription_has_no_words() -> None:
    assert read_answer(answer(transcription="", words=[], utterances=[])).words == ()


def test_words_out_of_order_are_put_in_order() -> None:
    result = read_answer(answer(words=[word("two", 1, 2), word("one", 0, 1)]))
    assert [w.word for w in result.words] == ["one", "two"]


@pytest.mark.parametrize("broken", [{"word": "x"}, {"word": " ", "start": 0, "end": 1}, "x", {"start": 0, "end": 1}])
def test_a_broken_word_does_not_spoil_the_others(broken: Any) -> None:
    result = read_answer(answer(words=[broken, word("two", 1, 2)]))
    assert [w.word for w in result.words] == ["two"]


def test_a_confidence_outside_its_range_is_brought_into_it() -> None:
    result = read_answer(answer(words=[word("one", 0, 1, confidence=1.0002), word("two", 1, 2, confidence=-0.1)]))
    assert [w.confidence for w in result.words] == [1.0, 0.0]


def test_a_word_that_ends_before_it_starts_gets_no_length() -> None:
    result = read_answer(answer(words=[word("one", 2, 1)]))
    assert (result.words[0].start_s, result.words[0].end_s) == (2.0, 2.0)


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b'{"status":"success","transcription":"one t',
        b"[]",
        b'{"status":"processing","request_id":"x"}',
        b'{"status":"error","transcription":"secret words"}',
        b'{"status":"success"}',
    ],
)
def test_what_is_no_transcription_is_said_to_be_none_without_quoting_it(body: bytes) -> None:
    with pytest.raises(UnreadableAnswerError) as caught:
        read_answer(body)
    assert "secret" not in str(caught.value)
    assert caught.value.__cause__ is None


def test_half_a_surrogate_pair_does_not_reach_the_words() -> None:
    result = read_answer(answer(words=[word("caf\ud800", 0, 1)]))
    assert result.words[0].word.encode() == b"caf?"


def test_a_number_too_large_for_a_time_is_no_time() -> None:
    result = read_answer(
        b'{"status":"success","transcription":"x","words":[{"word":"x","start":1' + b"0" * 400 + b"}]}"
    )
    assert [w.word for w in result.words] == ["x"]
