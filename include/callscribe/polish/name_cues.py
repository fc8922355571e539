"""What speaks for a name: the words that stand around names, and how letters are named."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

_NAMES_OF_LETTERS: Final = """
    a ay eh, b bee be, c see sea cee, d dee, e ee, f ef eff, g gee, h aitch, i eye, j jay, k kay, l el ell, m em, n en,
    o oh, p pee pea, q cue queue, r are ar our, s ess es, t tea tee, u you, v vee, w double-u, x ex, y why, z zee zed,
    1 one, 2 two, 3 three, 4 four, 5 five
"""

LETTER_NAMES: Final = {
    name: names.split()[0] for names in _NAMES_OF_LETTERS.split(",") for name in names.split() if not name.isdigit()
}
"""English names of letters and what recognisers write for them; digits are part of names such as "B2B"."""

_DETERMINERS: Final = frozenset("the our my your their this that a an new".split())
_BEFORE: Final = {
    "product": frozenset("use uses using used called install installed integrate sync into via named log".split()),
    "person": frozenset("mister mr missus mrs ms miss doctor dr named colleague agent name's".split()),
}
_BEFORE_TWO: Final = {
    "product": frozenset({("log", "in"), ("logged", "in"), ("sign", "in"), ("works", "with"), ("work", "with")}),
    "person": frozenset(
        {
            *(("name", "is"), ("this", "is"), ("speak", "to"), ("speak", "with"), ("spoke", "with"), ("spoke", "to")),
            *(("talk", "to"), ("ask", "for"), ("speaking", "with"), ("talking", "to"), ("transfer", "to")),
        }
    ),
}
_AFTER: Final = {
    "product": frozenset(
        "account app application integration connector dashboard ticket login license subscription admin cluster"
        " project board widget report plugin invoice portal website agent card pen module job dose tablets plan".split()
    ),
    "person": frozenset("from speaking here".split()),
}


_BARE: Final = frozenset("in on with by from behind via through into using calling called".split())


def stands_bare(tokens: Sequence[str], first: int) -> bool:
    """Whether the word at `first` follows a preposition without an article, as names do and things seldom do."""
    return first > 0 and tokens[first - 1] in _BARE


def is_called_for(tokens: Sequence[str], first: int, after: int, kind: str) -> bool:
    """Whether the words around a stretch are such as stand with names.

    Args:
        tokens: Lower case, without punctuation.
        first: Index of the stretch's first word.
        after: Index of the first word after it.
        kind: `product` or `person`; of either, where it is neither.
    """
    before = first - 1
    if before >= 0 and tokens[before] in _DETERMINERS:
        before -= 1
    one = tokens[before] if before >= 0 else ""
    two = (tokens[before - 1], one) if before >= 1 else ("", one)
    following = tokens[after] if after < len(tokens) else ""
    return any(
        one in _BEFORE[each] or two in _BEFORE_TWO[each] or following in _AFTER[each]
        for each in ((kind,) if kind in _BEFORE else _BEFORE)
    )
