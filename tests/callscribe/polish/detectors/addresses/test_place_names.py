from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from call_text import by_kind, call
from callscribe.polish.detectors.addresses.addresses import find_addresses
from callscribe.polish.detectors.numbers.asides import hear_asides
from callscribe.polish.detectors.numbers.number_words import read_words


def hidden(text: str) -> dict[str, list[str]]:
    words = call(text)
    return by_kind(words, find_addresses(words, hear_asides(read_words(words, english=True))))


# --- Addresses without a kind of street ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "address",
    [
        "willow barn chapel end",
        "old bakehouse cottage",
        "thorncote farm nether stowe",
        "ballyvaughan",
        "8840 brandywine",
        "plot nine orchid enclave",
        "shop four the arcade todmorden",
        "two hundred and twelve upper tollington",
    ],
)
def test_an_answer_needs_no_kind_of_street(address: str) -> None:
    assert hidden(f"A: what's your address C: it's {address} A: thank you") == {"ADDRESS": [address]}


def test_a_number_and_a_name_after_the_are_an_address_unannounced() -> None:
    assert hidden("A: And it's 27 The Spinney, is it? C: Yes.") == {"ADDRESS": ["27 The Spinney,"]}


def test_a_long_number_and_a_rare_name_are_an_address_after_at() -> None:
    assert hidden("A: do you know a mister brandt at 4817 brandywine C: no") == {"ADDRESS": ["4817 brandywine"]}


def test_a_name_in_capitals_before_an_everyday_kind_of_street_makes_an_address() -> None:
    assert hidden("C: It's 19 Harbour View. A: Good.") == {"ADDRESS": ["19 Harbour View."]}


def test_a_street_with_a_small_number_is_an_address_at_the_end_of_what_is_said() -> None:
    assert hidden("A: so the pickup is from six wharfedale close C: yes") == {"ADDRESS": ["six wharfedale close"]}


def test_where_opens_a_question_that_the_next_turn_answers() -> None:
    text = "A: and where is it C: six wombat lodge court nambour A: thanks"
    assert hidden(text) == {"ADDRESS": ["six wombat lodge court nambour"]}


def test_a_grid_address_is_hidden() -> None:
    text = "A: where are you being picked up C: two twelve east fifty fourth A: okay"
    assert hidden(text) == {"ADDRESS": ["two twelve east fifty fourth"]}


def test_a_name_before_its_number_is_hidden_with_it() -> None:
    text = "A: your address C: It's Rua Augusta 88, Lisboa. A: Thanks."
    assert hidden(text) == {"ADDRESS": ["Rua Augusta 88, Lisboa."]}


def test_a_unit_alone_answers_the_question_for_one() -> None:
    assert hidden("A: which unit are you C: twelve f A: thanks") == {"ADDRESS": ["twelve f"]}


def test_a_rural_route_is_hidden() -> None:
    text = "A: mailing address C: rural route three box one eighteen A: okay"
    assert hidden(text) == {"ADDRESS": ["rural route three box one eighteen"]}


# --- What becomes of it ----------------------------------------------------------------------------------------------


def test_the_number_that_corrects_an_address_is_hidden_and_so_is_its_repetition() -> None:
    text = "A: is it 41 harrier house C: 14 A: sorry 14 C: yes"
    assert hidden(text) == {"ADDRESS": ["41 harrier house", "14", "14"]}


def test_a_number_that_answers_something_else_after_an_address_is_shown() -> None:
    text = "A: it's going to 41 harrier house and how many do you need C: 14 A: okay"
    assert hidden(text) == {"ADDRESS": ["41 harrier house"]}


def test_a_thousand_corrects_no_address() -> None:
    text = "A: my address is 41 harrier road C: and that eighteen thousand A: yes"
    assert hidden(text) == {"ADDRESS": ["41 harrier road"]}


def test_the_town_that_the_other_asks_back_is_hidden() -> None:
    text = "A: your address C: 88 tamarack road A: is that in kalamazoo C: yes"
    assert hidden(text) == {"ADDRESS": ["88 tamarack road", "kalamazoo"]}


