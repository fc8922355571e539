"""The verdict on a recording's sound, before anything is paid for."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from callscribe.audio.activity import ChannelActivity
from callscribe.audio.listening import ChannelFigures
from callscribe.audio.plan import ChunkSpan
from callscribe.audio.stereo import Layout
from callscribe.errors import FailureReason, RecordingError

if TYPE_CHECKING:
    from callscribe.audio.claims import Claim
    from callscribe.audio.decode import Damage
    from callscribe.audio.listening import Heard

# What each quality flag means for whoever reads the row.
QUALITY_FLAGS = {
    "header_too_long": "the header promises more sound than there is: the end may be missing; compare with the source",
    "header_too_short": "the header promises less sound than there is: all of it was taken",
    "cut_off": "the file ends without its format's end mark: the end may be missing; compare with the source",
    "gaps_filled": "its time stamps leave gaps, which were filled with silence so that words keep their times",
    "spliced": "it changes its number of channels midway; what differs was mixed to what it began with",
    "further_streams": "it has more than one stream of sound, and only the first was taken: export the others apart",
    "damaged_packets": "some packets could not be decoded: clicks or gaps",
    "dead_channel": "a channel carries no voice (a silent one was left out): check the recorder's wiring of that party",
    "dual_mono": "both channels carry the same signal: one was transcribed; parties are told apart by the engine",
    "crosstalk": "each party can be heard on the other's channel: words may appear twice; check the recorder",
    "clipped": "the sound is overdriven: lower the recording level; words will be misheard",
    "faint": "the speech is very quiet: raise the recording level, or switch on audio.clean = ['normalise']",
    "no_speech": "sound, but hardly any speech was detected: tones, music or noise",
}
# A header written when the recording ended that claims this much more than there is: the end was cut off. The margin
# covers encoder padding.
_CLAIM_TOLERANCE_S = 1.0
_CLAIM_IS_LAST_WRITTEN = frozenset({"mp3", "flac", "mov,mp4,m4a,3gp,3g2,mj2"})
# FLAC states its samples exactly
_FLAC_TOLERANCE_S = 0.01
# a few damaged packets are a click on the line; above this share the recording is not what was said
_BROKEN_ALLOWED = 0.05
# quieter than the noise of any telephone line, so nobody can be heard
_SILENT_DBFS = -60.0
# one sample in a thousand at full scale is audible as crackle
_CLIPPED_SHARE = 0.001
# what the detector takes for speech in steady noise
_SPEECHLESS_SHARE = 0.02
# telephone speech lies around -26 dBFS (ITU-T P.56); 24 dB less is near the noise of an 8-bit line
_FAINT_DBFS = -50.0


@dataclass(frozen=True, kw_only=True)
class Preflight:
    """What was found out about a recording's sound before anything is paid for.

    Attributes:
        container: libavformat's name, such as `wav`.
        codec: libavcodec's name of it, such as `pcm_mulaw`.
        channels: Of the recording.
        duration_s: Of the samples really decoded, not the header's claim.
        recording_sha256: Of the file's bytes.
        quality_flags: What an analyst should know; see `QUALITY_FLAGS`.
        channel_numbers: Of the transcribed channels in the recording; of a mix, its first.
        layout: How the transcribed channels relate to each other.
        channel_correlation: See `callscribe.audio.listening.Heard`.
        crosstalk_share: See `callscribe.audio.listening.Heard`.
        figures: By transcribed channel.
        ivr_share: Null: no test of the signal tells a prompt's voice from an agent's.
    """

    container: str
    codec: str
    sample_rate_hz: int
    channels: int
    duration_s: float
    recording_sha256: str
    quality_flags: tuple[str, ...] = ()
    channel_numbers: tuple[int, ...] = (0,)
    layout: Layout = "mono"
    channel_correlation: float | None = None
    crosstalk_share: float | None = None
    figures: tuple[ChannelFigures, ...] = ()
    ivr_share: None = None

    @property
    def one_party_a_channel(self) -> bool:
        """Whether a channel tells who speaks."""
        return self.layout not in ("mono", "dual_mono", "one_sided")


@dataclass(frozen=True)
class ChunkFile:
    """A chunk as a FLAC file, with the hash of its samples."""

    channel: int
    span: ChunkSpan
    path: Path
    samples_hash: str


@dataclass(frozen=True)
class Intake:
    """What a recording is, and its chunks.

    Attributes:
        left_out_s: Silence that is not sent, over all channels.
        activity: Of each channel that was listened to; none where the recording is only judged.
    """

    preflight: Preflight
    chunks: tuple[ChunkFile, ...] = ()
    left_out_s: float = 0.0
    activity: tuple[ChannelActivity, ...] = ()


def judge_container(
    name: str, container: str, damage: Damage, duration_s: float, claim: Claim | None
) -> tuple[str, ...]:
    """Quality flags of how the file was read.

    Args:
        name: What to call the recording in messages.
        container: libavformat's name.
        damage: Counted while decoding.
        duration_s: Really decoded.
        claim: The header's; None where it states no length.

    Raises:
        RecordingError: It is not what was recorded.
    """
    if duration_s == 0:
        raise RecordingError(
            FailureReason.CORRUPT_AUDIO,
            f"{name}: no sound could be decoded ({damage.broken} of {damage.packets} packets are damaged)."
            " Export or upload it again.",
        )
    if damage.broken > max(1, damage.packets * _BROKEN_ALLOWED):
        raise _damaged(name, f"{damage.broken} of {damage.packets} packets are damaged")
    lost_s = 0.0 if claim is None else claim.length_s - duration_s
    cut_s = lost_s if claim is not None and not claim.bytes_are_there else 0.0
    if cut_s > _CLAIM_TOLERANCE_S and container in _CLAIM_IS_LAST_WRITTEN:
        raise RecordingError(
            FailureReason.CORRUPT_AUDIO,
            f"{name}: cut off: its header promises {duration_s + cut_s:.1f} s, {duration_s:.1f} s are there."
            " Upload it again.",
        )
    passed_over_s = _passed_over_s(container, damage, lost_s, claim)
    if passed_over_s > max(_CLAIM_TOLERANCE_S, duration_s * _BROKEN_ALLOWED):
        raise _damaged(name, f"{passed_over_s:.1f} s are damaged, {duration_s:.1f} s are there")
    flags = []
    if cut_s > _CLAIM_TOLERANCE_S:
        # recorders write a header first and often never come back to put its length right
        flags.append("header_too_long")
    if damage.filled_s:
        flags.append("gaps_filled")
    if damage.remixed:
        flags.append("spliced")
    if damage.broke_off:
        flags.append("cut_off")
    if damage.broken or passed_over_s:
        flags.append("damaged_packets")
    return tuple(flags)


def _passed_over_s(container: str, damage: Damage, lost_s: float, claim: Claim | None) -> float:
    """Seconds of damaged frames that libav leaves out without a word, so that only their time tells of them."""
    if container == "flac":
        passed_over_s = damage.filled_s + max(lost_s, 0.0)
        return passed_over_s if passed_over_s > _FLAC_TOLERANCE_S else 0.0
    return lost_s if claim is not None and claim.bytes_are_there and lost_s > _CLAIM_TOLERANCE_S else 0.0


def _damaged(name: str, finding: str) -> RecordingError:
    return RecordingError(FailureReason.CORRUPT_AUDIO, f"{name}: {finding}. Export or upload it again.")


def audible(heard: Heard) -> list[int]:
    """Channels on which anything can be heard."""
    return [
        channel
        for channel, figures in enumerate(heard.channels)
        if figures.peak_dbfs is not None and figures.peak_dbfs > _SILENT_DBFS
    ]


def judge_sound(name: str, heard: Heard) -> tuple[str, ...]:
    """Quality flags of what is to be heard.

    Raises:
        RecordingError: There is nothing to hear.
    """
    loud = [heard.channels[channel] for channel in audible(heard)]
    if not loud:
        raise RecordingError(FailureReason.SILENT, f"{name}: nothing can be heard on any channel (all below -60 dBFS).")
    flags = []
    if len(loud) < len(heard.channels) or heard.layout == "one_sided":
        flags.append("dead_channel")
    if heard.layout in ("dual_mono", "crosstalk"):
        flags.append(heard.layout)
    if any(figures.clipped_share > _CLIPPED_SHARE for figures in loud):
        flags.append("clipped")
    spoken = [figures.speech_level_dbfs for figures in loud if figures.speech_level_dbfs is not None]
    if max(figures.speech_share for figures in loud) < _SPEECHLESS_SHARE:
        flags.append("no_speech")
    elif spoken and max(spoken) < _FAINT_DBFS:
        flags.append("faint")
    return tuple(flags)
