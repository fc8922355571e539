"""The operator that has a batch of recordings transcribed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from airflow.sdk import BaseOperator
from airflow.sdk.exceptions import AirflowFailException

from airflow_pulse.links import PulseHealthLink
from airflow_pulse.storage import storage_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from airflow.sdk import Context


class PulseTranscribeOperator(BaseOperator):
    """
    Transcribe the prepared recordings of a batch with smallest.ai's Pulse.

    Their chunks are sent several at once. Each answer is stored in the lake's vault before anything looks at it, and
    what the vault holds is not sent again: a retry, a re-run or a backfill over the same calls pays for nothing
    twice. A recording that Pulse refuses fails alone. Trouble that outlives the client's own retries fails the task,
    for Airflow to try again later; on the last try, recordings that could not be served are given up if others were.

    Returns the batch's reference with counts, nothing that was said.

    :param batch: What ``callscribe.batch.prepare`` was given, as a dictionary: batch_id, folder and so on. (templated)
    :param lake_uri: Where chunks and vault are; see :func:`airflow_pulse.storage.storage_of`. (templated)
    :param pulse_conn_id: The connection to Pulse. (templated)
    """

    template_fields: Sequence[str] = ("batch", "lake_uri", "pulse_conn_id")
    operator_extra_links = (PulseHealthLink(),)
    ui_color = "#d9ead3"

    def __init__(
        self, *, batch: dict[str, Any], lake_uri: str, pulse_conn_id: str = "pulse_default", **kwargs: Any
    ) -> None:
        super().__init__(**kwargs)
        self.batch = batch
        self.lake_uri = lake_uri
        self.pulse_conn_id = pulse_conn_id

    def execute(self, context: Context) -> dict[str, Any]:
        """
        Have the batch transcribed.

        :raises AirflowFailException: Trying again will not help: the key, the plan or a setting is at fault.
        """
        from airflow_pulse.hooks.pulse import PulseHook
        from callscribe import batch as steps
        from callscribe.engines.pulse_options import options_of
        from callscribe.errors import TerminalError

        instance = context["ti"]
        last_try = instance.try_number > (instance.max_tries or 0)
        ref = steps.batch_ref(self.batch)
        try:
            lake = storage_of(self.lake_uri)
            run = steps.run_of(ref, lake)
            code = run.settings.engine.language_code(run.language)
            hook = PulseHook(self.pulse_conn_id, options_of(run.settings.engine, code))
            counts = steps.transcribe(ref, hook.get_conn(), lake, last_try=last_try)
        except TerminalError as error:
            raise AirflowFailException(str(error)) from error
        return self.batch | counts
