"""Addresses over several turns: asked for and answered, given in pieces, corrected, and read back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from callscribe.polish.detectors.addresses.address_words import (
    ADDRESS_NOUNS,
    DIRECTIONS,
    NUMBER_NOUNS,
    STATES,
    STREETS,
    UNITS,
    WEAK_STREETS,
)
from callscribe.polish.detectors.addresses.streets import (
    HESITATIONS,
    LONGEST_TAIL,
    MAX_PAUSE_S,
    address_end,
    is_number,
    is_stop,
    number_at,
    state_ends,
)
from callscribe.polish.detectors.found_words import Hits, hide, spans_of
from callscribe.polish.detectors.ordinary_words import SMALL_WORDS, is_ordinary_word
from callscribe.polish.detectors.voices import same_voice, voice_of

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from callscribe.polish.detectors.numbers.number_words import Reading
    from callscribe.transcript.words import Word

CUE_REACH: Final = 24
"""Words between a question for the address and the address."""

PLACE_REACH: Final = 8
"""Words between "I live at" and the number that follows."""

READ_BACK_REACH: Final = 50
"""Words after an address within which parts of it are repeated (estimate)."""

LONGEST_ASIDE: Final = 10
"""Words of the other voice after which an address goes on: a listening sound or a repetition."""

LONGEST_PIECE: Final = 6
"""Words of the unit, town and state that are given in a turn of their own."""

_OF_ADDRESSES: Final = STREETS | WEAK_STREETS | UNITS | STATES
_QUESTIONS: Final = ADDRESS_NOUNS | {"where", "first", "what", "which"}
_OTHER_TOPICS: Final = frozenset("phone telephone email card account birth dollars social".split())
_CORRECTING: Final = frozenset("no sorry wait actually let rather".split())
_INSIDE: Final = frozenset("of saint in number on the".split())
_POSTCODES: Final = frozenset(("zip", "postcode", "postal"))
_AFTER_PIECES: Final = _POSTCODES | {"is", "how", "i"}

_ASKS: Final = frozenset(
    "what how when where which why who can could would may number phone email name date zip".split()
)
"""In what the other voice says between, they show that the address is no longer the subject."""

_ENDING: Final = frozenset(
    "and my is that that's zip thanks thank please so i i'm it it's you your we what no sorry wait let".split()
)
"""Small words that are hardly ever misheard parts of an address."""

_KINDS: Final = STREETS | WEAK_STREETS | DIRECTIONS | UNITS


def after_cue(hits: Hits, words: Sequence[Word], readings: Sequence[Reading], cue: int) -> None:
    """Hide what follows a number soon after "address" or "I live at": its street need not be understood.

    Args:
        hits: What is known to be part of an address, added to.
        words: In the order of the conversation.
        readings: One for each word.
        cue: Index of the cue's first word.
    """
    asked = readings[cue].text in _QUESTIONS
    numbered = any(reading.text == "number" for reading in readings[cue + 1 : cue + 2])
    for index in range(cue + 1, min(cue + (CUE_REACH if asked else PLACE_REACH), len(words))):
        token = readings[index].text
        if index > cue + 1 and token in _OTHER_TOPICS:
            return
        if not is_number(readings, index):
            continue
        if "." in token or ":" in token:
            return  # an address on a network
        last, content = _answer_end(words, readings, index, asked=asked)
        if content:
            counted = readings[index + 1].text in NUMBER_NOUNS
            if not counted and (asked or _named(readings, index, last)):
                hide(hits, range(index, last + 1), 0.75, "address_cue")
            return
        if numbered:
            hide(hits, range(index, last + 1), 0.7, "address_cue")
            return
        beyond = last + 1
        same = beyond < len(words) and same_voice(words, beyond, index)
        if asked and same and readings[beyond].text in _CORRECTING:
            hide(hits, range(index, last + 1), 0.6, "address_cue")


def _answer_end(words: Sequence[Word], readings: Sequence[Reading], start: int, *, asked: bool) -> tuple[int, int]:
    """Index of the last word of what a number begins, and how many of its words are no numbers."""
    last = start
    content = slips = 0
    for index in range(start + 1, min(start + LONGEST_TAIL, len(words))):
        paused = words[index].start_s - words[index - 1].end_s > MAX_PAUSE_S
        if not same_voice(words, index, start) or paused or words[index - 1].word.endswith(("?", "!")):
            break
        reading = readings[index]
        if words[index - 1].word.endswith(".") and reading.text in SMALL_WORDS:
            break  # a sentence of its own: "5 elm street. They quoted"
        if number_at(readings, index) or reading.shape in ("L", "R"):
            last = index
        elif reading.text not in HESITATIONS and not _is_inside(readings, index, begun=content > 0):
            if reading.shape in ("P", "Q", "D"):
                break
            if is_stop(readings, index):
                # One misheard word may stand between two of the address's.
                following = voice_of(words, min(index + 1, len(words) - 1))
                if not asked or slips or reading.text in _ENDING or is_stop(readings, index + 1):
                    break
                if following != voice_of(words, start):
                    break
                slips += 1
                continue
            content += 1
            last = index
    return last, content


def _is_inside(readings: Sequence[Reading], index: int, *, begun: bool) -> bool:
    """Whether the word only joins two others of an address."""
    if readings[index].shape == "M" and number_at(readings, index + 1):
        return True
    if is_stop(readings, index + 1):
        return False
    # "Flat three a turner street"
    lettered = readings[index].text in ("i", "a") and number_at(readings, index - 1)
    return lettered or (begun and readings[index].text in _INSIDE)


def _named(readings: Sequence[Reading], first: int, last: int) -> bool:
    """Whether words stand there that an address can have: a kind of street, a unit, a state or a rare word."""
    said = [readings[k].text for k in range(first, last + 1) if not readings[k].shape]
    return len(said) >= 2 or any(token in _OF_ADDRESSES or not is_ordinary_word(token) for token in said)


def read_back(hits: Hits, words: Sequence[Word], readings: Sequence[Reading]) -> None:
    """Hide what goes on with an address after the other voice listened, and what repeats parts of it.

    Args:
        hits: What is known to be part of an address, added to.
        words: In the order of the conversation.
        readings: One for each word.
    """
    for span in list(spans_of(hits, words, readings, "ADDRESS")):
        hide(hits, _continued(words, readings, span.last_word, hits), 0.65, "address_again")
    spans = list(spans_of(hits, words, readings, "ADDRESS"))
    told: set[str] = set()
    reach = -1
    for position, span in enumerate(spans):
        following = spans[position + 1].first_word if position + 1 < len(spans) else len(words)
        said = [readings[k] for k in range(span.first_word, span.last_word + 1)]
        told = told if span.first_word <= reach else set()
        told |= {reading.text for reading in said if not reading.shape and reading.text not in SMALL_WORDS}
        reach = min(span.last_word + 1 + READ_BACK_REACH, len(words))
        index = span.last_word + 1
        while index < min(reach, following):
            group = _repeated(words, readings, index, min(reach, following), told)
            content = [readings[k].text for k in group if readings[k].text in told - _KINDS]
            if content and (len(group) > 1 or not is_ordinary_word(content[0])):
                hide(hits, group, 0.65, "address_again")
            index = max(group, default=index) + 1


def _repeated(
    words: Sequence[Word], readings: Sequence[Reading], start: int, stop: int, told: Collection[str]
) -> list[int]:
    """Words from `start` on, one voice's, that are parts of the address told before, or numbers between them."""
    group: list[int] = []
    for index in range(start, stop):
        if not same_voice(words, index, start):
            break
        part = readings[index].text in told or readings[index].text in DIRECTIONS - {"upper", "lower"}
        letter = bool(group) and len(readings[index].text) == 1 and readings[index].text != "i"
        if not (part or letter or is_number(readings, index)):
            break
        group.append(index)
    return group if any(readings[k].text in told for k in group) else []


