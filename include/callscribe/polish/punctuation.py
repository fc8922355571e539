"""Punctuation and capitals where the engine gives none."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from callscribe.polish.sentences import OPAQUE, asks, dangles, pause_starts, sentence_starts
from callscribe.transcript.render import is_redacted
from callscribe.transcript.utterances import ACKNOWLEDGEMENTS, BACKCHANNEL_WORDS, UTTERANCE_PAUSE_S

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from callscribe.transcript.words import Word

PUNCTUATED: Final = 0.02
"""Share of words with a sentence's end from which on the engine is taken to punctuate. A sentence of a call has some 8
words, so an engine that does is far above; one that does not writes at most a stray point ("dr.")."""

LATIN: Final = frozenset(
    "af ca cs cy da de es et eu fi fil fr ga gl hr hu id is it lt lv ms nb nl nn no pl pt ro sk sl sq sv sw tl"
    " vi".split()
)
"""Languages other than English whose capitals are a matter of Latin letters. Turkish and Azeri have another capital
for "i" and are left alone."""

DEVANAGARI: Final = frozenset("bho hi kok mai mr ne sa".split())

UNREAD: Final = "this"
"""What a model reads in place of a redacted word."""

DANDA: Final = "।"
CUT_OFF: Final = "…"

_ENDS: Final = ".?!।…"
_CLOSING: Final = f"{_ENDS},;:"
_AROUND: Final = f'{_CLOSING}"“”()'

_I: Final = {"i": "I", "i'm": "I'm", "i'll": "I'll", "i'd": "I'd", "i've": "I've"}

_PROPER: Final = {
    name.casefold(): name
    for name in (
        "Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February April June July August September"
        " October November December English Spanish French German Italian Portuguese Dutch Hindi Chinese Japanese"
        " Korean Russian Arabic American British Canadian Mexican Australian European Indian Irish Scottish Polish"
        " Swedish America Canada Mexico Britain England Scotland Wales Ireland Germany France Spain Italy Portugal"
        " Poland Sweden Norway Denmark Finland Switzerland Austria Belgium India Japan China Korea Brazil Argentina"
        " Australia Europe Asia Africa Christmas Easter Thanksgiving Internet"
    ).split()
    if name not in ("Polish", "Internet")  # the verb, and what nobody writes large any more
}
_POSSESSIVE: Final = "'s"
_MONTHS_THAT_ARE_WORDS: Final = frozenset(("march", "may"))
_BEFORE_MONTH: Final = frozenset("of in by until since last next this from to for before after early late mid".split())
_DAY: Final = frozenset(
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth"
    " sixteenth seventeenth eighteenth nineteenth twentieth thirtieth".split()
)
_TITLES: Final = {"mr": "Mr", "mrs": "Mrs", "ms": "Ms", "dr": "Dr"}

_FORMS: Final = {**_I, **_PROPER, **_TITLES}
_TELLING: Final = frozenset((*_FORMS, *(f"{form}{_POSSESSIVE}" for form in _FORMS), *_MONTHS_THAT_ARE_WORDS))
_BEFORE_NAMES: Final = frozenset((*_TITLES, "is"))

_NO_TERMS: Final[Mapping[str, str]] = MappingProxyType({})


def punctuate(
    words: Sequence[Word],
    *,
    language: str,
    terms: Mapping[str, str] = _NO_TERMS,
    model: str | None = None,
) -> tuple[Word, ...]:
    """Put punctuation and capitals where the engine gives none.

    A call whose words end sentences already is left as it is. Otherwise, in English, sentences end where pauses, the
    words around and the length say so (`callscribe.polish.sentences`) and with the turn, unless a backchannel is all
    that the other says; a turn that breaks off ends in an ellipsis. In other languages in Latin letters and in
    Devanagari, sentences end at long pauses and with the turn. There are no commas but by a model: a wrong one reads
    worse than none.

    Works on `written` where an earlier step set it. Fillers are passed over: they neither get a capital nor keep the
    next word from one. A redacted word is never looked at and gets no more than a closing mark, which `render` shows
    after what stands for it; where that is shown it opens the sentence, and the next word gets no capital for it.

    Args:
        words: In the order of the conversation, utterance by utterance.
        language: BCP 47 tag; English, other languages in Latin letters, languages in Devanagari. Else nothing is done.
        terms: Names of one word or more, lower case, to how they are written ("iphone" to "iPhone"). English only.
        model: Folder of a model that says where marks are, instead (`callscribe.polish.punctuation_model`).

    Returns:
        The same words with `written` set where something was put; `rule` is as it was.

    Raises:
        SettingsError: The model cannot be loaded.
    """
    primary = language.casefold().replace("_", "-").split("-")[0]
    english = primary == "en"
    if not (english or primary in LATIN or primary in DEVANAGARI) or _is_punctuated(words):
        return tuple(words)
    marks_of = _marks_by(primary) if model is None else _marks_by_model(model)
    result = list(words)
    by_first = _by_first(terms) if english else {}
    for turn in _turns(words):
        texts = turn.texts.copy()
        if english:
            _put_proper_names(texts, turn.tokens, by_first)
        marks = marks_of(turn)
        opens = primary not in DEVANAGARI
        for index, token in enumerate(turn.tokens):
            if opens and token != OPAQUE:
                texts[index] = _capitalised(texts[index])
            opens = False
            if index in marks:
                texts[index] = _closed(texts[index], marks[index])
                opens = primary not in DEVANAGARI and marks[index] in _ENDS
        for index, before, text in zip(turn.words, turn.texts, texts, strict=True):
            if text != before:
                result[index] = words[index].rewritten(text, words[index].rule, words[index].rule_score)
    return tuple(result)


@dataclass(frozen=True, slots=True)
class _Turn:
    """What is shown of what one voice says until another has the turn: no fillers, no word that others stand for.

    Attributes:
        words: Indices in the word list.
        texts: As written so far.
        tokens: Lower case without punctuation; `OPAQUE` for redacted words.
        pauses_s: Silence before each; 0 within a redacted span.
    """

    words: list[int]
    texts: list[str]
    tokens: list[str]
    pauses_s: list[float]


def _is_punctuated(words: Sequence[Word]) -> bool:
    ends = sum(word.word[-1:] in _ENDS for word in words if word.word)
    return ends > PUNCTUATED * len(words)


def _turns(words: Sequence[Word]) -> Iterator[_Turn]:
    """The turns by their first word."""
    stretches = list(_stretches(words))
    joined: set[int] = set()
    for position, (first, after) in enumerate(stretches):
        if position in joined:
            continue
        indices = list(range(first, after))
        after_next = position + 2
        while after_next < len(stretches) and _goes_on(words, stretches[after_next - 2 : after_next + 1]):
            indices += range(*stretches[after_next])
            joined.add(after_next)
            after_next += 2
        turn = _turn(words, indices)
        if turn.words:
            yield turn


def _stretches(words: Sequence[Word]) -> Iterator[tuple[int, int]]:
    first = 0
    for index in range(1, len(words) + 1):
        if index == len(words) or (
            words[index].speaker != words[first].speaker or words[index].channel != words[first].channel
        ):
            yield first, index
            first = index


def _goes_on(words: Sequence[Word], stretches: Sequence[tuple[int, int]]) -> bool:
    """Whether the third stretch goes on with the first, and the one between is a backchannel."""
    (_, end), (first, after), (again, _) = stretches
    before, next_word = words[end - 1], words[again]
    if (before.channel, before.speaker) != (next_word.channel, next_word.speaker):
        return False
    if after - first > BACKCHANNEL_WORDS or next_word.start_s - before.end_s > UTTERANCE_PAUSE_S:
        return False
    return tuple(_token(words[index].word) for index in range(first, after)) in ACKNOWLEDGEMENTS


def _turn(words: Sequence[Word], indices: Sequence[int]) -> _Turn:
    turn = _Turn([], [], [], [])
    end_s = words[indices[0]].start_s
    span: tuple[int | None, str | None] | None = None
    dropped = within = False
    for index in indices:
        word = words[index]
        redacted = is_redacted(word)
        if redacted:
            within = span == (word.redaction, word.entity_type)
            span = (word.redaction, word.entity_type)
            dropped = dropped if within else word.mask == ""
        text = word.word if word.written is None else word.written
        if text and not (dropped if redacted else word.filler):
            if not redacted:
                span, within = None, False
            turn.words.append(index)
            turn.texts.append(text)
            turn.tokens.append(OPAQUE if redacted else _token(text))
            turn.pauses_s.append(0.0 if within or word.start_s < end_s else word.start_s - end_s)
        if word.end_s > end_s and not word.filler:
            end_s = word.end_s
    return turn


@lru_cache(maxsize=65536)
def _token(text: str) -> str:
    return text.strip(_AROUND).casefold().replace("’", "'")


_Marks = Callable[[_Turn], "dict[int, str]"]
"""The mark behind some of a turn's words, by their number; one behind the last."""


