"""`callscribe export`: one conversation in a lake, written in every format."""

from __future__ import annotations

import json
import os
import stat
import threading
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from callscribe.cli import main
from callscribe.lake.rows import as_table
from callscribe.lake.tables import CALLS, REDACTIONS, UTTERANCES, WORDS
from callscribe.lake.writer import write_rows
from callscribe.transcript.render import redacted_word, render
from callscribe.transcript.words import Word

if TYPE_CHECKING:
    from pathlib import Path

DAY = date(2026, 11, 2)
ROLES = {0: "agent", 1: "customer"}
CARD = "4 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1."


def said(channel: int, at_s: float, text: str, *, step_s: float = 0.3, card: bool = False) -> list[Word]:
    """Words of an equal length, one after the other; a card number is redacted."""
    return [
        Word(
            word,
            at_s + place * step_s,
            at_s + (place + 1) * step_s - 0.05,
            0.9,
            channel,
            str(channel),
            filler=word == "um",
            entity_type="CARD_NUMBER" if card else None,
            redaction=0 if card else None,
        )
        for place, word in enumerate(text.split())
    ]


# the customer reads out a card number while the agent says "mm-hm", then both talk at once
CONVERSATION = [
    said(0, 0.5, "Thank you for calling. Could you read me your card number?"),
    said(1, 5.012, "um Yes, it is") + said(1, 6.212, CARD, card=True) + said(1, 11.612, "Is um that right?"),
    said(0, 8.0, "Mm-hm."),
    said(0, 12.0, "Thank you."),
]


def keep(house: Any, turns: list[list[Word]], call_id: str = "c-1", *, readable: bool = True, **columns: Any) -> None:
    """The rows of a call in the house's lake."""
    words = [word for turn in turns for word in turn]
    keys = {"call_id": call_id, "revision": "r"}
    number_of = [number for number, turn in enumerate(turns) for _ in turn]
    utterances = [
        keys
        | {
            "utterance_id": number,
            "channel": turn[0].channel,
            "speaker": turn[0].speaker,
            "role": ROLES[turn[0].channel],
            "start_ms": round(turn[0].start_s * 1000),
            "end_ms": round(turn[-1].end_s * 1000),
            "text": render(turn, "clean") if readable else None,
            "verbatim_text": render(turn, "verbatim") if readable else None,
        }
        for number, turn in enumerate(turns)
    ]
    rows = [
        keys
        | {
            "word_id": word_id,
            "utterance_id": number_of[word_id],
            "channel": word.channel,
            "speaker": word.speaker,
            "start_ms": round(word.start_s * 1000),
            "end_ms": round(word.end_s * 1000),
            "word": redacted_word(word) if readable else None,
            "confidence": word.confidence,
            "filler": word.filler,
            "entity_type": word.entity_type,
        }
        for word_id, word in enumerate(words)
    ]
    marked = [word_id for word_id, word in enumerate(words) if word.redaction is not None]
    spans = [
        keys
        | {
            "redaction_id": 0,
            "entity_type": "CARD_NUMBER",
            "first_word_id": marked[0],
            "last_word_id": marked[-1],
            "start_ms": round(words[marked[0]].start_s * 1000),
            "end_ms": round(words[marked[-1]].end_s * 1000),
            "detector": "luhn",
            "score": 1.0,
        }
        for _ in marked[:1]
    ]
    call = keys | {"call_date": DAY, "duration_ms": 12_345, "language": "en", "quality_flags": [], **columns}
    for table, held in ((UTTERANCES, utterances), (WORDS, rows), (REDACTIONS, spans), (CALLS, [call])):
        write_rows(house.lake, table, as_table(held, table), DAY, 1, [call_id])


@pytest.fixture
def export(house: Any, capfd: pytest.CaptureFixture[str]) -> Any:
    """`callscribe export` in the house's lake; returns the exit status, standard output and standard error."""

    def run(*arguments: Any) -> tuple[int, str, str]:
        status = main(["export", "--lake", str(house.lake.root), *map(str, arguments)])
        return status, *capfd.readouterr()

    return run


@pytest.fixture
def written(house: Any, export: Any) -> Any:
    """The conversation in a format."""

    def run(format_: str, turns: list[list[Word]] = CONVERSATION, call_id: str = "c-1") -> str:
        keep(house, turns, call_id)
        status, output, complaint = export(call_id, "--format", format_)
        assert (status, complaint) == (0, "")
        return output

    return run


