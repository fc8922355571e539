"""What can be said of a recording's sound by listening to it once, before anything is paid for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from callscribe.audio.pcm import SAMPLE_RATE_HZ
from callscribe.audio.stereo import Comparison, Layout, layout_of
from callscribe.audio.tones import THIN_RATE_HZ, TONE_FRAME, call_progress
from callscribe.audio.voice import SILENT_DB, STRETCH, VOICE_FRAME, Detector, detector

if TYPE_CHECKING:
    from numpy.typing import NDArray

LEVEL_FRAME = 160  # 10 ms

_FULL_SCALE = 32_768
_SILENT_PEAK = 33  # -60 dBFS, as decode has it
_DIGITAL_SILENCE = 120  # one bit that moves in 10 ms is at 112
# -0.2 dB: below the top of mu-law (32124) and a-law (32256), which no sample of such a call can go beyond
_CLIPPED = 32_000
# 12 s: large enough that NumPy's overhead does not count, small enough for the processor's cache
_PIECE = 25 * STRETCH
_THINNING = SAMPLE_RATE_HZ // THIN_RATE_HZ
_VOICES_PER_TONE = TONE_FRAME * _THINNING // VOICE_FRAME
_LEVELS_PER_VOICE = VOICE_FRAME // LEVEL_FRAME


@dataclass(frozen=True)
class ChannelFigures:
    """One channel in figures. Shares are 0 to 1 of its duration.

    Levels are dB relative to full scale in the sense of ITU-T G.100.1 (dBov): a square wave from -32768 to 32767 is at
    0, the loudest sine at -3.01.

    Attributes:
        peak_dbfs: Of the loudest sample. None for digital silence.
        level_dbfs: Mean power of everything. None for digital silence.
        speech_level_dbfs: Mean power of the frames with speech: the idea of ITU-T P.56's active speech level, with the
            detector in place of P.56's envelope; good to 1 dB, since detectors go on a little after the last sound.
            None without speech.
        clipped_share: Samples within 0.2 dB of full scale. Sound that was clipped and turned down later is not seen,
            and a tone as loud as it goes counts though nothing is cut off.
        silence_share: 10 ms frames below -60 dBFS, in which nobody can be heard. Pauses on a noisy line are louder, so
            this is not the share of pauses.
        speech_share: 30 ms frames in which the detector hears speech, less ringback; see `voice.detector` for what it
            takes for speech.
        ringback_share: Call progress tones of any kind; see `tones.call_progress`.
        hold_music_share: Always None. Sound without a pause that is tonal was tried, and does not tell music from
            talk: how much a spectrum of 0.24 s resembles the one before is 0.5 to 0.65 (median) for one voice, two
            voices or a voice in a noisy room, 0.64 for a fan, 0.65 for plucked chords and 0.66 with drums; only held
            chords stand apart (0.9), and a machine's hum with them.
    """

    peak_dbfs: float | None
    level_dbfs: float | None
    speech_level_dbfs: float | None
    clipped_share: float
    silence_share: float
    speech_share: float
    ringback_share: float
    hold_music_share: float | None = None


@dataclass(frozen=True, eq=False)
class Heard:
    """A recording in figures. Whose voice it is, a prompt's or a person's, no test of the signal tells.

    Attributes:
        samples: Length at 16 kHz.
        layout: See `stereo.layout_of`; `mono` and `multichannel` (three and more) are not compared.
        channel_correlation: See `stereo.Comparison.correlation`; stereo only.
        crosstalk_share: See `stereo.Comparison.crosstalk_share`; stereo only.
        levels: Per channel, one for each 10 ms: dB below full scale, so larger is quieter; 120 is digital silence. What
            a last frame lacks is silence.
        speech: Per channel, one for each 30 ms.
    """

    samples: int
    channels: tuple[ChannelFigures, ...]
    layout: Layout
    channel_correlation: float | None
    crosstalk_share: float | None
    levels: tuple[NDArray[np.uint8], ...]
    speech: tuple[NDArray[np.bool_], ...]


class Listener:
    """Hears a recording block by block, in constant memory but for 1.3 bytes each 10 ms of a channel.

    The figures do not depend on how the samples are cut into blocks.

    Args:
        channels: How many there are.
        detector: See `voice.detector`.

    Raises:
        SettingsError: The detector is not known, or not installed.
    """

    def __init__(self, channels: int, detector: str = "webrtc") -> None:
        self._channels = [_Channel(detector) for _ in range(channels)]
        self._comparison = Comparison() if channels == 2 else None
        self._piece = np.zeros((channels, _PIECE), np.int16)
        self._filled = 0
        self._samples = 0

    def hear(self, block: NDArray[np.int16]) -> None:
        """Take the next samples at 16 kHz, shape (channels, any number)."""
        at, samples = 0, block.shape[1]
        while at < samples:
            taken = min(samples - at, _PIECE - self._filled)
            self._piece[:, self._filled : self._filled + taken] = block[:, at : at + taken]
            self._filled += taken
            at += taken
            if self._filled == _PIECE:
                self._listen()
        self._samples += samples

    def finish(self) -> Heard:
        """The figures of everything heard."""
        if self._filled:
            self._piece[:, self._filled :] = 0
            self._listen()
        levels = tuple(channel.levels_of(self._samples) for channel in self._channels)
        speech = tuple(channel.speech_of(self._samples) for channel in self._channels)
        layout: Layout = "mono" if len(self._channels) == 1 else "multichannel"
        if self._comparison:
            silent = tuple(channel.peak < _SILENT_PEAK for channel in self._channels)
            layout = layout_of(self._comparison, levels, speech, silent)
        return Heard(
            samples=self._samples,
            channels=tuple(channel.figures(self._samples) for channel in self._channels),
            layout=layout,
            channel_correlation=self._comparison.correlation() if self._comparison else None,
            crosstalk_share=self._comparison.crosstalk_share() if self._comparison else None,
            levels=levels,
            speech=speech,
        )

    def _listen(self) -> None:
        heard = [channel.listen(samples) for channel, samples in zip(self._channels, self._piece, strict=True)]
        if self._comparison:
            thin, power, speech = (np.stack(kind) for kind in zip(*heard, strict=True))
            self._comparison.compare(thin, power, speech)
        self._filled = 0


class _Channel:
    def __init__(self, name: str) -> None:
        self.peak = 0
        self._detect: Detector = detector(name)
        self._levels = bytearray()
        self._speech = bytearray()
        self._energy = 0.0
        self._clipped = 0
        self._tone_frames = 0

    def listen(self, samples: NDArray[np.int16]) -> tuple[NDArray[np.float32], NDArray[np.float32], NDArray[np.bool_]]:
        """Take a piece; gives it thinned, the mean square of each 10 ms, and where there is speech."""
        loudest = max(int(samples.max()), -int(samples.min()))
        if loudest >= _CLIPPED:
            self._clipped += int(((samples >= _CLIPPED) | (samples <= -_CLIPPED)).sum())
        self.peak = max(self.peak, loudest)
        sound = samples.astype(np.float32)
        frames = sound.reshape(-1, LEVEL_FRAME)
        power: NDArray[np.float32] = np.einsum("ij,ij->i", frames, frames) / np.float32(LEVEL_FRAME)
        self._energy += float(power.sum(dtype=np.float64)) * LEVEL_FRAME
        self._levels += _below_full_scale(power).tobytes()
        thin = _thinned(sound)
        tone = call_progress(thin)
        self._tone_frames += int(tone.sum())
        # detectors take tones for speech
        speech = self._detect(samples) & ~tone.repeat(_VOICES_PER_TONE)
        self._speech += speech.tobytes()
        return thin, power, speech

    def levels_of(self, samples: int) -> NDArray[np.uint8]:
        return np.frombuffer(self._levels, np.uint8)[: -(-samples // LEVEL_FRAME)]

    def speech_of(self, samples: int) -> NDArray[np.bool_]:
        return np.frombuffer(self._speech, np.bool_)[: -(-samples // VOICE_FRAME)]

    def figures(self, samples: int) -> ChannelFigures:
        levels, speech = self.levels_of(samples), self.speech_of(samples)
        spoken = levels[speech.repeat(_LEVELS_PER_VOICE)[: len(levels)]]
        return ChannelFigures(
            peak_dbfs=_dbfs(self.peak**2),
            level_dbfs=_dbfs(self._energy / max(samples, 1)),
            speech_level_dbfs=_mean_dbfs(spoken) if len(spoken) else None,
            clipped_share=self._clipped / max(samples, 1),
            silence_share=_share(levels > SILENT_DB),
            speech_share=_share(speech),
            ringback_share=min(self._tone_frames * TONE_FRAME * _THINNING / max(samples, 1), 1.0),
        )


def _thinned(sound: NDArray[np.float32]) -> NDArray[np.float32]:
    """Means of four: a filter good enough for tones and voices below 2 kHz, and seven times faster than `mean`."""
    thin: NDArray[np.float32] = sound[0::4] + sound[1::4]
    thin += sound[2::4]
    thin += sound[3::4]
    thin *= np.float32(1 / _THINNING)
    return thin


def _below_full_scale(power: NDArray[np.float32]) -> NDArray[np.uint8]:
    below = -10 * np.log10(np.maximum(power, np.float32(1e-9)) / np.float32(_FULL_SCALE**2))
    levels: NDArray[np.uint8] = np.rint(np.minimum(below, _DIGITAL_SILENCE)).astype(np.uint8)
    return levels


def _dbfs(power: float) -> float | None:
    return float(10 * np.log10(power / _FULL_SCALE**2)) if power else None


def _mean_dbfs(levels: NDArray[np.uint8]) -> float:
    """Of frames' levels below full scale; counted first, since hours of them as floats are megabytes."""
    below, frames = np.unique(levels, return_counts=True)
    return float(10 * np.log10((frames * 10.0 ** (below / -10)).sum() / len(levels)))


def _share(frames: NDArray[np.bool_]) -> float:
    return float(frames.mean()) if len(frames) else 0.0
