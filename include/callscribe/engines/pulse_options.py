"""The documented options of smallest.ai's Pulse speech-to-text, refused early where they make no sense."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal
from urllib.parse import urlsplit

from callscribe.audio.plan import ChunkLimits
from callscribe.errors import SettingsError

if TYPE_CHECKING:
    from callscribe.settings import EngineSettings

Model = Literal["pulse", "pulse-pro"]
MODELS: frozenset[str] = frozenset({"pulse", "pulse-pro"})

# vendor's OpenAPI of August 2026: 26 languages and three routed groups
_DOCUMENTED_LANGUAGES = (
    "en hi de es ru it fr nl pt uk pl cs sk lv et ro fi sv bg hu da lt mt zh ja ko multi-eu multi-asian multi-indic"
)
# the live service knows 46 codes; of those that no page documents, these have been seen
_SEEN_LANGUAGES = "multi yue north_indic multi-south-indic"
LANGUAGES: frozenset[str] = frozenset(f"{_DOCUMENTED_LANGUAGES} {_SEEN_LANGUAGES}".split())
PRO_LANGUAGES: frozenset[str] = frozenset({"en"})

# Documented: 250 MB, without saying which MB (the smaller one is safe), and 10 minutes a session: "split recordings
# over 10 min", says the vendor's troubleshooting page.
MAX_BYTES = 250_000_000
LIMITS = ChunkLimits(longest_s=600.0, largest_bytes=MAX_BYTES)

Encoding = Literal["linear16", "linear32", "alaw", "mulaw", "opus", "ogg_opus"]
ENCODINGS: frozenset[str] = frozenset({"linear16", "linear32", "alaw", "mulaw", "opus", "ogg_opus"})


@dataclass(frozen=True, kw_only=True)
class PulseOptions:
    """What to ask of Pulse; every field is a query parameter of the same name.

    `word_timestamps` and `diarize` are always sent, both true: words come with neither one alone, and the
    documentation contradicts itself on utterances.

    Attributes:
        language: Always sent; the service's own default is refused in most regions.
        redact_pii: Effective for en and hi only. callscribe never relies on it.
        redact_pci: As redact_pii.
        webhook_url: pulse-pro only: answer at once, deliver the transcript there.
        webhook_extra: `key:value,key:value`, handed back by the webhook.
        format: As punctuate and capitalize: accepted, documented to change nothing.
        encoding: Accepted; REST ignores it, so send a container.
        numerals: As keywords: accepted, no documented effect on recordings.

    Raises:
        SettingsError: A value, or a combination, that the service refuses or silently ignores at a cost.
    """

    model: Model = "pulse"
    language: str = "en"
    redact_pii: bool = False
    redact_pci: bool = False
    emotion_detection: bool = False
    gender_detection: bool = False
    webhook_url: str | None = None
    webhook_method: Literal["GET", "POST"] | None = None
    webhook_extra: str | None = None
    format: bool | None = None
    punctuate: bool | None = None
    capitalize: bool | None = None
    encoding: Encoding | None = None
    numerals: Literal["true", "false", "auto"] | None = None
    keywords: str | None = None

    def __post_init__(self) -> None:
        """Check each value, then what they mean together."""
        _one_of("model", self.model, MODELS)
        _one_of("language", self.language, LANGUAGES)
        if self.encoding is not None:
            _one_of("encoding", self.encoding, ENCODINGS)
        if self.numerals is not None:
            _one_of("numerals", self.numerals, frozenset({"true", "false", "auto"}))
        for field in dataclasses.fields(self):
            value = getattr(self, field.name)
            if field.type in ("bool", "bool | None") and not isinstance(value, bool | None):
                raise SettingsError(f"Pulse option {field.name} is {value!r}; expected true or false.")
        if self.model == "pulse-pro":
            self._check_pro()
        elif self.webhook_url is not None:
            raise SettingsError("Pulse option webhook_url works with model pulse-pro only.")
        self._check_webhook()

    def _check_pro(self) -> None:
        if self.language not in PRO_LANGUAGES:
            raise SettingsError(
                f"pulse-pro transcribes English only; language is {self.language!r}. Use model pulse for it."
            )
        for name in ("emotion_detection", "gender_detection"):
            if getattr(self, name):
                raise SettingsError(f"pulse-pro has no {name}. Use model pulse for it.")

    def _check_webhook(self) -> None:
        if self.webhook_url is None:
            if self.webhook_method is not None or self.webhook_extra is not None:
                raise SettingsError("webhook_method and webhook_extra mean nothing without webhook_url.")
            return
        parts = urlsplit(self.webhook_url)
        if parts.scheme not in ("http", "https") or not parts.hostname:
            raise SettingsError("Pulse option webhook_url must be an http or https URL that the service can reach.")
        if self.webhook_method is not None:
            _one_of("webhook_method", self.webhook_method, frozenset({"GET", "POST"}))

    def query(self) -> dict[str, str]:
        """The query parameters; what was not asked for is left out."""
        asked: dict[str, str] = {"model": self.model, "language": self.language}
        asked |= {"word_timestamps": "true", "diarize": "true"}
        for field in dataclasses.fields(self):
            value = getattr(self, field.name)
            if field.name in asked or value is None or (value is False and field.default is False):
                continue
            asked[field.name] = str(value).lower() if isinstance(value, bool) else str(value)
        return asked


def pulse_language(code: str) -> str:
    """Pulse's code for a language: it knows no regions, so `en-US` is `en`."""
    known = code.lower()
    return known if known in LANGUAGES else known.replace("_", "-").split("-")[0]


def options_of(settings: EngineSettings, language: str) -> PulseOptions:
    """The options of a run's settings.

    Raises:
        SettingsError: An option that Pulse does not have, or a value that it refuses.
    """
    # a webhook's transcripts would arrive elsewhere, unredacted, and nothing of them here
    fields = {field.name for field in dataclasses.fields(PulseOptions) if not field.name.startswith("webhook")}
    fields -= {"model", "language"}
    if unknown := sorted(set(settings.options) - fields):
        raise SettingsError(f"Pulse has no option {', '.join(unknown)}. It has {', '.join(sorted(fields))}.")
    given: dict[str, Any] = dict(settings.options)
    return PulseOptions(model=settings.model, language=pulse_language(language), **given)  # type: ignore[arg-type]


def _one_of(name: str, value: object, allowed: frozenset[str]) -> None:
    if value not in allowed:
        raise SettingsError(f"Pulse option {name} is {value!r}; it must be one of {', '.join(sorted(allowed))}.")
