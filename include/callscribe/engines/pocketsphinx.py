"""Recognition on this machine with PocketSphinx: no network, no key, no GPU; about a tenth of real time.

For tests, CI and the demo. It knows American English only, writes no punctuation and no capitals, and is far
behind a commercial engine on telephone speech. PocketSphinx keeps the interpreter's lock while it decodes
(measured with 5.1.1: two threads take longer than one after the other), so use processes to fill more cores.
"""

from __future__ import annotations

import re
import threading
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

from callscribe.errors import SettingsError

if TYPE_CHECKING:
    from numpy.typing import NDArray

SAMPLE_RATE_HZ = 16_000  # of the acoustic model that comes with PocketSphinx (en-us, 16 kHz)
DECODER_FRAMES_PER_S = 100  # PocketSphinx's default frame rate

ENERGY_FRAME_S = 0.02
NOISE_FLOOR_PERCENTILE = 10  # calls pause more than a tenth of the time; where not, SPEECH_RANGE_DB rules
NOISE_MARGIN_DB = 6.0
LOUD_PERCENTILE = 95
SPEECH_RANGE_DB = 20.0  # what is within this of the loud speech is never cut off as noise
DIGITAL_SILENCE_DB = -65.0  # dB below full scale; the noise of a telephone line is above it
SHORTEST_SPEECH_S = 0.06  # clicks are shorter, syllables are not
PAUSE_S = 0.3  # silence that ends a stretch; longer ones gave a higher word error rate on two-voice calls
PADDING_S = 0.2  # kept around a stretch: the energy of "f" and "s" is below the threshold
LONGEST_STRETCH_S = 25.0  # bounds memory and the word lattice

LISTENING = "listening"  # a search for one word: runs the front end over a stretch at little cost
NOT_WORDS = re.compile(r"<.*>|\[.*\]|\+\+.*\+\+")  # <s>, </s>, <sil>, [NOISE], ++UM++
PRONUNCIATION = re.compile(r"\(\d+\)$")  # "to(3)" is the third pronunciation of "to"

_decoders = threading.local()


@dataclass(frozen=True, slots=True)
class RecognisedWord:
    """One word with its place in the samples that were given.

    Attributes:
        word: Lower case, without punctuation.
        start_s: Seconds from the first sample.
        end_s: Seconds from the first sample; after start_s.
        confidence: Posterior probability of the word in the decoder's lattice, 0 to 1.
    """

    word: str
    start_s: float
    end_s: float
    confidence: float


@dataclass(frozen=True, slots=True)
class Stretch:
    """Samples [first, last) that hold speech; stretches never overlap."""

    first: int
    last: int


def recognise(samples: NDArray[np.int16], *, sample_rate_hz: int = SAMPLE_RATE_HZ) -> list[RecognisedWord]:
    """Recognise one voice channel of any length.

    Pauses are cut away first and each stretch of speech is recognised on its own: memory is bounded, the
    decoder's mean normalisation follows the voice that speaks, and fewer words are wrong (6.1 % against
    10.6 % of the words of a two-voice call that flite spoke).

    Args:
        samples: Mono, 16 bit.
        sample_rate_hz: Must be 16000.

    Returns:
        Words in order of time; none where there is no speech.

    Raises:
        SettingsError: PocketSphinx is not installed.
        ValueError: The samples are not mono at 16 kHz.
    """
    if sample_rate_hz != SAMPLE_RATE_HZ or samples.ndim != 1:
        raise ValueError(
            f"PocketSphinx got {sample_rate_hz} Hz with {samples.ndim} dimensions; "
            f"its model needs mono samples at {SAMPLE_RATE_HZ} Hz: resample first."
        )
    return [
        word
        for stretch in speech_stretches(samples)
        for word in recognise_stretch(samples[stretch.first : stretch.last], starts_at_s=stretch.first / SAMPLE_RATE_HZ)
    ]


def recognise_stretch(samples: NDArray[np.int16], *, starts_at_s: float = 0.0) -> list[RecognisedWord]:
    """Recognise one stretch of at most LONGEST_STRETCH_S seconds or so in one go.

    The decoder normalises by a running mean of the cepstra that it carries from one utterance to the next.
    So each stretch starts from the model's own mean and is heard twice: a first pass, a fifth of the cost,
    only learns the mean of this voice. Against one pass, our two-voice test calls went from 10.6 % to 8.3 %
    word errors with tight turns and from 14.4 % to 12.1 % in noise; and the answer no longer depends on what
    the thread decoded before.

    Args:
        samples: Mono, 16 bit, 16 kHz.
        starts_at_s: Added to the words' times.

    Raises:
        SettingsError: PocketSphinx is not installed.
    """
    decoder = _this_threads_decoder()
    pcm = np.ascontiguousarray(samples, dtype=np.int16).tobytes()
    decoder.set_cmn(_decoders.neutral_voice)
    decoder.activate_search(LISTENING)
    _decode(decoder, pcm)
    decoder.activate_search(_decoders.dictation)
    _decode(decoder, pcm)
    decoder.get_prob()  # fills in the posteriors of the segments
    words = []
    for segment in decoder.seg() or ():  # None where the stretch is too short for a single hypothesis
        if NOT_WORDS.fullmatch(segment.word):
            continue
        words.append(
            RecognisedWord(
                word=PRONUNCIATION.sub("", segment.word),
                start_s=starts_at_s + segment.start_frame / DECODER_FRAMES_PER_S,
                end_s=starts_at_s + (segment.end_frame + 1) / DECODER_FRAMES_PER_S,
                confidence=min(1.0, max(0.0, float(segment.prob))),
            )
        )
    return words


