"""Positions in a call that hardly anything but a person's name can stand in, whatever the name is.

After a greeting and before a clause ("hi tolvi i've lost"), after "this is" where a call begins, before "here", where
someone is spoken to at the end of a question, before "he" and "she", in apposition, and where the other party says
"that's me" to it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from callscribe.polish.detectors.names.announced_names import OPENING
from callscribe.polish.detectors.names.given_names import GIVEN_NAMES
from callscribe.polish.detectors.names.name_extent import CONFIRMING
from callscribe.polish.detectors.names.name_words import LISTED, bare, is_rare
from callscribe.polish.detectors.names.people_cues import RELATIVES
from callscribe.polish.detectors.ordinary_words import SMALL_WORDS
from callscribe.polish.detectors.voices import ends_turn, same_voice

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from callscribe.polish.detectors.found_words import Hits
    from callscribe.polish.detectors.numbers.number_words import Reading
    from callscribe.transcript.words import Word

LONGEST_LEAD: Final = 3
"""Words of a turn before the greeting in "yeah um hi tolvi"."""

CALLING_REACH: Final = 14
"""Words of a sentence before the one who is spoken to at its end (estimate)."""

LONGEST_OPENING: Final = 9
"""Words of a turn before "here": "thank you for calling the support desk, tolvi here"."""

ECHOED: Final = 6
"""Words of a turn that the next one may repeat (estimate)."""

NEAR: Final = 12
"""Words between a name and a sentence that is one by itself: "Drummond, with a D. Tolvi." (estimate)"""

GREETINGS: Final = frozenset(
    "hi hiya heya hello hallo hullo hey howdy morning afternoon evening thanks cheers ta bye sorry welcome".split()
)
_ACKNOWLEDGING: Final = frozenset(
    "okay ok alright right so great perfect lovely brilliant super fantastic thanks sorry well now grand fab please "
    "sure listen look and but then".split()
)
_SURELY_ACKNOWLEDGING: Final = _ACKNOWLEDGING - {"so", "well", "now", "look", "listen", "please", "and", "but", "then"}

_CLAUSES: Final = frozenset(
    "i i'll i've i'm i'd can could may might let let's let me what what's how how's do did are you your you're you've "
    "we we've we'll we're just if there's have would when where who who's so it's that's my thanks thank "
    "quick sorry".split()
)
"""With what a clause goes on after the one who is spoken to."""

_THIRD_PERSON: Final = frozenset("he he's he'd he'll she she's she'd she'll his her who who's herself himself".split())
_SECOND_PERSON: Final = frozenset(
    "you your yours you're you've you'll you'd please thanks thank sorry okay ok me i'll i've let's problem right "
    "yes no number".split()
)

_BEFORE_ADDRESSED: Final = frozenset(
    "number birth address postcode email yours you please that it me there now today then sorry okay problem all "
    "thanks name vehicle date this one again question moment second right bit soon later tomorrow care make reg "
    "monday tuesday wednesday thursday friday saturday sunday".split()
)
"""In text without punctuation, with what the clause ends before the one who is spoken to."""

_HERE_GOES_ON: Final = frozenset(
    "how what good who can may from calling i'm just again thanks speaking on with hello hi i and you're your".split()
)
_NOT_OPENING: Final = frozenset(
    "is are was were i i'm you be it it's right down over in out from no any the a an get got been at on".split()
)
_FROM: Final = frozenset(
    "from at about again here calling speaking over with i i'm i've just the yes yeah yep how and".split()
)
_THAT_IS_ME: Final = (
    ("that's", "me"),
    ("speaking",),
    ("this", "is", "she"),
    ("this", "is", "he"),
    ("that", "is", "me"),
)
_DETERMINERS: Final = frozenset("a an the my your our this that some any each every".split())
_AGREEING: Final = frozenset("yes yeah yep aye hi hello".split())
_CALLING: Final = frozenset("from calling here again speaking about".split())
_WHOSE: Final = frozenset("my our his her their your a the one".split())
_ASKING: Final = frozenset("your you yours birth you're what's thanks please see take".split())
_SEVERAL: Final = frozenset("kids children sons daughters boys girls twins parents brothers sisters names".split())
_AGED: Final = frozenset("little wee big older younger other".split())
_ORDERS: Final = frozenset("get come stop sit wait put leave don't no please shush quiet go mind careful off".split())
_HOW_WRITTEN: Final = frozenset("a an no one two double the just".split())
_FAMILY: Final = RELATIVES | frozenset("mum's birthday mam house nan gran date".split())
_ADJECTIVES: Final = (
    "ed", "ing", "ish", "ous", "ful", "less", "ent", "ant", "ian", "ean", "ese", "can", "ist", "holic", "ive", "ly",
)  # fmt: skip


_SENTENCE_ENDS: Final = (".", "?", "!")
_CLAUSE_ENDS: Final = (".", ",", "?", "!")


@dataclass(frozen=True, slots=True)
class Position:
    """Where words stand that may be a name.

    Attributes:
        words: Of the call.
        readings: One for each word.
        first: Index of the first of the words that may be a name.
        last: Index of the last of them, inclusive.
        before: What the same voice says before them, "" where it begins.
        further: What it says before that.
        following: What it says after them, "" where it ends.
        begins: A sentence begins with them.
        closed: A clause ends with them.
        rare: The first of them is hardly anything but a name.
        adjective: It is built like an adjective.
    """

    words: Sequence[Word]
    readings: Sequence[Reading]
    first: int
    last: int
    before: str
    further: str
    following: str
    begins: bool
    closed: bool
    rare: bool
    adjective: bool

    @property
    def clause(self) -> bool:
        """Whether a clause ends with them, or something else begins after them."""
        return self.closed or self.following in SMALL_WORDS or self.following in CONFIRMING

    @property
    def owned(self) -> bool:
        """Whether the last of them is a genitive: "tolvi's"."""
        text = self.readings[self.last].text
        return bare(text) != text


def position_of(words: Sequence[Word], readings: Sequence[Reading], first: int, last: int) -> Position:
    """Where the words from `first` to `last` stand."""
    text = readings[first].text
    before = readings[first - 1].text if first and same_voice(words, first - 1, first) else ""
    ends = ends_turn(words, last)
    return Position(
        words=words,
        readings=readings,
        first=first,
        last=last,
        before=before,
        further=readings[first - 2].text if before and first > 1 and same_voice(words, first - 2, first) else "",
        following="" if ends else readings[last + 1].text,
        begins=not before or words[first - 1].word.endswith(_SENTENCE_ENDS),
        closed=ends or words[last].word.endswith(_CLAUSE_ENDS),
        rare=is_rare(bare(text)),
        adjective=text.endswith(_ADJECTIVES) and bare(text) not in GIVEN_NAMES,
    )


def says_who_is_here(at: Position) -> bool:
    """Whether "here", or "this side", ends a greeting: "parts desk, tolvi here"."""
    if at.first >= OPENING or at.following not in ("here", "this") or not (at.rare or at.begins):
        return False
    here = at.last + 1
    if at.following == "this":
        return here + 1 < len(at.readings) and at.readings[here + 1].text == "side"
    goes_on = ends_turn(at.words, here) or at.words[here].word.endswith(_CLAUSE_ENDS)
    if not goes_on and at.readings[here + 1].text not in _HERE_GOES_ON:
        return False
    for place in range(at.first - 1, max(at.first - LONGEST_OPENING, -1), -1):
        if not same_voice(at.words, place, at.first) or at.words[place].word.endswith(_SENTENCE_ENDS):
            break
        if at.readings[place].text in _NOT_OPENING:
            return False
    return True


def _is_spoken_of(at: Position) -> bool:
    """Whether "he" or "she" follows: "tolvi she's lovely"."""
    if not at.rare or at.following not in _THIRD_PERSON or at.words[at.last].word.endswith(_SENTENCE_ENDS):
        return False
    return not at.owned and not at.adjective and at.before not in _DETERMINERS


def _is_owned_to(at: Position) -> bool:
    """Whether another voice says "that's me" to it, after "yes" or at once."""
    if at.following:
        return False
    index = at.last + 1
    for start in (index, index + 1):
        said = tuple(reading.text for reading in at.readings[start : start + 3])
        if any(said[: len(phrase)] == phrase for phrase in _THAT_IS_ME):
            return True
        if index >= len(at.readings) or at.readings[index].text not in _AGREEING:
            return False
    return False


def _is_written(at: Position) -> bool:
    """Whether it is said how it is written: "tolvi with an i", "tolvi with no e"."""
    if not at.rare or at.following != "with" or at.last + 3 >= len(at.readings):
        return False
    how, letter = (reading.text for reading in at.readings[at.last + 2 : at.last + 4])
    return how in _HOW_WRITTEN and (len(letter) == 1 or letter in ("double", "one"))


def _is_ordered(at: Position) -> bool:
    """Whether someone is called to: "tolvi, get down"."""
    return at.rare and at.begins and at.words[at.last].word.endswith(",") and at.following in _ORDERS


def _is_asked_back(at: Position) -> bool:
    """Whether "is it" ends the turn: "tolvi brane is it"."""
    beyond = at.last + 2
    if not at.rare or not at.begins or at.following != "is" or beyond >= len(at.readings):
        return False
    return at.readings[beyond].text == "it" and ends_turn(at.words, beyond)


def _is_greeted(at: Position) -> bool:
    """Whether a greeting stands before it where a turn or a sentence begins, but for the call's first turn."""
    if at.begins or not at.clause or not (at.rare or at.closed or at.following in _CLAUSES):
        return False
    greeted = at.before in GREETINGS or (at.before == "there" and at.further in GREETINGS)
    greeting = greeted and _opens(at.words, at.first - 1, LONGEST_LEAD)
    if not greeting and (at.further, at.before) not in (("thank", "you"), ("no", "worries")):
        return False
    return at.first > OPENING or any(not same_voice(at.words, index, at.first) for index in range(at.first))


