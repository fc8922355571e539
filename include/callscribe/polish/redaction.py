"""Personal data found in the word list, written or spoken, and marked so that no text ever shows it.

Each detector works on words rather than on text, so a span has a time and a channel, and what is hidden in the text
can be muted in the audio.
"""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from itertools import groupby
from typing import TYPE_CHECKING

from callscribe.polish.detectors.addresses.addresses import find_addresses
from callscribe.polish.detectors.names.people import find_people
from callscribe.polish.detectors.numbers.asides import hear_asides
from callscribe.polish.detectors.numbers.bare_answers import find_bare_answers
from callscribe.polish.detectors.numbers.birth_dates import find_birth_dates
from callscribe.polish.detectors.numbers.date_parts import date_kinds
from callscribe.polish.detectors.numbers.digit_homophones import hear_digits
from callscribe.polish.detectors.numbers.expiry_dates import find_expiry_dates
from callscribe.polish.detectors.numbers.ibans import find_written_ibans
from callscribe.polish.detectors.numbers.lettered_ids import find_lettered_ids
from callscribe.polish.detectors.numbers.number_answers import CUE_REACH, announced_words
from callscribe.polish.detectors.numbers.number_cues import LABELS, NEVER_MISHEARD, PARTING, UNITS, Cue, find_cues
from callscribe.polish.detectors.numbers.number_kinds import CARD_DIGITS, is_luhn, judge_numbers
from callscribe.polish.detectors.numbers.number_rests import find_rests
from callscribe.polish.detectors.numbers.number_words import Reading, read_words
from callscribe.polish.detectors.numbers.spoken_numbers import number_runs
from callscribe.polish.detectors.online.emails import find_emails
from callscribe.polish.detectors.online.network import find_network
from callscribe.polish.detectors.recognisers import Recogniser, find_with, is_own
from callscribe.polish.detectors.secrets.identifiers import find_identifiers
from callscribe.polish.detectors.translation.found_abroad import find_abroad
from callscribe.polish.detectors.translation.vocabulary import LANGUAGES
from callscribe.polish.entities import ENTITY_TYPES, EntitySpan

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from callscribe.polish.detectors.numbers.number_run import Verdict
    from callscribe.transcript.words import Word

__all__ = ["ENTITY_TYPES", "EntitySpan", "find_entities", "redact", "supports"]


def supports(language: str) -> bool:
    """Whether spoken personal data is found in the language.

    In any other, only what is written in digits or with an at sign is found, which is not enough to show a text.
    That goes for "multi" too: an English and a Polish number may stand side by side, and only one is read.

    Args:
        language: BCP 47 tag, or the engine's own name for a mixture ("multi").
    """
    primary = _primary(language)
    return primary == "en" or primary in LANGUAGES


def find_entities(
    words: Sequence[Word],
    *,
    language: str = "en",
    known: Collection[str] = (),
    recognisers: Sequence[Recogniser] = (),
    model: str | None = None,
    wanted: Collection[str] = ENTITY_TYPES,
) -> list[EntitySpan]:
    """Find personal data.

    Args:
        words: In the order of the conversation, all parties together: one asks, the other answers and the first
            reads back.
        language: BCP 47 tag. What is spoken is found in English, in a mixture as far as it is English, and in the
            languages of `callscribe.polish.detectors.translation`; else only digits and at signs as written.
        known: Names of people, found whatever stands around them.
        recognisers: The user's own, see `callscribe.polish.detectors.recognisers`.
        model: A language model for names and places, see `callscribe.polish.detectors.ner`.
        wanted: Entity types to look for; those of `recognisers` are found in any case.

    Returns:
        Spans in order, none overlapping another, each within one voice: a number that the other party confirms in
        the middle is two spans.
    """
    primary = _primary(language)
    by_rules = partial(_find_by_rules, known=known, recognisers=recognisers, wanted=wanted)
    if primary in LANGUAGES:
        spans = find_abroad(words, primary, partial(by_rules, english=True))
        # names and the user's own cues are as they are said
        readings = read_words(words, english=False)
        spans += find_people(words, readings, known) if known else []
        spans += find_with(recognisers, words, readings)
    else:
        spans = by_rules(words, english=primary in ("en", "multi"))
    if model is not None:
        from callscribe.polish.detectors.ner import find_with_model, load_recogniser

        spans += find_with_model(words, load_recogniser(model, language=primary))
    return _without_overlap([span for span in spans if span.entity_type in wanted or is_own(span)])


