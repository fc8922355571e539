"""Throw mutated recordings of every format at the decoders, and see that each ends with a verdict.

    python scripts/fuzz_audio.py [--count 10000] [--seed 0] [--processes 2] [--keep .fuzz]

Each mutant depends on the seed and on its number alone, so that it can be made again. A run fails where a file ends
without a verdict, makes the decoders hang, or takes more memory than a child may have; that file is kept.
"""

from __future__ import annotations

import argparse
import contextlib
import os
import random
import re
import resource
import sys
import tempfile
import threading
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from rich.console import Console
from rich.progress import Progress
from rich.table import Table

from callscribe.audio.child import MEMORY_BYTES
from callscribe.audio.decoders import Decoders
from callscribe.audio.plan import ChunkLimits
from callscribe.errors import RecordingError
from callscribe.settings import AudioSettings

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tests"))
from every_format import CROOKED_WAVS, FORMATS
from hostile_files import TEN_HOURS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

SECONDS = 0.7
STALLED_AFTER_S = 60.0
# what a child takes before it has seen a recording, and a tenth of that again
REST_BYTES = 100 << 20
LIMITS = ChunkLimits(longest_s=3600.0, largest_bytes=25_000_000)
_RAW_FORMATS = {Path(name).suffix.removeprefix("."): made.raw for name, made in FORMATS.items() if made.raw}
# the whole way for most files, the rarer turns for some
SETTINGS = (
    AudioSettings(raw_formats=_RAW_FORMATS, max_recording_s=3600.0),
    AudioSettings(raw_formats=_RAW_FORMATS, max_recording_s=3600.0, chunk_s=5.0, overlap_s=1.0),
    AudioSettings(raw_formats=_RAW_FORMATS, max_recording_s=3600.0, leave_out_silence_s=0.5, channel_map=("0",)),
    AudioSettings(raw_formats=_RAW_FORMATS, max_recording_s=3600.0, clean=("highpass", "normalise")),
)
_SETTINGS_WEIGHTS = (85, 5, 5, 5)
_EXTREMES = (0, 1, 2, 0x7F, 0x80, 0xFF, 0x7FFF, 0x8000, 0xFFFF, 0x7FFF_FFFF, 0x8000_0000, 0xFFFF_FFFE, 0xFFFF_FFFF)
_HEAD_BYTES = 256
_CHUNK_NAME = re.compile(rb"[A-Za-z][A-Za-z0-9 ]{3}")
_CRASHED = re.compile(r"its decoder crashed \((\w+)\)")


@dataclass(frozen=True)
class Mutant:
    """A damaged recording.

    Attributes:
        name: Of the recording that it was; its suffix says how it is read where no header does.
        made_by: Mutations, in order.
        settings: Place in SETTINGS.
    """

    number: int
    name: str
    made_by: tuple[str, ...]
    settings: int
    content: bytes


@dataclass
class Report:
    """How a run went.

    Attributes:
        verdicts: How often each, `ok` or a reason.
        by_format: Verdicts by the name of the recording that a mutant was.
        crashes: Signals that ended a child: verdicts, but worth a look.
        broken: What must not happen, one line each.
        child_peak_bytes: Most memory that a child had at once.
        parent_grew_bytes: By how much this process grew after its first tenth of the files.
    """

    verdicts: Counter[str] = field(default_factory=Counter)
    by_format: dict[str, Counter[str]] = field(default_factory=dict)
    crashes: list[str] = field(default_factory=list)
    broken: list[str] = field(default_factory=list)
    slowest_s: float = 0.0
    slowest: str = ""
    child_peak_bytes: int = 0
    parent_grew_bytes: int = 0


def seeds() -> dict[str, bytes]:
    """A small recording of each format."""
    recordings = {}
    with tempfile.TemporaryDirectory() as folder:
        for name, made in {**FORMATS, **CROOKED_WAVS}.items():
            recordings[name] = made.make(Path(folder, name), SECONDS).read_bytes()
        for name, make in TEN_HOURS.items():
            path = Path(folder, f"ten hours {name}")
            make(path)
            recordings[path.name] = path.read_bytes()
    return recordings


def mutant(recordings: dict[str, bytes], seed: int, number: int) -> Mutant:
    """The mutant of this number."""
    dice = random.Random(f"{seed} {number}")
    name = dice.choice(sorted(recordings))
    content = bytearray(recordings[name])
    made_by = []
    for _ in range(dice.choice((1, 1, 1, 2, 3, 5))):
        mutation = dice.choice(_MUTATIONS)
        if len(content) > 16:
            mutation(content, dice, recordings)
            made_by.append(mutation.__name__.removeprefix("_"))
    settings = dice.choices(range(len(SETTINGS)), _SETTINGS_WEIGHTS)[0]
    return Mutant(number, name, tuple(made_by), settings, bytes(content))


