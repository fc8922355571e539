"""Identifiers of letters and digits: licence plates, passports and driving licences.

A spelling ("k l m four two nine", "8XYZ123") is told by what was said before it, and without such a cue only where it
looks like a plate and nobody spoke of an order, a flight or a model. Passwords are in `passwords`.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Final

from callscribe.polish.detectors.numbers.number_cues import CORRECTIONS
from callscribe.polish.detectors.secrets.identifier_answers import is_asked_for, is_closed_question, is_direct
from callscribe.polish.detectors.secrets.identifier_cues import (
    CUE_REACH,
    IDENTIFIERS,
    OTHERS,
    QUESTION_REACH,
    answers,
    find_identifier_cues,
)
from callscribe.polish.detectors.secrets.identifier_edges import consecutive, edges, is_closed, is_led_to
from callscribe.polish.detectors.secrets.identifier_forms import (
    ends_phrase,
    is_identifier,
    is_long,
    is_plate,
    said_alone,
    says_again,
)
from callscribe.polish.detectors.secrets.identifiers_said_again import read_back
from callscribe.polish.detectors.secrets.passwords import find_passwords
from callscribe.polish.detectors.spelled_characters import ACRONYMS, MISHEARD_DIGITS
from callscribe.polish.detectors.spelling_alphabet import LINKS, Spelling, capitals, find_spellings, is_time
from callscribe.polish.detectors.voices import same_voice, spans_by_voice, voice_of
from callscribe.polish.entities import EntitySpan

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from callscribe.polish.detectors.numbers.spoken_numbers import Reading
    from callscribe.polish.detectors.secrets.identifier_cues import IdentifierCue
    from callscribe.transcript.words import Word

WHOLE: Final = {"VEHICLE": 6, "DOCUMENT_ID": 8}
"""Characters from which on an identifier may be complete, so that more digits need to be close or to repeat it."""

NAMES_OF_NUMBERS: Final = ACRONYMS | frozenset(
    "ban mac cvc dob bsn cpf dni nie nif bic ipv6 ipv4 bsb tfn ppsn itin nino".split()
)
"""What letters say that name a number, rather than being one."""

LONGEST_LINK: Final = 12

MISHEARD: Final = 2
"""Words that may be misheard characters between two groups of an identifier."""

NEXT_GROUP: Final = 6
"""Words from a group of an identifier that may be complete to one more."""

MAX_GAP: Final = 5
"""Words between two groups of which one takes the other back."""

NAMED_BY: Final = frozenset("number numbers code codes id card reference ref form office".split())
"""After letters in capitals they make them a name: "your UCI number"."""

LEAST_SCORE: Final = 0.1
EDGE_DOUBT: Final = 0.2
"""Less sure of the kind than of what it completes."""


def find_identifiers(words: Sequence[Word], readings: Sequence[Reading]) -> list[EntitySpan]:
    """Find licence plates, numbers of passports and driving licences, passwords and other secrets said in words.

    Args:
        words: In the order of the conversation, all parties together: one asks and the other answers.
        readings: One for each word.

    Returns:
        VEHICLE, DOCUMENT_ID and SECRET spans, each within one voice, in order; those of different kinds may overlap.
    """
    spans = [*_spelled(words, readings), *find_passwords(words, readings)]
    return sorted(spans, key=lambda span: (span.first_word, span.last_word))


def _spelled(words: Sequence[Word], readings: Sequence[Reading]) -> list[EntitySpan]:
    cues = find_identifier_cues(words, readings)
    seeds = _seeds(words, readings, cues)
    spellings = find_spellings(words, readings, seeds)
    spellings = _with_capitals(words, readings, seeds, spellings)
    spellings = [_after_name(spelling, words) for spelling in spellings if not _is_name(spelling.text)]
    spellings = [spelling for spelling in spellings if not _is_thanks(spelling, readings)]
    if not spellings:
        return []
    found: list[tuple[Spelling, str, str, float]] = []
    rest: list[Spelling] = []
    others = [cue.first for cue in cues if cue.kind not in IDENTIFIERS]
    done: set[int] = set()
    for group, cue in answers(words, readings, spellings, cues):
        kind = cue.kind if cue else ""
        parts = _identifier_of(cue, group, words, readings, done) if cue and kind in IDENTIFIERS else []
        found += [(spelling, kind, f"{kind.lower()}_cue", 0.85) for spelling in parts]
        for spelling in group:
            if spelling in parts or is_time(spelling, readings) or not same_voice(words, spelling.first, spelling.last):
                continue
            if kind not in OTHERS and is_plate(spelling, words, readings):
                found.append((spelling, "VEHICLE", "plate_form", 0.45))
            elif kind not in OTHERS and is_long(spelling, readings):
                found.append((spelling, "DOCUMENT_ID", "spelled_out", 0.4))
            elif is_asked_for(words, readings, spelling, others):
                likely = "VEHICLE" if len(spelling.text) < WHOLE["DOCUMENT_ID"] else "DOCUMENT_ID"
                found.append((spelling, likely, "asked_for", 0.35))
            else:
                rest.append(spelling)
    found += _corrected(found, rest, words, readings)
    found += read_back(found, rest, words, readings)
    spans = [
        span
        for spelling, kind, detector, score in found
        for span in spans_by_voice(words, spelling.words, kind, detector, score)
    ]
    return spans + list(_completing(words, readings, found))


def _identifier_of(
    cue: IdentifierCue, group: Sequence[Spelling], words: Sequence[Word], readings: Sequence[Reading], done: set[int]
) -> list[Spelling]:
    """The spellings that are the identifier of a cue; `done` gets the cue if it is whole."""
    if is_closed_question(cue, group, done):
        return []
    parts = _parts_of(cue, group, words, readings)
    if not is_identifier(cue.kind, parts, readings) and not is_direct(words, readings, cue, parts[:1]):
        return []
    if sum(len(spelling.text) for spelling in parts) >= WHOLE[cue.kind]:
        done.add(cue.first)
    return parts


def _is_thanks(spelling: Spelling, readings: Sequence[Reading]) -> bool:
    """Whether a letter is a misheard "you": "thank u"."""
    return spelling.text == "U" and readings[spelling.first - 1].text in ("thank", "thanks", "see", "find", "help")


def _is_name(text: str) -> bool:
    return text.casefold() in NAMES_OF_NUMBERS


def _after_name(spelling: Spelling, words: Sequence[Word]) -> Spelling:
    """A spelling without the name of a number that another party asked for right before: "your c v v" - "743"."""
    for at in range(1, len(spelling.characters)):
        before, after = spelling.characters[:at], spelling.characters[at:]
        if not same_voice(words, before[-1].last, after[0].first):
            named = _is_name("".join(character.text for character in before))
            return Spelling(after) if named and any(character.sure for character in after) else spelling
    return spelling


def _corrected(
    found: Sequence[tuple[Spelling, str, str, float]],
    rest: Sequence[Spelling],
    words: Sequence[Word],
    readings: Sequence[Reading],
) -> Iterator[tuple[Spelling, str, str, float]]:
    """What was begun before an identifier and taken back for it: "double s one wait no double s seven three"."""
    for one in rest:
        for other, kind, _, score in found:
            if 0 < other.first - one.last <= MAX_GAP and _takes_back(one, other, words, readings):
                yield one, kind, "taken_back", round(max(score - EDGE_DOUBT, LEAST_SCORE), 2)


def _completing(
    words: Sequence[Word], readings: Sequence[Reading], found: Sequence[tuple[Spelling, str, str, float]]
) -> Iterator[EntitySpan]:
    """What only its place tells to be part of what was found."""
    taken = {index for spelling, *_ in found for index in spelling.words}
    ordered = sorted(found, key=lambda each: each[0].first)
    for (one, kind, _, score), (other, of, *_rest) in pairwise(ordered):
        between = range(one.last + 1, other.first)
        joined = kind == of and 0 < len(between) <= MISHEARD
        joined = joined and not any(words[at].word.endswith((".", "?", "!")) for at in range(one.last, other.first))
        if joined and all(same_voice(words, index, one.last) and not readings[index].shape for index in between):
            # What stands between two groups of one turn was misheard: "y for yellow some i o for orange".
            taken.update(between)
            yield EntitySpan(kind, between[0], between[-1], "edge", round(max(score - EDGE_DOUBT, LEAST_SCORE), 2))
    for spelling, kind, _, score in found:
        said = [at for at in edges(words, readings, spelling.first, spelling.last) if at not in taken]
        taken.update(said)
        for group in consecutive(said):
            yield from spans_by_voice(words, group, kind, "edge", round(max(score - EDGE_DOUBT, LEAST_SCORE), 2))


def _seeds(words: Sequence[Word], readings: Sequence[Reading], cues: Sequence[IdentifierCue]) -> list[int]:
    """Words that may be part of an identifier: letters anywhere, and digits where a cue asks for them."""
    seeds = {
        index
        for index, reading in enumerate(readings)
        if reading.shape == "L" or (not reading.text.isalpha() and _is_mixed(reading.text))
    }
    for index in [index for index, reading in enumerate(readings) if reading.shape == "N"]:
        # "BOM 9538", "088 QFC"
        seeds.update(at for at in (index - 1, index + 1) if 0 <= at < len(words) and _is_letters(words[at].word))
    for cue in cues:
        if cue.kind in IDENTIFIERS:
            reach = QUESTION_REACH if cue.asks else CUE_REACH
            within = range(cue.last + 1, min(cue.last + 1 + reach, len(readings)))
            seeds.update(
                index
                for index in within
                if readings[index].shape in ("U", "N", "T", "V") or words[index].word.isupper()
            )
    return sorted(seeds)


def _with_capitals(
    words: Sequence[Word], readings: Sequence[Reading], seeds: Sequence[int], spellings: Sequence[Spelling]
) -> list[Spelling]:
    """The spellings, and letters written as one word away from them."""
    taken = {index for spelling in spellings for index in range(spelling.first, spelling.last + 1)}
    alone = [
        capitals(words, readings, seed)
        for seed in seeds
        if seed not in taken and (seed + 1 == len(words) or readings[seed + 1].text not in NAMED_BY)
    ]
    return sorted((*spellings, *(each for each in alone if each)), key=lambda spelling: spelling.first)


def _is_letters(word: str) -> bool:
    bare = word.strip(".,?!")
    return 2 <= len(bare) <= 4 and bare.isalpha() and bare.isupper() and bare.casefold() not in ACRONYMS


def _is_mixed(token: str) -> bool:
    return any(map(str.isdigit, token)) and any(map(str.isalpha, token)) and "@" not in token


def _parts_of(
    cue: IdentifierCue, group: Sequence[Spelling], words: Sequence[Word], readings: Sequence[Reading]
) -> list[Spelling]:
    """Those spellings after a cue that are groups of its identifier, or say it again; others are talk."""
    parts: list[Spelling] = []
    text = ""
    group = [each for each in group if not is_time(each, readings)]
    for place, spelling in enumerate(group):
        alone = said_alone(spelling, readings)
        linked = bool(parts) and _is_linked(parts[-1], spelling, words, readings)
        after = group[place + 1] if place + 1 < len(group) else None
        leads = after is not None and _is_linked(spelling, after, words, readings)
        if len(spelling.sure) == 1 and not _stands_apart(spelling, words, readings, bool(parts)):
            continue
        if not parts and is_direct(words, readings, cue, [spelling]):
            taken = True
        elif len(text) < WHOLE[cue.kind]:
            taken = alone >= 2 or linked or leads
            taken = taken or (bool(parts) and _is_close(parts[-1], spelling, words, readings))
            taken = taken or (after is not None and _is_close(spelling, after, words, readings))
        else:
            letters = sum(map(str.isalpha, spelling.sure))
            again = says_again(spelling, text) or (after is not None and leads and says_again(after, text))
            near = spelling.first - parts[-1].last <= NEXT_GROUP or _takes_back(parts[-1], spelling, words, readings)
            linked = linked and near and ends_phrase(spelling, words, readings)
            linked = linked and (alone + letters > 0 or len(spelling.text) > 2)  # "that's sixteen, I need seventeen"
            taken = linked or (alone >= 2 and again) or letters >= 3
        if taken:
            parts.append(spelling)
            text += spelling.text
    return parts


def _stands_apart(spelling: Spelling, words: Sequence[Word], readings: Sequence[Reading], follows: bool) -> bool:
    """Whether one character alone is said as one: "thank u", "to find u in the system" are not."""
    if follows and not is_closed(words, readings, spelling.last):
        return False
    return is_led_to(words, readings, spelling.first) or same_voice(words, max(0, spelling.first - 1), spelling.first)


def _is_close(one: Spelling, other: Spelling, words: Sequence[Word], readings: Sequence[Reading]) -> bool:
    """Whether a word or two between two groups of one turn may be misheard characters: "zulu point than five two"."""
    if other.first - one.last > 1 + MISHEARD or not ends_phrase(other, words, readings):
        return False
    if any(words[index].word.endswith((".", "?", "!")) for index in range(one.last, other.first)):
        return False
    return all(same_voice(words, index, other.first) for index in range(one.last, other.first))


def _takes_back(one: Spelling, other: Spelling, words: Sequence[Word], readings: Sequence[Reading]) -> bool:
    """Whether a group corrects another: "nine six one no wait one six nine"."""
    between = range(one.last + 1, other.first)
    if len(between) > MAX_GAP or not all(same_voice(words, index, other.first) for index in between):
        return False
    return not CORRECTIONS.isdisjoint(readings[index].text for index in between)


def _is_linked(one: Spelling, other: Spelling, words: Sequence[Word], readings: Sequence[Reading]) -> bool:
    """Whether nothing is said between two groups but what keeps them together: "no sorry", "uh huh", "then"."""
    between = range(one.last + 1, other.first)
    voice = voice_of(words, other.first)
    if _takes_back(one, other, words, readings):
        return True
    return len(between) <= LONGEST_LINK and all(
        readings[index].shape == "P"
        or readings[index].text in LINKS
        or readings[index].text in MISHEARD_DIGITS
        or voice_of(words, index) != voice
        for index in between
    )
