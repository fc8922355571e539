"""Files from a stranger who means harm: scripts, bombs, lies about size, endless padding."""

from __future__ import annotations

import os
import struct
from functools import partial
from typing import TYPE_CHECKING, Any

import av
import numpy as np

from every_format import FORMATS, PCM, chunk, fmt, riff, tone

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

# every way that we know of to make a player open something else; {neighbour} is a path or an address
PLAYLISTS = {
    "ffconcat": "ffconcat version 1.0\nfile '{neighbour}'\n",
    "ffconcat after blanks": "\n  ffconcat version 1.0\nfile {neighbour}\n",
    "HLS": "#EXTM3U\n#EXT-X-TARGETDURATION:10\n#EXTINF:10,\n{neighbour}\n#EXT-X-ENDLIST\n",
    "HLS after a byte order mark": "\ufeff#EXTM3U\n#EXT-X-TARGETDURATION:9\n#EXTINF:9,\n{neighbour}\n#EXT-X-ENDLIST\n",
    "M3U": "#EXTM3U\n{neighbour}\n",
    "PLS": "[playlist]\nFile1={neighbour}\nNumberOfEntries=1\n",
    "DASH": "<MPD><Period><BaseURL>{neighbour}</BaseURL></Period></MPD>",
    "DASH as XML": '<?xml version="1.0"?><MPD><Period><BaseURL>{neighbour}</BaseURL></Period></MPD>',
    "SMIL": "<smil><body><audio src='{neighbour}'/></body></smil>",
    "ASX": "<asx version='3.0'><entry><ref href='{neighbour}'/></entry></asx>",
    "ASF reference": "[Reference]\nRef1={neighbour}\n",
    "XSPF": "<?xml version='1.0'?><playlist><trackList><track><location>{neighbour}</location></track></trackList>",
    "SDP": "v=0\no=- 0 0 IN IP4 127.0.0.1\ns=x\na=control:{neighbour}\nm=audio 5004 RTP/AVP 0\nc=IN IP4 127.0.0.1\n",
    "concat without its first line": "file '{neighbour}'\n",
    "a path": "{neighbour}\n",
}


def atoms(content: bytes) -> list[tuple[bytes, bytes]]:
    """Name and content of each atom of an MP4 file or an atom."""
    found, at = [], 0
    while at + 8 <= len(content):
        size, name = struct.unpack_from(">I4s", content, at)
        found.append((name, content[at + 8 : at + size]))
        at += max(size, 8)
    return found


def atom(name: bytes, content: bytes, length: int | None = None) -> bytes:
    """An MP4 atom; `length` where its header is to lie."""
    return struct.pack(">I4s", (len(content) + 8 if length is None else length), name) + content


def replaced(content: bytes, path: tuple[bytes, ...], change: Callable[[bytes], bytes]) -> bytes:
    """An MP4 file with the atoms at a path changed; `change` gets what they hold and returns atoms in their place."""
    name, *rest = path
    out = b""
    for found, held in atoms(content):
        if found != name:
            out += atom(found, held)
        else:
            out += atom(found, replaced(held, tuple(rest), change)) if rest else change(held)
    return out


_TABLES = (b"moov", b"trak", b"mdia", b"minf", b"stbl")


def _m4a(path: Path, change: Callable[[bytes], bytes], seconds: float = 1.0) -> None:
    FORMATS["aac.m4a"].make(path, seconds)
    path.write_bytes(change(path.read_bytes()))


def external_sound(path: Path, *, kind: bytes, where: bytes) -> None:
    """A QuickTime film whose sound lies, by its data reference, in another file."""
    FORMATS["film.mov"].make(path)
    reference = atom(b"dref", struct.pack(">II", 0, 1) + atom(kind, struct.pack(">I", 0) + where))
    references = (b"moov", b"trak", b"mdia", b"minf", b"dinf", b"dref")
    path.write_bytes(replaced(path.read_bytes(), references, lambda held: reference))


def alias(target: str) -> bytes:
    """An `alis` record: a Macintosh alias, with the absolute path that libav would look for."""
    name = target.rpartition("/")[2].encode()[:63]
    record = struct.pack(">4sHHHB27sIHiB63s", b"", 0, 2, 0, 1, b"d".ljust(27, b"\0"), 0, 0, 0, len(name), name)
    record = record.ljust(150, b"\0")
    path = target.encode()
    return record + struct.pack(">hH", 2, len(path)) + path + b"\0" * (len(path) % 2) + struct.pack(">hH", -1, 0)


def index_of_millions(path: Path, *, table: bytes) -> None:
    """An M4A whose index claims 268 million entries and holds four."""
    huge = struct.pack(">I", 0x0FFF_FFF0)
    head = bytes(8) if table == b"stsz" else bytes(4)
    lie = atom(table, head + huge + struct.pack(">IIII", 1, 1, 1, 1))
    _m4a(path, lambda m4a: replaced(m4a, (*_TABLES, table), lambda held: lie))


