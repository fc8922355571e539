from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from call_text import call, hidden
from callscribe.polish.entities import ENTITY_TYPES
from callscribe.polish.redaction import EntitySpan, find_entities, redact, supports
from callscribe.transcript.words import Word

# --- Cards --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "number",
    [
        "four one one one one one one one one one one one one one one one",
        "forty-one eleven eleven eleven eleven eleven eleven eleven",
        "forty one eleven double one double one eleven eleven eleven eleven",
        "four triple one quadruple one double one double one double one double one one",
        "4111 1111 1111 1111",
        "4111-1111-1111-1111",
        "4111111111111111",
        "4111 one one one one 1111 one one double one",
        "Four, one, one, one. One, one, one, one. One one one one, one one one, one.",
        "4 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1",
        "four one one one um one one one one uh one one one one hmm one one one one",
        "four triple ones quadruple one double one double one double one double one one",
        "five five double oh three nought zero four oh oh oh oh triple zero four",
    ],
)
def test_a_card_number_is_found_however_it_is_said(number: str) -> None:
    assert hidden(f"sure it is {number} thanks a lot") == {"CARD_NUMBER": [number]}


def test_listening_sounds_of_the_other_party_do_not_hide_a_card_number_nor_are_they_hidden() -> None:
    found = hidden(
        "C: four one one one A: uh huh C: one one one one A: okay C: one one one one A: yes C: one one one one"
    )
    assert found == {"CARD_NUMBER": ["four one one one", *["one one one one"] * 3]}


def test_groups_that_the_other_party_reads_back_are_hidden_too() -> None:
    found = hidden(
        "C: four one one two A: four one one two okay C: one one three one A: one one three one C: one two two two"
    )
    assert sum(map(len, found.values())) == 5


def test_groups_with_questions_between_are_one_card_number() -> None:
    found = hidden(
        "A: what is the card number C: five four two five A: thank you and what is next please C: two three three four "
        "A: then C: three zero one oh A: and the last ones C: nine nine oh three"
    )
    assert len(found["CARD_NUMBER"]) == 4


def test_misheard_digits_inside_a_card_number_do_not_break_it() -> None:
    number = "four one one mist one one won one for one mine one one one one one"
    assert hidden(f"my card number is {number} thanks") == {"CARD_NUMBER": [number]}


def test_a_misheard_digit_that_breaks_the_check_digit_acquits_nothing() -> None:
    assert "CARD_NUMBER" in hidden("it is four one one one two one one one one one one one one one one one")


def test_a_valid_check_digit_raises_the_score() -> None:
    valid, broken = (find_entities(call(number))[0] for number in ("4111111111111111", "4111111111111112"))
    assert valid.score > broken.score


def test_the_last_digits_of_a_card_are_hidden_after_a_cue() -> None:
    assert hidden("my visa ending in four two four two") == {"CARD_NUMBER": ["four two four two"]}


def test_part_of_a_hidden_number_is_hidden_wherever_it_is_said_again() -> None:
    found = hidden("it is 4929 1234 5678 9013 " + "and so on " * 40 + "so that is 9013 right")
    assert found["CARD_NUMBER"] == ["4929 1234 5678 9013", "9013"]


@pytest.mark.parametrize(
    "text",
    [
        "cvv is seven three nine",
        "the cvv number is seven three nine",
        "A: and the three digits on the back C: um seven three nine",
        "A: the security code on the back of the card C: that would be seven three nine",
    ],
)
def test_a_security_code_is_hidden_after_its_cue(text: str) -> None:
    assert hidden(text) == {"CARD_CVV": ["seven three nine"]}


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("card expiry and security code", "oh four twenty eight and one two three"),
        ("cvv and expiry of the card", "one two three and oh four twenty eight"),
    ],
)
def test_two_things_asked_at_once_are_both_hidden(question: str, answer: str) -> None:
    assert hidden(f"A: {question} C: {answer}") == {
        "CARD_EXPIRY": ["oh four twenty eight"],
        "CARD_CVV": ["one two three"],
    }


