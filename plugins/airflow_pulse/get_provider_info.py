"""What Airflow's provider discovery reads; it runs before Airflow is configured, so nothing is imported here."""

from __future__ import annotations

from typing import Any


def get_provider_info() -> dict[str, Any]:
    """The provider's metadata, by Airflow's `provider_info.schema.json`."""
    return {
        "package-name": "airflow-pulse",
        "name": "Pulse",
        "description": "Speech-to-text for call recordings by `smallest.ai's Pulse <https://smallest.ai>`__.",
        "versions": ["0.1.0"],
        "integrations": [
            {
                "integration-name": "Pulse",
                "external-doc-url": "https://docs.smallest.ai",
                "tags": ["service"],
            }
        ],
        "hooks": [{"integration-name": "Pulse", "python-modules": ["airflow_pulse.hooks.pulse"]}],
        "operators": [{"integration-name": "Pulse", "python-modules": ["airflow_pulse.operators.pulse"]}],
        "connection-types": [
            {
                "connection-type": "pulse",
                "hook-class-name": "airflow_pulse.hooks.pulse.PulseHook",
                "hook-name": "Pulse (smallest.ai)",
                "ui-field-behaviour": {
                    "hidden-fields": ["login", "schema", "port", "extra"],
                    "relabeling": {"password": "API key", "host": "Base URL"},
                    "placeholders": {"password": "sk_...", "host": "https://api.smallest.ai"},
                },
                "conn-fields": {
                    "read_timeout_s": {
                        "label": "Read time-out (s)",
                        "description": "How long to wait for the answer to one request.",
                        "schema": {"type": ["number", "null"], "default": 300, "minimum": 1},
                    },
                    "max_attempts": {
                        "label": "Attempts",
                        "description": "Tries of one request, the first included; only transient trouble is retried.",
                        "schema": {"type": ["integer", "null"], "default": 6, "minimum": 1},
                    },
                },
            }
        ],
    }