def _is_addressed(at: Position) -> bool:
    """Whether it follows "okay" where a turn begins, and a clause follows it: "okay tolvi let me see"."""
    if at.begins or not at.rare:
        return False
    if at.before == "on" and at.further in ("hang", "hold"):
        return _opens(at.words, at.first - 2, 1)
    if at.before not in _ACKNOWLEDGING or not _opens(at.words, at.first - 1, 1) or _echoes(at):
        return False
    goes_on = at.following in _CLAUSES and not at.words[at.last].word.endswith(".")
    return goes_on or (at.closed and at.before in _SURELY_ACKNOWLEDGING)


def _presents_itself(at: Position) -> bool:
    """Whether "this is", "it's", "myself" or "I'm" stands before it where a call begins."""
    calls = at.following in _CALLING
    if (at.further, at.before) == ("this", "is") and at.first < OPENING and at.last == at.first + 1:
        return at.rare and is_rare(at.readings[at.last].text)
    if at.begins or not at.clause or not (at.rare or calls) or not (at.first < OPENING or calls):
        return False
    if (at.further, at.before) == ("this", "is"):
        return at.first < 3 or at.readings[at.first - 3].text not in ("if", "think", "because")
    if at.further == "is" and at.before in ("this", "that"):
        return at.following in ("", "it's", "this", "its", "speaking")
    if at.before in ("i'm", "im") or (at.further, at.before) == ("i", "am"):
        return not at.adjective and (at.closed or at.following in _FROM)
    if at.before in ("it's", "its"):
        lead = at.words[at.first - 2].word if at.further else ""
        opener = {reading.text for reading in at.readings[max(0, at.first - 2 - LONGEST_LEAD) : at.first - 1]}
        greeted = not lead or lead.endswith(_CLAUSE_ENDS) or not GREETINGS.isdisjoint(opener)
        return calls or (greeted and at.following in _FROM)
    return at.before == "myself"


