"""Call recordings in, rows out: everything of airflow-pulse that does not need Airflow."""

from __future__ import annotations

__version__ = "0.1.0"
