"""Where a number goes on: the next word that holds a part of it, over pauses and the other party's remarks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from callscribe.polish.detectors.numbers.number_cues import TIME_WORDS
from callscribe.polish.detectors.numbers.number_run import CONNECTORS, MAX_PAUSE_S, MAX_PAUSES, Piece
from callscribe.polish.detectors.numbers.number_words import HESITATIONS
from callscribe.polish.detectors.voices import ends_turn, same_voice

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from callscribe.polish.detectors.numbers.number_words import Reading
    from callscribe.transcript.words import Word

COUNTED: Final = frozenset("of out moment more thing second sec minute person digit digits".split())
"""What stands after a digit that counts: "two of them", "nine out of ten", "one moment"."""

BEFORE_COUNTS: Final = frozenset("all first last these those both".split())
"""What stands before one: "all nine", "the first six and last four"."""

BEFORE_TIMES: Final = TIME_WORDS | {"plus"}
"""What stands before a time, or in "zip plus four"."""

SURE_DIGITS: Final = 2
"""Digits said one by one after which "oh" is the next of them: "nine four four oh is that right"."""

WHOLE: Final = 8
"""Digits said one by one that may be all of a number."""

BEFORE_YEARS: Final = TIME_WORDS | {"since", "in", "of"}
"""What stands before a year."""

MOST_AFTER_SCALE: Final = 4
"""Words of a whole number from its last "hundred" on: "hundred and twenty six"."""

SHORT_TALK: Final = 4
"""Pieces of one or two times of day."""

SHORT_ASIDE: Final = 5
LONG_ASIDE: Final = 12
"""Words of the other party between two groups of digits of one number, listening words not counted (estimates): "and
what is next please". Over a long aside both groups must have three digits, over a short one two."""

_NUMBER: Final = frozenset("UTYNV")


def next_piece(
    words: Sequence[Word], readings: Sequence[Reading], pieces: Sequence[Piece], barriers: Collection[int]
) -> Piece | None:
    """Find the next word of a number.

    Args:
        words: In the order of the conversation.
        readings: One for each word.
        pieces: What the number begins with.
        barriers: Words that no aside may contain.

    Returns:
        The next word's part, or None where the number ends.
    """
    last = pieces[-1]
    index = last.index + 1
    while index < len(readings) and readings[index].shape == "P" and index - last.index <= MAX_PAUSES + 1:
        index += 1
    pauses = index - last.index - 1
    if index >= len(readings) or pauses > MAX_PAUSES:
        return None
    if words[index].start_s - words[last.index].end_s > MAX_PAUSE_S:
        return None
    if _is_next(words, readings, index, pieces):
        return piece_of(readings, index)
    if readings[index].text in ("a", "i") and pauses == 0 and last.shape != "R" and ends_turn(words, index):
        return Piece(index, "L", readings[index].text.upper())
    if readings[index].text == "and" and last.shape == "H" and _leads_to(readings, index, "UNTYV", ""):
        return piece_of(readings, index + 1)
    if not same_voice(words, last.index, index):
        resumed = _after_aside(words, readings, pieces, index, barriers)
        return None if resumed is None else piece_of(readings, resumed)
    return None


def counts(readings: Sequence[Reading], index: int) -> bool:
    """Whether a digit counts something: "two of them", "one moment", "all nine please"."""
    if readings[index].shape == "U" and index and readings[index - 1].text in BEFORE_COUNTS:
        return index + 1 >= len(readings) or readings[index + 1].shape not in ("U", "T", "Y", "V", "N", "R", "O", "M")
    if readings[index].shape != "U" or index + 1 >= len(readings) or readings[index + 1].text not in COUNTED:
        return False
    # "Two of one two three" has a misheard digit.
    return index + 2 >= len(readings) or readings[index + 2].shape not in ("U", "R")


def is_set(words: Sequence[Word], readings: Sequence[Reading], index: int) -> bool:
    """Whether a digit with which a sentence ends says how many are meant: "the first six and last four."."""
    if readings[index].shape != "U" or index == 0 or readings[index - 1].text not in BEFORE_COUNTS:
        return False
    return ends_turn(words, index) or words[index].word.endswith((".", "?", "!"))


def _goes_on(words: Sequence[Word], readings: Sequence[Reading], index: int, pieces: Sequence[Piece]) -> bool:
    """Whether the same party says more of a number, or nothing more."""
    if index == len(words) or not same_voice(words, index - 1, index):
        return True
    if len(pieces) <= SHORT_TALK and any(piece.shape in "TYV" for piece in pieces):
        # "At five twenty six - four thirty works for me": two parties agree on a time.
        while index < len(words) and readings[index].shape in ("T", "Y", "V", "U"):
            index += 1
            if not same_voice(words, index - 1, min(index, len(words) - 1)):
                return True
        return index == len(words) or readings[index].shape == "P"
    return bool(readings[index].shape) and readings[index].shape in "UTYNVROPML"


