"""Make the recordings, sidecars and reference transcripts under include/sample_calls.

Two free synthesisers read the conversations of `sample_conversations.toml`; PyAV puts them into the formats that
telephone systems export. The same programs on the same lines give the same files: every pause comes from a generator
seeded with the call's id.

    python scripts/make_sample_calls.py [--out include/sample_calls]
"""

from __future__ import annotations

import argparse
import json
import re
import shutil
import subprocess
import sys
import tempfile
import tomllib
import wave
import zlib
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, cast

import av
import av.codec.context
import numpy as np
import numpy.typing as npt

if TYPE_CHECKING:
    from datetime import datetime

Samples = npt.NDArray[np.float32]
"""Full scale is 1.0. One row of samples, or (`audio`) one such row per channel."""

Role = Literal["agent", "customer"]
ROLES: tuple[Role, ...] = ("agent", "customer")  # also the order of the channels of a two-party recording

REPOSITORY = Path(__file__).resolve().parent.parent
CONVERSATIONS = Path(__file__).with_name("sample_conversations.toml")

# A headset is nearer to the mouth than a telephone.
LEVELS_DBFS: dict[Role, float] = {"agent": -20.0, "customer": -22.0}
PEAK_LIMIT = 0.7  # -3 dBFS: the codecs' own ripple stays below full scale
NOISE_DBFS = -60.0  # a quiet line; digital silence would flatter every silence detector
LEAD_IN_S = 0.4
LEAD_OUT_S = 0.6
PAUSE_S = (0.3, 0.8)  # between turns: people on the telephone who let each other finish
EDGE_S = 0.015  # kept before and after a turn, so that soft consonants are not trimmed away

TRUNCATED_BYTES = 300  # the file's own description and the first part of a frame: no sound can be had from it
POISON_STARTED_AT = "2026-11-04T17:{minute:02}:00-05:00"


class SampleCallError(Exception):
    """The sample calls cannot be made; the message says what to do."""


@dataclass(frozen=True)
class Format:
    """How a recording is stored.

    Attributes:
        suffix: Ending of the file's name; the container follows from it.
        codec: FFmpeg's name of the encoder.
        rate_hz: Sample rate.
        bit_rate: Bits per second, where the encoder has the choice.
    """

    suffix: str
    codec: str
    rate_hz: int
    bit_rate: int | None = None


FORMATS = {
    "mulaw_wav": Format(".wav", "pcm_mulaw", 8000),
    "pcm_wav": Format(".wav", "pcm_s16le", 16000),
    "mp3": Format(".mp3", "libmp3lame", 16000, 64_000),
    "m4a": Format(".m4a", "aac", 16000, 48_000),
    "ogg": Format(".ogg", "libopus", 16000, 24_000),
    "flac": Format(".flac", "flac", 16000),
}


@dataclass(frozen=True)
class Line:
    """One line of a conversation's script: a turn, or (`role` is None) a hold of `hold_s` seconds."""

    role: Role | None
    text: str = ""
    over: bool = False
    hold_s: float = 0.0


@dataclass(frozen=True)
class Conversation:
    """A conversation as it is written in the TOML file, and how it is to be recorded."""

    call_id: str
    started_at: datetime
    format: Format
    channels: int
    party_ids: dict[Role, str]
    voices: dict[Role, str]
    queue: str
    direction: str
    lines: tuple[Line, ...]

    @property
    def path(self) -> Path:
        """The recording's place below the output folder."""
        return Path(self.started_at.date().isoformat(), self.call_id + self.format.suffix)


@dataclass(frozen=True)
class Turn:
    """A turn where it was put in the recording."""

    speaker: Role
    start_s: float
    end_s: float
    text: str


def parse_script(script: str) -> tuple[Line, ...]:
    """Read a script's lines: `agent: ...`, `customer: ...`, the same with `(over)`, and `hold: SECONDS`.

    Raises:
        SampleCallError: A line is of none of these forms, or has digits, which nobody can speak.
    """
    lines = []
    for raw in script.strip().splitlines():
        match = re.fullmatch(r"(agent|customer|hold)( \(over\))?: (.+)", raw.strip())
        if match is None:
            raise SampleCallError(f"{raw!r} is no line of a script. Write `agent: ...`, `customer: ...` or `hold: 10`.")
        who, over, what = match.groups()
        if who == "hold":
            lines.append(Line(None, hold_s=float(what)))
            continue
        if re.search(r"\d", what):
            raise SampleCallError(f"{raw!r} has digits. Write numbers as they are spoken.")
        lines.append(Line(cast("Role", who), what, over is not None))
    return tuple(lines)


