from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from callscribe.polish.common_words import is_common
from callscribe.polish.sounds import alike, skeleton, sound_of
from callscribe.polish.vocabulary import Term, correct_vocabulary, learn_terms
from callscribe.transcript.render import is_redacted, render
from callscribe.transcript.words import Word
from misheard_terms import VOCABULARY, Case, held_out, seen

SNOWFLAKE = Term("Snowflake", kind="product")
OKAFOR = Term("Xavier Okafor", kind="person")


def heard(text: str, confidence: float | None = 0.9, channel: int = 0) -> list[Word]:
    return [
        Word(token, 0.4 * index, 0.4 * index + 0.35, confidence, channel) for index, token in enumerate(text.split())
    ]


def corrected(text: str, *terms: Term, confidence: float | None = 0.9, language: str = "en") -> str:
    return render(correct_vocabulary(heard(text, confidence), terms, language=language), "clean")


def test_a_term_that_fell_apart_is_put_together():
    assert corrected("move it to snow flake today", SNOWFLAKE) == "move it to Snowflake today"


def test_a_term_is_known_by_its_sound():
    assert corrected("we run cooper netties here", Term("Kubernetes")) == "we run Kubernetes here"


def test_what_it_is_said_to_sound_like_is_taken_for_it_even_if_common():
    assert corrected("log in with new yen", Term("Nguyen", ("new yen",))) == "log in with Nguyen"


def test_common_words_that_were_heard_surely_stay():
    assert corrected("our sales force is growing", Term("Salesforce")) == "our sales force is growing"


def test_common_words_that_spell_a_term_are_taken_for_it_where_one_is_called_for():
    assert corrected("my sales force account", Term("Salesforce", kind="product")) == "my Salesforce account"


def unsure_of(text: str, position: int, term: Term) -> str:
    words = heard(text)
    words[position] = replace(words[position], confidence=0.3)
    return render(correct_vocabulary(words, [term], language="en"), "clean")


def test_common_words_that_spell_a_term_are_taken_for_it_where_the_recogniser_was_not_sure():
    assert unsure_of("our sales force is down", 2, Term("Salesforce")) == "our Salesforce is down"


def test_doubt_of_the_recogniser_lets_less_alike_words_through():
    assert corrected("the meridian office is closed", Term("Veridian")) == "the meridian office is closed"
    assert unsure_of("the meridian office is closed", 1, Term("Veridian")) == "the Veridian office is closed"


def test_an_engine_that_is_never_sure_casts_no_doubt():
    assert corrected("our sales force is down", Term("Salesforce"), confidence=0.4) == "our sales force is down"


def test_a_term_heard_elsewhere_in_the_call_lets_less_alike_words_through():
    term = Term("Solara")
    assert corrected("the soler roof", term) == "the soler roof"
    assert corrected("i have solara and the soler roof", term) == "i have Solara and the Solara roof"


def test_common_words_that_spell_a_term_are_taken_for_it_where_they_stand_without_an_article():
    assert corrected("i put it in drop box for you", Term("Dropbox")) == "i put it in Dropbox for you"
    assert corrected("i put it in the drop box", Term("Dropbox")) == "i put it in the drop box"


def test_spelled_letters_are_an_acronym():
    assert corrected("what is the s l a for it", Term("SLA")) == "what is the SLA for it"


def test_names_of_letters_are_an_acronym_while_most_are_no_other_word():
    assert corrected("the see r m is down", Term("CRM")) == "the CRM is down"
    assert corrected("see are you there", Term("CRU")) == "see are you there"


def test_a_and_i_alone_are_no_acronym():
    assert corrected("it is a i mean it was", Term("AI")) == "it is a i mean it was"


def test_every_correction_says_from_what_by_which_rule_and_how_sure():
    words = correct_vocabulary(heard("in snow flayk today"), [SNOWFLAKE], language="en")
    assert [word.word for word in words] == ["in", "snow", "flayk", "today"]
    assert [word.written for word in words] == [None, "Snowflake", "", None]
    assert [word.rule for word in words] == [None, "vocabulary", "vocabulary", None]
    assert [word.corrected for word in words] == [False, True, True, False]
    assert words[1].rule_score is not None
    assert 0.76 < words[1].rule_score < 1


def test_a_term_that_is_right_gets_its_capitals_and_no_more():
    words = correct_vocabulary(heard("this is xavier okafor"), [OKAFOR], language="en")
    assert [word.written for word in words] == [None, None, "Xavier", "Okafor"]
    assert {(word.rule, word.corrected) for word in words} == {(None, False)}


def test_a_term_with_its_capitals_stays():
    words = tuple(heard("this is Xavier Okafor"))
    assert correct_vocabulary(words, [OKAFOR], language="en") == words


def test_a_term_that_is_a_common_word_gets_its_capital_only_where_a_name_is_called_for():
    pulse = Term("Pulse", kind="product")
    assert corrected("the nurse took my pulse", pulse) == "the nurse took my pulse"
    assert corrected("my pulse account", pulse) == "my Pulse account"


def test_punctuation_and_possessive_stay():
    assert corrected("is it snow flake's fault?", SNOWFLAKE) == "is it Snowflake's fault?"
    assert corrected("is it “snow flake?”", SNOWFLAKE, confidence=None).startswith("is it “Snowflake")


def test_no_term_goes_over_punctuation():
    assert corrected("there was snow, flake told me", SNOWFLAKE) == "there was snow, flake told me"


