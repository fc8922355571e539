"""Personal data found in the word list, written or spoken, and marked so that no text ever shows it.

Each detector works on words rather than on text, so a span has a time and a channel, and what is hidden in the text
can be muted in the audio.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from itertools import groupby
from typing import TYPE_CHECKING, Final

from callscribe.polish.emails import find_emails
from callscribe.polish.entities import ENTITY_TYPES, EntitySpan
from callscribe.polish.ibans import find_written_ibans
from callscribe.polish.number_cues import UNITS, Cue, find_cues
from callscribe.polish.number_kinds import CUE_REACH, Verdict, announced_words, date_after, judge_numbers
from callscribe.polish.spoken_numbers import Reading, number_runs, read_words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from callscribe.transcript.words import Word

__all__ = ["ENTITY_TYPES", "EntitySpan", "find_entities", "redact", "supports"]

CARD_CONTEXT: Final = 60
"""Words around a card number or its cue in which "expires" is about the card, not about a contract."""


def supports(language: str) -> bool:
    """Whether spoken personal data is found in the language.

    In any other, only what is written in digits or with an at sign is found, which is not enough to show a text.
    That goes for "multi" too: an English and a German number may stand side by side, and only one is read.

    Args:
        language: BCP 47 tag, or the engine's own name for a mixture ("multi").
    """
    return _primary(language) == "en"


def find_entities(words: Sequence[Word], *, language: str = "en") -> list[EntitySpan]:
    """Find personal data.

    Args:
        words: In the order of the conversation, all parties together: one asks, the other answers and the first
            reads back.
        language: BCP 47 tag. English number words are read where it is English or a mixture; else only digits and
            at signs as written.

    Returns:
        Spans in order, none overlapping another, each within one voice: a number that the other party confirms in
        the middle is two spans.
    """
    spans = _find(words, language)
    voices: dict[tuple[int, str | None], list[int]] = defaultdict(list)
    for index, word in enumerate(words):
        voices[word.channel, word.speaker].append(index)
    if len(voices) > 1:
        # A number that one party reads out while the other talks into it is whole only among that party's words.
        hidden = {index for span in spans for index in range(span.first_word, span.last_word + 1)}
        readings = read_words(words, english=_primary(language) in ("en", "multi"))
        telling = {index for index, reading in enumerate(readings) if reading.digits} - hidden
        for indices in voices.values():
            alone = _find([words[index] for index in indices], language)
            spans += [rest for span in alone for rest in _among_all(span, indices, telling)]
    return _without_overlap(spans)


def _among_all(span: EntitySpan, indices: Sequence[int], telling: set[int]) -> Iterator[EntitySpan]:
    """A span of one voice's words, among all words: those of them that tell digits or letters."""
    said = [index for index in indices[span.first_word : span.last_word + 1] if index in telling]
    for _, run in groupby(enumerate(said), key=lambda numbered: numbered[1] - numbered[0]):
        together = [index for _, index in run]
        yield replace(span, first_word=together[0], last_word=together[-1])


def _find(words: Sequence[Word], language: str) -> list[EntitySpan]:
    english = _primary(language) in ("en", "multi")
    readings = read_words(words, english=english)
    cues = find_cues(readings)
    runs = number_runs(words, readings, barriers=_barriers(readings, cues), announced=announced_words(cues))
    verdicts = judge_numbers(words, readings, runs, cues)
    spans = [span for verdict in verdicts for span in _spans_of(verdict, words)]
    spans += _dates(readings, cues, verdicts)
    spans += _account_dates(readings, cues)
    spans += find_written_ibans(readings)
    spans += find_emails(words, readings, english=english)
    return _without_overlap(spans)


def redact(words: Sequence[Word], spans: Sequence[EntitySpan]) -> tuple[Word, ...]:
    """Mark the words of each span with its kind and its number (its place in `spans`).

    Args:
        words: The words that the spans were found in.
        spans: Not overlapping.

    Returns:
        The same words; those outside the spans are not marked, even if they were before.
    """
    marks = {
        index: (span.entity_type, number)
        for number, span in enumerate(spans)
        for index in range(span.first_word, span.last_word + 1)
    }
    marked = []
    for index, word in enumerate(words):
        entity_type, redaction = marks.get(index, (None, None))
        if (word.entity_type, word.redaction) != (entity_type, redaction):
            word = replace(word, entity_type=entity_type, redaction=redaction)
        marked.append(word)
    return tuple(marked)


