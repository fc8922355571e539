"""How far a name reaches: which words can be part of one, and what ends it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal

from callscribe.polish.detectors.names.given_names import GIVEN_NAMES
from callscribe.polish.detectors.names.name_words import LISTED, bare, is_rare
from callscribe.polish.detectors.names.surnames import SURNAME_WORDS
from callscribe.polish.detectors.numbers.number_cues import MONTHS, ORDINALS
from callscribe.polish.detectors.ordinary_words import SMALL_WORDS
from callscribe.polish.detectors.voices import ends_turn, same_voice, voice_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from callscribe.polish.detectors.numbers.number_words import Reading
    from callscribe.transcript.words import Word

Trust = Literal["told", "titled", "plain", "again"]
"""told: whatever can be a name is one here. titled: a surname is due. plain: the first word is known to be a given
name. again: it was a name elsewhere in the call."""

LONGEST_NAME: Final = 3
"""Words of a name, particles such as "de la" not counted."""

MAX_INITIALS: Final = 3

MAX_PAUSE_S: Final = 1.0
"""A longer pause ends a name (estimate: pauses between words of one phrase are a few tenths of a second)."""

HESITATIONS: Final = frozenset("um uh uhm umm er erm ah hmm".split())

PARTICLES: Final = frozenset(
    "de la del della di da das do dos du van von der den ter le el al bin ibn ben st saint mac mc o ap san".split()
)

CONFIRMING: Final = frozenset("speaking calling from here with again over how i'm i'd i and my at who what".split())
"""After "this is jane": what the one who introduces himself goes on with."""

_BETWEEN_NO_NAMES: Final = CONFIRMING | set("or is in of to for that's on said was spelled spelt the a an it's".split())
"""Between a person's name and another's, or a firm's."""

_AFTER_NAMES: Final = CONFIRMING | MONTHS | ORDINALS | {"spelled", "spelt", "born", "date"}

_SHAPES_AFTER_NAMES: Final = frozenset("PLUTYVNDQO")

_NUMBERS: Final = frozenset("UTYVNDQ")

AFTER_VERBS: Final = frozenset("you you're it it's that this them everything your to the us all they he she me".split())
"""After "hope", "mark" and "bill", they make these verbs: "mark it", "hope you're well"."""

_BEFORE_MONTHS: Final = frozenset("of in since until by last next this from till during before after".split())
"""In dates: "since april"."""

NOT_SPEAKING: Final = frozenset(
    "customer service support technical billing sales department bank company office team reception store shop "
    "american english spanish french security desk automated machine recording test manager supervisor agent "
    "claims reservations returns retention collections pharmacy "
    "loyalty cancellations renewals bookings enquiries inquiries dispatch admissions radiology maternity payroll admin "
    "someone nobody everyone spam emergency help helpline hotline line number nurse doctor accounts".split()
)
"""Who can speak and is no name: "this is customer service calling"."""

NOT_NAMED: Final = frozenset(
    "spelled spelt misspelled misspelt wrong incorrect different listed changed registered missing correct spelling "
    "confidential private unclear unknown account number address email phone card date birth order reference "
    "blank invalid required important mandatory optional shown displayed printed written added removed used entered "
    "calling speaking looking trying having waiting nothing taken associated attached linked recorded "
    "appears appear shows reads states goes "
    "today yesterday ready tomorrow morning afternoon evening business company moment minute second hold wait".split()
)
"""After "my name is": what can be said about a name."""


def name_from(words: Sequence[Word], readings: Sequence[Reading], start: int, trust: Trust) -> list[int]:
    """Indices of the words of the name that begins at `start`.

    With `trust` "told" any word may be its first that says nothing else; with "plain" the first is known to be one.
    """
    found = _initials(words, readings, start) if trust in ("told", "titled") else []
    parts = 0
    index: int | None = start + len(found)
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
        elif parts == 1 and (letters := _initials(words, readings, index)):
            found += letters
            index = letters[-1] + 1
            continue
        elif trust == "told" and parts == 1 and _heard_between(words, readings, found[0], index):
            found += [index, index + 1]
            break
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
    if parts and (token in ORDINALS or token in MONTHS):
        return False
    if parts == 0:
        return trust in ("plain", "again") or token not in NOT_NAMED
    if is_rare(token):
        return True
    if trust == "again" or token in NOT_NAMED or token in NOT_SPEAKING:
        return False
    if is_capital(words, readings, index):
        return True
    if token in SURNAME_WORDS or token in GIVEN_NAMES:
        repeated = index + 1 < len(readings) and readings[index + 1].text == token
        return repeated or ends_clause(words, readings, index)
    return trust == "told" and parts == 1 and ends_clause(words, readings, index)


def _initials(words: Sequence[Word], readings: Sequence[Reading], start: int) -> list[int]:
    """Single letters before a name or within it: "k j smith", "jane k smith"."""
    index = start
    while index < min(start + MAX_INITIALS, len(words)) and _is_initial(words[index].word):
        index += 1
    if index == start or index >= len(words) or not same_voice(words, start, index):
        return []
    token = bare(readings[index].text)
    # "Jane I hope so", "Jane a friend"
    surname = readings[start].text not in ("i", "a") and start and readings[start - 1].text in GIVEN_NAMES
    if surname and token not in SMALL_WORDS and len(token) > 1 and ends_turn(words, index):
        return list(range(start, index))
    called = is_rare(token) or (token in LISTED and not {"i", "a"} & {readings[k].text for k in range(start, index)})
    return list(range(start, index)) if called and token not in SMALL_WORDS and len(token) > 1 else []


def _is_initial(word: str) -> bool:
    return word.rstrip(".").isalpha() and len(word.rstrip(".")) == 1


def _heard_between(words: Sequence[Word], readings: Sequence[Reading], given: int, index: int) -> bool:
    """Whether one misheard or made-up word stands between a given name and the surname: "brenda every chen"."""
    beyond = index + 1
    if index != given + 1 or beyond >= len(words) or not same_voice(words, beyond, given):
        return False
    if readings[index].text in _BETWEEN_NO_NAMES or words[given].word.endswith((".", ",", "?", "!")):
        return False
    surname = bare(readings[beyond].text)
    named = bare(readings[given].text) in GIVEN_NAMES and surname in LISTED and is_rare(surname)
    return named and ends_clause(words, readings, beyond)


def is_dated(readings: Sequence[Reading], index: int) -> bool:
    """Whether the word is a month of a date: "june third", "the 9th of april"."""
    if readings[index].text not in MONTHS:
        return False
    before = readings[index - 1].text if index else ""
    following = readings[index + 1] if index + 1 < len(readings) else None
    if following is not None and (following.text in ORDINALS or following.shape in _NUMBERS):
        return True
    return before in _BEFORE_MONTHS or before in ORDINALS


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
    return is_rare(token) or is_capital(words, readings, index)


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
    text = readings[beyond].text
    return (readings[beyond].shape == "P" and text != "it") or text in ("and", "spelled", "spelt", "that's", "please")


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
    if readings[beyond].text == "i" and beyond + 1 < len(words):
        return readings[beyond + 1].text in ("have", "get", "ask", "take", "speak", "help", "please", "confirm")
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
    return is_rare(token) or (token in GIVEN_NAMES and token not in SMALL_WORDS)


def _is_abbreviated(word: str) -> bool:
    return word.endswith(".") and len(word) <= 3
