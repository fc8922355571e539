"""Names of people: after words that announce them, as answers, spelled, and wherever the call says them again.

No model is needed, and none is replaced: a name that nothing announces and that is no common given name stays. What
recognisers make of a name may be any word ("jane dough"), so after a sure cue whatever can be a name is hidden.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from rapidfuzz.distance import Levenshtein

from callscribe.polish.detectors.found_words import Hits, hide, spans_of
from callscribe.polish.detectors.names.given_names import GIVEN_NAMES, PLAIN_NAMES, SURNAME_WORDS, is_rare_enough
from callscribe.polish.detectors.names.name_extent import (
    CONFIRMING,
    HESITATIONS,
    LONGEST_NAME,
    MAX_PAUSE_S,
    NOT_NAMED,
    NOT_SPEAKING,
    PARTICLES,
    after,
    bare,
    ends_clause,
    ends_within,
    is_capital,
    is_closed,
    is_closed_after,
    looks_like_name,
    name_from,
)
from callscribe.polish.detectors.names.people_cues import TRIGGERS, NameCue, name_cues
from callscribe.polish.detectors.names.spelled_names import MAX_EXPLANATION, is_letter, spelled_names
from callscribe.polish.detectors.ordinary_words import SMALL_WORDS, is_ordinary_word
from callscribe.polish.detectors.voices import same_voice, voice_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from callscribe.polish.detectors.numbers.number_words import Reading
    from callscribe.polish.entities import EntitySpan
    from callscribe.transcript.words import Word

SURE: Final = 0.8
"""From this score on a name is hidden wherever the call says it again."""

MAX_WAIT_S: Final = 8.0
"""Between a cue or a question and its name (estimate)."""

ANSWER_REACH: Final = 14
"""Words between a question and its answer: "um yes sure it's"."""

ONE_VOICE: Final = 60
"""Words around a question among which another voice would have spoken, had there been one (estimate)."""

MAX_ASIDE: Final = 2
"""Words of another subject between "your name" and the question's end: "to pull that up"."""

SPELLING_REACH: Final = 45
"""Words after a name's cue in which letters said one by one spell it: said, asked "how do you spell that", spelled."""

LONGEST_OPENING: Final = 9
"""Words of a turn before "here": "thank you for calling the support desk, grace here"."""

OFFER_REACH: Final = 7
OFFER_WORDS: Final = 2
"""Words of "how can I help" that must follow within reach; one or more of them may be misheard."""

_OFFERING: Final = frozenset("how can may could help assist you today what do i".split())
_NOT_OPENING: Final = frozenset("is are was were i i'm you be it it's right down over in out from".split())

_PREAMBLE: Final = SMALL_WORDS | set(
    "course certainly problem name names name's surname account call hold see second alrighty ooh yup mhm aye ready "
    "goes sec bear absolutely worries".split()
)
"""Before the name in an answer: "yes of course it's"."""

_DETERMINERS: Final = frozenset("my the a an your for this to".split())
_LAST: Final = frozenset(("last", "family"))
_PRESENTING: Final = frozenset("it's its is that's name's i'm".split())

_ASKED_WITH: Final = SMALL_WORDS | set(
    "account card file order record booking reservation policy date birth phone number address zip code postcode email "
    "confirm verify spell today starting quick security purposes system billing holder registered surname name names "
    "speaking pleasure month day year middle maiden full e-mail postal mobile callback contact best".split()
)
"""Words between "your name" and the end of the question that asks for it."""

_NATIONAL: Final = ("ian", "ean", "ish", "ese", "can", "ist", "holic", "less", "ous", "ful")
"""Endings of "I'm canadian", "I'm vegetarian"."""

_TITLES_THAT_ARE_WORDS: Final = frozenset("miss misses doctor professor officer".split())

_VOWELS: Final = frozenset("aeiouy")

_PLAIN: Final = PLAIN_NAMES | {f"{name}{ending}" for name in PLAIN_NAMES for ending in ("'s", "’s")}

