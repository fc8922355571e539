"""Errors of the provider that concern Airflow; those of the engine are in `callscribe.errors`."""

from __future__ import annotations

from callscribe.errors import SettingsError


class PulseConnectionError(SettingsError):
    """The Airflow connection does not say how to reach Pulse."""
