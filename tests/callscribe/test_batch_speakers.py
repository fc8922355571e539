"""What the tables tell of who spoke: roles and how they are known, the conversation's figures, and what is doubtful."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from acted_calls import Knowing, Line, Said, acted, overhearing
from callscribe.engines.base import EngineWord

if TYPE_CHECKING:
    from acted_calls import Track

GREETING = "thank you for calling how may i help you today"
REQUEST = "i want to cancel my order because nobody called me"
AGENT = acted(
    30.0,
    Line(1.0, "agent", GREETING),
    Line(8.0, "agent", "i can certainly help with that order of yours today"),
    Line(13.6, "agent", "let me look at that right now for you please"),
    Line(28.0, "agent", "thank you for holding"),
)
CUSTOMER = acted(
    30.0,
    Line(4.5, "customer", REQUEST),
    Line(9.0, "customer", "okay"),
    Line(11.5, "customer", "my money has not come back to me since june"),
)
"""Ten words take 2.98 s: the agent cuts in 0.88 s before the customer's last word ends."""

STRANGERS = (
    acted(8.0, Line(0.5, "one", "the blue one is nearer to the door than that")),
    acted(8.0, Line(4.0, "other", "and on sunday the green one was further away again")),
)
"""Two parties who say nothing that tells their roles."""

MONO = acted(
    12.0, Line(0.5, "agent", GREETING), Line(4.5, "customer", REQUEST), Line(8.5, "agent", "one moment please")
)


def transcribed(
    house: Any, *tracks: Track, engine: Any = None, audio: dict[str, Any] | None = None, **known: Any
) -> Any:
    """The row of `calls` of a recording whose channels are the tracks, `known` being its sidecar."""
    house.record("a.wav", *(track.samples for track in tracks), call_id="c-1", **known)
    house.transcribe(engine or Knowing(*tracks), audio=audio or {})
    (call,) = house.rows("calls")
    return call


def speakers(house: Any) -> list[tuple[Any, ...]]:
    return [
        (row["channel"], row["speaker"], row["role"], row["role_source"])
        for row in house.rows("speakers", "speaker_id")
    ]


# --- Roles ---------------------------------------------------------------------------------------------------------


def test_a_channel_map_of_the_sidecar_tells_the_roles(house: Any) -> None:
    transcribed(house, AGENT, CUSTOMER, channel_roles=["agent", "customer"])
    assert speakers(house) == [(0, "0", "agent", "channel_map"), (1, "1", "customer", "channel_map")]
    evidence = [row["role_evidence"] for row in house.rows("speakers", "speaker_id")]
    assert [each[0] for each in evidence] == ["channel_roles of the sidecar"] * 2
    assert ("agent: thank you for calling" in evidence[0], "customer: I want to cancel" in evidence[1]) == (True, True)


def test_a_channel_map_of_the_settings_tells_the_roles(house: Any) -> None:
    transcribed(house, *STRANGERS, audio={"channel_roles": ("customer", "agent")})
    assert speakers(house) == [(0, "0", "customer", "channel_map"), (1, "1", "agent", "channel_map")]
    assert [row["role_evidence"] for row in house.rows("speakers")] == [["channel_roles of the settings"]] * 2


def test_an_agents_channel_in_the_sidecar_tells_both_roles(house: Any) -> None:
    transcribed(house, *STRANGERS, agent_channel=0)
    assert speakers(house) == [(0, "0", "agent", "metadata"), (1, "1", "customer", "metadata")]


def test_roles_that_a_person_found_override_the_channel_map(house: Any) -> None:
    transcribed(
        house, *STRANGERS, channel_roles=["agent", "customer"], speaker_roles={"0": "customer", "1": "supervisor"}
    )
    assert speakers(house) == [(0, "0", "customer", "override"), (1, "1", "supervisor", "override")]


