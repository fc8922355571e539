"""What a request may ask for, and every documented way to refuse it: exact bodies and status codes.

"Contract unknown" marks what the vendor does not publish and what we chose instead.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

PULSE, PULSE_PRO = "pulse", "pulse-pro"

SINGLE_LANGUAGES = (
    "en", "hi", "de", "es", "ru", "it", "fr", "nl", "pt", "uk", "pl", "cs", "sk",
    "lv", "et", "ro", "fi", "sv", "bg", "hu", "da", "lt", "mt", "zh", "ja", "ko",
)  # fmt: skip
# The server's own default, known to its query schema and enabled nowhere (seen live): why a request to pulse
# without a language is refused.
DEFAULT_LANGUAGE = "multi"
LANGUAGES = (*SINGLE_LANGUAGES, "multi-eu", "multi-asian", "multi-indic", DEFAULT_LANGUAGE)
PRO_LANGUAGES = ("en",)  # the whole enum of pulse-pro, as seen live
# Contract unknown: the full table. Known: multi-indic in India only, multi-asian refused in ap-south-1.
NOT_ENABLED = {
    "us-west-2": frozenset({DEFAULT_LANGUAGE, "multi-indic"}),
    "ap-south-1": frozenset({DEFAULT_LANGUAGE, "multi-asian"}),
}
REGIONS = tuple(NOT_ENABLED)
REDACTED_LANGUAGES = ("en", "hi")  # others are accepted and left unredacted

MAX_BYTES = 250 * 10**6  # Contract unknown: whether "250MB" means this or MiB
RATE_PER_MINUTE = 25  # Standard plan, per model


@dataclass(frozen=True)
class Endpoint:
    """One of the paths that take audio.

    Attributes:
        path: As registered; a request that adds or leaves out the last slash gets 404.
        models: What its `model` parameter takes; None where it has none.
        too_large_status: 413 on the current endpoint, 400 on the older two.
    """

    path: str
    models: tuple[str, ...] | None
    too_large_status: int


CURRENT = Endpoint("/waves/v1/stt/", (PULSE, PULSE_PRO), too_large_status=413)
# Contract unknown: what a `model` sent here does. It left the spec, and unknown parameters are ignored: always pulse.
LEGACY = Endpoint("/waves/v1/pulse/get_text", None, too_large_status=400)
# Contract unknown: whether the oldest path still answers, and how; here like the legacy one, with model required.
OLDEST = Endpoint("/api/v1/pulse/get_text", (PULSE,), too_large_status=400)
ENDPOINTS = (CURRENT, LEGACY, OLDEST)


@dataclass(frozen=True)
class Options:
    """A request's options, checked.

    Accepted without any effect, as documented or seen live: `format`, `punctuate`, `capitalize`, `encoding`,
    `numerals`, `keywords`, `age_detection`, and whatever else the query holds.
    """

    model: str
    language: str
    word_timestamps: bool = False
    diarize: bool = False
    redact_pii: bool = False
    redact_pci: bool = False
    emotion_detection: bool = False
    gender_detection: bool = False
    webhook_url: str | None = None
    webhook_method: str = "POST"
    webhook_extra: str | None = None
    numerals: str | None = None
    keywords: str | None = None

    @property
    def is_pro(self) -> bool:
        """Whether pulse-pro was asked for: other answer, no speakers, webhooks."""
        return self.model == PULSE_PRO


class Refusal(Exception):
    """An answer other than 200.

    Args:
        status: HTTP status.
        body: JSON body without its request id.
        with_request_id: Whether the documented body ends with `request_id`.
        headers: Further headers.
    """

    def __init__(
        self,
        status: int,
        body: dict[str, Any],
        *,
        with_request_id: bool = False,
        headers: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(f"HTTP {status}")
        self.status = status
        self.body = body
        self.with_request_id = with_request_id
        self.headers = dict(headers or {})

    def body_for(self, request_id: str) -> dict[str, Any]:
        """The body to send, with the request's id where the contract has one."""
        return {**self.body, "request_id": request_id} if self.with_request_id else self.body


def no_token() -> Refusal:
    """No Authorization header."""
    return Refusal(401, {"message": "Unauthorized: No tokens provided"})


def bad_token() -> Refusal:
    """A key that is not accepted."""
    return Refusal(401, {"error": "unauthorized"})


def bad_query(issues: Iterable[dict[str, Any]], message: str = "Invalid query parameters") -> Refusal:
    """A list of issues as the validator zod reports them."""
    return Refusal(400, {"status": "error", "message": message, "errors": list(issues)})


def bad_audio(what: str) -> Refusal:
    """A body that cannot be taken; `what` is in the string field `errors`."""
    return Refusal(400, {"errors": what, "status": "error", "message": "Error handling audio data"})


def invalid_file_format() -> Refusal:
    """Empty or multipart body."""
    return bad_audio("Invalid file format. Supported formats: audio/*")


