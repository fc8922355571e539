"""Registers the plugin where the package lies in the plugins folder without being installed."""

from __future__ import annotations

from importlib.metadata import entry_points

if "pulse" not in entry_points(group="airflow.plugins").names:
    from airflow_pulse.plugin import PulsePlugin  # noqa: F401
