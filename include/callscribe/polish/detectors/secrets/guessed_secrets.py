"""Secrets that somebody guesses or remembers aloud: "okay, is it tangerine?", "he'd have had everton".

Near the name of a secret, a word that is not of everyday English and follows words of guessing, or of having and using,
is the secret.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from callscribe.polish.common_words import is_common
from callscribe.polish.detectors.ordinary_words import is_ordinary_word
from callscribe.polish.detectors.phrases import by_first_word, phrase_at
from callscribe.polish.detectors.secrets.identifier_edges import is_closed
from callscribe.polish.detectors.secrets.secret_extent import is_character, is_content
from callscribe.polish.detectors.voices import same_voice

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from callscribe.polish.detectors.numbers.spoken_numbers import Reading
    from callscribe.transcript.words import Word

GUESSES: Final = (
    "is it", "could it be", "would it be", "might it be", "maybe", "maybe it's", "perhaps", "might be", "could be",
    "must be", "may be", "what about", "how about", "or is it", "or maybe", "try", "i think it's", "i think it was",
    "would be", "would have been", "might have been", "could have been", "must have been", "probably",
)  # fmt: skip
"""Words before a guess."""

HAVING: Final = (
    "he had", "she had", "they had", "we had", "i had", "have had", "had it as", "have used", "always used",
    "always uses", "always use", "have put", "would've used", "would've been", "would've had", "have chosen",
    "he used", "she used", "we used", "he put", "she put", "i put", "we put", "he uses", "she uses",
)  # fmt: skip
"""Words before what somebody had as a password: "he'd have had everton"."""

GUESS_REACH: Final = 45
"""Words after a secret's name in which it is guessed (estimate)."""

HAVING_REACH: Final = 14
"""Words between a secret's name and "he'd have had" (estimate)."""

MAX_WORDS: Final = 3
"""Words of a secret that is guessed."""

_BY_FIRST: Final = by_first_word(
    [*((phrase, GUESS_REACH) for phrase in GUESSES), *((phrase, HAVING_REACH) for phrase in HAVING)]
)


def guessed_secrets(
    words: Sequence[Word], readings: Sequence[Reading], names: Sequence[int], hidden: Collection[int]
) -> Iterator[list[int]]:
    """Find them.

    Args:
        words: In the order of the conversation, all parties together.
        readings: One for each word.
        names: Indices of the last words of names of secrets, ascending.
        hidden: Indices of words that are known to be of secrets.

    Yields:
        Indices of the words of one secret.
    """
    end = -1
    for name in names:
        for index in range(max(name, end) + 1, min(name + 1 + GUESS_REACH, len(words))):
            if index <= end or readings[index].text not in _BY_FIRST:
                continue
            found = phrase_at(readings, index, _BY_FIRST)
            if found is None or index - name > found[1]:
                continue
            start = index + len(found[0])
            secret = _secret_at(words, readings, start)
            if not secret or not same_voice(words, index, start) or start in hidden:
                continue
            if found[1] == GUESS_REACH and not is_closed(words, readings, secret[-1]):
                continue
            end = secret[-1]
            yield secret


def _secret_at(words: Sequence[Word], readings: Sequence[Reading], start: int) -> list[int]:
    """The words from one on that are no everyday English, with the digits after them."""
    index = start
    while index < len(words) and index - start < MAX_WORDS and same_voice(words, start, index):
        token = readings[index].text
        if not is_content(readings[index]) or is_common(token) or is_ordinary_word(token):
            break
        index += 1
    if index == start:
        return []
    while index < len(words) and same_voice(words, start, index) and is_character(words, readings, index):
        index += 1
    return list(range(start, index))
