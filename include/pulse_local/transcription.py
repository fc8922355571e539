"""The way of one transcription request, from its key to its answer."""

from __future__ import annotations

import asyncio
import logging
import secrets
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, TypeVar

from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse, Response

from callscribe.errors import SettingsError
from pulse_local import contract, faults
from pulse_local.answers import Heard, pulse_answer, pulse_pro_answer
from pulse_local.audio import AudioTooLong
from pulse_local.hearing import hear
from pulse_local.incoming import LOOPBACK_HOSTS, Upload, is_allowed, receive_audio
from pulse_local.recognition import Recogniser, RecogniserUnavailable
from pulse_local.stats import RequestLog, Stats

if TYPE_CHECKING:
    from collections.abc import Awaitable
    from concurrent.futures import ThreadPoolExecutor

    from pulse_local.contract import Endpoint, Options
    from pulse_local.limits import RateLimiter
    from pulse_local.webhooks import Webhooks

log = logging.getLogger("pulse_local")
T = TypeVar("T")


@dataclass(frozen=True)
class ServerSettings:
    """How the server behaves.

    Attributes:
        api_key: The only key accepted; None accepts any that is not empty.
        rpm: Requests a minute for each key and model; 0 for no limit.
        latency_s: Added to each answer, without holding up others.
        allow_faults: Whether faults can be asked for, see `pulse_local.faults`.
        region: Decides which languages are enabled.
        max_bytes: Largest body.
        allowed_hosts: Where audio is fetched from and webhooks are called.
        webhook_backoff_s: Pause before the first retry of a webhook.
    """

    api_key: str | None = None
    rpm: int = contract.RATE_PER_MINUTE
    latency_s: float = 0.0
    allow_faults: bool = False
    region: str = contract.REGIONS[0]
    max_bytes: int = contract.MAX_BYTES
    allowed_hosts: frozenset[str] = LOOPBACK_HOSTS
    webhook_backoff_s: float = 0.5


@dataclass
class ServerState:
    """What the server holds while it runs; touched on the event loop only."""

    settings: ServerSettings
    recogniser: Recogniser
    limiter: RateLimiter
    webhooks: Webhooks
    threads: ThreadPoolExecutor
    stats: Stats = field(default_factory=Stats)
    requests: RequestLog = field(default_factory=RequestLog)
    faults: faults.FaultQueue = field(default_factory=faults.FaultQueue)
    deliveries: set[asyncio.Task[None]] = field(default_factory=set)
    recogniser_is_down: bool = False


class _Abandoned(Exception):
    """The client went away before its answer."""


async def transcribe(request: Request, endpoint: Endpoint, state: ServerState) -> Response:
    """Answer one request and count how it ended."""
    stats = state.stats  # of when it came: a reset must not see only the end of it
    stats.requests += 1
    try:
        return await _answer(request, endpoint, state, stats)
    except contract.Refusal as refusal:
        stats.refused[str(refusal.status)] += 1
        return refuse(request, refusal)
    except (_Abandoned, ClientDisconnect):
        stats.abandoned += 1
        return Response(status_code=499)  # nobody is there to read it
    except asyncio.CancelledError:  # the server ends, and has waited long enough
        stats.refused["503"] += 1
        return refuse(request, contract.unavailable())
    except Exception as broken:
        log.error("Request %s failed", request.state.request_id, exc_info=broken)
        stats.refused["500"] += 1
        return refuse(request, contract.internal_error())


def refuse(request: Request, refusal: contract.Refusal) -> Response:
    """The response of a refusal."""
    return JSONResponse(refusal.body_for(request.state.request_id), refusal.status, refusal.headers)


async def _answer(request: Request, endpoint: Endpoint, state: ServerState, stats: Stats) -> Response:
    """The way of one request. The order of the checks is the service's own, as far as it is known."""
    settings = state.settings
    key = check_key(request, settings)
    options = contract.parse_options(request.query_params, endpoint=endpoint, region=settings.region)
    _check_webhook(options, settings)
    fault = _fault_for(request, state)
    if fault is not None and (refusal := fault.refusal()) is not None:
        raise refusal
    if fault is not None and fault.kind == "drop":
        return _broken(request, fault, None, stats)
    retry_after_s = state.limiter.take(key, options.model)
    if retry_after_s is not None:
        raise contract.rate_limited(retry_after_s)
    upload = await receive_audio(
        request,
        endpoint=endpoint,
        options=options,
        max_bytes=settings.max_bytes,
        allowed_hosts=settings.allowed_hosts,
    )
    wait_s = settings.latency_s + (fault.delay_s if fault else 0.0)
    if wait_s:
        await _unless_gone(request, asyncio.sleep(wait_s))
    if options.webhook_url is not None:
        return await _accept(request, upload, options, state, stats)
    is_empty = fault is not None and fault.kind == "empty"
    heard = await _unless_gone(request, _hear(upload, options, state, without_words=is_empty))
    answer = _answer_body(heard, options, request.state.request_id)
    if await request.is_disconnected():
        raise _Abandoned
    if fault is not None and fault.kind in faults.BREAKS:
        return _broken(request, fault, answer, stats)
    stats.count_answer(upload.sha256)
    stats.audio_seconds_answered += heard.duration_s
    state.requests.add(answer, request_id=request.state.request_id, options=options, file_bytes=upload.size_bytes)
    return JSONResponse(answer)


