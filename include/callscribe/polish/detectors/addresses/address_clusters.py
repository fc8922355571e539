"""Parts of addresses in one turn that belong together, with the misheard words and corrections between them."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from callscribe.polish.detectors.addresses.address_tokens import CORRECTING, PARTS, Token, is_closed
from callscribe.polish.detectors.addresses.address_words import ROOMS
from callscribe.polish.detectors.addresses.place_names import ends_sentence
from callscribe.polish.detectors.addresses.streets import MAX_PAUSE_S, MAX_TOWN

if TYPE_CHECKING:
    from collections.abc import Sequence

    from callscribe.polish.detectors.numbers.number_words import Reading
    from callscribe.transcript.words import Word


LONGEST_NAME: Final = 4
"""Everyday words between a number and a kind of street: "4 the old mill house lane"."""

LONGEST_GAP: Final = 2
"""Misheard or made-up words between two parts of an address."""

LONGEST_CORRECTION: Final = 5
"""Words of "no sorry let me start over"."""

_GRID: Final = re.compile("NDN*O")
""""212 east 54th"."""

_JOINING: Final = frozenset("and then than in at on".split())
"""Between two parts of an address they say nothing."""


def is_unit_of_home(readings: Sequence[Reading], token: Token) -> bool:
    """Whether only homes have what a word names: not so rooms and floors."""
    return token.kind == "U" and readings[token.first].text not in ROOMS


def words_of(cluster: Sequence[Token]) -> list[int]:
    """Indices of the words of a cluster, corrections left out."""
    return [index for token in cluster for index in range(token.first, token.last + 1)]


def clusters_of(words: Sequence[Word], readings: Sequence[Reading], tokens: Sequence[Token]) -> list[list[Token]]:
    """Parts of addresses that belong together, each with the words between them.

    Args:
        words: In the order of the conversation.
        readings: One for each word.
        tokens: Of one turn.
    """
    clusters: list[list[Token]] = []
    last = -1
    for position, token in enumerate(tokens):
        if not _is_part(tokens, position, last):
            continue
        between = tokens[last + 1 : position]
        if clusters and last >= 0 and _bridged(words, readings, clusters[-1], between, tokens, position):
            clusters[-1] += [*_kept(readings, between), token]
        else:
            clusters.append([*_name_before(words, tokens, position), token])
        last = position
    for cluster in clusters:
        _add_name_after(words, tokens, cluster)
    return clusters


def _is_part(tokens: Sequence[Token], position: int, last: int) -> bool:
    kind = tokens[position].kind
    if kind in PARTS:
        return True
    # An everyday word is a kind of street only right behind a name.
    named = position > 0 and tokens[position - 1].kind in "CWOkTS" and last >= 0
    return kind == "k" and named and position - last <= LONGEST_NAME + 1


def _kept(readings: Sequence[Reading], between: Sequence[Token]) -> list[Token]:
    """What is hidden between two parts: the words that take something back are not, nor what follows them."""
    kept: list[Token] = []
    corrects = any(_takes_back(readings, token) for token in between)
    for token in between:
        if _takes_back(readings, token) or (corrects and token.kind in "EF"):
            break
        # What stands in a gap is no kind of street: "five forty five from gate ten".
        kept.append(replace(token, kind="C") if token.kind == "k" else token)
    return kept


def _takes_back(readings: Sequence[Reading], token: Token) -> bool:
    return token.kind == "B" or readings[token.first].text in CORRECTING


def _bridged(
    words: Sequence[Word],
    readings: Sequence[Reading],
    cluster: Sequence[Token],
    between: Sequence[Token],
    tokens: Sequence[Token],
    position: int,
) -> bool:
    """Whether a part belongs to the address whose last part stands some words before."""
    kind = tokens[position].kind
    before = cluster[-1]
    if any(
        words[k].start_s - words[k - 1].end_s > MAX_PAUSE_S for k in range(before.last + 1, tokens[position].first + 1)
    ):
        return False
    if kind in "NOU" and all(each.kind not in "NOULDKk" for each in cluster):
        return False  # a name, and an address after it
    gap = [each for each in between if each.kind not in "PA" and readings[each.first].text not in _JOINING]
    ended = [k for k in range(before.last, tokens[position].first) if ends_sentence(words, k)]
    if ended:
        return not gap and kind in "UTS" and ended == [tokens[position].first - 1]
    if not gap:
        joined = readings[before.last].shape == "H" or all(each.kind == "P" for each in between)
        return joined or _closes(words, readings, tokens, position)  # "two hundred and eleven"
    if any(_takes_back(readings, each) for each in gap):
        return len(gap) <= LONGEST_CORRECTION and kind in "NUODKW"
    return all(each.kind != "X" for each in gap) and _spanned(words, readings, cluster, gap, tokens, position)


def _spanned(
    words: Sequence[Word],
    readings: Sequence[Reading],
    cluster: Sequence[Token],
    gap: Sequence[Token],
    tokens: Sequence[Token],
    position: int,
) -> bool:
    """Whether the words between two parts may be a name, or misheard."""
    kind = tokens[position].kind
    small = sum(each.kind in "FE" for each in gap)
    if kind in "Kk":
        numbered = any(each.kind in "NO" for each in cluster)
        return numbered and len(gap) <= LONGEST_NAME and small <= (LONGEST_GAP if kind == "K" else 1)
    if kind in "UTS" and cluster[-1].kind in "NOD" and len(gap) <= LONGEST_NAME and small <= 1:
        return True
    if kind == "N" and all(each.kind == "N" for each in cluster) and not _leads_to_street(tokens, position):
        return False
    return len(gap) <= LONGEST_GAP and _closes(words, readings, tokens, position)


def _leads_to_street(tokens: Sequence[Token], position: int) -> bool:
    """Whether a kind of street follows within a name's length, and no other subject before it."""
    beyond = position + 1
    while beyond < len(tokens) and tokens[beyond].kind == "N":
        beyond += 1
    for at, token in enumerate(tokens[beyond : beyond + LONGEST_NAME + 1], beyond):
        if token.kind == "X":
            return False
        if token.kind == "K" or (token.kind == "k" and tokens[at - 1].kind in "CWOkTS"):
            return True
    return False


