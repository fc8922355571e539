"""Postal codes that are asked for or announced, given in pieces over several turns, corrected, and read back."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from callscribe.polish.detectors.addresses.address_answers import turns_from
from callscribe.polish.detectors.addresses.postcode_again import LONGEST_PIECE, is_end, may_be_code
from callscribe.polish.detectors.addresses.postcode_characters import (
    BEFORE_FIRST,
    ENOUGH,
    Group,
    groups_of,
    is_whole,
)
from callscribe.polish.detectors.found_words import hide
from callscribe.polish.detectors.ordinary_words import SMALL_WORDS, is_ordinary_word
from callscribe.polish.detectors.voices import same_voice

if TYPE_CHECKING:
    from collections.abc import Sequence

    from callscribe.polish.detectors.found_words import Hits
    from callscribe.polish.detectors.numbers.number_words import Reading
    from callscribe.transcript.words import Word


ANSWER_REACH: Final = 60
"""Words between a question for the code and the code, with a detour of a few turns between."""

TOLD_REACH: Final = 8
"""Words between "my zip code" and the code in the same turn."""

LISTENING_WORDS: Final = 4
"""Words at the beginning of a turn before a code goes on: "yes that's right and"."""

BEFORE_CUE: Final = 3
"""Words between a code and its cue: "that's the postcode"."""

LONGEST_BEFORE: Final = 30
"""Words before a cue in which its code may be said, letter by letter."""

LONGEST_JOINT: Final = 3
"""Words from "and" to the code that is asked for with something else: "and your zip"."""

LONGEST_QUESTION: Final = 8
"""Words before that "and" in which the other thing is named."""

LONGEST_CODE: Final = 10
"""Characters that may be a misheard code of nine."""

_BEGINNING: Final = re.compile(r"[A-Z]{0,2}[0-9][A-Z]?|[A-Z]{2}$")
"""How a code begins that has letters, or its second half."""

_LENGTHS: Final = (5, 9)

_LENGTHS_ELSEWHERE: Final = (4, 6)
"""Australia has four digits, India six."""

NEXT_TOPICS: Final = frozenset(
    "phone telephone card account birth social email order reference policy cell mobile ticket flight".split()
)

_OTHER_DATA: Final = frozenset("birth name address phone number email card date".split())

_LISTENING: Final = frozenset("and then than it's that's so yes yeah correct right i".split())


@dataclass(frozen=True, slots=True)
class PostcodeCue:
    """Words that announce a postal code.

    Attributes:
        first: Index of the first word.
        last: Index of the last word, inclusive.
        sure: It is not a misheard one, as "chip" for "zip": then nothing but a whole code is one.
        elsewhere: The code is hardly an American one: "postcode".
        behind: It only follows a code: "in the 62704 code".
    """

    first: int
    last: int
    sure: bool = True
    elsewhere: bool = False
    behind: bool = False


def hide_announced(
    found: Hits, words: Sequence[Word], readings: Sequence[Reading], cues: Sequence[PostcodeCue]
) -> list[list[int]]:
    """Hide the codes that cues announce.

    Args:
        found: What is known to be part of a code, added to.
        words: In the order of the conversation.
        readings: One for each word.
        cues: In order.

    Returns:
        The words of each code, which may be of several turns.
    """
    codes: list[list[int]] = []
    for cue in cues:
        said = _group_before(words, readings, cue)
        if said is None:
            if cue.behind or any(index in found for index in range(max(0, cue.first - BEFORE_CUE - 1), cue.first)):
                continue  # "that's the postcode"
            said = _answer(words, readings, cue)
        if said:
            hide(found, said, 0.95 if len(said) >= min(_LENGTHS) else 0.9, "postcode_cue")
            codes.append(said)
    return codes


def _answer(words: Sequence[Word], readings: Sequence[Reading], cue: PostcodeCue) -> list[int]:
    """The words that answer a cue, of the voice that answers, over the turns that it takes."""
    said: list[int] = []
    text = ""
    several = _asks_several(words, readings, cue)
    for first, last in turns_from(words, cue.last + 1, cue.last + ANSWER_REACH):
        told = same_voice(words, first, cue.last)
        if said:
            own = same_voice(words, first, said[-1])
            if own:
                more = _continuation(words, readings, cue, text, first, last)
                if more is None and last - first > LISTENING_WORDS:
                    break
                said += more.words if more is not None else []
                text += more.takes()[-1] if more is not None else ""
            elif _asks_other(words, readings, first, last):
                break
            if _is_whole(text, cue):
                break
            continue
        group = _first_group(words, readings, cue, first, last, several=several, told=told)
        if group is not None:
            said = _with_lost_edges(words, readings, group)
            text = group.takes()[-1]
            if _is_whole(text, cue) and len(text) != min(_LENGTHS):
                break
        elif (told and first == cue.last + 1 and last - first > TOLD_REACH) or (
            told and first > cue.last + 1 and _asks_other(words, readings, first, last)
        ):
            break
    return said


def _first_group(
    words: Sequence[Word],
    readings: Sequence[Reading],
    cue: PostcodeCue,
    first: int,
    last: int,
    *,
    several: bool,
    told: bool,
) -> Group | None:
    """The group of characters in a turn that is most like the code, or None where none is like one."""
    groups = groups_of(words, readings, first, last + 1)
    if several and not told:
        groups = [*_last_answers(readings, groups)]
    best: Group | None = None
    for group in groups:
        begin = group.first - first
        if told and (first > cue.last + 1 or begin > TOLD_REACH):
            break
        if not may_be_code(words, readings, group):
            continue
        if any(_is_whole(text, cue) for text in group.takes()):
            if cue.sure or (begin <= LISTENING_WORDS and is_end(words, readings, group)):
                return group
        elif best is None and cue.sure and _is_nearly(words, readings, group, first):
            best = group
    return best


def _last_answers(readings: Sequence[Reading], groups: Sequence[Group]) -> list[Group]:
    """Of "april second nineteen sixty and eight oh nine two two" what stands behind an "and", the likeliest first."""
    behind: list[Group] = []
    for group in groups:
        joints = [
            part.first
            for part in group.parts
            if readings[part.first].text == "and" and readings[part.first - 1].shape != "H"
        ]
        rest = group.after(joints[-1]) if joints else None
        if rest is not None:
            behind.append(rest.first_whole())
        elif group.first and readings[group.first - 1].text == "and":
            behind.append(group)
        elif not joints and group.text.isdigit() and len(group.text) > max(_LENGTHS):
            # A whole date, and the code behind it.
            rests = (group.after(part.last) for part in group.parts)
            behind += [each for each in rests if each is not None and len(each.text) == min(_LENGTHS)]
    if behind:
        return behind
    return [group for group in groups if len(group.text) not in (6, 7, 8) or not group.text.isdigit()][-1:]


def _is_whole(text: str, cue: PostcodeCue) -> bool:
    return is_whole(text) or (cue.elsewhere and text.isdigit() and len(text) in _LENGTHS_ELSEWHERE)


def _is_nearly(words: Sequence[Word], readings: Sequence[Reading], group: Group, first: int) -> bool:
    """Whether a group in the turn that begins at `first` may be a code in part misheard, or its first piece."""
    text = max(group.takes(), key=len)
    if text.endswith(("AM", "PM")) or not any(map(str.isalnum, text)):
        return False
    opens = _opens(readings, group, first)
    if len(text) == 1 and readings[group.first].text in ("u", "r", "c", "y", "b"):
        return False  # "all thank u"
    if len(text) <= LONGEST_PIECE and (text.isdigit() or text.isalpha()):
        return opens and is_end(words, readings, group)
    likely = opens or is_end(words, readings, group) or group.first - first <= LISTENING_WORDS
    return likely and len(text) <= LONGEST_CODE and (text.isdigit() or bool(_BEGINNING.match(text)))


def _opens(readings: Sequence[Reading], group: Group, first: int) -> bool:
    """Whether a group stands at the beginning of a turn, or where an answer begins."""
    before = readings[group.first - 1]
    return group.first == first or before.shape == "P" or before.text in BEFORE_FIRST


def _with_lost_edges(words: Sequence[Word], readings: Sequence[Reading], group: Group) -> list[int]:
    """The words of a group, and a rare word beside it where one character is missing: "one six four two nougrt"."""
    said = group.words
    if is_whole(group.takes()[-1]) or len(group.text) < ENOUGH:
        return said
    lost = group.first - 1
    heard = lost >= 0 and readings[lost].shape == "M" and same_voice(words, lost, group.first)
    if heard and group.text.isdigit() and len(group.text) == min(_LENGTHS) - 1:
        return sorted({*said, lost})  # "for three seven oh one"
    for edge in (group.first - 1, group.last + 1):
        own = 0 <= edge < len(words) and same_voice(words, edge, group.first)
        if own and not readings[edge].shape and not is_ordinary_word(readings[edge].text):
            said = sorted({*said, edge})
    return said


def _continuation(
    words: Sequence[Word], readings: Sequence[Reading], cue: PostcodeCue, text: str, first: int, last: int
) -> Group | None:
    """The code's next piece at the beginning of a turn."""
    for group in groups_of(words, readings, first, last + 1):
        if group.first - first > LISTENING_WORDS or not may_be_code(words, readings, group):
            return None
        short = len(group.text) <= LONGEST_PIECE
        listened = all(readings[k].shape == "P" or readings[k].text in _LISTENING for k in range(first, group.first))
        if not listened or (short and not is_end(words, readings, group)):
            return None
        if text.isdigit() and _is_whole(text, cue):
            # The last four digits of a ZIP code are given after the first five were confirmed.
            return group if len(group.text) == 4 and group.text.isdigit() and is_end(words, readings, group) else None
        return group if len(text) + len(group.text) <= 10 else None
    return None


