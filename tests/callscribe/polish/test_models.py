"""A wrong name in the settings is told before anything is paid for."""

from __future__ import annotations

from typing import Any

import pytest

from callscribe.errors import SettingsError


@pytest.mark.parametrize(
    ("setting", "value", "hint"),
    [
        ("model", "spacy:no_such_model", "install the package no_such_model"),
        ("punctuation_model", "/no/such/folder", "optimum-cli export onnx"),
        ("topic_model", "/no/such/folder", "polish.topic_model"),
        ("summariser", "no_such_module:summarise", "cannot be imported"),
    ],
)
def test_a_run_that_names_what_is_not_there_does_not_start(house: Any, setting: str, value: str, hint: str) -> None:
    with pytest.raises(SettingsError, match=hint):
        house.start(polish={setting: value})
