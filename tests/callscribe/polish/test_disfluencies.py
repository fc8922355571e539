from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

import disfluent_speech
from callscribe.polish.disfluencies import mark_disfluencies
from callscribe.polish.fillers import mark_fillers
from callscribe.transcript.words import Word


def line(text: str) -> list[Word]:
    return [Word(token, index * 0.3, index * 0.3 + 0.25) for index, token in enumerate(text.split())]


def shown(text: str, language: str = "en") -> str:
    words = mark_disfluencies(mark_fillers(line(text), language=language), language=language)
    return " ".join(word.word for word in words if not word.filler)


@pytest.mark.parametrize(
    ("text", "clean"),
    [
        ("I I want this one", "I want this one"),
        ("the the cat sat", "the cat sat"),
        ("my name my name is ann", "my name is ann"),
        ("we w- we went", "we went"),
        ("cus- customer service", "customer service"),
        ("I want I need to go", "I need to go"),
        ("I was going to I wanted to ask", "I wanted to ask"),
        ("i um i'm calling", "i'm calling"),
        ("i i i i think so", "i think so"),
    ],
)
def test_what_is_said_again_or_given_up_is_left_out(text: str, clean: str) -> None:
    assert shown(text) == clean


def test_the_last_time_stays() -> None:
    words = mark_disfluencies(line("the the cat"), language="en")
    assert [word.filler for word in words] == [True, False, False]


@pytest.mark.parametrize(
    "text",
    [
        "yes yes yes of course",
        "no no that is it",
        "very very good",
        "bye bye now",
        "five five nine",
        "5 5 9",
        "I think that that is fine",
        "we had had enough",
        "john john is here",
        "thank you thank you so much",
        "b b c news",
        "a a r p",
        "i know i know it",
        "pre- and post-paid",
        "again and again and again",
        "I think I need to go",
        "I'll do what i can i will",
    ],
)
def test_what_is_said_twice_on_purpose_stays(text: str) -> None:
    assert shown(text) == text


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fr", "nous nous sommes trompés"),
        ("fr", "vous vous appelez comment"),
        ("de", "die die ich bestellt habe"),
        ("de", "vor- und nachname bitte"),
        ("es", "es mejor que que me llamen"),
        ("hi", "धीरे धीरे बोलिए जी"),
        ("hi", "kya kya chahiye aapko"),
    ],
)
def test_what_grammar_doubles_stays(language: str, text: str) -> None:
    assert shown(text, language) == text


def test_nothing_is_said_again_after_a_long_pause() -> None:
    words = [Word("the", 0, 0.2), Word("the", 1.3, 1.5), Word("cat", 1.6, 2)]
    assert mark_disfluencies(words, language="en") == tuple(words)


def test_another_voice_says_nothing_again() -> None:
    words = [replace(word, speaker=name) for word, name in zip(line("the the cat"), "abb", strict=True)]
    assert mark_disfluencies(words, language="en") == tuple(words)


def test_nothing_is_said_again_in_another_sentence() -> None:
    assert shown("that is what i want. i want it now") == "that is what i want. i want it now"


def test_redacted_words_are_not_read() -> None:
    words = [replace(word, entity_type="PERSON") for word in line("i i the the my my")]
    assert mark_disfluencies([*words, *line("cat")], language="en")[:6] == tuple(words)


def test_a_phrase_with_a_redacted_word_is_not_said_again() -> None:
    words = line("for my ann to for my ann to pay")
    hidden = [replace(word, redaction=1) if word.word == "ann" else word for word in words]
    assert mark_disfluencies(hidden, language="en") == tuple(hidden)


@pytest.mark.parametrize("language", ["", "multi", "pt-BR", "ja"])
def test_where_there_are_no_rules_words_come_back_untouched(language: str) -> None:
    words = line("the the cat w- went")
    assert mark_disfluencies(words, language=language) == tuple(words)


_TOKENS = "i i'm want need to the a my name you it was can w- we na- and, no. um five b is".split()


@given(
    tokens=st.lists(st.sampled_from(_TOKENS), max_size=40),
    gaps=st.lists(st.sampled_from([0.0, 0.0, 0.0, 0.5, 2.0]), min_size=1),
    hidden=st.sets(st.integers(0, 39), max_size=3),
)
def test_marking_twice_marks_no_more_and_nothing_else_changes(
    tokens: list[str], gaps: list[float], hidden: set[int]
) -> None:
    at_s, words = 0.0, []
    for index, token in enumerate(tokens):
        at_s += gaps[index % len(gaps)]
        words.append(Word(token, at_s, at_s + 0.2, redaction=1 if index in hidden else None))
        at_s += 0.2
    once = disfluent_speech.marked(words, language="en")
    assert disfluent_speech.marked(once, language="en") == once
    assert [replace(word, filler=False) for word in once] == words
    assert not any(word.filler for word in once if word.redaction is not None)


@given(st.lists(st.sampled_from("i the my name to was".split()), max_size=30))
def test_no_pronoun_stands_twice_in_a_row_but_at_the_end(tokens: list[str]) -> None:
    left = shown(" ".join(tokens)).split()
    assert ("i", "i") not in set(pairwise(left[:-1]))


@pytest.mark.parametrize("language", disfluent_speech.LANGUAGES)
def test_the_labelled_set_is_marked_as_labelled(language: str) -> None:
    sentences = disfluent_speech.sentences(language) + disfluent_speech.sentences(language, held_out=True)
    found = disfluent_speech.score(sentences, language=language)
    assert found.precision >= 0.97, found.wrong
    assert found.recall >= 0.85, found.missed


@pytest.mark.parametrize("language", disfluent_speech.LANGUAGES)
def test_sentences_that_no_rule_was_made_with_are_marked_as_labelled(language: str) -> None:
    found = disfluent_speech.score(disfluent_speech.sentences(language, held_out=True), language=language)
    assert found.precision >= 0.97, found.wrong
    assert found.recall >= 0.85, found.missed


@pytest.mark.parametrize("language", disfluent_speech.LANGUAGES)
def test_at_least_as_many_sentences_are_traps(language: str) -> None:
    sentences = disfluent_speech.sentences(language) + disfluent_speech.sentences(language, held_out=True)
    assert 2 * sum(not any(sentence.kinds) for sentence in sentences) >= len(sentences) >= 100
