from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from callscribe.recordings.recording import CallMetadata
from callscribe.transcript.role_cues import find_cues
from callscribe.transcript.roles import CONFIDENT, CallRoles, assign_roles
from callscribe.transcript.words import Word
from role_dialogues import DIALOGUES, UNSEEN, Dialogue, misheard, spoken

SAMPLES = Path(__file__).parents[3] / "include" / "sample_calls"
AGENT = "thank you for calling northgate how may i help you"
CUSTOMER = "hi i was charged twice on my account"
ON_TWO_CHANNELS = {"A": 0, "C": 1}


def call(*turns: str, **options: Any) -> CallRoles:
    """Roles of a mono call; a turn is "label: text"."""
    return judged(spoken(tuple((turn.split(": ")[0], turn.split(": ")[1]) for turn in turns)), **options)


def judged(
    words: list[Word], *, stereo: bool = False, language: str = "en", settings: tuple[str, ...] = (), **metadata: Any
) -> CallRoles:
    return assign_roles(
        words,
        CallMetadata(**metadata),
        channel_roles=settings,
        party_channels=(0, 1) if stereo else (),
        language=language,
    )


def stereo_call(*, agent: str = AGENT, customer: str = CUSTOMER, **options: Any) -> CallRoles:
    """The agent is on channel 0."""
    return judged(spoken((("A", agent), ("C", customer)), channels=ON_TWO_CHANNELS), stereo=True, **options)


def roles(found: CallRoles) -> dict[str | None, str | None]:
    return {each.speaker: each.role for each in found.speakers}


def cues(text: str) -> set[tuple[str, str]]:
    return {(cue.side, cue.name) for cue in find_cues([[Word(word, 0, 0) for word in text.split()]], "en")}


def sample_calls() -> list[Dialogue]:
    calls = []
    for path in sorted((SAMPLES / "references").glob("*.json")):
        (sidecar,) = SAMPLES.glob(f"2026-*/{path.stem}.*.json")
        turns = tuple((turn["speaker"][0].upper(), turn["text"]) for turn in json.loads(path.read_bytes())["turns"])
        calls.append(Dialogue(path.stem, json.loads(sidecar.read_bytes())["direction"], turns))
    return calls


def outcomes(calls: tuple[Dialogue, ...], share: float, seeds: int) -> tuple[float, float, float]:
    """Shares of the speakers who are named rightly and wrongly, and the mean confidence of the named ones."""
    right = wrong = speakers = 0
    confidences: list[float] = []
    for dialogue in calls:
        for seed in range(seeds):
            found = judged(spoken(misheard(dialogue.turns, share, seed)), direction=dialogue.direction)
            for each in found.speakers:
                speakers += 1
                right += each.role == dialogue.roles[str(each.speaker)]
                wrong += each.role not in (None, dialogue.roles[str(each.speaker)])
                confidences += [each.confidence] if each.confidence is not None else []
    return right / speakers, wrong / speakers, sum(confidences) / len(confidences)


# --- What is stated ----------------------------------------------------------------------------------------------


def test_nobody_heard_is_nobody_named() -> None:
    assert judged([]) == CallRoles()


def test_the_sidecars_channel_roles_name_the_channels() -> None:
    found = stereo_call(channel_roles=("agent", "customer"))
    assert found.by_speaker == {(0, "0"): "agent", (1, "1"): "customer"}
    assert {(each.source, each.confidence) for each in found.speakers} == {("channel_map", None)}


def test_the_settings_channel_roles_hold_where_the_sidecar_says_nothing() -> None:
    assert roles(stereo_call(settings=("agent", "customer"))) == {"0": "agent", "1": "customer"}
    assert roles(stereo_call(settings=("agent", "customer"), channel_roles=("customer", "agent"))) == {
        "0": "customer",
        "1": "agent",
    }


@pytest.mark.parametrize("stated", [{"agent_channel": 0}, {"customer_channel": 1}])
def test_the_recorders_channel_of_one_party_names_both(stated: dict[str, int]) -> None:
    found = stereo_call(settings=("customer", "agent"), **stated)
    assert roles(found) == {"0": "agent", "1": "customer"}
    assert {each.source for each in found.speakers} == {"metadata"}


