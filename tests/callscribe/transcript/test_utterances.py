from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from callscribe.transcript.utterances import BACKCHANNEL_S, BACKCHANNEL_WORDS, Utterance, split_utterances
from callscribe.transcript.words import Word


def said(text: str, start_s: float, *, by: str | None = "a", channel: int = 0) -> list[Word]:
    """Words of a quarter of a second, 0.05 s apart."""
    return [
        Word(word, start_s + index * 0.3, start_s + index * 0.3 + 0.25, channel=channel, speaker=by)
        for index, word in enumerate(text.split())
    ]


def split(words: list[Word], **options: float) -> list[tuple[str, Utterance]]:
    ordered, utterances = split_utterances(words, **options)
    return [
        (" ".join(word.word for word in ordered[each.first_word : each.last_word + 1]), each) for each in utterances
    ]


def texts(words: list[Word], **options: float) -> list[str]:
    return [text for text, _ in split(words, **options)]


def backchannels(words: list[Word]) -> list[str]:
    return [text for text, utterance in split(words) if utterance.backchannel]


def paragraphs(words: list[Word]) -> list[int]:
    return [utterance.paragraph_id for _, utterance in split(words)]


def test_no_words_are_no_utterances() -> None:
    assert split_utterances([]) == ((), ())


def test_a_pause_ends_an_utterance() -> None:
    assert texts([*said("good morning", 0), *said("how are you", 2)]) == ["good morning", "how are you"]


def test_a_short_pause_does_not_end_an_utterance() -> None:
    assert texts([*said("good morning", 0), *said("how are you", 1.2)]) == ["good morning how are you"]


def test_the_length_of_the_pause_can_be_set() -> None:
    assert texts([*said("good morning", 0), *said("how are you", 1.2)], pause_s=0.5) == ["good morning", "how are you"]


def test_words_whose_speaker_is_unknown_are_one_stream() -> None:
    assert texts([*said("how are you", 0, by=None), *said("fine", 1.0, by=None)]) == ["how are you fine"]


def test_an_utterance_never_crosses_a_change_of_speaker() -> None:
    words = [*said("your name", 0), *said("jane", 0.6, by="b"), *said("thank you", 0.9)]
    assert texts(words) == ["your name", "jane", "thank you"]


def test_quick_talk_in_turn_is_cut_at_every_change() -> None:
    words = [*said("one", 0), *said("two", 0.3, by="b"), *said("three", 0.6), *said("four", 0.9, by="b")]
    assert texts(words) == ["one", "two", "three", "four"]


def test_word_times_that_reach_into_each_other_are_still_a_change_of_speaker() -> None:
    answer = Word("jane", 0.47, 1.0, speaker="b")  # "name" ends at 0.55, "thank" begins at 0.92
    assert texts([*said("your name", 0), answer, *said("thank you", 0.92)]) == ["your name", "jane", "thank you"]


def test_talk_at_once_is_overlapping_utterances_not_mixed_words() -> None:
    one, other = said("let me explain what we will do next", 0), said("no wait please listen to me", 1, by="b")
    assert texts([*one, *other]) == ["let me explain what we will do next", "no wait please listen to me"]


def test_a_word_said_over_two_others_is_not_between_them() -> None:
    over = Word("no", 0.2, 0.35, speaker="b")  # "let" ends at 0.25, "me" begins at 0.3
    assert texts([*said("let me explain", 0), over]) == ["let me explain", "no"]


def test_a_pause_that_another_talks_right_through_does_not_end_an_utterance() -> None:
    other = said("you said that it would be here", 0, by="b")
    assert texts([*other, *said("no", 0.4), *said("but", 1.4)]) == ["you said that it would be here", "no but"]


def test_a_backchannel_does_not_break_the_others_turn() -> None:
    holder = [*said("so i went there", 0), *said("and asked them", 1.8)]
    found = split([*holder, *said("mm-hm", 1.3, by="b")])
    assert [(text, each.paragraph_id, each.backchannel) for text, each in found] == [
        ("so i went there and asked them", 0, False),
        ("mm-hm", 1, True),
    ]


def test_a_backchannel_over_the_others_words_does_not_break_them() -> None:
    found = split([*said("let me explain what we will do next", 0), *said("uh huh", 1, by="b")])
    assert [(text, each.backchannel) for text, each in found] == [
        ("let me explain what we will do next", False),
        ("uh huh", True),
    ]


@pytest.mark.parametrize("text", ["Mm-hm.", "uh huh", "Yeah, yeah.", "I see.", "all right", "Okay."])
def test_acknowledgements_are_backchannels_however_they_are_spelled(text: str) -> None:
    assert backchannels([*said("let me explain what we will do next", 0), *said(text, 0.5, by="b")]) == [text]


