"""smallest.ai's Pulse over HTTP: one request, its retries, its errors and its answer.

The contract has contradictions (error bodies in six shapes, speakers as numbers or text, arrays that are left out);
this client asks in the one way that every source agrees on, and reads whatever comes.
"""

from __future__ import annotations

import dataclasses
import json
import logging
import time
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any
from urllib.parse import urlsplit

import requests
import tenacity
from requests.adapters import HTTPAdapter

from callscribe.engines.pulse_answer import read_answer
from callscribe.engines.pulse_options import MAX_BYTES, PulseOptions, pulse_language
from callscribe.errors import (
    AuthenticationError,
    BadRequestError,
    EmptyAnswerError,
    EngineRefused,
    EngineTimeout,
    EngineUnavailable,
    EngineUnreachable,
    PlanError,
    RateLimitError,
    ServerError,
    SettingsError,
    TooLargeError,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from callscribe.engines.base import EngineResult

log = logging.getLogger(__name__)

DEFAULT_BASE_URL = "https://api.smallest.ai"
# the slash at the end is load-bearing
_TRANSCRIBE_PATH = "/waves/v1/stt/"
HEALTH_PATH = "/waves/v1/health"
_LOGS_PATH = "/waves/v1/analytics/asr/logs"

CONNECT_TIMEOUT_S = 10.0
# a session lasts 10 minutes by documentation; 300 s is what the vendor's own leaderboard client waits
READ_TIMEOUT_S = 300.0
# vendor's guide: on 429 back off from 500 ms, doubling to 30 s
_BACKOFF_FIRST_S = 0.5
_BACKOFF_LONGEST_S = 30.0
_MAX_ATTEMPTS = 6
# a Retry-After beyond this is not a pause but an outage: Airflow's own retry is the better wait
_LONGEST_RETRY_AFTER_S = 120.0
_LONGEST_QUOTE = 300

_REFUSALS: dict[int, type[EngineRefused]] = {
    401: AuthenticationError,
    402: PlanError,
    403: PlanError,
    413: TooLargeError,
}
_CONTENT_TYPES = {b"RIFF": "audio/wav", b"fLaC": "audio/flac"}
_NOT_THE_SERVICE = (404, 405)
_TROUBLES: dict[int, type[EngineUnavailable]] = {408: EngineTimeout, 409: ServerError, 429: RateLimitError}
# the older paths answer 400 where the current one answers 413
_TOO_LARGE_TEXT = "Audio data too large"


class PulseClient:
    """A connection to Pulse; safe to share between threads.

    Args:
        api_key: Sent as a bearer token; never part of a message, a log line or a URL.
        base_url: Scheme and host; the API's own where not given.
        options: Asked of every request, the language apart where `ask` is told another.
        read_timeout_s: Seconds to wait for an answer.
        max_attempts: Tries of one request, the first included, before its error is raised.
        session: For tests and proxies.
        sleep: For tests.

    Raises:
        SettingsError: The key or the URL cannot be used.
    """

    name = "pulse"

    def __init__(
        self,
        api_key: str,
        *,
        base_url: str = DEFAULT_BASE_URL,
        options: PulseOptions | None = None,
        read_timeout_s: float = READ_TIMEOUT_S,
        max_attempts: int = _MAX_ATTEMPTS,
        session: requests.Session | None = None,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        if not api_key or not api_key.isascii() or not api_key.isprintable() or " " in api_key:
            raise SettingsError(
                "The Pulse API key is missing or has characters that no key has."
                " Set the connection's API key, or SMALLEST_API_KEY."
            )
        parts = urlsplit(base_url)
        if parts.scheme not in ("http", "https") or not parts.hostname:
            raise SettingsError(f"Pulse base URL {base_url!r} must look like {DEFAULT_BASE_URL}.")
        self._key = api_key
        self._base_url = base_url.rstrip("/")
        self._options = options or PulseOptions()
        self._timeouts = (CONNECT_TIMEOUT_S, read_timeout_s)
        self._max_attempts = max_attempts
        self._session = session or _session()
        self._sleep = sleep

    @property
    def model(self) -> str:
        """`pulse` or `pulse-pro`."""
        return self._options.model

    @property
    def base_url(self) -> str:
        """Scheme and host, without a slash at the end."""
        return self._base_url

    def options(self, language: str) -> dict[str, str]:
        """Query parameters for a language, less the webhook, which does not change what is heard.

        Raises:
            SettingsError: Pulse has no such language.
        """
        asked = self._options_for(language).query()
        return {name: value for name, value in asked.items() if not name.startswith("webhook")}

    def ask(self, audio: bytes | Path | str, *, language: str | None = None) -> bytes:
        """Have a recording transcribed; returns the body of the answer as it came.

        Args:
            audio: Bytes of a recording in a container, the path of one (streamed from disk), or an http(s) URL that
                the service can reach (pulse only).
            language: Instead of the client's own option.

        Raises:
            EngineRefused: It would be refused again.
            EngineUnavailable: Rate limit, trouble on the server's side or on the way, after all retries.
            SettingsError: An option that Pulse does not have.
        """
        options = self._options_for(language)
        _refuse_too_large(audio)
        if isinstance(audio, str) and options.model == "pulse-pro":
            raise SettingsError("pulse-pro takes bytes only. Use model pulse for a URL.")

        def attempt() -> bytes:
            if isinstance(audio, str):
                return self._post(options, json.dumps({"url": audio}).encode(), "application/json")
            if isinstance(audio, Path):
                with audio.open("rb") as file:  # opened anew each time: a body half sent cannot be rewound
                    return self._post(options, file, "application/octet-stream")
            return self._post(options, audio, _CONTENT_TYPES.get(audio[:4], "application/octet-stream"))

        retrying = tenacity.Retrying(
            retry=tenacity.retry_if_exception_type(EngineUnavailable),
            stop=lambda state: state.attempt_number >= self._max_attempts or _is_asked_to_stay_away(state),
            wait=_wait,
            sleep=self._sleep,
            before_sleep=_log_retry,
            reraise=True,
        )
        return retrying(attempt)

    def read(self, answer: bytes) -> EngineResult:
        """Put an answer of any documented shape into the common form.

        Raises:
            UnreadableAnswerError: It has none of them.
        """
        return read_answer(answer)

    def transcribe(self, audio: bytes | Path | str, *, language: str | None = None) -> EngineResult:
        """`ask`, then `read`, for those who keep no vault.

        Raises:
            EmptyAnswerError: Not a word came back, which is also what Pulse answers where it cannot decode.
        """
        result = self.read(self.ask(audio, language=language))
        if not result.words:
            raise EmptyAnswerError("Pulse answered without a single word: silence, or sound that it cannot decode.")
        return result

    def check(self) -> str:
        """Ask the service for its health, then try the key without paying for anything.

        Returns:
            A sentence for people.

        Raises:
            EngineRefused: The key is not accepted.
            EngineUnavailable: The service is not well, or cannot be reached.
        """
        self._get(HEALTH_PATH, {})
        self._get(_LOGS_PATH, {"page": "1", "pageSize": "1"})
        return f"Pulse answers at {self._base_url} and accepts the API key."

    def _options_for(self, language: str | None) -> PulseOptions:
        return dataclasses.replace(self._options, language=pulse_language(language)) if language else self._options

    def _post(self, options: PulseOptions, body: bytes | IO[bytes], content_type: str) -> bytes:
        return self._send("POST", _TRANSCRIBE_PATH, options.query(), body, content_type)

    def _get(self, path: str, query: dict[str, str]) -> bytes:
        return self._send("GET", path, query, None, None)

    def _send(
        self, method: str, path: str, query: dict[str, str], body: bytes | IO[bytes] | None, content_type: str | None
    ) -> bytes:
        headers = {"Authorization": f"Bearer {self._key}"} | ({"Content-Type": content_type} if content_type else {})
        try:
            answer = self._session.request(
                method,
                self._base_url + path,
                params=query,
                data=body,
                headers=headers,
                timeout=self._timeouts,
                allow_redirects=False,
            )
        # `from None`: requests puts the whole URL into its messages, and a webhook's address may be a secret
        except requests.Timeout:
            raise EngineTimeout(f"Pulse at {self._base_url} did not answer within {self._timeouts[1]:.0f} s.") from None
        except requests.RequestException as error:
            raise EngineUnreachable(
                f"No answer from Pulse at {self._base_url}: {type(error).__name__}. Is the address right and reachable?"
            ) from None
        if answer.status_code == requests.codes.ok:
            return answer.content
        raise self._error(answer)

    def _error(self, answer: requests.Response) -> EngineRefused | EngineUnavailable | SettingsError:
        status = answer.status_code
        if status in _NOT_THE_SERVICE or status < 400:
            return SettingsError(
                f"{self._base_url} answered {status}: that is not Pulse's API. Check the connection's base URL."
            )
        said = quote_error(answer.content.replace(self._key.encode(), b"***"))
        message = f"Pulse answered {status}: {said}"
        if request_id := answer.headers.get("x-request-id"):
            message += f" (request {request_id[:80]})"
        if _TOO_LARGE_TEXT in said:
            return TooLargeError(message)
        if status in _TROUBLES or status >= 500:
            return _TROUBLES.get(status, ServerError)(message, _retry_after_s(answer.headers.get("Retry-After")))
        hints = {401: " Check the connection's API key.", 403: " Check the account's plan and usage limit."}
        return _REFUSALS.get(status, BadRequestError)(message + hints.get(status, ""))


def quote_error(body: bytes) -> str:
    """What an error body says, whichever of the documented shapes it has, cut to a line.

    `error`, then `message`, then `errors`, as the vendor advises; with the issue list of a refused query.
    """
    try:
        document: Any = json.loads(body)
    except ValueError:
        return "(no readable reason)"
    if not isinstance(document, dict):
        return "(no readable reason)"
    parts: list[str] = []
    for name in ("error", "error_code", "code", "message", "errors"):
        value = document.get(name)
        if isinstance(value, str):
            parts.append(value)
        elif isinstance(value, list):
            parts.extend(str(issue.get("message", "")) for issue in value if isinstance(issue, dict))
        elif isinstance(value, dict):
            parts.append(str(value.get("message", "")))
    said = "; ".join(dict.fromkeys(part for part in parts if part)) or "(no readable reason)"
    return " ".join(said.split())[:_LONGEST_QUOTE]


def _refuse_too_large(audio: bytes | Path | str) -> None:
    if isinstance(audio, str):
        return
    size = audio.stat().st_size if isinstance(audio, Path) else len(audio)
    if size > MAX_BYTES:
        raise TooLargeError(f"{size / 1e6:.0f} MB; Pulse takes 250 MB in one request. Send it in chunks.")


def _session() -> requests.Session:
    session = requests.Session()
    # no retries below ours: they would neither count nor wait as the service asks
    adapter = HTTPAdapter(pool_connections=4, pool_maxsize=64, max_retries=0)
    session.mount("https://", adapter)
    session.mount("http://", adapter)
    # without an auth of its own, requests lets a .netrc entry for the host replace the bearer token
    session.auth = _keep_authorization
    return session


def _keep_authorization(request: requests.PreparedRequest) -> requests.PreparedRequest:
    return request


def _retry_after_s(header: str | None) -> float | None:
    """Seconds of a Retry-After header, which may also be a date."""
    if header is None:
        return None
    try:
        return max(0.0, float(header))
    except ValueError:
        pass
    try:
        return max(0.0, parsedate_to_datetime(header).timestamp() - time.time())
    except ValueError:
        return None


_backoff = tenacity.wait_exponential_jitter(
    multiplier=_BACKOFF_FIRST_S, max=_BACKOFF_LONGEST_S, jitter=_BACKOFF_FIRST_S
)


def _wait(state: tenacity.RetryCallState) -> float:
    error = state.outcome.exception() if state.outcome else None
    asked = error.retry_after_s if isinstance(error, EngineUnavailable) else None
    if asked is not None:
        return asked + _backoff(state) / 10  # apart from those told the same
    return _backoff(state)


def _is_asked_to_stay_away(state: tenacity.RetryCallState) -> bool:
    error = state.outcome.exception() if state.outcome else None
    return isinstance(error, EngineUnavailable) and (error.retry_after_s or 0) > _LONGEST_RETRY_AFTER_S


def _log_retry(state: tenacity.RetryCallState) -> None:
    error = state.outcome.exception() if state.outcome else None
    wait_s = state.next_action.sleep if state.next_action else 0.0
    log.warning("Try %d failed, next in %.1f s. %s", state.attempt_number, wait_s, error)
