"""Where a secret that was found is said again: read back by the other party, or given a second time."""

from __future__ import annotations

from collections import defaultdict
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from callscribe.polish.detectors.secrets.identifier_edges import consecutive
from callscribe.polish.detectors.secrets.password_words import DESCRIBED, DESCRIBING, REFUSED, STOPS, SYMBOLS
from callscribe.polish.detectors.secrets.secret_extent import is_character, is_character_next, is_content, talks
from callscribe.polish.detectors.secrets.written_secrets import is_written
from callscribe.polish.detectors.spelled_characters import CASES
from callscribe.polish.detectors.voices import ends_turn, same_voice, spans_by_voice
from callscribe.polish.sounds import alike, begin_alike, sound_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from callscribe.polish.detectors.numbers.spoken_numbers import Reading
    from callscribe.polish.entities import EntitySpan
    from callscribe.transcript.words import Word

READ_BACK_REACH: Final = 60
"""Words in which a secret of one word is hidden again; longer ones are hidden wherever they recur."""

LONGEST_BEGUN: Final = 6
"""Words of a secret that were misheard when it was read back (estimate)."""

LEAST_ALIKE: Final = 5
"""Letters of a word that is found again by its sound."""

ALIKE: Final = 0.75
"""How like a secret's word another sounds that was heard for it (0 to 1; estimate)."""

ALIKE_REACH: Final = 20
"""Words after a secret in which such a word repeats it."""

LEAST_RECURRING: Final = 4
"""Letters of a secret's only word that is worth hiding again: "blue" is, "red" is everywhere."""


def said_again(
    words: Sequence[Word], readings: Sequence[Reading], secrets: Sequence[Sequence[int]]
) -> Iterator[EntitySpan]:
    """Where a secret is said again, or its telling words are, with the digits and signs that follow."""
    hidden = {index for secret in secrets for index in secret}
    pairs: set[tuple[str, str]] = set()
    telling: dict[str, list[int]] = defaultdict(list)
    for secret in secrets:
        tokens = [readings[index].text for index in secret]
        numbers = {readings[index].text for index in secret if readings[index].shape}
        pairs.update(
            pair
            for pair in pairwise(tokens)
            if not all(token in STOPS or len(token) == 1 or token in numbers for token in pair)
        )
        for index in secret:
            token = readings[index].text
            plain = not readings[index].shape and not _is_common(token)
            if len(token) >= LEAST_RECURRING and (plain or is_written(token)):
                telling[token].append(index)
    firsts = {one for one, _ in pairs} | set(telling)
    again: set[int] = set()
    for index, reading in enumerate(readings):
        if reading.text not in firsts or index in hidden:
            continue
        following = index + 1 < len(readings) and (reading.text, readings[index + 1].text) in pairs
        if following and index + 1 not in hidden:
            again.update((index, index + 1))
        elif any(abs(index - said) <= READ_BACK_REACH for said in telling.get(reading.text, ())):
            again.add(index)
        else:
            continue
        after = index + 1 + (index + 1 in again)
        while (
            after < len(words)
            and (
                is_character(words, readings, after)
                or (readings[after].shape == "O" and (_is_among(words, readings, after) or ends_turn(words, after)))
            )
            and same_voice(words, after, index)
            and not (words[after - 1].word.endswith((".", "?", "!")) and talks(words, readings, after))
        ):
            again.add(after)
            after += 1
    again.update(_misheard(words, readings, telling, hidden))
    again.update(_begun(words, readings, again, hidden))
    for group in consecutive(again):
        yield from spans_by_voice(words, group, "SECRET", "read_back", 0.6)


def _misheard(
    words: Sequence[Word], readings: Sequence[Reading], telling: Mapping[str, Sequence[int]], hidden: Collection[int]
) -> Iterator[int]:
    """Words that sound like a secret's, said by the other party right after it: "so, panguin"."""
    for token, places in telling.items():
        if len(token) < LEAST_ALIKE:
            continue
        sound = sound_of(token)
        for place in places:
            for index in range(place + 1, min(place + 1 + ALIKE_REACH, len(words))):
                other = readings[index].text
                if index in hidden or same_voice(words, place, index) or len(other) < LEAST_ALIKE or other == token:
                    continue
                if begin_alike(sound, sound_of(other)) and alike(sound, sound_of(other)) >= ALIKE:
                    yield index


def _begun(
    words: Sequence[Word], readings: Sequence[Reading], again: Collection[int], hidden: Collection[int]
) -> Iterator[int]:
    """The beginning of what is read back, where it was misheard: "got it, mtnkey five us six one"."""
    for first in sorted(again):
        if first - 1 in again or first - 1 in hidden or not is_character(words, readings, first):
            continue
        index = first - 1
        while index >= 0 and first - index <= LONGEST_BEGUN and same_voice(words, index, first):
            part = is_content(readings[index]) or is_character(words, readings, index)
            if not part and (readings[index].shape == "P" or len(readings[index].text) > 2):
                break
            index -= 1
        led = index < 0 or not same_voice(words, index, first) or readings[index].shape == "P"
        if led or readings[index].text in ("that's", "it's", "is", "was", "got", "have", "heard"):
            yield from range(index + 1, first)


def _is_among(words: Sequence[Word], readings: Sequence[Reading], index: int) -> bool:
    """Whether a digit or sign stands before a word or after it."""
    return is_character_next(words, readings, index - 1) or (
        index + 1 < len(words) and is_character(words, readings, index + 1)
    )


def _is_common(token: str) -> bool:
    """Whether a word of a secret is said elsewhere without telling it."""
    return (
        token in STOPS
        or token in REFUSED
        or token in DESCRIBED
        or token in DESCRIBING
        or token in SYMBOLS
        or token in CASES
    )