def test_a_card_expires_but_a_contract_just_ends() -> None:
    assert "CARD_EXPIRY" in hidden("my card expires in april twenty twenty eight")
    assert hidden("my contract expires on november fifth twenty twenty six") == {}


# --- Other numbers ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kind", "cue", "value"),
    [
        ("PHONE", "my number is", "two one two five five five oh one three four"),
        ("PHONE", "call me on", "212-555-0134"),
        ("PHONE", "you can reach me at", "five five five oh one three four"),
        ("PHONE", "it is", "555-0134"),
        ("PHONE", "it is", "+1-555-0134"),
        ("PHONE", "phone number is", "eight hundred five five five one two one two"),
        ("PHONE", "so", "oh two oh seven nine four six oh nine five eight"),
        ("NATIONAL_ID", "my social is", "one two three forty five sixty seven eighty nine"),
        ("NATIONAL_ID", "it is", "078-05-1121"),
        ("NATIONAL_ID", "last four of your social are", "one one two one"),
        ("BANK_ACCOUNT", "my account number is", "seven seven three oh four four two one"),
        ("SECRET", "my pin is", "four four one nine"),
        ("SECRET", "the one time code is", "eight eight one two four five"),
        ("LONG_NUMBER", "and that is", "eight eight three one two five"),
        ("LONG_NUMBER", "and that is", "8831254"),
        (
            "IBAN",
            "transfer it to",
            "g b two nine n w b k six oh one six one three three one nine two six eight one nine",
        ),
        ("IBAN", "transfer it to", "GB29 NWBK 6016 1331 9268 19"),
        ("DATE_OF_BIRTH", "my date of birth is", "november fifth nineteen eighty two"),
        ("DATE_OF_BIRTH", "born on", "11/05/1982"),
    ],
)
def test_a_number_is_hidden_as_what_it_is(kind: str, cue: str, value: str) -> None:
    assert hidden(f"{cue} {value} thanks") == {kind: [value]}


@pytest.mark.parametrize(
    "text",
    [
        "that is four hundred and fifty dollars",
        "it was one thousand two hundred thirty four dollars and fifty six cents",
        "$1,234.56 and 1,234,567 people",
        "your account has been charged forty nine ninety nine",
        "november fifth twenty twenty six",
        "on november fifteen twenty twenty six at ten thirty",
        "eleven fifteen twenty twenty six",
        "11/05/2026 at 12:30",
        "in nineteen ninety nine and two thousand and one",
        "from 2020 2021 2022",
        "between nine thirty and eleven forty five",
        "nine thirty or ten thirty eleven forty five",
        "you are number three in the queue",
        "one moment please",
        "one of those and no one else",
        "two for one and three for two",
        "press one for sales two for support three for billing four for anything else",
        "press one press two press three press four press five press six",
        "i ordered two hundred units and twenty five boxes",
        "i have three kids twelve dogs and five cats",
        "i'm calling about my card it was declined three times",
        "i was born in texas",
        "oh one more thing i would like to change two things for you too",
    ],
)
def test_an_ordinary_number_is_shown(text: str) -> None:
    assert hidden(text) == {}


def test_words_that_sound_like_digits_are_words_where_no_digits_enclose_them() -> None:
    assert hidden("my number is two one two five five five oh one three four for you too") == {
        "PHONE": ["two one two five five five oh one three four"]
    }


# --- E-mail -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "address",
    [
        "jane dot doe at gmail dot com",
        "jane_doe@example.com",
        "jane underscore doe eighty two at yahoo dot co dot uk",
        "j a n e dash d o e at example dot com",
        "jane doe at gmail.com",
        "jane.doe at example dot com",
        "jane doe at gmail",
    ],
)
def test_an_email_address_is_found_however_it_is_said(address: str) -> None:
    assert hidden(f"my email is {address} thanks") == {"EMAIL": [address]}


