"""What other systems get wrong about who spoke, on which channel, and for how long: each defect has a test here.

A test names the system and the thread, or the place in its source, that reports the defect. What concerns joins of
chunks, labels that change over them and made-up words is in test_defects_of_others_merging.py.
"""

from __future__ import annotations

from collections import defaultdict
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import pytest

from acted_calls import Knowing, Line, acted, overhearing

if TYPE_CHECKING:
    from collections.abc import Iterable

    from acted_calls import Track

LASTS_S = 40.0
AGENT = (
    Line(0.5, "agent", "thank you for calling how may i help you"),
    Line(8.0, "agent", "i am sorry to hear that let me pull up your account"),
    Line(27.0, "agent", "thank you for holding it is on its way"),
    Line(31.0, "agent", "is there anything else i can help you with"),
)
CUSTOMER = (
    Line(4.0, "customer", "hello my parcel has not arrived and i am waiting"),
    Line(29.1, "customer", "okay and when will it be here then"),
    Line(34.5, "customer", "no that is all thank you bye"),
)
AGENT_TALK_S = 2.68 + 3.58 + 2.68 + 2.68
CUSTOMER_TALK_S = 2.98 + 2.38 + 2.08
BOTH_TALK_S = (27.0 + 2.68 - 29.1) + (29.1 + 2.38 - 31.0)
NOBODY_TALKS_S = LASTS_S - (AGENT_TALK_S + CUSTOMER_TALK_S - BOTH_TALK_S)
ON_HOLD_S = 27.0 - (8.0 + 3.58)

FIGURES = (
    *("agent_talk_ms", "customer_talk_ms", "overlap_ms", "silence_ms", "hold_ms", "longest_monologue_ms"),
    *("agent_wpm", "customer_wpm", "interruptions_by_agent", "interruptions_by_customer", "first_response_ms"),
)


def parties() -> tuple[Track, Track]:
    """The call with a channel for each party."""
    return acted(LASTS_S, *AGENT), acted(LASTS_S, *CUSTOMER)


def mixed(*lines: Line) -> Track:
    """The call on one channel."""
    return acted(LASTS_S, *(lines or (*AGENT, *CUSTOMER)))


def taken(house: Any, engine: Any, *tracks: Track, **sidecar: Any) -> dict[str, Any]:
    """The row of a call, after a run of its own."""
    house.record("call.wav", *[track.samples for track in tracks], **sidecar)
    house.transcribe(engine)
    (row,) = house.rows("calls")
    return row  # type: ignore[no-any-return]


def who_said(house: Any) -> dict[str, set[str]]:
    """By verbatim text of an utterance, the roles that it was given to."""
    roles = defaultdict(set)
    for row in house.rows("utterances"):
        roles[row["verbatim_text"]].add(row["role"])
    return dict(roles)


def texts(lines: Iterable[Line]) -> set[str]:
    return {line.text for line in lines}


# --- Calls that go missing, ids and order: anchors 1e ---------------------------------------------------------------


def test_a_call_where_one_speaker_is_found_has_its_rows(house: Any) -> None:
    """AWS Post Call Analytics, anchors 1e.1: a voicemail has one label, the other one raises KeyError, and the call is
    'Dropped' from all reports without a word."""
    voicemail = mixed(Line(1.0, "caller", "this is a message for the billing people please call me back"))
    call = taken(house, Knowing(voicemail, diarize=True), voicemail)
    assert (call["words"], call["utterances"], call["overlap_ms"]) == (12, 1, None)
    assert call["silence_ms"] == pytest.approx((LASTS_S - 3.58) * 1000, abs=2)
    assert [(row["speaker"], row["role"], row["words"]) for row in house.rows("speakers")] == [("0", None, 12)]
    assert house.rows("failures") == []


@pytest.mark.parametrize("talks", ["agent", "customer"])
def test_a_party_who_says_no_word_is_a_speaker_with_figures_of_zero(house: Any, talks: str) -> None:
    """AWS Post Call Analytics `ui/lambda/index.js`, anchors 1e.1: throws where the missing label is the customer's."""
    tracks = dict(zip(("agent", "customer"), parties(), strict=True))
    call = taken(house, Knowing(tracks[talks]), *tracks.values(), channel_roles=["agent", "customer"])
    silent = "customer" if talks == "agent" else "agent"
    assert call[f"{talks}_talk_ms"] > 5000
    assert (call[f"{silent}_talk_ms"], call["overlap_ms"], call["first_response_ms"]) == (0, 0, None)
    words = {row["role"]: row["words"] for row in house.rows("speakers")}
    assert words == {talks: len(tracks[talks].said), silent: 0}


