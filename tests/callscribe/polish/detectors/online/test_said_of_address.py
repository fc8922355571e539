from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from call_text import call, texts
from callscribe.polish.detectors.numbers.spoken_numbers import read_words
from callscribe.polish.detectors.online.emails import find_emails
from callscribe.polish.detectors.online.network import find_network


def emails(text: str) -> list[str]:
    words = call(text)
    return texts(words, find_emails(words, read_words(words, english=True), english=True))


def network(text: str) -> list[str]:
    words = call(text)
    return texts(words, find_network(words, read_words(words, english=True)))


@pytest.mark.parametrize("address", ["sunny side up cafe at gmail dot com", "my three sons at sky dot com"])
def test_a_name_of_everyday_words_is_hidden_where_an_address_was_asked_for(address: str) -> None:
    assert emails(f"A: and an email for the receipt C: {address}") == [address]
    assert emails(f"A: and an email for the receipt C: um it's {address}") == [address]


def test_everyday_words_that_make_a_sentence_are_no_name() -> None:
    assert emails("A: look for an email from the bank C: is it the one at amazon dot com") == []


@pytest.mark.parametrize("again", ["blue eyed girl eighty eight", "eyed girl"])
def test_a_name_of_everyday_words_is_hidden_when_it_is_read_back(again: str) -> None:
    assert again in emails(f"A: your email C: blue eyed girl eighty eight at aol dot com A: {again} got it")


def test_one_everyday_word_of_a_name_is_shown_when_it_is_said_again() -> None:
    assert "girl" not in emails("A: your email C: blue eyed girl eighty eight at aol dot com A: is it a girl")


@pytest.mark.parametrize("correction", ["it's sixty one now", "sixty one", "no sixty one, not sixty"])
def test_a_number_that_the_other_party_puts_right_is_hidden(correction: str) -> None:
    assert "sixty one" in [
        said.strip(",") for said in emails(f"A: is it liam dot byrne sixty at gmail dot com C: {correction}")
    ]


def test_a_number_put_right_is_hidden_when_it_is_read_back() -> None:
    said = emails("A: is it liam dot byrne sixty at gmail dot com C: it's sixty one A: okay sixty one then")
    assert said.count("sixty one") == 2


def test_a_count_of_things_after_an_address_is_shown() -> None:
    said = emails("A: is it liam dot byrne sixty at gmail dot com C: yes two tickets please")
    assert said == ["liam dot byrne sixty at gmail dot com"]


def test_a_number_after_an_address_without_one_is_shown() -> None:
    assert emails("A: is it liam dot byrne at gmail dot com C: sixty one now") == ["liam dot byrne at gmail dot com"]


def test_a_letter_of_an_address_that_is_explained_is_hidden() -> None:
    assert "b as in boy" in emails("C: rbaptiste@acme.com A: is that r b or r p C: b as in boy")


def test_explained_letters_of_a_mac_address_are_hidden_with_what_follows() -> None:
    said = network("A: the mac address C: nine c d four a f two two one b six e A: is that c C: c as in cat nine")
    assert "c as in cat nine" in said


@given(st.sampled_from("bcdfgkmpt"), st.sampled_from(["apple", "orange", "umbrella"]))
def test_a_letter_is_explained_only_by_a_word_that_begins_with_it(letter: str, word: str) -> None:
    assert not any(word in said for said in emails(f"C: rbaptiste@acme.com A: okay C: {letter} as in {word}"))


@pytest.mark.parametrize("talk", ["account number over at verizon", "my cousin at hotmail retired", "sarah at comcast"])
def test_a_company_where_somebody_works_is_no_domain(talk: str) -> None:
    assert emails(f"A: and what about {talk} then") == []


@pytest.mark.parametrize("domain", ["the bike shed dot shop", "seznam dot c z", "durham dot ac dot uk"])
def test_a_domain_ends_with_any_country_or_word_after_dot(domain: str) -> None:
    assert emails(f"A: your email C: jonna at {domain} thanks") == [f"jonna at {domain}"]


@pytest.mark.parametrize("talk", ["maria at some point in march", "raj at one point it was june"])
def test_some_point_is_no_domain(talk: str) -> None:
    assert emails(f"I met {talk}") == []


@pytest.mark.parametrize("sending", ["send it to", "please forward the whole thing to"])
def test_a_name_of_everyday_words_is_hidden_after_a_word_for_sending(sending: str) -> None:
    said = "mum and dad at the hendersons dot org dot uk"
    assert emails(f"{sending} {said}") == [said]


@pytest.mark.parametrize(
    "list_of_decimals",
    [
        "four point one nine, four point two five and three point nine eight",
        "the two year's three point seven five and the ten year's four point two one",
        "one point two, one point four, one point six and two point one",
    ],
)
def test_a_list_of_numbers_with_decimals_is_no_ip_address(list_of_decimals: str) -> None:
    assert network(f"they are {list_of_decimals} now") == []


def test_an_ip_address_with_point_and_commas_is_hidden() -> None:
    said = "one seventy-two, point one ninety-four, point sixty-seven, point seventy-two"
    assert network(f"it's at {said} okay") == [said]


def test_a_token_after_a_site_with_any_ending_is_hidden() -> None:
    assert network("it's portal dot clinic dot example slash visit 7 k q 9 x") == ["visit 7 k q 9 x"]


def test_the_dots_of_a_web_page_are_no_address() -> None:
    assert network("find it on w w w dot greenfield dot co dot uk slash mortgages") == []


def test_a_whole_mac_address_is_hidden_though_other_letters_are_explained_after_it() -> None:
    said = network("C: seven c b b eight a oh four f two d one A: f as in frank or s as in sam")
    assert said[0].startswith("seven c b b eight a oh four f two d one")
