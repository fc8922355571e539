"""Punctuation by a model, on a small one that is made here: each word has its mark, whatever stands around it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import numpy as np
import onnx
import pytest
from onnx import TensorProto, helper, numpy_helper
from tokenizers import Tokenizer, models, pre_tokenizers

from call_text import call
from callscribe.errors import SettingsError
from callscribe.polish.entities import EntitySpan
from callscribe.polish.punctuation import punctuate
from callscribe.polish.punctuation_model import OVERLAP_WORDS, WINDOW_WORDS, load_punctuator
from callscribe.polish.redaction import redact
from callscribe.transcript.render import render

if TYPE_CHECKING:
    from pathlib import Path

MARKED = {"hello": "COMMA", "mary": "PERIOD", "you": "QUESTION", "well": "COMMA", "fine": "PERIOD", "so": "O"}


def model(folder: Path, labels: tuple[str, ...] = ("O", "PERIOD", "COMMA", "QUESTION")) -> str:
    """A folder as Optimum writes it: scores of each token looked up in a table."""
    vocabulary = {"[UNK]": 0} | {word: number for number, word in enumerate(MARKED, 1)}
    tokenizer = Tokenizer(models.WordLevel(vocabulary, unk_token="[UNK]"))
    tokenizer.pre_tokenizer = pre_tokenizers.Whitespace()
    tokenizer.save(str(folder / "tokenizer.json"))
    (folder / "config.json").write_text(json.dumps({"id2label": dict(enumerate(labels))}))
    scores = np.zeros((len(vocabulary), len(labels)), np.float32)
    for word, number in vocabulary.items():
        scores[number, labels.index(MARKED.get(word, "O"))] = 1.0
    tokens = [helper.make_tensor_value_info(name, TensorProto.INT64, ["batch", "tokens"]) for name in INPUTS]
    logits = helper.make_tensor_value_info("logits", TensorProto.FLOAT, ["batch", "tokens", len(labels)])
    look_up = helper.make_node("Gather", ["scores", "input_ids"], ["logits"])
    graph = helper.make_graph([look_up], "scores", tokens, [logits], [numpy_helper.from_array(scores, "scores")])
    made = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=9)
    onnx.save(made, str(folder / "model.onnx"))
    return str(folder)


INPUTS = ("input_ids", "attention_mask")


def punctuated(text: str, folder: str, language: str = "en") -> str:
    return render(punctuate(call(text), language=language, model=folder), "clean")


def test_the_marks_are_the_models_and_capitals_follow_them(tmp_path: Path) -> None:
    assert punctuated("hello mary how are you i am fine thanks", model(tmp_path)) == (
        "Hello, mary. How are you? I am fine. Thanks."
    )


def test_a_turn_ends_a_sentence_whatever_the_model_says(tmp_path: Path) -> None:
    assert punctuated("A: hello C: so", model(tmp_path)) == "Hello. So."


def test_a_language_without_rules_of_its_own_has_the_models_marks(tmp_path: Path) -> None:
    assert punctuated("hello mary guten tag", model(tmp_path), "de") == "Hello, mary. Guten tag."


def test_what_is_redacted_is_not_shown_to_the_model(tmp_path: Path) -> None:
    words = redact(call("hello mary fine"), [EntitySpan("PERSON", 1, 1, "test", 1.0)])
    assert render(punctuate(words, language="en", model=model(tmp_path)), "clean") == "Hello, [PERSON] fine."


def test_a_long_turn_is_read_in_windows_and_no_word_is_lost(tmp_path: Path) -> None:
    said = ["fine" if number % 7 == 3 else "so" for number in range(3 * WINDOW_WORDS + 11)]
    assert load_punctuator(model(tmp_path))(said) == ["." if word == "fine" else "" for word in said]


@pytest.mark.parametrize("length", [1, OVERLAP_WORDS, WINDOW_WORDS, WINDOW_WORDS + 1, 2 * WINDOW_WORDS])
def test_every_word_has_one_answer(tmp_path: Path, length: int) -> None:
    assert len(load_punctuator(model(tmp_path))(["so"] * length)) == length


def test_a_folder_without_a_model_is_refused_with_the_way_to_one(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match=r"no model\.onnx.*optimum-cli export onnx"):
        punctuated("hello", str(tmp_path))


def test_a_model_of_something_else_is_refused(tmp_path: Path) -> None:
    folder = model(tmp_path, (*("O", "PERIOD", "COMMA", "QUESTION"), "B-PER"))
    with pytest.raises(SettingsError, match=r"has labels \['B-PER'\]"):
        punctuated("hello", folder)


def test_a_damaged_model_is_refused(tmp_path: Path) -> None:
    folder = model(tmp_path)
    (tmp_path / "model.onnx").write_bytes(b"no model")
    with pytest.raises(SettingsError, match="cannot be loaded"):
        punctuated("hello", folder)
