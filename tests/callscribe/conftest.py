"""Recordings made on the spot, an engine that hears what a test tells it, and a house to take them through."""

from __future__ import annotations

import dataclasses
import hashlib
import itertools
import json
import shutil
import subprocess
import sys
import tempfile
import threading
import wave
from collections import Counter
from contextlib import contextmanager, nullcontext
from datetime import date
from pathlib import Path
from textwrap import dedent
from typing import TYPE_CHECKING, Any

import boto3
import numpy as np
import pytest
from botocore.config import Config
from moto.moto_server.werkzeug_app import DomainDispatcherApplication, create_backend_app
from werkzeug.serving import make_server

from callscribe import accounts, batch, documents
from callscribe import run as runs
from callscribe.audio.decoders import Decoders
from callscribe.engines.local import read_answer
from callscribe.errors import SettingsError
from callscribe.lake.views import open_views
from callscribe.run import BatchOutcome, BatchRef, Run
from callscribe.settings import Settings
from callscribe.storage import LocalStorage, S3Storage

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from callscribe.accounts import Summary
    from callscribe.engines.base import EngineResult
    from callscribe.recordings.listing import Interval

RUN_DATE = date(2026, 11, 20)
VOCABULARY = "hello thank you for calling the line is fine today we can help with that order now".split()


def speech(seconds: float, *, seed: int = 0, rate_hz: int = 16_000, level: int = 6000) -> Any:
    """Noise in syllables: different for each seed, and far from silent."""
    samples = round(seconds * rate_hz)
    noise = np.random.default_rng(seed).normal(0.0, level / 3, samples)
    syllables = 0.55 + 0.45 * np.sin(2 * np.pi * 4 * np.arange(samples) / rate_hz)
    return np.clip(noise * syllables, -32_000, 32_000).astype(np.int16)


def tone(seconds: float, hz: float, *, rate_hz: int = 16_000, level: int = 8000) -> Any:
    """A sine wave."""
    return np.rint(level * np.sin(2 * np.pi * hz * np.arange(round(seconds * rate_hz)) / rate_hz)).astype(np.int16)


def write_wav(path: Path, *channels: Any, rate_hz: int = 16_000) -> Path:
    """A 16-bit WAV file, folders made as needed."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with wave.open(str(path), "wb") as file:
        file.setnchannels(len(channels))
        file.setsampwidth(2)
        file.setframerate(rate_hz)
        file.writeframes(np.stack(channels, axis=1).tobytes())
    return path


class FakeEngine:
    """Answers at once, in the local engine's form, the same for the same audio.

    Args:
        hears: Text of every answer; by default some words that depend on the audio.
        troubles: Called with the number of the request, from 1; may raise.
        model: Goes into the vault's keys.
    """

    name = "local"

    def __init__(
        self, hears: str | None = None, troubles: Callable[[int], None] | None = None, model: str = "fake"
    ) -> None:
        self.hears = hears
        self.troubles = troubles
        self.model = model
        self.asked: list[str] = []
        self._lock = threading.Lock()

    def options(self, language: str) -> dict[str, str]:
        """The language counts."""
        if language == "tlh":
            raise SettingsError("The fake engine knows no 'tlh'.")
        return {"language": language}

    def ask(self, audio: bytes, *, language: str) -> bytes:
        """Words at 0.3 s from each other."""
        with self._lock:
            self.asked.append(hashlib.sha256(audio).hexdigest())
            number = len(self.asked)
        if self.troubles:
            self.troubles(number)
        picks = hashlib.sha256(audio).digest()[:6]
        text = " ".join(VOCABULARY[pick % len(VOCABULARY)] for pick in picks) if self.hears is None else self.hears
        words = [
            {"word": word, "start_s": place * 0.3, "end_s": place * 0.3 + 0.25, "confidence": 0.9, "speaker": None}
            for place, word in enumerate(text.split())
        ]
        return json.dumps({"words": words, "duration_s": len(audio) / 32_000}).encode()

    def read(self, answer: bytes) -> EngineResult:
        """See `callscribe.engines.base.Engine.read`."""
        return read_answer(answer)


class House:
    """A folder of recordings and a lake, both local, and the way of a run between them."""

    def __init__(self, root: Path) -> None:
        self.source = LocalStorage(root / "calls")
        self.lake = LocalStorage(root / "lake")
        self.source.root.mkdir(parents=True)
        self._runs = itertools.count(1)

    def record(self, name: str, *channels: Any, call_date: str | None = "2026-11-02", **sidecar: Any) -> Path:
        """A recording, with its sidecar where anything is known of it; the sound by default depends on the name."""
        sound = channels or (speech(1.0, seed=sum(name.encode())),)
        path = write_wav(self.source.root / name, *sound)
        known = {"call_date": call_date, **sidecar} if call_date else sidecar
        if known:
            self.note(name, **known)
        return path

    def note(self, name: str, **sidecar: Any) -> None:
        """A recording's sidecar."""
        (self.source.root / f"{name}.json").write_text(json.dumps(sidecar), encoding="utf-8")

    def start(self, run_id: str | None = None, *, run_date: date = RUN_DATE, **settings: Any) -> Run:
        """A run; settings as `recordings={"batch_size": 2}`."""
        chosen = Settings()
        for section, values in settings.items():
            changed = dataclasses.replace(getattr(chosen, section), **values)
            chosen = dataclasses.replace(chosen, **{section: changed})
        return runs.start_run(
            self.lake,
            dag_id="calls",
            run_id=run_id or f"run-{next(self._runs)}",
            run_date=run_date,
            recordings_uri=self.source.uri,
            recordings_glob="**/*",
            language="en",
            engine="local",
            settings=chosen,
        )

    def discover(self, run: Run, interval: Interval | None = None) -> list[BatchRef]:
        """See `callscribe.run.discover`."""
        return runs.discover(run, self.source, self.lake, interval)

    def finish(self, ref: BatchRef, engine: Any, *, last_try: bool = True) -> BatchOutcome:
        """All steps of a batch."""
        batch.prepare(ref, self.source, self.lake)
        batch.transcribe(ref, engine, self.lake, last_try=last_try)
        batch.polish(ref, self.source, self.lake)
        batch.write(ref, self.lake)
        return documents.get(self.lake, f"{ref.folder}/done.json", BatchOutcome)

    def transcribe(
        self, engine: Any = None, interval: Interval | None = None, run_id: str | None = None, **settings: Any
    ) -> Summary:
        """A whole run, up to its accounts."""
        run = self.start(run_id, **settings)
        engine = engine or FakeEngine()
        for ref in self.discover(run, interval):
            self.finish(ref, engine)
        return accounts.reconcile(run.folder, self.lake)

    def rows(self, table: str, order: str = "ALL") -> list[dict[str, Any]]:
        """Rows of a view."""
        with open_views(self.lake) as views:
            found = views.execute(f"SELECT * FROM {table} ORDER BY {order}")
            names = [column[0] for column in found.description or []]
            return [dict(zip(names, row, strict=True)) for row in found.fetchall()]

    def reasons(self) -> dict[str, str]:
        """Why recordings failed, by file name."""
        return {row["recording_uri"].rpartition("/")[2]: row["reason"] for row in self.rows("failures")}

    def files(self, folder: str = "") -> dict[str, bytes]:
        """What lies in the lake below a folder."""
        return {entry.key: (self.lake.root / entry.key).read_bytes() for entry in self.lake.list(folder)}

    def texts(self) -> Counter[str]:
        """The transcripts in `calls`."""
        return Counter(row["transcript"] for row in self.rows("calls"))


