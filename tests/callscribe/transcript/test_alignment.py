from __future__ import annotations

from dataclasses import replace
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from callscribe.transcript.alignment import REACH_S, Overlap, align
from callscribe.transcript.words import Word

OVERLAP = Overlap(0.0, 10.0, contained=False)


def spoken(text: str, start_s: float = 1.0, each_s: float = 0.3) -> list[Word]:
    return [
        Word(word, start_s + index * each_s, start_s + (index + 1) * each_s) for index, word in enumerate(text.split())
    ]


def sure_pairs(left: list[Word], right: list[Word], overlap: Overlap = OVERLAP) -> list[tuple[str, str]]:
    same = align(left, right, overlap).same
    return [(left[i].word, right[j].word) for (i, j), chance in sorted(same.items()) if chance > 0.5]


def later(words: list[Word], by_s: float) -> list[Word]:
    return [replace(word, start_s=word.start_s + by_s, end_s=word.end_s + by_s) for word in words]


def on_grid(words: list[Word]) -> list[Word]:
    return [replace(word, start_s=round(word.start_s * 64) / 64, end_s=round(word.end_s * 64) / 64) for word in words]


def test_equal_words_at_equal_times_are_the_same() -> None:
    words = spoken("can you read me the number")
    same = align(words, words, OVERLAP).same
    assert all(same[i, i] > 0.99 for i in range(len(words)))


def test_a_word_heard_differently_at_the_same_time_is_the_same_word() -> None:
    assert ("account", "a_count") in sure_pairs(spoken("my account is new"), spoken("my a_count is new"))


def test_words_a_second_apart_are_different_words() -> None:
    assert sure_pairs([Word("yes", 2.0, 2.3)], [Word("yes", 2.3 + REACH_S, 3.5)]) == []


def test_repeated_words_are_told_apart_by_time() -> None:
    left = spoken("yes yes yes no")
    right = [left[1], left[2], left[3]]  # the other side missed the first
    same = align(left, right, OVERLAP).same
    assert [same.get((i + 1, i), 0.0) > 0.9 for i in range(3)] == [True] * 3
    assert same.get((0, 0), 0.0) < 0.1


def test_a_shift_between_the_two_hearings_is_found() -> None:
    words = spoken("thank you for calling how may i help you today")
    alignment = align(words, later(words, 0.15), OVERLAP)
    assert alignment.shift_s == pytest.approx(0.15, abs=0.05)
    assert all(alignment.same[i, i] > 0.95 for i in range(len(words)))


@pytest.mark.parametrize(
    ("one", "other"),
    [("gonna", "going to"), ("415", "four one five"), ("twentyfive", "twenty five"), ("4151", "four one five one")],
)
def test_one_word_may_stand_for_several(one: str, other: str) -> None:
    whole = Word(one, 1.0, 2.0)
    parts = other.split()
    split = [Word(part, 1.0 + k / len(parts), 1.0 + (k + 1) / len(parts)) for k, part in enumerate(parts)]
    before, after = spoken("please", 0.6), spoken("today now", 2.0)
    left, right = [*before, whole, *after], [*before, *split, *after]
    for ours, theirs in ((left, right), (right, left)):
        found = {pair for pair in sure_pairs(ours, theirs) if one in pair}
        assert found >= {(one, parts[0]), (one, parts[-1])} or found >= {(parts[0], one), (parts[-1], one)}


def test_the_last_word_of_the_left_and_the_first_of_the_right_are_two_words() -> None:
    # they abut at the overlap, which is too short for either side to have heard the other's
    overlap = Overlap(1.0, 1.05, contained=False)
    assert sure_pairs([Word("good", 0.7, 1.02)], [Word("morning", 1.03, 1.5)], overlap) == []


def test_a_word_cut_off_by_the_edge_is_the_word_it_is_a_part_of() -> None:
    overlap = Overlap(0.0, 2.0, contained=False)
    left = [*spoken("we are known", 0.8), Word("inter", 1.7, 2.0)]
    right = [*spoken("we are known", 0.8), Word("internationally", 1.7, 2.7)]
    assert ("inter", "internationally") in sure_pairs(left, right, overlap)


def test_nothing_heard_on_one_side_pairs_nothing() -> None:
    assert align([], spoken("hello"), OVERLAP).same == align(spoken("hello"), [], OVERLAP).same == {}


@st.composite
def hearings(draw: st.DrawFn) -> list[Word]:
    words, at_s = [], 0.0
    for token in draw(st.lists(st.sampled_from("yes no four 4 um the account".split()), max_size=15)):
        at_s += draw(st.sampled_from([0.0, 0.05, 0.4, 3.0]))
        length_s = draw(st.sampled_from([0.0, 0.1, 0.3, 0.9]))
        words.append(Word(token, at_s, at_s + length_s))
        at_s += length_s
    return words


@settings(max_examples=300, deadline=None)
@given(hearings(), hearings(), st.floats(0, 5), st.floats(0.1, 8), st.booleans())
def test_chances_are_chances_and_sure_pairs_never_cross(
    left: list[Word], right: list[Word], start_s: float, length_s: float, contained: bool
) -> None:
    same = align(left, right, Overlap(start_s, start_s + length_s, contained=contained)).same
    assert all(0 <= chance <= 1 + 1e-6 for chance in same.values())
    sure = [pair for pair, chance in same.items() if chance > 0.5]
    assert all((a - c) * (b - d) >= 0 for (a, b), (c, d) in combinations(sure, 2))


@settings(max_examples=200, deadline=None)
@given(hearings(), hearings(), st.integers(-4096, 4096))
def test_it_matters_not_when_in_the_call_the_overlap_is(left: list[Word], right: list[Word], by_s: int) -> None:
    # on a grid that floats hold exactly, also when shifted: else a time just inside of a limit may fall just outside
    left, right = on_grid(left), on_grid(right)
    here = align(left, right, Overlap(0.0, 6.0, contained=False)).same
    there = align(later(left, by_s), later(right, by_s), Overlap(by_s, by_s + 6.0, contained=False)).same
    assert here.keys() == there.keys()
    assert all(chance == pytest.approx(there[pair], abs=1e-6) for pair, chance in here.items())


def test_a_chunk_heard_twice_from_end_to_end_is_all_the_same() -> None:
    words = spoken(" ".join(f"word{number}" for number in range(2000)))
    same = align(words, words, Overlap(0.0, words[-1].end_s, contained=True)).same
    assert all(same[i, i] > 0.99 for i in range(1, len(words) - 1))


@pytest.mark.parametrize(("ours", "theirs"), [(2000, 2000), (2000, 700), (1, 2000), (2000, 1)])
def test_thousands_of_words_at_one_time_are_no_trouble(ours: int, theirs: int) -> None:
    left, right = ([Word(f"word{k}", 5.0, 5.1) for k in range(count)] for count in (ours, theirs))
    same = align(left, right, OVERLAP).same
    if ours == theirs:
        assert sum(same.get((k, k), 0.0) > 0.5 for k in range(ours)) > 1900
