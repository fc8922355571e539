"""`callscribe`: the way of the DAG without Airflow, for files on this machine."""

from __future__ import annotations

import argparse
import contextlib
import json
import logging
import os
import sys
import tempfile
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from rich.console import Console

from callscribe import __version__
from callscribe.errors import CallscribeError, SettingsError
from callscribe.exports.formats import FORMATS
from callscribe.metrics.diarization_errors import COLLAR_S
from callscribe.settings import AUTO, load_settings
from callscribe.storage import LocalStorage

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from callscribe.direct import Outcome
    from callscribe.engines.base import Engine
    from callscribe.settings import Settings

REDACTION_KEY_VARIABLE = "CALLSCRIBE_REDACTION_KEY"

_DONE, _SOME_FAILED, _USAGE = 0, 1, 2


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
        return _USAGE
    except CallscribeError as error:
        print(f"callscribe: {error}", file=sys.stderr)
        return _SOME_FAILED
    except BrokenPipeError:  # the reader of our output has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return _DONE
    except OSError as error:
        print(f"callscribe: {error}", file=sys.stderr)
        return _SOME_FAILED
    return status


def _transcribe(options: argparse.Namespace) -> int:
    from callscribe.direct import transcribe_files

    settings = load_settings(options.settings)
    engine = _engine(options, settings)
    files = list(dict.fromkeys(_files(options.files, settings)))
    if not files:
        raise SettingsError(f"No recordings in {', '.join(str(path) for path in options.files)}.")
    if options.lake and options.lake.exists() and not options.lake.is_dir():
        raise SettingsError(f"{options.lake}: a file; the lake is a folder.")
    with contextlib.ExitStack() as stack:
        lake = options.lake or Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="callscribe-")))
        outcomes = transcribe_files(
            files,
            LocalStorage(lake),
            engine,
            settings,
            language=options.language,
            call_date=options.call_date,
            date_needed=options.lake is not None,
            redaction_key=_redaction_key(),
        )
        _print_outcomes(outcomes, as_json=options.json)
    return _SOME_FAILED if any(outcome.failure for outcome in outcomes) else _DONE


def _preflight(options: argparse.Namespace) -> int:
    from callscribe.audio.decoders import Decoders
    from callscribe.preflights import preflight_files, print_preflight

    settings = load_settings(options.settings)
    status = _DONE
    with Decoders(settings.audio.processes) as decoders:
        for file, verdict in preflight_files(list(_files(options.files, settings)), settings.audio, decoders):
            if verdict["verdict"] != "ok":
                status = _SOME_FAILED
            if options.json:
                print(json.dumps(verdict), flush=True)
            else:
                print_preflight(file, verdict)
    return status


def _verify(options: argparse.Namespace) -> int:
    from callscribe.lake.verify import verify

    problems = verify(_existing_lake(options.lake))
    for problem in problems:
        print(f"{problem.where}: {problem.message}")
    print(f"{len(problems)} problems." if problems else "The accounting and the tables hold.")
    return _SOME_FAILED if problems else _DONE


def _show(options: argparse.Namespace) -> int:
    from callscribe.show import show_lake

    show_lake(Console(), _existing_lake(options.lake), options.references, options.call_id)
    return _DONE


def _export(options: argparse.Namespace) -> int:
    from callscribe.exports.call import read_call

    suffix = options.output.suffix.lower().removeprefix(".") if options.output else ""
    write = FORMATS[options.format or (suffix if suffix in FORMATS else "txt")]
    content = write(read_call(_existing_lake(options.lake), options.call_id)).encode()
    if options.output is None:
        sys.stdout.buffer.write(content)  # UTF-8 whatever the terminal's locale is
        sys.stdout.flush()
        return _DONE
    output = options.output.resolve()
    if output.is_file() or not output.exists():
        LocalStorage(output.parent).write(output.name, content)
    else:  # a pipe or a device, which nothing may replace
        output.write_bytes(content)
    return _DONE


def _evaluate(options: argparse.Namespace) -> int:
    from callscribe.evaluation.evaluate import evaluate, print_evaluation

    evaluation = evaluate(options.hypothesis, options.reference, collar_s=options.collar)
    if options.json:
        print(json.dumps(evaluation.as_dict(), ensure_ascii=False))
    else:
        print_evaluation(Console(), evaluation)
    return _DONE if evaluation.complete else _SOME_FAILED


