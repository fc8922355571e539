"""Who talked how much, when nobody did, and who took the turn from whom: figures of a call, each with its definition.

Intervals are united here by hand: it is a sort and a loop, and no library that the wheel has does it.
"""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from callscribe.transcript.utterances import Speaker, Utterance
    from callscribe.transcript.words import Word

AGENT: Final = "agent"
CUSTOMER: Final = "customer"

ARTICULATION_S: Final = 0.2
"""Shorter gaps between two words of a speaker belong to speaking: closures of stop consonants last up to 0.18 s, and
research on pauses leaves out what is not longer (Heldner and Edlund 2010, "Pauses, gaps and overlaps in
conversations")."""

HOLD_S: Final = 10.0
"""Silence this long keeps somebody waiting, whether or not a hold key was pressed: contact centres let an agent say
nothing for 10 s at most without announcing it (Observe.AI 2021, on silences in contact centre calls)."""

TERMINAL_OVERLAP_S: Final = 0.5
"""Who begins so shortly before the other ends foresaw the end and did not cut in (Schegloff 2000, "terminal overlaps").
Three quarters of the overlaps at changes of turn in Switchboard's calls are below 0.4 s (Levinson and Torreira 2015);
0.1 s more because word times are sloppy."""

REACTION_S: Final = 0.2
"""Two who begin less than this apart began together: nobody answers speech faster (Heldner and Edlund 2010), so
neither can have interrupted the other."""


STRAY_SHARE: Final = 0.05
"""Of all talk, what may be nobody's known before figures of parties are unknown: slips of a diarization, a few words
each, make less of a difference than word times do."""


@dataclass(frozen=True)
class Conversation:
    """Figures of one call. They are the same for one call on one channel, speakers told apart, and on two.

    *Talk* is the time of the recognised words of a speaker, with gaps of up to 0.2 s between them; so hold music,
    noise and speech that was not recognised are no talk, and recorded announcements are. *Listening* has no figure of
    its own: the time one party listens is the time the other talks. A *party* is all speakers of one role (two
    agents after a transfer), or one speaker whose role is not known. A *turn* is a paragraph of the transcript: what
    a speaker says until another says more than a backchannel ("mm-hm"), or until a pause of over 3 s. Words outside
    the recording are left out.

    None is "not known", 0 is measured. Figures of agent and customer are None where speakers whose role is not known
    talk for more than a twentieth of all talk, and where nobody has that role. All but silence and hold are None where
    more than a twentieth of all talk has no speaker.

    Attributes:
        agent_talk_s: Seconds in which the agent talks, backchannels included; of several agents, at least one.
        customer_talk_s: Seconds in which the customer talks, likewise.
        overlap_s: Seconds in which two parties or more talk at once, backchannels included. None where fewer than
            two speakers are known. Of agent and customer alone: agent_talk_s + customer_talk_s - overlap_s +
            silence_s is the length of the recording.
        silence_s: Seconds in which nobody talks, from the recording's beginning to its end; hold included.
        hold_s: Seconds of silences of 10 s and more between the first word and the last: somebody is kept waiting,
            on hold or not.
        longest_monologue_s: Seconds from the beginning to the end of the longest turn, pauses in it included.
        agent_wpm: The agent's words in a minute of their talk, redacted words included, hesitations ("um") not. None
            where the agent does not talk. As pauses are no talk it is above words by minute of the call.
        customer_wpm: The customer's words in a minute of their talk, likewise.
        interruptions_by_agent: How often the agent takes the turn by talking at once: begins to say more than a
            backchannel while the customer is talking, at least 0.2 s after the customer began and 0.5 s before the
            customer's utterance ends, and is still talking when it has ended. Talk at once that leaves the turn with
            the customer, or that foresees its end, is none.
        interruptions_by_customer: How often the customer takes the turn from the agent, likewise.
        first_response_s: Seconds between the end of the customer's first turn and the agent's next utterance; 0 where
            the agent begins before that end. A customer who speaks again after a pause of over 3 s was kept waiting:
            that is another turn. None where the customer says nothing, or the agent nothing after it.
    """

    agent_talk_s: float | None
    customer_talk_s: float | None
    overlap_s: float | None
    silence_s: float
    hold_s: float
    longest_monologue_s: float | None
    agent_wpm: float | None
    customer_wpm: float | None
    interruptions_by_agent: int | None
    interruptions_by_customer: int | None
    first_response_s: float | None


