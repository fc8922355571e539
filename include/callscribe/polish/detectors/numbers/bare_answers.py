"""Security codes, expiry dates and dates of birth by their shape, where they answer an open question or repeat one.

The other rules find a value by the cue before it. Here the shape of a turn speaks: one that is hardly more than a value
of the right kind answers what was asked last, however long ago, even if the name of it was misheard.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from callscribe.polish.detectors.numbers.birth_dates import is_statement
from callscribe.polish.detectors.numbers.card_details import CardDetails
from callscribe.polish.detectors.numbers.expiry_dates import card_places, is_of_card
from callscribe.polish.detectors.numbers.number_cues import CORRECTIONS, UNITS
from callscribe.polish.detectors.numbers.open_questions import Turns, asked_for_unknown, open_questions
from callscribe.polish.detectors.numbers.short_values import (
    COUNTED,
    OF_AMOUNTS,
    ShortValue,
    are_carriers,
    closes,
    is_counted,
    lead_of,
    short_values,
    value_of,
)
from callscribe.polish.detectors.numbers.value_shapes import ValueShapes, weight
from callscribe.polish.detectors.voices import ends_turn, same_voice
from callscribe.polish.entities import EntitySpan

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from callscribe.polish.detectors.numbers.number_cues import Cue
    from callscribe.polish.detectors.numbers.number_words import Reading
    from callscribe.transcript.words import Word

TYPES: Final = {"cvv": "CARD_CVV", "expiry": "CARD_EXPIRY", "expires": "CARD_EXPIRY", "birth": "DATE_OF_BIRTH"}
"""Kinds of cues, and what answers them."""

UNSURE: Final = ("LONG_NUMBER", "SECRET")
"""What other rules call a number in answer whose question they do not know: here it may be known."""

REPEATED_WITHIN: Final = 30
"""Words after a value in which the other party repeats it, or the rest of it."""

AT_ONCE: Final = 6
"""Words after a value in which a part of it is read back: "okay that's september"."""

DIRECT: Final = 2
"""Words between a cue and a value that is its own, however little of it was understood: "exp eleven"."""

MOST_CORRECTED: Final = 9
"""Words between a value that is begun, and the whole one that takes its place: "no i'm sorry let me start over"."""

STARTING_OVER: Final = CORRECTIONS | {"start", "over", "again", "that"}
"""One of them is in most of what is said between the two."""

CARD_DIGITS: Final = range(15, 17)
"""Digits of a card number, whatever kind of number it is taken for."""

LEAST_HOMOPHONES: Final = 2
"""Words that sound like digits before a value, which are hardly all words."""

MOST_OF_EXPIRY: Final = 4
"""Digits of month and year that may have been taken for the end of the card number before them."""

MOST_TURNS_BEGUN: Final = 4
"""Turns after the first part of an answer in which the rest of it may come."""

MOST_GROWN: Final = 3
"""Words between two parts of a value, one of them misheard."""

LEADS: Final = {"expiry": ("in", "until"), "expires": ("in", "until", "till"), "birth": ("on", "in")}
"""By kind of cue, what may stand before a value: "expires in", "born on"."""

USUAL_CODE: Final = 3
"""Digits of most security codes."""

CARD_TALK: Final = 150
"""Words after a card is named in which four digits whose question was misheard may be its security code."""

PLACES: Final = frozenset("is it's that's says be are was on in date code number cvv".split())
"""After one of these words, or first in its turn, a homophone is a digit: "it's won hundred", "expires in to"."""


@dataclass(frozen=True, slots=True)
class _Told:
    """A value that was given, or read back."""

    entity_type: str
    value: ShortValue
    whole: bool


def find_bare_answers(
    words: Sequence[Word],
    readings: Sequence[Reading],
    kinds: str,
    cues: Sequence[Cue],
    found: Sequence[EntitySpan],
) -> list[EntitySpan]:
    """Find the values that answer an open question, and their repetitions.

    Args:
        words: In the order of the conversation.
        readings: One for each word.
        kinds: What each word is in a date.
        cues: The announcing phrases found in them, in order.
        found: What is known to be personal already.

    Returns:
        In order; what `found` has is not found again.
    """
    values = list(short_values(words, readings, kinds))
    if not values:
        return []
    known = {
        index: span.entity_type
        for span in found
        if span.entity_type not in UNSURE
        for index in range(span.first_word, span.last_word + 1)
    }
    return list(_Search(words, readings, kinds, cues, known).answers(values))


class _Search:
    """One call, its open questions and what was told last."""

    def __init__(
        self,
        words: Sequence[Word],
        readings: Sequence[Reading],
        kinds: str,
        cues: Sequence[Cue],
        known: dict[int, str],
    ) -> None:
        self.words = words
        self.readings = readings
        self.kinds = kinds
        self.cues = cues
        self.known = known
        self.turns = Turns(words)
        self.shapes = ValueShapes(readings, kinds)
        numbers = [index for index in known if known[index] == "CARD_NUMBER" != known.get(index - 1)]
        self.cards = card_places(cues, numbers)
        self.card = CardDetails(words, readings, cues, self.turns)
        self.answered: set[Cue] = {cue for cue in cues if not self._asks(cue)}
        self.begun: dict[Cue, int] = {}
        self.told: list[_Told] = []

    def _asks(self, cue: Cue) -> bool:
        """Whether a cue may be answered: "it expires", of a passport, and "I was born in the war" are not."""
        if cue.kind in ("expiry", "expires"):
            return is_of_card(self.readings, self.cards, cue)
        return not (cue.kind == "birth" and is_statement(self.readings, cue))

    def answers(self, values: Sequence[ShortValue]) -> Iterator[EntitySpan]:
        """Judge each value, the earlier ones known."""
        for position, value in enumerate(values):
            value = self._after_card(value)
            types = {self.known.get(index) for index in value.parts}
            if types == {"CARD_NUMBER"} or (len(value.digits) in CARD_DIGITS and None not in types):
                self.card.is_told(value)
            if not types <= {None, *TYPES.values()}:
                if None in types and (span := self._judge(value, values[position + 1 : position + 2])) is not None:
                    yield replace(span, score=0.1)  # what another rule has of it stays its own
                continue
            if len(types - {None}) > 1:
                continue
            known = next((each for each in types if each), "")
            span = self._judge(value, values[position + 1 : position + 2]) if not known else None
            if known and None in types:
                span = EntitySpan(known, value.first, value.last, "rest_of_answer", 0.4)
            if span is None and not known:
                continue
            entity_type = span.entity_type if span else known
            if span is not None and "x" in self.kinds[span.last_word + 1 : value.last]:
                span = replace(span, last_word=value.last)  # "323 wait no 320"
            answer = value if span is None else self._from(span.first_word, span.last_word)
            around = (*values[max(position - 1, 0) : position], *values[position + 1 : position + 2])
            grown = self._with_zero(self._grown(answer, around, entity_type))
            if span is not None or grown != value:
                detector = span.detector if span else "rest_of_answer"
                yield EntitySpan(entity_type, grown.first, grown.last, detector, span.score if span else 0.4)
            self._note(entity_type, grown)

    def _after_card(self, value: ShortValue) -> ShortValue:
        """What follows a card number in one breath with it, alone."""
        last = max((index for index in value.parts if self.known.get(index) == "CARD_NUMBER"), default=-1)
        rest = [index for index in value.parts if index > last]
        if last < 0 or not rest or (len(value.digits) <= MOST_OF_EXPIRY and self.shapes.is_whole("CARD_EXPIRY", value)):
            return value
        self.card.is_told(self._from(value.first, last))
        return self._from(rest[0], value.last)

    def _from(self, first: int, last: int) -> ShortValue:
        return value_of(self.readings, self.kinds, first, last)

    def _note(self, entity_type: str, value: ShortValue) -> None:
        whole = self.shapes.is_whole(entity_type, value)
        asked = [cue for cue in self._open(value) if TYPES[cue.kind] == entity_type]
        if whole:
            self.answered.update(asked)
        for cue in asked:
            self.begun.setdefault(cue, self.turns.number_of(value.first))
        self.card.adds(entity_type, value)
        self.told = [*self.told[-1:], _Told(entity_type, value, whole)]

    def _open(self, value: ShortValue) -> list[Cue]:
        asked = open_questions(self.words, self.cues, self.turns, value.first, TYPES, self.answered)
        turn = self.turns.number_of(value.first)
        return [cue for cue in asked if turn - self.begun.get(cue, turn) <= MOST_TURNS_BEGUN]

    def _grown(self, value: ShortValue, around: Sequence[ShortValue], entity_type: str) -> ShortValue:
        """A value with what a misheard word parts from it: "august of take twenty six"."""
        for other in around:
            left, right = sorted((value, other), key=lambda each: each.first)
            between = range(left.last + 1, right.first)
            if len(between) > MOST_GROWN or any(
                self.known.get(index, entity_type) != entity_type for index in other.parts
            ):
                continue
            if not all(same_voice(self.words, left.last, index) for index in (*between, right.first)):
                continue
            if any(self.words[index - 1].word.endswith((".", "?", "!")) for index in (*between, right.first)):
                continue
            if sum(self.kinds[index] not in "pcaxs" for index in between) > 1:
                continue
            both = self._from(left.first, right.last)
            wanting = not self.shapes.is_whole(entity_type, value)
            if (
                wanting
                and self.shapes.is_joined(entity_type, both)
                and not is_counted(self.words, self.readings, right.last)
            ):
                value = both
        return value

    def _judge(self, value: ShortValue, following: Sequence[ShortValue]) -> EntitySpan | None:
        turn = self.turns.number_of(value.first)
        start = self.turns.start(turn)
        asked = self._open(value)
        told_here = [cue for cue in asked if cue.first >= start]
        floor = told_here[0].last + 1 if told_here else start
        direct = bool(told_here) and value.first - floor <= DIRECT
        following_word = self.readings[min(value.last + 1, len(self.readings) - 1)].text
        if is_counted(self.words, self.readings, value.last) and not (direct and following_word not in UNITS):
            return None
        value = self._with_homophones(value, floor, asked)
        kinds = {cue.kind for cue in asked}
        allowed = [word for kind in kinds for word in LEADS.get(kind, ())]
        if not asked and (entity_type := self._next_on_card(value, start)):
            return EntitySpan(entity_type, value.first, value.last, "card_in_a_row", 0.5)
        lead = lead_of(self.words, self.readings, value.first, floor, allowed)
        if lead is None or lead[1] > 1:
            return None
        begin, unknown, confirming = lead
        for cue in sorted(asked, key=lambda cue: not self.shapes.is_whole(TYPES[cue.kind], value)):
            answer = self._made_whole(TYPES[cue.kind], value, following, floor)
            if self._answers(answer, cue, turn, unknown, following):
                score = 0.76 if cue.kind == "cvv" else 0.5  # "security code" is surer than any "code"
                return EntitySpan(TYPES[cue.kind], answer.first, answer.last, "open_question", score)
        for told in reversed(self.told):
            if unknown and not (confirming and self.shapes.is_whole(told.entity_type, value)):
                continue
            again = self._made_whole(told.entity_type, value, following, start)
            if self._repeats(told, again, begin, confirming=confirming):
                return EntitySpan(told.entity_type, again.first, again.last, "read_back", 0.4)
        if unknown or not are_carriers(self.readings, start, begin):
            return None
        return self._unknown_answer(value, turn)

    def _with_homophones(self, value: ShortValue, floor: int, asked: Sequence[Cue]) -> ShortValue:
        """A value with what sounds like digits between it and the beginning of its turn: "for for nine"."""
        first = value.first
        while first > floor and self.kinds[first - 1] == "s" and same_voice(self.words, first - 1, value.first):
            first -= 1
        if value.first - first < LEAST_HOMOPHONES or not self._opens(first, floor):
            return value
        other = self._from(first, value.last)
        return other if any(self.shapes.is_whole(TYPES[cue.kind], other) for cue in asked) else value

    def _next_on_card(self, value: ShortValue, start: int) -> str:
        """What a value is that follows a card number: "5/27, 119"."""
        lead = lead_of(self.words, self.readings, value.first, max(start, self.card.last + 1))
        if lead is None:
            return ""
        for entity_type in ("CARD_EXPIRY", "CARD_CVV"):
            if self.shapes.is_whole(entity_type, value) and self.card.is_next(entity_type, value, unknown=lead[1]):
                return entity_type
        return ""

    def _made_whole(
        self, entity_type: str, value: ShortValue, following: Sequence[ShortValue], start: int
    ) -> ShortValue:
        """A value with a word less, or with what misheard words part from it, if that makes it whole."""
        if self.shapes.is_whole(entity_type, value):
            return value
        stretches = []
        if len(value.parts) > 1:
            # "June of 2029 one [on] my card"
            stretches += [(value.first, value.parts[-2]), (value.parts[1], value.last)]
        before = value.first - 1
        if before >= start and self.kinds[before] == "s" and self._opens(before, start):
            stretches.append((before, value.last))  # "it's to thirty three"
        for other in following:
            between = range(value.last + 1, other.first + 1)
            if len(between) <= MOST_GROWN and all(self._is_said_on(index) for index in between):
                stretches.append((value.first, other.last))  # "ten and look twenty eight"
        for first, last in stretches:
            other = self._from(first, last)
            if self.shapes.is_joined(entity_type, other):
                return other
        return value

    def _opens(self, index: int, start: int) -> bool:
        before = self.readings[index - 1]
        return index == start or before.text in PLACES or before.shape == "P"

    def _is_said_on(self, index: int) -> bool:
        """Whether a word goes on with the sentence of the one before it, and does not begin another number."""
        ended = self.words[index - 1].word.endswith((".", "?", "!"))
        other = self.readings[index].text in OF_AMOUNTS or self.readings[index].text in COUNTED
        return same_voice(self.words, index - 1, index) and not ended and not other

    def _answers(self, value: ShortValue, cue: Cue, turn: int, unknown: int, following: Sequence[ShortValue]) -> bool:
        entity_type = TYPES[cue.kind]
        if not self.shapes.fits(entity_type, value):
            return False
        away = turn - self.turns.number_of(cue.last)
        if entity_type == "CARD_CVV" and away and not self._is_said_as_code(value):
            return False
        if set(value.kinds) == {"o"} and len(value.kinds) > 1 and "of" not in self._texts(value):
            return False  # "the twelfth and the fourteenth"
        if self.shapes.is_whole(entity_type, value):
            return away <= 1 or unknown == 0
        if away == 0 and value.first - cue.last <= DIRECT + 1 and cue.kind != "birth":
            return self.readings[value.first].text not in ("one", "million")  # "the expiry one [on] the card"
        if unknown:
            return False
        if away > 1:
            return cue.kind == "cvv" and self._fills_turn(value)
        if any(
            each.first - value.last <= MOST_CORRECTED
            and same_voice(self.words, value.last, each.first)
            and not STARTING_OVER.isdisjoint(reading.text for reading in self.readings[value.last : each.first])
            and self.shapes.is_whole(entity_type, each)
            for each in following
        ):
            return True  # "four - let me start over - nine twenty eight"
        if away == 1 and self._fills_turn(value):
            return True
        return self._ends(value) and weight(value) > 2

    def _texts(self, value: ShortValue) -> list[str]:
        return [reading.text for reading in self.readings[value.first : value.last + 1]]

    def _is_said_as_code(self, value: ShortValue) -> bool:
        """Whether a number is given, rather than mentioned: "the two hundred and twelve will be back" is not."""
        if set(value.kinds) <= set("ns") and {self.readings[index].shape for index in value.parts} <= set("UNOM"):
            return True
        determined = value.first > 0 and self.readings[value.first - 1].text in ("the", "that", "this", "a")
        return not determined and closes(self.words, self.readings, value.last)

    def _unknown_answer(self, value: ShortValue, turn: int) -> EntitySpan | None:
        """A bare value after a question whose name was misheard."""
        if not closes(self.words, self.readings, value.last) or self._was_just_said(value, turn):
            return None
        if set("mo") <= set(value.kinds) and self._ends(value):
            # "February twelfth", and the year after the other party's "yes".
            if asked_for_unknown(self.words, self.readings, self.turns, turn):
                return EntitySpan("DATE_OF_BIRTH", value.first, value.last, "bare_answer", 0.35)
            return None
        card = bisect_left(self.cards, value.first)
        of_card = card > 0 and value.first - self.cards[card - 1] <= CARD_TALK
        for entity_type in ("CARD_EXPIRY", "DATE_OF_BIRTH", "CARD_CVV"):
            if entity_type == "CARD_CVV" and not of_card and len(value.digits) > USUAL_CODE:
                continue
            if self.shapes.is_whole(entity_type, value) and self.shapes.is_telling(entity_type, value):
                if not asked_for_unknown(self.words, self.readings, self.turns, turn):
                    return None
                return EntitySpan(entity_type, value.first, value.last, "bare_answer", 0.35)
        return None

    def _was_just_said(self, value: ShortValue, turn: int) -> bool:
        """Whether the other party has said it in the turn before: "ring one oh one", "one oh one, cheers"."""
        start, end = (self.turns.start(turn - 1), self.turns.end(turn - 1)) if turn else (0, 0)
        before = [reading.text for reading in self.readings[start:end] if reading.shape]
        said = [self.readings[index].text for index in value.parts]
        return any(before[at : at + len(said)] == said for at in range(len(before) - len(said) + 1))

    def _repeats(self, told: _Told, value: ShortValue, begin: int, *, confirming: bool) -> bool:
        """Whether a value is one that was told, read back by the other party, or corrected or finished by the same."""
        if value.first - told.value.last > REPEATED_WITHIN or not closes(self.words, self.readings, value.last):
            return False
        away = self.turns.number_of(value.first) - self.turns.number_of(told.value.last)
        last_digit = away in (0, 2) and set(value.kinds) == {"n"} and len(value.digits) == 1
        if not last_digit and not self.shapes.fits(told.entity_type, value):
            return False
        if same_voice(self.words, told.value.first, value.first):
            corrected = any(reading.text in CORRECTIONS for reading in self.readings[begin : value.first])
            if away == 0 and not told.whole and value.first - told.value.last <= MOST_GROWN + 1:
                return all(self._is_said_on(index) for index in range(told.value.last + 1, value.first + 1))
            goes_on = away == 2 and not told.whole and self._ends(value)
            return (
                (corrected and weight(value) > 1)
                or goes_on
                or (len(value.digits) > 1 and value.digits == told.value.digits)
            )
        named = bool(set(value.kinds) & set("mod"))
        whole_date = told.entity_type != "CARD_CVV" and self.shapes.is_whole(told.entity_type, value)
        alike = confirming or whole_date or value.digits == told.value.digits
        alike = alike or (begin == value.first and (named or not told.whole))
        return (
            away == 1
            and (weight(value) > 2 or (confirming and weight(value) > 1 and value.first - told.value.last <= AT_ONCE))
            and alike
        )

    def _fills_turn(self, value: ShortValue) -> bool:
        """Whether nothing that matters follows a value in its turn."""
        end = self.turns.end(self.turns.number_of(value.last))
        return are_carriers(self.readings, value.last + 1, end)

    def _with_zero(self, value: ShortValue) -> ShortValue:
        """A value with the "oh" that a misheard word parts from it: "expiration oh where four twenty nine"."""
        before = value.first - 2
        if before < 1 or self.readings[before].shape != "O" or self.readings[before + 1].shape:
            return value
        opens = self.readings[before - 1].text in PLACES or not same_voice(self.words, before - 1, before)
        announced = any(cue.last == before - 1 for cue in self._told_before(before))
        if (opens or announced) and self._is_said_on(before + 1) and self._is_said_on(before + 2):
            return replace(value, first=before)
        return value

    def _told_before(self, index: int) -> Sequence[Cue]:
        position = bisect_left(self.cues, index, key=lambda cue: cue.first)
        return self.cues[max(position - 1, 0) : position]

    def _ends(self, value: ShortValue) -> bool:
        return ends_turn(self.words, value.last) or self.words[value.last].word.endswith((".", "?", "!"))
