"""A recording with spans of it silenced or beeped, in the codec it came in.

The covered samples are replaced before anything is encoded and no packet is copied, so nothing of them is in the file
that is written. Nor are tags, pictures and chapters, which may name the caller.
"""

from __future__ import annotations

import contextlib
import itertools
import math
import uuid
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

import av
import numpy as np
import soundfile

from callscribe.audio.decode import Damage, form_of, gather
from callscribe.audio.encode import begin, family_of, packed_form_of
from callscribe.audio.opening import open_recording
from callscribe.audio.preflight import judge_container
from callscribe.errors import FailureReason, RecordingError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from pathlib import Path

    from av.audio.frame import AudioFrame
    from numpy.typing import NDArray

    from callscribe.audio.encode import Form
    from callscribe.audio.headerless import RawFormat
    from callscribe.audio.opening import Opened


Cover = Literal["silence", "beep"]

# one period of a low voice (125 Hz): shorter clicks, longer eats into the words beside it
_FADE_S = 0.008
# the line-up tone that broadcasters bleep with, at its level (SMPTE RP 155)
_BEEP_HZ = 1000.0
_BEEP_DBFS = -20.0
_TELL_EVERY_S = 60
# Whatever ends later, in samples, ends here: three million years at 48 kHz, and a 64-bit number.
_END_OF_TIME = 1 << 62


@dataclass(frozen=True)
class MutedSpan:
    """A stretch of a recording that nobody may hear.

    Attributes:
        start_s: From the recording's first sample.
        end_s: Likewise.
        channel: Of the recording, from 0; None: all of them.
    """

    start_s: float
    end_s: float
    channel: int | None = None


def write_redacted(
    path: Path,
    name: str,
    target: Path,
    spans: Sequence[MutedSpan],
    *,
    cover: Cover = "silence",
    raw: RawFormat | None = None,
    tell: Callable[[float | None], None] = lambda decoded_s: None,
) -> Path:
    """Write a recording with spans of it covered; memory does not grow with its length.

    A span is covered from its first sample to its last. The sound around it fades out before and in after, within 8 ms;
    a beep fades inside of its span.

    The sound alone is written, by codec:

    - PCM, mu-law, A-law: the same, in WAV, AIFF, CAF, AU or without a header as it came, and otherwise in WAV. FLAC,
      ALAC, WavPack: the same. As many samples as there were, and each as it was but for spans and fades. Silence in
      A-law is 8, since it has no 0.
    - MP3, AAC, Opus, Vorbis, WMA, AMR-NB, GSM, G.722, G.726, and ADPCM of IMA, Microsoft and Yamaha: the same, encoded
      again at the bit rate that it had (Vorbis: at libsndfile's quality). Nothing moves in time; the end may be padded
      to a whole frame. Where a container has no place to say what its encoder delays, that much of the beginning is
      silenced instead: a frame of ADTS, 5 ms of AMR, 1 ms of G.722. HE-AAC becomes AAC-LC, MP1 and MP2 become MP3.
    - Anything else (AMR-WB, G.723.1, G.729, Speex, AC-3 ...), and what an encoder refuses: FLAC.

    Args:
        path: The recording.
        name: What to call it in messages; what has no header keeps the suffix of this.
        target: Where to write. Its suffix becomes that of what is written; a file of that name is replaced.
        spans: In any order; they may overlap, be empty, or reach beyond the recording.
        cover: What is heard instead: nothing, or 1 kHz at -20 dBFS.
        raw: How to read it, where it has no header.
        tell: Is told how many seconds were written, each minute of them.

    Returns:
        The file that was written.

    Raises:
        ValueError: A span is reversed, begins before the recording, or is on a channel that it does not have.
        RecordingError: The recording cannot be opened or decoded.
        OSError: The target cannot be written. No part of it stays behind, whatever went wrong.
    """
    for span in spans:
        if not 0 <= span.start_s <= span.end_s:
            raise ValueError(f"{name}: a span from {span.start_s} to {span.end_s} s; expected 0 <= start <= end.")
    temporary = target.with_name(f".{target.name}.{uuid.uuid4().hex}.tmp")
    try:
        with open_recording(path, name, raw) as opened:
            suffix = _write(opened, name, temporary, spans, cover, tell)
        written = target.with_suffix(suffix)
        temporary.replace(written)
    except soundfile.LibsndfileError as error:
        raise OSError(f"{target}: cannot be written ({error}).") from error
    finally:
        temporary.unlink(missing_ok=True)
    return written


