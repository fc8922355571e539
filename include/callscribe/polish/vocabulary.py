"""Terms that recognisers have never heard, put where they were misheard: products, people, acronyms.

A term is found in three ways. As it is spelled, in other words than it has ("snow flake"); as one of the ways it is
known to sound like; and, in English, where sound and spelling are alike enough. What is enough depends on what speaks
for the words as they stand: that they are common, that the recogniser was sure of them, that nothing around calls for a
name.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from rapidfuzz.distance import Levenshtein

from callscribe.polish.common_words import is_common
from callscribe.polish.name_cues import LETTER_NAMES, is_called_for, stands_bare
from callscribe.polish.sounds import alike, begin_alike, consonants_of, skeleton, sound_of
from callscribe.polish.term_index import CLOSING, OPENING, Term, bare, index_terms, letters_of, skeletons_near
from callscribe.transcript.render import is_redacted

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from callscribe.polish.term_index import Sounding, TermIndex
    from callscribe.transcript.words import Word

__all__ = ["Term", "correct_vocabulary", "learn_terms"]

RULE: Final = "vocabulary"

MAX_WORDS: Final = 5
"""The most words that one term is misheard as."""

MAX_PAUSE_S: Final = 0.5
"""A longer pause stands inside no name (as in `fillers.BACKCHANNEL_GAP_S`)."""

SURE: Final = 0.6
"""A word recognised with less confidence is in doubt, however common (estimate)."""

MOST_UNSURE: Final = 0.25
"""No more words of a call are in doubt for that (estimate): some engines are hardly ever sure."""

# Estimates, set on two thirds of tests/misheard_terms.py and measured on the rest.
ENOUGH: Final = 0.8
FOR_COMMON: Final = 0.14
FOR_DOUBT: Final = -0.08
FOR_CONTEXT: Final = -0.05
FOR_HEARD: Final = -0.05
FOR_SHORT: Final = 0.06
FOR_OTHER_BEGINNING: Final = 0.08
SOUND_WEIGHT: Final = 0.6
MIN_SOUND: Final = 0.66
MIN_SPELLING: Final = 0.4

LEARNED_FROM: Final = 2
"""How often a correction must have been made to be learned: once may have been a slip."""


def correct_vocabulary(words: Sequence[Word], terms: Iterable[Term], *, language: str) -> tuple[Word, ...]:
    """Replace misheard words by the terms that were meant.

    No stretch goes over a pause, punctuation, a filler, another voice, a redacted word or one that another rule has
    written. Common words that were recognised with confidence are replaced only if `sounds_like` has them, or if they
    spell the term and the words around call for one. A term that is a common word ("Pulse") is given its capitals only
    there, any other wherever it stands.

    Args:
        words: In the order of the conversation, redaction done.
        terms: What to look for; the first of two that fit equally well wins.
        language: BCP 47 tag. Terms are found by sound in English only, as spelled and by `sounds_like` in all.

    Returns:
        The same words. The first of a corrected stretch has the term in `written`, the others nothing; all have
        `rule`, `corrected` and `rule_score`, how like the term they were. Where only capitals were put, `written`
        alone.
    """
    index = index_terms(tuple(terms))
    if not index.prefixes:
        return tuple(words)
    english = language.casefold().replace("_", "-").split("-")[0] == "en"
    call = _call(words)
    found = list(_spelled(call, index, english=english))
    if english:
        heard = {match.term for match in found}
        taken = {position for match in found for position in range(match.first, match.after)}
        found += _by_sound(call, index, heard, taken)
    result = list(words)
    for match in found:
        for position, word in _written(words, match):
            result[position] = word
    return tuple(result)


def learn_terms(reviewed: Iterable[tuple[Sequence[str], Sequence[str]]]) -> list[Term]:
    """Terms from calls that people corrected.

    Args:
        reviewed: Of each call the words as recognised and as corrected; empty ones may not be learned from.

    Returns:
        What common words would not have been, corrected to the same at least `LEARNED_FROM` times; most frequent first.
    """
    seen: dict[str, Counter[str]] = defaultdict(Counter)
    for recognised, corrected in reviewed:
        before = [bare(word) for word in recognised]
        after = [word.strip(CLOSING + OPENING) for word in corrected]
        for first, last, new_first, new_last in _replaced(before, [bare(word) for word in after]):
            if last - first > MAX_WORDS or new_last - new_first > MAX_WORDS:
                continue
            heard, meant = before[first:last], after[new_first:new_last]
            if (
                not (all(heard) and all(meant))
                or all(map(is_common, heard))
                or all(is_common(bare(word)) for word in meant)
            ):
                continue
            seen[" ".join(meant)][" ".join(heard)] += 1
    learned = [
        (sum(forms.values()), Term(text, tuple(form for form, times in forms.most_common() if times >= LEARNED_FROM)))
        for text, forms in seen.items()
    ]
    kept = [(times, term) for times, term in learned if term.sounds_like]
    return [term for _, term in sorted(kept, key=lambda pair: (-pair[0], pair[1].text))]


# --- Finding -------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class _Call:
    """What is looked through.

    Attributes:
        tokens: Lower case without punctuation; empty for words that are not to be touched.
        unsure: Whether the recogniser was less sure of the word than it usually is.
    """

    words: Sequence[Word]
    tokens: list[str]
    unsure: list[bool]

    def is_doubtful(self, position: int) -> bool:
        """Whether the word may be another: the recogniser was not sure, or few people know it."""
        return self.unsure[position] or not is_common(self.tokens[position])


def _call(words: Sequence[Word]) -> _Call:
    tokens = ["" if is_redacted(word) or word.written is not None or word.filler else bare(word.word) for word in words]
    sure = sorted(word.confidence for word in words if word.confidence is not None)
    limit = min(SURE, sure[int(MOST_UNSURE * len(sure))]) if sure else SURE
    return _Call(words, tokens, [word.confidence is not None and word.confidence < limit for word in words])


@dataclass(frozen=True)
class _Match:
    """A term found: the words from `first` to before `after`.

    Attributes:
        score: How like the term they are; None where they are the term itself and only its capitals are missing.
        ending: What is said after the term: the possessive.
    """

    term: Term
    first: int
    after: int
    score: float | None
    ending: str = ""


def _spelled(call: _Call, index: TermIndex, *, english: bool) -> Iterator[_Match]:
    """Terms by their letters, whatever words they fall into, and acronyms by the names of theirs."""
    floor = 0
    prefixes = index.prefixes
    for first, token in enumerate(call.tokens):
        if first < floor or not token:
            continue
        match = None
        if token in prefixes or not token.isalnum():
            match = _spelled_at(call, first, index)
        if match is None and english and token in LETTER_NAMES and LETTER_NAMES[token] in index.initials:
            match = _acronym_at(call, first, index)
        if match is not None:
            floor = match.after
            yield match


def _spelled_at(call: _Call, first: int, index: TermIndex) -> _Match | None:
    letters = ""
    best = None
    for position in range(first, min(first + MAX_WORDS, len(call.tokens))):
        if position > first and not _follows(call, position):
            break
        ending = "'s" if call.tokens[position].endswith("'s") else ""
        before = letters + letters_of(call.tokens[position].removesuffix("'s"))
        letters += letters_of(call.tokens[position])
        for spelling, said in ((letters, ""), (before, ending)):
            if spelling in index.told:
                best = _Match(index.told[spelling], first, position + 1, 1.0, said)
            elif spelling in index.spelled and (said or not ending):
                term = index.spelled[spelling]
                best = _as_spelled(call, _Match(term, first, position + 1, 1.0, said)) or best
        if letters not in index.prefixes:
            break
    return best


def _as_spelled(call: _Call, match: _Match) -> _Match | None:
    """The match, if words that spell the term may be taken for it."""
    said = call.tokens[match.first : match.after]
    whole = [token.removesuffix("'s") if match.ending else token for token in said]
    doubtful = any(map(call.is_doubtful, range(match.first, match.after)))
    apart = len(said) > len(match.term.text.split())
    called_for = is_called_for(call.tokens, match.first, match.after, match.term.kind)
    if not (doubtful or called_for or (apart and stands_bare(call.tokens, match.first))):
        return None
    same_words = whole == [bare(word) for word in match.term.text.split()]
    return replace(match, score=None) if same_words else match


def _acronym_at(call: _Call, first: int, index: TermIndex) -> _Match | None:
    """An acronym whose letters are spelled: most of them as such, others as words that sound like their names."""
    letters = ""
    misheard = told = 0
    best = None
    for position in range(first, min(first + MAX_WORDS, len(call.tokens))):
        token = call.tokens[position]
        if (position > first and not _follows(call, position)) or token not in LETTER_NAMES:
            break
        letters += LETTER_NAMES[token]
        misheard += len(token) > 1 and is_common(token)
        told += not is_common(token)
        if letters in index.acronyms and told and 2 * misheard < len(letters):
            best = _Match(index.acronyms[letters], first, position + 1, 1.0 - misheard / len(letters))
    return best


def _by_sound(call: _Call, index: TermIndex, heard: set[Term], taken: set[int]) -> list[_Match]:
    """Stretches around doubtful words that sound like a term, best first where they overlap."""
    found: list[tuple[float, _Match]] = []
    seen: set[tuple[int, int]] = set()
    for position, token in enumerate(call.tokens):
        if not token or position in taken or not call.is_doubtful(position):
            continue
        for first in range(position, max(-1, position - MAX_WORDS), -1):
            if first in taken or (first < position and not _follows(call, first + 1)):
                break
            for stretch in _stretches(call, first, position, index.longest, taken):
                if stretch not in seen:
                    seen.add(stretch)
                    found += _sounding_like(call, stretch, index, heard)
    found.sort(key=lambda pair: (-(pair[1].score or 0.0), -pair[0], pair[1].first))
    kept: list[_Match] = []
    for _, match in found:
        if taken.isdisjoint(range(match.first, match.after)):
            taken.update(range(match.first, match.after))
            kept.append(match)
    return kept


def _stretches(call: _Call, first: int, doubtful: int, longest: int, taken: set[int]) -> Iterator[tuple[int, int]]:
    """Stretches from `first` that hold the doubtful word and no more consonants than a term may."""
    consonants = 0
    for position in range(first, min(first + MAX_WORDS, len(call.tokens))):
        if position in taken or (position > first and not _follows(call, position)):
            return
        consonants += consonants_of(call.tokens[position])
        if consonants > longest + 2:
            return
        if position >= doubtful:
            yield first, position + 1


def _sounding_like(
    call: _Call, stretch: tuple[int, int], index: TermIndex, heard: set[Term]
) -> Iterator[tuple[float, _Match]]:
    """Terms that the stretch sounds like enough, with how much more than enough."""
    first, after = stretch
    said = call.tokens[first:after]
    for ending in ("'s", "") if said[-1].endswith("'s") else ("",):
        plain = (*said[:-1], said[-1].removesuffix(ending)) if ending else tuple(said)
        for sounding, score in _likenesses(index, plain):
            needed = _needed(call, first, plain, sounding, heard)
            if score >= needed:
                yield score - needed, _Match(sounding.term, first, after, round(score, 3), ending)


def _likenesses(index: TermIndex, said: tuple[str, ...]) -> list[tuple[Sounding, float]]:
    sounds = "".join(map(sound_of, said))
    variants = skeletons_near(skeleton(sounds))
    if variants.isdisjoint(index.sounding):
        return []  # nearly always
    near = {id(each): each for variant in variants for each in index.sounding.get(variant, ())}
    letters = "".join(map(letters_of, said))
    result = []
    for sounding in near.values():
        sound = alike(sounds, sounding.sounds)
        spelling = Levenshtein.normalized_similarity(letters, sounding.letters)
        if sound >= MIN_SOUND and spelling >= MIN_SPELLING:
            result.append((sounding, SOUND_WEIGHT * sound + (1 - SOUND_WEIGHT) * spelling))
    return result


def _needed(call: _Call, first: int, said: Sequence[str], sounding: Sounding, heard: set[Term]) -> float:
    """How like the term the words must be, for what speaks for them and for it."""
    common = sum(is_common(token) for token in said) / len(said)
    doubt = sum(call.unsure[first : first + len(said)]) / len(said)
    needed = ENOUGH + FOR_COMMON * common + FOR_DOUBT * doubt
    if sounding.short:
        needed += FOR_SHORT
    if not begin_alike(sound_of(said[0]), sounding.sounds):
        needed += FOR_OTHER_BEGINNING
    if sounding.term in heard:
        needed += FOR_HEARD
    if is_called_for(call.tokens, first, first + len(said), sounding.term.kind):
        needed += FOR_CONTEXT
    return needed


def _follows(call: _Call, position: int) -> bool:
    """Whether the word may be part of a name that the word before it is part of."""
    before, word = call.words[position - 1], call.words[position]
    return (
        bool(call.tokens[position] and call.tokens[position - 1])
        and before.channel == word.channel
        and before.speaker == word.speaker
        and word.start_s - before.end_s <= MAX_PAUSE_S
        and before.word[-1] not in CLOSING
    )


# --- Writing -------------------------------------------------------------------------------------------------------


def _written(words: Sequence[Word], match: _Match) -> Iterator[tuple[int, Word]]:
    stretch = words[match.first : match.after]
    last = stretch[-1].word
    opening = stretch[0].word[: len(stretch[0].word) - len(stretch[0].word.lstrip(OPENING))]
    closing = last[len(last.rstrip(CLOSING)) :]
    if match.score is None:
        forms = match.term.text.split()
        forms[0] = opening + forms[0]
        forms[-1] += match.ending + closing
        for position, (word, form) in enumerate(zip(stretch, forms, strict=True), match.first):
            if form != word.word:
                yield position, replace(word, written=form)
        return
    text = opening + match.term.text + match.ending + closing
    for position, word in enumerate(stretch, match.first):
        written = text if position == match.first else ""
        yield position, replace(word, written=written, rule=RULE, rule_score=match.score, corrected=True)


def _replaced(before: Sequence[str], after: Sequence[str]) -> Iterator[tuple[int, int, int, int]]:
    """Stretches that differ, with something on both sides; neighbouring edits are one."""
    open_edit: tuple[int, int, int, int] | None = None
    for edit in Levenshtein.opcodes(before, after):
        if edit.tag == "equal":
            if open_edit is not None:
                yield open_edit
            open_edit = None
        else:
            first, new_first = (open_edit[0], open_edit[2]) if open_edit else (edit.src_start, edit.dest_start)
            open_edit = (first, edit.src_end, new_first, edit.dest_end)
    if open_edit is not None:
        yield open_edit
