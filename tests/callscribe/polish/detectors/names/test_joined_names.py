"""Names that are told together."""

from __future__ import annotations

import pytest

from call_text import shown


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("A: who's coming C: patricia and vorlan", "who's coming * and *"),
        ("C: it's for Patricia, Vorlan and Drem.", "it's for * * and *"),
        ("A: i can do two with patricia or six with vorlan", "i can do two with * or six with *"),
        ("C: ask Vorlan or Patricia.", "ask * or *"),
    ],
)
def test_a_name_beside_a_known_one_is_hidden(said: str, expected: str) -> None:
    assert shown(said).replace(",", "") == expected


@pytest.mark.parametrize(
    "said",
    ["C: patricia and netflix", "C: patricia and the lasagna", "C: patricia or tomorrow", "C: patricia and i"],
)
def test_a_thing_beside_a_name_stays(said: str) -> None:
    assert shown(said).split()[1:] == said.split()[2:]
