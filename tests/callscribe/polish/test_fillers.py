from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

import disfluent_speech
from callscribe.polish.fillers import mark_fillers
from callscribe.transcript.words import Word


def line(text: str, *, each_s: float = 0.3) -> list[Word]:
    return [Word(token, index * each_s, index * each_s + 0.25) for index, token in enumerate(text.split())]


def fillers(text: str, **options: str) -> list[str]:
    return [word.word for word in mark_fillers(line(text), **options) if word.filler]


@pytest.mark.parametrize("hesitation", ["um", "Um,", "uh", "erm", "er", "Hmm...", "mm", "uhm"])
def test_a_hesitation_is_marked(hesitation: str) -> None:
    assert fillers(f"i {hesitation} think so") == [hesitation]


@pytest.mark.parametrize("text", ["an umbrella", "the error", "I would like to", "you know him", "ah i see", "oh dear"])
def test_words_with_a_meaning_are_not_marked(text: str) -> None:
    assert fillers(text) == []


@pytest.mark.parametrize("text", ["uh huh", "mm hmm", "Mm-hmm.", "uh-huh", "mhm", "uh oh"])
def test_a_backchannel_is_not_a_hesitation(text: str) -> None:
    assert fillers(text) == []


def test_two_sounds_with_a_pause_between_are_two_hesitations() -> None:
    assert all(word.filler for word in mark_fillers(line("mm mm", each_s=2)))


@pytest.mark.parametrize("language", ["de", "pt-BR", "multi-eu"])
def test_um_is_a_word_where_english_is_not_certain(language: str) -> None:
    assert fillers("um acht uhr", language=language) == []


def test_variants_of_english_are_english() -> None:
    assert fillers("um yes", language="en-IN") == ["um"]


def test_only_the_mark_changes() -> None:
    words = line("um yes")
    assert [(word.word, word.start_s, word.end_s) for word in mark_fillers(words)] == [
        (word.word, word.start_s, word.end_s) for word in words
    ]


@pytest.mark.parametrize(
    "text",
    [
        "what is it like",
        "do you know where it is",
        "i mean business",
        "turn right here",
        "that's right",
        "like five dollars",
        "it looks like rain",
        "what kind of phone",
        "on tuesday i mean wednesday",
        "it went well i think",
        "it broke so i called again",
    ],
)
def test_a_word_of_discourse_stays_where_it_means_something(text: str) -> None:
    assert fillers(text) == []


@pytest.mark.parametrize(
    ("text", "marked"),
    [
        ("It was, like, really slow.", ["like,"]),
        ("it was like really slow", ["like"]),
        ("the app is you know blinking", ["you", "know"]),
        ("I mean, it's late.", ["I", "mean,"]),
        ("it kind of froze", ["kind", "of"]),
        ("well i think so", ["well"]),
        ("so basically i was charged twice", ["so", "basically"]),
        ("Thanks. Okay, so I have your file.", ["Okay,", "so"]),
    ],
)
def test_a_word_of_discourse_is_marked_where_it_says_nothing(text: str, marked: list[str]) -> None:
    assert fillers(text) == marked


def test_a_question_to_the_other_party_is_no_filler() -> None:
    assert fillers("It's late, you know?") == []


def test_okay_that_answers_stays() -> None:
    asked, answer = line("can you help"), [replace(word, channel=1) for word in line("okay so i can see it")]
    words = [*asked, *(replace(word, start_s=word.start_s + 1, end_s=word.end_s + 1) for word in answer)]
    assert [word.word for word in mark_fillers(words) if word.filler] == ["so"]


def test_pauses_around_a_word_do_for_commas() -> None:
    words = [Word("broken", 0, 0.3), Word("you", 0.8, 0.9), Word("know", 0.9, 1.1), Word("again", 1.6, 2)]
    assert [word.filler for word in mark_fillers(words)] == [False, True, True, False]


def test_a_sound_that_is_all_one_says_is_a_backchannel() -> None:
    words = [Word("so", 0, 0.2, channel=0), Word("mm", 0.3, 0.5, channel=1), Word("yes", 0.6, 0.8, channel=0)]
    assert not any(word.filler for word in mark_fillers(words))


def test_a_phrase_does_not_reach_across_voices() -> None:
    words = [replace(word, channel=index // 3) for index, word in enumerate(line("it's the you know the box"))]
    assert not any(word.filler for word in mark_fillers(words))


def test_a_redacted_word_is_not_marked_nor_read() -> None:
    hidden = [replace(word, entity_type="PERSON", redaction=1) for word in line("um you know")]
    assert mark_fillers(hidden) == tuple(hidden)


def test_marks_of_other_steps_stay() -> None:
    words = [replace(word, filler=True) for word in line("the the cat")]
    assert mark_fillers(words) == tuple(words)


@pytest.mark.parametrize("language", ["", "multi", "multi-asian", "pt-BR", "ja"])
def test_where_there_are_no_rules_words_come_back_untouched(language: str) -> None:
    words = line("um you know uh like")
    assert mark_fillers(words, language=language) == tuple(words)


@given(
    tokens=st.lists(st.sampled_from("um like you know i mean so well okay, it's the basically. right a".split())),
    gaps=st.lists(st.sampled_from([0.0, 0.5, 2.0]), min_size=1),
)
def test_marking_twice_marks_no_more(tokens: list[str], gaps: list[float]) -> None:
    at_s, words = 0.0, []
    for index, token in enumerate(tokens):
        at_s += gaps[index % len(gaps)]
        words.append(Word(token, at_s, at_s + 0.2, channel=index // 5 % 2))
        at_s += 0.2
    once = mark_fillers(words)
    assert mark_fillers(once) == once


@pytest.mark.parametrize("language", disfluent_speech.LANGUAGES)
def test_hesitations_and_fillers_of_the_labelled_set_are_found(language: str) -> None:
    found = disfluent_speech.score(_all(language), language=language)
    for kind, least in (("hesitation", 0.95), ("filler", 0.85)):
        assert found.found[kind] >= least * found.wanted[kind], found.missed


def _all(language: str) -> tuple[disfluent_speech.Sentence, ...]:
    return disfluent_speech.sentences(language) + disfluent_speech.sentences(language, held_out=True)
