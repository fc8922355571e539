"""The server and its routes."""

from __future__ import annotations

import asyncio
import os
import time
import uuid
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

from fastapi import APIRouter, FastAPI, Request
from starlette.responses import JSONResponse, Response

from pulse_local import analytics, contract, faults
from pulse_local.incoming import LOOPBACK_HOSTS
from pulse_local.limits import RateLimiter
from pulse_local.recognition import PooledPocketSphinx, Recogniser
from pulse_local.stats import Stats
from pulse_local.transcription import ServerSettings, ServerState, check_key, transcribe
from pulse_local.webhooks import Webhooks

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable

    from starlette.types import Message, Receive, Scope, Send

    from pulse_local.contract import Endpoint


class PulseLocal(FastAPI):
    """Puts the request's id on every response, and the server's connection within reach of the faults."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """ASGI, outermost: the server errors of Starlette pass here too."""
        if scope["type"] != "http":
            await super().__call__(scope, receive, send)
            return
        request_id = str(uuid.uuid4())
        # Uvicorn's `send` is a method of its request cycle, which knows the connection. ASGI itself offers no way.
        connection = getattr(getattr(send, "__self__", None), "transport", None)
        scope["state"] = {**scope.get("state", {}), "request_id": request_id, "connection": connection}
        extra = [(b"x-request-id", request_id.encode())]
        if (b"x-expire-content", b"true") in scope["headers"]:
            extra.append((b"x-content-expiry", b"not-entitled"))

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                message["headers"] = [*message.get("headers", []), *extra]
            await send(message)

        await super().__call__(scope, receive, send_with_headers)


def create_app(
    *,
    recogniser: Recogniser | None = None,
    api_key: str | None = None,
    rpm: int = contract.RATE_PER_MINUTE,
    latency_s: float = 0.0,
    allow_faults: bool = False,
    region: str = contract.REGIONS[0],
    max_bytes: int = contract.MAX_BYTES,
    allowed_hosts: frozenset[str] = LOOPBACK_HOSTS,
    webhook_backoff_s: float = 0.5,
    clock: Callable[[], float] = time.monotonic,
) -> FastAPI:
    """Make the server.

    Args:
        recogniser: Turns samples into words; default PocketSphinx in processes of its own, which the app stops.
        clock: Monotonic seconds, for the rate limit.

    The other arguments are those of ServerSettings.
    """
    settings = ServerSettings(
        api_key, rpm, latency_s, allow_faults, region, max_bytes, allowed_hosts, webhook_backoff_s
    )
    own = None
    if recogniser is None:
        recogniser = own = PooledPocketSphinx()
    threads = ThreadPoolExecutor(os.cpu_count(), thread_name_prefix="pulse-local")
    state = ServerState(
        settings=settings,
        recogniser=recogniser,
        limiter=RateLimiter(rpm, clock),
        webhooks=Webhooks(webhook_backoff_s),
        threads=threads,
    )

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        yield
        for delivery in state.deliveries:
            delivery.cancel()
        threads.shutdown(wait=False, cancel_futures=True)
        if own is not None:
            await asyncio.to_thread(own.close)

    app = PulseLocal(
        title="pulse-local", lifespan=lifespan, redirect_slashes=False, openapi_url=None, docs_url=None, redoc_url=None
    )
    for endpoint in contract.ENDPOINTS:
        app.add_api_route(endpoint.path, _transcription_route(endpoint, state), methods=["POST"])
    app.add_api_route("/waves/v1/health", _health_route(state), methods=["GET"])
    app.include_router(analytics.router(state.requests, state.webhooks, lambda request: check_key(request, settings)))
    app.include_router(_local_routes(state))
    return app


def _transcription_route(endpoint: Endpoint, state: ServerState) -> Callable[[Request], Awaitable[Response]]:
    async def route(request: Request) -> Response:
        return await transcribe(request, endpoint, state)

    return route


def _health_route(state: ServerState) -> Callable[[], Awaitable[Response]]:
    async def health() -> Response:
        # Contract unknown: the names of the dependencies.
        down = state.recogniser_is_down
        body = {"status": "degraded" if down else "ok", "dependencies": {"recogniser": "down" if down else "ok"}}
        return JSONResponse(body, 503 if down else 200)

    return health


def _local_routes(state: ServerState) -> APIRouter:
    """What the real service does not have: counters for tests, and faults where they are allowed. No key needed."""
    routes = APIRouter(prefix="/_local")

    @routes.get("/stats")
    async def read_stats() -> Response:
        return JSONResponse(state.stats.as_json())

    @routes.post("/reset")
    async def reset_stats() -> Response:
        state.stats = Stats()
        return JSONResponse({"status": "success"})

    if not state.settings.allow_faults:
        return routes

    @routes.post("/faults")
    async def queue_faults(request: Request) -> Response:
        try:
            state.faults.add(faults.parse_faults(await request.json()))
        except ValueError as wrong:  # BadFault, or no JSON
            return JSONResponse({"error": str(wrong)}, 400)
        return JSONResponse({"status": "success", "waiting": state.faults.waiting()})

    @routes.delete("/faults")
    async def forget_faults() -> Response:
        state.faults.clear()
        return JSONResponse({"status": "success", "waiting": 0})

    return routes