def test_the_town_that_is_asked_for_after_an_address_is_hidden() -> None:
    text = "A: your address C: 88 tamarack road A: lovely and which town C: it's tralee A: thanks"
    assert hidden(text) == {"ADDRESS": ["88 tamarack road", "tralee"]}


def test_a_street_that_it_is_not_is_hidden_too() -> None:
    text = "A: your address C: 12 Wexford. That's Wexford Drive, not Wexford Court. A: Thanks."
    assert hidden(text) == {"ADDRESS": ["12 Wexford.", "Wexford Drive,", "Wexford Court."]}


# --- What is no address ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "A: your address has not changed C: no A: and you want two printers C: two chromebooks yes",
        "A: is it going to your address C: yes A: and how many bottles C: twelve",
        "A: how many people live at the property C: four",
        "A: There are 40 spaces in Castle Street and two bays on Bridge Road.",
        "C: the multi storey on patrick street",
        "A: three at the fifty second street store and nine in the warehouse",
        "A: where are you sitting C: row twelve by the window",
        "A: where are you travelling C: to lisbon",
        "A: is it still twelve hundred kroner C: it is",
        "A: where does it hurt C: on the left side near the ribs",
        "A: what's your address C: it's the one with four doors not the two door one",
        "C: He had three bites of number 22, the satay, and felt ill.",
        "C: is the ten past the matinee one",
        "A: can i take your address C: it's the same as before A: okay C: three crates please",
    ],
)
def test_quantities_and_public_places_are_shown(text: str) -> None:
    assert "ADDRESS" not in hidden(text)


def test_a_landmark_beside_an_address_is_shown() -> None:
    text = "A: your address C: nine hazelmere close near the laundromat A: thanks"
    assert hidden(text) == {"ADDRESS": ["nine hazelmere close"]}


# --- Postal codes ----------------------------------------------------------------------------------------------------


def test_a_code_right_behind_an_address_needs_no_cue() -> None:
    text = "A: your address C: nine hazelmere close c r seven eight j p A: thanks"
    assert hidden(text)["POSTCODE"] == ["c r seven eight j p"]


def test_a_code_that_the_other_asks_about_after_an_address_is_hidden() -> None:
    text = "A: your address C: 88 tamarack road A: is that one oh oh two six C: yes one zero zero two six A: okay"
    assert hidden(text)["POSTCODE"] == ["one oh oh two six", "one zero zero two six"]


def test_an_irish_code_is_known_by_its_form() -> None:
    assert hidden("C: It's D02 X285. A: Thanks.") == {"POSTCODE": ["D02 X285."]}


def test_letters_that_no_british_code_begins_with_are_none() -> None:
    assert hidden("A: the catalogue code C: g f twenty six s p A: lovely") == {}


def test_letters_and_numbers_in_the_middle_of_others_are_no_code() -> None:
    assert hidden("A: total one ninety four l d l one oh eight h d l fifty two C: okay") == {}


def test_the_beginning_of_a_code_that_is_said_again_is_hidden() -> None:
    text = "A: your postcode C: NR3 4... what is it, NR3 4QS. A: Thanks."
    assert hidden(text) == {"POSTCODE": ["NR3 4...", "NR3 4QS."]}


def test_a_code_before_its_cue_is_hidden_in_a_question() -> None:
    assert hidden("A: is 3207 the postcode C: yes") == {"POSTCODE": ["3207"]}


# --- Any words -------------------------------------------------------------------------------------------------------

_WORDS = st.lists(
    st.sampled_from(
        "A: C: where is the your address it's at nine forty 27 four thousand hundred and not no in on flat unit b "
        "ashgrove house lane close cross street zip 70805 postcode town near sorry hobart rural route box".split()
    ),
    max_size=40,
)


@settings(max_examples=150, deadline=None)
@given(_WORDS)
def test_spans_are_in_order_apart_and_of_one_voice(said: list[str]) -> None:
    words = call(" ".join(["A:", "hello", *said, "C:", "bye"]))
    spans = find_addresses(words, hear_asides(read_words(words, english=True)))
    assert all(one.last_word < other.first_word for one, other in pairwise(spans))
    assert all(len({word.channel for word in words[span.first_word : span.last_word + 1]}) == 1 for span in spans)
