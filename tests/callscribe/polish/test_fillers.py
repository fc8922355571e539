from __future__ import annotations

import pytest

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