def test_on_one_channel_what_was_said_tells_the_roles_of_the_engines_labels(house: Any) -> None:
    transcribed(house, MONO, engine=Knowing(MONO, diarize=True))
    assert speakers(house) == [(0, "0", "agent", "cues"), (0, "1", "customer", "cues")]
    agent, customer = house.rows("speakers", "speaker_id")
    assert "agent: thank you for calling" in agent["role_evidence"]
    assert all(0.8 <= row["role_confidence"] <= 0.99 for row in (agent, customer))


def test_on_one_channel_a_person_may_name_one_of_two_labels(house: Any) -> None:
    transcribed(house, MONO, engine=Knowing(MONO, diarize=True), speaker_roles={"1": "agent"})
    assert speakers(house) == [(0, "0", "customer", "override"), (0, "1", "agent", "override")]


def test_without_labels_one_channel_has_one_speaker_of_unknown_role(house: Any) -> None:
    transcribed(house, MONO, channel_roles=["agent"])
    assert speakers(house) == [(0, None, None, None)]
    assert {row["role"] for row in house.rows("utterances")} == {None}


def test_a_party_of_whom_no_word_was_recognised_is_a_speaker_too(house: Any) -> None:
    transcribed(house, AGENT, CUSTOMER, engine=Knowing(AGENT), channel_roles=["agent", "customer"])
    assert [(row["role"], row["words"], row["utterances"]) for row in house.rows("speakers", "speaker_id")] == [
        ("agent", 34, 4),
        ("customer", 0, 0),
    ]


def test_speakers_add_up_to_the_call(house: Any) -> None:
    call = transcribed(house, MONO, engine=Knowing(MONO, diarize=True))
    rows = house.rows("speakers")
    assert (sum(row["words"] for row in rows), sum(row["utterances"] for row in rows)) == (
        call["words"],
        call["utterances"],
    )


def test_utterances_have_their_speakers_role(house: Any) -> None:
    transcribed(house, MONO, engine=Knowing(MONO, diarize=True))
    assert [(row["speaker"], row["role"]) for row in house.rows("utterances", "utterance_id")] == [
        ("0", "agent"),
        ("1", "customer"),
        ("0", "agent"),
    ]


# --- What is doubtful ----------------------------------------------------------------------------------------------


def test_a_call_in_which_nothing_is_doubtful_has_no_flag(house: Any) -> None:
    assert transcribed(house, AGENT, CUSTOMER, channel_roles=["agent", "customer"])["quality_flags"] == []


def test_a_channel_map_that_is_the_wrong_way_round_is_kept_and_flagged(house: Any) -> None:
    call = transcribed(house, AGENT, CUSTOMER, channel_roles=["customer", "agent"])
    assert call["quality_flags"] == ["roles_contradicted"]
    assert speakers(house) == [(0, "0", "customer", "channel_map"), (1, "1", "agent", "channel_map")]


def test_a_role_for_a_speaker_whom_the_call_does_not_have_is_flagged(house: Any) -> None:
    assert transcribed(house, *STRANGERS, speaker_roles={"7": "agent"})["quality_flags"] == ["speaker_roles_unused"]


def test_a_speaker_who_is_not_in_the_overlap_is_followed_by_elimination_and_flagged(house: Any) -> None:
    track = acted(
        14.0,
        Line(0.2, "agent", "thank you for calling how may i help"),
        Line(2.8, "customer", "i have got a question about my bill because it is so much more than it was a year ago"),
        Line(9.5, "agent", "let me pull up your account for you"),
    )
    audio = {"chunk_s": 8.0, "overlap_s": 1.0}
    call = transcribed(house, track, engine=Knowing(track, diarize=True), audio=audio)
    (seam,) = house.rows("seams")
    assert (seam["speakers_linked"], seam["speakers_apart"], seam["speakers_concluded"]) == (1, 0, 1)
    assert (seam["speaker_evidence_words"] > 1, seam["speaker_confidence"] >= 0.9) == (True, True)
    assert call["quality_flags"] == ["speakers_uncertain"]
    assert speakers(house) == [(0, "0", "agent", "cues"), (0, "1", "customer", "cues")]
    assert [row["role"] for row in house.rows("utterances", "utterance_id")] == ["agent", "customer", "agent"]


