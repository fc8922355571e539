"""Hesitations and fillers marked in the word list, so that the clean view can leave them out and metrics count them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Final

from callscribe.polish.filler_words import END, FILLERS, HESITATION, START, TURN, Rule
from callscribe.transcript.utterances import UTTERANCE_PAUSE_S

if TYPE_CHECKING:
    from collections.abc import Sequence

    from callscribe.transcript.words import Word

BACKCHANNELS: Final = frozenset(
    (
        ("uh", "huh"),
        ("uh", "oh"),
        ("um", "hum"),
        ("mm", "hm"),
        ("mm", "hmm"),
        ("mm", "mm"),
        ("mmm", "hmm"),
        ("hm", "mm"),
        ("hm", "hm"),
    )
)
"""Pairs of sounds that say yes, no or "I am listening"; recognisers write them as two words. As one ("mhm", "uh-huh")
they are no hesitation to begin with."""

BACKCHANNEL_GAP_S: Final = 0.5
"""Two sounds of one backchannel follow each other at once; with half a second between they are two hesitations."""

ASSENTS: Final = frozenset(("mm", "mmm", "hm", "hmm", "eh"))
"""Hesitations inside what one says, but an answer or a backchannel where they are all that one says (all but "eh" in
`transcript.utterances.ACKNOWLEDGEMENTS`)."""

COMMA_PAUSE_S: Final = 0.4
"""A pause as telling as a comma: longer than the silence before any plosive, shorter than between utterances. An
estimate within the 0.2 to 1 s of medium pauses in Campione and Véronis 2002, "A large-scale multilingual study of
silent pause duration"."""

PUNCTUATION: Final = ".,?!;:…—–\"'“”„«»‚‘’()¿¡।"
"""What recognisers write around a word. A hyphen is no such mark: it is part of a word that breaks off."""

SENTENCE_ENDS: Final = (".", "?", "!", "।")

_ELLIPSES: Final = ("...", "…")
_QUOTES: Final = "\"'”»’)"
_COMMAS: Final = (",", ";", ":", "—", "–", *_ELLIPSES)


def mark_fillers(words: Sequence[Word], *, language: str = "en") -> tuple[Word, ...]:
    """Mark hesitations, and the words of discourse that say nothing where they stand ("you know", "o sea").

    A word that means something elsewhere is marked only where its neighbours, the commas and the pauses leave it no
    meaning (`filler_words`). Marks that words come with stay. Redacted words are not read.

    Args:
        words: In the order of the conversation.
        language: BCP 47 tag of what is spoken. English, Spanish, French, German and Hindi have rules; in other
            languages nothing is marked, since "um" is a word in Portuguese.

    Returns:
        The same words, those that are fillers with `filler` set.
    """
    fillers = FILLERS.get(base_of(language))
    if fillers is None:
        return tuple(words)
    tokens = tokens_of(words, PUNCTUATION + "-")
    hesitations, phrases = fillers.hesitations, _phrases(base_of(language))
    found = [index for index, token in enumerate(tokens) if token in hesitations or token in phrases]
    marked = list(words)
    spoken = _Spoken(words, tokens, hesitations)
    for index in found:
        if tokens[index] in hesitations and not _acknowledges(spoken, index):
            _mark(marked, index)
        for phrase, rules in phrases.get(tokens[index], ()):
            last = index + len(phrase) - 1
            if _stands(spoken, index, phrase) and any(_holds(rule, spoken, index, last) for rule in rules):
                for each in range(index, last + 1):
                    _mark(marked, each)
                break
    return tuple(marked)


def base_of(language: str) -> str:
    """The language of a BCP 47 tag, without region or script: "en" of "en-IN"."""
    return language.casefold().split("-")[0]


