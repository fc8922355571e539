from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from callscribe.polish.fillers import mark_fillers
from callscribe.polish.numbers_written import write_numbers
from callscribe.transcript.render import render
from callscribe.transcript.words import Word
from written_numbers import SEEN, UNSEEN, Sentence, spoken


def clean(text: str, language: str = "en") -> str:
    return render(write_numbers(spoken(text), language=language), "clean")


def rule_of(text: str) -> str | None:
    return next((word.rule for word in write_numbers(spoken(text), language="en") if word.written), None)


@pytest.mark.parametrize("sentence", SEEN, ids=lambda sentence: sentence.spoken)
def test_a_sentence_that_was_in_view_is_written_as_people_write_it(sentence: Sentence) -> None:
    assert clean(sentence.spoken) == sentence.written


def test_of_sentences_never_in_view_97_percent_are_written_as_people_write_them() -> None:
    right = sum(clean(sentence.spoken) == sentence.written for sentence in UNSEEN)
    assert right >= 0.97 * len(UNSEEN)


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("twenty bucks", "money"),
        ("on may fifth", "date"),
        ("five p m", "time"),
        ("twelve people", "cardinal"),
        ("the twelfth call", "ordinal"),
        ("five percent", "percent"),
        ("five gigabytes", "measure"),
        ("call nine one one", "digits"),
        ("in nineteen eighty", "year"),
        ("three point five", "decimal"),
    ],
)
def test_each_number_tells_which_rule_wrote_it(text: str, rule: str) -> None:
    assert rule_of(text) == rule


def test_the_first_word_stands_for_the_whole_number() -> None:
    words = write_numbers(spoken("twenty five dollars please"), language="en")
    assert [(word.written, word.rule) for word in words] == [
        ("$25", "money"), ("", "money"), ("", "money"), (None, None),
    ]  # fmt: skip


def test_what_was_recognised_stays_beside_what_is_written() -> None:
    words = write_numbers(spoken("twenty five dollars please"), language="en")
    assert render(words, "verbatim") == "twenty five dollars please"


def test_punctuation_put_by_an_earlier_step_is_carried_over() -> None:
    one, other = spoken("twenty five")
    words = [replace(one, written="Twenty"), replace(other, written="five.")]
    assert render(write_numbers(words, language="en"), "clean") == "25."


def test_the_stop_of_p_m_ends_no_sentence() -> None:
    assert clean("at five p.m. or later") == "at 5 PM or later"
    assert clean("at five p.m. Then call.") == "at 5 PM. Then call."


def test_no_number_goes_over_from_one_voice_to_another() -> None:
    one, other = spoken("twenty five")
    assert render(write_numbers([one, replace(other, speaker="B")], language="en"), "clean") == "20 five"


def test_no_number_goes_over_a_pause_of_more_than_a_second() -> None:
    one, other = spoken("twenty five")
    later = replace(other, start_s=one.end_s + 1.1, end_s=one.end_s + 1.4)
    assert render(write_numbers([one, later], language="en"), "clean") == "20 five"


def test_a_hesitation_within_a_number_keeps_its_place() -> None:
    words = write_numbers(mark_fillers(spoken("twenty um five people")), language="en")
    assert [word.written for word in words] == ["25", None, "", None]


def test_a_redacted_word_is_read_into_no_number() -> None:
    one, other, last = spoken("twenty five dollars")
    words = [one, replace(other, entity_type="SECRET", redaction=0), last]
    assert render(write_numbers(words, language="en"), "clean") == "20 [SECRET] dollars"


def test_a_word_from_the_vocabulary_is_not_rewritten() -> None:
    one, other = spoken("twenty five")
    words = [one, replace(other, written="Fyve", corrected=True, rule="vocabulary", rule_score=0.9)]
    assert write_numbers(words, language="en")[1] == words[1]


def test_a_number_that_ends_within_a_hyphened_word_is_left() -> None:
    assert clean("a twenty-year-old car") == "a twenty-year-old car"


def test_written_digits_get_their_signs() -> None:
    assert clean("It is 5 percent or 25 dollars at 3 30 pm.") == "It is 5% or $25 at 3:30 PM."


