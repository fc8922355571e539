"""Ways to say digits, letters, dates and numbers, each word with the characters of the value that it gives away.

A saying is a list of groups, between which people pause, hesitate, are listened to, or are read back to.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import random
    from collections.abc import Sequence

ONES = "zero one two three four five six seven eight nine".split()
TEENS = "ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split()
TENS = "zero ten twenty thirty forty fifty sixty seventy eighty ninety".split()
MONTHS = "january february march april may june july august september october november december".split()
ORDINAL_ONES = "zeroth first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth".split()
NATO = (
    "alpha bravo charlie delta echo foxtrot golf hotel india juliet kilo lima mike november oscar papa quebec romeo "
    "sierra tango uniform victor whiskey x-ray yankee zulu"
).split()
NAMED_LETTERS = (
    "apple boy cat dog edward frank george henry igloo jack king larry mary nancy orange peter queen robert sam tom "
    "umbrella victor william xylophone yellow zebra"
).split()
SIGNS = {".": "dot", "@": "at", "_": "underscore", "-": "dash", "/": "slash", ":": "colon", "+": "plus"}

BACKCHANNELS = ("uh huh", "mhm", "okay", "yep", "right", "got it", "yes", "go on", "mm hmm", "yeah", "okay go ahead")
HESITATIONS = ("um", "uh", "er", "let me see", "hang on", "erm", "and then", "and", "then", "hmm", "what is it")
CORRECTIONS = (
    "no sorry",
    "sorry",
    "wait no",
    "i mean",
    "no wait",
    "actually no",
    "scratch that",
    "sorry that's",
    "no i'm sorry",
    "correction",
    "oops sorry",
    "let me start over",
)


@dataclass(frozen=True, slots=True)
class Token:
    """One word of a call before it is heard.

    Attributes:
        text: Lower case and bare where it is spoken.
        chars: Digits and letters of a value that it gives away, none where it only stands between such.
        mention: Number of the mention that it belongs to, or None.
        ordinary: Hiding it is a fault.
        party: 0 the agent, 1 the customer; while a value is said 0 is who says it and 1 who listens.
        pause_s: Silence before it, besides the usual.
        name: Written with a capital.
        begins: First word of a turn.
    """

    text: str
    chars: str = ""
    mention: int | None = None
    ordinary: bool = False
    party: int = 0
    pause_s: float = 0.0
    name: bool = False
    begins: bool = False


Group = list[Token]
Saying = list[Group]


@dataclass(frozen=True)
class Manner:
    """How one person says codes.

    Attributes:
        zero: Their word for it.
        style: "single", "pairs", "doubles" or "numbers".
        hyphens: Whether the recogniser writes "forty-one" as one word.
        letters: "plain", "nato", "as in", "for" or "like".
    """

    zero: str
    style: str
    hyphens: bool
    letters: str


def manner(rng: random.Random) -> Manner:
    """Anybody's."""
    return Manner(
        rng.choices(("zero", "oh", "o", "nought"), (10, 9, 2, 1))[0],
        rng.choices(("single", "pairs", "doubles", "numbers"), (10, 4, 5, 2))[0],
        rng.random() < 0.4,
        rng.choices(("plain", "nato", "as in", "for", "like"), (10, 3, 3, 2, 1))[0],
    )


def plain(words: str) -> Group:
    """Words of a mention that give nothing away."""
    return [Token(word) for word in words.split()]


def telling(words: str, *, name: bool = False) -> Group:
    """Words that give themselves away, letter by letter."""
    return [Token(word, characters(word), name=name) for word in words.split()]


def characters(text: str) -> str:
    """Its digits and letters."""
    return "".join(char for char in text.upper() if char.isalnum())


def code(rng: random.Random, groups: Sequence[str], how: Manner | None = None, *, digits: float = 0.0) -> Saying:
    """Groups of digits, letters and signs as they are said; a group may stand in digits by this chance."""
    how = how or manner(rng)
    if rng.random() < 0.85:
        digits = 0.0
    return [
        [Token(group, group)] if group.isdigit() and rng.random() < digits else code_group(rng, group, how)
        for group in groups
    ]


def code_group(rng: random.Random, group: str, how: Manner) -> Group:
    """One group: runs of digits, single letters and signs."""
    tokens: Group = []
    at = 0
    while at < len(group):
        if group[at].isdigit():
            until = at
            while until < len(group) and group[until].isdigit():
                until += 1
            tokens += said_digits(rng, group[at:until], how)
            at = until
        elif group[at].isalpha():
            same = at + 1 < len(group) and group[at + 1] == group[at]
            if same and how.style == "doubles":
                tokens += [Token("double"), Token(group[at].lower(), group[at] * 2)]
                at += 2
            else:
                tokens += said_letter(rng, group[at], how)
                at += 1
        else:
            tokens.append(Token(SIGNS[group[at]]))
            at += 1
    return tokens


