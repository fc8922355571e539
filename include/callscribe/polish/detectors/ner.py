"""Personal data found by a model of the user's: a spaCy pipeline, alone or in Presidio's analyzer.

Ours is rules (`people`, `addresses`); a model also finds names that nothing announces. Models are trained on written
text with capitals: on bare lower case they find much less.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable
from functools import cache
from itertools import accumulate, groupby
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from callscribe.errors import SettingsError
from callscribe.polish.entities import ENTITY_TYPES, EntitySpan

if TYPE_CHECKING:
    from collections.abc import Sequence

    from callscribe.transcript.words import Word


class Found(NamedTuple):
    """What a model found in a text: characters `start` to before `end`, the model's label, and its score, 0 to 1."""

    start: int
    end: int
    label: str
    score: float


Recogniser = Callable[[str], Iterable[Found]]
"""Finds entities in the text of one utterance."""

OUR_TYPES: Final = {
    "PER": "PERSON", "GPE": "ADDRESS", "LOC": "ADDRESS", "FAC": "ADDRESS", "LOCATION": "ADDRESS",
    "STREET_ADDRESS": "ADDRESS", "ZIP_CODE": "POSTCODE", "PHONE_NUMBER": "PHONE", "EMAIL_ADDRESS": "EMAIL",
    "CREDIT_CARD": "CARD_NUMBER", "IBAN_CODE": "IBAN", "CRYPTO": "SECRET", "IP_ADDRESS": "NETWORK",
    "MAC_ADDRESS": "NETWORK", "URL": "NETWORK", "US_BANK_NUMBER": "BANK_ACCOUNT", "US_SSN": "NATIONAL_ID",
    "US_ITIN": "NATIONAL_ID", "UK_NINO": "NATIONAL_ID", "UK_NHS": "NATIONAL_ID", "ES_NIF": "NATIONAL_ID",
    "ES_NIE": "NATIONAL_ID", "IT_FISCAL_CODE": "NATIONAL_ID", "PL_PESEL": "NATIONAL_ID", "IN_AADHAAR": "NATIONAL_ID",
    "IN_PAN": "NATIONAL_ID", "SG_NRIC_FIN": "NATIONAL_ID", "AU_TFN": "NATIONAL_ID", "AU_MEDICARE": "NATIONAL_ID",
    "US_DRIVER_LICENSE": "DOCUMENT_ID", "US_PASSPORT": "DOCUMENT_ID", "UK_PASSPORT": "DOCUMENT_ID",
}  # fmt: skip
"""Labels of spaCy's (OntoNotes, CoNLL) and Presidio's as types of ours, which may be labels too. Any other is left:
a DATE is a delivery's more often than a birth's."""

SPACY_SCORE: Final = 0.85
"""spaCy gives entities no score; this is what Presidio gives them by default."""

LEAST_SCORE: Final = 0.4
"""Below, Presidio's patterns have matched digits that no word around speaks for."""


@cache
def load_recogniser(model: str, *, language: str = "en") -> Recogniser:
    """Load a model.

    Args:
        model: "spacy:" and the name or folder of a spaCy pipeline, or "presidio:" and the same for Presidio's analyzer.
        language: Two letters, as Presidio names it.

    Raises:
        SettingsError: There is no such kind of model, or a package or the model is missing; it says what to install.
    """
    kind, colon, name = model.partition(":")
    if kind not in ("spacy", "presidio") or not colon or not name:
        raise SettingsError(f"There is no recogniser {model!r}. Write 'spacy:MODEL' or 'presidio:MODEL'.")
    try:
        import spacy
    except ModuleNotFoundError as error:
        raise SettingsError(f"The recogniser {model!r} needs a package: pip install 'airflow-pulse[ner]'.") from error
    try:
        pipeline = spacy.load(name)
    except OSError as error:
        raise SettingsError(
            f"The recogniser {model!r} needs a spaCy pipeline that is not here: install the package {name}, or give "
            f"the folder of a pipeline."
        ) from error
    return from_spacy(pipeline) if kind == "spacy" else from_presidio(_analyzer(pipeline, model, language), language)


def from_spacy(pipeline: Any) -> Recogniser:
    """A recogniser from a loaded spaCy pipeline."""

    def recognise(text: str) -> Iterable[Found]:
        for entity in pipeline(text).ents:
            yield Found(entity.start_char, entity.end_char, entity.label_, SPACY_SCORE)

    return recognise


def from_presidio(analyzer: Any, language: str = "en") -> Recogniser:
    """A recogniser from a Presidio `AnalyzerEngine`."""

    def recognise(text: str) -> Iterable[Found]:
        for result in analyzer.analyze(text, language=language):
            yield Found(result.start, result.end, result.entity_type, result.score)

    return recognise


def find_with_model(words: Sequence[Word], recogniser: Recogniser) -> list[EntitySpan]:
    """Find personal data with a model, utterance by utterance.

    Args:
        words: In the order of the conversation.
        recogniser: From `load_recogniser`, or any function like it.

    Returns:
        Spans of whole words, each within one voice, in order of their first word; they may overlap where the model's
        results do.
    """
    spans: list[EntitySpan] = []
    first = 0
    for _, group in groupby(words, key=lambda word: (word.channel, word.speaker)):
        said = [word.word for word in group]
        starts = list(accumulate((len(token) + 1 for token in said), initial=0))
        for found in recogniser(" ".join(said)):
            entity_type = OUR_TYPES.get(found.label, found.label)
            if entity_type not in ENTITY_TYPES or found.score < LEAST_SCORE or found.end <= found.start:
                continue
            begin = bisect_right(starts, found.start, hi=len(said)) - 1
            end = max(begin, bisect_left(starts, found.end, hi=len(said)) - 1)
            spans.append(EntitySpan(entity_type, first + begin, first + end, "model", min(found.score, 1.0)))
        first += len(said)
    return sorted(spans, key=lambda span: (span.first_word, span.last_word))


def _analyzer(pipeline: Any, model: str, language: str) -> Any:
    try:
        from presidio_analyzer import AnalyzerEngine, RecognizerRegistry
        from presidio_analyzer.nlp_engine import SpacyNlpEngine
    except ModuleNotFoundError as error:
        raise SettingsError(f"The recogniser {model!r} needs a package: pip install 'airflow-pulse[ner]'.") from error
    engine: Any = SpacyNlpEngine()
    engine.nlp = {language: pipeline}
    registry = RecognizerRegistry(supported_languages=[language])
    registry.load_predefined_recognizers(languages=[language], nlp_engine=engine)
    return AnalyzerEngine(registry=registry, nlp_engine=engine, supported_languages=[language])