def test_a_full_stop_after_an_address_is_no_part_of_the_search() -> None:
    assert hidden("Write to jane@example.com.") == {"EMAIL": ["jane@example.com."]}


@pytest.mark.parametrize("text", ["visit us at example dot com", "look at amazon dot com", "meet me at ten"])
def test_a_web_site_is_not_an_email_address(text: str) -> None:
    assert hidden(text) == {}


# --- Languages and marks ------------------------------------------------------------------------------------------


def test_written_numbers_are_found_in_any_language() -> None:
    assert hidden("moja karta to 4111 1111 1111 1111", "pl") == {"CARD_NUMBER": ["4111 1111 1111 1111"]}


def test_english_numbers_are_found_in_a_mixture_of_languages() -> None:
    assert "CARD_NUMBER" in hidden("es la four one one one one one one one one one one one one one one one", "multi-eu")


@pytest.mark.parametrize(
    ("language", "supported"),
    [("en", True), ("en-US", True), ("EN_gb", True), ("es-MX", True), ("pl", False), ("multi-eu", False), ("", False)],
)
def test_languages_with_rules_are_supported(language: str, supported: bool) -> None:
    assert supports(language) is supported


def test_redacting_marks_each_word_with_its_kind_and_span() -> None:
    marked = redact(call("a b c d"), [EntitySpan("PHONE", 1, 2, "test", 1.0), EntitySpan("EMAIL", 3, 3, "test", 1.0)])
    assert [(word.entity_type, word.redaction) for word in marked] == [
        (None, None),
        ("PHONE", 0),
        ("PHONE", 0),
        ("EMAIL", 1),
    ]


def test_redacting_again_forgets_the_marks_of_before() -> None:
    once = redact(call("a b"), [EntitySpan("PHONE", 0, 1, "test", 1.0)])
    assert redact(once, []) == tuple(call("a b"))


# --- Properties ---------------------------------------------------------------------------------------------------

ANY_TOKEN = st.sampled_from(
    "four one double triple oh zero for to uh huh okay and my card number is cvv expires phone social at dot com gmail "
    "jane 4111 1111, 12/26 $45.00 +1-555-0134 hundred thousand dollars november fifth b c forty eleven @ a@b.co".split()
)


@settings(max_examples=400, deadline=None)
@given(st.lists(st.tuples(ANY_TOKEN, st.integers(0, 1)), max_size=60))
def test_spans_are_in_order_apart_and_of_one_voice(rows: list[tuple[str, int]]) -> None:
    words = [Word(token, index, index + 0.5, channel=channel) for index, (token, channel) in enumerate(rows)]
    spans = find_entities(words)
    edges = [edge for span in spans for edge in (span.first_word, span.last_word + 1)]
    assert edges == sorted(edges)
    assert all(0 <= span.first_word <= span.last_word < len(words) for span in spans)
    assert all(span.entity_type in ENTITY_TYPES and 0 <= span.score <= 1 for span in spans)


SINGLE = dict(zip("0123456789", "zero one two three four five six seven eight nine".split(), strict=True))


@settings(max_examples=300, deadline=None)
@given(st.text("0123456789", min_size=6, max_size=19), st.integers(0, 2**32))
def test_no_digit_of_a_long_number_said_one_by_one_is_ever_shown(digits: str, seed: int) -> None:
    rng = random.Random(seed)
    said: list[tuple[str, bool]] = []
    for digit in digits:
        said.append((digit if rng.random() < 0.2 else SINGLE[digit], True))
        if rng.random() < 0.2:
            said += [(sound, False) for sound in rng.choice(["um", "uh huh", "okay", "yes"]).split()]
    words = call(" ".join(["well", *(token for token, _ in said), "thanks"]))
    shown = [
        word
        for word, (_, digit) in zip(redact(words, find_entities(words))[1:], said, strict=False)
        if digit and not word.entity_type
    ]
    assert shown == []
