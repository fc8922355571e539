"""What each command of `callscribe` does with its arguments; returns the exit status."""

from __future__ import annotations

import contextlib
import json
import os
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from rich.console import Console

from callscribe.errors import SettingsError
from callscribe.exports.formats import FORMATS
from callscribe.settings import AUTO, load_settings
from callscribe.storage import LocalStorage

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator, Sequence

    from callscribe.direct import Outcome
    from callscribe.engines.base import Engine
    from callscribe.settings import Settings

REDACTION_KEY_VARIABLE = "CALLSCRIBE_REDACTION_KEY"

DONE, SOME_FAILED, USAGE = 0, 1, 2
"""Exit statuses: all well; some recordings or checks failed; the call itself was wrong."""


def transcribe(options: argparse.Namespace) -> int:
    """Transcribe recordings, and print or keep the result."""
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
    return SOME_FAILED if any(outcome.failure for outcome in outcomes) else DONE


def preflight(options: argparse.Namespace) -> int:
    """Tell whether recordings can be transcribed."""
    from callscribe.audio.decoders import Decoders
    from callscribe.preflights import preflight_files, print_preflight

    settings = load_settings(options.settings)
    status = DONE
    with Decoders(settings.audio.processes) as decoders:
        for file, verdict in preflight_files(list(_files(options.files, settings)), settings.audio, decoders):
            if verdict["verdict"] != "ok":
                status = SOME_FAILED
            if options.json:
                print(json.dumps(verdict), flush=True)
            else:
                print_preflight(file, verdict)
    return status


def verify(options: argparse.Namespace) -> int:
    """Tell what does not hold in a lake."""
    from callscribe.lake.verify import verify

    problems = verify(_existing_lake(options.lake))
    for problem in problems:
        print(f"{problem.where}: {problem.message}")
    print(f"{len(problems)} problems." if problems else "The accounting and the tables hold.")
    return SOME_FAILED if problems else DONE


def show(options: argparse.Namespace) -> int:
    """Show a lake's accounts, or a call."""
    from callscribe.show import show_lake

    show_lake(Console(), _existing_lake(options.lake), options.references, options.call_id)
    return DONE


def export(options: argparse.Namespace) -> int:
    """Write a call in a format for others."""
    from callscribe.exports.call import read_call

    suffix = options.output.suffix.lower().removeprefix(".") if options.output else ""
    write = FORMATS[options.format or (suffix if suffix in FORMATS else "txt")]
    content = write(read_call(_existing_lake(options.lake), options.call_id)).encode()
    if options.output is None:
        sys.stdout.buffer.write(content)  # UTF-8 whatever the terminal's locale is
        sys.stdout.flush()
        return DONE
    output = options.output.resolve()
    if output.is_file() or not output.exists():
        LocalStorage(output.parent).write(output.name, content)
    else:  # a pipe or a device, which nothing may replace
        output.write_bytes(content)
    return DONE


def evaluate(options: argparse.Namespace) -> int:
    """Compare transcripts with what was said."""
    from callscribe.evaluation.evaluate import evaluate, print_evaluation

    evaluation = evaluate(options.hypothesis, options.reference, collar_s=options.collar)
    if options.json:
        print(json.dumps(evaluation.as_dict(), ensure_ascii=False))
    else:
        print_evaluation(Console(), evaluation)
    return DONE if evaluation.complete else SOME_FAILED


def learn_terms(options: argparse.Namespace) -> int:
    """Print terms that people corrected."""
    from callscribe.evaluation.reviewed_terms import as_settings, reviewed_terms

    terms = reviewed_terms(options.hypothesis, options.reviewed)
    if terms:
        print(as_settings(terms), end="")
    print(
        f"{len(terms)} term{'' if len(terms) == 1 else 's'} learned: what was corrected to the same at least twice.",
        file=sys.stderr,
    )
    return DONE


def repolish(options: argparse.Namespace) -> int:
    """Make rows anew from the vault."""
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
    if accounts.audio_removed:
        print(f"{accounts.audio_removed} redacted recordings, covered by the rules before, were removed.")
    return SOME_FAILED if accounts.failed else DONE


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
            console.rule(f"{outcome.call_id}  {outcome.uri.rpartition('/')[2]}", align="left", style="dim")
            if outcome.language_told:
                console.print(outcome.language_told, style="dim")
            print_turns(console, outcome.utterances)
    for outcome in outcomes:
        if outcome.failure is not None:
            print(f"{outcome.failure.reason.value}: {outcome.failure.message}", file=sys.stderr)


def _existing_lake(path: Path) -> LocalStorage:
    if not (path / "tables").is_dir():
        raise SettingsError(f"{path}: no lake (it has no folder tables).")
    return LocalStorage(path)
