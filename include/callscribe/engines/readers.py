"""Reading stored answers without the engine that gave them: polishing again needs no key and no network."""

from __future__ import annotations

from typing import TYPE_CHECKING

from callscribe.engines import local, pulse_answer
from callscribe.errors import SettingsError

if TYPE_CHECKING:
    from collections.abc import Callable

    from callscribe.engines.base import EngineResult

_READERS = {"pulse": pulse_answer.read_answer, "local": local.read_answer}


def answer_reader(engine: str) -> Callable[[bytes], EngineResult]:
    """The function that puts an engine's raw answers into the common form.

    Raises:
        SettingsError: No such engine.
    """
    try:
        return _READERS[engine]
    except KeyError:
        raise SettingsError(f"No engine is called {engine!r}. Known: {', '.join(sorted(_READERS))}.") from None
