"""`pulse-local` as its users start it."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import requests

from pulse_local.cli import main

if TYPE_CHECKING:
    from collections.abc import Iterator


@contextmanager
def started(*arguments: str) -> Iterator[tuple[subprocess.Popen[str], str]]:
    command = [sys.executable, "-m", "pulse_local", "--port", "0", *arguments]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as server:
        try:
            assert server.stdout is not None
            line = server.stdout.readline()
            found = re.search(r"http://\S+", line)
            assert found, line
            yield server, found.group()
        finally:
            server.kill()


def ask(base_url: str, body: bytes, key: str = "k") -> requests.Response:
    return requests.post(
        f"{base_url}/waves/v1/stt/?model=pulse&language=en",
        data=body,
        headers={"Authorization": f"Bearer {key}"},
        timeout=30,
    )


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_it_says_where_it_listens_answers_and_ends_cleanly(audio: Any, number: signal.Signals) -> None:
    with started("--engine", "scripted", "--api-key", "sk_ci", "--rpm", "2") as (server, base_url):
        assert requests.get(base_url + "/waves/v1/health", timeout=10).json()["status"] == "ok"
        body = audio.wav(audio.tone(2.0))
        answers = [ask(base_url, body, "sk_ci") for _ in range(3)]
        assert [answer.status_code for answer in answers] == [200, 200, 429]
        assert answers[0].json()["transcription"]
        assert ask(base_url, body, "sk_other").status_code == 401
        server.send_signal(number)
        out, err = server.communicate(timeout=15)
        assert (server.returncode, out, err) == (0, "", "")


def is_running(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


def descendants(pid: int) -> list[int]:
    """Found by parent in every process: a child may hang under any thread of its parent."""
    parents = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            parents[int(stat.parent.name)] = int(stat.read_text().rpartition(")")[2].split()[1])
        except (FileNotFoundError, ProcessLookupError):
            continue
    return [child for child, parent in parents.items() if parent == pid]


def test_a_killed_server_leaves_no_process_behind(audio: Any) -> None:
    with started() as (server, base_url):
        body = (audio.sample_calls / "poison" / "undated.wav").read_bytes()
        assert ask(base_url, body).json()["transcription"]
        workers = descendants(server.pid)
        assert workers
        os.kill(server.pid, signal.SIGKILL)
        deadline = time.monotonic() + 10
        while any(map(is_running, workers)) and time.monotonic() < deadline:
            time.sleep(0.05)
        assert not any(map(is_running, workers))


@pytest.mark.parametrize(
    "arguments",
    [["--port", "70000"], ["--rpm", "-1"], ["--latency-s", "nan"], ["--api-key", " "], ["--engine", "whisper"]],
    ids=lambda arguments: arguments[0],
)
def test_settings_that_cannot_be_used_are_named(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(arguments)
    assert ended.value.code == 2
    assert arguments[0] in capsys.readouterr().err


def test_a_port_that_is_taken_is_named(serve: Any, capsys: pytest.CaptureFixture[str]) -> None:
    port = serve().base_url.rpartition(":")[2]
    with pytest.raises(SystemExit):
        main(["--port", port, "--engine", "scripted"])
    assert port in capsys.readouterr().err


def test_help_names_the_scripted_engine_for_what_it_is(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["--help"])
    assert "no recognition" in " ".join(capsys.readouterr().out.split())
