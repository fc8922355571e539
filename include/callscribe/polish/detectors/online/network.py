"""Network addresses and links that let somebody in: IP and MAC addresses, URLs that carry a token."""

from __future__ import annotations

import re
from collections import defaultdict
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from callscribe.polish.detectors.online.address_chains import COLONS, DASHES, is_version
from callscribe.polish.detectors.online.email_words import DOTS
from callscribe.polish.detectors.online.link_tokens import TELLING, find_link_tokens
from callscribe.polish.detectors.online.spoken_addresses import CUE_FIRSTS, find_spoken_addresses
from callscribe.polish.detectors.online.spoken_links import QUESTION, SLASHES, find_spoken_links
from callscribe.polish.detectors.voices import spans_by_voice
from callscribe.polish.entities import EntitySpan

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from callscribe.polish.detectors.numbers.spoken_numbers import Reading
    from callscribe.transcript.words import Word

LEAST_TOKEN: Final = 4
"""Characters of a token after a part of a path such as "reset"."""

LEAST_OPAQUE: Final = 8
"""Characters of a written part of a path that may be a token, if letters and digits are mixed in it."""

LONGEST_WORDY: Final = 20
"""Letters of a part of a path above which it is a token even without digits."""

_IPV4: Final = re.compile(r"(?:\D*://)?\[?\d{1,3}(?:\.\d{1,3}){3}(?::\d+|/\d{1,2}|/\S*)?\]?")
_IPV6: Final = re.compile(r"\[?(?:[0-9a-f]{0,4}:){2,7}[0-9a-f]{0,4}(?:%\w+)?\]?(?:/\d+|:\d+)?")
_MAC: Final = re.compile(r"[0-9a-f]{2}(?:[:-][0-9a-f]{2}){5}|[0-9a-f]{4}(?:\.[0-9a-f]{4}){2}")
_CLOCK: Final = re.compile(r"\d{1,2}(?::\d{1,2}){1,2}")
_URL: Final = re.compile(
    r"(?:[a-z][a-z0-9+.\-]*://)?(?:([^/@\s]+)@)?((?:[a-z0-9\-]+\.)+[a-z]{2,}|localhost)(:\d+)?([/?#]\S*)?"
)
_SECRET_PATHS: Final = frozenset(
    "reset token verify verification invite invitation activate activation magic session auth confirm join unsubscribe "
    "s t r share download link access".split()
)
"""Parts of a path after which a part with a digit is a token, however short."""


def find_network(words: Sequence[Word], readings: Sequence[Reading]) -> list[EntitySpan]:
    """Find IP addresses, MAC addresses and URLs with tokens, written and spoken.

    Args:
        words: In the order of the conversation.
        readings: One for each word.

    Returns:
        NETWORK spans, each within one voice, in order; they may overlap.
    """
    triggers: dict[str, list[int]] = defaultdict(list)
    texts = [reading.text for reading in readings]
    # Of the words that a call uses few are different ones.
    tokens = {text: _TRIGGERS[text] for text in _TRIGGERS.keys() & set(texts)}
    tokens |= {
        text: "written" for text in set(texts) if len(text) > LEAST_TOKEN and text not in tokens and not text.isalnum()
    }
    for index in [index for index, text in enumerate(texts) if text in tokens]:
        triggers[tokens[texts[index]]].append(index)
    spans = [span for index in triggers["written"] for span in _written(words, readings, index)]
    written = {span.first_word for span in spans}
    spans += find_spoken_addresses(words, readings, triggers, triggers["cue"], written)
    links = list(find_spoken_links(words, readings, triggers["sign"]))
    known = {index for span in links for index in range(span.first_word, span.last_word + 1)}
    signs = sorted((*triggers["sign"], *triggers["telling"]))
    for said in find_link_tokens(words, readings, signs, known):
        spans += spans_by_voice(words, said, "NETWORK", "link_token", 0.7)
    spans += links
    return sorted(spans, key=lambda span: (span.first_word, span.last_word))


_TRIGGERS: Final = {
    token: trigger
    for trigger, tokens in (
        ("ip_spoken", DOTS),
        ("colons_spoken", COLONS),
        ("mac_spoken", DASHES),
        ("sign", (*SLASHES, QUESTION)),
        ("cue", CUE_FIRSTS),
        ("telling", TELLING - {*SLASHES, QUESTION}),
        ("letter", "bcdef"),
    )
    for token in tokens
}


# --- Written ------------------------------------------------------------------------------------------------------


def is_telling_url(token: str) -> bool:
    """Whether a URL holds more than the name of a site and of a page.

    Args:
        token: In lower case, without punctuation around it.
    """
    found = _URL.fullmatch(token)
    if found is None:
        return False
    userinfo, _, _, rest = found.groups()
    if userinfo and "://" in token:
        return True
    path, mark, _ = (rest or "").partition("?")
    if mark and "=" in rest:
        return True
    parts = re.split(r"[/#;]", path)
    return any(_is_opaque(part, before) for before, part in pairwise(parts))


def _is_opaque(part: str, before: str) -> bool:
    digits = sum(map(str.isdigit, part))
    letters = sum(map(str.isalpha, part))
    if before in _SECRET_PATHS and digits and len(part) >= LEAST_TOKEN:
        return True
    pieces = re.split(r"[\-_.+]", part)
    longest = max(len(piece) for piece in pieces)
    if digits >= 2 and letters >= 2 and longest >= LEAST_OPAQUE:
        mixed = [piece for piece in pieces if any(map(str.isdigit, piece)) and any(map(str.isalpha, piece))]
        return bool(mixed) and max(map(len, mixed)) >= LEAST_OPAQUE
    # A version 4 UUID has groups of four; dates have no letters and names of pages few digits.
    return longest > LONGEST_WORDY or (digits >= 6 and letters >= 4)


def _written(words: Sequence[Word], readings: Sequence[Reading], index: int) -> Iterator[EntitySpan]:
    token = readings[index].text.rstrip("/") if "://" not in readings[index].text else readings[index].text
    if _IPV4.fullmatch(token):
        if not is_version(readings, index):
            yield EntitySpan("NETWORK", index, index, "ip_written", 0.9)
    elif _MAC.fullmatch(token):
        yield EntitySpan("NETWORK", index, index, "mac_written", 0.95)
    elif token.count(":") >= 2 and _IPV6.fullmatch(token) and not _CLOCK.fullmatch(token):
        yield EntitySpan("NETWORK", index, index, "ip_written", 0.9)
    elif "." in token and ("/" in token or "?" in token or "#" in token) and is_telling_url(_as_written(words[index])):
        yield EntitySpan("NETWORK", index, index, "url_written", 0.95)


def _as_written(word: Word) -> str:
    """The URL with what `Reading` takes off its end for punctuation, in lower case."""
    return word.word.strip(" \t\"'“”‘’(<>)[]*.,!;:").casefold()
