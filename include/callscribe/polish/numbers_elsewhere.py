"""Numbers of Spanish, French, German, Italian, Portuguese and Dutch talk as people write them, read by text2num."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Final

from callscribe.polish.number_values import LIKELY, SURE, Form
from callscribe.polish.text2num_tokens import Text2NumToken

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from callscribe.polish.number_values import Line

LANGUAGES: Final = frozenset(("de", "es", "fr", "it", "nl", "pt"))

PERCENT: Final = {
    "de": (("prozent",), " %"),
    "es": (("por", "ciento"), " %"),
    "fr": (("pour", "cent"), " %"),
    "it": (("per", "cento"), "%"),
    "nl": (("procent",), "%"),
    "pt": (("por", "cento"), "%"),
}
"""How it is said, and what is written for it: with a space where the language's norm has one."""

MANY: Final = frozenset(
    ("cent", "cento", "cem", "ciento", "cien", "hundert", "honderd", "mil", "mille", "mila", "tausend", "duizend")
)
"""Said alone they mean many as often as the number: "mil gracias"."""

LEAST_WRITTEN: Final = 10
"""Smaller whole numbers stay words: in all of these languages "one" is an article too, and others are words besides
("neuf", "sei", "acht")."""

LEAST_DIGITS: Final = 4
"""Digits said one by one that are joined."""


def find_foreign_forms(line: Line, language: str) -> list[Form]:
    """Find what is to be written otherwise.

    Args:
        line: Tokens of one voice.
        language: One of LANGUAGES.

    Returns:
        Forms in order, none overlapping another.
    """
    from text_to_num import find_numbers

    phrase, sign = PERCENT[language]
    percents = _places_of(line.texts, phrase)
    tokens = [
        Text2NumToken(text, apart=index > 0 and line.parted[index - 1], barred=index - len(phrase) + 1 in percents)
        for index, text in enumerate(line.texts)
    ]
    forms: list[Form] = []
    digits: list[Form] = []
    for number in find_numbers(tokens, language, threshold=0):
        first, stop, text = number.start, number.end, number.text
        single = len(text) == 1 and text.isdecimal()
        said = line.texts[first:stop]
        if stop in percents and not number.is_ordinal:
            forms.append(Form(first, stop + len(phrase), f"{text}{sign}", "percent", SURE))
        elif single:
            digits.append(Form(first, stop, text, "digits", LIKELY))
        elif not text.isdecimal() and not number.is_ordinal:
            forms.append(Form(first, stop, text, "decimal", SURE))
        elif number.value >= LEAST_WRITTEN and not (len(said) == 1 and said[0] in MANY):
            forms.append(Form(first, stop, text, "ordinal" if number.is_ordinal else "cardinal", SURE))
    return sorted([*forms, *_joined(digits)], key=lambda form: form.first)


def _places_of(texts: Sequence[str], phrase: Sequence[str]) -> set[int]:
    length = len(phrase)
    starts = (index for index, text in enumerate(texts) if text == phrase[0])
    return {start for start in starts if tuple(texts[start : start + length]) == tuple(phrase)}


def _joined(digits: Sequence[Form]) -> Iterator[Form]:
    """Digits that directly follow one another, in one."""
    numbered = enumerate(digits)
    for _, group in groupby(numbered, key=lambda entry: entry[1].first - entry[0]):
        run = [form for _, form in group]
        if len(run) >= LEAST_DIGITS:
            yield Form(run[0].first, run[-1].stop, "".join(form.text for form in run), "digits", LIKELY)