def _marks_by(primary: str) -> _Marks:
    """The rules of a language."""
    end = DANDA if primary in DEVANAGARI else "."

    def by_pauses(turn: _Turn) -> dict[int, str]:
        return dict.fromkeys((after - 1 for after in [*pause_starts(turn.pauses_s)[1:], len(turn.tokens)]), end)

    def by_words(turn: _Turn) -> dict[int, str]:
        bounds = [*sentence_starts(turn.tokens, turn.pauses_s), len(turn.tokens)]
        return {
            after - 1: _mark(turn.tokens[first:after], last=after == len(turn.tokens))
            for first, after in pairwise(bounds)
        }

    return by_words if primary == "en" else by_pauses


def _marks_by_model(model: str) -> _Marks:
    from callscribe.polish.punctuation_model import load_punctuator

    punctuator = load_punctuator(model)

    def by_model(turn: _Turn) -> dict[int, str]:
        # what is redacted is not shown to it
        marks = punctuator([UNREAD if token == OPAQUE else token for token in turn.tokens])
        if marks[-1] not in _ENDS:
            marks[-1] = ""
        return {index: mark for index, mark in enumerate([*marks[:-1], marks[-1] or "."]) if mark}

    return by_model


def _mark(tokens: Sequence[str], *, last: bool) -> str:
    if asks(tokens):
        return "?"
    return CUT_OFF if last and dangles(tokens[-1]) else "."


