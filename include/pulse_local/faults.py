"""Faults on demand, for tests of clients. Off unless the server is started with --faults.

A fault is written as `429;retry-after=1`, `500`, `503`, `slow=2.5`, `drop`, `truncated`, ...: in the header
`X-Emulate` it strikes that request; queued at `POST /_local/faults` it strikes requests to come.
"""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from starlette.responses import JSONResponse

from pulse_local import contract

if TYPE_CHECKING:
    import asyncio

    from starlette.types import Receive, Scope, Send

HEADER = "X-Emulate"
STATUSES = ("403", "408", "409", "429", "500", "502", "503", "504")
BREAKS = ("drop", "truncated", "truncated_json")  # the client gets no complete answer
KINDS = (*STATUSES, *BREAKS, "empty", "decode_error", "slow")


class BadFault(ValueError):
    """A fault that does not exist; the message lists those that do."""


@dataclass(frozen=True)
class Fault:
    """What goes wrong with a request.

    Attributes:
        kind: A status; `decode_error` (400); `empty` (200 without a word); `slow` (late, else good);
            `truncated_json` (complete HTTP, half a JSON document); `truncated` (half of the announced body, then
            the connection closes); `drop` (the connection closes without an answer).
        retry_after_s: Retry-After to send with a status.
        delay_s: Of `slow`.
        times: Requests that it strikes, where queued.
        after: Good requests to let pass first, where queued.
    """

    kind: str
    retry_after_s: int | None = None
    delay_s: float = 0.0
    times: int = 1
    after: int = 0

    def refusal(self) -> contract.Refusal | None:
        """The answer of a fault that is an error status; None for the other kinds."""
        if self.kind == "decode_error":
            return contract.decode_failed()
        if self.kind not in STATUSES:
            return None
        refusal = {
            "429": lambda: contract.rate_limited(self.retry_after_s or 0),
            "500": contract.internal_error,
            "503": contract.unavailable,
        }.get(self.kind, lambda: contract.Refusal(int(self.kind), {"error": "Emulated by pulse-local"}))()
        if self.retry_after_s is None:
            refusal.headers.pop("Retry-After", None)
        else:
            refusal.headers["Retry-After"] = str(self.retry_after_s)
        return refusal


def parse_fault(text: str) -> Fault:
    """Read `KIND`, `KIND;retry-after=SECONDS` or `slow=SECONDS`.

    Raises:
        BadFault: It is none of these.
    """
    head, *settings = (part.strip() for part in text.split(";"))
    kind, _, delay = head.partition("=")
    try:
        fault = Fault(kind, delay_s=float(delay)) if kind == "slow" else Fault(head)
        for setting in settings:
            name, _, value = setting.partition("=")
            if name.lower() != "retry-after":
                raise ValueError(name)
            fault = replace(fault, retry_after_s=int(value))
        if fault.kind not in KINDS:
            raise ValueError(kind)
    except ValueError:
        raise BadFault(
            f"No such fault: {text!r}. Faults: {', '.join(KINDS[:-1])}, slow=SECONDS; "
            "a status may have ;retry-after=SECONDS behind it."
        ) from None
    return fault


def parse_faults(document: Any) -> list[Fault]:
    """Read `{"faults": [{"fault": "429", "retry_after": 1, "times": 3, "after": 0}, ...]}`.

    Raises:
        BadFault: It is not of that form.
    """
    try:
        faults = []
        for entry in document["faults"]:
            fault = parse_fault(str(entry["fault"]))
            if "retry_after" in entry:
                fault = replace(fault, retry_after_s=int(entry["retry_after"]))
            faults.append(replace(fault, times=int(entry.get("times", 1)), after=int(entry.get("after", 0))))
    except (KeyError, TypeError, AttributeError) as wrong:
        raise BadFault('Expected {"faults": [{"fault": "429", "retry_after": 1, "times": 3, "after": 0}]}') from wrong
    return faults


class FaultQueue:
    """Faults for requests to come, in order: each lets `after` requests pass, then strikes `times` requests."""

    def __init__(self) -> None:
        self._waiting: deque[Fault] = deque()

    def add(self, faults: list[Fault]) -> None:
        """Queue behind those that wait."""
        self._waiting.extend(fault for fault in faults if fault.times > 0)

    def clear(self) -> None:
        """Forget those that wait."""
        self._waiting.clear()

    def next(self) -> Fault | None:
        """What strikes the request at hand."""
        if not self._waiting:
            return None
        fault = self._waiting.popleft()
        if fault.after:
            self._waiting.appendleft(replace(fault, after=fault.after - 1))
            return None
        if fault.times > 1:
            self._waiting.appendleft(replace(fault, times=fault.times - 1))
        return fault

    def waiting(self) -> int:
        """Requests still to be struck."""
        return sum(fault.times for fault in self._waiting)


class TruncatedJson(JSONResponse):
    """Complete HTTP with half a JSON document."""

    def render(self, content: Any) -> bytes:
        """Half of what should be sent."""
        whole = super().render(content)
        return whole[: len(whole) // 2]


class BrokenAnswer(JSONResponse):
    """Closes the connection before the answer is complete.

    Args:
        content: The answer; half of it is sent after full headers. None: nothing is sent at all.
        connection: ASGI has no way to break a connection, so this is the server's own.
    """

    def __init__(self, content: Any, connection: asyncio.Transport) -> None:
        super().__init__(content)
        self._connection = connection
        self._send_half = content is not None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send what is to be sent, then hang up."""
        if self._send_half:
            await send({"type": "http.response.start", "status": 200, "headers": self.raw_headers})
            body = bytes(self.body)
            await send({"type": "http.response.body", "body": body[: len(body) // 2], "more_body": True})
            self._connection.close()  # after what is written has left
        else:
            self._connection.abort()
        while (await receive())["type"] != "http.disconnect":
            pass
