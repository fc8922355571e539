from __future__ import annotations

from dataclasses import asdict, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from callscribe.metrics.conversation import Conversation, conversation
from callscribe.transcript.utterances import split_utterances
from callscribe.transcript.words import Word

DURATION_S = 64.0
ROLES: dict[tuple[int, str | None], str | None] = {(0, "0"): "agent", (0, "1"): "customer"}

# sixteenths of a second, which floats hold exactly: a shift must not move a gap over a threshold
SIXTEENTHS = st.integers(0, 40 * 16).map(lambda at: at / 16)
LENGTHS = st.sampled_from([0.0, 0.125, 0.25, 0.5, 1.0, 4.0])
TOKENS = st.sampled_from(["yeah", "mm-hm", "okay", "card", "the", "card?"])
ROWS = st.tuples(SIXTEENTHS, LENGTHS, st.sampled_from("01"), TOKENS, st.booleans())


@st.composite
def calls(draw: st.DrawFn) -> list[Word]:
    """Two labelled speakers on one channel, times as engines give them: overlapping, zero-length, equal."""
    rows = sorted(draw(st.lists(ROWS, max_size=40)), key=lambda row: row[0])
    return [Word(token, at_s, at_s + length_s, speaker=by, filler=um) for at_s, length_s, by, token, um in rows]


def measure(
    call: list[Word], roles: dict[tuple[int, str | None], str | None] = ROLES, duration_s: float = DURATION_S
) -> Conversation:
    return conversation(*split_utterances(call), roles, duration_s)


@given(calls(), st.sampled_from([DURATION_S, 20.0, 0.0]))
def test_talk_less_overlap_and_silence_are_the_length_of_the_call(call: list[Word], duration_s: float) -> None:
    found = measure(call, duration_s=duration_s)
    assert found.agent_talk_s is not None
    assert found.customer_talk_s is not None
    assert found.overlap_s is not None
    total_s = found.agent_talk_s + found.customer_talk_s - found.overlap_s + found.silence_s
    assert total_s == pytest.approx(duration_s, abs=1e-9)


@given(calls(), st.sampled_from([DURATION_S, 20.0, 0.0]))
def test_no_figure_is_negative_or_longer_than_what_it_is_part_of(call: list[Word], duration_s: float) -> None:
    found = measure(call, duration_s=duration_s)
    assert all(value >= 0 for value in asdict(found).values() if value is not None)
    assert found.agent_talk_s is not None
    assert found.customer_talk_s is not None
    assert found.overlap_s is not None
    assert found.longest_monologue_s is not None
    assert found.overlap_s <= min(found.agent_talk_s, found.customer_talk_s)
    assert found.hold_s <= found.silence_s
    assert max(found.agent_talk_s, found.customer_talk_s, found.longest_monologue_s) <= duration_s


@given(calls(), st.integers(0, 16))
def test_a_call_that_begins_later_has_the_same_figures(call: list[Word], later_s: int) -> None:
    moved = [replace(word, start_s=word.start_s + later_s, end_s=word.end_s + later_s) for word in call]
    assert asdict(measure(moved)) == pytest.approx(asdict(measure(call)))


@given(calls())
def test_swapped_roles_swap_the_parties_figures(call: list[Word]) -> None:
    found = measure(call)
    swapped = measure(call, {(0, "0"): "customer", (0, "1"): "agent"})
    assert replace(swapped, first_response_s=None) == replace(
        found,
        agent_talk_s=found.customer_talk_s,
        customer_talk_s=found.agent_talk_s,
        agent_wpm=found.customer_wpm,
        customer_wpm=found.agent_wpm,
        interruptions_by_agent=found.interruptions_by_customer,
        interruptions_by_customer=found.interruptions_by_agent,
        first_response_s=None,
    )


@given(calls())
def test_stereo_has_the_figures_of_mono(call: list[Word]) -> None:
    apart = sorted((replace(word, channel=int(word.speaker or 0)) for word in call), key=lambda word: word.channel)
    assert measure(apart, {(0, "0"): "agent", (1, "1"): "customer"}) == measure(call)


@given(calls())
def test_what_needs_no_roles_is_the_same_without(call: list[Word]) -> None:
    with_roles, without = measure(call), measure(call, dict.fromkeys(ROLES))
    for name in ("overlap_s", "silence_s", "hold_s", "longest_monologue_s"):
        assert getattr(without, name) == getattr(with_roles, name)
