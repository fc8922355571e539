from __future__ import annotations

from dataclasses import asdict, fields, replace

import pytest

from callscribe.metrics.conversation import HOLD_S, Conversation, conversation
from callscribe.transcript.utterances import split_utterances
from callscribe.transcript.words import Word

AGENT, CUSTOMER = (0, "0"), (1, "1")
ROLES = {AGENT: "agent", CUSTOMER: "customer"}


def said(text: str, start_s: float, by: tuple[int, str | None]) -> list[Word]:
    """Half a second a word, without gaps; "um" marked as the filler that it is."""
    channel, speaker = by
    return [
        Word(word, start_s + at / 2, start_s + at / 2 + 0.5, channel=channel, speaker=speaker, filler=word == "um")
        for at, word in enumerate(text.split())
    ]


def agent(text: str, start_s: float) -> list[Word]:
    return said(text, start_s, AGENT)


def customer(text: str, start_s: float) -> list[Word]:
    return said(text, start_s, CUSTOMER)


def measure(
    words: list[Word], duration_s: float = 60.0, roles: dict[tuple[int, str | None], str | None] | None = None
) -> Conversation:
    return conversation(*split_utterances(words), ROLES if roles is None else roles, duration_s)


GOLDEN = [
    *agent("thank you for calling how may i help", 1),  # 1 to 5
    *customer("hello i want to change my address please", 5.5),  # to 9.5
    *agent("mm-hm", 7),  # to 7.5: backchannel
    *agent("of course one moment please", 10),  # to 12.5
    *agent("so your new address is the one that we", 30),  # to 34.5
    *customer("no that one is wrong", 33),  # to 35.5: takes the turn
    *agent("sorry um which is it then", 36),  # to 39
    *customer("the second", 38.75),  # to 39.75: foresees the end
    *agent("okay", 44),  # to 44.5
]


def test_a_call_worked_out_by_hand() -> None:
    found = measure(GOLDEN)
    assert found == Conversation(
        agent_talk_s=4 + 0.5 + 2.5 + 4.5 + 3 + 0.5,  # 15
        customer_talk_s=4 + 2.5 + 1,  # 7.5
        overlap_s=0.5 + (34.5 - 33) + (39 - 38.75),  # 2.25
        # before 1, 5 to 5.5, 9.5 to 10, 12.5 to 30, 35.5 to 36, 39.75 to 44, after 44.5
        silence_s=1 + 0.5 + 0.5 + 17.5 + 0.5 + 4.25 + 15.5,  # 39.75 = 60 - (15 + 7.5 - 2.25)
        hold_s=17.5,  # 4.25 is short, and what follows the last word is not within the call
        longest_monologue_s=4.5,  # 30 to 34.5; the agent's turn before it ended with the long pause
        agent_wpm=(8 + 1 + 5 + 9 + 5 + 1) / 15 * 60,  # 116: "um" does not count
        customer_wpm=(8 + 5 + 2) / 7.5 * 60,  # 120
        interruptions_by_agent=0,
        interruptions_by_customer=1,  # "no that one is wrong"
        first_response_s=10 - 9.5,
    )
    assert (found.agent_wpm, found.customer_wpm) == (116, 120)


def test_a_call_with_a_transfer_worked_out_by_hand() -> None:
    second = (0, "2")
    words = [
        *agent("good morning", 0),  # to 1
        *customer("my line is dead", 1.5),  # to 3.5
        *agent("i transfer you", 4),  # to 5.5
        *said("hello this is the other desk", 5, second),  # to 8
        *customer("hello", 10),  # to 10.5
    ]
    found = measure(words, 12, ROLES | {second: "agent"})
    assert found == Conversation(
        agent_talk_s=1 + (8 - 4),  # the two agents' half second together counts once
        customer_talk_s=2 + 0.5,
        overlap_s=0.0,  # nobody of the other party
        silence_s=0.5 + 0.5 + 2 + 1.5,  # 4.5 = 12 - 7.5
        hold_s=0.0,
        longest_monologue_s=3.0,  # the second agent's
        agent_wpm=(2 + 3 + 6) / 5 * 60,
        customer_wpm=(4 + 1) / 2.5 * 60,
        interruptions_by_agent=0,
        interruptions_by_customer=0,
        first_response_s=0.5,
    )


def test_mono_with_labels_and_stereo_give_the_same_figures() -> None:
    mono = [replace(word, channel=0) for word in GOLDEN]
    in_order = sorted(mono, key=lambda word: word.start_s)
    assert measure(in_order, roles={(0, "0"): "agent", (0, "1"): "customer"}) == measure(GOLDEN)


def test_the_time_a_party_listens_is_the_time_the_other_talks() -> None:
    found = measure([*agent("one two", 0), *customer("three", 2)])
    assert (found.agent_talk_s, found.customer_talk_s) == (1.0, 0.5)
    assert {field.name for field in fields(found) if "listen" in field.name} == set()


