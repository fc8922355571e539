"""Who of a call's speakers is the agent and who the customer, how that is known, and how surely.

What people state comes first: the call's own override, then the channels that its sidecar or the settings name. What
nobody states is concluded from set phrases of the trade ("how may I help", "I was charged"), and stays unknown where
they say little. They also tell when a stated channel map has the parties the wrong way round.
"""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, Final, Literal

from callscribe.transcript.role_cues import CLEAR, SLIGHT, Cue, Side, find_cues

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from callscribe.recordings.recording import CallMetadata
    from callscribe.transcript.utterances import Speaker
    from callscribe.transcript.words import Word

RoleSource = Literal["override", "channel_map", "metadata", "cues"]


@dataclass(frozen=True, slots=True)
class SpeakerRole:
    """What is known of one speaker's role.

    Attributes:
        channel: 0-based channel of the recording.
        speaker: The speaker's label, or None where the engine tells no speakers apart.
        role: "agent", "customer", or what else a person called it; None where unknown.
        source: "override": `speaker_roles` of the sidecar; "channel_map": `channel_roles` of the sidecar or the
            settings; "metadata": `agent_channel` or `customer_channel` of the sidecar; "cues": concluded from what was
            said. None where the role is unknown.
        confidence: Probability that the role is right, of one concluded from cues; None of one that is stated. The
            weights behind it are estimates, checked on a few dozen calls: an order of things rather than a rate.
        evidence: What speaks for a role, in our words and never in the caller's: tables may hold it.
    """

    channel: int
    speaker: str | None
    role: str | None
    source: RoleSource | None
    confidence: float | None
    evidence: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CallRoles:
    """The roles of everybody heard in a call.

    Attributes:
        speakers: By channel and label.
        contradicted: The cues say clearly that stated channels are the other party's; the statement is kept.
        unused_overrides: Keys of `speaker_roles` that are no speaker or channel of the call.
    """

    speakers: tuple[SpeakerRole, ...] = ()
    contradicted: bool = False
    unused_overrides: tuple[str, ...] = ()

    @property
    def by_speaker(self) -> dict[Speaker, str | None]:
        """Role by (channel, speaker)."""
        return {(each.channel, each.speaker): each.role for each in self.speakers}


TEMPER: Final = 0.75
"""Cues of one call hang together (a script has many of them), so their summed evidence is taken at three quarters. The
hand-written calls of the tests then come out right at least as often as the confidence says, also with 15 % and 30 %
of their words wrong; that is calibration on 38 calls, so read it as an order of things and not as a rate."""

CONFIDENT: Final = 0.8
"""No role is given below this probability: one clear cue or two slight ones are just enough."""

CONTRADICTING: Final = 0.985
"""From this probability that stated channels are swapped, the call is marked: two strong cues, or what equals them."""

CERTAIN: Final = 0.99
"""However much was said, words alone make nothing surer than this."""

FEW_WORDS: Final = 8
"""A third label with fewer words is likelier a slip of the diarization than a third person."""

MIXED: Final = 3.0
"""One voice with as much evidence as this for either role is two people under one label."""

_OTHER: Final = {"agent": "customer", "customer": "agent"}


