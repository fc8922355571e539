"""`callscribe preflight`: verdicts on files of this machine, without sending them anywhere."""

from __future__ import annotations

import json
import tempfile
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from callscribe.audio.decoders import DecoderError
from callscribe.audio.preflight import QUALITY_FLAGS
from callscribe.errors import FailureReason, RecordingError
from callscribe.recordings.recording import on_one_line

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from callscribe.audio.decoders import Decoders
    from callscribe.settings import AudioSettings

_UNKNOWN = ("duration_s", "channels", "codec", "sample_rate_hz", "container", "recording_sha256", "layout")


def preflight_files(
    files: Sequence[Path], settings: AudioSettings, decoders: Decoders
) -> Iterator[tuple[Path, dict[str, Any]]]:
    """Each file with its verdict, in the order given, several looked at at once.

    A verdict is `{"uri", "verdict", "message", ...}` with the fields of `callscribe.audio.preflight.Preflight`, null
    where the file could not be read; `verdict` is `ok` or a reason of the `failures` table.
    """

    def judged(file: Path) -> dict[str, Any]:
        uri = file.as_uri()
        try:
            with tempfile.TemporaryDirectory() as folder:
                found = decoders.take_in(file, uri, Path(folder), settings, limits=None).preflight
        except RecordingError as error:
            return _refused(uri, error.reason, error.message)
        except (OSError, DecoderError) as error:
            return _refused(uri, FailureReason.INTERNAL, f"{uri}: {error}")
        return {"uri": uri, "verdict": "ok", "message": None} | _rounded(asdict(found))

    with ThreadPoolExecutor(settings.processes) as pool:
        yield from zip(files, pool.map(judged, files), strict=True)


def _refused(uri: str, reason: FailureReason, message: str) -> dict[str, Any]:
    told = {"uri": uri, "verdict": reason.value, "message": on_one_line(message)}
    return told | dict.fromkeys(_UNKNOWN) | {"quality_flags": [], "figures": []}


def _rounded(figures: dict[str, Any]) -> dict[str, Any]:
    """As JSON has it, with three digits behind the point: no figure is more exact than that."""
    rounded: dict[str, Any] = json.loads(json.dumps(figures), parse_float=lambda digits: round(float(digits), 3))
    return rounded


def print_preflight(file: Path, verdict: dict[str, Any]) -> None:
    """For people: what it is, and what each flag asks them to do."""
    if verdict["verdict"] != "ok":
        print(f"{verdict['verdict']}: {verdict['message']}")
        return
    print(
        f"{on_one_line(str(file))}: ok, {verdict['duration_s']:.1f} s, {verdict['channels']} x"
        f" {verdict['sample_rate_hz']} Hz {verdict['codec']}, {verdict['layout'].replace('_', ' ')}"
    )
    for channel, figures in enumerate(verdict["figures"]):
        level = figures["speech_level_dbfs"]
        spoken = f"speech {figures['speech_share']:.0%} of the time"
        print(f"  channel {channel}: {spoken}{'' if level is None else f' at {level:.0f} dBFS'}")
    for flag in verdict["quality_flags"]:
        print(f"  {flag}: {QUALITY_FLAGS[flag]}")