_STARTS: Final = _PLAIN | TRIGGERS | {"as", "speaking", "here"}


@dataclass
class _Findings:
    """What is known so far of a call: words to hide, sure names, letters that may spell one, and open questions."""

    hits: Hits = field(default_factory=dict)
    sure: set[str] = field(default_factory=set)
    letters: set[int] = field(default_factory=set)
    asked: list[NameCue] = field(default_factory=list)


def find_people(words: Sequence[Word], readings: Sequence[Reading], known: Collection[str] = ()) -> list[EntitySpan]:
    """Find the names of people.

    Args:
        words: In the order of the conversation, all parties together: one asks, the other answers.
        readings: One for each word.
        known: Names that the call's metadata tells, in any writing ("Jane Doe", "DOE, JANE"); hidden wherever they
            are said.

    Returns:
        In order, none overlapping another, each within one voice.
    """
    findings = _Findings()
    for index, reading in enumerate(readings):
        if reading.text in _STARTS:
            _look_at(findings, words, readings, index)
    for cue in findings.asked:
        found = _answered(words, readings, cue)
        hide(findings.hits, found, 0.85, "name_answer")
        findings.sure.update(bare(readings[k].text) for k in found)
    told = {part for name in known for part in _parts(name)}
    _hide_again(findings.hits, words, readings, (findings.sure - PARTICLES) | told, told)
    for spelled in spelled_names(words, readings, sorted(findings.letters)):
        hide(findings.hits, spelled, 0.7, "name_spelled")
    return list(spans_of(findings.hits, words, readings, "PERSON", through=HESITATIONS))


def _look_at(findings: _Findings, words: Sequence[Word], readings: Sequence[Reading], index: int) -> None:
    token = readings[index].text
    if token == "as":  # noqa: S105
        spells = 0 < index < len(readings) - 2 and readings[index + 1].text == "in" and is_letter(readings[index - 1])
        if spells:
            findings.letters |= _letters(readings, index - MAX_EXPLANATION, index + 3 * MAX_EXPLANATION)
    elif token == "speaking":  # noqa: S105
        hide(findings.hits, _before_speaking(words, readings, index), 0.8, "name_speaking")
    elif token == "here":  # noqa: S105
        hide(findings.hits, _before_here(words, readings, index), 0.8, "name_here")
    if token in _PLAIN:
        hide(findings.hits, name_from(words, readings, index, "plain"), 0.6, "given_name")
    if token in TRIGGERS:
        for cue in name_cues(readings, index):
            if not same_voice(words, cue.first, cue.last):
                # "Your name? - Is it safe to say?"
                _follow(findings, words, readings, NameCue("asked", cue.first, cue.first, spelling=True))
            else:
                _follow(findings, words, readings, cue)


