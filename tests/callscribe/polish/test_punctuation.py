from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from callscribe.polish.fillers import mark_fillers
from callscribe.polish.punctuation import punctuate
from callscribe.transcript.render import as_written, is_redacted, render
from callscribe.transcript.words import Word
from punctuated_speech import DIALOGUES, SAMPLES, UNSEEN, spoken, turns_of, written

REFERENCES = Path(__file__).parents[3] / "include" / "sample_calls" / "references"


def said(*parts: str | float, channel: int = 0, at_s: float = 0.0) -> list[Word]:
    """Words three a second, with the pauses given between as numbers of seconds."""
    words = []
    for part in parts:
        if isinstance(part, str):
            for token in part.split():
                words.append(Word(token, at_s, at_s + 0.33, channel=channel))
                at_s += 0.33
        else:
            at_s += part
    return words


def text(*parts: str | float, language: str = "en", terms: dict[str, str] | None = None) -> str:
    return render(punctuate(said(*parts), language=language, terms=terms or {}), "clean")


def test_a_long_pause_ends_a_sentence():
    assert text("the house is old", 0.8, "we like it") == "The house is old. We like it."


def test_a_pause_in_the_midst_of_a_phrase_does_not():
    assert text("we live in the", 0.9, "old house") == "We live in the old house."


def test_a_short_pause_and_an_opening_word_end_a_sentence():
    assert text("the line is down", 0.4, "i called yesterday") == "The line is down. I called yesterday."


def test_a_question_begins_without_a_pause():
    assert text("i am sorry to hear that can you read me the number") == (
        "I am sorry to hear that. Can you read me the number?"
    )


def test_a_question_within_a_clause_is_none():
    assert text("tell me what is wrong with it") == "Tell me what is wrong with it."


@pytest.mark.parametrize(
    "question",
    [
        "what is your number",
        "how much does it cost to change",
        "which day would you like to travel",
        "so what happens now",
        "is breakfast included",
        "and where can we send it",
        "what if it rains",
        "it is cold today isn't it",
    ],
)
def test_a_question_is_known_by_its_words(question: str):
    assert text(question).endswith("?")


@pytest.mark.parametrize(
    "statement",
    [
        "have a good day",
        "do not worry about it",
        "what i need is a new card",
        "when i called nobody answered",
        "which is fine",
        "that's all right",
        "yes that is right",
    ],
)
def test_a_statement_that_opens_like_a_question_is_none(statement: str):
    assert text(statement).endswith(".")


def test_digits_said_with_pauses_are_one_sentence():
    assert text("four one five", 0.8, "five five five", 0.8, "zero one") == "Four one five five five five zero one."


def test_a_change_of_voice_ends_a_sentence():
    words = said("the second one please") + said("how much is it", channel=1, at_s=1.4)
    assert render(punctuate(words, language="en"), "clean") == "The second one please. How much is it?"


def test_a_backchannel_ends_no_sentence_of_the_other():
    words = said("i want to") + said("uh huh", channel=1, at_s=1.0) + said("move to a new house", at_s=1.8)
    assert render(punctuate(words, language="en"), "clean") == "I want to Uh huh. move to a new house."


def test_an_interrupted_sentence_ends_in_an_ellipsis():
    words = said("i would like the") + said("sorry which one was it", channel=1, at_s=1.4)
    assert as_written(punctuate(words, language="en")[3]) == "the…"


def test_days_months_languages_and_the_first_person_have_capitals():
    assert text("on friday i'm in france and i'll speak french until june") == (
        "On Friday I'm in France and I'll speak French until June."
    )


def test_may_and_march_are_months_only_beside_a_day_or_in_time():
    assert text("you may march on the third of may") == "You may march on the third of May."


def test_a_term_has_its_own_capitals_even_at_the_start():
    terms = {"iphone": "iPhone", "blue river": "Blue River"}
    assert text("iphone users fly with blue river", terms=terms) == "iPhone users fly with Blue River."


def test_a_filler_neither_gets_nor_blocks_a_capital():
    words = mark_fillers(said("um hello"))
    assert [word.written for word in punctuate(words, language="en")] == [None, "Hello."]


def test_a_closing_filler_leaves_the_stop_to_the_word_before():
    words = mark_fillers(said("we live there um"))
    assert render(punctuate(words, language="en"), "clean") == "We live there."


def test_a_redacted_word_shows_the_stop_and_nothing_else():
    words = said("my name is jane")
    words[3] = replace(words[3], entity_type="PERSON", redaction=0)
    assert render(punctuate(words, language="en"), "clean") == "My name is [PERSON]."


def test_a_redacted_word_that_is_shown_opens_the_sentence():
    words = said("jane speaking")
    words[0] = replace(words[0], entity_type="PERSON", redaction=0)
    assert render(punctuate(words, language="en"), "clean") == "[PERSON] speaking."