def test_what_is_said_of_channels_does_not_count_on_a_mono_recording() -> None:
    assert roles(call("0: right", "1: yes", channel_roles=("agent", "customer"))) == {"0": None, "1": None}


def test_an_override_wins_over_everything() -> None:
    found = stereo_call(channel_roles=("agent", "customer"), speaker_roles={"0": "Customer", "1": "agent"})
    assert roles(found) == {"0": "customer", "1": "agent"}
    assert {each.source for each in found.speakers} == {"override"}


def test_an_override_of_one_of_two_names_the_other() -> None:
    assert roles(call(f"0: {AGENT}", f"1: {CUSTOMER}", speaker_roles={"1": "agent"})) == {"0": "customer", "1": "agent"}


def test_an_override_may_name_the_channel_of_a_voice_without_a_label() -> None:
    words = [Word("hello", 0, 1, channel=0)]
    assert judged(words, speaker_roles={"0": "customer"}).by_speaker == {(0, None): "customer"}


def test_words_without_a_label_are_not_taken_for_the_other_party() -> None:
    words = [Word("hello", 0, 1, speaker="0"), Word("mhm", 1, 2)]
    assert judged(words, speaker_roles={"0": "agent"}).by_speaker == {(0, "0"): "agent", (0, None): None}


def test_the_channel_of_a_mono_recording_is_no_name_for_its_speakers() -> None:
    assert judged(spoken((("1", "yes"), ("2", "right"))), speaker_roles={"0": "customer"}).by_speaker == {
        (0, "1"): None,
        (0, "2"): None,
    }


def test_an_override_that_names_nobody_is_told() -> None:
    assert call(f"0: {AGENT}", speaker_roles={"7": "agent", "0": "agent"}).unused_overrides == ("7",)


# --- What is concluded -------------------------------------------------------------------------------------------


def test_set_phrases_tell_agent_and_customer() -> None:
    found = call(f"0: {AGENT}", f"1: {CUSTOMER}")
    assert roles(found) == {"0": "agent", "1": "customer"}
    assert {each.source for each in found.speakers} == {"cues"}


def test_one_party_who_is_known_names_the_other() -> None:
    found = call(f"0: {AGENT}", "1: mhm")
    assert roles(found) == {"0": "agent", "1": "customer"}
    assert found.speakers[1].evidence == ("the other speaker is the agent",)


def test_who_speaks_first_does_not_decide_alone() -> None:
    assert roles(call("0: hello", "1: hello", direction="inbound")) == {"0": None, "1": None}


def test_who_calls_is_told_by_the_direction() -> None:
    turns = ("0: hello", "1: hello i am calling about the sofa", "0: oh yes")
    assert roles(call(*turns, direction="outbound-api")) == {"0": "customer", "1": "agent"}
    assert roles(call(*turns, direction="Inbound")) == {"0": "agent", "1": "customer"}


def test_small_talk_leaves_roles_unknown() -> None:
    found = call("0: lovely weather today", "1: yes it is going to rain though")
    assert {(each.role, each.source, each.confidence) for each in found.speakers} == {(None, None, None)}


def test_two_agents_on_one_call_are_not_made_a_customer_each() -> None:
    assert roles(call(f"0: {AGENT}", f"1: {AGENT}")) == {"0": None, "1": None}


def test_after_a_transfer_both_agents_are_agents() -> None:
    found = call(
        f"0: {AGENT}",
        f"1: {CUSTOMER}",
        "0: let me transfer you to billing please bear with me",
        "2: thank you for holding this is dana from billing may i have your account number",
        "1: my account number is four two",
    )
    assert roles(found) == {"0": "agent", "1": "customer", "2": "agent"}


def test_a_stray_label_does_not_keep_two_parties_from_being_told_apart() -> None:
    found = call(f"0: {AGENT}", "2: mm", "1: the tracking page has shown nothing new since monday")
    assert roles(found) == {"0": "agent", "1": "customer", "2": None}


def test_a_machine_is_no_party() -> None:
    menu = "thank you for calling your call is important to us press one for sales all of our agents are busy"
    assert roles(call(f"0: {menu}", f"1: {AGENT}", f"2: {CUSTOMER}")) == {"0": None, "1": "agent", "2": "customer"}


