"""What becomes of an address in the turns after it: it goes on, is corrected, and is read back in parts."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import takewhile
from typing import TYPE_CHECKING, Final

from callscribe.polish.detectors.addresses.address_answers import turns_from
from callscribe.polish.detectors.addresses.address_clusters import clusters_of, has_street, words_of
from callscribe.polish.detectors.addresses.address_tokens import TALKING, Token, is_closed, tokens_of
from callscribe.polish.detectors.addresses.address_words import DIRECTIONS, ROOMS, STREETS, UNITS, WEAK_STREETS
from callscribe.polish.detectors.addresses.corrected_numbers import clauses_of, corrected_number_in
from callscribe.polish.detectors.addresses.place_names import clause_start, is_rare, place_in, stands_alone
from callscribe.polish.detectors.addresses.streets import LONGEST_NUMBER
from callscribe.polish.detectors.found_words import Hits, hide, spans_of
from callscribe.polish.detectors.voices import same_voice

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from callscribe.polish.detectors.numbers.number_words import Reading
    from callscribe.transcript.words import Word

FOLLOWED_WORDS: Final = 50
"""Words after an address within which it goes on or parts of it are repeated (estimate)."""

LISTENING_WORDS: Final = 4
"""Words at the beginning of a turn before the address goes on: "yes that's right and"."""

REPEATING_WORDS: Final = 7
"""Words before what is repeated: "okay so let me read that back"."""

TOWN_NOUNS: Final = frozenset("town city suburb county village state".split())
"""In a question they ask for what stands behind a street."""

_ASKING: Final = frozenset("what how when where which why who can could would may your".split())
"""In a turn of the other voice that repeats nothing they show that the address is no longer the subject."""

_LISTENING: Final = frozenset(
    "and in then than it's its is that's that so yes yeah correct right uh-huh i not on no oh sorry".split()
)

_READING_BACK: Final = frozenset(
    "i i've have got heard said wrote was just to confirm let me read repeat back again you this address".split()
)

_KINDS_AND_UNITS: Final = STREETS | WEAK_STREETS | UNITS | DIRECTIONS


@dataclass(slots=True)
class _Followed:
    """An address while the turns after it are read.

    Attributes:
        first: Index of its first word.
        last: Index of its last word, inclusive.
        opening: Index of the first word of its turn that may be part of it.
        told: Its numbers and names, and those that were added to them.
        heard: Index of the last word so far that is known to be part of it.
        open_ended: It is still what is talked about.
        asked_town: The other voice has asked for the town.
    """

    first: int
    last: int
    opening: int
    told: set[str]
    heard: int
    open_ended: bool = True
    asked_town: bool = False


def hide_again(hits: Hits, words: Sequence[Word], readings: Sequence[Reading]) -> None:
    """Hide what goes on with an address, in its turn and after the other voice, and what repeats parts of it.

    Args:
        hits: What is known to be part of an address, added to.
        words: In the order of the conversation.
        readings: One for each word.
    """
    told: set[str] = set()
    until = -1
    for span in list(spans_of(hits, words, readings, "ADDRESS")):
        if span.first_word > until:
            told = set()
        told |= _telling(readings, range(span.first_word, span.last_word + 1))
        until = _follow(hits, words, readings, span.first_word, span.last_word, told)


def _follow(
    hits: Hits, words: Sequence[Word], readings: Sequence[Reading], first: int, last: int, told: set[str]
) -> int:
    """Hide what belongs to the address at some words; the index before which its parts may be repeated."""
    until = min(last + 1 + FOLLOWED_WORDS, len(words))
    opening = first
    while opening > 0 and first - opening < LONGEST_NUMBER and same_voice(words, opening - 1, first):
        opening -= 1  # its number may stand before a misheard word
    address = _Followed(first, last, opening, told, heard=last)
    for start, end in turns_from(words, opening, until):
        own = same_voice(words, start, first)
        tokens = tokens_of(words, readings, start, end + 1)
        found = _hide_parts(hits, words, readings, address, tokens)
        if address.open_ended:
            found = _hide_corrections(hits, words, readings, address, tokens) or found
        if address.asked_town and own:
            found = _hide_town(hits, words, readings, tokens) or found
        address.asked_town = not own and any(readings[k].text in TOWN_NOUNS for k in range(start, end + 1))
        asks = any(readings[k].text in _ASKING or words[k].word.endswith("?") for k in range(start, end + 1))
        if not found and not address.asked_town and (end - start > LISTENING_WORDS or (asks and not own)):
            address.open_ended = False
    return until


def _hide_parts(
    hits: Hits, words: Sequence[Word], readings: Sequence[Reading], address: _Followed, tokens: Sequence[Token]
) -> bool:
    """Hide what repeats an address or goes on with it in one turn; whether there is any."""
    found = False
    start = tokens[0].first
    for cluster in clusters_of(words, readings, tokens):
        indices = words_of(cluster)
        if start == address.opening:
            belongs = _belongs_in_turn(words, readings, address, cluster)
        else:
            belongs = any(index in hits for index in indices) or _belongs_after(
                words, readings, address, cluster, start
            )
        if belongs:
            found = True
            hide(hits, indices, 0.65, "address_again")
            address.told |= _telling(readings, indices)
            address.heard = max(address.heard, indices[-1])
    return found


def _belongs_in_turn(
    words: Sequence[Word], readings: Sequence[Reading], address: _Followed, cluster: Sequence[Token]
) -> bool:
    """Whether parts belong to the address that stands in the same turn."""
    first, last = cluster[0].first, cluster[-1].last
    if first <= address.last:
        return last >= address.first
    begin = clause_start(words, address.opening, first)
    if begin > address.first and _goes_on(words, readings, cluster, start=begin):
        return True
    rest = max(begin, address.last + 1)
    return len(cluster) > 1 and _repeats(words, readings, cluster, address.told, start=rest)


def _belongs_after(
    words: Sequence[Word], readings: Sequence[Reading], address: _Followed, cluster: Sequence[Token], start: int
) -> bool:
    """Whether parts in a later turn, which begins at `start`, belong to the address."""
    names = not {token.kind for token in cluster} <= set("NL")
    if (address.open_ended or names) and _repeats(words, readings, cluster, address.told, start=start):
        return True
    if not address.open_ended:
        return False
    if not same_voice(words, start, address.first):
        return _asks_back(words, readings, cluster)
    return _goes_on(words, readings, cluster, start=clause_start(words, start, cluster[0].first))


def _hide_corrections(
    hits: Hits, words: Sequence[Word], readings: Sequence[Reading], address: _Followed, tokens: Sequence[Token]
) -> bool:
    """Hide the house's number where a sentence holds nothing else; whether one does."""
    found = False
    for clause in clauses_of(words, tokens):
        number = corrected_number_in(words, readings, clause, address.heard)
        if number:
            found = True
            hide(hits, number, 0.65, "address_number")
            address.told |= _telling(readings, number)
            address.heard = max(address.heard, number[-1])
    return found


