"""What the settings name of the user's own: loaded once when a run starts, so that a wrong name costs no call."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from callscribe.settings import PolishSettings


def check_models(settings: PolishSettings) -> None:
    """Load every model and function that polish will want.

    Raises:
        SettingsError: One is missing, or is not what it should be.
    """
    if settings.model is not None:
        from callscribe.polish.detectors.ner import load_recogniser

        load_recogniser(settings.model)
    if settings.punctuation_model is not None:
        from callscribe.polish.punctuation_model import load_punctuator

        load_punctuator(settings.punctuation_model)
    if settings.topic_model is not None:
        from callscribe.polish.topic_vectors import load_vectors

        load_vectors(settings.topic_model)
    if settings.summariser is not None:
        from callscribe.enrichment.summary import load_summariser

        load_summariser(settings.summariser)
