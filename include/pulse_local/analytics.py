"""The analytics endpoints: answered requests, usage, webhook deliveries."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from fastapi import APIRouter, Request
from starlette.responses import JSONResponse, Response

from pulse_local import contract
from pulse_local.stats import LARGEST_PAGE, PAGE_SIZE, RequestLog, last_week, page_of, time_or

if TYPE_CHECKING:
    from collections.abc import Callable

    from pulse_local.webhooks import Webhooks


def router(log: RequestLog, webhooks: Webhooks, check_key: Callable[[Request], str]) -> APIRouter:
    """The routes over the logs of one server.

    Args:
        log: Answered requests.
        webhooks: Deliveries.
        check_key: Raises the Refusal of a request without an accepted key.
    """
    routes = APIRouter(prefix="/waves/v1/analytics")

    def answer(request: Request, find: Callable[[], dict[str, Any]]) -> Response:
        try:
            check_key(request)
            return JSONResponse(find())
        except contract.Refusal as refusal:
            return JSONResponse(refusal.body, refusal.status)

    @routes.get("/asr/logs")
    async def requests_answered(request: Request) -> Response:
        return answer(request, lambda: page_of(log.newest_first(), *_page_asked(request)))

    @routes.delete("/asr/history/{request_id}")
    async def delete_request(request: Request, request_id: str) -> Response:
        def delete() -> dict[str, Any]:
            log.delete(request_id)
            return {"status": "success"}

        return answer(request, delete)

    @routes.get("/asr/usage/timeseries")
    async def usage(request: Request) -> Response:
        return answer(request, lambda: _usage_asked(request, log))

    @routes.get("/webhooks/logs")
    async def deliveries(request: Request) -> Response:
        return answer(request, lambda: page_of(webhooks.newest_first(), *_page_asked(request)))

    return routes


def _usage_asked(request: Request, log: RequestLog) -> dict[str, Any]:
    granularity = request.query_params.get("granularity", "day")
    if granularity not in ("hour", "day"):
        raise contract.bad_query([contract.issue("granularity", granularity, ("hour", "day"))])
    week_ago, now = last_week()
    try:
        start = time_or(request.query_params.get("from"), week_ago)
        end = time_or(request.query_params.get("to"), now)
    except ValueError:
        wrong = {"code": "invalid_string", "path": ["from", "to"], "message": "Invalid datetime"}
        raise contract.bad_query([wrong]) from None
    points = log.usage(start=start, end=end, granularity=granularity)
    return {"status": "success", "granularity": granularity, "data": points}


def _page_asked(request: Request) -> tuple[int, int]:
    """Page and page size. Contract unknown: the answer to sizes beyond 100; here a 400 of the usual form."""
    asked = {}
    for name, default, largest in (("page", 1, 10**9), ("pageSize", PAGE_SIZE, LARGEST_PAGE)):
        text = request.query_params.get(name, str(default))
        if not text.isdecimal() or not 1 <= int(text[:12]) <= largest:
            message = f"Expected a whole number from 1 to {largest}"
            wrong = {"expected": "number", "received": text, "code": "invalid_type", "path": [name], "message": message}
            raise contract.bad_query([wrong])
        asked[name] = int(text)
    return asked["page"], asked["pageSize"]