def said_letter(rng: random.Random, letter: str, how: Manner) -> Group:
    """One letter, perhaps by a word that begins with it."""
    letter = letter.upper()
    if not letter.isascii():  # no alphabet has a word for it
        return [Token(letter.lower(), letter)]
    place = ord(letter) - ord("A")
    if how.letters == "nato":
        return [Token(NATO[place], letter)]
    if how.letters == "plain" or rng.random() < 0.3:
        return [Token(letter.lower(), letter)]
    word = rng.choice((NATO, NAMED_LETTERS))[place]
    return [Token(letter.lower(), letter), *plain(how.letters), Token(word, letter)]


def said_digits(rng: random.Random, digits: str, how: Manner) -> Group:
    """A group of digits, all zeros of which are kept."""
    style = how.style
    if style == "numbers":
        if len(digits) == 4 and digits.endswith("000") and digits[0] != "0":
            return [Token(ONES[int(digits[0])], digits[0]), Token("thousand", "000")]
        if digits.endswith("00") and len(digits) in (3, 4) and digits[0] != "0" and digits[-3] != "0":
            return [*under_hundred(digits[:-2], how), Token("hundred", "00")]
        if len(digits) == 3 and digits[0] != "0" and rng.random() < 0.5:
            joined = plain("and") if rng.random() < 0.5 else []
            hundred = [Token(ONES[int(digits[0])], digits[0]), Token("hundred")]
            return [*hundred, *joined, *under_hundred(digits[1:].lstrip("0"), how)]
        style = "pairs"
    tokens: Group = []
    at = len(digits) % 2 if style == "pairs" else 0
    if at:
        tokens += single(digits[0], how)
    while at < len(digits):
        same = 1
        while at + same < len(digits) and digits[at + same] == digits[at]:
            same += 1
        if same > 1 and (style == "doubles" or (style == "pairs" and digits[at] == "0")):
            same = min(same, 2 if style == "pairs" else 3)
            times = {2: "double", 3: "triple"}[same]
            tokens += [Token(times), replace(single(digits[at], how)[0], chars=digits[at] * same)]
            at += same
        elif style == "pairs":
            tokens += under_hundred(digits[at : at + 2], how)
            at += 2
        else:
            tokens += single(digits[at], how)
            at += 1
    return tokens


def single(digit: str, how: Manner) -> Group:
    return [Token(how.zero if digit == "0" else ONES[int(digit)], digit)]


def under_hundred(digits: str, how: Manner) -> Group:
    """One digit or two, the first of which may be 0."""
    if not digits:
        return []
    if len(digits) == 1 or digits[0] == "0":
        return [token for digit in digits for token in single(digit, how)]
    if digits[0] == "1":
        return [Token(TEENS[int(digits[1])], digits)]
    if digits[1] == "0":
        return [Token(TENS[int(digits[0])], digits)]
    if how.hyphens:
        return [Token(f"{TENS[int(digits[0])]}-{ONES[int(digits[1])]}", digits)]
    return [Token(TENS[int(digits[0])], digits[0]), Token(ONES[int(digits[1])], digits[1])]


