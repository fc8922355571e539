"""Airflow executes every module under `plugins/` by its bare name; ours must survive that, and not be there twice."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]

_LOAD = """
import json, sys
from airflow import plugins_manager
plugins, errors = plugins_manager._get_plugins()
ours = [plugin.name for plugin in plugins if plugin.name == "pulse"]
bare = sorted(set(sys.modules) & {"pulse", "steps", "links", "storage", "exceptions", "plugin", "get_provider_info"})
print(json.dumps({"ours": ours, "errors": {str(k): str(v) for k, v in errors.items()}, "bare": bare}))
"""


# as on a machine where the wheel was not installed: importable, but without entry points
_HIDE_OUR_DISTRIBUTION = """
from importlib import metadata
find = metadata.MetadataPathFinder.find_distributions
metadata.MetadataPathFinder.find_distributions = classmethod(
    lambda cls, *given: (one for one in find(*given) if one.metadata["Name"] != "airflow-pulse")
)
"""


def load_plugins(plugins: Path, home: Path, *, installed: bool) -> dict[str, object]:
    env = {**os.environ, "AIRFLOW_HOME": str(home), "AIRFLOW__CORE__PLUGINS_FOLDER": str(plugins)}
    code = _LOAD if installed else _HIDE_OUR_DISTRIBUTION + _LOAD
    done = subprocess.run([sys.executable, "-c", code], env=env, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-3000:]
    found: dict[str, object] = json.loads(done.stdout.splitlines()[-1])
    return found


def test_installed_the_plugin_is_there_once_and_without_errors(tmp_path: Path) -> None:
    found = load_plugins(ROOT / "plugins", tmp_path, installed=True)
    assert found == {"ours": ["pulse"], "errors": {}, "bare": []}


def test_in_the_plugins_folder_alone_the_plugin_is_there_once_and_without_errors(tmp_path: Path) -> None:
    found = load_plugins(ROOT / "plugins", tmp_path, installed=False)
    assert found == {"ours": ["pulse"], "errors": {}, "bare": []}


def test_without_our_ignore_file_airflow_would_execute_the_package(tmp_path: Path) -> None:
    plugins = tmp_path / "plugins"
    shutil.copytree(ROOT / "plugins", plugins, ignore=shutil.ignore_patterns(".airflowignore", "__pycache__"))
    found = load_plugins(plugins, tmp_path, installed=True)
    assert found["bare"], "Airflow changed its habit; the ignore file may go"
