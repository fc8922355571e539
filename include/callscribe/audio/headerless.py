"""Sound without a header, as telephone switches write it: someone has to say what it is."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from callscribe.errors import SettingsError

if TYPE_CHECKING:
    from collections.abc import Mapping

# libav's demuxer, and its options beside rate and channels, by the name that telephony gives the encoding
_ENCODINGS: dict[str, tuple[str, dict[str, str]]] = {
    "mulaw": ("mulaw", {}),
    "alaw": ("alaw", {}),
    "s8": ("s8", {}),
    "u8": ("u8", {}),
    "s16le": ("s16le", {}),
    "s16be": ("s16be", {}),
    "s24le": ("s24le", {}),
    "s32le": ("s32le", {}),
    "f32le": ("f32le", {}),
    "g722": ("g722", {}),
    "g726-16": ("g726le", {"code_size": "2"}),
    "g726-24": ("g726le", {"code_size": "3"}),
    "g726-32": ("g726le", {"code_size": "4"}),
    "g726-40": ("g726le", {"code_size": "5"}),
    "g726be-32": ("g726", {"code_size": "4"}),
    "gsm": ("gsm", {}),
}
_WITHOUT_CHANNELS = frozenset({"g722", "g726", "g726le", "gsm"})
# suffixes that name their encoding; 8 kHz mono is what telephones speak
WELL_KNOWN = {
    "ulaw": "mulaw 8000 1",
    "ul": "mulaw 8000 1",
    "mulaw": "mulaw 8000 1",
    "pcmu": "mulaw 8000 1",
    "alaw": "alaw 8000 1",
    "al": "alaw 8000 1",
    "pcma": "alaw 8000 1",
    "sln": "s16le 8000 1",
    "sln16": "s16le 16000 1",
    "g722": "g722 16000 1",
    "gsm": "gsm 8000 1",
}


@dataclass(frozen=True)
class RawFormat:
    """How to read a file that has no header.

    Attributes:
        container: libav's demuxer.
        options: What the demuxer has to be told.
    """

    container: str
    options: Mapping[str, str]


def parse_raw_format(text: str) -> RawFormat:
    """Read a declaration such as `mulaw 8000 1`: encoding, samples a second, channels.

    Raises:
        SettingsError: It is none.
    """
    parts = text.split()
    if len(parts) != 3 or parts[0] not in _ENCODINGS or not parts[1].isdecimal() or not parts[2].isdecimal():
        raise SettingsError(
            f"audio.raw_formats: {text!r} must be an encoding, its rate in Hz and its channels, like 'mulaw 8000 1'."
            f" Encodings: {', '.join(_ENCODINGS)}."
        )
    encoding, rate, channels = parts[0], int(parts[1]), int(parts[2])
    container, options = _ENCODINGS[encoding]
    if not 4000 <= rate <= 192_000 or not 1 <= channels <= 8 or (container in _WITHOUT_CHANNELS and channels != 1):
        raise SettingsError(
            f"audio.raw_formats: {text!r}: the rate must be from 4000 to 192000 Hz, with 1 to 8 channels"
            " (G.722, G.726 and GSM: 1)."
        )
    if container in ("g722", "gsm"):  # of one rate only
        return RawFormat(container, options)
    if container in _WITHOUT_CHANNELS:
        return RawFormat(container, {**options, "sample_rate": str(rate)})
    return raw_sound(container, rate, channels)


def raw_sound(container: str, rate_hz: int, channels: int) -> RawFormat:
    """How libav reads samples that come one after the other, such as `s16le` or `mulaw`."""
    layout = {1: "mono", 2: "stereo"}.get(channels, f"{channels}c")
    return RawFormat(container, {"sample_rate": str(rate_hz), "ch_layout": layout})


def raw_format_of(name: str, declared: Mapping[str, str]) -> RawFormat | None:
    """How to read a file of this name if it has no header: as declared for its suffix, else as its suffix says.

    Args:
        name: Path or URI of the recording.
        declared: Declarations by suffix without the dot; see `parse_raw_format`.
    """
    suffix = PurePosixPath(name).suffix.lower().removeprefix(".")
    text = declared.get(suffix) or WELL_KNOWN.get(suffix)
    return parse_raw_format(text) if text else None
