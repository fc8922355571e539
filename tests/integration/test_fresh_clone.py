"""What a stranger does first: clone, `make demo`, install the wheel."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

pytestmark = [pytest.mark.integration, pytest.mark.timeout(900)]

ROOT = Path(__file__).resolve().parents[2]


def run(command: list[str] | str, folder: Path, **env: str) -> str:
    """Output of a command that must succeed, in an environment without this project's settings."""
    inherited = {
        name: value for name, value in os.environ.items() if not name.startswith(("AIRFLOW", "VIRTUAL_ENV", "MAKE"))
    }
    done = subprocess.run(
        command,
        cwd=folder,
        env=inherited | env,
        shell=isinstance(command, str),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout[-4000:]
    return done.stdout


@pytest.fixture(scope="module")
def clone(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("stranger") / "airflow-pulse"
    run(["git", "clone", "--quiet", str(ROOT), str(folder)], ROOT)
    return folder


@pytest.fixture(scope="module")
def demo(clone: Path) -> str:
    return run(["make", "demo"], clone, COLUMNS="100")


def test_the_demo_shows_every_call_with_its_word_error_rate(demo: str) -> None:
    rows = re.findall(r"^ ?(call-\d{4}) +2026-11-0\d .* (\d+)% *$", demo, re.MULTILINE)
    assert [call for call, _ in rows] == [f"call-{number:04d}" for number in range(1, 9)]
    assert all(int(rate) < 35 for _, rate in rows)


def test_the_demo_shows_a_redacted_conversation_and_the_failures(demo: str) -> None:
    assert re.search(r"customer +.*\[CARD_NUMBER\]", demo)
    assert {"empty_file", "not_audio", "corrupt_audio", "no_call_date"} <= set(re.findall(r"\w+", demo))


def test_the_demos_query_can_be_pasted(demo: str, clone: Path) -> None:
    command = re.search(r'^\S*python -c "import duckdb;.*?\.show\(\)"', demo, re.MULTILINE | re.DOTALL)
    assert command is not None
    assert "agent" in run(command.group(), clone)


def test_a_second_demo_asks_the_service_for_nothing(demo: str, clone: Path) -> None:
    assert "received 12 requests" in demo
    assert "received 0 requests" in run(["make", "demo"], clone, COLUMNS="100")


def test_the_demo_leaves_nothing_that_git_would_see(demo: str, clone: Path) -> None:
    assert run(["git", "status", "--porcelain"], clone) == ""


def test_the_wheel_brings_provider_plugin_and_commands(clone: Path, tmp_path: Path) -> None:
    uv = shutil.which("uv") or str(Path(sys.executable).with_name("uv"))
    run([uv, "build", "--quiet", "--wheel", "--out-dir", str(tmp_path)], clone)
    (wheel,) = tmp_path.glob("*.whl")
    packages = {name.split("/")[0] for name in zipfile.ZipFile(wheel).namelist()}
    assert packages == {"airflow_pulse", "callscribe", "pulse_local", "airflow_pulse-0.1.0.dist-info"}
    run([sys.executable, "-m", "venv", "venv"], tmp_path)
    constraints = sorted(ROOT.glob(f"constraints-{sys.version_info[0]}.{sys.version_info[1]}.txt"))
    options = [part for path in constraints for part in ("--constraints", str(path))]
    run([uv, "pip", "install", "--quiet", "--python", "venv/bin/python", *options, str(wheel)], tmp_path)
    home = {"AIRFLOW_HOME": str(tmp_path / "home"), "AIRFLOW__CORE__LOAD_EXAMPLES": "False", "COLUMNS": "200"}
    assert "airflow-pulse" in run(["venv/bin/airflow", "providers", "list"], tmp_path, **home)
    assert "PulsePlugin" in run(["venv/bin/airflow", "plugins"], tmp_path, **home)
    assert "pulse " in run(["venv/bin/airflow", "providers", "hooks"], tmp_path, **home)
    assert "preflight" in run(["venv/bin/callscribe", "--help"], tmp_path)
    assert "--rpm" in run(["venv/bin/pulse-local", "--help"], tmp_path)
