"""The one form that sound has in this house: 16 kHz, mono, 16-bit little-endian; a raw file for each channel."""

from __future__ import annotations

# what speech engines are trained on: convert to it before sending, says every vendor's guide
SAMPLE_RATE_HZ = 16_000
SAMPLE_BYTES = 2
