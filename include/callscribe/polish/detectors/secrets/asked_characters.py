"""Single characters of a secret, asked for by their places: "the second and fifth letters of your memorable word".

Whoever knows a few of them can ask for the others, so they are as secret as the whole. In an answer ("is it o and l",
"the third is k, then nine") a character stands between pauses, copulas and other characters, and no other word does.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from callscribe.polish.detectors.phrases import by_first_word, phrase_at
from callscribe.polish.detectors.secrets.password_words import NOUNS
from callscribe.polish.detectors.spelled_characters import LETTER_NAMES, MISHEARD_DIGITS
from callscribe.polish.detectors.spelling_alphabet import HESITATIONS
from callscribe.polish.detectors.voices import same_voice, voice_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from callscribe.polish.detectors.numbers.spoken_numbers import Reading
    from callscribe.transcript.words import Word

ORDINALS: Final = frozenset(
    "first second third fourth forth fifth sixth seventh eighth ninth tenth eleventh twelfth last "
    "1st 2nd 3rd 4th 5th 6th 7th 8th 9th 10th".split()
)
"""Places of characters."""

CHARACTERS: Final = frozenset("character characters letter letters digit digits".split())
"""What is asked for, after its place or before their numbers."""

NAMED: Final = (
    *NOUNS, "pin", "pin number", "security number", "security code", "pass number", "passnumber", "secret number",
    "memorable number", "telephone banking pin", "access number", "access code", "online banking",
)  # fmt: skip
"""What the characters are of."""

OTHERS: Final = frozenset("card account phone mobile social plate registration surname postcode zip sort".split())
"""In a question for digits they show that no secret is asked for."""

NAME_REACH: Final = 60
"""Words before a question in which the secret may have been named: "and your PIN? - ... - just the first and third"."""

QUESTION_REACH: Final = 25
"""Words of one turn that are looked at before and after the places (estimate)."""

ANSWER_REACH: Final = 40
"""Words of other talk before the answer, and of the answer (estimate)."""

MAX_CHARACTERS: Final = 6
"""In one answer; what has more is no answer to such a question."""

_BEFORE: Final = (
    ORDINALS
    | HESITATIONS
    | CHARACTERS
    | frozenset(
        "and then is it it's its that's be an so yes yeah or with was think says got okay ok right case capital on as "
        "sorry well no wait try maybe probably mean".split()
    )
)
"""Words before a character in an answer, beside other characters: "so i and e"."""

_AFTER: Final = ORDINALS | HESITATIONS | frozenset("and then is in or please sorry thanks thank i'm".split())
"""Words after one."""

_TRIGGERS: Final = ORDINALS | CHARACTERS
_BY_FIRST: Final = by_first_word((phrase, True) for phrase in NAMED)
_DOUBTFUL: Final = frozenset("a i o oh".split()) | LETTER_NAMES.keys() | MISHEARD_DIGITS.keys()


def asked_characters(words: Sequence[Word], readings: Sequence[Reading]) -> Iterator[list[int]]:
    """Find them.

    Args:
        words: In the order of the conversation, all parties together.
        readings: One for each word.

    Yields:
        Indices of the characters of one answer.
    """
    end = -1
    for index in [index for index, reading in enumerate(readings) if reading.text in _TRIGGERS]:
        if index <= end or not is_place(readings, index):
            continue
        first, last = _turn(words, index)
        if not OTHERS.isdisjoint(reading.text for reading in readings[first : last + 1]):
            continue
        if not _is_named(words, readings, max(0, first - NAME_REACH), last):
            continue
        end = last
        yield from _answers(words, readings, last + 1, voice_of(words, index))


def is_place(readings: Sequence[Reading], index: int) -> bool:
    """Whether a character is asked for by its place: "the first and third", "second digit", "letters two and five"."""
    if readings[index].text in CHARACTERS:
        numbers = [reading.shape in ("U", "M") for reading in readings[index + 1 : index + 4]]
        return numbers == [True, False, True] and readings[index + 2].text in ("and", "or")
    if readings[index].text not in ORDINALS:
        return False
    after = [reading.text for reading in readings[index + 1 : index + 4]]
    if after[:1] and after[0] in CHARACTERS:
        return True
    if after[:1] == ["and"]:
        return any(token in ORDINALS for token in after[1:3])
    return after[:1] != [] and after[0] in ORDINALS and readings[index].text != "last"


def _turn(words: Sequence[Word], index: int) -> tuple[int, int]:
    """First and last word of the turn around a word, as far as it is looked at."""
    first = last = index
    while first > 0 and index - first < QUESTION_REACH and same_voice(words, first - 1, index):
        first -= 1
    while last + 1 < len(words) and last - index < QUESTION_REACH and same_voice(words, last + 1, index):
        last += 1
    return first, last


def _is_named(words: Sequence[Word], readings: Sequence[Reading], start: int, last: int) -> bool:
    return any(
        readings[index].text in _BY_FIRST and phrase_at(readings, index, _BY_FIRST) for index in range(start, last + 1)
    )


def _answers(
    words: Sequence[Word], readings: Sequence[Reading], start: int, voice: tuple[int, str | None]
) -> Iterator[list[int]]:
    """The characters of each turn that answers, until the asking voice asks for something else."""
    stop = min(start + ANSWER_REACH, len(words))
    index = start
    while index < stop:
        turn = index
        while index < stop and same_voice(words, index, turn):
            index += 1
        if voice_of(words, turn) == voice:
            if turn > start and any(words[at].word.endswith("?") for at in range(turn, index)):
                return
            if any(readings[at].text in ("what's", "your", "next") for at in range(turn, index)):
                return
            continue
        said = _characters(words, readings, turn, index)
        if 0 < len(said) <= MAX_CHARACTERS:
            yield said


def _characters(words: Sequence[Word], readings: Sequence[Reading], start: int, stop: int) -> list[int]:
    """The words of a turn that are characters, by what stands around them."""
    may_be = [_may_be_character(readings[index]) for index in range(start, stop)]
    said = []
    for index in range(start, stop):
        if not may_be[index - start]:
            continue
        opens = index == start
        closes = index + 1 == stop or words[index].word.endswith((",", ".", "?", "!", ";", "…"))
        if opens and stop - start > 1 and _exclaims(readings, index):
            continue
        before = opens or words[index - 1].word.endswith((",", ".", "?", "!", ";"))
        before = before or readings[index - 1].text in _BEFORE or may_be[index - 1 - start]
        after = closes or readings[index + 1].text in _AFTER or may_be[index + 1 - start]
        if readings[index].text == "a" and not closes and readings[index + 1].text != "and":
            continue  # "it's a nine"
        if before and after:
            said.append(index)
    return said


def _exclaims(readings: Sequence[Reading], index: int) -> bool:
    """Whether talk begins with a word: "Oh, it's two"."""
    if readings[index].text in ("i", "a"):
        return readings[index + 1].text != "and"
    return readings[index].text == "oh"


def _may_be_character(reading: Reading) -> bool:
    if reading.shape in ("U", "L", "M"):
        return reading.shape != "L" or len(reading.text) == 1
    return reading.text in _DOUBTFUL
