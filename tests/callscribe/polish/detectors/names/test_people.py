from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from call_text import call, texts
from callscribe.polish.detectors.names.people import find_people
from callscribe.polish.detectors.numbers.spoken_numbers import read_words
from callscribe.transcript.words import Word


def names(text: str, known: tuple[str, ...] = ()) -> list[str]:
    words = call(text)
    spans = find_people(words, read_words(words, english=True), known)
    assert all(span.entity_type == "PERSON" and 0.5 <= span.score <= 1 for span in spans)
    return texts(words, spans)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("hello my name is jane doe and i have a question", "jane doe"),
        ("hello my name's kwabena i have a question", "kwabena"),
        ("Hello, my name is Jane Doe, and I have a question.", "Jane Doe,"),
        ("my name is um jane uh doe and", "jane uh doe"),
        ("my name is maria de la cruz and", "maria de la cruz"),
        ("this is tanisha okafor calling about my bill", "tanisha okafor"),
        ("this is will how can i help", "will"),
        ("i'm zbigniew kowalski and i'm calling about a refund", "zbigniew kowalski"),
        ("you're speaking with mark how may i help", "mark"),
        ("can i speak to mister smith please", "smith"),
        ("may i speak with mrs golden please", "golden"),
        ("good morning grace hall speaking how can i help", "grace hall"),
        ("the name on the account is xiomara ferreira", "xiomara ferreira"),
        ("the account is in the name of rupert grint", "rupert grint"),
        ("it's under the name rodriguez", "rodriguez"),
        ("my wife's name is clementine", "clementine"),
        ("surname is o'brien", "o'brien"),
        ("doctor patel agreed", "patel"),
        ("it went to a mister k j tolvi", "k j tolvi"),
        ("my name is jane t tolvi and", "jane t tolvi"),
        ("sorry is it miss tolvi brane", "tolvi brane"),
        ("everybody calls me tolvi", "tolvi"),
        ("the nurse called tolvi told me", "tolvi"),
    ],
)
def test_a_name_is_found_after_words_that_announce_it(text: str, name: str) -> None:
    assert names(text) == [name]


def test_first_and_last_name_are_found_each_after_its_cue() -> None:
    assert names("first name jane last name doe") == ["jane", "doe"]


@pytest.mark.parametrize(
    "question",
    ["can i have your name please", "and your full name", "who am i speaking with", "name please", "what's your name"],
)
@pytest.mark.parametrize("answer", ["ngozi adichie", "yes it's ngozi adichie", "sure um my name is ngozi adichie"])
def test_a_name_is_found_in_the_answer_of_the_other_voice(question: str, answer: str) -> None:
    assert names(f"A: {question} C: {answer} A: okay") == ["ngozi adichie"]


def test_what_a_recogniser_makes_of_a_name_is_hidden_after_a_sure_cue() -> None:
    assert names("my name is jam dough and my phone is") == ["jam dough"]
    assert names("A: your first and last name C: sure chain dole A: thanks") == ["chain dole"]


def test_a_name_ends_at_a_pause() -> None:
    assert names("my name is jane ... wilderbeest") == ["jane"]


@pytest.mark.parametrize(
    "text",
    [
        "this is about my bill",
        "this is the third time",
        "my name is on the list",
        "my name is spelled wrong on the bill",
        "i'm a customer",
        "i'm sorry i'm calling about i'm looking for",
        "i'm american and i'm exhausted",
        "can i speak to a manager or speak to someone",
        "A: what's your name C: why do you need that",
        "A: may i have your name please C: sure hold on",
        "A: your full name please C: oh i need to get my purse hold on",
        "i miss you and don't miss it",
        "my doctor said no and the doctor will call",
        "this is customer service calling",
        "the file name is report and the street name is wrong",
        "thank you very much i hope it may work",
        "i will pay my bill in may",
        "Thank you. Please hold. We will mark it as urgent.",
        "name starts with a letter",
    ],
)
def test_ordinary_talk_holds_no_name(text: str) -> None:
    assert names(text) == []


def test_a_name_found_once_is_hidden_wherever_it_is_said() -> None:
    found = names("C: my name is ngozi adichie A: thanks ngozi so missus adichie let me see C: that's ngozi's card")
    assert found == ["ngozi adichie", "ngozi", "adichie", "ngozi's"]


