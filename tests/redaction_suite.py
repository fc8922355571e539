"""Calls with known truth about their personal data, and what a detector makes of them.

Each call is two parties' words in the order of the conversation, with a recogniser's errors at a given rate, and for
each word a `Token` that says what it is:

- It gives away digits or letters of a mention (`Token.chars`), so it must be hidden, by whomever it is said. Every
  time that a value is said, read back or corrected it is to be hidden. Of an address the house number, street name,
  unit and city count (not "street" or the state), of an e-mail address all but "at" and "dot", of a URL its token.
- It belongs to a mention and gives nothing away: separators, hesitations, "double", "no sorry", the listener's "uh
  huh", and what errors left without meaning. To hide it is no fault, nor is to leave it.
- It is ordinary: to hide it is a fault, whatever number it is.

A mention of which errors left fewer than half its characters is not counted. Wording is in `redaction_talk`, values in
`redaction_codes` and `redaction_values`, ways to say them in `redaction_sayings`, errors in `redaction_errors`. None of
it was written after a detector's rules. Used by the tests with some hundred calls, and by `benchmarks/redaction.py`
with thousands.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice
from operator import add
from typing import TYPE_CHECKING

from callscribe.polish.entities import EntitySpan
from callscribe.transcript.words import Word
from redaction_errors import misheard
from redaction_sayings import Token, told
from redaction_smalltalk import ordinary
from redaction_talk import phrases, phrases_for
from redaction_values import MAKERS, made

if TYPE_CHECKING:
    from redaction_codes import Value

FORMS = ("written", "spoken")
"""Numbers in digits, as by an engine with number formatting; or in words."""

WORDS_PER_S = 2.5
PARTIES = {"A": 0, "C": 1}
ASKING = "can could what what's may would do is are how who which am have".split()
INTERJECTIONS = "yes okay well yeah sorry alright yep um oh".split()

Find = Callable[[Sequence[Word]], Sequence[EntitySpan]]


@dataclass(frozen=True)
class Mention:
    """One time that a value is said.

    Attributes:
        entity_type: As in `callscribe.polish.entities.ENTITY_TYPES`.
        variety: Which kind of it ("US SSN").
        characters: How many it gave away before errors.
    """

    entity_type: str
    variety: str
    characters: int


@dataclass(frozen=True)
class Call:
    """A call as it was heard.

    Attributes:
        words: In the order of the conversation.
        truths: What each word is.
        mentions: By their number.
    """

    words: tuple[Word, ...]
    truths: tuple[Token, ...]
    mentions: tuple[Mention, ...]


def calls(count: int, form: str, errors: float, seed: int) -> Iterator[Call]:
    """So many calls in one of FORMS, with that share of words misheard."""
    for number in range(count):
        yield call(random.Random(f"{seed} {form} {number}"), form, errors)


def call(rng: random.Random, form: str, errors: float) -> Call:
    """One call: greetings, three to five exchanges of personal data, and talk around them."""
    making = _Making(rng, form)
    around = iter(rng.sample(phrases("talk"), 20))
    making.play(rng.choice(phrases("openings")))
    for _ in range(rng.randint(3, 5)):
        for script in islice(around, rng.choice((1, 2, 2, 3))):
            making.play(script)
        if rng.random() < 0.2:
            making.play(rng.choice(phrases("together")))
        else:
            making.exchange(made(rng, rng.choice(tuple(MAKERS))))
        if rng.random() < 0.7:
            making.play(rng.choice(phrases("acknowledged")))
    making.play(next(around))
    making.play(rng.choice(phrases("closings")))
    # errors come last and from a chance of their own: at any rate it is the same call
    heard = misheard(random.Random(rng.random()), making.tokens, errors)
    bare = form == "spoken" and rng.random() < 0.6
    return Call(_timed(rng, heard, bare=bare), tuple(heard), tuple(making.mentions))


@dataclass
class _Making:
    """The words of a call in the making."""

    rng: random.Random
    form: str
    tokens: list[Token] = field(default_factory=list)
    mentions: list[Mention] = field(default_factory=list)

    def exchange(self, value: Value) -> None:
        """One value asked for and given, or told unasked, and perhaps read back."""
        rng = self.rng
        nouns = phrases_for("nouns", value.entity_type, value.variety)
        if rng.random() < 0.35:
            self.play(rng.choice(phrases_for("told", value.entity_type, value.variety)), value)
        else:
            self.play("A " + rng.choice(phrases("asks")).replace("{n}", rng.choice(nouns)))
            if rng.random() < 0.15:
                self.play(rng.choice(phrases("delays")))
            tail = " " + rng.choice(phrases("tails")) if rng.random() < 0.25 else ""
            self.play("C " + rng.choice(phrases("answers")) + tail, value)
        if value.entity_type != "PERSON" and rng.random() < 0.3:
            self.play("A " + rng.choice(phrases("read_backs")), value)
            self.play("C " + rng.choice(phrases("agreed")))

    def play(self, script: str, value: Value | None = None) -> None:
        """Turns of a script, its slots filled."""
        for turn in script.split(" / "):
            party, text = PARTIES[turn[0]], turn[2:]
            start = len(self.tokens)
            for piece in _pieces(text):
                if not piece.startswith("{"):
                    self.tokens += [Token(word, ordinary=True, party=party) for word in piece.split()]
                elif piece == "{v}":
                    assert value is not None
                    self._mention(value, party)
                elif piece[1:-1].split(":")[0] in MAKERS:
                    self._mention(_asked_for(self.rng, piece[1:-1]), party)
                else:
                    words = ordinary(self.rng, piece[1:-1])[self.form == "written"]
                    self.tokens += [Token(word, ordinary=True, party=party) for word in words.split()]
            self.tokens[start] = replace(self.tokens[start], pause_s=self.rng.uniform(0.2, 1.0), begins=True)

    def _mention(self, value: Value, party: int) -> None:
        saying = (value.said if self.form == "spoken" else value.written)(self.rng)
        tokens = told(self.rng, saying)
        number = len(self.mentions)
        self.tokens += [
            replace(token, mention=number, party=party if token.party == 0 else 1 - party) for token in tokens
        ]
        characters = sum(len(token.chars) for token in tokens)
        self.mentions.append(Mention(value.entity_type, value.variety, characters))


def _pieces(text: str) -> list[str]:
    """Slots and what stands between them."""
    return [piece.strip() for piece in text.replace("{", "\0{").replace("}", "}\0").split("\0") if piece.strip()]


def _asked_for(rng: random.Random, slot: str) -> Value:
    entity_type, _, variety = slot.partition(":")
    while True:
        value = made(rng, entity_type)
        if value.variety.startswith(variety) or variety in value.variety:
            return value


def _timed(rng: random.Random, tokens: Sequence[Token], *, bare: bool) -> tuple[Word, ...]:
    """Words as an engine writes them, with times and confidences."""
    words: list[Word] = []
    at_s = rng.uniform(0, 2)
    commas = rng.choice((0.0, 0.3, 1.0))
    asks = False
    for place, token in enumerate(tokens):
        after = tokens[place + 1] if place + 1 < len(tokens) else None
        begins = not place or token.begins or tokens[place - 1].party != token.party
        asks = token.text in ASKING if begins else asks
        text = token.text
        if not bare:
            ends = after is None or after.begins or after.party != token.party
            pauses = token.mention is not None and after is not None and after.pause_s > 0 and rng.random() < commas
            mark = ("?" if asks else ".") if ends else "," if pauses or (begins and text in INTERJECTIONS) else ""
            text = _with_capital(token, begins=begins) + (mark if text[-1] not in ".,?!" else "")
        at_s += token.pause_s
        length_s = min((0.12 + 0.04 * len(text)) * rng.uniform(0.8, 1.2), 3.0)
        confidence = round(rng.betavariate(8, 2), 3)
        words.append(Word(text, round(at_s, 3), round(at_s + length_s, 3), confidence, token.party))
        at_s += max(length_s, 1 / WORDS_PER_S * rng.uniform(0.6, 1.3))
    return tuple(words)


def _with_capital(token: Token, *, begins: bool) -> str:
    text = token.text
    if text == "i" or text.startswith("i'"):
        return "I" + text[1:]
    if "@" in text:
        return text
    return text[:1].upper() + text[1:] if begins or token.name or (len(text) == 1 and token.chars) else text


@dataclass
class TypeScore:
    """What became of the mentions of one type.

    Attributes:
        mentions: Counted ones.
        found: Mentions of which every revealing word is hidden.
        characters: Digits and letters in them.
        leaked: Those in words that were not hidden.
        right_kind: Of the found ones: most of their words hidden as their type.
        spans: Of this type, that the detector found.
        true_spans: Those of them with a word of any mention.
    """

    mentions: int = 0
    found: int = 0
    characters: int = 0
    leaked: int = 0
    right_kind: int = 0
    spans: int = 0
    true_spans: int = 0

    @property
    def recall(self) -> float:
        """0 to 1."""
        return self.found / self.mentions if self.mentions else 1.0

    @property
    def kind_accuracy(self) -> float:
        """0 to 1, of the found ones."""
        return self.right_kind / self.found if self.found else 1.0

    @property
    def leaked_share(self) -> float:
        """0 to 1, of the characters."""
        return self.leaked / self.characters if self.characters else 0.0

    @property
    def precision(self) -> float:
        """0 to 1, of the spans."""
        return self.true_spans / self.spans if self.spans else 1.0

    def __add__(self, other: TypeScore) -> TypeScore:
        return TypeScore(*map(add, vars(self).values(), vars(other).values()))


@dataclass(frozen=True)
class Fault:
    """A mention with a revealing word left, or ordinary words hidden, with what is said around them.

    Attributes:
        entity_type: Of the mention; of the span for ordinary words.
        variety: Of the mention, or the detector's name of its rule.
        false: Whether ordinary words were hidden.
        context: Words left of a mention or hidden by fault in asterisks, hidden ones in brackets.
    """

    entity_type: str
    variety: str
    false: bool
    context: str


@dataclass
class Score:
    """What a detector made of some calls."""

    by_type: dict[str, TypeScore] = field(default_factory=dict)
    by_variety: dict[str, TypeScore] = field(default_factory=dict)
    words: int = 0
    ordinary_words: int = 0
    ordinary_hidden: int = 0
    faults: list[Fault] = field(default_factory=list)

    @property
    def overall(self) -> TypeScore:
        """All types together."""
        return sum(self.by_type.values(), TypeScore())

    @property
    def false_per_1000(self) -> float:
        """Ordinary words hidden in 1,000 of them."""
        return 1000 * self.ordinary_hidden / self.ordinary_words if self.ordinary_words else 0.0

    def __add__(self, other: Score) -> Score:
        both = Score()
        for name in ("by_type", "by_variety"):
            mine, theirs = getattr(self, name), getattr(other, name)
            merged = {key: mine.get(key, TypeScore()) + theirs.get(key, TypeScore()) for key in {**mine, **theirs}}
            setattr(both, name, merged)
        for name in ("words", "ordinary_words", "ordinary_hidden", "faults"):
            setattr(both, name, getattr(self, name) + getattr(other, name))
        return both


def score(some: Sequence[Call], find: Find) -> Score:
    """Look for personal data in each call, and compare."""
    total = Score()
    for one in some:
        _compare(one, find(one.words), total)
    return total


def _compare(one: Call, spans: Sequence[EntitySpan], total: Score) -> None:
    hidden: dict[int, EntitySpan] = {}
    for span in spans:
        inside = range(span.first_word, span.last_word + 1)
        hidden.update(dict.fromkeys(inside, span))
        of_type = total.by_type.setdefault(span.entity_type, TypeScore())
        of_type.spans += 1
        of_type.true_spans += any(one.truths[index].mention is not None for index in inside)
    total.words += len(one.words)
    said: dict[int, list[int]] = {}
    false: dict[int, EntitySpan] = {}
    for index, truth in enumerate(one.truths):
        total.ordinary_words += truth.ordinary
        if truth.ordinary and index in hidden:
            false[index] = hidden[index]
        if truth.mention is not None and truth.chars:
            said.setdefault(truth.mention, []).append(index)
    total.ordinary_hidden += len(false)
    for number, indices in said.items():
        mention = one.mentions[number]
        characters = sum(len(one.truths[index].chars) for index in indices)
        if 2 * characters < mention.characters:
            continue
        left = [index for index in indices if index not in hidden]
        kinds = Counter(hidden[index].entity_type for index in indices if index in hidden)
        this = TypeScore(
            mentions=1,
            found=not left,
            characters=characters,
            leaked=sum(len(one.truths[index].chars) for index in left),
            right_kind=not left and kinds.most_common(1)[0][0] == mention.entity_type,
        )
        kind, variety = mention.entity_type, f"{mention.entity_type} {mention.variety}"
        total.by_type[kind] = total.by_type.get(kind, TypeScore()) + this
        total.by_variety[variety] = total.by_variety.get(variety, TypeScore()) + this
        if left:
            context = _context(one, (indices[0], indices[-1]), set(left), hidden)
            total.faults.append(Fault(mention.entity_type, mention.variety, false=False, context=context))
    for span in {id(span): span for span in false.values()}.values():
        context = _context(one, (span.first_word, span.last_word), false.keys(), hidden)
        total.faults.append(Fault(span.entity_type, span.detector, false=True, context=context))


def _context(one: Call, around: tuple[int, int], marked: Collection[int], hidden: Collection[int]) -> str:
    first, last = max(around[0] - 14, 0), min(around[1] + 6, len(one.words))
    said = []
    for index in range(first, last):
        word = one.words[index]
        if index == first or one.words[index - 1].channel != word.channel:
            said.append("AC"[word.channel] + ":")
        text = f"*{word.word}*" if index in marked else word.word
        said.append(f"[{text}]" if index in hidden else text)
    return " ".join(said)
