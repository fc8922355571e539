"""How others merge two chunks, to be compared with on the seam suite.

Each takes two neighbouring chunks and returns the merged words. Hugging Face's function is called itself; the others
are written anew, to do what their authors' do. Their tokens are whole words without case, punctuation and number form,
as ours are. Of far words, where text alone goes wrong, they see no more than the suite's 4 s beyond the overlap.
"""

from __future__ import annotations

from collections import defaultdict
from itertools import pairwise
from typing import TYPE_CHECKING

from transformers.models.whisper.tokenization_whisper import _find_longest_common_sequence

from callscribe.transcript.spelling import normalised

if TYPE_CHECKING:
    from collections.abc import Sequence

    from callscribe.transcript.merge import ChunkWords
    from callscribe.transcript.words import Word

WHISPER_FRAME_S = 0.02
TIME_GATE_S = 0.3
NEMO_SHORTEST_RUN = 2  # streaming_utils.py, MIN_MERGE_SUBSEQUENCE_LEN: a run of one is left alone


def hugging_face_text(left: ChunkWords, right: ChunkWords) -> list[Word]:
    """Of all ways to slide one text along the other the one with most equal words for its length; cut in its middle.

    Hugging Face's speech recognition pipeline with `chunk_length_s` and `stride_length_s`, for Whisper:
    `transformers/models/whisper/tokenization_whisper.py`. As there, all words of both sides are given.
    """
    return [token.word for token in _find_longest_common_sequence(_numbered(left, right))]


def hugging_face_times(left: ChunkWords, right: ChunkWords) -> list[Word]:
    """The same with `return_timestamps="word"`: equal words count only where the left one does not begin later.

    Starts are those of Whisper's frames, so that many are equal. The pipeline gives ends, too, which would tell them
    apart: without is better.
    """
    frames = [[round(word.start_s / WHISPER_FRAME_S) for word in side.words] for side in (left, right)]
    merged, _ = _find_longest_common_sequence(_numbered(left, right), frames)
    return [token.word for token in merged]


def cut_in_the_middle(left: ChunkWords, right: ChunkWords) -> list[Word]:
    """Words belong to the side of the overlap's centre that their middle is on.

    Chunking with strides, as in "Making automatic speech recognition work on large files with Wav2Vec2"
    (huggingface.co/blog/asr-chunking, 2022), on words instead of frames.
    """
    centre_s = _centre_s(left, right)
    before = (word for word in left.words if _middle_s(word) < centre_s)
    return [*before, *(word for word in right.words if _middle_s(word) >= centre_s)]


def time_gated_match(left: ChunkWords, right: ChunkWords) -> list[Word]:
    """Hand over at the equal words nearest the overlap's centre that begin within TIME_GATE_S; without any, cut there.

    The plainest way to use text and time together, in many a script; nobody's in particular.
    """
    centre_s = _centre_s(left, right)
    pairs = (
        (abs((_middle_s(ours) + _middle_s(theirs)) / 2 - centre_s), i, j)
        for i, ours in enumerate(left.words)
        for j, theirs in enumerate(right.words)
        if abs(ours.start_s - theirs.start_s) <= TIME_GATE_S
        and ours.end_s > right.start_s
        and theirs.start_s < left.end_s
        and normalised(ours.word) == normalised(theirs.word)
    )
    _, i, j = min(pairs, default=(0.0, -1, -1))
    return cut_in_the_middle(left, right) if i < 0 else [*left.words[: i + 1], *right.words[j + 1 :]]


def parakeet_mlx(left: ChunkWords, right: ChunkWords) -> list[Word]:
    """Equal words, at most half the overlap apart, in one run or, if that is short, in the longest common subsequence.

    Between two of them the side with more words is kept. github.com/senstella/parakeet-mlx, `alignment.py`:
    `merge_longest_contiguous`, and `merge_longest_common_subsequence` where that gives up.
    """
    if not left.words or not right.words:
        return [*left.words, *right.words]
    until_s, from_s, reach_s = left.words[-1].end_s, right.words[0].start_s, left.end_s - right.start_s
    if until_s <= from_s:
        return [*left.words, *right.words]
    ours = range(sum(word.end_s <= from_s - reach_s for word in left.words), len(left.words))
    theirs = range(sum(word.start_s < until_s + reach_s for word in right.words))
    equal = {
        (i, j)
        for i in ours
        for j in theirs
        if normalised(left.words[i].word) == normalised(right.words[j].word)
        and abs(left.words[i].start_s - right.words[j].start_s) < reach_s / 2
    }
    pairs = _longest_run(equal)
    if len(pairs) < len(ours) // 2:
        pairs = _longest_subsequence(equal, ours, theirs)
    if len(ours) < 2 or len(theirs) < 2 or not pairs:
        cut_s = (until_s + from_s) / 2
        before = (word for word in left.words if word.end_s <= cut_s)
        return [*before, *(word for word in right.words if word.start_s >= cut_s)]
    merged = list(left.words[: pairs[0][0] + 1])
    for (i, j), (next_i, next_j) in pairwise(pairs):
        merged += max(left.words[i + 1 : next_i], right.words[j + 1 : next_j], key=len)
        merged.append(left.words[next_i])
    return [*merged, *right.words[pairs[-1][1] + 1 :]]