def _is_alike(one: str, other: str) -> bool:
    """Whether two parties say the number in the same way: "eleven thirty" and "four one one one" are two numbers."""
    return (one in "TYV") == (other in "TYV")


def _is_next(words: Sequence[Word], readings: Sequence[Reading], index: int, pieces: Sequence[Piece]) -> bool:
    last = pieces[-1]
    shape = readings[index].shape
    parted = not same_voice(words, last.index, index)
    if parted and len(pieces) <= 2 and pieces[0].index and readings[pieces[0].index - 1].text in BEFORE_TIMES:
        return False  # "After five - alright, 312 ...", "the zip plus four - it's 606 ..."
    if parted and any(piece.shape == "H" for piece in pieces[-MOST_AFTER_SCALE:]):
        return False  # "four thousand two hundred and six - four two oh six": a whole number, and what the other says
    if shape and shape in "TYV" and len(pieces) >= WHOLE and _is_next_matter(words, readings, pieces, index):
        return False
    if shape in _NUMBER and (ends_turn(words, index) or not counts(readings, index)):
        # "Four one one - thank you, one moment": the other party's number goes on, or ends what is said.
        goes_on = _is_alike(last.shape, shape) and (shape == "N" or _goes_on(words, readings, index + 1, pieces))
        return goes_on or same_voice(words, last.index, index)
    if shape == "H":
        return index == last.index + 1 and last.shape != "L" and not parted
    if shape == "R":
        return _is_double(words, readings, index, last)
    if shape == "O":
        return _is_zero(words, readings, index, pieces)
    if shape == "M":
        return _is_homophone(words, readings, index, pieces)
    return shape == "L" and _is_letter(readings, index, last)


def _is_next_matter(words: Sequence[Word], readings: Sequence[Reading], pieces: Sequence[Piece], index: int) -> bool:
    """Whether a turn begins with an amount: "... four oh eight - yes - okay fourteen twenty five and your unit"."""
    said_alone = all(piece.shape == "U" for piece in pieces[-SURE_DIGITS - 1 :])
    if not said_alone or all(same_voice(words, index, between) for between in range(pieces[-1].index, index)):
        return False
    after = index
    while not ends_turn(words, after) and readings[after + 1].shape and readings[after + 1].shape in "UTYVN":
        after += 1
    return not ends_turn(words, after) and readings[after + 1].shape == ""


def _is_double(words: Sequence[Word], readings: Sequence[Reading], index: int, last: Piece) -> bool:
    """Whether "double" goes on with a number, where "double check" does not."""
    following = index + 1
    if after_hesitation(readings, following, "UTYNVO") is not None:
        return True
    if index > last.index + 1:
        return False
    if following + 1 < len(words) and last.shape == "U" and readings[following + 1].shape == "U":
        return not readings[following].shape  # "double have three": misheard
    # A turn that ends in "double" goes on in the next.
    while following < len(words) and readings[following].shape == "P" and same_voice(words, index, following):
        following += 1
    return ends_turn(words, following - 1)


def _is_zero(words: Sequence[Word], readings: Sequence[Reading], index: int, pieces: Sequence[Piece]) -> bool:
    """Whether "oh" is a digit, and no "oh I see"."""
    last = pieces[-1]
    if last.shape == "R" or after_hesitation(readings, index + 1) is not None:
        return True
    if not same_voice(words, last.index, index) and not ends_turn(words, index):
        return False  # "three seven eight two - oh is it an American Express"
    homophone = index + 1 < len(readings) and readings[index + 1].shape == "M"
    if homophone and _leads_to(readings, index + 1, "UTYNVRO", "M"):
        return True  # "oh to three"
    if words[last.index].word.endswith((".", "?", "!")):
        return False  # "... five eight. Oh, for goodness sake."
    behind = pieces[-SURE_DIGITS:]
    sure = len(behind) == SURE_DIGITS and all(piece.shape in "UR" for piece in behind)
    if sure and index == last.index + 1:
        return True
    ends = ends_turn(words, index) or readings[index + 1].shape == "P"
    in_one_breath = all(readings[between].text in HESITATIONS for between in range(last.index + 1, index))
    return ends and in_one_breath and same_voice(words, last.index, index)


