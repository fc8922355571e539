"""A secret said in a call, and others written beside it, through the whole DAG: none of them is anywhere but the vault.

Every file of the lake outside of the vault is searched, Airflow's database with its XCom, rendered templates and asset
events, and all of its logs; Parquet and gzip as what they unpack to.
"""

from __future__ import annotations

import gzip
from typing import TYPE_CHECKING, Any

import pyarrow.parquet as pq
import pytest

from airflow_runs import DagRunner
from callscribe.engines.pocketsphinx import RecognisedWord
from callscribe.storage import LocalStorage
from lakes import lake_rows
from local_server import running_server
from pulse_local.app import create_app
from sounds import speechlike_wav

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

SAID = (
    "thank you for calling how may i help you yes my name is jane pomfret and my card number is five five double oh"
    " double oh five five five five five five five five five nine and the security code is seven three one my social is"
    " two one nine oh nine nine nine four six you can reach me at eight four five two oh one four four nine two or at"
    " jane dot pomfret at example dot com my password is blue wombat nine"
)
# in every form in which they might be written down, without spaces, dashes and quotation marks
SECRETS = {
    "card": ("5500005555555559", "fivefivedoubleoh", "doubleohfivefive", "fivefivefivefive", "55555555"),
    "security code": ("seventhreeone", "[\"seven\"", "731and"),
    "social": ("twoonenineohnine", "219099946", "nineninefoursix"),
    "telephone": ("8452014492", "eightfourfivetwo", "onefourfournine"),
    "name": ("pomfret",),
    "e-mail": ("janedotpomfret", "jane.pomfret"),
    "password": ("wombat",),
    "number in the recording's name": ("2125550187",),
    "name in the sidecar": ("threlkeld",),
    "number in the sidecar": ("3035550144",),
}  # fmt: skip


def hears(samples: Any, /) -> list[RecognisedWord]:
    """What an engine would answer that hears perfectly."""
    return [RecognisedWord(word, k * 0.3, k * 0.3 + 0.25, 0.9) for k, word in enumerate(SAID.split())]


@pytest.fixture(scope="module")
def ran(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """One run over a good recording, one without a date, and one that is no audio, all named by a telephone number."""
    home = tmp_path_factory.mktemp("canary")
    calls = home / "calls"
    calls.mkdir()
    (calls / "in-2125550187-1.wav").write_bytes(speechlike_wav(40.0))
    (calls / "in-2125550187-1.wav.json").write_text(
        '{"call_date": "2026-11-02", "call_id": "c-2125550187", "customer_name": "Ada Threlkeld",'
        ' "customer_id": "+1 303 555 0144", "ani": "3035550144"}'
    )
    (calls / "in-2125550187-2.wav").write_bytes(speechlike_wav(2.0, seed=2))
    (calls / "in-2125550187-3.wav").write_bytes(b"no audio" * 100)
    (calls / "in-2125550187-3.wav.json").write_text('{"call_date": "2026-11-02"}')
    lake = LocalStorage(home / "lake")
    settings = home / "settings.toml"
    settings.write_text('[polish]\nredacted_audio = "silence"\nmasks = {default = "last_four", EMAIL = "hash"}\n')
    with running_server(create_app(recogniser=hears, rpm=0)) as url:
        runner = DagRunner(home / "airflow", url, calls.as_uri(), lake.uri)
        log = runner.run(settings=str(settings))
    return {"home": home, "lake": lake, "log": log}


def texts(path: Path) -> Iterator[str]:
    """A file's bytes as text, and what a packed one holds."""
    content = path.read_bytes()
    yield content.decode("latin-1")
    if path.suffix == ".parquet":
        columns = pq.read_table(path).to_pydict()
        yield str(columns)
        for values in columns.values():  # words one after the other, as somebody might put them together
            yield "".join(str(value) for value in values)
    elif content[:2] == b"\x1f\x8b":
        yield gzip.decompress(content).decode("latin-1")


def squeezed(text: str) -> str:
    """Without what people put between digits and words."""
    return "".join(character for character in text.casefold() if character not in " -'_,()\n\t")


@pytest.fixture(scope="module")
def everything(ran: dict[str, Any]) -> dict[str, str]:
    """All that anybody might read, by path."""
    lake, home = ran["lake"].root, ran["home"]
    files = [path for path in [*lake.rglob("*"), *(home / "airflow").rglob("*")] if path.is_file()]
    shown = {
        str(path.relative_to(home)): squeezed(" ".join(texts(path)))
        for path in files
        if not path.is_relative_to(lake / "vault")
    }
    return shown | {"names": squeezed(" ".join(shown)), "the run's log": squeezed(ran["log"])}


@pytest.mark.parametrize("secret", SECRETS)
def test_a_secret_is_nowhere_but_in_the_vault(everything: dict[str, str], secret: str) -> None:
    assert any(name.endswith(".parquet") for name in everything)
    assert any(name.endswith(".db") for name in everything)
    forms = [squeezed(form) for form in SECRETS[secret]]
    assert [(name, form) for name, text in everything.items() for form in forms if form in text] == []


def test_the_vault_has_what_was_said(ran: dict[str, Any]) -> None:
    answers = "".join(path.read_text() for path in (ran["lake"].root / "vault").rglob("*.json"))
    assert "wombat" in answers
    assert "2125550187" in answers


def test_the_call_and_the_failures_can_still_be_told_apart(ran: dict[str, Any]) -> None:
    rows = lake_rows(ran["lake"])
    (call,) = rows["calls"]
    assert call["call_id"].startswith("c-[PHONE:")
    assert call["customer_id"] == dict(call["metadata"])["ani"]
    assert "thank you for calling" in call["transcript"].casefold()
    assert {row["reason"] for row in rows["failures"]} == {"no_call_date", "not_audio"}
    assert len({row["recording_uri"] for row in [*rows["calls"], *rows["failures"]]}) == 3


def test_the_redacted_recording_is_there(ran: dict[str, Any]) -> None:
    (recording,) = (ran["lake"].root / "audio_redacted").rglob("*.wav")
    assert recording.parent.name == "dt=2026-11-02"
