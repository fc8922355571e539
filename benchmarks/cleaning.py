"""What each step of `audio.clean` does to the words, on the sample calls with noise added.

    python benchmarks/cleaning.py [--calls 2] [--snr 30 20]

The calls are recognised by PocketSphinx without cleaning, with each step alone and with all; the figures are word error
rates. The shortest calls come first. About ten minutes on two cores as it stands, two and a half times as long with
--calls 4. Below 20 dB PocketSphinx is slow, and in all noise but hum gets hardly a word right.
"""

from __future__ import annotations

import argparse
import json
import tempfile
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from importlib.metadata import version
from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING, Any

import av
import numpy as np

from callscribe.audio.cleaning import CLEANING_STEPS, clean
from callscribe.audio.listening import Listener
from callscribe.engines.pocketsphinx import recognise
from callscribe.metrics.word_errors import normalised, word_error_rate

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

SAMPLES = Path(__file__).parents[1] / "include" / "sample_calls"
RATE_HZ = 16_000
FULL_SCALE = 32_768
KINDS = ("white", "pink", "hum", "babble")
HUM_HZ = 50
HUM_HARMONICS = 10  # of 1, 1/2, 1/3 ...: what a rectifier leaves on a line
PINK_FROM_HZ = 20
FAINT_DBFS = (-40.0, -60.0)
CHOICES: tuple[tuple[str, ...], ...] = ((), *((step,) for step in CLEANING_STEPS), CLEANING_STEPS)
PROCESSES = 2  # PocketSphinx holds the interpreter's lock


@dataclass(frozen=True, eq=False)
class Voices:
    """One channel of a call, and what is said on it."""

    call: str
    samples: NDArray[np.int16]
    reference: str


@dataclass(frozen=True, eq=False)
class Row:
    """The same voices under one condition."""

    noise: str
    level: str
    voices: tuple[Voices, ...]


def main() -> None:
    """Recognise, and print a Markdown table row by row."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--calls", type=int, default=2, help="how many of the sample calls (default: 2)")
    parser.add_argument("--snr", type=float, nargs="+", default=[30, 20], help="dB above the noise (default: 30 20)")
    options = parser.parse_args()
    recordings = (path for path in SAMPLES.glob("2026-*/call-*") if path.suffix != ".json")
    calls = sorted(map(voices_of, recordings), key=length)
    chosen = tuple(voice for call in calls[: options.calls] for voice in call)
    words = sum(len(normalised(voice.reference).split()) for voice in chosen)
    print(f"Word error rate in % of PocketSphinx {version('pocketsphinx')} (American English, 16 kHz) on", end=" ")
    print(f"{', '.join(sorted({voice.call for voice in chosen}))}: {words} words, so that one is {100 / words:.2f}.")
    print("Noise is so many dB below the speech. Other recognisers, above all newer ones, will differ.\n")
    print(f"| noise | speech | {' | '.join(heading(steps) for steps in CHOICES)} |\n|---|---|{'---|' * len(CHOICES)}")
    with ProcessPoolExecutor(PROCESSES) as pool:
        everything = [(row, steps) for row in rows(chosen, calls, options.snr) for steps in CHOICES]
        wrong = [[pool.submit(wrong_words, voice, steps) for voice in row.voices] for row, steps in everything]
        for (row, steps), counts in zip(everything, wrong, strict=True):
            if steps == CHOICES[0]:
                print(f"| {row.noise} | {row.level} |", end="")
            rate = 100 * sum(count.result() for count in counts) / words
            print(f" {rate:.1f} |", end="\n" if steps == CHOICES[-1] else "", flush=True)


def heading(steps: tuple[str, ...]) -> str:
    return {(): "no cleaning", CLEANING_STEPS: "all four"}.get(steps, ", ".join(steps))


def voices_of(path: Path) -> tuple[Voices, ...]:
    """A sample call's channels with what is said on each."""
    roles = json.loads(Path(f"{path}.json").read_text()).get("channel_roles", [None])
    turns = json.loads((SAMPLES / "references" / f"{path.stem}.json").read_text())["turns"]
    return tuple(
        Voices(path.stem, samples, " ".join(turn["text"] for turn in turns if role in (None, turn["speaker"])))
        for samples, role in zip(decode_channels(path), roles, strict=True)
    )