@pytest.mark.parametrize("silent", [0, 1])
def test_a_call_with_a_dead_channel_has_its_rows_and_names_nobody_by_it(house: Any, silent: int) -> None:
    """AWS Post Call Analytics, anchors 1e.1: the label that never comes."""
    agent, _ = parties()
    nothing = acted(LASTS_S)
    tracks = (nothing, agent) if silent == 0 else (agent, nothing)
    call = taken(house, Knowing(agent), *tracks, channel_roles=["customer", "customer"])
    assert (call["words"], call["customer_talk_ms"]) == (len(agent.said), None)
    assert {row["channel"] for row in house.rows("utterances")} == {1 - silent}


def test_calls_without_an_id_have_ids_of_their_own(house: Any) -> None:
    """AWS Post Call Analytics, anchors 1e.2: calls whose name tells no id share the id 'None'."""
    for name in ("one.wav", "two.wav", "AGENT_kim.wav"):
        house.record(name)
    house.transcribe(recordings={"name_pattern": r"GUID_(?P<call_id>[0-9a-f-]+)"})
    ids = [row["call_id"] for row in house.rows("calls")]
    assert len(set(ids)) == 3
    assert not {"None", "none", "undefined", ""} & set(ids)
    assert {row["call_id"] for row in house.rows("speakers")} == set(ids)


def test_a_call_that_is_done_again_with_other_roles_has_one_row_and_the_new_ones(house: Any) -> None:
    """AWS Post Call Analytics, anchors 1e.3: each time a call is done again, its Parquet has one more row of it."""
    agent, customer = parties()
    swapped = taken(house, Knowing(agent, customer), agent, customer, call_id="c", channel_roles=["customer", "agent"])
    call = taken(house, Knowing(agent, customer), agent, customer, call_id="c", channel_roles=["agent", "customer"])
    assert (call["agent_talk_ms"], call["customer_talk_ms"]) == (swapped["customer_talk_ms"], swapped["agent_talk_ms"])
    assert [row["role"] for row in house.rows("speakers", "speaker_id")] == ["agent", "customer"]
    assert len(house.rows("words")) == len(agent.said) + len(customer.said)


def test_the_tables_of_a_call_tell_the_same(house: Any) -> None:
    """AWS Post Call Analytics, anchors 1e.7: two sources of truth, its JSON and its Parquet, that disagree."""
    agent, customer = parties()
    call = taken(house, Knowing(agent, customer), agent, customer, channel_roles=["agent", "customer"])
    words, utterances, speakers = (house.rows(table) for table in ("words", "utterances", "speakers"))
    assert (
        call["words"] == len(words) == sum(row["words"] for row in utterances) == sum(row["words"] for row in speakers)
    )
    assert call["utterances"] == len(utterances) == sum(row["utterances"] for row in speakers)
    roles = {(row["channel"], row["speaker"]): row["role"] for row in speakers}
    assert all(row["role"] == roles[row["channel"], row["speaker"]] for row in utterances)
    of_utterance = {row["utterance_id"]: (row["channel"], row["speaker"]) for row in utterances}
    assert all((row["channel"], row["speaker"]) == of_utterance[row["utterance_id"]] for row in words)


def test_utterances_are_in_the_order_of_time_and_not_of_its_spelling(house: Any) -> None:
    """Azure ingestion client, anchors 1e.11: sorted as text, "PT10S" comes before "PT2S"."""
    lines = [Line(at_s, "caller", "and then") for at_s in (2.0, 10.0, 20.0, 100.0, 200.0, 1000.0)]
    track = acted(1001.0, *lines)
    taken(house, Knowing(track), track)
    starts_ms = [row["start_ms"] for row in house.rows("utterances", "utterance_id")]
    assert starts_ms == [2000, 10_000, 20_000, 100_000, 200_000, 1_000_000]


# --- Figures of a call: anchors 1e.12 and 3.9 -----------------------------------------------------------------------


def test_silence_duration_and_overlap_are_right_on_one_channel_and_on_two(house: Any) -> None:
    """dataflow-contact-center-speech-analysis, anchors 1e.12: mono silence is a share cut to 0, the duration is where
    the first word starts and the last one ends, and stereo silence has overlapped talk subtracted twice."""
    agent, customer = parties()
    both = mixed()
    stereo = taken(house, Knowing(agent, customer), agent, customer, call_id="c", channel_roles=["agent", "customer"])
    roles = {"0": "agent", "1": "customer"}
    mono = taken(house, Knowing(both, diarize=True), both, call_id="c", speaker_roles=roles)
    assert stereo["channels"] == 2
    assert mono["channels"] == 1
    for call in (stereo, mono):
        assert call["duration_ms"] == LASTS_S * 1000
        assert call["silence_ms"] == pytest.approx(NOBODY_TALKS_S * 1000, abs=2)
        assert call["overlap_ms"] == pytest.approx(BOTH_TALK_S * 1000, abs=2)
        assert call["hold_ms"] == pytest.approx(ON_HOLD_S * 1000, abs=2)


