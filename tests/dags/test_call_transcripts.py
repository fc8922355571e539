"""The DAG, run for real in processes of its own, on our sample calls."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import boto3
import pytest
from moto.server import ThreadedMotoServer

from airflow_runs import DagRunner, kill, wait_until
from callscribe.lake.verify import verify
from callscribe.storage import LocalStorage, S3Storage
from lakes import intake_rows, lake_rows
from local_airflow import pulse_local, stats

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

POISON = {
    "empty.wav": "empty_file",
    "not-audio.wav": "not_audio",
    "truncated.mp3": "corrupt_audio",
    "undated.wav": "no_call_date",
}
CALLS = {f"call-{number:04d}" for number in range(1, 9)}


@pytest.fixture(scope="module")
def twice(tmp_path_factory: pytest.TempPathFactory, sample_calls: Path) -> dict[str, Any]:
    """Two runs over the same folder with nothing changed in between."""
    home = tmp_path_factory.mktemp("twice")
    lake = LocalStorage(home / "lake")
    with pulse_local("--engine", "scripted") as url:
        runner = DagRunner(home / "airflow", url, sample_calls.as_uri(), lake.uri)
        first_log = runner.run()
        first, first_stats = lake_rows(lake), stats(url)
        second_log = runner.run()
        return {
            "lake": lake,
            "home": home,
            "logs": first_log + second_log,
            "first": first,
            "second": lake_rows(lake),
            "first_stats": first_stats,
            "second_stats": stats(url),
            "url": url,
        }


def test_every_sample_call_becomes_rows(twice: dict[str, Any]) -> None:
    assert {row["call_id"] for row in twice["first"]["calls"]} == CALLS
    assert {row["call_id"] for row in twice["first"]["words"]} == CALLS
    assert {row["dt"].isoformat() for row in twice["first"]["calls"]} == {"2026-11-02", "2026-11-03", "2026-11-04"}


def test_every_poison_file_becomes_a_failure_with_its_reason(twice: dict[str, Any]) -> None:
    failures = twice["first"]["failures"]
    assert {row["recording_uri"].rpartition("/")[2]: row["reason"] for row in failures} == POISON


def test_the_accounts_add_up(twice: dict[str, Any]) -> None:
    intake = intake_rows(twice["lake"])
    assert sum(row["listed"] for row in intake) == len(CALLS) + len(POISON)
    assert all(row["listed"] == row["transcribed"] + row["failed"] + row["skipped"] for row in intake)
    assert sum(row["requests"] for row in intake) == twice["first_stats"]["requests"]
    assert verify(twice["lake"]) == []


def test_a_second_run_leaves_equal_rows(twice: dict[str, Any]) -> None:
    assert twice["first"] == twice["second"]


def test_a_second_run_sends_no_request(twice: dict[str, Any]) -> None:
    assert twice["first_stats"]["requests"] > 0
    assert twice["second_stats"]["requests"] == twice["first_stats"]["requests"]


def test_a_run_clears_its_work_away(twice: dict[str, Any]) -> None:
    assert list(twice["lake"].list("work/")) == []


def test_what_was_said_is_in_no_log(twice: dict[str, Any]) -> None:
    texts = [row["text"] for row in twice["first"]["utterances"] if row["words"] > 3]
    assert texts
    assert not [text for text in texts if text in twice["logs"]]


def test_the_key_is_in_no_log(twice: dict[str, Any]) -> None:
    assert "sk_only_for_tests" not in twice["logs"]


def test_airflow_warns_of_no_deprecated_use(twice: dict[str, Any]) -> None:
    warnings = [line for line in twice["logs"].splitlines() if "deprecat" in line.lower()]
    # libraries that Airflow itself uses in an old way warn too; ours to mend is what Airflow or our own files say
    ours = [line for line in warnings if "RemovedInAirflow" in line or "AirflowProvider" in line]
    assert ours + [line for line in warnings if "site-packages" not in line] == []


@pytest.mark.timeout(400)
def test_a_run_for_one_date_takes_that_days_calls_only(tmp_path: Path, sample_calls: Path) -> None:
    lake = LocalStorage(tmp_path / "lake")
    with pulse_local("--engine", "scripted") as url:
        runner = DagRunner(tmp_path / "airflow", url, sample_calls.as_uri(), lake.uri)
        runner.run(date="2026-11-03")
        once = lake_rows(lake)
        runner.run(date="2026-11-03")
        assert {row["call_id"] for row in once["calls"]} == {"call-0004", "call-0005", "call-0006"}
        assert lake_rows(lake) == once
        assert set(stats(url)["answers_by_audio"].values()) == {1}


@pytest.mark.timeout(400)
def test_a_killed_run_is_made_up_for_without_losing_or_paying_twice(tmp_path: Path, sample_calls: Path) -> None:
    lake = LocalStorage(tmp_path / "lake")
    with pulse_local("--engine", "scripted", "--latency-s", "1.5") as url:
        runner = DagRunner(tmp_path / "airflow", url, sample_calls.as_uri(), lake.uri)
        run = runner.start()
        # four at a time, 1.5 s each: by the time the first four are stored, the next are under way
        wait_until(lambda: stats(url)["answered"] == len(list(lake.list("vault/answers/"))) >= 4, run)
        kill(run)
        before = stats(url)["answered"]
        assert before < 12, "killed too late to prove anything"
        runner.run()
        after = stats(url)
    assert {row["call_id"] for row in lake_rows(lake)["calls"]} == CALLS
    assert after["answered"] == 12
    assert set(after["answers_by_audio"].values()) == {1}
    assert verify(lake) == []


@pytest.fixture
def s3() -> Iterator[Any]:
    server = ThreadedMotoServer(port=0)
    server.start()
    host, port = server.get_host_and_port()
    client = boto3.client(
        "s3",
        endpoint_url=f"http://{host}:{port}",
        aws_access_key_id="test",
        aws_secret_access_key="test",
        region_name="us-east-1",
    )
    for bucket in ("recordings", "warehouse"):
        client.create_bucket(Bucket=bucket)
    yield client
    server.stop()


@pytest.mark.timeout(400)
def test_recordings_and_lake_may_lie_in_s3(tmp_path: Path, sample_calls: Path, s3: Any) -> None:
    for path in sample_calls.rglob("*"):
        if path.is_file():
            s3.upload_file(str(path), "recordings", f"acme/{path.relative_to(sample_calls).as_posix()}")
    connection = {
        "conn_type": "aws",
        "login": "test",
        "password": "test",
        "extra": {"endpoint_url": s3.meta.endpoint_url, "region_name": "us-east-1"},
    }
    lake = S3Storage(s3, "warehouse", "lake")
    with pulse_local("--engine", "scripted") as url:
        runner = DagRunner(
            tmp_path / "airflow",
            url,
            "s3://recordings/acme",
            "s3://other_aws@warehouse/lake",
            {"aws_default": connection, "other_aws": connection},
        )
        runner.run()
        once, asked = lake_rows(lake), stats(url)["requests"]
        runner.run()
        assert stats(url)["requests"] == asked
    assert {row["call_id"] for row in once["calls"]} == CALLS
    assert {row["recording_uri"].rpartition("/")[0] for row in once["calls"]} == {
        f"s3://recordings/acme/2026-11-0{day}" for day in (2, 3, 4)
    }
    assert {row["recording_uri"].rpartition("/")[2]: row["reason"] for row in once["failures"]} == POISON
    assert lake_rows(lake) == once
    assert verify(lake) == []
    assert list(lake.list("work/")) == []
