"""Which of a recording's channels are transcribed, each on its own or several mixed into one."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from callscribe.errors import FailureReason, RecordingError, SettingsError

if TYPE_CHECKING:
    from collections.abc import Sequence

# channels whose mean is taken
Mix = tuple[int, ...]

_ENTRY = re.compile(r"\d+(\+\d+)*")


def check_channel_map(channel_map: Sequence[str]) -> None:
    """Refuse what is no channel map.

    Raises:
        SettingsError: An entry is neither a channel's number nor several joined with `+`, or two begin with one.
    """
    for entry in channel_map:
        if not _ENTRY.fullmatch(entry):
            raise SettingsError(
                f"audio.channel_map: {entry!r} must be a channel's number, from 0, or several to be mixed, like '2+3'."
            )
    firsts = [int(entry.partition("+")[0]) for entry in channel_map]
    if len(set(firsts)) < len(firsts):
        raise SettingsError(
            "audio.channel_map: two entries begin with the same channel, which both would be called by in the tables."
        )


def mixes_of(channel_map: Sequence[str], channels: int, name: str) -> tuple[Mix, ...]:
    """What is made of a recording's channels.

    Args:
        channel_map: See `callscribe.settings.AudioSettings`; empty: each channel on its own.
        channels: That the recording has.
        name: What to call it in messages.

    Raises:
        RecordingError: The map names a channel that the recording has not.
    """
    if not channel_map:
        return tuple((channel,) for channel in range(channels))
    mixes = tuple(tuple(int(channel) for channel in entry.split("+")) for entry in channel_map)
    if max(max(mix) for mix in mixes) >= channels:
        raise RecordingError(
            FailureReason.UNSUPPORTED_CODEC,
            f"{name}: has {channels} channels, numbered from 0; audio.channel_map asks for {', '.join(channel_map)}."
            " List such recordings in a run of their own, with another map.",
        )
    return mixes
