"""Delivery of pulse-pro answers to a webhook, and the log of it."""

from __future__ import annotations

import asyncio
import time
from collections import deque
from typing import TYPE_CHECKING, Any

import requests

from pulse_local.stats import LOG_ENTRIES, now_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pulse_local.contract import Options

RETRIES = 10  # documented
LONGEST_BACKOFF_S = 30.0
TIMEOUT_S = 30.0


class Webhooks:
    """Calls webhooks, again after a 5xx.

    Contract unknown: the backoff (here it doubles), whether an unreachable receiver is tried again (here it is), any
    signature (here none), and where the payload of a GET goes (here only `status` and `request_id`, in the query:
    a transcript has no place in an address that servers log).

    Args:
        backoff_s: Pause before the first retry.
    """

    def __init__(self, backoff_s: float) -> None:
        self._backoff_s = backoff_s
        self._log: deque[dict[str, Any]] = deque(maxlen=LOG_ENTRIES)

    def newest_first(self) -> Sequence[dict[str, Any]]:
        """One entry for each attempt."""
        return self._log

    async def deliver(self, payload: dict[str, Any], options: Options, *, request_id: str) -> None:
        """Call the webhook until it acknowledges, refuses, or the retries are used up."""
        payload = {**payload, **_extra(options.webhook_extra)}
        for attempt in range(1, RETRIES + 2):
            began = time.monotonic()
            status, error = await asyncio.to_thread(_call, payload, options)
            delivered = status is not None and 200 <= status < 300
            self._log.appendleft(
                {
                    "org_id": "local",
                    "request_id": request_id,
                    "webhook_url": options.webhook_url,
                    "method": options.webhook_method,
                    "event_type": "asr.completed",
                    "status": "success" if delivered else "failed",
                    "attempt": attempt,
                    "response_status_code": status,
                    "error": error,
                    "timestamp": now_text(),
                    "duration_ms": round((time.monotonic() - began) * 1000),
                }
            )
            if status is not None and status < 500:
                return
            await asyncio.sleep(min(LONGEST_BACKOFF_S, self._backoff_s * 2 ** (attempt - 1)))


def _extra(webhook_extra: str | None) -> dict[str, Any]:
    """`k:v,k2:v2` as an object. Contract unknown: its place in the payload, and what a part without a colon does."""
    if webhook_extra is None:
        return {}
    pairs = (part.partition(":") for part in webhook_extra.split(","))
    return {"webhook_extra": {key.strip(): value.strip() for key, colon, value in pairs if colon}}


def _call(payload: dict[str, Any], options: Options) -> tuple[int | None, str | None]:
    """HTTP status, or None and what went wrong."""
    url = options.webhook_url or ""
    in_query = {key: payload[key] for key in ("status", "request_id")} if options.webhook_method == "GET" else None
    try:
        with requests.Session() as session:
            session.trust_env = False
            answer = session.request(
                options.webhook_method,
                url,
                params=in_query,
                json=payload if in_query is None else None,
                timeout=TIMEOUT_S,
                allow_redirects=False,
            )
    except requests.RequestException as failed:
        return None, type(failed).__name__
    return answer.status_code, None if answer.ok else f"HTTP {answer.status_code}"
