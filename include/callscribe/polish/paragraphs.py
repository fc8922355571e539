"""Paragraphs for readers: long turns cut where speakers pause, announce something new, or come to another topic."""

from __future__ import annotations

import math
from bisect import bisect_left, insort
from collections import defaultdict
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from callscribe.polish.function_words import function_words
from callscribe.transcript.render import is_redacted

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from callscribe.transcript.utterances import Utterance
    from callscribe.transcript.words import Word

SHORTEST_WORDS: Final = 25
"""No cut leaves less: two sentences (estimate)."""

LONGEST_WORDS: Final = 200
"""A longer stretch is cut at its best pause whatever that says: a minute of speech, a screenful (estimate)."""

BLOCK_WORDS: Final = 50
"""Words before and after a place whose vocabularies are compared. Hearst's blocks, for articles, are longer; the parts
of a call's monologue have some 70 words. The best of 20 to 80 on the fitted half of `tests/topic_talk.py`."""

STEM_LETTERS: Final = 4
"""Words that begin alike are one word: truncation to 4 or 5 letters is the cheapest stemmer that serves many languages
(McNamee, Nicholas and Mayfield 2009)."""

SHORTEST_PAUSE_S: Final = 0.05
"""Speakers' own jitter: shorter pauses are no pauses (and have no logarithm)."""

BIAS: Final = -2.4
WEIGHT_PAUSE: Final = 2.0
WEIGHT_OPENER: Final = 0.6
WEIGHT_ANNOUNCEMENT: Final = 3.0
WEIGHT_DEPTH: Final = 8.3
"""By logistic regression on the fitted half of `tests/topic_talk.py` (`benchmarks/paragraphs.py --fit`). Not so the
weight of announcements, an estimate that wants a pause with them: no false one stands in that half, so that regression
would trust them blindly. Nor the bias: regression has -4.1, but from -2.4 Pk and WindowDiff are lowest on that half."""

OPENERS: Final[Mapping[str, frozenset[str]]] = {
    "en": frozenset("okay ok so now well right alright also then".split()),
    "es": frozenset("bueno vale entonces pues ahora bien también luego".split()),
    "fr": frozenset("bon alors donc d'accord maintenant voilà ok bien aussi puis".split()),
    "de": frozenset("also so gut okay ok nun jetzt dann genau auch".split()),
    "hi": frozenset("अब अच्छा तो ठीक चलिए फिर".split()),
}
"""Words that open new parts of a talk, and other sentences too: a hint alone, an announcement where two stand together
("okay so")."""

ANNOUNCEMENTS: Final[Mapping[str, frozenset[tuple[str, ...]]]] = {
    language: frozenset(tuple(phrase.split()) for phrase in phrases)
    for language, phrases in {
        "en": (
            *("next is", "next i", "next i'd", "next i'll", "next up", "next we", "next we'll", "next you"),
            *("next thing", "the next thing", "the next step", "the next one", "another thing", "another question"),
            *("one more thing", "one other thing", "one more question", "the other thing", "anyway", "anyways"),
            *("moving on", "by the way", "first of all", "firstly", "secondly", "thirdly", "finally", "lastly"),
            *("last of all", "the last thing", "the first thing", "the second thing", "as for"),
            *("as far as", "as regards", "regarding", "with regard", "with regards", "with respect", "concerning"),
            *("when it comes to", "in terms of", "speaking of", "on another note", "let's talk", "let's move"),
            *("going back to", "back to", "before i forget", "about the", "about your", "about my"),
        ),
        "es": (
            *("otra cosa", "por otro lado", "por otra parte", "en cuanto a", "con respecto a", "respecto a"),
            *("respecto al", "por cierto", "lo siguiente", "lo próximo", "en primer lugar", "en segundo lugar"),
            *("primero", "por último", "finalmente", "pasando a", "cambiando de tema", "volviendo a", "en fin"),
        ),
        "fr": (
            *("ensuite", "par ailleurs", "autre chose", "en ce qui concerne", "concernant", "quant à", "quant au"),
            *("pour ce qui est", "au fait", "d'abord", "tout d'abord", "premièrement", "deuxièmement", "enfin"),
            *("pour finir", "dernière chose", "une dernière chose", "passons à", "pour revenir", "bref"),
        ),
        "de": (
            *("als nächstes", "noch etwas", "noch eine sache", "außerdem", "bezüglich", "zum thema", "übrigens"),
            *("erstens", "zweitens", "zuerst", "zunächst", "zum schluss", "schließlich", "abgesehen davon"),
            *("wie auch immer", "jedenfalls", "ein anderes thema", "kommen wir", "die nächste sache"),
        ),
        "hi": ("दूसरी बात", "एक और बात", "अगली बात", "पहली बात", "आखिरी बात", "सबसे पहले", "वैसे", "जहाँ तक"),
    }.items()
}
"""Phrases that say that something new follows, after the openers or without: for English cue phrases that Hirschberg
and Litman 1993 find to mark discourse segments, and how the parts of a list are counted; the others are written after
them and not measured."""

