"""Words that announce a person's name: "my name is", "who am I speaking with", "this is ... speaking", "mister"."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

from callscribe.polish.detectors.phrases import by_first_word, phrase_at

if TYPE_CHECKING:
    from collections.abc import Sequence

    from callscribe.polish.detectors.numbers.number_words import Reading

Kind = Literal["told", "intro", "loose", "title", "asked", "spell", "greeting"]
"""told: a name follows. intro: one may follow, if what comes after it agrees ("this is jane calling"). loose: one
follows if it looks like one. title: a surname follows. asked: a name is the answer. spell: its letters follow.
greeting: a name that is a word too ("Mark") is a name here."""

_PHRASES: Final[dict[Kind, tuple[str, ...]]] = {
    "told": (
        "you're speaking with", "you're speaking to", "you are speaking with", "you are speaking to",
        "your speaking with", "your speaking to", "you're talking to", "you're talking with", "you are talking to",
        "you're through to", "you are through to", "you're chatting with", "am i speaking with", "am i speaking to",
        "am i talking to", "am i talking with", "is that the name of", "i'm called", "i am called", "i go by",
        "they call me", "people call me", "everyone calls me", "everybody calls me", "in the name of",
        "by the name of", "under the name", "under the name of", "account holder is", "cardholder is",
        "card holder is", "policy holder is", "policyholder is", "last name", "first name", "middle name",
        "maiden name", "family name", "given name", "surname", "lastname", "firstname", "second name",
        "christian name",
    ),
    "intro": (
        "this is", "i'm", "i am", "im", "it's", "it is", "that's", "here is", "is this", "is that", "are you",
        "am", "is it", "was this",
    ),
    "loose": (
        "speaking with", "speaking to", "speak with", "speak to", "spoke with", "spoke to", "spoken to", "spoken with",
        "talk to", "talk with", "talked to", "talked with", "talking to", "talking with", "ask for", "asked for",
        "call me", "signed by", "care of", "addressed to", "behalf of", "transfer you to", "connect you to",
        "connect you with", "put you through to", "married to", "account of", "under", "named", "my husband",
        "my wife", "my son", "my daughter", "my brother", "my sister", "my mother", "my father", "my partner",
        "your husband", "your wife", "my colleague", "my manager", "my supervisor", "colleague", "technician",
        "agent", "advisor", "adviser",
    ),
    "title": (
        "mr", "mister", "mrs", "missus", "misses", "ms", "miss", "dr", "doctor", "professor", "prof", "officer",
    ),
    "asked": (
        "who am i speaking with", "who am i speaking to", "who am i talking to", "who am i talking with",
        "whom am i speaking with", "whom am i speaking to", "who i'm speaking with", "who i'm speaking to",
        "who i am speaking with", "who i am speaking to", "who i'm talking to", "who i'm talking with",
        "who's calling", "who is calling", "who's speaking", "who is speaking", "who is this", "who's this",
        "who do i have", "pleasure of speaking with", "pleasure of speaking to", "pleasure speaking with",
        "who shall i say", "who should i say", "and you are", "who are you", "what do they call you",
        "what should i call you", "what can i call you", "what may i call you", "who was it", "who is it",
    ),
    "spell": ("spelled", "spelt", "spell", "spelling", "spells"),
    "greeting": (
        "hi", "hello", "hey", "thanks", "thank you", "thank you very much", "thank you so much", "thanks a lot",
        "thanks so much", "bye", "goodbye", "dear", "morning", "afternoon", "evening", "sorry", "welcome", "bye bye",
    ),
}  # fmt: skip

NAME_NOUNS: Final = frozenset("name names name's surname surnames surname's lastname firstname".split())
_COPULAS: Final = frozenset("is was would be it's its that's are as being will should he's she's his".split())
_NO_NAME_YET: Final = frozenset("would being will should are".split())
_COPULA_AGAIN: Final = frozenset("is be it's its it that's uh um".split())
_QUALIFIERS: Final = frozenset(
    "on of for in under the this that your my our his her their account card file order booking reservation policy "
    "record records system holder customer registered registration here again then and billing please first last full "
    "middle cardholder passenger patient member person caller i have we you said by to sir ma'am madam which "
    "application bill membership subscription line phone contract invoice statement um uh".split()
)
"""Between "name" and "is": "the name on the account is"."""

_NOT_PEOPLE: Final = frozenset(
    "user file company business brand domain product street screen pet pet's dog's cat's city model band event project "
    "item store network wifi computer server street's town country bank's bank employer employer's school school's "
    "host code team plan drug medication doctor's".split()
)
"""Before "name": whatever has it is no person."""

_WHICH_NAME: Final = frozenset("full first last middle maiden family complete legal real and your".split())
_NOBODYS: Final = frozenset("my his everybody's everyone's any no another other some".split())
_ASKING: Final = frozenset(
    "your please what's what whats whose may get have confirm verify the full tell share grab give missing".split()
)

_BY_FIRST: Final = by_first_word((phrase, kind) for kind, phrases in _PHRASES.items() for phrase in phrases)

TRIGGERS: Final = frozenset(_BY_FIRST) | NAME_NOUNS
"""The words that a cue can begin with, or that name a name."""


@dataclass(frozen=True, slots=True)
class NameCue:
    """A phrase that announces a name.

    Attributes:
        kind: How sure it is that a name follows, and where.
        first: Index of its first word.
        last: Index of its last word, inclusive.
        spelling: Letters said one by one after it spell a name.
    """

    kind: Kind
    first: int
    last: int
    spelling: bool = False


def name_cues(readings: Sequence[Reading], index: int) -> list[NameCue]:
    """The cues that begin at a word, the surest first.

    Args:
        readings: One for each word.
        index: Of a word among TRIGGERS.

    Returns:
        None, one, or two where a question and what it asks for may be one ("your name - jane").
    """
    token = readings[index].text
    if token in NAME_NOUNS:
        found = _of_name(readings, index)
        if found or token in ("name", "names", "name's"):
            return found
    announced = phrase_at(readings, index, _BY_FIRST)
    if announced is None:
        return []
    phrase, kind = announced
    of_noun = phrase[-1] in NAME_NOUNS
    if of_noun:
        kind = "loose"  # in "first name is jane" the noun itself is looked at; "last name doe" is weaker
    return [NameCue(kind, index, index + len(phrase) - 1, spelling=kind in ("asked", "spell", "told") or of_noun)]


def _of_name(readings: Sequence[Reading], index: int) -> list[NameCue]:
    """What "name" announces: the name itself after "is", or a question for it."""
    noun = readings[index].text
    if index and readings[index - 1].text in _NOT_PEOPLE:
        return []
    for position in range(index + 1, min(index + 10, len(readings))):
        following = readings[position].text
        if following in _COPULAS - _NO_NAME_YET:
            # "Is it's", "is uh it is"
            while position + 1 < len(readings) and readings[position + 1].text in _COPULA_AGAIN:
                position += 1
            return [NameCue("told", index, position, spelling=True)]
        if following not in _QUALIFIERS and following not in _COPULAS:
            break
    told = NameCue("told" if noun == "name's" else "loose", index, index, spelling=True)
    return [told, NameCue("asked", index, index, spelling=True)] if _is_asked_for(readings, index) else [told]


def _is_asked_for(readings: Sequence[Reading], index: int) -> bool:
    """Whether the name at `index` is a question's, or an order's: "and your name", "name please"."""
    position = index - 1
    while position >= 0 and readings[position].text in _WHICH_NAME:
        position -= 1
    if position >= 0 and readings[position].text in _NOBODYS:
        return False
    around = {reading.text for reading in readings[max(0, index - 6) : index + 3]}
    return bool(around & _ASKING) or index == 0