def _follow(findings: _Findings, words: Sequence[Word], readings: Sequence[Reading], cue: NameCue) -> None:
    """Take what a cue announces, or keep its question until all names that are told are known."""
    if cue.spelling:
        findings.letters |= _letters(readings, cue.last + 1, cue.last + 1 + SPELLING_REACH)
    if cue.kind == "asked":
        findings.asked.append(cue)
    if cue.kind in ("asked", "spell"):
        return
    found, score = _announced(words, readings, cue)
    hide(findings.hits, found, score, f"name_{cue.kind}")
    if found and cue.kind == "intro":
        findings.letters |= _letters(readings, found[-1] + 1, found[-1] + 1 + SPELLING_REACH // 2)
    if found and score >= SURE:
        findings.sure.update(bare(readings[k].text) for k in found)


def _letters(readings: Sequence[Reading], first: int, stop: int) -> set[int]:
    return {index for index in range(max(0, first), min(stop, len(readings))) if is_letter(readings[index])}


def _parts(name: str) -> Iterator[str]:
    for part in name.casefold().replace(",", " ").split():
        part = part.strip(".'\"()")
        if len(part) > 1 and part not in PARTICLES:
            yield part


def _announced(words: Sequence[Word], readings: Sequence[Reading], cue: NameCue) -> tuple[list[int], float]:
    start = after(words, readings, cue.last, MAX_WAIT_S)
    if start is None:
        return [], 0.0
    token = bare(readings[start].text)
    if cue.kind == "told":
        return name_from(words, readings, start, "told"), 0.9
    if cue.kind == "title":
        return _titled(words, readings, cue, start), 0.85
    if cue.kind == "greeting":
        word_and_name = token in GIVEN_NAMES and token not in SMALL_WORDS and ends_clause(words, readings, start)
        return ([start] if word_and_name or is_capital(words, readings, start) else []), 0.7
    if cue.kind == "loose":
        looks = looks_like_name(words, readings, start)
        # "Last name dough", but "name starts with a d".
        told = cue.spelling and (
            cue.last > cue.first or readings[cue.last].text in ("surname", "lastname", "firstname")
        )
        if not looks and not (told and ends_within(words, readings, start, 2)):
            return [], 0.0
        given = token in GIVEN_NAMES or cue.spelling
        if not given and (len(token) < 3 or not _VOWELS & set(token)):
            return [], 0.0
        if not given and not is_capital(words, readings, start) and not ends_clause(words, readings, start):
            return [], 0.0
        return name_from(words, readings, start, "told" if cue.spelling else "plain"), 0.8 if given else 0.6
    return _introduced(words, readings, cue, start)


def _titled(words: Sequence[Word], readings: Sequence[Reading], cue: NameCue, start: int) -> list[int]:
    title, token = readings[cue.first].text, bare(readings[start].text)
    before = readings[cue.first - 1].text if cue.first else ""
    if title in ("miss", "misses") and before in SMALL_WORDS - {"you", "hello", "hi"}:
        return []  # "I miss", "don't miss"
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
    opener = readings[cue.first].text
    if token in PLAIN_NAMES:
        return name_from(words, readings, start, "told"), 0.85
    found = name_from(words, readings, start, "told")
    if not found or token in NOT_SPEAKING or token in NOT_NAMED:
        return [], 0.0
    if len(found) > 1 and (
        token in GIVEN_NAMES or (not is_ordinary_word(token) and is_closed_after(words, readings, found))
    ):
        surname = bare(readings[found[1]].text)
        if not is_ordinary_word(surname) or surname in SURNAME_WORDS:
            return found, 0.85
    beyond = found[-1] + 1
    following = readings[beyond].text if beyond < len(readings) else ""
    same = beyond < len(words) and same_voice(words, beyond, start)
    confirmed = same and following in CONFIRMING and not words[found[-1]].word.endswith((".", "?", "!"))
    if opener == "this" and same and following in ("speaking", "calling"):
        return ([] if {readings[k].text for k in found} & NOT_SPEAKING else found), 0.8
    if token.endswith(_NATIONAL) and token not in GIVEN_NAMES:
        return [], 0.0
    rare = not is_ordinary_word(token) and token.isalpha() and len(token) > 2
    capital = is_capital(words, readings, start)
    if opener not in ("this", "i'm", "i", "im"):
        return ([k for k in found if capital or token in GIVEN_NAMES] if capital and rare else []), 0.7
    if token in GIVEN_NAMES and (capital or (same and following in ("speaking", "calling", "from", "here", "how"))):
        return found, 0.85
    if rare and (capital or (confirmed and (opener == "this" or following in ("calling", "from", "speaking")))):
        return found, 0.8
    return [], 0.0


def _answered(words: Sequence[Word], readings: Sequence[Reading], cue: NameCue) -> list[int]:
    """The name with which the other voice answers a question; in a call of one voice, what follows it."""
    start = _answer_start(words, readings, cue)
    if start is None:
        return []
    answering = voice_of(words, start)
    alone = answering == voice_of(words, cue.first)
    refused = later = False
    for index in range(start, min(start + 2 * ANSWER_REACH, len(words))):
        if voice_of(words, index) != answering or readings[index].text in _PRESENTING:
            # What did not answer may be followed by an answer: in the next turn, or after "I wrote it down, it's".
            refused = False
            later = later or voice_of(words, index) != answering
        if refused or voice_of(words, index) != answering or readings[index].shape == "P":
            continue
        if readings[index].text in _PREAMBLE and not _is_will(words, readings, index):
            continue
        found = name_from(words, readings, index, "told")
        if later and not {bare(readings[k].text) for k in found} & GIVEN_NAMES:
            refused = True
        elif found and _is_answer(words, readings, cue, found, begins=index == start, alone=alone):
            given = len(found) > 1 and readings[found[1]].text in PLAIN_NAMES
            # "Are you ready, Joshua Lee"
            return found[1:] if given and not looks_like_name(words, readings, found[0]) else found
        elif alone:
            return []
        refused = True
    return []


def _answer_start(words: Sequence[Word], readings: Sequence[Reading], cue: NameCue) -> int | None:
    """Index of the first word of the answer to a question, or None where there is none."""
    asking = voice_of(words, cue.first)
    limit = min(cue.last + 1 + ANSWER_REACH, len(words))
    start = next((k for k in range(cue.last + 1, limit) if voice_of(words, k) != asking), None)
    if start is not None:
        other = sum(readings[k].text not in _ASKED_WITH for k in range(cue.last + 1, start))
        return start if other <= MAX_ASIDE else None
    around = range(max(0, cue.first - ONE_VOICE), min(cue.last + ONE_VOICE, len(words)))
    if cue.last + 1 >= len(words) or any(voice_of(words, index) != asking for index in around):
        return None
    return cue.last + 1


def _is_answer(
    words: Sequence[Word],
    readings: Sequence[Reading],
    cue: NameCue,
    found: Sequence[int],
    *,
    begins: bool,
    alone: bool,
) -> bool:
    """Whether the words can be a name that was asked for, rather than an excuse or a question back."""
    if not begins and readings[found[0] - 1].text in _DETERMINERS:
        return False
    closed = is_closed(words, readings, found[-1])
    if closed and not alone and (readings[cue.last].text == "surname" or readings[cue.last - 1].text in _LAST):
        return True
    tokens = [bare(readings[index].text) for index in found]
    if any(not is_ordinary_word(token) or token in PLAIN_NAMES for token in tokens[:2]):
        return True
    if not ends_clause(words, readings, found[-1]):
        return False
    if tokens[0] in GIVEN_NAMES or (closed and tokens[0] in SURNAME_WORDS):
        return True
    return len(found) > 1 and not alone


def _is_will(words: Sequence[Word], readings: Sequence[Reading], index: int) -> bool:
    """Whether "will" or "may" is a name here: a surname follows, or nothing does."""
    if readings[index].text not in ("will", "may"):
        return False
    beyond = after(words, readings, index, MAX_PAUSE_S)
    if beyond is None or is_closed(words, readings, index) or readings[beyond].text in SURNAME_WORDS:
        return True
    told = readings[index - 1].text in ("it's", "is", "name's") and readings[beyond].text == "i"
    return told or looks_like_name(words, readings, beyond)


def _before_speaking(words: Sequence[Word], readings: Sequence[Reading], speaking: int) -> list[int]:
    """The name in "good morning grace hall speaking": between a greeting, or the turn's beginning, and "speaking"."""
    found: list[int] = []
    following = readings[speaking + 1].text if speaking + 1 < len(readings) else ""
    if following in ("with", "to", "of", "for", "english", "spanish", "about", "on"):
        return []
    index = speaking - 1
    while index >= 0 and len(found) < LONGEST_NAME and same_voice(words, index, speaking):
        token = bare(readings[index].text)
        named = token in GIVEN_NAMES or token in SURNAME_WORDS or not is_ordinary_word(token)
        if not named or readings[index].shape not in ("", "L") or words[index].word.endswith((".", "?", "!")):
            break
        found.insert(0, index)
        index -= 1
    if not found or {readings[k].text for k in found} & (NOT_SPEAKING | {"strictly", "generally"}):
        return []
    if not is_ordinary_word(bare(readings[found[0]].text)):
        return found
    begins = index < 0 or not same_voice(words, index, speaking) or words[index].word.endswith((".", "?", "!"))
    greeted = index >= 0 and readings[index].text in (
        "morning",
        "afternoon",
        "evening",
        "hello",
        "hi",
        "is",
        "yes",
        "day",
        "name",
    )
    return found if begins or greeted else []


def _before_here(words: Sequence[Word], readings: Sequence[Reading], here: int) -> list[int]:
    """The name in "support desk grace here how can I help": a turn opens with who answers, and an offer follows."""
    speaker = voice_of(words, here)
    offer = {reading.text for reading in readings[here + 1 : here + 1 + OFFER_REACH]}
    if len(offer & _OFFERING) < OFFER_WORDS or voice_of(words, min(here + 1, len(words) - 1)) != speaker:
        return []
    first = here
    while first > 0 and here - first <= LONGEST_OPENING and voice_of(words, first - 1) == speaker:
        first -= 1
    if here - first > LONGEST_OPENING or {reading.text for reading in readings[first:here]} & _NOT_OPENING:
        return []
    found: list[int] = []
    for index in range(here - 1, max(first, here - LONGEST_NAME) - 1, -1):
        token = bare(readings[index].text)
        if index < here - 1 and words[index].word.endswith((".", "?", "!", ",")):
            break
        if readings[index].shape not in ("", "L") or token in SMALL_WORDS | NOT_SPEAKING:
            break
        named = token in GIVEN_NAMES or not is_ordinary_word(token) or (bool(found) and token in PLAIN_NAMES)
        surname = index == here - 1 and token in SURNAME_WORDS
        if not named and not surname:
            break
        if found and token not in GIVEN_NAMES:
            break  # of "acme grace", the company's name
        found.insert(0, index)
    return found


def _hide_again(
    hits: dict[int, tuple[float, str]],
    words: Sequence[Word],
    readings: Sequence[Reading],
    names: Collection[str],
    known: Collection[str],
) -> None:
    """Hide a name found once wherever it is said; one that is a word too only next to a name or in a greeting."""
    rare = {name for name in names if is_rare_enough(name)}
    worded = set(names) - rare
    if not names:
        return
    long = [name for name in rare if len(name) >= 5]
    said_alike = {
        token
        for token in ({bare(reading.text) for reading in readings} if long else ())
        if len(token) >= 5 and any(Levenshtein.distance(token, name, score_cutoff=1) <= 1 for name in long)
        if is_rare_enough(token)
    }
    rare |= said_alike
    later: list[int] = []
    for index, reading in enumerate(readings):
        token = bare(reading.text)
        if token in rare:
            hide(hits, name_from(words, readings, index, "again"), 0.75, "name_again")
            hide(hits, [index], 0.95 if token in known else 0.75, "name_again")
        elif token in worded:
            later.append(index)
    for index in later:
        beside = any(
            0 <= near < len(words) and near in hits and same_voice(words, near, index)
            for near in (index - 1, index + 1)
        )
        if beside or _is_addressed(words, readings, index):
            hide(hits, [index], 0.7, "name_again")


def _is_addressed(words: Sequence[Word], readings: Sequence[Reading], index: int) -> bool:
    if index == 0 or not ends_clause(words, readings, index):
        return False
    before = readings[index - 1].text
    addressed = before in ("hi", "hello", "hey", "thanks", "mister", "mr", "mrs", "missus", "ms", "miss", "bye", "dear")
    return addressed or (before == "you" and index > 1 and readings[index - 2].text == "thank")
