from __future__ import annotations

import dataclasses
import json
from datetime import date
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import pytest
import requests
from airflow.sdk.exceptions import AirflowFailException

from airflow_pulse.operators.pulse import PulseTranscribeOperator
from callscribe import batch as steps
from callscribe import documents
from callscribe import run as runs
from callscribe.engines.pocketsphinx import RecognisedWord
from callscribe.errors import EngineUnavailable
from callscribe.settings import AudioSettings, EngineSettings, Settings
from callscribe.storage import LocalStorage
from local_server import running_server
from pulse_local.app import create_app
from sounds import speechlike_wav

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

WORDS = [RecognisedWord("marmalade", 0.1, 0.5, 0.9)]


class Service:
    def __init__(self, base_url: str) -> None:
        self.base_url = base_url

    def order(self, *faults: dict[str, Any]) -> None:
        requests.post(f"{self.base_url}/_local/faults", json={"faults": list(faults)}, timeout=10).raise_for_status()

    def stats(self) -> dict[str, Any]:
        return dict(requests.get(f"{self.base_url}/_local/stats", timeout=10).json())


@pytest.fixture
def service(monkeypatch: pytest.MonkeyPatch) -> Iterator[Service]:
    with running_server(create_app(recogniser=lambda samples: WORDS, api_key="sk", rpm=0, allow_faults=True)) as url:
        connect(monkeypatch, url)
        yield Service(url)


def connect(monkeypatch: pytest.MonkeyPatch, url: str, key: str = "sk") -> None:
    connection = {"conn_type": "pulse", "host": url, "password": key, "extra": {"max_attempts": 1}}
    monkeypatch.setenv("AIRFLOW_CONN_PULSE_DEFAULT", json.dumps(connection))


@pytest.fixture
def lake(tmp_path: Path) -> LocalStorage:
    return LocalStorage(tmp_path / "lake")


@pytest.fixture
def batch(tmp_path: Path, lake: LocalStorage) -> dict[str, Any]:
    """Three prepared recordings of two chunks each, as the prepare task hands them on."""
    calls = tmp_path / "calls"
    calls.mkdir()
    for number in range(3):
        (calls / f"{number}.wav").write_bytes(speechlike_wav(8.0, seed=number))
        (calls / f"{number}.wav.json").write_text(json.dumps({"call_id": str(number), "call_date": "2026-11-02"}))
    run = runs.start_run(
        lake,
        dag_id="call_transcripts",
        run_id="manual__1",
        run_date=date(2026, 11, 3),
        recordings_uri=calls.as_uri(),
        recordings_glob="**/*",
        language="en",
        engine="pulse",
        settings=Settings(audio=AudioSettings(chunk_s=5, overlap_s=1), engine=EngineSettings(concurrency=2)),
    )
    (ref,) = runs.discover(run, LocalStorage(calls), lake, None)
    return dataclasses.asdict(ref) | steps.prepare(ref, LocalStorage(calls), lake)


def execute(batch: dict[str, Any], lake: LocalStorage, *, try_number: int = 1, max_tries: int = 2) -> dict[str, Any]:
    operator = PulseTranscribeOperator(task_id="transcribe", batch=batch, lake_uri=lake.uri)
    instance = SimpleNamespace(try_number=try_number, max_tries=max_tries)
    return operator.execute({"ti": instance})  # type: ignore[arg-type]


def test_a_batch_comes_back_as_reference_and_counts(
    service: Service, lake: LocalStorage, batch: dict[str, Any]
) -> None:
    result = execute(batch, lake)
    counts = {"transcribed": 3, "from_cache": 0, "failed": 0, "requests": 6, "billed_s": 27.0, "first_minutes_s": 0.0}
    assert result == batch | counts
    json.dumps(result)


def test_what_was_said_is_in_the_vault_and_nowhere_else(
    service: Service, lake: LocalStorage, batch: dict[str, Any]
) -> None:
    result = execute(batch, lake)
    holding = {path for path in lake.root.rglob("*") if path.is_file() and b"marmalade" in path.read_bytes()}
    assert len(holding) == 6
    assert all(path.is_relative_to(lake.root / "vault") for path in holding)
    assert "marmalade" not in json.dumps(result)


def test_a_second_try_sends_nothing_again_and_reports_what_the_run_paid(
    service: Service, lake: LocalStorage, batch: dict[str, Any]
) -> None:
    first = execute(batch, lake)
    assert execute(batch, lake, try_number=2) == first
    assert service.stats()["requests"] == 6


def test_a_refused_recording_fails_alone(service: Service, lake: LocalStorage, batch: dict[str, Any]) -> None:
    service.order({"fault": "decode_error", "times": 1})
    result = execute(batch, lake)
    assert (result["transcribed"], result["failed"]) == (2, 1)
    (failure,) = documents.get(lake, f"{batch['folder']}/transcribed.json", steps.Transcribed).failures
    assert failure.reason == "engine_rejected"
    assert failure.recording_uri in failure.message


def test_trouble_fails_the_task_and_the_retry_pays_only_for_the_rest(
    service: Service, lake: LocalStorage, batch: dict[str, Any]
) -> None:
    service.order({"fault": "503", "times": 2, "after": 2})
    with pytest.raises(EngineUnavailable):
        execute(batch, lake)
    assert execute(batch, lake, try_number=2)["transcribed"] == 3
    assert set(service.stats()["answers_by_audio"].values()) == {1}
    assert service.stats()["answered"] == 6


def test_the_last_try_gives_up_on_those_that_could_not_be_served_alone(
    service: Service, lake: LocalStorage, batch: dict[str, Any]
) -> None:
    service.order({"fault": "500", "times": 1})
    result = execute(batch, lake, try_number=3, max_tries=2)
    assert (result["transcribed"], result["failed"]) == (2, 1)
    (failure,) = documents.get(lake, f"{batch['folder']}/transcribed.json", steps.Transcribed).failures
    assert failure.reason == "engine_unavailable"


def test_the_last_try_fails_where_nobody_could_be_served(
    service: Service, lake: LocalStorage, batch: dict[str, Any]
) -> None:
    service.order({"fault": "503", "times": 100})
    with pytest.raises(EngineUnavailable):
        execute(batch, lake, try_number=3, max_tries=2)


def test_a_dead_service_is_not_asked_for_every_chunk(
    service: Service, lake: LocalStorage, batch: dict[str, Any]
) -> None:
    service.order({"fault": "503", "times": 100})
    with pytest.raises(EngineUnavailable):
        execute(batch, lake)
    assert service.stats()["requests"] <= 6


def test_a_wrong_key_is_not_tried_again_by_airflow(
    service: Service, lake: LocalStorage, batch: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    connect(monkeypatch, service.base_url, key="sk_wrong")
    with pytest.raises(AirflowFailException, match="API key"):
        execute(batch, lake)


def test_batch_lake_and_connection_are_templated() -> None:
    assert set(PulseTranscribeOperator.template_fields) == {"batch", "lake_uri", "pulse_conn_id"}
