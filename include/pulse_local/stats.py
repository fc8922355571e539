"""What the server did: counters for tests, and the logs that the analytics endpoints show."""

from __future__ import annotations

import math
from collections import Counter, OrderedDict, deque
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from pulse_local.contract import Options

LOG_ENTRIES = 10_000
DISTINCT_AUDIO = 100_000  # answers_by_audio forgets the longest unseen beyond this
PAGE_SIZE, LARGEST_PAGE = 50, 100


@dataclass
class Stats:
    """Counters since the start or the last reset. Never holds a word of a transcript.

    Every request ends in one of answered, refused and abandoned.

    Attributes:
        requests: Transcription requests received.
        answered: Answered with 200 while the client was still connected.
        refused: By HTTP status, or by the fault that broke the connection.
        abandoned: The client went away before its answer.
        audio_seconds_answered: Sound in the answered requests.
        answers_by_audio: How often each audio, by its sha256, was answered.
    """

    requests: int = 0
    answered: int = 0
    refused: Counter[str] = field(default_factory=Counter)
    abandoned: int = 0
    audio_seconds_answered: float = 0.0
    answers_by_audio: OrderedDict[str, int] = field(default_factory=OrderedDict)

    def count_answer(self, sha256: str) -> None:
        """Count an answered request, apart from its seconds."""
        self.answered += 1
        self.answers_by_audio[sha256] = self.answers_by_audio.pop(sha256, 0) + 1
        if len(self.answers_by_audio) > DISTINCT_AUDIO:
            self.answers_by_audio.popitem(last=False)

    def as_json(self) -> dict[str, Any]:
        """For GET /_local/stats."""
        return {
            "requests": self.requests,
            "answered": self.answered,
            "refused": dict(self.refused),
            "abandoned": self.abandoned,
            "audio_seconds_answered": round(self.audio_seconds_answered, 2),
            "answers_by_audio": dict(self.answers_by_audio),
        }


class RequestLog:
    """The newest answered requests, as the analytics endpoints show them. Held in memory only."""

    def __init__(self) -> None:
        self._entries: deque[dict[str, Any]] = deque(maxlen=LOG_ENTRIES)

    def add(self, answer: dict[str, Any], *, request_id: str, options: Options, file_bytes: int) -> None:
        """Remember one answer.

        Contract unknown: whether `word_timestamps` holds the option or the words; here the option, like its
        neighbours, which also keeps an entry small.
        """
        self._entries.appendleft(
            {
                "request_id": request_id,
                "timestamp": now_text(),
                "request_type": "rest",
                "model": options.model,
                "language": options.language,
                "duration": answer["metadata"]["duration"],
                "file_size": str(file_bytes),
                "transcription": answer["transcription"],
                "word_timestamps": options.word_timestamps,
                "diarize": options.diarize,
                "redact_pii": options.redact_pii,
                "redact_pci": options.redact_pci,
                "numerals": options.numerals,
                "keywords": options.keywords,
                "emotion_detection": options.emotion_detection,
                "gender_detection": options.gender_detection,
                "emotions": answer.get("emotions"),
                "gender": answer.get("gender"),
                "webhook_url": options.webhook_url,
            }
        )

    def newest_first(self) -> Sequence[dict[str, Any]]:
        """All entries held."""
        return self._entries

    def delete(self, request_id: str) -> None:
        """Forget one request; unknown already is fine."""
        kept = [entry for entry in self._entries if entry["request_id"] != request_id]
        self._entries = deque(kept, maxlen=LOG_ENTRIES)

    def usage(self, *, start: datetime, end: datetime, granularity: str) -> list[dict[str, Any]]:
        """Requests and seconds for each hour or day with any. Contract unknown: the shape of a point."""
        points: dict[str, dict[str, Any]] = {}
        for entry in reversed(self._entries):
            at = datetime.strptime(entry["timestamp"], TIME_FORMAT).replace(tzinfo=UTC)
            if not start <= at <= end:
                continue
            began = at.replace(minute=0, second=0) if granularity == "hour" else at.replace(hour=0, minute=0, second=0)
            name = began.strftime(TIME_FORMAT)
            point = points.setdefault(name, {"timestamp": name, "requests": 0, "duration": 0.0})
            point["requests"] += 1
            point["duration"] = round(point["duration"] + entry["duration"], 2)
        return list(points.values())


TIME_FORMAT = "%Y-%m-%d %H:%M:%S"


def now_text() -> str:
    """Now in UTC, as the logs write it."""
    return datetime.now(UTC).strftime(TIME_FORMAT)


def time_or(text: str | None, default: datetime) -> datetime:
    """An ISO time, in UTC where it names no zone.

    Raises:
        ValueError: It is none.
    """
    if text is None:
        return default
    at = datetime.fromisoformat(text)
    return at if at.tzinfo else at.replace(tzinfo=UTC)


def last_week() -> tuple[datetime, datetime]:
    """Contract unknown: the span of the usage series where none is asked for."""
    end = datetime.now(UTC) + timedelta(seconds=1)
    return end - timedelta(days=7), end


def page_of(entries: Sequence[dict[str, Any]] | Iterable[dict[str, Any]], page: int, page_size: int) -> dict[str, Any]:
    """One page, in the shape of the analytics endpoints; pages count from 1."""
    held = list(entries)
    return {
        "status": "success",
        "data": held[(page - 1) * page_size : page * page_size],
        "page": page,
        "pageSize": page_size,
        "totalCount": len(held),
        "totalPages": math.ceil(len(held) / page_size),
    }