def index_that_is_there(path: Path) -> None:
    """A gigabyte of sample sizes, in a file that takes no room."""
    FORMATS["aac.m4a"].make(path, 0.5)
    m4a, entries = path.read_bytes(), 1 << 28
    stsz = struct.pack(">4sIII", b"stsz", 0, 0, entries)
    length = 4 + len(stsz) + 4 * entries
    at = m4a.index(b"stsz") - 4
    around = [m4a.index(name) - 4 for name in _TABLES]
    with path.open("wb") as file:
        file.write(m4a[:at] + struct.pack(">I", length) + stsz)
        for start in around:
            file.seek(start)
            file.write(struct.pack(">I", length + at - start))
        file.truncate(at + length)


def thousand_tracks(path: Path) -> None:
    """An M4A with its track a thousand times."""

    def many(held: bytes) -> bytes:
        tracks = b"".join(atom(b"trak", track) * 1000 for name, track in atoms(held) if name == b"trak")
        return atom(b"moov", tracks.join([atom(*found) for found in atoms(held) if found[0] == b"mvhd"] + [b""]))

    _m4a(path, lambda m4a: replaced(m4a, (b"moov",), many))


def nested_atoms(path: Path, depth: int = 20_000) -> None:
    """Atoms in atoms in atoms."""
    content = b""
    for _ in range(depth):
        content = atom(b"moov", content)
    path.write_bytes(atom(b"ftyp", b"M4A \0\0\2\0isom") + content)


def thousand_streams(path: Path, *, container: str) -> None:
    """A thousand streams of sound, each with a packet."""
    with av.open(str(path), "w", format=container) as output:
        streams: list[Any] = [output.add_stream("pcm_s16le", rate=8000, layout="mono") for _ in range(1000)]
        for stream in streams:
            frame = av.AudioFrame.from_ndarray(tone(0.1, 500, 8000).reshape(1, -1), "s16", "mono")
            frame.sample_rate, frame.pts = 8000, 0
            for packet in stream.encode(frame):
                output.mux(packet)


def thousand_avi_streams(path: Path) -> None:
    """An AVI file that repeats its stream's header a thousand times."""
    FORMATS["film.avi"].make(path, 0.5)
    content = path.read_bytes()
    start = content.index(b"LIST", content.index(b"strl") - 8)
    end = start + 8 + int.from_bytes(content[start + 4 : start + 8], "little")
    path.write_bytes(content[:end] + content[start:end] * 1000 + content[end:])


def thousand_programs(path: Path) -> None:
    """A transport stream with eight tables of programmes, each with a hundred streams and more."""
    tables = []
    for number in range(8):
        streams = b"".join(
            struct.pack(">BHH", 0x0F, 0xE000 | (0x200 + number * 170 + stream), 0xF000) for stream in range(170)
        )
        section = struct.pack(">HBBBHH", number + 1, 0xC1, 0, 0, 0xFFFF, 0xF000) + streams
        tables.append(_section(2, section))
    programs = b"".join(struct.pack(">HH", number + 1, 0xE000 | (0x100 + number)) for number in range(8))
    packets = _transport(0, _section(0, struct.pack(">HBBB", 1, 0xC1, 0, 0) + programs))
    for number, table in enumerate(tables):
        packets += _transport(0x100 + number, table)
    path.write_bytes(packets * 20)


def _section(table: int, content: bytes) -> bytes:
    section = struct.pack(">BH", table, 0xB000 | (len(content) + 4)) + content
    crc = 0xFFFF_FFFF
    for byte in section:
        crc ^= byte << 24
        for _ in range(8):
            crc = (crc << 1 ^ (0x04C1_1DB7 if crc & 0x8000_0000 else 0)) & 0xFFFF_FFFF
    return section + struct.pack(">I", crc)


def _transport(pid: int, section: bytes) -> bytes:
    content, packets = b"\0" + section, b""
    for count, at in enumerate(range(0, len(content), 184)):
        start = 0x4000 if at == 0 else 0
        packets += struct.pack(">BHB", 0x47, start | pid, 0x10 | count % 16) + content[at : at + 184].ljust(
            184, b"\xff"
        )
    return packets


