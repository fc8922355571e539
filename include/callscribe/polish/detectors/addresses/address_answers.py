"""Addresses that are asked for or announced: whatever stands between the first and the last part of one.

After "what's your address" a street need not be understood. The words of a turn are told apart into what addresses are
made of and what not (`address_tokens`); parts that nothing but a misheard word or a correction stands between are one
address, if there is enough of one in them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from callscribe.polish.detectors.addresses.address_clusters import (
    clusters_of,
    has_street,
    has_unit,
    is_unit_of_home,
    words_of,
)
from callscribe.polish.detectors.addresses.address_tokens import Token, is_closed, tokens_of
from callscribe.polish.detectors.addresses.address_words import ROOMS, STREETS
from callscribe.polish.detectors.addresses.place_names import (
    clause_start,
    is_house,
    is_rare,
    numbered_name,
    opens_answer,
    place_in,
    stands_alone,
)
from callscribe.polish.detectors.addresses.streets import number_at
from callscribe.polish.detectors.found_words import hide
from callscribe.polish.detectors.voices import same_voice

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from callscribe.polish.detectors.addresses.address_cues import AddressCue
    from callscribe.polish.detectors.found_words import Hits
    from callscribe.polish.detectors.numbers.number_words import Reading
    from callscribe.transcript.words import Word


ANSWER_REACH: Final = 60
"""Words between a question for the address and the address, with a detour of a few turns between."""

TOLD_REACH: Final = 12
"""Words between "i live at" and the address that follows in the same turn."""

LONGEST_TURN: Final = 60
"""Words of a turn that are looked at for an address (estimate: nobody goes on longer before it)."""

NEAR_BEGINNING: Final = 7
"""Words before an address that is not whole: "well it says here it's willow road"."""

LONGEST_REST: Final = 3
"""Words of a turn after "where are you calling from" that leave it a question."""

LONGEST_HOUSE_NUMBER: Final = 6
"""Words of a house's number that is all that is said: "one oh four b"."""

_QUANTITY: Final = frozenset("a an the these those about than only all have has had got want need with".split())
"""Before a number they make it none of a house."""

_COUNTING: Final = frozenset("many much long when".split())

_OTHER_QUESTIONS: Final = frozenset("many much long when who whose old name phone mobile email card birth".split())


@dataclass(frozen=True, slots=True)
class _Turn:
    """A stretch of one voice after a cue.

    Attributes:
        first: Index of its first word.
        last: Index of its last word, inclusive.
        told: The cue's own voice says it.
        first_answer: It is the other voice's first.
        direct: Nothing stands between the cue and it.
    """

    first: int
    last: int
    told: bool
    first_answer: bool
    direct: bool


def hide_answers(hits: Hits, words: Sequence[Word], readings: Sequence[Reading], cues: Sequence[AddressCue]) -> None:
    """Hide the address that follows each cue, by the voice that said it or another.

    Args:
        hits: What is known to be part of an address, added to.
        words: In the order of the conversation.
        readings: One for each word.
        cues: In order.
    """
    for position, cue in enumerate(cues):
        stop = cues[position + 1].last if position + 1 < len(cues) else len(words)
        _hide_answer(hits, words, readings, cue, stop)


def _hide_answer(hits: Hits, words: Sequence[Word], readings: Sequence[Reading], cue: AddressCue, stop: int) -> None:
    reach = ANSWER_REACH if cue.sure else TOLD_REACH
    answers = 0
    for first, last in turns_from(words, cue.last + 1, cue.last + reach):
        told = same_voice(words, first, cue.last)
        if told and first > cue.last + 1 and _asks_other(readings, first, last):
            return
        answers += not told
        answer = answers == 1 and not told
        direct = first == cue.last + 1 or (answer and (cue.asks or first - cue.last <= LONGEST_REST))
        turn = _Turn(first, last, told=told, first_answer=answer, direct=direct)
        found = _hide_in_turn(hits, words, readings, cue, turn)
        if found or (not cue.sure and not told) or first > stop:
            return


def _hide_in_turn(hits: Hits, words: Sequence[Word], readings: Sequence[Reading], cue: AddressCue, turn: _Turn) -> bool:
    """Hide the addresses in one turn; whether there are any."""
    tokens = tokens_of(words, readings, turn.first, turn.last + 1)
    found = False
    for cluster in clusters_of(words, readings, tokens):
        beginning = cluster[0].first - turn.first
        if beginning > (TOLD_REACH if turn.told and turn.direct else ANSWER_REACH):
            break
        street = has_street(readings, cluster, sure=cue.sure) or has_unit(readings, cluster)
        vague = not found and (not turn.told or turn.direct)
        vague = vague and (cue.sure or (beginning <= 1 and is_unit_of_home(readings, cluster[0])))
        if street or (vague and is_address(words, readings, cluster, cue, turn)):
            found = True
            hide(hits, words_of(cluster), 0.75, "address_answer")
    if turn.direct or cue.sure:
        place = _place(words, readings, tokens, cue, turn)
        hide(hits, place, 0.7, "address_place")
        found = found or bool(place)
    return found or any(index in hits for index in range(turn.first, turn.last + 1))


