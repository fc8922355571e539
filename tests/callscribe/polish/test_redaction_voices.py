"""Numbers that one party reads out while the other talks into the pauses."""

from __future__ import annotations

import pytest

from callscribe.polish.redaction import find_entities
from callscribe.transcript.utterances import split_utterances
from callscribe.transcript.words import Word


def said(text: str, start_s: float, channel: int, each_s: float = 0.3) -> list[Word]:
    return [
        Word(word, start_s + k * each_s, start_s + (k + 1) * each_s, channel=channel, speaker=str(channel))
        for k, word in enumerate(text.split())
    ]


def shown(words: list[Word]) -> str:
    ordered, _ = split_utterances(words)
    hidden = {k for span in find_entities(ordered) for k in range(span.first_word, span.last_word + 1)}
    return " ".join("*" if k in hidden else word.word for k, word in enumerate(ordered))


@pytest.mark.parametrize(
    ("groups", "into"),
    [
        (("its four one two", "seven three six", "nine nine"), "let me see"),
        (("my number is four one two", "seven three six"), "what was that"),
        (("four four two oh seven", "nine four six one two three"), "let me see"),
        (("it is 412", "736 99"), "just a moment"),
    ],
)
def test_a_number_read_out_in_groups_is_hidden_whatever_is_said_in_between(groups: tuple[str, ...], into: str) -> None:
    words, at_s = [], 0.0
    for group in groups:
        words += said(group, at_s, 1)
        at_s = words[-1].end_s
        words += said(into, at_s + 0.05, 0, 0.25)
        at_s += 0.9
    left = shown(words).split()
    assert not {"one", "two", "three", "four", "six", "seven", "nine", "oh", "412", "736", "99"} & set(left)
    assert set(into.split()) <= set(left)


def test_ordinary_numbers_of_two_parties_stay() -> None:
    words = [*said("i have four kids", 0, 1), *said("okay and", 1.25, 0, 0.25), *said("two cars", 2.15, 1)]
    assert "*" not in shown(words)
