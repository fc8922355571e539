"""Streets, shops, schools, products and firms that are called as people are: "patrick street", "tony's pizza"."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from callscribe.polish.detectors.names.name_words import bare
from callscribe.polish.detectors.names.proper_nouns import PROPER_NOUNS
from callscribe.polish.detectors.voices import same_voice

if TYPE_CHECKING:
    from collections.abc import Sequence

    from callscribe.polish.detectors.numbers.number_words import Reading
    from callscribe.transcript.words import Word

_TRADES: Final = frozenset(
    "pizza pizzas pizzeria kitchen kitchens diner bakery grill cafe café bar salon garage garages motors plumbing "
    "movers removals lettings estates solicitors attorneys accountants associates insurance finance mortgages bank "
    "dental dentist dentists vets veterinary clinic surgery pharmacy chemist opticians hospital church chapel "
    "cathedral college academy university primary nursery school schools deli restaurant pub inn hotel hotels arms "
    "auto autos repairs repair services supplies electrical electricals electronics print printing press travel "
    "tours cars taxis cabs florist florists flowers jewellers furniture furnishings carpets beds interiors roofing "
    "builders building construction joinery heating gas energy water telecom mobile broadband digital media design "
    "designs studio studios theatre cinema gym fitness spa barbers tailors outfitters butchers fashion stores store "
    "supermarket market group holdings limited ltd inc llc plc corporation corp company co partners brothers sons "
    "foundation trust charity housing cottages holidays brewery farms farm foods sauce beer whiskey soup airport "
    "station stadium arena".split()
)
_GROUNDS: Final = frozenset(
    "street road avenue lane drive court place square crescent terrace boulevard parade highway freeway parkway "
    "bridge park gardens estate mall centre center plaza county island islands lake valley beach bay creek falls "
    "tower towers building hall wing ward terminal line hotel stop roundabout junction".split()
)
_BEFORE_THINGS: Final = frozenset(
    "at near saint st lake mount fort san santa los las port south north east west".split()
)
"""Before a place that is called as a person is: "the services at lea delamere", "santa barbara"."""

_ROOMS: Final = frozenset("salon hotel café cafe restaurant suite villa chateau château hms ss sonata opus".split())
"""Before what a room, a house or a ship is called."""

_OF_FIRMS: Final = frozenset("office offices firm town city county port university college bank".split())


def names_thing(words: Sequence[Word], readings: Sequence[Reading], found: Sequence[int]) -> bool:
    """Whether words that may be a person's name are a street's, a shop's or a product's.

    Args:
        words: In the order of the conversation.
        readings: One for each word.
        found: Indices of the words that may be a name.
    """
    first, last = found[0], found[-1]
    if readings[last].text in _TRADES or (len(found) > 1 and readings[last].text in _GROUNDS):
        return True
    if _goes_on(words, last):
        following = readings[last + 1].text
        owned = bare(readings[last].text) != readings[last].text
        if following in _TRADES or (following in _GROUNDS and not owned):
            return True
    if first == 0 or not _goes_on(words, first - 1):
        return False
    before = readings[first - 1].text
    owned = bare(readings[last].text) != readings[last].text
    if before in ("saint", "st") or (before in _BEFORE_THINGS and not owned):
        return True
    if before == "of":
        return first > 1 and readings[first - 2].text in _OF_FIRMS
    if before == "new":
        return first > 1 and readings[first - 2].text == "the"  # a book
    return before in _ROOMS or bare(before) in PROPER_NOUNS


def _goes_on(words: Sequence[Word], index: int) -> bool:
    """Whether the same voice goes on in the same clause after a word."""
    return (
        index + 1 < len(words)
        and same_voice(words, index, index + 1)
        and not words[index].word.endswith((".", ",", "?", "!", ";", ":"))
    )
