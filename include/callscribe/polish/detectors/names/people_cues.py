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

_WHOSE: Final = frozenset("my your his her our their".split())
RELATIVES: Final = frozenset(
    "husband wife son daughter brother sister mother father partner mom mum dad friend boss neighbor neighbour aunt "
    "uncle cousin grandmother grandfather grandma grandpa niece nephew fiance girlfriend boyfriend roommate assistant "
    "colleague manager supervisor lawyer caregiver spouse kid baby twin mam nan gran granny grandad granddad auntie "
    "granddaughter grandson stepson stepdaughter stepdad stepmum toddler eldest oldest youngest flatmate housemate "
    "teacher carer cleaner driver nurse tenant landlord landlady man guy lady mate lad boy girl adult child "
    "passenger patient".split()
)
"""After "my", they announce a name loosely: "my wife joy", "the little one, joy"."""

_ANNOUNCING_PEOPLE: Final = tuple(
    f"{who} {called}"
    for who in (RELATIVES | set("someone somebody person people woman gentleman agent".split()))
    for called in ("called", "named")
)
"""Unlike "it's called" and "a plan named"."""

_PHRASES: Final[dict[Kind, tuple[str, ...]]] = {
    "told": (
        "you're speaking with", "you're speaking to", "you are speaking with", "you are speaking to",
        "your speaking with", "your speaking to", "you're talking to", "you're talking with", "you are talking to",
        "you're through to", "you are through to", "you're chatting with", "am i speaking with", "am i speaking to",
        "am i talking to", "am i talking with", "is that the name of", "i'm called", "i am called", "i go by",
        "they call me", "people call me", "everyone calls me", "everybody calls me", "everybody calls him",
        "everybody calls her", "everyone calls him", "everyone calls her", "everybody say", "everyone says",
        "he's called", "she's called", "you say it", "you pronounce it", "it's pronounced", "known as",
        "in the name of",
        "by the name of", "under the name", "under the name of", "account holder is", "cardholder is",
        "card holder is", "policy holder is", "policyholder is", "last name", "first name", "middle name",
        "maiden name", "family name", "given name", "surname", "lastname", "firstname", "second name",
        "christian name",
    ),
    "intro": (
        "this is", "i'm", "i am", "im", "it's", "it is", "that's", "here is", "is this", "is that", "are you",
        "am", "is it", "was this", "its",
    ),
    "loose": (
        "speaking with", "speaking to", "speak with", "speak to", "spoke with", "spoke to", "spoken to", "spoken with",
        "dealing with", "dealt with",
        "talk to", "talk with", "talked to", "talked with", "talking to", "talking with", "ask for", "asked for",
        "call me", "signed by", "care of", "addressed to", "behalf of", "transfer you to", "connect you to",
        "connect you with", "put you through to", "married to", "account of", "under", "named", "colleague",
        "technician", "agent", "advisor", "adviser", "you've reached", "you have reached", "you got", "you've got",
        "taking over from", "regards to", *_ANNOUNCING_PEOPLE,
    ),
    "title": (
        "mr", "mister", "mrs", "missus", "misses", "ms", "miss", "dr", "doctor", "professor", "prof", "officer",
        "reverend", "captain", "sergeant", "colonel", "constable", "detective", "auntie", "abuela",
    ),
    "asked": (
        "who am i speaking with", "who am i speaking to", "who am i talking to", "who am i talking with",
        "whom am i speaking with", "whom am i speaking to", "who i'm speaking with", "who i'm speaking to",
        "who i am speaking with", "who i am speaking to", "who i'm talking to", "who i'm talking with",
        "who's calling", "who is calling", "who's speaking", "who is speaking", "who is this", "who's this",
        "who do i have", "pleasure of speaking with", "pleasure of speaking to", "pleasure speaking with",
        "who's on the line", "who is on the line", "who have i got", "who've i got", "who do we have", "who's there",
        "how do i address you", "how should i address you", "how may i address you", "how can i address you",
        "what shall i call you", "what can we call you", "who should i ask for", "whom should i ask for",
        "who do i ask for", "who shall i say", "who should i say", "and you are", "who are you",
        "what do they call you", "what should i call you", "what can i call you", "what may i call you",
        "who was it", "who is it", "whose name", "like to be called", "to be called", "people call you",
        "friends call you", "everyone call you",
    ),
    "spell": ("spelled", "spelt", "spell", "spelling", "spells"),
    "greeting": (
        "hi", "hello", "hey", "thanks", "thank you", "thank you very much", "thank you so much", "thanks a lot",
        "thanks so much", "bye", "goodbye", "dear", "morning", "afternoon", "evening", "sorry", "welcome", "bye bye",
    ),
}  # fmt: skip

