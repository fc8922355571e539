"""People, how to reach them, their dates and secrets, made up by chance; and a value of any entity type."""

from __future__ import annotations

from typing import TYPE_CHECKING

from redaction_codes import Value, bank, card, coded, cut, cvv, document, figures, iban, national_id, plate
from redaction_names import CITIES, DOMAINS, FIRST, LAST, SECRET_WORDS, SITES, STATES, STREET_KINDS, STREETS
from redaction_sayings import (
    MONTHS,
    Group,
    Manner,
    Saying,
    Token,
    characters,
    code_group,
    date_said,
    date_written,
    manner,
    number_words,
    ordinal_figure,
    ordinal_words,
    plain,
    said_digits,
    said_year,
    telling,
    under_hundred,
    written,
)

if TYPE_CHECKING:
    import random
    from collections.abc import Callable, Sequence


def made(rng: random.Random, entity_type: str) -> Value:
    """A value of the type, of any variety."""
    return MAKERS[entity_type](rng)


def expiry(rng: random.Random) -> Value:
    month, year = rng.randint(1, 12), rng.randint(26, 33)

    def said(rng: random.Random) -> Saying:
        form = rng.randrange(6)
        how = manner(rng)
        short = under_hundred(f"{year}", how)
        full = under_hundred("20", how) + short
        last = full if rng.random() < 0.3 else short
        if form == 0:
            return [telling(MONTHS[month - 1]) + (plain("of") if rng.random() < 0.3 else []) + full]
        if form == 1:
            return [telling(number_words(month)) + plain(rng.choice(("slash", "of", "and"))) + last]
        if form == 2:
            return [telling(number_words(month)) + last]
        single = Manner(how.zero, "single", hyphens=False, letters="plain")
        if form == 3:
            return [said_digits(rng, f"{month:02d}{year}", single)]
        return [said_digits(rng, f"{month:02d}", single) + (plain("slash") if form == 4 else []) + last]

    name = MONTHS[month - 1].capitalize()
    forms = (
        f"{month:02d}/{year}",
        f"{month}/{year}",
        f"{month:02d}/20{year}",
        f"{month:02d} {year}",
        f"{month:02d}-{year}",
        f"{name} 20{year}",
        f"{name} of 20{year}",
    )
    return Value("CARD_EXPIRY", "expiry", said, lambda rng: [written(rng.choice(forms))])


AREAS = "212 213 305 312 347 404 415 503 512 602 617 646 702 713 718 773 818 916 919 206 240 901 304 555".split()[:-1]


def phone(rng: random.Random) -> Value:
    variety = rng.choices(("US", "UK", "international", "local"), (12, 4, 4, 1))[0]
    if variety == "local":
        groups = [figures(rng, 3, "23456789"), figures(rng, 4)]
        return coded("PHONE", variety, groups, ["-".join(groups), " ".join(groups)])
    if variety == "UK":
        groups = rng.choice(
            (
                [f"07{figures(rng, 3, '45789')}", figures(rng, 3), figures(rng, 3)],
                ["020", figures(rng, 4, "78"), figures(rng, 4)],
                ["0161", figures(rng, 3, "2345678"), figures(rng, 4)],
                ["01273", figures(rng, 3, "23456789"), figures(rng, 3)],
            )
        )
        if rng.random() < 0.25:
            groups = ["+44", groups[0][1:], *groups[1:]]
        return coded("PHONE", variety, groups, [" ".join(groups), "".join(groups), " ".join(groups)])
    if variety == "international":
        groups = rng.choice(
            (
                ["+49", "30", figures(rng, 4, "23456789"), figures(rng, 4)],
                ["+49", "1" + rng.choice(("51", "60", "71", "75")), figures(rng, 4, "123456789"), figures(rng, 4)],
                ["+33", "6", *cut(figures(rng, 8), 2)],
                ["+91", figures(rng, 5, "789"), figures(rng, 5)],
                ["+61", "4" + figures(rng, 2), figures(rng, 3), figures(rng, 3)],
                ["+353", "8" + rng.choice("3567"), figures(rng, 3, "123456789"), figures(rng, 4)],
                ["+34", figures(rng, 3, "6"), figures(rng, 3), figures(rng, 3)],
            )
        )
        return coded("PHONE", variety, groups, [" ".join(groups), "".join(groups), "-".join(groups)])
    area, exchange, line = rng.choice(AREAS), figures(rng, 3, "23456789"), figures(rng, 4)
    if exchange[1:] == "11":
        exchange = exchange[0] + "42"
    groups = [area, exchange, line]
    forms = [f"{area}-{exchange}-{line}", f"({area}) {exchange}-{line}", f"{area} {exchange} {line}"]
    forms += [f"{area}.{exchange}.{line}", f"{area}{exchange}{line}", f"+1 {area} {exchange} {line}"]
    forms += [f"1-{area}-{exchange}-{line}"]
    if rng.random() < 0.1:
        groups = ["1", *groups]
    return coded("PHONE", variety, groups, forms)


