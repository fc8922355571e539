"""Small recordings of every format that calls come in, made with what pip installs; for the tests and the fuzzer.

Unless told otherwise each holds two seconds of tones: 500 Hz on the first channel, 1500 Hz on the second.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import partial
from typing import TYPE_CHECKING, Any

import av
import numpy as np
import soundfile

from callscribe.audio.channel_map import mixes_of
from callscribe.audio.decode import Damage, decode
from callscribe.audio.headerless import raw_format_of
from callscribe.audio.intake import take_in
from callscribe.audio.opening import open_recording
from callscribe.audio.plan import ChunkLimits
from callscribe.errors import RecordingError
from callscribe.settings import AudioSettings

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from callscribe.audio.preflight import Intake

LIMITS = ChunkLimits(longest_s=3600.0, largest_bytes=25_000_000)

TONES_HZ = (500.0, 1500.0, 700.0, 100.0, 1300.0, 900.0, 1700.0, 2100.0)
LAYOUTS = {1: "mono", 2: "stereo", 3: "2.1", 4: "quad", 5: "5.0", 6: "5.1", 7: "6.1", 8: "7.1"}
PCM, ALAW, MULAW, EXTENSIBLE = 1, 6, 7, 0xFFFE
# coders add up to some frames of silence at both ends
PADDED_S = 0.15


def tone(seconds: float, hz: float, rate_hz: int, level: int = 8000) -> Any:
    """A sine wave of 16-bit samples."""
    return np.rint(level * np.sin(2 * np.pi * hz * np.arange(round(seconds * rate_hz)) / rate_hz)).astype(np.int16)


def loudest_hz(samples: Any, rate_hz: int = 16_000) -> float:
    """The strongest frequency, some milliseconds of coders' padding aside."""
    middle = samples[len(samples) // 8 : len(samples) * 7 // 8].astype(float)
    middle -= middle.mean()
    return float(np.argmax(np.abs(np.fft.rfft(middle * np.hanning(len(middle))))) * rate_hz / max(len(middle), 1))


def taken_in(path: Path, limits: ChunkLimits | None = LIMITS, **settings: Any) -> Intake:
    """What a recording is, found in this process; its chunks lie beside it."""
    return take_in(path, path.name, path.parent, AudioSettings(**settings), limits)


def refusal(path: Path, **settings: Any) -> RecordingError:
    """Why a recording is not taken in."""
    try:
        found = taken_in(path, None, **settings)
    except RecordingError as error:
        return error
    raise AssertionError(f"{path.name} was taken: {found.preflight}")


def decoded(path: Path, channel_map: tuple[str, ...] = (), **declared: str) -> Any:
    """A recording's samples at 16 kHz, one row for each of the wanted channels."""
    with open_recording(path, path.name, raw_format_of(path.name, declared)) as opened:
        mixes = mixes_of(channel_map, opened.stream.channels, path.name)
        return np.concatenate(list(decode(opened, path.name, mixes, Damage())), axis=1)


@dataclass(frozen=True)
class Format:
    """How a recording of one format is made, and what is found in it.

    Attributes:
        write: Gets the path, the rate and the samples, of shape (samples, channels).
        codec: libavcodec's name.
        off_by_s: How much longer or shorter than its sound it may be found to be.
        tonal: Whether it holds the tones that it was given.
        flags: Quality flags that the way it is written earns, whatever its sound.
        raw: What has to be declared for its suffix.
    """

    write: Callable[[Path, int, Any], None]
    codec: str
    rate_hz: int = 16_000
    channels: int = 2
    off_by_s: float = 0.0
    tonal: bool = True
    flags: tuple[str, ...] = ()
    raw: str | None = None

    def make(self, path: Path, seconds: float = 2.0, samples: Any = None) -> Path:
        """A recording of tones, or of samples of shape (samples, channels) at its rate."""
        if samples is None:
            samples = np.stack([tone(seconds, hz, self.rate_hz) for hz in TONES_HZ[: self.channels]], axis=1)
        self.write(path, self.rate_hz, samples)
        return path


def libav(
    path: Path,
    rate_hz: int,
    samples: Any,
    *,
    codec: str,
    container: str | None = None,
    film: bool = False,
    muxer: dict[str, str] | None = None,
    **coder: Any,
) -> None:
    """Written by PyAV; `coder` sets attributes of the encoder."""
    with av.open(str(path), "w", format=container, options=muxer or {}) as output:
        pictures: Any = output.add_stream("mpeg4", rate=10, width=32, height=32, pix_fmt="yuv420p") if film else None
        stream: Any = output.add_stream(codec, rate=rate_hz)
        stream.layout = LAYOUTS[samples.shape[1]]
        for name, value in coder.items():
            setattr(stream.codec_context, name, value)
        frame = av.AudioFrame.from_ndarray(np.ascontiguousarray(samples).reshape(1, -1), "s16", stream.layout.name)
        frame.sample_rate, frame.pts, frame.time_base = rate_hz, 0, Fraction(1, rate_hz)
        packets = [*stream.encode(frame), *stream.encode(None)]
        if film:
            packets += _pictures(pictures, len(samples) / rate_hz)
        for packet in sorted(packets, key=lambda packet: packet.pts * packet.time_base):
            output.mux(packet)


def _pictures(stream: Any, seconds: float) -> list[Any]:
    packets = []
    for number in range(max(1, round(seconds * 10))):
        picture = av.VideoFrame.from_ndarray(np.full((32, 32, 3), number * 20 % 256, np.uint8), "rgb24")
        picture.pts, picture.time_base = number, Fraction(1, 10)
        packets += stream.encode(picture)
    return [*packets, *stream.encode(None)]


def libsndfile(path: Path, rate_hz: int, samples: Any, **form: Any) -> None:
    """Written by soundfile."""
    soundfile.write(path, samples, rate_hz, **form)


def remuxed(path: Path, rate_hz: int, samples: Any, *, container: str, made_by: Callable[..., None]) -> None:
    """What another writer made, packet by packet in another container."""
    inner = path.with_name(path.name + ".inner")
    made_by(inner, rate_hz, samples)
    with av.open(str(inner)) as source, av.open(str(path), "w", format=container) as output:
        stream = output.add_stream_from_template(source.streams.audio[0])
        for packet in source.demux(audio=0):
            if packet.dts is not None:
                packet.stream = stream
                output.mux(packet)
    inner.unlink()


def changed(
    path: Path, rate_hz: int, samples: Any, *, made_by: Callable[..., None], change: Callable[..., bytes]
) -> None:
    """What another writer made, with its bytes changed."""
    made_by(path, rate_hz, samples)
    path.write_bytes(change(path.read_bytes()))


def chunk(name: bytes, content: bytes, *, order: str = "<", length: int | None = None, pad: bool = True) -> bytes:
    """A RIFF chunk; `length` where its header is to say something else than the truth."""
    claimed = len(content) if length is None else length
    return name + struct.pack(order + "I", claimed) + content + b"\0" * (pad and len(content) % 2)


def fmt(
    tag: int,
    rate_hz: int,
    channels: int,
    bits: int,
    *,
    order: str = "<",
    extension: bytes | None = None,
    block: int | None = None,
    bytes_a_second: int | None = None,
) -> bytes:
    """A WAV file's chunk that says how it is coded; as short as PCM's unless given an extension."""
    block = channels * bits // 8 if block is None else block
    rate = rate_hz * block if bytes_a_second is None else bytes_a_second
    content = struct.pack(order + "HHIIHH", tag, channels, rate_hz, rate, block, bits)
    if extension is not None:
        content += struct.pack(order + "H", len(extension)) + extension
    return chunk(b"fmt ", content, order=order)


def riff(*chunks: bytes, magic: bytes = b"RIFF", order: str = "<", length: int | None = None) -> bytes:
    """A WAV file of chunks."""
    content = b"WAVE" + b"".join(chunks)
    return magic + struct.pack(order + "I", len(content) if length is None else length) + content


def wav16(
    path: Path,
    rate_hz: int,
    samples: Any,
    *,
    before: bytes = b"",
    after: bytes = b"",
    claimed: Callable[[int], int] = lambda there: there,
    length: int | None = None,
    **form: Any,
) -> None:
    """16-bit PCM, with other chunks around it and what its recorder claims that there is."""
    pcm = samples.astype("<i2").tobytes()
    data = chunk(b"data", pcm, length=claimed(len(pcm)))
    path.write_bytes(riff(fmt(PCM, rate_hz, samples.shape[1], 16, **form), before, data + after, length=length))


def rifx(path: Path, rate_hz: int, samples: Any) -> None:
    """The big-endian sort of WAV."""
    form = fmt(PCM, rate_hz, samples.shape[1], 16, order=">")
    path.write_bytes(riff(form, chunk(b"data", samples.astype(">i2").tobytes(), order=">"), magic=b"RIFX", order=">"))


def long_wav(path: Path, rate_hz: int, samples: Any, *, magic: bytes) -> None:
    """RF64 and BW64: the lengths are in a chunk of their own."""
    pcm = samples.astype("<i2").tobytes()
    ds64 = chunk(b"ds64", struct.pack("<QQQI", len(pcm) + 80, len(pcm), len(samples), 0))
    data = chunk(b"data", pcm, length=0xFFFF_FFFF)
    path.write_bytes(riff(ds64, fmt(PCM, rate_hz, samples.shape[1], 16), data, magic=magic, length=0xFFFF_FFFF))


def extensible(path: Path, rate_hz: int, samples: Any, *, mask: int = 0) -> None:
    """WAVE_FORMAT_EXTENSIBLE: the coding is the first part of a GUID."""
    guid = struct.pack("<H", PCM) + bytes.fromhex("000000001000800000aa00389b71")
    form = fmt(EXTENSIBLE, rate_hz, samples.shape[1], 16, extension=struct.pack("<HI", 16, mask) + guid)
    path.write_bytes(riff(form, chunk(b"data", samples.astype("<i2").tobytes())))


def short_fmt(path: Path, rate_hz: int, samples: Any, *, tag: int, made_by: Callable[..., None]) -> None:
    """A coding other than PCM whose `fmt ` chunk ends before the length of its extension, as old recorders write it."""
    made_by(path, rate_hz, samples)
    coded = path.read_bytes()
    path.write_bytes(riff(fmt(tag, rate_hz, samples.shape[1], 8), chunk(b"data", coded)))


def amr_wideband(path: Path, rate_hz: int, samples: Any) -> None:
    """Frames of 23.85 kbit/s of arbitrary bits, since no free encoder is at hand: noise, as long as the samples."""
    bits = np.random.default_rng(0)
    frames = (bytes([8 << 3 | 4]) + bits.bytes(60) for _ in range(len(samples) * 50 // rate_hz))
    path.write_bytes(b"#!AMR-WB\n" + b"".join(frames))


def tagged(mp3: bytes) -> bytes:
    """With a title in Latin-1, before in ID3v2.3 and after in ID3v1."""
    title = b"\0Caf\xe9 Z\xfcrich, R\xfcckruf"
    frame = b"TIT2" + struct.pack(">IH", len(title), 0) + title
    return b"ID3\x03\0\0" + bytes([0, 0, 0, len(frame)]) + frame + mp3 + b"TAG" + title[1:31].ljust(125, b"\0")


def _wav(codec: str, **form: Any) -> Format:
    return Format(partial(libav, codec=codec, container="wav"), codec, **form)


_BLOCKS_S = 0.04  # ADPCM comes in blocks, of which the last is filled up
_MP3 = partial(libav, codec="libmp3lame", container="mp3", bit_rate=64_000)
_NO_HEADER = {"write_xing": "0", "id3v2_version": "0"}
_BARE_MP3 = partial(_MP3, muxer=_NO_HEADER)
_VBR = partial(libav, codec="libmp3lame", container="mp3", muxer=_NO_HEADER, qscale=True, global_quality=4 * 118)
_AAC = partial(libav, codec="aac", bit_rate=96_000)
_OPUS = partial(libav, codec="libopus")
_VORBIS = partial(libsndfile, format="OGG", subtype="VORBIS")
_MP3_FOUND: dict[str, Any] = {"codec": "mp3", "rate_hz": 44_100, "off_by_s": PADDED_S}
_AT_8_KHZ: dict[str, Any] = {"rate_hz": 8000, "channels": 1}

FORMATS: dict[str, Format] = {
    "u8.wav": _wav("pcm_u8"),
    "s16.wav": _wav("pcm_s16le"),
    "s24.wav": _wav("pcm_s24le", rate_hz=44_100),
    "s32.wav": _wav("pcm_s32le"),
    "s64.wav": _wav("pcm_s64le"),
    "f32.wav": _wav("pcm_f32le", rate_hz=48_000),
    "f64.wav": _wav("pcm_f64le"),
    "alaw.wav": _wav("pcm_alaw", rate_hz=8000),
    "mulaw.wav": _wav("pcm_mulaw", rate_hz=8000),
    "gsm.wav": Format(partial(libsndfile, format="WAV", subtype="GSM610"), "gsm_ms", 8000, 1, _BLOCKS_S),
    "ima adpcm.wav": _wav("adpcm_ima_wav", off_by_s=_BLOCKS_S),
    "ms adpcm.wav": _wav("adpcm_ms", off_by_s=_BLOCKS_S),
    "g722.wav": replace(_wav("g722", channels=1), codec="adpcm_g722"),
    "g726.wav": Format(partial(libav, codec="g726", container="wav", bit_rate=32_000), "adpcm_g726", 8000, 1),
    "mp3 in.wav": Format(partial(_MP3, container="wav"), **_MP3_FOUND),
    "rifx.wav": Format(rifx, "pcm_s16be"),
    "rifx alaw.wav": Format(partial(libsndfile, format="WAV", subtype="ALAW", endian="BIG"), "pcm_alaw", 8000),
    "rf64.wav": Format(partial(long_wav, magic=b"RF64"), "pcm_s16le"),
    "bw64.wav": Format(partial(long_wav, magic=b"BW64"), "pcm_s16le"),
    "bext.wav": Format(partial(wav16, before=chunk(b"bext", b"Desk 7".ljust(602, b"\0"))), "pcm_s16le"),
    "extensible.wav": Format(extensible, "pcm_s16le"),
    "call.mulaw": Format(partial(libav, codec="pcm_mulaw", container="mulaw"), "pcm_mulaw", **_AT_8_KHZ),
    "call.alaw": Format(partial(libav, codec="pcm_alaw", container="alaw"), "pcm_alaw", **_AT_8_KHZ),
    "call.sln": Format(partial(libav, codec="pcm_s16le", container="s16le"), "pcm_s16le", **_AT_8_KHZ),
    "call.sln16": Format(partial(libav, codec="pcm_s16le", container="s16le"), "pcm_s16le", channels=1),
    "call.g722": Format(partial(libav, codec="g722", container="g722"), "adpcm_g722", channels=1),
    "call.gsm": Format(partial(libsndfile, format="RAW", subtype="GSM610"), "gsm", **_AT_8_KHZ, off_by_s=_BLOCKS_S),
    "call.raw": Format(partial(libav, codec="pcm_alaw", container="alaw"), "pcm_alaw", 8000, raw="alaw 8000 2"),
    "call.pcm": Format(partial(libav, codec="pcm_s16le", container="s16le"), "pcm_s16le", raw="s16le 16000 2"),
    **{
        f"call.g726-{kbps}": Format(
            partial(libav, codec="g726le", container="g726le", bit_rate=kbps * 1000),
            "adpcm_g726le",
            **_AT_8_KHZ,
            raw=f"g726-{kbps} 8000 1",
        )
        for kbps in (16, 24, 32, 40)
    },
    "call.vox": Format(
        partial(libav, codec="g726", container="g726", bit_rate=32_000),
        "adpcm_g726",
        **_AT_8_KHZ,
        raw="g726be-32 8000 1",
    ),
    "cbr.mp3": Format(_MP3, **_MP3_FOUND),
    "8 kHz.mp3": Format(_MP3, "mp3", 8000, off_by_s=PADDED_S),
    "vbr without header.mp3": Format(_VBR, **_MP3_FOUND),
    "junk first.mp3": Format(partial(changed, made_by=_BARE_MP3, change=lambda mp3: b"\x55" * 700 + mp3), **_MP3_FOUND),
    "cut frame first.mp3": Format(partial(changed, made_by=_BARE_MP3, change=lambda mp3: mp3[100:]), **_MP3_FOUND),
    "tagged.mp3": Format(partial(changed, made_by=_BARE_MP3, change=tagged), **_MP3_FOUND),
    "aac.m4a": Format(partial(_AAC, container="ipod"), "aac", 44_100, off_by_s=PADDED_S),
    "adts.aac": Format(partial(_AAC, container="adts"), "aac", 44_100, off_by_s=PADDED_S),
    "alac.m4a": Format(partial(libav, codec="alac", container="ipod"), "alac", 44_100),
    "narrow.amr": Format(
        partial(libav, codec="libopencore_amrnb", container="amr", bit_rate=12_200), "amr_nb", 8000, 1, PADDED_S
    ),
    "call.3gp": Format(
        partial(libav, codec="libopencore_amrnb", container="3gp", bit_rate=12_200), "amr_nb", 8000, 1, PADDED_S
    ),
    "wide.awb": Format(amr_wideband, "amr_wb", 16_000, 1, tonal=False),
    "opus.ogg": Format(partial(_OPUS, container="ogg"), "opus", 48_000, off_by_s=PADDED_S),
    "opus.webm": Format(partial(_OPUS, container="webm"), "opus", 48_000, off_by_s=PADDED_S),
    "vorbis.ogg": Format(_VORBIS, "vorbis", 44_100, off_by_s=PADDED_S),
    "vorbis.webm": Format(partial(remuxed, container="webm", made_by=_VORBIS), "vorbis", 44_100, off_by_s=PADDED_S),
    "flac.flac": Format(partial(libav, codec="flac", container="flac"), "flac", 44_100),
    "flac.ogg": Format(partial(libav, codec="flac", container="ogg"), "flac", 44_100),
    "v1.wma": Format(partial(libav, codec="wmav1", container="asf", bit_rate=64_000), "wmav1", 44_100, 2, PADDED_S),
    "v2.wma": Format(partial(libav, codec="wmav2", container="asf", bit_rate=64_000), "wmav2", 44_100, 2, PADDED_S),
    "aiff.aiff": Format(partial(libav, codec="pcm_s16be", container="aiff"), "pcm_s16be"),
    "24 bit.aiff": Format(partial(libsndfile, format="AIFF", subtype="PCM_24"), "pcm_s24be", 44_100),
    "ulaw.aifc": Format(partial(libsndfile, format="AIFF", subtype="ULAW"), "pcm_mulaw", 8000),
    "ima.aifc": Format(partial(libsndfile, format="AIFF", subtype="IMA_ADPCM"), "adpcm_ima_qt", off_by_s=_BLOCKS_S),
    "sowt.aifc": Format(partial(libav, codec="pcm_s16le", container="aiff"), "pcm_s16le"),
    "pcm.caf": Format(partial(libav, codec="pcm_s16be", container="caf"), "pcm_s16be"),
    # libav takes the padding of a CAF file's last packet off twice
    "alac.caf": Format(partial(libsndfile, format="CAF", subtype="ALAC_16"), "alac", off_by_s=4096 / 16_000),
    "mulaw.au": Format(partial(libav, codec="pcm_mulaw", container="au"), "pcm_mulaw", 8000),
    "g721.au": Format(partial(libsndfile, format="AU", subtype="G721_32"), "adpcm_g726le", 8000, 1, _BLOCKS_S),
    "pcm.w64": Format(partial(libav, codec="pcm_s16le", container="w64"), "pcm_s16le"),
    "u8.voc": Format(partial(libav, codec="pcm_u8", container="voc"), "pcm_u8", 8000),
    "call.wv": Format(partial(libav, codec="wavpack", container="wv"), "wavpack", 44_100),
    "film.mp4": Format(partial(_AAC, container="mp4", film=True), "aac", 48_000, off_by_s=PADDED_S),
    "film.mov": Format(partial(libav, codec="pcm_s16le", container="mov", film=True), "pcm_s16le", 48_000),
    "film.mkv": Format(partial(_OPUS, container="matroska", film=True), "opus", 48_000, off_by_s=PADDED_S),
    "film.avi": Format(partial(_MP3, container="avi", film=True), "mp3", 48_000, off_by_s=PADDED_S),
    "film.flv": Format(partial(_MP3, container="flv"), **_MP3_FOUND),
    "film.ts": Format(partial(_AAC, container="mpegts", film=True), "aac", 44_100, off_by_s=PADDED_S),
    "film.mpg": Format(partial(libav, codec="mp2", container="mpeg"), "mp2", 44_100, off_by_s=PADDED_S),
    "8 channels.wav": Format(partial(extensible, mask=0x63F), "pcm_s16le", channels=8),
    "8 channels.flac": Format(partial(libav, codec="flac", container="flac"), "flac", channels=8),
    "8 channels.ogg": Format(partial(_OPUS, container="ogg"), "opus", 48_000, 8, PADDED_S),
    "8 channels.m4a": Format(partial(_AAC, container="ipod"), "aac", 48_000, 8, PADDED_S),
    "3 channels.wav": Format(extensible, "pcm_s16le", channels=3),
    "6 channels.caf": Format(partial(libav, codec="pcm_s16be", container="caf"), "pcm_s16be", channels=6),
    "6 kHz.wav": Format(wav16, "pcm_s16le", 6000),
    "192 kHz.wav": Format(wav16, "pcm_s16le", 192_000),
    "192 kHz.flac": Format(partial(libav, codec="flac", container="flac"), "flac", 192_000),
}

_NOTE = chunk(b"LIST", b"INFOISFT\x04\0\0\0test")
_ODD_NOTE = b"note" + struct.pack("<I", 3) + b"abc"
# WAV files as recorders really write them; all the sound is found in each
CROOKED_WAVS: dict[str, Format] = {
    "length zero.wav": Format(partial(wav16, claimed=lambda there: 0, length=0), "pcm_s16le"),
    "length unknown.wav": Format(partial(wav16, claimed=lambda there: 0xFFFF_FFFF, length=0xFFFF_FFFF), "pcm_s16le"),
    "length of a pipe.wav": Format(partial(wav16, claimed=lambda there: 0x7FFF_F000), "pcm_s16le"),
    "length too long.wav": Format(
        partial(wav16, claimed=lambda there: there * 9), "pcm_s16le", flags=("header_too_long",)
    ),
    "length too short.wav": Format(
        partial(wav16, claimed=lambda there: there // 2), "pcm_s16le", flags=("header_too_short",)
    ),
    "odd chunk.wav": Format(partial(wav16, before=_ODD_NOTE + b"\0"), "pcm_s16le"),
    "odd chunk without its pad byte.wav": Format(partial(wav16, before=_ODD_NOTE), "pcm_s16le"),
    "chunk after the sound.wav": Format(partial(wav16, after=_NOTE), "pcm_s16le"),
    "odd chunk after the sound.wav": Format(partial(wav16, after=_ODD_NOTE + b"\0"), "pcm_s16le"),
    "zeros after the sound.wav": Format(partial(wav16, after=bytes(3000)), "pcm_s16le"),
    "odd last byte.wav": Format(partial(wav16, after=b"\x07", claimed=lambda there: there + 1), "pcm_s16le"),
    "short fmt alaw.wav": Format(partial(short_fmt, tag=ALAW, made_by=FORMATS["call.alaw"].write), "pcm_alaw", 8000),
    "short fmt mulaw.wav": Format(
        partial(short_fmt, tag=MULAW, made_by=FORMATS["call.mulaw"].write), "pcm_mulaw", 8000
    ),
    "bytes a second lie.wav": Format(partial(wav16, bytes_a_second=1), "pcm_s16le"),
    "block length lies.wav": Format(partial(wav16, block=1), "pcm_s16le"),
    "block length zero.wav": Format(partial(wav16, block=0), "pcm_s16le"),
    "extension of nothing.wav": Format(partial(wav16, extension=b""), "pcm_s16le"),
    "mp3 named.wav": Format(_MP3, **_MP3_FOUND),
    "wav named.mp3": Format(wav16, "pcm_s16le"),
}
