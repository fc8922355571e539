"""Tokens of links of which other words were misheard: "example nine com login question mark code equals, k l m"."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING, Final

from callscribe.polish.detectors.online.email_words import DOTS, SURE_ENDINGS
from callscribe.polish.detectors.spelling_alphabet import MAX_PAUSE_S, Spelling, find_spellings, is_time
from callscribe.polish.detectors.voices import same_voice

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from callscribe.polish.detectors.numbers.number_words import Reading
    from callscribe.transcript.words import Word

TELLING: Final = frozenset(("slash", "question", "mark", "equals", "token", "session", "auth", "ampersand", "login"))
"""Words of a link read out loud, beside its site: two of them, or one and a site, tell that one is being read."""

SURE_SIGNS: Final = frozenset(("equals", "slash"))
"""Those after which even a number is a token."""

LEAST_TELLING: Final = 2

LINK_REACH: Final = 12
"""Words before a token in which the rest of its link is said."""

TOKEN_REACH: Final = 8
"""Words after the last of a link's words in which its token begins: "equals, let me see, k l m"."""

LEAST_TOKEN: Final = 4
"""Characters of a token, as in `spoken_links`."""

REPEAT_REACH: Final = 80
"""Words after a token in which it is read back, or corrected."""

LATEST: Final = 3
"""Tokens that may be said again at a time."""

LEAST_SHARED: Final = 3
"""Characters in a row that make a spelling one of a token's."""


def find_link_tokens(
    words: Sequence[Word], readings: Sequence[Reading], signs: Sequence[int], known: set[int]
) -> Iterator[list[int]]:
    """Find tokens, and tokens said again.

    Args:
        words: In the order of the conversation.
        readings: One for each word.
        signs: Indices of words in TELLING.
        known: Indices of words of links that were found.

    Yields:
        Indices of words, ascending.
    """
    tokens: list[str] = []
    done = -1
    for place, sign in enumerate(signs):
        following = signs[place + 1] if place + 1 < len(signs) else len(readings)
        if following <= sign + 2 or not _in_link(readings, sign):
            continue
        after = range(max(sign + 1, done + 1), min(sign + 1 + TOKEN_REACH, following))
        for spelling in find_spellings(words, readings, _characters_in(readings, after)):
            far = words[spelling.first].start_s - words[sign].end_s > 2 * MAX_PAUSE_S
            if len(spelling.text) < LEAST_TOKEN or spelling.first <= sign or far or is_time(spelling, readings):
                continue
            if spelling.sure.isdigit() and readings[sign].text not in SURE_SIGNS:
                continue  # "a question mark next to my balance of one two three four"
            said = _without_talk(words, spelling)
            if readings[sign].text == "slash" and spelling.first == sign + 2 and same_voice(words, sign, sign + 1):
                said = [sign + 1, *said]  # "slash join 8 8 f 2 q"
            done = said[-1]
            tokens.append("".join(each.text for each in spelling.characters if each.last <= done))
            if not known.issuperset(said):
                yield said
            break
        if tokens and done > sign:
            yield from _again(words, readings, tokens[-LATEST:], done, known)


def _in_link(readings: Sequence[Reading], sign: int) -> bool:
    """Whether a link is being read out where a sign is said."""
    start = max(0, sign - LINK_REACH)
    said = [reading.text for reading in readings[start : sign + 1]]
    telling = len(TELLING.intersection(said)) - ("question" in said and "mark" in said)
    site = any(text in SURE_ENDINGS and (before in DOTS or telling) for before, text in itertools.pairwise(said))
    # Endings of domains are without number: "portal dot clinic dot care slash".
    named = said[-1] == "slash" and len(said) > 3 and said[-3] == "dot" and said[-2].isalpha()
    return named or telling + site >= LEAST_TELLING + (said[-1] not in ("equals", "mark"))


def _again(
    words: Sequence[Word], readings: Sequence[Reading], tokens: Sequence[str], last: int, known: set[int]
) -> Iterator[list[int]]:
    """A token that is read back, or said once more after a correction."""
    after = range(last + 1, min(last + 1 + REPEAT_REACH, len(readings)))
    for spelling in find_spellings(words, readings, _characters_in(readings, after)):
        # "K seven m w, wait no, k seven m x" is read as one, over the correction.
        characters = [each for each in spelling.characters if each.first > last]
        while characters and characters[0].text == "?":
            del characters[0]
        if not characters:
            continue
        spelling = Spelling(tuple(characters))
        text = spelling.text
        parts = {text[at : at + LEAST_SHARED] for at in range(len(text) - LEAST_SHARED + 1)}
        if any(part in token for part in parts for token in tokens):
            said = _without_talk(words, spelling)
            if not known.issuperset(said):
                yield said


def _without_talk(words: Sequence[Word], spelling: Spelling) -> list[int]:
    """Words of a spelling up to two that are no characters: "u a c p - we're open twenty four seven"."""
    said: list[int] = []
    for character in spelling.characters:
        misheard = character.text == "?" and character.last > character.first
        # "W. I got a ten percent coupon"
        ended = bool(said) and not character.sure and words[said[-1]].word.endswith((".", "?", "!"))
        if misheard or ended:
            break
        said += range(character.first, character.last + 1)
    return said


def _characters_in(readings: Sequence[Reading], indices: Sequence[int]) -> list[int]:
    return [index for index in indices if readings[index].shape in ("U", "N", "T", "V", "L", "R")]