def conversation(
    words: Sequence[Word],
    utterances: Sequence[Utterance],
    roles: Mapping[Speaker, str | None],
    duration_s: float,
) -> Conversation:
    """Measure a call; see `Conversation` for what each figure means.

    A call without a word is silence from beginning to end; it has talk of 0 for the parties that `roles` names.

    Args:
        words: In the order of the conversation; fillers marked.
        utterances: Ranges of `words`, by start.
        roles: Everybody who is known to be on the call, also who says nothing (a silent channel): "agent",
            "customer", another role, or None where it is not known.
        duration_s: Length of the recording, as decoded.
    """
    call = _Call.of(words, utterances, roles, duration_s)
    anybody = _united(span for spans in call.talk.values() for span in spans)
    agents, customers = call.said_by(AGENT), call.said_by(CUSTOMER)
    return Conversation(
        agent_talk_s=call.talk_s(AGENT),
        customer_talk_s=call.talk_s(CUSTOMER),
        overlap_s=_overlap_s(call),
        silence_s=max(0.0, duration_s - _length_s(anybody)),
        hold_s=_hold_s(anybody),
        longest_monologue_s=_longest_monologue_s(call),
        agent_wpm=_words_per_minute(call, AGENT),
        customer_wpm=_words_per_minute(call, CUSTOMER),
        interruptions_by_agent=_interruptions(agents, customers),
        interruptions_by_customer=_interruptions(customers, agents),
        first_response_s=_first_response_s(customers, agents),
    )


_Span = tuple[float, float]
"""Start and end, in seconds."""


@dataclass(frozen=True, slots=True)
class _Said:
    """What of an utterance lies in the recording; there is talk in its spans only."""

    utterance: Utterance
    spans: tuple[_Span, ...]

    @property
    def start_s(self) -> float:
        return self.spans[0][0]

    @property
    def end_s(self) -> float:
        return self.spans[-1][1]


@dataclass(frozen=True, slots=True)
class _Call:
    """What the figures are made from.

    Attributes:
        words: Those inside the recording.
        talk: When each speaker talks; who says nothing is not in it.
        utterances: By start.
        roles: Of everybody who is known to be on the call.
    """

    words: tuple[Word, ...]
    talk: dict[Speaker, list[_Span]]
    utterances: tuple[_Said, ...]
    roles: Mapping[Speaker, str | None]

    @classmethod
    def of(
        cls,
        words: Sequence[Word],
        utterances: Iterable[Utterance],
        roles: Mapping[Speaker, str | None],
        duration_s: float,
    ) -> _Call:
        heard = []
        talk: dict[Speaker, list[_Span]] = {}
        within = []
        for utterance in utterances:
            said = words[utterance.first_word : utterance.last_word + 1]
            inside = [word for word in said if word.start_s <= duration_s and word.end_s >= 0]
            if inside:
                spans = [(max(word.start_s, 0.0), min(word.end_s, duration_s)) for word in inside]
                heard += inside
                talk.setdefault((utterance.channel, utterance.speaker), []).extend(spans)
                within.append(_Said(utterance, tuple(_united(spans, ARTICULATION_S))))
        return cls(
            tuple(heard),
            {speaker: _united(spans, ARTICULATION_S) for speaker, spans in talk.items()},
            tuple(sorted(within, key=lambda said: said.start_s)),
            roles,
        )

    @property
    def told_apart(self) -> bool:
        return bool(self.speakers) and self._is_stray(speaker for speaker in self.talk if speaker[1] is None)

    @property
    def speakers(self) -> set[Speaker]:
        return {speaker for speaker in (*self.talk, *self.roles) if speaker[1] is not None}

    def parties(self) -> dict[str | Speaker, list[_Span]]:
        spans: dict[str | Speaker, list[_Span]] = {}
        for speaker, theirs in self.talk.items():
            spans.setdefault(self.roles.get(speaker) or speaker, []).extend(theirs)
        return {party: _united(theirs) for party, theirs in spans.items()}

    def knows(self, role: str) -> bool:
        """Whether all of the role's talk, but for strays, is known to be theirs."""
        unknown = (speaker for speaker in self.talk if self.roles.get(speaker) is None)
        return self.told_apart and role in self.roles.values() and self._is_stray(unknown)

    def _is_stray(self, speakers: Iterable[Speaker]) -> bool:
        all_s = sum(_length_s(spans) for spans in self.talk.values())
        return sum(_length_s(self.talk[speaker]) for speaker in speakers) <= STRAY_SHARE * all_s

    def talk_s(self, role: str) -> float | None:
        return _length_s(self.parties().get(role, [])) if self.knows(role) else None

    def said_by(self, role: str) -> list[_Said] | None:
        """The role's utterances by start, backchannels left out."""
        if not self.knows(role):
            return None
        return [
            said
            for said in self.utterances
            if not said.utterance.backchannel
            and self.roles.get((said.utterance.channel, said.utterance.speaker)) == role
        ]


