"""An Airflow connection turned into a Pulse client."""

from __future__ import annotations

import os
from functools import cached_property
from typing import TYPE_CHECKING, Any

from airflow.sdk import BaseHook
from airflow.sdk.exceptions import AirflowNotFoundException
from airflow.sdk.log import mask_secret

from airflow_pulse.exceptions import PulseConnectionError
from callscribe.engines.pulse import DEFAULT_BASE_URL, HEALTH_PATH, PulseClient
from callscribe.errors import CallscribeError

if TYPE_CHECKING:
    from pathlib import Path

    from callscribe.engines.base import EngineResult
    from callscribe.engines.pulse_options import PulseOptions

API_KEY_VARIABLE = "SMALLEST_API_KEY"
REDACTION_KEY_VARIABLE = "CALLSCRIBE_REDACTION_KEY"


class PulseHook(BaseHook):
    """
    Transcribe recordings with smallest.ai's Pulse.

    The connection's password is the API key, its host the base URL where it is not the API's own. Without such a
    connection, the key is taken from the environment variable ``SMALLEST_API_KEY``.

    :param pulse_conn_id: The connection.
    :param options: What to ask of the service; see :class:`callscribe.engines.pulse_options.PulseOptions`.
    """

    conn_name_attr = "pulse_conn_id"
    default_conn_name = "pulse_default"
    conn_type = "pulse"
    hook_name = "Pulse (smallest.ai)"

    def __init__(self, pulse_conn_id: str = default_conn_name, options: PulseOptions | None = None) -> None:
        super().__init__()
        self.pulse_conn_id = pulse_conn_id
        self.options = options

    def get_conn(self) -> PulseClient:
        """Return the client, one for the hook's life: its HTTP session is shared and safe between threads."""
        return self.client

    @cached_property
    def client(self) -> PulseClient:
        """The client that the connection describes."""
        key, base_url, extra = self._connection()
        mask_secret(key)
        settings: dict[str, Any] = {
            name: kind(extra[name])
            for name, kind in (("read_timeout_s", float), ("max_attempts", int))
            if extra.get(name) not in (None, "")
        }
        return PulseClient(key, base_url=base_url, options=self.options, **settings)

    @property
    def redaction_key(self) -> bytes | None:
        """
        What pseudonyms of personal data are made with: ``redaction_key`` of the connection's extra.

        Without one, that of the environment variable ``CALLSCRIBE_REDACTION_KEY``, else None: the lake's own is used.
        """
        try:
            given = self.get_connection(self.pulse_conn_id).extra_dejson.get("redaction_key")
        except AirflowNotFoundException:
            given = None
        key = str(given or os.environ.get(REDACTION_KEY_VARIABLE, ""))
        if not key:
            return None
        mask_secret(key)
        return key.encode()

    @property
    def health_url(self) -> str:
        """The service's health page; open to everybody."""
        return self._connection()[1].rstrip("/") + HEALTH_PATH

    def transcribe(self, audio: bytes | Path | str, *, language: str | None = None) -> EngineResult:
        """
        Transcribe one recording and wait for the answer.

        :param audio: Its bytes, the path of its file, or an http(s) URL that the service can reach.
        :param language: Instead of the one in the options.
        :raises callscribe.errors.EngineRefused: The service would refuse it again.
        :raises callscribe.errors.EngineUnavailable: Trouble that outlived the retries.
        """
        return self.client.transcribe(audio, language=language)

    def test_connection(self) -> tuple[bool, str]:
        """Ask the service whether it is well and accepts the key; costs nothing."""
        try:
            return True, self.client.check()
        except CallscribeError as error:
            return False, str(error)

    def _connection(self) -> tuple[str, str, dict[str, Any]]:
        try:
            connection = self.get_connection(self.pulse_conn_id)
        except AirflowNotFoundException:
            key = os.environ.get(API_KEY_VARIABLE, "")
            if not key:
                raise PulseConnectionError(
                    f"There is no Airflow connection {self.pulse_conn_id!r} and no {API_KEY_VARIABLE} in the"
                    " environment. Create one: airflow connections add"
                    f" {self.pulse_conn_id} --conn-type pulse --conn-password YOUR_API_KEY"
                ) from None
            return key, DEFAULT_BASE_URL, {}
        key = connection.password or os.environ.get(API_KEY_VARIABLE, "")
        if not key:
            raise PulseConnectionError(f"Connection {self.pulse_conn_id!r} has no API key (its password).")
        return key, self._base_url(connection.host, connection.schema, connection.port), connection.extra_dejson

    @staticmethod
    def _base_url(host: str | None, scheme: str | None, port: int | None) -> str:
        """The host field holds a URL; a connection given as a URI has it in parts."""
        if not host:
            return DEFAULT_BASE_URL
        if "://" in host:
            return host
        return f"{scheme or 'https'}://{host}" + (f":{port}" if port else "")
