"""What the provider adds to Airflow's user interface."""

from __future__ import annotations

from airflow.plugins_manager import AirflowPlugin

from airflow_pulse.links import PulseHealthLink


class PulsePlugin(AirflowPlugin):
    """Registers the operators' links."""

    name = "pulse"
    operator_extra_links = [PulseHealthLink()]  # noqa: RUF012  as Airflow declares it
