"""Links read out loud whose path or query is spelled: "example dot com slash reset slash a b nine"."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from callscribe.polish.detectors.online.email_words import DOTS, ENDINGS
from callscribe.polish.detectors.ordinary_words import SMALL_WORDS, is_ordinary_word
from callscribe.polish.detectors.spelled_characters import LETTER_NAMES, read_character
from callscribe.polish.detectors.spelling_alphabet import COUNTED, MAX_PAUSES
from callscribe.polish.detectors.voices import same_voice, spans_by_voice, voice_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from callscribe.polish.detectors.numbers.spoken_numbers import Reading
    from callscribe.polish.entities import EntitySpan
    from callscribe.transcript.words import Word

SLASHES: Final = frozenset(("slash", "/", "slashed", "flash", "backslash"))
EQUALS: Final = "equals"
QUESTION: Final = "question"
"""What a spoken link has where it has a query: "question mark token equals"."""

SIGNS: Final = (
    SLASHES | DOTS | frozenset(("dash", "hyphen", "minus", "underscore", EQUALS, "hash", "ampersand", "mark"))
)

LONGEST: Final = 60
"""Words of one spoken link at most."""

LEAST_TOKEN: Final = 4
"""Characters spelled one by one in a link that make it one with a token."""

MAX_PAUSE_S: Final = 15.0
"""A longer pause ends a link (estimate)."""


def find_spoken_links(words: Sequence[Word], readings: Sequence[Reading], signs: Sequence[int]) -> Iterator[EntitySpan]:
    """Find links with a token, from the site's name to the last character.

    Args:
        words: In the order of the conversation.
        readings: One for each word.
        signs: Indices of words that say "slash", and of those that say "question".

    Yields:
        NETWORK spans, each within one voice, in order.
    """
    end = -1
    for sign in signs:
        first = _site_start(readings, sign) if sign > end else -1
        if first < 0:
            continue
        path, characters, query = _path(words, readings, sign)
        if characters >= LEAST_TOKEN or query:
            end = path[-1]
            yield from spans_by_voice(words, [*range(first, sign), *path], "NETWORK", "url_spoken", 0.8)


def _site_start(readings: Sequence[Reading], sign: int) -> int:
    """Index of the first word of the site's name that ends before a sign, or -1."""
    index = sign - 1
    if index < 0:
        return -1
    if "." in readings[index].text.strip("."):
        return index
    if readings[index].text not in ENDINGS or index < 2 or readings[index - 1].text not in DOTS:
        return -1
    first = index - 2
    while first >= 2 and readings[first - 1].text in DOTS:
        first -= 2
    while first > 0 and readings[first - 1].shape == "L":
        first -= 1
    # "No problem dot com": the site's name was misheard, or not heard
    return first + (first == index - 2 and readings[first].text in SMALL_WORDS)


def _path(words: Sequence[Word], readings: Sequence[Reading], sign: int) -> tuple[list[int], int, bool]:
    """Words of a path from its first sign on, the most characters spelled in a row, and whether it has a query."""
    path: list[int] = []
    row = longest = pauses = 0
    voice = voice_of(words, sign - 1)
    query = False
    index = sign - 1
    # The other party may say "uh huh" and more before the token, and nothing belongs to the link that it says.
    while index + 1 < len(readings) and index - sign < LONGEST and pauses <= (MAX_PAUSES if row else 2 * MAX_PAUSES):
        index += 1
        said = readings[index].text
        if path and words[index].start_s - words[index - 1].end_s > MAX_PAUSE_S:
            break
        if voice_of(words, index) != voice:
            pauses += 1
            continue
        character = read_character(words, readings, index)
        if said in SIGNS:
            query = query or said == EQUALS
            path.append(index)
        elif said == QUESTION and readings[index + 1 : index + 2] and readings[index + 1].text == "mark":
            path.append(index)
            query = True
        elif character is not None and (character.sure or _is_letter(words, readings, index, row=row, query=query)):
            row += len(character.text)
            longest = max(longest, row)
            path += range(index, character.last + 1)
            index = character.last
        elif readings[index].shape == "P":
            pauses += 1
            continue
        elif row > 1 and path[-1] == index - 1 and _may_be_misheard(words, readings, index):
            path.append(index)  # a misheard one
        elif path and path[-1] == index - 1 and readings[index - 1].text in SIGNS:
            # One plain word after a sign is the name of a page, or of what is asked for.
            path.append(index)
            row = 0
        else:
            break
        pauses = 0
    return path, longest, query


def _may_be_misheard(words: Sequence[Word], readings: Sequence[Reading], index: int) -> bool:
    """Whether a word stands where a character was said; but not after a full stop: "q s. From nine to five"."""
    return not words[index - 1].word.endswith((".", "?", "!")) and _is_sure(words, readings, index + 1)


def _is_letter(words: Sequence[Word], readings: Sequence[Reading], index: int, *, row: int, query: bool) -> bool:
    """Whether a word that may be a letter is one here: among letters, or "a" where a token begins."""
    said = readings[index].text
    if row and said == "a" and index + 1 < len(readings) and same_voice(words, index, index + 1):
        # "Okay, just a second"
        after = readings[index + 1]
        return after.text not in COUNTED and (after.shape != "" or not is_ordinary_word(after.text))
    if row and (said in LETTER_NAMES or said == "a"):
        return True
    return len(said) == 1 and (bool(row) or query) and _is_sure(words, readings, index + 1)


def _is_sure(words: Sequence[Word], readings: Sequence[Reading], index: int) -> bool:
    if index >= len(readings) or not same_voice(words, index, index - 1):
        return False
    character = read_character(words, readings, index)
    return character is not None and character.sure