def _continued(words: Sequence[Word], readings: Sequence[Reading], last: int, hits: Collection[int]) -> list[int]:
    """Unit, town and state that the same voice adds after "mm hmm" or a repetition of what it said."""
    speaker = voice_of(words, last)
    start = last + 1
    while start < min(last + 1 + LONGEST_ASIDE, len(words)) and voice_of(words, start) != speaker:
        start += 1
    aside = range(last + 1, start)
    if not aside or (any(readings[k].text in _ASKS for k in aside) and not any(k in hits for k in aside)):
        return []
    while start < len(words) and voice_of(words, start) == speaker and _is_listening(readings[start]):
        start += 1
    if start >= len(words) or voice_of(words, start) != speaker or start in hits:
        return []
    end = address_end(words, readings, start - 1, announced=True, begins=True)
    piece = list(range(start, end + 1))
    return piece if 0 < len(piece) <= LONGEST_PIECE and _is_piece(words, readings, piece) else []


def _is_piece(words: Sequence[Word], readings: Sequence[Reading], piece: Sequence[int]) -> bool:
    """Whether the words are a unit or a town, and nothing else is said with them."""
    last = piece[-1]
    if readings[piece[0]].text in UNITS:
        return True
    following = readings[last + 1].text if last + 1 < len(words) else ""
    closed = last + 1 >= len(words) or not same_voice(words, last + 1, last)
    if not (closed or words[last].word.endswith((".", ",")) or following in _AFTER_PIECES):
        closed = readings[last + 1].shape == "P"
        if not closed:
            return False
    if following in _POSTCODES or any(state_ends(words, readings, k) is not None for k in piece):
        return True
    return any(not is_ordinary_word(readings[k].text) or readings[k].text in STATES | UNITS for k in piece)


def _is_listening(reading: Reading) -> bool:
    return reading.shape == "P" or reading.text in ("and", "in", "then", "it's", "correct", "that's", "yes", "yeah")