def _place(content: bytearray, dice: random.Random) -> int:
    """Half of the time in the header, where the damage is done."""
    return dice.randrange(min(len(content), _HEAD_BYTES) if dice.random() < 0.5 else len(content))


def _bits_flipped(content: bytearray, dice: random.Random, recordings: dict[str, bytes]) -> None:
    for _ in range(dice.choice((1, 2, 8, 64))):
        content[_place(content, dice)] ^= 1 << dice.randrange(8)


def _overwritten(content: bytearray, dice: random.Random, recordings: dict[str, bytes]) -> None:
    at, length = _place(content, dice), dice.choice((1, 4, 16, 300, 5000))
    length = min(length, len(content) - at)
    content[at : at + length] = dice.choice((bytes(length), b"\xff" * length, dice.randbytes(length)))


def _length_made_extreme(content: bytearray, dice: random.Random, recordings: dict[str, bytes]) -> None:
    at, size = _place(content, dice), dice.choice((1, 2, 4, 4, 8))
    value = dice.choice(_EXTREMES) & ((1 << 8 * size) - 1)
    content[at : at + size] = value.to_bytes(size, dice.choice(("little", "big")))


def _cut_off(content: bytearray, dice: random.Random, recordings: dict[str, bytes]) -> None:
    del content[dice.randrange(1, len(content)) :]


def _cut_out(content: bytearray, dice: random.Random, recordings: dict[str, bytes]) -> None:
    at = _place(content, dice)
    del content[at : at + dice.choice((1, 3, 100, 4000))]


def _filled_in(content: bytearray, dice: random.Random, recordings: dict[str, bytes]) -> None:
    at, length = _place(content, dice), dice.choice((1, 3, 100, 70_000))
    content[at:at] = dice.choice((bytes(length), dice.randbytes(length)))


def _doubled(content: bytearray, dice: random.Random, recordings: dict[str, bytes]) -> None:
    at = _place(content, dice)
    content[at:at] = content[at : at + dice.choice((4, 50, 5000))] * dice.choice((1, 2, 50))


def _chunk_doubled(content: bytearray, dice: random.Random, recordings: dict[str, bytes]) -> None:
    names = [found.start() for found in _CHUNK_NAME.finditer(content, 0, 4096)]
    if names:
        start = dice.choice(names)
        end = dice.choice([place for place in (*names, len(content)) if place > start])
        content[start:start] = content[start:end] * dice.choice((1, 3, 100 if end - start < 1000 else 1))


def _chunk_renamed(content: bytearray, dice: random.Random, recordings: dict[str, bytes]) -> None:
    names = [found.start() for found in _CHUNK_NAME.finditer(content, 0, 4096)]
    if names:
        one, other = dice.choice(names), dice.choice(names)
        content[one : one + 4] = content[other : other + 4]


def _spliced(content: bytearray, dice: random.Random, recordings: dict[str, bytes]) -> None:
    """Its head, and another's body; or the whole of another behind it."""
    other = recordings[dice.choice(sorted(recordings))]
    if dice.random() < 0.3:
        content += other
    else:
        content[_place(content, dice) :] = other[dice.randrange(len(other)) :]


_MUTATIONS: tuple[Callable[[bytearray, random.Random, dict[str, bytes]], None], ...] = (
    _bits_flipped,
    _overwritten,
    _length_made_extreme,
    _cut_off,
    _cut_out,
    _filled_in,
    _doubled,
    _chunk_doubled,
    _chunk_renamed,
    _spliced,
)


def fuzz(
    recordings: dict[str, bytes],
    numbers: Sequence[int],
    seed: int,
    processes: int,
    keep: Path,
    tell: Callable[[], None] = lambda: None,
) -> Report:
    """Give the decoders all mutants of some numbers.

    Args:
        recordings: That mutants are made of.
        keep: Where files go that break a rule.
        tell: Called after each file.
    """
    report, lock = Report(), threading.Lock()
    done, grown_from = 0, 0

    def one(number: int) -> None:
        nonlocal done, grown_from
        subject = mutant(recordings, seed, number)
        began_s = time.monotonic()
        verdict, complaint = _verdict(decoders, subject)
        took_s = time.monotonic() - began_s
        what = f"{number} {subject.name} ({', '.join(subject.made_by)})"
        with lock:
            report.verdicts[verdict] += 1
            report.by_format.setdefault(subject.name, Counter())[verdict] += 1
            if took_s > report.slowest_s:
                report.slowest_s, report.slowest = took_s, what
            if crash := _CRASHED.search(complaint):
                report.crashes.append(f"{crash[1]}: {what}")
                _kept(subject, keep)
            elif broken := _broken(verdict, complaint):
                report.broken.append(f"{broken}: {what}: {complaint}")
                _kept(subject, keep)
            done += 1
            if done == len(numbers) // 10:
                grown_from = _resident_bytes("self")
            tell()

    with (
        Decoders(processes, STALLED_AFTER_S) as decoders,
        _memory_watched(report),
        ThreadPoolExecutor(processes) as pool,
    ):
        for _ in pool.map(one, numbers):
            pass
    report.parent_grew_bytes = _resident_bytes("self") - grown_from
    if report.child_peak_bytes > MEMORY_BYTES + REST_BYTES:
        report.broken.append(f"memory: a child had {report.child_peak_bytes >> 20} MB")
    return report


