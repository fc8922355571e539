"""A number as it was said: its words and its digits."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence


OPENERS: Final = frozenset(
    "is it's its that's number numbers are on at sure yes yeah so um uh heard got have it there be here says with "
    "thing problem ready one".split()
)
"""What a number that was asked for often follows directly."""

CONNECTORS: Final = frozenset("and then next it's its that's is the rest last i said".split())
"""Words with which a party that was interrupted goes on."""

DETERMINERS: Final = frozenset("this that the new other another next last old first second which".split())
"""Words before a "one" that stands for a thing."""

KINDS_OF_ONE: Final = frozenset(
    "new other another old same expired current right wrong different previous correct digit spare".split()
)
"""Of them and others, those before which it stands for one whatever follows: "my old one oh seven seven"."""

BEFORE_ONE: Final = DETERMINERS | KINDS_OF_ONE

CLOSERS: Final = frozenset("is that's correct please and".split())
"""What follows a number that has been said to its end."""

LONGEST_GAP: Final = 10
"""Words between a part that was found and the rest of it: "no wait let me start over", with one word made up."""

MOST_STRANGE: Final = 2
"""Words of them that belong to no aside: a misheard one may have become two."""

ASIDE_WORDS: Final = frozenset(
    "a actually again and be check correction hang hold i i'm is it it's its just last let like look mean me moment "
    "no not of on oops or over rather said scratch sec second see so sorry start that that's the then think wait was "
    "we'll well what where".split()
)
"""What asides of somebody who reads out a number are made of: also those of which a word was misheard."""

NEXT_CLAUSE: Final = frozenset(
    "is isn't that's correct please that can could did do does if but or so you i i'm thanks thank because will would "
    "what expiration expiry expires".split()
)
"""What begins the next clause, rather than being counted: "seven if that helps", "one can you see it"."""

TAKEN_BACK: Final = frozenset("sorry wait actually correction scratch oops rather over".split())
"""Words after which what was said is said again, and rightly."""

MAX_PAUSES: Final = 6
"""Listening words within one pause of a number: "okay yes got it go ahead" is five."""

MAX_PAUSE_S: Final = 30.0
"""Digits further apart are not read as one number: time enough to fetch the card, measured from word to word."""


@dataclass(frozen=True, slots=True)
class Piece:
    """One word's part in a number: its index in the word list, its shape (as in `Reading`) and its digits."""

    index: int
    shape: str
    digits: str


@dataclass(frozen=True)
class NumberRun:
    """A stretch of words that says one number.

    Attributes:
        pieces: The words that hold digits or letters, in order; never empty.
        text: Digits and letters, in capitals.
    """

    pieces: tuple[Piece, ...]
    text: str

    @cached_property
    def first(self) -> int:
        """Index of the first word that holds a part of the number."""
        return self.pieces[0].index

    @cached_property
    def last(self) -> int:
        """Index of the last word that holds a part of the number, inclusive."""
        return self.pieces[-1].index

    @cached_property
    def digits(self) -> str:
        """The digits alone."""
        return self.text if self.text.isdigit() else "".join(filter(str.isdigit, self.text))

    @cached_property
    def shapes(self) -> str:
        """The pieces' shapes, a character each."""
        return "".join([piece.shape for piece in self.pieces])

    @cached_property
    def said_alone(self) -> int:
        """How many digits were said one by one, rather than as a larger number such as "forty one"."""
        return self.shapes.count("U") - self.shapes.count("YU")


@dataclass(frozen=True, slots=True)
class Verdict:
    """A number that must be hidden.

    Attributes:
        entity_type: What kind it is.
        run: Where it stands.
        detector: The rule that said so.
        score: 0 to 1, how sure the rule is of the kind.
    """

    entity_type: str
    run: NumberRun
    detector: str
    score: float


def digits_of(pieces: Sequence[Piece]) -> str:
    """The number as it would be written down: "forty one eleven" is 4111, "double five" is 55, "oh" is 0."""
    written: list[str] = []
    repeat = 1
    for position, piece in enumerate(pieces):
        if piece.shape == "R":
            repeat = int(piece.digits)
            continue
        before = pieces[position - 1] if position else None
        digits = piece.digits
        if piece.shape == "Y":
            units = pieces[position + 1] if position + 1 < len(pieces) else None
            joined = (
                units is not None
                and units.shape in ("U", "M")
                and units.digits != "0"
                and units.index == piece.index + 1
            )
            digits = piece.digits if joined else f"{piece.digits}0"
        if before is not None and before.shape == "R":
            digits = digits[:1] * repeat + digits[1:]
        written.append(digits)
    return "".join(written)