def _united(spans: Iterable[_Span], gap_s: float = 0.0) -> list[_Span]:
    """The spans by start, those joined that are no more than `gap_s` apart."""
    united: list[_Span] = []
    for start_s, end_s in sorted(spans):
        if united and start_s - united[-1][1] <= gap_s:
            united[-1] = (united[-1][0], max(united[-1][1], end_s))
        else:
            united.append((start_s, end_s))
    return united


def _length_s(spans: Iterable[_Span]) -> float:
    return sum((end_s - start_s for start_s, end_s in spans), 0.0)


def _hold_s(anybody: Sequence[_Span]) -> float:
    pauses_s = [after[0] - before[1] for before, after in pairwise(anybody)]
    return sum((pause_s for pause_s in pauses_s if pause_s >= HOLD_S), 0.0)


def _overlap_s(call: _Call) -> float | None:
    if not call.told_apart or len(call.speakers) < 2:
        return None
    # at an instant where one ends and another begins, the end comes first
    changes = sorted(
        change
        for spans in call.parties().values()
        for start_s, end_s in spans
        for change in ((start_s, 1), (end_s, -1))
    )
    overlap_s = 0.0
    talking = 0
    for (at_s, change), (next_s, _) in pairwise(changes):
        talking += change
        if talking > 1:
            overlap_s += next_s - at_s
    return overlap_s


def _longest_monologue_s(call: _Call) -> float | None:
    if not call.told_apart:
        return None
    paragraphs: dict[int, list[_Said]] = {}
    for said in call.utterances:
        paragraphs.setdefault(said.utterance.paragraph_id, []).append(said)
    lengths_s = [max(said.end_s for said in turn) - turn[0].start_s for turn in paragraphs.values()]
    return max(lengths_s, default=0.0)


def _words_per_minute(call: _Call, role: str) -> float | None:
    talk_s = call.talk_s(role)
    if not talk_s:
        return None
    theirs = (word for word in call.words if call.roles.get((word.channel, word.speaker)) == role)
    return sum(not word.filler for word in theirs) / talk_s * 60


def _interruptions(by: Sequence[_Said] | None, of: Sequence[_Said] | None) -> int | None:
    """How many utterances of the one party take the turn from the other."""
    if by is None or of is None:
        return None
    interruptions = 0
    others = deque(of)
    talking: list[_Said] = []
    for said in by:
        while others and others[0].start_s < said.start_s:
            talking.append(others.popleft())
        talking = [other for other in talking if other.end_s > said.start_s]
        interruptions += any(_takes_the_turn(said, other) for other in talking)
    return interruptions


def _takes_the_turn(said: _Said, other: _Said) -> bool:
    return (
        said.start_s - other.start_s >= REACTION_S
        and other.end_s - said.start_s >= TERMINAL_OVERLAP_S
        and said.end_s > other.end_s
        and any(start_s < said.start_s < end_s for start_s, end_s in other.spans)
    )


def _first_response_s(customers: Sequence[_Said] | None, agents: Sequence[_Said] | None) -> float | None:
    if not customers or not agents:
        return None
    response_s = next((said.start_s for said in agents if said.start_s > customers[0].start_s), None)
    if response_s is None:
        return None
    first_turn = customers[0].utterance.paragraph_id
    asked_until_s = max(said.end_s for said in customers if said.utterance.paragraph_id == first_turn)
    return max(0.0, response_s - asked_until_s)