class _Sounds:
    speech = staticmethod(speech)
    tone = staticmethod(tone)
    write_wav = staticmethod(write_wav)


@pytest.fixture(scope="session")
def sounds() -> type[_Sounds]:
    """What recordings are made of."""
    return _Sounds


@pytest.fixture(autouse=True, scope="session")
def decoders() -> Iterator[Decoders]:
    """One pool of child processes for all tests, since each takes half a second to start."""
    with Decoders(2) as pool, pytest.MonkeyPatch.context() as patch:
        patch.setattr(batch, "Decoders", lambda processes: nullcontext(pool))
        yield pool


@pytest.fixture(scope="session")
def fake_engine() -> type[FakeEngine]:
    """See FakeEngine."""
    return FakeEngine


@pytest.fixture
def house(tmp_path: Path) -> House:
    """See House."""
    return House(tmp_path)


@pytest.fixture
def lake(tmp_path: Path) -> LocalStorage:
    """An empty lake."""
    return LocalStorage(tmp_path / "lake")


@pytest.fixture(scope="session")
def temporary_lake() -> Callable[[], Any]:
    """An empty lake for as long as a context lasts, for each example that Hypothesis tries."""

    @contextmanager
    def opened() -> Iterator[LocalStorage]:
        folder = tempfile.mkdtemp(prefix="callscribe-tests-")
        try:
            yield LocalStorage(Path(folder))
        finally:
            shutil.rmtree(folder)

    return opened


@pytest.fixture(scope="session")
def in_processes() -> Callable[..., None]:
    """Run the same Python code in several processes at once, each with arguments of its own; all must end well."""

    def run(code: str, *arguments: Sequence[str]) -> None:
        processes = [subprocess.Popen([sys.executable, "-c", dedent(code), *own]) for own in arguments]
        assert [process.wait() for process in processes] == [0] * len(processes)

    return run


@pytest.fixture(scope="session")
def s3_endpoint() -> Iterator[str]:
    """moto over HTTP, one request after the other: S3 promises that a conditional write is atomic."""
    server = make_server("127.0.0.1", 0, DomainDispatcherApplication(create_backend_app), threaded=False)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture(scope="session")
def s3_client(s3_endpoint: str) -> Any:
    """A boto3 client of `s3_endpoint`."""
    return boto3.client(
        "s3",
        endpoint_url=s3_endpoint,
        aws_access_key_id="somebody",
        aws_secret_access_key="something",
        region_name="us-east-1",
        config=Config(retries={"total_max_attempts": 1}),
    )


@pytest.fixture
def s3_storage(s3_client: Any) -> Callable[[str], S3Storage]:
    """Storage in a bucket of its own, below a prefix."""
    bucket = f"calls-{np.random.default_rng().integers(1 << 60):x}"
    s3_client.create_bucket(Bucket=bucket)
    return lambda prefix="": S3Storage(s3_client, bucket, prefix)
