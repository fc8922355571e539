"""IP and MAC addresses read out loud: groups of digits with "dot", "colon" or "dash" between, or none after a cue."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from callscribe.polish.detectors.online.address_chains import (
    COLONS,
    CUE_REACH,
    DASHES,
    LONGEST_OCTET,
    NOT_ADDRESSES,
    find_chains,
)
from callscribe.polish.detectors.online.address_rest import (
    characters_in,
    find_read_back,
    find_rest,
    find_unannounced,
)
from callscribe.polish.detectors.online.email_words import DOTS
from callscribe.polish.detectors.online.said_of_address import find_explained_letters
from callscribe.polish.detectors.spelling_alphabet import (
    find_spellings,
    is_time,
)
from callscribe.polish.detectors.voices import same_voice, spans_by_voice

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from callscribe.polish.detectors.numbers.spoken_numbers import Reading
    from callscribe.polish.entities import EntitySpan
    from callscribe.transcript.words import Word

CUES: Final = frozenset(
    (("ip",), ("i", "p"), ("ipv4",), ("ipv6",), ("ips",), ("gateway",), ("subnet",), ("dns",),
     ("mac", "address"), ("m", "a", "c"),
     ("mac",), ("hardware", "address"), ("physical", "address"))
)  # fmt: skip
CUE_FIRSTS: Final = frozenset(cue[0] for cue in CUES)
LONGEST_CUE: Final = max(map(len, CUES))
CUE_AFTER: Final = 4
"""Words between an address and a cue after it."""

HEXADECIMAL_CUES: Final = frozenset(("mac", "m", "hardware", "physical", "ipv6"))
LEAST_AFTER_CUE: Final = 4
LEAST_HEXADECIMAL: Final = 6
"""Characters without separators that are taken for an address after a cue; of a MAC address, half of it."""

OTHER_NUMBERS: Final = NOT_ADDRESSES | frozenset(
    "error flight order channel code extension room ticket ends ending".split()
)
"""Before numbers after an address or its cue, they make them something else."""

NOT_READ_BACK: Final = OTHER_NUMBERS | {"number"}


def find_spoken_addresses(
    words: Sequence[Word],
    readings: Sequence[Reading],
    separators: dict[str, list[int]],
    cues: Sequence[int],
    written: Collection[int],
) -> list[EntitySpan]:
    """Find addresses.

    Args:
        words: In the order of the conversation.
        readings: One for each word.
        separators: Indices of words that say "dot" ("ip_spoken"), "colon" ("colons_spoken"), "dash" ("mac_spoken")
            and a letter from "b" to "f" ("letter").
        cues: Indices of words in CUE_FIRSTS.
        written: Indices of words that are addresses as they are written.

    Returns:
        NETWORK spans, each within one voice; they may overlap.
    """
    announced = [(cue, end) for cue in cues if (end := _cue_end(readings, cue)) >= 0]
    found: list[tuple[list[int], str]] = []
    for detector, kind in (("ip_spoken", DOTS), ("colons_spoken", COLONS), ("mac_spoken", DASHES)):
        ends = {end for _, end in announced}
        found += ((said, detector) for said in find_chains(words, readings, separators[detector], kind, detector, ends))
    known = {*written, *(index for said, _ in found for index in said)}
    for cue, end in announced:
        # "... dot thirty seven as the ip": the cue may follow its address.
        around = range(cue - CUE_AFTER, end + CUE_REACH + 1)
        if readings[cue].text in HEXADECIMAL_CUES or known.isdisjoint(around):
            after = [(said, "ip_cue") for said in _after_cue(words, readings, cue, end)]
            known.update(index for said, _ in after for index in said)
            found += after
    found += ((said, "mac_unannounced") for said in find_unannounced(words, readings, separators["letter"]))
    if found:
        found += ((said, "address_rest") for said in find_rest(words, readings, [said for said, _ in found]))
        parts = [said for said, _ in found]
        found += ((said, "read_back") for said in find_read_back(words, readings, parts, NOT_READ_BACK))
        parts = [said for said, _ in found]
        found += ((said, "read_back") for said in find_explained_letters(words, readings, parts))
        found += ((said, "address_rest") for said in find_rest(words, readings, [said for said, _ in found]))
    return [
        span for said, detector in found for span in spans_by_voice(words, said, "NETWORK", detector, _SCORES[detector])
    ]


_SCORES: Final = {"ip_spoken": 0.8, "colons_spoken": 0.8, "mac_spoken": 0.8, "ip_cue": 0.7, "read_back": 0.6,
                  "address_rest": 0.5, "mac_unannounced": 0.4}  # fmt: skip


def _cue_end(readings: Sequence[Reading], index: int) -> int:
    said = tuple([reading.text for reading in readings[index : index + LONGEST_CUE]])
    return next((index + length - 1 for length in range(len(said), 0, -1) if said[:length] in CUES), -1)


# --- Without separators -------------------------------------------------------------------------------------------


def _after_cue(words: Sequence[Word], readings: Sequence[Reading], cue: int, end: int) -> Iterator[list[int]]:
    """Digits after "my IP address is", hexadecimal ones after "the MAC address", and corrections of them."""
    seeds = characters_in(readings, range(end + 1, min(end + 1 + 2 * CUE_REACH, len(readings))))
    least = LEAST_HEXADECIMAL if readings[cue].text in HEXADECIMAL_CUES else LEAST_AFTER_CUE
    last = -1
    for spelling in find_spellings(words, readings, seeds):
        labels = [readings[index].text for index in range(max(end + 1, spelling.first - 3), spelling.first)]
        if is_time(spelling, readings) or not OTHER_NUMBERS.isdisjoint(labels):
            continue
        alone = sum(
            character.sure and readings[character.first].shape in ("U", "L", "O", "R")
            for character in spelling.characters
        )
        said = [index for index in spelling.words if index > end]
        near = spelling.first - end <= CUE_REACH and any(map(str.isdigit, spelling.sure))
        follows = last >= 0 and spelling.first - last <= LONGEST_OCTET and alone >= 2
        follows = follows and same_voice(words, last, spelling.first)
        if (near and len(spelling.sure) >= least and alone >= LEAST_AFTER_CUE) or follows:
            last = spelling.last
            yield said
