"""Calls put into English, word by word."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from call_text import call
from callscribe.polish.detectors.translation.in_english import in_english
from callscribe.polish.detectors.translation.vocabulary import LANGUAGES, vocabulary
from callscribe.polish.entities import EntitySpan

if TYPE_CHECKING:
    from callscribe.polish.detectors.translation.in_english import Translated

SAID = st.lists(
    st.sampled_from(
        "A: C: ... cuatro uno. treinta y cuatro mil de la tarjeta número ese efe un arroba García 4111 ¿qué?".split()
    ),
    min_size=1,
)


def told(text: str, language: str = "es") -> str:
    return " ".join(word.word for word in in_english(call(text), language).words)


@pytest.mark.parametrize(
    ("said", "english"),
    [
        ("cuatro uno treinta y cuatro", "four one thirty four"),
        ("cero seis doce", "zero six twelve"),
        ("mil novecientos ochenta y cuatro", "1984"),
        ("el primero de mayo", "the 1st of may"),
        ("4111 1111", "4111 1111"),
        ("es uno, dos.", "is one, two."),
    ],
)
def test_numbers_are_said_in_english(said: str, english: str) -> None:
    assert told(said) == english


def test_the_longest_phrase_is_taken() -> None:
    assert told("la tarjeta de crédito") == "the credit card"
    assert told("la tarjeta de él") == "the card of he"


def test_a_number_ends_with_its_sentence_its_voice_and_a_pause() -> None:
    assert told("treinta. cuatro") == "thirty. four"
    assert told("A: treinta C: y cuatro") == "thirty and four"
    assert told("veinte ... cuatro") == "twenty four"
    assert len(in_english(call("A: mil C: cuatro"), "es").words) == 2


def test_an_article_is_a_number_among_digits_only() -> None:
    assert told("un momento") == "one moment"
    assert told("una cosa") == "a cosa"
    assert told("dos una cuatro") == "two one four"


def test_names_of_letters_are_letters_where_characters_are_spelled() -> None:
    assert told("uno dos tres ka") == "one two three k"
    assert told("be ce de") == "b c d"
    assert told("de ese tipo") == "of that tipo"
    assert told("más de dos") == "more of two"


def test_a_phrase_is_not_read_across_voices_or_sentences() -> None:
    assert "card number" not in told("A: número C: de tarjeta")
    assert "card number" not in told("número. de tarjeta")


def test_a_span_covers_every_word_of_a_number_that_is_said_in_several() -> None:
    translated = in_english(call("mi pin es treinta y cuatro"), "es")
    first = next(index for index, word in enumerate(translated.words) if word.word == "thirty")
    span = translated.span_of(EntitySpan("SECRET", first, first, "test", 1.0))
    assert (span.first_word, span.last_word) == (3, 5)


def covered(translated: Translated) -> list[int]:
    return sorted({index for origin in translated.origins for index in origin})


@given(SAID)
def test_every_word_is_told_once_in_its_place_and_voice(said: list[str]) -> None:
    words = call(" ".join(said))
    translated = in_english(words, "es")
    assert covered(translated) == list(range(len(words)))
    starts = [origin.start for origin in translated.origins]
    assert starts == sorted(starts)
    for word, origin in zip(translated.words, translated.origins, strict=True):
        assert {words[index].channel for index in origin} == {word.channel}
        assert words[origin.start].start_s <= word.start_s <= word.end_s <= words[origin.stop - 1].end_s


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_entry_of_a_table_can_be_found(language: str) -> None:
    """An entry with a capital, or with punctuation at an end, never would."""
    table = vocabulary(language)
    for entries in table.phrases.values():
        for phrase, english in entries:
            assert english
            assert [word.casefold().strip(" .,?!¿¡;:()\"'") for word in phrase] == list(phrase)
    assert table.words_too <= table.letters.keys()
    assert set(table.letters.values()) <= set("abcdefghijklmnopqrstuvwxyz")