def _hide_town(hits: Hits, words: Sequence[Word], readings: Sequence[Reading], tokens: Sequence[Token]) -> bool:
    """Hide the town that a turn begins with, which was asked for; whether there is one."""
    town = place_in(words, readings, tokens)
    if not town or not (is_rare(readings, town) or len(town) == 1) or not stands_alone(words, readings, town):
        return False
    hide(hits, words_of(town), 0.65, "address_town")
    return True


def _telling(readings: Sequence[Reading], indices: Collection[int]) -> set[str]:
    """The numbers and names among some words."""
    return {
        readings[k].digits or readings[k].text
        for k in indices
        if readings[k].shape in ("U", "T", "Y", "V", "N", "Q", "M")
        or (not readings[k].shape and len(readings[k].text) > 2)
    } - _KINDS_AND_UNITS


def _repeats(
    words: Sequence[Word], readings: Sequence[Reading], cluster: Sequence[Token], told: Collection[str], *, start: int
) -> bool:
    """Whether parts of an address, in the turn that begins at `start`, are those that were told before."""
    beginning = cluster[0].first - start
    if beginning > REPEATING_WORDS:
        return False
    same = [
        token
        for token in cluster
        if token.kind in "NOLSTWCk"
        and any((readings[k].digits or readings[k].text) in told for k in range(token.first, token.last + 1))
    ]
    kinds = {token.kind for token in cluster if token.kind != "U" or readings[token.first].text not in ROOMS}
    if any(token.kind in "WT" for token in same) or (same and "U" in kinds):
        return True
    if same and has_street(readings, cluster, sure=True):
        return True
    if kinds.isdisjoint("DOKk"):
        # Numbers alone are said of much else.
        whole = len(same) == len(cluster) and is_closed(words, readings, cluster[-1].last)
        before = {readings[k].text for k in range(start, cluster[0].first) if readings[k].shape != "P"}
        numbers = list(takewhile(lambda token: token.kind == "N", cluster))
        whole = whole or (len(numbers) > 1 and all(token in same for token in numbers))
        return whole and before <= (_LISTENING | _READING_BACK if len(same) > 1 else _LISTENING)
    return len(same) >= 2 and 2 * len(same) >= len(cluster)


def _goes_on(words: Sequence[Word], readings: Sequence[Reading], cluster: Sequence[Token], *, start: int) -> bool:
    """Whether parts near the beginning of a turn are an address's next: its street, unit, town or state."""
    if cluster[0].first - start > LISTENING_WORDS:
        return False
    kinds = {token.kind for token in cluster}
    if ("U" in kinds and readings[cluster[0].first].text not in ROOMS and not kinds.isdisjoint("NL")) or has_street(
        readings, cluster, sure=True
    ):
        return True
    if not _opens_turn(readings, start, cluster[0].first):
        return False
    sure = "S" in kinds and len(cluster) > 1
    if sure or any(token.kind == "T" and token.last > token.first for token in cluster):
        return True
    if not is_closed(words, readings, cluster[-1].last):
        return False
    street = "K" in kinds and len(cluster) > 1
    return not kinds.isdisjoint("TS") or (("W" in kinds or street) and kinds <= set("WCDkK"))


def _asks_back(words: Sequence[Word], readings: Sequence[Reading], cluster: Sequence[Token]) -> bool:
    """Whether the other voice names a town or another street: "is that in wichita", "not paddock lane"."""
    first, last = cluster[0].first, cluster[-1].last
    if not first or not same_voice(words, first - 1, first) or not is_closed(words, readings, last):
        return False
    kinds = {token.kind for token in cluster}
    before = readings[first - 1].text
    if before == "in":
        return not kinds.isdisjoint("WTS") and kinds <= set("WCTSD")
    return before == "not" and not kinds.isdisjoint("Kk") and len(cluster) > 1


def _opens_turn(readings: Sequence[Reading], start: int, first: int) -> bool:
    """Whether nothing but listening words stands between a turn's beginning and a word."""
    return all(
        (readings[k].shape == "P" and readings[k].text not in TALKING) or readings[k].text in _LISTENING
        for k in range(start, first)
    )