def test_no_term_goes_over_a_pause():
    words = heard("snow flake")
    words[1] = replace(words[1], start_s=2.0, end_s=2.3)
    assert correct_vocabulary(words, [SNOWFLAKE], language="en") == tuple(words)


def test_no_term_goes_over_a_change_of_voice():
    words = heard("snow flake")
    words[1] = replace(words[1], channel=1)
    assert correct_vocabulary(words, [SNOWFLAKE], language="en") == tuple(words)


@pytest.mark.parametrize(
    "change",
    [{"redaction": 0}, {"entity_type": "PERSON"}, {"filler": True}, {"written": "flake", "rule": "number"}],
)
def test_no_term_goes_over_a_word_that_is_not_to_be_touched(change: dict[str, object]):
    words = heard("snow flake")
    words[1] = replace(words[1], **change)
    assert correct_vocabulary(words, [SNOWFLAKE], language="en") == tuple(words)


def test_in_other_languages_only_what_is_spelled_or_told_is_corrected():
    terms = (Term("Kubernetes", ("kuber netis",)), SNOWFLAKE)
    assert corrected("das kuber netis und snow flake", *terms, language="de") == "das Kubernetes und Snowflake"
    assert corrected("das cooper netties", *terms, language="de") == "das cooper netties"


def test_without_terms_nothing_changes():
    words = tuple(heard("move it to snow flake"))
    assert correct_vocabulary(words, [], language="en") == words


def test_correcting_twice_changes_nothing_more():
    once = correct_vocabulary(heard("move it to snow flake and the s l a"), VOCABULARY, language="en")
    assert correct_vocabulary(once, VOCABULARY, language="en") == once


TOKENS = ["snow", "flake", "Snow", "flake.", "s", "l", "a", "cooper", "netties", "the", "is", "xavier's", "'", "…", "é"]
WORDS = st.builds(
    Word,
    word=st.sampled_from(TOKENS),
    start_s=st.just(0.0),
    end_s=st.just(0.3),
    confidence=st.sampled_from([None, 0.2, 0.9]),
    channel=st.sampled_from([0, 0, 0, 1]),
    filler=st.sampled_from([False, False, True]),
    redaction=st.sampled_from([None, None, None, 0]),
)


@given(st.lists(WORDS, max_size=20))
def test_nothing_but_the_marks_of_this_rule_changes_and_redacted_words_not_at_all(words: list[Word]):
    result = correct_vocabulary(words, VOCABULARY, language="en")
    for before, after in zip(words, result, strict=True):
        assert replace(after, written=None, rule=None, rule_score=None, corrected=False) == before
        assert after == before or not is_redacted(before)


@given(st.lists(WORDS, max_size=20))
def test_a_word_without_text_of_its_own_follows_the_one_that_stands_for_it(words: list[Word]):
    result = correct_vocabulary(words, VOCABULARY, language="en")
    for before, word in zip([None, *result], result, strict=False):
        if word.written == "":
            assert before is not None
            assert before.corrected


# --- Learning --------------------------------------------------------------------------------------------------------


def test_a_correction_made_twice_is_learned():
    reviewed = [
        ("we use cooper netties here".split(), "We use Kubernetes here.".split()),
        ("is cooper netties down".split(), "Is Kubernetes down?".split()),
    ]
    assert learn_terms(reviewed) == [Term("Kubernetes", ("cooper netties",))]


def test_a_correction_made_once_is_not():
    assert learn_terms([("we use cooper netties here".split(), "we use Kubernetes here".split())]) == []


def test_a_correction_of_common_words_is_not_learned():
    pair = ("our sales force is down".split(), "our Salesforce is down".split())
    assert learn_terms([pair, pair]) == []


def test_a_correction_to_common_words_is_not_learned():
    pair = ("the bil is wrong".split(), "the bill is wrong".split())
    assert learn_terms([pair, pair]) == []


def test_what_was_learned_corrects():
    pair = ("ask zhivon about it".split(), "ask Siobhan about it".split())
    (term,) = learn_terms([pair, pair])
    assert corrected("is zhivon in today", term) == "is Siobhan in today"


# --- Sounds and common words -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("one", "other"), [("schneider", "shnyder"), ("kowalczyk", "kovalchik"), ("phone", "fone"), ("knight", "nite")]
)
def test_words_that_sound_alike_have_one_skeleton_or_are_alike(one: str, other: str):
    assert skeleton(sound_of(one)) == skeleton(sound_of(other)) or alike(sound_of(one), sound_of(other)) > 0.7


@given(st.text("aeoptkfsmnrl", max_size=8), st.text("aeoptkfsmnrl", max_size=8))
def test_likeness_is_symmetric_and_between_0_and_1(one: str, other: str):
    assert alike(one, one) == 1
    assert 0 <= alike(one, other) <= 1
    assert alike(one, other) == pytest.approx(alike(other, one))


def test_forms_of_common_words_are_common_and_names_are_not():
    assert all(map(is_common, "bricks trying stopped parties bigger easily don't plumber's".split()))
    assert not any(map(is_common, "snowflake zendesk nguyen kubernetes s".split()))


# --- The labelled sets -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("cases", [seen(), held_out()], ids=["seen", "held out"])
def test_ten_misheard_terms_are_put_right_for_each_word_harmed(cases: list[Case]):
    wins = harms = 0
    for case in cases:
        before = render(case.heard, "clean")
        after = render(correct_vocabulary(case.heard, VOCABULARY, language="en"), "clean")
        wins += case.misheard and after == case.wanted
        harms += after != before and after != case.wanted
    assert wins >= 10 * harms
    assert wins >= 0.75 * sum(case.misheard for case in cases)
