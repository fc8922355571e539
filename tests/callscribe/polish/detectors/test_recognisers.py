from __future__ import annotations

import sys
import tomllib
import types
from itertools import count
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from call_text import call, texts
from callscribe.errors import RecordingError, SettingsError
from callscribe.polish.detectors.numbers.spoken_numbers import read_words
from callscribe.polish.detectors.recognisers import Recogniser, check_recognisers, find_with, parse_recognisers

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from callscribe.transcript.words import Word

NUMBERS = count()
MEMBER = Recogniser("MEMBER_ID", pattern="MBR[0-9]{3}")


def hidden(text: str, *recognisers: Recogniser) -> list[str]:
    words = call(text)
    return texts(words, find_with(recognisers, words, read_words(words, english=True)))


@pytest.fixture
def own_module() -> Iterator[Callable[[object], str]]:
    """Registers a callable under a dotted path."""
    module = types.ModuleType("recognisers_of_acme")
    sys.modules["recognisers_of_acme"] = module

    def register(function: object) -> str:
        name = f"find_{next(NUMBERS)}"
        setattr(module, name, function)
        return f"recognisers_of_acme:{name}"

    yield register
    del sys.modules["recognisers_of_acme"]


@pytest.mark.parametrize(
    "said",
    [
        "m b r four five six",
        "MBR 456",
        "MBR-456",
        "mbr456",
        "mike bravo romeo four fifty six",
        "m as in mary b r four um five six",
        "m b r dash four double five",
    ],
)
def test_what_the_pattern_describes_is_found_however_it_is_said(said: str) -> None:
    assert hidden(f"well {said} thanks", MEMBER) == [said]


@pytest.mark.parametrize("said", ["m b r four five", "x b r four five six", "four five six"])
def test_what_the_pattern_does_not_describe_is_left(said: str) -> None:
    assert hidden(f"well {said} thanks", MEMBER) == []


def test_listening_sounds_of_the_other_party_do_not_break_a_match() -> None:
    assert hidden("C: m b r A: uh huh C: four five six A: okay", MEMBER) == ["m b r", "four five six"]


def test_a_pattern_without_spoken_forms_finds_only_what_is_written() -> None:
    written = Recogniser("MEMBER_ID", pattern="MBR[0-9]{3}", spoken=False)
    assert hidden("well m b r four five six and MBR-456 thanks", written) == ["MBR-456"]


def test_with_cues_only_what_follows_one_is_found() -> None:
    cued = Recogniser("CLAIM", pattern="[0-9]{4}", cues=("claim number",))
    assert hidden("order one two three four my claim number is four three two one", cued) == ["four three two one"]


def test_a_cue_reaches_into_the_answer() -> None:
    cued = Recogniser("CLAIM", pattern="[0-9]{4}", cues=("Claim number",))
    assert hidden("A: your claim number C: sure four three two one", cued) == ["four three two one"]


def test_a_cue_reaches_no_further_than_it_may() -> None:
    cued = Recogniser("CLAIM", pattern="[0-9]{4}", cues=("claim number",), reach_words=3)
    assert hidden("my claim number is one that you know well four three two one", cued) == []


def test_the_longest_match_is_taken() -> None:
    assert hidden("k four five six", Recogniser("X", pattern="K[0-9]+")) == ["k four five six"]


def test_a_pattern_may_look_beyond_its_end() -> None:
    assert hidden("k four five six", Recogniser("X", pattern="K[0-9]{2}$")) == ["k four five"]


def test_a_match_carries_its_kind_and_score() -> None:
    words = call("m b r four five six")
    (span,) = find_with([MEMBER], words, read_words(words, english=True))
    assert (span.entity_type, span.score, span.detector) == ("MEMBER_ID", 0.8, "recogniser_member_id")


def test_a_callable_finds_what_it_likes(own_module: Callable[[object], str]) -> None:
    def projects(words: Sequence[Word]) -> list[tuple[int, int, str, float]]:
        return [(index, index, "PROJECT", 0.9) for index, word in enumerate(words) if word.word == "falcon"]

    assert hidden("about falcon please", Recogniser("PROJECT", path=own_module(projects))) == ["falcon"]