@pytest.mark.parametrize("language", ["", "hi", "multi", "ja-JP"])
def test_languages_without_rules_come_back_untouched(language: str) -> None:
    words = spoken("twenty five dollars")
    assert write_numbers(words, language=language) == words


@pytest.mark.parametrize(
    ("language", "said", "written"),
    [
        ("es", "tengo trescientos veinticinco euros", "tengo 325 euros"),
        ("es-MX", "el cinco por ciento", "el 5 %"),
        ("es", "quiero uno de esos mil gracias", "quiero uno de esos mil gracias"),
        ("fr", "quatre vingt dix neuf euros", "99 euros"),
        ("fr", "Trois virgule cinq pour cent.", "3,5 %."),
        ("fr", "un moment la voiture est neuf", "un moment la voiture est neuf"),
        ("de", "Fünfundzwanzig Prozent, bitte.", "25 %, bitte."),
        ("de", "seit neunzehnhundertvierundachtzig", "seit 1984"),
        ("de", "ein moment acht leute", "ein moment acht leute"),
        ("it", "il venticinque per cento", "il 25%"),
        ("pt", "trezentos e vinte e cinco euros", "325 euros"),
        ("nl", "vijfentwintig procent", "25%"),
        ("de", "der code ist vier eins eins zwei", "der code ist 4112"),
    ],
)
def test_numbers_of_other_languages_are_written_in_digits(language: str, said: str, written: str) -> None:
    assert clean(said, language) == written


# --- Properties ---------------------------------------------------------------------------------------------------

VOCABULARY = (
    "one two three four five nine ten twelve nineteen twenty thirty ninety hundred thousand million first second third"
    " twentieth oh double and a the of point percent per cent dollars cents pounds gigabytes may june in at to or p m"
    " o'clock order number hello twenty-five 5 1984 eighties half past um er Twenty, five. ten? (nine) p.m. code is"
).split()


KINDS = ("redacted", "corrected", "filler", "capital", "stopped", "other")


@st.composite
def conversations(draw: st.DrawFn) -> list[Word]:
    words = []
    at_s = 0.0
    for number in range(draw(st.integers(0, 25))):
        token = draw(st.sampled_from(VOCABULARY))
        at_s += draw(st.sampled_from((0.0, 0.0, 0.0, 0.2, 1.5)))
        kind = draw(st.sampled_from((*["plain"] * 12, *KINDS)))
        word = Word(token, at_s, at_s + 0.3, speaker="B" if kind == "other" else "A", filler=token in ("um", "er"))
        changes: dict[str, object] = {
            "redacted": {"entity_type": "SECRET", "redaction": number},
            "corrected": {"written": "Acme", "corrected": True, "rule": "vocabulary"},
            "filler": {"filler": True},
            "capital": {"written": token.capitalize()},
            "stopped": {"written": f"{token}."},
        }.get(kind, {})
        words.append(replace(word, **changes))
        at_s += 0.3
    return words


LANGUAGES = st.sampled_from(("en", "en-GB", "es", "de"))


@given(conversations(), LANGUAGES)
def test_only_what_is_written_ever_changes(words: list[Word], language: str) -> None:
    bare = [replace(word, written=None, rule=None, rule_score=None) for word in words]
    after = write_numbers(words, language=language)
    assert [replace(word, written=None, rule=None, rule_score=None) for word in after] == bare


@given(conversations(), LANGUAGES)
def test_redacted_corrected_and_filler_words_come_back_as_they_were(words: list[Word], language: str) -> None:
    after = write_numbers(words, language=language)
    kept = [index for index, word in enumerate(words) if word.entity_type or word.corrected or word.filler]
    assert [after[index] for index in kept] == [words[index] for index in kept]


@given(conversations(), LANGUAGES)
def test_running_twice_changes_nothing_more(words: list[Word], language: str) -> None:
    once = write_numbers(words, language=language)
    assert write_numbers(once, language=language) == once


@given(conversations())
def test_what_stands_for_several_words_stands_before_them(words: list[Word]) -> None:
    after = [word for word in write_numbers(words, language="en") if not word.filler]
    for one, word in zip([None, *after], after, strict=False):
        if word.written == "":
            assert one is not None
            assert one.written is not None
            assert (one.rule, one.speaker) == (word.rule, word.speaker)