def _find_by_rules(
    words: Sequence[Word],
    *,
    english: bool,
    known: Collection[str],
    recognisers: Sequence[Recogniser],
    wanted: Collection[str],
) -> list[EntitySpan]:
    """What the rules find; without English only what is written in digits or with an at sign."""
    readings = read_words(words, english=english)
    if english:
        readings = hear_asides(hear_digits(words, readings))
    cues = find_cues(readings)
    announced = announced_words(cues)
    runs = number_runs(words, readings, barriers=_barriers(readings, cues, announced), announced=announced)
    verdicts = [_as_wanted(verdict, wanted) for verdict in judge_numbers(words, readings, runs, cues)]
    spans = [span for verdict in verdicts for span in _spans_of(verdict, words)]
    kinds = date_kinds(readings, cues)
    spans += find_birth_dates(words, readings, kinds, cues, verdicts)
    spans += find_expiry_dates(words, readings, kinds, cues, verdicts)
    spans += _account_dates(readings, cues)
    spans += find_written_ibans(readings)
    spans += find_emails(words, readings, english=english)
    if english or known:
        spans += find_people(words, readings, known)
    if english:
        spans += find_lettered_ids(words, readings, cues)
        spans += find_addresses(words, readings)
        spans += find_identifiers(words, readings)
        spans += find_network(words, readings)
        spans += find_rests(words, readings, spans, cues)
        spans += find_bare_answers(words, readings, kinds, cues, spans)
    return [*spans, *find_with(recognisers, words, readings)]


def _as_wanted(verdict: Verdict, wanted: Collection[str]) -> Verdict:
    """A number that may be shown as what it was announced to be, but that has a card's check digit, is a card."""
    digits = verdict.run.digits
    if verdict.entity_type not in wanted and len(digits) in CARD_DIGITS and is_luhn(digits):
        return replace(verdict, entity_type="CARD_NUMBER")
    return verdict


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
    marked = list(words)
    before = (index for index, word in enumerate(words) if word.entity_type is not None or word.redaction is not None)
    for index in marks.keys() | before:
        marked[index] = words[index].redacted(*marks.get(index, (None, None)))
    return tuple(marked)


def _barriers(readings: Sequence[Reading], cues: Sequence[Cue], announced: Mapping[int, int]) -> set[int]:
    """Words that part two numbers."""
    parting = UNITS | PARTING | LABELS
    barriers = set()
    for index in [index for index, reading in enumerate(readings) if reading.text in parting]:
        if readings[index].text in NEVER_MISHEARD or not _among_digits(readings, index, index in announced):
            barriers.add(index)
    for cue in cues:
        barriers.update(range(cue.first, cue.last + 1))
        if cue.kind in ("cvv", "expiry", "expires"):
            # "Oh four twenty eight and one two three" answers two questions at once.
            after = range(cue.last + 1, min(cue.last + 1 + CUE_REACH, len(readings)))
            barriers.update(index for index in after if readings[index].text == "and")
    return barriers


def _among_digits(readings: Sequence[Reading], index: int, announced: bool) -> bool:
    """Whether digits are being said one by one: "three year one one" has a misheard digit and no year."""
    around = [readings[each].shape for each in (index - 2, index - 1, index + 1) if 0 <= each < len(readings)]
    if announced and len(around) == 3:
        # After "card number", "forty year ninety six" and "double five in one oh" have one too; "737 in 2015" has none.
        said = "UTYVRN" if readings[index].text in UNITS else "UTYVR"
        return all(shape and shape in said for shape in around[1:])
    return around == ["U", "U", "U"]


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
    claimed = sorted(owner)
    start = 0
    for place, index in enumerate(claimed):
        span = owner[index]
        following = claimed[place + 1] if place + 1 < len(claimed) else -1
        if following == index + 1 and owner[following] is span:
            continue
        whole = (claimed[start], index) == (span.first_word, span.last_word)
        disjoint.append(span if whole else replace(span, first_word=claimed[start], last_word=index))
        start = place + 1
    return disjoint