def test_srt_names_the_speaker_at_a_change_and_shows_a_card_number_once(written: Any) -> None:
    assert (
        written("srt")
        == """\
1
00:00:00,500 --> 00:00:03,750
Agent: Thank you for calling.
Could you read me your card number?

2
00:00:05,312 --> 00:00:10,962
Customer: Yes, it is [CARD_NUMBER].

3
00:00:08,000 --> 00:00:09,000
Agent: Mm-hm.

4
00:00:11,612 --> 00:00:12,762
Customer: Is that right?

5
00:00:12,000 --> 00:00:13,000
Agent: Thank you.
"""
    )


def test_vtt_has_a_voice_for_each_cue_and_cues_that_overlap_where_people_do(written: Any) -> None:
    assert (
        written("vtt")
        == """\
WEBVTT

00:00:00.500 --> 00:00:03.750
<v Agent>Thank you for calling.
Could you read me your card number?

00:00:05.312 --> 00:00:10.962
<v Customer>Yes, it is [CARD_NUMBER].

00:00:08.000 --> 00:00:09.000
<v Agent>Mm-hm.

00:00:11.612 --> 00:00:12.762
<v Customer>Is that right?

00:00:12.000 --> 00:00:13.000
<v Agent>Thank you.
"""
    )


def test_txt_is_a_line_for_each_utterance(written: Any) -> None:
    assert written("txt").splitlines() == [
        "[0:00] agent: Thank you for calling. Could you read me your card number?",
        "[0:05] customer: Yes, it is [CARD_NUMBER]. Is that right?",
        "[0:08] agent: Mm-hm.",
        "[0:12] agent: Thank you.",
    ]


def test_ctm_has_every_word_by_channel_and_time_and_a_redacted_span_as_one(written: Any) -> None:
    told = written("ctm").splitlines()
    assert told[0] == ";; c-1: waveform channel start_s duration_s word confidence"
    assert told[1] == "c-1 1 0.500 0.250 Thank 0.9000"
    assert told[12:] == [
        "c-1 1 8.000 0.250 Mm-hm. 0.9000",
        "c-1 1 12.000 0.250 Thank 0.9000",
        "c-1 1 12.300 0.250 you. 0.9000",
        "c-1 2 5.012 0.250 um 0.9000",
        "c-1 2 5.312 0.250 Yes, 0.9000",
        "c-1 2 5.612 0.250 it 0.9000",
        "c-1 2 5.912 0.250 is 0.9000",
        "c-1 2 6.212 4.750 [CARD_NUMBER]. 0.9000",
        "c-1 2 11.612 0.250 Is 0.9000",
        "c-1 2 11.912 0.250 um 0.9000",
        "c-1 2 12.212 0.250 that 0.9000",
        "c-1 2 12.512 0.250 right? 0.9000",
    ]


def test_stm_has_the_verbatim_words_of_each_utterance_sorted_as_sclite_wants(written: Any) -> None:
    assert written("stm").splitlines() == [
        ";; c-1: waveform channel speaker start_s end_s text",
        "c-1 1 agent 0.500 3.750 Thank you for calling. Could you read me your card number?",
        "c-1 1 agent 8.000 8.250 Mm-hm.",
        "c-1 1 agent 12.000 12.550 Thank you.",
        "c-1 2 customer 5.012 12.762 um Yes, it is [CARD_NUMBER]. Is um that right?",
    ]


def test_json_has_what_the_tables_tell(written: Any) -> None:
    told = json.loads(written("json"))
    utterances = told.pop("utterances")
    assert told == {
        "call_id": "c-1",
        "call_date": "2026-11-02",
        "duration_s": 12.345,
        "language": "en",
        "speakers": [
            {"channel": 0, "speaker": "0", "role": "agent"},
            {"channel": 1, "speaker": "1", "role": "customer"},
        ],
        "redactions": [
            {
                "redaction_id": 0,
                "entity_type": "CARD_NUMBER",
                "first_word_id": 15,
                "last_word_id": 30,
                "start_s": 6.212,
                "end_s": 10.962,
                "detector": "luhn",
                "score": 1.0,
            }
        ],
    }
    second = utterances[1]
    words = second.pop("words")
    assert second == {
        "utterance_id": 1,
        "speaker": "1",
        "role": "customer",
        "channel": 1,
        "start_s": 5.012,
        "end_s": 12.762,
        "text": "Yes, it is [CARD_NUMBER]. Is that right?",
        "verbatim_text": "um Yes, it is [CARD_NUMBER]. Is um that right?",
    }
    assert [word["word"] for word in words][:5] == ["um", "Yes,", "it", "is", "[CARD_NUMBER]"]
    assert words[0] == {
        "word_id": 11,
        "word": "um",
        "start_s": 5.012,
        "end_s": 5.262,
        "confidence": 0.9,
        "filler": True,
        "entity_type": None,
    }


