from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from call_text import call, texts
from callscribe.polish.detectors.numbers.spoken_numbers import read_words
from callscribe.polish.detectors.online.network import find_network, is_telling_url
from callscribe.transcript.words import Word


def hidden(text: str) -> set[str]:
    words = call(text)
    spans = find_network(words, read_words(words, english=True))
    assert {span.entity_type for span in spans} <= {"NETWORK"}
    return set(texts(words, spans))


@pytest.mark.parametrize(
    "address",
    [
        "192.168.1.1",
        "192.168.1.1:8080",
        "10.0.0.0/24",
        "2001:db8::1",
        "2001:0db8:85a3:0000:0000:8a2e:0370:7334",
        "00:1A:2B:3C:4D:5E",
        "00-1a-2b-3c-4d-5e",
        "001a.2b3c.4d5e",
        "one nine two dot one six eight dot one dot one",
        "one ninety two dot one sixty eight dot zero dot ten",
        "ten point zero point zero point one",
        "one hundred and ninety two dot one six eight dot one dot one",
        "one nine two that one six eight dot one dot one",
        "zero zero colon one a colon two b colon three c colon four d colon five e",
        "zero zero dash one a dash two b dash three c dash four d dash five e",
        "two zero zero one colon d b eight colon colon one",
    ],
)
def test_an_address_is_hidden_however_it_is_given(address: str) -> None:
    assert hidden(f"well i see {address} thanks") == {address}


@pytest.mark.parametrize(
    ("cue", "address"),
    [
        ("the mac address is", "zero zero one a two b three c four d five e"),
        ("my ip address is", "one nine two one six eight one one"),
    ],
)
def test_an_address_without_separators_is_hidden_after_its_cue(cue: str, address: str) -> None:
    assert hidden(f"{cue} {address} thanks") == {address}


def test_an_address_with_listening_sounds_between_is_hidden_without_them() -> None:
    found = hidden("C: one nine two dot one six eight A: uh huh C: dot one dot one A: okay")
    assert found == {"one nine two dot one six eight", "dot one dot one"}


@pytest.mark.parametrize(
    "link",
    [
        "https://x.example/reset?token=abc123",
        "https://user:pw@x.example/",
        "x.example/verify/a9f3",
        "https://x.example/d/9f8b2c7e4a1d",
        "https://x.example/7c9e6679-7425-40de-944b-e07fc1f90ae7",
        "example dot com slash reset slash a b nine four x",
        "example dot com question mark token equals a b c",
        "example.com slash invite slash k l m four two",
    ],
)
def test_a_link_with_a_token_is_hidden(link: str) -> None:
    assert hidden(f"go to {link} please") == {link}


def test_a_token_that_follows_after_a_listening_sound_is_hidden() -> None:
    found = hidden("C: example dot com question mark token equals A: uh huh C: k l m four A: thanks")
    assert "k l m four" in found


@pytest.mark.parametrize(
    "text",
    [
        "visit example dot com",
        "visit example dot com slash help",
        "look at https://example.com/products/blue-shoes-2024 or www.example.com",
        "version 2.0.1 and version 1.2.3.4",
        "version two dot zero dot one dot four",
        "it is two point five percent and three point seven percent",
        "from 12:30:45 until 13:00",
        "and or slash and",
        "my phone is five five five dash one two three four",
        "that is a good question mark said",
        "one thousand four hundred sixty one point fifty pounds",
    ],
)
def test_sites_versions_and_amounts_are_shown(text: str) -> None:
    assert hidden(text) == set()


@pytest.mark.parametrize(
    ("url", "telling"),
    [
        ("https://x.example/a?id=7", True),
        ("https://x.example/blog/2024/05/how-to-reset", False),
        ("x.example/reset/k9z2", True),
        ("https://x.example/help?", False),
        ("nothing", False),
    ],
)
def test_a_url_is_telling_by_its_query_or_token(url: str, telling: bool) -> None:
    assert is_telling_url(url) is telling


ANY_TOKEN = st.sampled_from(
    "one nine two dot point colon dash slash com example a b f see uh huh okay ip mac address is version question mark "
    "equals 10.0.0.1 00:1A:2B:3C:4D:5E hundred thousand and x.example/a?b=c".split()
)


@settings(max_examples=400, deadline=None)
@given(st.lists(st.tuples(ANY_TOKEN, st.integers(0, 1)), max_size=60))
def test_spans_are_in_order_and_of_one_voice(rows: list[tuple[str, int]]) -> None:
    words = [Word(token, index, index + 0.5, channel=channel) for index, (token, channel) in enumerate(rows)]
    spans = find_network(words, read_words(words, english=True))
    assert [span.first_word for span in spans] == sorted(span.first_word for span in spans)
    for span in spans:
        assert 0 <= span.first_word <= span.last_word < len(words)
        assert len({word.channel for word in words[span.first_word : span.last_word + 1]}) == 1


@settings(max_examples=200, deadline=None)
@given(st.lists(st.integers(0, 255), min_size=4, max_size=4))
def test_every_ipv4_address_said_digit_by_digit_is_hidden_whole(octets: list[int]) -> None:
    names = "zero one two three four five six seven eight nine".split()
    said = " dot ".join(" ".join(names[int(digit)] for digit in str(octet)) for octet in octets)
    assert hidden(f"well it says {said} thanks") == {said}
