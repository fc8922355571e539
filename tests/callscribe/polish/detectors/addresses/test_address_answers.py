from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from call_text import by_kind, call
from callscribe.polish.detectors.addresses.addresses import find_addresses
from callscribe.polish.detectors.numbers.spoken_numbers import read_words


def hidden(text: str) -> dict[str, list[str]]:
    words = call(text)
    return by_kind(words, find_addresses(words, read_words(words, english=True)))


# --- Addresses that many countries have ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    "address",
    [
        "1422 main road",
        "one oh one north lake court",
        "709 old mill place",
        "20th and main apartment 5",
        "ninety nine broadway",
        "14 a baker street",
        "number 10 downing street",
        "plot number 15 sector 22 dwarka new delhi",
        "unit 3 slash 45 george street north sydney new south wales",
        "1200 bay street apartment 904 toronto ontario",
        "eleven eleven south figueroa los angeles",
        "flat 4 22 rosebery avenue london",
    ],
)
def test_an_answer_to_a_question_for_the_address_is_hidden_whole(address: str) -> None:
    assert hidden(f"A: what's your address C: it's {address} A: thank you") == {"ADDRESS": [address]}


@pytest.mark.parametrize("town", ["salt lake city", "baton rouge", "reading", "milton keynes", "green bay wisconsin"])
def test_a_town_of_everyday_words_is_hidden_in_a_turn_of_its_own(town: str) -> None:
    assert hidden(f"A: your address please C: 88 maple court A: mm-hmm C: {town} A: okay") == {
        "ADDRESS": ["88 maple court", town]
    }


def test_a_house_without_a_number_is_hidden_after_a_question() -> None:
    assert hidden("A: home address please C: rose cottage mill lane A: thanks") == {
        "ADDRESS": ["rose cottage mill lane"]
    }


def test_an_address_after_a_detour_is_hidden() -> None:
    text = "A: your address please C: is the line secure A: yes it is C: alright then 16 chapel close A: thanks"
    assert hidden(text) == {"ADDRESS": ["16 chapel close"]}


# --- Misheard words ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "said",
    [
        "61 river a terrace toronto",
        "four will sixty three north oak road",
        "837 it 22nd court apartment nine",
        "12 beech lane of he 2b boston",
        "17 spring other unit seven",
        "2075 lake",
        "ninety after rose hill place",
    ],
)
def test_a_misheard_word_within_an_address_does_not_part_it(said: str) -> None:
    assert hidden(f"A: and your address C: it's {said} A: thanks") == {"ADDRESS": [said]}


def test_an_address_whose_question_was_heard_as_a_dress_is_found() -> None:
    assert hidden("A: what's your a dress C: five birch A: thanks") == {"ADDRESS": ["five birch"]}


def test_words_that_take_something_back_stay_between_both_versions() -> None:
    assert hidden("A: your address C: 64 meadow i mean 61 meadow way") == {"ADDRESS": ["64 meadow", "61 meadow way"]}


def test_a_number_that_ends_its_turn_behind_a_lost_unit_is_hidden() -> None:
    assert hidden("C: my address is 11 hazel way to how 485")["ADDRESS"] == ["11 hazel way to how 485"]


# --- What follows an address ---------------------------------------------------------------------------------------


def test_a_read_back_with_a_misheard_word_is_hidden() -> None:
    text = "C: i live at 75 west twentieth avenue A: let me read that back 75 we twentieth avenue C: yes"
    assert hidden(text) == {"ADDRESS": ["75 west twentieth avenue", "75 we twentieth avenue"]}


def test_an_address_given_in_pieces_that_are_repeated_is_hidden() -> None:
    text = "A: the address C: flat two b A: flat two b C: yes ninety elm road A: ninety elm road C: leeds A: thanks"
    assert hidden(text) == {"ADDRESS": ["flat two b", "flat two b", "ninety elm road", "ninety elm road", "leeds"]}


@pytest.mark.parametrize(
    "after",
    [
        "C: it weighs about 20 pounds A: okay that will be 45 dollars",
        "A: is that for one adult or two C: two adults and one child",
        "C: it's order 3679 A: thank you",
        "C: the first one was broken A: i see",
        "A: do you have any allergies C: just penicillin",
        "C: oh for goodness sake A: i know",
        "C: the flight leaves at five forty five from gate ten",
        "A: the meeting is in room fourteen on the second floor",
        "C: i take two pills at ten thirty",
        "A: version twenty two point four should fix that",
    ],
)
def test_talk_after_an_address_is_shown(after: str) -> None:
    assert hidden(f"A: your address please C: 14 acacia avenue A: perfect thanks {after}") == {
        "ADDRESS": ["14 acacia avenue"]
    }


@pytest.mark.parametrize(
    "tail", ["i hope that's right", "that's the one", "did you get that", "it weighs five pounds", "one moment please"]
)
def test_what_is_said_right_behind_an_address_is_shown(tail: str) -> None:
    assert hidden(f"A: your address C: it's 14 acacia avenue portland {tail}") == {
        "ADDRESS": ["14 acacia avenue portland"]
    }


@pytest.mark.parametrize(
    "text",
    [
        "C: i'm at 40 percent battery and it's not charging",
        "A: press 1 for sales press 2 for billing",
        "A: turn left at the second light and it's 200 yards down the hill",
        "C: it came to 120 dollars and i paid in cash",
        "C: i'm going to need 6 more of those by monday",
        "A: what's your address C: i'd rather not say A: no problem your order number is 45678",
        "A: can you confirm the address C: it's the same as before A: great and how many C: about 30 people",
        "A: your address please C: one second yeah",
        "C: that's the one i want the one with four doors",
        "C: the street was full and there were ten cars in a row",
        "A: we ship to canada in about 9 days for a flat rate of 25",
        "C: she lives in a small village near the coast",
        "A: exit 45 then two miles north on the highway",
        "C: my flight leaves at ten forty eight p m from gate five",
    ],
)
def test_other_numbers_and_places_are_no_address(text: str) -> None:
    assert hidden(text) == {}


@settings(max_examples=150, deadline=None)
@given(
    st.integers(10, 9999),
    st.sampled_from("oak main church old_mill lake queen cherry_tree".split()),
    st.sampled_from("street road lane court place drive way terrace".split()),
)
def test_no_number_street_and_kind_is_left_in_an_answer(number: int, name: str, kind: str) -> None:
    address = f"{number} {name.replace('_', ' ')} {kind}"
    assert hidden(f"A: could i take your address C: sure it's {address} A: great") == {"ADDRESS": [address]}
