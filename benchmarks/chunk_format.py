"""What a chunk costs as WAV and as FLAC of several levels: CPU for an hour of one channel, and the bytes that are sent.

python benchmarks/chunk_format.py
"""

from __future__ import annotations

import io
import time

import numpy as np
import soundfile

from hours import conversation, machine

CHUNK = 60 * 16_000


def main() -> None:
    """Encode one channel of the sample calls, repeated to an hour, in chunks of 60 s."""
    voice = np.ascontiguousarray(conversation(16_000)[:, 0])
    hour = np.resize(voice, 3600 * 16_000)
    print(f"{machine()}. One channel, one hour, chunks of 60 s.\n")
    print("| form | CPU s | MB | of WAV |\n|---|---|---|---|")
    wav_bytes = 0
    for name, form, level in (
        ("WAV", "WAV", None),
        ("FLAC, level 0", "FLAC", 0.0),
        ("FLAC, level 3", "FLAC", 0.375),
        ("FLAC, level 5 (ours)", "FLAC", 0.6),
        ("FLAC, level 8", "FLAC", 1.0),
    ):
        started, size = time.process_time(), 0
        for start in range(0, len(hour), CHUNK):
            buffer = io.BytesIO()
            options = {} if level is None else {"compression_level": level}
            soundfile.write(buffer, hour[start : start + CHUNK], 16_000, "PCM_16", format=form, **options)
            size += buffer.getbuffer().nbytes
        wav_bytes = wav_bytes or size
        print(
            f"| {name} | {time.process_time() - started:.2f} | {size / 1e6:.0f} | {size / wav_bytes:.2f} |", flush=True
        )


if __name__ == "__main__":
    main()