@pytest.mark.parametrize("row", [(0, 9, "X", 0.5), (1, 0, "X", 0.5), (0, 0, "x", 0.5), (0, 0, "X", 2.0), (0, 0), "no"])
def test_a_callable_that_gives_no_place_in_the_words_is_a_fault(
    row: object, own_module: Callable[[object], str]
) -> None:
    with pytest.raises(RecordingError, match="gave something else"):
        hidden("some words", Recogniser("X", path=own_module(lambda words: [row])))


def test_what_a_callable_raises_quotes_no_word_of_the_call(own_module: Callable[[object], str]) -> None:
    def fail(words: Sequence[Word]) -> list[tuple[int, int, str, float]]:
        raise ValueError(words[0].word)

    with pytest.raises(RecordingError, match="raised ValueError") as caught:
        hidden("secret", Recogniser("X", path=own_module(fail)))
    assert "secret" not in str(caught.value)
    assert caught.value.__context__ is None


@pytest.mark.parametrize(
    ("recogniser", "fault"),
    [
        (Recogniser("member"), "entity_type must be capitals"),
        (Recogniser("MEMBER"), "either a pattern or a path"),
        (Recogniser("MEMBER", pattern="A", path="a:b"), "either a pattern or a path"),
        (Recogniser("MEMBER", pattern="[0-9"), "no regular expression"),
        (Recogniser("MEMBER", pattern="[0-9]*"), "at least one character"),
        (Recogniser("MEMBER", pattern="A", cues=("",)), "a cue is empty"),
        (Recogniser("MEMBER", pattern="A", reach_words=0), "reach_words is 0"),
        (Recogniser("MEMBER", pattern="A", score=1.5), "score is 1.5"),
        (Recogniser("MEMBER", path="no colon"), "package.module:function"),
        (Recogniser("MEMBER", path="not_there_at_all:find"), "cannot be imported"),
        (Recogniser("MEMBER", path="os:not_there"), "cannot be imported"),
        (Recogniser("MEMBER", path="os:name"), "no function"),
        (Recogniser("MEMBER", path="os:getcwd", cues=("x",)), "cues go with a pattern"),
    ],
)
def test_a_mistake_is_named(recogniser: Recogniser, fault: str) -> None:
    with pytest.raises(SettingsError, match=fault) as caught:
        check_recognisers([MEMBER, recogniser])
    assert recogniser.entity_type in str(caught.value)


def test_recognisers_without_a_mistake_pass() -> None:
    check_recognisers([MEMBER, Recogniser("CWD", path="os:getcwd")])


SINGLE = dict(zip("0123456789", "zero one two three four five six seven eight nine".split(), strict=True))


@settings(max_examples=200, deadline=None)
@given(st.text("BCDFGHJKLMNPQRSTVXYZ", min_size=2, max_size=4), st.text("0123456789", min_size=2, max_size=6))
def test_any_number_that_the_pattern_describes_is_found_when_spelled(letters: str, digits: str) -> None:
    said = " ".join([*letters.lower(), *(SINGLE[digit] for digit in digits)])
    recogniser = Recogniser("X", pattern=f"[A-Z]{{{len(letters)}}}[0-9]{{{len(digits)}}}", cues=("number is",))
    assert hidden(f"my number is {said} thanks", recogniser) == [said]


# --- Settings files -------------------------------------------------------------------------------------------------


def test_recognisers_are_read_from_toml() -> None:
    document = tomllib.loads("""
        [[recognisers]]
        entity_type = "MEMBER_ID"
        pattern = "MBR[0-9]{3}"
        cues = ["member number"]
        score = 1
    """)
    assert parse_recognisers(document["recognisers"]) == (
        Recogniser("MEMBER_ID", "MBR[0-9]{3}", cues=("member number",), score=1),
    )


@pytest.mark.parametrize(
    ("table", "complaint"),
    [
        ({"entity_type": "A", "patern": "x"}, "unknown patern"),
        ({"entity_type": "A", "pattern": 5}, "pattern is 5; expected str"),
        ({"entity_type": "A", "pattern": "x", "cues": "x"}, "cues is 'x'; expected tuple"),
        ({"pattern": "x"}, "entity_type"),
    ],
)
def test_a_table_that_cannot_be_is_refused(table: dict[str, object], complaint: str) -> None:
    with pytest.raises(SettingsError, match=complaint):
        parse_recognisers([table])
