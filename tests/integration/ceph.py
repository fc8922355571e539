"""A Ceph of our own for as long as the tests run: monitor, manager, one memory-backed OSD, and the S3 gateway."""

from __future__ import annotations

import contextlib
import os
import secrets
import shutil
import socket
import subprocess
import time
import uuid
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import boto3
import requests

if TYPE_CHECKING:
    from pathlib import Path

PROGRAMS = ("ceph", "ceph-authtool", "ceph-mgr", "ceph-mon", "ceph-osd", "monmaptool", "radosgw", "radosgw-admin")
_PATIENCE_S = 90.0
_STOP_S = 10.0

# What is not Ceph's default, and why:
# - one OSD: pools of one copy, and no wish for a second host;
# - memstore: nothing outlives the tests;
# - the manager is needed (without it pools stay "creating"), its modules are not;
# - cephx stays on: without it radosgw waits forever;
# - tcp_nodelay: without it a small GET takes 40 ms.
_CONF = """\
[global]
fsid = {fsid}
mon host = [v2:127.0.0.1:{mon_v2},v1:127.0.0.1:{mon_v1}]
mon initial members = a
keyring = {folder}/keyring
osd pool default size = 1
osd pool default min size = 1
osd pool default pg num = 4
osd pool default pg autoscale mode = off
osd crush chooseleaf type = 0
mon allow pool size one = true
mgr initial modules =
public addr = 127.0.0.1
cluster addr = 127.0.0.1
run dir = {folder}/run
admin socket = {folder}/run/$name.asok
pid file = {folder}/run/$name.pid
crash dir = {folder}/run
log file = {folder}/log/$name.log
mon cluster log file = {folder}/log/cluster.log
[mon.a]
mon data = {folder}/mon
[mgr.x]
mgr data = {folder}/mgr
[osd]
osd objectstore = memstore
osd data = {folder}/osd
memstore device bytes = 2147483648
[client.rgw]
rgw frontends = beast endpoint=127.0.0.1:{s3} tcp_nodelay=1
rgw enable gc threads = false
rgw run sync thread = false
rgw thread pool size = 64
"""
_KEYS = {
    "mon.": ["mon", "allow *"],
    "client.admin": ["mon", "allow *", "osd", "allow *", "mgr", "allow *"],
    "client.rgw": ["mon", "allow *", "osd", "allow *", "mgr", "allow *"],
    "osd.0": ["mon", "allow profile osd", "osd", "allow *", "mgr", "allow profile osd"],
    "mgr.x": ["mon", "allow profile mgr", "osd", "allow *"],
}


