"""One way to keep bytes, on a file system or in S3: read, list, write, write-if, delete.

fsspec offers no compare-and-swap and its S3 side pins boto3, hence our own small protocol.
"""

from __future__ import annotations

import contextlib
import fcntl
import os
import tempfile
import uuid
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any, Protocol
from urllib.parse import unquote, urlsplit

from callscribe.errors import FailureReason, RecordingError, SettingsError, StorageError, StorageRefused, WriteConflict

if TYPE_CHECKING:
    from collections.abc import Iterator
    from contextlib import AbstractContextManager


@dataclass(frozen=True)
class Entry:
    """A listed object: its key below the root, size, and what changes when its content does."""

    key: str
    size_bytes: int
    modified_at: datetime
    version: str


@dataclass(frozen=True)
class Stored:
    """An object's bytes, with the version to hand to `write_if`."""

    content: bytes
    version: str


class Storage(Protocol):
    """Objects under one root. Keys are relative, with `/`, never starting with it."""

    @property
    def uri(self) -> str:
        """The root, as users write it; never ends with `/`, never holds credentials."""

    def read(self, key: str) -> Stored | None:
        """The whole object, or None where there is none."""

    def local_copy(self, key: str) -> AbstractContextManager[Path]:
        """A path to read the object's bytes from while the context lasts; not to be written to."""

    def list(self, prefix: str = "") -> Iterator[Entry]:
        """Objects below a folder (`prefix` ends with `/`, or is empty), in no particular order."""

    def write(self, key: str, content: bytes) -> None:
        """Write the whole object: a reader sees the old bytes or the new ones."""

    def write_if(self, key: str, content: bytes, version: str | None) -> None:
        """Write unless somebody else did since `version` was read (None: since there was no object).

        Raises:
            WriteConflict: The object changed in between; read, merge and write again.
        """

    def delete(self, key: str) -> None:
        """Remove the object; gone already is fine."""