def assign_roles(
    words: Sequence[Word],
    metadata: CallMetadata,
    *,
    channel_roles: Sequence[str] = (),
    party_channels: Sequence[int],
    language: str,
) -> CallRoles:
    """Name the role of every speaker of a call.

    In the order in which they are believed: the sidecar's `speaker_roles`, its `channel_roles`, its `agent_channel` and
    `customer_channel`, the settings' channel roles, cues. Where two parties speak and one is stated to be the agent or
    the customer, the other one is the other.

    Args:
        words: Of the whole call, in the order of the conversation.
        metadata: Of the call.
        channel_roles: The settings' default for recordings whose sidecar says nothing of channels.
        party_channels: The recording's channels where each is a party, also one who says nothing; empty where they are
            not, and then what is stated of channels does not count.
        language: Of the call; cues are known in English.
    """
    heard_parties = {(word.channel, word.speaker) for word in words}
    silent_parties = {(channel, str(channel)) for channel in party_channels}
    parties = sorted(heard_parties | silent_parties, key=lambda party: (party[0], party[1] or ""))
    overrides = _overrides(parties, metadata.speaker_roles)
    stated = _stated_channels(parties, metadata, channel_roles) if party_channels else {}
    heard = _heard_cues(words, metadata.direction, language)
    agent_odds = _agent_odds(heard, Counter((word.channel, word.speaker) for word in words))
    speakers = []
    for party in parties:
        cues = tuple(f"{cue.side}: {cue.name}" for cue in heard.get(party, ()))
        if party in overrides:
            speakers.append(SpeakerRole(*party, overrides[party], "override", None, ("speaker_roles", *cues)))
        elif party in stated:
            role, source, name = stated[party]
            speakers.append(SpeakerRole(*party, role, source, None, (name, *cues)))
        else:
            speakers.append(_concluded(party, agent_odds.get(party), cues))
    known = {name for party in parties for name in _names(party, parties)}
    return CallRoles(
        speakers=tuple(speakers),
        contradicted=any(
            _contradicts(role, agent_odds.get(party))
            for party, (role, _, _) in stated.items()
            if party not in overrides
        ),
        unused_overrides=tuple(sorted(metadata.speaker_roles.keys() - known)),
    )


def agent_leanings(words: Sequence[Word], language: str) -> dict[Speaker, float]:
    """Log-odds that each labelled speaker is an agent rather than a customer, from that one's own words alone."""
    sums = _sums(_heard_cues(words, None, language))
    return {party: TEMPER * (of["agent"] - of["customer"]) for party, of in sums.items() if party[1] is not None}


# --- What is stated ----------------------------------------------------------------------------------------------


def _overrides(parties: Sequence[Speaker], given: Mapping[str, str]) -> dict[Speaker, str]:
    named: dict[Speaker, str] = {}
    for party in parties:
        for name in _names(party, parties):
            if name in given:
                named.setdefault(party, given[name].casefold())
    return _completed(parties, named)


def _names(party: Speaker, parties: Sequence[Speaker]) -> list[str]:
    """What an override may call a party: its label, else its channel where that tells anybody apart."""
    channel, label = party
    by_channel = label is None or len({channel for channel, _ in parties}) > 1
    return ([] if label is None else [label]) + (
        [str(channel)] if by_channel and all(str(channel) != label for _, label in parties) else []
    )


def _stated_channels(
    parties: Sequence[Speaker], metadata: CallMetadata, defaults: Sequence[str]
) -> dict[Speaker, tuple[str, RoleSource, str]]:
    """Role, source and what stated it, by party; the first statement that names anybody is taken."""
    party_channels = {
        channel: role
        for role, channel in (("agent", metadata.agent_channel), ("customer", metadata.customer_channel))
        if channel is not None
    }
    statements: tuple[tuple[Mapping[int, str], RoleSource, str], ...] = (
        (dict(enumerate(metadata.channel_roles)), "channel_map", "channel_roles of the sidecar"),
        (party_channels, "metadata", "agent_channel or customer_channel of the sidecar"),
        (dict(enumerate(defaults)), "channel_map", "channel_roles of the settings"),
    )
    for roles, source, name in statements:
        named = {party: roles[party[0]].strip().casefold() for party in parties if roles.get(party[0], "").strip()}
        if named:
            return {party: (role, source, name) for party, role in _completed(parties, named).items()}
    return {}


def _completed(parties: Sequence[Speaker], named: dict[Speaker, str]) -> dict[Speaker, str]:
    """In a call of two, what one is tells the other; words without a label may be anybody's."""
    if len(parties) != 2 or len(named) != 1:
        return named
    ((party, role),) = named.items()
    (other,) = (each for each in parties if each != party)
    return named | {other: _OTHER[role]} if role in _OTHER and other[1] is not None else named


# --- What is concluded -------------------------------------------------------------------------------------------