def test_an_announcement_on_the_agents_channel_does_not_hide_the_agent() -> None:
    greeting = f"for english press one {AGENT} let me pull up your account"
    assert roles(call(f"0: {greeting}", f"1: {CUSTOMER}")) == {"0": "agent", "1": "customer"}


def test_a_language_without_cues_has_no_concluded_roles() -> None:
    assert roles(call(f"0: {AGENT}", f"1: {CUSTOMER}", language="de", direction="inbound")) == {"0": None, "1": None}


@pytest.mark.parametrize("language", ["en", "en-GB", "EN"])
def test_english_is_english_in_every_country(language: str) -> None:
    assert roles(call(f"0: {AGENT}", f"1: {CUSTOMER}", language=language)) == {"0": "agent", "1": "customer"}


# --- Cues --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "heard",
    ["Thank you for calling", "thanks for calling", "thank you so much for calling", "thank you far calling",
     "thank you uh for callin", "thank for calling"],
)  # fmt: skip
def test_a_cue_is_known_although_a_word_is_wrong_or_missing(heard: str) -> None:
    assert ("agent", "thank you for calling") in cues(heard)


@pytest.mark.parametrize(
    "heard", ["thank you for your", "thank you i would be calling", "recalling", "mythank you for calling2"]
)
def test_a_cue_is_whole_words_and_its_own(heard: str) -> None:
    assert ("agent", "thank you for calling") not in cues(heard)


def test_my_and_your_are_never_mistaken_for_each_other() -> None:
    assert cues("your account") == {("agent", "your account")}
    assert cues("my account") == {("customer", "my account")}


def test_contractions_are_read_in_full() -> None:
    assert cues("I’d like to cancel") == cues("i would like to cancel") == {("customer", "I want to cancel")}
    assert cues("I haven't received") == {("customer", "I have not received it")}


def test_the_longer_of_two_cues_is_what_was_meant() -> None:
    assert cues("thanks for calling me back") == {("customer", "thanks for calling me back")}


def test_no_cue_reaches_over_another_speakers_words() -> None:
    assert "agent: thank you for calling" not in call("0: thank you", "1: right", "0: for calling").speakers[0].evidence


def test_a_cue_counts_once_however_often_it_is_said() -> None:
    once, often = call(f"0: {AGENT}", "1: ok"), call(*[f"0: {AGENT}", "1: ok"] * 5)
    assert once.speakers == often.speakers


@given(st.lists(st.text(min_size=1, max_size=8).filter(str.strip), max_size=12), st.sampled_from(["0", "1", None]))
def test_evidence_never_repeats_what_was_said(texts: list[str], speaker: str | None) -> None:
    marked = [Word(f"{text}zq", float(at), at + 0.5, speaker=speaker) for at, text in enumerate([*texts, AGENT])]
    assert not any("zq" in evidence for each in judged(marked).speakers for evidence in each.evidence)


# --- Contradiction -----------------------------------------------------------------------------------------------


def test_a_channel_map_that_fits_is_not_contradicted() -> None:
    assert not stereo_call(channel_roles=("agent", "customer")).contradicted


@pytest.mark.parametrize("stated", [{"channel_roles": ("customer", "agent")}, {"settings": ("customer", "agent")}])
def test_a_swapped_channel_map_is_kept_and_contradicted(stated: dict[str, Any]) -> None:
    found = stereo_call(**stated)
    assert roles(found) == {"0": "customer", "1": "agent"}
    assert found.contradicted


def test_weak_cues_contradict_nothing() -> None:
    assert not stereo_call(agent="one moment", customer="okay", channel_roles=("customer", "agent")).contradicted


@pytest.mark.parametrize(("said", "contradicted"), [("how may i help you let me check", False), (AGENT, True)])
def test_two_strong_cues_contradict_and_one_with_a_slight_one_does_not(said: str, contradicted: bool) -> None:
    assert len(cues(said)) == 2
    found = stereo_call(agent=said, customer="okay", channel_roles=("customer", "agent"))
    assert found.contradicted == contradicted


