"""Cleaning sound before it is recognised: off by default, since recognisers are trained on sound as it is.

The filters are libavfilter's, which comes with PyAV. What each does to the words is measured by
benchmarks/cleaning.py.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, BinaryIO, get_args

import av
import numpy as np
from av.filter import Graph

from callscribe.audio.pcm import SAMPLE_BYTES, SAMPLE_RATE_HZ
from callscribe.settings import CleaningStep

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from numpy.typing import NDArray

# In the order in which they are applied: hum would open the gate, and the gate closes better on what noise is left.
CLEANING_STEPS = get_args(CleaningStep)

# where WebRTC's audio processing cuts (high_pass_filter.cc); the GSM half-rate coder cuts at 120 Hz (3GPP TS 46.020)
_HIGHPASS_HZ = 100
# Of a Butterworth filter's two sections. Fourth order, as in 3GPP TS 46.020, takes 24 dB off hum of 50 Hz and 18 dB
# off 60 Hz; second order only 12 and 9.
_HIGHPASS_QS = (0.5412, 1.3066)

# afftdn's default. Tried on two sample calls: 20 dB did harm in babble (45 % of the words wrong instead of 38 %) and no
# good elsewhere; 6 dB did less good in pink noise (88 % instead of 83 %).
_NOISE_REDUCTION_DB = 12
# What afftdn takes for a noise floor; below it nothing is worth taking away.
_NOISE_FLOORS_DBFS = (-80.0, -20.0)
# Centres of the bands of afftdn's noise profile as far as 16 kHz reach (af_afftdn.c); of its 15 bands, the others lie
# above, and their neighbours are a factor of 1.5 away.
_NOISE_BANDS_HZ = (80, 120, 180, 270, 410, 620, 930, 1400, 2100, 3150, 4750, 7100)
_NOISE_BANDS_ABOVE = 3
_NOISE_BAND_RANGE_DB = 24.0  # afftdn cuts off what is further from the mean of the bands
# Short enough to fit into the pauses between sentences, long enough for the lowest band to hold steady.
_NOISE_BLOCK = SAMPLE_RATE_HZ // 5
# The quiet tenth of a call is pauses; so has PocketSphinx's speech detection (engines/pocketsphinx.py).
_NOISE_QUANTILE = 0.1
_LOWEST_LEVEL_DBFS = -120
# afftdn's window is three steps of rate / 80; its output comes two steps late, and what is inside it is lost at the end
_DENOISE_DELAY = 2 * (SAMPLE_RATE_HZ // 80)

# Speech reaches 15.9 dB below its active level (ITU-T P.56's margin); 6 dB more, from caution, spare soft consonants.
# The eight sample calls without noise don't tell: 12.7 % of the words are wrong, 12.9 % without them, 13.0 % ungated.
_GATE_MARGIN_DB = 15.9 + 6.0
# Pauses become quieter, not empty: recognisers were trained on pauses with some noise in them.
_GATE_REDUCTION_DB = 20.0
# agate's defaults: open 1 ms after a vowel's start, half closed 0.4 s after its end
_GATE_ATTACK_MS = 20
_GATE_RELEASE_MS = 250

# to which speech is set for tests of telephony (default of ITU-T G.191's sv56demo)
_SPEECH_LEVEL_DBFS = -26.0
# From below -56 dBFS up, the noise of the line (DIGITAL_SILENCE_DB in engines/pocketsphinx.py) comes up with the voice.
_MAX_GAIN_DB = 30.0
# below full scale, so that nothing clips where it is coded or resampled again (EBU R 128's largest true peak)
_PEAK_DBFS = -1.0

_BLOCK = SAMPLE_RATE_HZ

_Filter = tuple[str, str]


def clean(stream: Path, target: Path, steps: Sequence[str], *, speech_level_dbfs: float | None) -> None:
    """Clean one channel, in constant memory.

    - `highpass` takes away what is below the voice: mains hum, rumble, DC.
    - `denoise` takes steady noise out of the spectrum. How loud it is, it learns from the quiet tenth of the channel.
    - `gate` makes pauses quieter.
    - `normalise` brings the voice to the level of telephony, with one gain for the whole channel; peaks are limited.

    Args:
        stream: Raw file of samples: 16 kHz, mono, 16-bit little-endian.
        target: Gets the same form, exactly as many samples, each at its place in time.
        steps: Any of CLEANING_STEPS, in any order.
        speech_level_dbfs: Mean power of the speech in `stream`, dB relative to full scale (dBov); None: there is no
            speech. Without it `gate` and `normalise` leave the sound as it is.
    """
    filters: list[_Filter] = []
    for step in CLEANING_STEPS:
        if step not in steps:
            continue
        if step == "highpass":
            filters += _highpass()
        elif step == "denoise":
            filters += _denoise(stream)
        elif speech_level_dbfs is not None:
            filters += _gate(speech_level_dbfs) if step == "gate" else _normalise(speech_level_dbfs)
    with stream.open("rb") as source, target.open("wb") as sink:
        for block in _filtered(_blocks(source), filters):
            sink.write(block.astype("<i2", copy=False).tobytes())


def _highpass() -> list[_Filter]:
    return [("highpass", f"frequency={_HIGHPASS_HZ}:width_type=q:width={q}") for q in _HIGHPASS_QS]


def _denoise(stream: Path) -> list[_Filter]:
    """Afftdn with a noise profile of our own.

    Its own tracking (`track_noise`) took 1 dB off white noise 20 dB below the voice in 30 s; told the profile, afftdn
    takes 10 dB off at once.
    """
    levels = _noise_levels_dbfs(stream)
    if levels is None:
        return []
    bands = np.concatenate([levels, np.repeat(levels[-1:], _NOISE_BANDS_ABOVE)])
    profile = np.clip(bands - bands.mean(), -_NOISE_BAND_RANGE_DB, _NOISE_BAND_RANGE_DB)
    # afftdn takes away twice the power that its floor states. It makes up for the quantile, which is below the mean,
    # and over-subtraction leaves less "musical" noise (Berouti 1979).
    floor = np.clip(bands.mean() + profile.mean(), *_NOISE_FLOORS_DBFS)
    band_noise = "|".join(f"{level:.1f}" for level in profile)
    return [
        ("apad", f"pad_len={_DENOISE_DELAY}"),
        ("afftdn", f"noise_reduction={_NOISE_REDUCTION_DB}:noise_floor={floor:.1f}:noise_type=c:bn={band_noise}"),
        ("atrim", f"start_sample={_DENOISE_DELAY}"),
    ]


def _gate(speech_level_dbfs: float) -> list[_Filter]:
    threshold = _amplitude(speech_level_dbfs - _GATE_MARGIN_DB)
    return [
        (
            "agate",
            f"threshold={threshold:.8f}:range={_amplitude(-_GATE_REDUCTION_DB):.8f}"
            f":attack={_GATE_ATTACK_MS}:release={_GATE_RELEASE_MS}",
        )
    ]


def _normalise(speech_level_dbfs: float) -> list[_Filter]:
    gain_db = min(_SPEECH_LEVEL_DBFS - speech_level_dbfs, _MAX_GAIN_DB)
    return [
        ("volume", f"volume={gain_db:.3f}dB:precision=double"),
        # latency: it looks ahead, and gives the samples back at their places; level: no gain of its own
        ("alimiter", f"limit={_amplitude(_PEAK_DBFS):.8f}:level=false:latency=true"),
    ]


def _noise_levels_dbfs(stream: Path) -> NDArray[np.float64] | None:
    """Level of the steady noise in each of afftdn's bands: of white noise that is as loud as it there.

    Per band, a low quantile over blocks: speech is not in every band all the time. Blocks without sound in them (muted,
    or not transmitted) say nothing of the noise under the speech, and don't count.

    Returns:
        Shape (bands,); None where nothing can be heard.
    """
    window = np.hanning(_NOISE_BLOCK)
    edges_hz = np.append(np.array(_NOISE_BANDS_HZ) / np.sqrt(1.5), SAMPLE_RATE_HZ / 2)
    edges = np.rint(edges_hz * _NOISE_BLOCK / SAMPLE_RATE_HZ).astype(int)
    # a histogram, so that memory does not grow with the call
    counts = np.zeros((len(_NOISE_BANDS_HZ), 1 - _LOWEST_LEVEL_DBFS), np.int64)
    with stream.open("rb") as source:
        for samples in _blocks(source):
            whole = samples[: len(samples) // _NOISE_BLOCK * _NOISE_BLOCK]
            sound = whole.reshape(-1, _NOISE_BLOCK) / 32_768
            sound = sound[np.square(sound).mean(axis=1) > 10 ** (_NOISE_FLOORS_DBFS[0] / 10)]
            power = np.square(np.abs(np.fft.rfft(sound * window))) / np.square(window).sum()
            density = np.add.reduceat(power[:, : edges[-1]], edges[:-1], axis=1) / np.diff(edges)
            levels = 10 * np.log10(np.maximum(density, 10 ** (_LOWEST_LEVEL_DBFS / 10)))
            for band, below in enumerate(np.rint(np.minimum(levels, 0) - _LOWEST_LEVEL_DBFS).astype(int).T):
                counts[band] += np.bincount(below, minlength=counts.shape[1])
    blocks = int(counts[0].sum())
    if not blocks:
        return None
    reached = counts.cumsum(axis=1) > _NOISE_QUANTILE * blocks
    found: NDArray[np.float64] = reached.argmax(axis=1) + float(_LOWEST_LEVEL_DBFS)
    return found


def _filtered(blocks: Iterator[NDArray[np.int16]], filters: Sequence[_Filter]) -> Iterator[NDArray[np.int16]]:
    graph = Graph()
    graph.link_nodes(
        graph.add_abuffer(sample_rate=SAMPLE_RATE_HZ, format="s16", layout="mono"),
        # 16 bits would round after every filter
        graph.add("aformat", "sample_fmts=dbl"),
        *(graph.add(name, options) for name, options in filters),
        graph.add("aformat", "sample_fmts=s16"),
        graph.add("abuffersink"),
    ).configure()
    for block in blocks:
        frame = av.AudioFrame.from_ndarray(block.reshape(1, -1), format="s16", layout="mono")
        frame.sample_rate = SAMPLE_RATE_HZ
        graph.push(frame)
        yield from _ready(graph)
    graph.push(None)
    yield from _ready(graph)


def _ready(graph: Graph) -> Iterator[NDArray[np.int16]]:
    while True:
        try:
            frame = graph.pull()
        except (BlockingIOError, EOFError):
            return
        yield np.asarray(frame.to_ndarray(), np.int16).reshape(-1)


def _blocks(source: BinaryIO) -> Iterator[NDArray[np.int16]]:
    while raw := source.read(_BLOCK * SAMPLE_BYTES):
        yield np.frombuffer(raw, "<i2").astype(np.int16, copy=False)


def _amplitude(level_db: float) -> float:
    return float(10 ** (level_db / 20))
