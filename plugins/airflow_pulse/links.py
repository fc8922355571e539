"""Links beside a task in Airflow's user interface."""

from __future__ import annotations

from typing import TYPE_CHECKING

from airflow.sdk import BaseOperatorLink

if TYPE_CHECKING:
    from airflow.sdk import BaseOperator
    from airflow.sdk.types import TaskInstanceKey


class PulseHealthLink(BaseOperatorLink):
    """To the health page of the service that the task asks: the first question when transcription stands still."""

    name = "Pulse health"

    def get_link(self, operator: BaseOperator, *, ti_key: TaskInstanceKey) -> str:
        """The page's address; needs no sign-in."""
        from airflow_pulse.hooks.pulse import PulseHook

        del ti_key
        return PulseHook(getattr(operator, "pulse_conn_id", PulseHook.default_conn_name)).health_url