def test_a_map_that_was_overridden_is_not_contradicted_any_more() -> None:
    swapped = {"channel_roles": ("customer", "agent"), "speaker_roles": {"0": "agent"}}
    assert not stereo_call(**swapped).contradicted


def test_one_channel_alone_can_contradict_its_role() -> None:
    words = spoken((("A", f"{AGENT} may i have your account number"),), channels={"A": 0})
    assert judged(words, stereo=True, channel_roles=("customer", "agent")).contradicted


# --- Defects of others -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("dialogue", DIALOGUES, ids=lambda dialogue: dialogue.name)
def test_agent_and_customer_are_not_swapped_whoever_speaks_first(dialogue: Dialogue) -> None:
    # amazon-transcribe-post-call-analytics #339, #284 and #152: mono labels were given by order alone
    assert roles(judged(spoken(dialogue.turns), direction=dialogue.direction)) == dialogue.roles


def test_mono_with_diarization_has_the_same_roles_as_stereo() -> None:
    # amazon-transcribe-post-call-analytics #180 and #120: mono calls lost their analytics
    for dialogue in DIALOGUES:
        mono = judged(spoken(dialogue.turns), direction=dialogue.direction)
        stereo = judged(spoken(dialogue.turns, channels=ON_TWO_CHANNELS), stereo=True, direction=dialogue.direction)
        assert [each.role for each in mono.speakers] == [each.role for each in stereo.speakers]


def test_a_party_on_a_second_channel_is_never_left_out() -> None:
    # whisper.cpp #3263, faster-whisper #631: one channel of a stereo call was dropped
    found = judged([Word("hm", 0, 1, channel=1, speaker="1"), Word("so", 2, 3, channel=0, speaker="0")], stereo=True)
    assert found.by_speaker == {(0, "0"): None, (1, "1"): None}


def test_a_call_of_one_voice_is_kept_and_judged_by_its_own_cues() -> None:
    # post-call-analytics left the other mark 'Undefined' and dropped the call
    assert roles(call("0: it is me again", "0: the rain in spain")) == {"0": None}
    assert roles(call(f"0: {CUSTOMER} and i want to cancel")) == {"0": "customer"}


def test_two_people_under_one_label_have_no_role() -> None:
    assert roles(call(f"0: {AGENT} let me pull up your account bear with me", f"0: {CUSTOMER}")) == {"0": None}


def test_words_without_labels_have_no_role() -> None:
    words = [Word(word, float(at), at + 0.5) for at, word in enumerate(f"{AGENT} {AGENT}".split())]
    assert judged(words).by_speaker == {(0, None): None}


# --- How often it is right ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("sample", sample_calls(), ids=lambda sample: sample.name)
def test_the_sample_calls_have_their_true_roles(sample: Dialogue) -> None:
    assert roles(judged(spoken(sample.turns), direction=sample.direction)) == sample.roles
    assert roles(judged(spoken(sample.turns))) == sample.roles


@pytest.mark.parametrize(("share", "least_right", "most_wrong"), [(0.15, 0.9, 0.01), (0.3, 0.75, 0.03)])
def test_roles_survive_recognition_errors_and_confidence_stays_sober(
    share: float, least_right: float, most_wrong: float
) -> None:
    right, wrong, confidence = outcomes(DIALOGUES, share, seeds=5)
    assert right >= least_right
    assert wrong <= most_wrong
    assert CONFIDENT <= confidence <= right / (right + wrong)


def test_calls_without_set_phrases_are_left_open_rather_than_named_wrongly() -> None:
    for share in (0.0, 0.15):
        right, wrong, _ = outcomes(UNSEEN, share, seeds=5)
        assert right >= 0.4
        assert wrong == 0


@pytest.mark.parametrize("share", [0.0, 0.15, 0.3])
def test_a_right_channel_map_is_never_contradicted_by_misheard_words(share: float) -> None:
    for dialogue in (*DIALOGUES, *UNSEEN):
        words = spoken(misheard(dialogue.turns, share, seed=1), channels=ON_TWO_CHANNELS)
        stated = ("agent", "customer")
        assert not judged(words, stereo=True, channel_roles=stated, direction=dialogue.direction).contradicted
