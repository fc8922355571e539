from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from call_text import by_kind, call
from callscribe.polish.detectors.addresses.addresses import find_addresses
from callscribe.polish.detectors.numbers.spoken_numbers import read_words


def hidden(text: str) -> list[str]:
    words = call(text)
    return by_kind(words, find_addresses(words, read_words(words, english=True))).get("POSTCODE", [])


# --- Answers -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("birth", ["may first nineteen eighty", "july the fourth seventy six", "02 16 1986"])
@pytest.mark.parametrize("code", ["nine three three three three", "42430", "oh two ninety eight four"])
def test_a_code_at_the_end_of_a_compound_answer_is_told_from_the_date(birth: str, code: str) -> None:
    assert hidden(f"A: your date of birth and zip code C: {birth} and {code} A: thanks") == [code]


def test_a_code_after_a_detour_is_hidden() -> None:
    text = "A: your zip code please C: do you really need that A: yes just to verify you C: okay fine 60614"
    assert hidden(text) == ["60614"]


@pytest.mark.parametrize(
    ("cue", "code"),
    [
        ("postcode", "two oh six one"),
        ("pin code of your area", "five six oh oh three four"),
        ("eircode", "d oh two a f three oh"),
    ],
)
def test_codes_of_other_countries_are_hidden(cue: str, code: str) -> None:
    assert hidden(f"A: and the {cue} C: {code} A: thanks") == [code]


def test_a_code_in_pieces_with_the_other_voice_between_is_hidden() -> None:
    text = "A: zip C: six two A: six two C: seven A: mm hmm C: oh four A: great"
    assert hidden(text) == ["six two", "six two", "seven", "oh four"]


@pytest.mark.parametrize("aside", ["hang on", "let me see", "what is it", "and then", "um"])
def test_an_aside_between_the_halves_of_a_written_code_does_not_end_it(aside: str) -> None:
    said = " ".join(hidden(f"A: and the postal code C: V3J {aside} 2Y2 A: thanks"))
    assert said.startswith("V3J")
    assert said.endswith("2Y2")


def test_a_corrected_code_is_hidden_in_both_versions() -> None:
    assert hidden("A: the postcode C: b s one no sorry b s two four d j A: ok") == ["b s one", "b s two four d j"]


def test_a_correction_of_one_digit_is_hidden() -> None:
    assert hidden("A: zip code C: nine nine one nine one sorry that's four A: ok") == ["nine nine one nine one", "four"]


@pytest.mark.parametrize(
    "said",
    ["five the five eight four", "one five old three seven", "four four seven day eight", "ate oh one oh nine"],
)
def test_a_misheard_digit_does_not_end_a_code(said: str) -> None:
    assert hidden(f"A: the zip please C: it's {said} A: ok") == [said]


def test_a_letter_that_was_lost_before_its_explanation_does_not_end_a_code() -> None:
    said = "e h nine two as in robert f as in foxtrot"
    assert hidden(f"C: postcode {said} A: thanks") == [said]


def test_a_misheard_last_letter_that_completes_a_code_is_hidden() -> None:
    assert hidden("A: postcode C: o x one five four s a i think") == ["o x one five four s a"]


# --- Cues behind, misheard and lost --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("before", "code", "after"),
    [
        ("it's", "whiskey six six zulu yankee", "that's the postcode"),
        ("i'm in the", "eight oh double five four", "zip code"),
        ("i'm in the", "87668", "code"),
        ("it's", "november five zero hotel alpha", "that's the postcode"),
        ("i'm in the", "seven six double four six", "zip code"),
    ],
)
def test_a_code_before_its_cue_is_hidden(before: str, code: str, after: str) -> None:
    assert hidden(f"C: {before} {code} {after} A: okay") == [code]


def test_a_code_before_its_cue_may_be_of_two_turns() -> None:
    assert hidden("C: it's N5 A: okay C: 0HA that's the postcode") == ["N5", "0HA"]