class LocalStorage:
    """Objects as files under a folder."""

    def __init__(self, root: Path) -> None:
        self.root = root.absolute()

    @property
    def uri(self) -> str:
        """The folder as a `file://` URI, unescaped for people to read."""
        return "file://" + str(self.root).removesuffix("/")  # the root of the file system is one itself

    def read(self, key: str) -> Stored | None:
        """See `Storage.read`."""
        if self._leads_out(key):
            raise StorageRefused(f"{self.uri}/{key}: a link that leads out of its folder, which is not followed.")
        try:
            with (self.root / key).open("rb") as file:
                return Stored(file.read(), _file_version(os.fstat(file.fileno())))
        except FileNotFoundError:
            return None

    @contextlib.contextmanager
    def local_copy(self, key: str) -> Iterator[Path]:
        """The file itself; see `Storage.local_copy`.

        Raises:
            RecordingError: It is a link to a file elsewhere.
        """
        if self._leads_out(key):
            raise RecordingError(
                FailureReason.NOT_AUDIO,
                f"{self.uri}/{key}: a link that leads out of its folder, which is not followed."
                " Put the recording itself there.",
            )
        yield self.root / key

    def _leads_out(self, key: str) -> bool:
        """Whether a file is a link to one elsewhere; folders below the root may be links, as their owner made them."""
        path = self.root / key
        return path.is_symlink() and not path.resolve().is_relative_to(self.root.resolve())

    def list(self, prefix: str = "") -> Iterator[Entry]:
        """See `Storage.list`; links to folders are not followed."""
        for directory, _, names in os.walk(self.root / prefix, onerror=_refuse_unreadable):
            for name in names:
                if name.startswith("."):
                    continue  # our locks and files half written
                entry = self.entry(Path(directory, name).relative_to(self.root).as_posix())
                if entry is not None:  # deleted while we list, or a dangling link: not an object
                    yield entry

    def entry(self, key: str) -> Entry | None:
        """What `list` would say of one file, or None where there is none."""
        path = self.root / key
        try:
            status = path.stat()
        except FileNotFoundError:
            return None
        if not path.is_file():
            return None
        return Entry(key, status.st_size, datetime.fromtimestamp(status.st_mtime, UTC), _file_version(status))

    def write(self, key: str, content: bytes) -> None:
        """See `Storage.write`: a temporary file in the same folder, fsync, rename, fsync of the folder."""
        path = self.root / key
        path.parent.mkdir(parents=True, exist_ok=True)
        temporary = path.parent / f".{path.name}.{uuid.uuid4().hex}.tmp"
        try:
            with temporary.open("xb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            temporary.replace(path)
        except BaseException:
            temporary.unlink(missing_ok=True)
            raise
        folder = os.open(path.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)

    def write_if(self, key: str, content: bytes, version: str | None) -> None:
        """See `Storage.write_if`: compared and renamed under a lock that every writer takes."""
        path = self.root / key
        path.parent.mkdir(parents=True, exist_ok=True)
        # readers of data lakes skip names that start with a dot
        with (path.parent / ".lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            try:
                current = _file_version(path.stat())
            except FileNotFoundError:
                current = None
            if current != version:
                raise WriteConflict(f"{path} changed while it was being rewritten.")
            self.write(key, content)

    def delete(self, key: str) -> None:
        """See `Storage.delete`; folders that this empties go too."""
        path = self.root / key
        path.unlink(missing_ok=True)
        for folder in path.parents:
            if folder == self.root:
                break
            try:
                folder.rmdir()
            except OSError:  # not empty, or gone
                break


class S3Storage:
    """Objects in an S3 bucket under a prefix.

    Args:
        client: A boto3 S3 client; the plugin builds it from an Airflow connection.
        bucket: Its name.
        prefix: Path below the bucket, without slashes at its ends; may be empty.

    Every method raises SettingsError where the bucket does not exist or refuses, StorageError where it fails.
    """

    def __init__(self, client: Any, bucket: str, prefix: str = "") -> None:
        self._client = client
        self._bucket = bucket
        self._prefix = f"{prefix}/" if prefix else ""

    @property
    def uri(self) -> str:
        """`s3://bucket/prefix`."""
        return f"s3://{self._bucket}/{self._prefix}".rstrip("/")

    def read(self, key: str) -> Stored | None:
        """See `Storage.read`."""
        try:
            with self._errors(key):
                answer = self._client.get_object(Bucket=self._bucket, Key=self._prefix + key)
                return Stored(answer["Body"].read(), answer["ETag"])
        except _NoSuchObject:
            return None

    @contextlib.contextmanager
    def local_copy(self, key: str) -> Iterator[Path]:
        """A download in a temporary file; see `Storage.local_copy`."""
        with tempfile.NamedTemporaryFile(suffix=PurePosixPath(key).suffix) as file:
            with self._errors(key):
                self._client.download_fileobj(self._bucket, self._prefix + key, file)
            file.flush()
            yield Path(file.name)

    def list(self, prefix: str = "") -> Iterator[Entry]:
        """See `Storage.list`."""
        pages = self._client.get_paginator("list_objects_v2").paginate(
            Bucket=self._bucket, Prefix=self._prefix + prefix
        )
        with self._errors(prefix):
            for page in pages:
                for found in page.get("Contents", []):
                    key = found["Key"].removeprefix(self._prefix)
                    if key and not key.endswith("/"):  # a "folder" made by a console
                        yield Entry(key, found["Size"], found["LastModified"], found["ETag"])

    def write(self, key: str, content: bytes) -> None:
        """See `Storage.write`: one PUT, which S3 makes atomic."""
        self._put(key, content)

    def write_if(self, key: str, content: bytes, version: str | None) -> None:
        """See `Storage.write_if`: a conditional PUT."""
        if version is None:
            self._put(key, content, IfNoneMatch="*")
            return
        try:
            self._put(key, content, IfMatch=version)
        except WriteConflict:
            # Ceph RGW compares the bare tag where AWS, moto and the standard want it quoted
            self._put(key, content, IfMatch=version.strip('"'))

    def delete(self, key: str) -> None:
        """See `Storage.delete`."""
        with self._errors(key):
            self._client.delete_object(Bucket=self._bucket, Key=self._prefix + key)

    def _put(self, key: str, content: bytes, **condition: str) -> None:
        try:
            with self._errors(key):
                self._client.put_object(Bucket=self._bucket, Key=self._prefix + key, Body=content, **condition)
        except _NoSuchObject as error:  # what was read is gone by now
            raise WriteConflict(f"{self.uri}/{key} was deleted while it was being rewritten.") from error

    @contextlib.contextmanager
    def _errors(self, key: str) -> Iterator[None]:
        # boto3 is imported by whoever built the client; asking it here costs nothing
        from botocore.exceptions import BotoCoreError, ClientError
        from s3transfer.exceptions import RetriesExceededError

        where = f"{self.uri}/{key}"
        try:
            yield
        except ClientError as error:
            status = error.response.get("ResponseMetadata", {}).get("HTTPStatusCode", 0)
            code = error.response.get("Error", {}).get("Code", "")
            if code in ("NoSuchKey", "404") or (status == 404 and code != "NoSuchBucket"):
                raise _NoSuchObject(where) from error
            if status in (409, 412):
                raise WriteConflict(f"{where} changed while it was being rewritten.") from error
            if code == "NoSuchBucket" or status in (400, 401, 403):
                kind = SettingsError if code == "NoSuchBucket" else StorageRefused
                raise kind(
                    f"{where}: S3 refused ({code}). Check the bucket's name, and what the connection may do there."
                ) from error
            raise StorageError(f"{where}: S3 failed ({status} {code}).") from error
        except (BotoCoreError, RetriesExceededError) as error:
            raise StorageError(f"{where}: S3 cannot be reached ({error}).") from error


class _NoSuchObject(FileNotFoundError):
    pass


@dataclass(frozen=True)
class Location:
    """A parsed URI of a folder or bucket.

    Attributes:
        scheme: `file` or `s3`.
        connection: Airflow connection named before an `@` (`s3://my_aws@bucket/prefix`), else None.
        bucket: Bucket of an `s3` URI, else empty.
        path: Folder of a `file` URI; prefix of an `s3` URI, without slashes at its ends.
    """

    scheme: str
    connection: str | None
    bucket: str
    path: str


def parse_location(uri: str) -> Location:
    """Read a `file://` or `s3://` URI, or a plain path.

    Raises:
        SettingsError: Another scheme, or a bucket or path is missing.
    """
    if "://" not in uri:
        if not uri.strip():
            raise SettingsError("A folder or bucket is needed, such as file:///data/calls or s3://bucket/calls.")
        return Location("file", None, "", uri)
    parts = urlsplit(uri)
    if parts.scheme == "file":
        if parts.netloc not in ("", "localhost"):
            raise SettingsError(f"{uri}: a file URI has three slashes, file:///{parts.netloc}{parts.path}.")
        return Location("file", None, "", unquote(parts.path))
    if parts.scheme == "s3":
        connection, _, bucket = parts.netloc.rpartition("@")
        if not bucket:
            raise SettingsError(f"{uri}: the bucket's name is missing.")
        return Location("s3", connection or None, bucket, parts.path.strip("/"))
    raise SettingsError(f"{uri}: {parts.scheme}:// is not supported. Use file:// or s3://.")


def open_storage(uri: str) -> Storage:
    """Storage for a URI; S3 with the credentials that boto3 finds by itself (environment, profile, role).

    Raises:
        SettingsError: See `parse_location`.
    """
    location = parse_location(uri)
    if location.scheme == "file":
        return LocalStorage(Path(location.path))
    import boto3  # here: half a second that local folders need not pay

    return S3Storage(boto3.client("s3"), location.bucket, location.path)


def _refuse_unreadable(error: OSError) -> None:
    if not isinstance(error, FileNotFoundError):  # a folder may go while we list
        raise SettingsError(f"{error.filename}: the folder cannot be read ({error.strerror}).") from error


def _file_version(status: os.stat_result) -> str:
    return f"{status.st_ino:x}-{status.st_mtime_ns:x}-{status.st_size:x}"