# interruptions


@pytest.mark.parametrize(
    ("interruption", "start_s", "count"),
    [
        ("no wait that is wrong", 2.0, 1),
        ("no", 2.0, 0),  # talk at once that leaves the turn
        ("mm-hm", 2.0, 0),  # a backchannel
        ("no wait that is wrong", 3.6, 0),  # 0.4 s before the end: foreseen
        ("no wait that is wrong", 4.0, 0),  # on the dot
        ("no wait that is wrong and is not what i said", 0.1, 0),  # both began together
        ("okay but that is wrong", 2.0, 1),
    ],
)
def test_an_interruption_is_talk_at_once_that_takes_the_turn(interruption: str, start_s: float, count: int) -> None:
    words = [*agent("your card has been sent out today", 0), Word("already", 3.5, 4, speaker="0")]
    found = measure([*words, *customer(interruption, start_s)])
    assert (found.interruptions_by_agent, found.interruptions_by_customer) == (0, count)


def test_who_begins_in_the_others_pause_does_not_interrupt() -> None:
    words = [*agent("your card has been", 0), *agent("sent out", 2.8), *customer("no wait that is wrong", 2.4)]
    assert measure(words).interruptions_by_customer == 0


def test_whom_a_backchannel_is_said_to_does_not_interrupt_it() -> None:
    words = [*customer("so i went to the shop and asked", 0), *agent("mm-hm", 1.2)]
    assert measure(words).interruptions_by_customer == 0


# hold, monologue, first response, pace


@pytest.mark.parametrize(("pause_s", "hold_s"), [(HOLD_S - 0.25, 0.0), (HOLD_S, HOLD_S), (HOLD_S + 5, HOLD_S + 5)])
def test_a_long_silence_within_the_call_is_hold(pause_s: float, hold_s: float) -> None:
    found = measure([*agent("one moment", 20), *customer("hello", 21 + pause_s)])
    assert found.hold_s == hold_s
    assert found.silence_s == 60 - 1.5


def test_a_backchannel_does_not_end_a_monologue_and_a_turn_does() -> None:
    monologue = [*agent("so first you open it", 0), *agent("and then you look inside", 3)]  # to 5.5
    assert measure([*monologue, *customer("mm-hm", 2.5)]).longest_monologue_s == 5.5
    assert measure([*monologue, *customer("why", 2.5)]).longest_monologue_s == 2.5


def test_an_answer_over_the_end_of_the_customers_turn_comes_at_once() -> None:
    assert measure([*customer("can you help me", 0), *agent("yes i can", 1.75)]).first_response_s == 0.0


def test_a_customer_who_goes_on_after_a_pause_is_still_at_the_first_turn() -> None:
    words = [*agent("hello", 0), *customer("my card", 1), *customer("is gone", 4), *agent("oh no", 7)]
    assert measure(words).first_response_s == 2.0


def test_a_customer_who_is_kept_waiting_and_asks_again_has_waited_since_the_first_turn() -> None:
    asked = [*customer("hello is anyone there", 0), *customer("hello are you still there", 30)]
    assert measure([*asked, *agent("good morning", 32.75)]).first_response_s == 32.75 - 2


def test_nobody_who_answers_is_no_first_response() -> None:
    assert measure([*agent("hello", 0), *customer("goodbye", 1)]).first_response_s is None


def test_hesitations_are_no_words_and_redacted_words_are() -> None:
    card = [replace(word, entity_type="CARD_NUMBER", redaction=0) for word in customer("four two", 1)]
    assert measure([*customer("um um", 0), *card]).customer_wpm == 2 / 2 * 60


# unknown is None, and 0 is measured


def test_without_speakers_only_silence_and_hold_are_known() -> None:
    words = [*said("good morning", 0, (0, None)), *said("good morning", 21, (0, None))]
    found = asdict(measure(words, 30, {}))
    assert {name: value for name, value in found.items() if value is not None} == {"silence_s": 28.0, "hold_s": 20.0}


@pytest.mark.parametrize("stray", [(0, None), (0, "slip")])
def test_a_stray_word_of_nobody_known_leaves_the_parties_known(stray: tuple[int, str | None]) -> None:
    found = measure([*GOLDEN, *said("hm", 50, stray)])
    assert (found.agent_talk_s, found.customer_talk_s, found.overlap_s) == (15.0, 7.5, 2.25)
    assert found.silence_s == 39.75 - 0.5


@pytest.mark.parametrize("somebody", [(0, None), (0, "third")])
def test_more_than_a_stray_word_of_nobody_known_leaves_the_parties_unknown(somebody: tuple[int, str | None]) -> None:
    found = measure([*GOLDEN, *said("who is this on the line", 50, somebody)])
    assert (found.agent_talk_s, found.customer_wpm, found.interruptions_by_agent) == (None, None, None)


