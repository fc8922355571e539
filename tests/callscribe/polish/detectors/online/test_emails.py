from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from call_text import call, texts
from callscribe.polish.detectors.numbers.spoken_numbers import read_words
from callscribe.polish.detectors.online.emails import find_emails
from callscribe.transcript.words import Word


def found(text: str) -> list[str]:
    words = call(text)
    return texts(words, find_emails(words, read_words(words, english=True), english=True))


@pytest.mark.parametrize(
    "address",
    [
        "rose at protonmail some com",
        "golf adams nineteen seventy eight at gmail it com",
        "brenda underscore martinez at comcast dot man net",
        "laura underscore goldberg four three at goldberg com",
    ],
)
def test_an_address_ends_with_its_domain_though_the_dot_was_misheard(address: str) -> None:
    assert found(f"my email is {address} thanks") == [address]


@pytest.mark.parametrize("address", ["a bennett at btinternet dot com", "K williams um at comcast dot net"])
def test_an_address_begins_with_its_initial(address: str) -> None:
    assert found(f"okay {address} please") == [address]


def test_a_year_said_with_and_is_part_of_a_name() -> None:
    said = "emma underscore harris two thousand and eight at harrisfamily dot net"
    assert found(f"it's {said}") == [said]


@pytest.mark.parametrize("talk", ["sure no worries", "are you ready", "i believe"])
def test_talk_before_a_name_is_no_part_of_it(talk: str) -> None:
    assert found(f"{talk} marcus eight at icloud dot com") == ["marcus eight at icloud dot com"]


def test_a_number_after_is_and_plus_begins_without_them() -> None:
    assert not any(said.startswith("is") for said in found("the phone is plus three four at gmail dot com"))


@pytest.mark.parametrize(
    "address",
    [
        "t o m a s o l i v a at gmail dot com",
        "b o b underscore jones at hot mail dot com",
        "i weber at gmx dot de",
        "p for papa e for echo z underscore miller at aol dot com",
        "fatima um dot um zahra at the rate yahoo dot co dot in",
        "n i c gray o underscore brandt at icloud dot com",
        "happyfeet22 at yahoo",
        "sven dash olafsson at come cast dot net",
        "november lindqvist at aol dot com",
        "grace sixty-two at gmail dot com",
        "c a are o l underscore brandt at gmail dot com",
    ],
)
def test_an_address_is_hidden_however_its_name_is_said(address: str) -> None:
    assert found(f"you can send it to {address} please") == [address]


@pytest.mark.parametrize(
    "address",
    [
        "helga dot brandt six with gmail dot com",
        "olaf underscore berg nine room yahoo.com",
        "ines dot sola gmail dot com",
        "greta hyphen lund at lundquist the net",
        "greta hyphen lund at lundquist",
        "viktor lund at vmail mail dot come dot net",
        "yusuf dot kaya at icloud need dot com",
        "yusuf dot kaya at yahoo dot our co dot uk",
        "yusuf dot kaya at yahoo dot co like uk",
    ],
)
def test_after_a_question_for_it_an_address_is_hidden_though_its_at_or_its_dot_was_misheard(address: str) -> None:
    assert found(f"A: what is your email C: it's {address} A: thanks") == [address]


def test_the_name_of_an_address_is_hidden_though_its_domain_was_not_heard() -> None:
    assert found("A: which email is it C: kay underscore fisher nine nine A: hello") == [
        "kay underscore fisher nine nine"
    ]


def test_a_written_name_before_at_is_hidden_though_its_domain_was_not_heard() -> None:
    assert "ahmetkaya77" in found("A: and the email C: ahmetkaya77 at that A: okay")[0]


def test_an_address_in_pieces_is_hidden_with_what_the_other_party_repeats_of_it() -> None:
    hidden = found("C: quinn A: quinn C: dot oneil forty A: dot oneil forty C: at aol dot com")
    assert {"at aol dot com", "dot oneil forty", "quinn"} <= set(hidden)
    assert hidden.count("dot oneil forty") == hidden.count("quinn") == 2


def test_a_turn_that_begins_with_something_misheard_goes_on_with_the_address() -> None:
    hidden = found("C: write to l u m a underscore two A: l u m a underscore two C: there at lumahaus dot net")
    assert {"l u m a underscore two", "there at lumahaus dot net"} == set(hidden)


def test_one_party_says_the_name_and_the_other_the_domain() -> None:
    assert found("C: jane dot wolfe A: at gmail dot com C: yes") == ["jane dot wolfe", "at gmail dot com"]


@pytest.mark.parametrize(
    "text",
    [
        "you can find it on amazon dot com slash deals",
        "i paid at best buy dot com with paypal",
        "i ordered it on walmart dot com last week",
        "A: i will email you the form C: i live at the corner at maple street",
        "i sent you an email at nine thirty and nobody answered",
        "A: email is fine C: my flight leaves at 8:00 from terminal two",
        "look at it at your own pace and email us at any time",
        "i have verizon and my phone does not work at home",
        "my yahoo mail does not open at all",
        "A: is gmail okay C: i use gmail",
        "C: someone at the door A: no problem C: sorry northwind dot com is down",
        "A: your email and the web address it shows C: yes example dot com slash login",
        "A: would you mail me your i b a n C: sure",
        "we are at no point responsible for that",
    ],
)
def test_sites_places_and_talk_of_mail_are_shown(text: str) -> None:
    assert found(text) == []


def test_talk_before_an_address_is_shown() -> None:
    for talk in ("so i heard", "got it", "need have", "that know"):
        assert found(f"{talk} carla jansen at live dot com")[0] == "carla jansen at live dot com"


def test_in_another_language_only_what_is_written_is_hidden() -> None:
    words = call("schreib an jane.doe@example.com oder jane dot doe at gmail dot com")
    spans = find_emails(words, read_words(words, english=False), english=False)
    assert texts(words, spans) == ["jane.doe@example.com"]


ANY_TOKEN = st.sampled_from(
    "jane doe j d o e at dot underscore gmail com net the email okay sorry for seven nineteen and @ a@b.com x@y web "
    "misheard yahoo.com i a um let me see on hot mail".split()
)


@settings(max_examples=400, deadline=None)
@given(st.lists(st.tuples(ANY_TOKEN, st.integers(0, 1)), max_size=60))
def test_spans_are_of_one_voice_and_within_the_call(rows: list[tuple[str, int]]) -> None:
    words = [Word(token, index, index + 0.5, channel=channel) for index, (token, channel) in enumerate(rows)]
    for span in find_emails(words, read_words(words, english=True), english=True):
        assert 0 <= span.first_word <= span.last_word < len(words)
        assert len({word.channel for word in words[span.first_word : span.last_word + 1]}) == 1