def _verdict(decoders: Decoders, subject: Mutant) -> tuple[str, str]:
    """The verdict, and what was said of the file."""
    with tempfile.TemporaryDirectory(prefix="fuzz-audio-") as folder:
        path = Path(folder, subject.name)
        path.write_bytes(subject.content)
        (chunks := Path(folder, "chunks")).mkdir()
        try:
            intake = decoders.take_in(path, subject.name, chunks, SETTINGS[subject.settings], LIMITS)
        except RecordingError as error:
            return error.reason.value, error.message
        except Exception as error:
            return "no verdict", f"{type(error).__name__}: {error}"
        missing = {chunk.path for chunk in intake.chunks} ^ set(chunks.iterdir())
        return ("ok", "") if intake.chunks and not missing else ("no verdict", f"chunks: {sorted(missing)}")


def _broken(verdict: str, complaint: str) -> str | None:
    if verdict in ("no verdict", "internal"):
        return verdict
    return "hang" if "no progress for" in complaint else None


def _kept(subject: Mutant, keep: Path) -> None:
    keep.mkdir(parents=True, exist_ok=True)
    (keep / f"{subject.number} {subject.name}").write_bytes(subject.content)


@contextlib.contextmanager
def _memory_watched(report: Report) -> Iterator[None]:
    """Looks at the children's peaks a few times a second."""
    ended = threading.Event()

    def watch() -> None:
        while not ended.wait(0.2):
            for child in _children():
                report.child_peak_bytes = max(report.child_peak_bytes, _resident_bytes(child, "VmHWM"))

    watcher = threading.Thread(target=watch)
    watcher.start()
    try:
        yield
    finally:
        ended.set()
        watcher.join()


def _children() -> Iterator[str]:
    for task in Path(f"/proc/{os.getpid()}/task").iterdir():
        with contextlib.suppress(OSError):
            yield from (task / "children").read_text(encoding="ascii").split()


def _resident_bytes(process: str, kind: str = "VmRSS") -> int:
    with contextlib.suppress(OSError):
        found = re.search(rf"{kind}:\s+(\d+) kB", Path(f"/proc/{process}/status").read_text(encoding="ascii"))
        return int(found[1]) << 10 if found else 0
    return 0


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--count", type=int, default=10_000, help="mutants, numbered from --first")
    parser.add_argument("--first", type=int, default=0, help="the first one's number; with --count 1: that one again")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--processes", type=int, default=2)
    parser.add_argument("--keep", type=Path, default=Path(".fuzz"), help="folder for files that break a rule")
    options = parser.parse_args()
    console = Console()
    numbers = range(options.first, options.first + options.count)
    began_s = time.monotonic()
    with Progress(console=console) as progress:
        task = progress.add_task("Decoding", total=len(numbers))
        report = fuzz(seeds(), numbers, options.seed, options.processes, options.keep, lambda: progress.advance(task))
    _print_report(console, report, time.monotonic() - began_s)
    raise SystemExit(1 if report.broken else 0)


def _print_report(console: Console, report: Report, took_s: float) -> None:
    table = Table("recording", *(verdict.replace("_", " ") for verdict in sorted(report.verdicts)), title="Verdicts")
    table.columns[0].no_wrap = True
    for name, verdicts in sorted(report.by_format.items()):
        table.add_row(name, *(str(verdicts[verdict] or "") for verdict in sorted(report.verdicts)))
    table.add_section()
    table.add_row("all", *(str(report.verdicts[verdict]) for verdict in sorted(report.verdicts)))
    console.print(table)
    cpu_s = (
        resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime + resource.getrusage(resource.RUSAGE_CHILDREN).ru_stime
    )
    console.print(f"{report.verdicts.total()} files in {took_s:.0f} s ({cpu_s:.0f} s of the children's CPU)")
    console.print(
        f"a child's peak: {report.child_peak_bytes >> 20} MB; this process grew by {report.parent_grew_bytes >> 20} MB"
    )
    console.print(f"slowest: {report.slowest_s:.1f} s, {report.slowest}", markup=False)
    for title, lines in (("crashes of a child", report.crashes), ("rules broken", report.broken)):
        console.print(f"{title}: {len(lines)}")
        for line in lines:
            console.print(f"  {line}", markup=False)


if __name__ == "__main__":
    main()