def test_a_redacted_word_that_is_dropped_leaves_capital_and_stop_to_its_neighbours():
    words = [replace(word, entity_type="PERSON", redaction=0, mask="") for word in said("jane")]
    words = [*words, *said("speaking for", at_s=0.4), *words]
    words[3] = replace(words[3], redaction=1, start_s=1.1, end_s=1.4)
    assert render(punctuate(words, language="en"), "clean") == "Speaking for."


def test_a_pause_inside_a_redacted_span_ends_no_sentence():
    words = said("it is", "four one", 1.5, "two three")
    words = [replace(word, entity_type="PHONE", redaction=0) if index > 1 else word for index, word in enumerate(words)]
    assert render(punctuate(words, language="en"), "clean") == "It is [PHONE]."


def test_the_stop_stands_at_the_last_word_that_is_shown_of_a_number():
    words = said("it costs eighty four dollars")
    words[2] = replace(words[2], written="$84", rule="money")
    words[3:] = [replace(word, written="", rule="money") for word in words[3:]]
    assert render(punctuate(words, language="en"), "clean") == "It costs $84."


def test_the_rule_of_another_step_stays():
    words = [replace(word, written="$84", rule="money", rule_score=0.9) for word in said("eighty-four")]
    (word,) = punctuate(words, language="en")
    assert (word.written, word.rule, word.rule_score) == ("$84.", "money", 0.9)


def test_an_abbreviation_at_the_end_gets_no_second_point():
    words = [replace(word, written="5 p.m.") for word in said("five")]
    assert as_written(punctuate(words, language="en")[0]) == "5 p.m."


def test_a_call_that_is_punctuated_is_left_alone():
    words = tuple(said("Hello, i am here.", 1.0, "what now", 1.0, "Fine."))
    assert punctuate(words, language="en") == words


def test_other_languages_in_latin_letters_have_stops_at_pauses_and_capitals_after_them():
    assert text("das haus ist alt", 0.8, "wir mögen es", language="de-DE") == "Das haus ist alt. Wir mögen es."


def test_devanagari_has_dandas_at_pauses():
    assert text("घर पुराना है", 0.8, "ठीक है", language="hi") == "घर पुराना है। ठीक है।"


@pytest.mark.parametrize("language", ["ja", "multi", "", "tr"])
def test_other_languages_are_left_alone(language: str):
    words = tuple(said("bir iki", 1.0, "uc"))
    assert punctuate(words, language=language) == words


def test_no_words_are_no_words():
    assert punctuate([], language="en") == ()


WORDS = st.builds(
    Word,
    word=st.sampled_from(["i", "can", "you", "um", "yes", "thank", "the", "is", "may", "what", "on", "x.", "…", "'"]),
    start_s=st.floats(0, 100),
    end_s=st.just(100.0),
    channel=st.integers(0, 1),
    filler=st.booleans(),
    redaction=st.sampled_from([None, None, None, 0, 1]),
    mask=st.sampled_from([None, "", "[X]"]),
    written=st.sampled_from([None, None, None, "", "$5", "p.m."]),
)


@given(st.lists(WORDS, max_size=30), st.sampled_from(["en", "de", "hi"]))
def test_nothing_but_what_is_written_changes(words: list[Word], language: str):
    result = punctuate(words, language=language)
    assert [replace(word, written=None) for word in result] == [replace(word, written=None) for word in words]


@given(st.lists(WORDS, max_size=30))
def test_redacted_words_get_no_more_than_a_closing_mark(words: list[Word]):
    for before, after in zip(words, punctuate(words, language="en"), strict=True):
        if is_redacted(before):
            assert as_written(after).rstrip(".?…") == as_written(before).rstrip(".?…")


def test_the_samples_are_those_of_the_references():
    for call_id, dialogue in SAMPLES.items():
        turns = json.loads((REFERENCES / f"{call_id}.json").read_text(encoding="utf-8"))["turns"]
        bare = [" ".join(token.strip(".?").lower() for token in turn.split()) for turn in turns_of(dialogue)]
        assert bare == [turn["text"] for turn in turns]


def f1(dialogues: tuple[str, ...], kind: str) -> float:
    right = wrong = 0
    for dialogue in dialogues:
        for seed in range(3):
            for word, wanted in zip(punctuate(spoken(dialogue, seed), language="en"), written(dialogue), strict=True):
                mine, theirs = (token[-1] in kind for token in (as_written(word), wanted))
                right += mine and theirs
                wrong += mine != theirs
    return 2 * right / (2 * right + wrong)


def test_sentence_ends_of_unseen_dialogues_are_found():
    assert f1(UNSEEN, ".?!…") > 0.85


def test_questions_of_unseen_dialogues_are_found():
    assert f1(UNSEEN, "?") > 0.85


def test_sentence_ends_are_found_as_well_where_the_rules_were_set():
    assert f1(DIALOGUES, ".?!…") > 0.85
