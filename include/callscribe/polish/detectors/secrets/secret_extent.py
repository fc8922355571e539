"""Where a secret that is being told begins and ends: after "um I think it's all one word", before "thank you"."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from callscribe.polish.detectors.numbers.number_cues import LABELS, MONTHS, UNITS
from callscribe.polish.detectors.phrases import by_first_word, phrase_at
from callscribe.polish.detectors.secrets.password_words import (
    ANSWER_LEADS,
    CLAUSES,
    DESCRIBED,
    DESCRIBING,
    JOINING,
    LEAD_PHRASES,
    LEADS,
    REFUSED,
    STOPS,
    SYMBOLS,
    TRIED,
)
from callscribe.polish.detectors.secrets.written_secrets import is_written
from callscribe.polish.detectors.spelled_characters import CASES, LETTER_NAMES, read_character
from callscribe.polish.detectors.voices import same_voice, voice_of
from callscribe.polish.function_words import FUNCTION_WORDS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from callscribe.polish.detectors.numbers.spoken_numbers import Reading
    from callscribe.transcript.words import Word

NUMBERED: Final = (
    LABELS
    | UNITS
    | MONTHS
    | frozenset("code number zip street road avenue extension order box line page step level version row".split())
)
"""Words that a number belongs to, so that both are no password."""

MAX_LEADS: Final = 12

MAX_PAUSE_S: Final = 1.5
"""A longer pause ends a secret said in words."""

MAX_SPELLED_PAUSE_S: Final = 5.0
"""A longer pause ends a secret that is being spelled (estimate)."""

MAX_WORDS: Final = 7
"""Ordinary words of one secret at most; letters, digits and symbols are not counted. Passphrases have four to six."""

SIGNS: Final = frozenset("exclamation hash hashtag dollar star asterisk ampersand percent underscore".split())
"""Signs by names that nothing else has beside them in a password: "and a dollar sign"."""

CONTRACTED: Final = ("'d", "'ll", "'ve", "'re", "n't", "'m")
"""Ends of words that open a clause."""

MAX_NAME_WORDS: Final = 2
"""Of a maiden name."""

_LEADS: Final = by_first_word((phrase, "lead") for phrase in LEAD_PHRASES)


def after_leads(
    words: Sequence[Word],
    readings: Sequence[Reading],
    start: int,
    voice: tuple[int, str | None],
    leads: frozenset[str] = LEADS,
) -> int:
    """Index of the first word of an answer after "um it's all one word", or -1 where no answer follows."""
    index = start
    while index < len(words) and voice_of(words, index) == voice and index - start <= MAX_LEADS:
        phrase = lead_phrase(readings, index)
        if phrase:
            index += phrase
            continue
        token = readings[index].text
        if token not in leads:
            return index
        # "A", "I" and "one" are said before letters and digits too.
        if token in ("one", "i") and is_character_next(words, readings, index + 1):
            return index
        index += 1
    return -1


def lead_phrase(readings: Sequence[Reading], index: int) -> int:
    """How many words of a lead phrase stand at `index`."""
    found = phrase_at(readings, index, _LEADS)
    if found is None and readings[index].text == "let" and index + 2 < len(readings):
        # "Let me grab it", "let me pull it up"
        return _let_me(readings, index)
    return 0 if found is None else len(found[0])


def _let_me(readings: Sequence[Reading], index: int) -> int:
    """How many words "let me ... it" has, whatever it is that somebody does with it; 0 for anything else."""
    said = [reading.text for reading in readings[index + 1 : index + 5]]
    if said[0] != "me" or len(said) < 3 or said[2] not in ("it", "that", "this"):
        return 0
    return 5 if said[3:] in (["up"], ["out"]) else 4


def secret_at(words: Sequence[Word], readings: Sequence[Reading], start: int, *, name: bool) -> list[int]:
    """As `secret_from`, over one word that may be misheard: "it's" as "been", before "sunshine four seven"."""
    secret = secret_from(words, readings, start, name=name)
    token = readings[start].text
    if secret or name or start + 1 >= len(words) or token not in STOPS or token in REFUSED:
        return secret
    if not same_voice(words, start + 1, start):
        return []
    secret = secret_from(words, readings, start + 1, name=name)
    characters = sum(is_character(words, readings, index) for index in secret)
    written = any(is_written(readings[index].text) for index in secret)
    return secret if len(secret) > characters >= 1 or characters > 3 or written else []


def secret_from(words: Sequence[Word], readings: Sequence[Reading], start: int, *, name: bool) -> list[int]:
    """Indices of the words that tell the secret which begins at `start`; none where something else is said."""
    if start >= len(words):
        return []
    voice = voice_of(words, start)
    secret: list[int] = []
    plain = 0
    index = start
    while index < len(words) and plain <= (MAX_NAME_WORDS if name else MAX_WORDS):
        if voice_of(words, index) != voice:
            if readings[index].shape != "P" or not secret:
                break
            index += 1
            continue
        resumed = bool(secret) and not same_voice(words, index - 1, index)
        if secret and (_is_over(words, readings, secret[-1], index) or (resumed and talks(words, readings, index))):
            break
        taken = _taken_at(words, readings, index, opens=not secret)
        if taken == 0 and _hesitates(readings[index]):
            index += 1
            continue
        if taken == 0:
            break
        plain += taken == 1 and len(readings[index].text) > 1 and not is_character(words, readings, index)
        if plain > (MAX_NAME_WORDS if name else MAX_WORDS):
            break
        secret += range(index, min(index + taken, len(words)))
        written = taken == 1 and is_written(readings[index].text)
        index += taken
        if written and not is_character_next(words, readings, index):
            break  # "Wolverine54# paid": a password that is written as one is whole
    return [] if _is_described(readings, secret) else secret


def _hesitates(reading: Reading) -> bool:
    return reading.text in LEADS and reading.shape == "P" and reading.text[0] in "ueh"


def _taken_at(words: Sequence[Word], readings: Sequence[Reading], index: int, *, opens: bool) -> int:
    """How many words from `index` on are part of a secret: none, one, or a whole "b as in boy"."""
    token = readings[index].text
    character = read_character(words, readings, index)
    if character is not None and (character.sure or token in LETTER_NAMES) and token not in STOPS:
        return character.last - index + 1
    if not opens and (misheard := _misheard_digits(words, readings, index)):
        return misheard
    if token.endswith(CONTRACTED):
        return 0
    if token in STOPS or (opens and (token in REFUSED or token in TRIED)):
        # "A" and "at" between letters are letters and signs: "p a double s", "horse at nine".
        # So are misheard ones: "a s her capital d".
        among = not opens and is_character_next(words, readings, index + 1)
        misheard = among and is_character(words, readings, index - 1) and "'" not in token and token not in CLAUSES
        return int(misheard or (among and token in JOINING))
    if opens and token in ("a", "an") and not is_character_next(words, readings, index + 1):
        return 0
    if readings[index].shape == "Q" and ":" in token:
        return 0  # the time of day
    if readings[index].shape == "P" and token not in SYMBOLS:
        # "Correct horse battery", but "that's correct".
        after = index + 1
        goes_on = after < len(words) and same_voice(words, after, index)
        return int(
            opens and token in DESCRIBED and goes_on and not readings[after].shape and readings[after].text not in STOPS
        )
    return 1


def _misheard_digits(words: Sequence[Word], readings: Sequence[Reading], index: int) -> int:
    """How many words from one on stand between characters, and may all be digits: "capital k, for to seven"."""
    token = readings[index].text
    if token in ("and", "a", "an", "with"):
        sign = index + 1 + (readings[index + 1 : index + 2] != [] and readings[index + 1].text in ("a", "an"))
        named = sign < len(readings) and readings[sign].text in SIGNS and same_voice(words, index, sign)
        return sign - index if named else 0
    if readings[index].shape not in ("M", "O") or not is_character(words, readings, index - 1):
        return 0
    after = index + 1
    while after < len(words) and readings[after].shape in ("M", "O") and same_voice(words, index, after):
        after += 1
    certain = after < len(words) and same_voice(words, index, after) and readings[after].shape in ("U", "N")
    return after - index if certain and not words[after - 1].word.endswith((".", "?", "!")) else 0


def _is_over(words: Sequence[Word], readings: Sequence[Reading], last: int, index: int) -> bool:
    """Whether a secret ends at `last`, by a pause or a full stop."""
    spelled = is_character(words, readings, last) and is_character(words, readings, index)
    if words[index].start_s - words[last].end_s > (MAX_SPELLED_PAUSE_S if spelled else MAX_PAUSE_S):
        return True
    stopped = words[last].word.endswith((".", "?", "!", ";")) and len(words[last].word) > 2
    return stopped and (not spelled or talks(words, readings, index))


def talks(words: Sequence[Word], readings: Sequence[Reading], index: int) -> bool:
    """Whether talk begins at a digit: "nine out of ten"."""
    after = index + 1
    if after >= len(words) or not same_voice(words, index, after) or words[index].word.endswith((".", "?", "!")):
        return False
    return readings[after].shape != "P" and not is_character(words, readings, after)


def _is_described(readings: Sequence[Reading], secret: Sequence[int]) -> bool:
    """Whether what stands in place of a secret only describes it: "strong", "eight characters long"."""
    if not secret:
        return True
    tokens = [readings[index].text for index in secret]
    if tokens[0] in DESCRIBED:
        lone = len(tokens) == 1 and not readings[secret[0]].shape
        return lone or any(token in DESCRIBING for token in tokens[1:4])
    return all(token in DESCRIBED or token in DESCRIBING for token in tokens)


def is_character(words: Sequence[Word], readings: Sequence[Reading], index: int) -> bool:
    """Whether a word says a letter, a digit or a sign beyond doubt."""
    character = read_character(words, readings, index)
    token = readings[index].text
    return (character is not None and character.sure) or token in SYMBOLS or token in CASES


def is_character_next(words: Sequence[Word], readings: Sequence[Reading], index: int) -> bool:
    """Whether a letter or digit beyond doubt begins at `index`, where there is a word."""
    if index >= len(words):
        return False
    character = read_character(words, readings, index)
    return character is not None and character.sure


def is_content(reading: Reading) -> bool:
    """Whether a word may be the word of a password, rather than one that leads to it."""
    token = reading.text
    return (
        not reading.shape
        and token.isalpha()
        and len(token) > 2
        and token not in STOPS
        and token not in ANSWER_LEADS
        and token not in REFUSED
        and token not in CASES
        and token not in SYMBOLS
        and token not in FUNCTION_WORDS["en"]
        and token not in NUMBERED
    )