def _closes(words: Sequence[Word], readings: Sequence[Reading], tokens: Sequence[Token], position: int) -> bool:
    """Whether a part that stands behind misheard words can hardly be anything but the address's next part."""
    kind = tokens[position].kind
    if kind in "UST" or _leads_to_street(tokens, position):
        return True
    beyond = position
    while beyond + 1 < len(tokens) and tokens[beyond + 1].kind == kind:
        beyond += 1
    follows = tokens[beyond + 1].kind if beyond + 1 < len(tokens) else "-"
    closed = is_closed(words, readings, tokens[beyond].last)
    if kind == "N":
        return closed or follows in "LTSWUDO"
    if kind == "W":
        return (closed and tokens[beyond].last - tokens[position].first < MAX_TOWN) or follows in "TSKk"
    return follows in "WTSKk" or (kind == "L" and closed)


def _name_before(words: Sequence[Word], tokens: Sequence[Token], position: int) -> list[Token]:
    """The everyday words of a name that stand before its kind of street, and that open a turn before a state."""
    name: list[Token] = []
    if tokens[position].kind not in "KkWST":
        return name
    for token in reversed(tokens[max(0, position - LONGEST_NAME + 1) : position]):
        if token.kind not in "CkO" or ends_sentence(words, token.last):
            break
        if tokens[position].kind in "WST" and words[token.last].word.endswith("'s"):
            break  # "billing's po box 12"
        name.insert(0, token)
    opens = all(token.kind in "P" for token in tokens[: position - len(name)])
    return name if opens or tokens[position].kind not in "ST" else []


def _add_name_after(words: Sequence[Word], tokens: Sequence[Token], cluster: list[Token]) -> None:
    """Add the everyday words behind a number, or a name's beginning, where the kind of street was lost: "2075 lake"."""
    lost = all(each.kind not in "Kk" for each in cluster)
    if cluster[-1].kind not in ("NODWL" if lost else "NOD") or ends_sentence(words, cluster[-1].last):
        return
    at = next(position for position, token in enumerate(tokens) if token.first == cluster[-1].first) + 1
    while at < len(tokens) and tokens[at].kind in "Ck" and not ends_sentence(words, tokens[at - 1].last):
        cluster.append(replace(tokens[at], kind="C"))
        at += 1


def has_street(readings: Sequence[Reading], cluster: Sequence[Token], *, sure: bool) -> bool:
    """Whether there are a number, a name and a kind of street in some words.

    Args:
        readings: One for each word.
        cluster: As of `clusters_of`.
        sure: An address is expected: the kind of street may be an everyday word, and so may its name.
    """
    kinds = "".join(token.kind for token in cluster)
    number, kind = kinds.find("N"), max(kinds.rfind("K"), kinds.rfind("k"))
    between = kinds[number + 1 : kind]
    if not sure and any(readings[token.first].text in ("in", "on", "at") for token in cluster[number:kind]):
        return False  # "40 spaces in castle street"
    if not 0 <= number < kind or not any(each in "CWOkTSN" for each in between):
        return False
    return "K" in kinds or sure or any(each in "WOD" for each in kinds)


def has_unit(readings: Sequence[Reading], cluster: Sequence[Token]) -> bool:
    """Whether only the kind of street was lost: a number and a name stand before a unit, a town or a state."""
    kinds = "".join(token.kind for token in cluster)
    units = [at for at, token in enumerate(cluster) if token.kind in "TS" or is_unit_of_home(readings, token)]
    number, unit = kinds.find("N"), units[-1] if units else -1
    if _GRID.search(kinds):
        return True
    return 0 <= number < unit and any(each in "CWO" for each in kinds[number + 1 : unit])
