"""Short calls written by hand, with many kinds of agents and customers, and what recognition makes of them.

DIALOGUES were written before the cues were, and the cues with them in view; UNSEEN after the cues, which were not
touched again for them. A line is `A:` (agent) or `C:` (customer).
"""

from __future__ import annotations

import random
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from callscribe.transcript.words import Word

FULL_ROLES: Final = {"A": "agent", "C": "customer"}


_TEXTS: Final = tomllib.loads((Path(__file__).parent / "role_dialogues.toml").read_text())


@dataclass(frozen=True)
class Dialogue:
    name: str
    direction: str
    turns: tuple[tuple[str, str], ...]

    @property
    def roles(self) -> dict[str, str]:
        """Role by speaker label."""
        return {label: FULL_ROLES[label] for label, _ in self.turns}


def spoken(turns: tuple[tuple[str, str], ...], *, channels: dict[str, int] | None = None) -> list[Word]:
    """The turns one after another, three words a second; on mono unless told which label is on which channel."""
    words: list[Word] = []
    at_s = 0.5
    for label, text in turns:
        channel = channels[label] if channels else 0
        for token in text.split():
            words.append(Word(token, at_s, at_s + 0.3, channel=channel, speaker=str(channel) if channels else label))
            at_s += 1 / 3
        at_s += 0.4
    return words


def misheard(turns: tuple[tuple[str, str], ...], share: float, seed: int) -> tuple[tuple[str, str], ...]:
    """The turns with this share of their words lost, replaced or added, as often each as recognisers do."""
    chance = random.Random(seed)
    vocabulary = [word for dialogue in DIALOGUES for _, text in dialogue.turns for word in text.split()]
    heard = []
    for label, text in turns:
        tokens: list[str] = []
        for token in text.split():
            if chance.random() >= share:
                tokens.append(token)
                continue
            # substitutions are about two thirds of the errors on telephone speech, deletions a quarter
            kind = chance.choices(["replaced", "lost", "added"], [65, 25, 10])[0]
            if kind == "added":
                tokens.append(token)
            if kind != "lost":
                tokens.append(chance.choice(vocabulary))
        heard.append((label, " ".join(tokens)))
    return tuple(heard)


def _dialogues(direction: str, text: str) -> list[Dialogue]:
    found = []
    for block in text.strip().split("\n\n"):
        name, *lines = block.splitlines()
        turns = tuple((line[0], line[3:]) for line in lines)
        found.append(Dialogue(name.strip("# "), direction, turns))
    return found


# The cues were fixed when these were written.


DIALOGUES: Final = (*_dialogues("inbound", _TEXTS["inbound"]), *_dialogues("outbound", _TEXTS["outbound"]))
UNSEEN: Final = (*_dialogues("inbound", _TEXTS["unseen_inbound"]), *_dialogues("outbound", _TEXTS["unseen_outbound"]))
