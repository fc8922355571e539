"""A recording's whole way through this folder: opened, decoded, judged, and cut into chunks, in one pass.

Runs in a child process (`callscribe.audio.decoders`), since a recording is data from a stranger.
"""

from __future__ import annotations

import contextlib
import hashlib
import math
import stat
from typing import TYPE_CHECKING, BinaryIO

import av

from callscribe.audio.activity import activity_of
from callscribe.audio.channel_map import mixes_of
from callscribe.audio.claims import claim_of, ogg_flags
from callscribe.audio.cleaning import clean
from callscribe.audio.decode import Damage, decode
from callscribe.audio.flac import write_chunk
from callscribe.audio.headerless import raw_format_of
from callscribe.audio.listening import Heard, Listener
from callscribe.audio.opening import open_recording
from callscribe.audio.pcm import SAMPLE_RATE_HZ
from callscribe.audio.plan import Span, kept_spans, plan_chunks
from callscribe.audio.preflight import ChunkFile, Intake, Preflight, audible, judge_container, judge_sound
from callscribe.errors import FailureReason, RecordingError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from callscribe.audio.listening import ChannelFigures
    from callscribe.audio.plan import ChunkLimits
    from callscribe.settings import AudioSettings

_TELL_EVERY_S = 60
_HASH_BLOCK_BYTES = 1 << 20


def take_in(
    path: Path,
    name: str,
    folder: Path,
    settings: AudioSettings,
    limits: ChunkLimits | None,
    tell: Callable[[float | None], None] = lambda decoded_s: None,
) -> Intake:
    """Judge a recording and lay its chunks into a folder; memory does not grow with its length.

    Args:
        path: The recording.
        name: What to call it in messages.
        folder: Where chunks go, and 32 kB for each second and channel while this runs.
        settings: See there.
        limits: What the engine takes in one request; None: judge only.
        tell: Is told how many seconds were decoded, each minute of them; None when the last was.

    Raises:
        RecordingError: With the reason why it cannot be transcribed.
    """
    if not stat.S_ISREG(path.stat().st_mode):
        raise RecordingError(FailureReason.NOT_AUDIO, f"{name}: no file, but a pipe, a device or a folder.")
    with contextlib.ExitStack() as stack:
        try:
            preflight, heard, streams = _listen(path, name, folder, settings, stack, tell)
        except av.FFmpegError as error:
            raise RecordingError(
                FailureReason.CORRUPT_AUDIO,
                f"{name}: damaged, its sound cannot be decoded ({error.strerror}). Export or upload it again.",
            ) from error
        if limits is None:
            return Intake(preflight)
        tell(None)
        chunks: list[ChunkFile] = []
        left_out = 0
        for channel in _worth_sending(heard):
            stream, number = streams[channel], preflight.channel_numbers[channel]
            if settings.clean:
                stream = folder / f"{channel}.clean.s16"
                stack.callback(stream.unlink, missing_ok=True)
                level_dbfs = heard.channels[channel].speech_level_dbfs
                clean(streams[channel], stream, settings.clean, speech_level_dbfs=level_dbfs)
            kept = _kept(heard, channel, settings)
            left_out += heard.samples - sum(span.samples for span in kept)
            spans = plan_chunks(
                heard.levels[channel],
                heard.samples,
                limits,
                length_s=None if settings.chunk_s == "auto" else settings.chunk_s,
                overlap_s=settings.overlap_s,
                kept=kept,
            )
            for span in spans:
                target = folder / f"{number}-{span.start}.flac"
                chunks.append(ChunkFile(number, span, target, write_chunk(stream, span, target)))
        heard_by_channel = zip(preflight.channel_numbers, heard.levels, heard.speech, strict=True)
        activity = tuple(activity_of(number, levels, speech) for number, levels, speech in heard_by_channel)
    return Intake(preflight, tuple(chunks), left_out / SAMPLE_RATE_HZ, activity)


def _listen(
    path: Path,
    name: str,
    folder: Path,
    settings: AudioSettings,
    stack: contextlib.ExitStack,
    tell: Callable[[float | None], None],
) -> tuple[Preflight, Heard, list[Path]]:
    with open_recording(path, name, raw_format_of(name, settings.raw_formats)) as opened:
        mixes = mixes_of(settings.channel_map, opened.channels, name)
        streams = [folder / f"{row}.s16" for row in range(len(mixes))]
        for stream in streams:
            stack.callback(stream.unlink, missing_ok=True)
        listener, damage = Listener(len(mixes), settings.voice_detector), Damage()
        samples = 0
        with _all_open(streams) as spools:
            for block in decode(opened, name, mixes, damage):
                for spool, row in zip(spools, block, strict=True):
                    spool.write(row.data)
                listener.hear(block)
                told, samples = samples // (_TELL_EVERY_S * SAMPLE_RATE_HZ), samples + block.shape[1]
                if samples > settings.max_recording_s * SAMPLE_RATE_HZ:
                    raise RecordingError(
                        FailureReason.TOO_LONG,
                        f"{name}: longer than {settings.max_recording_s / 3600:.1f} h."
                        " Split it, or raise audio.max_recording_s.",
                    )
                if samples // (_TELL_EVERY_S * SAMPLE_RATE_HZ) > told:
                    tell(samples / SAMPLE_RATE_HZ)
        duration_s = samples / SAMPLE_RATE_HZ
        container, codec = opened.container.format.name, opened.stream.codec_context.codec.canonical_name
        read = judge_container(name, container, damage, duration_s, claim_of(opened, path))
        heard = listener.finish()
        sounds = judge_sound(name, heard)
        preflight = Preflight(
            container=container,
            codec=codec,
            sample_rate_hz=opened.rate_hz,
            channels=opened.channels,
            duration_s=duration_s,
            recording_sha256=_sha256(path, lambda: tell(duration_s)),
            quality_flags=tuple(dict.fromkeys([*opened.flags, *read, *ogg_flags(path), *sounds])),
            channel_numbers=tuple(mix[0] for mix in mixes),
            layout=heard.layout,
            channel_correlation=heard.channel_correlation,
            crosstalk_share=heard.crosstalk_share,
            figures=heard.channels,
        )
    return preflight, heard, streams


def _kept(heard: Heard, channel: int, settings: AudioSettings) -> list[Span]:
    if not settings.leave_out_silence_s:
        return [Span(0, heard.samples)]
    longer_than_s = settings.leave_out_silence_s
    return kept_spans(heard.levels[channel], heard.speech[channel], heard.samples, longer_than_s=longer_than_s)


def _worth_sending(heard: Heard) -> list[int]:
    """Channels on which something can be heard; of two that carry the same, the louder."""
    loud = audible(heard)
    if heard.layout == "dual_mono":
        return [max(loud, key=lambda channel: _level_dbfs(heard.channels[channel]))]
    return loud


def _level_dbfs(figures: ChannelFigures) -> float:
    return -math.inf if figures.level_dbfs is None else figures.level_dbfs


@contextlib.contextmanager
def _all_open(paths: list[Path]) -> Iterator[list[BinaryIO]]:
    with contextlib.ExitStack() as stack:
        yield [stack.enter_context(path.open("wb")) for path in paths]


def _sha256(path: Path, tell: Callable[[], None]) -> str:
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while block := file.read(_HASH_BLOCK_BYTES):
            digest.update(block)
            tell()
    return digest.hexdigest()
