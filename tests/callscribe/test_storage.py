"""One protocol, two storages; S3 is moto's over real HTTP."""

from __future__ import annotations

import inspect
import threading
from datetime import UTC, datetime, timedelta
from textwrap import indent
from typing import TYPE_CHECKING, Any

import boto3
import pytest
from botocore.config import Config

from callscribe.errors import SettingsError, StorageError, WriteConflict
from callscribe.storage import LocalStorage, Location, S3Storage, open_storage, parse_location

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from callscribe.storage import Storage


@pytest.fixture(params=["local", "s3", "s3 below a prefix"])
def storage(request: pytest.FixtureRequest, tmp_path: Path) -> Storage:
    if request.param == "local":
        return LocalStorage(tmp_path / "lake")
    s3_storage: Callable[[str], S3Storage] = request.getfixturevalue("s3_storage")
    return s3_storage("" if request.param == "s3" else "team/lake")


def keys(storage: Storage, prefix: str = "") -> list[str]:
    return sorted(entry.key for entry in storage.list(prefix))


def version_of(storage: Storage, key: str) -> str:
    stored = storage.read(key)
    assert stored is not None
    return stored.version


def count_up(storage: Storage, times: int) -> None:
    """Add 1 to the number in an object, by read, add and write_if."""
    done = 0
    while done < times:
        stored = storage.read("count")
        number = int(stored.content) if stored else 0
        try:
            storage.write_if("count", str(number + 1).encode(), stored.version if stored else None)
        except WriteConflict:
            continue
        done += 1


def test_what_is_written_is_read(storage: Storage) -> None:
    storage.write("a/b.txt", b"hello")
    stored = storage.read("a/b.txt")
    assert stored is not None
    assert stored.content == b"hello"


def test_an_empty_object_is_an_object(storage: Storage) -> None:
    storage.write("empty", b"")
    stored = storage.read("empty")
    assert stored is not None
    assert stored.content == b""


def test_there_is_nothing_to_read_before_it_is_written(storage: Storage) -> None:
    assert storage.read("a/b.txt") is None


def test_writing_again_replaces_the_whole_object(storage: Storage) -> None:
    storage.write("a", b"something long")
    storage.write("a", b"short")
    stored = storage.read("a")
    assert stored is not None
    assert stored.content == b"short"


@pytest.mark.parametrize("key", ["with space.wav", "ümlaut/日本.wav", "100%.wav", "a+b&c=d.wav", "q?#.wav"])
def test_a_key_may_hold_any_character(storage: Storage, key: str) -> None:
    storage.write(key, b"x")
    assert keys(storage) == [key]


def test_everything_below_the_root_is_listed_with_its_path(storage: Storage) -> None:
    for key in ("top", "a/one", "a/b/two"):
        storage.write(key, b"x")
    assert keys(storage) == ["a/b/two", "a/one", "top"]


def test_a_prefix_lists_one_folder(storage: Storage) -> None:
    for key in ("a/one", "a/b/two", "ab/three", "four"):
        storage.write(key, b"x")
    assert keys(storage, "a/") == ["a/b/two", "a/one"]


def test_a_folder_without_objects_lists_as_empty(storage: Storage) -> None:
    assert keys(storage, "nothing/") == []


