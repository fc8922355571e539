from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from call_text import call
from callscribe.polish.detectors.numbers.asides import hear_asides
from callscribe.polish.detectors.numbers.spoken_numbers import read_words
from callscribe.polish.detectors.secrets.identifier_edges import consecutive, edges, is_closed, is_led_to
from callscribe.polish.detectors.secrets.identifiers import find_identifiers


def starred(text: str) -> str:
    """The text with a star for every word that belongs to a plate or document."""
    words = call(text)
    spans = find_identifiers(words, hear_asides(read_words(words, english=True)))
    covered = {index for span in spans for index in range(span.first_word, span.last_word + 1)}
    return " ".join("*" if index in covered else word.word for index, word in enumerate(words))


def test_a_letter_that_may_be_a_word_opens_a_plate_after_what_leads_to_it() -> None:
    assert starred("A: your plate please C: it's o a five thirty-nine fifty-one") == "your plate please it's * * * * *"


def test_a_letter_before_an_aside_is_part_of_a_plate() -> None:
    assert starred("C: my passport number is O um let me see seven four two two five") == (
        "my passport number is * um let me see * * * * *"
    )


def test_a_first_letter_alone_in_a_turn_is_hidden() -> None:
    assert starred("C: the passport number is O. A: uh huh C: seven four two two five three six") == (
        "the passport number is * uh huh * * * * * * *"
    )


def test_a_last_letter_alone_in_a_turn_is_hidden() -> None:
    assert starred("A: driver's license C: f four two one six A: go on C: yes november A: thanks") == (
        "driver's license * * * * * go on yes * thanks"
    )


def test_a_last_letter_before_talk_is_hidden() -> None:
    assert starred("C: my plate is three seven nine k o i that's it") == "my plate is * * * * * * that's it"


def test_a_letter_that_was_misheard_is_told_by_its_explanation() -> None:
    assert starred("A: your reg please C: yes great as in victor l m four two nine") == (
        "your reg please yes * * * * * * * * *"
    )


def test_an_explanation_of_which_a_word_was_misheard_is_hidden() -> None:
    assert starred("C: my plate is k under as in kilo l m four two nine ok") == "my plate is * * * * * * * * * * ok"


def test_an_explanation_does_not_reach_into_the_next_turn() -> None:
    assert starred("C: my plate is k l five eight m as in A: perfect thanks").endswith("perfect thanks")


@pytest.mark.parametrize(
    "talk",
    [
        "i think so",
        "from nine to five i work",
        "can you do two of them",
        "thank you",
    ],
)
def test_talk_behind_a_plate_is_shown(talk: str) -> None:
    assert starred(f"C: my plate is k l m four two nine {talk}").endswith(f"* {talk}")


@pytest.mark.parametrize("lead", ["that would be", "it should be", "let me see", "just to confirm"])
def test_what_leads_to_a_plate_is_shown(lead: str) -> None:
    assert starred(f"A: your plate C: {lead} k l m four two nine") == f"your plate {lead} * * * * * *"


def test_thanks_of_the_other_party_are_no_letter() -> None:
    assert starred("C: my plate is KLM 429 A: thank u so much") == "my plate is * * thank u so much"


def test_a_value_is_led_to_from_the_start_of_a_turn_and_over_leads() -> None:
    words = call("A: hello C: yes sure it's k l m A: the dog k l m")
    readings = read_words(words, english=True)
    assert is_led_to(words, readings, 4)
    assert not is_led_to(words, readings, 9)


def test_a_value_is_closed_by_its_turn_and_not_by_a_noun() -> None:
    words = call("C: four two nine A: four two nine rooms")
    readings = read_words(words, english=True)
    assert is_closed(words, readings, 2)
    assert not is_closed(words, readings, 5)


@settings(max_examples=200, deadline=None)
@given(st.sets(st.integers(0, 40)))
def test_consecutive_groups_hold_every_index_once(indices: set[int]) -> None:
    groups = consecutive(indices)
    assert [index for group in groups for index in group] == sorted(indices)
    assert all(later[0] - earlier[-1] > 1 for earlier, later in pairwise(groups))


TOKEN = st.sampled_from(
    "a i o oh k l m four two nine for as in kilo yes okay um it's that's is the from and thank you P. GO".split()
)


@settings(max_examples=300, deadline=None)
@given(st.lists(st.tuples(TOKEN, st.booleans()), min_size=1, max_size=40), st.data())
def test_edges_never_hold_the_words_between_them(rows: list[tuple[str, bool]], data: st.DataObject) -> None:
    words = call(" ".join(f"{'A:' if other else 'C:'} {token}" for token, other in rows))
    first = data.draw(st.integers(0, len(words) - 1))
    last = data.draw(st.integers(first, len(words) - 1))
    found = edges(words, read_words(words, english=True), first, last)
    assert all(0 <= index < len(words) and not first <= index <= last for index in found)
