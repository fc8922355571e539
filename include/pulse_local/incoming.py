"""The audio of a request: raw bytes, or fetched from the address in a JSON body."""

from __future__ import annotations

import asyncio
import hashlib
import io
import json
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

import requests

from pulse_local import contract

if TYPE_CHECKING:
    from collections.abc import Collection

    from starlette.requests import Request

    from pulse_local.contract import Endpoint, Options

LONGEST_JSON_BYTES = 1_000_000
FETCH_TIMEOUT_S = 30.0
# A local stand-in has no business on the network: by default it fetches from, and calls back, this machine only.
LOOPBACK_HOSTS = frozenset({"localhost", "127.0.0.1", "::1"})


@dataclass(frozen=True)
class Upload:
    """Audio as it came.

    Attributes:
        body: Positioned at its start.
        size_bytes: Of the body.
        sha256: Of the body, in hex.
        filename: Last part of the address, where it was fetched.
    """

    body: io.BytesIO
    size_bytes: int
    sha256: str
    filename: str | None = None


class _Collector:
    """Keeps the bytes once, hashes them on the way and says when they are too many."""

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self._body = io.BytesIO()
        self._hash = hashlib.sha256()

    def add(self, chunk: bytes) -> bool:
        self._hash.update(chunk)
        self._body.write(chunk)
        return self._body.tell() <= self._limit

    def upload(self, filename: str | None = None) -> Upload:
        size = self._body.tell()
        self._body.seek(0)
        return Upload(self._body, size, self._hash.hexdigest(), filename)


async def receive_audio(
    request: Request, *, endpoint: Endpoint, options: Options, max_bytes: int, allowed_hosts: Collection[str]
) -> Upload:
    """Read a request's body, and no further than its limit.

    Raises:
        Refusal: Too large, empty, multipart, JSON without a usable `url`, or an address that gives nothing.
        starlette.requests.ClientDisconnect: The client went away before its end.
    """
    if int(request.headers.get("content-length", "0")) > max_bytes:
        raise contract.too_large(endpoint)
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind.startswith("multipart/"):
        # Contract unknown: multipart is not documented for the cloud; the shape of this answer is.
        raise contract.invalid_file_format()
    is_json = kind == "application/json"
    collector = _Collector(min(max_bytes, LONGEST_JSON_BYTES) if is_json else max_bytes)
    async for chunk in request.stream():
        if not collector.add(chunk):
            raise contract.invalid_json_url() if is_json else contract.too_large(endpoint)
    upload = collector.upload()
    if is_json:
        url = _url_in(upload.body)
        if options.is_pro:
            raise contract.bad_audio("URL input is not supported for pulse-pro")  # Contract unknown: the text
        upload = await asyncio.to_thread(_fetch, url, endpoint, max_bytes, allowed_hosts)
    if not upload.size_bytes:
        raise contract.invalid_file_format()  # Contract unknown: the answer to an empty body
    return upload


def is_allowed(url: str, allowed_hosts: Collection[str]) -> bool:
    """Whether the address is http(s) at one of the hosts, compared by name: nothing is resolved."""
    try:
        parts = urlsplit(url)
        return parts.scheme in ("http", "https") and parts.hostname in allowed_hosts
    except ValueError:
        return False


def _url_in(body: io.BytesIO) -> str:
    try:
        url = json.load(body)["url"]
    except (ValueError, KeyError, TypeError, RecursionError):
        raise contract.invalid_json_url() from None
    if not isinstance(url, str) or not url:
        raise contract.invalid_json_url()
    return url


def _fetch(url: str, endpoint: Endpoint, max_bytes: int, allowed_hosts: Collection[str]) -> Upload:
    if not is_allowed(url, allowed_hosts):
        raise contract.bad_audio(
            f"URL refused: pulse-local fetches http(s) from {', '.join(sorted(allowed_hosts))} only (--allow-host)"
        )
    # Contract unknown: the text for an address that cannot be reached.
    unreachable = contract.bad_audio("Failed to fetch audio from URL")
    collector = _Collector(max_bytes)
    try:
        with requests.Session() as session:
            session.trust_env = False  # no proxy and no ~/.netrc between this machine and itself
            # A redirect could lead to a host that is not allowed.
            with session.get(url, stream=True, timeout=FETCH_TIMEOUT_S, allow_redirects=False) as answer:
                if answer.status_code != 200:
                    raise unreachable
                for chunk in answer.iter_content(1 << 20):
                    if not collector.add(chunk):
                        raise contract.too_large(endpoint)
    except requests.RequestException:
        raise unreachable from None
    return collector.upload(PurePosixPath(unquote(urlsplit(url).path)).name)
