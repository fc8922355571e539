"""Numbers taken out of an answer, in the tokens that Pulse uses.

Contract unknown: what Pulse finds and how. This is a stand-in that finds runs of digits only, spoken or written:
enough to see where tokens appear. It finds no names, addresses or times, and no Hindi number words.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pulse_local.answers import HeardWord

PHONE_DIGITS = range(7, 12)  # our choice: a national or international number (pii)
ACCOUNT_DIGITS = range(12, 20)  # our choice: card and account numbers have 12 to 19 (ISO/IEC 7812) (pci)
CVV_DIGITS = range(3, 5)  # only behind one of CVV_CUES (pci)
CVV_CUES = ("cvv", "cvc", "security code", "verification code")
LONGEST_PAUSE_S = 2.0  # in dictating one number

UNITS = dict(zip("zero one two three four five six seven eight nine".split(), "0123456789", strict=True))
TEENS = "ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split()
TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
INSIDE_ONLY = {"oh": "0", "o": "0"}  # words of their own unless a number has begun
REPEATS = {"double": 2, "triple": 3}
WRITTEN = re.compile(r"[\d\-()+.]*\d[\d\-()+.]*")


def redact(words: Sequence[HeardWord], *, pii: bool, pci: bool) -> list[HeardWord]:
    """Replace each found number by one word that holds its token and spans its time.

    The same digits get the same number behind the token.

    Args:
        words: Of one answer, in order of time.
        pii: Take out phone numbers.
        pci: Take out card and account numbers, and card verification codes.
    """
    seen: dict[str, dict[str, int]] = {}
    redacted: list[HeardWord] = []
    at = 0
    for first, last, digits in [*_numbers(words), (len(words), len(words), "")]:
        redacted += words[at:first]
        at = last
        if first == last:
            break
        kind = _kind(digits, " ".join(word.word for word in words[max(0, first - 4) : first]))
        if (kind == "PHONENUMBER" and pii) or (kind in ("ACCOUNTNUMBER", "CREDITCARDCVV") and pci):
            numbers = seen.setdefault(kind, {})
            token = f"[{kind}_{numbers.setdefault(digits, len(numbers) + 1)}]"
            span = words[first:last]
            confidence = min(word.confidence for word in span)
            redacted.append(replace(span[0], word=token, end_s=span[-1].end_s, confidence=confidence))
        else:
            redacted += words[first:last]
    return redacted


def _kind(digits: str, before: str) -> str | None:
    if len(digits) in PHONE_DIGITS:
        return "PHONENUMBER"
    if len(digits) in ACCOUNT_DIGITS:
        return "ACCOUNTNUMBER"
    if len(digits) in CVV_DIGITS and any(cue in before.lower() for cue in CVV_CUES):
        return "CREDITCARDCVV"
    return None


def _numbers(words: Sequence[HeardWord]) -> Iterator[tuple[int, int, str]]:
    """[first, last) and digits of each run of number words of one speaker."""
    first, digits, times = 0, "", 1
    for at, word in enumerate(words):
        text = word.word.lower().strip(",.?!")
        begun = at > first
        if begun and (word.speaker != words[at - 1].speaker or word.start_s - words[at - 1].end_s > LONGEST_PAUSE_S):
            if digits:
                yield first, at, digits
            first, digits, times, begun = at, "", 1, False
        if text in REPEATS:
            times = REPEATS[text]
        elif found := _digits(text, begun=bool(digits)):
            digits, times = digits + found * times, 1
        else:
            if digits:
                yield first, at, digits
            first, digits, times = at + 1, "", 1
    if digits:
        yield first, len(words), digits


def _digits(text: str, *, begun: bool) -> str:
    if WRITTEN.fullmatch(text):
        return re.sub(r"\D", "", text)
    if text in UNITS:
        return UNITS[text]
    if text in TEENS:
        return str(10 + TEENS.index(text))
    if text in TENS:
        return str(2 + TENS.index(text))  # the unit follows as a word of its own; "twenty" alone is read as 2
    return INSIDE_ONLY.get(text, "") if begun else ""
