"""Transcripts read from files."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from callscribe.errors import SettingsError
from callscribe.evaluation.formats import read_file, read_folder
from callscribe.metrics.diarization_errors import Speech

if TYPE_CHECKING:
    from pathlib import Path

    from callscribe.evaluation.compared import ComparedCall

STM = """;; a comment
c-1 A agent 0.0 2.0 <o,f0> Good morning.
c-1 B customer 2.5 3.0 hello {there / their}
c-1 A inter_segment_gap 3.0 9.0 <o> IGNORE_TIME_SEGMENT_IN_SCORING
c-1 B customer 8.0 9.5 bye
c-2 1 unknown 0.0 1.0 hi
"""
CTM = """;; a comment
c-1 1 0.00 0.40 good 0.9
c-1 2 0.60 0.20 hello NA
c-1 1 0.50 0.50 morning 0.25
c-2 1 0.00 0.30 hi
"""


def written(folder: Path, name: str, content: Any) -> Path:
    path = folder / name
    text = content if isinstance(content, str) else json.dumps(content)
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def only(folder: Path, name: str, content: Any) -> ComparedCall:
    (call,) = read_file(written(folder, name, content))
    return call


def texts(call: ComparedCall) -> str:
    return " ".join(word.text for word in call.words)


def test_a_text_file_is_one_call_of_words_alone(tmp_path: Path) -> None:
    call = only(tmp_path, "call-7.txt", "\ufeffGood morning,\r\nmadam.\n")
    assert (call.call_id, texts(call), call.speech) == ("call-7", "Good morning, madam.", ())
    assert {(word.start_s, word.speaker, word.confidence) for word in call.words} == {(None, None, None)}


def test_an_empty_file_is_a_call_without_words(tmp_path: Path) -> None:
    assert only(tmp_path, "c.txt", "").words == ()


def test_an_stm_holds_turns_of_several_calls(tmp_path: Path) -> None:
    first, second = read_file(written(tmp_path, "calls.stm", STM))
    assert (first.call_id, texts(first)) == ("c-1", "Good morning. hello there bye")
    assert first.speech[:2] == (Speech("agent", 0.0, 2.0), Speech("customer", 2.5, 3.0))
    assert (second.call_id, texts(second), second.words[0].speaker, second.speech) == ("c-2", "hi", None, ())


def test_what_an_stm_ignores_is_not_scored_unless_somebody_else_is_there(tmp_path: Path) -> None:
    first, _ = read_file(written(tmp_path, "calls.stm", STM))
    assert first.not_scored == ((3.0, 8.0),)


def test_a_ctm_holds_words_with_times_and_confidence(tmp_path: Path) -> None:
    first, second = read_file(written(tmp_path, "calls.ctm", CTM))
    words = [(word.text, word.start_s, word.end_s, word.confidence) for word in first.words]
    assert sorted(words) == [
        ("good", 0.0, 0.4, 0.9),
        ("hello", 0.6, pytest.approx(0.8), None),
        ("morning", 0.5, 1.0, 0.25),
    ]
    assert (second.call_id, texts(second)) == ("c-2", "hi")


def test_the_channels_of_a_ctm_are_speakers_where_there_are_two(tmp_path: Path) -> None:
    first, second = read_file(written(tmp_path, "calls.ctm", CTM))
    assert len({word.speaker for word in first.words}) == 2
    assert [word.speaker for word in second.words] == [None]


def test_a_reference_of_ours_has_turns(tmp_path: Path) -> None:
    turns = [
        {"speaker": "customer", "start_s": 2.0, "end_s": 3.0, "text": "hello"},
        {"speaker": "agent", "start_s": 0.5, "end_s": 1.5, "text": "good morning"},
    ]
    call = only(tmp_path, "x.json", {"call_id": "c-1", "turns": turns})
    assert (call.call_id, texts(call)) == ("c-1", "good morning hello")
    assert call.speech == (Speech("agent", 0.5, 1.5), Speech("customer", 2.0, 3.0))


def test_the_sample_references_can_be_read(sample_calls: Path) -> None:
    calls = read_folder(sample_calls / "references")
    assert [call.call_id for call in calls] == [f"call-000{number}" for number in range(1, 9)]
    assert all(call.speech for call in calls)


def test_turns_without_times_stay_in_their_order(tmp_path: Path) -> None:
    call = only(tmp_path, "c.json", {"turns": [{"text": "one"}, {"text": "two"}]})
    assert (call.call_id, texts(call), call.speech) == ("c", "one two", ())


def test_an_export_has_utterances_with_words(tmp_path: Path) -> None:
    words = [
        {"word": "good", "start_s": 0.5, "end_s": 0.7, "confidence": 0.8},
        {"word": "day", "start_s": 0.8, "end_s": 1.0, "confidence": None},
    ]
    utterance = {"speaker": "0", "channel": 1, "role": "agent", "start_s": 0.5, "end_s": 1.0, "text": "good"}
    call = only(tmp_path, "x.json", {"call_id": "c-1", "utterances": [utterance | {"words": words}]})
    assert [(word.text, word.start_s, word.confidence) for word in call.words] == [
        ("good", 0.5, 0.8),
        ("day", 0.8, None),
    ]
    assert call.speech == (Speech("1/0", 0.5, 1.0),)


def test_utterances_without_words_have_their_text(tmp_path: Path) -> None:
    assert texts(only(tmp_path, "c.json", {"utterances": [{"text": "good morning"}]})) == "good morning"


def test_an_answer_of_pulse_has_words(tmp_path: Path) -> None:
    words = [
        {"word": "Hi.", "start": 1.0, "end": 1.5, "confidence": 0.7, "speaker": "speaker_0"},
        {"word": "Yes?", "start": 2.0, "end": 2.2, "confidence": 0.6, "speaker": "speaker_1"},
    ]
    answer = {"status": "success", "transcription": "Hi. Yes?", "words": words}
    call = only(tmp_path, "c-9.json", answer)
    assert [(word.text, word.confidence) for word in call.words] == [("Hi.", 0.7), ("Yes?", 0.6)]
    assert [(stretch.start_s, stretch.end_s) for stretch in call.speech] == [(1.0, 1.5), (2.0, 2.2)]
    assert texts(only(tmp_path, "bare.json", {"words": words})) == "Hi. Yes?"


@pytest.mark.parametrize(
    ("name", "content", "place"),
    [
        ("c.stm", "c-1 A agent 0.0 2.0 fine\nc-1 A agent zero 1 SECRET", "c.stm:2: a time that is no number"),
        ("c.stm", "c-1 A agent 5.0 2.0 SECRET", "c.stm:1: an end before the start"),
        ("c.stm", "SECRET", "c.stm:1: 1 fields; expected waveform channel speaker start end"),
        ("c.ctm", "c-1 1 0.0 0.1", "c.ctm:1: 4 fields; expected waveform channel start duration"),
        ("c.ctm", "c-1 1 * * <ALT_BEGIN>", "c.ctm:1: a time that is no number"),
        ("c.ctm", "c-1 1 0 nan SECRET", "c.ctm:1: a time that is no number"),
        ("c.ctm", "c-1 1 0 -1 SECRET", "c.ctm:1: a duration below 0"),
        ("c.ctm", "c-1 1 0 1 SECRET -3.2", "c.ctm:1: a confidence of -3.2; expected 0 to 1"),
        ("c.json", '{"turns":\n"SECRET', "c.json:2: not JSON"),
        ("c.json", "[" * 100_000, "c.json: JSON beyond all measure"),
        ("c.json", ["SECRET"], "c.json: a JSON list"),
        ("c.json", {"text": "SECRET"}, "c.json: an object without a transcript"),
        ("c.json", {"turns": [{"text": "fine"}, {"text": 5}]}, r"c.json: turns\[1\]: no text in text"),
        ("c.json", {"turns": "SECRET"}, "turns that is no list of objects"),
        ("c.json", {"turns": [{"text": "SECRET", "start_s": "1"}]}, r"turns\[0\]: start_s that is no number"),
        ("c.json", {"turns": [{"text": "SECRET", "start_s": 2, "end_s": 1}]}, "an end before the start"),
        ("c.json", {"turns": [{"text": "SECRET", "speaker": []}]}, "a speaker that is no label"),
        ("c.json", {"call_id": 7, "turns": []}, "no text in call_id"),
        ("c.json", {"utterances": [{"words": [{"word": "SECRET", "confidence": 7}]}]}, "a confidence of 7"),
        ("c.json", {"status": "failed", "transcription": "SECRET"}, "did not call a success"),
        ("c.srt", "SECRET", "known are .txt, .stm, .ctm, .json"),
    ],
)
def test_a_file_that_is_not_what_it_says_is_refused_by_line_and_without_its_words(
    tmp_path: Path, name: str, content: Any, place: str
) -> None:
    with pytest.raises(SettingsError, match=place) as refused:
        read_file(written(tmp_path, name, content))
    assert "SECRET" not in str(refused.value)


def test_text_that_is_not_utf_8_is_refused_by_line(tmp_path: Path) -> None:
    path = tmp_path / "c.txt"
    path.write_bytes("fine\nna\xefve".encode("latin-1"))
    with pytest.raises(SettingsError, match=r"c\.txt:2: not UTF-8"):
        read_file(path)


def test_half_a_surrogate_pair_can_be_printed(tmp_path: Path) -> None:
    assert texts(only(tmp_path, "c.json", '{"turns": [{"text": "hi \\ud800"}]}')) == "hi ?"


def test_a_folder_is_read_whole_but_for_other_files_and_hidden_ones(tmp_path: Path) -> None:
    (tmp_path / "deeper").mkdir()
    written(tmp_path / "deeper", "c-3.txt", "hello")
    written(tmp_path, "calls.stm", STM)
    written(tmp_path, "README.md", "about")
    written(tmp_path, ".c-4.txt", "hidden")
    assert [call.call_id for call in read_folder(tmp_path)] == ["c-1", "c-2", "c-3"]


def test_two_transcripts_of_one_call_are_refused(tmp_path: Path) -> None:
    for name in ("calls.stm", "more.stm"):
        written(tmp_path, name, STM)
    with pytest.raises(SettingsError, match=r"Two transcripts of call c-1: .*calls\.stm and .*more\.stm"):
        read_folder(tmp_path)


def test_a_folder_without_transcripts_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="no transcripts"):
        read_folder(tmp_path)


@given(st.sampled_from(["c.txt", "c.stm", "c.ctm", "c.json"]), st.binary() | st.text().map(str.encode))
def test_whatever_a_file_holds_it_is_read_or_refused(tmp_path_factory: Any, name: str, content: bytes) -> None:
    path = tmp_path_factory.mktemp("any") / name
    path.write_bytes(content)
    try:
        read_file(path)
    except SettingsError as refused:
        assert str(refused).startswith(str(path))  # noqa: PT017
