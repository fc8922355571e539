"""Names after words that announce them: "my name is jane doe", "this is jane calling", "mrs golden"."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from callscribe.polish.detectors.names.given_names import GIVEN_NAMES, PLAIN_NAMES
from callscribe.polish.detectors.names.name_extent import (
    AFTER_VERBS,
    CONFIRMING,
    NOT_NAMED,
    NOT_SPEAKING,
    after,
    ends_clause,
    ends_within,
    is_capital,
    is_closed_after,
    is_dated,
    looks_like_name,
    name_from,
)
from callscribe.polish.detectors.names.name_words import LISTED, bare, is_rare
from callscribe.polish.detectors.names.named_things import names_thing
from callscribe.polish.detectors.names.surnames import SURNAME_WORDS, SURNAMES
from callscribe.polish.detectors.ordinary_words import SMALL_WORDS, is_ordinary_word
from callscribe.polish.detectors.voices import ends_turn, same_voice

if TYPE_CHECKING:
    from collections.abc import Sequence

    from callscribe.polish.detectors.names.people_cues import NameCue
    from callscribe.polish.detectors.numbers.number_words import Reading
    from callscribe.transcript.words import Word

OPENING: Final = 90
"""Words of a call in which its parties say who they are (estimate)."""

MAX_WAIT_S: Final = 8.0
"""Between a cue or a question and its name (estimate)."""

_NATIONAL: Final = ("ian", "ean", "ish", "ese", "can", "ist", "holic", "less", "ous", "ful")
"""Endings of "I'm canadian", "I'm vegetarian"."""

_TITLES_THAT_ARE_WORDS: Final = frozenset(
    "miss misses doctor professor officer reverend captain sergeant colonel constable detective auntie".split()
)

_LOOSEST: Final = frozenset("account you've care signed addressed".split())
"""Cues of more than one word that announce other things than people as often."""

_ASKING_WHICH: Final = frozenset("it that this the is for from a".split())
"""Small words after which a title is one if the word after it is hardly anything but a name: "is it miss tolvi"."""

_BEFORE_TITLES: Final = frozenset("you hello hi hey okay ok alright yes no thanks so well sorry and with to".split())
"""Small words after which "miss" is hardly a verb."""

MAX_LEAD: Final = 4
"""Words before "I'm grace" in a turn that says no more: "yeah hi there"."""

_BEFORE_UNDER: Final = frozenset("account account's booking booking's reservation reservation's order name be".split())
"""What is under a person's name, unlike a device that is under warranty."""

_VOWELS: Final = frozenset("aeiouy")


def announced_name(words: Sequence[Word], readings: Sequence[Reading], cue: NameCue) -> tuple[list[int], float]:
    """The name that a cue announces.

    Args:
        words: In the order of the conversation.
        readings: One for each word.
        cue: No question.

    Returns:
        Indices of the name's words, none where no name follows; and how sure it is, 0 to 1.
    """
    start = after(words, readings, cue.last, MAX_WAIT_S)
    if start is None:
        return [], 0.0
    token = bare(readings[start].text)
    if cue.kind == "told":
        if token in NOT_SPEAKING and readings[cue.last].text in ("to", "with"):
            return [], 0.0  # "you're through to claims"
        told = name_from(words, readings, start, "told")
        return ([] if told and token not in LISTED and names_thing(words, readings, told) else told), 0.9
    if cue.kind == "title":
        return _titled(words, readings, cue, start), 0.85
    if cue.kind == "greeting":
        word_and_name = token in GIVEN_NAMES and token not in SMALL_WORDS and ends_clause(words, readings, start)
        if word_and_name and token not in PLAIN_NAMES:
            # "Thanks, hope you're well"
            word_and_name = ends_turn(words, start) or readings[start + 1].text not in AFTER_VERBS
        capital = is_capital(words, readings, start) and (token in LISTED or ends_clause(words, readings, start))
        return ([start] if word_and_name or capital else []), 0.7
    if cue.kind == "loose":
        return _loosely_announced(words, readings, cue, start)
    return _introduced(words, readings, cue, start)


def _loosely_announced(
    words: Sequence[Word], readings: Sequence[Reading], cue: NameCue, start: int
) -> tuple[list[int], float]:
    """The name after words that other things than names follow as well: "speak to", "under"."""
    token = bare(readings[start].text)
    looks = looks_like_name(words, readings, start)
    # "Last name dough", but "name starts with a d".
    told = cue.spelling and (cue.last > cue.first or readings[cue.last].text in ("surname", "lastname", "firstname"))
    if not looks and not (told and ends_within(words, readings, start, 2)):
        return _worded(words, readings, cue, start), 0.8
    given = token in GIVEN_NAMES or cue.spelling
    if not given and (len(token) < 3 or not _VOWELS & set(token)):
        return [], 0.0
    if not given and not is_capital(words, readings, start) and not ends_within(words, readings, start, 2):
        return [], 0.0
    if not given and cue.first and readings[cue.first - 1].text in _BEFORE_UNDER:
        given = True
    found = name_from(words, readings, start, "told" if cue.spelling else "plain")
    return ([] if found and names_thing(words, readings, found) else found), 0.8 if given else 0.6


