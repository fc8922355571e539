from __future__ import annotations

import importlib
import json
import subprocess
import sys
from importlib.metadata import entry_points, version
from pathlib import Path

import airflow
import jsonschema

from airflow_pulse.get_provider_info import get_provider_info


def test_the_metadata_follows_airflows_schema() -> None:
    schema = Path(airflow.__file__).parent / "provider_info.schema.json"
    jsonschema.validate(get_provider_info(), json.loads(schema.read_text(encoding="utf-8")))


def test_everything_that_the_metadata_names_can_be_imported() -> None:
    info = get_provider_info()
    names = [name for kind in ("hooks", "operators") for group in info[kind] for name in group["python-modules"]]
    classes = [connection["hook-class-name"] for connection in info["connection-types"]]
    for name in names:
        importlib.import_module(name)
    for name in classes:
        module, _, attribute = name.rpartition(".")
        assert getattr(importlib.import_module(module), attribute).conn_type == "pulse"


def test_the_metadata_states_the_installed_distribution() -> None:
    info = get_provider_info()
    assert info["package-name"] == "airflow-pulse"
    assert info["versions"][0] == version("airflow-pulse")


def test_airflow_finds_the_provider_and_the_plugin() -> None:
    assert "airflow_pulse.get_provider_info:get_provider_info" in {
        entry.value for entry in entry_points(group="apache_airflow_provider")
    }
    assert "airflow_pulse.plugin:PulsePlugin" in {entry.value for entry in entry_points(group="airflow.plugins")}


def test_discovery_imports_nothing_heavy() -> None:
    code = (
        "import sys; from airflow_pulse.get_provider_info import get_provider_info; get_provider_info();"
        "print([name for name in ('airflow', 'requests', 'pyarrow', 'av') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