def _asks_several(words: Sequence[Word], readings: Sequence[Reading], cue: PostcodeCue) -> bool:
    """Whether the code is the last of what is asked for at once: "date of birth and zip code"."""
    index = cue.first - 1
    while index >= 0 and cue.first - index <= LONGEST_JOINT and readings[index].text != "and":
        index -= 1
    if index < 0 or readings[index].text != "and":
        return False
    asked = index
    while asked > 0 and index - asked < LONGEST_QUESTION and same_voice(words, asked - 1, cue.first):
        asked -= 1
    return any(readings[k].text in _OTHER_DATA for k in range(asked, index))


def _asks_other(words: Sequence[Word], readings: Sequence[Reading], first: int, last: int) -> bool:
    """Whether a turn asks for something else."""
    return any(
        readings[k].text in NEXT_TOPICS and k > first and readings[k - 1].text in ("your", "my", "and", "the", "what's")
        for k in range(first, last + 1)
    )


def _group_before(words: Sequence[Word], readings: Sequence[Reading], cue: PostcodeCue) -> list[int] | None:
    """The words of a code that its cue follows: "i'm in the 62704 zip code", "that's the postcode"."""
    first = cue.first
    while first > 0 and cue.first - first < LONGEST_BEFORE and same_voice(words, first - 1, cue.first):
        first -= 1
    groups = groups_of(words, readings, first, cue.first)
    if not groups or cue.first - groups[-1].last > BEFORE_CUE:
        return None
    group = groups[-1]
    between = [readings[k].text for k in range(group.last + 1, cue.first)]
    asked = between == ["the"] and group.first > first and readings[group.first - 1].text in ("is", "it's", "that's")
    if between and not asked and (between[0] not in ("that's", "is", "that") or not set(between) <= SMALL_WORDS):
        return None
    said, text = group.words, max(group.takes(), key=len)
    earlier = _piece_before(words, readings, group, first)
    if earlier is not None and not is_whole(text):
        said, text = earlier.words + said, earlier.text + text
    if text.isdigit():
        opens = {readings[k].text for k in range(max(0, said[0] - 2), said[0])} & {"the", "in"}
        enough = len(text) in (4, 5, 6, 9) if asked or (opens and not between) else len(text) in _LENGTHS
        return said if enough else None
    return said if _looks_lettered(text) else None


def _piece_before(words: Sequence[Word], readings: Sequence[Reading], group: Group, first: int) -> Group | None:
    """The piece of a code in the same voice's turn before: "in the fifty nine sixty four - okay - one zip code"."""
    if first == 0 or not all(readings[k].shape == "P" for k in range(first, group.first)):
        return None
    last = first - 1
    while last > 0 and not same_voice(words, last, group.first) and first - last <= LISTENING_WORDS:
        last -= 1
    if not same_voice(words, last, group.first):
        return None
    start = last
    while start > 0 and last - start < LONGEST_BEFORE and same_voice(words, start - 1, last):
        start -= 1
    pieces = groups_of(words, readings, start, last + 1)
    return pieces[-1] if pieces and pieces[-1].last == last else None


def _looks_lettered(text: str) -> bool:
    digits = sum(map(str.isdigit, text))
    return LONGEST_PIECE < len(text) < LONGEST_CODE and digits >= 1 and digits < len(text)