def _agent_odds(heard: Mapping[Speaker, Sequence[Cue]], words: Mapping[Speaker, int]) -> dict[Speaker, float]:
    """Log-odds that a party is the agent rather than the customer, of those of whom it can be asked."""
    sums = _sums(heard)
    # without labels nobody knows how many people it is; a machine that greets and announces is neither party
    voices = [
        party
        for party, of in sums.items()
        if party[1] is not None and not (of["machine"] >= CLEAR and of["machine"] >= max(of["agent"], of["customer"]))
    ]
    own = {party: sums[party]["agent"] - sums[party]["customer"] for party in voices}
    pair = voices if len(voices) == 2 else [party for party in voices if words[party] >= FEW_WORDS]
    if len(pair) == 2:
        one, other = pair
        joint = own[one] - own[other]
        return own | {one: joint, other: -joint}
    mixed = {party for party in voices if min(sums[party]["agent"], sums[party]["customer"]) >= MIXED}
    return {party: odds for party, odds in own.items() if party not in mixed}


def _sums(heard: Mapping[Speaker, Sequence[Cue]]) -> dict[Speaker, dict[str, float]]:
    """What each party's cues weigh together, by whom they speak for."""
    return {
        party: {side: sum(cue.weight for cue in cues if cue.side == side) for side in ("agent", "customer", "machine")}
        for party, cues in heard.items()
    }


def _probability(odds: float) -> float:
    return min(max(1 / (1 + math.exp(-TEMPER * odds)), 1 - CERTAIN), CERTAIN)


def _concluded(party: Speaker, odds: float | None, cues: tuple[str, ...]) -> SpeakerRole:
    role = "agent" if odds is not None and odds > 0 else "customer"
    probability = _probability(abs(odds or 0.0))
    if probability < CONFIDENT:
        return SpeakerRole(*party, None, None, None, cues)
    return SpeakerRole(
        *party, role, "cues", round(probability, 3), cues or (f"the other speaker is the {_OTHER[role]}",)
    )


def _contradicts(role: str, odds: float | None) -> bool:
    towards_agent = {"agent": 1, "customer": -1}.get(role, 0)
    return odds is not None and towards_agent != 0 and _probability(-towards_agent * odds) >= CONTRADICTING


# --- What was said -----------------------------------------------------------------------------------------------

Way = Literal["inbound", "outbound"]

_SPOKE_FIRST: Final = {
    "inbound": Cue("agent", SLIGHT, "answers an inbound call"),
    "outbound": Cue("customer", SLIGHT, "answers an outbound call"),
}


def _heard_cues(words: Sequence[Word], direction: str | None, language: str) -> dict[Speaker, list[Cue]]:
    """Each party's cues, the weightiest first."""
    way = _way(direction)
    stretches: dict[Speaker, list[list[Word]]] = {}
    for party, stretch in groupby(words, key=lambda word: (word.channel, word.speaker)):
        stretches.setdefault(party, []).append(list(stretch))
    heard = {party: {_seen_from(way, cue) for cue in find_cues(said, language)} for party, said in stretches.items()}
    if words and way is not None:
        first = min(words, key=lambda word: word.start_s)
        heard[first.channel, first.speaker].add(_SPOKE_FIRST[way])
    return {party: sorted(cues, key=lambda cue: (-cue.weight, cue)) for party, cues in heard.items()}


def _way(direction: str | None) -> Way | None:
    given = (direction or "").strip().casefold()
    if given == "in" or given.startswith(("inbound", "incoming")):
        return "inbound"
    return "outbound" if given == "out" or given.startswith(("outbound", "outgoing")) else None


def _seen_from(way: Way | None, cue: Cue) -> Cue:
    """A cue of whoever rings or picks up as the agent's or the customer's; most recorded calls are inbound."""
    if cue.side not in ("caller", "called"):
        return cue
    inbound = way != "outbound"
    side: Side = "customer" if (cue.side == "caller") == inbound else "agent"
    return Cue(side, cue.weight if way else SLIGHT, cue.name)
