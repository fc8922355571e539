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
    "estates bank brow chase ride reach parade approach brook end lea leas mead "
    "mansions towers villas chambers parklands circus bluff summit marg nagar chowk vihar colony enclave layout "
    "cross".split()
)
"""Kinds of streets that are everyday words too: they need a number and a name before them that nothing else counts."""

NUMBERED_STREETS: Final = frozenset("highway hwy route interstate rural county farm-to-market state".split())

DIRECTIONS: Final = frozenset(
    "north south east west northeast northwest southeast southwest n s e w ne nw se sw n.e n.w s.e s.w n.w. s.w. "
    "upper lower".split()
)
UNITS: Final = frozenset(
    "apartment apt suite ste unit flat floor room building bldg lot studio trailer penthouse # level plot block wing "
    "tower sector phase house door shop office villa cabin "
    "berth".split()
)
"""Before a number they say where in a house."""

ROOMS: Final = frozenset(
    "shop office cabin berth room floor level building lot plot block wing tower sector phase house door".split()
)
"""Units that more than homes have."""

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
    "day's yards yard metres litres liters litre liter gallons dots adults inch inches kilo kilos kilogram "
    "kilograms gram "
    "grams milligrams mg tonne tonnes gig gigs megabytes gigabytes quid rupee rupees naira peso pesos rand lakh "
    "crore kroner "
    "krona francs yen yuan shekels dirhams riyals ringgit baht zloty "
    "degree knots volts watts amps".split()
)
"""After a number they are what it counts, not a street's name."""

NAMING_ADJECTIVES: Final = frozenset(
    "old new big small little short long great good single double free main quick first last next second row stars "
    "star".split()
)
"""Of NUMBER_NOUNS those that streets' names begin with as well: "709 old mill place"."""

STATES: Final = frozenset(
    """
    alabama alaska arizona arkansas california colorado connecticut delaware florida georgia hawaii idaho illinois
    indiana iowa kansas kentucky louisiana maine maryland massachusetts michigan minnesota mississippi missouri montana
    nebraska nevada ohio oklahoma oregon pennsylvania tennessee texas utah vermont virginia washington wisconsin
    wyoming ontario quebec manitoba saskatchewan alberta newfoundland queensland tasmania maharashtra karnataka
    kerala gujarat rajasthan punjab haryana telangana bihar odisha assam jharkhand uttarakhand
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
        ("puerto", "rico"), ("south", "wales"), ("western", "australia"), ("south", "australia"),
        ("northern", "territory"), ("tamil", "nadu"), ("west", "bengal"), ("uttar", "pradesh"),
        ("andhra", "pradesh"), ("madhya", "pradesh"),
    }
)  # fmt: skip

ADDRESS_NOUNS: Final = frozenset("address addresses address's".split())
NO_STREET_ADDRESS: Final = frozenset(
    "email e-mail mail ip web mac website gmail site wallet url network computer to internet forwarding-email".split()
)
"""Before "address" (in "mail" the recogniser has lost "e"): no address of a house."""

SURE_PLACES: Final = (
    "i live at", "i live on", "we live at", "we live on", "i'm living at", "lives at", "lives on", "live at", "live on",
    "living at", "residing at", "reside at", "resides at", "i stay at", "where do you live", "where you live",
    "house number", "street number", "street name", "registered at", "residence is", "residence at", "street is",
    "where should we send", "where can we send", "where shall i send", "where should i send", "first line of",
    "apartment number", "unit number", "flat number", "house name", "what street", "which street", "new place is",
    "place is at", "house is at", "home is at", "property is at", "property at", "still at", "still live at",
    "city and zip", "city and state", "city state", "town and postcode", "zip and city", "unit is", "apartment is",
    "flat is", "which unit", "what unit", "which flat are", "what apartment", "which apartment", "what street are",
    "spell the street", "spell the road", "what's the street", "and the street", "which road",
    "what road", "name of the street", "name of the road",
)  # fmt: skip
"""What hardly anything but a house's address follows."""

BEFORE_DRESS: Final = frozenset(
    "your my the billing shipping home street delivery mailing current new property service last".split()
)
"""Before "a dress" they make it what recognisers hear for "address"."""

NUMBERED_PLACES: Final = frozenset("which what unit apartment flat".split())
"""What a number alone answers, where one of them begins one of SURE_PLACES."""

PLACES: Final = (
    "staying at", "located at", "situated at", "send it to", "ship it to", "shipped to", "delivered to",
    "deliver it to", "deliver to", "sent to", "mail it to", "mailed to", "moved to", "moving to", "moved from",
    "come to", "came to", "pick it up at", "pick up at", "house at", "shop at", "office at", "we're at", "i'm at",
    "i am at", "it's at", "service at", "installed at", "delivery to", "shipping to", "ship to", "billing to",
    "street was", "drop it at", "drop it off at", "dropped at", "going to", "technician to", "driver to", "engineer to",
    "somebody to", "someone to", "over to", "out to", "goes to", "here at", "you at", "you up from", "calling from",
    "still in", "registered to", "posted to", "down as", "them at", "him at", "her at", "is it still", "is this for",
    "is it from", "you're at", "find you", "which property", "get to you", "moved into", "you up at",
    "dropping you at", "off at",
    "pickup from", "pickup at", "pick up from",
)  # fmt: skip
"""What a house's address follows, though more often something else does."""

PLACE_VERBS: Final = frozenset(
    "deliver delivered send sent ship shipped mail mailed post posted live living stay staying located based bring "
    "drop install installed collect".split()
)
PLACE_ASKERS: Final = frozenset("should shall can do would will are you we i".split())
"""With "where" they ask for an address: "where would you like it sent"."""

POSTCODE_CUES: Final = (
    "zip", "zip code", "zipcode", "zips", "postcode", "post code", "postal code", "postal", "postcodes", "zip's",
    "postcode's", "postal code's", "zip code's", "eircode", "pin code of", "pincode", "postal index number",
    "zip plus four", "sip code", "zip coat", "zip cold", "zip cone", "post cold", "post coat", "chip code", "sip coat",
    "sip cold", "postal coat", "postal cold",
)  # fmt: skip

HOUSES: Final = frozenset(
    "apartments barn barns bungalow chambers cottage cottages court dairy farm farmhouse forge gatehouse grange hall "
    "heights house lodge manor mansions mews mill oast parsonage quarters rectory residency schoolhouse stables towers "
    "vicarage villa villas".split()
)
"""The last words of houses' names: "the old forge", "pear tree house"."""

LANDMARK_PREPOSITIONS: Final = frozenset("near opposite behind beside across past outside like".split())
"""Before a place they tell the way to an address; the place is none."""

TAIL_STOPS: Final = frozenset(
    "and so is that that's it's my i i'm the a an please thanks thank okay ok yes yeah right correct sorry can "
    "could would will do does did you your we our they he she what when where how but because for with on about if "
    "then just now today tomorrow yesterday uh-huh great perfect phone number email zip postcode postal moved since "
    "got it's let me is was are have has there here still not no until from by as which who why to at or be "
    "been".split()
)
"""Small words with which something else begins after an address."""