def _is_related(at: Position) -> bool:
    """Whether it is said who it is of the family, or what of the firm: "my nephew tolvi", "the driver is tolvi"."""
    if at.begins:
        return False
    if at.before == "one" and at.further in _AGED:
        return at.closed and at.readings[at.first].text in LISTED
    if not at.rare or not at.clause:
        return False
    if at.before == "are":
        return at.further in _SEVERAL and not at.adjective
    if at.before in ("is", "was", "called", "named"):
        return at.further in RELATIVES and not at.adjective
    near = {reading.text for reading in at.readings[max(0, at.first - 4) : at.first - 1]}
    return at.before in RELATIVES and not near.isdisjoint(_WHOSE)


def _is_to_be_told(at: Position) -> bool:
    """Whether someone is to be told something, or asked for: "could you tell tolvi i rang", "is tolvi there"."""
    if not at.rare or not at.clause or at.owned or at.begins:
        return False
    if at.before == "is" and not at.further:
        return at.following in ("there", "in", "available", "around", "about")
    return at.before in ("tell", "ask", "remind") and at.following not in ("of", "for")


def _is_put_down(at: Position) -> bool:
    """Whether two words of no list end a turn that says what is written: "put it down as tolvi brane"."""
    two = at.rare and at.last == at.first + 1 and is_rare(at.readings[at.last].text)
    return two and not at.following and at.before in ("as", "says", "say", "said")


