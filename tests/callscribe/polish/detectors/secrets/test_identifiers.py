from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from call_text import by_kind, call
from callscribe.polish.detectors.numbers.spoken_numbers import read_words
from callscribe.polish.detectors.secrets.identifiers import find_identifiers
from callscribe.polish.entities import ENTITY_TYPES
from callscribe.transcript.words import Word


def hidden(text: str) -> dict[str, list[str]]:
    words = call(text)
    return by_kind(words, find_identifiers(words, read_words(words, english=True)))


# --- Plates -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "plate",
    [
        "k l m four two nine",
        "kilo lima mike four two nine",
        "k as in king l for larry m like mary four two nine",
        "a b one two c d e",
        "capital k l m four double two",
        "double u x y one oh seven",
        "k tea m four two nine",
        "eight x y z one um two three",
        "8XYZ123",
        "AB12 CDE",
        "KLM-429",
        "k l m 429",
        "k are m four two nine",
    ],
)
def test_a_plate_is_hidden_however_it_is_said(plate: str) -> None:
    assert hidden(f"my license plate is {plate} thanks a lot") == {"VEHICLE": [plate]}


@pytest.mark.parametrize("cue", ["my plate is", "the registration number is", "the reg is", "tag number"])
def test_each_name_of_a_plate_announces_it(cue: str) -> None:
    assert hidden(f"{cue} k l m four two nine") == {"VEHICLE": ["k l m four two nine"]}


def test_a_plate_that_was_asked_for_is_hidden_in_the_answer() -> None:
    found = hidden("A: can i take your registration please C: yeah hang on it's a b one two c d e A: lovely")
    assert found == {"VEHICLE": ["a b one two c d e"]}


def test_groups_of_a_plate_that_are_read_back_are_hidden_too() -> None:
    found = hidden("A: what is your plate C: k l m A: k l m okay C: four two nine A: four two nine great")
    assert found == {"VEHICLE": ["k l m", "k l m", "four two nine", "four two nine"]}


def test_a_plate_said_again_later_is_hidden_again() -> None:
    filler = " ".join(["we look into that"] * 20)
    assert len(hidden(f"my plate is k l m four two nine {filler} so k l m four two nine then")["VEHICLE"]) == 2


def test_a_plate_may_stand_before_what_it_is_called() -> None:
    assert hidden("k l four two is my plate") == {"VEHICLE": ["k l four two"]}


def test_a_spelled_plate_is_hidden_without_its_cue() -> None:
    assert hidden("it was um k l m four two nine i think") == {"VEHICLE": ["k l m four two nine"]}


def test_what_is_written_like_a_plate_is_one_where_cars_are_spoken_of() -> None:
    assert hidden("i parked the car there it is 8XYZ123") == {"VEHICLE": ["8XYZ123"]}
    assert hidden("i bought the new RTX4090 there") == {}


def test_a_misheard_character_does_not_break_a_plate() -> None:
    assert hidden("my plate is k l fish four two nine thanks") == {"VEHICLE": ["k l fish four two nine"]}


def test_listening_sounds_of_the_other_party_are_not_hidden() -> None:
    assert hidden("A: your plate C: k l m A: uh huh C: four two nine") == {"VEHICLE": ["k l m", "four two nine"]}


# --- Documents ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("cue", "number"),
    [
        ("my passport number is", "five three three one two oh four four seven"),
        ("my passport is", "a one two three four five six seven"),
        ("passport number", "A12345678"),
        ("driver's license number is", "d four four one five six six seven"),
        ("my driving licence is", "m o r g a six five seven oh five four s m nine i j"),
        ("driving licence number", "MORGA 657054 SM9IJ"),
    ],
)
def test_a_number_of_a_document_is_hidden(cue: str, number: str) -> None:
    assert hidden(f"{cue} {number} from london") == {"DOCUMENT_ID": [number]}


def test_a_document_asked_for_together_with_its_expiry_is_hidden() -> None:
    found = hidden("A: your passport number and expiry date please C: it's l eight nine oh one two three four")
    assert found == {"DOCUMENT_ID": ["l eight nine oh one two three four"]}


