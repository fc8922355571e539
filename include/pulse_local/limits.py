"""How many requests a key may make."""

from __future__ import annotations

import math
import time
from collections import deque
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

WINDOW_S = 60.0


class RateLimiter:
    """At most so many requests in any 60 seconds, for each key and model.

    Contract unknown: whether the window rolls, and whether refused requests count. Here it rolls and they do not.

    Args:
        rpm: Requests a minute; 0 for no limit.
        clock: Monotonic seconds: the wall clock may step.
    """

    def __init__(self, rpm: int, clock: Callable[[], float] = time.monotonic) -> None:
        self._rpm = rpm
        self._clock = clock
        self._taken: dict[tuple[str, str], deque[float]] = {}

    def take(self, key: str, model: str) -> int | None:
        """Take a slot.

        Returns:
            None where one was free; else whole seconds until one is, at least 1.
        """
        if not self._rpm:
            return None
        now = self._clock()
        self._forget_before(now - WINDOW_S)
        taken = self._taken.setdefault((key, model), deque())
        if len(taken) >= self._rpm:
            return max(1, math.ceil(taken[0] + WINDOW_S - now))
        taken.append(now)
        return None

    def _forget_before(self, oldest: float) -> None:
        for name in list(self._taken):
            taken = self._taken[name]
            while taken and taken[0] <= oldest:
                taken.popleft()
            if not taken:
                del self._taken[name]
