"""Names that are announced by words of which one was misheard or lost."""

from __future__ import annotations

import pytest

from call_text import shown


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("C: my main is bill wilson and i have a question", "my main is * * and i have a question"),
        ("C: hi my was bill wilson and i'm calling", "hi my was * * and i'm calling"),
        ("A: who am i speaking C: june gonzalez", "who am i speaking * *"),
        ("A: okay and who tell speaking with C: reyes", "okay and who tell speaking with *"),
        ("A: what's your aim C: frank okafor", "what's your aim * *"),
        ("C: my name where tobias and my phone is broken", "my name where * and my phone is broken"),
        ("A: hi you're these with dawn from the billing team", "hi you're these with * from the billing team"),
        ("A: technical support need is joy C: hi", "technical support need is * hi"),
        ("A: good morning frank torres some can i help", "good morning * * some can i help"),
    ],
)
def test_a_name_is_hidden_though_its_cue_was_misheard(said: str, expected: str) -> None:
    assert shown(said) == expected


@pytest.mark.parametrize(
    "said",
    [
        "C: my main concern is the price and my aim is to save",
        "C: my last one was a toyota",
        "A: how can i help C: my roomba died",
        "A: thanks for calling lululemon how may i help",
        "C: i have a question about this last bill",
        "A: is that the one C: is it may or april",
        "A: who and what is it for C: it's raining and sunny here",
        "A: your appointment is on april nineteenth at noon",
    ],
)
def test_what_only_sounds_like_a_cue_hides_nothing(said: str) -> None:
    assert "*" not in shown(said)
