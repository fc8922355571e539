"""Words that addresses are made of: kinds of streets, directions, units, states, and what announces an address."""

from __future__ import annotations

from typing import Final

STREETS: Final = frozenset(
    "street avenue ave road rd lane ln boulevard blvd parkway pkwy terrace crescent turnpike expressway alley mews "
    "highway hwy freeway esplanade cul-de-sac strasse".split()
)
"""After a number and a name they make an address beyond doubt."""

WEAK_STREETS: Final = frozenset(
    "drive dr court ct place pl way circle cir close square sq trail trl loop row gardens garden grove walk hill "
    "green rise view heights park st path pike plaza crossing ridge run hollow bend point landing cove village "
    "meadow meadows field fields croft wharf quay yard broadway common commons estate vale manor run pass bypass "
    "cottages house ter cres wynd glen dale gate wood woods mount hills springs spur terr av stravenue strait "
    "estates".split()
)
"""Kinds of streets that are everyday words too: they need a number and a name before them that nothing else counts."""

NUMBERED_STREETS: Final = frozenset("highway hwy route interstate rural county farm-to-market state".split())

DIRECTIONS: Final = frozenset(
    "north south east west northeast northwest southeast southwest n s e w ne nw se sw n.e n.w s.e s.w n.w. s.w. "
    "upper lower".split()
)
UNITS: Final = frozenset(
    "apartment apt suite ste unit flat floor room building bldg lot studio trailer penthouse # level".split()
)
"""Before a number they say where in a house."""

SMALL_UNITS: Final = frozenset("number no no. rear upstairs downstairs basement ground".split())

NUMBER_NOUNS: Final = frozenset(
    "moment moments sec row dollar dollars buck bucks cent cents euro euros pound pounds pence percent minute "
    "minutes hour hours second seconds day days week weeks month months year years time times people person "
    "people's items item units pieces miles mile kilometers kilometres feet foot inches meters am pm o'clock oclock "
    "degrees more less other of way ways long-term bedroom bedrooms bed story lane blocks block or and point kids "
    "children dogs cats cars stars star big small new different separate main whole single double good great nice "
    "bad free last next first year-old month-old hundred thousand million billion things thing calls call orders "
    "order emails email accounts account cards card bills bill old quick short long little bit another yes no okay "
    "um uh please thank thanks i you he she we they it that this business working full half times hour's minutes' "
    "day's".split()
)
"""After a number they are what it counts, not a street's name."""

STATES: Final = frozenset(
    """
    alabama alaska arizona arkansas california colorado connecticut delaware florida georgia hawaii idaho illinois
    indiana iowa kansas kentucky louisiana maine maryland massachusetts michigan minnesota mississippi missouri montana
    nebraska nevada ohio oklahoma oregon pennsylvania tennessee texas utah vermont virginia washington wisconsin
    wyoming ontario quebec manitoba saskatchewan alberta newfoundland
    al ak az ar ca co ct de fl ga hi id il in ia ks ky la me md ma mi mn ms mo mt ne nv nh nj nm ny nc nd oh ok or pa
    ri sc sd tn tx ut vt va wa wv wi wy dc
    """.split()
)
STATE_CODES: Final = frozenset(state for state in STATES if len(state) == 2)
TWO_WORD_STATES: Final = frozenset(
    {
        ("new", "york"), ("new", "jersey"), ("new", "mexico"), ("new", "hampshire"), ("north", "carolina"),
        ("south", "carolina"), ("north", "dakota"), ("south", "dakota"), ("west", "virginia"), ("rhode", "island"),
        ("british", "columbia"), ("nova", "scotia"), ("new", "brunswick"), ("prince", "edward"), ("d", "c"),
        ("puerto", "rico"),
    }
)  # fmt: skip

ADDRESS_NOUNS: Final = frozenset("address addresses address's".split())
NO_STREET_ADDRESS: Final = frozenset(
    "email e-mail mail ip web mac website gmail site wallet url network computer to internet forwarding-email".split()
)
"""Before "address" (in "mail" the recogniser has lost "e"): no address of a house."""

PLACE_CUES: Final[tuple[tuple[str, ...], ...]] = tuple(
    tuple(phrase.split())
    for phrase in (
        "i live at", "i live on", "we live at", "we live on", "i'm living at", "lives at", "lives on", "live at",
        "living at", "residing at", "reside at", "resides at", "i stay at", "staying at", "located at",
        "situated at", "send it to", "ship it to", "shipped to", "delivered to", "deliver it to", "deliver to",
        "sent to", "mail it to", "mailed to", "moved to", "moving to", "moved from", "come to", "came to",
        "pick it up at", "pick up at", "house is at", "home is at", "property at", "house at", "shop at",
        "office at", "we're at", "i'm at", "i am at", "it's at", "where do you live", "where you live",
        "house number", "street number", "street name", "property is at", "registered at", "service at",
        "installed at", "delivery to", "shipping to", "ship to", "billing to", "residence is", "residence at",
        "street is", "street was", "where should we send", "where can we send", "where shall i send",
        "where should i send", "first line of", "drop it at", "drop it off at", "dropped at", "apartment number",
        "unit number", "flat number", "house name", "what street", "which street",
    )
)  # fmt: skip
"""What a house's address follows, though more often something else does."""

PLACE_VERBS: Final = frozenset(
    "deliver delivered send sent ship shipped mail mailed post posted live living stay staying located based bring "
    "drop install installed collect".split()
)
PLACE_ASKERS: Final = frozenset("should shall can do would will are you we i".split())
"""With "where" they ask for an address: "where would you like it sent"."""

POSTCODE_CUES: Final[tuple[tuple[str, ...], ...]] = tuple(
    tuple(phrase.split())
    for phrase in (
        "zip", "zip code", "zipcode", "zips", "postcode", "post code", "postal code", "postal", "postcodes",
        "eircode", "pin code of", "zip plus four", "sip code", "zip's", "zip coat", "zip cold", "zip cone",
        "post cold", "post coat",
    )
)  # fmt: skip

TAIL_STOPS: Final = frozenset(
    "and so is that that's it's my i i'm the a an please thanks thank okay ok yes yeah right correct sorry can "
    "could would will do does did you your we our they he she what when where how but because for with on about if "
    "then just now today tomorrow yesterday uh-huh great perfect phone number email zip postcode postal moved since "
    "got it's let me is was are have has there here still not no until from by as which who why to at or be "
    "been".split()
)
"""Small words with which something else begins after an address."""