def read_conversations(path: Path) -> tuple[list[Conversation], dict[str, str]]:
    """Read the TOML file: the conversations, and the voice and text of the recording without a date."""
    document = tomllib.loads(path.read_text(encoding="utf-8"))
    conversations = [
        Conversation(
            call_id=call["call_id"],
            started_at=call["started_at"],
            format=FORMATS[call["format"]],
            channels=call["channels"],
            party_ids={role: call[role]["id"] for role in ROLES},
            voices={role: call[role]["voice"] for role in ROLES},
            queue=call["queue"],
            direction=call["direction"],
            lines=parse_script(call["script"]),
        )
        for call in document["calls"]
    ]
    return conversations, document["undated"]


def spoken_form(text: str) -> str:
    """The words of a line as a reference transcript has them: lower case, no punctuation but apostrophes."""
    return " ".join(re.findall(r"[a-z']+", text.lower()))


def resample(samples: Samples, rate_hz: int, to_hz: int) -> Samples:
    """Bring mono audio to another sample rate."""
    resampler = av.AudioResampler(format="flt", layout="mono", rate=to_hz)
    frame = av.AudioFrame.from_ndarray(samples[np.newaxis], format="flt", layout="mono")
    frame.sample_rate = rate_hz
    frames = resampler.resample(frame) + resampler.resample(None)
    return np.concatenate([cast("Samples", part.to_ndarray())[0] for part in frames])


def synthesise(voice: str, text: str, rate_hz: int) -> Samples:
    """Speak a line, without the silence that synthesisers put around it.

    Args:
        voice: `flite:NAME` or `espeak-ng:NAME`.
        text: What is said.
        rate_hz: Sample rate of the answer, whatever the voice's own is.
    """
    program, name = voice.split(":")
    with tempfile.TemporaryDirectory() as folder:
        spoken = Path(folder, "spoken.wav")
        commands = {
            "flite": ["flite", "-voice", name, "-t", text, "-o", str(spoken)],
            "espeak-ng": ["espeak-ng", "-v", name, "-s", "140", "-w", str(spoken), text],
        }
        subprocess.run(commands[program], check=True, stdout=subprocess.DEVNULL)
        with wave.open(str(spoken)) as reader:
            pcm = np.frombuffer(reader.readframes(reader.getnframes()), dtype="<i2")
            own_rate_hz = reader.getframerate()
    samples = resample(pcm.astype(np.float32) / np.float32(32768), own_rate_hz, rate_hz)
    audible = np.flatnonzero(np.abs(samples) > 0.01 * np.abs(samples).max())
    edge = int(EDGE_S * rate_hz)
    return samples[max(0, audible[0] - edge) : audible[-1] + edge]


def at_level(samples: Samples, dbfs: float) -> Samples:
    """Scale to a root-mean-square level in dB below full scale, with the peaks kept under the limit."""
    gain = 10 ** (dbfs / 20) / np.sqrt(np.mean(np.square(samples)))
    return samples * np.float32(min(gain, PEAK_LIMIT / np.abs(samples).max()))


def record(conversation: Conversation) -> tuple[Samples, list[Turn]]:
    """Let both parties speak.

    Returns:
        The audio, one row per channel, and the turns where they are in it, in order of their start.
    """
    rate_hz = conversation.format.rate_hz
    rng = np.random.default_rng(zlib.crc32(conversation.call_id.encode()))
    placed: list[tuple[Role, int, Samples, str]] = []
    here = int(LEAD_IN_S * rate_hz)  # the first sample at which nobody speaks any more
    for line in conversation.lines:
        if line.role is None:
            here += int(line.hold_s * rate_hz)
            continue
        voiced = at_level(synthesise(conversation.voices[line.role], line.text, rate_hz), LEVELS_DBFS[line.role])
        if line.over:
            _, start, other, _ = placed[-1]
            start += int(len(other) * rng.uniform(0.4, 0.6))
        else:
            start = here + int(rng.uniform(*PAUSE_S) * rate_hz) * bool(placed)
        placed.append((line.role, start, voiced, spoken_form(line.text)))
        here = max(here, start + len(voiced))

    length = here + int(LEAD_OUT_S * rate_hz)
    audio = rng.normal(0, 10 ** (NOISE_DBFS / 20), (conversation.channels, length)).astype(np.float32)
    turns = []
    for role, start, voiced, text in sorted(placed, key=lambda turn: turn[1]):
        channel = ROLES.index(role) if conversation.channels == 2 else 0
        audio[channel, start : start + len(voiced)] += voiced
        turns.append(Turn(role, round(start / rate_hz, 3), round((start + len(voiced)) / rate_hz, 3), text))
    return audio, turns


