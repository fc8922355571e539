"""Seams with known truth: a perfect transcript, cut by the planner, heard twice with a recogniser's errors, merged.

Each token carries the number of its hearing in `Word.redaction`, which merging does not look at, so that what became
of every spoken word is known without comparing texts. A seam is bad when a word that one side heard whole is missing
from the merged words, or when both sides' hearing of it stand there. Used by the tests with some hundred seams, and by
`benchmarks/seams.py` with ten thousand a setting.
"""

from __future__ import annotations

import json
import random
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import accumulate, pairwise
from pathlib import Path

import numpy as np

from callscribe.audio.pcm import SAMPLE_RATE_HZ
from callscribe.audio.plan import ChunkLimits, plan_chunks
from callscribe.transcript.merge import ChunkWords
from callscribe.transcript.words import Word

REFERENCES = Path(__file__).resolve().parents[1] / "include" / "sample_calls" / "references"
# what callers say over and over (the seams' hardest words), and what stands between words
REPEATED = ("yes yes yes", "no no", "no no no no", "okay okay", "yeah yeah yeah", "thank you thank you", "bye bye")
FILLERS = ("um", "uh", "er", "you know", "i mean", "like")
DIGITS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "oh")
AS_FIGURE = {word: str(number) for number, word in enumerate(DIGITS[:10])}
SYLLABLES = ("ba", "ker", "lo", "min", "ta", "ren", "so", "vi", "gel", "ham", "dor", "ick", "ny", "stel", "pra", "fur")


@dataclass(frozen=True)
class Noise:
    """How a recogniser errs.

    Attributes:
        substitutions: Share of words heard as another.
        missed: Share of words not heard; as many are made up.
        jitter_s: Standard deviation of a word's start and of its end.
        drift_s: Largest shift of all times of one hearing.
        confident: Whether words come with a confidence, which is lower for wrong ones but overlaps.
    """

    substitutions: float
    missed: float
    jitter_s: float
    drift_s: float = 0.0
    confident: bool = True


MILD = Noise(substitutions=0.05, missed=0.01, jitter_s=0.05)
HARSH = Noise(substitutions=0.12, missed=0.03, jitter_s=0.10, drift_s=0.08)

Merge = Callable[[ChunkWords, ChunkWords], Sequence[Word]]


@dataclass
class SeamCase:
    """Two neighbouring hearings, and which spoken word each of their tokens is.

    Attributes:
        spoken_of: By the number of a token: the spoken word, or None for one that was made up.
        heard_whole: Spoken words that at least one side heard in full.
    """

    left: ChunkWords
    right: ChunkWords
    spoken_of: dict[int, int | None] = field(default_factory=dict)
    heard_whole: set[int] = field(default_factory=set)

    def faults(self, merged: Sequence[Word]) -> tuple[set[int], set[int]]:
        """Spoken words lost and doubled."""
        sides: dict[int, set[bool]] = {}
        first_of_right = min((word.redaction for word in self.right.words if word.redaction is not None), default=0)
        for word in merged:
            assert word.redaction is not None
            spoken = self.spoken_of[word.redaction]
            if spoken is not None:
                sides.setdefault(spoken, set()).add(word.redaction >= first_of_right)
        return self.heard_whole - sides.keys(), {spoken for spoken, heard in sides.items() if len(heard) > 1}


def seam_cases(
    count: int, overlap_s: float, noise: Noise, seed: int, *, planned: bool = True, chunk_s: float = 15.0
) -> Iterator[SeamCase]:
    """So many seams, one call after the other; `planned`: cut by the planner, otherwise blindly."""
    rng = random.Random(f"{seed} {overlap_s} {noise} {planned}")
    made = 0
    while made < count:
        call = spoken_call(rng, minutes=10)
        spans = list(_cut(call, overlap_s, chunk_s, planned=planned))
        starts = [word.start_s for word in call]
        for left, right in pairwise(spans):
            if made == count:
                return
            yield _case(rng, call, starts, left, right, noise)
            made += 1