def _barriers(readings: Sequence[Reading], cues: Sequence[Cue]) -> set[int]:
    """Words that part two numbers."""
    barriers = {index for index, reading in enumerate(readings) if reading.text in UNITS}
    for cue in cues:
        barriers.update(range(cue.first, cue.last + 1))
        if cue.kind in ("cvv", "expiry"):
            # "Oh four twenty eight and one two three" answers two questions at once.
            after = range(cue.last + 1, min(cue.last + 1 + CUE_REACH, len(readings)))
            barriers.update(index for index in after if readings[index].text == "and")
    return barriers


def _primary(language: str) -> str:
    return language.casefold().replace("_", "-").split("-")[0]


def _spans_of(verdict: Verdict, words: Sequence[Word]) -> Iterator[EntitySpan]:
    """One span for each voice that says part of the number; listening sounds of the other voice are left alone."""
    parts = {piece.index for piece in verdict.run.pieces}
    stretch = range(verdict.run.first, verdict.run.last + 1)
    for _, group in groupby(stretch, key=lambda index: (words[index].channel, words[index].speaker)):
        said = [index for index in group if index in parts]
        if said:
            yield EntitySpan(verdict.entity_type, said[0], said[-1], verdict.detector, verdict.score)


def _dates(readings: Sequence[Reading], cues: Sequence[Cue], verdicts: Sequence[Verdict]) -> Iterator[EntitySpan]:
    """Dates of birth and dates on which a card expires."""
    taken = {piece.index for each in verdicts if each.entity_type == "CARD_CVV" for piece in each.run.pieces}
    cards = [cue.first for cue in cues if cue.kind in ("card", "cvv")]
    cards += [verdict.run.first for verdict in verdicts if verdict.entity_type == "CARD_NUMBER"]
    for position, cue in enumerate(cues):
        if cue.kind not in ("birth", "expiry"):
            continue
        if cue.kind == "expiry" and not any(abs(cue.first - card) <= CARD_CONTEXT for card in cards):
            continue
        # A cue that follows at once is asked in the same breath ("expiry and security code"), and answered second.
        barriers = [other.first for other in cues[position + 1 :] if other.first - cue.last > 3]
        found = date_after(readings, cue, barriers, taken)
        if found:
            kind, detector = ("DATE_OF_BIRTH", "birth_cue") if cue.kind == "birth" else ("CARD_EXPIRY", "expiry_cue")
            yield EntitySpan(kind, *found, detector, 0.8)


def _account_dates(readings: Sequence[Reading], cues: Sequence[Cue]) -> Iterator[EntitySpan]:
    """Sort codes that look like dates ("20-11-05")."""
    for cue in cues:
        if cue.kind == "account":
            for index in range(cue.last + 1, min(cue.last + 9, len(readings))):
                if readings[index].shape == "D" and len(readings[index].digits) == 6:
                    yield EntitySpan("BANK_ACCOUNT", index, index, "account_cue", 0.6)


def _without_overlap(spans: Sequence[EntitySpan]) -> list[EntitySpan]:
    """The spans as disjoint ones: where two claim a word the surer has it (of equals the shorter).

    The other keeps what is left of it.
    """
    owner: dict[int, EntitySpan] = {}
    for span in sorted(spans, key=lambda span: (span.score, span.first_word - span.last_word)):
        for index in range(span.first_word, span.last_word + 1):
            owner[index] = span
    disjoint: list[EntitySpan] = []
    for index in sorted(owner):
        span = owner[index]
        if disjoint and disjoint[-1].last_word == index - 1 and owner[index - 1] is span:
            disjoint[-1] = replace(disjoint[-1], last_word=index)
        else:
            disjoint.append(replace(span, first_word=index, last_word=index))
    return disjoint
