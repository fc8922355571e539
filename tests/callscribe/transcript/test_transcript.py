"""A call put together from its chunks' answers, with speaker labels that the engine gives anew in each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from callscribe.audio.plan import ChunkSpan, Span
from callscribe.engines.base import EngineResult, EngineWord
from callscribe.transcript.transcript import HeardChunk, assemble, merge_channel

if TYPE_CHECKING:
    from callscribe.transcript.merge import Merged

WORDS = [f"word{number}" for number in range(200)]  # of 0.3 s each
RATE_HZ = 16_000


def speaker_at(number: int, turns: list[tuple[int, str]]) -> str:
    return next(label for start, label in reversed(turns) if number >= start)


def chunk(start: int, stop: int, turns: list[tuple[int, str]], *, again: bool = False) -> HeardChunk:
    """Words from `start` to `stop`; who speaks from which word on, in this chunk's own labels."""
    heard = [
        EngineWord(WORDS[k], (k - start) * 0.3, (k - start + 1) * 0.3, 0.9, speaker_at(k, turns))
        for k in range(start, stop)
    ]
    span = Span(round(start * 0.3 * RATE_HZ), round(stop * 0.3 * RATE_HZ))
    return HeardChunk(ChunkSpan((span,)), EngineResult(tuple(heard)), again)


# "a" speaks to word 30 and from 50 to 80, "b" else; the overlap (40 to 60) holds both
LEFT = chunk(0, 60, [(0, "0"), (30, "1"), (50, "0")])
RIGHT = chunk(40, 120, [(40, "0"), (50, "1"), (80, "0")])
AGAIN = chunk(52, 70, [(52, "0")], again=True)


def labels(merged: Merged) -> list[str | None]:
    return [word.speaker for word in merged.words]


def test_labels_are_one_set_over_the_chunks() -> None:
    assert (
        labels(merge_channel(0, [LEFT, RIGHT], one_speaker=False)) == ["0"] * 30 + ["1"] * 20 + ["0"] * 30 + ["1"] * 40
    )


def test_what_was_heard_again_takes_over_the_labels_and_says_nothing_of_them() -> None:
    without, healed = (merge_channel(0, chunks, one_speaker=False) for chunks in ([LEFT, RIGHT], [LEFT, AGAIN, RIGHT]))
    assert labels(healed) == labels(without)
    assert [word.word for word in healed.words] == WORDS[:120]
    assert [bool(seam.links) for seam in healed.seams] == [False, True]


def test_a_speaker_who_is_followed_by_elimination_is_so_too_where_a_join_was_heard_again() -> None:
    # the overlap (40 to 60) holds "0" only; the other one of either chunk is the same
    left, right = chunk(0, 60, [(0, "1"), (30, "0")]), chunk(40, 120, [(40, "0"), (80, "1")])
    again = chunk(35, 70, [(35, "0")], again=True)
    healed = assemble({0: [left, again, right]}, language="en", speaker_per_channel=False, utterance_pause_s=1.0)
    assert [word.speaker for word in healed.words] == ["1"] * 30 + ["0"] * 50 + ["1"] * 40
    assert [seam.guessed for seam in healed.seams] == [False, True]


def test_a_newcomer_is_no_uncertainty_and_a_lost_speaker_is() -> None:
    newcomer = chunk(40, 120, [(40, "0"), (50, "1"), (100, "2")])
    known = assemble({0: [LEFT, newcomer]}, language="en", speaker_per_channel=False, utterance_pause_s=1.0)
    assert "speakers_uncertain" not in known.quality_flags
    lost = assemble(
        {0: [chunk(0, 60, [(0, "1"), (30, "0")]), chunk(40, 120, [(40, "0"), (80, "1")])]},
        language="en",
        speaker_per_channel=False,
        utterance_pause_s=1.0,
    )
    assert "speakers_uncertain" in lost.quality_flags
    assert {word.speaker for word in lost.words} == {"0", "1"}


def test_labels_on_a_channel_of_one_party_are_not_looked_at() -> None:
    silent_overlap = [chunk(0, 40, [(0, "0")]), chunk(40, 120, [(40, "1")])]
    call = assemble({1: silent_overlap}, language="en", speaker_per_channel=True, utterance_pause_s=1.0)
    assert {word.speaker for word in call.words} == {"1"}
    assert call.quality_flags == ()