def _place(
    words: Sequence[Word], readings: Sequence[Reading], tokens: Sequence[Token], cue: AddressCue, turn: _Turn
) -> list[int]:
    """The words of a house's name or a town that a turn begins with, if they answer the cue."""
    if turn.told and not turn.direct:
        return []
    place = place_in(words, readings, tokens)
    if not place:
        return []
    said = [index for token in place for index in range(token.first, token.last + 1)]
    named = cue.sure or any(token.kind in "WT" for token in place)
    if named and is_house(readings, place) and stands_alone(words, readings, place):
        return said
    alone = all(token.kind in "NLP" for token in place) and place[0].kind == "N"
    if alone:
        counted = not _COUNTING.isdisjoint(reading.text for reading in readings[max(0, cue.last - 6) : cue.last])
        asked = cue.sure and turn.first_answer and turn.direct and not counted
        return said if asked and is_closed(words, readings, said[-1]) and len(place) <= LONGEST_HOUSE_NUMBER else []
    expected = turn.first_answer if not turn.told else said[0] > turn.first
    begun = place[0].kind in "NU" and any(token.kind in "WT" for token in place)
    if cue.sure and expected and begun and not _is_quantity(readings, place) and stands_alone(words, readings, place):
        return said
    numbers = [index for index in said if number_at(readings, index)]
    if numbers and not (cue.sure and place[0].kind in "WKkT"):  # "rua das flores 88"
        return numbered_name(words, readings, numbers[0], sure=turn.first_answer or (cue.sure and turn.direct))
    if cue.sure and expected and is_rare(readings, place) and stands_alone(words, readings, place):
        return said
    return []


def _asks_other(readings: Sequence[Reading], first: int, last: int) -> bool:
    """Whether a turn asks for something else than an address."""
    return any(readings[k].text in _OTHER_QUESTIONS for k in range(first, last + 1))


def turns_from(words: Sequence[Word], first: int, stop: int) -> Iterator[tuple[int, int]]:
    """First and last index of each stretch of one voice that begins before `stop`, the first one at `first`."""
    while first < min(stop, len(words)):
        last = first
        channel, speaker = words[first].channel, words[first].speaker
        longest = min(len(words) - 1, first + LONGEST_TURN)
        while last < longest and words[last + 1].channel == channel and words[last + 1].speaker == speaker:
            last += 1
        yield first, last
        first = last + 1


def is_address(
    words: Sequence[Word], readings: Sequence[Reading], cluster: Sequence[Token], cue: AddressCue, turn: _Turn
) -> bool:
    """Whether there is enough of an address in some words of a turn that are expected to hold one."""
    kinds = "".join(token.kind for token in cluster)
    numbered = "N" in kinds
    first = cluster[0].first
    beginning = first - turn.first
    start = clause_start(words, turn.first, first)
    if start > turn.first and all(opens_answer(readings, k) for k in range(start, first)):
        beginning = first - start
    before = readings[first - 1].text if beginning else ""
    units = [readings[token.first].text for token in cluster if token.kind == "U"]
    if (
        numbered
        and units
        and (not ROOMS.issuperset(units) or (beginning <= NEAR_BEGINNING and before not in _QUANTITY))
    ):
        return True
    if numbered and beginning <= NEAR_BEGINNING:
        last = cluster[-1].last
        closed = is_closed(words, readings, last) or is_closed(words, readings, min(last + 1, len(words) - 1))
        if cue.numbered or any(each in "ODST" for each in kinds):
            return True
        if before in _QUANTITY or not (turn.first_answer or turn.direct or "W" in kinds):
            return False
        if "W" not in kinds and not all(opens_answer(readings, k) for k in range(start, first)):
            return False
        rare = "W" in kinds and (turn.first_answer or turn.direct or not _is_quantity(readings, cluster))
        return rare or (closed and any(each in "Ck" for each in kinds) and not _is_quantity(readings, cluster))
    kind = max(kinds.rfind("K"), kinds.rfind("k"))
    if not numbered and kind > 0 and beginning <= NEAR_BEGINNING:
        street = readings[cluster[kind].first].text in STREETS
        direct = before not in ("the", "a", "this", "that")
        return direct and (street or any(each in "UTSD" for each in kinds))
    return False


def _is_quantity(readings: Sequence[Reading], cluster: Sequence[Token]) -> bool:
    """Whether a small number and a plural may be so many of them: "two chromebooks"."""
    small = sum(len(readings[token.first].digits) for token in cluster if token.kind == "N") == 1
    return small and readings[cluster[-1].last].text.endswith("s")