def _worded(words: Sequence[Word], readings: Sequence[Reading], cue: NameCue, start: int) -> list[int]:
    """A given name that is a word too: "I spoke with faith on monday", "my wife joy"."""
    token = bare(readings[start].text)
    of_people = cue.last > cue.first and readings[cue.first].text not in _LOOSEST
    if not of_people or token not in GIVEN_NAMES or token in SMALL_WORDS or is_dated(readings, start):
        return []
    found = name_from(words, readings, start, "plain")
    return found if found and ends_clause(words, readings, found[-1]) else []


def _titled(words: Sequence[Word], readings: Sequence[Reading], cue: NameCue, start: int) -> list[int]:
    title, token = readings[cue.first].text, bare(readings[start].text)
    before = readings[cue.first - 1].text if cue.first else ""
    surely = before in _ASKING_WHICH and is_rare(token)
    if title in ("miss", "misses") and before in SMALL_WORDS - _BEFORE_TITLES and not surely:
        return []  # "I miss", "don't miss"
    if title == "dr" and is_ordinary_word(token) and token not in LISTED:
        return []  # "Dr. visit copay"
    if title in _TITLES_THAT_ARE_WORDS and is_ordinary_word(token):
        named = token in SURNAME_WORDS | GIVEN_NAMES and before not in ("my", "a", "the", "your", "his", "her", "our")
        if not named or (title != "doctor" and not ends_clause(words, readings, start)):
            return []
    return name_from(words, readings, start, "titled")


def _introduced(
    words: Sequence[Word], readings: Sequence[Reading], cue: NameCue, start: int
) -> tuple[list[int], float]:
    """The name in "this is jane doe calling", "I'm jane from billing"; nothing where it is no name."""
    token = bare(readings[start].text)
    found = name_from(words, readings, start, "told")
    if token in PLAIN_NAMES:
        return found, 0.85
    if not found or token in NOT_SPEAKING or token in NOT_NAMED:
        return [], 0.0
    opener = readings[cue.first].text
    beyond = found[-1] + 1
    goes_on = beyond < len(words) and same_voice(words, beyond, start)
    following = readings[beyond].text if goes_on else ""
    if _is_full_name(words, readings, found, following):
        return found, 0.85
    if opener == "this" and following in ("speaking", "calling"):
        return ([] if {readings[k].text for k in found} & NOT_SPEAKING else found), 0.8
    if token.endswith(_NATIONAL) and token not in GIVEN_NAMES:
        return [], 0.0
    rare = is_rare(token) and token.isalpha() and len(token) > 2
    likely = (token in GIVEN_NAMES or rare) and not is_dated(readings, start)
    if likely and _is_whole(words, cue, opener, following, given=token in GIVEN_NAMES):
        return found, 0.85
    capital = is_capital(words, readings, start)
    if opener not in ("this", "i'm", "i", "im"):
        likely = token in LISTED or len(found) > 1 or start < OPENING
        return (found if capital and rare and likely else []), 0.7
    if token in GIVEN_NAMES and (capital or following in ("from", "here", "how")):
        return found, 0.85
    confirmed = following in CONFIRMING and not words[found[-1]].word.endswith((".", "?", "!"))
    sure = confirmed and (opener == "this" or following in ("calling", "from", "speaking"))
    return (found, 0.8) if rare and (capital or sure) else ([], 0.0)


def _is_full_name(words: Sequence[Word], readings: Sequence[Reading], found: Sequence[int], following: str) -> bool:
    """Whether a given name and a surname stand there, or a word and a surname of someone who is calling."""
    if len(found) < 2:
        return False
    token, surname = bare(readings[found[0]].text), bare(readings[found[1]].text)
    if surname in SURNAMES and following in ("calling", "speaking", "from", "here"):
        return True
    given = token in GIVEN_NAMES or (is_rare(token) and is_closed_after(words, readings, found))
    return given and (is_rare(surname) or surname in SURNAME_WORDS)


def _is_whole(words: Sequence[Word], cue: NameCue, opener: str, following: str, *, given: bool) -> bool:
    """Whether no more is said than who speaks: "this is hope", "I'm grace", "it's art again"."""
    lead = 0
    while lead < MAX_LEAD and cue.first > lead and same_voice(words, cue.first - lead - 1, cue.first):
        lead += 1
    opens = lead < MAX_LEAD
    if not following:
        return (opener == "this" and (given or opens)) or (given and opens and opener in ("i'm", "im", "i"))
    if not given or opener not in ("this", "it's", "its", "i'm", "im"):
        return False
    return following in ("again", "calling", "speaking") or (opens and following in ("from", "here"))
