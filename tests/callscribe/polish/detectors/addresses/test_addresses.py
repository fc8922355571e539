from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from call_text import by_kind, call
from callscribe.polish.detectors.addresses.addresses import find_addresses
from callscribe.polish.detectors.numbers.spoken_numbers import read_words
from callscribe.transcript.words import Word


def hidden(text: str) -> dict[str, list[str]]:
    words = call(text)
    spans = find_addresses(words, read_words(words, english=True))
    assert all(0.5 <= span.score <= 1 for span in spans)
    return by_kind(words, spans)


# --- Streets ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "address",
    [
        "fourteen twenty two elm street apartment three b",
        "one hundred and five oak avenue",
        "1600 Pennsylvania Avenue Northwest",
        "flat two 15 high street",
        "five twenty west forty second street",
        "5 west 42nd street",
        "three one four saint james place unit four",
        "88 maple court",
        "4522 highway 61 north",
        "twenty two acacia gardens",
        "p o box four five six",
        "PO Box 456",
        "14B Station Rd",
        "fourteen twenty two elm street springfield illinois",
    ],
)
def test_an_address_is_found_however_it_is_said(address: str) -> None:
    assert hidden(f"we moved to {address} and we like it") == {"ADDRESS": [address]}
    assert hidden(f"A: what's your address please C: sure it's {address} A: thank you") == {"ADDRESS": [address]}


def test_a_street_with_number_name_and_kind_needs_no_cue() -> None:
    assert hidden("they broke in at fourteen twenty two elm street last night") == {
        "ADDRESS": ["fourteen twenty two elm street"]
    }


def test_after_a_question_for_the_address_its_street_need_not_be_understood() -> None:
    assert hidden("A: what is your address C: fourteen twenty two elm treat apartment three b and my phone is") == {
        "ADDRESS": ["fourteen twenty two elm treat apartment three b"]
    }


def test_a_street_without_a_number_is_hidden_after_a_cue_only() -> None:
    assert hidden("i live on acacia avenue") == {"ADDRESS": ["acacia avenue"]}
    assert hidden("there was a fire on acacia avenue") == {}


def test_a_town_given_after_a_listening_sound_belongs_to_the_address() -> None:
    assert hidden("C: my address is 88 maple court A: mm-hmm C: springfield A: okay")["ADDRESS"] == [
        "88 maple court",
        "springfield",
    ]


def test_a_unit_given_before_the_street_is_hidden_too() -> None:
    assert hidden("C: my address is flat two b A: okay C: sixty nine elm boulevard") == {
        "ADDRESS": ["flat two b", "sixty nine elm boulevard"]
    }


def test_parts_of_an_address_that_are_read_back_are_hidden() -> None:
    assert hidden("C: my address is 88 maple court A: so that is 88 maple court yes") == {
        "ADDRESS": ["88 maple court", "88 maple court"]
    }


def test_an_address_given_up_half_way_is_hidden() -> None:
    assert hidden("A: and your address C: 1349 sorry 1369 sunset terrace") == {
        "ADDRESS": ["1349", "1369 sunset terrace"]
    }


@pytest.mark.parametrize(
    "text",
    [
        "down the street from here",
        "the main street branch closes at five",
        "drive safe and one way or the other",
        "i live at home in texas",
        "it is a ten minute drive and a two way street",
        "i paid two hundred dollars for one parking place",
        "my email address is jane at example dot com",
        "what's your address C: one moment please",
        "A: how much C: a flat nine hundred dollars",
        "the gateway address is 172.16.203.200",
        "in five minutes way too late for three different ways",
        "we have two of the best high street shops",
        "there are three ways to get to court",
        "the meeting is in room four at ten in the first place",
    ],
)
def test_ordinary_talk_holds_no_address(text: str) -> None:
    assert hidden(text) == {}


# --- Postal codes -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("cue", "code"),
    [
        ("zip code", "six two seven oh four"),
        ("zip", "62704"),
        ("zip", "62704-1234"),
        ("zip code", "six two seven oh four dash one two three four"),
        ("zip", "double six seven oh four"),
        ("postcode", "s w one a two a a"),
        ("postcode", "SW1A 2AA"),
        ("postcode", "ec one v nine h q"),
        ("postcode", "sierra whiskey one alpha two alpha alpha"),
        ("postal code", "k one a oh b one"),
        ("postal code", "K1A 0B1"),
    ],
)
def test_a_postal_code_is_found_after_its_cue_and_in_the_answer(cue: str, code: str) -> None:
    assert hidden(f"my {cue} is {code} thanks") == {"POSTCODE": [code]}
    assert hidden(f"A: and the {cue} please C: um it's {code} A: great") == {"POSTCODE": [code]}


@pytest.mark.parametrize("code", ["s w one a two a a", "SW1A 2AA", "k one a oh b one", "K1A0B1", "m twenty three b q"])
def test_british_and_canadian_codes_are_known_by_their_form(code: str) -> None:
    assert hidden(f"yes {code} thanks") == {"POSTCODE": [code]}