# --- Secrets ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("cue", "secret"),
    [
        ("my password is", "blue horse seven"),
        ("the password is", "capital p a double s w zero r d"),
        ("the wifi password is", "purple tiger dash nine nine"),
        ("the password for my account is", "blue horse seven"),
        ("your temporary password will be", "welcome one two three"),
        ("please change my password to", "purple tiger nine"),
        ("my mother's maiden name is", "kowalski"),
        ("the answer to the security question is", "fluffy"),
        ("my password is um it's all lowercase", "blue horse seven"),
        ("it won't accept my password", "Thunder6716"),
        ("my password been", "blue horse seven"),
    ],
)
def test_a_secret_is_hidden_after_its_name(cue: str, secret: str) -> None:
    assert hidden(f"{cue} {secret} thanks for helping") == {"SECRET": [secret]}


@pytest.mark.parametrize(
    ("question", "answer", "secret"),
    [
        ("what is the memorable word", "uh it's buttercup", "buttercup"),
        ("and your mother's maiden name", "kowalski k o w a l s k", "kowalski k o w a l s k"),
        ("can you tell me your password please", "i wrote it down it's blue horse seven", "blue horse seven"),
        ("what would you like your new password to be", "let's do purple tiger nine", "purple tiger nine"),
        ("and lastly the passphrase", "okay here we go correct horse battery staple", "correct horse battery staple"),
        ("whats the name of your first pet", "fluffy", "fluffy"),
    ],
)
def test_a_secret_that_was_asked_for_is_hidden_in_the_answer(question: str, answer: str, secret: str) -> None:
    assert hidden(f"A: {question} C: {answer} A: great") == {"SECRET": [secret]}


@pytest.mark.parametrize("talk", ["i hope that's right", "that's german", "is that right"])
def test_talk_after_a_secret_takes_nothing_off_it(talk: str) -> None:
    (secret,) = hidden(f"A: and lastly your password C: alright bicycle {talk} A: okay")["SECRET"]
    assert secret.startswith("bicycle")


def test_a_secret_may_stand_before_its_name() -> None:
    assert hidden("i tried blue horse seven as my password") == {"SECRET": ["blue horse seven"]}


def test_a_secret_that_is_read_back_is_hidden_again() -> None:
    found = hidden("A: what is the memorable word C: buttercup A: so that is buttercup right")
    assert found == {"SECRET": ["buttercup", "buttercup"]}


@pytest.mark.parametrize("end", ["... the horse ran", "and can you hurry", "A: the horse ran", "please help"])
def test_a_secret_ends_with_a_pause_a_new_clause_or_the_turn(end: str) -> None:
    assert hidden(f"C: my password is tiger nine {end}") == {"SECRET": ["tiger nine"]}


def test_a_full_stop_ends_a_secret() -> None:
    assert hidden("Your password is BlueHorse7! Write it down.") == {"SECRET": ["BlueHorse7!"]}


# --- What stays ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "what's your plate",
        "i have a plate of pasta for two",
        "my passport is expired",
        "my passport expires on eleven fifteen twenty twenty seven",
        "the driver's license is at home",
        "i lost my license in two thousand nineteen",
        "the registration fee is one hundred and twenty dollars",
        "A: your registration C: one second please A: there are two options and one is cheaper",
        "i forgot my password",
        "can you reset your password",
        "my password is not working",
        "your password is case sensitive",
        "the password is expired",
        "the password is on the back of the router",
        "the password must have eight characters",
        "your password is eight characters long",
        "A: did you reset your password C: yes i did this morning",
        "A: can you confirm your password C: i don't remember it sorry",
        "A: never tell anybody your password C: okay thanks that helps",
        "the answer to that is simple",
        "order number k l m four two nine",
        "my flight is b a two one seven",
        "it opens at ten thirty a m and closes at five p m",
        "i see you are here and we see b and c",
        "two of us need one for sales and three for support",
        "visit example dot com",
    ],
)
def test_ordinary_talk_is_shown(text: str) -> None:
    assert hidden(text) == {}


ANY_TOKEN = st.sampled_from(
    "a b k m x i o oh see tea double u capital four one for two hundred 429 KLM AB12 8XYZ123 as in for boy my your the "
    "plate passport number is it's license password memorable word what tell me um uh huh okay no sorry and horse blue "
    "seven. Then, p m dash dot november bravo order expires maiden name TV".split()
)


