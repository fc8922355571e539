"""What can go wrong, once.

Every recording that is not transcribed ends with one of the reasons below, in a row of the `failures`
table and a log line. Errors come in two kinds: trying again may help (transient), or it will not (terminal).

    CallscribeError
    +-- TerminalError
    |   +-- RecordingError            one recording is at fault: its batch goes on without it
    |   +-- SettingsError             the user's settings, options or paths are at fault
    |   |   +-- StorageRefused        an object may not be read or written
    |   +-- EngineRefused             the engine will answer the same again
    |       +-- AuthenticationError   401
    |       +-- PlanError             403
    |       +-- BadRequestError       400, 404, 415, 422 and other 4xx
    |       +-- TooLargeError         413, or larger than the engine's documented limit
    |       +-- EmptyAnswerError      no word came back for audio that is not silent
    +-- TransientError
        +-- WriteConflict             somebody else wrote the object first
        +-- StorageError              the bucket did not answer as it should
        +-- EngineUnavailable
            +-- RateLimitError        429
            +-- ServerError           5xx
            +-- EngineTimeout         408, or no answer in time
            +-- EngineUnreachable     no connection, or it broke
            +-- UnreadableAnswerError  the answer is not what the contract says
"""

from __future__ import annotations

from enum import StrEnum


class FailureReason(StrEnum):
    """Why a recording was not transcribed."""

    EMPTY_FILE = "empty_file"
    NOT_AUDIO = "not_audio"
    CORRUPT_AUDIO = "corrupt_audio"
    NO_AUDIO_STREAM = "no_audio_stream"
    PLAYLIST_REFUSED = "playlist_refused"
    TOO_LARGE = "too_large"
    TOO_LONG = "too_long"
    SILENT = "silent"
    UNSUPPORTED_CODEC = "unsupported_codec"
    NO_CALL_DATE = "no_call_date"
    BAD_METADATA = "bad_metadata"
    ENGINE_REJECTED = "engine_rejected"
    ENGINE_UNAVAILABLE = "engine_unavailable"
    ENGINE_EMPTY = "engine_empty"
    OVER_BUDGET = "over_budget"
    DUPLICATE = "duplicate"
    INTERNAL = "internal"


class CallscribeError(Exception):
    """Root of every error raised on purpose in callscribe."""


class TerminalError(CallscribeError):
    """Trying again without changing something will fail the same way."""


class TransientError(CallscribeError):
    """Trying again later may succeed."""


class RecordingError(TerminalError):
    """One recording cannot be transcribed; the rest of its batch can.

    Args:
        reason: Goes to the `failures` table.
        message: What was found, what was expected and what to do. Never holds a word of the transcript.
    """

    def __init__(self, reason: FailureReason, message: str) -> None:
        super().__init__(message)
        self.reason = reason
        self.message = message


class SettingsError(TerminalError):
    """A setting, option, path or URI that the user gave cannot be used; the message says what to change."""


class StorageRefused(SettingsError):
    """A bucket does not let an object be read or written: no right, or it lies in an archive."""


class EngineRefused(TerminalError):
    """The engine refused the request and would refuse it again."""


class AuthenticationError(EngineRefused):
    """The API key is missing or not accepted."""


class PlanError(EngineRefused):
    """The account's plan does not include what was asked for, or its usage limit is reached."""


class BadRequestError(EngineRefused):
    """The engine does not accept this audio or these options."""


class TooLargeError(EngineRefused):
    """The audio is larger than the engine accepts in one request."""


class EmptyAnswerError(EngineRefused):
    """The engine answered without a single word."""


class WriteConflict(TransientError):
    """The object changed between reading it and writing it back."""


class StorageError(TransientError):
    """A bucket could not be read or written now."""


class EngineUnavailable(TransientError):
    """The engine could not answer now.

    Args:
        message: Says what happened; holds neither the API key nor text of a transcript.
        retry_after_s: Seconds the engine asked to wait, where it did.
    """

    def __init__(self, message: str, retry_after_s: float | None = None) -> None:
        super().__init__(message)
        self.retry_after_s = retry_after_s


class RateLimitError(EngineUnavailable):
    """Too many requests."""


class ServerError(EngineUnavailable):
    """The engine failed on its side."""


class EngineTimeout(EngineUnavailable):
    """No answer within the time allowed."""


class EngineUnreachable(EngineUnavailable):
    """No connection could be made, or it broke before the answer was complete."""


class UnreadableAnswerError(EngineUnavailable):
    """The engine answered with success, in a form that its contract does not know."""
