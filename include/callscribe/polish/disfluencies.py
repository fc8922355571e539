"""Repetitions and false starts marked in the word list: what a speaker says again, or gives up for something else.

A repair has a reparandum, perhaps an editing term ("uh", "I mean"), and the repair itself (Levelt 1983, "Monitoring and
self-repair in speech"); the reparandum is what is left out. Only repairs that say the same again, or that no grammar
allows, are found: what a speaker corrects ("on Tuesday, I mean Wednesday") stays as it was said.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import compress, count, pairwise
from operator import eq
from typing import TYPE_CHECKING, Final

from callscribe.polish.fillers import PUNCTUATION, base_of, ends_sentence, parted, tokens_of
from callscribe.polish.repeated_words import SLIPS, Slips

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence, Set

    from callscribe.transcript.words import Word

LONGEST_REPEAT: Final = 4
"""The most words that are sought said again as they were. An estimate: speakers mostly repeat one or two (Shriberg
1994, "Preliminaries to a theory of speech disfluencies"), and what is longer is rather said on purpose."""

_CONSONANTS: Final = frozenset("bcdfghjklmnpqrstvwxyz")


def mark_disfluencies(words: Sequence[Word], *, language: str) -> tuple[Word, ...]:
    """Mark what is said again at once ("I I want", "my name my name is"), and what is broken off ("w- we went").

    The last time stays. Nothing is sought across voices, sentences or a pause that ends an utterance; fillers between
    are looked through, so this comes after `mark_fillers`. Emphasis ("no no", "very very"), numbers, letters, names and
    what grammar doubles ("that that") stay, and redacted words are not read.

    Args:
        words: In the order of the conversation.
        language: BCP 47 tag of what is spoken. English, Spanish, French, German and Hindi have rules; in other
            languages nothing is marked.

    Returns:
        The same words, those to be left out with `filler` set.
    """
    slips = SLIPS.get(base_of(language))
    if slips is None:
        return tuple(words)
    tokens = tokens_of(words, PUNCTUATION)
    kept = [index for index, word in enumerate(words) if not word.filler]
    marked = list(words)
    odd = _odd_pairs(slips)
    done = 0
    for trigger in _triggers([tokens[index] for index in kept], odd):
        if trigger < done:
            continue
        start, done = _sentence(words, kept, trigger)
        if done - start > 1:
            for index in _given_up(_Sentence(words, tokens, kept[start:done], slips, odd)):
                marked[index] = words[index].left_out()
    return tuple(marked)


def _triggers(tokens: Sequence[str], odd: Set[tuple[str, str]]) -> list[int]:
    """Where a look is worth its time: positions of parts of words, of odd pairs and of what is said again."""
    found = [at for at, token in enumerate(tokens) if token[-1:] == "-"]
    found += compress(count(), map(odd.__contains__, pairwise(tokens)))
    found += compress(count(), map(eq, tokens, tokens[1:]))
    for length in range(2, LONGEST_REPEAT + 1):
        same = compress(count(), map(eq, tokens, tokens[length:]))
        found += [at for at in same if tokens[at + 1 : at + 2] == tokens[at + 1 + length : at + 2 + length]]
    return sorted(found)


def _odd_pairs(slips: Slips) -> frozenset[tuple[str, str]]:
    """Words that do not follow each other but where something is given up."""
    before_subjects = slips.articles | slips.wishes | slips.infinitives
    return slips.restarts | {(one, subject) for one in before_subjects for subject in slips.subjects}


def _sentence(words: Sequence[Word], kept: Sequence[int], at: int) -> tuple[int, int]:
    """The positions in `kept` of the sentence around one of them: the first, and one after the last."""
    start, end = at, at + 1
    while start > 0 and not _apart(words, kept[start - 1], kept[start]):
        start -= 1
    while end < len(kept) and not _apart(words, kept[end - 1], kept[end]):
        end += 1
    return start, end


def _apart(words: Sequence[Word], one: int, other: int) -> bool:
    """Whether a sentence ends, a voice changes or a long pause stands somewhere between two words."""
    if other == one + 1:
        return parted(words[one], words[other]) or ends_sentence(words[one].word)
    return any(_apart(words, at, at + 1) for at in range(one, other))


@dataclass(frozen=True, slots=True)
class _Sentence:
    """One sentence, and what is known of its words.

    Attributes:
        words: All words of the call.
        tokens: Of each of them.
        indices: Of the words of the sentence but for its fillers.
        slips: Of the language.
        odd: Its pairs of words of which the first is given up.
    """

    words: Sequence[Word]
    tokens: Sequence[str]
    indices: Sequence[int]
    slips: Slips
    odd: Set[tuple[str, str]]

    def spells(self, one: int, other: int) -> bool:
        """Whether the words from one to the other, single letters among them, stand beside a letter or a number."""
        beside = [self.tokens[at] for at in (one - 1, other + 1) if 0 <= at < len(self.tokens)]
        return any(
            token in self.slips.numbers or (_is_sign(token) and token not in self.slips.words) for token in beside
        )


def _given_up(sentence: _Sentence) -> Iterator[int]:
    """Indices of the words to be left out, in no order.

    Words are read one by one, and what stands before the last of them is given up where they say it again. What
    remains is then read as if nothing had been between, so that marking twice marks no more.
    """
    tokens, last = sentence.tokens, sentence.indices[-1]
    read: list[int] = []
    said: list[str] = []
    for index in sentence.indices:
        waiting = [index]
        while waiting:
            following = waiting.pop()
            while said and said[-1][-1:] == "-" and (cut := _fragment(sentence, read, tokens[following])):
                yield from read[-cut:]
                del read[-cut:], said[-cut:]
            read.append(following)
            said.append(tokens[following])
            if not _may_repair(said, sentence):
                continue
            given_up, kept = _repair(sentence, said[-2 * LONGEST_REPEAT - 2 :], read, last)
            if given_up:
                start = len(read) - given_up - kept
                yield from read[start : start + given_up]
                waiting += reversed(read[start + given_up :])
                del read[start:], said[start:]


def _may_repair(said: Sequence[str], sentence: _Sentence) -> bool:
    """Whether the last word can end a repair: a quick look that misses none."""
    token = said[-1]
    return token in said[-1 - LONGEST_REPEAT : -1] or token in sentence.slips.wishes or tuple(said[-2:]) in sentence.odd


def _fragment(sentence: _Sentence, read: Sequence[int], token: str) -> int:
    """How many of the words just read, a part of a word the last, are completed or said again by what follows."""
    stem, slips = sentence.tokens[read[-1]][:-1], sentence.slips
    if token in slips.joints or not stem or not token:
        return 0
    if len(token) > len(stem) and token.startswith(stem):
        return 1
    before = sentence.tokens[read[-2]] if len(read) > 1 else ""
    if before == token and (token in slips.words or token in slips.openers):
        return 2
    letter = sentence.words[read[-1]].word[0] in _CONSONANTS and len(stem) == 1
    return int(letter and len(token) > 1 and token.isalpha() and not _is_sign(before))


def _repair(sentence: _Sentence, tokens: Sequence[str], read: Sequence[int], last: int) -> tuple[int, int]:
    """How many of the words read are given up, and how many after them say it again; none for none.

    Args:
        sentence: The sentence.
        tokens: Of the words just read, as many as any rule asks for.
        read: Indices of the words read.
        last: Index of the last word of the sentence: what it ends with is said on purpose.
    """
    for length in range(1, min(LONGEST_REPEAT, len(tokens) // 2) + 1):
        phrase = tokens[-length:]
        if phrase == tokens[-2 * length : -length] and read[-1] != last:
            before = tokens[-2 * length - 1] if len(tokens) > 2 * length else None
            if _is_slip(phrase, before, sentence.slips) and not (
                any(_is_sign(token) for token in phrase) and sentence.spells(read[-2 * length], read[-1])
            ):
                return length, length
    return _restart(tokens, sentence.slips)


def _is_slip(phrase: Sequence[str], before: str | None, slips: Slips) -> bool:
    """Whether the phrase is nothing that one says twice on purpose.

    Args:
        phrase: Said twice.
        before: What stands before both in the sentence, or None.
        slips: Of the language.
    """
    first, ending = phrase[0], phrase[-1]
    if len(phrase) == 1:
        return first in slips.words or (first in slips.guarded and (before is None or before in slips.links))
    if first not in slips.openers or " ".join(phrase) in slips.emphatic:
        return False
    if not all(phrase) or any(token in slips.numbers or token.isdigit() for token in phrase):
        return False
    if ending in slips.open_ends:
        return True
    if ending in slips.inverted:
        return phrase[-2] in slips.auxiliaries or phrase[-2] in slips.conjunctions
    return len(phrase) == 2 and first in slips.determiners and len(ending) > 1


def _restart(tokens: Sequence[str], slips: Slips) -> tuple[int, int]:
    """How much is given up for how much of what follows, where something else follows than was begun."""
    if tuple(tokens[-2:]) in slips.restarts and (len(tokens) == 2 or tokens[-3] not in slips.restart_links):
        return 1, 1
    for kept in (1, 2, 3):
        begun = _begun(tokens[:-kept], tokens[-kept], slips) if len(tokens) > kept + 1 else 0
        if begun and _gives_up(tokens[-kept - begun : -kept], tokens[-kept:], slips):
            return begun, kept
    return 0, 0


def _begun(tokens: Sequence[str], subject: str, slips: Slips) -> int:
    """How many words were said since the same subject began the sentence; 0 where it did not."""
    if subject not in slips.subjects:
        return 0
    for length in range(2, min(LONGEST_REPEAT + 1, len(tokens)) + 1):
        if tokens[-length] == subject:
            return length if length == len(tokens) or tokens[-length - 1] in slips.joints else 0
    return 0


def _gives_up(begun: Sequence[str], instead: Sequence[str], slips: Slips) -> bool:
    """Whether what was begun needs more to end, and the same subject begins again instead."""
    if len(instead) == 1:
        return len(begun) > 2 and begun[-1] in slips.articles
    if len(instead) == 2:
        return len(begun) == 2 and {begun[1], instead[1]} <= slips.wishes
    return begun[-1] in slips.infinitives and instead[1] in slips.wishes and instead[2] in slips.infinitives


def _is_sign(token: str) -> bool:
    """Whether the token is a letter or a number that is spelled or dictated."""
    return len(token) == 1 or token.isdigit()
