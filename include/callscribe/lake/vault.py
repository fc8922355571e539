"""The vault: what was paid for, and the only place where unredacted text lies.

    vault/answers/<xx>/<hash>.json   an engine's answer as it came, under the hash of what was asked
    vault/unreadable/<hash>/<n>      answers that the contract does not know, kept for the vendor's support
    vault/calls/<name>.json          which answers a call is made of, and where in the recording each belongs
    vault/redaction_key              what pseudonyms are made with; whoever has it can try values out
    vault/redaction_key_fingerprint  tells whether a key is the one that the lake was begun with

Access and retention can be set for the prefix as a whole.
"""

from __future__ import annotations

import contextlib
import hashlib
import hmac
import json
import secrets
import uuid
from typing import TYPE_CHECKING
from urllib.parse import quote

from callscribe.errors import SettingsError, WriteConflict

if TYPE_CHECKING:
    from callscribe.engines.base import Engine
    from callscribe.storage import Storage


_REDACTION_KEY = "vault/redaction_key"
_KEY_FINGERPRINT = "vault/redaction_key_fingerprint"


def answer_name(samples_hash: str, engine: Engine, language: str) -> str:
    """The name of an answer: 64 hex digits of everything that it depends on."""
    asked = [samples_hash, engine.name, engine.model, dict(engine.options(language))]
    return hashlib.sha256(json.dumps(asked, sort_keys=True).encode()).hexdigest()


def read_answer(lake: Storage, name: str) -> bytes | None:
    """An answer that was paid for before, or None."""
    stored = lake.read(_answer_key(name))
    return stored.content if stored else None


def store_answer(lake: Storage, name: str, answer: bytes) -> None:
    """Keep an answer, before anything looks at it."""
    lake.write(_answer_key(name), answer)


def set_aside(lake: Storage, name: str, answer: bytes) -> None:
    """Take an answer that cannot be read out of the way, so that the chunk is asked for again."""
    lake.write(f"{_unreadable_folder(name)}{uuid.uuid4().hex[:8]}", answer)
    lake.delete(_answer_key(name))


def count_unreadable(lake: Storage, name: str) -> int:
    """How many answers to the same request, each paid for, could not be read."""
    return sum(1 for _ in lake.list(_unreadable_folder(name)))


def redaction_key(lake: Storage, given: bytes | None = None) -> bytes:
    """The key of the lake's pseudonyms, the same for all time: by another, a customer would be two.

    Args:
        lake: Where rows go.
        given: The user's key; by default the lake's own, made by whoever asks first.

    Raises:
        SettingsError: The lake was begun with another key.
    """
    own = lake.read(_REDACTION_KEY)
    key = given or (own.content if own else None)
    if key is None and lake.read(_KEY_FINGERPRINT) is None:
        key = _made_once(lake, _REDACTION_KEY, secrets.token_hex(32).encode())
    # a lake that has a key of its own was begun with it, also before fingerprints were kept
    first = own.content if own else key
    if key is None or first is None or _made_once(lake, _KEY_FINGERPRINT, _fingerprint(first)) != _fingerprint(key):
        raise SettingsError(
            f"The pseudonyms in {lake.uri} were made with another redaction key. Give the key that the lake was begun"
            " with (redaction_key in the connection's extra, or CALLSCRIBE_REDACTION_KEY; none where it made its own),"
            " or begin another lake."
        )
    return key


def call_key(call_id: str) -> str:
    """Where a call's record lies."""
    return f"vault/calls/{file_name(call_id)}.json"


def file_name(call_id: str) -> str:
    """A call's name as that of a file; ids come from outside and may hold anything but must not climb folders."""
    name = quote(call_id, safe="")
    if len(name) > 150 or name.startswith("."):  # 255 bytes is what file systems take
        return hashlib.sha256(call_id.encode()).hexdigest()
    return name


def _fingerprint(key: bytes) -> bytes:
    return hmac.new(key, b"redaction key of a lake", hashlib.sha256).hexdigest()[:16].encode()


def _made_once(lake: Storage, key: str, content: bytes) -> bytes:
    """What lies there, or from now on lies there."""
    while True:
        stored = lake.read(key)
        if stored is not None:
            return stored.content
        with contextlib.suppress(WriteConflict):
            lake.write_if(key, content, None)


def _unreadable_folder(name: str) -> str:
    return f"vault/unreadable/{name}/"


def _answer_key(name: str) -> str:
    return f"vault/answers/{name[:2]}/{name}.json"
