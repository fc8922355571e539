"""The user's own treatment of each chunk, as a function on pydub's AudioSegment."""

from __future__ import annotations

import importlib
import warnings
from typing import TYPE_CHECKING, Any

from callscribe.audio.pcm import SAMPLE_BYTES, SAMPLE_RATE_HZ
from callscribe.errors import SettingsError

if TYPE_CHECKING:
    from collections.abc import Callable


def load_preprocess(dotted_path: str) -> Callable[[bytes], bytes]:
    """The user's own treatment of a chunk's samples, named in the settings.

    Args:
        dotted_path: `package.module.function`; the function takes and returns a `pydub.AudioSegment` of one chunk
            (16 kHz, mono, 16-bit) and keeps its length, since words are placed in time by it.

    Raises:
        SettingsError: It cannot be imported or called. The returned callable raises it where the length changes.
    """
    module_name, _, name = dotted_path.rpartition(".")
    try:
        treat: Any = getattr(importlib.import_module(module_name), name)
    except (ImportError, AttributeError, ValueError) as error:
        raise SettingsError(f"audio.preprocess: {dotted_path} cannot be imported: {error}.") from error
    if not callable(treat):
        raise SettingsError(f"audio.preprocess: {dotted_path} is not callable.")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # pydub warns that ffmpeg is missing, which samples do not need
        from pydub import AudioSegment

    def preprocess(pcm: bytes) -> bytes:
        before = AudioSegment(data=pcm, sample_width=SAMPLE_BYTES, frame_rate=SAMPLE_RATE_HZ, channels=1)
        try:
            after = treat(before)
        except Exception as error:
            raise SettingsError(f"audio.preprocess: {dotted_path} failed: {type(error).__name__}: {error}") from error
        if not isinstance(after, AudioSegment):
            raise SettingsError(
                f"audio.preprocess: {dotted_path} returned {type(after).__name__}; expected AudioSegment."
            )
        after = after.set_frame_rate(SAMPLE_RATE_HZ).set_channels(1).set_sample_width(SAMPLE_BYTES)
        if len(after.raw_data) != len(pcm):
            raise SettingsError(
                f"audio.preprocess: {dotted_path} changed a chunk's length from {len(before)} ms to {len(after)} ms;"
                " words would be misplaced in time. Return a segment of the same length."
            )
        return bytes(after.raw_data)

    return preprocess