def flac_bomb(path: Path, *, hours: float, channels: int = 1, value: int = 0, then_hz: int = 8000) -> None:
    """Legal FLAC of hours of the same sample: 65,535 of them are 16 bytes or so. Each frame may have its own rate."""
    rate_hz, block = 8000, 65_535
    total = round(hours * 3600 * rate_hz) // block * block
    info = struct.pack(">HH", block, block) + bytes(6)
    info += (rate_hz << 44 | (channels - 1) << 41 | 15 << 36 | total).to_bytes(8, "big") + bytes(16)
    with path.open("wb") as file:
        file.write(b"fLaC" + bytes([0x80, 0, 0, 34]) + info)
        for number in range(total // block):
            head = bytes([0xFF, 0xF8, 0x7D, (channels - 1) << 4 | 0x08]) + _as_utf8(number)
            head += struct.pack(">HH", block - 1, rate_hz if number == 0 else then_hz)
            frame = head + bytes([_crc(head, 8, 0x07)]) + (b"\0" + struct.pack(">h", value)) * channels
            file.write(frame + _crc(frame, 16, 0x8005).to_bytes(2, "big"))


def _as_utf8(number: int) -> bytes:
    if number < 0x80:
        return bytes([number])
    if number < 0x800:
        return bytes([0xC0 | number >> 6, 0x80 | number & 0x3F])
    return bytes([0xE0 | number >> 12, 0x80 | number >> 6 & 0x3F, 0x80 | number & 0x3F])


def _crc(content: bytes, bits: int, polynomial: int) -> int:
    crc = 0
    for byte in content:
        crc ^= byte << (bits - 8)
        for _ in range(8):
            crc = (crc << 1 ^ (polynomial if crc >> (bits - 1) else 0)) & ((1 << bits) - 1)
    return crc


def padded(path: Path, name: str, *, megabytes: int = 100, keep: int | None = None) -> None:
    """The first bytes of a recording, then zeros: sparse, so that it takes no room."""
    FORMATS[name].make(path, 0.5)
    if keep is not None:
        os.truncate(path, keep)
    os.truncate(path, megabytes << 20)


def silence(path: Path, *, hours: float) -> None:
    """Telephone sound without a sound: sparse, so that it takes no room."""
    length = round(hours * 3600) * 16_000
    with path.open("wb") as file:
        file.write(riff(fmt(PCM, 8000, 1, 16), chunk(b"data", b"", length=length), length=length + 36))
        file.truncate(44 + length)


def huge_tag(path: Path, *, megabytes: int = 100, there: bool = True) -> None:
    """An MP3 behind a title tag of zeros, that is there or only claimed."""
    FORMATS["tagged.mp3"].make(path, 0.5)
    mp3 = path.read_bytes()
    length = megabytes << 20
    picture = b"APIC" + struct.pack(">IH", length - 10, 0)
    size = bytes(length >> shift & 0x7F for shift in (21, 14, 7, 0))
    with path.open("wb") as file:
        file.write(b"ID3\x03\0\0" + size + picture)
        if there:
            file.seek(10 + length)
        file.write(mp3)


def nested_elements(path: Path, depth: int = 5000) -> None:
    """Matroska elements in each other, deeper than any film needs."""
    content = b""
    for _ in range(depth):
        content = b"\x1f\x43\xb6\x75" + (0x0100_0000_0000_0000 | len(content)).to_bytes(8, "big") + content
    head = b"\x1a\x45\xdf\xa3\x8b\x42\x82\x88matroska"
    path.write_bytes(head + b"\x18\x53\x80\x67" + (0x0100_0000_0000_0000 | len(content)).to_bytes(8, "big") + content)


def not_a_number(path: Path, *, step: int = 100) -> None:
    """Float samples of which one in so many is infinite or no number at all."""
    samples = tone(2.0, 500, 16_000).astype("<f4") / 32_768
    samples[::step], samples[: 4000 : 2 * step], samples[: 4000 : 3 * step] = np.nan, np.inf, -np.inf
    path.write_bytes(riff(fmt(3, 16_000, 1, 32), chunk(b"data", samples.tobytes())))


def wav_of_rate(path: Path, *, rate_hz: int, size: int = 200_000) -> None:
    """16-bit PCM that states an odd rate."""
    pcm = np.random.default_rng(0).integers(-8000, 8000, size // 2).astype("<i2").tobytes()
    path.write_bytes(riff(fmt(PCM, rate_hz, 1, 16, bytes_a_second=0), chunk(b"data", pcm)))


def wav_of_channels(path: Path, *, channels: int) -> None:
    """16-bit PCM that states an odd number of channels."""
    path.write_bytes(
        riff(fmt(PCM, 8000, channels, 16, block=channels * 2 % 65_536), chunk(b"data", bytes(range(200)) * 2000))
    )


def overwritten(path: Path, *, name: str, after: bytes, skip: int, by: bytes) -> None:
    """A small recording with some bytes changed, so far behind a place in it."""
    FORMATS[name].make(path, 0.5)
    content = bytearray(path.read_bytes())
    at = content.index(after) + len(after) + skip
    content[at : at + len(by)] = by
    path.write_bytes(content)


def giant_packet(path: Path) -> None:
    """An M4A whose first packet is a gigabyte long, which the file is, too, without taking room."""
    overwritten(path, name="aac.m4a", after=b"stsz", skip=12, by=struct.pack(">I", 1 << 30))
    os.truncate(path, 1 << 31)


_TEN_HOURS = 36_000
# half a second of sound, and a header that says ten hours
TEN_HOURS: dict[str, Callable[[Path], None]] = {
    "s16.wav": partial(overwritten, name="s16.wav", after=b"data", skip=0, by=struct.pack("<I", _TEN_HOURS * 64_000)),
    "rf64.wav": partial(
        overwritten, name="rf64.wav", after=b"ds64", skip=12, by=struct.pack("<Q", _TEN_HOURS * 64_000)
    ),
    "pcm.w64": partial(
        overwritten,
        name="pcm.w64",
        after=b"data\xf3\xac\xd3\x11\x8c\xd1\x00\xc0\x4f\x8e\xdb\x8a",
        skip=0,
        by=struct.pack("<Q", _TEN_HOURS * 64_000),
    ),
    "aiff.aiff": partial(
        overwritten, name="aiff.aiff", after=b"COMM", skip=6, by=struct.pack(">I", _TEN_HOURS * 16_000)
    ),
    "mulaw.au": partial(overwritten, name="mulaw.au", after=b".snd", skip=4, by=struct.pack(">I", _TEN_HOURS * 16_000)),
    "pcm.caf": partial(overwritten, name="pcm.caf", after=b"data", skip=0, by=struct.pack(">Q", _TEN_HOURS * 64_000)),
    "flac.flac": partial(
        overwritten, name="flac.flac", after=b"fLaC", skip=18, by=struct.pack(">I", _TEN_HOURS * 44_100)
    ),
    "aac.m4a": partial(overwritten, name="aac.m4a", after=b"stts", skip=12, by=struct.pack(">I", _TEN_HOURS * 44_100)),
    "cbr.mp3": partial(overwritten, name="cbr.mp3", after=b"Info", skip=4, by=struct.pack(">I", _TEN_HOURS * 39)),
    "opus.webm": partial(
        overwritten, name="opus.webm", after=b"\x44\x89\x88", skip=0, by=struct.pack(">d", _TEN_HOURS * 1000.0)
    ),
}

# what harms, and the verdicts that are right for it
HOSTILE: dict[str, tuple[Callable[[Path], None], set[str]]] = {
    **{
        f"an index of 268 million entries in {table.decode()}": (
            partial(index_of_millions, table=table),
            {"corrupt_audio"},
        )
        for table in (b"stsz", b"stco", b"stts", b"stsc")
    },
    "an index that is there and does not fit into memory": (index_that_is_there, {"corrupt_audio"}),
    "a thousand tracks": (thousand_tracks, {"corrupt_audio"}),
    "a thousand streams in Matroska": (partial(thousand_streams, container="matroska"), {"ok", "corrupt_audio"}),
    "a thousand streams in AVI": (thousand_avi_streams, {"corrupt_audio"}),
    "a thousand streams in eight programmes": (thousand_programs, {"corrupt_audio"}),
    "atoms in atoms": (nested_atoms, {"corrupt_audio"}),
    "elements in elements": (nested_elements, {"no_audio_stream", "corrupt_audio"}),
    "ten hours of silence in 64 kB": (partial(flac_bomb, hours=10), {"too_long"}),
    "eight channels of a bomb": (partial(flac_bomb, hours=0.1, channels=8), {"silent"}),
    "a rate that becomes 1 Hz": (partial(flac_bomb, hours=0.1, value=999, then_hz=1), {"corrupt_audio"}),
    "a rate that becomes 100 Hz": (partial(flac_bomb, hours=0.1, value=999, then_hz=100), {"corrupt_audio"}),
    "a picture of 100 MB in a tag": (huge_tag, {"ok"}),
    "a tag that claims 100 MB": (partial(huge_tag, there=False), {"corrupt_audio"}),
    "a packet of a gigabyte": (giant_packet, {"corrupt_audio"}),
    "no numbers": (not_a_number, {"ok"}),
    "nothing but no numbers": (partial(not_a_number, step=1), {"silent"}),
    "no rate": (partial(wav_of_rate, rate_hz=0), {"corrupt_audio", "unsupported_codec"}),
    "a rate of 1 Hz": (partial(wav_of_rate, rate_hz=1), {"corrupt_audio", "unsupported_codec"}),
    "a rate of 1 GHz": (partial(wav_of_rate, rate_hz=10**9), {"corrupt_audio", "unsupported_codec"}),
    "a rate of 4 GHz": (partial(wav_of_rate, rate_hz=2**32 - 1), {"corrupt_audio", "unsupported_codec"}),
    **{
        f"{channels} channels": (partial(wav_of_channels, channels=channels), {"corrupt_audio", "unsupported_codec"})
        for channels in (0, 9, 255, 65_535)
    },
}
