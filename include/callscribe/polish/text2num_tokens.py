"""Words as text2num wants them."""

from __future__ import annotations


class Text2NumToken:
    """What text2num asks of a token; all of it, since a method that it misses ends the process.

    Args:
        text: Lower case, without punctuation.
        apart: It does not go on with what is before it.
        barred: It is no part of a number, whatever it says.
    """

    __slots__ = ("_apart", "_barred", "_text")

    def __init__(self, text: str, *, apart: bool, barred: bool) -> None:
        self._text, self._apart, self._barred = text, apart, barred

    def text(self) -> str:
        """The word."""
        return self._text

    def nt_separated(self, previous: object) -> bool:
        """Whether it is apart from the token before."""
        return self._apart

    def not_a_number_part(self) -> bool:
        """Whether it is barred."""
        return self._barred
