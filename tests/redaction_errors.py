"""How a recogniser mishears: words that sound alike, digits that are mixed up, words lost and made up.

What is left of a mention's word decides whether it is still to be hidden: a homophone ("for") and another digit or
letter give away as much as the right one, a name with one sound wrong nearly so; any other word ("the" for "four")
gives away nothing.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from redaction_sayings import NATO, ONES, TEENS, TENS, Token

if TYPE_CHECKING:
    import random
    from collections.abc import Sequence

SUBSTITUTED, LOST = 0.65, 0.2
"""Of all errors; the rest are words made up. About what PocketSphinx does on telephone speech (estimate)."""

SOUNDS_LIKE = {
    "four": ("for", "fore"),
    "two": ("to", "too"),
    "one": ("won",),
    "eight": ("ate",),
    "zero": ("oh",),
    "oh": ("o", "owe"),
    "b": ("be", "bee"),
    "c": ("see", "sea"),
    "g": ("gee",),
    "i": ("eye",),
    "j": ("jay",),
    "k": ("kay",),
    "p": ("pea",),
    "q": ("queue", "cue"),
    "r": ("are",),
    "t": ("tea",),
    "u": ("you",),
    "y": ("why",),
}
"""Words that can't be told apart by ear: they give away the same character."""

ORDINARY_SOUNDS_LIKE = {
    "for": ("four",),
    "to": ("two", "too"),
    "too": ("two", "to"),
    "won": ("one",),
    "ate": ("eight",),
    "know": ("no",),
    "no": ("know",),
    "your": ("you're",),
    "you're": ("your",),
    "there": ("their",),
    "right": ("write",),
    "hear": ("here",),
    "here": ("hear",),
    "by": ("buy", "bye"),
    "see": ("c", "sea"),
    "are": ("r", "our"),
    "you": ("u",),
    "why": ("y",),
    "it's": ("its",),
    "can": ("can't",),
    "fine": ("five", "nine"),
    "then": ("ten", "than"),
    "on": ("one",),
    "code": ("coat", "cold"),
    "card": ("car", "cart"),
    "name": ("aim", "main"),
    "number": ("lumber", "member"),
    "mail": ("male",),
    "email": ("female", "e mail"),
    "pin": ("pen", "bin"),
    "address": ("a dress",),
    "birth": ("berth", "bird"),
    "phone": ("foam", "fun"),
    "account": ("a count",),
    "social": ("so show",),
    "zip": ("sip", "chip"),
    "license": ("lessons",),
    "plate": ("late", "play"),
    "password": ("passed word",),
    "expires": ("it's fires",),
    "routing": ("rooting",),
}

MIXED_UP = (
    {
        "five": ("nine", "four"),
        "nine": ("five", "one"),
        "six": ("three", "eight"),
        "seven": ("six", "eleven"),
        "one": ("nine", "seven"),
        "two": ("three", "zero"),
        "three": ("two", "six"),
        "eight": ("three", "six"),
        "four": ("five", "zero"),
        "zero": ("four", "two"),
        "oh": ("four",),
        "m": ("n",),
        "n": ("m",),
        "b": ("d", "p", "v"),
        "d": ("b", "t"),
        "p": ("b", "t"),
        "t": ("d", "p"),
        "s": ("f", "x"),
        "f": ("s",),
    }
    | {teen: (TENS[at],) for at, teen in enumerate(TEENS) if at > 2}
    | {TENS[at]: (TEENS[at],) for at in range(3, 10)}
)

HEARD_INSTEAD = (
    "the a and in of it that is was on with have be at they this but from we she he will my what all would there so if "
    "about who get which when make can like time no just him know take into year good some could them other than then "
    "now look only come over think also back after use how our work first well way even new want because any these "
    "give day most us great house long say still own see old tell ask point right home water need room man much too "
    "place turn made where every men again off went hand high part fact eyes head under kind left call number one two "
    "for to eight nine ten million"
).split()
"""Frequent English words, a few numbers among them: what a recogniser falls back to."""

COUNTED = frozenset((*ONES, *TEENS, *TENS, "oh", "o", "to", "too", "for", "fore", "won", "ate", "million"))


def misheard(rng: random.Random, tokens: Sequence[Token], rate: float) -> list[Token]:
    """The words of a call with errors in so many of them."""
    heard: list[Token] = []
    for place, token in enumerate(tokens):
        around = [tokens[at] for at in (place - 1, place + 1) if 0 <= at < len(tokens)]
        beside = next((other.mention for other in around if other.mention is not None), None)
        chance = rng.random() / rate if rate else 1.0
        if chance >= 1:
            heard.append(token)
        elif chance < SUBSTITUTED:
            heard += _excused(_substituted(rng, token), beside)
        elif chance >= SUBSTITUTED + LOST:
            made_up = Token(rng.choice(HEARD_INSTEAD), ordinary=True, party=token.party)
            if token.mention is not None and beside == token.mention:
                made_up = replace(made_up, ordinary=False, mention=token.mention)
            heard += [token, *_excused([made_up], beside)]
    return heard


def _substituted(rng: random.Random, token: Token) -> list[Token]:
    if token.ordinary or not token.chars:
        alike = ORDINARY_SOUNDS_LIKE.get(token.text, ())
        words = rng.choice(alike) if alike and rng.random() < 0.7 else rng.choice(HEARD_INSTEAD)
        return [replace(token, text=word, name=False) for word in words.split()]
    chance = rng.random()
    if any(char.isdigit() for char in token.text):
        places = [at for at, char in enumerate(token.text) if char.isdigit()]
        at = rng.choice(places)
        if chance < 0.8:
            return [replace(token, text=token.text[:at] + rng.choice("0123456789") + token.text[at + 1 :])]
    elif token.text in SOUNDS_LIKE and chance < 0.45:
        return [replace(token, text=rng.choice(SOUNDS_LIKE[token.text]))]
    elif token.text in MIXED_UP and chance < 0.85:
        return [replace(token, text=rng.choice(MIXED_UP[token.text]))]
    elif "-" in token.text and token.text.split("-")[0] in TENS and chance < 0.85:
        return [replace(token, text=rng.choice(TENS[2:]) + "-" + rng.choice(ONES[1:]))]
    elif len(token.text) > 3 and chance < 0.6 and token.text.isalpha() and token.text not in (*COUNTED, *NATO):
        at = rng.randrange(1, len(token.text))
        return [replace(token, text=token.text[:at] + rng.choice("aeioustnr") + token.text[at + 1 :])]
    return [replace(token, text=rng.choice(HEARD_INSTEAD), chars="", name=False)]


def _excused(tokens: list[Token], beside: int | None) -> list[Token]:
    """A number that was made up beside a mention can't be told from it."""
    return [
        replace(token, ordinary=False, mention=beside)
        if token.ordinary and beside is not None and token.text in COUNTED
        else token
        for token in tokens
    ]
