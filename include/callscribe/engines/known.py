"""The engines by name: what they take and how their answers are read, without a key and without the network."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from callscribe.engines import local, pulse_answer, pulse_options
from callscribe.errors import SettingsError

if TYPE_CHECKING:
    from collections.abc import Callable

    from callscribe.audio.plan import ChunkLimits
    from callscribe.engines.base import EngineResult


@dataclass(frozen=True)
class _Known:
    read_answer: Callable[[bytes], EngineResult]
    limits: ChunkLimits


_ENGINES = {
    "pulse": _Known(pulse_answer.read_answer, pulse_options.LIMITS),
    "local": _Known(local.read_answer, local.LIMITS),
}


def answer_reader(engine: str) -> Callable[[bytes], EngineResult]:
    """The function that puts an engine's raw answers into the common form.

    Raises:
        SettingsError: No such engine.
    """
    return _known(engine).read_answer


def limits_of(engine: str) -> ChunkLimits:
    """What an engine takes in one request.

    Raises:
        SettingsError: No such engine.
    """
    return _known(engine).limits


def _known(engine: str) -> _Known:
    try:
        return _ENGINES[engine]
    except KeyError:
        raise SettingsError(f"No engine is called {engine!r}. Known: {', '.join(sorted(_ENGINES))}.") from None
