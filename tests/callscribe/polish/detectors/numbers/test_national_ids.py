"""National numbers, by their names and by their check digits."""

from __future__ import annotations

import pytest

from call_text import call, hidden
from callscribe.polish.detectors.numbers.national_ids import is_routing_number, national_number
from callscribe.polish.redaction import find_entities

NAMED = [
    ("social insurance number", "046 454 286"),
    ("dni", "54362315K"),
    ("d n i", "five four three six two three one five k"),
    ("nie", "x two four eight two three zero zero w"),
    ("french social security number", "2 95 10 99 126 111 93"),
    ("tax id", "36 574 261 809"),
    ("aadhaar number", "two three four one two three four one two three four six"),
    ("pan card number", "a c u p a seven oh eight five r"),
    ("pps number", "six four three three four three five f"),
    ("b s n", "one one one two two two three three three"),
    ("codice fiscale", "r c c m n l eight three s one eight d nine six nine h"),
    ("c p f", "three nine oh five three three four four seven oh five"),
    ("tax file number", "one two three four five six seven eight two"),
    ("medicare number", "two four two eight seven seven eight one three two"),
    ("nhs number", "nine four three four seven six five nine one nine"),
    ("national insurance number", "a b one two three four five six c"),
]


@pytest.mark.parametrize(("name", "number"), NAMED)
def test_a_national_number_is_hidden_after_its_name(name: str, number: str) -> None:
    assert hidden(f"A: what is your {name} C: it's {number} A: thank you") == {"NATIONAL_ID": [number]}


@pytest.mark.parametrize(("name", "number"), NAMED)
def test_no_part_of_a_national_number_is_shown_when_it_is_given_in_two_turns(name: str, number: str) -> None:
    tokens = number.split()
    if len(tokens) < 4:
        tokens = list(number.replace(" ", ""))
    half = len(tokens) // 2
    words = call(f"A: your {name} please C: {' '.join(tokens[:half])} A: uh huh C: {' '.join(tokens[half:])} A: thanks")
    covered = {index for span in find_entities(words) for index in range(span.first_word, span.last_word + 1)}
    asked = len(name.split()) + 2
    said = [index for index, word in enumerate(words) if word.channel == 1 and index >= asked]
    assert set(said) <= covered


@pytest.mark.parametrize(
    "number",
    [
        "a b one two three four five six c",
        "54362315K",
        "x two four eight two three zero zero w",
        "RCCMNL83S18D969H",
        "a c u p a seven oh eight five r",
    ],
)
def test_a_number_with_letters_is_known_by_its_form_without_a_name(number: str) -> None:
    assert hidden(f"C: so {number} thanks") == {"NATIONAL_ID": [number]}


@pytest.mark.parametrize(
    ("digits", "country"),
    [
        ("295109912611193", "fr_nir"),
        ("234123412346", "in_aadhaar"),
        ("39053344705", "br_cpf"),
        ("36574261809", "de_idnr"),
        ("9434765919", "gb_nhs"),
        ("111222333", "nl_bsn"),
        ("123456782", "ca_sin"),
        ("123456789", ""),
        ("", ""),
    ],
)
def test_check_digits_tell_the_country(digits: str, country: str) -> None:
    assert national_number(digits) == country


def test_a_national_number_whose_check_digits_hold_is_surer() -> None:
    valid, broken = (
        find_entities(call(f"my c p f is {number}"))[0].score for number in ("390 533 447 05", "390 533 447 06")
    )
    assert valid > broken


@pytest.mark.parametrize(
    ("digits", "valid"), [("021000021", True), ("021000022", False), ("991000028", False), ("", False)]
)
def test_a_routing_number_has_its_check_digit_and_prefix(digits: str, valid: bool) -> None:
    assert is_routing_number(digits) is valid


@pytest.mark.parametrize(
    ("cue", "number"),
    [
        ("routing number", "oh two one triple zero oh two one"),
        ("a b a", "021000021"),
        ("sort code", "twenty eleven oh five"),
        ("sort code", "20-11-05"),
        ("sort code", "two oh one one oh five"),
        ("account number", "seven seven three oh four four two one"),
        ("account number", "55779911"),
    ],
)
def test_a_bank_account_is_hidden_after_its_name(cue: str, number: str) -> None:
    assert hidden(f"A: your {cue} please C: {number} A: thank you") == {"BANK_ACCOUNT": [number]}


def test_a_routing_number_is_known_by_its_check_digit() -> None:
    assert hidden("C: so it's 021000021 thanks") == {"BANK_ACCOUNT": ["021000021"]}