_PUNCTUATION: Final = ".,?!;:…—-\"“”'’()¿¡।"
_ANNOUNCEMENT_WORDS: Final = max(len(phrase) for phrases in ANNOUNCEMENTS.values() for phrase in phrases)
_OPENING_WORDS: Final = _ANNOUNCEMENT_WORDS + 6  # with openers and fillers before it


def find_paragraphs(
    words: Sequence[Word], utterances: Sequence[Utterance], *, language: str, model: str | None = None
) -> list[int]:
    """Cut the long turns of a call into paragraphs, between utterances.

    Each place between two utterances of a turn has a score of how long the pause is, of what the next begins with, and
    of how deep the likeness of the words before and after falls there against what it is nearby (TextTiling: Hearst
    1997, with blocks of words that fit speech). The best places are cut first, while both sides stay long enough to
    read.

    Fillers and redacted words say nothing of the topic.

    Args:
        words: In the order of the conversation.
        utterances: Of those words, their paragraphs the turns.
        language: BCP 47 tag; decides what announcements and function words are known.
        model: Vectors that tell what is alike (`callscribe.polish.topic_vectors`), instead of equal words.

    Returns:
        For each utterance the 0-based number of its paragraph, by start. What was apart is never joined.
    """
    turns: dict[int, list[int]] = {}
    for index, utterance in enumerate(utterances):
        turns.setdefault(utterance.paragraph_id, []).append(index)
    first_of = [0] * len(utterances)
    cohesion: Cohesion | None = None
    for turn in turns.values():
        starts = [turn[0]]
        if len(turn) > 1 and sum(map(_length, (utterances[index] for index in turn))) >= 2 * SHORTEST_WORDS:
            cohesion = cohesion or Cohesion(words, language=language, model=model)
            gaps = find_gaps([utterances[index] for index in turn], words, cohesion, language=language)
            starts += [turn[gap.utterance] for gap in _cuts(gaps)]
        for first, beyond in pairwise([*starts, len(utterances)]):
            for index in turn[bisect_left(turn, first) : bisect_left(turn, beyond)]:
                first_of[index] = first
    numbers = {first: number for number, first in enumerate(sorted(set(first_of)))}
    return [numbers[first] for first in first_of]


@dataclass(frozen=True, slots=True)
class Gap:
    """A place between two utterances of a turn, and what tells whether a paragraph begins there.

    Attributes:
        utterance: Number in the turn of the utterance that follows.
        words_before: Words of the turn before the place.
        words_after: Words of the turn after it.
        pause_s: Silence there.
        opens: What follows begins with a word that may open a new part.
        announces: It begins with a phrase that announces one.
        depth: 0 to 2: how much less alike the words before and after are than around the places nearby.
    """

    utterance: int
    words_before: int
    words_after: int
    pause_s: float
    opens: bool
    announces: bool
    depth: float

    @property
    def score(self) -> float:
        """How much speaks for a paragraph that begins here: one does where it is more than 0."""
        return (
            BIAS
            + WEIGHT_PAUSE * math.log(max(self.pause_s, SHORTEST_PAUSE_S))
            + WEIGHT_OPENER * self.opens
            + WEIGHT_ANNOUNCEMENT * self.announces
            + WEIGHT_DEPTH * self.depth
        )


def find_gaps(turn: Sequence[Utterance], words: Sequence[Word], cohesion: Cohesion, *, language: str) -> list[Gap]:
    """The places between the utterances of one turn.

    Args:
        turn: Utterances of one paragraph, in order.
        words: Of the call.
        cohesion: Of those words.
        language: BCP 47 tag.
    """
    tag = language.casefold().split("-")[0]
    depths = cohesion.depths(turn)
    before = 0
    total = sum(map(_length, turn))
    gaps = []
    for number, (last, after) in enumerate(pairwise(turn), 1):
        before += _length(last)
        opens, announces = _opening(words[after.first_word : after.last_word + 1], tag)
        gaps.append(
            Gap(
                utterance=number,
                words_before=before,
                words_after=total - before,
                pause_s=words[after.first_word].start_s - words[last.last_word].end_s,
                opens=opens,
                announces=announces,
                depth=depths[number - 1],
            )
        )
    return gaps