def _broken(request: Request, fault: faults.Fault, answer: dict[str, Any] | None, stats: Stats) -> Response:
    stats.refused[fault.kind] += 1
    if fault.kind == "truncated_json":
        return faults.TruncatedJson(answer)
    return faults.BrokenAnswer(answer, request.state.connection)


async def _accept(request: Request, upload: Upload, options: Options, state: ServerState, stats: Stats) -> Response:
    """Answer at once, and recognise and deliver in the background."""
    request_id: str = request.state.request_id

    async def deliver() -> None:
        try:
            heard = await _hear(upload, options, state)
        except Exception as failed:
            log.error("Request %s failed", request_id, exc_info=failed)
            refusal = failed if isinstance(failed, contract.Refusal) else contract.internal_error()
            # Contract unknown: the body of a failed call.
            body = {"status": "failed", "request_id": request_id, "error": refusal.body}
            await state.webhooks.deliver(body, options, request_id=request_id)
            return
        answer = _answer_body(heard, options, request_id)
        stats.audio_seconds_answered += heard.duration_s
        state.requests.add(answer, request_id=request_id, options=options, file_bytes=upload.size_bytes)
        await state.webhooks.deliver(answer, options, request_id=request_id)

    if await request.is_disconnected():
        raise _Abandoned
    delivery = asyncio.create_task(deliver())
    state.deliveries.add(delivery)
    delivery.add_done_callback(state.deliveries.discard)
    stats.count_answer(upload.sha256)
    return JSONResponse({"status": "processing", "request_id": request_id})


def _answer_body(heard: Heard, options: Options, request_id: str) -> dict[str, Any]:
    return pulse_pro_answer(heard, options, request_id=request_id) if options.is_pro else pulse_answer(heard, options)


async def _hear(upload: Upload, options: Options, state: ServerState, *, without_words: bool = False) -> Heard:
    """Decode and recognise in a thread of the bounded pool.

    Raises:
        Refusal: The recogniser is not there, or the audio is too long.
    """
    recogniser = (lambda _: []) if without_words else state.recogniser
    loop = asyncio.get_running_loop()
    try:
        heard = await loop.run_in_executor(state.threads, hear, upload, options, recogniser)
    except AudioTooLong as too_long:
        raise contract.decode_failed(str(too_long)) from None
    except (RecogniserUnavailable, SettingsError) as missing:
        state.recogniser_is_down = True
        log.error("%s", missing)
        raise contract.unavailable(str(missing)) from None
    state.recogniser_is_down = False
    return heard


def check_key(request: Request, settings: ServerSettings) -> str:
    """The key of the request.

    Raises:
        Refusal: There is none, or it is not accepted.
    """
    header = request.headers.get("authorization")
    if header is None:
        raise contract.no_token()
    scheme, _, key = header.partition(" ")
    key = key.strip()
    if scheme.lower() != "bearer" or not key:
        raise contract.bad_token()
    if settings.api_key is not None and not secrets.compare_digest(key.encode(), settings.api_key.encode()):
        raise contract.bad_token()
    return key


def _check_webhook(options: Options, settings: ServerSettings) -> None:
    if options.webhook_url is not None and not is_allowed(options.webhook_url, settings.allowed_hosts):
        hosts = ", ".join(sorted(settings.allowed_hosts))
        message = f"pulse-local calls webhooks at {hosts} only (--allow-host)"
        raise contract.bad_query([{"code": "custom", "path": ["webhook_url"], "message": message}])


def _fault_for(request: Request, state: ServerState) -> faults.Fault | None:
    if not state.settings.allow_faults:
        return None
    asked = request.headers.get(faults.HEADER)
    if asked is None:
        return state.faults.next()
    try:
        return faults.parse_fault(asked)
    except faults.BadFault as unknown:
        raise contract.Refusal(400, {"error": str(unknown)}) from None


async def _unless_gone(request: Request, work: Awaitable[T]) -> T:
    """Wait for work, but not longer than the client does.

    Raises:
        _Abandoned: The client went away first.
    """
    working = asyncio.ensure_future(work)
    watching = asyncio.ensure_future(_gone(request))
    try:
        await asyncio.wait({working, watching}, return_when=asyncio.FIRST_COMPLETED)
        if not working.done():
            raise _Abandoned
        return working.result()
    finally:
        watching.cancel()
        working.cancel()


async def _gone(request: Request) -> None:
    while (await request.receive())["type"] != "http.disconnect":
        pass
