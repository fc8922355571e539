"""What a person sees of a lake: who talked how much, who is who, and a conversation that reads as one."""

from __future__ import annotations

import shutil
from io import StringIO
from typing import TYPE_CHECKING, Any

from rich.console import Console

from acted_calls import Knowing, Line, acted
from callscribe.show import show_lake

if TYPE_CHECKING:
    from acted_calls import Track

AGENT = acted(
    20.0,
    Line(1.0, "agent", "thank you for calling how may i help you today"),
    Line(8.0, "agent", "i can certainly help with that order of yours today"),
    Line(15.0, "agent", "you are welcome"),
)
CUSTOMER = acted(
    20.0,
    Line(4.5, "customer", "i want to cancel my order because nobody called me"),
    Line(9.0, "customer", "okay"),
    Line(11.5, "customer", "um"),
    Line(13.0, "customer", "thank you very much"),
)
STEREO = {"channel_roles": ["agent", "customer"]}


def shown(house: Any, *tracks: Track, engine: Any = None, **known: Any) -> list[str]:
    """The lines that are printed on a terminal of 80 columns, of a call whose channels are the tracks."""
    house.record("a.wav", *(track.samples for track in tracks), call_id="call-0001", **known)
    house.transcribe(engine or Knowing(*tracks))
    return printed(house)


def printed(house: Any) -> list[str]:
    console = Console(file=StringIO(), width=80)
    show_lake(console, house.lake, None)
    return [line.rstrip() for line in console.file.getvalue().splitlines()]  # type: ignore[attr-defined]


def row_of(lines: list[str]) -> list[str]:
    (row,) = (line.split() for line in lines if line.startswith(" call-0001"))
    return row


def test_the_agents_share_of_the_talk_stands_in_the_calls_row(house: Any) -> None:
    lines = shown(house, AGENT, CUSTOMER, **STEREO)
    assert " call             date  length  speakers  agent  words  conf.  redacted  WER" in lines
    share = (2 * 2.98 + 0.88) / (2 * 2.98 + 0.88 + 2.98 + 2 * 0.28 + 1.18)
    assert row_of(lines) == ["call-0001", "2026-11-02", "0:20", "2", f"{share:.0%}", "39", "0.90", "0", "-"]


def test_what_is_unknown_of_the_speakers_is_a_dash(house: Any) -> None:
    assert row_of(shown(house, AGENT))[3:5] == ["-", "-"]


def test_a_call_id_that_is_long_leaves_the_other_columns_whole(house: Any) -> None:
    house.record("a.wav")  # its id is the hash of its sound
    house.transcribe()
    assert any("2026-11-02    0:01         -      -      6   0.90         0    -" in line for line in printed(house))


def test_channels_are_told_with_their_roles_and_who_said_so(house: Any) -> None:
    lines = shown(house, AGENT, CUSTOMER, **STEREO)
    first = lines.index("Call call-0001 of 2026-11-02") + 1
    assert lines[first : first + 3] == [
        "channel 0 is the agent (channel_map: channel_roles of the sidecar)",
        "channel 1 is the customer (channel_map: channel_roles of the sidecar)",
        "talk 0:06 agent, 0:04 customer; silence 0:08; interruptions 0 agent, 0 customer",
    ]


def test_roles_that_were_concluded_are_told_with_their_probability_and_what_speaks_for_them(house: Any) -> None:
    mono = acted(
        9.0,
        Line(1.0, "agent", "thank you for calling how may i help you today"),
        Line(4.5, "customer", "i want to cancel my order because nobody called me"),
    )
    lines = shown(house, mono, engine=Knowing(mono, diarize=True))
    assert "speaker 0 is the agent (cues, 99%: how may I help, thank you for calling)" in lines
    assert "speaker 1 is the customer (cues, 99%: I want to cancel, nobody called me, ...)" in lines


def test_speakers_whom_nobody_tells_apart_are_told_as_such(house: Any) -> None:
    lines = shown(house, AGENT)
    first = lines.index("Call call-0001 of 2026-11-02") + 1
    assert lines[first : first + 2] == ["speakers not told apart", "silence 0:13"]


def test_parties_of_whom_nobody_knows_the_role_are_told_as_such(house: Any) -> None:
    strangers = acted(8.0, Line(0.5, "one", "the blue one is nearer")), acted(8.0, Line(4.0, "other", "it was further"))
    lines = shown(house, *strangers)
    assert [line for line in lines if "unknown" in line] == ["channel 0: role unknown", "channel 1: role unknown"]


def test_a_channel_map_that_is_the_wrong_way_round_is_told(house: Any) -> None:
    lines = shown(house, AGENT, CUSTOMER, channel_roles=["customer", "agent"])
    assert "roles_contradicted: what was said tells that agent and customer" in " ".join(lines)


def test_a_backchannel_stands_within_the_others_turn(house: Any) -> None:
    lines = shown(house, AGENT, CUSTOMER, **STEREO)
    first = lines.index("0:01     agent  Thank you for calling. How may I help you today?")
    assert lines[first : first + 6] == [
        "0:01     agent  Thank you for calling. How may I help you today?",
        "0:04  customer  I want to cancel my order because nobody called me.",
        "0:08     agent  I can certainly help with that order of yours today.",
        "0:09              (customer: Okay.)",
        "0:13  customer  Thank you very much.",
        "0:15     agent  You are welcome.",
    ]


def test_a_speaker_who_goes_on_after_a_backchannel_is_not_named_again(house: Any) -> None:
    agent = acted(12.0, *(Line(start_s, "agent", "let me check that for you") for start_s in (1.0, 4.5)))
    customer = acted(12.0, Line(1.8, "customer", "okay"), Line(8.0, "customer", "fine"))
    lines = shown(house, agent, customer, **STEREO)
    first = lines.index("0:01     agent  Let me check that for you.")
    assert lines[first + 1 : first + 3] == [
        "0:01              (customer: Okay.)",
        "0:04            Let me check that for you.",
    ]


def test_rows_from_before_there_were_speakers_are_shown_without(house: Any) -> None:
    shown(house, AGENT, CUSTOMER, **STEREO)
    shutil.rmtree(house.lake.root / "tables/speakers")
    lines = printed(house)
    assert (row_of(lines)[3], [line for line in lines if " is the " in line]) == ("-", [])


def test_a_call_under_two_days_is_shown_as_it_was_written_last(house: Any) -> None:
    """As after its date was corrected: the rows of both days are there."""
    shown(house, AGENT, CUSTOMER, **STEREO)
    house.note("a.wav", call_date="2026-11-01", call_id="call-0001", channel_roles=["customer", "agent"])
    house.transcribe(Knowing(AGENT, CUSTOMER))
    lines = printed(house)
    rows = [line.split() for line in lines if line.startswith(" call-0001")]
    assert [(row[1], row[3]) for row in rows] == [("2026-11-01", "2"), ("2026-11-02", "2")]
    first = lines.index("Call call-0001 of 2026-11-01") + 1
    assert lines[first : first + 2] == [
        "channel 0 is the customer (channel_map: channel_roles of the sidecar)",
        "channel 1 is the agent (channel_map: channel_roles of the sidecar)",
    ]
    assert [line for line in lines if "How may I help" in line] == [
        "0:01  customer  Thank you for calling. How may I help you today?"
    ]