def test_the_format_is_the_outputs_suffix_else_txt(house: Any, export: Any, tmp_path: Path) -> None:
    keep(house, CONVERSATION)
    for name, start in (("a.VTT", "WEBVTT"), ("a.srt", "1\n"), ("a.out", "[0:00]"), ("a", "[0:00]")):
        assert export("c-1", "--output", tmp_path / name) == (0, "", "")
        assert (tmp_path / name).read_bytes().decode().startswith(start)
    assert export("c-1")[1].startswith("[0:00]")
    export("c-1", "--output", tmp_path / "b.srt", "--format", "ctm")
    assert (tmp_path / "b.srt").read_text().startswith(";;")


def test_a_file_is_replaced_whole_and_keeps_no_old_rest(house: Any, export: Any, tmp_path: Path) -> None:
    keep(house, CONVERSATION)
    target = tmp_path / "call.txt"
    target.write_text("old " * 1000)
    assert export("c-1", "--output", target)[0] == 0
    assert "old" not in target.read_text()
    assert [path.name for path in tmp_path.glob("*call.*")] == ["call.txt"]


def test_a_link_stays_a_link_and_a_pipe_a_pipe(house: Any, export: Any, tmp_path: Path) -> None:
    keep(house, CONVERSATION)
    (tmp_path / "link.txt").symlink_to(tmp_path / "real.txt")
    os.mkfifo(tmp_path / "pipe")
    heard: list[str] = []
    reader = threading.Thread(target=lambda: heard.append((tmp_path / "pipe").read_text()))
    reader.start()
    for name in ("link.txt", "pipe"):
        assert export("c-1", "--output", tmp_path / name)[0] == 0
    reader.join()
    assert (tmp_path / "link.txt").is_symlink()
    assert stat.S_ISFIFO((tmp_path / "pipe").stat().st_mode)
    assert heard == [(tmp_path / "real.txt").read_text()]


def test_an_export_that_cannot_be_made_leaves_the_file_as_it_was(house: Any, export: Any, tmp_path: Path) -> None:
    keep(house, CONVERSATION, readable=False, language="pl", quality_flags=["text_withheld"])
    (tmp_path / "call.txt").write_text("old")
    status, output, complaint = export("c-1", "--output", tmp_path / "call.txt")
    assert (status, output, (tmp_path / "call.txt").read_text()) == (1, "", "old")
    assert "c-1: its text is withheld" in complaint
    assert "'pl'" in complaint


def test_an_unknown_call_is_a_wrong_call_and_the_nearest_ids_are_named(house: Any, export: Any) -> None:
    for call_id in ("call-0001", "call-0002", "call-0003", "other"):
        keep(house, CONVERSATION, call_id)
    assert export("call-003") == (
        2,
        "",
        "callscribe: No call call-003 is in the tables. The nearest ids: call-0003, call-0001, call-0002.\n",
    )


def test_a_lake_without_calls_says_so(house: Any, export: Any) -> None:
    (house.lake.root / "tables").mkdir(parents=True)
    assert export("c-1") == (2, "", "callscribe: No call c-1 is in the tables: they hold none yet.\n")


def test_a_call_that_is_not_committed_is_unknown(house: Any, export: Any) -> None:
    keep(house, CONVERSATION)
    (house.lake.root / f"tables/calls/dt={DAY}/bucket=00.parquet").unlink()
    assert export("c-1")[0] == 2


def test_a_call_in_which_nothing_was_said_is_a_valid_empty_export(written: Any) -> None:
    empty = {name: written(name, []) for name in ("srt", "vtt", "txt", "ctm", "json")}
    assert (empty["srt"], empty["vtt"], empty["txt"], empty["ctm"].count("\n")) == ("", "WEBVTT\n", "", 1)
    assert json.loads(empty["json"])["utterances"] == []


@pytest.mark.parametrize("format_", ["srt", "vtt", "txt", "json", "ctm", "stm"])
def test_what_a_run_redacts_is_in_no_export(house: Any, export: Any, fake_engine: Any, format_: str) -> None:
    house.record("a.wav", call_id="c-1")
    house.transcribe(fake_engine("my card number is 4111 1111 1111 1111 thank you"))
    status, output, _ = export("c-1", "--format", format_)
    assert (status, "1111" in output, "[CARD_NUMBER]" in output) == (0, False, True)