class Cohesion:
    """How alike the words before and after a place in a call are, by what they are about.

    Args:
        words: Of the call.
        language: BCP 47 tag.
        model: See `find_paragraphs`.
    """

    def __init__(self, words: Sequence[Word], *, language: str, model: str | None = None) -> None:
        self._model = model
        letters = STEM_LETTERS if model is None else None  # a model knows whole words
        empty = function_words(language)
        known: dict[str, str] = {}
        self._terms: list[str] = []
        for word in words:
            term = known.get(word.word)
            if term is None:
                token = _token(word)
                term = known[word.word] = "" if token in empty else token[:letters]
            self._terms.append("" if word.filler or is_redacted(word) else term)

    def depths(self, turn: Sequence[Utterance]) -> list[float]:
        """For each place between two utterances of a turn: how deep the likeness falls there, 0 to 2."""
        terms = [term for utterance in turn for term in self._terms[utterance.first_word : utterance.last_word + 1]]
        if self._model is None:
            cosines = self.likeness(terms)
        else:
            from callscribe.polish.topic_vectors import likeness_by_meaning

            cosines = likeness_by_meaning(terms, self._model, BLOCK_WORDS)
        depths = []
        place = 0
        for utterance in turn[:-1]:
            place += _length(utterance)
            left = max(cosines[max(0, place - BLOCK_WORDS) : place + 1])
            right = max(cosines[place : place + BLOCK_WORDS + 1])
            depths.append(left + right - 2 * cosines[place])
        return depths

    def likeness(self, terms: Sequence[str]) -> list[float]:
        """At each place before a term: the cosine between the block before and the block after."""
        counts: tuple[defaultdict[str, int], defaultdict[str, int]] = (defaultdict(int), defaultdict(int))
        squares = [0, 0]

        def change(block: int, term: str, by: int) -> int:
            """How much the product of both blocks grows when a term enters or leaves one."""
            if not term:
                return 0
            count = counts[block][term]
            counts[block][term] = count + by
            squares[block] += by * (2 * count + by)
            return by * counts[1 - block][term]

        product = sum(change(1, term, 1) for term in terms[:BLOCK_WORDS])
        cosines = [0.0]
        for place, term in enumerate(terms[:-1], 1):
            product += change(1, term, -1) + change(0, term, 1)
            if place > BLOCK_WORDS:
                product += change(0, terms[place - 1 - BLOCK_WORDS], -1)
            if place + BLOCK_WORDS <= len(terms):
                product += change(1, terms[place - 1 + BLOCK_WORDS], 1)
            cosines.append(product / math.sqrt(squares[0] * squares[1]) if product else 0.0)
        return cosines


def _cuts(gaps: Sequence[Gap]) -> list[Gap]:
    """The gaps where paragraphs begin: the best first, while both sides stay long enough."""
    total = gaps[0].words_before + gaps[0].words_after
    edges = [0, total]
    cuts = []
    for gap in sorted(gaps, key=lambda gap: (-gap.score, gap.utterance)):
        after = bisect_left(edges, gap.words_before)
        start, end = edges[after - 1], edges[after]
        wanted = gap.score > 0 or end - start > LONGEST_WORDS
        if wanted and min(gap.words_before - start, end - gap.words_before) >= SHORTEST_WORDS:
            insort(edges, gap.words_before)
            cuts.append(gap)
    return sorted(cuts, key=lambda gap: gap.utterance)


def _opening(said: Sequence[Word], language: str) -> tuple[bool, bool]:
    """Whether the words begin with an opener, and whether they announce something new."""
    openers, announcements = OPENERS.get(language, frozenset()), ANNOUNCEMENTS.get(language, frozenset())
    tokens = [_token(word) for word in said[:_OPENING_WORDS] if not (word.filler or is_redacted(word))]
    opening = 0
    while opening < len(tokens) and tokens[opening] in openers:
        opening += 1
    rest = tokens[opening:]
    announces = any(tuple(rest[:length]) in announcements for length in range(1, _ANNOUNCEMENT_WORDS + 1))
    return opening > 0, announces or opening > 1


def _token(word: Word) -> str:
    return word.word.casefold().replace("’", "'").strip(_PUNCTUATION)


def _length(utterance: Utterance) -> int:
    return utterance.last_word - utterance.first_word + 1