def test_words_that_leak_into_the_other_channel_count_once_and_are_flagged(house: Any) -> None:
    agent = acted(12.0, Line(0.5, "agent", GREETING), Line(8.5, "agent", "let me check that for you"))
    customer = overhearing(acted(12.0, Line(4.5, "customer", REQUEST)), agent, 0.1)
    call = transcribed(house, agent, customer, channel_roles=["agent", "customer"])
    assert "bleed_left_out" in call["quality_flags"]
    assert [(row["words"], row["bled_words"]) for row in house.rows("speakers", "speaker_id")] == [(16, 0), (10, 16)]


def test_words_where_nothing_sounds_are_kept_flagged_and_marked_with_the_reason(house: Any) -> None:
    def dreaming(words: list[tuple[EngineWord, Said]]) -> list[tuple[EngineWord, Said | None]]:
        return [*words, *((EngineWord(word, 22.0, 22.4), None) for word in ("thanks", "bye") if len(words) == 34)]

    call = transcribed(
        house, AGENT, CUSTOMER, engine=Knowing(AGENT, CUSTOMER, mishear=dreaming), channel_roles=["agent", "customer"]
    )
    assert call["quality_flags"] == ["hallucinations"]
    marked = [(row["word"], row["hallucination"]) for row in house.rows("words", "word_id") if row["hallucination"]]
    assert marked == [("thanks", "in_silence"), ("bye", "in_silence")]


# --- Figures of the conversation -----------------------------------------------------------------------------------

FIGURES = {
    "agent_talk_ms": 3 * 2980 + 1180,
    "customer_talk_ms": 2 * 2980 + 280,
    "overlap_ms": 280 + 880,
    "silence_ms": 30_000 - (3 * 2980 + 1180 + 2 * 2980 + 280 - 280 - 880),
    "hold_ms": 28_000 - 16_580,
    "longest_monologue_ms": 2980,
    "interruptions_by_agent": 1,
    "interruptions_by_customer": 0,
    "first_response_ms": 8000 - 7480,
}


def test_a_call_of_known_words_has_the_figures_that_can_be_read_off_it(house: Any) -> None:
    call = transcribed(house, AGENT, CUSTOMER, channel_roles=["agent", "customer"])
    assert {name: call[name] for name in FIGURES} == FIGURES
    assert (call["agent_wpm"], call["customer_wpm"]) == pytest.approx((34 / 10.12 * 60, 21 / 6.24 * 60), rel=1e-3)


def test_figures_of_the_parties_are_null_where_nobody_knows_who_is_who(house: Any) -> None:
    call = transcribed(house, *STRANGERS)
    of_parties = [name for name in call if name.startswith(("agent_", "customer_", "interruptions_", "first_response"))]
    assert {call[name] for name in of_parties} == {None}
    assert [call[name] for name in ("overlap_ms", "silence_ms", "hold_ms", "longest_monologue_ms")] == [
        0,
        2040,
        0,
        2980,
    ]


def test_where_speakers_are_not_told_apart_only_silence_is_measured(house: Any) -> None:
    call = transcribed(house, MONO)
    measured = {name for name in FIGURES if call[name] is not None}
    assert measured == {"silence_ms", "hold_ms"}


def test_a_backchannel_is_marked_and_leaves_the_others_utterance_whole(house: Any) -> None:
    transcribed(house, AGENT, CUSTOMER, channel_roles=["agent", "customer"])
    rows = house.rows("utterances", "utterance_id")
    assert [row["text"] for row in rows if row["backchannel"]] == ["Okay."]
    assert [row["words"] for row in rows if not row["backchannel"]] == [10, 10, 10, 10, 10, 4]