def test_five_digits_after_a_state_are_its_postal_code_and_the_town_is_hidden_with_it() -> None:
    assert hidden("springfield illinois six two seven oh four thanks") == {
        "ADDRESS": ["springfield illinois"],
        "POSTCODE": ["six two seven oh four"],
    }


def test_a_code_asked_for_beside_a_date_is_told_from_it() -> None:
    assert hidden("A: date of birth and zip code C: march 11 2005 and 80922") == {"POSTCODE": ["80922"]}


def test_a_code_stands_before_its_cue_too() -> None:
    assert hidden("i'm in the 62704 zip code") == {"POSTCODE": ["62704"]}


def test_a_code_that_is_read_back_is_hidden_there_too() -> None:
    assert hidden("C: my zip is 62704 A: so six two seven oh four perfect") == {
        "POSTCODE": ["62704", "six two seven oh four"]
    }


def test_a_code_that_is_corrected_is_hidden_with_its_correction() -> None:
    assert hidden("my zip is 62704 i mean 62705") == {"POSTCODE": ["62704", "62705"]}


@pytest.mark.parametrize(
    "text",
    [
        "i paid 62704 dollars",
        "i am in ohio since 2020",
        "we have four fifteen p m or nine forty five a m",
        "her date of birth is 22nd of january",
        "the b two b team of 40 people",
        "it takes 15 million or a 3000 profit",
    ],
)
def test_ordinary_numbers_and_letters_are_no_postal_code(text: str) -> None:
    assert "POSTCODE" not in hidden(text)


# --- Properties ---------------------------------------------------------------------------------------------------

ANY_TOKEN = st.sampled_from(
    "my address is zip code postcode four one oh double forty two 62704 SW1A 2AA s w a elm street avenue court unit "
    "apartment b springfield illinois new york box p o um okay and live at i no sorry highway the in 42nd".split()
)


@settings(max_examples=400, deadline=None)
@given(st.lists(st.tuples(ANY_TOKEN, st.integers(0, 1)), max_size=40))
def test_spans_are_in_order_apart_and_of_one_voice(rows: list[tuple[str, int]]) -> None:
    words = [Word(token, index, index + 0.5, channel=channel) for index, (token, channel) in enumerate(rows)]
    spans = find_addresses(words, read_words(words, english=True))
    edges = [edge for span in spans for edge in (span.first_word, span.last_word + 1)]
    assert edges == sorted(edges)
    for span in spans:
        assert 0 <= span.first_word <= span.last_word < len(words)
        assert len({words[k].channel for k in range(span.first_word, span.last_word + 1)}) == 1


@settings(max_examples=200, deadline=None)
@given(st.text("0123456789", min_size=5, max_size=5), st.booleans())
def test_no_zip_code_is_left_after_its_cue(digits: str, written: bool) -> None:
    said = (
        digits
        if written
        else " ".join("zero one two three four five six seven eight nine".split()[int(d)] for d in digits)
    )
    assert hidden(f"A: what is the zip code C: it is {said} A: okay") == {"POSTCODE": [said]}


# --- Wording that no list has, and words misheard ----------------------------------------------------------------


@pytest.mark.parametrize(
    "question", ["where should we deliver that", "where would you like it sent", "where are you located"]
)
def test_where_with_a_verb_of_sending_or_living_asks_for_an_address(question: str) -> None:
    assert hidden(f"A: {question} C: seven oh five thornberry close A: thanks")["ADDRESS"] == [
        "seven oh five thornberry close"
    ]


def test_where_with_another_verb_asks_for_none() -> None:
    assert hidden("A: where did you buy them C: twenty pieces online") == {}


def test_a_word_misheard_before_town_and_state_does_not_end_an_address() -> None:
    said = "4216 dogwood street because manchester ohio"
    assert hidden(f"A: and your address C: {said} A: thanks") == {"ADDRESS": [said]}


def test_a_word_misheard_within_a_unit_does_not_end_an_address() -> None:
    assert hidden("A: and your address C: 4216 dogwood street apt back three A: thanks") == {
        "ADDRESS": ["4216 dogwood street apt back three"]
    }


def test_a_number_that_is_corrected_is_hidden_too() -> None:
    assert hidden("C: I live at twenty eight oops sorry twenty two east peach tree drive")["ADDRESS"] == [
        "twenty eight",
        "twenty two east peach tree drive",
    ]


def test_a_sentence_after_an_address_is_no_part_of_it() -> None:
    assert hidden("A: Your address? C: 13790 west Monroe lane. They quoted me too much") == {
        "ADDRESS": ["13790 west Monroe lane."]
    }


@pytest.mark.parametrize("text", ["zip's 53172", "and the zip is 53172", "the postcode would be 53172"])
def test_a_code_right_behind_its_cue_is_hidden_whatever_was_asked(text: str) -> None:
    assert hidden(f"A: your phone number and zip C: 702 914 2592 {text}")["POSTCODE"][-1] == "53172"


def test_the_halves_of_a_code_may_have_an_aside_between() -> None:
    assert hidden("A: and the postal code C: H6E um 9L8 A: thanks") == {"POSTCODE": ["H6E um 9L8"]}