NAME_NOUNS: Final = frozenset("name names name's surname surnames surname's lastname firstname".split())
_COPULAS: Final = frozenset("is was would be it's its that's are being will should he's she's his".split())
_NO_NAME_YET: Final = frozenset("would being will should are".split())
_COPULA_AGAIN: Final = frozenset("is be it's its it that's uh um".split())
_QUALIFIERS: Final = frozenset(
    "on of for in under the this that your my our his her their account card file order booking reservation policy "
    "record records system holder customer registered registration here again then and billing please first last full "
    "middle cardholder passenger patient member person caller i have we you said by to sir ma'am madam which "
    "application bill membership subscription line phone contract invoice statement um uh it as appears shown written "
    "reads going passport licence license".split()
)
"""Between "name" and "is": "the name on the account is"."""

_NOT_PEOPLE: Final = frozenset(
    "user file model company business brand domain product street screen pet pet's dog's cat's city model band event "
    "project item store network wifi computer server street's town country bank's bank employer employer's school "
    "school's host code team plan show movie song game book device app website site ship hotel restaurant building "
    "hospital clinic pharmacy insurer provider carrier drug medication doctor's".split()
)
"""Before "name": whatever has it is no person."""

_WHICH_NAME: Final = frozenset("full first last middle maiden family complete legal real and your".split())
_PART_OF_NAME: Final = frozenset("first last middle maiden family".split())
_NOBODYS: Final = frozenset("my his everybody's everyone's any no another other some".split())
_ASKING: Final = frozenset(
    "your please know what's what whats whose may get have confirm verify the full tell share grab give missing".split()
)

_BY_FIRST: Final = by_first_word((phrase, kind) for kind, phrases in _PHRASES.items() for phrase in phrases)

TRIGGERS: Final = frozenset(_BY_FIRST) | NAME_NOUNS | _WHOSE
"""The words that a cue can begin with, or that name a name."""


@dataclass(frozen=True, slots=True)
class NameCue:
    """A phrase that announces a name.

    Attributes:
        kind: How sure it is that a name follows, and where.
        first: Index of its first word.
        last: Index of its last word, inclusive.
        spelling: Letters said one by one after it spell a name.
        doubtful: It was hardly heard as a question, so that the answer must be a name by itself.
    """

    kind: Kind
    first: int
    last: int
    spelling: bool = False
    doubtful: bool = False


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
    if token in _WHOSE and index + 1 < len(readings) and readings[index + 1].text in RELATIVES:
        return [NameCue("loose", index, index + 1)]
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
    if not _NOT_PEOPLE.isdisjoint([reading.text for reading in _owner(readings, index)]):
        return []
    for position in range(index + 1, min(index + 10, len(readings))):
        following = readings[position].text
        if readings[position - 1].text == "as" and following in _COPULAS:
            continue  # "your name as it's on the card"
        if following in _COPULAS - _NO_NAME_YET:
            # "Is it's", "is uh it is"
            while position + 1 < len(readings) and readings[position + 1].text in _COPULA_AGAIN:
                position += 1
            told = NameCue("told", index, position, spelling=True)
            asked = readings[index - 1].text in ("what", "which") if index else False
            return [told, NameCue("asked", index, position, spelling=True)] if asked else [told]
        if following not in _QUALIFIERS and following not in _COPULAS:
            break
    told = NameCue("told" if noun == "name's" else "loose", index, index, spelling=True)
    sure = _is_asked_for(readings, index)
    return [told, NameCue("asked", index, index, spelling=True, doubtful=not sure)]


def _owner(readings: Sequence[Reading], index: int) -> Sequence[Reading]:
    """Whose name it is: "the name of the plan"."""
    said = readings[index + 1 : index + 4]
    return said[1:] if said and said[0].text in ("of", "for") else ()


def _is_asked_for(readings: Sequence[Reading], index: int) -> bool:
    """Whether the name at `index` is a question's, or an order's: "and your name", "name please"."""
    position = index - 1
    while position >= 0 and readings[position].text in _WHICH_NAME:
        position -= 1
    if position >= 0 and readings[position].text in _NOBODYS:
        return False
    if index and readings[index - 1].text in _PART_OF_NAME:
        return True
    if index + 1 < len(readings) and readings[index + 1].text in ("as", "and"):
        return True  # "name as it appears", "name and number"
    around = {reading.text for reading in readings[max(0, index - 6) : index + 3]}
    return bool(around & _ASKING) or index == 0
