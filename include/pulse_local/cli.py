"""`pulse-local`: the server from the command line."""

from __future__ import annotations

import argparse
import importlib.util
import logging
import signal
import socket
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # what serves is imported late: recognition processes import this module when they start
    from collections.abc import Sequence

DESCRIPTION = """\
A local server that speaks the contract of smallest.ai's Pulse speech-to-text API (pre-recorded), for tests, CI and
demos. It recognises with PocketSphinx on this machine: American English, no punctuation, far from Pulse's accuracy.
Nothing leaves this machine.
"""
EPILOG = """\
example:
  pulse-local --port 8808 &
  curl -X POST -H 'Authorization: Bearer any' -H 'Content-Type: audio/wav' --data-binary @call.wav \\
    'http://127.0.0.1:8808/waves/v1/stt/?model=pulse&language=en&word_timestamps=true&diarize=true'

for tests: GET /_local/stats counts requests, answers and clients that went away; POST /_local/reset zeroes it.
With --faults, a header like 'X-Emulate: 429;retry-after=1' (also 500, 503, slow=2.5, empty, truncated,
truncated_json, drop, decode_error) strikes its request, and POST /_local/faults
{"faults": [{"fault": "429", "retry_after": 1, "times": 3, "after": 0}]} those to come.
"""
SHUTDOWN_S = 5  # for answers under way


def main(argv: Sequence[str] | None = None) -> int:
    """Serve until SIGTERM or SIGINT.

    Returns:
        0 after a clean end, 2 for settings that cannot be used.
    """
    parser = _parser()
    asked = parser.parse_args(argv)
    if asked.engine == "pocketsphinx" and importlib.util.find_spec("pocketsphinx") is None:
        parser.error("--engine pocketsphinx needs PocketSphinx: pip install 'airflow-pulse[local]'")
    try:
        listener = _listen(asked.host, asked.port)
    except OSError as refused:
        parser.error(f"cannot listen on {asked.host} port {asked.port}: {refused.strerror or refused}")
    logging.basicConfig(level=logging.WARNING, format="%(asctime)s %(levelname)s %(name)s: %(message)s")
    with listener:
        _serve(asked, listener)
    return 0


def _serve(asked: argparse.Namespace, listener: socket.socket) -> None:
    import uvicorn

    from pulse_local.app import create_app
    from pulse_local.incoming import LOOPBACK_HOSTS
    from pulse_local.recognition import scripted_words

    app = create_app(
        recogniser=scripted_words if asked.engine == "scripted" else None,
        api_key=asked.api_key,
        rpm=asked.rpm,
        latency_s=asked.latency_s,
        allow_faults=asked.faults,
        region=asked.region,
        allowed_hosts=LOOPBACK_HOSTS | frozenset(asked.allow_host),
    )
    config = uvicorn.Config(
        app, access_log=False, log_level="warning", proxy_headers=False, timeout_graceful_shutdown=SHUTDOWN_S
    )

    class Server(uvicorn.Server):
        async def startup(self, sockets: list[socket.socket] | None = None) -> None:
            await super().startup(sockets)
            host, port = listener.getsockname()[:2]
            print(f"pulse-local is ready at http://{f'[{host}]' if ':' in host else host}:{port}", flush=True)

    # Uvicorn raises the signal again after its shutdown: a signal that ends the server is a clean end here.
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: None)
    Server(config).run(sockets=[listener])


def _listen(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listener = socket.socket(family)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((host, port))
    except OSError:
        listener.close()
        raise
    return listener


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="pulse-local",
        description=DESCRIPTION,
        epilog=EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--host", default="127.0.0.1", help="address to listen on (default: %(default)s)")
    parser.add_argument("--port", type=_port, default=8808, help="0 picks a free one (default: %(default)s)")
    parser.add_argument("--api-key", type=_key, metavar="KEY", help="the only key accepted (default: any, not empty)")
    parser.add_argument(
        "--engine",
        choices=("pocketsphinx", "scripted"),
        default="pocketsphinx",
        help="scripted: no recognition, pseudo-random words, for load and fault tests (default: %(default)s)",
    )
    parser.add_argument(
        "--rpm", type=_count, default=25, help="requests a minute for each key and model; 0: no limit (default: 25)"
    )
    parser.add_argument(
        "--latency-s", type=_seconds, default=0.0, metavar="X", help="seconds added to each answer (default: 0)"
    )
    parser.add_argument("--faults", action="store_true", help="let tests ask for faults, see below")
    parser.add_argument(
        "--region",
        choices=("us-west-2", "ap-south-1"),
        default="us-west-2",
        help="decides which languages are enabled (default: %(default)s)",
    )
    parser.add_argument(
        "--allow-host",
        action="append",
        default=[],
        metavar="HOST",
        help="fetch audio from, and call webhooks at, this host too (default: this machine only); may be repeated",
    )
    return parser


def _port(text: str) -> int:
    if not 0 <= int(text) <= 65535:
        raise ValueError(text)
    return int(text)


def _count(text: str) -> int:
    if int(text) < 0:
        raise ValueError(text)
    return int(text)


def _seconds(text: str) -> float:
    if not 0.0 <= float(text) < float("inf"):
        raise ValueError(text)
    return float(text)


def _key(text: str) -> str:
    if not text.strip():
        raise argparse.ArgumentTypeError("an empty key: leave --api-key out to accept any key")
    return text


if __name__ == "__main__":
    sys.exit(main())
