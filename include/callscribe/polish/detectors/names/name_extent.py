"""How far a name reaches: which words can be part of one, and what ends it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal

from callscribe.polish.detectors.names.given_names import GIVEN_NAMES, PLAIN_NAMES, SURNAME_WORDS
from callscribe.polish.detectors.numbers.number_cues import MONTHS, ORDINALS
from callscribe.polish.detectors.ordinary_words import SMALL_WORDS, is_ordinary_word
from callscribe.polish.detectors.voices import same_voice, voice_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from callscribe.polish.detectors.numbers.number_words import Reading
    from callscribe.transcript.words import Word

Trust = Literal["told", "titled", "plain", "again"]
"""told: whatever can be a name is one here. titled: a surname is due. plain: the first word is known to be a given
name. again: it was a name elsewhere in the call."""

LONGEST_NAME: Final = 3
"""Words of a name, particles such as "de la" not counted."""

MAX_PAUSE_S: Final = 1.0
"""A longer pause ends a name (estimate: pauses between words of one phrase are a few tenths of a second)."""

HESITATIONS: Final = frozenset("um uh uhm umm er erm ah hmm".split())

PARTICLES: Final = frozenset(
    "de la del della di da das do dos du van von der den ter le el al bin ibn ben st saint mac mc o ap san".split()
)

CONFIRMING: Final = frozenset("speaking calling from here with again over how i'm i'd i and my at who what".split())
"""After "this is jane": what the one who introduces himself goes on with."""

_AFTER_NAMES: Final = CONFIRMING | MONTHS | ORDINALS | {"spelled", "spelt", "born", "date"}

_SHAPES_AFTER_NAMES: Final = frozenset("PLUTYVNDQO")

NOT_SPEAKING: Final = frozenset(
    "customer service support technical billing sales department bank company office team reception store shop "
    "american english spanish french security desk automated machine recording test manager supervisor agent "
    "someone nobody everyone spam emergency help helpline hotline line number nurse doctor accounts".split()
)
"""Who can speak and is no name: "this is customer service calling"."""

NOT_NAMED: Final = frozenset(
    "spelled spelt misspelled misspelt wrong incorrect different listed changed registered missing correct spelling "
    "confidential private unclear unknown account number address email phone card date birth order reference "
    "blank invalid required important mandatory optional shown displayed printed written added removed used entered "
    "calling speaking looking trying having waiting nothing taken associated attached linked recorded "
    "today yesterday ready tomorrow morning afternoon evening business company moment minute second hold wait".split()
)
"""After "my name is": what can be said about a name."""

_POSSESSIVES: Final = ("'s", "’s", "s'", "s’")


def name_from(words: Sequence[Word], readings: Sequence[Reading], start: int, trust: Trust) -> list[int]:
    """Indices of the words of the name that begins at `start`.

    With `trust` "told" any word may be its first that says nothing else; with "plain" the first is known to be one.
    """
    found: list[int] = []
    parts = 0
    index: int | None = start
    while index is not None and parts < LONGEST_NAME:
        token = bare(readings[index].text)
        if token in PARTICLES and token not in SMALL_WORDS:
            beyond = after(words, readings, index, MAX_PAUSE_S)
            # "Mrs Das": a particle with no name after it is one itself.
            parts += beyond is None or not _may_be_name(readings, beyond)
            found.append(index)
        elif _fits(words, readings, index, parts, trust):
            found.append(index)
            parts += 1
        else:
            break
        if words[index].word.rstrip("\"'”’").endswith((".", ",", "?", "!", ";", ":")) and not _is_abbreviated(
            words[index].word
        ):
            break
        if readings[index].text != token and not readings[index].text.endswith(("'", "’")) and parts:
            break  # "jane's account"
        index = after(words, readings, index, MAX_PAUSE_S)
    return found if parts else []


def _fits(words: Sequence[Word], readings: Sequence[Reading], index: int, parts: int, trust: Trust) -> bool:
    token = bare(readings[index].text)
    if not _may_be_name(readings, index):
        # "My name is will", "grace may": words of all kinds are names here.
        return (
            trust in ("told", "titled")
            and token in ("will", "may")
            and parts == 0
            and not _goes_on(words, readings, index)
        )
    if parts == 0:
        return trust in ("plain", "again") or token not in NOT_NAMED
    if token in PLAIN_NAMES or not is_ordinary_word(token):
        return True
    if trust == "again" or token in NOT_NAMED or token in NOT_SPEAKING:
        return False
    if is_capital(words, readings, index):
        return True
    if token in SURNAME_WORDS or token in GIVEN_NAMES:
        repeated = index + 1 < len(readings) and readings[index + 1].text == token
        return repeated or ends_clause(words, readings, index)
    return trust == "told" and parts == 1 and ends_clause(words, readings, index)


def _may_be_name(readings: Sequence[Reading], index: int) -> bool:
    reading = readings[index]
    if reading.text in SMALL_WORDS or reading.text in HESITATIONS:
        return False
    if len(reading.text) == 1 or (reading.shape and reading.shape not in "LM"):
        return False
    return any(character.isalpha() for character in reading.text) and not any(map(str.isdigit, reading.text))


def looks_like_name(words: Sequence[Word], readings: Sequence[Reading], index: int) -> bool:
    """Whether the word is a common given name, no everyday word, or written as names are."""
    token = bare(readings[index].text)
    if not _may_be_name(readings, index) or token in NOT_NAMED or token in NOT_SPEAKING:
        return False
    return token in PLAIN_NAMES or not is_ordinary_word(token) or is_capital(words, readings, index)


def ends_clause(words: Sequence[Word], readings: Sequence[Reading], index: int) -> bool:
    """Whether after the word another voice speaks, a pause is made, or a small word begins something else."""
    beyond = index + 1
    if beyond >= len(words) or not same_voice(words, beyond, index):
        return True
    if (
        words[index].word.endswith((".", ",", "?", "!", ";"))
        or words[beyond].start_s - words[index].end_s > MAX_PAUSE_S
    ):
        return True
    following = readings[beyond]
    return following.text in SMALL_WORDS or following.text in _AFTER_NAMES or following.shape in _SHAPES_AFTER_NAMES


def is_closed(words: Sequence[Word], readings: Sequence[Reading], index: int) -> bool:
    """Whether the word is the last of its sentence, for all that can be seen."""
    beyond = index + 1
    if beyond >= len(words) or not same_voice(words, beyond, index) or words[index].word.endswith((".", ",")):
        return True
    return readings[beyond].shape == "P" or readings[beyond].text in ("and", "spelled", "spelt", "that's", "please")


def is_closed_after(words: Sequence[Word], readings: Sequence[Reading], found: Sequence[int]) -> bool:
    """Whether after two words that may be a name nothing follows that would make them anything else."""
    beyond = found[-1] + 1
    return is_closed(words, readings, found[-1]) or readings[beyond].text in CONFIRMING


def ends_within(words: Sequence[Word], readings: Sequence[Reading], index: int, reach: int) -> bool:
    """Whether nothing but what may be a name stands between the word and the end of its clause."""
    for beyond in range(index, min(index + reach, len(words))):
        if not _may_be_name(readings, beyond) or readings[beyond].text in NOT_NAMED:
            return False
        if ends_clause(words, readings, beyond):
            return True
    return False


def _goes_on(words: Sequence[Word], readings: Sequence[Reading], index: int) -> bool:
    """Whether a verb follows "will" and "may", so that they are no names."""
    beyond = index + 1
    if beyond >= len(words) or not same_voice(words, beyond, index):
        return False
    return readings[beyond].text in ("be", "not", "have", "you", "we", "get", "go", "do", "it", "need", "take")


def after(words: Sequence[Word], readings: Sequence[Reading], index: int, wait_s: float) -> int | None:
    """The next word of the same voice, over hesitations and over the other voice's listening words."""
    speaker = voice_of(words, index)
    for beyond in range(index + 1, min(index + 6, len(words))):
        if voice_of(words, beyond) != speaker:
            if readings[beyond].shape != "P" and readings[beyond].text not in HESITATIONS:
                return None
        elif readings[beyond].text not in HESITATIONS:
            return beyond if words[beyond].start_s - words[beyond - 1].end_s <= wait_s else None
    return None


def is_capital(words: Sequence[Word], readings: Sequence[Reading], index: int) -> bool:
    """Whether the word has a capital that no sentence's beginning gives it, and is no ordinary word."""
    word = words[index].word.lstrip("\"'“‘(")
    if not word[:1].isupper() or not any(map(str.islower, word)) or index == 0:
        return False
    if not same_voice(words, index - 1, index) or words[index - 1].word.endswith((".", "?", "!", "…", ":")):
        return False
    token = bare(readings[index].text)
    return not is_ordinary_word(token) or (token in GIVEN_NAMES and token not in SMALL_WORDS)


def _is_abbreviated(word: str) -> bool:
    return word.endswith(".") and len(word) <= 3


def bare(token: str) -> str:
    """The token without the ending of a genitive."""
    for ending in _POSSESSIVES:
        if token.endswith(ending) and len(token) > len(ending) + 1:
            return token[: -len(ending)] + ("s" if ending[0] == "s" else "")
    return token
