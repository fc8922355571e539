"""Airflow provider for smallest.ai's Pulse speech-to-text."""

from __future__ import annotations

__version__ = "0.1.0"
