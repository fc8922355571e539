"""What the two channels of a recording have to do with each other."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import numpy as np

from callscribe.audio.tones import THIN_RATE_HZ
from callscribe.audio.voice import SILENT_DB

if TYPE_CHECKING:
    from numpy.typing import NDArray

Layout = Literal["mono", "two_party", "dual_mono", "one_sided", "crosstalk", "multichannel"]

# Windows of 0.48 s (voice.STRETCH): a few syllables, so that two voices do not look alike by chance
_WINDOW = 1920
_WINDOW_LEVELS, _WINDOW_VOICES = 48, 16
_MOST_LAG_S = 0.1  # longer ways than this are echoes of the network, which cancellers take out
_FFT = 4096  # a window, and room for every lag without wrapping round
_FINER = 4  # 16 kHz: half a sample at 4 kHz is 1/8 of a period at 1 kHz, and costs 0.1 of the correlation
_LAGS = round(_MOST_LAG_S * THIN_RATE_HZ)
# Below lies the mains hum that channels share, above what thinning by plain means folds back: up to 1800 Hz a copy
# half a sample late comes to 0.89, up to 1300 Hz to 0.97.
_BAND = slice(*(round(hz / THIN_RATE_HZ * _FFT) for hz in (200.0, 1300.0)))

# every window of the first two minutes, then four in 12 s: 0.1 s of CPU an hour, and still 1400 windows
_EACH_UNTIL_WINDOW, _THEN_EVERY = 250, 8
_LEADS_BY = 10**0.4  # 4 dB in power; leakage any louder makes the channels the same, see _SAME
_TALKS = 0.5  # of the frames of a window, for it to be about a voice

# What follows was measured with synthetic voices, flite's and espeak-ng's, two at a time.
#
# The same signal twice: 0.98 to 1 through mu-law, a-law, MP3, AAC or Opus together; 0.95 or more through a codec each,
# at -20 dB, reversed or 3 ms late; 0.94 with noise of their own at 14 dB. Two voices: below 0.02 in a minute, 0.2
# through Opus at 24 kbit/s, 0.3 over one strong hum. Leakage both ways: 0.5 at -12 dB, 0.8 at -6 dB, 0.9 at -4 dB.
_SAME = 0.9
# A copy keeps its distance: 0.24 s of talk as loud as usual differ by 2 dB at most through the same codecs, by 5 when
# the copy has other treble or is 10 ms late. What is 10 dB below usual is mostly the noise of each. A "yes" of 0.25 s
# over leakage at -6 to -12 dB differs by 7 to 24.
_RISE_LEVELS, _RISE_VOICES = 24, 8
_APART_DB, _STILL_TALK_DB = 6.0, 10.0
# A window with leaked speech: 0.9 at -20 dB, 0.7 at -30 dB over noise at -60 dBFS. Another voice, breath, or noise of
# both channels: hardly ever 0.5.
_LEAKED = 0.6
# Share of such windows. Leakage both ways at -4 to -30 dB, 0 to 20 ms late: 0.8 to 1; one way at -20 dB: 0.5. Without:
# 0, but 0.1 over one strong hum, and up to 0.5 through Opus at 24 kbit/s, which really mixes the channels.
_CROSSTALK = 0.3
_STANDS_OUT_DB = 10.0  # above the channel's own noise, whose 10 ms vary by 3 (hum, white) to 9 dB (pink)
_A_WORD_LEVELS = 9  # 90 ms: shorter than any word, so that one "yes" makes a channel alive


class Comparison:
    """Compares two channels as they come; see `correlation` and `crosstalk_share` for the figures."""

    def __init__(self) -> None:
        self._cross = np.zeros(_BAND.stop - _BAND.start, np.complex128)
        self._energy = np.zeros(2)
        self._windows = 0
        self._one_sided = 0
        self._leaked = 0

    def compare(self, thin: NDArray[np.float32], power: NDArray[np.float32], speech: NDArray[np.bool_]) -> None:
        """Take the next stretch of both channels, a whole number of windows of 0.48 s.

        Args:
            thin: Samples at `THIN_RATE_HZ`, shape (2, n).
            power: Mean square of each 10 ms.
            speech: Whether each 30 ms hold speech; tones taken out.
        """
        talks = speech.reshape(2, -1, _WINDOW_VOICES).mean(axis=2) >= _TALKS
        loudness = power.reshape(2, -1, _WINDOW_LEVELS).mean(axis=2)
        leads = talks & (loudness >= _LEADS_BY * loudness[::-1])
        every = 1 if self._windows < _EACH_UNTIL_WINDOW else _THEN_EVERY
        self._windows += talks.shape[1]
        chosen = np.zeros(talks.shape[1], np.bool_)
        chosen[::every] = True
        chosen &= talks.any(axis=0)
        if not chosen.any():
            return
        one_sided = leads[:, chosen].any(axis=0)
        spectra = np.fft.rfft(thin.reshape(2, -1, _WINDOW)[:, chosen], _FFT)[..., _BAND]
        energy = (spectra.real**2 + spectra.imag**2).sum(axis=2, dtype=np.float64)
        cross = spectra[0] * spectra[1].conj()
        self._one_sided += int(one_sided.sum())
        self._leaked += int((one_sided & (_peaks(cross, energy) >= _LEAKED)).sum())
        # loud windows count no more than quiet ones: a bang on both channels must not outweigh the talk
        weight = 1 / np.maximum(energy.sum(axis=0), 1.0)
        self._energy += (energy * weight).sum(axis=1)
        self._cross += (cross * weight[:, np.newaxis]).sum(axis=0)

    def correlation(self) -> float | None:
        """How much both channels are the same signal up to gain, polarity and delay.

        The normalised cross-correlation over the windows in which somebody speaks, 200 to 1300 Hz, where it is
        strongest within 100 ms: 1 the same, -1 the same reversed, near 0 nothing in common. None when nobody speaks, or
        one channel is silent.
        """
        if not self._energy.all():
            return None
        lags = _within_reach(_correlate(self._cross, _FFT * _FINER), _LAGS * _FINER)
        strongest = lags[np.abs(lags).argmax()] / np.sqrt(self._energy.prod())
        return float(np.clip(strongest, -1.0, 1.0))

    def crosstalk_share(self) -> float | None:
        """In how many of the windows in which one side talks and leads by 4 dB the other channel carries it too.

        That is, correlates with it by 0.6 or more within 100 ms. It tells nothing of how loud the leakage is, does not
        know an echo that comes later, and misses what is below the channel's noise. None when neither side ever talks
        alone.
        """
        return self._leaked / self._one_sided if self._one_sided else None


def layout_of(
    comparison: Comparison,
    levels: tuple[NDArray[np.uint8], ...],
    speech: tuple[NDArray[np.bool_], ...],
    silent: tuple[bool, ...],
) -> Layout:
    """What a stereo recording's channels are.

    `one_sided`: at most one has sound; or exactly one has a voice, that is 90 ms of speech that stand 10 dB out of the
    channel's own steady sound, be it noise, hum or music. `dual_mono`: the channels correlate by 0.9, and neither is
    ever louder than as a copy of the other. `crosstalk`: each channel has something of its own, and in three of ten
    windows or more it carries the other's too. `two_party`: everything else; that they are two persons, nobody knows.

    Args:
        levels: See `Heard.levels`.
        speech: See `Heard.speech`.
        silent: Whether the channel never reaches -60 dBFS.
    """
    if any(silent):
        return "one_sided"
    correlation = comparison.correlation()
    if correlation is not None and abs(correlation) >= _SAME and _rise_together(levels, speech):
        return "dual_mono"
    if sum(map(_has_voice, levels, speech)) == 1:
        return "one_sided"
    return "crosstalk" if (comparison.crosstalk_share() or 0.0) >= _CROSSTALK else "two_party"


def _rise_together(levels: tuple[NDArray[np.uint8], ...], speech: tuple[NDArray[np.bool_], ...]) -> bool:
    """Whether no channel is ever louder than it would be as a copy of the other.

    Where one side hardly speaks and hears the other leak in, all but a few windows are alike; without this its few
    words would be lost.
    """
    windows = len(levels[0]) // _RISE_LEVELS
    power = 10 ** (np.stack(levels)[:, : windows * _RISE_LEVELS].reshape(2, windows, _RISE_LEVELS) / -10)
    voices = np.stack(speech)[:, : windows * _RISE_VOICES].reshape(2, windows, _RISE_VOICES)
    talks = (voices.mean(axis=2) >= _TALKS).any(axis=0)
    if not talks.any():
        return True
    level_db = 10 * np.log10(power.mean(axis=2)[:, talks])
    rise_db = level_db - np.median(level_db, axis=1, keepdims=True)
    apart = (np.ptp(rise_db, axis=0) > _APART_DB) & (rise_db.max(axis=0) > -_STILL_TALK_DB)
    return not apart.any()


def _has_voice(levels: NDArray[np.uint8], speech: NDArray[np.bool_]) -> bool:
    audible = levels[levels <= SILENT_DB]
    if not len(audible):
        return False
    noise = np.percentile(audible, 90)
    spoken = speech.repeat(3)[: len(levels)]
    return int((spoken & (levels <= noise - _STANDS_OUT_DB)).sum()) >= _A_WORD_LEVELS


def _peaks(cross: NDArray[np.complex64], energy: NDArray[np.float64]) -> NDArray[np.float64]:
    """For each window the largest normalised correlation of any lag, whatever its sign."""
    lags = _within_reach(_correlate(cross, _FFT), _LAGS)
    peaks: NDArray[np.float64] = np.abs(lags).max(axis=-1) / np.sqrt(np.maximum(energy.prod(axis=0), 1.0))
    return peaks


def _correlate(cross: NDArray[np.complex64] | NDArray[np.complex128], points: int) -> NDArray[np.float64]:
    """From the spectrum's band back to time, on the scale of the sums of energy over the band."""
    spectrum = np.zeros((*cross.shape[:-1], points // 2 + 1), cross.dtype)
    spectrum[..., _BAND] = cross
    correlation: NDArray[np.float64] = np.fft.irfft(spectrum, points) * (points / 2)
    return correlation


def _within_reach(correlation: NDArray[np.float64], lags: int) -> NDArray[np.float64]:
    return np.concatenate([correlation[..., : lags + 1], correlation[..., -lags:]], axis=-1)