def tokens_of(words: Sequence[Word], punctuation: str) -> list[str]:
    """The words as rules know them: in lower case, without punctuation, with typewriter's apostrophes.

    Args:
        words: In the order of the conversation.
        punctuation: What is taken off both ends.

    Returns:
        One token for each word; empty for a redacted one.
    """
    return [
        word.word.strip(punctuation).casefold().replace("’", "'")
        if word.entity_type is None and word.redaction is None
        else ""
        for word in words
    ]


def ends_sentence(written: str) -> bool:
    """Whether the word as recognised is the last of a sentence; after an ellipsis the speaker goes on."""
    if written[-1:].isalnum():
        return False
    bare = written.rstrip(_QUOTES)
    return bare.endswith(SENTENCE_ENDS) and not bare.endswith(_ELLIPSES)


def parted(one: Word, other: Word) -> bool:
    """Whether nothing that is said in the first word reaches into the next: another voice, or after a long pause."""
    return other.start_s - one.end_s > UTTERANCE_PAUSE_S or one.channel != other.channel or one.speaker != other.speaker


@dataclass(frozen=True, slots=True)
class _Spoken:
    """Words with their tokens, and what stands beside each.

    Attributes:
        words: In the order of the conversation.
        tokens: Of each word.
        hesitations: Of the language.
    """

    words: Sequence[Word]
    tokens: Sequence[str]
    hesitations: frozenset[str]

    def before(self, index: int) -> int:
        """Index of the word before in the same sentence, or -1."""
        if index <= 0 or self._breaks(index - 1):
            return -1
        return index - 1

    def after(self, index: int) -> int:
        """Index of the word after in the same sentence, or -1."""
        if index + 1 >= len(self.words) or self._breaks(index):
            return -1
        return index + 1

    def left(self, index: int) -> tuple[frozenset[str], frozenset[str]]:
        """What stands before the word, and what stands before that; hesitations are looked through, and named too."""
        near: set[str] = set()
        previous = self.before(index)
        while previous >= 0 and self.tokens[previous] in self.hesitations:
            near.add(HESITATION)
            index, previous = previous, self.before(previous)
        if previous < 0:
            opening = {START, TURN} if self._opens_turn(index) else {START}
            # a word after a hesitation that begins a sentence begins it too, but the hesitation must be asked for
            return (frozenset(near), frozenset(opening)) if near else (frozenset(opening), frozenset())
        near.add(self.tokens[previous])
        further = self.before(previous)
        if further >= 0:
            return frozenset(near), frozenset((self.tokens[further],))
        return frozenset(near), frozenset({START, TURN} if self._opens_turn(previous) else {START})

    def right(self, index: int) -> tuple[frozenset[str], str]:
        """What stands after the word, hesitations looked through and named too, and what stands after that."""
        near: set[str] = set()
        following = self.after(index)
        while following >= 0 and self.tokens[following] in self.hesitations:
            near.add(HESITATION)
            following = self.after(following)
        if following < 0:
            return frozenset(near | {END}), END
        near.add(self.tokens[following])
        further = self.after(following)
        return frozenset(near), self.tokens[further] if further >= 0 else END

    def comma(self, index: int, *, pauses: bool) -> bool:
        """Whether a comma stands between the word and the next, or a pause that does for one."""
        return self.words[index].word.rstrip(_QUOTES).endswith(_COMMAS) or (
            pauses and self.words[index + 1].start_s - self.words[index].end_s >= COMMA_PAUSE_S
        )

    def _breaks(self, index: int) -> bool:
        """Whether a sentence ends with the word; another follows."""
        return ends_sentence(self.words[index].word) or parted(self.words[index], self.words[index + 1])

    def _opens_turn(self, index: int) -> bool:
        if index == 0:
            return True
        one, other = self.words[index - 1], self.words[index]
        return (one.channel, one.speaker) != (other.channel, other.speaker)