def spoken_call(rng: random.Random, minutes: float) -> list[Word]:
    """One party's words: phrases of the sample calls, rare names, digits, repetitions and fillers, with pauses."""
    tokens: list[Word] = []
    at_s = rng.uniform(0, 1)
    while at_s < minutes * 60:
        for word in _phrase(rng):
            if rng.random() < 0.04:
                for filler in rng.choice(FILLERS).split():
                    at_s = _say(rng, tokens, filler, at_s)
            at_s = _say(rng, tokens, word, at_s)
        at_s += rng.lognormvariate(-0.4, 0.7)
    return tokens


def _say(rng: random.Random, tokens: list[Word], word: str, at_s: float) -> float:
    length_s = (0.08 + 0.055 * len(word)) * rng.uniform(0.75, 1.3)
    tokens.append(Word(word, at_s, at_s + length_s))
    return at_s + length_s + (rng.uniform(0.05, 0.4) if rng.random() < 0.2 else 0.0)


_TURNS = [
    turn["text"].split()
    for path in sorted(REFERENCES.glob("*.json"))
    for turn in json.loads(path.read_text(encoding="utf-8"))["turns"]
]
_VOCABULARY = sorted({word for turn in _TURNS for word in turn} - {"a", "i"})
_ZIPF = list(accumulate(1 / rank for rank in range(1, len(_VOCABULARY) + 1)))


def _phrase(rng: random.Random) -> list[str]:
    kind = rng.random()
    if kind < 0.6:
        turn = rng.choice(_TURNS)
        start = rng.randrange(len(turn))
        return turn[start : start + rng.randint(3, 15)]
    if kind < 0.75:
        return [_any_word(rng) if rng.random() < 0.5 else _name(rng) for _ in range(rng.randint(3, 10))]
    if kind < 0.88:
        return [rng.choice(DIGITS) for _ in range(rng.randint(3, 16))]
    return rng.choice(REPEATED).split()


def _any_word(rng: random.Random) -> str:
    return rng.choices(_VOCABULARY, cum_weights=_ZIPF)[0]


def _name(rng: random.Random) -> str:
    return "".join(rng.choice(SYLLABLES) for _ in range(rng.randint(2, 3)))


def _cut(call: Sequence[Word], overlap_s: float, chunk_s: float, *, planned: bool) -> Iterator[tuple[float, float]]:
    length_s = call[-1].end_s + 0.5
    if not planned:
        for start_s in np.arange(0.0, length_s - overlap_s, chunk_s - overlap_s):
            yield float(start_s), min(float(start_s) + chunk_s, length_s)
        return
    # levels as the planner gets them: 10 ms, dB below full scale; words are loud in their middle
    levels = np.full(int(length_s * 100) + 1, 60, np.uint8)
    for word in call:
        first, last = int(word.start_s * 100), int(word.end_s * 100)
        levels[first:last] = 20
        levels[first : first + 2] = levels[max(first, last - 2) : last] = 30
    limits = ChunkLimits(600, 250_000_000)
    samples = int(length_s * SAMPLE_RATE_HZ)
    for span in plan_chunks(levels, samples, limits, length_s=chunk_s, overlap_s=overlap_s):
        yield span.start / SAMPLE_RATE_HZ, span.end / SAMPLE_RATE_HZ


def _case(
    rng: random.Random,
    call: Sequence[Word],
    starts: Sequence[float],
    left: tuple[float, float],
    right: tuple[float, float],
    noise: Noise,
) -> SeamCase:
    case = SeamCase(ChunkWords(*left, []), ChunkWords(*right, []))
    token = 0
    sides = []
    for start_s, end_s in (left, right):
        # 4 s beyond the overlap are context enough, and the rest of the chunk has no part in the seam
        from_s, to_s = max(start_s, right[0] - 4), min(end_s, left[1] + 4)
        nearby = range(max(bisect_left(starts, from_s) - 1, 0), bisect_right(starts, to_s))
        words = [word for word in _hear(rng, call, nearby, (start_s, end_s), noise, case) if word is not None]
        numbered = []
        for word, spoken in words:
            case.spoken_of[token] = spoken
            numbered.append(replace(word, redaction=token))
            token += 1
        sides.append(ChunkWords(from_s, to_s, numbered))
    case.left, case.right = sides
    return case


