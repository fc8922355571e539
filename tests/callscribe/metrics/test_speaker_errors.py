"""Word errors where it counts who said what."""

from __future__ import annotations

from itertools import permutations

import jiwer
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from callscribe.metrics.normalisation import tokens_of
from callscribe.metrics.speaker_errors import SpeakerWordErrors, by_speaker, count_speaker_errors

SPEAKERS = st.dictionaries(
    st.sampled_from("pqrs"), st.lists(st.sampled_from("the cat sat on".split()), max_size=6), max_size=4
)


def test_what_the_speakers_are_called_does_not_matter() -> None:
    said = {"agent": ["good", "morning"], "customer": ["hello"]}
    heard = {"0": ["hello"], "1": ["good", "morning"]}
    assert count_speaker_errors(said, heard) == SpeakerWordErrors(words=3, errors=0)


def test_a_word_given_to_the_other_speaker_is_missing_here_and_too_much_there() -> None:
    said = {"agent": ["good", "morning", "madam"], "customer": ["hello", "there"]}
    heard = {"0": ["good", "morning"], "1": ["madam", "hello", "there"]}
    assert count_speaker_errors(said, heard).cpwer == pytest.approx(2 / 5)


def test_all_words_of_a_speaker_too_many_are_errors() -> None:
    heard = {"0": ["good"], "1": ["hello", "there"]}
    assert count_speaker_errors({"agent": ["good"]}, heard) == SpeakerWordErrors(words=1, errors=2)
    assert count_speaker_errors(heard, {"agent": ["good"]}) == SpeakerWordErrors(words=3, errors=2)


def test_where_nothing_was_said_there_is_no_rate() -> None:
    assert count_speaker_errors({}, {}).cpwer is None


def test_the_total_is_of_words_and_not_of_rates() -> None:
    assert (SpeakerWordErrors(9, 0) + SpeakerWordErrors(1, 1)).cpwer == 0.1


def test_words_without_a_label_are_one_more_speaker() -> None:
    found = by_speaker(tokens_of(["good", "e-mail", "hm"]), ["agent", None, "agent"])
    assert found == {"agent": ["good", "hm"], None: ["e", "mail"]}


@settings(deadline=None)
@given(SPEAKERS, SPEAKERS)
def test_no_assignment_of_speakers_has_fewer_errors(said: dict[str, list[str]], heard: dict[str, list[str]]) -> None:
    size = max(len(said), len(heard))
    ours, theirs = ([" ".join(words) for words in side.values()] + [""] * (size - len(side)) for side in (said, heard))
    fewest = min(
        sum(errors(one, other) for one, other in zip(ours, order, strict=True)) for order in permutations(theirs)
    )
    assert count_speaker_errors(said, heard).errors == fewest


def errors(said: str, heard: str) -> int:
    found = jiwer.process_words(said, heard)
    return int(found.substitutions + found.deletions + found.insertions)