def _learn_terms(options: argparse.Namespace) -> int:
    from callscribe.evaluation.reviewed_terms import as_settings, reviewed_terms

    terms = reviewed_terms(options.hypothesis, options.reviewed)
    if terms:
        print(as_settings(terms), end="")
    print(f"{len(terms)} terms learned: what was corrected to the same at least twice.", file=sys.stderr)
    return _DONE


def _repolish(options: argparse.Namespace) -> int:
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    from callscribe.repolish import repolish

    settings = load_settings(options.settings)
    lake = _existing_lake(options.lake)
    columns = (TextColumn("Putting calls right"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True)) as bar:
        task = bar.add_task("", total=None)
        accounts = repolish(
            lake,
            settings,
            since=options.since,
            language=options.language,
            redaction_key=_redaction_key(),
            progress=lambda so_far: bar.update(task, total=so_far.found, completed=so_far.done),
        )
    for call_id, reason in accounts.failed.items():
        print(f"{call_id}: {reason}")
    print(
        f"{accounts.found} calls since {options.since}: {accounts.rewritten} rewritten, {accounts.unchanged} unchanged,"
        f" {len(accounts.failed)} failed. No engine was asked."
    )
    return _SOME_FAILED if accounts.failed else _DONE


def _redaction_key() -> bytes | None:
    return os.environ.get(REDACTION_KEY_VARIABLE, "").encode() or None


def _engine(options: argparse.Namespace, settings: Settings) -> Engine:
    if options.engine == "local":
        from callscribe.engines.local import LocalEngine

        if options.language.casefold() == AUTO:
            raise SettingsError("The local engine knows English only, so --language auto needs --engine pulse.")
        return LocalEngine()
    from callscribe.engines.pulse import DEFAULT_BASE_URL, PulseClient
    from callscribe.engines.pulse_options import options_of

    base_url = options.base_url or DEFAULT_BASE_URL
    key = os.environ.get("SMALLEST_API_KEY", "")
    if not key and urlsplit(base_url).hostname in ("127.0.0.1", "localhost", "::1"):
        key = "local"  # pulse-local takes any
    code = settings.engine.language_code(options.language)
    return PulseClient(key, base_url=base_url, options=options_of(settings.engine, code))


def _files(given: Sequence[Path], settings: Settings) -> Iterator[Path]:
    """The files named, and the recordings in the folders named."""
    from callscribe.recordings.listing import RECORDING_SUFFIXES

    suffixes = RECORDING_SUFFIXES | {f".{suffix}" for suffix in settings.audio.raw_formats}

    for path in given:
        if path.is_dir():
            yield from sorted(
                file.absolute()
                for file in path.rglob("*")
                if file.is_file() and file.suffix.lower() in suffixes and not file.name.startswith(".")
            )
        elif path.is_file():
            yield path.absolute()
        else:
            raise SettingsError(f"{path}: no such file or folder.")


def _print_outcomes(outcomes: Sequence[Outcome], *, as_json: bool) -> None:
    from callscribe.show import print_turns

    console = Console()
    for outcome in outcomes:
        if as_json:
            print(json.dumps(outcome.as_dict(), ensure_ascii=False, default=str))
        elif outcome.failure is None:
            title = f"{outcome.call_id}  {outcome.uri.rpartition('/')[2]}{outcome.language_told}"
            console.rule(title, align="left", style="dim")
            print_turns(console, outcome.utterances)
    for outcome in outcomes:
        if outcome.failure is not None:
            print(f"{outcome.failure.reason.value}: {outcome.failure.message}", file=sys.stderr)