def _is_whom_for(at: Position) -> bool:
    """Whether "for" stands before a listed name at a turn's end: "is that for hutchinson"."""
    return at.rare and at.before == "for" and not at.following and at.readings[at.last].text in LISTED


def _is_called_at_end(at: Position) -> bool:
    """Whether someone is spoken to at the end of a sentence: "and your number, tolvi?", "what's your number tolvi"."""
    said_last = at.words[at.last].word
    if at.begins or not at.rare or not at.closed or said_last.endswith(","):
        return False
    comma = at.words[at.first - 1].word.endswith(",")
    if not comma and (at.following or said_last.endswith(_SENTENCE_ENDS)):
        return False
    said = []
    for place in range(at.first - 1, max(at.first - CALLING_REACH, -1), -1):
        ended = place < at.first - 1 and at.words[place].word.endswith(_SENTENCE_ENDS)
        if ended or not same_voice(at.words, place, at.first):
            break
        said.append(at.readings[place].text)
    if comma:
        return not _SECOND_PERSON.isdisjoint(said)
    return said[0] in _BEFORE_ADDRESSED and not _ASKING.isdisjoint(said)


def _is_of_family(at: Position) -> bool:
    """Whether what only people have follows its genitive: "tolvi's birthday"."""
    return at.rare and at.owned and not at.begins and at.following in _FAMILY


POSITIONS: Final[tuple[tuple[Callable[[Position], bool], str], ...]] = (
    (_is_spoken_of, "name_of_third"),
    (_is_owned_to, "name_confirmed"),
    (_is_written, "name_written"),
    (_is_ordered, "name_addressed"),
    (_is_asked_back, "name_confirmed"),
    (_is_greeted, "name_greeted"),
    (_is_addressed, "name_addressed"),
    (_presents_itself, "name_intro"),
    (_is_related, "name_related"),
    (_is_to_be_told, "name_told_to"),
    (_is_put_down, "name_put_down"),
    (_is_whom_for, "name_for"),
    (_is_called_at_end, "name_addressed"),
    (_is_of_family, "name_family"),
)
"""The positions of names, and what the rules are called."""


def is_alone(at: Position, hits: Hits) -> bool:
    """Whether it is a sentence by itself, not long after a name: "Drummond, with a D. Tolvi."."""
    said = at.words[at.last].word
    alone = at.rare and at.begins and at.closed and not said.endswith(",") and (at.following or said.endswith("."))
    return bool(alone) and not hits.keys().isdisjoint(range(at.first - NEAR, at.first))


def _echoes(at: Position) -> bool:
    """Whether the word only repeats what another voice has just said: "a brand - a tolvi - okay tolvi what year"."""
    turn = at.first
    while turn > max(0, at.first - LONGEST_OPENING) and same_voice(at.words, turn - 1, at.first):
        turn -= 1
    text = at.readings[at.first].text
    return any(reading.text == text for reading in at.readings[max(0, turn - ECHOED) : turn])


def _opens(words: Sequence[Word], index: int, reach: int) -> bool:
    """Whether a turn or a sentence begins at most `reach` words before the word."""
    for place in range(index, max(index - reach, 0) - 1, -1):
        if place == 0 or not same_voice(words, place - 1, place) or words[place - 1].word.endswith(_SENTENCE_ENDS):
            return True
    return False
