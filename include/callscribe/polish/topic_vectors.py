"""How alike stretches of a call are by what their words mean: a model's vectors instead of equal words."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

import numpy as np

from callscribe.errors import SettingsError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray


@cache
def load_vectors(model: str) -> Any:
    """Load a Model2Vec model: static vectors, 10 to 500 MB, as fast as a look-up.

    Args:
        model: Its folder, or its name on the Hugging Face hub, such as "minishlab/potion-base-8M".

    Raises:
        SettingsError: The package or the model is missing.
    """
    try:
        from model2vec import StaticModel
    except ModuleNotFoundError as error:
        raise SettingsError(
            f"polish.topic_model needs the package {error.name}: pip install 'airflow-pulse[topics]'."
        ) from error
    try:
        return StaticModel.from_pretrained(model)
    except Exception as error:  # of the hub, of the network, of the file: each has its own
        raise SettingsError(
            f"polish.topic_model: {model!r} is neither a folder with a Model2Vec model nor one on the hub that can be"
            f" had from here ({type(error).__name__})."
        ) from error


def likeness_by_meaning(terms: Sequence[str], model: str, block: int) -> list[float]:
    """At each place before a term: the mean cosine of a word of the block before with one of the block after.

    What all words of the stretch have in common is taken off first, or everything is alike (Arora, Liang and Ma 2017,
    "A simple but tough-to-beat baseline for sentence embeddings").

    Args:
        terms: Empty ones say nothing.
        model: As for `load_vectors`.
        block: How many terms on either side.

    Returns:
        One for each term, -1 to 1; 0 where a block is empty.
    """
    vectors = _vectors_of(terms, model)
    sums = np.concatenate([np.zeros((1, vectors.shape[1])), np.cumsum(vectors, axis=0)])
    counts = np.concatenate([[0], np.cumsum([bool(term) for term in terms])])
    places = np.arange(len(terms))
    first, after = np.maximum(places - block, 0), np.minimum(places + block, len(terms))
    products = np.einsum("ij,ij->i", sums[places] - sums[first], sums[after] - sums[places])
    pairs = (counts[places] - counts[first]) * (counts[after] - counts[places])
    return [float(value) for value in np.divide(products, pairs, out=np.zeros_like(products), where=pairs > 0)]


def _vectors_of(terms: Sequence[str], model: str) -> NDArray[np.float64]:
    """A vector of length 1 for each term, of length 0 for empty ones and for what only has what all have."""
    known = sorted({term for term in terms if term})
    places = {term: place for place, term in enumerate(known)}
    told = np.asarray(load_vectors(model).encode(known or ["."]), np.float64)
    vectors = np.stack([told[places[term]] if term else np.zeros(told.shape[1]) for term in terms])
    said = np.array([bool(term) for term in terms])
    if said.any():
        vectors[said] -= vectors[said].mean(axis=0)
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    return np.asarray(np.divide(vectors, lengths, out=np.zeros_like(vectors), where=lengths > 1e-9))
