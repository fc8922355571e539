"""PINs, one-time codes and codes of doors that number detection does not reach: over a detour, or with letters.

"And the pin? - Is the line secure? - Yes it is. - Alright then, it's 6966." Number detection looks for them near their
cue; here a question for one stays open until its party asks for something else.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from callscribe.polish.detectors.numbers.number_cues import UNITS
from callscribe.polish.detectors.phrases import by_first_word, phrase_at
from callscribe.polish.detectors.secrets.code_runs import NUMBER, code_run, is_certain
from callscribe.polish.detectors.secrets.identifier_edges import consecutive, edges, is_closed, is_led_to
from callscribe.polish.detectors.secrets.password_words import ACCESS, COPULAS, DENIALS, LINKERS
from callscribe.polish.detectors.secrets.secret_answers import QUESTION_REACH, end_of_answers, is_request
from callscribe.polish.detectors.spelling_alphabet import HESITATIONS
from callscribe.polish.detectors.voices import same_voice, voice_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from callscribe.polish.detectors.numbers.spoken_numbers import Reading
    from callscribe.transcript.words import Word

NAMES: Final = (
    "pin", "pin number", "pin code", "passcode", "pass code", "access code", "one time code", "one time passcode",
    "one time password", "one time pin", "verification code", "authorization code", "authentication code",
    "security pin", "telephone pin", "telephone banking", "telephone banking code", "voicemail pin", "otp", "o t p",
    "memorable number", "secret number", "login code", "code on your phone", "code to your phone", "texted you",
    "four digit", "four digit pin", "pass number", "passnumber", "digit pin", "puk", "puk code", "unlock code",
    "six digit code", "four digit code", "digit code", "text you a code", "sent you a code", "text code", "sms code",
    "share code", "bitlocker key", "recovery key", "recovery code", "reset code",
)  # fmt: skip
"""What a secret of digits is called."""

STANDING: Final = frozenset(
    ("key safe", "keysafe", "lockbox", "lock box", "keypad", "key box", "key pad", "key code")
)  # fmt: skip
"""What has a code and is named for it: "the key safe is by the meter, two seven seven oh"."""

MISHEARD_NAMES: Final = frozenset(("bin", "pen", "ping", "pins"))
"""What "pin" is heard as; believed after "my" and "your"."""

DIGITS: Final = range(3, 11)
"""Of a PIN or a one-time code."""

LEAST_DIRECT: Final = 2
"""Digits of what answers at once; the rest may have been misheard."""

READ_BACK_REACH: Final = 40
"""Words in which a secret of digits is looked for again."""

LONGEST_LINK: Final = 4
"""Words between a PIN's name and the PIN, or the other way round."""

FARTHEST_LINK: Final = 7
"""The same, where they tell nothing (estimate)."""

FAR_COPULAS: Final = frozenset(("is", "it's", "was"))

STANDING_REACH: Final = 14
"""Words between a key safe and its code (estimate)."""

ACCESS_CODE: Final = range(3, 9)
"""Characters of the code of a door (estimate)."""

CODES: Final = frozenset("code codes code's combination combination's".split())
"""What opens a place, after its name or before it."""

OF: Final = frozenset("for to on of".split())
THE: Final = frozenset("the your that this".split())

REJECTIONS: Final = frozenset(
    "not wrong doesn't didn't isn't incorrect invalid again nope no match matching rejected failed another".split()
)
"""One of these says that a code was not the right one, so that another is told."""

ASKS: Final = frozenset("do did have has is was what what's which any there can could".split())
"""One of these in a turn that names a door's code makes it a question for it: "is there a code for the gate"."""

_BY_FIRST: Final = by_first_word(
    [
        *((phrase, "secret") for phrase in NAMES),
        *(("code to get in", "access"), ("code to get into", "access"), ("code to open", "access")),
        *((phrase, "standing") for phrase in STANDING),
    ]
)
_PLACES: Final = by_first_word((place, "access") for place in ACCESS)
_TRIGGERS: Final = frozenset((*_BY_FIRST, *MISHEARD_NAMES, *CODES))


