"""From an upload to everything that an answer may say about it."""

from __future__ import annotations

import time
from dataclasses import replace
from typing import TYPE_CHECKING

from pulse_local.answers import Heard, HeardWord
from pulse_local.audio import decode_audio
from pulse_local.contract import REDACTED_LANGUAGES
from pulse_local.redaction import redact
from pulse_local.speakers import label_speakers
from pulse_local.voice import gender_of, measure_voice

if TYPE_CHECKING:
    from pulse_local.contract import Options
    from pulse_local.incoming import Upload
    from pulse_local.recognition import Recogniser


def hear(upload: Upload, options: Options, recogniser: Recogniser) -> Heard:
    """Decode, recognise, tell voices apart and redact, as far as the options ask for it.

    Raises:
        AudioTooLong: It would need too much memory.
        RecogniserUnavailable: The recogniser died.
        SettingsError: The recogniser is not installed.
    """
    began = time.perf_counter()
    audio = decode_audio(upload.body)
    recognised = recogniser(audio.samples) if len(audio.samples) else []
    words = [HeardWord(word.word, word.start_s, word.end_s, word.confidence) for word in recognised]
    gender = None
    if recognised and not options.is_pro and (options.diarize or options.gender_detection):
        voice = measure_voice(audio.samples)
        gender = gender_of(voice) if options.gender_detection else None
        if options.diarize:
            labels = label_speakers(recognised, voice)
            words = [
                replace(word, speaker=label.speaker, speaker_confidence=label.confidence)
                for word, label in zip(words, labels, strict=True)
            ]
    if options.language in REDACTED_LANGUAGES and (options.redact_pii or options.redact_pci):
        words = redact(words, pii=options.redact_pii, pci=options.redact_pci)
    return Heard(
        words=words,
        duration_s=audio.duration_s,
        file_bytes=upload.size_bytes,
        processing_s=time.perf_counter() - began,
        filename=upload.filename,
        gender=gender,
    )