def email(rng: random.Random) -> Value:
    first, last = characters(rng.choice(FIRST)).lower(), characters(rng.choice(LAST).replace("ü", "ue")).lower()
    number = rng.choice(("", "", "", figures(rng, 2), str(rng.randint(1950, 2009)), figures(rng, 1)))
    domain = rng.choice(DOMAINS) if rng.random() < 0.8 else rng.choice((f"{last}.com", f"{last}family.net"))
    pieces = rng.choice(
        ([first, ".", last], [first, last], [first[0], last], [first, "_", last], [first, "-", last], [first])
    )

    def said(rng: random.Random) -> Saying:
        how = manner(rng)
        local: Group = []
        spelled = rng.random() < 0.12
        for piece in pieces:
            if piece in "._-":
                hyphen = rng.choice(("dash", "hyphen"))
                local += plain({".": "dot", "_": "underscore", "-": hyphen}[piece])
            elif len(piece) == 1 or spelled:
                plainly = Manner(how.zero, how.style, how.hyphens, "plain" if rng.random() < 0.7 else how.letters)
                local += code_group(rng, piece.upper(), plainly)
            else:
                local += telling(piece)
        if len(number) == 4:
            local += telling(said_year(rng, int(number)))
        elif number:
            local += said_digits(rng, number, how)
        tail: Group = plain("at")
        for place, part in enumerate(domain.split(".")):
            tail += (plain("dot") if place else []) + telling(part)
        return [local, tail]

    address = f"{''.join(pieces)}{number}@{domain}"
    halfway = address.replace("@", " at ") if rng.random() < 0.5 else address.replace("@", " @ ")
    forms = (address, address, address.capitalize(), halfway, address.replace("@", " at ").replace(".", " dot "))
    return Value("EMAIL", "e-mail", said, lambda rng: [written(rng.choice(forms))])


def birth(rng: random.Random) -> Value:
    day, month, year = rng.randint(1, 28), rng.randint(1, 12), rng.randint(1935, 2009)
    return Value(
        "DATE_OF_BIRTH",
        "date of birth",
        lambda rng: date_said(rng, day, month, year),
        lambda rng: date_written(rng, day, month, year),
    )