def _existing_lake(path: Path) -> LocalStorage:
    if not (path / "tables").is_dir():
        raise SettingsError(f"{path}: no lake (it has no folder tables).")
    return LocalStorage(path)


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
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    transcribe = commands.add_parser(
        "transcribe",
        help="transcribe recordings and print or keep the result",
        description="Transcribe recordings: decode, split channels, cut into chunks, send them to Pulse, merge, redact."
        " Metadata is read from a sidecar FILE.json beside each.",
        epilog="The API key is taken from SMALLEST_API_KEY. Example:"
        " callscribe transcribe calls/ --lake lake --base-url http://127.0.0.1:8808",
    )
    transcribe.set_defaults(command=_transcribe)
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

    preflight = commands.add_parser(
        "preflight",
        help="say whether recordings can be transcribed, without sending them anywhere",
        description="Decode recordings and say what they are, or why they cannot be transcribed. Costs nothing.",
    )
    preflight.set_defaults(command=_preflight)
    _add_files(preflight)
    preflight.add_argument("--json", action="store_true", help="print one JSON object a line for each recording")

    verify = commands.add_parser(
        "verify",
        help="check a lake's tables and accounts",
        description="Check that every file can be read, every call is there once and whole, and every run's accounts"
        " add up.",
    )
    verify.set_defaults(command=_verify)
    verify.add_argument("--lake", type=Path, required=True, metavar="DIR")

    show = commands.add_parser(
        "show",
        help="lay a lake out for reading",
        description="Print a lake's calls, one conversation turn by turn, what failed, and a query to start with.",
    )
    show.set_defaults(command=_show)
    show.add_argument("--lake", type=Path, required=True, metavar="DIR")
    show.add_argument("--call-id", metavar="ID", help="whose conversation to print")
    show.add_argument(
        "--references", type=Path, metavar="DIR", help="reference transcripts (CALL_ID.json), for word error rates"
    )

    repolish = commands.add_parser(
        "repolish",
        help="put a lake's calls right anew, with new rules and without transcribing",
        description="Rewrite the rows of calls from the answers in the vault: with another redaction, vocabulary or"
        " version of this program. No engine is asked and nothing is paid. Calls that already are as they would become"
        " are left alone, so that a run that was stopped goes on where it stood.",
        epilog="Example: callscribe repolish --lake lake --since 2024-01-01 --settings settings.toml",
    )
    repolish.set_defaults(command=_repolish)
    repolish.add_argument("--lake", type=Path, required=True, metavar="DIR")
    repolish.add_argument("--since", type=_date, required=True, metavar="DATE", help="first call date")
    repolish.add_argument("--settings", type=Path, metavar="FILE", help="TOML file with settings, as the runs have it")
    repolish.add_argument("--language", default="en", metavar="CODE", help="the runs' default language (default: en)")

    export = commands.add_parser(
        "export",
        help="write one call as subtitles, text, JSON, CTM or STM",
        description="Write one call in a format that other programs read, from the tables: what is redacted there is"
        " redacted here. Subtitles and text leave hesitations out, the others have every word.",
        epilog="Example: callscribe export call-0001 --lake lake --output call-0001.srt",
    )
    export.set_defaults(command=_export)
    export.add_argument("call_id", metavar="CALL_ID")
    export.add_argument("--lake", type=Path, required=True, metavar="DIR")
    export.add_argument("--format", choices=tuple(FORMATS), help="by default the output's suffix, else txt")
    export.add_argument("--output", type=Path, metavar="FILE", help="replaced if it exists (default: standard output)")

    evaluate = commands.add_parser(
        "evaluate",
        help="measure transcripts against what was said",
        description="Compare transcripts with references, call by call: word and character error rates, by speaker"
        " where both sides name them, the worst ten spans, and whether confidence can be believed. Each side is a file"
        " (.txt, .stm, .ctm, .json), a folder of such, or a lake; calls are matched by id. Of a lake the words in its"
        " vault are compared, and nothing that its tables hide is printed. Status 1 where a call has no counterpart or"
        " cannot be read.",
        epilog="Example: callscribe evaluate lake references/",
    )
    evaluate.set_defaults(command=_evaluate)
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

    learn = commands.add_parser(
        "learn-terms",
        help="learn vocabulary from reviewed transcripts",
        description="Print what people corrected in transcripts more than once as `[[polish.vocabulary]]` tables for a"
        " settings file; look through them before you use them. Both sides are read as by evaluate. Of a lake the words"
        " in its vault are compared, and nothing is learned from what its tables hide.",
        epilog="Example: callscribe learn-terms lake reviewed/ >> callscribe.toml",
    )
    learn.set_defaults(command=_learn_terms)
    learn.add_argument("hypothesis", type=Path, metavar="HYP", help="what was recognised")
    learn.add_argument("reviewed", type=Path, metavar="REVIEWED", help="the same calls as people corrected them")
    return parser


def _add_files(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE", help="a recording, or a folder of them")
    parser.add_argument("--settings", type=Path, metavar="FILE", help="TOML file with settings")


if __name__ == "__main__":
    sys.exit(main())