def _closed(text: str, mark: str) -> str:
    return text if text[-1:] in _ENDS else text.rstrip(_CLOSING) + mark


def _capitalised(text: str) -> str:
    # "iPhone" and "eBay" are capital enough
    return text if any(character.isupper() for character in text) else text[:1].upper() + text[1:]


def _by_first(terms: Mapping[str, str]) -> dict[str, list[tuple[tuple[str, ...], tuple[str, ...]]]]:
    """Terms by their first token, longest first; of those that are written in as many words as they have."""
    found: dict[str, list[tuple[tuple[str, ...], tuple[str, ...]]]] = {}
    for term, proper in terms.items():
        tokens, forms = tuple(_token(token) for token in term.split()), tuple(proper.split())
        if tokens and len(tokens) == len(forms):
            found.setdefault(tokens[0], []).append((tokens, forms))
    for each in found.values():
        each.sort(key=lambda pair: -len(pair[0]))
    return found


def _put_proper_names(
    texts: list[str], tokens: Sequence[str], by_first: Mapping[str, list[tuple[tuple[str, ...], tuple[str, ...]]]]
) -> None:
    """Write what has capitals anywhere in a sentence, in place."""
    before = ""
    for index, token in enumerate(tokens):
        if not (token in _TELLING or before in _BEFORE_NAMES or token in by_first):
            before = token
            continue
        before = token
        base = token.removesuffix(_POSSESSIVE)
        if base in _FORMS:
            texts[index] = _in_form(texts[index], base, _FORMS[base])
        elif token != OPAQUE and (
            _is_named(tokens, index) or (token in _MONTHS_THAT_ARE_WORDS and _is_month(tokens, index))
        ):
            texts[index] = _capitalised(texts[index])
        for found, forms in by_first.get(token, ()):
            if tuple(tokens[index : index + len(found)]) == found:
                for offset, form in enumerate(forms):
                    texts[index + offset] = _in_form(texts[index + offset], found[offset], form)
                break


def _is_named(tokens: Sequence[str], index: int) -> bool:
    before = tokens[index - 1] if index else ""
    return before in _TITLES or (before == "is" and index > 2 and tokens[index - 3 : index - 1] == ["my", "name"])


def _in_form(text: str, token: str, form: str) -> str:
    at = text.casefold().replace("’", "'").find(token)
    return text if at < 0 else text[:at] + form + text[at + len(token) :]


def _is_month(tokens: Sequence[str], index: int) -> bool:
    before = tokens[index - 1] if index else ""
    after = tokens[index + 1] if index + 1 < len(tokens) else ""
    if before in _DAY or before[:1].isdigit() or before in _BEFORE_MONTH:
        return True
    return bool(after) and (after in _DAY or after[:1].isdigit() or after == "twenty")