@dataclass
class Ceph:
    """A single-node Ceph in a folder.

    Attributes:
        folder: Configuration, logs and sockets; empty, and with a short path: sockets allow some 100 characters.
        endpoint_url: Where S3 answers, once started.
        access_key: Of the one user.
        secret_key: Of the one user.
    """

    folder: Path
    endpoint_url: str = ""
    access_key: str = "integration"
    secret_key: str = field(default_factory=lambda: secrets.token_hex(16), repr=False)
    _daemons: list[subprocess.Popen[bytes]] = field(default_factory=list)

    def connect(self, secret_key: str | None = None) -> dict[str, str]:
        """Arguments of `boto3.client("s3", ...)`; with another secret where one is given."""
        return {
            "endpoint_url": self.endpoint_url,
            "aws_access_key_id": self.access_key,
            "aws_secret_access_key": secret_key or self.secret_key,
            "region_name": "us-east-1",
        }

    def client(self, secret_key: str | None = None) -> Any:
        """A boto3 client; see `connect`."""
        return boto3.client("s3", **self.connect(secret_key))

    def airflow_connection(self) -> dict[str, Any]:
        """As JSON for `AIRFLOW_CONN_...`."""
        return {
            "conn_type": "aws",
            "login": self.access_key,
            "password": self.secret_key,
            "extra": {"endpoint_url": self.endpoint_url, "region_name": "us-east-1"},
        }

    def start(self) -> None:
        """Start every daemon and wait until S3 answers.

        Raises:
            RuntimeError: Programs are missing, or one of them failed; the message says which, and what it said.
        """
        missing = [program for program in PROGRAMS if shutil.which(program) is None]
        if missing:
            raise RuntimeError(f"Not installed: {', '.join(missing)}. Run scripts/install_servers.sh.")
        for name in ("mon", "mgr", "osd", "run", "log"):
            (self.folder / name).mkdir()
        fsid, osd = str(uuid.uuid4()), str(uuid.uuid4())
        mon_v2, mon_v1, s3 = _free_ports(3)
        settings = _CONF.format(fsid=fsid, folder=self.folder, mon_v2=mon_v2, mon_v1=mon_v1, s3=s3)
        (self.folder / "ceph.conf").write_text(settings)
        keyring, monmap = str(self.folder / "keyring"), str(self.folder / "monmap")
        for number, (name, capabilities) in enumerate(_KEYS.items()):
            pairs = zip(capabilities[::2], capabilities[1::2], strict=True)
            caps = [word for kind, allowed in pairs for word in ("--cap", kind, allowed)]
            create = [] if number else ["--create-keyring"]
            self._run("ceph-authtool", keyring, *create, "--gen-key", "-n", name, *caps)
        addresses = f"[v2:127.0.0.1:{mon_v2},v1:127.0.0.1:{mon_v1}]"
        self._run("monmaptool", "--create", "--addv", "a", addresses, "--fsid", fsid, monmap)
        self._ceph("ceph-mon", "--mkfs", "-i", "a", "--monmap", monmap, "--keyring", keyring)
        self._daemon("ceph-mon", "-i", "a")
        self._ceph("ceph", "osd", "create", osd)  # waits for the monitor
        self._daemon("ceph-mgr", "-i", "x")
        self._ceph("ceph-osd", "-i", "0", "--mkfs", "--osd-uuid", osd)
        self._daemon("ceph-osd", "-i", "0")
        keys = ["--access-key", self.access_key, "--secret", self.secret_key]
        self._ceph("radosgw-admin", "user", "create", "--uid", "tests", "--display-name", "tests", *keys)
        self._daemon("radosgw", "-n", "client.rgw")
        self.endpoint_url = f"http://127.0.0.1:{s3}"
        self._wait_for_s3()

    def stop(self) -> None:
        """End every daemon, the gateway first."""
        for daemon in reversed(self._daemons):
            daemon.terminate()
            try:
                daemon.wait(timeout=_STOP_S)
            except subprocess.TimeoutExpired:
                daemon.kill()
                daemon.wait()
        self._daemons.clear()

    def _wait_for_s3(self) -> None:
        deadline = time.monotonic() + _PATIENCE_S
        while True:
            for daemon in self._daemons:
                if daemon.poll() is not None:
                    raise RuntimeError(f"{daemon.args!r} ended with status {daemon.returncode}. {self._said()}")
            with contextlib.suppress(requests.ConnectionError):
                requests.get(self.endpoint_url, timeout=5)
                return
            if time.monotonic() > deadline:
                raise RuntimeError(f"Ceph's S3 does not answer at {self.endpoint_url}. {self._said()}")
            time.sleep(0.1)

    def _daemon(self, program: str, *arguments: str) -> None:
        # should pytest be killed, the kernel ends the daemons
        command = ["setpriv", "--pdeathsig", "KILL", program, "-f", "-c", f"{self.folder}/ceph.conf", *arguments]
        with (self.folder / "log" / f"{program}.out").open("wb") as out:
            self._daemons.append(subprocess.Popen(command, stdout=out, stderr=out, env=_plain_environment()))

    def _ceph(self, program: str, *arguments: str) -> None:
        self._run(program, "-c", f"{self.folder}/ceph.conf", *arguments)

    def _run(self, *command: str) -> None:
        try:
            done = subprocess.run(
                command, capture_output=True, text=True, timeout=_PATIENCE_S, check=False, env=_plain_environment()
            )
        except subprocess.TimeoutExpired as error:
            raise RuntimeError(f"{command[0]} hangs. {self._said()}") from error
        if done.returncode:
            raise RuntimeError(f"{command[0]} failed: {done.stderr[-1500:]} {self._said()}")

    def _said(self) -> str:
        """The ends of the daemons' own output."""
        logs = sorted((self.folder / "log").glob("*.out"))
        return "\n".join(f"{log.name}: {log.read_text(errors='replace')[-500:]}" for log in logs)


def _plain_environment() -> dict[str, str]:
    """The `ceph` program is Debian's Python: it must not see a virtual environment's."""
    return {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "CEPH_"))}


def _free_ports(count: int) -> list[int]:
    with contextlib.ExitStack() as stack:
        listeners = [stack.enter_context(socket.create_server(("127.0.0.1", 0))) for _ in range(count)]
        return [listener.getsockname()[1] for listener in listeners]
