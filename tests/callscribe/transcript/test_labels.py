from __future__ import annotations

import random

from hypothesis import given
from hypothesis import strategies as st

from callscribe.transcript.labels import Link, is_a_guess, link_labels, relabelled, shared_words
from callscribe.transcript.words import Word


def said_by(*labels: str | None) -> list[Word]:
    return [Word("word", index, index + 0.5, speaker=label) for index, label in enumerate(labels)]


def labels(links: tuple[Link, ...]) -> dict[str, str]:
    return {link.chunk_label: link.label for link in links}


def test_swapped_labels_are_swapped_back() -> None:
    links = link_labels({("0", "1"): 5.0, ("1", "0"): 4.0}, said_by("0", "1"), 2, {"0", "1"})
    assert labels(links) == {"0": "1", "1": "0"}


def test_all_labels_together_are_assigned_best_and_not_each_for_itself() -> None:
    # "0" alone would go to "0" (6 of 11 words), but then "1" had nobody
    evidence = {("0", "0"): 6.0, ("1", "0"): 5.0, ("0", "1"): 5.0}
    assert labels(link_labels(evidence, said_by("0", "1"), 2, {"0", "1"})) == {"0": "1", "1": "0"}


def test_evidence_is_the_words_that_both_sides_gave_to_a_speaker() -> None:
    shared = shared_words([("0", "1", 0.9), ("0", "1", 0.8), (None, "1", 1.0), ("0", None, 1.0)])
    (link,) = link_labels(shared, said_by("1"), 2, {"0"})
    assert (link.label, round(link.words, 6)) == ("0", 1.7)


def test_a_label_without_evidence_is_kept_apart_under_a_name_of_its_own() -> None:
    taken = {"0", "0#2"}
    (link,) = link_labels({}, said_by("0"), 2, taken)
    assert link == Link("0", "0#2#2", 0.0)
    assert link.label in taken


def test_words_without_a_speaker_stay_so() -> None:
    assert [word.speaker for word in relabelled(said_by(None, "1"), [Link("1", "0", 2.0)])] == [None, "0"]


def test_a_new_label_is_a_guess_only_while_somebody_is_missing() -> None:
    newcomer, known = Link("1", "1#2", 0.0), Link("0", "0", 3.0)
    assert is_a_guess((newcomer, known), {"0", "1"})
    assert not is_a_guess((newcomer, known), {"0"})


@given(st.permutations(["0", "1", "2"]), st.integers(0, 2**32))
def test_most_shared_words_win_over_stray_ones(order: list[str], seed: int) -> None:
    rng = random.Random(seed)
    evidence = {}
    for ours, theirs in zip("012", order, strict=True):
        evidence[ours, theirs] = rng.uniform(5, 10)
        stray = rng.choice("012")
        evidence[ours, stray] = evidence.get((ours, stray), 0.0) + rng.uniform(0, 1)
    found = labels(link_labels(evidence, said_by(*order), 2, set("012")))
    assert found == dict(zip(order, "012", strict=True))
