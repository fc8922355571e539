"""One set of speaker labels for a channel: an engine numbers the speakers of each chunk anew.

Neighbouring chunks share nothing but their overlap, so what is known of a chunk's labels is who said the words of the
overlap on either side. Each seam's labels are assigned by the words that they share, as many as possible (the Hungarian
method, Kuhn 1955): chunk by chunk this is the assignment of the whole call, since seams share no chunk but in a row.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from callscribe.engines.base import EngineWord
    from callscribe.transcript.words import Word

Evidence = Mapping[tuple[str, str], float]
"""How many words (expected) a label of the call and a label of the chunk share."""


@dataclass(frozen=True, slots=True)
class Link:
    """A label of a chunk, and what it is in the call.

    Attributes:
        chunk_label: As the engine gave it in this chunk.
        label: In the call.
        words: Of the overlap that both sides gave to this speaker (expected number); 0: none, so that the label was
            kept apart.
        chance: That the label is right, where no word of the overlap tells but what else is known of the call (see
            `callscribe.transcript.speaker_linking`); None otherwise.
    """

    chunk_label: str
    label: str
    words: float
    chance: float | None = None


def link_labels(evidence: Evidence, chunk: Sequence[Word], number: int, taken: set[str]) -> tuple[Link, ...]:
    """The chunk's labels in the call's labels, one to one.

    A label without evidence stays a speaker of its own; where its name is taken it becomes `label#n`.

    Args:
        evidence: From the words that both sides of the seam heard.
        chunk: The words of the right side, with the chunk's own labels.
        number: Of the chunk, from 1.
        taken: Labels of the call so far; grows by the new ones.
    """
    labels = sorted(labels_of(chunk))
    joined = _assign(evidence) if evidence else {}
    links = [Link(label, *joined[label]) for label in labels if label in joined]
    for label in labels:
        if label not in joined:
            fresh = label
            while fresh in taken:
                fresh = f"{label}#{number}" if fresh == label else f"{fresh}#{number}"
            taken.add(fresh)
            links.append(Link(label, fresh, 0.0))
    return tuple(links)


def is_a_guess(links: Sequence[Link], known: Set[str]) -> bool:
    """Whether a label that was kept apart may be a speaker whom the call has heard before this seam."""
    return any(not link.words for link in links) and bool(known - {link.label for link in links})


def shared_words(pairs: Iterable[tuple[str | None, str | None, float]]) -> Evidence:
    """Sum what pairs of words say of their speakers, each (label of the call, label of the chunk, chance)."""
    shared: dict[tuple[str, str], float] = defaultdict(float)
    for ours, theirs, chance in pairs:
        if ours is not None and theirs is not None:
            shared[ours, theirs] += chance
    return shared


def relabelled(words: Iterable[Word], links: Sequence[Link]) -> list[Word]:
    """The words with the call's labels."""
    label_of = {link.chunk_label: link.label for link in links if link.label != link.chunk_label}
    return [
        word if word.speaker is None or word.speaker not in label_of else replace(word, speaker=label_of[word.speaker])
        for word in words
    ]


def labels_of(words: Iterable[Word] | Iterable[EngineWord]) -> set[str]:
    """The speaker labels that occur."""
    return {word.speaker for word in words if word.speaker is not None}


def _assign(evidence: Evidence) -> dict[str, tuple[str, float]]:
    ours, theirs = sorted({a for a, _ in evidence}), sorted({b for _, b in evidence})
    if len(ours) == len(theirs) == 1:
        return {theirs[0]: (ours[0], evidence[ours[0], theirs[0]])}
    from scipy.optimize import linear_sum_assignment  # a quarter of a second, which most calls need not spend

    words = np.array([[evidence.get((a, b), 0.0) for b in theirs] for a in ours])
    return {
        theirs[column]: (ours[row], float(words[row, column]))
        for row, column in zip(*linear_sum_assignment(words, maximize=True), strict=True)
        if words[row, column] > 0
    }