@settings(max_examples=400, deadline=None)
@given(st.lists(st.tuples(ANY_TOKEN, st.integers(0, 1)), max_size=60))
def test_spans_are_in_order_and_of_one_voice(rows: list[tuple[str, int]]) -> None:
    words = [Word(token, index, index + 0.5, channel=channel) for index, (token, channel) in enumerate(rows)]
    spans = find_identifiers(words, read_words(words, english=True))
    assert [span.first_word for span in spans] == sorted(span.first_word for span in spans)
    for span in spans:
        assert 0 <= span.first_word <= span.last_word < len(words)
        assert span.entity_type in ENTITY_TYPES
        assert 0 <= span.score <= 1
        assert len({word.channel for word in words[span.first_word : span.last_word + 1]}) == 1


LETTERS = st.text("bcdfghjklmnpqrstvxyz", min_size=3, max_size=3)
DIGITS = st.text("0123456789", min_size=3, max_size=4)
SINGLE = dict(zip("0123456789", "zero one two three four five six seven eight nine".split(), strict=True))


@settings(max_examples=200, deadline=None)
@given(LETTERS, DIGITS)
def test_no_character_of_an_announced_plate_is_ever_shown(letters: str, digits: str) -> None:
    said = [*letters, *(SINGLE[digit] for digit in digits)]
    words = call(" ".join(["my plate is", *said, "thanks"]))
    spans = find_identifiers(words, read_words(words, english=True))
    covered = {index for span in spans for index in range(span.first_word, span.last_word + 1)}
    assert covered == set(range(3, 3 + len(said)))


# --- Wording that no list has ------------------------------------------------------------------------------------


@pytest.mark.parametrize("secret", ["Saturn8$", "hunter2!", "Cheesecake14", "sunshine42"])
def test_what_is_written_as_a_password_is_hidden_near_the_word(secret: str) -> None:
    assert hidden(f"A: the password you will need C: I had written that somewhere {secret} yes") == {"SECRET": [secret]}


def test_letters_a_digit_and_a_sign_in_one_word_are_a_secret_anywhere() -> None:
    assert hidden("C: so I typed Thunder67$ and nothing") == {"SECRET": ["Thunder67$"]}


@pytest.mark.parametrize("word", ["iPhone15", "Windows11!", "covid19", "B2B", "50%", "Q3", "US$500"])
def test_a_product_far_from_any_password_is_none(word: str) -> None:
    assert hidden(f"C: I bought the {word} thing") == {}


@pytest.mark.parametrize(
    "question",
    [
        "could you help me with the password you use",
        "alright next up is the login password",
        "if I could just grab the account's password from you",
        "let me take down the memorable word, can you share that password",
        "I'm missing the memorable word",
    ],
)
def test_a_question_need_not_be_worded_as_expected(question: str) -> None:
    assert hidden(f"A: {question} C: alrighty it's falcon A: thank you") == {"SECRET": ["falcon"]}


def test_a_word_heard_within_the_name_of_a_secret_does_not_lose_it() -> None:
    assert hidden("A: what's your security water word C: I think buttercup A: okay") == {"SECRET": ["buttercup"]}


def test_a_customer_who_asks_for_help_tells_no_secret() -> None:
    assert hidden("C: can you help me with my password A: certainly one moment C: thanks") == {}


def test_listening_words_before_an_excuse_are_no_secret() -> None:
    assert hidden("A: I need the memorable word C: ooh let me check my wallet") == {}


@pytest.mark.parametrize(
    ("text", "entity_type", "value"),
    [
        ("pin's 4545", "SECRET", "4545"),
        ("my memorable word's buttercup", "SECRET", "buttercup"),
        ("passport's k l m four two nine five", "DOCUMENT_ID", "k l m four two nine five"),
        ("the plate's k l m four two nine", "VEHICLE", "k l m four two nine"),
    ],
)
def test_a_cue_may_run_into_is(text: str, entity_type: str, value: str) -> None:
    assert hidden(f"C: {text}") == {entity_type: [value]}
