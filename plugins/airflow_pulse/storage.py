"""Airflow connections turned into storage."""

from __future__ import annotations

from callscribe.storage import S3Storage, Storage, open_storage, parse_location


def storage_of(uri: str) -> Storage:
    """
    Open a folder or a bucket with Airflow's credentials.

    :param uri: ``file:///folder``, ``s3://bucket/prefix``, or ``s3://connection_id@bucket/prefix`` for another
        connection than ``aws_default``.
    :raises callscribe.errors.SettingsError: It is none of these.
    """
    location = parse_location(uri)
    if location.scheme != "s3":
        return open_storage(uri)
    from airflow.providers.amazon.aws.hooks.s3 import S3Hook

    hook = S3Hook(aws_conn_id=location.connection or S3Hook.default_conn_name)
    return S3Storage(hook.get_conn(), location.bucket, location.path)
