"""The digits and letters of a code as it is said: "c four one nine", "for seven won won", "one two three four".

What a digit was misheard as ("for", "won") is a part of a code between its digits, and at its edges where nothing else
is said in the turn.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from callscribe.polish.detectors.secrets.identifier_edges import is_closed, is_led_to
from callscribe.polish.detectors.spelled_characters import MISHEARD_DIGITS
from callscribe.polish.detectors.spelling_alphabet import HESITATIONS, SEPARATORS
from callscribe.polish.detectors.voices import same_voice

if TYPE_CHECKING:
    from collections.abc import Sequence

    from callscribe.polish.detectors.numbers.spoken_numbers import Reading
    from callscribe.transcript.words import Word

NUMBER: Final = frozenset("UTYVNHRO")
"""Shapes of words that say digits."""

SIGNS: Final = frozenset("star asterisk hash pound".split())
"""Keys of a keypad beside the digits."""

_BETWEEN: Final = HESITATIONS | SEPARATORS | {"and"}
_ENDINGS: Final = (".", "?", "!")


def code_run(words: Sequence[Word], readings: Sequence[Reading], first: int, *, letters: bool = False) -> list[int]:
    """Words of a code, over hesitations and "and".

    Args:
        words: In the order of the conversation.
        readings: One for each word.
        first: Index of a word that says a digit or letter beyond doubt; those before it are looked for too.
        letters: Letters are a part of the code.

    Returns:
        Indices, ascending.
    """
    said = [first]
    index = first - 1
    while index >= 0 and same_voice(words, index, first) and not words[index].word.endswith(_ENDINGS):
        if not is_misheard(readings[index]) or readings[index].text == "oh":
            break
        said.insert(0, index)
        index -= 1
    apart = said[0] > 0 and words[said[0] - 1].word.endswith(",")
    sent = said[0] > 0 and readings[said[0] - 1].text == "it"
    if said[0] != first and not apart and (sent or not is_led_to(words, readings, said[0])):
        said = [first]  # "send it to four"
    index = first + 1
    while index < len(words) and same_voice(words, index, first):
        if words[index - 1].word.endswith(_ENDINGS):
            break
        if is_certain(readings[index], letters=letters) or is_misheard(readings[index]):
            said.append(index)
        elif readings[index].text not in _BETWEEN:
            break
        index += 1
    while len(said) > 1 and not is_certain(readings[said[-1]], letters=letters) and not _ends(words, said[-1]):
        said.pop()
    return said


def is_certain(reading: Reading, *, letters: bool = False) -> bool:
    """Whether a word says a digit of a code beyond doubt, or a letter."""
    if not reading.shape:
        return letters and reading.text in SIGNS
    if reading.shape == "L":
        return letters
    return reading.shape in NUMBER and (letters or not any(map(str.isalpha, reading.digits)))


def is_misheard(reading: Reading) -> bool:
    """Whether a word is what a digit is misheard as."""
    return reading.shape == "M" or reading.text in MISHEARD_DIGITS


def _ends(words: Sequence[Word], index: int) -> bool:
    """Whether nothing but an apology or thanks follows a word in its turn or sentence."""
    after = index + 1
    if after == len(words) or not same_voice(words, index, after) or words[index].word.endswith(_ENDINGS):
        return True
    return words[after].word.casefold().strip(".,!?") in ("sorry", "thanks", "thank", "please", "okay", "ok", "yeah")


def is_whole(words: Sequence[Word], readings: Sequence[Reading], said: Sequence[int]) -> bool:
    """Whether a code is all that its stretch of talk tells."""
    return is_led_to(words, readings, said[0]) and is_closed(words, readings, said[-1])
