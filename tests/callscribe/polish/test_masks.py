from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from callscribe.errors import SettingsError
from callscribe.polish.entities import ENTITY_TYPES
from callscribe.polish.masks import ENTITY_SETS, check_masks, chosen_types, mask, token_of, value_of
from callscribe.polish.redaction import find_entities, redact
from callscribe.transcript.render import render
from callscribe.transcript.words import Word

KEY = b"a lake's key"
CARD = "four one one one one one one one one one one one one one one one"
SPOKEN = f"my card number is {CARD} thank you"
WRITTEN = "my card number is 4111 1111 1111 1111 thank you"


def words_of(text: str) -> list[Word]:
    return [Word(token, index * 0.4, index * 0.4 + 0.3) for index, token in enumerate(text.split())]


def shown(text: str, key: bytes = KEY, **masks: str) -> str:
    words = words_of(text)
    spans = find_entities(words)
    return render(mask(redact(words, spans), spans, masks, key), "clean")


def test_the_kind_stands_in_brackets_unless_another_mask_is_chosen() -> None:
    assert shown(SPOKEN) == "my card number is [CARD_NUMBER] thank you"
    assert shown(SPOKEN, default="numbered") == "my card number is [CARD_NUMBER_1] thank you"
    assert shown(SPOKEN, default="numbered", CARD_NUMBER="kind") == "my card number is [CARD_NUMBER] thank you"


@pytest.mark.parametrize("text", [SPOKEN, WRITTEN])
def test_the_last_four_digits_of_a_card_may_be_shown(text: str) -> None:
    assert shown(text, CARD_NUMBER="last_four") == "my card number is ************1111 thank you"


def test_of_a_short_number_no_digit_is_shown() -> None:
    assert shown("my pin is one two three four", default="last_four") == "my pin is [SECRET]"


def test_of_a_number_read_out_with_interruptions_no_group_is_shown_whole() -> None:
    groups = [Word(token, index * 0.4, index * 0.4 + 0.3, channel=1) for index, token in enumerate(SPOKEN.split())]
    groups[8:8] = [Word("mhm", 8 * 0.4, 8 * 0.4 + 0.2, channel=0)]
    spans = find_entities(groups)
    text = render(mask(redact(groups, spans), spans, {"default": "last_four"}, KEY), "clean")
    assert not {"one", "four"} & set(text.split())
    assert "4111" not in text


def test_a_value_has_one_number_throughout_the_call_however_it_is_said() -> None:
    text = f"{WRITTEN} so your card number is {CARD} and the other card number is 5500 0055 5555 5559 right"
    assert shown(text, default="numbered") == (
        "my card number is [CARD_NUMBER_1] thank you so your card number is [CARD_NUMBER_1]"
        " and the other card number is [CARD_NUMBER_2] right"
    )


def test_a_value_has_one_hash_in_every_call_and_another_under_another_key() -> None:
    spoken, written, other = (
        shown(SPOKEN, default="hash"),
        shown(WRITTEN, default="hash"),
        shown(SPOKEN, b"x", default="hash"),
    )
    assert spoken == written == f"my card number is {token_of('CARD_NUMBER', '4111111111111111', KEY)} thank you"
    assert other != spoken


def test_what_is_dropped_leaves_nothing() -> None:
    assert shown(f"{SPOKEN}.", default="drop") == "my card number is thank you."


def test_words_of_a_span_without_digits_are_one_value_whatever_their_case() -> None:
    assert value_of(words_of("Jane Doe,")) == value_of(words_of("jane doe")) == "jane doe"


def test_sets_and_types_may_be_chosen() -> None:
    assert chosen_types(["pci"]) >= {"CARD_NUMBER", "CARD_CVV", "CARD_EXPIRY", "LONG_NUMBER"}
    assert "PERSON" not in chosen_types(["pci"])
    assert chosen_types(["pci", "PERSON"], own=["MEMBER_ID"]) >= {"CARD_NUMBER", "PERSON", "MEMBER_ID"}
    assert all(types <= set(ENTITY_TYPES) and "LONG_NUMBER" in types for types in ENTITY_SETS.values())


@pytest.mark.parametrize("wrong", [lambda: chosen_types(["pcii"]), lambda: check_masks({"CARD": "kind"}),
                                   lambda: check_masks({"default": "stars"})])  # fmt: skip
def test_unknown_sets_types_and_masks_are_refused_by_name(wrong: object) -> None:
    with pytest.raises(SettingsError, match=r"'pcii'|'CARD'|'stars'"):
        wrong()  # type: ignore[operator]


@given(st.sampled_from(["kind", "numbered", "last_four", "hash", "drop"]), st.integers(13, 19), st.randoms())
def test_no_mask_shows_more_than_four_characters_of_a_number(kind: str, length: int, rng: st.DataObject) -> None:
    digits = "".join(rng.choice("0123456789") for _ in range(length))  # type: ignore[attr-defined]
    text = shown(f"my card number is {' '.join(digits)} thank you", default=kind)
    left = text.removeprefix("my card number is ").removesuffix(" thank you")
    assert digits[:-4] not in left
    assert kind == "hash" or sum(character.isdigit() for character in left.replace("_1]", "")) <= 4


@pytest.mark.parametrize(
    "text",
    ["my password is correct12345678horse", "my date of birth is 01/02/1980", "mail jane12345678 at example dot com"],
)
def test_of_a_secret_a_birth_date_or_an_address_no_part_is_shown(text: str) -> None:
    assert "*" not in shown(text, default="last_four")


def test_of_half_a_card_no_digit_is_shown() -> None:
    halves = "my card number is 4242 4242"
    words = [*words_of(halves), Word("mhm", 4.0, 4.2, channel=1), *words_of_at("4242 4242 thank you", 4.5)]
    spans = find_entities(words)
    text = render(mask(redact(words, spans), spans, {"default": "last_four"}, KEY), "clean")
    assert "4242" not in text


def words_of_at(text: str, start_s: float) -> list[Word]:
    return [Word(token, start_s + index * 0.4, start_s + index * 0.4 + 0.3) for index, token in enumerate(text.split())]


def test_a_number_in_spanish_words_is_the_value_of_its_digits() -> None:
    texts = ("seis doce treinta y cuatro", "seis uno dos tres cuatro", "6 12 34")
    assert {value_of(words_of(text), language="es-MX") for text in texts} == {"61234"}
