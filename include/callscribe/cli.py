"""`callscribe`: the way of the DAG without Airflow, for files on this machine."""

from __future__ import annotations

import argparse
import logging
import os
import sys
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from callscribe import __version__, commands
from callscribe.commands import DONE, SOME_FAILED, USAGE
from callscribe.errors import CallscribeError, SettingsError
from callscribe.exports.formats import FORMATS
from callscribe.metrics.diarization_errors import COLLAR_S

if TYPE_CHECKING:
    from collections.abc import Sequence


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command; returns the exit status: 0 all well, 1 some failed, 2 the call itself was wrong."""
    options = _parser().parse_args(arguments)
    logging.basicConfig(
        level=logging.INFO if getattr(options, "verbose", False) else logging.ERROR,
        format="%(levelname)s %(message)s",
        stream=sys.stderr,
    )
    try:
        status: int = options.command(options)
    except SettingsError as error:
        print(f"callscribe: {error}", file=sys.stderr)
        return USAGE
    except CallscribeError as error:
        print(f"callscribe: {error}", file=sys.stderr)
        return SOME_FAILED
    except BrokenPipeError:  # the reader of our output has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return DONE
    except OSError as error:
        print(f"callscribe: {error}", file=sys.stderr)
        return SOME_FAILED
    return status


def _date(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is not a date like {datetime.now(UTC).date()}") from None


def _collar(text: str) -> float:
    try:
        seconds = float(text)
    except ValueError:
        seconds = -1.0
    if not 0 <= seconds < float("inf"):
        raise argparse.ArgumentTypeError(f"{text!r} is not a number of seconds from 0 on")
    return seconds


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="callscribe",
        description="Call recordings in, redacted transcripts and Parquet tables out.",
        epilog="Exit status: 0 all well, 1 some recordings or checks failed (each is named), 2 wrong usage.",
    )
    parser.add_argument("--version", action="version", version=f"callscribe {__version__}")
    added = parser.add_subparsers(required=True, metavar="COMMAND")

    transcribe = added.add_parser(
        "transcribe",
        help="transcribe recordings and print or keep the result",
        description="Transcribe recordings: decode, split channels, cut into chunks, send them to Pulse, merge, redact."
        " Metadata is read from a sidecar FILE.json beside each.",
        epilog="The API key is taken from SMALLEST_API_KEY. Example:"
        " callscribe transcribe calls/ --lake lake --base-url http://127.0.0.1:8808",
    )
    transcribe.set_defaults(command=commands.transcribe)
    _add_files(transcribe)
    transcribe.add_argument(
        "--lake", type=Path, metavar="DIR", help="write the tables there, and keep paid answers in its vault"
    )
    transcribe.add_argument(
        "--engine", choices=("pulse", "local"), default="pulse", help="who transcribes (local: PocketSphinx, here)"
    )
    transcribe.add_argument("--base-url", metavar="URL", help="of Pulse, where it is not the API's own")
    transcribe.add_argument(
        "--language",
        default="en",
        metavar="CODE",
        help="of recordings whose metadata names none; auto: told from what is said (default: en)",
    )
    transcribe.add_argument(
        "--call-date", type=_date, metavar="DATE", help="of recordings whose metadata has none (needed with --lake)"
    )
    transcribe.add_argument("--json", action="store_true", help="print one JSON object a line for each recording")
    transcribe.add_argument("-v", "--verbose", action="store_true", help="tell what is being done")

    preflight = added.add_parser(
        "preflight",
        help="say whether recordings can be transcribed, without sending them anywhere",
        description="Decode recordings and say what they are, or why they cannot be transcribed. Costs nothing.",
    )
    preflight.set_defaults(command=commands.preflight)
    _add_files(preflight)
    preflight.add_argument("--json", action="store_true", help="print one JSON object a line for each recording")

    verify = added.add_parser(
        "verify",
        help="check a lake's tables and accounts",
        description="Check that every file can be read, every call is there once and whole, and every run's accounts"
        " add up.",
    )
    verify.set_defaults(command=commands.verify)
    verify.add_argument("--lake", type=Path, required=True, metavar="DIR")

    show = added.add_parser(
        "show",
        help="lay a lake out for reading",
        description="Print a lake's calls, one conversation turn by turn, what failed, and a query to start with.",
    )
    show.set_defaults(command=commands.show)
    show.add_argument("--lake", type=Path, required=True, metavar="DIR")
    show.add_argument("--call-id", metavar="ID", help="whose conversation to print")
    show.add_argument(
        "--references", type=Path, metavar="DIR", help="reference transcripts (CALL_ID.json), for word error rates"
    )

    repolish = added.add_parser(
        "repolish",
        help="put a lake's calls right anew, with new rules and without transcribing",
        description="Rewrite the rows of calls from the answers in the vault: with another redaction, vocabulary or"
        " version of this program. No engine is asked and nothing is paid. Calls that already are as they would become"
        " are left alone, so that a run that was stopped goes on where it stood.",
        epilog="Example: callscribe repolish --lake lake --since 2024-01-01 --settings settings.toml",
    )
    repolish.set_defaults(command=commands.repolish)
    repolish.add_argument("--lake", type=Path, required=True, metavar="DIR")
    repolish.add_argument("--since", type=_date, required=True, metavar="DATE", help="first call date")
    repolish.add_argument("--settings", type=Path, metavar="FILE", help="TOML file with settings, as the runs have it")
    repolish.add_argument("--language", default="en", metavar="CODE", help="the runs' default language (default: en)")

    export = added.add_parser(
        "export",
        help="write one call as subtitles, text, JSON, CTM or STM",
        description="Write one call in a format that other programs read, from the tables: what is redacted there is"
        " redacted here. Subtitles and text leave hesitations out, the others have every word.",
        epilog="Example: callscribe export call-0001 --lake lake --output call-0001.srt",
    )
    export.set_defaults(command=commands.export)
    export.add_argument("call_id", metavar="CALL_ID")
    export.add_argument("--lake", type=Path, required=True, metavar="DIR")
    export.add_argument("--format", choices=tuple(FORMATS), help="by default the output's suffix, else txt")
    export.add_argument("--output", type=Path, metavar="FILE", help="replaced if it exists (default: standard output)")

    evaluate = added.add_parser(
        "evaluate",
        help="measure transcripts against what was said",
        description="Compare transcripts with references, call by call: word and character error rates, by speaker"
        " where both sides name them, the worst ten spans, and whether confidence can be believed. Each side is a file"
        " (.txt, .stm, .ctm, .json), a folder of such, or a lake; calls are matched by id. Of a lake the words in its"
        " vault are compared, and nothing that its tables hide is printed. Status 1 where a call has no counterpart or"
        " cannot be read.",
        epilog="Example: callscribe evaluate lake references/",
    )
    evaluate.set_defaults(command=commands.evaluate)
    evaluate.add_argument("hypothesis", type=Path, metavar="HYP", help="what was recognised")
    evaluate.add_argument("reference", type=Path, metavar="REF", help="what was said")
    evaluate.add_argument("--json", action="store_true", help="print one JSON object")
    evaluate.add_argument(
        "--collar",
        type=_collar,
        default=COLLAR_S,
        metavar="S",
        help="seconds on each side of the reference's boundaries that DER leaves out (default: %(default)s, as NIST)",
    )

    learn = added.add_parser(
        "learn-terms",
        help="learn vocabulary from reviewed transcripts",
        description="Print what people corrected in transcripts more than once as `[[polish.vocabulary]]` tables for a"
        " settings file; look through them before you use them. Both sides are read as by evaluate. Of a lake the words"
        " in its vault are compared, and nothing is learned from what its tables hide.",
        epilog="Example: callscribe learn-terms lake reviewed/ >> callscribe.toml",
    )
    learn.set_defaults(command=commands.learn_terms)
    learn.add_argument("hypothesis", type=Path, metavar="HYP", help="what was recognised")
    learn.add_argument("reviewed", type=Path, metavar="REVIEWED", help="the same calls as people corrected them")
    return parser


def _add_files(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE", help="a recording, or a folder of them")
    parser.add_argument("--settings", type=Path, metavar="FILE", help="TOML file with settings")


if __name__ == "__main__":
    sys.exit(main())