def length(call: tuple[Voices, ...]) -> int:
    return sum(len(voice.samples) for voice in call)


def decode_channels(path: Path) -> list[NDArray[np.int16]]:
    """Each channel at 16 kHz."""
    with av.open(str(path)) as container:
        stream = container.streams.audio[0]
        channels, blocks = stream.channels, []
        resampler = av.AudioResampler(format="s16", layout=stream.layout.name, rate=RATE_HZ)
        for frame in (*container.decode(stream), None):
            blocks += [part.to_ndarray().reshape(-1, channels) for part in resampler.resample(frame)]
    return [np.ascontiguousarray(channel) for channel in np.concatenate(blocks).T]


def rows(chosen: tuple[Voices, ...], calls: list[tuple[Voices, ...]], snrs: list[float]) -> Iterator[Row]:
    """As recorded, faint, and every noise at every level."""
    yield Row("none", "as recorded", chosen)
    for level in FAINT_DBFS:
        yield Row("none", f"at {level:g} dBFS", tuple(changed(voice, faint(voice, level)) for voice in chosen))
    for kind, snr in product(KINDS, snrs):
        yield Row(kind, f"{snr:g} dB above", tuple(changed(voice, noisy(voice, kind, snr, calls)) for voice in chosen))


def changed(voice: Voices, sound: Any) -> Voices:
    samples = np.rint(sound).clip(-FULL_SCALE, FULL_SCALE - 1).astype(np.int16)
    return Voices(voice.call, samples, voice.reference)


def faint(voice: Voices, level_dbfs: float) -> Any:
    return voice.samples * 10 ** ((level_dbfs - speech_level_dbfs(voice.samples)) / 20)


def noisy(voice: Voices, kind: str, snr_db: float, calls: list[tuple[Voices, ...]]) -> Any:
    noise = noise_of(kind, voice, calls)
    noise *= 10 ** ((speech_level_dbfs(voice.samples) - snr_db) / 20) * FULL_SCALE / np.sqrt(np.square(noise).mean())
    return voice.samples + noise


def noise_of(kind: str, voice: Voices, calls: list[tuple[Voices, ...]]) -> Any:
    """As long as the voice, of any level; the same for every level of a voice."""
    random = np.random.default_rng([KINDS.index(kind), *voice.call.encode()])
    samples = len(voice.samples)
    if kind == "white":
        return random.normal(size=samples)
    if kind == "pink":
        spectrum = np.fft.rfft(random.normal(size=samples))
        hz = np.fft.rfftfreq(samples, 1 / RATE_HZ)
        return np.fft.irfft(spectrum / np.sqrt(np.maximum(hz, PINK_FROM_HZ)), n=samples)
    if kind == "hum":
        phases = random.uniform(0, 2 * np.pi, HUM_HARMONICS)
        turns = 2 * np.pi * HUM_HZ * np.arange(samples) / RATE_HZ
        return sum(np.sin(n * turns + phase) / n for n, phase in enumerate(phases, start=1))
    others = [other.samples.astype(float) for call in calls for other in call if other.call != voice.call]
    return sum(
        np.roll(np.resize(other / np.sqrt(np.square(other).mean()), samples), random.integers(samples))
        for other in others
    )


def speech_level_dbfs(samples: NDArray[np.int16]) -> float:
    """As preflight hears it."""
    listener = Listener(1)
    listener.hear(samples[np.newaxis])
    level = listener.finish().channels[0].speech_level_dbfs
    assert level is not None
    return level


def wrong_words(voice: Voices, steps: tuple[str, ...]) -> int:
    """Substituted, deleted and inserted ones."""
    said = voice.reference
    heard = " ".join(word.word for word in recognise(cleaned(voice.samples, steps) if steps else voice.samples))
    return round(word_error_rate(said, heard) * len(normalised(said).split()))


def cleaned(samples: NDArray[np.int16], steps: tuple[str, ...]) -> NDArray[np.int16]:
    with tempfile.TemporaryDirectory() as folder:
        stream, target = Path(folder) / "0.s16", Path(folder) / "0.clean.s16"
        stream.write_bytes(samples.astype("<i2").tobytes())
        clean(stream, target, steps, speech_level_dbfs=speech_level_dbfs(samples))
        return np.frombuffer(target.read_bytes(), "<i2")


if __name__ == "__main__":
    main()
