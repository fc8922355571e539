"""Transcripts read from text files: plain ones, and those with a time and a name on each line."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from callscribe.evaluation.formats import read_file
from callscribe.exports.call import ExportedCall, ExportedUtterance, ExportedWord
from callscribe.exports.formats import as_txt

if TYPE_CHECKING:
    from pathlib import Path

    from callscribe.evaluation.compared import ComparedCall


def read(folder: Path, text: str) -> ComparedCall:
    path = folder / "c-1.txt"
    path.write_text(text, encoding="utf-8", newline="")
    (call,) = read_file(path)
    return call


def turns(call: ComparedCall) -> list[tuple[str | None, float | None, str]]:
    """Neighbouring words of one speaker and start put together."""
    found: list[tuple[str | None, float | None, str]] = []
    for word in call.words:
        if found and found[-1][:2] == (word.speaker, word.start_s):
            found[-1] = (word.speaker, word.start_s, f"{found[-1][2]} {word.text}")
        else:
            found.append((word.speaker, word.start_s, word.text))
    return found


def test_lines_with_a_time_and_a_name_are_turns(tmp_path: Path) -> None:
    call = read(tmp_path, "[0:01] agent: Good morning, madam.\r\n\r\n[0:59] customer: hello\n[75:03] agent: bye\n")
    assert turns(call) == [
        ("agent", 1.0, "Good morning, madam."),
        ("customer", 59.0, "hello"),
        ("agent", 75 * 60 + 3.0, "bye"),
    ]


def test_when_turns_end_is_not_known_so_nobody_speaks_at_a_known_time(tmp_path: Path) -> None:
    call = read(tmp_path, "[0:01] agent: hello\n[0:02] customer: hello")
    assert ({word.end_s for word in call.words}, call.speech) == ({None}, ())


def test_lines_with_a_time_alone_have_no_speaker(tmp_path: Path) -> None:
    assert turns(read(tmp_path, "[0:01] hello\n[0:04] so i said: no\n")) == [
        (None, 1.0, "hello"),
        (None, 4.0, "so i said: no"),
    ]


def test_a_colon_in_what_is_said_ends_no_name(tmp_path: Path) -> None:
    assert turns(read(tmp_path, "[0:01] agent: listen: no\n[0:04] customer: [PHONE] is: mine")) == [
        ("agent", 1.0, "listen: no"),
        ("customer", 4.0, "[PHONE] is: mine"),
    ]


@pytest.mark.parametrize("name", ["speaker 0", "agent 1#2", "team lead on channel 1", "speaker 0 on channel 0"])
def test_names_are_told_apart_as_far_as_the_export_does(tmp_path: Path, name: str) -> None:
    assert turns(read(tmp_path, f"[0:00] {name}: hello\n[0:01] agent: hello")) == [
        (name, 0.0, "hello"),
        ("agent", 1.0, "hello"),
    ]


def test_a_party_that_is_called_unknown_has_no_label(tmp_path: Path) -> None:
    assert [who for who, _, _ in turns(read(tmp_path, "[0:00] unknown: hello\n[0:01] agent: hello"))] == [None, "agent"]


@pytest.mark.parametrize(
    "text",
    [
        "[0:01] agent: hello\nand good morning",
        "agent: hello\ncustomer: hello",
        "[0:61] agent: hello",
        "[CARD_NUMBER] agent: hello",
        "at [0:01] hello",
    ],
)
def test_text_of_which_a_line_has_no_time_is_words_alone(tmp_path: Path, text: str) -> None:
    call = read(tmp_path, text)
    assert " ".join(word.text for word in call.words) == " ".join(text.split())
    assert {(word.start_s, word.speaker) for word in call.words} == {(None, None)}


@st.composite
def calls(draw: Any) -> ExportedCall:
    """Two parties take turns, who are told apart or not; where they are, what they say may look like a name."""
    parties = draw(st.sampled_from([(("0", "agent"), ("1", "customer")), ((None, None), (None, None))]))
    said = st.sampled_from(["hello", "4:20", "[PHONE]", *(["no:", "agent:"] if parties[0][0] else [])])
    utterances, start_s = [], 0.0
    for number, texts in enumerate(draw(st.lists(st.lists(said, min_size=1)))):
        start_s += draw(st.integers(0, 4000)) / 10
        words = tuple(ExportedWord(place, text, start_s, start_s) for place, text in enumerate(texts))
        text = " ".join(texts)
        utterances.append(
            ExportedUtterance(number, 0, *parties[number % 2], start_s, start_s, text, text, words),
        )
    return ExportedCall("c-1", None, None, "en", tuple(utterances))


@given(calls())
def test_what_was_exported_is_read_as_it_was(tmp_path_factory: Any, call: ExportedCall) -> None:
    told = read(tmp_path_factory.mktemp("exported"), as_txt(call))
    assert [(word.speaker, word.start_s, word.text) for word in told.words] == [
        (each.role, int(each.start_s), word.word) for each in call.utterances for word in each.words
    ]
