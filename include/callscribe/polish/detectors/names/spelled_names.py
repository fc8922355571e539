"""Names said letter by letter: "s m i t h", "s as in sam m as in mary"."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from callscribe.polish.detectors.ordinary_words import SMALL_WORDS
from callscribe.polish.detectors.spelling_alphabet import LETTER_NAMES
from callscribe.polish.detectors.voices import same_voice

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from callscribe.polish.detectors.numbers.number_words import Reading
    from callscribe.transcript.words import Word

MAX_EXPLANATION: Final = 4
"""Words between two letters: "as in sam", "um like in sam"."""

MAX_SPELLING_PAUSE_S: Final = 4.0
"""Letters further apart are not one spelling (estimate)."""

_EXPLAINING: Final = frozenset(("as", "in", "for", "like", "double", "dash", "hyphen", "space"))

_ACRONYMS: Final = tuple(
    "iban ssn dob pin atm cvv cvc vat isp usb vip usa dvd eta sms url vpn nhs irs dmv hdmi gps".split()
)
"""Said letter by letter, and no names."""


def spelled_names(words: Sequence[Word], readings: Sequence[Reading], seeds: Sequence[int]) -> Iterator[list[int]]:
    """Names said letter by letter, "s as in sam" and all, whatever recognisers made of "sam"."""
    run: list[int] = []
    for seed in [*seeds, -1]:
        if seed >= 0 and (not run or _spells_on(words, readings, run[-1], seed)):
            run.append(seed)
            continue
        yield from _spelling(words, readings, run)
        run = [seed]


def _spells_on(words: Sequence[Word], readings: Sequence[Reading], last: int, seed: int) -> bool:
    """Whether the letter at `seed` follows the one at `last` in one spelling."""
    if seed - last > MAX_EXPLANATION + 1 or words[seed].start_s - words[seed - 1].end_s > MAX_SPELLING_PAUSE_S:
        return False
    between = range(last + 1, seed)
    if any(not same_voice(words, k, seed) for k in (last, *between)):
        return False
    said = {readings[k].text for k in between}
    return len(between) <= 1 or bool(said & _EXPLAINING)


def _spelling(words: Sequence[Word], readings: Sequence[Reading], run: Sequence[int]) -> Iterator[list[int]]:
    letters = list(run)
    if "".join(readings[k].text for k in run).endswith(_ACRONYMS):
        return
    # "I" and "a" at the end begin what is said next.
    while letters and readings[letters[-1]].text in ("i", "a") and not _ends_spelling(words, readings, letters[-1]):
        letters.pop()
    while letters[1:] and readings[letters[0]].text in ("i", "a") and letters[1] - letters[0] > 1:
        if {readings[k].text for k in range(letters[0], letters[1])} & _EXPLAINING:
            break
        letters.pop(0)
    whole = [k for k in letters if readings[k].text[1:2] == "-"]
    doubled = len(letters) == 2 and "double" in {readings[k].text for k in range(letters[0], letters[1])}
    if len(letters) < 3 and not whole and not doubled:
        return
    if letters and sum(readings[k].text not in ("i", "a", "o", "oh") for k in letters) < 2 and not whole:
        return
    first, last = letters[0], letters[-1]
    around = [readings[k].shape for k in (first - 1, last + 1) if 0 <= k < len(words) and same_voice(words, k, first)]
    if {"U", "N"} & set(around):
        return  # a number plate, a code
    for end in range(last + 2, min(last + 4, len(words))):
        explained = readings[end - 1].text in ("in", "for", "like") and readings[end].text not in SMALL_WORDS
        if explained and same_voice(words, end, last):
            last = end
            break
    yield list(range(first, last + 1))


def _ends_spelling(words: Sequence[Word], readings: Sequence[Reading], index: int) -> bool:
    beyond = index + 1
    if beyond >= len(words) or not same_voice(words, beyond, index) or words[index].word.endswith("."):
        return True
    return readings[beyond].text in ("and", "my", "is", "that's", "thanks", "please", "as", "like", "for")


def is_letter(reading: Reading) -> bool:
    """Whether the word may be a letter of a spelled name, or is a whole name with hyphens between its letters."""
    text = reading.text
    return reading.shape == "L" or (len(text) == 1 and text.isalpha()) or text in LETTER_NAMES or text[1:4:2] == "--"