def find_secret_digits(words: Sequence[Word], readings: Sequence[Reading]) -> Iterator[list[int]]:
    """Find secrets of digits.

    Args:
        words: In the order of the conversation, all parties together.
        readings: One for each word.

    Yields:
        Indices of the words of one secret.
    """
    end = -1
    for index in [index for index, reading in enumerate(readings) if reading.text in _TRIGGERS]:
        if index <= end:
            continue
        found = _name_at(readings, index)
        if found is None:
            continue
        end = last = found[0]
        kind = found[1]
        if kind == "secret":
            secrets = [_told(words, readings, last) or _told_before(words, readings, index)]
            if not secrets[0]:
                secrets = _answered(words, readings, index, last)
        else:
            secrets = [_of_door(words, readings, index, last, standing=kind == "standing")]
        for said in filter(None, secrets):
            yield said
            yield from consecutive(edges(words, readings, said[0], said[-1]))
            yield from _again(words, readings, said)


def _name_at(readings: Sequence[Reading], index: int) -> tuple[int, str] | None:
    """The last word of what a secret of digits is called, and what kind of secret it is."""
    found = phrase_at(readings, index, _BY_FIRST)
    if found is not None:
        return index + len(found[0]) - 1, found[1]
    token = readings[index].text
    if token in MISHEARD_NAMES:
        return (index, "secret") if readings[index - 1].text in ("my", "your", "the", "think") else None
    if token not in CODES or index == 0:
        return None
    before = readings[index - 1].text
    if before in ACCESS or f"{readings[index - 2].text} {before}" in ACCESS:
        return index, "access"  # "the gate code"
    after = index + 1
    if after < len(readings) and readings[after].text in OF:
        after += 1
        after += after < len(readings) and readings[after].text in THE
        place = phrase_at(readings, after, _PLACES) if after < len(readings) else None
        if place is not None:
            return after + len(place[0]) - 1, "access"  # "the code for the front door"
    return None


def _told(words: Sequence[Word], readings: Sequence[Reading], name: int) -> list[int]:
    """The digits in "my pin is eight six one five"."""
    index = name + 1
    linked = False
    while index < len(words) and index - name <= LONGEST_LINK and same_voice(words, index, name):
        if linked and readings[index].shape in NUMBER:
            digits = code_run(words, readings, index)
            return digits if _is_secret(words, readings, digits) else []
        said = readings[index].text
        if said not in COPULAS and said not in LINKERS and said not in HESITATIONS:
            break
        linked = linked or said in COPULAS or said == "to"
        index += 1
    return _told_far(words, readings, name)


def _told_far(words: Sequence[Word], readings: Sequence[Reading], name: int) -> list[int]:
    """The digits in "the otp for the collection is 7719": over any words, if they end the sentence."""
    for index in range(name + 1, min(name + 1 + FARTHEST_LINK, len(words) - 1)):
        if not same_voice(words, index + 1, name) or words[index].word.endswith((".", "?", "!")):
            break
        if readings[index].text in FAR_COPULAS and is_certain(readings[index + 1]):
            digits = code_run(words, readings, index + 1)
            whole = _count(readings, digits) in DIGITS and is_closed(words, readings, digits[-1])
            return digits if whole and _is_secret(words, readings, digits) else []
    return []


def _told_before(words: Sequence[Word], readings: Sequence[Reading], name: int) -> list[int]:
    """The digits in "1352 is my one time code"."""
    link = name - 2
    if (
        link < 1
        or readings[name - 1].text not in ("my", "the", "your")
        or readings[link].text not in ("is", "as", "was")
    ):
        return []
    first = link
    while (
        first > 0
        and same_voice(words, first - 1, name)
        and (readings[first - 1].shape in NUMBER or readings[first - 1].text in HESITATIONS)
    ):
        first -= 1
    said = [index for index in range(first, link) if readings[index].shape in NUMBER]
    return said if _count(readings, said) in DIGITS else []


def _answered(words: Sequence[Word], readings: Sequence[Reading], first: int, name: int) -> list[list[int]]:
    """The digits that another voice tells when asked for them, at once or after a detour, and once more if wrong."""
    voice = voice_of(words, name)
    turn = name + 1
    while turn < len(words) and voice_of(words, turn) == voice and turn - name <= QUESTION_REACH:
        turn += 1
    if turn >= len(words) or voice_of(words, turn) == voice or not is_request(words, readings, first, name, turn - 1):
        return []
    stop = end_of_answers(words, readings, turn, voice)
    found: list[list[int]] = []
    index = turn
    while index < stop:
        if _is_number(readings[index]) and voice_of(words, index) != voice:
            said = code_run(words, readings, index)
            if is_led_to(words, readings, said[0]):
                if not is_closed(words, readings, said[-1]) or not _is_secret(words, readings, said):
                    break
                if found and (
                    _count(readings, said) not in DIGITS or not _is_rejected(words, readings, found[-1], index)
                ):
                    break
                found.append(said)
                stop = min(stop, said[-1] + READ_BACK_REACH)
                index = said[-1]
        index += 1
    return found


