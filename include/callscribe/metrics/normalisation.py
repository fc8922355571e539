"""Which writings of a word count as the same: text brought into one form before transcripts are compared.

whisper-normalizer and its kin also unify spellings and contractions, at a price ("Mr. Smith's" becomes "mister smith
is"), know English alone, and lose which word of the transcript a token came from. We need that: for its confidence,
its time and its speaker, and for what may not be printed.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

NORMALISATION: Final = (
    "Unicode NFKC; case, punctuation and [notes] are ignored, apostrophes inside a word kept, words parted at hyphens;"
    " English numbers in digits, each digit a word; Chinese and Japanese by the character; hesitations, spellings,"
    " currencies and abbreviations as they stand."
)
"""For people who read the figures."""

UNSPACED: Final = (
    "\u3005\u3007\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003fffd"  # Han, kana
)
"""Scripts in which each character is compared as a word."""

_PHRASED: Final = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff"
"""Thai, Lao, Burmese, Khmer: spaces part phrases, so only the character error rate says much."""

_SPLIT = re.compile(r"\[[^\[\]]{0,60}\]|<[^<>\s]*>|[^\s\[<]+|[\[<]")
_NOTE = re.compile(r"[\[<][^\[\]<>]*[\]>][.,?!;:…]*")
_PARTS = re.compile(rf"[0-9]+(?:st|nd|rd|th)(?!\w)|[0-9]+|[{UNSPACED}]|[^0-9{UNSPACED}]+")
_NO_SPACE_BETWEEN = re.compile(rf"(?<=[0-9{UNSPACED}{_PHRASED}]) (?=[0-9{UNSPACED}{_PHRASED}])")
_APOSTROPHES = "'’‘ʼ＇`´"
_ZERO_WIDTH_SPACE = "\u200b"  # parts words of Thai and Khmer; the other format characters part nothing
_VARIATIONS = re.compile("[\ufe00-\ufe0f\U000e0100-\U000e01ef]")


@dataclass(frozen=True, slots=True)
class Token:
    """What is compared: a word in its one form.

    Attributes:
        text: Without spaces, never empty.
        first: Index of the first word of the transcript that it was made of.
        last: Index of the last one, inclusive: "two hundred and five" is three tokens of the same four words.
    """

    text: str
    first: int
    last: int


def tokens_of(words: Sequence[str], speakers: Sequence[str | None] | None = None) -> list[Token]:
    """Bring the words of a transcript into one form.

    Args:
        words: As written, punctuation included.
        speakers: Who says each word, where that is known: no number goes over from one to another.

    Returns:
        The tokens in order; a word may give none ("-", "[noise]") or several ("e-mail", "1971").
    """
    tokens: list[Token] = []
    for _, stretch in groupby(range(len(words)), key=lambda index: speakers[index] if speakers else None):
        tokens += _with_numbers([Token(piece, index, index) for index in stretch for piece in _pieces(words[index])])
    return tokens


def split_words(text: str) -> list[str]:
    """The words of a text, punctuation included; a note such as "[loud noise]" is one word."""
    return _SPLIT.findall(text)


def normalised(text: str) -> str:
    """The text in its one form, single spaces between."""
    return " ".join(token.text for token in tokens_of(split_words(text)))


def as_characters(tokens: Sequence[Token]) -> str:
    """What the character error rate compares.

    Words with a space between, but none within a number, nor between characters of scripts that are written without.
    """
    return _NO_SPACE_BETWEEN.sub("", " ".join(token.text for token in tokens))


@lru_cache(maxsize=65536)
def _pieces(word: str) -> tuple[str, ...]:
    """One word in one form, but for numbers, which may take several."""
    if _NOTE.fullmatch(word):
        return ()
    folded = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", word).casefold())
    letters = unicodedata.normalize("NFKC", "".join(map(_kept, _VARIATIONS.sub("", folded))))
    pieces: list[str] = []
    for part in letters.split():
        for piece in _PARTS.findall(part.strip("'")):
            bare = piece.strip("'")
            if any(unicodedata.category(character)[0] in "LN" for character in bare):
                pieces.append(bare)
    return tuple(pieces)


@lru_cache(maxsize=4096)
def _kept(character: str) -> str:
    """Letters, their marks (an Indic vowel sign is one), digits of any script and apostrophes; else a space."""
    category = unicodedata.category(character)
    if category == "Nd":
        return str(unicodedata.decimal(character))
    if character in _APOSTROPHES:
        return "'"
    if category[0] in "LMN":
        return character
    return "" if category == "Cf" and character != _ZERO_WIDTH_SPACE else " "


# --- Numbers ------------------------------------------------------------------------------------------------------
#
# "4111 1111", "four one one one ...", "forty-one eleven" and "double one" are one number said or written in many ways,
# and nobody can tell how "25" was said. Digits are what all of them have in common. Only dictionary spellings are
# read: anything else is an error of the recogniser.

_UNITS: Final = {
    word: value
    for value, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen"
        " seventeen eighteen nineteen".split()
    )
}
_TENS: Final = {
    word: value * 10
    for value, word in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), start=2)
}
_SCALES: Final = {"thousand": 1000, "million": 1_000_000, "billion": 1_000_000_000}
_ORDINALS: Final = {
    word: value
    for value, word in enumerate(
        "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth"
        " fifteenth sixteenth seventeenth eighteenth nineteenth".split(),
        start=1,
    )
} | {f"{word[:-1]}ieth": value for word, value in _TENS.items()}
_ENDINGS: Final = {1: "st", 2: "nd", 3: "rd"}
_REPEATS: Final = {"double": 2, "triple": 3}
_OHS: Final = frozenset(("oh", "o"))
_WRITTEN_ORDINAL = re.compile(r"([1-9])(st|nd|rd|th)")


@dataclass(frozen=True, slots=True)
class _Number:
    value: int
    stop: int  # index of the piece behind it
    ordinal: bool = False


def _with_numbers(pieces: list[Token]) -> list[Token]:
    texts = [piece.text for piece in pieces]
    tokens: list[Token] = []
    at = 0
    while at < len(pieces):
        number = _number(texts, at)
        written = str(number.value) if number else texts[at]
        stop = number.stop if number else at + 1
        ending = ""
        if number and number.ordinal:
            teen = number.value % 100 // 10 == 1
            ending = "th" if teen else _ENDINGS.get(number.value % 10, "th")
        elif not number and written[0] in "0123456789":
            digits = written.rstrip("sthndr")
            written, ending = digits, written[len(digits) :]
        if number or written.isdecimal():
            tokens += [Token(digit, pieces[at].first, pieces[stop - 1].last) for digit in written[:-1]]
            written = written[-1] + ending
        tokens.append(Token(written, pieces[at].first, pieces[stop - 1].last))
        at = stop
    return _repeated(_with_zeros(tokens)) if tokens else tokens


def _number(texts: Sequence[str], at: int) -> _Number | None:
    """The number that begins with a piece, where that is a number word or a written number before "thousand"."""
    part = _Number(1, at) if texts[at] in _SCALES else _below_thousand(texts, at)  # "a million"
    total, below = 0, 1000 * max(_SCALES.values())
    while part is not None and not part.ordinal and _scale(texts, part.stop) in range(1, below):
        below = _scale(texts, part.stop)
        total += part.value * below
        stop = part.stop + 1
        part = _Number(0, stop)
        more = _below_thousand(texts, stop + (_at(texts, stop) == "and"))
        # "two thousand three thousand" is two numbers
        if more is not None and more.value and _scale(texts, more.stop) < below:
            part = more
    if part is None or (texts[at].isdecimal() and part.stop == at + 1):
        return None
    return _Number(total + part.value, part.stop, part.ordinal)


def _below_thousand(texts: Sequence[str], at: int) -> _Number | None:
    part = _Number(1, at) if _at(texts, at) == "hundred" else _below_hundred(texts, at)
    if part is None or part.ordinal or not part.value or _at(texts, part.stop) != "hundred":
        return part
    stop = part.stop + 1
    rest = _below_hundred(texts, stop + (_at(texts, stop) == "and"))
    if rest is None or not 0 < rest.value < 100 or _at(texts, rest.stop) == "hundred":
        return _Number(part.value * 100, stop)
    return _Number(part.value * 100 + rest.value, rest.stop, rest.ordinal)


def _below_hundred(texts: Sequence[str], at: int) -> _Number | None:
    word = _at(texts, at)
    if word in _UNITS:
        return _Number(_UNITS[word], at + 1)
    if word in _ORDINALS:
        return _Number(_ORDINALS[word], at + 1, ordinal=True)
    if word.isdecimal() and word[0] != "0" and len(word) <= 3:
        return _Number(int(word), at + 1)
    if word not in _TENS:
        return None
    unit = _at(texts, at + 1)
    if found := _WRITTEN_ORDINAL.fullmatch(unit):
        return _Number(_TENS[word] + int(found[1]), at + 2, ordinal=True)
    value = int(unit) if unit.isdecimal() and len(unit) == 1 else _UNITS.get(unit, _ORDINALS.get(unit, 0))
    if 0 < value < 10:
        return _Number(_TENS[word] + value, at + 2, ordinal=unit in _ORDINALS)
    return _Number(_TENS[word], at + 1)


def _at(texts: Sequence[str], at: int) -> str:
    return texts[at] if at < len(texts) else ""


def _scale(texts: Sequence[str], at: int) -> int:
    return _SCALES.get(_at(texts, at), 0)


def _with_zeros(tokens: list[Token]) -> Iterator[Token]:
    """Read "oh" as a digit in a stretch that has two others: "five oh five", but not "oh one moment"."""

    def may_be_digit(token: Token) -> bool:
        return token.text in _OHS or token.text in _REPEATS or token.text.isdecimal()

    for of_digits, stretch in groupby(tokens, key=may_be_digit):
        run = list(stretch)
        if of_digits and sum(token.text not in _OHS for token in run) >= 2:
            run = [Token("0", token.first, token.last) if token.text in _OHS else token for token in run]
        yield from run


def _repeated(tokens: Iterator[Token]) -> list[Token]:
    """Read "double five" as two digits; from the end, so that what is left means the same when read again."""
    backwards: list[Token] = []
    for token in reversed(list(tokens)):
        after = backwards[-1] if backwards else None
        if after is not None and token.text in _REPEATS and after.text.isdecimal():
            backwards[-1:] = [Token(after.text, token.first, after.last)] * _REPEATS[token.text]
        else:
            backwards.append(token)
    return backwards[::-1]