def number_words(number: int) -> str:
    """An ordinary number, up to a million."""
    if number >= 1000:
        rest = number % 1000
        return f"{number_words(number // 1000)} thousand" + (f" {number_words(rest)}" if rest else "")
    if number >= 100:
        rest = number % 100
        return f"{ONES[number // 100]} hundred" + (f" {number_words(rest)}" if rest else "")
    if number < 20:
        return (ONES + TEENS)[number]
    return TENS[number // 10] + (f" {ONES[number % 10]}" if number % 10 else "")


def ordinal_words(number: int) -> str:
    """Up to 31."""
    if number < len(ORDINAL_ONES):
        return ORDINAL_ONES[number]
    if number < 20:
        return TEENS[number - 10] + "th"
    if number % 10 == 0:
        return {20: "twentieth", 30: "thirtieth"}[number]
    return f"{TENS[number // 10]} {ORDINAL_ONES[number % 10]}"


def ordinal_figure(number: int) -> str:
    suffix = "th" if number in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{suffix}"


def said_year(rng: random.Random, year: int) -> str:
    """Like "nineteen eighty four", "two thousand and one", "oh four"."""
    century, rest = divmod(year, 100)
    short = f"oh {ONES[rest]}" if 0 < rest < 10 else number_words(rest)
    if rng.random() < 0.15 and rest:
        return short
    if year >= 2000 and rest < 10:
        return "two thousand" + (rng.choice((" ", " and ")) + number_words(rest) if rest else "")
    return f"{number_words(century)} {short if rest else 'hundred'}"


def date_said(rng: random.Random, day: int, month: int, year: int) -> Saying:
    """A full date in words."""
    nth = ordinal_words(day)
    of_year = said_year(rng, year)
    form = rng.randrange(8)
    if form <= 2:
        day_words = telling(nth if form != 2 else number_words(day))
        return [telling(MONTHS[month - 1]) + (plain("the") if form == 1 else []) + day_words, telling(of_year)]
    if form <= 4:
        the = plain("the") if rng.random() < 0.6 else []
        return [the + telling(nth) + plain("of") + telling(MONTHS[month - 1]), telling(of_year)]
    if form == 5:
        return [telling(nth) + telling(MONTHS[month - 1]), telling(of_year)]
    first, second = (day, month) if rng.random() < 0.4 else (month, day)
    if form == 6:
        how = Manner(rng.choice(("zero", "oh")), "single", hyphens=False, letters="plain")
        spoken_year = f"{year:04d}" if rng.random() < 0.4 else None
        last = said_digits(rng, spoken_year, how) if spoken_year else telling(of_year)
        return [said_digits(rng, f"{first:02d}", how), said_digits(rng, f"{second:02d}", how), last]
    between = plain(rng.choice(("slash", "dash", "")))
    return [telling(number_words(first)) + between + telling(number_words(second)) + between + telling(of_year)]


def date_written(rng: random.Random, day: int, month: int, year: int) -> Saying:
    """A full date as an engine with number formatting writes it."""
    name = MONTHS[month - 1].capitalize()
    forms = (
        f"{month:02d}/{day:02d}/{year}",
        f"{month}/{day}/{year}",
        f"{month}/{day}/{year % 100:02d}",
        f"{day:02d}/{month:02d}/{year}",
        f"{year}-{month:02d}-{day:02d}",
        f"{day:02d}-{month:02d}-{year}",
        f"{day}.{month}.{year}",
        f"{name} {day}, {year}",
        f"{name} {ordinal_figure(day)}, {year}",
        f"{day} {name} {year}",
        f"{month:02d} {day:02d} {year}",
        f"{ordinal_figure(day)} of {name} {year}",
        f"the {ordinal_figure(day)} of {name} {year}",
    )
    return [written(rng.choice(forms))]


def written(form: str, *, neutral: Sequence[str] = ("of", "the", "and", "at", "dot")) -> Group:
    """Words as an engine writes them; each gives away its digits and letters."""
    return [Token(word, "" if word.casefold() in neutral else characters(word)) for word in form.split()]


def told(rng: random.Random, saying: Saying) -> Group:
    """A saying with what happens between its groups: hesitation, listening, reading back, correction, seams."""
    tokens: Group = []
    for place, group in enumerate(saying):
        if place and group:
            tokens += _between(rng, saying[place - 1])
        if group and rng.random() < 0.035:
            tokens += _corrected(rng, group)
        pause_s = rng.uniform(0.2, 1.2) if place and rng.random() < 0.5 else 0.0
        tokens += [replace(token, pause_s=pause_s if at == 0 else 0.0) for at, token in enumerate(group)]
    places = [at for at, token in enumerate(tokens) if token.chars]
    if len(places) > 6 and rng.random() < 0.05:
        at = rng.choice(places)
        tokens[at : at + 1] = [tokens[at]] * rng.choice((0, 2))  # a chunk's seam lost it or doubled it
    return tokens


def _between(rng: random.Random, before: Group) -> Group:
    chance = rng.random()
    if chance < 0.06:
        return plain(rng.choice(HESITATIONS))
    if chance < 0.14:
        return [replace(token, party=1) for token in plain(rng.choice(BACKCHANNELS))]
    if chance < 0.18:
        heard = [replace(token, party=1) for token in before if token.party == 0]
        return heard + (plain(rng.choice(("yes", "yep", "correct", "yeah"))) if rng.random() < 0.5 else [])
    return []


def _corrected(rng: random.Random, group: Group) -> Group:
    """The group said wrongly, and taken back."""
    places = [at for at, token in enumerate(group) if token.text in ONES or token.text.isdigit()]
    if not places:
        return []
    at = rng.choice(places)
    right = group[at].text
    others = [word for word in ONES[1:] if word != right] if right in ONES else [_one_digit_off(rng, right)]
    said = [*group[:at], replace(group[at], text=rng.choice(others)), *group[at + 1 :]]
    return said[: rng.randint(at + 1, len(said))] + plain(rng.choice(CORRECTIONS))


def _one_digit_off(rng: random.Random, digits: str) -> str:
    at = rng.randrange(len(digits))
    return digits[:at] + rng.choice([other for other in "123456789" if other != digits[at]]) + digits[at + 1 :]