def _is_rejected(words: Sequence[Word], readings: Sequence[Reading], told: Sequence[int], index: int) -> bool:
    """Whether another voice says between a code and what follows it that the code is wrong."""
    return any(
        readings[at].text in REJECTIONS and not same_voice(words, at, index) for at in range(told[-1] + 1, index)
    )


def _of_door(words: Sequence[Word], readings: Sequence[Reading], first: int, last: int, *, standing: bool) -> list[int]:
    """The code of a door, told in the turn that names it or in answer to it."""
    index = last + 1
    while index < len(words) and same_voice(words, index, last) and index - last <= STANDING_REACH:
        if is_certain(readings[index], letters=True):
            # "The key box costs forty nine ninety nine"
            spoken_alone = readings[index].shape not in ("T", "Y", "V") or not standing
            return _door_code(words, readings, index) if spoken_alone else []
        index += 1
    turn = index
    while turn < len(words) and same_voice(words, turn, last) and turn - last <= STANDING_REACH:
        turn += 1
    if turn >= len(words) or same_voice(words, turn, last):
        return []
    before = [reading.text for reading in readings[max(0, first - 8) : first]]
    asked = words[turn - 1].word.endswith("?") or not ASKS.isdisjoint(before) or (not standing and turn - last <= 3)
    if not asked or not DENIALS.difference(("change", "changed", "changing", "reset", "entered")).isdisjoint(before):
        return []
    voice = voice_of(words, last)
    for index in range(turn, min(end_of_answers(words, readings, turn, voice), turn + STANDING_REACH)):
        if voice_of(words, index) != voice and is_certain(readings[index], letters=True):
            return _door_code(words, readings, index)
    return []


def _door_code(words: Sequence[Word], readings: Sequence[Reading], first: int) -> list[int]:
    """A code from its first certain word on, if it is said as one: by its digits, and nothing is counted by it."""
    said = code_run(words, readings, first, letters=True)
    characters = sum(len(readings[index].digits) or 1 for index in said if readings[index].shape != "R")
    single = sum(readings[index].shape in ("U", "O", "M", "L", "N") for index in said)
    if characters not in ACCESS_CODE or not any(readings[index].shape in NUMBER for index in said):
        return []
    after = said[-1] + 1
    counted = after < len(words) and same_voice(words, said[-1], after) and readings[after].text in UNITS
    closed = is_closed(words, readings, said[-1])
    return said if closed and not counted and (single >= 2 or len(said) <= 2) else []


def _is_number(reading: Reading) -> bool:
    return is_certain(reading)


def _again(words: Sequence[Word], readings: Sequence[Reading], secret: Sequence[int]) -> Iterator[list[int]]:
    """Where the same digits are said again shortly after: "that's 6966"."""
    digits = _digits(readings, secret)
    index = secret[-1] + 1
    stop = min(index + READ_BACK_REACH, len(words))
    while index < stop and len(digits) >= DIGITS.start:
        if _is_number(readings[index]):
            said = code_run(words, readings, index)
            if _digits(readings, said) == digits:
                yield said
            index = said[-1]
        index += 1


def _digits(readings: Sequence[Reading], said: Sequence[int]) -> str:
    """The digits of a number as they would be written, roughly: "double five" as "25", alike wherever it is said."""
    text = ""
    for place, index in enumerate(said):
        reading = readings[index]
        units = place + 1 < len(said) and readings[said[place + 1]].shape == "U"
        text += f"{reading.digits}0" if reading.shape == "Y" and not units else reading.digits
    return text


def _is_secret(words: Sequence[Word], readings: Sequence[Reading], said: Sequence[int]) -> bool:
    """Whether so many digits are a PIN, and nothing is counted by them."""
    last = said[-1]
    digits = _count(readings, said)
    if digits not in DIGITS and not (digits >= LEAST_DIRECT and is_closed(words, readings, last)):
        return False
    after = last + 1
    return after >= len(words) or not same_voice(words, last, after) or readings[after].text not in UNITS


def _count(readings: Sequence[Reading], said: Sequence[int]) -> int:
    return sum(len(readings[index].digits) or 1 for index in said if readings[index].shape not in ("R", "H"))
