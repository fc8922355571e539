"""Names of people: after words that announce them, as answers, spelled, and wherever the call says them again.

No model is needed, and none is replaced: a name that nothing announces and that is no common given name stays. What
recognisers make of a name may be any word ("jane dough"), so after a sure cue whatever can be a name is hidden.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from callscribe.polish.detectors.found_words import Hits, hide, spans_of
from callscribe.polish.detectors.names.announced_names import announced_name
from callscribe.polish.detectors.names.answered_names import answered_name
from callscribe.polish.detectors.names.given_names import GIVEN_NAMES
from callscribe.polish.detectors.names.joined_names import joined_names
from callscribe.polish.detectors.names.misheard_cues import CUE_STARTS, misheard_announcement, misheard_question
from callscribe.polish.detectors.names.name_extent import (
    HESITATIONS,
    PARTICLES,
    name_from,
)
from callscribe.polish.detectors.names.name_words import PLAIN, bare
from callscribe.polish.detectors.names.named_things import names_thing
from callscribe.polish.detectors.names.people_cues import TRIGGERS, NameCue, name_cues
from callscribe.polish.detectors.names.phone_greetings import name_before_here, name_before_offer, name_before_speaking
from callscribe.polish.detectors.names.repeated_names import hide_again
from callscribe.polish.detectors.names.spelled_names import MAX_EXPLANATION, is_letter, name_then_letters, spelled_names
from callscribe.polish.detectors.names.surnames import PLAIN_SURNAMES, SURNAMES
from callscribe.polish.detectors.names.unlisted_names import unlisted_names
from callscribe.polish.detectors.ordinary_words import SMALL_WORDS
from callscribe.polish.detectors.voices import same_voice

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from callscribe.polish.detectors.numbers.number_words import Reading
    from callscribe.polish.entities import EntitySpan
    from callscribe.transcript.words import Word

SURE: Final = 0.8
"""From this score on a name is hidden wherever the call says it again."""

SPELLING_REACH: Final = 45
"""Words after a name's cue in which letters said one by one spell it: said, asked "how do you spell that", spelled."""

_PLAIN: Final = PLAIN | {f"{name}{ending}" for name in PLAIN for ending in ("'s", "’s")}

_SAID_BEFORE: Final = {
    "speaking": name_before_speaking,
    "here": name_before_here,
    "help": name_before_offer,
    "assist": name_before_offer,
}
"""What follows a name in a greeting, and who finds the name before it."""

_SINGLE: Final = frozenset("bcdefghjklmnpqrstuvwxyz")
"""Letters that are no words."""

_STARTS: Final = _PLAIN | _SINGLE | SURNAMES | TRIGGERS | CUE_STARTS | frozenset(_SAID_BEFORE) | {"as"}


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
    for index in [index for index, reading in enumerate(readings) if reading.text in _STARTS]:
        _look_at(findings, words, readings, index)
    for cue in findings.asked:
        _note(findings, readings, answered_name(words, readings, cue), 0.85, "name_answer")
    for unlisted, rule in list(unlisted_names(words, readings, findings.hits)):
        _note(findings, readings, unlisted, 0.8, rule)
    for joined in list(joined_names(words, readings, findings.hits)):
        _note(findings, readings, joined, 0.8, "name_joined")
    told = {part for name in known for part in _parts(name)}
    hide_again(findings.hits, words, readings, (findings.sure - PARTICLES) | told, told)
    names = {token for token in (bare(readings[index].text) for index in findings.hits) if _is_part(token)}
    near = _near_names(words, readings, findings.hits)
    for spelled in spelled_names(words, readings, findings.letters, near, names):
        hide(findings.hits, spelled, 0.7, "name_spelled")
    return list(spans_of(findings.hits, words, readings, "PERSON", through=HESITATIONS))


def _look_at(findings: _Findings, words: Sequence[Word], readings: Sequence[Reading], index: int) -> None:
    token = readings[index].text
    if token in _SAID_BEFORE:
        hide(findings.hits, _SAID_BEFORE[token](words, readings, index), 0.8, f"name_{token}")
    elif token in _PLAIN:
        hide(findings.hits, _plain_name(words, readings, index), 0.6, "given_name")
    elif token == "as" and _explains(readings, index):  # noqa: S105
        findings.letters |= _letters(readings, index - MAX_EXPLANATION, index + 3 * MAX_EXPLANATION)
    elif token in _SINGLE:
        spelled = name_then_letters(words, readings, index)
        hide(findings.hits, spelled, 0.8, "name_spelled")
        _note(findings, readings, spelled[:1], 0.8, "name_spelled")
    if token in SURNAMES:
        hide(findings.hits, _before_surname(words, readings, index), 0.65, "given_name")
    if token in CUE_STARTS:
        _note(findings, readings, misheard_announcement(words, readings, index), 0.8, "name_misheard")
        question = misheard_question(words, readings, index)
        if question is not None:
            _follow(findings, words, readings, question)
    if token in TRIGGERS:
        for cue in name_cues(readings, index):
            _follow(findings, words, readings, _as_asked(words, cue))