@pytest.mark.parametrize(("text", "is_one"), [("uh huh uh huh", True), ("uh huh uh huh yeah", False)])
def test_two_sounds_that_are_four_words_are_a_backchannel_and_more_words_are_not(text: str, is_one: bool) -> None:
    quick = [Word(word, 0.5 + at * 0.15, 0.65 + at * 0.15, speaker="b") for at, word in enumerate(text.split())]
    assert backchannels([*said("let me explain what we will do next", 0), *quick]) == [text] * is_one


@pytest.mark.parametrize("text", ["no", "stop", "huh?", "yeah but", "uh", "right away", "yeah yeah yeah yeah yeah"])
def test_what_says_more_is_no_backchannel(text: str) -> None:
    assert backchannels([*said("let me explain what we will do next", 0), *said(text, 0.5, by="b")]) == []


def test_a_long_drawn_word_is_no_backchannel() -> None:
    drawn = Word("yeah", 0.5, 0.5 + BACKCHANNEL_S + 0.01, speaker="b")
    assert backchannels([*said("let me explain what we will do next", 0), drawn]) == []


def test_a_yes_at_the_end_of_the_others_turn_is_an_answer() -> None:
    words = [*said("is that your card", 0), *said("yes", 1.3, by="b"), *said("thank you", 3)]
    assert backchannels(words) == []
    assert texts(words) == ["is that your card", "yes", "thank you"]


@pytest.mark.parametrize(
    ("question", "answer", "on"),
    [
        ("is that your card?", "yeah", "read me the number"),  # the question mark tells
        ("is that your card", "yes", "read me the number"),  # "yes" in a pause
        ("is that your card", "yeah", "okay read me the number"),  # taken for an answer: "okay"
    ],
)
def test_an_answer_that_the_other_at_once_goes_on_from_is_no_backchannel(question: str, answer: str, on: str) -> None:
    words = [*said(question, 0), *said(answer, 1.3, by="b"), *said(on, 1.7)]
    assert backchannels(words) == []
    assert texts(words) == [question, answer, on]


def test_a_yes_over_the_others_words_is_a_backchannel() -> None:
    assert backchannels([*said("let me explain what we will do next", 0), *said("yes", 0.5, by="b")]) == ["yes"]


def test_after_the_others_long_pause_there_is_nothing_to_acknowledge() -> None:
    words = [*said("let me look", 0), *said("okay", 2, by="b"), *said("here it is", 4)]
    assert backchannels(words) == []


def test_over_the_others_last_word_an_acknowledgement_is_a_turn() -> None:
    assert backchannels([*said("that is all", 0), *said("okay", 0.7, by="b")]) == []


def test_when_both_only_acknowledge_nobody_holds_the_turn() -> None:
    words = [*said("okay", 0), *said("right", 0.4, by="b"), *said("yeah", 0.8), *said("okay", 1.2, by="b")]
    assert backchannels(words) == []
    assert texts(words) == ["okay", "right", "yeah", "okay"]


def test_who_has_only_acknowledged_does_not_hold_the_turn() -> None:
    assert backchannels([*said("right", 0), *said("mm-hm", 0.4, by="b"), *said("so then", 0.8)]) == []


@pytest.mark.parametrize(("first", "then"), [("no but", "yeah"), ("yeah", "no but")])
def test_a_backchannel_is_an_utterance_of_its_own(first: str, then: str) -> None:
    holder = said("let me explain what we will do next to your card", 0)
    found = texts([*holder, *said(first, 0.4, by="b"), *said(then, 1.5, by="b")])
    assert found == ["let me explain what we will do next to your card", first, then]


def test_a_listener_may_acknowledge_twice_in_one_turn() -> None:
    holder = [*said("so i went", 0), *said("to the shop", 1.4), *said("and asked", 2.8)]
    words = [*holder, *said("mm-hm", 1.0, by="b"), *said("yeah", 2.4, by="b")]
    assert texts(words) == ["so i went to the shop and asked", "mm-hm", "yeah"]
    assert backchannels(words) == ["mm-hm", "yeah"]


def test_two_listeners_may_acknowledge_one_speaker() -> None:
    words = [
        *said("so i went there", 0),
        *said("and asked", 1.8),
        *said("mm-hm", 1.3, by="b"),
        *said("yeah", 1.4, by="c"),
    ]
    assert backchannels(words) == ["mm-hm", "yeah"]


def test_in_another_language_what_is_said_meanwhile_is_an_utterance_like_others() -> None:
    holder = [*said("ich war dann dort", 0), *said("und fragte sie", 1.8)]
    found = texts([*holder, *said("genau", 1.3, by="b")])
    assert found == ["ich war dann dort", "genau", "und fragte sie"]


