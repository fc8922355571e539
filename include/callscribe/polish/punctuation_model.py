"""Punctuation by a model of the user's: a token classifier as `optimum-cli export onnx` writes it.

Most punctuation models on the hubs are such classifiers: each token is labelled with the mark that follows its word.
Run by ONNX Runtime on one thread, without PyTorch.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any, Final

from callscribe.errors import SettingsError

Punctuator = Callable[[Sequence[str]], list[str]]
"""The mark behind each word of a turn, or an empty text."""

MARKS: Final[Mapping[str, str]] = {
    **{mark: mark for mark in (".", ",", "?", "!", ":", ";", "।")},
    "PERIOD": ".",
    "COMMA": ",",
    "QUESTION": "?",
    "EXCLAMATION": "!",
    "COLON": ":",
    "SEMICOLON": ";",
    "FULLSTOP": ".",
    "QUESTIONMARK": "?",
    "QUESTION_MARK": "?",
    "DANDA": "।",
    **dict.fromkeys(("0", "O", "NONE", "-", "SPACE", ""), ""),
}
"""Labels of known models; a hyphen, which some put within words, is left out."""

WINDOW_WORDS: Final = 150
"""Words looked at in one go: some 200 tokens, of the 512 that such models take."""

OVERLAP_WORDS: Final = 25
"""Words that two windows share; each window's half of them is believed, where it has seen more of what is around."""


@cache
def load_punctuator(folder: str) -> Punctuator:
    """Load a model.

    Args:
        folder: With `model.onnx`, `tokenizer.json` and `config.json`.

    Raises:
        SettingsError: A package or a file is missing, or the model's labels are no punctuation.
    """
    try:
        import numpy as np
        import onnxruntime
        from tokenizers import Tokenizer
    except ModuleNotFoundError as error:
        raise SettingsError(
            f"polish.punctuation_model needs the package {error.name}: pip install 'airflow-pulse[punctuation]'."
        ) from error
    for name in ("model.onnx", "tokenizer.json", "config.json"):
        if not (Path(folder) / name).is_file():
            raise SettingsError(
                f"polish.punctuation_model: {folder} has no {name}. Make the folder with"
                " `optimum-cli export onnx --task token-classification --model NAME FOLDER`."
            )
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1  # calls are polished side by side
    try:
        labels = {int(number): label for number, label in _labels(Path(folder) / "config.json").items()}
        tokenizer: Any = Tokenizer.from_file(str(Path(folder) / "tokenizer.json"))
        session = onnxruntime.InferenceSession(
            str(Path(folder) / "model.onnx"), options, providers=["CPUExecutionProvider"]
        )
    except SettingsError:
        raise
    except Exception as error:  # each of the three libraries has errors of its own
        raise SettingsError(f"polish.punctuation_model: {folder} cannot be loaded: {error}") from error
    inputs = [each.name for each in session.get_inputs()]

    def punctuate(words: Sequence[str]) -> list[str]:
        encoding = tokenizer.encode(list(words), is_pretokenized=True)
        given = {
            "input_ids": encoding.ids,
            "attention_mask": encoding.attention_mask,
            "token_type_ids": encoding.type_ids,
        }
        logits = session.run(None, {name: np.array([given[name]], dtype=np.int64) for name in inputs})[0][0]
        marks = [""] * len(words)
        for place, word in enumerate(encoding.word_ids):
            if word is not None:  # of a word's tokens the last one counts
                marks[word] = labels[int(logits[place].argmax())]
        return marks

    return lambda words: _in_windows(words, punctuate)


def _labels(config: Path) -> dict[str, str]:
    """By class number the mark."""
    named: dict[str, str] = json.loads(config.read_text("utf-8")).get("id2label", {})
    unknown = sorted({label for label in named.values() if label.upper() not in MARKS})
    if unknown or len(named) < 2:
        known = ", ".join(filter(None, MARKS))
        raise SettingsError(f"polish.punctuation_model: {config} has labels {unknown}; known are {known}.")
    return {number: MARKS[label.upper()] for number, label in named.items()}


def _in_windows(words: Sequence[str], punctuate: Punctuator) -> list[str]:
    """Marks of a turn of any length: windows overlap, and each counts up to the middle of what it shares."""
    starts = list(range(0, max(1, len(words) - OVERLAP_WORDS), WINDOW_WORDS - OVERLAP_WORDS))
    seams = [0, *(start + OVERLAP_WORDS // 2 for start in starts[1:]), len(words)]
    marks: list[str] = []
    for start, (first, after) in zip(starts, pairwise(seams), strict=True):
        marks += punctuate(words[start : start + WINDOW_WORDS])[first - start : after - start]
    return marks