def nemo_bounded(left: ChunkWords, right: ChunkWords) -> list[Word]:
    """Keep the old chunk, and of the new one what stands behind their longest common run of words.

    NVIDIA NeMo's streaming merge for buffered transducers (`nemo/collections/asr/parts/utils/streaming_utils.py`:
    `longest_common_subsequence_merge`, `lcs_alignment_merge_buffer`). Bounded here to the words of the overlap; there
    to the last tokens of the old buffer, as many as its delay can hold.
    """
    old = [normalised(word.word) for word in left.words if _middle_s(word) >= right.start_s]
    new = [normalised(word.word) for word in right.words if _middle_s(word) <= left.end_s]
    return [*left.words, *right.words[_already_said(old, new) :]]


PEERS = {
    "Hugging Face, text": hugging_face_text,
    "Hugging Face, text and times": hugging_face_times,
    "cut in the middle": cut_in_the_middle,
    "time-gated match": time_gated_match,
    "parakeet-mlx": parakeet_mlx,
    "NeMo": nemo_bounded,
}


class _Token(int):
    """A word as Hugging Face's function compares it: it hands the very objects on that it was given."""

    word: Word


def _numbered(left: ChunkWords, right: ChunkWords) -> list[list[_Token]]:
    numbers: dict[str, int] = {}

    def token(word: Word) -> _Token:
        made = _Token(numbers.setdefault(normalised(word.word), len(numbers)))
        made.word = word
        return made

    return [[token(word) for word in side.words] for side in (left, right)]


def _centre_s(left: ChunkWords, right: ChunkWords) -> float:
    return (right.start_s + left.end_s) / 2


def _middle_s(word: Word) -> float:
    return (word.start_s + word.end_s) / 2


def _longest_run(equal: set[tuple[int, int]]) -> list[tuple[int, int]]:
    """Of the runs of pairs the longest, and the first of those."""
    runs: list[list[tuple[int, int]]] = [[]]
    for i, j in sorted(equal):
        run = [(i, j)]
        while (run[-1][0] + 1, run[-1][1] + 1) in equal:
            run.append((run[-1][0] + 1, run[-1][1] + 1))
        runs.append(run)
    return max(runs, key=len)


def _longest_subsequence(equal: set[tuple[int, int]], ours: range, theirs: range) -> list[tuple[int, int]]:
    """As many pairs as can stand in one order; of several such, what going back from the ends finds."""
    most: dict[tuple[int, int], int] = defaultdict(int)
    for i in ours:
        for j in theirs:
            most[i, j] = most[i - 1, j - 1] + 1 if (i, j) in equal else max(most[i - 1, j], most[i, j - 1])
    pairs, (i, j) = [], (ours.stop - 1, theirs.stop - 1)
    while i >= ours.start and j >= theirs.start:
        if (i, j) in equal:
            pairs.append((i, j))
            i, j = i - 1, j - 1
        elif most[i - 1, j] > most[i, j - 1]:
            i -= 1
        else:
            j -= 1
    return pairs[::-1]


def _already_said(old: Sequence[str], new: Sequence[str]) -> int:
    """How many of the new tokens NeMo drops."""
    runs = _common_runs(old, new)
    longest = max(map(max, runs))
    if longest and longest in runs[-1]:  # the old tokens end with the longest run: behind its last place in the new
        return max(end for end, run in enumerate(runs[-1]) if run == longest)
    # otherwise from the old tokens' end backwards, ever longer runs that are ever further to the left in the new
    row, stop, length = len(old), len(new), 0
    for earlier in range(len(old), 0, -1):
        for end in range(1, stop + 1):
            if runs[earlier][end] > length:
                row, stop, length = earlier, end, runs[earlier][end]
                break
    return stop + _beyond(runs, row, stop) if length >= NEMO_SHORTEST_RUN else 0


def _common_runs(old: Sequence[str], new: Sequence[str]) -> list[list[int]]:
    """By how many tokens of the old and of the new: the length of the equal run that both end with."""
    runs = [[0] * (len(new) + 1)]
    for token in old:
        above = runs[-1]
        runs.append([0, *(above[end] + 1 if token == other else 0 for end, other in enumerate(new))])
    return runs


def _beyond(runs: Sequence[Sequence[int]], row: int, stop: int) -> int:
    """How much further equal tokens go on along the diagonal; each one that is missing widens the search by a place."""
    further = missing = 0
    for step, later in enumerate(runs[row + 1 :], start=1):
        missed = 0
        for run in later[stop + step : stop + step + missing + 1]:
            if run:
                further = 1 + missing + missed
            else:
                missed = 1
        missing += missed
    return further