def _hear(
    rng: random.Random,
    call: Sequence[Word],
    nearby: range,
    span: tuple[float, float],
    noise: Noise,
    case: SeamCase,
) -> list[tuple[Word, int | None]]:
    start_s, end_s = span
    drift_s = rng.uniform(-noise.drift_s, noise.drift_s)
    heard: list[tuple[Word, int | None]] = []

    def note(token: str, from_s: float, to_s: float, spoken: int | None, *, right: bool) -> None:
        # a recogniser's times are in order and within its chunk
        earliest_s = heard[-1][0].start_s + 0.001 if heard else start_s
        at_s = min(max(from_s, earliest_s), end_s)
        until_s = min(max(to_s, at_s + 0.02), max(end_s, at_s))
        sure = rng.betavariate(8, 2) if right else rng.betavariate(4, 3)
        heard.append((Word(_as_written(rng, token), at_s, until_s, sure if noise.confident else None), spoken))

    for index in nearby:
        word = call[index]
        inside_s = min(word.end_s, end_s) - max(word.start_s, start_s)
        share = inside_s / (word.end_s - word.start_s)
        if share <= 0 or rng.random() < noise.missed or (share < 1 and rng.random() > share):
            continue
        shifted = [at_s + drift_s + rng.gauss(0, noise.jitter_s) for at_s in (word.start_s, word.end_s)]
        if share < 1:
            shifted = [max(shifted[0], start_s), min(shifted[1], end_s)]
            _hear_part(rng, word, index, (min(shifted), max(shifted)), note, beginning=word.end_s > end_s)
        else:
            case.heard_whole.add(index)
            wrong = rng.random() < noise.substitutions
            note(_misheard(rng, word.word) if wrong else word.word, *sorted(shifted), index, right=not wrong)
        if rng.random() < noise.missed:
            after_s = heard[-1][0].end_s
            note(_any_word(rng), after_s - 0.05, after_s + rng.uniform(0.05, 0.2), None, right=False)
    return heard


def _hear_part(
    rng: random.Random,
    word: Word,
    index: int,
    times: tuple[float, float],
    note: Callable[..., None],
    *,
    beginning: bool,
) -> None:
    """A word cut by the chunk's edge: made out all the same, heard as another, or as two."""
    chance = rng.random()
    if chance < 0.5:
        note(word.word, *times, index, right=True)
    elif chance < 0.85:
        letters = max(2, len(word.word) // 2)
        syllable = rng.choice(SYLLABLES)
        token = word.word[:letters] + syllable if beginning else syllable + word.word[-letters:]
        note(token, *times, index, right=False)
    else:
        middle_s = sum(times) / 2
        note(_any_word(rng), times[0], middle_s, index, right=False)
        note(_any_word(rng), middle_s, times[1], index, right=False)


def _misheard(rng: random.Random, word: str) -> str:
    """Half of all wrong words sound like the right one, half are anything."""
    if rng.random() < 0.5 or len(word) < 3:
        return _any_word(rng)
    place = rng.randrange(1, len(word))
    return word[:place] + rng.choice("aeioustnr") + word[place + 1 :]


def _as_written(rng: random.Random, token: str) -> str:
    if token in AS_FIGURE and rng.random() < 0.3:
        return AS_FIGURE[token]
    token = token.capitalize() if rng.random() < 0.1 else token
    return token + rng.choice(",.?") if rng.random() < 0.1 else token


@dataclass(frozen=True)
class Score:
    """What became of some seams."""

    seams: int
    bad: int
    lost_words: int
    doubled_words: int

    @property
    def bad_share(self) -> float:
        """Of the seams, 0 to 1."""
        return self.bad / self.seams


def score(cases: Sequence[SeamCase], merge: Merge) -> Score:
    """Merge each case and count."""
    bad = lost_words = doubled_words = 0
    for case in cases:
        lost, doubled = case.faults(merge(case.left, case.right))
        bad += bool(lost or doubled)
        lost_words += len(lost)
        doubled_words += len(doubled)
    return Score(len(cases), bad, lost_words, doubled_words)