def _plain_name(words: Sequence[Word], readings: Sequence[Reading], index: int) -> list[int]:
    """A name that is hardly ever anything else, unless a street or a shop is called so."""
    found = name_from(words, readings, index, "plain")
    return [] if found and names_thing(words, readings, found) else found


def _explains(readings: Sequence[Reading], index: int) -> bool:
    """Whether "as" explains a letter: "s as in sam"."""
    return 0 < index < len(readings) - 2 and readings[index + 1].text == "in" and is_letter(readings[index - 1])


def _as_asked(words: Sequence[Word], cue: NameCue) -> NameCue:
    """The cue, as a question where another voice goes on: "your name? - is it safe to say?", "it would be? - jane"."""
    if not same_voice(words, cue.first, cue.last):
        return NameCue("asked", cue.first, cue.first, spelling=True)
    if cue.kind in ("told", "loose") and cue.last + 1 < len(words) and not same_voice(words, cue.last, cue.last + 1):
        return NameCue("asked", cue.first, cue.last, spelling=True, doubtful=cue.kind == "loose")
    return cue


def _follow(findings: _Findings, words: Sequence[Word], readings: Sequence[Reading], cue: NameCue) -> None:
    """Take what a cue announces, or keep its question until all names that are told are known."""
    if cue.spelling:
        findings.letters |= _letters(readings, cue.last + 1, cue.last + 1 + SPELLING_REACH)
    if cue.kind == "asked":
        findings.asked.append(cue)
    if cue.kind in ("asked", "spell"):
        return
    found, score = announced_name(words, readings, cue)
    _note(findings, readings, found, score, f"name_{cue.kind}")
    if found and cue.kind == "intro":
        findings.letters |= _letters(readings, found[-1] + 1, found[-1] + 1 + SPELLING_REACH // 2)


def _note(findings: _Findings, readings: Sequence[Reading], found: Sequence[int], score: float, detector: str) -> None:
    if not found:
        return
    hide(findings.hits, found, score, detector)
    if score >= SURE:
        tokens = {bare(readings[k].text) for k in found}
        tokens |= {part for token in tokens if "-" in token for part in token.split("-") if len(part) > 2}
        findings.sure.update(token for token in tokens if _is_part(token))


def _is_part(token: str) -> bool:
    """Whether a word that was hidden with a name is a part of it: no letter of it, and not "as in"."""
    return len(token) > 1 and (token not in SMALL_WORDS or token in ("will", "may"))


def _before_surname(words: Sequence[Word], readings: Sequence[Reading], index: int) -> list[int]:
    """A given name that is a word too, and the surname that proves it one: "grant kowalski"."""
    given = index - 1
    if given < 0 or not same_voice(words, given, index) or words[given].word.endswith((".", "?", "!", ",")):
        return []
    token = readings[given].text
    proven = token in GIVEN_NAMES and (token not in SMALL_WORDS or readings[index].text in PLAIN_SURNAMES)
    return [given, index] if proven and not names_thing(words, readings, [given, index]) else []


def _near_names(words: Sequence[Word], readings: Sequence[Reading], hits: Collection[int]) -> set[int]:
    """Letters not long after a name, by whomever it was said."""
    near: set[int] = set()
    looked = 0
    for index in sorted(hits):
        stop = index + 1 + SPELLING_REACH // 2
        near |= _letters(readings, max(looked, index + 1), stop)
        looked = max(looked, stop)
    return near - set(hits)


def _letters(readings: Sequence[Reading], first: int, stop: int) -> set[int]:
    return {index for index in range(max(0, first), min(stop, len(readings))) if is_letter(readings[index])}


def _parts(name: str) -> Iterator[str]:
    for part in name.casefold().replace(",", " ").split():
        part = part.strip(".'\"()")
        if len(part) > 1 and part not in PARTICLES:
            yield part
