from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from callscribe.transcript.utterances import split_utterances
from callscribe.transcript.words import Word


def said(text: str, start_s: float, *, channel: int = 0, speaker: str | None = None) -> list[Word]:
    return [
        Word(word, start_s + index * 0.3, start_s + index * 0.3 + 0.25, channel=channel, speaker=speaker)
        for index, word in enumerate(text.split())
    ]


def texts(words: list[Word], **options: float) -> list[str]:
    ordered, utterances = split_utterances(words, **options)
    return [" ".join(word.word for word in ordered[each.first_word : each.last_word + 1]) for each in utterances]


def test_no_words_are_no_utterances() -> None:
    assert split_utterances([]) == ((), ())


def test_a_pause_ends_an_utterance() -> None:
    assert texts([*said("good morning", 0), *said("how are you", 2)]) == ["good morning", "how are you"]


def test_a_short_pause_does_not_end_an_utterance() -> None:
    assert texts([*said("good morning", 0), *said("how are you", 1.2)]) == ["good morning how are you"]


def test_the_length_of_the_pause_can_be_set() -> None:
    assert texts([*said("good morning", 0), *said("how are you", 1.2)], pause_s=0.5) == ["good morning", "how are you"]


def test_a_change_of_speaker_ends_an_utterance() -> None:
    words = [*said("how are you", 0, speaker="0"), *said("fine", 0.9, speaker="1")]
    assert texts(words) == ["how are you", "fine"]


def test_talk_at_once_is_overlapping_utterances_not_mixed_words() -> None:
    long, short = said("let me explain what we will do next", 0), said("uh huh", 1, channel=1)
    assert texts([*long, *short]) == ["let me explain what we will do next", "uh huh"]


def test_the_other_partys_answer_stands_in_the_pause_it_was_given_in() -> None:
    agent = [*said("your name please", 0), *said("thank you", 4)]
    assert texts([*agent, *said("jane doe", 2, channel=1)]) == ["your name please", "jane doe", "thank you"]


def test_utterances_of_a_speaker_share_a_paragraph_until_a_long_pause() -> None:
    words = [*said("one moment", 0), *said("let me look", 2), *said("are you there", 9)]
    assert [each.paragraph_id for each in split_utterances(words)[1]] == [0, 0, 1]


def test_another_voice_begins_a_paragraph() -> None:
    words = [*said("one moment", 0), *said("sure", 1, channel=1), *said("thanks", 2)]
    assert [each.paragraph_id for each in split_utterances(words)[1]] == [0, 1, 2]


@given(st.lists(st.tuples(st.floats(0, 60), st.floats(0, 3), st.integers(0, 1), st.sampled_from([None, "0", "1"]))))
def test_every_word_is_in_exactly_one_utterance_of_its_voice(rows: list[tuple[float, float, int, str | None]]) -> None:
    words = [
        Word(str(index), start_s, start_s + length_s, channel=channel, speaker=speaker)
        for index, (start_s, length_s, channel, speaker) in enumerate(sorted(rows, key=lambda row: row[0]))
    ]
    ordered, utterances = split_utterances(words)
    assert sorted(word.word for word in ordered) == sorted(word.word for word in words)
    covered = [index for each in utterances for index in range(each.first_word, each.last_word + 1)]
    assert covered == list(range(len(words)))
    starts = [ordered[each.first_word].start_s for each in utterances]
    assert starts == sorted(starts)
    assert all(
        (word.channel, word.speaker) == (each.channel, each.speaker)
        for each in utterances
        for word in ordered[each.first_word : each.last_word + 1]
    )