def test_more_objects_than_a_page_are_all_listed(
    s3_storage: Callable[[str], S3Storage], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MOTO_S3_DEFAULT_MAX_KEYS", "2")
    storage = s3_storage("many")
    for key in "abcde":
        storage.write(key, b"")
    assert keys(storage) == ["a", "b", "c", "d", "e"]


def test_an_entry_tells_the_size(storage: Storage) -> None:
    storage.write("a", b"12345")
    assert [entry.size_bytes for entry in storage.list()] == [5]


def test_an_entry_tells_in_utc_when_it_was_written(storage: Storage) -> None:
    storage.write("a", b"1")
    (entry,) = storage.list()
    assert entry.modified_at.utcoffset() == timedelta(0)
    assert abs(datetime.now(UTC) - entry.modified_at) < timedelta(seconds=10)


def test_an_entrys_version_changes_with_its_content(storage: Storage) -> None:
    storage.write("a", b"1")
    (before,) = storage.list()
    storage.write("a", b"2")
    (after,) = storage.list()
    assert after.version != before.version


def test_an_entrys_version_stays_while_nobody_writes(storage: Storage) -> None:
    storage.write("a", b"1")
    assert [entry.version for entry in storage.list()] == [entry.version for entry in storage.list()]


def test_write_if_with_the_version_that_was_read_writes(storage: Storage) -> None:
    storage.write("a", b"1")
    storage.write_if("a", b"2", version_of(storage, "a"))
    stored = storage.read("a")
    assert stored is not None
    assert stored.content == b"2"


def test_write_if_with_no_version_makes_a_new_object(storage: Storage) -> None:
    storage.write_if("new/a", b"1", None)
    assert keys(storage) == ["new/a"]


def test_write_if_refuses_where_somebody_wrote_first(storage: Storage) -> None:
    storage.write("a", b"1")
    version = version_of(storage, "a")
    storage.write("a", b"theirs")
    with pytest.raises(WriteConflict):
        storage.write_if("a", b"mine", version)


def test_write_if_refuses_where_somebody_made_the_object_first(storage: Storage) -> None:
    storage.write("a", b"theirs")
    with pytest.raises(WriteConflict):
        storage.write_if("a", b"mine", None)


def test_write_if_refuses_where_somebody_deleted_the_object(storage: Storage) -> None:
    storage.write("a", b"1")
    version = version_of(storage, "a")
    storage.delete("a")
    with pytest.raises(WriteConflict):
        storage.write_if("a", b"mine", version)


def test_a_refused_write_changes_nothing(storage: Storage) -> None:
    storage.write("a", b"theirs")
    with pytest.raises(WriteConflict):
        storage.write_if("a", b"mine", None)
    stored = storage.read("a")
    assert stored is not None
    assert stored.content == b"theirs"


def test_threads_that_race_on_write_if_lose_no_update(storage: Storage) -> None:
    threads = [threading.Thread(target=count_up, args=(storage, 5)) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    stored = storage.read("count")
    assert stored is not None
    assert int(stored.content) == 15


def test_processes_that_race_on_write_if_lose_no_update(tmp_path: Path, in_processes: Callable[..., None]) -> None:
    code = f"""
        import sys
        from pathlib import Path
        from callscribe.errors import WriteConflict
        from callscribe.storage import LocalStorage

{indent(inspect.getsource(count_up).replace("storage: Storage, times: int", "storage, times"), " " * 8)}
        count_up(LocalStorage(Path(sys.argv[1])), 100)
    """
    in_processes(code, *[[str(tmp_path)]] * 3)
    assert (tmp_path / "count").read_text() == "300"


def test_what_is_deleted_is_gone(storage: Storage) -> None:
    storage.write("a/b", b"1")
    storage.delete("a/b")
    assert storage.read("a/b") is None


def test_deleting_what_is_gone_is_fine(storage: Storage) -> None:
    storage.delete("a/b")
    assert keys(storage) == []


def test_deleting_leaves_the_neighbours(storage: Storage) -> None:
    storage.write("a/b", b"1")
    storage.write("a/c", b"1")
    storage.delete("a/b")
    assert keys(storage) == ["a/c"]


def test_deleting_the_last_file_of_a_folder_removes_the_folder(tmp_path: Path) -> None:
    storage = LocalStorage(tmp_path)
    storage.write("a/b/c", b"1")
    storage.delete("a/b/c")
    assert list(tmp_path.iterdir()) == []


def test_deleting_never_removes_the_root(tmp_path: Path) -> None:
    storage = LocalStorage(tmp_path / "lake")
    storage.write("a", b"1")
    storage.delete("a")
    assert (tmp_path / "lake").is_dir()


def test_a_local_copy_holds_the_bytes(storage: Storage) -> None:
    storage.write("a/call.wav", b"sound")
    with storage.local_copy("a/call.wav") as path:
        assert path.read_bytes() == b"sound"


def test_a_local_copy_keeps_the_suffix(storage: Storage) -> None:
    storage.write("a/call.wav", b"sound")
    with storage.local_copy("a/call.wav") as path:
        assert path.suffix == ".wav"


def test_a_download_is_gone_after_its_use(s3_storage: Callable[[str], S3Storage]) -> None:
    storage = s3_storage("")
    storage.write("call.wav", b"sound")
    with storage.local_copy("call.wav") as path:
        pass
    assert not path.exists()


def test_a_local_copy_of_nothing_is_a_missing_file(storage: Storage) -> None:
    with pytest.raises(FileNotFoundError), storage.local_copy("absent.wav") as path:
        path.read_bytes()


def test_hidden_files_are_not_listed(tmp_path: Path) -> None:
    (tmp_path / ".call.wav.123.tmp").write_bytes(b"half")
    assert keys(LocalStorage(tmp_path)) == []


def test_locks_are_not_listed(tmp_path: Path) -> None:
    storage = LocalStorage(tmp_path)
    storage.write_if("a/b", b"1", None)
    assert keys(storage) == ["a/b"]


def test_a_write_that_fails_leaves_no_trace(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()  # a folder is in the way
    (tmp_path / "a" / "b").write_bytes(b"kept")
    with pytest.raises(OSError, match="directory"):
        LocalStorage(tmp_path).write("a", b"1")
    assert [path.name for path in tmp_path.rglob("*")] == ["a", "b"]


def test_a_dangling_link_is_not_listed(tmp_path: Path) -> None:
    (tmp_path / "gone.wav").symlink_to(tmp_path / "nowhere")
    assert keys(LocalStorage(tmp_path)) == []


def test_a_link_to_a_file_is_listed(tmp_path: Path) -> None:
    (tmp_path / "archive").mkdir()
    (tmp_path / "archive" / "call.wav").write_bytes(b"sound")
    (tmp_path / "calls").mkdir()
    (tmp_path / "calls" / "call.wav").symlink_to(tmp_path / "archive" / "call.wav")
    assert keys(LocalStorage(tmp_path / "calls")) == ["call.wav"]


def test_a_folder_made_in_a_console_is_no_object(s3_storage: Callable[[str], S3Storage]) -> None:
    storage = s3_storage("calls")
    storage.write("2026/", b"")
    assert keys(storage) == []


def test_a_prefix_does_not_see_its_neighbours(s3_storage: Callable[[str], S3Storage]) -> None:
    s3_storage("lake-2").write("a", b"1")
    assert keys(s3_storage("lake")) == []


def test_a_local_root_has_a_uri(tmp_path: Path) -> None:
    assert LocalStorage(tmp_path).uri == f"file://{tmp_path}"


@pytest.mark.parametrize(("prefix", "uri"), [("", "s3://calls"), ("a/b", "s3://calls/a/b")])
def test_a_bucket_has_a_uri(prefix: str, uri: str) -> None:
    assert S3Storage(None, "calls", prefix).uri == uri


@pytest.mark.parametrize("act", ["read", "list", "write", "write_if", "delete"])
def test_a_bucket_that_does_not_exist_is_the_users_to_put_right(s3_client: Any, act: str) -> None:
    storage = S3Storage(s3_client, "nobody-made-this-bucket")
    acts: dict[str, Callable[[], Any]] = {
        "read": lambda: storage.read("a"),
        "list": lambda: list(storage.list()),
        "write": lambda: storage.write("a", b""),
        "write_if": lambda: storage.write_if("a", b"", None),
        "delete": lambda: storage.delete("a"),
    }
    with pytest.raises(SettingsError, match=r"s3://nobody-made-this-bucket/.*NoSuchBucket"):
        acts[act]()


@pytest.mark.parametrize(
    ("status", "code", "error"),
    [
        (403, "AccessDenied", SettingsError),
        (403, "InvalidAccessKeyId", SettingsError),
        (400, "ExpiredToken", SettingsError),
        (500, "InternalError", StorageError),
        (503, "SlowDown", StorageError),
        (409, "ConditionalRequestConflict", WriteConflict),
        (412, "PreconditionFailed", WriteConflict),
    ],
)
def test_what_s3_answers_becomes_an_error_with_a_meaning(
    s3_client: Any, s3_storage: Callable[[str], S3Storage], status: int, code: str, error: type[Exception]
) -> None:
    storage = s3_storage("")

    def answer(**_: Any) -> Any:
        body = f"<Error><Code>{code}</Code></Error>".encode()
        return type("Answer", (), {"status_code": status, "content": body, "headers": {}, "text": body.decode()})()

    s3_client.meta.events.register("before-send.s3.PutObject", answer)
    try:
        with pytest.raises(error, match="a/b"):
            storage.write("a/b", b"1")
    finally:
        s3_client.meta.events.unregister("before-send.s3.PutObject", answer)


@pytest.mark.parametrize("act", ["read", "list", "local_copy"])
def test_an_address_where_nobody_answers_may_answer_later(act: str) -> None:
    client = boto3.client(
        "s3",
        endpoint_url="http://127.0.0.1:9",
        aws_access_key_id="somebody",
        aws_secret_access_key="something",
        region_name="us-east-1",
        config=Config(retries={"total_max_attempts": 1}),
    )
    storage = S3Storage(client, "calls")
    acts: dict[str, Callable[[], Any]] = {
        "read": lambda: storage.read("a"),
        "list": lambda: list(storage.list()),
        "local_copy": lambda: storage.local_copy("a").__enter__(),
    }
    with pytest.raises(StorageError, match="cannot be reached"):
        acts[act]()


@pytest.mark.parametrize(
    ("uri", "location"),
    [
        ("/data/calls", Location("file", None, "", "/data/calls")),
        ("calls", Location("file", None, "", "calls")),
        ("file:///data/my%20calls", Location("file", None, "", "/data/my calls")),
        ("file://localhost/data", Location("file", None, "", "/data")),
        ("s3://calls", Location("s3", None, "calls", "")),
        ("s3://calls/2026/11/", Location("s3", None, "calls", "2026/11")),
        ("s3://my_aws@calls/2026", Location("s3", "my_aws", "calls", "2026")),
    ],
)
def test_a_location_is_read(uri: str, location: Location) -> None:
    assert parse_location(uri) == location


@pytest.mark.parametrize(
    ("uri", "hint"),
    [
        ("", "file:///data/calls"),
        ("  ", "file:///data/calls"),
        ("file://data/calls", "three slashes, file:///data/calls"),
        ("s3:///calls", "bucket's name is missing"),
        ("s3://my_aws@/calls", "bucket's name is missing"),
        ("gs://calls", "Use file:// or s3://"),
        ("https://example.com/calls", "Use file:// or s3://"),
    ],
)
def test_a_location_that_cannot_be_used_is_refused_with_a_hint(uri: str, hint: str) -> None:
    with pytest.raises(SettingsError) as refused:
        parse_location(uri)
    assert hint in str(refused.value)


@pytest.mark.parametrize("uri", ["file://{}", "{}"])
def test_a_folder_opens_by_its_uri_or_its_path(tmp_path: Path, uri: str) -> None:
    (tmp_path / "a").write_bytes(b"1")
    assert keys(open_storage(uri.format(tmp_path))) == ["a"]


def test_a_bucket_opens_with_the_credentials_of_the_environment(
    s3_endpoint: str, s3_storage: Callable[[str], S3Storage], monkeypatch: pytest.MonkeyPatch
) -> None:
    there = s3_storage("calls")
    there.write("a", b"1")
    for name, value in {
        "AWS_ENDPOINT_URL": s3_endpoint,
        "AWS_ACCESS_KEY_ID": "somebody",
        "AWS_SECRET_ACCESS_KEY": "something",
        "AWS_DEFAULT_REGION": "us-east-1",
    }.items():
        monkeypatch.setenv(name, value)
    assert keys(open_storage(there.uri)) == ["a"]
