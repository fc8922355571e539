"""Towns whose names are everyday words: "Salt Lake City", "Baton Rouge", "Reading", "Milton Keynes".

Any rare word after a street may be a town; these would be taken for talk. Kept to what is large or often said in the
United States, Britain, Canada, Australia and India, and to the patterns that their names are made by.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from callscribe.polish.detectors.phrases import by_first_word, phrase_at

if TYPE_CHECKING:
    from collections.abc import Sequence

    from callscribe.polish.detectors.numbers.number_words import Reading

EVERYDAY_TOWNS: Final = frozenset(
    "reading bath mobile phoenix orange chester wells hollywood jersey lansing london independence "
    "corning sandy irving moline hull bury derby rugby cork providence".split()
)
"""One word each, and a word of other talk too: towns only at the end of what is said, or before a state."""

_TOWNS: Final = (
    "salt lake city", "new york", "new york city", "new orleans", "new haven", "new delhi", "new westminster",
    "baton rouge", "little rock", "grand rapids", "cedar rapids", "des moines", "sioux falls", "sioux city",
    "palm springs", "palm beach", "west palm beach", "long beach", "virginia beach", "myrtle beach", "daytona beach",
    "huntington beach", "miami beach", "colorado springs", "corpus christi", "kansas city", "oklahoma city",
    "jersey city", "carson city", "iowa city", "quebec city", "panama city", "rapid city", "dodge city", "el paso",
    "fort worth", "fort wayne", "fort collins", "fort lauderdale", "fort myers", "fort smith", "las vegas",
    "las cruces", "los angeles", "los gatos", "la jolla", "la crosse", "green bay", "ann arbor", "college station",
    "round rock", "cedar park", "overland park", "orland park", "oak park", "oak ridge", "oak lawn", "elk grove",
    "garden grove", "garden city", "big bear", "bowling green", "coral springs", "coral gables", "boca raton",
    "eau claire", "falls church", "silver spring", "high point", "rocky mount", "rock hill", "rock springs",
    "white plains", "great falls", "grand junction", "grand forks", "twin falls", "idaho falls", "niagara falls",
    "wichita falls", "cape coral", "cape town", "lake charles", "lake city", "council bluffs", "cedar falls",
    "terre haute", "south bend", "north platte", "bay city", "traverse city", "creek", "sterling heights",
    "walnut creek", "daly city", "redwood city", "mountain view", "sugar land", "league city", "the woodlands",
    "pearl city", "warner robins", "valley stream", "staten island", "long island", "rhode island", "rock island",
    "the bronx", "queens new york", "hot springs", "pine bluff",
    "milton keynes", "high wycombe", "royal tunbridge wells", "tunbridge wells", "leamington spa", "hemel hempstead",
    "welwyn garden city", "bury st edmunds", "bury saint edmunds", "kings lynn", "king's lynn", "great yarmouth",
    "burton upon trent", "stoke on trent", "newcastle upon tyne", "kingston upon hull", "kingston upon thames",
    "southend on sea", "weston super mare", "bishops stortford", "milford haven", "market harborough", "east ham",
    "west ham", "east london", "west london", "south london", "north london", "isle of wight", "isle of man",
    "thunder bay", "red deer", "medicine hat", "moose jaw", "prince george", "prince albert", "richmond hill",
    "thousand oaks", "trois rivieres", "swift current", "white rock", "maple ridge", "north bay", "sault ste marie",
    "gold coast", "sunshine coast", "alice springs", "wagga wagga", "central coast", "broken hill", "byron bay",
    "port macquarie", "coffs harbour", "surry hills", "bondi beach", "box hill", "glen waverley",
    "navi mumbai", "greater noida", "greater kailash", "electronic city", "white field",
)  # fmt: skip

_BEFORE: Final = frozenset("san santa saint st fort ft port mount mt glen".split())
"""Before another word they begin a town's name."""

_AFTER: Final = frozenset(
    "city beach springs falls heights rapids bay harbor harbour haven island valley creek grove junction village "
    "ville".split()
)
"""After another word they end a town's name."""

_BY_FIRST: Final = by_first_word((name, "town") for name in _TOWNS)


def long_town(readings: Sequence[Reading], index: int) -> int | None:
    """Find a town's name of several words, or one that needs nothing else to be known.

    Args:
        readings: One for each word.
        index: Where it may begin.

    Returns:
        Index of its last word, inclusive; None where no such name begins.
    """
    found = phrase_at(readings, index, _BY_FIRST) if readings[index].text in _BY_FIRST else None
    return index + len(found[0]) - 1 if found is not None else None


def patterned_town(readings: Sequence[Reading], index: int) -> int | None:
    """Find two words made like a town's name: "San Mateo", "Palm Harbor".

    Args:
        readings: One for each word.
        index: Where it may begin.

    Returns:
        Index of its last word, inclusive; None where no such name begins.
    """
    if index + 1 >= len(readings) or readings[index].shape or readings[index + 1].shape:
        return None
    made = readings[index].text in _BEFORE or readings[index + 1].text in _AFTER
    return index + 1 if made else None