def address(rng: random.Random) -> Value:
    number = rng.choice((rng.randint(1, 99), rng.randint(100, 999), rng.randint(1000, 9999), rng.randint(10000, 19999)))
    numbered = rng.random() < 0.15
    nth = rng.randint(2, 31)
    street = ordinal_words(nth) if numbered else rng.choice(STREETS)
    kind = rng.choice(STREET_KINDS)
    unit = rng.choice(("", "", "", "apartment", "unit", "flat", "suite", "apt"))
    unit_number = rng.choice((figures(rng, 1, "123456789"), figures(rng, 3, "12345"), figures(rng, 1, "1234") + "b"))
    compass = rng.choice(("", "", "", "", "north", "south", "west", "east"))
    city = rng.choice(CITIES) if rng.random() < 0.5 else ""
    state = rng.choice(STATES) if city and rng.random() < 0.5 else ""

    def put(number_said: Group, unit_said: Group, street_said: str) -> Saying:
        name = [*plain(compass), *telling(street_said, name=not numbered), *plain(kind)]
        first = number_said + name
        rest = [*plain(unit), *unit_said] if unit else []
        place = telling(city, name=True) + [Token(word, name=True) for word in state.split()]
        if unit == "flat":
            return [rest, first, place] if place else [rest, first]
        return [each for each in (first, rest, place) if each]

    def said(rng: random.Random) -> Saying:
        how = manner(rng)
        digits = str(number)
        if rng.random() < 0.25 and number < 1000:
            spoken = telling(number_words(number))
        else:
            style = rng.choice(("pairs", "pairs", "single", "numbers"))
            spoken = said_digits(rng, digits, Manner(how.zero, style, how.hyphens, "plain"))
        said_unit = code_group(rng, unit_number.upper(), Manner(how.zero, "pairs", how.hyphens, "plain"))
        return put(spoken, said_unit, street)

    def as_written(rng: random.Random) -> Saying:
        name = ordinal_figure(nth) if numbered and rng.random() < 0.8 else street
        return put(telling(str(number)), telling(unit_number.upper()), name)

    return Value("ADDRESS", "street address", said, as_written)


def postcode(rng: random.Random) -> Value:
    variety = rng.choices(("US ZIP", "US ZIP+4", "UK", "Canadian"), (8, 1, 4, 3))[0]
    if variety == "US ZIP":
        digits = figures(rng, 5)
        return coded("POSTCODE", variety, [digits], [digits])
    if variety == "US ZIP+4":
        groups = [figures(rng, 5), figures(rng, 4)]
        return coded("POSTCODE", variety, groups, ["-".join(groups)])
    if variety == "UK":
        area = rng.choice(("SW", "M", "B", "LS", "EH", "N", "SE", "BN", "CF", "G", "OX", "E", "W", "L", "BS"))
        groups = [area + str(rng.randint(1, 19)), figures(rng, 1) + "".join(rng.choices("ABDEFGHJLNPQRSTUWXYZ", k=2))]
    else:
        kept = "ABCEGHJKLMNPRSTVXY"
        one = [rng.choice(kept) if place % 2 == 0 else figures(rng, 1) for place in range(6)]
        groups = ["".join(one[:3]), "".join(one[3:])]
    return coded("POSTCODE", variety, groups, [" ".join(groups), " ".join(groups), "".join(groups)])


def person(rng: random.Random) -> Value:
    first, last = rng.choice(FIRST), rng.choice(LAST)
    which = rng.choices(("full", "first", "last", "spelled"), (10, 4, 1, 3))[0]
    name = {"first": first, "last": last}.get(which, f"{first} {last}")

    def said(rng: random.Random, *, joined: bool = False) -> Saying:
        whole = telling(name, name=True)
        if which != "spelled":
            return [whole]
        spelled = characters(last if rng.random() < 0.7 else first)
        lead = plain(rng.choice(("that's", "spelled", "spelled", "that is", "it's spelled", "")))
        if joined and rng.random() < 0.6:
            return [whole, [*lead, Token("-".join(spelled), spelled)]]
        how = manner(rng)
        return [whole, lead + code_group(rng, spelled, Manner("zero", how.style, hyphens=False, letters=how.letters))]

    return Value("PERSON", f"{which} name", said, lambda rng: said(rng, joined=True))


PASSWORD_SIGNS = (("", ""), ("!", "exclamation mark"), ("#", "hash"), ("$", "dollar sign"), ("_", "underscore"))


