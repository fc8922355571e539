from __future__ import annotations

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from callscribe.transcript.alignment import Alignment, Overlap, align
from callscribe.transcript.hearings import Chosen, choose
from callscribe.transcript.words import Word

OVERLAP = Overlap(0.0, 4.0, contained=False)


def at(text: str, start_s: float = 0.5, each_s: float = 0.4) -> list[Word]:
    return [
        Word(word, start_s + index * each_s, start_s + (index + 1) * each_s) for index, word in enumerate(text.split())
    ]


def text_of(chosen: Chosen) -> str:
    return " ".join(word.word for word in chosen.words)


def chosen(left: list[Word], right: list[Word], same: dict[tuple[int, int], float]) -> Chosen:
    return choose(left, right, Alignment(same, 0.0), OVERLAP)


def test_a_word_that_is_surely_the_same_stands_once() -> None:
    assert text_of(chosen(at("account"), at("accounts"), {(0, 0): 0.9})) in ("account", "accounts")


def test_a_word_that_is_hardly_the_same_stands_twice() -> None:
    assert text_of(chosen(at("yes"), at("no", 0.8), {(0, 0): 0.3})) == "yes no"


def test_of_three_words_that_are_two_the_side_with_two_is_taken() -> None:
    # it is one of the two, nobody knows which: with the two nothing is lost and nothing doubled
    found = chosen(at("sick", 1.0), at("six nine", 0.9), {(0, 0): 0.5, (0, 1): 0.45})
    assert text_of(found) == "six nine"


def test_what_is_expected_to_go_wrong_is_told() -> None:
    assert chosen(at("yes"), at("no"), {(0, 0): 0.6}).expected_faults > 0.3
    assert chosen(at("yes"), at("yes"), {(0, 0): 0.999}).expected_faults < 0.01


def test_the_left_side_speaks_before_the_handover_and_the_right_side_behind_it() -> None:
    words = at("one two three four five six seven eight")
    left = [replace(word, confidence=0.5) for word in words]
    right = [replace(word, confidence=0.6) for word in words]
    found = chosen(left, right, {(i, i): 0.99 for i in range(len(words))})
    sides = [word.confidence for word in found.words]
    assert sides == sorted(sides, key=lambda confidence: confidence or 0)
    assert {0.5, 0.6} == set(sides)


def test_a_chunk_within_another_takes_over_nothing_that_both_heard() -> None:
    words = at("one two three")
    right = [replace(word, confidence=0.9) for word in words]
    overlap = Overlap(0.2, 2.5, contained=True)
    assert choose(words, right, align(words, right, overlap), overlap).words == tuple(words)


def test_of_two_readings_the_surer_one_stands() -> None:
    left, right = [Word("sure", 1.0, 1.4, confidence=0.9)], [Word("shore", 1.0, 1.4, confidence=0.3)]
    assert text_of(chosen(left, right, {(0, 0): 0.95})) == "sure"
    assert text_of(chosen(right, left, {(0, 0): 0.95})) == "sure"


def test_a_clipped_word_gives_way_however_sure_it_is() -> None:
    left = [Word("inter", 3.6, 4.0, confidence=1.0)]
    right = [Word("internationally", 3.6, 4.7, confidence=0.2)]
    assert text_of(chosen(left, right, {(0, 0): 0.9})) == "internationally"


def test_words_outside_of_the_overlap_always_stay() -> None:
    left, right = [Word("yes", -0.3, -0.05)], [Word("yes", 0.0, 0.2)]
    assert chosen(left, right, {(0, 0): 0.99}).words == tuple(left)


@st.composite
def chances(draw: st.DrawFn) -> tuple[int, int, dict[tuple[int, int], float]]:
    """Of so many words on either side, with no word the same as others by more than 1 in all."""
    lefts, rights = draw(st.integers(0, 7)), draw(st.integers(0, 7))
    room_left, room_right = [1.0] * lefts, [1.0] * rights
    same = {}
    for i in range(lefts):
        for j in range(max(0, i - 2), min(rights, i + 3)):
            chance = draw(st.floats(0, min(room_left[i], room_right[j])))
            room_left[i] -= chance
            room_right[j] -= chance
            same[i, j] = chance
    return lefts, rights, same


@settings(max_examples=300, deadline=None)
@given(chances())
def test_as_few_words_are_lost_and_doubled_as_by_taking_one_side_or_both(
    given_chances: tuple[int, int, dict[tuple[int, int], float]],
) -> None:
    lefts, rights, same = given_chances
    left = at(" ".join(f"left{i}" for i in range(lefts)), 0.6)
    right = at(" ".join(f"right{j}" for j in range(rights)), 0.6)
    found = chosen(left, right, same)
    of_left = {i for i, word in enumerate(left) if word in found.words}
    of_right = {j for j, word in enumerate(right) if word in found.words}

    def faults(here: set[int], there: set[int]) -> float:
        lost = sum(max(0.0, 1 - sum(same.get((i, j), 0.0) for j in there)) for i in set(range(lefts)) - here)
        lost += sum(max(0.0, 1 - sum(same.get((i, j), 0.0) for i in here)) for j in set(range(rights)) - there)
        return lost + sum(same.get((i, j), 0.0) for i in here for j in there)

    everything = (set(range(lefts)), set(range(rights)))
    slack = 0.2 + 0.05 * (lefts + rights)  # what clipped words weigh, and pairs that are too unlikely to count
    assert (
        faults(of_left, of_right)
        <= min(faults(everything[0], set()), faults(set(), everything[1]), faults(*everything)) + slack
    )


@settings(max_examples=200, deadline=None)
@given(chances())
def test_each_side_s_words_keep_their_order(given_chances: tuple[int, int, dict[tuple[int, int], float]]) -> None:
    lefts, rights, same = given_chances
    left = at(" ".join(f"left{i}" for i in range(lefts)))
    right = at(" ".join(f"right{j}" for j in range(rights)), 0.6)
    sure = {}
    for (i, j), chance in same.items():  # sure pairs never cross, see `align`
        crossing = any((i - a) * (j - b) < 0 for (a, b), other in sure.items() if other > 0.5)
        sure[i, j] = min(chance, 0.4) if crossing else chance
    words = chosen(left, right, sure).words
    for side in (left, right):
        assert [word for word in words if word in side] == [word for word in side if word in words]
