"""A house's number that is said again by itself: "is it 41 kirkstone house" - "14" - "sorry, 14"."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from callscribe.polish.detectors.addresses.place_names import ends_sentence
from callscribe.polish.detectors.voices import same_voice

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from callscribe.polish.detectors.addresses.address_tokens import Token
    from callscribe.polish.detectors.numbers.number_words import Reading
    from callscribe.transcript.words import Word

LONGEST_BETWEEN: Final = 3
"""Words between an address and the number that corrects its own: "is it 12 high street still"."""

LONGEST_NUMBER: Final = 5
"""Words of a number that corrects a house's: "one hundred and four b"."""

_BESIDE: Final = frozenset(
    "it's its it is that's that no not at number so yes yeah and actually i'm we're i am oh sorry wait the "
    "rather right "
    "was be mean okay still correct isn't then".split()
)
"""With these beside it a number is one that corrects, or is agreed to."""

_LIVING: Final = frozenset(("i'm at", "we're at", "live at", "am at", "it's number", "are at"))


def clauses_of(words: Sequence[Word], tokens: Sequence[Token]) -> Iterator[list[Token]]:
    """The sentences of one turn, as far as they are marked."""
    clause: list[Token] = []
    for token in tokens:
        clause.append(token)
        if ends_sentence(words, token.last) or words[token.last].word.endswith("."):
            yield clause
            clause = []
    if clause:
        yield clause


def corrected_number_in(
    words: Sequence[Word], readings: Sequence[Reading], clause: Sequence[Token], heard: int
) -> list[int]:
    """Indices of the number, if a sentence holds nothing else, or tells where its speaker lives.

    Args:
        words: In the order of the conversation.
        readings: One for each word.
        clause: Tokens of one sentence.
        heard: Index of the last word that is known to be part of the address.
    """
    numbers = [token for token in clause if token.kind in "NL"]
    if any(readings[token.first].shape == "H" and readings[token.first].text != "hundred" for token in numbers):
        return []
    if numbers and readings[numbers[0].first].text == "oh" and readings[numbers[0].first + 1].shape in ("T", "Y", "V"):
        numbers.pop(0)
    if not numbers or numbers[0].kind != "N" or numbers[0].first <= heard or len(numbers) > LONGEST_NUMBER:
        return []
    said = [index for token in numbers for index in range(token.first, token.last + 1)]
    begun = clause[0].first
    living = f"{readings[said[0] - 2].text} {readings[said[0] - 1].text}" in _LIVING and said[0] - 2 >= begun
    if living and numbers[-1] is clause[-1]:
        return said
    if any(token.kind not in "NLPAB" and readings[token.first].text not in _BESIDE for token in clause):
        return []
    between = range(heard + 1, begun)
    asked = len(between) <= LONGEST_BETWEEN and all(
        readings[k].shape == "P" or readings[k].text in _BESIDE or not same_voice(words, k, begun) for k in between
    )
    return said if asked and all(readings[k].shape == "P" or readings[k].text in _BESIDE for k in between) else []