def test_a_mono_call_has_all_figures_that_it_has_on_two_channels(house: Any) -> None:
    """AWS Post Call Analytics#180 and #120: mono calls silently lose their analytics."""
    agent, customer = parties()
    both = mixed()
    stereo = taken(house, Knowing(agent, customer), agent, customer, call_id="c", channel_roles=["agent", "customer"])
    mono = taken(house, Knowing(both, diarize=True), both, call_id="c")
    assert {name: mono[name] for name in FIGURES} == pytest.approx({name: stereo[name] for name in FIGURES}, abs=2)
    assert mono["agent_talk_ms"] == pytest.approx(AGENT_TALK_S * 1000, abs=2)
    assert mono["customer_talk_ms"] == pytest.approx(CUSTOMER_TALK_S * 1000, abs=2)


def test_where_nobody_tells_speakers_apart_their_figures_are_null_and_silence_is_not(house: Any) -> None:
    """AWS Post Call Analytics#180: what cannot be known of a mono call is no 0 and no guess."""
    both = mixed()
    call = taken(house, Knowing(both), both)
    assert {name for name in FIGURES if call[name] is not None} == {"silence_ms", "hold_ms"}
    assert call["silence_ms"] == pytest.approx(NOBODY_TALKS_S * 1000, abs=2)


def test_an_engine_that_labels_speakers_on_two_channels_does_no_harm(house: Any) -> None:
    """Azure-Samples/cognitive-services-speech-sdk#1340 and #1109: stereo with diarization fails with "invalid data"."""
    agent, customer = parties()
    plain = taken(house, Knowing(agent, customer), agent, customer, call_id="c", channel_roles=["agent", "customer"])

    class Labelling(Knowing):
        model = "labelling"

    engine = Labelling(agent, customer, diarize=True)
    labelled = taken(house, engine, agent, customer, call_id="c", channel_roles=["agent", "customer"], again=1)
    assert engine.asked
    assert {name: labelled[name] for name in FIGURES} == {name: plain[name] for name in FIGURES}
    assert [(row["channel"], row["speaker"]) for row in house.rows("speakers", "speaker_id")] == [(0, "0"), (1, "1")]


# --- Agent and customer the wrong way round: anchors 3.7 ------------------------------------------------------------


@pytest.mark.parametrize("first", ["agent", "customer"])
def test_whoever_speaks_first_roles_go_by_what_is_said(house: Any, first: str) -> None:
    """AWS Post Call Analytics#339 and #284, anchors 1e.1: labels are given by order, "Customer | Agent"; with one
    order or the other, every call of some kind is the wrong way round."""
    early = (Line(0.0, "customer", "hello hello"),) if first == "customer" else ()
    both = mixed(*early, *AGENT, *CUSTOMER)
    taken(house, Knowing(both, diarize=True), both)
    said = who_said(house)
    assert {text: said[text] for text in texts(AGENT)} == {text: {"agent"} for text in texts(AGENT)}
    assert {text: said[text] for text in texts(CUSTOMER)} == {text: {"customer"} for text in texts(CUSTOMER)}


def test_channels_that_are_mapped_the_wrong_way_round_are_flagged_and_one_line_puts_them_right(house: Any) -> None:
    """AWS Post Call Analytics#339, Vexa-ai/vexa#1223 (every label inverted): nobody notices but who reads the call."""
    agent, customer = parties()
    engine = Knowing(agent, customer)
    roles = ["customer", "agent"]
    wrong = taken(house, engine, agent, customer, call_id="c", channel_roles=roles)
    assert "roles_contradicted" in wrong["quality_flags"]
    right = taken(house, engine, agent, customer, call_id="c", channel_roles=roles, speaker_roles={"0": "agent"})
    assert "roles_contradicted" not in right["quality_flags"]
    assert right["agent_talk_ms"] == pytest.approx(AGENT_TALK_S * 1000, abs=2)
    assert {text for text, given in who_said(house).items() if given == {"agent"}} == texts(AGENT)


