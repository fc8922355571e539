"""Words put in the order of the conversation: utterance by utterance, turn by turn, by speaker and not by channel.

So a call recorded on one channel, with its speakers told apart, has the utterances that it has on two.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from callscribe.transcript.words import Word

Speaker = tuple[int, str | None]
"""Who said a word: the channel it was heard on, and the label there (None: not told apart)."""

UTTERANCE_PAUSE_S: Final = 1.0
"""Silence that ends an utterance: the longest that speakers commonly let pass before somebody goes on (Jefferson
1989, "a 'standard maximum' silence of approximately one second in conversation")."""

PARAGRAPH_PAUSE_S: Final = 3.0
"""Silence that ends a paragraph of one speaker: where AWS Post Call Analytics stops joining turns, so that its users
find the turns they know."""

SLOPPY_S: Final = 0.1
"""How far words may reach into each other only because engines give their times so (twice the jitter of word times
between two passes over the same audio, 0.05 s where it is small)."""

BACKCHANNEL_S: Final = 1.0
"""The longest backchannel: what models of turn-taking are trained with (Ekstedt and Skantze 2022, "Voice Activity
Projection")."""

BACKCHANNEL_WORDS: Final = 4
"""The most words of a backchannel: two sounds that recognisers write as two words each, "uh huh uh huh"."""

_ANSWERS: Final = frozenset({("yes",), ("yep",), ("yup",), ("sure",)})

ACKNOWLEDGEMENTS: Final = _ANSWERS | frozenset(
    tuple(phrase.split())
    for phrase in (
        *("mm", "mmm", "hm", "hmm", "mhm", "mmhm", "mm hm", "mm hmm", "mmm hmm", "m hm", "hm mm", "mm mm", "um hum"),
        *("uh huh", "huh", "oh", "ah", "yeah", "right", "okay", "ok", "alright", "all right", "i see", "gotcha"),
        *("got it", "that's right"),
    )
)
"""What a listener says to show that they listen: the commonest backchannels of Switchboard's calls (Jurafsky and
others 1998, "Lexical, prosodic and syntactic cues for dialog acts") and the affirmative cue words of Gravano and others
2012, as recognisers spell them. English; in other languages only the sounds and the "okay" that they share are known,
and anything else said meanwhile is an utterance like others."""

_WITHOUT_PUNCTUATION: Final = str.maketrans("", "", '.,!;:…—"“”')  # a question acknowledges nothing


@dataclass(frozen=True, slots=True)
class Utterance:
    """A stretch of one speaker that neither a long pause nor another's turn breaks.

    Attributes:
        utterance_id: 0-based number within the call, by start.
        paragraph_id: 0-based number of the paragraph, by start. A paragraph is a turn: what a speaker says until
            another says more than a backchannel, or falls silent for long. A backchannel is a paragraph of its own
            inside the other's, so the ids of successive utterances may be 0, 1, 0.
        channel: 0-based channel of the recording.
        speaker: The speaker's label, or None where unknown.
        first_word: Index of its first word in the words returned with it.
        last_word: Index of its last word, inclusive.
        backchannel: Said to show that one listens ("mm-hm"), while another speaks and goes on.
    """

    utterance_id: int
    paragraph_id: int
    channel: int
    speaker: str | None
    first_word: int
    last_word: int
    backchannel: bool = False


def split_utterances(
    words: Sequence[Word], *, pause_s: float = UTTERANCE_PAUSE_S, paragraph_pause_s: float = PARAGRAPH_PAUSE_S
) -> tuple[tuple[Word, ...], tuple[Utterance, ...]]:
    """Order the words of a call as its conversation went.

    An utterance ends at a pause longer than `pause_s`, and where another's speech stands in the pause between two
    words, unless that is a backchannel. Where people talk at once, their utterances overlap in time; their words are
    not interleaved.

    A backchannel is at most `BACKCHANNEL_WORDS` words and `BACKCHANNEL_S` long and made of `ACKNOWLEDGEMENTS` alone,
    and another speaker, in one go without a pause over `pause_s`, says something else before it and after it. After
    a question mark it is an answer. So it is in a pause where it is a word that answers more often than it
    acknowledges ("yes"), or where the other goes on with an acknowledgement in turn ("... - yeah - okay, and ...").

    Args:
        words: Of all channels, each speaker's in order.
        pause_s: Seconds of silence between two words of a speaker that end the utterance.
        paragraph_pause_s: Seconds of silence between two utterances of a speaker that end the paragraph.

    Returns:
        The same words so that each utterance stands together, and the utterances by start.
    """
    by_speaker: dict[Speaker, list[Word]] = {}
    for word in words:
        by_speaker.setdefault((word.channel, word.speaker), []).append(word)
    spoken = _Spans(
        {speaker: [(word.start_s, word.end_s) for word in theirs] for speaker, theirs in by_speaker.items()}
    )
    spurts = _with_backchannels(
        {speaker: list(_spurts(theirs, speaker, spoken, pause_s)) for speaker, theirs in by_speaker.items()}
    )
    turns = _Spans(
        {
            speaker: [(spurt.start_s, spurt.end_s) for spurt in theirs if not spurt.backchannel]
            for speaker, theirs in spurts.items()
        }
    )
    joined = [spurt for speaker, theirs in spurts.items() for spurt in _joined(theirs, speaker, turns)]
    return _numbered(sorted(joined, key=_order), paragraph_pause_s)


@dataclass(frozen=True, slots=True)
class _Spurt:
    """Words of one speaker that stand together.

    Attributes:
        opens: Comes after a long pause, or first.
        acknowledges: Short, and made of acknowledgements.
        backchannel: Acknowledges while another speaks and goes on.
    """

    words: tuple[Word, ...]
    start_s: float
    end_s: float
    opens: bool
    acknowledges: bool
    backchannel: bool = False


class _Spans:
    """Stretches of time by speaker, to ask whether one of somebody else lies in a pause."""

    def __init__(self, spans: Mapping[Speaker, Iterable[tuple[float, float]]]) -> None:
        self._spans = {speaker: sorted(each) for speaker, each in spans.items()}

    def others_in(self, speaker: Speaker, pause_start_s: float, pause_end_s: float) -> bool:
        """Whether another's lies in the pause: mostly, and all of it but for what sloppy times explain."""
        if pause_end_s < pause_start_s:
            return False
        for whose, spans in self._spans.items():
            if whose == speaker:
                continue
            for index in range(bisect_left(spans, (pause_start_s - SLOPPY_S,)), len(spans)):
                start_s, end_s = spans[index]
                if start_s > pause_end_s + SLOPPY_S:
                    break
                inside_s = min(end_s, pause_end_s) - max(start_s, pause_start_s)
                if end_s <= pause_end_s + SLOPPY_S and inside_s >= (end_s - start_s) / 2:
                    return True
        return False


def _spurts(words: Iterable[Word], speaker: Speaker, spoken: _Spans, pause_s: float) -> Iterator[_Spurt]:
    """One speaker's words, cut at long pauses and wherever somebody else says a word in between."""
    spurt: list[Word] = []
    opens = True
    spoken_until_s = 0.0
    for word in words:
        if spurt:
            long = word.start_s - spoken_until_s > pause_s
            if long or spoken.others_in(speaker, spoken_until_s, word.start_s):
                yield _spurt(spurt, opens)
                spurt, opens = [], long
            spoken_until_s = word.end_s if long else max(spoken_until_s, word.end_s)
        else:
            spoken_until_s = word.end_s
        spurt.append(word)
    yield _spurt(spurt, opens)


def _spurt(words: Sequence[Word], opens: bool) -> _Spurt:
    start_s, end_s = min(word.start_s for word in words), max(word.end_s for word in words)
    short = len(words) <= BACKCHANNEL_WORDS and end_s - start_s <= BACKCHANNEL_S
    return _Spurt(tuple(words), start_s, end_s, opens, acknowledges=short and _acknowledges(_tokens(words)))


def _tokens(words: Iterable[Word]) -> list[str]:
    return [
        token
        for word in words
        for token in word.word.casefold().replace("’", "'").replace("-", " ").translate(_WITHOUT_PUNCTUATION).split()
    ]


def _acknowledges(tokens: Sequence[str]) -> bool:
    """Whether the tokens are acknowledgements of one or two tokens, one after the other, and nothing else."""
    ends = {0}
    for end in range(1, len(tokens) + 1):
        if any(start in ends and tuple(tokens[start:end]) in ACKNOWLEDGEMENTS for start in (end - 1, end - 2)):
            ends.add(end)
    return bool(tokens) and len(tokens) in ends


@dataclass(frozen=True, slots=True)
class _Voice:
    """What a speaker says, to see who has the turn.

    Attributes:
        words: By start.
        starts: Their starts.
        holds: Of each stretch without a long pause that says more than acknowledgements: the start of the first and
            of the last word that do.
    """

    words: tuple[Word, ...]
    starts: tuple[float, ...]
    holds: tuple[tuple[float, float], ...]

    @classmethod
    def of(cls, spurts: Sequence[_Spurt]) -> _Voice:
        words = sorted((word for spurt in spurts for word in spurt.words), key=lambda word: word.start_s)
        holds: list[list[float]] = []
        for spurt in spurts:
            if spurt.opens:
                holds.append([])
            if not spurt.acknowledges:
                holds[-1] += [word.start_s for word in spurt.words]
        spans = sorted((min(starts), max(starts)) for starts in holds if starts)
        return cls(tuple(words), tuple(word.start_s for word in words), tuple(spans))


def _with_backchannels(spurts: Mapping[Speaker, Sequence[_Spurt]]) -> dict[Speaker, list[_Spurt]]:
    voices = {speaker: _Voice.of(theirs) for speaker, theirs in spurts.items()}
    return {
        speaker: [
            replace(spurt, backchannel=True)
            if spurt.acknowledges and any(_goes_on_around(spurt, voices[other]) for other in voices if other != speaker)
            else spurt
            for spurt in theirs
        ]
        for speaker, theirs in spurts.items()
    }


def _goes_on_around(spurt: _Spurt, other: _Voice) -> bool:
    """Whether the other speaks before the spurt and after it, in one go, and does not have it for an answer."""
    hold = bisect_left(other.holds, (spurt.start_s,)) - 1
    after_s = spurt.end_s - SLOPPY_S
    if hold < 0 or other.holds[hold][1] < after_s:
        return False
    before = other.words[bisect_left(other.starts, spurt.start_s) - 1]
    if before.word.rstrip("\"”'").endswith("?"):
        return False
    if before.end_s > spurt.start_s:
        return True
    first = bisect_left(other.starts, after_s)
    next_tokens = _tokens(other.words[first : first + 2])
    taken_for_answer = _acknowledges(next_tokens[:1]) or _acknowledges(next_tokens[:2])
    return not taken_for_answer and not any((token,) in _ANSWERS for token in _tokens(spurt.words))


def _joined(spurts: Iterable[_Spurt], speaker: Speaker, turns: _Spans) -> Iterator[_Spurt]:
    """One speaker's spurts, joined where no long pause and nobody else's turn comes between."""
    parts: list[_Spurt] = []
    end_s = 0.0
    for spurt in spurts:
        apart = spurt.opens or spurt.backchannel or turns.others_in(speaker, end_s, spurt.start_s)
        if parts and (apart or parts[-1].backchannel):
            yield _join(parts)
            parts = []
        end_s = max(end_s, spurt.end_s) if parts else spurt.end_s
        parts.append(spurt)
    yield _join(parts)


def _join(parts: Sequence[_Spurt]) -> _Spurt:
    if len(parts) == 1:
        return parts[0]
    return replace(
        parts[0],
        words=tuple(word for part in parts for word in part.words),
        start_s=min(part.start_s for part in parts),
        end_s=max(part.end_s for part in parts),
    )


def _order(spurt: _Spurt) -> tuple[float, str, int]:
    # the label before the channel, so that the order is the same where all speakers share a channel
    return spurt.start_s, spurt.words[0].speaker or "", spurt.words[0].channel


def _numbered(spurts: Sequence[_Spurt], paragraph_pause_s: float) -> tuple[tuple[Word, ...], tuple[Utterance, ...]]:
    words: list[Word] = []
    utterances: list[Utterance] = []
    paragraphs = 0
    turn: tuple[int, Speaker, float] | None = None
    for spurt in spurts:
        speaker = (spurt.words[0].channel, spurt.words[0].speaker)
        if spurt.backchannel:
            paragraph_id, paragraphs = paragraphs, paragraphs + 1
        elif turn is not None and turn[1] == speaker and spurt.start_s - turn[2] <= paragraph_pause_s:
            paragraph_id = turn[0]
            turn = (paragraph_id, speaker, max(turn[2], spurt.end_s))
        else:
            paragraph_id, paragraphs = paragraphs, paragraphs + 1
            turn = (paragraph_id, speaker, spurt.end_s)
        utterances.append(
            Utterance(
                utterance_id=len(utterances),
                paragraph_id=paragraph_id,
                channel=speaker[0],
                speaker=speaker[1],
                first_word=len(words),
                last_word=len(words) + len(spurt.words) - 1,
                backchannel=spurt.backchannel,
            )
        )
        words += spurt.words
    return tuple(words), tuple(utterances)
