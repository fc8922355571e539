from __future__ import annotations

import pytest

from call_text import by_kind, call
from callscribe.polish.detectors.numbers.asides import hear_asides
from callscribe.polish.detectors.numbers.spoken_numbers import read_words
from callscribe.polish.detectors.secrets.passwords import find_passwords


def hidden(text: str) -> list[str]:
    words = call(text)
    return by_kind(words, find_passwords(words, hear_asides(read_words(words, english=True)))).get("SECRET", [])


# --- Questions -----------------------------------------------------------------------------------------------------

DETOUR = "C: oh wait my cat is on the keys A: no hurry at all C: so sorry about that he never does it A: fine"


@pytest.mark.parametrize("secret", ["giraffe seven four hash", "giraffe", "Giraffe74#"])
def test_a_password_is_found_after_a_detour(secret: str) -> None:
    assert secret in hidden(f"A: can you tell me your password {DETOUR} C: okay it's {secret} A: thanks")


def test_what_is_said_after_another_question_is_no_password() -> None:
    text = "A: your password please C: i do not have it A: which street do you live on C: maple seven four"
    assert hidden(text) == []


@pytest.mark.parametrize(
    "question",
    [
        "what is your security water",
        "the system is part me for your safe word",
        "tell me your secret call",
        "security word next",
        "could i take your word",
        "do you happen to know your pass work",
    ],
)
def test_the_name_of_a_secret_may_be_misheard_in_a_question(question: str) -> None:
    assert hidden(f"A: {question} C: it's buttercup A: thanks") == ["buttercup"]


def test_the_only_word_of_a_short_answer_that_is_no_talk_is_the_secret() -> None:
    assert hidden("A: i need your safe word C: then is go buttercup A: great") == ["buttercup"]


@pytest.mark.parametrize(
    "answer", ["let me get my purse", "i forgot", "much i need to look", "no i'd rather not", "one second please"]
)
def test_an_excuse_is_no_secret(answer: str) -> None:
    assert hidden(f"A: i need your safe word C: {answer} A: okay") == []


def test_talk_of_the_next_turn_is_no_part_of_a_secret() -> None:
    text = "A: your password C: it's capital p penguin three dollar sign A: perfect thanks C: two of my friends use it"
    assert hidden(text) == ["capital p penguin three dollar sign"]


@pytest.mark.parametrize("text", ["A: your security deposit is due C: garlic", "A: the safe is there C: garlic bread"])
def test_what_only_sounds_like_a_question_for_a_secret_is_none(text: str) -> None:
    assert hidden(text) == []


# --- Telling -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "told",
    [
        "my get word is",
        "my word is",
        "my memorable of is",
        "my memorable is",
        "the secret is",
        "my security word there",
        "my security word man is",
        "my memorable word",
    ],
)
def test_the_name_of_a_secret_may_be_misheard_where_it_is_told(told: str) -> None:
    assert hidden(f"C: {told} buttercup A: okay") == ["buttercup"]


def test_a_password_is_told_though_its_name_was_lost() -> None:
    assert hidden("C: my is walnut five four hash A: thanks") == ["walnut five four hash"]


@pytest.mark.parametrize(
    "text",
    [
        "C: my word is my bond",
        "C: my own word is enough",
        "C: your is ninety eight dollars and due",
        "C: that was a memorable day for two of us",
        "C: i forgot my memorable word yesterday",
        "C: my security deposit is fifty dollars",
        "C: my password. Thanks a lot",
    ],
)
def test_talk_about_words_tells_no_secret(text: str) -> None:
    assert hidden(text) == []


@pytest.mark.parametrize("name", ["as my password", "as password", "as have password"])
def test_a_password_with_a_spoken_zero_may_stand_before_its_name(name: str) -> None:
    assert hidden(f"C: i tried walnut eight oh five three {name}") == ["walnut eight oh five three"]


def test_a_written_password_ends_where_it_is_written_to_end() -> None:
    assert hidden("C: the wifi password is Wolverine54# paid last week") == ["Wolverine54#"]


# --- Dictating -----------------------------------------------------------------------------------------------------


def test_a_word_with_its_capitals_and_digits_is_a_password_without_a_name() -> None:
    assert hidden("A: read me the on the account C: so with a capital w walnut five hash") == ["w walnut five hash"]


@pytest.mark.parametrize("text", ["C: the capital of france is paris", "C: capital gains were two forty five"])
def test_other_capitals_are_no_password(text: str) -> None:
    assert hidden(text) == []


# --- Saying again --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("said", "again"),
    [
        ("buttercup", "butterkup"),
        ("walnut zero five hash", "walnut oh five hash"),
        ("walnut eight five hash", "walrut eight five hash"),
    ],
)
def test_a_secret_that_is_read_back_with_a_misheard_word_is_hidden(said: str, again: str) -> None:
    assert hidden(f"A: what's your password C: it's {said} A: i've got {again} C: yes") == [said, again]


def test_a_word_that_sounds_otherwise_is_no_read_back() -> None:
    assert hidden("A: what's your password C: buttercup A: brilliant weather today") == ["buttercup"]