def test_channels_that_are_mapped_rightly_are_not_flagged(house: Any) -> None:
    """Of AWS Post Call Analytics#339, too: a warning that comes with every call is none."""
    agent, customer = parties()
    call = taken(house, Knowing(agent, customer), agent, customer, channel_roles=["agent", "customer"])
    assert call["quality_flags"] == []


# --- Channels that are doubled, dropped or mixed: anchors 3.8 and 3.10 ----------------------------------------------


@pytest.mark.parametrize("gain", [1.0, -1.0, 0.5])
def test_a_mono_call_on_both_channels_is_transcribed_once(house: Any, gain: float) -> None:
    """AWS Post Call Analytics#229 and #179: "Agent: Welcome ... Customer: Welcome ..."."""
    both = mixed()
    copy = overhearing(acted(LASTS_S), both, gain)
    engine = Knowing(both, copy, diarize=True)
    call = taken(house, engine, both, copy, channel_roles=["agent", "customer"])
    assert (len(engine.asked), call["words"]) == (1, len(both.said))
    assert call["quality_flags"] == ["dual_mono"]
    assert call["agent_talk_ms"] == pytest.approx(AGENT_TALK_S * 1000, abs=2)


@pytest.mark.parametrize("gain", [0.1, 0.3])
def test_a_party_who_leaks_into_the_others_channel_is_counted_once(house: Any, gain: float) -> None:
    """AWS Post Call Analytics#179: the same lines for agent and customer, on channels that are no copies."""
    agent, customer = acted(LASTS_S, *AGENT[:2]), acted(LASTS_S, *CUSTOMER)
    leaking = overhearing(customer, agent, gain)
    call = taken(house, Knowing(agent, leaking), agent, leaking, channel_roles=["agent", "customer"])
    assert {text: len(given) for text, given in who_said(house).items()} == dict.fromkeys(
        texts((*AGENT[:2], *CUSTOMER)), 1
    )
    assert call["words"] == len(agent.said) + len(customer.said)
    assert call["customer_talk_ms"] == pytest.approx(CUSTOMER_TALK_S * 1000, abs=2)
    assert [row["bled_words"] for row in house.rows("speakers", "speaker_id")] == [0, len(agent.said)]
    assert "bleed_left_out" in call["quality_flags"]


@pytest.mark.parametrize("swapped", [False, True])
def test_every_word_of_both_channels_is_there_on_its_own_channel(house: Any, swapped: bool) -> None:
    """altic-dev/FluidVoice#623 (right channel lost), ggml-org/whisper.cpp#3263 (one channel recognised),
    SYSTRAN/faster-whisper#78 and #631, ahmetoner/whisper-asr-webservice#85 (a channel does not tell who speaks)."""
    tracks = parties()[::-1] if swapped else parties()
    taken(house, Knowing(*tracks), *tracks)
    for channel, track in enumerate(tracks):
        own = [row["word"] for row in house.rows("words", "start_ms") if row["channel"] == channel]
        assert own == track.texts


def test_speech_on_the_second_channel_is_heard_beside_a_tone_on_the_first(house: Any, sounds: Any) -> None:
    """altic-dev/FluidVoice#623, as it is reported: left a tone, right the speech."""
    agent, _ = parties()
    house.record("call.wav", sounds.tone(LASTS_S, 440.0), agent.samples)
    house.transcribe(Knowing(agent))
    assert [row["word"] for row in house.rows("words", "word_id")] == agent.texts


def test_no_channel_of_four_is_dropped(house: Any) -> None:
    """SYSTRAN/faster-whisper#631: several channels of one recording are left to the caller."""
    lines = ["i am on the first", "here on the second", "the third one is me", "and me last of all"]
    tracks = [acted(12.0, Line(0.5 + 2.5 * number, str(number), text)) for number, text in enumerate(lines)]
    taken(house, Knowing(*tracks), *tracks)
    rows = house.rows("utterances", "utterance_id")
    assert [(row["channel"], row["verbatim_text"]) for row in rows] == [*enumerate(lines)]


@pytest.mark.parametrize("channels", [1, 2])
def test_a_call_is_told_turn_by_turn_also_where_both_talk_at_once(house: Any, channels: int) -> None:
    """googleapis/google-cloud-python#4927 (channels split, and the sequence of the conversation is broken), AWS Post
    Call Analytics#152 (words of one party in what the other says)."""
    tracks = parties() if channels == 2 else (mixed(),)
    taken(house, Knowing(*tracks, diarize=True), *tracks)
    rows = house.rows("utterances", "utterance_id")
    assert [row["verbatim_text"] for row in rows] == [line.text for line in sorted((*AGENT, *CUSTOMER))]
    assert any(after["start_ms"] < before["end_ms"] for before, after in pairwise(rows))
