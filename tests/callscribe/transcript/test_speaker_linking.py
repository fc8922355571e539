"""Speakers over joins whose overlap says nothing of them."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from callscribe.audio.activity import ChannelActivity, activity_of
from callscribe.transcript.labels import Link
from callscribe.transcript.merge import Merged, Seam
from callscribe.transcript.speaker_linking import SURE_ENOUGH, link_speakers
from callscribe.transcript.words import Word

if TYPE_CHECKING:
    from collections.abc import Sequence

SILENCE_S = 4.0
WORD_S = 0.3
STRANGER = "and then it was on the other side of the road again"
AGENT, CUSTOMER = (
    "thank you for calling how may i help you today",
    "i want to cancel my order because i was charged twice",
)
MORE_AGENT = "let me pull up your account for you is there anything else i can help you with"
MORE_CUSTOMER = "my bill is wrong and i want my money back i have been waiting for a week"


def call(left: Sequence[tuple[str, str]], right: Sequence[tuple[str, str]], *links: Link) -> Merged:
    """Two chunks of lines (label, text), with a silent overlap between them."""
    words, at_s = [], 0.0
    for lines in (left, right):
        for label, text in lines:
            for each in text.split():
                words.append(Word(each, at_s, at_s + WORD_S - 0.02, speaker=label))
                at_s += WORD_S
        at_s += SILENCE_S
    seam_s = len([word for _, text in left for word in text.split()]) * WORD_S
    seam = Seam(0, seam_s + 1, seam_s + 3, "silence", 0, 0, 0, flagged=True, links=links, guessed=True)
    return Merged(tuple(words), (seam,))


def apart(*labels: str) -> tuple[Link, ...]:
    return tuple(Link(label.removesuffix("#2"), label, 0.0) for label in labels)


def labels(merged: Merged) -> list[str | None]:
    return list(dict.fromkeys(word.speaker for word in merged.words))


def joins(before: Merged, after: Merged) -> dict[str | None, str | None]:
    return {
        old.speaker: new.speaker
        for old, new in zip(before.words, after.words, strict=True)
        if old.speaker != new.speaker
    }


def test_the_one_who_is_left_over_of_two_is_the_other() -> None:
    before = call([("0", STRANGER), ("1", STRANGER)], [("1", STRANGER), ("0#2", STRANGER)],
                  Link("1", "1", 3.0), *apart("0#2"))  # fmt: skip
    after = link_speakers(before, None, "en")
    assert joins(before, after) == {"0#2": "0"}
    linked, concluded = after.seams[0].links
    assert (linked.words, linked.chance) == (3.0, None)
    assert (concluded.label, concluded.chance) == ("0", pytest.approx(0.95, abs=0.01))


def test_two_strangers_on_either_side_of_a_silence_stay_apart() -> None:
    before = call([("0", STRANGER), ("1", STRANGER)], [("0#2", STRANGER), ("1#2", STRANGER)], *apart("0#2", "1#2"))
    assert link_speakers(before, None, "en") == before


def test_who_says_what_an_agent_says_is_the_agent_of_before() -> None:
    before = call([("0", AGENT), ("1", CUSTOMER)], [("0#2", MORE_CUSTOMER), ("1#2", MORE_AGENT)], *apart("0#2", "1#2"))
    after = link_speakers(before, None, "en")
    assert joins(before, after) == {"0#2": "1", "1#2": "0"}
    assert all(SURE_ENOUGH <= (link.chance or 0) < 1 for link in after.seams[0].links)
    assert link_speakers(before, None, "de") == before  # set phrases are known in English


def test_a_second_agent_is_not_taken_for_the_first() -> None:
    """After a transfer, one voice on either side: both say what agents say."""
    before = call([("0", AGENT)], [("0#2", MORE_AGENT)], *apart("0#2"))
    assert link_speakers(before, None, "en") == before


def test_one_speaker_of_three_is_not_guessed() -> None:
    three = [(label, STRANGER) for label in "012"]
    before = call(three, [("0", STRANGER), ("1#2", STRANGER)], Link("0", "0", 3.0), *apart("1#2"))
    assert link_speakers(before, None, "en") == before


def activity_of_words(merged: Merged, level_dbfs: dict[str, float]) -> ChannelActivity:
    """Each label's words as loud as it says, over a line at -60 dBFS."""
    below_full_scale = np.full(round(merged.words[-1].end_s * 100) + 100, 60, np.uint8)
    for word in merged.words:
        below_full_scale[round(word.start_s * 100) : round(word.end_s * 100)] = -level_dbfs[word.speaker or ""]
    return activity_of(0, below_full_scale, below_full_scale[::3] < 60)


