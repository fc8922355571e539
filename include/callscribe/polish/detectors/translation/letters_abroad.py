"""Names of letters in other languages, where something is spelled."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from callscribe.polish.detectors.translation.vocabulary import goes_on, phrase_at, together, without_accents

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from callscribe.polish.detectors.translation.vocabulary import Vocabulary
    from callscribe.transcript.words import Word

LEAST_SPELLED: Final = 3
"""Letters and digits in a row from which on names of letters are believed to be letters, since most are words too."""


def letters_said(
    words: Sequence[Word],
    tokens: Sequence[str],
    numbers: Mapping[int, tuple[int, tuple[str, ...]]],
    table: Vocabulary,
) -> dict[int, tuple[int, str]]:
    """Letters where several characters are said in a row: where the name of each ends, and which it is."""
    letters: dict[int, tuple[int, str]] = {}
    index = 0
    while index < len(words):
        run: dict[int, tuple[int, str]] = {}
        characters = telling = 0
        after = index
        while after < len(words) and (after == index or goes_on(words, after)):
            letter = None if after in numbers else _letter_at(words, tokens, after, table)
            if letter is not None:
                telling += letter[0] > after + 1 or tokens[after] not in table.words_too
                run[after] = letter
                after = letter[0]
            elif after in numbers:
                after, said = numbers[after]
                characters += len(said)
            else:
                break
        exemplified = any(  # "x wie xanthippe", but "es wie sonst"
            end > at + 2 and (len(tokens[at]) == 1 or tokens[at] not in table.words_too) for at, (end, _) in run.items()
        )
        if exemplified or (len(run) + characters >= LEAST_SPELLED and (telling or len(run) >= LEAST_SPELLED)):
            letters |= run
        index = max(after, index + 1)
    return letters


def _letter_at(words: Sequence[Word], tokens: Sequence[str], index: int, table: Vocabulary) -> tuple[int, str] | None:
    """Where the name of a letter ends, and the letter: "efe", "y griega", "be de barcelona"."""
    named = tokens[index]
    after, letter = index + 1, table.letters.get(named, named)
    phrase_end, english = phrase_at(words, tokens, index, table)
    if english is not None and phrase_end > after and len(english) == 1 and len(english[0]) == 1:
        after, letter = phrase_end, english[0]
    if len(letter) != 1 or not letter.isalpha():
        return None
    if after + 1 < len(words) and tokens[after] in table.as_in:
        example = tokens[after + 1]
        telling = len(example) > 1 and without_accents(example).startswith(letter)
        if telling and together(words, after) and together(words, after + 1):
            return after + 2, letter
    return (after, letter) if after > index + 1 or named in table.letters else None