def _is_homophone(words: Sequence[Word], readings: Sequence[Reading], index: int, pieces: Sequence[Piece]) -> bool:
    """Whether "for" is four: between digits, after "double", or last in a turn of digits."""
    last = pieces[-1]
    if last.shape == "R":
        return True
    ends = ends_turn(words, index) or words[index].word.endswith((".", "?", "!"))
    # "Three nine to, and I was born": nobody says "to and".
    if index == last.index + 1 and (ends or readings[index + 1].text in ("and", "expiration", "expires")):
        return all(piece.shape in "URY" for piece in pieces[-SURE_DIGITS:])
    if len(pieces) > 1 and last.shape == "U" and pieces[-2].shape in ("T", "Y", "H"):
        return False  # "twenty nine to five"
    amount = index + 2 < len(readings) and readings[index + 2].shape == "H"
    return last.shape in ("U", "M") and not amount and _leads_to(readings, index, "UO", "M")


def _is_letter(readings: Sequence[Reading], index: int, last: Piece) -> bool:
    """Whether a letter belongs to the digits before it; that of "p m" does not."""
    following = readings[index + 1].text if index + 1 < len(readings) else ""
    if readings[index].text in ("a", "p") and following == "m":
        return False
    return last.shape == "L" or index == last.index + 1 or _leads_to(readings, index, "UNTYV", "LO")


def _after_aside(
    words: Sequence[Word],
    readings: Sequence[Reading],
    pieces: Sequence[Piece],
    index: int,
    barriers: Collection[int],
) -> int | None:
    """Where the party that was saying the number goes on with it, after the other's remark that begins at `index`."""
    if _is_year(readings, pieces):
        return None
    voice_of = pieces[-1].index
    said = index
    while index < len(words) and not same_voice(words, voice_of, index):
        shape = readings[index].shape
        if index in barriers or (shape and shape in "UTYNVQDHR") or index - said > LONG_ASIDE + MAX_PAUSES:
            return None
        index += 1
    aside = sum(readings[each].shape != "P" for each in range(said, index))
    limit = index + 3
    while index < min(limit, len(words)) and (readings[index].shape == "P" or readings[index].text in CONNECTORS):
        index += 1
    if index >= len(words) or aside > LONG_ASIDE or not same_voice(words, voice_of, index):
        return None
    if words[index].start_s - words[voice_of].end_s > MAX_PAUSE_S:
        return None
    ahead = _digits_ahead(words, readings, index)
    behind = sum(len(piece.digits) for piece in pieces[-4:] if piece.shape != "R")
    alone = all(piece.shape in "UNRM" for piece in pieces[-4:])
    least = 2 if aside <= SHORT_ASIDE else 3
    if ahead < least or behind < least or (alone and readings[index].shape in ("T", "Y", "V") and ahead < 4):
        return None
    return index


def _is_year(readings: Sequence[Reading], pieces: Sequence[Piece]) -> bool:
    """Whether a year was said: "since twenty fifteen"."""
    if len(pieces) > 3 or any(piece.shape not in "TYVU" for piece in pieces) or pieces[0].index == 0:
        return False
    return pieces[0].shape in "TY" and readings[pieces[0].index - 1].text in BEFORE_YEARS


def _digits_ahead(words: Sequence[Word], readings: Sequence[Reading], index: int) -> int:
    """How many digits the party says from `index` on, up to four or a few more."""
    digits = 0
    for each in range(index, min(index + 6, len(words))):
        shape = readings[each].shape
        if not same_voice(words, index, each) or not (shape and shape in "UTYNVORP"):
            break
        digits += len(readings[each].digits) if shape != "R" else 1
    return digits


def _leads_to(readings: Sequence[Reading], index: int, wanted: str, through: str) -> bool:
    """Whether one of the shapes `wanted` follows, over pauses and over the shapes `through`."""
    for reading in readings[index + 1 : index + 1 + MAX_PAUSES]:
        if reading.shape and reading.shape in wanted:
            return True
        if not reading.shape or reading.shape not in f"P{through}":
            return False
    return False


def after_hesitation(readings: Sequence[Reading], index: int, wanted: str = "UTYNVRO") -> int | None:
    """Index of the digits that stand at `index` or follow an "um" there, or None."""
    for ahead in range(index, min(index + 3, len(readings))):
        shape = readings[ahead].shape
        if shape and shape in f"{wanted}M":
            return ahead if shape in wanted or (ahead and readings[ahead - 1].shape == "R") else None
        if readings[ahead].text not in HESITATIONS:
            return None
    return None


def piece_of(readings: Sequence[Reading], index: int) -> Piece:
    """A word's part in a number."""
    reading = readings[index]
    return Piece(index, "U" if reading.shape == "O" else reading.shape, reading.digits)