def speech_stretches(samples: NDArray[np.int16]) -> list[Stretch]:
    """Where somebody speaks, by energy, padded so that no word loses its edges.

    A frame is speech when it is NOISE_MARGIN_DB above the noise floor (the quiet tenth of the frames) or
    within SPEECH_RANGE_DB of the loud frames, whichever asks less: steady speech without pauses, and speech
    over loud noise, are then kept whole rather than cut.

    Args:
        samples: Mono, 16 bit, 16 kHz.
    """
    level_db = _frame_levels_db(samples)
    audible = level_db > DIGITAL_SILENCE_DB
    if not audible.any():
        return []
    floor_db = float(np.percentile(level_db, NOISE_FLOOR_PERCENTILE))
    loud_db = float(np.percentile(level_db[audible], LOUD_PERCENTILE))
    threshold_db = max(DIGITAL_SILENCE_DB, min(floor_db + NOISE_MARGIN_DB, loud_db - SPEECH_RANGE_DB))

    frame = _samples_in(ENERGY_FRAME_S)
    padding = _samples_in(PADDING_S)
    spoken = [
        (first * frame, last * frame)
        for first, last in _runs(level_db > threshold_db)
        if last - first >= round(SHORTEST_SPEECH_S / ENERGY_FRAME_S)
    ]
    stretches: list[Stretch] = []
    for first, last in _join_across(spoken, gap=_samples_in(PAUSE_S)):
        padded = Stretch(max(0, first - padding), min(len(samples), last + padding))
        stretches += _split_at_quiet_places(padded, level_db, frame)
    return stretches


def _this_threads_decoder() -> Any:
    """A decoder is not re-entrant and takes some tenths of a second to make: one for each thread, kept."""
    decoder = getattr(_decoders, "decoder", None)
    if decoder is None:
        try:
            from pocketsphinx import Decoder
        except ImportError as missing:
            raise SettingsError(
                "Recognition on this machine needs PocketSphinx, which is not installed: "
                "pip install 'airflow-pulse[local]'"
            ) from missing
        decoder = Decoder(loglevel="ERROR")
        _decoders.dictation = decoder.current_search()
        _decoders.neutral_voice = decoder.get_cmn(False)
        decoder.add_keyphrase(LISTENING, "hello")
        _decoders.decoder = decoder
    return decoder


def _decode(decoder: Any, pcm: bytes) -> None:
    decoder.start_utt()
    decoder.process_raw(pcm, full_utt=True)
    decoder.end_utt()


def _samples_in(seconds: float) -> int:
    return round(seconds * SAMPLE_RATE_HZ)


def _frame_levels_db(samples: NDArray[np.int16]) -> NDArray[np.float64]:
    """Level of each frame in dB below full scale; a short last frame is filled up with silence."""
    frame = _samples_in(ENERGY_FRAME_S)
    padded = np.zeros(-(-len(samples) // frame) * frame, dtype=np.float32)
    padded[: len(samples)] = samples
    power = np.square(padded.reshape(-1, frame) / 32768.0).mean(axis=1, dtype=np.float64)
    return np.asarray(10.0 * np.log10(power + 1e-12))


def _runs(flags: NDArray[np.bool_]) -> list[tuple[int, int]]:
    """[first, last) of each run of True."""
    edges = np.flatnonzero(np.diff(np.concatenate(([False], flags, [False])).astype(np.int8)))
    return [(int(first), int(last)) for first, last in edges.reshape(-1, 2)]


def _join_across(spans: list[tuple[int, int]], *, gap: int) -> list[tuple[int, int]]:
    joined: list[tuple[int, int]] = []
    for first, last in spans:
        if joined and first - joined[-1][1] < gap:
            joined[-1] = (joined[-1][0], last)
        else:
            joined.append((first, last))
    return joined


def _split_at_quiet_places(stretch: Stretch, level_db: NDArray[np.float64], frame: int) -> list[Stretch]:
    """Cut a long stretch where the quietest 0.1 s in the second half of each allowed length is."""
    longest, window = _samples_in(LONGEST_STRETCH_S), 5
    parts = []
    first = stretch.first
    while stretch.last - first > longest:
        from_frame, to_frame = (first + longest // 2) // frame, (first + longest) // frame
        loudness = sliding_window_view(level_db[from_frame:to_frame], window).mean(axis=1)
        cut = (from_frame + int(np.argmin(loudness)) + window // 2) * frame
        parts.append(Stretch(first, cut))
        first = cut
    return [*parts, Stretch(first, stretch.last)]