def invalid_json_url() -> Refusal:
    """A JSON body without a usable `url`."""
    return bad_audio("Invalid JSON data: missing or invalid 'url' field")


def too_large(endpoint: Endpoint) -> Refusal:
    """A body over the limit."""
    if endpoint.too_large_status == 413:
        return Refusal(413, {"error": "File size exceeds maximum limit of 250MB."}, with_request_id=True)
    return bad_audio("Audio data too large")


def decode_failed(message: str = "Failed to decode audio") -> Refusal:
    """Contract unknown: the status of this body (we chose 400) and its message."""
    body = {"status": "error", "message": message, "code": "AudioDecodeError"}
    return Refusal(400, body, with_request_id=True)


def language_not_enabled(language: str, region: str) -> Refusal:
    """A known language that the region does not serve."""
    return Refusal(
        400,
        {
            "status": "error",
            "error_code": "LANGUAGE_NOT_ENABLED_IN_REGION",
            "message": f"Language '{language}' has not been enabled in this region. "
            "Please contact support to request access.",
            "language": language,
            "region": region,
        },
    )


def rate_limited(retry_after_s: int) -> Refusal:
    """Contract unknown: whether the live service sends Retry-After; its documentation says to respect it."""
    return Refusal(
        429,
        {"error": "Rate limit exceeded. Please retry after a short backoff."},
        with_request_id=True,
        headers={"Retry-After": str(retry_after_s)},
    )


def internal_error() -> Refusal:
    """Something of ours broke."""
    return Refusal(500, {"error": "Internal server error"})


def unavailable(message: str = "Service unavailable") -> Refusal:
    """No recogniser. Contract unknown: the text."""
    return Refusal(503, {"error": message})


def issue(name: str, received: str | None, values: Iterable[str], message: str | None = None) -> dict[str, Any]:
    """One zod issue: a parameter that is missing (received None) or none of its values."""
    expected = " | ".join(f"'{value}'" for value in values)
    said = "undefined" if received is None else received
    return {
        "expected": expected,
        "received": said,
        "code": "invalid_type" if received is None else "invalid_enum_value",
        "path": [name],
        "message": message or f"Invalid enum value. Expected {expected}, received '{said}'",
    }


def parse_options(query: Mapping[str, str], *, endpoint: Endpoint, region: str) -> Options:
    """Check a query string in the order that the service is known to: model, the rest, then the region.

    Raises:
        Refusal: With the documented 400.
    """
    model = _model(query, endpoint)
    issues: list[dict[str, Any]] = []

    def flag(name: str) -> bool:
        # Contract unknown: whether "True" or "1" is taken; the documentation and the vendor's client send these two.
        value = query.get(name, "false")
        if value not in ("true", "false"):
            issues.append(issue(name, value, ("true", "false")))
        return value == "true"

    languages = PRO_LANGUAGES if model == PULSE_PRO else LANGUAGES
    language = query.get("language", "en" if model == PULSE_PRO else DEFAULT_LANGUAGE)
    if language not in languages:
        issues.append(issue("language", language, languages))
    webhook_url, webhook_method = query.get("webhook_url"), query.get("webhook_method", "POST")
    if model != PULSE_PRO:
        webhook_url = None  # the documentation contradicts itself; the spec says pulse-pro only: pulse answers at once
    elif webhook_url is not None:
        if not _is_web_address(webhook_url):
            issues.append(
                {"validation": "url", "code": "invalid_string", "message": "Invalid url", "path": ["webhook_url"]}
            )
        if webhook_method not in ("GET", "POST"):
            issues.append(issue("webhook_method", webhook_method, ("GET", "POST")))
    options = Options(
        model=model,
        language=language,
        word_timestamps=flag("word_timestamps"),
        diarize=flag("diarize"),
        redact_pii=flag("redact_pii"),
        redact_pci=flag("redact_pci"),
        emotion_detection=flag("emotion_detection"),
        gender_detection=flag("gender_detection"),
        webhook_url=webhook_url,
        webhook_method=webhook_method,
        webhook_extra=query.get("webhook_extra"),
        numerals=query.get("numerals"),
        keywords=query.get("keywords"),
    )
    if issues:
        raise bad_query(issues)
    if model == PULSE and language in NOT_ENABLED[region]:
        raise language_not_enabled(language, region)
    return options


def _model(query: Mapping[str, str], endpoint: Endpoint) -> str:
    if endpoint.models is None:
        return PULSE
    model = query.get("model")
    if model in endpoint.models:
        return str(model)
    supported = f"Supported values: {' | '.join(endpoint.models)}."
    message = f"Missing required query param: model. {supported}" if model is None else None
    raise bad_query([issue("model", model, endpoint.models, message)], "Invalid model query parameter.")


def _is_web_address(url: str) -> bool:
    try:
        parts = urlsplit(url)
        return parts.scheme in ("http", "https") and bool(parts.hostname)
    except ValueError:
        return False