@pytest.mark.parametrize("cue", ["billing sip", "the chip", "chip code"])
def test_a_whole_code_after_a_misheard_cue_is_hidden(cue: str) -> None:
    assert hidden(f"A: and {cue} C: nine thirty fifty A: ok") == ["nine thirty fifty"]


def test_a_chip_alone_announces_nothing() -> None:
    assert hidden("C: the chip is broken i tried 5 times A: tap the chip C: 45 did not work") == []


def test_a_whole_code_asked_for_next_to_an_address_needs_no_cue() -> None:
    assert hidden("A: your address C: 8092 willow avenue A: and the C: 90181 A: okay") == ["90181"]


def test_another_number_asked_for_next_to_an_address_is_no_code() -> None:
    assert hidden("A: your address C: 8092 willow avenue A: and the order number C: 90181 A: okay") == []


def test_letters_of_the_telephone_alphabet_are_a_code_by_their_form() -> None:
    assert hidden("C: yes november eight four golf echo A: thanks") == ["november eight four golf echo"]


# --- Read back -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "again",
    [
        "b for bravo n like november one four f like foxtrot y for yankee",
        "b n fourteen f y",
        "bravo november one four",
    ],
)
def test_a_code_read_back_in_other_words_is_hidden(again: str) -> None:
    assert hidden(f"A: postcode C: b n one four f y A: got it {again} C: yes") == ["b n one four f y", again]


def test_a_correction_in_what_is_read_back_is_hidden() -> None:
    assert hidden("A: zip C: 29037 A: twenty nine oh three eight no seven C: yes") == [
        "29037",
        "twenty nine oh three eight",
        "seven",
    ]


@pytest.mark.parametrize(
    "after",
    [
        "A: the reference for this call is 5389 C: okay",
        "C: we're open twenty four seven right A: yes",
        "C: that's the one A: good",
        "C: the score was ten to eight A: ha",
        "C: i called at five forty five a m A: sorry",
        "A: it's flight two three seven leaving at ten",
        "C: can i have four of them A: yes",
        "C: from nine to five i'm at work A: ok",
    ],
)
def test_talk_after_a_code_is_shown(after: str) -> None:
    assert hidden(f"A: and the zip C: 62714 A: thanks {after}") == ["62714"]


@pytest.mark.parametrize(
    "tail",
    ["i hope that's right", "that's the one", "it says error 0309", "back in 2010 we moved", "oh for goodness sake"],
)
def test_what_is_said_right_behind_a_code_is_shown(tail: str) -> None:
    assert hidden(f"A: and the zip C: it's six two seven one four {tail}") == ["six two seven one four"]


@pytest.mark.parametrize(
    "text",
    [
        "A: and the zip code C: i don't remember A: okay your reference is 12345 thanks",
        "C: my zip file is 45 megabytes and it won't open",
        "A: the postcode lottery is on channel 4 at 8 tonight",
        "A: what's your zip code C: what can you do for me A: we have 3 options",
        "A: your zip C: one second A: sure",
        "C: the code 45 means it's broken",
    ],
)
def test_a_cue_that_no_code_follows_hides_nothing(text: str) -> None:
    assert hidden(text) == []


LETTER = st.sampled_from("ABCEGHJKLMNPRSTVWXYZ")


@settings(max_examples=150, deadline=None)
@given(st.lists(LETTER, min_size=3, max_size=3), st.text("123456789", min_size=3, max_size=3))
def test_no_canadian_code_is_left_after_its_cue_and_where_it_is_read_back(letters: list[str], digits: str) -> None:
    names = "zero one two three four five six seven eight nine".split()
    said = " ".join(f"{letter.lower()} {names[int(digit)]}" for letter, digit in zip(letters, digits, strict=True))
    written = "".join(f"{letter}{digit}" for letter, digit in zip(letters, digits, strict=True))
    assert hidden(f"A: your postal code C: it's {said} A: so {written} C: yes") == [said, written]