def secret(rng: random.Random) -> Value:
    variety = rng.choices(("PIN", "password", "code", "word"), (5, 4, 3, 2))[0]
    if variety in ("PIN", "code"):
        digits = figures(rng, rng.choice((4, 4, 5, 6)) if variety == "PIN" else rng.choice((6, 6, 4, 8)))
        return coded("SECRET", variety, [digits] if len(digits) < 6 else cut(digits, 3), [digits])
    word = rng.choice(SECRET_WORDS)
    if variety == "word":
        both = lambda _: [telling(word)]  # noqa: E731
        return Value("SECRET", variety, both, both)
    number = figures(rng, rng.randint(1, 4))
    sign, sign_said = rng.choice(PASSWORD_SIGNS)

    def said(rng: random.Random) -> Saying:
        before = plain(rng.choice(("", "", "capital", "all lowercase", "with a capital " + word[0])))
        return [before + telling(word) + said_digits(rng, number, manner(rng)) + plain(sign_said)]

    text = f"{word.capitalize()}{number}{sign}"
    return Value("SECRET", variety, said, lambda _: [written(text)])


def network(rng: random.Random) -> Value:
    variety = rng.choices(("IPv4", "IPv6", "MAC", "URL"), (6, 1, 3, 3))[0]
    if variety == "IPv4":
        parts = [str(rng.choice((10, 172, 192, rng.randint(1, 223)))), *(str(rng.randint(0, 255)) for _ in range(3))]
        if parts[0] == "192":
            parts[1] = "168"
        return _dotted(variety, parts, ".", ("dot", "dot", "point"))
    if variety == "MAC":
        parts = ["".join(rng.choices("0123456789ABCDEF", k=2)) for _ in range(6)]
        return _dotted(variety, parts, rng.choice((":", ":", "-")), ("colon", "colon", "dash", ""))
    if variety == "IPv6":
        parts = ["2001", "0db8", *("".join(rng.choices("0123456789abcdef", k=4)) for _ in range(6))]
        return _dotted(variety, parts, ":", ("colon",))
    token = "".join(rng.choices("abcdefghjkmnpqrstuvwxyz23456789", k=rng.randint(6, 12)))
    site, key = rng.choice(SITES), rng.choice(("token", "key", "session", "code", "auth"))

    def said(rng: random.Random) -> Saying:
        way = " dot ".join(site.split(".")) + rng.choice((" slash reset", " slash login", ""))
        spelled = code_group(rng, token.upper(), Manner("zero", "single", hyphens=False, letters="plain"))
        return [plain(f"{way} question mark {key} equals"), spelled]

    def as_written(rng: random.Random) -> Saying:
        scheme = rng.choice(("https://", "https://", "www.", ""))
        return [[Token(f"{scheme}{site}{rng.choice(('/reset', '/login', ''))}?{key}={token}", token.upper())]]

    return Value("NETWORK", "URL with token", said, as_written)


def _dotted(variety: str, parts: Sequence[str], sign: str, said_signs: Sequence[str]) -> Value:
    def said(rng: random.Random) -> Saying:
        how, between = manner(rng), plain(rng.choice(said_signs))
        plainly = Manner(how.zero, how.style, how.hyphens, "plain")
        return [(between if at else []) + code_group(rng, part.upper(), plainly) for at, part in enumerate(parts)]

    return Value("NETWORK", variety, said, lambda _: [written(sign.join(parts))])


MAKERS: dict[str, Callable[[random.Random], Value]] = {
    "CARD_NUMBER": card,
    "CARD_CVV": cvv,
    "CARD_EXPIRY": expiry,
    "BANK_ACCOUNT": bank,
    "IBAN": iban,
    "NATIONAL_ID": national_id,
    "PHONE": phone,
    "EMAIL": email,
    "DATE_OF_BIRTH": birth,
    "ADDRESS": address,
    "POSTCODE": postcode,
    "PERSON": person,
    "SECRET": secret,
    "VEHICLE": plate,
    "DOCUMENT_ID": document,
    "NETWORK": network,
}