@pytest.mark.parametrize("roles", [{}, {AGENT: None, CUSTOMER: None}, {AGENT: "agent", CUSTOMER: None}])
def test_without_roles_what_needs_none_is_known(roles: dict[tuple[int, str | None], str | None]) -> None:
    found, known = asdict(measure(GOLDEN, roles=roles)), asdict(measure(GOLDEN))
    without_roles = ("overlap_s", "silence_s", "hold_s", "longest_monologue_s")
    assert found == {name: known[name] if name in without_roles else None for name in known}


def test_a_silent_party_has_measured_zeros() -> None:
    found = measure(agent("please leave a message", 0), 10)
    assert (found.agent_talk_s, found.customer_talk_s, found.overlap_s) == (2.0, 0.0, 0.0)
    assert (found.interruptions_by_agent, found.interruptions_by_customer) == (0, 0)
    assert (found.customer_wpm, found.first_response_s) == (None, None)


def test_a_third_party_is_neither_agent_nor_customer() -> None:
    found = measure([*GOLDEN, *said("your call is recorded", 13, (0, "ivr"))], roles=ROLES | {(0, "ivr"): "ivr"})
    assert (found.agent_talk_s, found.customer_talk_s, found.overlap_s) == (15.0, 7.5, 2.25)
    assert (found.silence_s, found.hold_s) == (37.75, 15.0)


def test_three_parties_at_once_overlap_once() -> None:
    words = [*agent("one two three four", 0), *customer("five six seven", 0.5), *said("press one", 1, (0, "ivr"))]
    assert measure(words, roles=ROLES | {(0, "ivr"): "ivr"}).overlap_s == 1.5


def test_a_call_without_a_word_is_silence() -> None:
    assert measure([], 30) == Conversation(0.0, 0.0, 0.0, 30.0, 0.0, 0.0, None, None, 0, 0, None)
    found = asdict(measure([], 30, {}))
    assert {name: value for name, value in found.items() if value is not None} == {"silence_s": 30.0, "hold_s": 0.0}


# what other systems get wrong


def test_a_mono_call_where_one_speaker_is_found_has_figures() -> None:
    """AWS Post Call Analytics drops such a call from its tables."""
    found = measure(said("please call me back", 0, (0, "0")), 10, {(0, "0"): "customer"})
    assert (found.customer_talk_s, found.silence_s, found.longest_monologue_s) == (2.0, 8.0, 2.0)
    assert (found.agent_talk_s, found.overlap_s, found.interruptions_by_agent) == (None, None, None)


def test_overlapped_talk_is_subtracted_from_silence_once() -> None:
    """Google's speech analysis framework subtracts it for either channel."""
    assert measure([*agent("one two three four", 0), *customer("five six", 1)], 10).silence_s == 8.0


def test_a_short_silence_is_not_cut_to_nothing() -> None:
    """Google's speech analysis framework casts a share to a whole number, which is almost always 0."""
    assert measure([*agent("one two", 0), *customer("three", 1.25)], 1.75).silence_s == 0.25


def test_the_length_is_the_recordings_not_that_of_the_words() -> None:
    """Google's speech analysis framework adds the first word's start to the last word's end."""
    assert measure([*agent("one", 10), *customer("two", 12)], 20).silence_s == 19.0


def test_swapped_channels_swap_the_parties_figures_and_nothing_else() -> None:
    """Agent and customer swapped, the commonest complaint: the figures follow the roles, never the channels."""
    moved = [replace(word, channel=1 - word.channel) for word in GOLDEN]
    order = sorted(moved, key=lambda word: word.channel)
    assert measure(order, roles={(1, "0"): "agent", (0, "1"): "customer"}) == measure(GOLDEN)


def test_both_channels_of_a_stereo_call_are_measured() -> None:
    """Systems that read one channel find one party."""
    found = measure([*agent("one", 0), *customer("two", 1)])
    assert (found.agent_talk_s, found.customer_talk_s) == (0.5, 0.5)


# word times as engines give them


def test_sloppy_word_times_count_no_moment_twice() -> None:
    words = [
        Word("one", 0.0, 1.0, speaker="0"),
        Word("two", 0.875, 2.0, speaker="0"),  # reaches into the word before
        Word("three", 2.125, 2.125, speaker="0"),  # without length
        Word("four", 2.25, 3.0, speaker="0"),  # 0.25 s of gaps in all, each articulation
        Word("five", 9.5, 12.0, speaker="0"),  # longer than the recording
    ]
    found = measure(words, 10)
    assert (found.agent_talk_s, found.silence_s, found.agent_wpm) == (3.5, 6.5, 5 / 3.5 * 60)


def test_words_without_length_are_no_talk_and_have_no_pace() -> None:
    found = measure([Word("one", 1.0, 1.0, speaker="0")], 10)
    assert (found.agent_talk_s, found.agent_wpm, found.silence_s) == (0.0, None, 10.0)
