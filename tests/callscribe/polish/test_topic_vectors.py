"""Paragraphs by the meaning of words, on a small model that is made here: two subjects, a direction each."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from model2vec import StaticModel
from tokenizers import Tokenizer, models, pre_tokenizers

from callscribe.errors import SettingsError
from callscribe.polish.paragraphs import find_paragraphs
from callscribe.polish.topic_vectors import likeness_by_meaning
from callscribe.transcript.utterances import split_utterances
from callscribe.transcript.words import Word

if TYPE_CHECKING:
    from pathlib import Path

MONEY = "invoice refund payment balance bank transfer credit receipt amount fee charge deposit".split()
NETWORK = "router cable signal modem antenna wireless cellular socket laptop monitor download firmware".split()
BLOCK = 10


@pytest.fixture(scope="module")
def vectors(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The folder of a model of two dimensions."""
    vocabulary = {word: number for number, word in enumerate(["[UNK]", *MONEY, *NETWORK])}
    tokenizer = Tokenizer(models.WordLevel(vocabulary, unk_token="[UNK]"))
    tokenizer.pre_tokenizer = pre_tokenizers.Whitespace()
    table = np.array([[0, 0], *[[1, 0.02 * n] for n in range(12)], *[[0.02 * n, 1] for n in range(12)]], np.float32)
    folder: Path = tmp_path_factory.mktemp("vectors")
    StaticModel(table, tokenizer).save_pretrained(folder)
    return str(folder)


def test_words_that_never_recur_are_alike_where_they_are_of_one_subject(vectors: str) -> None:
    found = likeness_by_meaning([*MONEY, *NETWORK], vectors, BLOCK)
    assert int(np.argmin(found[1:])) + 1 == len(MONEY)


def test_a_paragraph_begins_where_the_subject_changes(vectors: str) -> None:
    # sentences of six words, none said twice within a block: equal words alone tell nothing
    said = [*MONEY * 5, *NETWORK * 5]
    words = [
        Word(word, 0.4 * place + 1.1 * (place // 6), 0.4 * place + 1.1 * (place // 6) + 0.3)
        for place, word in enumerate(said)
    ]
    words, utterances = split_utterances(words, pause_s=1.0)
    paragraphs = find_paragraphs(words, utterances, language="en", model=vectors)
    change = next(number for number, each in enumerate(utterances) if each.first_word == 5 * len(MONEY))
    assert paragraphs[change] != paragraphs[change - 1]


@given(terms=st.lists(st.sampled_from([*MONEY, *NETWORK, "", "elsewhere"]), min_size=1, max_size=60))
def test_likeness_is_a_cosine_at_every_place(vectors: str, terms: list[str]) -> None:
    found = likeness_by_meaning(terms, vectors, BLOCK)
    assert len(found) == len(terms)
    assert all(-1.000001 <= each <= 1.000001 for each in found)


def test_a_model_that_is_not_there_is_refused_with_its_name(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="neither a folder with a Model2Vec model nor one on the hub"):
        likeness_by_meaning(["router"], str(tmp_path / "none"), BLOCK)
