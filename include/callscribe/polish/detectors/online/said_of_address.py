"""What is said of an address that was given: its name in plain words again, a number put right, a letter explained."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Final

from callscribe.polish.detectors.online.email_names import TURN_OPENERS
from callscribe.polish.detectors.online.email_words import DIGIT_SHAPES, is_letter
from callscribe.polish.detectors.ordinary_words import SMALL_WORDS
from callscribe.polish.detectors.voices import ends_turn, same_voice

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from callscribe.polish.detectors.numbers.number_words import Reading
    from callscribe.transcript.words import Word

NAME_REACH: Final = 120
"""Words after an address in which its name is read back."""

ANSWER_REACH: Final = 12
"""Words after an address in which the other party says that its number is another: "it's sixty one now"."""

LETTER_REACH: Final = 25
"""Words after an address, or after the last of its letters, in which one is explained: "b as in boy"."""

AFTER_CORRECTED: Final = frozenset("now not instead actually sorry though then at".split())
"""What may follow a number that was put right in its sentence."""

ALONE: Final = frozenset("LUNTYV")
"""Shapes of the characters that may follow an explained letter: "d as in dog one"."""

EXPLAINERS: Final = (("as", "in"), ("for",), ("like",))


def find_names_again(
    readings: Sequence[Reading], texts: Sequence[str], found: Sequence[Sequence[int]]
) -> Iterator[list[int]]:
    """Find the names of addresses that are read back, everyday words as they may be.

    Args:
        readings: One for each word.
        texts: Of the readings.
        found: Indices of the words of each address.

    Yields:
        Indices of words, ascending.
    """
    for said in found:
        name = [texts[index] for index in said]
        name = name[: name.index("at")] if "at" in name else name
        pairs = set(pairwise(name))
        if len(pairs) < 2 and not all(text.isalpha() and text not in SMALL_WORDS for text in name):
            continue
        run: list[int] = []
        for index in range(said[-1] + 1, min(said[-1] + 1 + NAME_REACH, len(texts))):
            if run and (texts[run[-1]], texts[index]) in pairs:
                run.append(index)
                continue
            if _is_telling(readings, run):
                yield run
            run = [index]
        if _is_telling(readings, run):
            yield run


def _is_telling(readings: Sequence[Reading], run: Sequence[int]) -> bool:
    """Whether a row of words is hardly said but as a name: two of them mean something, or one with a number."""
    if len(run) < 2:
        return False
    numbered = any(readings[index].shape in DIGIT_SHAPES for index in run)
    content = sum(readings[index].text not in SMALL_WORDS and not readings[index].shape for index in run)
    return content + numbered > 1


def find_corrected_numbers(
    words: Sequence[Word], readings: Sequence[Reading], found: Sequence[Sequence[int]]
) -> Iterator[list[int]]:
    """Find the number of an address that the other party says is another.

    Args:
        words: In the order of the conversation.
        readings: One for each word.
        found: Indices of the words of each address.

    Yields:
        Indices of words, ascending.
    """
    for said in found:
        if not any(readings[index].shape in DIGIT_SHAPES for index in said):
            continue
        index = end = said[-1] + 1
        while index < min(end + ANSWER_REACH, len(words)) and (
            same_voice(words, index, said[-1]) or readings[index].text in TURN_OPENERS or readings[index].shape == "P"
        ):
            index += 1
        number = index
        while index < len(words) and readings[index].shape in DIGIT_SHAPES and same_voice(words, number, index):
            index += 1
        if number < index < end + 2 * ANSWER_REACH and not same_voice(words, number, said[-1]):
            last = index - 1
            ended = ends_turn(words, last) or words[last].word.endswith((".", "?", "!"))
            if ended or readings[index].text in AFTER_CORRECTED:
                yield list(range(number, index))
                yield from _once_more(words, readings, range(number, index))


def _once_more(words: Sequence[Word], readings: Sequence[Reading], number: range) -> Iterator[list[int]]:
    """A number that is said again at once: "sixty one, not sixty - okay, sixty one"."""
    digits = [readings[index].digits for index in number]
    for index in range(number.stop, min(number.stop + ANSWER_REACH, len(words) - len(number) + 1)):
        if [reading.digits for reading in readings[index : index + len(number)]] == digits:
            yield list(range(index, index + len(number)))
            return


def find_explained_letters(
    words: Sequence[Word], readings: Sequence[Reading], found: Sequence[Sequence[int]]
) -> Iterator[list[int]]:
    """Find letters of addresses that are explained afterwards: "is that r b or r p - b as in boy".

    Args:
        words: In the order of the conversation.
        readings: One for each word.
        found: Indices of the words of each address.

    Yields:
        Indices of words, ascending, with the characters that follow at once.
    """
    done = -1
    for said in found:
        index = max(said[-1], done + 1)  # "d one - d as in dog": it may have been heard already
        end = said[-1] + LETTER_REACH
        while index < min(end, len(words)):
            last = _explained_until(readings, index) if is_letter(readings[index]) else -1
            if last < 0 or not same_voice(words, index, last):
                index += 1
                continue
            while last + 1 < len(words) and same_voice(words, last, last + 1) and readings[last + 1].shape in ALONE:
                last += 1
            yield list(range(index, last + 1))
            done, index, end = last, last + 1, last + LETTER_REACH


def _explained_until(readings: Sequence[Reading], letter: int) -> int:
    """Index of the word that explains a letter, or -1."""
    for phrase in EXPLAINERS:
        word = letter + 1 + len(phrase)
        between = tuple(reading.text for reading in readings[letter + 1 : word])
        if word < len(readings) and between == phrase and len(readings[word].text) > 1:
            return word if readings[word].text[0] == readings[letter].text else -1
    return -1