@cache
def _phrases(base: str) -> dict[str, tuple[tuple[tuple[str, ...], tuple[Rule, ...]], ...]]:
    """The phrases of a language by their first word, the longest first."""
    by_first: dict[str, list[tuple[tuple[str, ...], tuple[Rule, ...]]]] = {}
    for phrase, rules in FILLERS[base].phrases.items():
        tokens = tuple(phrase.casefold().split())
        by_first.setdefault(tokens[0], []).append((tokens, rules))
    return {
        first: tuple(sorted(each, key=lambda phrase: len(phrase[0]), reverse=True)) for first, each in by_first.items()
    }


def _mark(marked: list[Word], index: int) -> None:
    if not marked[index].filler:
        marked[index] = marked[index].left_out()


def _stands(spoken: _Spoken, index: int, phrase: Sequence[str]) -> bool:
    """Whether the phrase begins at the word, all of it in one sentence."""
    for offset, token in enumerate(phrase[1:], start=1):
        if spoken.after(index + offset - 1) < 0 or spoken.tokens[index + offset] != token:
            return False
    return True


def _holds(rule: Rule, spoken: _Spoken, first: int, last: int) -> bool:
    right, then = spoken.right(last)
    if (rule.before is not None and right.isdisjoint(rule.before)) or not right.isdisjoint(rule.not_before):
        return False
    if rule.then is not None and then not in rule.then:
        return False
    left, since = spoken.left(first)
    if (rule.after is not None and left.isdisjoint(rule.after)) or not left.isdisjoint(rule.not_after):
        return False
    if rule.since is not None and since.isdisjoint(rule.since):
        return False
    return not rule.commas or _set_off(rule, spoken, first, last)


def _set_off(rule: Rule, spoken: _Spoken, first: int, last: int) -> bool:
    """Whether the phrase stands between commas as the rule wants it; one end of a sentence does for a comma.

    What ends a question is asked: "..., you know?" waits for an answer.
    """
    asked = spoken.words[last].word.rstrip(_QUOTES).endswith("?")
    if asked or rule.commas == "tag":
        return asked and rule.commas == "tag" and _is_tag(spoken, first, last)
    ends = spoken.after(last) < 0
    if rule.commas == "after":
        return not ends and spoken.comma(last, pauses=rule.pauses)
    if spoken.before(first) < 0 or not spoken.comma(first - 1, pauses=rule.pauses):
        return False
    return ends_sentence(spoken.words[last].word) if ends else spoken.comma(last, pauses=rule.pauses)


def _is_tag(spoken: _Spoken, first: int, last: int) -> bool:
    """Whether the question hangs on what was said, and its speaker goes on at once."""
    if not spoken.words[first].word.startswith("¿") or spoken.before(first) < 0 or last + 1 == len(spoken.words):
        return False
    this, other = spoken.words[last], spoken.words[last + 1]
    goes_on = not parted(this, other) and other.start_s - this.end_s < COMMA_PAUSE_S
    return goes_on and spoken.comma(first - 1, pauses=False)


def _acknowledges(spoken: _Spoken, index: int) -> bool:
    """Whether the sound is (part of) a backchannel, not a hesitation."""
    if _is_backchannel(spoken, index - 1) or _is_backchannel(spoken, index):
        return True
    return spoken.tokens[index] in ASSENTS and _is_alone(spoken.words, index)


def _is_backchannel(spoken: _Spoken, first: int) -> bool:
    """Whether the word at `first` and the next are two sounds of one backchannel."""
    tokens = spoken.tokens
    if first < 0 or first + 1 >= len(tokens) or (tokens[first], tokens[first + 1]) not in BACKCHANNELS:
        return False
    one, other = spoken.words[first], spoken.words[first + 1]
    same_voice = (one.channel, one.speaker) == (other.channel, other.speaker)
    return same_voice and other.start_s - one.end_s <= BACKCHANNEL_GAP_S


def _is_alone(words: Sequence[Word], index: int) -> bool:
    """Whether the words beside it are others' words, so that it is all that its speaker says."""
    voice = (words[index].channel, words[index].speaker)
    return all(
        (words[beside].channel, words[beside].speaker) != voice
        for beside in (index - 1, index + 1)
        if 0 <= beside < len(words)
    )