def encode(audio: Samples, file_format: Format, path: Path) -> None:
    """Write audio (one row per channel) as a file of the given format."""
    layout = "stereo" if len(audio) == 2 else "mono"
    pcm = np.rint(np.clip(audio, -1, 1) * 32767).astype(np.int16)
    frame = av.AudioFrame.from_ndarray(pcm.T.reshape(1, -1).copy(), format="s16", layout=layout)
    frame.sample_rate = file_format.rate_hz
    frame.pts = 0  # else the file does not tell players to skip the encoder's delay, and every turn comes late
    path.parent.mkdir(parents=True, exist_ok=True)
    # bitexact: no version or serial number in the file, so that it stays the same when it is made again
    with av.open(str(path), "w", options={"fflags": "+bitexact"}) as container:
        stream = cast("av.AudioStream", container.add_stream(file_format.codec, file_format.rate_hz, layout=layout))
        stream.codec_context.flags |= av.codec.context.Flags.bitexact
        if file_format.bit_rate is not None:
            stream.bit_rate = file_format.bit_rate
        for packet in [*stream.encode(frame), *stream.encode(None)]:
            container.mux(packet)


def write_json(document: dict[str, Any], path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(document, indent=2) + "\n", encoding="utf-8")


def write_call(conversation: Conversation, out: Path) -> float:
    """Write one call's recording, sidecar and reference transcript.

    Returns:
        The recording's length in seconds.
    """
    audio, turns = record(conversation)
    recording = out / conversation.path
    encode(audio, conversation.format, recording)
    sidecar: dict[str, Any] = {
        "call_id": conversation.call_id,
        "started_at": conversation.started_at.isoformat(),
        "agent_id": conversation.party_ids["agent"],
        "customer_id": conversation.party_ids["customer"],
        "queue": conversation.queue,
        "direction": conversation.direction,
        "language": "en",
    }
    if conversation.channels == 2:
        sidecar["channel_roles"] = list(ROLES)
    write_json(sidecar, recording.with_name(recording.name + ".json"))
    reference = {"call_id": conversation.call_id, "turns": [vars(turn) for turn in turns]}
    write_json(reference, out / "references" / f"{conversation.call_id}.json")
    return float(audio.shape[1] / conversation.format.rate_hz)


def write_poison(good_mp3: Path, undated: dict[str, str], out: Path) -> None:
    """Write the four recordings that a run must account for without stumbling."""
    folder = out / "poison"
    folder.mkdir(parents=True, exist_ok=True)
    broken = {
        "empty.wav": b"",
        "not-audio.wav": b"This is a note that someone saved under the name of a recording.\n",
        "truncated.mp3": good_mp3.read_bytes()[:TRUNCATED_BYTES],
    }
    for minute, (name, content) in enumerate(broken.items()):
        (folder / name).write_bytes(content)
        sidecar = {
            "call_id": f"poison-{Path(name).stem}",
            "started_at": POISON_STARTED_AT.format(minute=minute),
            "agent_id": "agent-09",
            "customer_id": f"cust-{1500 + minute}",
            "queue": "support",
            "direction": "inbound",
            "language": "en",
        }
        write_json(sidecar, folder / f"{name}.json")

    telephone = FORMATS["mulaw_wav"]
    message = at_level(synthesise(undated["voice"], undated["text"], telephone.rate_hz), LEVELS_DBFS["customer"])
    encode(message[np.newaxis], telephone, folder / "undated.wav")


def main() -> int:
    parser = argparse.ArgumentParser(description="Make the sample calls from scripts/sample_conversations.toml.")
    parser.add_argument("--out", type=Path, default=REPOSITORY / "include" / "sample_calls", help="folder to write to")
    out: Path = parser.parse_args().out
    missing = [program for program in ("flite", "espeak-ng") if shutil.which(program) is None]
    if missing:
        print(f"{' and '.join(missing)} not found. Install with: apt-get install flite espeak-ng", file=sys.stderr)
        return 1
    try:
        conversations, undated = read_conversations(CONVERSATIONS)
    except SampleCallError as error:
        print(f"{CONVERSATIONS.name}: {error}", file=sys.stderr)
        return 1
    for conversation in conversations:
        duration_s = write_call(conversation, out)
        print(f"{conversation.path}  {duration_s:.1f} s  {(out / conversation.path).stat().st_size / 1000:.0f} kB")
    good_mp3 = next(call.path for call in conversations if call.path.suffix == ".mp3")
    write_poison(out / good_mp3, undated, out)
    return 0


if __name__ == "__main__":
    sys.exit(main())
