from __future__ import annotations

import time
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
import requests

from callscribe.engines.pocketsphinx import RecognisedWord
from local_server import running_server
from pulse_local.app import create_app
from sounds import wav

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

SAMPLE_CALLS = Path(__file__).parents[2] / "include" / "sample_calls"
STT = "/waves/v1/stt/"
TWO_UTTERANCES = (
    RecognisedWord("hello", 0.1, 0.5, 0.99751),
    RecognisedWord("there", 0.5, 0.9, 0.5),
    RecognisedWord("goodbye", 1.7, 2.004, 0.25),
)


def tone(seconds: float, hz: float = 150.0, level: int = 8000, rate_hz: int = 16_000) -> Any:
    """A voice without words: its overtones up to 3.6 kHz, with the pitch gliding by three percent as voices do."""
    at = np.arange(round(seconds * rate_hz)) / rate_hz
    phase = 2 * np.pi * hz * (at + 0.03 * np.sin(2 * np.pi * 2 * at) / (2 * np.pi * 2))
    overtones = range(1, int(3600 / hz) + 1)
    return np.rint(sum(np.sin(phase * n) / n for n in overtones) * level / 3).astype(np.int16)


class Client:
    """Requests to one running server."""

    def __init__(self, base_url: str, session: requests.Session) -> None:
        self.base_url = base_url
        self.session = session

    def get(self, path: str, **more: Any) -> requests.Response:
        more.setdefault("headers", {"Authorization": "Bearer sk_test"})
        return self.session.get(self.base_url + path, timeout=30, **more)

    def post(
        self, path: str = STT, *, data: Any = None, key: str | None = "sk_test", **query: Any
    ) -> requests.Response:
        """Transcribe `data` (default: two seconds of sound) with a query; `headers` and `json` as in requests."""
        headers = {"Content-Type": "application/octet-stream", **query.pop("headers", {})}
        if key is not None:
            headers["Authorization"] = f"Bearer {key}"
        document = query.pop("json", None)
        if document is not None:
            del headers["Content-Type"]
        if path == STT:
            query = {"model": "pulse", "language": "en", **query}
        query = {name: value for name, value in query.items() if value is not None}
        body = None if document is not None else wav(tone(2.0)) if data is None else data
        url = self.base_url + path
        return self.session.post(url, params=query, data=body, json=document, headers=headers, timeout=30)

    def stats(self) -> dict[str, Any]:
        return dict(self.get("/_local/stats").json())

    def eventually(self, holds: Callable[[dict[str, Any]], bool]) -> dict[str, Any]:
        """The stats, once they are as claimed."""
        deadline = time.monotonic() + 5
        while not holds(self.stats()) and time.monotonic() < deadline:
            time.sleep(0.02)
        stats = self.stats()
        assert holds(stats), stats
        return stats


@pytest.fixture
def serve() -> Iterator[Callable[..., Client]]:
    """Start a server with the arguments of create_app; it hears TWO_UTTERANCES in everything, if not told otherwise."""
    with ExitStack() as running:

        def start(**settings: Any) -> Client:
            settings.setdefault("recogniser", lambda _: list(TWO_UTTERANCES))
            base_url = running.enter_context(running_server(create_app(**settings)))
            return Client(base_url, running.enter_context(requests.Session()))

        yield start


@pytest.fixture(scope="module")
def shared_server() -> Iterator[Client]:
    app = create_app(recogniser=lambda _: list(TWO_UTTERANCES), rpm=0, allow_faults=True)
    with running_server(app) as base_url, requests.Session() as session:
        yield Client(base_url, session)


@pytest.fixture
def server(shared_server: Client) -> Client:
    """A server with faults and without a rate limit; its counters are at zero, and no fault waits."""
    shared_server.session.delete(shared_server.base_url + "/_local/faults", timeout=10)
    shared_server.session.post(shared_server.base_url + "/_local/reset", timeout=10)
    return shared_server


class _Audio:
    wav = staticmethod(wav)
    tone = staticmethod(tone)
    sample_calls = SAMPLE_CALLS


@pytest.fixture
def audio() -> type[_Audio]:
    """Sounds and files to send."""
    return _Audio