def test_utterances_of_a_speaker_share_a_paragraph_until_a_long_pause() -> None:
    assert paragraphs([*said("one moment", 0), *said("let me look", 2), *said("are you there", 9)]) == [0, 0, 1]


def test_anothers_turn_begins_a_paragraph() -> None:
    assert paragraphs([*said("one moment", 0), *said("fine", 1, by="b"), *said("thanks", 2)]) == [0, 1, 2]


def test_a_paragraph_goes_on_after_a_backchannel() -> None:
    holder = [*said("so i went there", 0), *said("and asked them", 1.8), *said("twice", 4)]
    assert paragraphs([*holder, *said("mm-hm", 1.3, by="b")]) == [0, 1, 0]


TOKENS = ["yeah", "mm-hm", "yes", "okay", "card", "the", "card?", "genau"]
SPANS = st.tuples(
    st.integers(0, 400).map(lambda at: at / 20),
    st.sampled_from([0.0, 0.1, 0.25, 0.5, 1.5]),
    st.sampled_from(["0", "1", "2"]),
    st.sampled_from(TOKENS),
)


@st.composite
def calls(draw: st.DrawFn) -> list[Word]:
    """Three labelled speakers on one channel, times as engines give them: overlapping, zero-length, equal."""
    rows = sorted(draw(st.lists(SPANS, max_size=40)), key=lambda row: row[0])
    return [Word(token, start_s, start_s + length_s, speaker=label) for start_s, length_s, label, token in rows]


@given(calls())
def test_every_word_is_in_exactly_one_utterance_of_its_speaker(call: list[Word]) -> None:
    words = [replace(word, word=f"{word.word} {number}") for number, word in enumerate(call)]
    ordered, utterances = split_utterances(words)
    assert sorted(word.word for word in ordered) == sorted(word.word for word in words)
    covered = [index for each in utterances for index in range(each.first_word, each.last_word + 1)]
    assert covered == list(range(len(words)))
    assert [each.utterance_id for each in utterances] == list(range(len(utterances)))
    starts = [ordered[each.first_word].start_s for each in utterances]
    assert starts == sorted(starts)
    assert all(
        (word.channel, word.speaker) == (each.channel, each.speaker)
        for each in utterances
        for word in ordered[each.first_word : each.last_word + 1]
    )


@given(calls())
def test_one_channel_with_labels_has_the_utterances_of_a_channel_a_speaker(call: list[Word]) -> None:
    apart = [replace(word, channel=int(word.speaker or 0)) for word in call]
    by_channel = sorted(apart, key=lambda word: word.channel)
    one, several = split_utterances(call), split_utterances(by_channel)
    assert [replace(word, channel=0) for word in several[0]] == list(one[0])
    assert [replace(each, channel=0) for each in several[1]] == list(one[1])


@given(calls())
def test_no_turn_of_another_lies_in_a_pause_of_an_utterance(call: list[Word]) -> None:
    ordered, utterances = split_utterances(call)
    spans = [
        (each, min(word.start_s for word in words), max(word.end_s for word in words))
        for each in utterances
        for words in [ordered[each.first_word : each.last_word + 1]]
    ]
    for each in utterances:
        spoken_until_s = ordered[each.first_word].end_s
        for word in ordered[each.first_word + 1 : each.last_word + 1]:
            assert word.start_s - spoken_until_s <= 1.0
            assert not any(
                spoken_until_s <= start_s and end_s <= word.start_s
                for other, start_s, end_s in spans
                if other.speaker != each.speaker and not other.backchannel
            )
            spoken_until_s = max(spoken_until_s, word.end_s)


@given(calls())
def test_a_backchannel_is_short_and_a_paragraph_of_its_own(call: list[Word]) -> None:
    ordered, utterances = split_utterances(call)
    for each in utterances:
        if each.backchannel:
            words = ordered[each.first_word : each.last_word + 1]
            assert len(words) <= BACKCHANNEL_WORDS
            assert max(word.end_s for word in words) - words[0].start_s <= BACKCHANNEL_S
            assert [other for other in utterances if other.paragraph_id == each.paragraph_id] == [each]
    turns = [each for each in utterances if not each.backchannel]
    for before, after in pairwise(turns):
        assert before.speaker == after.speaker or before.paragraph_id != after.paragraph_id
    first_of = [
        min(u.utterance_id for u in utterances if u.paragraph_id == p) for p in {u.paragraph_id for u in utterances}
    ]
    assert first_of == sorted(first_of)


def test_eight_hours_of_talk_are_split_in_seconds() -> None:
    # every word a change of speaker, and no pause long enough to limit what is looked at
    words = [Word("word", at * 0.3, at * 0.3 + 0.3, speaker=str(at % 2)) for at in range(100_000)]
    started_s = process_time()
    assert len(split_utterances(words, pause_s=1e9)[1]) == 100_000
    assert process_time() - started_s < 15