def test_a_name_misheard_by_a_letter_is_hidden_when_it_is_said_again() -> None:
    assert names("C: my name is kowalski A: thanks kowalsky") == ["kowalski", "kowalsky"]


def test_a_name_that_is_a_word_is_hidden_again_only_where_a_name_is_expected() -> None:
    assert names("A: this is mark speaking C: thanks mark i will mark the box") == ["mark", "mark"]


def test_a_common_given_name_needs_no_cue_and_takes_its_surname_along() -> None:
    assert names("i talked with priya okonkwo about it") == ["priya okonkwo"]


@pytest.mark.parametrize(
    "letters",
    ["s m i t h", "s as in sam m as in mary i as in igloo t as in tom h as in harry", "S-M-I-T-H", "s m double e t h"],
)
def test_a_name_spelled_after_its_cue_is_hidden_to_the_last_letter(letters: str) -> None:
    assert names(f"C: my last name is smith that's {letters} and the")[-1].endswith(letters)


def test_letters_that_are_asked_for_are_hidden_in_the_answer() -> None:
    assert names("A: name please C: jane doe A: how do you spell that C: d o e") == ["jane doe", "d o e"]


def test_an_acronym_is_no_name() -> None:
    assert names("A: my name is jane may i have your i b a n please") == ["jane"]


def test_known_names_are_hidden_anywhere_in_any_writing() -> None:
    assert names("so qwyneth and the thornbury case", ("THORNBURY, Qwyneth",)) == ["qwyneth", "thornbury"]
    assert names("he will bill me but thanks bill", ("Bill",)) == ["bill"]
    assert names("so qwyneth and the thornbury case") == []


def test_a_name_told_over_a_listening_sound_is_found_in_both_pieces() -> None:
    assert names("C: my name is ngozi A: uh-huh C: adichie and") == ["ngozi", "adichie"]


ANY_TOKEN = st.sampled_from(
    "my name is this jane doe mark will thanks hello speaking mister spelled s m i t h as in sam um okay and your "
    "first last please who am i with Jane, O'Brien's doctor for the name's d-o-e zbigniew four".split()
)


@settings(max_examples=300, deadline=None)
@given(st.lists(st.tuples(ANY_TOKEN, st.integers(0, 1)), max_size=40), st.sampled_from([(), ("Jane Doe",), ("Mark",)]))
def test_spans_are_in_order_apart_and_of_one_voice(rows: list[tuple[str, int]], known: tuple[str, ...]) -> None:
    words = [Word(token, index, index + 0.5, channel=channel) for index, (token, channel) in enumerate(rows)]
    spans = find_people(words, read_words(words, english=True), known)
    edges = [edge for span in spans for edge in (span.first_word, span.last_word + 1)]
    assert edges == sorted(edges)
    for span in spans:
        assert 0 <= span.first_word <= span.last_word < len(words)
        assert len({words[k].channel for k in range(span.first_word, span.last_word + 1)}) == 1


@settings(max_examples=100, deadline=None)
@given(st.lists(ANY_TOKEN, max_size=20))
def test_a_known_rare_name_is_never_left(tokens: list[str]) -> None:
    words = [Word(token, index, index + 0.5) for index, token in enumerate([*tokens, "zbigniew"])]
    spans = find_people(words, read_words(words, english=True), ["Zbigniew"])
    hidden = {k for span in spans for k in range(span.first_word, span.last_word + 1)}
    assert {k for k, word in enumerate(words) if word.word == "zbigniew"} <= hidden


@pytest.mark.parametrize("name", ["grace", "Emeka", "imogen"])
def test_who_answers_the_phone_is_hidden_before_here(name: str) -> None:
    assert names(f"A: support desk {name} here how can i help C: hello") == [name]


@pytest.mark.parametrize(
    "text",
    [
        "A: the manager is here how can i help",
        "C: come over here how do i do that",
        "A: support desk here how can i help",
        "C: it is hot here can you help",
    ],
)
def test_here_after_no_name_hides_nothing(text: str) -> None:
    assert names(text) == []