def louder_and_softer(softer_db: float) -> dict[str, float]:
    """Levels of two speakers, who are the other way round after the silence."""
    return {"0": -20.0, "1": -20.0 - softer_db, "0#2": -20.0 - softer_db, "1#2": -20.0}


@pytest.mark.parametrize(("softer_db", "joined"), [(10, {"0#2": "1", "1#2": "0"}), (1, {})])
def test_the_louder_of_two_is_the_louder_one_of_before(softer_db: float, joined: dict[str, str]) -> None:
    before = call([("0", STRANGER), ("1", STRANGER)], [("0#2", STRANGER), ("1#2", STRANGER)], *apart("0#2", "1#2"))
    activity = activity_of_words(before, louder_and_softer(softer_db))
    assert joins(before, link_speakers(before, activity, "en")) == joined


@pytest.mark.parametrize(("text", "softer_db", "joined"), [
    (STRANGER, 6, {}),
    (f"{STRANGER}?", 6, {"0#2": "1", "1#2": "0"}),
    (f"{STRANGER}?", 0, {}),
])  # fmt: skip
def test_a_question_is_answered_by_somebody_else_which_alone_joins_nobody(
    text: str, softer_db: float, joined: dict[str, str]
) -> None:
    before = call([("1", STRANGER), ("0", text)], [("0#2", STRANGER), ("1#2", STRANGER)], *apart("0#2", "1#2"))
    activity = activity_of_words(before, louder_and_softer(softer_db))
    assert joins(before, link_speakers(before, activity, "en")) == joined


def test_who_was_joined_is_known_under_one_name_at_later_joins() -> None:
    parts = [[("0", AGENT), ("1", CUSTOMER)], [("0#2", MORE_CUSTOMER), ("1#2", MORE_AGENT)], [("0#3", STRANGER)]]
    first = call(parts[0], parts[1], *apart("0#2", "1#2"))
    offset_s = first.words[-1].end_s + SILENCE_S
    later = [Word(text, offset_s + k, offset_s + k + 0.3, speaker="0#3") for k, text in enumerate(STRANGER.split())]
    # the next overlap holds the agent's words, who is "1" in the second chunk and "1#2" in the merged labels
    seam = Seam(0, offset_s - 3, offset_s - 1, "match", 2, 0, 0, flagged=True,
                links=(Link("1", "1#2", 2.0), Link("0", "0#3", 0.0)), guessed=True)  # fmt: skip
    before = Merged((*first.words, *later), (*first.seams, seam))
    after = link_speakers(before, None, "en")
    assert labels(after) == ["0", "1"]
    assert [link.label for link in after.seams[1].links] == ["0", "1"]


WORDS = st.lists(
    st.sampled_from([STRANGER, AGENT, CUSTOMER, MORE_AGENT, "yes", "no thank you?"]), min_size=1, max_size=3
)


@given(WORDS, WORDS, st.integers(1, 4), st.integers(1, 4))
def test_nobody_is_joined_with_two_and_no_two_of_a_chunk_become_one(
    left: list[str], right: list[str], lefts: int, rights: int
) -> None:
    before = call(
        [(str(k), text) for k, text in product(range(lefts), left)],
        [(f"{k}#2", text) for k, text in product(range(rights), right)],
        *apart(*(f"{k}#2" for k in range(rights))),
    )
    after = link_speakers(before, None, "en")
    joined = joins(before, after)
    assert len(set(joined.values())) == len(joined)
    assert all(old is not None and old.endswith("#2") and new in map(str, range(lefts)) for old, new in joined.items())
    assert [word.word for word in after.words] == [word.word for word in before.words]