def _write(
    opened: Opened,
    name: str,
    temporary: Path,
    spans: Sequence[MutedSpan],
    cover: Cover,
    tell: Callable[[float | None], None],
) -> str:
    damage, samples, told = Damage(), 0, 0
    gathered = gather(opened, name, damage)
    first = next(gathered, None)
    if first is None:
        raise RecordingError(
            FailureReason.CORRUPT_AUDIO,
            f"{name}: no sound could be decoded ({damage.broken} of {damage.packets} packets are damaged)."
            " Export or upload it again.",
        )
    form = packed_form_of(first)
    stretches = _stretches_by_channel(spans, form, name)
    with contextlib.ExitStack() as stack:
        suffix, write = begin(stack, temporary, family_of(opened, name, form), opened, form)
        for block in _blocks(itertools.chain([first], gathered), form):
            for channel, covered in enumerate(stretches):
                _cover(block[:, channel], samples, covered, form.rate_hz, cover)
            write(block)
            samples += len(block)
            if samples - told >= _TELL_EVERY_S * form.rate_hz:
                told = samples
                tell(samples / form.rate_hz)
    judge_container(name, opened.container.format.name, damage, samples / form.rate_hz, None)
    return suffix


def _blocks(gathered: Iterable[AudioFrame], form: Form) -> Iterator[NDArray[Any]]:
    """Arrays of shape (samples, channels); a file spliced from two goes on at the rate of the first."""
    converter: av.AudioResampler | None = None
    came_as = None
    for frame in gathered:
        if form_of(frame) != came_as:
            yield from _converted(converter, None, form)
            converter = av.AudioResampler(format=form.samples, layout=frame.layout.name, rate=form.rate_hz)
            came_as = form_of(frame)
        yield from _converted(converter, frame, form)
    yield from _converted(converter, None, form)


def _converted(converter: av.AudioResampler | None, frame: AudioFrame | None, form: Form) -> Iterator[NDArray[Any]]:
    for converted in converter.resample(frame) if converter else []:
        if converted is not None:  # PyAV's answer where it has nothing to convert, and so nothing to flush
            yield converted.to_ndarray().reshape(-1, form.channels)


def _stretches_by_channel(spans: Sequence[MutedSpan], form: Form, name: str) -> list[NDArray[np.int64]]:
    for span in spans:
        if span.channel is not None and not 0 <= span.channel < form.channels:
            raise ValueError(f"{name}: a span on channel {span.channel}; it has {form.channels}, counted from 0.")
    return [
        _stretches([span for span in spans if span.channel in (None, channel)], form.rate_hz)
        for channel in range(form.channels)
    ]


def _stretches(spans: Iterable[MutedSpan], rate_hz: int) -> NDArray[np.int64]:
    """First sample and end of each covered stretch: in order, none touching the next."""
    merged: list[list[int]] = []
    for span in sorted(spans, key=lambda span: span.start_s):
        if span.start_s == span.end_s:
            continue
        start = math.floor(min(span.start_s * rate_hz, _END_OF_TIME))
        end = math.ceil(min(span.end_s * rate_hz, _END_OF_TIME))
        if merged and start <= merged[-1][1]:
            merged[-1][1] = max(merged[-1][1], end)
        else:
            merged.append([start, end])
    return np.array(merged, np.int64).reshape(-1, 2)


def _cover(samples: NDArray[Any], first: int, stretches: NDArray[np.int64], rate_hz: int, cover: Cover) -> None:
    """Cover samples of one channel in place, of which the first has this number in the recording."""
    fade, end = round(_FADE_S * rate_hz), first + len(samples)
    near = stretches[(stretches[:, 0] - fade < end) & (stretches[:, 1] + fade > first)]
    if not len(near):
        return
    gain, tone = np.ones(len(samples)), np.zeros(len(samples))
    for start, stop in near.tolist():
        at = np.arange(max(start - fade, first), min(stop + fade, end))
        outside = np.maximum(start - at, at - stop + 1)  # 1 for a stretch's neighbours
        gain[at - first] = np.minimum(gain[at - first], _ramp(outside, fade))
        tone[at - first] = np.maximum(tone[at - first], _ramp(1 - outside, fade))
    changed, faded = np.flatnonzero(gain < 1), (gain > 0) & (gain < 1)
    # laid over, not multiplied by 0: that leaves what is no number as it is
    replaced = np.zeros(len(changed))
    replaced[gain[changed] > 0] = samples[faded] * gain[faded]
    if cover == "beep":
        full_scale = 1.0 if samples.dtype.kind == "f" else 2.0 ** (8 * samples.itemsize - 1)
        level = full_scale * 10 ** (_BEEP_DBFS / 20)
        # by the sample's number in the recording, so that it goes on unbroken in the next block
        replaced += level * tone[changed] * np.sin(2 * np.pi * _BEEP_HZ / rate_hz * (first + changed))
    samples[changed] = replaced if samples.dtype.kind == "f" else np.rint(replaced)


def _ramp(distance: NDArray[np.int64], fade: int) -> NDArray[np.float64]:
    """A raised cosine: 0 up to a distance of 0, 1 beyond the fade."""
    ramp: NDArray[np.float64] = 0.5 - 0.5 * np.cos(np.pi * np.clip(distance / (fade + 1), 0, 1))
    return ramp
